"""A sample of visits, one row each, and for some of them every step: where they landed, how long that took, what came of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.audience import advertising, feed_ads, searching, traffic
from shopworld.audience.arrivals import Arrivals
from shopworld.draws import lognormal, pick
from shopworld.goods import pages
from shopworld.seeds import stream

ONE_IN = {"tiny": 10, "course": 50}  # visitors of whom one is in the sample
STEPS_ONE_IN = 8  # of the sample's visits
LEAVES_PER_SECOND = 0.075  # so much more often does a visit end at once for each second that the page takes to load
USUAL_SECONDS = 1.5
LOAD_SPREAD = 0.35
HEAVY_POWER = {"feed": 1.9, "live": 0.6, "direct": -1.2}  # the feed shows pages with large pictures
LOGGED_IN = 0.22
SEEN_AGAIN = 0.14
HOME_LANDING = {"direct": 0.55, "search": 0.06, "feed": 0.03}
FAVOURITE_OF_BUYERS = 0.12
FAKE_SECONDS = 2
MOST_STEPS = 9


@dataclass(frozen=True)
class Origins:
    """By order: its channel, device, first product (all as positions), and the word or placement it came by ("" for none)."""

    channel: np.ndarray
    devices: np.ndarray
    product: np.ndarray
    source: np.ndarray


def origins(seed: int, orders: pd.DataFrame, came: Arrivals) -> Origins:
    """Return how each order was found, in the visits' words."""
    words = searching.keywords(seed)["keyword"].to_numpy()
    bid = advertising.ad_words(seed)["keyword"].to_numpy()
    place, found = came.placement, came.paths
    by_ad = (orders["channel"] == "search ad").to_numpy() & (found.paid >= 0)
    placed = np.where(place >= 0, feed_ads.placements(seed)["placement"].to_numpy()[place], "")
    source = np.where(by_ad, bid[found.paid], np.where(found.organic >= 0, words[found.organic], placed))
    return Origins(traffic.channel_of(orders), came.devices, found.product, source.astype(object))


