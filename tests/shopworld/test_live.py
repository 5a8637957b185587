"""Livestreams: viewers add up, orders are the shop's own, and the sample of visits tells the same story."""

import numpy as np
import pandas as pd
import pytest

from shopworld.streams import live


@pytest.fixture(scope="module")
def log(year):
    return year["live_minutes"]


def test_viewers_there_are_those_who_came_and_have_not_left(log):
    by_session = log.groupby("session_id")
    assert (by_session["entries"].cumsum() - by_session["exits"].cumsum() == log["online"]).all()
    assert (log[["entries", "exits", "online"]] >= 0).all().all()


def test_the_funnel_of_a_minute_only_narrows(log):
    assert (log["clicks"] >= log["orders"]).all() and (log["orders"] >= log["paid_orders"]).all()
    assert (log["placed"] >= log["paid"]).all()


def test_every_live_order_after_the_first_session_is_in_one_minute(year, log):
    first = year["live_sessions"]["began_at"].min()
    placed = year["orders"][(year["orders"]["channel"] == "live") & (year["orders"]["created_at"] >= first)]
    assert sorted(placed["order_id"]) == sorted(year["live_orders"]["order_id"])
    assert log["orders"].sum() == len(placed) and log["paid_orders"].sum() == placed["paid_at"].notna().sum()
    assert log["paid"].sum() == placed["paid"].sum()


def test_an_order_is_placed_after_its_tap(year):
    tapped = year["live_orders"].merge(year["orders"], on="order_id").merge(year["live_sessions"], on="session_id")
    assert (tapped["created_at"] >= tapped["began_at"] + pd.to_timedelta(tapped["minute"], unit="m")).all()
    lines = year["order_lines"].set_index(["order_id", "sku"]).index
    assert pd.MultiIndex.from_frame(tapped[["order_id", "sku"]]).isin(lines).all()


def test_sessions_sum_up_their_minutes(year, log):
    sessions = year["live_sessions"].set_index("session_id")
    sums = log.groupby("session_id").agg(views=("entries", "sum"), peak_online=("online", "max"))
    assert (sums == sessions[["views", "peak_online"]]).all().all()
    sources = [column for column in sessions if column.startswith("from_")]
    assert (sessions[sources].sum(axis=1) == sessions["views"]).all()
    assert (sessions["viewers"] <= sessions["views"]).all() and (sessions["views"] <= sessions["impressions"]).all()


def test_pitches_are_the_minutes_in_which_an_article_is_on_air(year, log):
    pitched = year["live_pitches"]
    assert (pitched["ends"] - pitched["begins"]).sum() == (log["sku"] != "").sum()
    first = pitched.merge(log, left_on=["session_id", "begins"], right_on=["session_id", "minute"])
    assert (first["sku_x"] == first["sku_y"]).all() and (first["host_x"] == first["host_y"]).all()
    assert (pitched["was_price"] >= pitched["price"]).all()


def test_the_mean_stay_of_the_sample_is_little_s(year, log):
    """People there on the average are people coming a minute times the minutes that each stays."""
    stay = year["live_viewers"]["stay_seconds"].groupby(year["live_viewers"]["session_id"]).mean()
    views = log.groupby("session_id")["entries"].sum()
    from_sample = (views * stay / 60).sum()
    assert abs(from_sample / log["online"].sum() - 1) < 0.06


def test_a_stay_ends_with_the_session(year):
    seen = year["live_viewers"]
    left = live.MINUTES * 60 - seen["entered_second"]
    assert (seen["stay_seconds"] <= left).all() and ((seen["stay_seconds"] < left) == seen["left_before_end"]).all()


def test_bought_viewers_do_nothing(year, log):
    air = year.airing.air
    crowd = air.fake_stays > 0
    assert 1 <= crowd.any(axis=1).sum() <= live.FAKE_SESSIONS
    online = log["online"].to_numpy().reshape(crowd.shape)
    clicks = log["clicks"].to_numpy().reshape(crowd.shape)
    for session in np.flatnonzero(crowd.any(axis=1)):
        on = crowd[session]
        there, away = (
            clicks[session][on].sum() / online[session][on].sum(),
            clicks[session][~on].sum() / online[session][~on].sum(),
        )
        assert there < 0.75 * away


def test_who_stays_falls_with_time_from_one_to_nothing():
    shares = live.staying(live.effects(3), np.arange(0, 120, 0.5))
    assert (shares[:, 0] == 1).all() and (np.diff(shares, axis=1) <= 0).all() and (shares[:, -1] < 0.1).all()


def test_reminders_keep_a_hold_out(tiny):
    arms = tiny["live_reminders"]
    assert (arms["came"] <= arms["followers"]).all()
    assert (arms.groupby("session_id")["reminded"].nunique() == 2).all()
