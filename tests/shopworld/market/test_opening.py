"""A season can begin from a set-up that the platform approved, on that platform's terms."""

import re
from types import SimpleNamespace

import pytest

from shopworld import schema
from shopworld.market import policies
from shopworld.market.opening import approved
from shopworld.market.play import play_arrays
from shopworld.market.scenario import scenario
from shopworld.market.state import start
from shopworld.world import World

TABLES = (
    "platform_fees",
    "platform_steps",
    "categories",
    "licence_rules",
    "licences_held",
    "courier_rates",
    "supplier_quotes",
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder, world = tmp_path_factory.mktemp("shop"), World(5, "tiny")
    for name in TABLES:
        text = schema.to_text(world[name], schema.tables()[name])
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return SimpleNamespace(**{name: schema.read(folder, name) for name in TABLES})


def application(shop, platform, **changes):
    fees = shop.platform_fees.set_index("platform")
    papers = "; ".join(shop.platform_steps.loc[shop.platform_steps["platform"] == platform, "papers"]).split("; ")
    remote = shop.courier_rates["remote"] == "yes"
    freight = shop.courier_rates[["province"]].assign(
        first_fee=shop.courier_rates["first_kg"].where(remote, 0.0),
        next_fee=shop.courier_rates["next_kg"].where(remote, 0.0),
    )
    form = {
        "shop_name": "Lantern Lane Home", "platform": platform, "company": True,
        "papers": sorted(set(papers) - {"none", "category licences"}), "category": "yoga_mats", "licences": [],
        "freight": freight, "deposit": fees.at[platform, "deposit"], "account": "company",
        "title": "Yoga mats 瑜伽垫 6 mm", "price": 119.0, "stock": 200, "ship_hours": 24,
    }  # fmt: skip
    return {**form, **changes}


def test_the_terms_are_the_platforms(shop):
    terms = approved(application(shop, "Taobao"), shop)
    fees = shop.platform_fees.set_index("platform").loc["Taobao"]
    assert terms.commission == round(fees["commission"] * 10_000)
    assert terms.deposit == round(fees["deposit"] * 100)
    assert terms.ship_hours == 24


def test_a_refused_set_up_opens_no_shop(shop):
    words = re.escape("The set-up was refused, so there is no shop to open: ") + ".*The shop has no name."
    with pytest.raises(ValueError, match=words):
        approved(application(shop, "Taobao", shop_name=""), shop)


def test_terms_change_the_money_and_not_the_luck(shop):
    terms = approved(application(shop, "Taobao"), shop)
    usual, opened = scenario("season", 3), scenario("season", 3, terms)
    assert (usual.daily.searches == opened.daily.searches).all()
    assert start([opened]).cash[0] == start([usual]).cash[0] - terms.deposit - terms.annual_fee * 90 // 365
    season = play_arrays(policies.naive_arrays, [opened])
    assert sum(report.book[0] for report in season.reports)[15] == terms.deposit


def test_the_deposit_comes_back_at_the_close(shop):
    terms = approved(application(shop, "Taobao"), shop)
    free = type(terms)(terms.commission, terms.payment, 0, terms.annual_fee, terms.ship_hours)
    bound = type(terms)(terms.commission, terms.payment, 100_000, terms.annual_fee, terms.ship_hours)
    one, other = (play_arrays(policies.nothing_arrays, [scenario("season", 3, opened)]) for opened in (free, bound))
    assert one.profit[0] == other.profit[0]
