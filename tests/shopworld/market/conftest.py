"""Seasons that several tests read."""

import pytest

from shopworld.market import policies
from shopworld.market.play import play_arrays
from shopworld.market.scenario import scenario

SEEDS = range(30)


@pytest.fixture(scope="session")
def thirty():
    """Thirty seasons of thirty worlds."""
    return [scenario("season", seed) for seed in SEEDS]


@pytest.fixture(scope="session")
def naive(thirty):
    """The naive shop in each of them."""
    return play_arrays(policies.naive_arrays, thirty)


@pytest.fixture(scope="session")
def sensible(thirty):
    """The careful shop in each of them."""
    return play_arrays(policies.sensible_arrays, thirty)
