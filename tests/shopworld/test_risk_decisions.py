"""Decisions about risk: the judges know what was planted, and no cheap trick earns what the method earns."""

from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from shopworld.decisions import click_claim, held_orders
from shopworld.risk.signs import EARLY, LATE, signs
from shopworld.world import World

SEEDS = (3, 618)


@lru_cache(maxsize=2)
def shown(seed: int) -> tuple[pd.DataFrame, pd.Series]:
    """Every paid order's signs, and which orders are false."""
    world = World(seed, "course")
    found = signs(world.__getitem__)
    false = pd.Series(world.chain.ring >= 0, index=world["orders"]["order_id"])
    return found, false.reindex(found.index)


def rules(seed: int) -> dict[str, pd.DataFrame]:
    """Ways to choose whom to hold, from what a shop can see."""
    found = shown(seed)[0]
    found = found.assign(proved=found[list(LATE)].sum(axis=1) >= 2)
    kinds = found.groupby(list(EARLY))["proved"].agg(["size", "sum"]).reset_index()
    sign, share = kinds[list(EARLY)], kinds["sum"] / kinds["size"]
    ways = {
        "pays": share * held_orders.SAVES > (1 - share) * held_orders.COSTS,
        "thumb": sign["hurry"],
        "device": sign["device"],
        "device or hurry": sign["device"] | sign["hurry"],
        "address": sign["address"],
        "address and network": sign["address"] & sign["ip"],
        "four signs": sign.sum(axis=1) >= 4,
        "three signs": sign.sum(axis=1) >= 3,
        "all": sign["device"] | True,
    }
    return {name: sign.assign(hold=hold) for name, hold in ways.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_cheap_rule_saves_what_the_combinations_save(seed: int) -> None:
    saved = {name: held_orders.result(seed, rule).yuan for name, rule in rules(seed).items()}
    assert max(saved, key=saved.__getitem__) == "pays"
    assert 0.97 * held_orders.best(seed) <= saved["pays"] <= held_orders.best(seed)
    assert saved["thumb"] < 0.85 * saved["pays"]
    assert saved["address"] < 0 and saved["all"] < 0


def test_a_rule_is_read_row_by_row() -> None:
    nobody = pd.DataFrame(columns=[*EARLY, "hold"])
    assert held_orders.result(3, nobody).yuan == 0
    with pytest.raises(KeyError):
        held_orders.result(3, pd.DataFrame({"hold": [True]}))
    everything = held_orders.combinations(3).reset_index()[list(EARLY)].assign(hold=True)
    came_to = held_orders.result(3, everything)
    assert came_to.hit == came_to.false == held_orders.combinations(3)["false"].sum()
    assert came_to.hit + came_to.hurt == held_orders.combinations(3)["orders"].sum()


def test_a_claim_brings_what_is_due_and_costs_what_is_beyond() -> None:
    seed = SEEDS[0]
    known = click_claim.billed(seed)
    due = click_claim.due(seed)
    assert click_claim.paid(seed, known.placement, "2025-01-01", due) == pytest.approx(due, abs=0.01)
    assert click_claim.paid(seed, known.placement, "2025-01-01", due + 1_000) == pytest.approx(due - 1_000, abs=0.02)
    assert click_claim.paid(seed, known.placement, "2025-01-01", due - 500) == pytest.approx(due - 500, abs=0.01)
    assert click_claim.paid(seed, known.placement, "2025-12-31", due) < 0
    other = "F1" if known.placement != "F1" else "F2"
    assert click_claim.paid(seed, other, "2025-01-01", 100) == -100
    assert np.flatnonzero(known.yuan)[0] >= (known.first - pd.Timestamp("2025-01-01")).days


@pytest.mark.parametrize(("since", "claim"), [("2024-12-31", 1.0), ("2025-02-01", -1.0), ("2025-02-01", float("nan"))])
def test_a_claim_that_is_none_is_refused(since: str, claim: float) -> None:
    with pytest.raises(ValueError):
        click_claim.paid(3, "F1", since, claim)


def test_early_signs_are_there_before_the_parcel_and_late_ones_after() -> None:
    found, false = shown(SEEDS[0])
    assert list(found.columns) == [*EARLY, *LATE]
    assert 0.005 < false.mean() < 0.04
    proved = found[list(LATE)].sum(axis=1) >= 2
    assert false[proved].mean() > 0.95
