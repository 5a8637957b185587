"""What the back office shows of a season: a row a day, an item, a word, a name of the cash book. Money in yuan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from shopworld.market.day import DayReport
from shopworld.market.money import NAMES
from shopworld.market.scenario import CHANNELS, Scenario
from shopworld.market.state import State

NET = "net"


def days(reports: Sequence[DayReport], scenario: Scenario) -> pd.DataFrame:
    """Return a row a day: visitors, pieces sold, takings, refunds to come, cost of ads, open cases, and what the cash did."""
    dates = pd.to_datetime([scenario.dates[one.day] for one in reports])
    return pd.DataFrame([_figures(one, scenario) for one in reports], index=dates.rename("date"))


def day(report: DayReport, scenario: Scenario) -> pd.Series:
    """Return one row of `days`; by itself, because a table of one row takes half as long as the day that it tells of."""
    return pd.Series(_figures(report, scenario), name=pd.Timestamp(scenario.dates[report.day]), dtype=object)


def _figures(one: DayReport, scenario: Scenario) -> dict[str, Any]:
    return {
        "event": scenario.events[one.day],
        "visits": round(float(one.visits[0].sum())),
        "sold": int(one.sold[0].sum()),
        "takings": float(one.takings[0].sum()) / 100,
        "refunded": int(one.refunded[0].sum()),
        "ads": float(one.ads.cost[0].sum()) / 100,
        "cases": int(one.cases[0]),
        "open_cases": int(one.backlog[0]),
        NET: float(one.book[0].sum()) / 100,
    }


def items(reports: Sequence[DayReport], scenario: Scenario) -> pd.DataFrame:
    """Return a row a day and item: visits, pieces sold, takings, what came in, what will be refunded, the rating shown."""
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "date": pd.Timestamp(scenario.dates[one.day]),
                    "item": scenario.items,
                    "visits": np.round(one.visits[0].sum(axis=0)).astype(int),
                    "sold": one.sold[0],
                    "takings": one.takings[0] / 100,
                    "arrived": one.arrived[0],
                    "ordered": one.ordered[0],
                    "refunded": one.refunded[0],
                    "rating": np.round(one.rating[0], 2),
                }
            )
            for one in reports
        ],
        ignore_index=True,
    )


def channels(reports: Sequence[DayReport], scenario: Scenario) -> pd.DataFrame:
    """Return a row a day: visits by channel."""
    return pd.DataFrame(
        [[round(float(visits)) for visits in one.visits[0].sum(axis=1)] for one in reports],
        columns=list(CHANNELS),
        index=pd.DatetimeIndex([scenario.dates[one.day] for one in reports], name="date"),
    )


def words(reports: Sequence[DayReport], scenario: Scenario) -> pd.DataFrame:
    """Return a row a day and word: searches, ad clicks, what they cost, and the item that was shown."""
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "date": pd.Timestamp(scenario.dates[one.day]),
                    "word": scenario.words,
                    "meaning": scenario.word_names,
                    "searches": np.round(one.searches[0]).astype(int),
                    "ad_clicks": np.asarray(one.ads.clicks[0]).astype(int),
                    "ad_cost": np.asarray(one.ads.cost[0]) / 100,
                }
            )
            for one in reports
        ],
        ignore_index=True,
    )


def money(reports: Sequence[DayReport], scenario: Scenario) -> pd.DataFrame:
    """Return the cash book: a row a day, a column a name, and the day's net; what goes out is negative."""
    book = pd.DataFrame(
        [one.book[0] / 100 for one in reports],
        columns=list(NAMES),
        index=pd.DatetimeIndex([scenario.dates[one.day] for one in reports], name="date"),
    )
    return book.assign(net=book.sum(axis=1).round(2))


def shelf(state: State) -> pd.DataFrame:
    """Return this morning's shelf: a row an item with its name, prices, cost, stock, what is on the way, and its rating."""
    scenario, facts = state.scenarios[0], state.facts
    return pd.DataFrame(
        {
            "name": scenario.item_names,
            "list_price": facts.list_price[0] / 100,
            "price": state.price[0] / 100,
            "unit_cost": facts.unit_cost[0] / 100,
            "parcel": facts.parcel[0] / 100,
            "lot": facts.lot[0],
            "stock": state.stock[0],
            "on_the_way": state.coming[0].sum(axis=0),
            "rating": np.round(state.stars[0] / state.reviews[0], 2),
            "sold_last_week": state.memory[0, -7:, 1].sum(axis=0).astype(int),
        },
        index=pd.Index(scenario.items, name="item"),
    )


def rivals(state: State) -> pd.DataFrame:
    """Return what the rivals asked yesterday, an item a row and a shop a column, in yuan."""
    scenario = state.scenarios[0]
    return pd.DataFrame(
        np.round(state.rival_price[0] / 10) / 10,
        index=pd.Index(scenario.items, name="item"),
        columns=list(scenario.rivals),
    )
