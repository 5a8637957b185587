"""Decisions about people: the same luck for everybody, what was planted is what is judged, and no cheap trick earns what the method earns."""

import numpy as np
import pandas as pd
import pytest

from shoplab import packages as sets
from shoplab import seats, staffing
from shopworld.decisions import insiders, sale_seats, week_roster
from shopworld.draws import counts
from shopworld.seeds import stream
from shopworld.service import desk
from shopworld.team import audit, rights, staff
from shopworld.world import World

SEEDS = (2025, 3, 42, 618)


def arrivals(seed: int) -> pd.DataFrame:
    """A year of contacts like a shop's, without the shop: quiet mornings, busy evenings, one sale in November."""
    hours = np.tile(np.r_[np.full(9, 2.0), np.full(10, 4.5), 6.0, 7.0, 7.0, 6.0, 4.0], 365)
    dates = np.repeat(pd.date_range("2025-01-01", periods=365), 24)
    busy = np.where(dates == pd.Timestamp("2025-11-11"), 4.0, np.where(dates == pd.Timestamp("2025-11-10"), 1.8, 1.0))
    contacts = counts(stream(seed, "roster_weeks", 999_999).random(len(hours)), hours * busy)
    return pd.DataFrame({"date": dates, "hour": np.tile(np.arange(24), 365), "chats": contacts, "tickets": 0})


def test_nobody_waits_at_an_empty_desk_and_the_third_waits_for_the_first() -> None:
    moments, lengths = np.array([0.0, 1.0, 2.0, 70.0]), np.array([10.0, 4.0, 5.0, 1.0])
    assert desk.waits(moments, lengths, [2, 1]).tolist() == [0.0, 0.0, 3.0, 0.0]
    assert desk.waits(moments, lengths, [1, 1]).tolist() == [0.0, 9.0, 12.0, 0.0]
    assert desk.waits(moments, lengths, [2, 0])[-1] == np.inf


def test_one_more_agent_never_makes_anybody_wait_longer() -> None:
    rng = stream(7, "roster_weeks")
    moments = np.sort(np.round(rng.random(300) * 600, 6))
    lengths = np.round(rng.random(300) * 20, 6)
    for agents in range(2, 6):
        few, more = (desk.waits(moments, lengths, [count] * 10) for count in (agents, agents + 1))
        assert (more <= few + 1e-9).all()


def test_the_forecast_keeps_the_days_and_the_years_hours() -> None:
    table = arrivals(3)
    made = week_roster.forecast(table)
    of_desk = table[table["hour"] >= 9]
    week = of_desk[of_desk["date"].between("2025-11-08", "2025-11-14")].groupby("date")["chats"].sum()
    assert made.groupby("day")["contacts"].sum().to_numpy() == pytest.approx(1.25 * week.to_numpy())
    shape = made[made["day"] == 4].set_index("hour")["contacts"]
    assert (shape / shape.sum()).to_numpy() == pytest.approx(
        (of_desk.groupby("hour")["chats"].sum() / of_desk["chats"].sum()).to_numpy()
    )


def left(seed: int, expected: pd.DataFrame, roster: pd.DataFrame) -> float:
    shifts = {(int(day), str(shift)): int(agents) for day, shift, agents in roster.itertuples(index=False)}
    share = float(week_roster.in_time(seed, expected, shifts, weeks=4).mean())
    return week_roster.BUDGET - week_roster.bill(share, shifts)


def even(agents: int) -> pd.DataFrame:
    rows = [(day, shift, agents) for day in range(1, 8) for shift in week_roster.SHIFTS]
    return pd.DataFrame(rows, columns=["day", "shift", "agents"])


