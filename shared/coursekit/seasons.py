"""Judging a handed-in policy: seasons that nobody has seen, each in a sandbox of its own, marked by all that a season is."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import pandas as pd

from coursekit.isolation import policy_command
from shoplab.folders import cache_folder
from shoplab.handin.check_policy import as_policy
from shoplab.season.plan import DecisionError
from shopworld.judging import guest
from shopworld.judging.parts import parts, total
from shopworld.judging.references import Reference, known, search
from shopworld.judging.report import Report, evaluate
from shopworld.market.rules import rules

SEASONS = 10
STORED = Path(__file__).with_name(
    "references.csv"
)  # of the seasons that exams are proved on, so that a proof is no search
REFUSED = "The policy could not be run: {reason}"
SERVICE = "{filled:.0%} of the demand was met, {in_time:.0%} of the cases were finished in time, {refunds:.0%} of the pieces came back."
LOST = "{days} days were lost. The first reason: {reason}"
STRUCK = "Bought orders were refused {count} times, and a strike leaves no more than {most:.0%} of the points."
MARKED = (
    "Over {count} seasons that nobody had seen, of 100: contribution {contribution:.0f} of {contribution_full:.0f}, "
    "service {service:.0f} of {service_full:.0f}, customers {customers:.0f} of {customers_full:.0f}, "
    "forecast {forecast:.0f} of {forecast_full:.0f}, compliance {compliance:.0f} of {compliance_full:.0f}."
)
WAY = "On average the shop left ¥{profit:,.0f} a season; the naive one left ¥{naive:,.0f}, one that knew the luck ¥{best:,.0f}."
FORETOLD = "You foretold ¥{low:,.0f} to ¥{high:,.0f}; {held} of the {count} seasons lay in it."
NOT_FORETOLD = "No forecast of two numbers came with it, so that part is lost."


def season_judge(task: str, season: str = "season", seasons: int = SEASONS) -> Callable[[Any, Any], dict[str, Any]]:
    """Returns the judge of a task whose answer is a policy, for `Decision(judge=season_judge("run-the-season"))`.

    The policy is marked by all parts of its seasons, with the forecast that its parameters hold. The outcome's value is the share of
    the points, 0 to 1.
    """

    def judge(answer: Any, world: Any) -> dict[str, Any]:
        try:
            policy = as_policy(answer)
        except (DecisionError, TypeError) as error:
            return {"refused": REFUSED.format(reason=error)}
        seeds = season_seeds(world.seed, task, seasons)
        report = evaluate(policy, seeds, season, command=policy_command(guest.PROGRAM), find=reference)
        forecast = policy.parameters.get("forecast")
        share = total(report, forecast)
        return {
            "value": share,
            "naive": 0.0,
            "reference": 1.0,
            "earned": said_parts(report, forecast),
            "notes": said_season(report, forecast),
            "report": report.plain() | {"parts": parts(report, forecast)},
        }

    return judge


def reference(season: str, seed: int) -> Reference:
    """Returns a season's reference: a stored one, one that an earlier run kept on this machine, else searched for and kept."""
    stored = known().get((season, seed)) or _proved().get((season, seed))
    if stored:
        return stored
    name = hashlib.sha256(f"{season}:{seed}:{rules().version}".encode()).hexdigest()
    path = cache_folder() / "references" / f"{name}.json"
    try:
        return Reference(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        found = search(season, seed)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            json.dump(asdict(found), file)
        os.replace(file.name, path)
    except OSError:
        pass  # a cache that can't be written to costs time, nothing else
    return found


@cache
def _proved() -> dict[tuple[str, int], Reference]:
    return known(pd.read_csv(STORED, dtype={"seed": str, "version": str}))


def season_seeds(secret: Any, task: str, count: int) -> Sequence[int]:
    """Returns a task's seasons: numbers of 128 bits that only who has the class's secret can work out."""
    key = str(secret).encode()
    return [
        int.from_bytes(hmac.new(key, f"{task}:{number}".encode(), hashlib.sha256).digest()[:16], "big")
        for number in range(count)
    ]


def said_parts(report: Report, forecast: Any) -> str:
    """Returns what each part earned, of a hundred."""
    earned = parts(report, forecast)
    full = {name: 100 * getattr(rules().mark, name) for name in earned}
    got = {name: full[name] * share for name, share in earned.items()}
    return MARKED.format(count=len(report.records), **got, **{f"{name}_full": points for name, points in full.items()})


def said_season(report: Report, forecast: Any) -> list[str]:
    """Returns what a learner is told beside the parts, at most four sentences."""
    found = [reference(report.season, record.seed) for record in report.records]
    naive, best = fmean(one.naive for one in found), fmean(one.best for one in found)
    plain = report.plain()
    said = [WAY.format(profit=report.profit, naive=naive, best=best)]
    try:
        low, high = (float(value) for value in forecast)
        held = sum(low <= one.profit <= high for one in report.records)
        said.append(FORETOLD.format(low=low, high=high, held=held, count=len(report.records)))
    except (TypeError, ValueError):
        said.append(NOT_FORETOLD)
    if plain["strikes"]:
        said.append(STRUCK.format(count=plain["strikes"], most=rules().mark.struck))
    if report.lost:
        said.append(LOST.format(days=plain["lost_days"], reason=report.lost[0][2]))
    said.append(SERVICE.format(**plain))
    return said[:4]
