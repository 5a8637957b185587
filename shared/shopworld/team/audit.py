"""The operation log 操作日志: ordinary acts of every sub-account, and among them three that an insider should answer for.

Planted are exports of buyers at night by somebody who is not on duty, one bulk change of prices by somebody whose post does
not set prices, and acts in an account whose holder had left. Beside them stand innocents that look alike: the night shift of
a sale, the operations lead who sets sale prices late in the evening, and a former account that only fails to log in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import calendar, moments, parameters
from shopworld.draws import between, counts, lognormal
from shopworld.moments import DAY, HOUR, MINUTE, NEVER
from shopworld.seeds import stream
from shopworld.team import rights, rosters, staff

MIN_NIGHTS, MORE_NIGHTS = 4, 3
NIGHT_ENDS = 6  # o'clock
BULK = 30  # prices changed in one go
OVER_LIMIT = 6  # refunds that one agent approves above the limit of the post
AFTER_LEAVING = 5
COLUMNS = ["log_id", "at", "account", "action", "object", "records", "before", "after", "ip"]
EXPORTERS = ("E11", "E12", "E13", "E14", "E18")  # none of them works at night
PRICE_CHANGERS = ("E11", "E12", "E14")


@dataclass(frozen=True)
class Incidents:
    """Who did what they should not: staff ids and days counted from the year's first."""

    exporter: str
    export_days: np.ndarray
    price_changer: str
    price_day: int
    former: str
    former_days: np.ndarray
    over_limit: str


def incidents(seed: int, days: int) -> Incidents:
    """Return what was planted in a world of so many days."""
    u = stream(seed, "audit_incidents").random(24)
    former, left = staff.leaver(seed)
    gone = (left - calendar.START).days
    exporters = [name for name in EXPORTERS if name != former]
    changers = [name for name in PRICE_CHANGERS if name != former]
    agents = [name for name in rosters.AGENTS if name != former]
    quiet = np.flatnonzero(~calendar.table(days)["sale"].to_numpy()[5 : days - 5]) + 5
    nights = MIN_NIGHTS + int(u[0] * MORE_NIGHTS)
    return Incidents(
        exporters[int(u[1] * len(exporters))],
        np.sort(quiet[np.unique(np.floor(u[2 : 2 + nights] * len(quiet)).astype(np.int64))]),
        changers[int(u[10] * len(changers))],
        int(quiet[int(u[11] * len(quiet))]),
        former,
        gone + 3 + np.floor(u[12 : 12 + AFTER_LEAVING] * min(days - gone - 6, 30)).astype(np.int64),
        agents[int(u[20] * len(agents))],
    )


