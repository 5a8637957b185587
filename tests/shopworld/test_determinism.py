"""The same seed gives the same bytes; another seed gives another shop; a new table changes no other."""

import numpy as np
import pandas as pd
import pytest

from shopworld import draws, history, schema, seeds
from shopworld.goods import products
from shopworld.world import World

GOLDEN_TINY = "fd5db79650ac9bda200ee906b2952ad23b6286f1f1559f5a43be70e1f3293e43"


def test_the_tiny_shop_has_its_golden_hash(tmp_path):
    assert history.write(tmp_path / "shop", 5, "tiny").digest == GOLDEN_TINY


def test_tables_are_alike_in_whatever_order_they_are_asked_for(tiny):
    world = World(5, "tiny")
    for name in reversed(schema.tables()):
        pd.testing.assert_frame_equal(world[name], tiny[name], obj=name)


def test_a_table_made_alone_is_the_same_as_among_all(tiny):
    for name in ("settlement", "shipments", "reviews", "ad_daily", "audit_log"):
        pd.testing.assert_frame_equal(World(5, "tiny")[name], tiny[name], obj=name)


def test_what_is_remembered_can_be_changed_without_harm():
    frame = products.skus(5)
    frame["price"] = 0
    assert (products.skus(5)["price"] > 0).all()
    prices = products.daily_prices(5)
    prices[:] = 0
    assert (products.daily_prices(5) > 0).all()


def test_a_remembered_table_refuses_a_seed_that_looks_like_another():
    products.skus(1)
    with pytest.raises(ValueError, match="A world's seed is a whole number"):
        products.skus(True)


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        history.write(tmp_path / name, 5, "tiny")
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*") if p.is_file())
    assert len(files) > 28
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


# Names, days and rules that hold in every shop; two page parts may coincide.
FACTS = {
    "calendar", "categories", "freight_zones", "keywords", "listing_attributes", "page_colours", "post_needs",
    "right_packages", "role_needs",
}  # fmt: skip


def test_another_seed_gives_another_shop(tiny):
    other = history.build(6, "tiny")
    assert {name for name, table in tiny.items() if table.equals(other[name])} <= FACTS


def test_a_secret_seed_of_128_bits_works():
    assert len(history.build(2**127 + 11, "tiny")["orders"]) > 500


def test_purposes_have_their_own_numbers_and_streams():
    assert len(set(seeds.PURPOSES.values())) == len(seeds.PURPOSES)
    first = {name: seeds.stream(1, name).random() for name in seeds.PURPOSES}
    assert len(set(first.values())) == len(first)


def test_a_day_is_drawn_alike_whatever_is_drawn_before_it():
    alone = seeds.stream(1, "orders", 40).random(3)
    seeds.stream(1, "orders", 39).random(1000)
    assert (seeds.stream(1, "orders", 40).random(3) == alone).all()


@pytest.mark.parametrize("seed", [-1, 1.5, "7", None, True])
def test_a_seed_that_is_no_whole_number_is_refused(seed):
    with pytest.raises(ValueError, match=r"A world's seed is a whole number, 0 or more; this one is"):
        seeds.stream(seed, "orders")


def test_draws_have_the_distribution_they_promise():
    u = np.random.default_rng(0).random(200_000)
    z = draws.normal(u)
    assert abs(z.mean()) < 0.01 and abs(z.std() - 1) < 0.01
    assert abs(np.median(draws.lognormal(u, 0.5)) - 1) < 0.01
    assert abs(draws.counts(u, np.full(u.shape, 40.0)).mean() - 40) < 0.1
    shares = np.bincount(draws.pick(u, np.array([1, 2, 1])), minlength=3) / len(u)
    assert np.allclose(shares, [0.25, 0.5, 0.25], atol=0.01)


def test_pick_never_chooses_what_has_no_weight():
    edges = np.array([0.0, 0.2499999, 0.5, 0.999999999])
    assert set(draws.pick(edges, np.array([0, 1, 0, 1]))) == {1, 3}