def sample(
    seed: int,
    tier: str,
    orders: pd.DataFrame,
    came: Origins,
    traffic_daily: pd.DataFrame,
    page_spec: pd.DataFrame,
    made: feed_ads.Clicks,
) -> pd.DataFrame:
    """Return the table `visits`: one in so many of the visits that led to an order and of those that did not."""
    one_in = ONE_IN[tier]
    chosen = np.flatnonzero(stream(seed, "visits").random(len(orders)) < 1 / one_in)
    cells = len(traffic_daily)
    others = traffic_daily["visitors"].to_numpy() - traffic_daily["placed_orders"].to_numpy()
    others = np.floor(others / one_in + stream(seed, "visits", 1).random(cells)).astype(np.int64)
    cell = np.repeat(np.arange(cells), others)
    u = stream(seed, "visits", 2).random((len(cell) + len(chosen), 16))
    plain, buying = u[: len(cell)], u[len(cell) :]

    channel = np.concatenate([_codes(traffic_daily["channel"])[cell], traffic.channel_of(orders)[chosen]])
    device = np.concatenate([_devices(traffic_daily)[cell], came.devices[chosen]])
    created = orders["created_at"].to_numpy().astype("datetime64[s]")[chosen]
    lasted = np.round(90 + 420 * lognormal(buying[:, 1], 0.8)).astype(np.int64)
    hour = pick(plain[:, 0], np.array(traffic.VISIT_HOUR))
    second = (hour * 3600 + np.floor(plain[:, 1] * 3600)).astype("timedelta64[s]")
    started = traffic_daily["date"].to_numpy().astype("datetime64[s]")[cell] + second
    begun = np.maximum(created - lasted.astype("timedelta64[s]"), np.datetime64(calendar.START, "s"))
    load_table = pages.load_times(page_spec)
    ordered = np.arange(len(u)) >= len(cell)
    day = np.concatenate([traffic.days_of(traffic_daily["date"])[cell], traffic.days_of(orders["created_at"])[chosen]])

    source = _source(seed, channel[: len(cell)], plain[:, 3], came)
    landed = _landing(seed, channel[: len(cell)], source, plain[:, 2], load_table, came)
    product, source = np.concatenate([landed, came.product[chosen]]), np.concatenate([source, came.source[chosen]])
    fake = _fakes(seed, made, source, day, u[:, 4], ordered)
    home = ~ordered & (u[:, 5] < _by_channel(HOME_LANDING)[channel])
    load = np.round(load_table[product, device] * lognormal(u[:, 6], LOAD_SPREAD)).astype(np.int64)
    load = np.where(home, np.round(900 * lognormal(u[:, 6], LOAD_SPREAD)), load).astype(np.int64)
    levels = traffic.channels()
    leaves = levels["left"].to_numpy()[channel] + LEAVES_PER_SECOND * (load / 1000 - USUAL_SECONDS)
    left = ~ordered & ((u[:, 7] < np.clip(np.round(leaves, 9), 0.03, 0.96)) | fake)
    rate = traffic.conversion(seed)[channel, device] * (levels["cart"].to_numpy()[channel] - 1)
    cart = ordered | (~left & (u[:, 8] < rate / (1 - levels["left"].to_numpy()[channel])))
    favourite = np.where(
        ordered, u[:, 9] < FAVOURITE_OF_BUYERS, ~left & (u[:, 9] < 1.6 * levels["favourite"].to_numpy()[channel])
    )
    more = np.round(1.6 * levels["depth"].to_numpy()[channel] * lognormal(u[:, 10], 0.75)).astype(np.int64)
    seen = np.where(left, 1, np.minimum(2 + more + cart, 40))
    seconds = np.where(left, np.round(7 * lognormal(u[:, 11], 0.8)), np.round(seen * 19 * lognormal(u[:, 11], 0.6)))
    seconds[len(cell) :] = np.maximum((created - begun).astype(np.int64), 20)
    seconds = np.where(fake, 1 + (u[:, 11] < 0.5) * (FAKE_SECONDS - 1), np.maximum(seconds, 1))

    buyer = np.where(ordered, 0, _known(orders, day, u[:, 12], u[:, 13]))
    buyer[len(cell) :] = orders["buyer_id"].to_numpy()[chosen]
    frame = pd.DataFrame(
        {
            "started_at": np.concatenate([started, begun]).astype("datetime64[us]"),
            "buyer_id": np.where(fake, 0, buyer),
            "channel": levels["name"].to_numpy()[channel],
            "source": source,
            "device": np.array(traffic.DEVICES, dtype=object)[device],
            "landing": np.where(home, pages.HOME, parameters.table("products")["product"].to_numpy()[product]),
            "load_ms": load,
            "pages": seen,
            "seconds": seconds.astype(np.int64),
            "left_at_once": left,
            "favourite": favourite.astype(bool),
            "cart": cart,
            "order_id": np.concatenate([np.zeros(len(cell), dtype=np.int64), orders["order_id"].to_numpy()[chosen]]),
            "again": u[:, 14],
            "back": u[:, 15],
        }
    ).sort_values(["started_at", "order_id"], kind="stable", ignore_index=True)
    frame.insert(0, "visit_id", np.arange(1, len(frame) + 1) + 300_000)
    frame.insert(2, "visitor", _visitor(frame))
    return frame.drop(columns=["again", "back"])


def _codes(names: pd.Series) -> np.ndarray:
    return pd.Index(traffic.channels()["name"]).get_indexer(names)


def _devices(frame: pd.DataFrame) -> np.ndarray:
    return pd.Index(traffic.DEVICES).get_indexer(frame["device"])


def _by_channel(values: dict[str, float]) -> np.ndarray:
    """Return a value for each channel, 0 where none is given."""
    return np.array([values.get(name, 0.0) for name in traffic.channels()["name"]])


def _landing(
    seed: int, channel: np.ndarray, source: np.ndarray, uniforms: np.ndarray, load: np.ndarray, came: Origins
) -> np.ndarray:
    """Return the product each visit lands on: what fits the word, or what sells and suits the channel's pictures."""
    sold = np.bincount(came.product, minlength=len(load)) + 1
    words = searching.keywords(seed)
    fits = searching.fit(words) * sold / sold.sum() + 1e-6
    favoured = sold / sold.sum() * (load[:, 0] / load[:, 0].mean())[None, :] ** _by_channel(HEAVY_POWER)[:, None]
    row = pd.Index(words["keyword"]).get_indexer(source)
    row = np.where(row >= 0, row, len(words) + channel)
    return searching.choose(uniforms, np.round(np.concatenate([fits, favoured]), 6), row)


def _source(seed: int, channel: np.ndarray, uniforms: np.ndarray, came: Origins) -> np.ndarray:
    """Return the word or placement of visits that did not lead to an order: as orders came, corrected for conversion."""
    words = searching.keywords(seed).set_index("keyword")["conversion"]
    names = traffic.channels()["name"].to_numpy()
    source = np.full(len(channel), "", dtype=object)
    known = pd.Series(came.source)
    for number in np.flatnonzero(np.isin(names, ["search", "search ad", "feed"])):
        of = known[came.channel == number].value_counts(sort=False).sort_index()
        rate = words.reindex(of.index).fillna(words.mean()).to_numpy()
        mine = channel == number
        source[mine] = of.index.to_numpy()[pick(uniforms[mine], np.round(of.to_numpy() / rate / len(known), 6))]
    return source


