"""Switching ways to pay off for ninety days: what it saves where a route is broken, and what it costs where none is.

A route is a bank within an app during hours of the day. Who meets one that is switched off is shown the other ways to pay; some
leave instead. Everything here is an expectation, so the same answer earns the same in every run.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from shopworld import calendar, parameters
from shopworld.draws import between
from shopworld.sales import payments
from shopworld.seeds import stream

DAYS = 90
LEAVES = 0.06  # of those who find their bank switched off
ON_PHONES = 0.9  # of the attempts: the others are made on the web
VALUE = 104.0  # yuan that an order is worth on average
LONGEST = 24


def saved(seed: int, bank: str, apps: Collection[str], hours: Collection[int]) -> float:
    """Return the orders that switching a bank off in these apps and hours saves over ninety days; below 0 where it loses.

    Raises KeyError for a bank or app that doesn't exist.
    """
    if bank not in payments.BANKS or not set(apps) <= set(payments.APPS):
        raise KeyError(bank)
    row = payments.BANKS.index(bank)
    tries, fails = _tries(seed), _fails(seed)
    gave_up = 1 - payments.PAYS_AFTER_ALL
    elsewhere = float(np.dot(np.array(payments.METHOD_WEIGHT), payments.FAILS)) * gave_up
    total = 0.0
    for app in sorted(apps):
        column = payments.APPS.index(app)
        for hour in sorted(set(hours)):
            now = fails[row, column, hour] * gave_up
            total += tries[row, column, hour] * (now - LEAVES - (1 - LEAVES) * elsewhere)
    return float(total)


def lost(seed: int) -> float:
    """Return the orders that the broken route loses in ninety days beyond what its bank loses on other routes."""
    route = payments.broken_route(seed, calendar.DAYS)
    hours = range(route.hour, route.hour + payments.BROKEN_HOURS)
    usual = _usual(seed)[route.bank]
    gave_up = 1 - payments.PAYS_AFTER_ALL
    return float(sum(_tries(seed)[route.bank, route.app, hour] * (route.fails - usual) * gave_up for hour in hours))


def _tries(seed: int) -> np.ndarray:
    """Return the first attempts of ninety days by bank, app and hour."""
    by_hour = np.array(parameters.settings("market")["season"]["hour"], dtype=float)
    shares = np.multiply.outer(np.multiply.outer(payments.BANK_WEIGHT, payments.APP_WEIGHT), by_hour / by_hour.sum())
    return shares * ON_PHONES * calendar.ORDERS_PER_DAY * DAYS


def _usual(seed: int) -> np.ndarray:
    """Return how often each bank's attempts fail where nothing is broken."""
    factor = between(stream(seed, "payment_attempts", 1).random(len(payments.BANKS)), *payments.BANK_FACTOR)
    return float(np.dot(payments.METHOD_WEIGHT, payments.FAILS)) * factor


def _fails(seed: int) -> np.ndarray:
    route = payments.broken_route(seed, calendar.DAYS)
    fails = np.broadcast_to(_usual(seed)[:, None, None], (len(payments.BANKS), len(payments.APPS), 24)).copy()
    fails[route.bank, route.app, route.hour : route.hour + payments.BROKEN_HOURS] = route.fails
    return fails