@pytest.mark.parametrize("seed", SEEDS)
def test_no_cheap_roster_leaves_what_the_plan_leaves(seed: int) -> None:
    expected = week_roster.forecast(arrivals(seed))
    planned = staffing.cheapest(expected, 0.9)
    plan = left(seed, expected, planned)
    mean_hour = expected.assign(contacts=expected["contacts"].mean())
    day_means = expected.assign(contacts=expected.groupby("hour")["contacts"].transform("mean"))
    tricks = {
        "nobody": even(0),
        "best even number": max((even(agents) for agents in range(2, 8)), key=lambda one: left(seed, expected, one)),
        "mean hour": staffing.cheapest(mean_hour, 0.9),
        "days alike": staffing.cheapest(day_means, 0.9),
        "this year again": staffing.cheapest(expected.assign(contacts=expected["contacts"] / 1.25), 0.9),
        "promise broken": staffing.cheapest(expected, 0.8),
        "promise far exceeded": staffing.cheapest(expected, 0.98),
        "late only": planned.assign(agents=planned["agents"].where(planned["shift"] != "early", 0)),
    }
    for name, roster in tricks.items():
        assert left(seed, expected, roster) < plan, name


def test_the_same_week_meets_every_roster() -> None:
    expected = week_roster.forecast(arrivals(3))
    shifts = {(day, shift): 3 for day in range(1, 8) for shift in week_roster.SHIFTS}
    assert (week_roster.in_time(3, expected, shifts, 2) == week_roster.in_time(3, expected, shifts, 2)).all()
    assert week_roster.bill(0.9, {(1, "early"): 2}) == 512
    assert week_roster.bill(0.88, {(1, "late"): 1}) == 296 + 2_000


@pytest.fixture(scope="module", params=[5, 11, 42])
def world(request: pytest.FixtureRequest) -> World:
    return World(request.param, "tiny")


def test_what_is_judged_is_what_was_planted(world: World) -> None:
    found = insiders.guilty(world.seed, world["audit_log"], world["sub_accounts"], world.days)
    planted = audit.guilty(world.seed, world["refunds"], world["price_log"], world["products"], world.days)
    assert found.to_dict() == dict(zip(planted["log_id"], planted["guilty"], strict=True))
    assert set(found) == set(insiders.KINDS)


def test_finding_all_and_nobody_else_saves_most(world: World) -> None:
    log = world["audit_log"]
    truth = insiders.guilty(world.seed, log, world["sub_accounts"], world.days)
    best, shares, false = insiders.worth(truth.index, truth)
    assert (best, false) == (4 * insiders.A_KIND, 0) and set(shares.values()) == {1.0}
    night = log[log["at"].dt.hour < 6]
    tricks = {
        "nobody": [],
        "everything": log["log_id"],
        "all of the night": night["log_id"],
        "largest": log.nlargest(40, "records")["log_id"],
        "all exports": log[log["action"].str.startswith("export")]["log_id"],
        "all price changes": log[log["action"] == "change price"]["log_id"],
    }
    for name, named in tricks.items():
        assert insiders.worth(named, truth)[0] < best / 2, name


@pytest.mark.parametrize("seed", [2025, 3, 7, 42, 101, 618, 2**100 + 3])
def test_the_whole_seating_with_least_rights_is_worth_more_than_any_trick(seed: int) -> None:
    people = staff.table(seed)
    people = people[people["left"].isna() & people["post"].isin(sale_seats.LEND_A_HAND)].set_index("staff_id")
    needs = rights.needs()
    of_post = needs.groupby("post")["right"].agg(list).to_dict()
    private = set(needs.loc[needs["sensitive"], "right"])
    sold = rights.packages().groupby("package")["right"].agg(list).to_dict()
    fits = seats.fit(people, staff.posts(), list(sale_seats.SEATS))
    best = [sets.fewest_rights(of_post[post], sold, private) for post in sale_seats.SEATS]
    fat = [sets.greedy(of_post[post], sold) for post in sale_seats.SEATS]

    def worth(chosen: pd.Series, names: list[list[str]]) -> float:
        by_seat = [float(fits.at[person, seat]) for seat, person in chosen.items()]
        return sale_seats.worth(by_seat, names, of_post, sold, private)[0]

    whole, first = seats.best_seats(fits), seats.first_come(fits)
    assert worth(whole, best) >= worth(first, best)
    backwards = pd.Series(people.index[: len(fits.columns)][::-1], index=fits.columns)
    for chosen, names in [
        (whole, fat),
        (first, fat),
        (whole, [["shop manager"]] * 6),
        (whole, [list(sold)] * 6),
        (backwards, best),
    ]:
        assert worth(chosen, names) < worth(whole, best)
