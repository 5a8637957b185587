"""The pictures of a class report as PNG in base64, each with its words; no meaning hangs on a colour alone."""

from __future__ import annotations

import base64
import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coursekit.mark import number_text
from coursekit.report_data import ReportData

ACCENT, GREY, DARK = "#1845fb", "#c9c9cd", "#3a3a3f"
MOST_BARS = 10
SHORTEST = datetime.timedelta(hours=1)  # what came within an hour is no line
TITLE_TOTALS = "Half of the class has {median} of {points} points or more"
ALT_TOTALS = "Histogram of total points out of {points}: {students} students, from {low} to {high}, median {median}."
TITLE_TASKS = "“{worst}” was hardest: {share} % of its points were earned"
ALT_TASKS = "Bar chart of the share of points earned in each of {count} tasks; lowest is {worst} with {share} %."
TITLE_SLIPS = "The most frequent slip, made by {times} students: {first}"
TITLE_SLIPS_EVEN = "No slip was made by more than one student"
ALT_SLIPS = "Bar chart of the {count} most frequent named slips; the first is {first}, made by {times}."
TITLE_TIME = "Half of the hand-ins were there on {middle}"
ALT_TIME = "Step chart of hand-ins over time: the first on {first}, half by {middle}, the last on {last} (UTC)."


@dataclass(frozen=True)
class Picture:
    """A picture with its take-away and its alternative text."""

    title: str
    alt: str
    png: str


def pictures(data: ReportData) -> dict[str, Picture]:
    """Returns the pictures that these figures allow: totals always, the others where there is something to show."""
    made = {"totals": _totals(data)}
    if any(one.earned is not None for one in data.tasks):
        made["tasks"] = _tasks(data)
    if data.slips:
        made["slips"] = _slips(data)
    stamps = [one.stamp for one in data.scores if one.stamp]
    if stamps and max(stamps) - min(stamps) >= SHORTEST:
        made["time"] = _time(data)
    return made


def _picture(draw: Callable[[Any], None], title: str, alt: str) -> Picture:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.2, 3.2), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    draw(axes)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=110, metadata={"Software": None})
    return Picture(title, alt, base64.b64encode(file.getvalue()).decode("ascii"))


def _totals(data: ReportData) -> Picture:
    low, middle, high = data.quartiles
    points = number_text(data.points)

    def draw(axes: Any) -> None:
        bins = min(20, max(4, int(data.points // 4)))
        axes.hist(data.totals, bins=bins, range=(0, data.points), color=GREY, edgecolor="white")
        axes.axvline(middle, color=ACCENT, linewidth=2)
        axes.text(middle, axes.get_ylim()[1], " median", color=ACCENT, va="top")
        for value in (low, high):
            axes.axvline(value, color=DARK, linewidth=1, linestyle="--")
        axes.set_xlabel("points (dashed: a quarter below, a quarter above)")
        axes.set_ylabel("students")
        axes.yaxis.get_major_locator().set_params(integer=True)

    alt = ALT_TOTALS.format(
        points=points, students=len(data.totals), low=number_text(min(data.totals)), high=number_text(max(data.totals)),
        median=number_text(round(middle, 1)),
    )  # fmt: skip
    return _picture(draw, TITLE_TOTALS.format(median=number_text(round(middle, 1)), points=points), alt)


def _bars(axes: Any, bars: list[tuple[str, float]], accent: str, unit: str) -> None:
    names, values = [name[:48] for name, _ in bars][::-1], [value for _, value in bars][::-1]
    axes.barh(names, values, color=[ACCENT if name == accent[:48] else GREY for name in names])
    for place, value in enumerate(values):
        axes.text(value, place, f" {value:.0f}", va="center", color=DARK)
    axes.set_xlabel(unit)
    axes.xaxis.get_major_locator().set_params(integer=True)


def _tasks(data: ReportData) -> Picture:
    bars = [(one.task, one.earned * 100) for one in data.tasks if one.earned is not None]
    worst, share = min(bars, key=lambda one: one[1])
    facts = {"worst": worst, "share": f"{share:.0f}", "count": len(bars)}
    return _picture(
        lambda axes: _bars(axes, bars, worst, "% of points"), TITLE_TASKS.format(**facts), ALT_TASKS.format(**facts)
    )


def _slips(data: ReportData) -> Picture:
    bars = [(f"{one.task}: {one.slip}", float(len(one.students))) for one in data.slips[:MOST_BARS]]
    first, times = bars[0][0], int(bars[0][1])
    title = TITLE_SLIPS.format(times=times, first=first) if times > 1 else TITLE_SLIPS_EVEN
    return _picture(
        lambda axes: _bars(axes, bars, first if times > 1 else "", "students"),
        title,
        ALT_SLIPS.format(count=len(bars), first=first, times=f"{times} student{'s' * (times > 1)}"),
    )


def _time(data: ReportData) -> Picture:
    stamps = sorted(one.stamp for one in data.scores if one.stamp)
    middle = stamps[(len(stamps) - 1) // 2]

    def draw(axes: Any) -> None:
        from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

        axes.step(stamps, range(1, len(stamps) + 1), where="post", color=DARK)
        axes.plot([middle], [(len(stamps) + 1) // 2], marker="o", color=ACCENT)
        axes.text(middle, (len(stamps) + 1) // 2, " half", color=ACCENT, va="top")
        if data.due is not None and stamps[0] <= data.due:
            axes.axvline(data.due, color=ACCENT, linestyle="--")
            axes.text(data.due, 0, " due", color=ACCENT)
        locator = AutoDateLocator(maxticks=7)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
        axes.set_ylabel("hand-ins so far")
        axes.yaxis.get_major_locator().set_params(integer=True)

    words = {
        "first": f"{stamps[0]:%d %b %H:%M}",
        "middle": f"{middle:%d %b %H:%M}",
        "last": f"{stamps[-1]:%d %b %H:%M}",
    }
    return _picture(draw, TITLE_TIME.format(**words), ALT_TIME.format(**words))
