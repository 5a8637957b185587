"""The practice board: one's own policies on the practice seasons, beside the naive shop, the careful one and the reference.

It lies in the workspace, one line a run, and is nobody else's business.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from shoplab.folders import notes_folder, takes_notes
from shoplab.languages import say
from shoplab.season.judging import evaluate
from shoplab.season.plan import DecisionError
from shopworld.judging.parts import parts, total
from shopworld.judging.references import reference
from shopworld.judging.report import PRACTICE, Report, reported
from shopworld.judging.seasons import by_arrays
from shopworld.market.policies import KNOBS, naive_arrays, sensible_arrays
from shopworld.market.rules import rules
from shopworld.market.scenario import scenario

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from shopworld.market.decisions import Decisions
    from shopworld.market.view import View

FILE = "seasons.jsonl"
SEASON = "season"
NAIVE, CAREFUL, REFERENCE = "the naive shop", "the careful shop", "the reference"
BASELINES = (NAIVE, CAREFUL, REFERENCE)
TAKEN = "The board keeps the row “{name}” for itself. Give your run another name."
NO_NAME = "A run needs a name of one to forty characters, so that you know it again on the board."
TITLE = "Ten practice seasons, the same for everybody"
X_LABEL = "Contribution a season, ¥1,000; each dot a season, the bar the mean"
ALT = "Dots of ten seasons' contribution and their mean for each of {count} runs: {means}."
_unsaved: list[dict[str, Any]] = []


def practise(
    policy: Callable[..., dict[str, Any]], name: str, forecast: Sequence[float] | None = None, **parameters: Any
) -> Report:
    """Judge a policy on the ten practice seasons as it would be marked, put it on the board, and return the report.

    The forecast is handed to the policy as well, as it is when it is marked. A run of the
    same name takes the earlier one's place. Raises DecisionError for a name that is the board's own or none, and as `evaluate` does.
    """
    if not isinstance(name, str) or not 0 < len(name.strip()) <= 40:
        raise DecisionError(say(NO_NAME))
    if name.strip() in {*BASELINES, *_told().values()}:
        raise DecisionError(say(TAKEN).format(name=name.strip()))
    given = {} if forecast is None else {"forecast": list(forecast)}
    report = evaluate(policy, **given, **parameters)
    _keep(_line(name.strip(), report, forecast))
    return report


def board() -> pd.DataFrame:
    """Return the board: a row a run and one for each baseline, by mean contribution. Shares between 0 and 1."""
    lines, told = [*_baselines(), *_runs()], _told()
    frame = pd.DataFrame(
        [
            {
                "run": told.get(line["name"], line["name"]),
                "contribution": round(fmean(line["profits"]), 2),
                "filled": line["filled"],
                "in_time": line["in_time"],
                "refunds": line["refunds"],
                "mark": line["mark"],
            }
            for line in lines
        ]
    )
    return frame.sort_values("contribution", ascending=False).set_index("run")


def picture() -> tuple[Figure, str]:
    """Return the board as a picture, and its description."""
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, GREY

    lines, told = sorted([*_baselines(), *_runs()], key=lambda line: fmean(line["profits"])), _told()
    names = [told.get(line["name"], line["name"]) for line in lines]
    figure = Figure(figsize=(7.5, 0.9 + 0.42 * len(lines)), layout="constrained")
    axes = figure.subplots()
    for row, line in enumerate(lines):
        color = GREY if line["name"] in BASELINES else ACCENT
        thousands = [profit / 1000 for profit in line["profits"]]
        axes.plot(thousands, [row] * len(thousands), "o", color=color, alpha=0.5, markersize=5)
        axes.plot([fmean(thousands)] * 2, [row - 0.3, row + 0.3], color="black", linewidth=2)
    axes.set(title=say(TITLE), xlabel=say(X_LABEL), ylim=(-0.6, len(lines) - 0.4))
    axes.set_yticks(range(len(lines)), names)
    axes.axvline(0, color="black", linewidth=0.8)
    means = [f"{name} ¥{fmean(line['profits']):,.0f}" for name, line in zip(names, lines, strict=True)]
    return figure, say(ALT).format(count=len(lines), means=", ".join(reversed(means)))


def _told() -> dict[str, str]:
    """The baselines' names in the reader's language."""
    return {NAIVE: say(NAIVE), CAREFUL: say(CAREFUL), REFERENCE: say(REFERENCE)}


def _line(name: str, report: Report, forecast: Sequence[float] | None = None) -> dict[str, Any]:
    plain = report.plain()
    return {
        "name": name,
        "market": report.version,
        "profits": [one.profit for one in report.records],
        "mark": total(report, forecast),
        "parts": parts(report, forecast),
    } | {name: plain[name] for name in ("filled", "in_time", "refunds")}


@cache
def _baselines() -> tuple[dict[str, Any], ...]:
    """The rows that everybody's board has, on arrays: each shop's ten seasons side by side."""
    seasons = [scenario(SEASON, seed) for seed in PRACTICE]
    found = [reference(SEASON, seed).knobs for seed in PRACTICE]
    knobs = {name: np.array([one[name] for one in found]) for name in KNOBS}
    shops: dict[str, Callable[[View], Decisions]] = {
        NAIVE: naive_arrays,
        CAREFUL: sensible_arrays,
        REFERENCE: lambda view: sensible_arrays(view, knobs),
    }
    return tuple(_line(name, reported(SEASON, by_arrays(shop, seasons))) for name, shop in shops.items())


def _runs() -> list[dict[str, Any]]:
    """Return the runs of this version of the market, the latest of each name; damaged lines are skipped."""
    found = {}
    for line in [*_saved(), *_unsaved]:
        if line.get("market") == rules().version:
            found.pop(line["name"], None)
            found[line["name"]] = line
    return list(found.values())


def _keep(line: dict[str, Any]) -> None:
    if takes_notes():
        try:
            folder = notes_folder()
            folder.mkdir(exist_ok=True)
            with open(folder / FILE, "a", encoding="utf-8", newline="\n") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
            return
        except OSError:
            pass
    _unsaved.append(line)


def _saved() -> list[dict[str, Any]]:
    if not takes_notes():
        return []
    try:
        text = (notes_folder() / FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    found = []
    for row in text.splitlines():
        try:
            line = json.loads(row)
        except ValueError:
            continue
        if isinstance(line, dict) and {"name", "profits", "mark", "filled", "in_time", "refunds"} <= line.keys():
            found.append(line)
    return found
