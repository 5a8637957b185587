"""Staff, rosters, rights and logs agree with one another, and every planted act is on record."""

import numpy as np
import pandas as pd
import pytest

from shopworld.team import audit, hand_offs, logins, rights, rosters, staff
from shopworld.world import World

SEEDS = range(8)


@pytest.fixture(scope="module", params=[5, 6, 7])
def world(request):
    return World(request.param, "tiny")


def _guilty(world: World) -> pd.DataFrame:
    known = audit.guilty(world.seed, world["refunds"], world["price_log"], world["products"], world.days)
    return known.merge(world["audit_log"], on="log_id", validate="one_to_one")


def test_everybody_with_an_account_is_on_the_staff_and_every_post_has_needs(world):
    people = world["staff"]
    assert set(world["sub_accounts"]["staff_id"]) == set(people["staff_id"])
    assert set(people["post"]) == set(world["role_needs"]["post"])
    assert set(people["post"]) - {"owner"} == set(world["post_needs"]["post"])
    assert people[list(staff.SKILLS)].to_numpy().min() >= 0 and people[list(staff.SKILLS)].to_numpy().max() <= 5


def test_one_account_stayed_open_after_its_holder_left(world):
    both = world["sub_accounts"].merge(world["staff"], on="staff_id")
    orphans = both[both["left"].notna() & both["closed"].isna()]
    assert orphans["staff_id"].tolist() == [staff.leaver(world.seed)[0]]


def test_nobody_works_after_leaving_and_two_stand_in_each_shift_before(world):
    who, day = staff.leaver(world.seed)
    shifts = world["shifts"]
    assert not (shifts.loc[shifts["staff_id"] == who, "date"] > day).any()
    before = shifts[(shifts["date"] <= day) & (shifts["shift"] != "night")]
    assert (before.groupby(["date", "shift"]).size() == 2).all()
    assert set(shifts.query("shift == 'night'")["date"]) == set(world["calendar"].query("sale")["date"])


def test_nobody_packs_or_reviews_after_leaving(world):
    who, day = staff.leaver(world.seed)
    done = world["order_events"]
    late = done[(done["actor"] == who) & (done["at"] > day + pd.Timedelta(days=4))]
    assert not len(late) and done["actor"].isin(["E15", "E16"]).any()


def test_rights_are_too_many_here_and_missing_there(world):
    needed = world["sub_accounts"].merge(world["role_needs"], left_on="role", right_on="post")
    needed = needed[needed["closed"].isna()]
    want = set(zip(needed["account"], needed["right"], strict=True))
    have = set(zip(world["rights"]["account"], world["rights"]["right"], strict=True))
    assert len(have - want) == rights.EXTRAS and len(want - have) == rights.MISSING
    assert set(world["role_needs"]["right"]) <= set(world["right_packages"]["right"])


def test_the_log_s_accounts_exist_and_its_refunds_are_the_refunds(world):
    acts = world["audit_log"]
    assert acts["account"].isin(world["sub_accounts"]["account"]).all() and acts["at"].is_monotonic_increasing
    approved = acts.query("action == 'approve refund'")
    number = approved["object"].str.removeprefix("refund ").astype(int)
    refunds = world["refunds"].set_index("refund_id")
    assert number.is_unique and number.isin(refunds.index).all()
    assert (approved["after"].astype(float).to_numpy() * 100).round().tolist() == refunds.loc[number, "amount"].tolist()
    assert (approved["at"].to_numpy() > refunds.loc[number, "applied_at"].to_numpy()).all()


def test_price_changes_in_the_log_lead_to_the_price_log(world):
    known = _guilty(world)
    changes = world["audit_log"].query("action == 'change price'")
    bulk = known.query("guilty == 'bulk price change'")
    assert len(bulk) == audit.BULK and bulk["account"].nunique() == 1
    assert bulk["at"].max() - bulk["at"].min() < pd.Timedelta(minutes=10)
    planned = len(world["price_log"]) - world["price_log"]["sku"].nunique()
    assert len(changes) == planned + 2 * len(bulk), "and every price was put back"


def test_every_planted_act_is_what_it_is_called(world):
    known = _guilty(world)
    assert set(known["guilty"]) <= {
        "night export", "bulk price change", "account of somebody who left", "refund over the limit",
    }  # fmt: skip
    nights = known.query("guilty == 'night export'")
    assert len(nights) >= 3 and (nights["at"].dt.hour < audit.NIGHT_ENDS).all() and nights["account"].nunique() == 1
    gone = known.query("guilty == 'account of somebody who left'")
    assert (gone["at"] > staff.leaver(world.seed)[1]).all() and len(gone) == audit.AFTER_LEAVING
    over = known.query("guilty == 'refund over the limit'")
    assert (over["after"].astype(float) * 100 > rights.REFUND_LIMITS["service agent"]).all()


def test_innocents_look_alike(world):
    exports = world["audit_log"].query("action == 'export buyers'")
    at_night = exports[exports["at"].dt.hour < audit.NIGHT_ENDS]
    assert len(at_night) > (_guilty(world)["guilty"] == "night export").sum()


def test_other_seeds_have_other_culprits():
    known = [audit.incidents(seed, 365) for seed in SEEDS]
    assert len({one.exporter for one in known}) > 1 and len({one.price_day for one in known}) > 4
    assert len({staff.leaver(seed)[0] for seed in SEEDS}) > 2
    assert len({hand_offs.delay(seed).step for seed in SEEDS}) > 2
    assert all(one.exporter != one.former for one in known)


def test_a_take_over_is_a_row_of_failures_from_afar_and_the_former_account_gets_in(world):
    tries = world["logins"].merge(logins.guilty(world.seed, world.days), on="login_id", validate="one_to_one")
    taken = tries.query("guilty == 'account taken over'")
    assert taken["ok"].tolist() == [False] * logins.TRIES + [True]
    assert (taken["region"] != logins.HOME).all() and taken["device"].nunique() == 1
    elsewhere = world["logins"].query("region != @logins.HOME and ok")
    assert elsewhere["account"].nunique() > 1, "people travel"
    assert tries.query("guilty == 'account of somebody who left'")["ok"].all()


def test_steps_of_a_case_follow_one_another(world):
    steps = world["sop_events"]
    assert (steps["handed_at"] <= steps["started_at"]).all() and (steps["started_at"] < steps["done_at"]).all()
    handed = steps.groupby("case_id")["done_at"].shift(1).dropna()
    assert (handed == steps.loc[handed.index, "handed_at"]).all()


def test_whoever_is_asked_is_on_duty():
    moments = np.array([10, 20, 30]) * 86_400 + 12 * 3_600
    duty = rosters.on_duty(5, moments)
    table = rosters.shifts(5, 40)
    for since, pair in zip(moments, duty, strict=True):
        day = pd.Timestamp("2025-01-01") + pd.Timedelta(days=int(since // 86_400))
        listed = table[(table["date"] == day) & (table["shift"] == "early")]["staff_id"]
        assert {rosters.AGENTS[place] for place in pair if place >= 0} == set(listed)
