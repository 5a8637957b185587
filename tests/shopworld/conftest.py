"""One tiny world for the tests that only read it."""

import pytest

from shopworld import history
from shopworld.world import World

TINY_SEED = 5


@pytest.fixture(scope="session")
def tiny():
    """Every table of a tiny world, money in fen."""
    return history.build(TINY_SEED, "tiny")


@pytest.fixture(scope="session")
def year():
    """A world with a whole year, whose tables are made as they are asked for."""
    return World(TINY_SEED, "course")
