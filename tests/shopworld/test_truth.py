"""What was planted can be found by the taught method and not by the naive one, in worlds that nobody has looked at."""

import pytest

from shopworld import truth
from shopworld.world import World

SEEDS = tuple(range(9_001, 9_021))
NAIVE_MUST_MISS = 18
TIERS = ("tiny", "course")


def _gaps(tier: str) -> dict[str, list[tuple[float, float]]]:
    """By phenomenon: how far the naive and the taught figure are from the truth, in tolerances, seed by seed."""
    wanted = [p for p in truth.registry().values() if p.tier == tier]
    gaps: dict[str, list[tuple[float, float]]] = {p.id: [] for p in wanted}
    for seed in SEEDS:
        world = World(seed, tier)
        for p in wanted:
            true = p.estimand(world)
            gaps[p.id].append((abs(p.naive(world) - true) / p.tolerance, abs(p.taught(world) - true) / p.tolerance))
    return gaps


@pytest.fixture(scope="module", params=TIERS)
def gaps(request) -> dict[str, list[tuple[float, float]]]:
    return _gaps(request.param)


def test_the_taught_method_recovers_what_was_planted(gaps):
    missed = {name: [round(taught, 2) for _, taught in rows if not taught <= 1] for name, rows in gaps.items()}
    assert {name: rows for name, rows in missed.items() if rows} == {}


def test_the_naive_method_misses_it(gaps):
    lucky = {name: sum(naive > 1 for naive, _ in rows) for name, rows in gaps.items()}
    assert {name: count for name, count in lucky.items() if count < NAIVE_MUST_MISS} == {}


def test_every_phenomenon_names_tables_that_there_are():
    from shopworld import schema

    for phenomenon in truth.registry().values():
        assert set(phenomenon.tables) <= set(schema.tables()), phenomenon.id
        assert phenomenon.tier in TIERS and phenomenon.question.endswith(("?", "."))
