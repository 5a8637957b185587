"""The chain of one year at Lantern Lane: orders, their lines, and what came back.

Every day is drawn from its own stream with a fixed number of uniforms per order, so that days can be made in any order.
Who buys depends on how many have bought before, and what can be sold on what is left on the shelf: only these two are
carried from day to day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import counts, lognormal, pick
from shopworld.goods import products, stock
from shopworld.risk import abuse, brushing
from shopworld.sales import baskets, buyers, refunds
from shopworld.seeds import stream
from shopworld.trade import platforms

SIZE = {"tiny": 12 / calendar.ORDERS_PER_DAY, "course": 1.0}
DAYS = {"tiny": 90, "course": calendar.DAYS}
ORDER_DRAWS, LINE_DRAWS, REFUND_DRAWS = 9, 3, 6
# Of objects, so that a column holds one text many times and not many texts.
STATUS = np.array(["completed", "closed unpaid", "refunded", "partly refunded"], dtype=object)
PLANTED = {"orders": 0, "order_lines": 1, "refunds": 2}  # parts of the stream of orders that are planted


@dataclass(frozen=True)
class Chain:
    """The three tables of the chain and the two of the shelf, money in fen, and what only the model knows of them.

    `first_seen` is in the order of `buyers.people`, NaT for who found the shelf empty and never came again. `ring` and
    `group` have one number for each row of `orders`: the brushing ring that placed it and the innocent group that looks
    like one, −1 for neither. `abusers` are the numbers of the buyers who live off refunds. `lost` is the demand that
    stock-outs turned away: date, sku, units.
    """

    orders: pd.DataFrame
    lines: pd.DataFrame
    refunds: pd.DataFrame
    inventory: pd.DataFrame
    purchases: pd.DataFrame
    first_seen: np.ndarray
    ring: np.ndarray
    group: np.ndarray
    abusers: np.ndarray
    lost: pd.DataFrame


@dataclass(frozen=True)
class Wanted:
    """What people come to order, in the order of time: one row of `asked` and of each block of uniforms an order.

    `asked` has day, second, sku_row, channel, province (−1 or 0: as usual), buyer, account, pays_after, ring and group.
    """

    asked: pd.DataFrame
    u: np.ndarray
    lines_u: np.ndarray
    refunds_u: np.ndarray


def chain(seed: int, tier: str) -> Chain:
    """Return a year's orders (tier "course") or ninety days' (tier "tiny")."""
    market = parameters.settings("market")
    want = _wanted(seed, tier)
    buyer, buyer_count = _buyers(seed, want)
    who = buyers.people(seed, buyer_count)
    lines = _lines(seed, tier, want, who["segment"].to_numpy()[buyer])
    paid = _paid(want)
    shelf = stock.run(seed, DAYS[tier], SIZE[tier], lines.assign(paid=paid[lines["position"]]))
    lines["quantity"] = shelf.filled
    lines = lines[lines["quantity"] > 0]

    # An order that found nothing on the shelf never came to be.
    kept = np.unique(lines["position"].to_numpy())
    lines["position"] = np.searchsorted(kept, lines["position"])
    lines = lines.reset_index(drop=True)
    asked, u, buyer, paid = want.asked.iloc[kept].reset_index(drop=True), want.u[kept], buyer[kept], paid[kept]
    created = calendar.START + pd.to_timedelta(asked["day"] * 86_400 + asked["second"], unit="s")
    numbers = _order_numbers(asked["day"].to_numpy())
    channel = _channel(asked, u)
    home = who["province"].to_numpy()[buyer]
    province = np.where(asked["province"] >= 0, asked["province"], home)

    goods, discount, freight = money(lines, asked["day"].to_numpy(), province)
    usual = np.round(20 + 900 * lognormal(u[:, 4], 1.1) * 0.12).astype(np.int64)
    paid_after = np.where(asked["pays_after"] > 0, asked["pays_after"], usual)
    abuser = abuse.marks(seed, buyer_count)
    back = refunds.draw(
        seed,
        lines,
        refunds.Order(
            numbers=numbers,
            paid_at=created + pd.to_timedelta(paid_after, unit="s"),
            paid=paid,
            day=asked["day"].to_numpy(),
            channel=channel,
            abuser=abuser[buyer],
            fake=asked["ring"].to_numpy() >= 0,
        ),
        want.refunds_u,
        kept,
    )
    returned = np.bincount(back["position"], weights=back["amount"], minlength=len(asked))
    methods = market["pay_methods"]
    method = pick(u[:, 7], np.array([kind["share"] for kind in methods]))
    orders = pd.DataFrame(
        {
            "order_id": numbers,
            "buyer_id": buyers.identifiers(buyer),
            "created_at": created,
            "paid_at": (created + pd.to_timedelta(paid_after, unit="s")).where(paid),
            "status": status(paid, returned, goods - discount),
            "channel": np.array([kind["name"] for kind in market["channels"]], dtype=object)[channel],
            "pay_method": np.where(paid, np.array([kind["name"] for kind in methods], dtype=object)[method], ""),
            "province": parameters.table("provinces")["province"].to_numpy()[province],
            "goods": goods,
            "discount": discount,
            "freight": freight,
            "paid": np.where(paid, goods - discount + freight, 0),
        }
    )
    by_number = np.argsort(numbers)
    return Chain(
        orders=orders.iloc[by_number].reset_index(drop=True),
        lines=_line_table(seed, lines, numbers),
        refunds=_refund_table(back),
        inventory=shelf.inventory,
        purchases=shelf.purchases,
        first_seen=created.groupby(buyer).min().reindex(range(buyer_count)).to_numpy(),
        ring=asked["ring"].to_numpy()[by_number],
        group=asked["group"].to_numpy()[by_number],
        abusers=buyers.identifiers(np.flatnonzero(abuser)),
        lost=shelf.lost,
    )


def _wanted(seed: int, tier: str) -> Wanted:
    """Return what people come to order, those of the rings and groups among the others."""
    days, most_lines = DAYS[tier], len(parameters.settings("market")["basket"]["lines"])
    mean = calendar.busyness(seed, days) * calendar.ORDERS_PER_DAY * SIZE[tier]
    per_day = counts(stream(seed, "days", 1).random(calendar.DAYS)[:days], mean)
    extra = brushing.asked(seed, days, SIZE[tier])
    drawn_for = [*per_day, len(extra)]
    u = _by_day(seed, "orders", drawn_for, (ORDER_DRAWS,), np.arange(sum(drawn_for)))
    hour = pick(u[:, 0], np.array(parameters.settings("market")["season"]["hour"]))
    ordinary = pd.DataFrame({"day": np.repeat(np.arange(days), per_day)})
    ordinary["second"] = (hour * 3600 + np.floor(u[:, 1] * 3600).astype(np.int64))[: len(ordinary)]
    ordinary = ordinary.assign(
        sku_row=-1, channel=-1, province=-1, buyer="", account=-1, pays_after=0, ring=-1, group=-1
    )
    asked = pd.concat([ordinary, extra], ignore_index=True)
    in_time = np.argsort((asked["day"] * 86_400 + asked["second"]).to_numpy(), kind="stable")
    place = np.empty(len(in_time), dtype=np.int64)
    place[in_time] = np.arange(len(in_time))
    lines_u = _by_day(seed, "order_lines", drawn_for, (most_lines, LINE_DRAWS), place)
    refunds_u = _by_day(seed, "refunds", drawn_for, (most_lines, REFUND_DRAWS), place)
    return Wanted(asked.iloc[in_time].reset_index(drop=True), u[in_time], lines_u, refunds_u)


def _by_day(seed: int, purpose: str, drawn_for: list[int], shape: tuple[int, ...], place: np.ndarray) -> np.ndarray:
    """Return one purpose's uniforms, a block an order: each day's from its own stream, the last count's for what is planted.

    They are put straight to their rows, because these are the largest arrays of a shop and a copy would be its peak.
    """
    block = np.empty((len(place), *shape))
    start = 0
    for day, count in enumerate(drawn_for):
        planted = day == len(drawn_for) - 1
        rng = stream(seed, "planted_orders", PLANTED[purpose]) if planted else stream(seed, purpose, day)
        block[place[start : start + count]] = rng.random((int(count), *shape))
        start += int(count)
    return block


def _buyers(seed: int, want: Wanted) -> tuple[np.ndarray, int]:
    """Return who places each order: a newcomer, or one of those before, the recent and the loyal more often."""
    u, account = want.u, want.asked["account"].to_numpy()
    new = u[:, 2] < parameters.settings("market")["buyers"]["new"]
    new = np.where(want.asked["buyer"] == "new", True, np.where(want.asked["buyer"] == "known", False, new))
    numbers, first_order = np.unique(account, return_index=True)
    opened = np.zeros(len(new), dtype=bool)
    opened[first_order[numbers >= 0]] = True
    new = np.where(account >= 0, opened, new)
    new[0] = True
    before = np.cumsum(new)
    buyer, count = before - 1, int(before[-1])
    weight = buyers.people(seed, count)["weight"].to_numpy()
    weight = np.where(abuse.marks(seed, count), abuse.COMES_BACK, 1.0) * weight
    standing = np.cumsum(np.maximum(np.round(weight * 1_000), 1).astype(np.int64))
    pool = standing[np.maximum(before - 2, 0)]
    back = pool - 1 - np.floor(pool * np.round(u[:, 3] * u[:, 3], 12)).astype(np.int64)
    buyer = np.where(new, buyer, np.searchsorted(standing, back, side="right"))
    holder = buyer[first_order[np.searchsorted(numbers, account)]]
    return np.where(account >= 0, holder, buyer), count


def _paid(want: Wanted) -> np.ndarray:
    """Return which orders will be paid; a ring pays always."""
    fake = want.asked["ring"].to_numpy() >= 0
    return fake | (want.u[:, 5] >= parameters.settings("market")["buyers"]["unpaid"])


def _channel(asked: pd.DataFrame, u: np.ndarray) -> np.ndarray:
    """Return each order's channel by its position in the market's list."""
    shares = np.array([kind["share"] for kind in parameters.settings("market")["channels"]])
    return np.where(asked["channel"] >= 0, asked["channel"], pick(u[:, 6], shares))


def _lines(seed: int, tier: str, want: Wanted, segment: np.ndarray) -> pd.DataFrame:
    """Return one row a line of demand: its order (position), day, second, SKU, pieces, and the price in fen."""
    day = want.asked["day"].to_numpy()
    frame = baskets.draw(seed, day, segment, want.asked["sku_row"].to_numpy(), want.lines_u, want.u[:, 8])
    position, sku = frame["position"].to_numpy(), frame["sku_row"].to_numpy()
    frame["day"], frame["second"] = day[position], want.asked["second"].to_numpy()[position]
    frame["unit_price"] = products.daily_prices(seed, DAYS[tier])[sku, day[position]]
    return frame


def money(lines: pd.DataFrame, day: np.ndarray, province: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each order's goods, discount and freight in fen; the lines get their part of the discount."""
    offers = parameters.settings("market")["offers"]
    lines["goods"] = lines["unit_price"] * lines["quantity"]
    goods = np.bincount(lines["position"], weights=lines["goods"], minlength=len(day)).astype(np.int64)
    sale = calendar.table(calendar.DAYS)["sale"].to_numpy()[day]
    discount = np.where(goods >= offers["save_from"], np.where(sale, offers["save_on_sale"], offers["save"]), 0)
    remote = (parameters.table("provinces")["remote"] == "yes").to_numpy()[province]
    freight = np.where(goods >= offers["free_freight_from"], 0, offers["freight"])
    lines["discount"] = _share_out(lines, discount, goods)
    lines["paid"] = lines["goods"] - lines["discount"]
    return goods, discount, freight + np.where(remote, offers["remote_extra"], 0)


