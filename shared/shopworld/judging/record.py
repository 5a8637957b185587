"""What one season came to: money, service, refunds, and whether the shop lived to its close."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from shopworld.market.close import profit
from shopworld.market.day import DayReport
from shopworld.market.scenario import Scenario
from shopworld.market.state import State


@dataclass(frozen=True)
class Record:
    """One season's outcome. Money in yuan, shares between 0 and 1."""

    seed: int
    profit: float  # contribution at the close
    takings: float
    sold: int
    filled: float  # pieces met from stock / pieces wanted
    in_time: float  # cases finished on their day / cases
    refunds: float  # pieces refunded / pieces sold
    rating: float  # mean over items at the close
    survived: bool  # money never ran out
    strikes: int
    worst_day: str
    worst_cash: float  # what went out, net, on the worst day
    lost_days: int = 0  # days without a plan that could be run

    def plain(self) -> dict:
        """Return the record as plain data."""
        return asdict(self)


class Tally:
    """Sums over the days of seasons that run side by side, so that no day's report has to be kept."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        """Nothing yet, for so many shops."""
        shops = len(scenarios)
        self._scenarios = scenarios
        self._sums = {
            name: np.zeros(shops) for name in ("takings", "sold", "wanted", "met", "refunded", "cases", "late")
        }
        self._worst = np.full(shops, np.inf)
        self._worst_day = np.zeros(shops, dtype=np.int64)
        self._rating = np.zeros(shops)

    def add(self, report: DayReport) -> None:
        """Count one day in."""
        day = {
            "takings": report.takings.sum(axis=1),
            "sold": report.sold.sum(axis=1),
            "wanted": report.wanted.sum(axis=1),
            "met": report.met.sum(axis=1),
            "refunded": report.refunded.sum(axis=1),
            "cases": report.cases,
            "late": np.minimum(report.backlog, report.cases),
        }
        for name, value in day.items():
            self._sums[name] += value
        net = report.book.sum(axis=1)
        worse = net < self._worst
        self._worst = np.where(worse, net, self._worst)
        self._worst_day = np.where(worse, report.day, self._worst_day)
        self._rating = report.rating.mean(axis=1)

    def records(self, state: State, lost: Sequence[int] | None = None) -> list[Record]:
        """Return a record a season, at its close; `lost` counts the days without a plan that could be run."""
        earned, sums = profit(state), self._sums
        lost = lost or [0] * len(self._scenarios)
        return [
            Record(
                seed=one.seed,
                profit=float(earned[shop]) / 100,
                takings=float(sums["takings"][shop]) / 100,
                sold=int(sums["sold"][shop]),
                filled=_share(sums["met"][shop], sums["wanted"][shop], 1.0),
                in_time=1 - _share(sums["late"][shop], sums["cases"][shop], 0.0),
                refunds=_share(sums["refunded"][shop], sums["sold"][shop], 0.0),
                rating=round(float(self._rating[shop]), 3),
                survived=bool(state.alive[shop]),
                strikes=int(state.strikes[shop]),
                worst_day=one.dates[int(self._worst_day[shop])],
                worst_cash=float(self._worst[shop]) / 100,
                lost_days=int(lost[shop]),
            )
            for shop, one in enumerate(self._scenarios)
        ]


def _share(part: float, whole: float, without: float) -> float:
    return round(float(part) / float(whole), 4) if whole else without
