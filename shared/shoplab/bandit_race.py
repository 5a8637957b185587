"""The bandit race: four pictures, a fortnight of impressions, and what each way of choosing costs in clicks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure

PICTURES = ("A", "B", "C", "D")
DAYS, SHOWN = 14, 900
EVEN = "all four"
STAGES = ((1, 2), (3, 5), (6, 9), (10, 14))
"""The learner decides four times: for these days, first and last."""
DOUBT = 40.0
"""Impressions that the common rate is worth before a picture was shown: it keeps the first day's luck small."""

BAD_CHOICE = 'Choose "all four" or one of A, B, C, D; this is {given!r}.'
FOUR_CHOICES = "The race asks for four choices, one a stage; these are {count}."
TITLE_LINES = "Clicks lost against the best picture, day by day"
TITLE_SHARE = "Who was shown, by {name}"
X_DAY, Y_LOST, Y_SHOWN = "Day", "Clicks lost", "Impressions"
NAMES = ("all four, to the end", "the leader of day 2", "yours", "Thompson")
ALT = (
    "Two charts of a race over {days} days. Left, lines of the clicks lost against always showing the best picture, at the "
    "end: {ends}. Right, stacked bars of the days' impressions by picture as Thompson gave them; the best picture, {best}, "
    "gets {share:.0%} of them."
)


@dataclass(frozen=True)
class Race:
    """One way of choosing: impressions a day and picture, and the clicks lost so far."""

    name: str
    shown: np.ndarray  # day, picture
    lost: np.ndarray  # after each day


def race(rates: Sequence[float], choices: Sequence[str], luck: int = 1) -> list[Race]:
    """The four runners on the same luck: even to the end, the leader of day 2, the learner's choices, Thompson.

    `rates` are the true click rates of A to D, `choices` one word a stage. Clicks lost are expected ones, so that two
    ways of choosing are compared and not their dice; only what the runners *see* is chance.
    """
    if len(choices) != len(STAGES):
        raise ValueError(say(FOUR_CHOICES).format(count=len(choices)))
    by_day = [choice for (first, last), choice in zip(STAGES, choices, strict=True) for _ in range(last - first + 1)]
    ways = (
        lambda day, clicks, shown, u: _share(EVEN),
        lambda day, clicks, shown, u: _share(EVEN) if day < 2 else _leader(clicks, shown, day),
        lambda day, clicks, shown, u: _share(by_day[day]),
        _thompson,
    )
    return [_run(say(NAMES[at]), way, rates, luck) for at, way in enumerate(ways)]


def plot_race(rates: Sequence[float], choices: Sequence[str], luck: int = 1) -> tuple[Figure, str]:
    """Draw the race; return the figure and its alt text."""
    import numpy as np
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, COLOURS, GREY

    runners = race(rates, choices, luck)
    figure = Figure(figsize=(9.5, 4.0))
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    days = np.arange(1, DAYS + 1)
    colours, styles = (GREY, COLOURS[1], ACCENT, COLOURS[4]), (":", "--", "-", "-.")
    ends = sorted(float(one.lost[-1]) for one in runners)
    least = max(ends[-1], 1.0) * 0.07  # labels at least so far apart
    height = -np.inf
    places = {}
    for one in sorted(runners, key=lambda one: float(one.lost[-1])):
        height = max(float(one.lost[-1]), height + least)
        places[one.name] = height
    for one, colour, style in zip(runners, colours, styles, strict=True):
        left.plot(days, one.lost, color=colour, linestyle=style)
        label = f"{one.name}: {one.lost[-1]:.0f}"
        left.annotate(
            label, (DAYS, places[one.name]), xytext=(6, 0), textcoords="offset points", va="center", color=colour
        )
    left.set(
        title=say(TITLE_LINES), xlabel=say(X_DAY), ylabel=say(Y_LOST), xlim=(1, DAYS + 8.5), xticks=[1, 4, 7, 10, 14]
    )
    left.set_ylim(bottom=0)
    base = np.zeros(DAYS)
    best = int(np.argmax(rates))
    for number, name in enumerate(PICTURES):
        shown = runners[3].shown[:, number]
        shade = ACCENT if number == best else ("#d4d3d3", "#b5b3b3", "#8c8a8b", "#6b696a")[number]
        right.bar(days, shown, bottom=base, color=shade, edgecolor="white", width=0.9, label=name)
        if shown[-1] > 90:
            right.annotate(
                name, (DAYS + 0.6, base[-1] + shown[-1] / 2), va="center", color=shade, annotation_clip=False
            )
        base = base + shown
    right.set(
        title=say(TITLE_SHARE).format(name=say(NAMES[3])), xlabel=say(X_DAY), ylabel=say(Y_SHOWN), xticks=[1, 7, 14]
    )
    said = ", ".join(f"{one.name} {one.lost[-1]:.0f}" for one in runners)
    share = float(runners[3].shown[:, best].sum() / runners[3].shown.sum())
    return figure, say(ALT).format(days=DAYS, ends=said, best=PICTURES[best], share=share)


def _run(name, way, rates, luck) -> Race:  # type: ignore[no-untyped-def]
    import numpy as np

    from shopworld.draws import counts

    true = np.asarray(rates, dtype=float)
    dice = np.random.Generator(np.random.PCG64(luck)).random((DAYS, 2, len(PICTURES)))
    clicks, shown = np.zeros(len(PICTURES)), np.zeros(len(PICTURES))
    by_day, lost = np.zeros((DAYS, len(PICTURES))), np.zeros(DAYS)
    for day in range(DAYS):
        today = np.round(SHOWN * way(day, clicks, shown, dice[day, 1]))
        by_day[day] = today
        lost[day] = (today * (true.max() - true)).sum()
        clicks = clicks + np.minimum(counts(dice[day, 0], today * true), today)
        shown = shown + today
    return Race(name, by_day, np.cumsum(lost))


def _share(choice: str) -> np.ndarray:
    import numpy as np

    if choice == EVEN:
        return np.full(len(PICTURES), 1 / len(PICTURES))
    if choice not in PICTURES:
        raise ValueError(say(BAD_CHOICE).format(given=choice))
    return np.array([float(name == choice) for name in PICTURES])


def _leader(clicks: np.ndarray, shown: np.ndarray, day: int) -> np.ndarray:
    """All for the picture that led when it was settled: only the leader is shown later, so its lead is looked up by days."""
    import numpy as np

    if day == 2:
        return _share(PICTURES[int(np.argmax(clicks / np.maximum(shown, 1)))])
    return _share(PICTURES[int(np.argmax(shown))])


def _thompson(day: int, clicks: np.ndarray, shown: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Impressions in proportion to how often each picture looks best, in 200 draws of what each rate may be."""
    import numpy as np

    from shopworld.draws import normal

    common = (clicks.sum() + 1) / (shown.sum() + 25)
    rate = (clicks + DOUBT * common) / (shown + DOUBT)
    error = np.sqrt(rate * (1 - rate) / (shown + DOUBT))
    turns = (u[None, :] + np.arange(200)[:, None] * np.array([0.754877, 0.569840, 0.430159, 0.324718])[None, :]) % 1.0
    drawn = rate + error * normal(turns)
    return np.bincount(drawn.argmax(axis=1), minlength=len(PICTURES)) / 200
