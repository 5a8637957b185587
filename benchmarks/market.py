"""The market: how fast a season runs, alone and beside others, and what three ways of running a shop earn.

The peers are the same market run season after season, and the choice of one day written as loops over segments and rivals.
"""

from __future__ import annotations

import math
import resource
import time
from collections.abc import Callable

import numpy as np

from benchmarks.measure import Cost
from shopworld.market import choice, policies
from shopworld.market.play import Season, play, play_arrays
from shopworld.market.rules import rules
from shopworld.market.scenario import Facts, Scenario, scenario
from shopworld.market.state import start

SEEDS = 100
ALONE = 10
DAYS = "{what:<58}{rate:>9,.0f} shop-days a second on one processor"
EARNS = "{name}: mean ¥{mean:,.0f}, spread ¥{spread:,.0f}, least ¥{least:,.0f}, most ¥{most:,.0f}"
ECONOMY = (
    "careful ÷ naive {ratio:.2f}; coefficient of variation {variation:.2f}; careful ahead in {wins} of {seeds} worlds"
)


def run() -> list[str]:
    """Measure single seasons, a hundred side by side and one after another, and the choice in loops; return the lines."""
    play_arrays(policies.naive_arrays, [scenario("season", 999_999)])  # reads the parameters, once a process
    fresh = [_cost(lambda seed=seed: _season(1_000 + seed)) for seed in range(ALONE)]
    seasons = [scenario("season", seed) for seed in range(SEEDS)]
    plain = [_cost(lambda one=one: play(policies.naive, one)) for one in seasons[:ALONE]]
    after_another = _cost(lambda: [play_arrays(policies.naive_arrays, [one]) for one in seasons[:ALONE]])
    side_by_side = _cost(lambda: play_arrays(policies.naive_arrays, seasons))
    days = seasons[0].days
    state = start(seasons[:1])
    ours = _cost(lambda: [_choice(state.facts, state.rival_price) for _ in range(days)])
    loops = _cost(lambda: [_choice_in_loops(seasons[0].facts) for _ in range(days)])
    return [
        _usual(fresh).row("one season of 90 days, its world made first"),
        _usual(plain).row("the same, a policy on plain data, every plan validated"),
        side_by_side.row(f"{SEEDS} seasons side by side, a season", SEEDS),
        after_another.row("peer: the same market, season after season, a season", ALONE),
        DAYS.format(what=f"{SEEDS} seasons side by side", rate=SEEDS * days / side_by_side.cpu),
        DAYS.format(what="peer: season after season", rate=ALONE * days / after_another.cpu),
        ours.row("the choice of 90 days, one shop"),
        loops.row("peer: the same choice in plain loops"),
        *_economy(seasons),
    ]


def _season(seed: int) -> Season:
    return play_arrays(policies.naive_arrays, [scenario("season", seed)])


def _cost(work: Callable[[], object]) -> Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(time.perf_counter() - wall, time.process_time() - cpu, memory)


def _usual(costs: list[Cost]) -> Cost:
    """Return the run with the median processor time."""
    return sorted(costs, key=lambda one: one.cpu)[len(costs) // 2]


def _choice(facts: Facts, rival_price: np.ndarray) -> np.ndarray:
    paid = choice.paid_price(facts.list_price, np.zeros(facts.list_price.shape))
    return choice.conversion(paid, np.full(facts.list_price.shape, 4.6), np.zeros(1), rival_price, facts)


def _choice_in_loops(facts: Facts) -> list[list[float]]:
    """Return the same shares as `choice.conversion`, an item, a segment and a rival at a time."""
    rule = rules().choice
    shares = []
    for i, price in enumerate(facts.list_price):
        market = facts.market_price[i] + choice.postage(facts.market_price[i])
        row = []
        for elasticity in facts.elasticity[i]:
            log = math.log(max(price + choice.postage(price), rule.least_price * facts.unit_cost[i]) / market)
            own = math.exp(facts.appeal[i] - elasticity * log - rule.patience * max(log, 0) ** 2)
            theirs = 0.0
            for rival, appeal in zip(facts.rival_price[i], facts.rival_appeal[i], strict=True):
                theirs += math.exp(appeal - elasticity * math.log((rival + choice.postage(rival)) / market))
            row.append(own / (own + theirs + math.exp(rule.outside)))
        shares.append(row)
    return shares


def _economy(seasons: list[Scenario]) -> list[str]:
    ways = {
        "doing nothing": policies.nothing_arrays,
        "the naive shop": policies.naive_arrays,
        "the careful shop": policies.sensible_arrays,
    }
    earned = {name: play_arrays(way, seasons).profit / 100 for name, way in ways.items()}
    naive, careful = earned["the naive shop"], earned["the careful shop"]
    return [
        *(
            EARNS.format(name=name, mean=one.mean(), spread=one.std(), least=one.min(), most=one.max())
            for name, one in earned.items()
        ),
        ECONOMY.format(
            ratio=careful.mean() / naive.mean(),
            variation=careful.std() / careful.mean(),
            wins=int((careful > naive).sum()),
            seeds=len(seasons),
        ),
    ]
