"""Log-ins of the sub-accounts: device and region as fingerprints, failures, one account taken over, and innocent travellers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld import moments
from shopworld.draws import between
from shopworld.moments import DAY, HOUR, MINUTE, NEVER
from shopworld.seeds import stream
from shopworld.team import audit, rights, rosters, staff

HOME = "region-07"
FAILS = 0.04
TRIES = 6  # wrong passwords before the taker-over gets in
TRAVELLERS, TRIP_DAYS = 3, 6
NEW_PHONES = 5


@dataclass(frozen=True)
class TakeOver:
    """The account that somebody else got into: whose, on which day, and at which second of it the first wrong password came."""

    staff_id: str
    day: int
    second: int


def take_over(seed: int, days: int) -> TakeOver:
    """Return the planted take-over."""
    u = stream(seed, "logins", 1).random(3)
    names = ("E02", "E04", "E13", "E14", "E18")
    names = tuple(name for name in names if name != staff.leaver(seed)[0])
    return TakeOver(
        names[int(u[0] * len(names))], 15 + int(u[1] * (days - 30)), int(between(u[2:], 1.5, 5.0)[0] * HOUR)
    )


def logins(seed: int, days: int) -> pd.DataFrame:
    """Return the table `logins`: one row an attempt, in the order of time."""
    frame = _all(seed, days)
    return frame.drop(columns="guilty")


def guilty(seed: int, days: int) -> pd.DataFrame:
    """Return the truth: the numbers of attempts by somebody who was not the account's holder, and the kind of each."""
    made = _all(seed, days)
    return made.loc[made["guilty"] != "", ["login_id", "guilty"]].reset_index(drop=True)


def _all(seed: int, days: int) -> pd.DataFrame:
    frame = pd.concat(
        [_ordinary(seed, days), _nights(seed, days), _taken(seed, days), _former(seed, days)], ignore_index=True
    )
    frame = frame.sort_values(["at", "account", "ok"], kind="stable", ignore_index=True)
    frame["at"] = moments.times(frame["at"].to_numpy())
    frame.insert(0, "login_id", np.arange(1, len(frame) + 1) + 4_000_000)
    return frame


def _rows(
    at: np.ndarray, who: np.ndarray | str, device: np.ndarray | str, region: np.ndarray | str, ok, guilty: str = ""
) -> pd.DataFrame:
    frame = pd.DataFrame({"at": at, "staff_id": who, "device": device, "region": region, "ok": ok, "guilty": guilty})
    frame["account"] = frame["staff_id"].map(rights.account)
    return frame[["at", "account", "device", "region", "ok", "guilty"]]


def _device(number: np.ndarray, phone: np.ndarray) -> np.ndarray:
    """Return a device's fingerprint; a person's next phone has another."""
    code = (number * 7_919 + phone * 104_729 + 15_485_863) % 999_983
    return ("device-" + pd.Series(code).astype(str).str.zfill(6)).to_numpy()


def _ordinary(seed: int, days: int) -> pd.DataFrame:
    """Return everybody's own log-ins: once a working day, now and then from a trip or a new phone, now and then mistyped."""
    people = staff.table(seed)
    number = np.arange(len(people))
    u = stream(seed, "logins", 2).random((len(people), days, 4))
    first, last = moments.seconds(people["joined"]) // DAY, moments.seconds(people["left"])
    day = np.arange(days)
    there = (day >= first[:, None]) & ((last[:, None] == NEVER) | (day <= (last // DAY)[:, None])) & (u[..., 0] < 0.8)
    v = stream(seed, "logins", 3).random((len(people), 4))
    order = v[:, 0].argsort(kind="stable")
    trip = np.full(len(people), days + 99)
    trip[order[:TRAVELLERS]] = np.floor(v[order[:TRAVELLERS], 1] * days)
    phone = np.full(len(people), days + 99)
    phone[order[-NEW_PHONES:]] = np.floor(v[order[-NEW_PHONES:], 2] * days)
    away = (day >= trip[:, None]) & (day < trip[:, None] + TRIP_DAYS)
    region = np.array([f"region-{value:02d}" for value in 8 + np.floor(v[:, 3] * 20).astype(np.int64)])
    person, on = np.nonzero(there)
    at = on * DAY + np.round(between(u[person, on, 1], 8.2, 17.0) * HOUR).astype(np.int64)
    device = _device(number[person], (on >= phone[person]).astype(np.int64))
    where = np.where(away[person, on], region[person], HOME)
    who = people["staff_id"].to_numpy()[person]
    wrong = u[person, on, 2] < FAILS
    failed = _rows(at[wrong] - MINUTE, who[wrong], device[wrong], where[wrong], False)
    return pd.concat([_rows(at, who, device, where, True), failed])


def _nights(seed: int, days: int) -> pd.DataFrame:
    """Return the night shift's log-ins on sale days, from their own devices."""
    duty = rosters.at_work(seed)[:days, 2]
    day, place = np.nonzero(duty >= 0)
    who = np.array(rosters.AGENTS)[duty[day, place]]
    number = np.array([int(name[1:]) - 1 for name in who], dtype=np.int64)
    at = day * DAY + 5 * MINUTE + place * MINUTE
    return _rows(at, who, _device(number, np.zeros(len(number), np.int64)), HOME, True)


def _taken(seed: int, days: int) -> pd.DataFrame:
    """Return wrong passwords in a row from a strange device far away, then the right one."""
    planted = take_over(seed, days)
    at = planted.day * DAY + planted.second + np.arange(TRIES + 1) * 40
    device = _device(np.array([900]), np.array([planted.day]))[0]
    return _rows(at, planted.staff_id, device, "region-41", np.arange(TRIES + 1) == TRIES, "account taken over")


def _former(seed: int, days: int) -> pd.DataFrame:
    """Return the log-ins before the acts of somebody who had left; the account closed in time only fails."""
    known = audit.incidents(seed, days)
    number = np.array([int(known.former[1:]) - 1])
    device = _device(number, np.array([0]))[0]
    at = known.former_days * DAY + 9 * HOUR + 7 * MINUTE
    refused = np.array([8, 9, 23]) * DAY + 12 * HOUR
    left = _device(np.array([int(staff.LEFT_BEFORE[1:]) - 1]), np.array([0]))[0]
    return pd.concat(
        [
            _rows(at, known.former, device, HOME, True, "account of somebody who left"),
            _rows(refused, staff.LEFT_BEFORE, left, HOME, False),
        ]
    )
