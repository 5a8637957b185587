"""The chain of one year at Lantern Lane: orders, their lines, and what came back.

Every day is drawn from its own stream with a fixed number of uniforms per order, so that days can be made in any order.
Who buys depends on how many have bought before; that running count is the only thing carried from day to day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import buyers, calendar, parameters, platforms, products, refunds
from shopworld.draws import counts, lognormal, pick
from shopworld.seeds import stream

ORDERS_PER_DAY = {"tiny": 12.0, "course": 262.0}
DAYS = {"tiny": 90, "course": calendar.DAYS}
MAX_LINES = 4
LINES_WEIGHT = (0.67, 0.22, 0.08, 0.03)
QUANTITY_WEIGHT = (0.90, 0.08, 0.02)
CHANNELS = ("search", "feed", "search ad", "direct", "live", "affiliate")
CHANNEL_WEIGHT = (0.34, 0.22, 0.17, 0.12, 0.09, 0.06)
PAY_METHODS = ("Alipay", "WeChat Pay", "bank card")
HOUR_WEIGHT = (18, 9, 5, 3, 3, 5, 12, 24, 36, 48, 56, 55, 52, 50, 47, 46, 47, 48, 52, 64, 78, 84, 70, 40)
UNPAID = 0.105
NEW_BUYER = 0.62
ELASTICITY = 1.9  # a price cut by 10 % sells about a fifth more
TRADE_UP = 0.30  # chance that a further line is the better article that belongs to the first one
SAVE_FROM, SAVE, SAVE_ON_SALE = 19_900, 2_000, 3_000  # spend ¥199, save ¥20, and ¥30 on sale days
FREE_FREIGHT_FROM, FREIGHT, REMOTE_EXTRA = 5_900, 600, 1_000
COMPANIONS = {
    "P01": "P06", "P02": "P04", "P03": "P17", "P05": "P12", "P10": "P09", "P13": "P12", "P14": "P04",
    "P04": "P07", "P06": "P18", "P17": "P15", "P11": "P09", "P18": "P07", "P15": "P20",
}  # fmt: skip


@dataclass(frozen=True)
class Chain:
    """The three tables of the chain and when each buyer was first seen; money in fen."""

    orders: pd.DataFrame
    lines: pd.DataFrame
    refunds: pd.DataFrame
    first_seen: np.ndarray


def chain(seed: int, tier: str) -> Chain:
    """Return a year's orders (tier "course") or ninety days' (tier "tiny")."""
    days = DAYS[tier]
    mean = calendar.busyness(seed, days) * ORDERS_PER_DAY[tier]
    per_day = counts(stream(seed, "days", 1).random(calendar.DAYS)[:days], mean)
    day = np.repeat(np.arange(days), per_day)
    u = np.concatenate([stream(seed, "orders", d).random((int(n), 12)) for d, n in enumerate(per_day)])
    lines_u = np.concatenate(
        [stream(seed, "order_lines", d).random((int(n), MAX_LINES, 3)) for d, n in enumerate(per_day)]
    )
    refunds_u = np.concatenate(
        [stream(seed, "refunds", d).random((int(n), MAX_LINES, 6)) for d, n in enumerate(per_day)]
    )

    buyer, buyer_count = _buyers(u[:, 0], u[:, 1], u[:, 2], seed)
    who = buyers.people(seed, buyer_count)
    created = _moments(day, u[:, 3], u[:, 4])
    paid_after = np.round(20 + 900 * lognormal(u[:, 6], 1.1) * 0.12).astype(np.int64)
    paid = u[:, 5] >= UNPAID
    numbers = _order_numbers(day, per_day)
    remote = (parameters.table("provinces")["remote"] == "yes").to_numpy()[who["province"].to_numpy()[buyer]]
    channel = pick(u[:, 7], np.array(CHANNEL_WEIGHT))

    lines = _lines(seed, tier, day, who["segment"].to_numpy()[buyer], lines_u, u[:, 8])
    lines["goods"] = lines["unit_price"] * lines["quantity"]
    goods = np.bincount(lines["position"], weights=lines["goods"], minlength=len(day)).astype(np.int64)
    sale = calendar.table(days)["sale"].to_numpy()[day]
    discount = np.where(goods >= SAVE_FROM, np.where(sale, SAVE_ON_SALE, SAVE), 0)
    freight = np.where(goods >= FREE_FREIGHT_FROM, 0, FREIGHT) + np.where(remote, REMOTE_EXTRA, 0)
    lines["discount"] = _share_out(lines, discount, goods)
    lines["paid"] = lines["goods"] - lines["discount"]

    back = refunds.draw(seed, lines, created, paid_after, paid, channel, refunds_u, numbers)
    returned = np.bincount(back["position"], weights=back["amount"], minlength=len(day))
    lines_paid = (goods - discount).astype(np.int64)
    status = np.select(
        [~paid, returned >= lines_paid, returned > 0],
        ["closed unpaid", "refunded", "partly refunded"],
        default="completed",
    )
    paid_at = pd.Series(created + pd.to_timedelta(paid_after, unit="s")).where(paid)
    orders = pd.DataFrame(
        {
            "order_id": numbers,
            "buyer_id": buyers.identifiers(buyer),
            "created_at": created,
            "paid_at": paid_at,
            "status": status,
            "channel": np.array(CHANNELS)[channel],
            "pay_method": np.where(paid, np.array(PAY_METHODS)[pick(u[:, 9], np.array([0.55, 0.37, 0.08]))], ""),
            "province": parameters.table("provinces")["province"].to_numpy()[who["province"].to_numpy()[buyer]],
            "goods": goods,
            "discount": discount,
            "freight": freight,
            "paid": np.where(paid, goods - discount + freight, 0),
        }
    )
    lines.insert(0, "line_id", np.arange(1, len(lines) + 1))
    lines.insert(1, "order_id", numbers[lines["position"]])
    lines = lines[["line_id", "order_id", "sku", "quantity", "unit_price", "discount", "paid"]]
    back = back.drop(columns="position").sort_values(["applied_at", "line_id"], ignore_index=True)
    back.insert(0, "refund_id", np.arange(1, len(back) + 1) + 700_000)
    first = pd.Series(created).groupby(buyer).min().to_numpy()
    return Chain(orders.sort_values("order_id", ignore_index=True), lines, back, first)


def _buyers(new_u: np.ndarray, first_u: np.ndarray, second_u: np.ndarray, seed: int) -> tuple[np.ndarray, int]:
    """Return who placed each order: a newcomer, or one of those before, the recent and the loyal more often."""
    new = new_u < NEW_BUYER
    new[0] = True
    before = np.cumsum(new)
    buyer = before - 1
    weight = buyers.people(seed, int(before[-1]))["weight"].to_numpy()
    pool = np.maximum(before - 1, 1)
    first = pool - 1 - np.floor(pool * np.round(first_u * first_u, 12)).astype(np.int64)
    second = pool - 1 - np.floor(pool * np.round(second_u * second_u, 12)).astype(np.int64)
    loyal = np.where(weight[np.maximum(first, 0)] >= weight[np.maximum(second, 0)], first, second)
    return np.where(new, buyer, np.maximum(loyal, 0)), int(before[-1])


def _moments(day: np.ndarray, hour_u: np.ndarray, second_u: np.ndarray) -> pd.DatetimeIndex:
    hour = pick(hour_u, np.array(HOUR_WEIGHT))
    seconds = day.astype(np.int64) * 86_400 + hour * 3600 + np.floor(second_u * 3600).astype(np.int64)
    return calendar.START + pd.to_timedelta(seconds, unit="s")


def _order_numbers(day: np.ndarray, per_day: np.ndarray) -> np.ndarray:
    """Return ten-digit order numbers: the day, and a shuffled sequence that doesn't tell a day's volume."""
    sequence = np.arange(len(day)) - np.repeat(np.cumsum(per_day) - per_day, per_day)
    return 2_500_000_000 + day.astype(np.int64) * 100_003 + (sequence * 51_437 + 7_919) % 99_991


def _lines(
    seed: int, tier: str, day: np.ndarray, segment: np.ndarray, u: np.ndarray, lines_u: np.ndarray
) -> pd.DataFrame:
    """Return one row a line: which order (position), which SKU, how many, at what price."""
    goods = products.skus(seed)
    prices = products.daily_prices(seed, DAYS[tier])
    per_order = pick(lines_u, np.array(LINES_WEIGHT)) + 1
    appeal = np.round((goods["price"].to_numpy()[:, None] / prices) ** ELASTICITY, 6)
    taste = goods[list(buyers.SEGMENTS)].to_numpy() * goods["popularity"].to_numpy()[:, None]
    chosen = np.zeros((len(day), MAX_LINES), dtype=np.int64)
    key = day * len(buyers.SEGMENTS) + segment
    for group in np.unique(key):
        rows = np.flatnonzero(key == group)
        d, s = divmod(int(group), len(buyers.SEGMENTS))
        chosen[rows] = pick(u[rows, :, 0], taste[:, s] * appeal[:, d])
    better = _better(goods)
    for extra in range(1, MAX_LINES):
        trade_up = (u[:, extra, 1] < TRADE_UP) & (better[chosen[:, 0], 0] >= 0)
        options = better[chosen[:, 0]]
        which = np.floor(u[:, extra, 2] * (options >= 0).sum(axis=1)).astype(np.int64)
        companion = options[np.arange(len(day)), np.minimum(which, options.shape[1] - 1)]
        chosen[:, extra] = np.where(trade_up & (companion >= 0), companion, chosen[:, extra])
    position, slot = np.nonzero(np.arange(MAX_LINES)[None, :] < per_order[:, None])
    sku = chosen[position, slot]
    quantity = pick(u[position, slot, 1], np.array(QUANTITY_WEIGHT)) + 1
    frame = pd.DataFrame({"position": position, "sku_row": sku, "quantity": quantity})
    frame = frame.groupby(["position", "sku_row"], as_index=False)["quantity"].sum()
    frame["sku"] = goods["sku"].to_numpy()[frame["sku_row"]]
    frame["unit_price"] = prices[frame["sku_row"], day[frame["position"]]]
    return frame


def _better(goods: pd.DataFrame) -> np.ndarray:
    """Return for each SKU the rows of the article it leads to, −1 where there is none."""
    rows = {code: np.flatnonzero(goods["product"] == code) for code in goods["product"].unique()}
    table = np.full((len(goods), 4), -1, dtype=np.int64)
    for position, code in enumerate(goods["product"]):
        target = rows.get(COMPANIONS.get(code, ""), np.array([], dtype=np.int64))
        table[position, : len(target)] = target
    return table


def _share_out(lines: pd.DataFrame, discount: np.ndarray, goods: np.ndarray) -> np.ndarray:
    """Return each line's part of its order's discount in whole fen; the first line takes what rounding leaves."""
    order = lines["position"].to_numpy()
    part = lines["goods"].to_numpy() * discount[order] // np.maximum(goods[order], 1)
    left = discount - np.bincount(order, weights=part, minlength=len(discount)).astype(np.int64)
    first = np.r_[True, order[1:] != order[:-1]]
    return part + np.where(first, left[order], 0)


def parcel_costs(seed: int, orders: pd.DataFrame, lines: pd.DataFrame) -> np.ndarray:
    """Return what each order's parcel costs the shop in fen, in the order of `orders`."""
    weights = products.skus(seed).set_index("sku")["weight_g"]
    grams = (lines["sku"].map(weights) * lines["quantity"]).groupby(lines["order_id"]).sum()
    rates = platforms.courier_rates(seed).set_index("province")
    of = rates.loc[orders["province"]]
    return platforms.parcel_cost(
        orders["order_id"].map(grams).to_numpy(), of["first_kg"].to_numpy(), of["next_kg"].to_numpy()
    )
