"""The tables of one folder as the measures want them, each read when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from shopworld import schema


class Shop:
    """A folder's tables by name, money in yuan, and the few joins that many measures share."""

    def __init__(self, folder: Path) -> None:
        """A shop of which nothing has been read yet."""
        self._folder = folder
        self._tables: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The table called `name`; raises SchemaError when the folder lacks it."""
        if name not in self._tables:
            self._tables[name] = schema.read(self._folder, name)
        return self._tables[name]

    @cached_property
    def paid(self) -> pd.DataFrame:
        """The paid orders."""
        return self["orders"][self["orders"]["paid_at"].notna()]

    @cached_property
    def lines(self) -> pd.DataFrame:
        """The lines of paid orders, with their product."""
        lines = self["order_lines"][self["order_lines"]["order_id"].isin(self.paid["order_id"])]
        return lines.merge(self["products"][["sku", "product"]], on="sku")

    @cached_property
    def spent(self) -> pd.Series:
        """What each buyer paid in the year."""
        return self.paid.groupby("buyer_id")["paid"].sum()

    @cached_property
    def orders_per_buyer(self) -> pd.Series:
        """How many paid orders each buyer placed."""
        return self.paid.groupby("buyer_id").size()

    @cached_property
    def gaps(self) -> pd.Series:
        """Days between one paid order of a buyer and the next."""
        paid = self.paid.sort_values(["buyer_id", "created_at"])
        return paid.groupby("buyer_id")["created_at"].diff().dropna() / pd.Timedelta(days=1)

    @cached_property
    def daily(self) -> pd.Series:
        """Orders placed by day; a day without one counts 0."""
        return self["orders"].groupby(self["orders"]["created_at"].dt.normalize()).size().asfreq("D", fill_value=0)

    @cached_property
    def ordinary(self) -> pd.Series:
        """Whether each day of `daily` lies outside every event: a sale's peak would drown the week's rhythm."""
        return (self["calendar"].set_index("date")["event"] == "").reindex(self.daily.index)


def gini(values: pd.Series) -> float:
    """The Gini coefficient of amounts: 0 all equal, near 1 one has everything."""
    ordered = np.sort(values.to_numpy(dtype=float))
    ranks = np.arange(1, len(ordered) + 1)
    return float(2 * (ranks * ordered).sum() / (len(ordered) * ordered.sum()) - (len(ordered) + 1) / len(ordered))


def top_share(values: pd.Series, part: float) -> float:
    """The share of the total that the largest `part` of the values hold."""
    ordered = np.sort(values.to_numpy(dtype=float))[::-1]
    return float(ordered[: max(1, round(len(ordered) * part))].sum() / ordered.sum())
