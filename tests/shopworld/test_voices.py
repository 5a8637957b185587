"""Reviews and questions: they hang on lines that arrived, say what is wrong with the goods, and hold what was planted."""

import pandas as pd
import pytest

from shopworld import parameters
from shopworld.service import reviews, voices


@pytest.fixture(scope="module")
def written(year):
    return year["reviews"].merge(year["order_lines"], on="line_id", suffixes=("", "_line"))


@pytest.fixture(scope="module")
def known(year):
    return reviews.drawn(year.seed, year.chain, year["shipments"])


def test_a_review_belongs_to_its_line_and_comes_after_the_parcel(year, written):
    assert len(written) == len(year["reviews"])
    assert (written["order_id"] == written["order_id_line"]).all() and (written["sku"] == written["sku_line"]).all()
    arrived = year["shipments"].set_index("order_id")["delivered_at"]
    assert (written["written_at"] >= written["order_id"].map(arrived)).all()
    assert written["stars"].between(1, 5).all()
    for later in ("follow_up_at", "reply_at"):
        assert (written[later].dropna() > written["written_at"][written[later].notna()]).all()


def test_few_write_and_the_stars_look_like_a_j(year, known):
    assert 0.04 < len(known) / year["order_lines"]["order_id"].isin(year["shipments"]["order_id"]).sum() < 0.08
    honest = known[~known["paid_for"] & ~known["hostile"]]
    share = honest["stars"].value_counts(normalize=True)
    assert share[5] > 0.65 and share[1] > share[2] > share[3] and 4.3 < honest["stars"].mean() < 4.8


def test_complaints_name_the_flaw_of_the_product_more_than_anything_else(year, known):
    flaw = voices.flaws(year.seed)
    product = year["products"].set_index("sku")["product"]
    angry = known[(known["stars"] <= 3) & ~known["hostile"]]
    named = angry["theme"] == angry["sku"].map(product).map(flaw)
    assert 0.55 < named.mean() < 0.85


def test_every_product_has_a_flaw_that_suits_it_and_worlds_differ():
    rows = {theme.theme: theme for theme in voices.themes("review_themes")}
    worlds = [voices.flaws(seed) for seed in range(8)]
    for world in worlds:
        assert all(rows[theme].mood == "bad" and voices.suits(rows[theme], code) for code, theme in world.items())
    assert len({tuple(world.values()) for world in worlds}) == len(worlds)


def test_texts_are_whole_and_counting_words_is_a_trap(year):
    for table in ("reviews", "product_questions"):
        texts = pd.concat([year[table]["text_zh"], year[table]["text_en"]])
        assert (texts.str.len() > 1).all() and not texts.str.contains(r"[{}|]").any()
    smell = year["reviews"][year["reviews"]["text_en"].str.contains("smell", case=False)]
    assert (smell["stars"] == 5).any() and (smell["stars"] <= 3).any()


def test_paid_posters_praise_at_length_with_a_photo(known):
    posters, others = known[known["paid_for"]], known[~known["paid_for"]]
    assert (posters["stars"] == 5).all() and posters["has_photo"].mean() > 0.85
    assert (posters["text_zh"].str.len() > 80).mean() > 0.9 and (others["text_zh"].str.len() > 80).mean() < 0.12


def test_the_attack_is_one_article_in_a_day_and_a_half(known):
    hostile = known[known["hostile"]]
    assert hostile["sku"].nunique() == 1 and (hostile["stars"] == 1).all() and len(hostile) >= 5
    assert hostile["written_at"].max() - hostile["written_at"].min() < pd.Timedelta("36h")


def test_questions_are_asked_about_goods_and_answered_afterwards(tiny):
    asked = tiny["product_questions"]
    assert asked["sku"].isin(tiny["products"]["sku"]).all()
    answered = asked["answered_by"] != ""
    assert (asked["answered_at"].notna() == answered).all()
    assert (asked["answered_at"][answered] > asked["asked_at"][answered]).all()


def test_every_theme_suits_products_that_there_are():
    codes = set(parameters.table("products")["product"])
    for name in ("review_themes", "question_themes"):
        for theme in voices.themes(name):
            assert theme.products == "all" or set(theme.products.split()) <= codes, theme.theme
            assert len(theme.en.split("|")) == len(theme.zh.split("|"))
