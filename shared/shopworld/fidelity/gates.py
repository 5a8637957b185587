"""What no shop may fail: keys, money, the order of times, stock and funnel. A new table comes under them by its columns' names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from shopworld import schema
from shopworld.fidelity.shop import Shop

# In one table a column never exceeds the next one named here.
NEVER_MORE = (
    ("clicks", "impressions"),
    ("visitors", "page_views"),
    ("paid_orders", "placed_orders"),
    ("placed_orders", "visitors"),
)
# In one row these times come in this order, as far as they are there.
TIMES_IN_ORDER = ("created_at", "paid_at")
NEVER_NEGATIVE = ("on_hand", "reserved", "in_transit", "inbound")

ROWS = "{count:,} rows"


def check(shop: Shop) -> dict[str, str]:
    """Return each gate with what fails it, an empty text where nothing does."""
    return {what: ROWS.format(count=bad) if bad else "" for what, bad in _all(shop)}


def _all(shop: Shop) -> Iterator[tuple[str, int]]:
    for table in schema.tables().values():
        frame = shop[table.name]
        yield f"{table.name}: key {', '.join(table.key)} is unique", int(frame.duplicated(list(table.key)).sum())
        for column, target in references(table):
            yield f"{table.name}.{column} is in {target}", _strangers(frame[column], shop[target][column])
        for less, more in NEVER_MORE:
            if {less, more} <= set(frame):
                yield f"{table.name}: {less} ≤ {more}", int((frame[less] > frame[more]).sum())
        times = [name for name in TIMES_IN_ORDER if name in frame]
        for first, then in pairwise(times):
            yield f"{table.name}: {first} before {then}", int((frame[first] > frame[then]).sum())
        for column in NEVER_NEGATIVE:
            if column in frame:
                yield f"{table.name}: {column} is never negative", int((frame[column] < 0).sum())
    yield from _money(shop)
    yield from _refunds(shop)


def references(table: schema.Table) -> list[tuple[str, str]]:
    """Return the foreign keys of a table: columns named like another table's only key, and that table (the first declared)."""
    owners: dict[str, str] = {}
    for other in schema.tables().values():
        if len(other.key) == 1:
            owners.setdefault(other.key[0], other.name)
    return [(name, owners[name]) for name in table.names if owners.get(name, table.name) != table.name]


def _strangers(values: pd.Series, known: pd.Series) -> int:
    """Count values that point nowhere; an empty cell points nowhere on purpose."""
    given = values[values.notna() & (values != "")]
    return int((~given.isin(known)).sum())


def _fen(yuan: pd.Series) -> np.ndarray:
    return np.round(yuan.to_numpy() * 100).astype(np.int64)


def _money(shop: Shop) -> Iterator[tuple[str, int]]:
    """The money identities of orders, lines and the daily report, to the fen."""
    orders, lines = shop["orders"], shop["order_lines"]
    due = _fen(orders["goods"]) - _fen(orders["discount"]) + _fen(orders["freight"])
    paid = orders["paid_at"].notna()
    yield "orders: paid = goods − discount + freight", int((_fen(orders["paid"]) != np.where(paid, due, 0)).sum())
    value = _fen(lines["unit_price"]) * lines["quantity"].to_numpy()
    yield (
        "order_lines: paid = price × quantity − discount",
        int((_fen(lines["paid"]) != value - _fen(lines["discount"])).sum()),
    )
    of_order = pd.DataFrame({"goods": value, "discount": _fen(lines["discount"])}).groupby(lines["order_id"]).sum()
    of_order = of_order.reindex(orders["order_id"], fill_value=0)
    for column in ("goods", "discount"):
        yield (
            f"orders.{column} is the sum of its lines'",
            int((of_order[column].to_numpy() != _fen(orders[column])).sum()),
        )
    daily = shop["shop_daily"].set_index("date")
    by_day = pd.Series(_fen(orders["paid"])).groupby(orders["created_at"].dt.normalize().to_numpy()).sum()
    yield (
        "shop_daily.paid_amount is the sum of the orders'",
        int((by_day != pd.Series(_fen(daily["paid_amount"]), daily.index)).sum()),
    )


def _refunds(shop: Shop) -> Iterator[tuple[str, int]]:
    """Refunds: never more than was paid for the line, never before the payment, only of paid orders."""
    refunds, lines = shop["refunds"], shop["order_lines"].set_index("line_id")
    amounts = pd.Series(_fen(refunds["amount"])).groupby(refunds["line_id"].to_numpy()).sum()
    yield (
        "refunds: at most what was paid for the line",
        int((amounts > _fen(lines["paid"].reindex(amounts.index))).sum()),
    )
    paid_at = refunds["order_id"].map(shop["orders"].set_index("order_id")["paid_at"])
    yield "refunds: of a paid order, after its payment", int((~(refunds["applied_at"] > paid_at)).sum())
