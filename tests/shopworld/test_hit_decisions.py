"""The judges of module 04: the same for the same seed, kind to who measured, and not to be had by a trick."""

import numpy as np
import pytest

from shoplab.shrink import shrunk
from shopworld.decisions import price_ladder, three_hits
from shopworld.goods import products
from shopworld.launching import trials

SEEDS = tuple(range(10, 22))
TRICKS = {
    "list price": (1.0, 1.0, 1.0, 0.9, 1.0),
    "a little off": (0.95, 0.95, 1.0, 0.85, 1.0),
    "a tenth off": (0.9, 0.9, 1.0, 0.81, 1.0),
    "a fifth off in the sale": (1.0, 1.0, 1.0, 0.8, 1.0),
    "a tenth off everywhere": (0.9, 0.9, 0.9, 0.81, 0.9),
}


def rates_and_margin(seed: int) -> tuple:
    known = trials.items(seed).set_index("item")
    seen = trials.daily(seed).groupby("item")[["impressions", "clicks", "preorders"]].sum()
    return seen, (known["price"] - known["unit_cost"]) / 100, known


def picks(seed: int) -> dict[str, tuple[list[str], float]]:
    """What people hand in: three articles and a promise, by the way they ranked."""
    seen, margin, known = rates_and_margin(seed)
    click, order = seen["clicks"] / seen["impressions"], seen["preorders"] / seen["clicks"]
    raw = 60_000 * click * order * 0.91 * margin
    believed = 60_000 * shrunk(seen["clicks"], seen["impressions"]) * shrunk(seen["preorders"], seen["clicks"])
    believed = believed * 0.91 * margin
    ranks = {"shrunk": believed, "raw money": raw, "raw rate": order, "clicks": click, "dearest": known["price"]}
    ranks |= {"margin": margin}
    promise = {name: raw if name.startswith("raw") else believed for name in ranks}
    return {
        name: (rank.nlargest(3).index.tolist(), float(promise[name][rank.nlargest(3).index].sum()))
        for name, rank in ranks.items()
    } | {"first three": (["T01", "T02", "T03"], float(believed[["T01", "T02", "T03"]].sum()))}


def test_shrunk_money_is_the_best_way_and_the_naive_one_the_worst_of_the_sensible() -> None:
    worth = {name: np.array([three_hits.value(seed, *picks(seed)[name]) for seed in SEEDS]) for name in picks(1)}
    assert (worth["shrunk"] > worth["raw rate"]).all()
    assert all(worth["shrunk"].mean() > values.mean() for name, values in worth.items() if name != "shrunk")
    span = worth["shrunk"] - worth["raw rate"]
    for name in ("clicks", "dearest", "margin", "first three", "raw money"):
        assert np.median((worth[name] - worth["raw rate"]) / span) < 0.95, name


def test_a_promise_is_paid_for_both_ways() -> None:
    items = ["T01", "T05", "T09"]
    came = three_hits.earned(7, items)
    assert three_hits.value(7, items, came) == pytest.approx(came)
    assert (
        three_hits.value(7, items, came + 1000) == three_hits.value(7, items, came - 1000) == pytest.approx(came - 300)
    )
    with pytest.raises(KeyError):
        three_hits.earned(7, ["T99"])


def hit(seed: int) -> tuple[float, float]:
    goods = products.skus(seed)
    row = goods.loc[goods["popularity"].where(goods["planned_role"] == "profit").idxmax()]
    return row["price"] / 100, row["cost"] / 100


def ladder(list_price: float, parts: tuple[float, ...]) -> dict[str, float]:
    prices = {name: np.floor(part * list_price) for name, part in zip(price_ladder.STEPS, parts, strict=True)}
    lowest = min(prices[name] for name in price_ladder.BEFORE)
    return prices | {price_ladder.EVENT: min(prices[price_ladder.EVENT], np.floor(price_ladder.BELOW * lowest))}


def scores(seed: int) -> dict[str, float]:
    """How far each ladder gets from the habit's to the best one, with this seed's buyers."""
    list_price, cost = hit(seed)
    true = price_ladder.elasticity(seed)

    def left(prices: dict[str, float]) -> float:
        return price_ladder.earned(prices, list_price, cost, 20.0, true)

    habit = left(ladder(list_price, (0.9, 0.8, 1.0, 0.7, 0.8)))
    best = left(price_ladder.best(list_price, cost, 20.0, true))
    found = {name: left(ladder(list_price, parts)) for name, parts in TRICKS.items()}
    found |= {"measured": left(price_ladder.best(list_price, cost, 20.0, true + 0.15))}
    found |= {"old ma": left(price_ladder.best(list_price, cost, 20.0, 0.2))}
    return {name: (value - habit) / (best - habit) for name, value in found.items()}


def test_no_fixed_ladder_does_what_measuring_does() -> None:
    by_seed = [scores(seed) for seed in SEEDS]
    measured = np.array([one["measured"] for one in by_seed])
    assert measured.min() > 0.9
    for name in (*TRICKS, "old ma"):
        values = np.array([one[name] for one in by_seed])
        assert (values <= 1 + 1e-9).all(), name
        assert values.mean() < 0.85 and values.min() < 0.7, name


def test_a_sale_that_is_not_a_tenth_below_has_no_crowd() -> None:
    prices = {"presale": 90.0, "launch": 80.0, "everyday": 100.0, "flash sale": 72.0, "after": 100.0}
    assert price_ladder.admitted(prices)
    late = prices | {"flash sale": 73.0}
    assert not price_ladder.admitted(late)
    assert price_ladder.earned(late, 100, 40, 10, 2.0) < price_ladder.earned(prices, 100, 40, 10, 2.0)


def test_the_best_ladder_is_admitted_and_no_neighbour_beats_it() -> None:
    for own in (1.2, 2.1, 3.0):
        found = price_ladder.best(100, 42, 10, own)
        assert price_ladder.admitted(found)
        top = price_ladder.earned(found, 100, 42, 10, own)
        for name in price_ladder.STEPS:
            for step in (-1, 1):
                other = found | {name: min(found[name] + step, 100.0)}
                if price_ladder.admitted(other):
                    assert price_ladder.earned(other, 100, 42, 10, own) <= top + 1e-6
