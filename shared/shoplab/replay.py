"""The replay console: a run of show is played again on the same room, and what each pitch leaves can be seen.

`improve` looks for a better order; `play` and `plot_replay` show one; a dark screen 黑屏 can be laid over any minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shoplab.languages import joined, say
from shoplab.languages.saying import retold
from shopworld.decisions.run_of_show import (
    CLOSING,
    COUPON_MINUTES,
    COUPON_OFF,
    COUPONS,
    LONGEST,
    MINUTES,
    MOST_OF_A_HOST,
    OPENING,
    SHORTEST,
    WEARS,
    Room,
    by_minute,
    problems,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from matplotlib.figure import Figure

LEAVE, REFILL = 0.15, 0.93
"""Part of the room that each dark minute drives away; part of the gap that is still there a minute after the picture is back."""

TITLE_ROOM = "People in the room"
TITLE_LEFT = "Yuan left a minute"
X_MINUTE = "Minute of the stream"
DARK = "dark"
ALT = (
    "Two charts over 120 minutes. Above, people in the room, from {low} to {high}. Below, the yuan left in each minute, pitch by "
    "pitch; the pitch of {best} leaves most, {most}. In all {total}."
)
TAKEAWAY = "This run leaves {total}, and {best} brings {most} of it."


def play(plan: pd.DataFrame, goods: pd.DataFrame, room: Room, dark: tuple[int, int] = (0, 0)) -> pd.DataFrame:
    """Return one row a minute on air: minute, sku, online, orders, left; `dark` = (first minute, how many) without a picture.

    While the screen is dark nobody orders and each minute 15 % of the room leave; afterwards newcomers close the gap, of
    which 93 % is still there a minute later.
    """
    minutes = by_minute(plan, goods, room)
    begin, lasts = dark
    gap, share, on = 0.0, [], []
    for minute in minutes["minute"]:
        off = begin <= minute < begin + lasts
        gap = gap + LEAVE * (1 - gap) if off else gap * REFILL
        share.append(1 - gap)
        on.append(0.0 if off else 1 - gap)
    minutes["online"] *= share
    minutes["orders"] *= on
    minutes["left"] *= on
    return minutes


def improve(plan: pd.DataFrame, goods: pd.DataFrame, room: Room) -> pd.DataFrame:
    """Return a plan that no single change makes better: two pitches swapped, a minute moved, a host or a coupon changed.

    Starts from an admitted plan and takes the best change as long as there is one. Raises ValueError with the problems of a
    plan that isn't admitted.
    """
    if problems(plan):
        raise ValueError(joined(*map(retold, problems(plan))))
    worth = _Worth(goods, room)
    best = [_Pitch(*row) for row in plan[["sku", "minutes", "host", "coupon"]].itertuples(index=False)]
    value = worth.of(best)
    while True:
        tried = [(worth.of(one), -number, one) for number, one in enumerate(_changes(best, list(room.hosts)))]
        top = max(tried, default=(value, 0, best), key=lambda found: found[:2])
        if top[0] <= value + 1e-9:
            return _frame(best)
        value, best = top[0], top[2]


class _Pitch(NamedTuple):
    sku: str
    minutes: int
    host: str
    coupon: bool


class _Worth:
    """What a plan leaves, from sums over minutes that are made once: thousands of plans are compared."""

    def __init__(self, goods: pd.DataFrame, room: Room) -> None:
        online = [0.0] * OPENING + room.online.mean(axis=0)[OPENING:].tolist() + [0.0] * LONGEST
        self.rate, self.leaves = goods["rate"].to_dict(), goods["leaves"].to_dict()
        self.hosts, self.coupon = dict(room.hosts), room.coupon
        self.sums = []
        for begin in range(MINUTES):
            heard, so_far = [0.0], 0.0
            for age in range(LONGEST):
                so_far += online[begin + age] * WEARS**age
                heard.append(so_far)
            self.sums.append(heard)

    def of(self, plan: list[_Pitch]) -> float:
        total, begin = 0.0, OPENING
        for pitch in plan:
            heard, left = self.sums[begin], self.leaves[pitch.sku]
            money = heard[pitch.minutes] * left
            if pitch.coupon:
                money += heard[min(pitch.minutes, COUPON_MINUTES)] * (self.coupon * (left - COUPON_OFF) - left)
            total += self.rate[pitch.sku] * self.hosts[pitch.host] * money
            begin += pitch.minutes
        return total


def _frame(plan: list[_Pitch]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(plan, columns=list(_Pitch._fields))


def _changes(plan: list[_Pitch], hosts: list[str]) -> Iterator[list[_Pitch]]:
    """Give every admitted plan that is one change away."""
    spoken = dict.fromkeys(hosts, 0)
    for pitch in plan:
        spoken[pitch.host] = spoken.get(pitch.host, 0) + pitch.minutes
    free = MINUTES - OPENING - CLOSING - sum(spoken.values())
    coupons = sum(pitch.coupon for pitch in plan)
    for a, one in enumerate(plan):
        for b, other in enumerate(plan):
            apart = one.host != other.host
            may_speak = not apart or spoken[other.host] < MOST_OF_A_HOST
            if a != b and one.minutes > SHORTEST and other.minutes < LONGEST and may_speak:
                shorter, longer = one._replace(minutes=one.minutes - 1), other._replace(minutes=other.minutes + 1)
                yield _put(plan, {a: shorter, b: longer})
            if a >= b:
                continue
            yield _put(plan, {a: one._replace(sku=other.sku), b: other._replace(sku=one.sku)})
            yield _put(plan, {a: other, b: one})
            if one.coupon != other.coupon:
                yield _put(plan, {a: one._replace(coupon=other.coupon), b: other._replace(coupon=one.coupon)})
            difference = abs(one.minutes - other.minutes)
            if apart and max(spoken[one.host], spoken[other.host]) + difference <= MOST_OF_A_HOST:
                yield _put(plan, {a: one._replace(host=other.host), b: other._replace(host=one.host)})
        for host in hosts:
            if host != one.host and spoken[host] + one.minutes <= MOST_OF_A_HOST:
                yield _put(plan, {a: one._replace(host=host)})
        if one.coupon or coupons < COUPONS:
            yield _put(plan, {a: one._replace(coupon=not one.coupon)})
        if free and one.minutes < LONGEST and spoken[one.host] < MOST_OF_A_HOST:
            yield _put(plan, {a: one._replace(minutes=one.minutes + 1)})
        if one.minutes > SHORTEST:
            yield _put(plan, {a: one._replace(minutes=one.minutes - 1)})


def _put(plan: list[_Pitch], changed: dict[int, _Pitch]) -> list[_Pitch]:
    return [changed.get(place, pitch) for place, pitch in enumerate(plan)]


def plot_replay(
    plan: pd.DataFrame, goods: pd.DataFrame, room: Room, dark: tuple[int, int] = (0, 0)
) -> tuple[Figure, str, str]:
    """Return the picture of a run of show, its description, and the sentence to take away."""
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, GREY

    minutes = play(plan, goods, room, dark)
    by_pitch = minutes.groupby("sku", sort=False)["left"].sum()
    best, total = by_pitch.idxmax(), float(by_pitch.sum())
    figure = Figure(figsize=(10, 5))
    above, below = figure.subplots(2, 1, sharex=True)
    above.plot(minutes["minute"], minutes["online"], color=ACCENT)
    above.set(title=say(TITLE_ROOM), ylim=(0, None))
    colours = {sku: ACCENT if sku == best else GREY for sku in by_pitch.index}
    below.bar(minutes["minute"], minutes["left"], color=[colours[sku] for sku in minutes["sku"]], width=1.0)
    top = float(minutes["left"].max())
    for sku, part in minutes.groupby("sku", sort=False):
        place = part["minute"].mean()
        below.annotate(sku, (place, max(top * 1.12, 0.1)), ha="center", fontsize=8, rotation=40)
        below.axvline(part["minute"].iloc[0] - 0.5, color="white", linewidth=1.5)
    low = min(float(minutes["left"].min()), 0.0)
    below.set(title=say(TITLE_LEFT), xlabel=say(X_MINUTE), xlim=(0, MINUTES), ylim=(low * 1.1, top * 1.5))
    if dark[1]:
        for axes in (above, below):
            axes.axvspan(dark[0], dark[0] + dark[1], color="black", alpha=0.15)
        above.annotate(say(DARK), (dark[0] + dark[1] / 2, 0), xytext=(0, 6), textcoords="offset points", ha="center")
    words = {"best": best, "most": _yuan(float(by_pitch[best])), "total": _yuan(total)}
    alt = say(ALT).format(low=round(minutes["online"].min()), high=round(minutes["online"].max()), **words)
    return figure, alt, say(TAKEAWAY).format(**words)


def _yuan(amount: float) -> str:
    return f"{'−' if amount < 0 else ''}¥{abs(amount):,.0f}"
