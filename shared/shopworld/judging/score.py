"""From a season's record to a score: how far its profit gets from the naive shop's to the reference's, times soft penalties."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, stdev

from shopworld.judging.record import Record
from shopworld.judging.references import Reference
from shopworld.market.rules import rules

# Two-sided 95 % points of Student's t, by degrees of freedom 1 … 30.
T95 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110,
    2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


@dataclass(frozen=True)
class Score:
    """One season's score and the factors it was multiplied by (1 when nothing was wrong)."""

    value: float
    raw: float  # (profit − naive) / (reference − naive), before limits and penalties
    late: float
    refunds: float
    strikes: float


def score(record: Record, reference: Reference) -> Score:
    """Return a season's score: 0 is the naive shop's profit, 1 the reference's; penalties touch positive scores only."""
    judging = rules().judging
    raw = (record.profit - reference.naive) / max(reference.best - reference.naive, 1.0)
    late = _soft(judging.late, 1 - record.in_time)
    refunds = _soft(judging.refunds, record.refunds)
    strikes = judging.strike**record.strikes
    value = min(max(raw, judging.low), judging.high)
    if value > 0:
        value *= late * refunds * strikes
    return Score(round(value, 4), round(raw, 4), round(late, 4), round(refunds, 4), strikes)


def _soft(limit: float, actual: float) -> float:
    return 1.0 if actual <= limit else (limit / actual) ** 2


def interval(values: list[float]) -> tuple[float, float]:
    """Return the 95 % interval of the mean (Student's t); both ends are the value itself when there is only one."""
    if len(values) < 2:
        return values[0], values[0]
    half = T95[min(len(values) - 1, len(T95)) - 1] * stdev(values) / math.sqrt(len(values))
    return round(fmean(values) - half, 4), round(fmean(values) + half, 4)
