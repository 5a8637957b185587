"""The set-up of a shop is reviewed stage by stage, and every refusal is a sentence that says what to do."""

from types import SimpleNamespace

import pytest

from shopworld import history, schema
from shopworld.trade import setup


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shop")
    history.write(folder / "s", 5, "tiny")
    return SimpleNamespace(**{name: schema.read(folder / "s", name) for name in schema.tables()})


@pytest.fixture
def application(shop):
    """An application that may open."""
    fees = shop.platform_fees.set_index("platform")
    papers = "; ".join(shop.platform_steps.loc[shop.platform_steps["platform"] == "Tmall", "papers"]).split("; ")
    rates = shop.courier_rates
    freight = rates[["province"]].assign(
        first_fee=rates["first_kg"].where(rates["remote"] == "yes", 0.0),
        next_fee=rates["next_kg"].where(rates["remote"] == "yes", 0.0),
    )
    return {
        "shop_name": "Lantern Lane Home",
        "platform": "Tmall",
        "company": True,
        "papers": sorted(set(papers) - {"none", "category licences"}),
        "category": "yoga_mats",
        "licences": [],
        "freight": freight,
        "deposit": fees.at["Tmall", "deposit"],
        "account": "company",
        "title": "Yoga mats 瑜伽垫 6 mm",
        "price": 119.0,
        "stock": 200,
        "ship_hours": 48,
    }


def _reasons(application, shop):
    return [(refusal.stage, refusal.reason) for refusal in setup.review(application, shop)]


def test_a_good_application_opens(application, shop):
    assert _reasons(application, shop) == []
    assert setup.stages_passed([]) == list(setup.STAGES)


@pytest.mark.parametrize(
    ("field", "value", "stage", "words"),
    [
        ("shop_name", "", "registration", "The shop has no name. Choose one of up to 30 characters."),
        ("shop_name", "The Best Lane", "registration", 'The shop\'s name says "best". A name may not claim to be first, best or official.'),
        ("platform", "Tmal", "registration", "There is no platform 'Tmal'. Did you mean Tmall?"),
        ("company", False, "registration", "Tmall takes companies only. Register as a company, or choose a platform for persons."),
        ("papers", ["business licence"], "registration",
         "Tmall asks for papers that are not attached: bank account, brand registration, sales record."),
        ("category", "yoga_mat", "category", "There is no category 'yoga_mat'. Did you mean yoga_mats?"),
        ("category", "power_banks", "category", "power_banks needs the paper ccc, and it can't be had before the opening on 2026-03-01."),
        ("category", "lunch_boxes", "category", "lunch_boxes needs the paper food_contact. Attach it under licences."),
        ("freight", {"all": 6}, "freight template", "A freight template is a table with the columns province, first_fee, next_fee."),
        ("account", "personal", "payment", "Tmall pays companies out to a company account; this one is 'personal'."),
        ("title", "Mats " * 20 + "yoga mats", "first listing", "The title has 109 bytes; 60 are allowed (a Chinese character counts two)."),
        ("title", "第一 yoga mats", "first listing", 'The title says "第一". The Advertising Law forbids absolute claims that can\'t be shown.'),
        ("title", "Soft and thick", "first listing", "The title doesn't say what the goods are: put Yoga mats or 瑜伽垫 into it."),
        ("stock", 0, "first listing", "A first listing needs stock; this one has 0."),
        ("ship_hours", 72, "first listing", "Dispatch within 72 hours is promised; 48 is the longest allowed."),
        ("price", "cheap", "first listing",
         "The fields title, price, stock, ship_hours can't be read. Look at the example and give each in its form."),
        ("stock", None, "first listing", "The field stock is missing. Fill it in."),
    ],
)  # fmt: skip
def test_each_refusal_word_for_word(application, shop, field, value, stage, words):
    assert (stage, words) in _reasons(application | {field: value}, shop)


def test_a_price_below_cost_is_refused(application, shop):
    assert any(
        reason.startswith("At ¥9.00 a piece loses money:") for _, reason in _reasons(application | {"price": 9.0}, shop)
    )


def test_the_deposit_of_another_platform_is_refused(application, shop):
    assert any("asks for a deposit of" in reason for _, reason in _reasons(application | {"deposit": 1000.0}, shop))


def test_free_freight_to_remote_regions_is_refused(application, shop):
    free = application["freight"].assign(first_fee=0.0, next_fee=0.0)
    ((stage, reason),) = _reasons(application | {"freight": free}, shop)
    assert stage == "freight template" and "is remote: a parcel of 2 kg costs" in reason
    assert reason.endswith("Charge remote regions at least 60% of the courier's price.")


def test_a_template_with_a_gap_or_a_double_is_refused(application, shop):
    gap = application["freight"].query("province != 'Tibet'")
    assert _reasons(application | {"freight": gap}, shop)[0][1] == (
        "The template leaves out 1 provinces, Tibet among them. Every region needs a row."
    )
    double = application["freight"].iloc[[0, *range(31)]]
    assert "twice. One row a province." in _reasons(application | {"freight": double}, shop)[0][1]


@pytest.mark.parametrize(
    "junk", [None, 3, "shop", [], {}, {"freight": 3}, {"papers": 7, "category": [], "platform": {}}]
)
def test_junk_is_refused_and_never_raises(junk, shop):
    assert setup.review(junk, shop)
