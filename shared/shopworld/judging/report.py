"""A policy's report: a score a season, their mean and interval, and what lies behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import pandas as pd

from shopworld.judging.guest import Bounds, HandedIn
from shopworld.judging.record import Record
from shopworld.judging.references import Reference, reference
from shopworld.judging.score import Score, interval, score
from shopworld.judging.seasons import Lost, by_function, by_guests
from shopworld.market.policies import Policy
from shopworld.market.rules import rules
from shopworld.market.scenario import scenario

PRACTICE = tuple(range(101, 111))  # public: everybody may try these as often as she likes
NO_SEEDS = "A policy is judged on one season or more; there is no seed in the list."


@dataclass(frozen=True)
class Report:
    """What a policy came to on several seasons: records and scores in the seeds' order, and why days were lost."""

    season: str
    records: tuple[Record, ...]
    scores: tuple[Score, ...]
    lost: tuple[tuple[int, int, str], ...]
    version: str

    @property
    def score(self) -> float:
        """The mean score."""
        return round(fmean(one.value for one in self.scores), 4)

    @property
    def interval(self) -> tuple[float, float]:
        """The mean score's 95 % interval."""
        return interval([one.value for one in self.scores])

    @property
    def profit(self) -> float:
        """The mean profit in yuan."""
        return round(fmean(one.profit for one in self.records), 2)

    @property
    def survival(self) -> float:
        """The share of seasons in which the money never ran out."""
        return fmean(one.survived for one in self.records)

    def table(self) -> pd.DataFrame:
        """A row a season: the record and its score."""
        rows = [
            {**one.plain(), "score": given.value, "late_factor": given.late, "refund_factor": given.refunds}
            for one, given in zip(self.records, self.scores, strict=True)
        ]
        return pd.DataFrame(rows).set_index("seed")

    def plain(self) -> dict[str, Any]:
        """The report as plain data."""
        worst = min(self.records, key=lambda one: one.worst_cash)
        return {
            "season": self.season,
            "seasons": len(self.records),
            "profit": self.profit,
            "score": self.score,
            "interval": list(self.interval),
            "survival": self.survival,
            "filled": round(fmean(one.filled for one in self.records), 4),
            "in_time": round(fmean(one.in_time for one in self.records), 4),
            "refunds": round(fmean(one.refunds for one in self.records), 4),
            "strikes": sum(one.strikes for one in self.records),
            "lost_days": sum(one.lost_days for one in self.records),
            "worst_day": {"seed": worst.seed, "date": worst.worst_day, "cash": worst.worst_cash},
            "market": self.version,
        }


def evaluate(
    policy: Policy | HandedIn,
    seeds: Sequence[int] = PRACTICE,
    season: str = "season",
    bounds: Bounds | None = None,
    command: Sequence[str] | None = None,
    find: Callable[[str, int], Reference] | None = None,
) -> Report:
    """Judge a policy on one season a seed, all with the luck that every other policy meets there.

    `find` gives a season's reference (default: the stored one, else a search). A function runs in this process; a HandedIn runs in
    processes of its own, which `command` may start inside a sandbox. Raises ValueError without a seed, or for an unknown season.
    """
    if not seeds:
        raise ValueError(NO_SEEDS)
    scenarios = [scenario(season, seed) for seed in seeds]
    records: list[Record]
    lost: Lost
    if isinstance(policy, HandedIn):
        records, lost = by_guests(policy, scenarios, bounds, command)
    else:
        records, lost = by_function(policy, scenarios)
    return reported(season, records, lost, find)


def reported(
    season: str,
    records: Sequence[Record],
    lost: Sequence[tuple[int, int, str]] = (),
    find: Callable[[str, int], Reference] | None = None,
) -> Report:
    """Return the report of what seasons came to, each beside its reference, as `evaluate` finds it."""
    scores = [score(record, (find or reference)(season, record.seed)) for record in records]
    return Report(season, tuple(records), tuple(scores), tuple(lost), rules().version)
