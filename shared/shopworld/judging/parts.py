"""What a whole season is marked by: contribution, service, customers, the forecast made beforehand, and clean hands."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist, fmean, pstdev

import numpy as np

from shopworld.judging.report import Report
from shopworld.market.rules import rules

PARTS = ("contribution", "service", "customers", "forecast", "compliance")


def parts(report: Report, forecast: Sequence[float] | None) -> dict[str, float]:
    """Return each part's share, 0 to 1, of a policy's seasons; `forecast` is (low, high), the contribution foretold in yuan.

    Without a forecast, or with one that is no interval, that part is 0.
    """
    rule, records = rules().mark, report.records
    judging = rules().judging
    way = fmean(min(max(one.raw, judging.low), judging.high) for one in report.scores)
    contribution = float(np.clip(way / rule.full, 0, 1))
    earned = min(contribution / rule.earned, 1.0)
    days = rules().shape.days * len(records)
    found = {
        "service": (
            _between(rule.in_time, fmean(one.in_time for one in records))
            + _between(rule.filled, fmean(one.filled for one in records))
        )
        / 2,
        "customers": (
            _between(rule.refunds, fmean(one.refunds for one in records))
            + _between(rule.rating, fmean(one.rating for one in records))
        )
        / 2,
        "forecast": calibration([one.profit for one in records], forecast),
        "compliance": 0.0
        if any(one.strikes for one in records)
        else _between(rule.lost_days, sum(one.lost_days for one in records) / days),
    }
    return {"contribution": round(contribution, 4)} | {name: round(earned * share, 4) for name, share in found.items()}


def total(report: Report, forecast: Sequence[float] | None) -> float:
    """Return the mark as a share of the points, 0 to 1: the parts by their weights, capped after a strike."""
    rule = rules().mark
    share = sum(getattr(rule, name) * value for name, value in parts(report, forecast).items())
    return round(min(share, rule.struck) if any(one.strikes for one in report.records) else share, 4)


def calibration(profits: Sequence[float], forecast: Sequence[float] | None) -> float:
    """Return how good an interval for a season's contribution was, 0 to 1.

    It is charged its width, and 2 / (1 − held) yuan for each yuan by which a season missed it: the interval score of Gneiting and
    Raftery (2007), by which an honest interval is charged least. Compared with what one would be charged that fits a normal
    distribution with the seasons' own spread.
    """
    bounds = _interval(forecast)
    if bounds is None:
        return 0.0
    rule = rules().mark
    charged = interval_charge(profits, *bounds)
    edge = NormalDist().inv_cdf((1 + rule.held) / 2)
    miss = NormalDist().pdf(edge) - edge * (1 - rule.held) / 2
    fitting = (2 * edge + 4 / (1 - rule.held) * miss) * max(pstdev(profits), 1.0)
    return _between(rule.charge, charged / fitting)


def interval_charge(profits: Sequence[float], low: float, high: float) -> float:
    """Return the mean charge of an interval in yuan: its width, and ten yuan for each yuan that lies outside (80 % held)."""
    rate = 2 / (1 - rules().mark.held)
    return fmean((high - low) + rate * max(low - one, 0.0) + rate * max(one - high, 0.0) for one in profits)


def _interval(forecast: Sequence[float] | None) -> tuple[float, float] | None:
    try:
        low, high = (float(value) for value in forecast or ())
    except (TypeError, ValueError):
        return None
    return (low, high) if np.isfinite(low) and np.isfinite(high) and low <= high else None


def _between(limits: np.ndarray, value: float) -> float:
    """Return 0 at the first limit and beyond, 1 at the second and beyond, and a straight line between them."""
    nothing, full = limits
    return float(np.clip((value - nothing) / (full - nothing), 0, 1))
