"""The tools of the team's module: rosters, seats, packages, tables that leave the house, and the control room."""

from itertools import combinations, permutations

import numpy as np
import pandas as pd
import pytest

from shoplab import packages, seats, staffing
from shoplab.control_room import NO_HOURS, NOBODY, plot_room, run_day
from shoplab.masked import given_back, hide_safely, hide_small
from shopworld.draws import counts
from shopworld.seeds import stream


def some(seed: int, rows: int, columns: int) -> np.ndarray:
    return stream(seed, "control_room", 1).random((rows, columns))


def flat_week(contacts: float) -> pd.DataFrame:
    return pd.DataFrame(
        [(day, hour, contacts) for day in range(1, 8) for hour in range(9, 24)], columns=["day", "hour", "contacts"]
    )


# --- rosters ----------------------------------------------------------------------------------------------------------


def test_shifts_cover_their_hours() -> None:
    roster = pd.DataFrame({"day": [1, 1, 7], "shift": ["early", "late", "evening"], "agents": [2, 3, 1]})
    agents = staffing.agents_by_hour(roster)
    assert agents.loc[1].tolist() == [2] * 7 + [5] + [3] * 7
    assert agents.loc[7, 18:23].tolist() == [0, 1, 1, 1, 1, 0]
    assert staffing.wages(roster) == 2 * 256 + 3 * 296 + 160


@pytest.mark.parametrize("share", [0.8, 0.9, 0.97])
def test_the_cheapest_roster_keeps_its_promise_and_no_shift_can_go(share: float) -> None:
    forecast = flat_week(9.0)
    plan = staffing.cheapest(forecast, share)
    assert len(plan) == 21 and staffing.share_in_time(forecast, plan) >= share
    for row in plan.index[plan["agents"] > 0]:
        fewer = plan.copy()
        fewer.loc[row, "agents"] -= 1
        assert staffing.share_in_time(forecast, fewer) < share


def test_a_dearer_promise_costs_more_and_is_kept_in_practice() -> None:
    forecast = flat_week(9.0)
    low, high = (staffing.cheapest(forecast, share) for share in (0.8, 0.95))
    assert staffing.wages(low) < staffing.wages(high)
    assert staffing.practice(forecast, low, 3).mean() < staffing.practice(forecast, high, 3).mean()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"shift": "noon"}, "There is no shift 'noon'. The shifts are: early, late, evening."),
        ({"day": 8}, "A day of the week is 1 to 7; one of yours is 8."),
        ({"agents": 1.5}, "Agents are whole numbers from 0 on; one of yours is 1.5."),
        ({"agents": float("nan")}, "Agents are whole numbers from 0 on; one of yours is nan."),
    ],
)
def test_a_roster_that_cannot_be_is_refused(change: dict[str, object], words: str) -> None:
    roster = pd.DataFrame({"day": [1], "shift": ["early"], "agents": [2]}).assign(**change)
    with pytest.raises(ValueError) as error:
        staffing.wages(roster)
    assert str(error.value) == words


def test_a_forecast_without_its_columns_and_an_impossible_promise_are_refused() -> None:
    with pytest.raises(ValueError) as error:
        staffing.cheapest(pd.DataFrame({"day": [1]}))
    assert str(error.value) == "The forecast needs the column `hour`. Yours are: day."
    with pytest.raises(ValueError) as error:
        staffing.cheapest(flat_week(5.0), share=90)
    assert str(error.value) == "A share in time lies above 0 and below 1; yours is 90."


# --- seats ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_the_best_seating_is_the_best_of_all(seed: int) -> None:
    fits = pd.DataFrame(np.round(some(seed, 6, 4), 2), index=list("ABCDEF"), columns=list("wxyz"))
    chosen = seats.best_seats(fits)
    everyone = max(
        sum(fits.at[person, seat] for person, seat in zip(order, fits.columns, strict=True))
        for order in permutations(fits.index, 4)
    )
    assert chosen.is_unique and seats.total_fit(fits, chosen) == pytest.approx(everyone)
    assert seats.total_fit(fits, seats.first_come(fits)) <= everyone + 1e-9


def test_more_than_enough_is_enough() -> None:
    people = pd.DataFrame({"reply": [5, 2], "leading": [0, 4]}, index=["Ann", "Bo"])
    needs = pd.DataFrame({"post": ["lead"] * 2, "skill": ["reply", "leading"], "needed": [4, 2], "weight": [0.5, 0.5]})
    assert seats.fit(people, needs, ["lead", "lead"])["2 lead"].tolist() == [0.5, 0.75]
    with pytest.raises(ValueError, match="no column `reply`"):
        seats.fit(people.drop(columns="reply"), needs, ["lead"])


