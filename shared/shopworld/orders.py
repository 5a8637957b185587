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


@dataclass(frozen=True)
class Chain:
    """The three tables of the chain, money in fen, and what only the model knows of them.

    `first_seen` is in the order of `buyers.people`. `ring` and `group` have one number for each row of `orders`: the
    brushing ring that placed it and the innocent group that looks like one, −1 for neither. `abusers` are the buyers who
    send back on purpose. `lost` is the demand that stock-outs turned away: date, sku, units.
    """

    orders: pd.DataFrame
    lines: pd.DataFrame
    refunds: pd.DataFrame
    first_seen: np.ndarray
    ring: np.ndarray
    group: np.ndarray
    abusers: np.ndarray
    lost: pd.DataFrame


def chain(seed: int, tier: str) -> Chain:
    """Return a year's orders (tier "course") or ninety days' (tier "tiny")."""
    market = parameters.settings("market")
    channels, methods, offers = market["channels"], market["pay_methods"], market["offers"]
    most_lines = len(market["basket"]["lines"])
    days = DAYS[tier]
    mean = calendar.busyness(seed, days) * ORDERS_PER_DAY[tier]
    per_day = counts(stream(seed, "days", 1).random(calendar.DAYS)[:days], mean)
    day = np.repeat(np.arange(days), per_day)
    u = np.concatenate([stream(seed, "orders", d).random((int(n), 12)) for d, n in enumerate(per_day)])
    lines_u = np.concatenate(
        [stream(seed, "order_lines", d).random((int(n), most_lines, 3)) for d, n in enumerate(per_day)]
    )
    refunds_u = np.concatenate(
        [stream(seed, "refunds", d).random((int(n), most_lines, 6)) for d, n in enumerate(per_day)]
    )

    buyer, buyer_count = _buyers(u[:, 0], u[:, 1], u[:, 2], seed)
    who = buyers.people(seed, buyer_count)
    created = _moments(day, u[:, 3], u[:, 4])
    paid_after = np.round(20 + 900 * lognormal(u[:, 6], 1.1) * 0.12).astype(np.int64)
    paid = u[:, 5] >= market["buyers"]["unpaid"]
    numbers = _order_numbers(day, per_day)
    remote = (parameters.table("provinces")["remote"] == "yes").to_numpy()[who["province"].to_numpy()[buyer]]
    channel = pick(u[:, 7], np.array([kind["share"] for kind in channels]))

    lines = _lines(seed, tier, day, who["segment"].to_numpy()[buyer], lines_u, u[:, 8])
    lines["goods"] = lines["unit_price"] * lines["quantity"]
    goods = np.bincount(lines["position"], weights=lines["goods"], minlength=len(day)).astype(np.int64)
    sale = calendar.table(days)["sale"].to_numpy()[day]
    discount = np.where(goods >= offers["save_from"], np.where(sale, offers["save_on_sale"], offers["save"]), 0)
    freight = np.where(goods >= offers["free_freight_from"], 0, offers["freight"])
    freight = freight + np.where(remote, offers["remote_extra"], 0)
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
    method = pick(u[:, 9], np.array([kind["share"] for kind in methods]))
    paid_at = pd.Series(created + pd.to_timedelta(paid_after, unit="s")).where(paid)
    orders = pd.DataFrame(
        {
            "order_id": numbers,
            "buyer_id": buyers.identifiers(buyer),
            "created_at": created,
            "paid_at": paid_at,
            "status": status,
            "channel": np.array([kind["name"] for kind in channels])[channel],
            "pay_method": np.where(paid, np.array([kind["name"] for kind in methods])[method], ""),
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
    nobody = np.full(len(orders), -1)
    lost = pd.DataFrame({"date": calendar.table(days)["date"].head(0), "sku": "", "units": 0})
    return Chain(
        orders=orders.sort_values("order_id", ignore_index=True),
        lines=lines,
        refunds=back,
        first_seen=first,
        ring=nobody,
        group=nobody,
        abusers=np.array([], dtype=np.int64),
        lost=lost,
    )


def _buyers(new_u: np.ndarray, first_u: np.ndarray, second_u: np.ndarray, seed: int) -> tuple[np.ndarray, int]:
    """Return who placed each order: a newcomer, or one of those before, the recent and the loyal more often."""
    new = new_u < parameters.settings("market")["buyers"]["new"]
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
    hour = pick(hour_u, np.array(parameters.settings("market")["season"]["hour"]))
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
    market = parameters.settings("market")
    basket = market["basket"]
    most_lines = len(basket["lines"])
    goods = products.skus(seed)
    prices = products.daily_prices(seed, DAYS[tier])
    per_order = pick(lines_u, np.array(basket["lines"])) + 1
    appeal = np.round((goods["price"].to_numpy()[:, None] / prices) ** market["price"]["elasticity"], 6)
    taste = goods[list(buyers.SEGMENTS)].to_numpy() * goods["popularity"].to_numpy()[:, None]
    chosen = np.zeros((len(day), most_lines), dtype=np.int64)
    key = day * len(buyers.SEGMENTS) + segment
    for group in np.unique(key):
        rows = np.flatnonzero(key == group)
        d, s = divmod(int(group), len(buyers.SEGMENTS))
        chosen[rows] = pick(u[rows, :, 0], taste[:, s] * appeal[:, d])
    better = _better(goods)
    for extra in range(1, most_lines):
        trade_up = (u[:, extra, 1] < basket["trade_up"]) & (better[chosen[:, 0], 0] >= 0)
        options = better[chosen[:, 0]]
        which = np.floor(u[:, extra, 2] * (options >= 0).sum(axis=1)).astype(np.int64)
        companion = options[np.arange(len(day)), np.minimum(which, options.shape[1] - 1)]
        chosen[:, extra] = np.where(trade_up & (companion >= 0), companion, chosen[:, extra])
    position, slot = np.nonzero(np.arange(most_lines)[None, :] < per_order[:, None])
    sku = chosen[position, slot]
    quantity = pick(u[position, slot, 1], np.array(basket["quantity"])) + 1
    frame = pd.DataFrame({"position": position, "sku_row": sku, "quantity": quantity})
    frame = frame.groupby(["position", "sku_row"], as_index=False)["quantity"].sum()
    frame["sku"] = goods["sku"].to_numpy()[frame["sku_row"]]
    frame["unit_price"] = prices[frame["sku_row"], day[frame["position"]]]
    return frame


def _better(goods: pd.DataFrame) -> np.ndarray:
    """Return for each SKU the rows of the article it leads to, −1 where there is none."""
    companions = parameters.settings("market")["basket"]["companions"]
    rows = {code: np.flatnonzero(goods["product"] == code) for code in goods["product"].unique()}
    table = np.full((len(goods), 4), -1, dtype=np.int64)
    for position, code in enumerate(goods["product"]):
        target = rows.get(companions.get(code, ""), np.array([], dtype=np.int64))
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
