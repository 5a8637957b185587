"""Hours, weekdays, seasons and peaks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.fidelity.shop import Shop

TREND_DAYS = 29  # a centred month: what is left is the week and the day


def _left_over(shop: Shop) -> pd.Series:
    """Log orders of ordinary days less a centred month's mean; missing on days of an event."""
    ordinary = np.log(shop.daily.clip(lower=1)).where(shop.ordinary)
    return ordinary - ordinary.rolling(TREND_DAYS, center=True, min_periods=10).mean()


def _echo(shop: Shop, days: int) -> float:
    """Correlation of what is left over with itself so many days before."""
    left = _left_over(shop)
    return float(left.corr(left.shift(days)))


def _weekdays(shop: Shop) -> float:
    ordinary = shop.daily[shop.ordinary]
    means = ordinary.groupby(ordinary.index.day_of_week).mean()
    return float(means.max() / means.min())


def _month(shop: Shop, number: int) -> float:
    """One month's orders a day over the year's."""
    return float(shop.daily[shop.daily.index.month == number].mean() / shop.daily.mean())


def _hours(shop: Shop) -> pd.Series:
    return shop["orders"]["created_at"].dt.hour.value_counts(normalize=True)


def _sku_dispersion(shop: Shop) -> float:
    """Median over SKUs of variance over mean of units a day."""
    of_day = shop.lines.merge(shop.paid[["order_id", "created_at"]], on="order_id")
    units = of_day.groupby(["sku", of_day["created_at"].dt.normalize()])["quantity"].sum().unstack(fill_value=0)
    return float((units.var(axis=1) / units.mean(axis=1)).median())


def _peak(shop: Shop) -> float:
    return float(shop.daily.max() / shop.daily.median())


def _event(shop: Shop, name: str) -> float:
    """Orders a day in one event over the year's median day."""
    days = shop["calendar"].loc[shop["calendar"]["event"] == name, "date"]
    return float(shop.daily.reindex(days).mean() / shop.daily.median())


MEASURES = {
    "week_echo": lambda shop: _echo(shop, 7),
    "day_echo": lambda shop: _echo(shop, 1),
    "weekday_max_to_min": _weekdays,
    "peak_day_to_median": _peak,
    "before_d11_to_median": lambda shop: _event(shop, "D11 warm-up"),
    "after_d11_to_median": lambda shop: _event(shop, "D11 after"),
    "spring_festival_to_median": lambda shop: _event(shop, "Spring Festival"),
    "february_to_mean": lambda shop: _month(shop, 2),
    "november_to_mean": lambda shop: _month(shop, 11),
    "top_six_hours_share": lambda shop: float(_hours(shop).nlargest(6).sum()),
    "night_share": lambda shop: float(_hours(shop).reindex(range(6), fill_value=0).sum()),
    "sku_day_dispersion": _sku_dispersion,
}
