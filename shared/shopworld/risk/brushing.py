"""Orders that were not what they seem, and orders that only look so.

An agency that was hired "to help the launch" buys two or three SKUs with accounts of its own and sends empty parcels.
Honest buyers do similar things: an office orders together, an influencer's post brings a crowd, members have their day.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.draws import between, pick
from shopworld.goods import products
from shopworld.memo import remembered
from shopworld.seeds import stream

RINGS = 4
CARELESS_IN_A_ROW = 4  # a careless account orders so often within one hour
CAREFUL_ORDERS = 2  # a careful account orders no more often in the whole job
LOOK_ALIKES = {"office": 4, "influencer": 3, "member day": 4}
SIZE = {"office": (9, 18), "influencer": (60, 140), "member day": (70, 130)}
HOURS = {"office": (10, 16), "influencer": (19, 22), "member day": (20, 21)}
LASTS = {"office": 5_400, "influencer": 10_800, "member day": 7_200}  # seconds
CHANNEL = {"office": "search", "influencer": "affiliate", "member day": "direct"}
BUYER = {"office": "new", "influencer": "new", "member day": "known"}
WEAK = 0.5  # SKUs below this quantile of popularity need "help"


@remembered
def rings(seed: int, days: int, size: float) -> pd.DataFrame:
    """Return one row a ring: its SKU (row of `products.skus`), first day, days, orders a day, and whether it is careful.

    A ring places 3 to 8 % of what a shop of this size (1 for a year's) sells in those days. Half of the rings are careful: none of
    their accounts orders more than twice. The jobs follow one another, one in each quarter of the time.
    """
    u = stream(seed, "brushing", 0).random((RINGS, 5))
    goods = products.skus(seed)
    weak = np.flatnonzero(goods["popularity"] < goods["popularity"].quantile(WEAK))
    helped = 2 + int(u[0, 4] * 2)
    spread = (int(u[1, 4] * len(weak)) + np.arange(helped) * (len(weak) // 3)) % len(weak)
    first_careful = int(u[2, 4] * 2)
    lasts = np.maximum(np.round(days * between(u[:, 0], 0.08, 0.12)), 5).astype(np.int64)
    room = days / RINGS - lasts
    first = np.floor(np.arange(RINGS) * days / RINGS + u[:, 1] * room).astype(np.int64)
    busy = calendar.busyness(seed, days)
    usual = np.array([busy[start : start + many].mean() for start, many in zip(first, lasts, strict=True)])
    usual = usual * size * calendar.ORDERS_PER_DAY
    return pd.DataFrame(
        {
            "ring": np.arange(RINGS),
            "sku_row": weak[spread[np.arange(RINGS) % helped]],
            "first": first,
            "days": lasts,
            "daily": np.maximum(np.round(usual * between(u[:, 2], 0.03, 0.08)), 1).astype(np.int64),
            "careful": np.arange(RINGS) % 2 == first_careful,
        }
    )


def look_alikes(seed: int, days: int, size: float) -> pd.DataFrame:
    """Return one row an innocent group: its kind, day, hour, orders, SKU (−1: any), province and channel, as positions."""
    kinds = [kind for kind, many in LOOK_ALIKES.items() for _ in range(many)]
    u = stream(seed, "look_alikes", 0).random((len(kinds), 5))
    low, high = np.array([SIZE[kind] for kind in kinds], dtype=float).T
    early, late = np.array([HOURS[kind] for kind in kinds]).T
    usual = np.round(between(u[:, 0], 0.0, 1.0) * (high - low) + low)
    least = np.where(np.array(kinds) == "office", 4, 3)
    channels = [channel["name"] for channel in parameters.settings("market")["channels"]]
    goods = len(products.skus(seed))
    people = parameters.table("provinces")["population"].to_numpy()
    return pd.DataFrame(
        {
            "group": np.arange(len(kinds)),
            "kind": kinds,
            "day": np.floor(u[:, 1] * days).astype(np.int64),
            "hour": np.floor(early + u[:, 2] * (late - early + 1)).astype(np.int64),
            "orders": np.maximum(np.round(usual * size), least).astype(np.int64),
            "sku_row": np.where(np.array(kinds) == "member day", -1, np.floor(u[:, 3] * goods)).astype(np.int64),
            "province": np.where(np.array(kinds) == "office", pick(u[:, 4], people), -1),
            "channel": [channels.index(CHANNEL[kind]) for kind in kinds],
        }
    )


def asked(seed: int, days: int, size: float) -> pd.DataFrame:
    """Return one row an order of a ring or a look-alike group, beside what everybody else orders.

    `account` numbers the accounts that rings share out among their orders (−1: not a ring's); `buyer` says who orders:
    an "account", somebody "new" or somebody "known". `pays_after` is in seconds, 0 where it is as usual.
    """
    return pd.concat([_of_rings(seed, days, size), _of_groups(seed, days, size)], ignore_index=True)


def _of_rings(seed: int, days: int, size: float) -> pd.DataFrame:
    jobs = rings(seed, days, size)
    channels = [channel["name"] for channel in parameters.settings("market")["channels"]]
    job = np.repeat(np.arange(len(jobs)), jobs["days"] * jobs["daily"])
    row = jobs.iloc[job].reset_index(drop=True)
    number = row.groupby("ring").cumcount().to_numpy()
    day = (row["first"] + number // row["daily"]).to_numpy()
    u = stream(seed, "brushing", 1).random((len(row), 3))
    careful = row["careful"].to_numpy()
    of_day = number % row["daily"].to_numpy()
    turn = pd.Series(of_day // CARELESS_IN_A_ROW)
    sitting = pd.factorize(job * 100_000 + day * 100 + np.where(careful, of_day, turn))[0]
    hour = 9 + np.floor(u[:, 0][pd.Series(sitting).drop_duplicates().index.to_numpy()][sitting] * 14).astype(np.int64)
    half = (row["days"] * row["daily"] + CAREFUL_ORDERS - 1).to_numpy() // CAREFUL_ORDERS
    # A careless account works again nine days later; a careful one when all others have had their turn.
    mine = np.where(careful, number % half, (day % 9) * 100 + turn)
    return pd.DataFrame(
        {
            "day": day,
            "second": hour * 3600 + np.floor(u[:, 1] * u[:, 1] * 1_500).astype(np.int64),
            "sku_row": row["sku_row"].to_numpy(),
            "channel": channels.index("search"),
            "province": -1,
            "buyer": "account",
            "account": pd.factorize(job * 1_000_000 + mine)[0],
            "pays_after": np.floor(between(u[:, 2], 900, 3_600)).astype(np.int64),
            "ring": job,
            "group": -1,
        }
    )


def _of_groups(seed: int, days: int, size: float) -> pd.DataFrame:
    groups = look_alikes(seed, days, size)
    row = groups.loc[np.repeat(groups.index, groups["orders"])].reset_index(drop=True)
    u = stream(seed, "look_alikes", 1).random(len(row))
    late = np.floor(u * row["kind"].map(LASTS)).astype(np.int64)
    return pd.DataFrame(
        {
            "day": row["day"],
            "second": np.minimum(row["hour"] * 3600 + late, 86_399),
            "sku_row": row["sku_row"],
            "channel": row["channel"],
            "province": row["province"],
            "buyer": row["kind"].map(BUYER),
            "account": -1,
            "pays_after": 0,
            "ring": -1,
            "group": row["group"],
        }
    )