def log(seed: int, refunds: pd.DataFrame, price_log: pd.DataFrame, products: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return the table `audit_log`: one row an act, in the order of time; money in `before` and `after` in yuan, as text."""
    return _all(seed, refunds, price_log, products, days).drop(columns="guilty")


def guilty(
    seed: int, refunds: pd.DataFrame, price_log: pd.DataFrame, products: pd.DataFrame, days: int
) -> pd.DataFrame:
    """Return the truth: the log numbers of the planted acts and which of the four kinds each is."""
    made = _all(seed, refunds, price_log, products, days)
    return made.loc[made["guilty"] != "", ["log_id", "guilty"]].reset_index(drop=True)


def _all(seed: int, refunds: pd.DataFrame, price_log: pd.DataFrame, products: pd.DataFrame, days: int) -> pd.DataFrame:
    known = incidents(seed, days)
    parts = [
        _ordinary(seed, days),
        _refunds(seed, refunds, days, known),
        _prices(price_log, products, known),
        _night_shift(seed, days),
        _exports(seed, known),
        _former(seed, known),
    ]
    frame = pd.concat(parts, ignore_index=True).sort_values(
        ["at", "staff_id", "object"], kind="stable", ignore_index=True
    )
    frame["at"] = moments.times(frame["at"].to_numpy())
    frame["log_id"] = np.arange(1, len(frame) + 1) + 8_000_000
    people = frame["staff_id"].unique()
    frame["account"] = frame["staff_id"].map({name: rights.account(name) for name in people})
    frame["ip"] = frame["staff_id"].map({name: f"ip-{int(name[1:]) * 37 % 211 + 20}" for name in people})
    return frame[[*COLUMNS, "guilty"]]


def _rows(
    at: np.ndarray, who: np.ndarray | str, action: str | np.ndarray, thing: str | np.ndarray, records, **more
) -> pd.DataFrame:
    """Return acts of one kind; what is not given is empty."""
    empty = {"before": "", "after": "", "guilty": ""}
    return pd.DataFrame(
        {"at": at, "staff_id": who, "action": action, "object": thing, "records": records} | empty | more
    )


def _ordinary(seed: int, days: int) -> pd.DataFrame:
    """Return the daily acts of every post, by those who were there, in working hours."""
    people = staff.table(seed).merge(parameters.table("role_acts"), on="post")
    u = stream(seed, "audit_log", 1).random((len(people), days))
    first, last = moments.seconds(people["joined"]) // DAY, moments.seconds(people["left"])
    day = np.arange(days)
    there = (day >= first[:, None]) & ((last[:, None] == NEVER) | (day < (last // DAY)[:, None]))
    times = counts(u, np.tile(people["per_day"].to_numpy()[:, None], days)) * there
    person, on = np.nonzero(times)
    repeat = times[person, on]
    person, on = np.repeat(person, repeat), np.repeat(on, repeat)
    v = stream(seed, "audit_log", 2).random((len(person), 3))
    at = on * DAY + np.round(between(v[:, 0], 9, 21.9) * HOUR).astype(np.int64)
    records = np.maximum(np.round(people["records"].to_numpy()[person] * lognormal(v[:, 1], 0.4)), 1).astype(np.int64)
    acts = people.iloc[person]
    return _rows(at, acts["staff_id"].to_numpy(), acts["action"].to_numpy(), acts["object"].to_numpy(), records)


def _refunds(seed: int, back: pd.DataFrame, days: int, known: Incidents) -> pd.DataFrame:
    """Return one approval a refund: by an agent on duty up to the post's limit, above it by the lead, then by the owner."""
    u = stream(seed, "audit_log", 3).random((len(back), 2))
    at = moments.seconds(back["applied_at"]) + np.round(between(u[:, 0], 0.3, 20) * HOUR).astype(np.int64)
    at = np.where(at % DAY < 9 * HOUR, at // DAY * DAY + 9 * HOUR + at % HOUR, at)
    agent = np.array([*rosters.AGENTS, "E04"])[rosters.one_of(seed, at, u[:, 1])]
    amount = back["amount"].to_numpy()
    limits = rights.REFUND_LIMITS
    who = np.select([amount > limits["service lead"], amount > limits["service agent"]], ["E01", "E04"], agent)
    large = np.flatnonzero((who == "E04") & (at < days * DAY))
    chosen = large[stream(seed, "audit_log", 4).random(len(large)).argsort(kind="stable")[:OVER_LIMIT]]
    who[chosen] = known.over_limit
    guilty = np.full(len(back), "", dtype=object)
    guilty[chosen] = "refund over the limit"
    things = "refund " + back["refund_id"].astype(str).to_numpy()
    made = _rows(at, who, "approve refund", things, 1, after=_yuan(back["amount"]), guilty=guilty)
    return made[made["at"] < days * DAY]


def _prices(changes: pd.DataFrame, goods: pd.DataFrame, known: Incidents) -> pd.DataFrame:
    """Return one act a price change, set the evening before by the operations lead; and the bulk change nobody asked for."""
    day = moments.seconds(changes["valid_from"]) // DAY
    first = changes.groupby("sku")["valid_from"].transform("min") == changes["valid_from"]
    before = changes.groupby("sku")["price"].shift(1).fillna(0).astype(np.int64)
    changes, day, before = changes[~first], day[~first.to_numpy()], before[~first]
    count = min(BULK, len(goods))
    start = known.price_day * DAY + 13 * HOUR
    return pd.concat(
        [
            _rows(
                day * DAY - 70 * MINUTE + np.arange(len(day)) % 55 * 20,
                "E02",
                "change price",
                changes["sku"].to_numpy(),
                1,
                before=_yuan(before),
                after=_yuan(changes["price"]),
            ),
            _rows(
                start + np.arange(count) * 9,
                known.price_changer,
                "change price",
                goods["sku"].to_numpy()[:count],
                1,
                before=_yuan(goods["list_price"][:count]),
                after=_yuan(goods["list_price"][:count] // 2),
                guilty="bulk price change",
            ),
            _rows(
                start + 25 * MINUTE + np.arange(count) * 9,
                "E02",
                "change price",
                goods["sku"].to_numpy()[:count],
                1,
                before=_yuan(goods["list_price"][:count] // 2),
                after=_yuan(goods["list_price"][:count]),
            ),
        ]
    )


def _yuan(fen: pd.Series) -> np.ndarray:
    return np.array([f"{value // 100}.{value % 100:02d}" for value in fen.tolist()], dtype=object)


def _night_shift(seed: int, days: int) -> pd.DataFrame:
    """Return what the night shift of a sale exports, orders and buyers alike: innocent, for the roster says they were there."""
    duty = rosters.at_work(seed)[:days, 2]
    day, place = np.nonzero(duty >= 0)
    u = stream(seed, "audit_log", 5).random((len(day), 4))
    who = np.array(rosters.AGENTS)[duty[day, place]]
    exports = [
        _rows(
            day * DAY + np.round(between(u[:, column], 0.5, NIGHT_ENDS - 0.5) * HOUR).astype(np.int64),
            who,
            f"export {thing}",
            thing,
            np.round(between(u[:, column + 2], 400, 2_600)).astype(np.int64),
        )
        for column, thing in enumerate(("orders", "buyers"))
    ]
    return pd.concat(exports)


def _exports(seed: int, known: Incidents) -> pd.DataFrame:
    u = stream(seed, "audit_log", 6).random((len(known.export_days), 2))
    at = known.export_days * DAY + np.round(between(u[:, 0], 0.8, 4.5) * HOUR).astype(np.int64)
    records = np.round(between(u[:, 1], 700, 3_000)).astype(np.int64)
    return _rows(at, known.exporter, "export buyers", "buyers", records, guilty="night export")


def _former(seed: int, known: Incidents) -> pd.DataFrame:
    u = stream(seed, "audit_log", 7).random((len(known.former_days), 2))
    at = known.former_days * DAY + np.round(between(u[:, 0], 10, 20) * HOUR).astype(np.int64)
    records = np.round(between(u[:, 1], 40, 400)).astype(np.int64)
    return _rows(at, known.former, "export orders", "orders", records, guilty="account of somebody who left")
