"""Real orders beside the invented shop's: a year of a British gift shop, to check that a method works outside this course."""

from pathlib import Path

import pandas as pd

from shoplab.languages import say

TABLES = ("invoices", "items", "weeks")
NO_SUCH_TABLE = "There is no real table called {name!r}. The tables are: {tables}."


def load_real(name: str) -> pd.DataFrame:
    """A table of UCI Online Retail, 1 December 2010 to 9 December 2011, money in pounds; what it holds stands in ATTRIBUTION.md.

    "invoices": invoice, customer ("" unknown), at, kind (valid, cancelled, void), lines, duplicate_lines, value.
    "items": sku, name, units and value of valid lines. "weeks": sku, week (its Sunday), units, mean price of valid lines.
    Chen, D. (2015), UCI Machine Learning Repository, doi 10.24432/C5BW33, CC BY 4.0. Raises ValueError for another name.
    """
    if name not in TABLES:
        raise ValueError(say(NO_SUCH_TABLE).format(name=name, tables=", ".join(TABLES)))
    texts = {"invoice": "str", "customer": "str", "kind": "str", "sku": "str", "name": "str"}
    frame = pd.read_csv(Path(__file__).parent / f"{name}.csv.gz", dtype=texts, keep_default_na=False)
    for column in {"at", "week"} & set(frame):
        frame[column] = pd.to_datetime(frame[column])
    return frame