def status(paid: np.ndarray, returned: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Return how each order ended, from whether it was paid, what was refunded, and what its goods were paid with."""
    return STATUS[np.select([~paid, returned >= value, returned > 0], [1, 2, 3])]


def _line_table(seed: int, lines: pd.DataFrame, numbers: np.ndarray) -> pd.DataFrame:
    lines.insert(0, "line_id", np.arange(1, len(lines) + 1))
    lines.insert(1, "order_id", numbers[lines["position"]])
    lines["sku"] = products.skus(seed)["sku"].to_numpy()[lines["sku_row"]]
    return lines[["line_id", "order_id", "sku", "quantity", "unit_price", "discount", "paid"]]


def _refund_table(back: pd.DataFrame) -> pd.DataFrame:
    back = back.drop(columns="position").sort_values(["applied_at", "line_id"], ignore_index=True)
    back.insert(0, "refund_id", np.arange(1, len(back) + 1) + 700_000)
    return back


def _order_numbers(day: np.ndarray) -> np.ndarray:
    """Return ten-digit order numbers: the day, and a shuffled sequence that doesn't tell a day's volume."""
    sequence = np.arange(len(day)) - np.searchsorted(day, day)
    return 2_500_000_000 + day.astype(np.int64) * 100_003 + (sequence * 51_437 + 7_919) % 99_991


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
