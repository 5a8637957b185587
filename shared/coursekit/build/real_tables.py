"""`python -m coursekit.build.real_tables FILE`: the small tables of shoplab.real from the full UCI Online Retail file (Parquet)."""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

import numpy as np
import pandas as pd

import shoplab.real

KINDS = ("valid", "cancelled", "void")  # an invoice is the first of these that one of its lines is


def tables(lines: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return `invoices`, `items` and `weeks` from the data set's lines, as `shoplab.real` describes them."""
    cancelled = lines["InvoiceNo"].str.startswith("C")
    valid = ~cancelled & (lines["Quantity"] > 0) & (lines["UnitPrice"] > 0)
    value = (lines["Quantity"] * lines["UnitPrice"]).round(2)
    sold = lines[valid].assign(value=value[valid])
    return {"invoices": _invoices(lines, value, valid, cancelled), "items": _items(sold), "weeks": _weeks(sold)}


def _invoices(lines: pd.DataFrame, value: pd.Series, valid: pd.Series, cancelled: pd.Series) -> pd.DataFrame:
    counted = pd.DataFrame(
        {
            "invoice": lines["InvoiceNo"],
            "customer": lines["CustomerID"].astype("Int64").astype("str").where(lines["CustomerID"].notna(), ""),
            "at": lines["InvoiceDate"],
            "kind": np.select([valid, cancelled], [0, 1], default=2),
            "duplicate": lines.duplicated(),
            "value": np.select([valid, cancelled], [value, -value], default=0.0),
        }
    ).groupby("invoice", sort=False)
    return pd.DataFrame(
        {
            "customer": counted["customer"].first(),
            "at": counted["at"].min().dt.strftime("%Y-%m-%d %H:%M"),
            "kind": np.array(KINDS)[counted["kind"].min()],
            "lines": counted.size(),
            "duplicate_lines": counted["duplicate"].sum(),
            "value": counted["value"].sum().round(2),
        }
    ).reset_index()


def _items(sold: pd.DataFrame) -> pd.DataFrame:
    items = sold.groupby("StockCode")
    names = items["Description"].agg(lambda texts: texts.mode().iloc[0].strip())
    sums = pd.DataFrame({"name": names, "units": items["Quantity"].sum(), "value": items["value"].sum().round(2)})
    return sums.rename_axis("sku").reset_index()


def _weeks(sold: pd.DataFrame) -> pd.DataFrame:
    sunday = sold["InvoiceDate"].dt.to_period("W-SAT").dt.start_time.dt.strftime("%Y-%m-%d").rename("week")
    weeks = sold.groupby(["StockCode", sunday]).agg(units=("Quantity", "sum"), price=("UnitPrice", "mean"))
    return weeks.round({"price": 4}).rename_axis(["sku", "week"]).reset_index()


def main() -> None:
    """Write the tables into the package, the same bytes each time."""
    parser = argparse.ArgumentParser(description="Make the small real tables from the full file.")
    parser.add_argument("file", type=Path, help="UCI Online Retail as Parquet, 541,909 rows")
    made = tables(pd.read_parquet(parser.parse_args().file))
    for name, frame in made.items():
        text = frame.to_csv(index=False, lineterminator="\n")
        target = Path(shoplab.real.__file__).parent / f"{name}.csv.gz"
        target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
        print(f"{name}: {len(frame):,} rows, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
