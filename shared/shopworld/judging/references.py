"""The strong reference: the best that a search finds for a season among careful ways to run it.

The search knows the season that it searches (it may try the same ninety days again and again), which nobody who runs a shop can; so it is
called the clairvoyant reference, and to reach a part of the way to it is good. Cross-entropy method (Rubinstein 1999) over the
careful policy's knobs, from draws of its own, so that it finds the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import normal
from shopworld.judging.record import Record
from shopworld.judging.seasons import by_arrays
from shopworld.market.policies import KNOBS, USUAL, naive_arrays, sensible_arrays
from shopworld.market.rules import rules
from shopworld.market.scenario import Scenario, scenario
from shopworld.seeds import stream

STORED = "references"


@dataclass(frozen=True)
class Reference:
    """What a season's score is measured with. Profits in yuan; `knobs` are those of the best way found."""

    season: str
    seed: int
    naive: float
    best: float
    knobs: dict[str, float]
    rounds: int
    tries: int
    version: str


def reference(season: str, seed: int) -> Reference:
    """Return a season's reference: the stored one of this market, else searched for (some seconds)."""
    return known().get((season, seed)) or search(season, seed)


def known(stored: pd.DataFrame | None = None) -> dict[tuple[str, int], Reference]:
    """Return the stored references that belong to this version of the market, by season and seed: ours, or those of a table."""
    stored = parameters.table(STORED) if stored is None else stored
    rows = stored[stored["version"].astype(str) == rules().version]
    return {
        (row["season"], int(row["seed"])): Reference(
            season=row["season"],
            seed=int(row["seed"]),
            naive=float(row["naive"]),
            best=float(row["best"]),
            knobs={name: float(row[name]) for name in KNOBS},
            rounds=int(row["rounds"]),
            tries=int(row["tries"]),
            version=str(row["version"]),
        )
        for _, row in rows.iterrows()
    }


def table(references: Sequence[Reference]) -> pd.DataFrame:
    """Return references as the table that is stored: one row a season, the knobs in columns of their own."""
    rows = [
        {"season": one.season, "seed": one.seed, "naive": one.naive, "best": one.best}
        | one.knobs
        | {"rounds": one.rounds, "tries": one.tries, "version": one.version}
        for one in references
    ]
    return pd.DataFrame(rows)


@lru_cache(maxsize=512)
def search(season: str, seed: int) -> Reference:
    """Return the best way that the search finds for one season, never worse than the careful policy as it is."""
    judging, one = rules().judging, scenario(season, seed)
    low = np.array([least for _, least, _ in KNOBS.values()])
    high = np.array([most for _, _, most in KNOBS.values()])
    usual = np.array(list(USUAL.values()))
    middle, spread = usual, (high - low) / 4
    best, best_knobs = -np.inf, usual
    for turn in range(judging.search_rounds):
        draws = normal(stream(seed, "season_search", turn).random((judging.search_tries, len(KNOBS))))
        tried = np.clip(np.round(middle + spread * draws, 6), low, high)
        tried[0] = usual if turn == 0 else best_knobs
        profits = np.array([record.profit for record in _run(one, tried)])
        order = np.argsort(-profits, kind="stable")
        if profits[order[0]] > best:
            best, best_knobs = float(profits[order[0]]), tried[order[0]]
        kept = tried[order[: judging.search_kept]]
        middle, spread = np.round(kept.mean(axis=0), 9), np.round(kept.std(axis=0) + (high - low) * 0.01, 9)
    naive = by_arrays(naive_arrays, [one])[0].profit
    knobs = dict(zip(KNOBS, (float(value) for value in best_knobs), strict=True))
    return Reference(season, seed, naive, best, knobs, judging.search_rounds, judging.search_tries, rules().version)


def _run(one: Scenario, tried: np.ndarray) -> Sequence[Record]:
    knobs = {name: tried[:, position] for position, name in enumerate(KNOBS)}
    return by_arrays(lambda view: sensible_arrays(view, knobs), [replace(one) for _ in tried])
