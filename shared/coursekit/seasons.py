"""Judging a handed-in policy: seasons that nobody has seen, each in a sandbox of its own, scored between naive and clairvoyant."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from statistics import fmean
from typing import Any

from coursekit.isolation import policy_command
from shoplab.handin.check_policy import as_policy
from shoplab.season.plan import DecisionError
from shopworld.judging import guest
from shopworld.judging.references import reference
from shopworld.judging.report import Report, evaluate

SEASONS = 10
FULL = 0.60  # of the way from the naive shop to the clairvoyant reference earns full marks
REFUSED = "The policy could not be run: {reason}"
SCORE = (
    "Over {count} seasons that nobody had seen it came {score:.0%} of the way from the naive shop to one that knew the luck beforehand "
    "(95 % interval {low:.0%} to {high:.0%}); {full:.0%} is full marks."
)
SERVICE = "{filled:.0%} of the demand was met, {in_time:.0%} of the cases were finished in time, {refunds:.0%} of the pieces came back."
DIED = "In {count} of them the money ran out."
LOST = "{days} days were lost. The first reason: {reason}"
STRIKES = "Bought orders were refused {count} times; each halves a season's score."


def season_judge(task: str, season: str = "season", seasons: int = SEASONS) -> Callable[[Any, Any], dict[str, Any]]:
    """Returns the judge of a task whose answer is a policy, for `Decision(judge=season_judge("run-the-season"))`.

    The outcome's value and reference are mean contributions in yuan a season, penalties included.
    """

    def judge(answer: Any, world: Any) -> dict[str, Any]:
        try:
            policy = as_policy(answer)
        except (DecisionError, TypeError) as error:
            return {"refused": REFUSED.format(reason=error)}
        seeds = season_seeds(world.seed, task, seasons)
        report = evaluate(policy, seeds, season, command=policy_command(guest.PROGRAM))
        found = [reference(season, seed) for seed in seeds]
        naive, best = fmean(one.naive for one in found), fmean(one.best for one in found)
        return {
            "value": naive + report.score * (best - naive),
            "naive": naive,
            "reference": naive + FULL * (best - naive),
            "notes": notes(report),
            "report": report.plain(),
        }

    return judge


def season_seeds(secret: Any, task: str, count: int) -> Sequence[int]:
    """Returns a task's seasons: numbers of 128 bits that only who has the class's secret can work out."""
    key = str(secret).encode()
    return [
        int.from_bytes(hmac.new(key, f"{task}:{number}".encode(), hashlib.sha256).digest()[:16], "big")
        for number in range(count)
    ]


def notes(report: Report) -> list[str]:
    """Returns what a learner is told of her policy's seasons, at most four sentences."""
    plain = report.plain()
    low, high = report.interval
    said = [
        SCORE.format(count=len(report.records), score=report.score, low=low, high=high, full=FULL),
        SERVICE.format(**plain),
    ]
    died = sum(not one.survived for one in report.records)
    if plain["strikes"]:
        said.append(STRIKES.format(count=plain["strikes"]))
    if died:
        said.append(DIED.format(count=died))
    if report.lost:
        said.append(LOST.format(days=plain["lost_days"], reason=report.lost[0][2]))
    return said[:4]