def _fakes(
    seed: int, made: feed_ads.Clicks, source: np.ndarray, day: np.ndarray, uniforms: np.ndarray, ordered: np.ndarray
) -> np.ndarray:
    """Return which visits nobody made: those of the fraud's placement whose click was fake and reached the page."""
    plan = feed_ads.fraud(seed, len(made.fake))
    name = feed_ads.placements(seed)["placement"][plan.placement]
    reached = feed_ads.FAKE_ARRIVE * plan.per_honest
    return ~ordered & (source == name) & (day >= plan.first) & (uniforms < reached / (1 + reached))


def _known(orders: pd.DataFrame, day: np.ndarray, uniforms: np.ndarray, which: np.ndarray) -> np.ndarray:
    """Return the buyer of visits by people who had bought before and are logged in, 0 for all others."""
    before = np.concatenate(
        [[0], np.cumsum(np.bincount(traffic.days_of(orders["created_at"]), minlength=day.max() + 1))]
    )
    earlier = before[day]
    buyer = orders["buyer_id"].to_numpy()[np.floor(which * np.maximum(earlier, 1)).astype(np.int64)]
    return np.where((uniforms < LOGGED_IN) & (earlier > 0), buyer, 0)


def _visitor(frame: pd.DataFrame) -> np.ndarray:
    """Return a number for each visitor: a buyer keeps hers, and some of the unknown come back within days."""
    number = np.arange(len(frame))
    known = frame["buyer_id"].to_numpy() > 0
    again = (frame["again"].to_numpy() < SEEN_AGAIN) & ~known
    earlier = np.maximum(number - 1 - np.floor(frame["back"].to_numpy() * 400).astype(np.int64), 0)
    origin = np.where(again & ~known[earlier], earlier, number)
    return np.where(known, frame["buyer_id"] + 10_000_000, origin + 30_000_001)


def steps(seed: int, orders: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return the table `visit_events`: for one visit in eight of the sample, what was done and when, in order."""
    some = visits[visits["visit_id"] % STEPS_ONE_IN == 0].reset_index(drop=True)
    u = stream(seed, "visit_events").random((len(some), MOST_STEPS + 3))
    codes = parameters.table("products")["product"].to_numpy()
    paid_at = orders.set_index("order_id")["paid_at"].reindex(some["order_id"])
    paid = paid_at.notna().to_numpy()
    views = np.minimum(some["pages"].to_numpy(), MOST_STEPS - 4)
    kinds = [
        (np.ones(len(some), dtype=bool), "view"),
        *[(views > number, "view") for number in range(1, MOST_STEPS - 4)],
        (some["favourite"].to_numpy(), "favourite"),
        (u[:, MOST_STEPS] < np.where(some["order_id"] > 0, 0.18, 0.02), "ask"),
        (some["cart"].to_numpy(), "cart"),
        ((some["order_id"] > 0).to_numpy(), "order"),
        (paid, "pay"),
    ]
    done = np.column_stack([chosen for chosen, _ in kinds]) & ~(
        some["left_at_once"].to_numpy()[:, None] & (np.arange(len(kinds)) > 0)
    )
    row, kind = np.nonzero(done)
    number = np.concatenate([np.arange(count) for count in done.sum(axis=1)])
    within = (done.sum(axis=1) - paid - 1)[row]  # the order is placed at the visit's end, and paid when it was paid
    seconds = np.floor(some["seconds"].to_numpy()[row] * number / np.maximum(within, 1)).astype(np.int64)
    at = some["started_at"].to_numpy()[row] + seconds.astype("timedelta64[s]")
    other = codes[np.floor(u[row, np.minimum(kind, MOST_STEPS - 1)] * len(codes)).astype(np.int64)]
    landing = some["landing"].to_numpy()[row]
    elsewhere = (kind > 0) & (((kind < MOST_STEPS - 4) & (u[row, MOST_STEPS + 1] < 0.55)) | (landing == pages.HOME))
    return pd.DataFrame(
        {
            "visit_id": some["visit_id"].to_numpy()[row],
            "step": number + 1,
            "at": np.where(kind == len(kinds) - 1, paid_at.to_numpy().astype(at.dtype)[row], at),
            "event": np.array([name for _, name in kinds], dtype=object)[kind],
            "page": np.where(elsewhere, other, landing),
        }
    )
