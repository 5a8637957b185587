"""Parcels, logs, service and members agree with the orders they follow from."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from shopworld import calendar
from shopworld.goods import freight
from shopworld.sales import log_faults, order_events, shipping
from shopworld.service import experience, tickets
from shopworld.team import rosters
from shopworld.trade import platforms
from shopworld.world import World

TABLES = (
    "shipments",
    "order_events",
    "order_events_audit",
    "chats",
    "tickets",
    "members",
    "notices",
    "experience_scores",
)


@pytest.fixture(scope="module")
def world():
    return World(5, "tiny")


@pytest.fixture(scope="module")
def parcels(world):
    return world["shipments"].merge(world["orders"], on="order_id", validate="one_to_one")


def test_every_paid_order_has_one_parcel_and_no_other_has(world, parcels):
    assert len(parcels) == len(world["shipments"]) == world["orders"]["paid_at"].notna().sum()


def test_a_parcel_s_times_follow_one_another(parcels):
    steps = ["created_at", "paid_at", "packed_at", "labelled_at", "picked_up_at", "delivered_at", "confirmed_at"]
    for before, after in pairwise(steps):
        there = parcels[after].notna()
        assert (parcels.loc[there, before] <= parcels.loc[there, after]).all(), (before, after)
    lost = parcels["condition"] == "lost"
    assert (parcels["delivered_at"].isna() == lost).all() and (parcels["confirmed_at"].isna() == lost).all()


def test_labels_are_in_time_and_pick_ups_are_not(parcels):
    due = parcels["paid_at"] + pd.Timedelta(hours=48)
    assert (parcels["labelled_at"] <= due).all()
    assert 0.90 < (parcels["picked_up_at"] <= due).mean() < 0.985


def test_who_complains_of_a_damaged_parcel_got_one(world, parcels):
    damaged = world["refunds"].query("reason == 'damaged'")["order_id"]
    assert (parcels.set_index("order_id").loc[damaged, "condition"] == "damaged").all()


def test_who_finds_a_fault_has_the_goods_and_who_changed_their_mind_need_not_wait(world, parcels):
    asked = world["refunds"].merge(parcels, on="order_id")
    found_a_fault = ~asked["reason"].isin(["changed mind", "late"])
    assert (asked["applied_at"] < asked["delivered_at"])[found_a_fault].mean() <= 0.05
    unsent = asked["applied_at"] < asked["picked_up_at"]
    assert 0.25 < unsent[asked["reason"] == "changed mind"].mean() < 0.45


def test_fake_parcels_are_light_and_leave_two_scans_and_real_ones_weigh_what_was_ordered(world, parcels):
    ring = world.chain.ring[np.searchsorted(world["orders"]["order_id"], parcels["order_id"])]
    fake = parcels[ring >= 0]
    assert len(fake) and fake["parcel_weight_g"].between(50, 150).all() and (fake["scans"] == 2).all()
    assert (fake["confirmed_at"] - fake["delivered_at"] < pd.Timedelta(hours=7)).all()
    assert (fake.groupby(ring[ring >= 0])["courier"].nunique() == 1).all()
    weight = world["products"].set_index("sku")["weight_g"]
    lines = world["order_lines"]
    grams = (lines["sku"].map(weight) * lines["quantity"]).groupby(lines["order_id"]).sum()
    real = parcels[ring < 0]
    assert (real["parcel_weight_g"] > real["order_id"].map(grams)).all() and (real["scans"] > 2).all()


def test_another_seed_has_another_forgetful_courier():
    worst = {shipping.habits(seed).names[shipping.habits(seed).stuck.argmax()] for seed in range(12)}
    assert len(worst) >= 3
    for seed in range(12):
        of = shipping.habits(seed)
        assert of.stuck.argmax() == of.pickup.argmin(), "the quickest forgets most"


def test_every_log_of_an_order_obeys_the_state_machine(world):
    events = world["order_events"]
    for _, log in events.groupby("order_id"):
        stages = log["stage"].tolist()
        assert stages[0] == "placed" and stages[-1] == "closed" and log["at"].is_monotonic_increasing
        assert all(after in order_events.NEXT[before] for before, after in pairwise(stages)), stages


@pytest.mark.parametrize(
    ("stage", "column"), [("placed", "created_at"), ("labelled", "labelled_at"), ("delivered", "delivered_at")]
)
def test_events_and_parcels_say_the_same(world, parcels, stage, column):
    events = world["order_events"].query("stage == @stage").set_index("order_id")["at"]
    both = parcels.set_index("order_id")[column].dropna().to_frame().join(events, how="inner")
    assert len(both) and (both[column] == both["at"]).all()


def _fault(log: pd.DataFrame) -> str:
    stages = log["stage"].tolist()
    if log["stage"].duplicated().any():
        return "written twice"
    if not all(after in order_events.NEXT[before] for before, after in pairwise(stages)):
        return "skipped stage"
    if not log["at"].is_monotonic_increasing:
        return "wrong order of time"
    return "oversold" if (log["stock_left"] < 0).any() else ""


@pytest.mark.parametrize("seed", [5, 6])
def test_the_audited_logs_have_exactly_the_faults_on_record(seed):
    audited = World(seed, "tiny")["order_events_audit"]
    found = {log: _fault(lines) for log, lines in audited.groupby("log")}
    truth = log_faults.planted(seed).set_index("log")["fault"]
    assert found == truth.loc[list(found)].to_dict()
    assert set(found.values()) == set(log_faults.FAULTS)


def test_a_template_charges_what_the_orders_were_charged(world, parcels):
    flat = world["freight_templates"].query("template == 'flat'").set_index("zone")
    of = flat.loc[world["freight_zones"].set_index("province").loc[parcels["province"], "zone"]]
    charged = freight.charge(
        parcels["parcel_weight_g"], parcels["goods"], of["first_kg"].to_numpy(), of["next_kg"].to_numpy(),
        int(flat["free_from"].iloc[0]), of["surcharge"].to_numpy(),
    )  # fmt: skip
    assert (charged == parcels["freight"]).all()


@pytest.mark.parametrize(("grams", "fen"), [(1, 500), (1_000, 500), (1_001, 600), (2_000, 600), (2_001, 700)])
def test_every_started_kilogram_counts(grams, fen):
    assert freight.charge(np.array([grams]), np.array([0]), 500, 100, 0, 0)[0] == fen


def test_zones_cover_every_province_and_the_remote_ones_are_the_couriers(world):
    rates = platforms.courier_rates(5).set_index("province")
    zones = world["freight_zones"].set_index("province")
    assert set(rates.index) == set(zones.index)
    assert ((zones["zone"] == "remote") == (rates["remote"].loc[zones.index] == "yes")).all()
    assert set(zones["zone"]) == set(freight.ZONES)


def test_service_refers_to_orders_and_buyers_that_there_are(world):
    buyer = world["orders"].set_index("order_id")["buyer_id"]
    asked = world["tickets"]
    assert (asked["buyer_id"].to_numpy() == buyer.loc[asked["order_id"]].to_numpy()).all()
    sold = world["chats"].query("ordered")
    assert (sold["buyer_id"].to_numpy() == buyer.loc[sold["order_id"]].to_numpy()).all()
    created = world["orders"].set_index("order_id")["created_at"]
    assert (sold["started_at"].to_numpy() < created.loc[sold["order_id"]].to_numpy()).all()
    assert world["members"]["buyer_id"].isin(world["buyers"]["buyer_id"]).all()
    late = world["notices"].query("order_id > 0")
    assert len(late) and late["order_id"].isin(world["orders"]["order_id"]).all()


def test_a_refund_ticket_ends_as_the_refunds_say(world):
    paid = world["order_lines"].set_index("line_id")["paid"]
    first = world["refunds"].drop_duplicates("order_id").set_index("order_id")
    asked = world["tickets"].query("topic == 'refund'").set_index("order_id")
    back = first.loc[asked.index]
    whole = back["amount"] == paid.loc[back["line_id"]].to_numpy()
    assert (asked["outcome"] == np.where(whole, "refund", "negotiate")).mean() > 0.95  # a few were escalated
    assert (asked["cost"] == back["amount"]).all()
    assert (world["tickets"]["opened_at"] < world["tickets"]["closed_at"]).all()


def test_only_those_on_duty_answer(world):
    night = world["chats"]["started_at"].dt.hour < rosters.OPENS
    duty = world["shifts"].query("shift == 'night'")["date"]
    alone = night & ~world["chats"]["started_at"].dt.normalize().isin(duty)
    assert (world["chats"].loc[alone, "agent"] == "").all()
    assert (
        world["chats"].loc[alone, "first_reply_s"].isin([1, 2]).all()
        and (world["chats"].loc[~night, "agent"] != "").all()
    )


def test_hours_add_up_to_the_chats_and_tickets(world):
    hours = world["arrivals_hourly"]
    opened = (world["tickets"]["opened_at"] < world["calendar"]["date"].max() + pd.Timedelta(days=1)).sum()
    assert hours["chats"].sum() == len(world["chats"]) and hours["tickets"].sum() == opened
    assert (hours["in_time"] <= hours["chats"] + hours["tickets"]).all()


def test_an_agent_s_months_count_the_chats_that_the_agent_answered(world):
    months, asked = world["kpi_monthly"], world["chats"]
    by_agent = months.groupby("agent")["chats"].sum()
    assert by_agent.to_dict() == asked.loc[asked["agent"] != "", "agent"].value_counts().to_dict()
    orders = (months["chats"] * months["conversion"]).sum()
    assert orders == pytest.approx(asked.loc[asked["agent"] != "", "ordered"].sum(), abs=0.5)
    assert set(months["month"]) == {"2025-01", "2025-02", "2025-03"}


def test_severity_and_speed_follow_the_model_that_the_truth_is_taken_from():
    for seed in range(6):
        model = tickets.returning(seed)
        assert model.joint.sum() == pytest.approx(1) and (np.diff(model.back, axis=0) < 0).all()
        assert (model.back[:, 1] > model.back[:, 0]).all()
        quick = model.joint[:, 1] / model.joint.sum(axis=1)
        assert (np.diff(quick) > 0).all(), "the serious are settled first"
        assert 0.05 < tickets.effect_of_speed(seed, 0.4) < 0.25


def test_scores_are_the_shares_they_stand_beside(world):
    scores = world["experience_scores"]
    assert scores[["goods", "logistics", "service", "total"]].to_numpy().min() >= 0 and (scores["total"] <= 100).all()
    paid, parcels = world["orders"]["paid_at"].dropna(), world["shipments"]
    last = scores.iloc[-1]
    window = ((paid >= last["date"] - pd.Timedelta(days=30)) & (paid < last["date"])).to_numpy()
    late = parcels["picked_up_at"].to_numpy() - paid.to_numpy() > np.timedelta64(48, "h")
    assert last["late_share"] == pytest.approx(late[window].mean(), abs=1e-4)


def test_a_first_day_without_a_sale_has_scores(parcels, world):
    later = parcels[parcels["paid_at"] >= calendar.START + pd.Timedelta(days=1)]
    first = experience.scores(later, later["paid_at"], world["refunds"], world["tickets"], days=30).iloc[0]
    assert (first["quality_refund_share"], first["late_share"]) == (0, 0)
    assert (first["goods"], first["logistics"]) == (100, 100)


def test_nobody_is_a_member_before_a_paid_order(world):
    first = world["orders"].groupby("buyer_id")["paid_at"].min()
    members = world["members"]
    assert (members["joined_at"].to_numpy() >= first.loc[members["buyer_id"]].to_numpy()).all()
    assert (members["points_used"] <= members["points_earned"]).all() and members["level"].between(1, 4).all()


def test_the_same_seed_makes_the_same_tables(world):
    other = World(5, "tiny")
    for name in reversed(TABLES):
        pd.testing.assert_frame_equal(world[name], other[name])
