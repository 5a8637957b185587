"""One tiny world for the tests that only read it."""

import pytest

from shopworld import history

TINY_SEED = 5


@pytest.fixture(scope="session")
def tiny():
    """Every table of a tiny world, money in fen."""
    return history.build(TINY_SEED, "tiny")
