"""Risk signals convict only together; promotion texts are judged by the price log and by the words' context."""

import numpy as np
import pandas as pd

from shopworld.offers import campaign_copy
from shopworld.risk import risk_register
from shopworld.truth import brushing_rings


def test_every_paid_order_has_its_signals(tiny):
    paid = tiny["orders"].loc[tiny["orders"]["paid_at"].notna(), "order_id"]
    assert tiny["order_signals"]["order_id"].tolist() == paid.tolist()
    assert (tiny["order_signals"]["rivals_viewed"] <= tiny["order_signals"]["pages"]).all()


def test_no_single_sign_tells_a_ring(year):
    """Of the orders that show a sign, honest ones are many, or the ring's orders without it are."""
    found = brushing_rings.signs(year)
    fake = pd.Series(year.chain.ring >= 0, index=year["orders"]["order_id"]).reindex(found.index)
    for sign in found:
        rightly = (found[sign] & fake).sum()
        assert 2 * rightly / (found[sign].sum() + fake.sum()) < 0.87, sign


def test_groups_of_honest_buyers_share_something_and_are_not_named(year):
    found = brushing_rings.signs(year)
    group = pd.Series(year.chain.group >= 0, index=year["orders"]["order_id"]).reindex(found.index)
    assert found.loc[group, "address"].mean() > 2 * found.loc[~group, "address"].mean()
    assert (found.loc[group].sum(axis=1) >= brushing_rings.SIGNS).mean() < 0.15


def test_the_price_audit_follows_from_the_price_log(year):
    texts, verdict = campaign_copy.table(year.seed, year.days), campaign_copy.verdicts(year.seed, year.days)
    log = year["price_log"].sort_values("valid_from")
    for days, column in [(7, "over_7"), (30, "over_30")]:
        asked = texts.loc[texts.index.repeat(days), ["copy_id", "sku", "published_at", "was_price"]].reset_index(
            drop=True
        )
        asked["day"] = asked["published_at"] - pd.to_timedelta(asked.groupby("copy_id").cumcount() + 1, unit="D")
        known = pd.merge_asof(asked.sort_values("day"), log, left_on="day", right_on="valid_from", by="sku")
        lowest = known.groupby("copy_id")["price"].min().reindex(verdict["copy_id"]).to_numpy()
        assert ((texts["was_price"] > lowest) == verdict[column]).all(), column


def test_a_bare_was_is_judged_by_seven_days_and_a_named_basis_by_itself(year):
    texts, verdict = campaign_copy.table(year.seed, year.days), campaign_copy.verdicts(year.seed, year.days)
    bare = texts["named_basis"] == ""
    assert (verdict.loc[bare, "price_claim_false"] == verdict.loc[bare, "over_7"]).all()
    thirty = texts["named_basis"] == "lowest of 30 days"
    assert (verdict.loc[thirty, "price_claim_false"] == verdict.loc[thirty, "over_30"]).all()
    assert (texts["was_price"] > texts["price"]).all()
    assert 0.1 < verdict["price_claim_false"].mean() < 0.7


def test_the_word_for_most_is_found_in_lawful_texts_too(year):
    texts, verdict = campaign_copy.table(year.seed, year.days), campaign_copy.verdicts(year.seed, year.days)
    most = texts["text_zh"].str.contains("最")
    assert (most & verdict["forbidden_words"]).any() and (most & verdict["exception"]).any()
    assert (verdict["forbidden_words"] & ~most).any()
    assert not (verdict["forbidden_words"] & verdict["exception"]).any()


def test_risks_cost_what_the_model_says_on_the_average():
    kept, expected = [], []
    for seed in range(40):
        frame = risk_register.table(seed)
        kept.append(frame[["loss_2023", "loss_2024", "loss_2025"]].sum().sum() / 3)
        expected.append(risk_register.expected_loss(seed).sum())
        assert ((frame["cases_2025"] == 0) == (frame["loss_2025"] == 0)).all()
    assert abs(np.sum(kept) / np.sum(expected) - 1) < 0.15


def test_disputes_are_about_orders_that_were_paid(year):
    cases = year["disputes"].merge(year["orders"], on="order_id")
    assert len(cases) == len(year["disputes"]) and cases["paid_at"].notna().all()
    assert (cases["opened_at"] > cases["paid_at"]).all() and (cases["amount"] <= cases["paid"]).all()
    assert set(cases["kind"]) == {"refund refused", "parcel missing", "extortion", "false claim"}