def test_more_seats_than_people_is_said() -> None:
    with pytest.raises(ValueError) as error:
        seats.best_seats(pd.DataFrame([[1.0, 1.0]], index=["Ann"], columns=["a", "b"]))
    assert str(error.value) == "There are 2 seats and 1 people; each seat needs somebody of its own."


# --- packages ---------------------------------------------------------------------------------------------------------

SOLD = {
    "all": ["a", "b", "c", "d", "e"],
    "ab": ["a", "b"],
    "bc": ["b", "c"],
    "cx": ["c", "x"],
    "c": ["c"],
    "ay": ["a", "y"],
}


def test_the_least_cover_is_the_least_of_all() -> None:
    for wanted in (["a", "c"], ["a", "b", "c"], ["c"], ["a", "e"]):
        chosen = packages.fewest_rights(wanted, SOLD, sensitive=["d"])
        prices = []
        for size in range(1, len(SOLD) + 1):
            for names in combinations(SOLD, size):
                missing, extra = packages.beside(names, wanted, SOLD)
                if not missing:
                    prices.append(("d" in extra, len(extra), len(names)))
        missing, extra = packages.beside(chosen, wanted, SOLD)
        assert not missing and ("d" in extra, len(extra), len(chosen)) == min(prices)


def test_most_first_takes_the_fat_package() -> None:
    assert packages.greedy(["a", "b", "c"], SOLD) == ["all"]
    assert packages.beside(["all"], ["a", "b", "c"], SOLD) == ([], ["d", "e"])


def test_a_right_that_nobody_sells_and_a_package_that_is_none() -> None:
    for find in (packages.fewest_rights, packages.greedy):
        with pytest.raises(ValueError, match="No package holds the right 'z'"):
            find(["a", "z"], SOLD)
    with pytest.raises(ValueError, match="There is no package 'gold'"):
        packages.beside(["gold"], ["a"], SOLD)


# --- masked -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_what_is_hidden_safely_no_total_gives_back(seed: int) -> None:
    table = pd.DataFrame(counts(some(seed, 6, 5), np.full((6, 5), 7.0 + seed)), columns=list("vwxyz"))
    safe = hide_safely(table)
    assert given_back(safe) == 0
    assert (safe.isna() | (safe == table)).all(axis=None)
    assert safe[hide_small(table).isna()].isna().all(axis=None)


def test_one_hidden_cell_comes_back_from_its_row_and_then_from_its_column() -> None:
    table = pd.DataFrame({"a": [2, 20, 30], "b": [3, 10, 10], "c": [9, 12, 7]})
    shown = hide_small(table)
    assert int(shown.isna().sum().sum()) == 2 and given_back(shown) == 2
    assert int(hide_safely(table).isna().sum().sum()) == 4


def test_nothing_small_means_nothing_hidden_and_noughts_stay() -> None:
    table = pd.DataFrame({"a": [0, 20], "b": [10, 0]})
    assert hide_safely(table).equals(hide_small(table)) and not hide_small(table).isna().any(axis=None)
    with pytest.raises(ValueError, match="whole numbers from 0 on; yours has -1"):
        hide_small(pd.DataFrame({"a": [-1]}))


# --- the control room -------------------------------------------------------------------------------------------------


def test_more_agents_wait_less_and_cost_more() -> None:
    few, many = (run_day([20.0] * 15, [agents] * 15) for agents in (3, 6))
    assert many.in_time > few.in_time and many.cost == 2 * few.cost == 15 * 6 * 32
    assert many.longest(0.9) < few.longest(0.9)
    assert few.queue().max() > many.queue().max()


def test_another_luck_is_another_day_and_the_same_luck_the_same() -> None:
    one, same, other = (run_day([9.0] * 15, [3] * 15, luck=luck) for luck in (1, 1, 2))
    assert one.came.tolist() == same.came.tolist() != other.came.tolist()


def test_a_day_without_people_and_an_hour_without_agents_are_refused() -> None:
    with pytest.raises(ValueError) as error:
        run_day([5.0, 5.0], [1])
    assert str(error.value) == NO_HOURS.format(hours=2, agents=1)
    with pytest.raises(ValueError) as error:
        run_day([5.0, 5.0], [1, 0])
    assert str(error.value) == NOBODY.format(hour=2, count=5)
    assert run_day([0.0, 0.0], [0, 1]).in_time == 1.0


def test_the_picture_says_what_it_shows() -> None:
    day = run_day([12.0] * 15, [3] * 15)
    figure, alt, says = plot_room(day)
    above, below = figure.axes
    assert above.get_title(loc="left") or above.get_title()
    assert f"{day.in_time:.0%}" in alt and f"at most {day.queue().max()}" in alt
    assert f"¥{day.cost:,.0f}" in says
    assert len(below.patches) == 30
