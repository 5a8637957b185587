"""One day of the large shop: its orders, their lines and what comes back of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import lognormal, pick
from shopworld.goods import products
from shopworld.large import people
from shopworld.large.plan import Day
from shopworld.sales import baskets, orders, refunds
from shopworld.seeds import stream

A_DAY = 10_000_000  # numbers set aside for each day's lines and refunds


def tables(seed: int, day: Day) -> dict[str, pd.DataFrame]:
    """Return the day's `orders`, `order_lines` and `refunds` (of these orders, whenever they are asked for), money in fen.

    `shop_daily` and `sku_daily` sum them up.
    """
    market = parameters.settings("market")
    most_lines = len(market["basket"]["lines"])
    u = stream(seed, "large_orders", day.number).random((day.orders, 11))
    lines_u = stream(seed, "large_lines", day.number).random((day.orders, most_lines, orders.LINE_DRAWS))
    refunds_u = stream(seed, "large_refunds", day.number).random((day.orders, most_lines, orders.REFUND_DRAWS))
    of_day = np.full(day.orders, day.number)
    buyer = people.choose(day, u[:, :3])
    province = people.province(seed, buyer)
    second = np.sort(
        pick(u[:, 3], np.array(market["season"]["hour"])) * 3600 + np.floor(u[:, 4] * 3600).astype(np.int64)
    )
    created = calendar.START + pd.to_timedelta(day.number * 86_400 + second, unit="s")
    paid = u[:, 5] >= market["buyers"]["unpaid"]
    paid_at = pd.Series(
        created + pd.to_timedelta(np.round(20 + 108 * lognormal(u[:, 6], 1.1)).astype(np.int64), unit="s")
    )
    channel = pick(u[:, 7], np.array([kind["share"] for kind in market["channels"]]))
    method = pick(u[:, 8], np.array([kind["share"] for kind in market["pay_methods"]]))
    numbers = _numbers(day)

    lines = baskets.draw(seed, of_day, people.segment(seed, buyer), np.full(day.orders, -1), lines_u, u[:, 9])
    lines["unit_price"] = products.daily_prices(seed)[lines["sku_row"], day.number]
    goods, discount, freight = orders.money(lines, of_day, province)
    nobody = np.zeros(day.orders, dtype=bool)
    order = refunds.Order(numbers, paid_at, paid, of_day, channel, abuser=nobody, fake=nobody)
    back = refunds.draw(seed, lines, order, refunds_u, np.arange(len(refunds_u)))
    returned = np.bincount(back["position"], weights=back["amount"], minlength=day.orders)
    placed = pd.DataFrame(
        {
            "order_id": numbers,
            "buyer_id": people.identifiers(buyer),
            "created_at": created,
            "paid_at": paid_at.where(paid),
            "status": orders.status(paid, returned, goods - discount),
            "channel": np.array([kind["name"] for kind in market["channels"]])[channel],
            "pay_method": np.where(paid, np.array([kind["name"] for kind in market["pay_methods"]])[method], ""),
            "province": parameters.table("provinces")["province"].to_numpy()[province],
            "goods": goods,
            "discount": discount,
            "freight": freight,
            "paid": np.where(paid, goods - discount + freight, 0),
        }
    )
    lines["order_id"] = numbers[lines["position"]]
    lines["line_id"] = day.number * A_DAY + np.arange(1, len(lines) + 1)
    lines["sku"] = products.skus(seed)["sku"].to_numpy()[lines["sku_row"]]
    back["line_id"] += day.number * A_DAY
    back["refund_id"] = day.number * A_DAY + np.arange(1, len(back) + 1)
    return {
        "orders": placed,
        "order_lines": lines[["line_id", "order_id", "sku", "quantity", "unit_price", "discount", "paid"]],
        "refunds": back[["refund_id", "order_id", "line_id", "applied_at", "reason", "amount", "goods_returned"]],
        "shop_daily": _shop_daily(placed),
        "sku_daily": _sku_daily(lines[paid[lines["position"]]], day),
    }


def _numbers(day: Day) -> np.ndarray:
    """Return order numbers: the day, and a shuffled sequence that doesn't tell a day's volume."""
    return 2_500_000_000_000 + day.number * 10_000_019 + (np.arange(day.orders) * 51_437 + 7_919) % 9_999_991


def _shop_daily(placed: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": placed["created_at"].dt.normalize().iloc[:1],
            "placed_orders": len(placed),
            "paid_orders": int(placed["paid_at"].notna().sum()),
            "paid_amount": int(placed["paid"].sum()),
        }
    )


def _sku_daily(lines: pd.DataFrame, day: Day) -> pd.DataFrame:
    """Return units and what was paid for each SKU of the day's paid orders."""
    of_sku = lines.groupby("sku", as_index=False)[["quantity", "paid"]].sum()
    of_sku.insert(0, "date", calendar.START + pd.Timedelta(days=day.number))
    return of_sku.rename(columns={"quantity": "units", "paid": "paid_amount"})
