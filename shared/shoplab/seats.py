"""Who takes which seat: how well each person fits each post, and the seating that fits best as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd

MORE_SEATS = "There are {seats} seats and {people} people; each seat needs somebody of its own."
NO_SKILL = "The people's table has no column `{skill}`, which a post needs."


def fit(people: pd.DataFrame, needs: pd.DataFrame, posts: list[str]) -> pd.DataFrame:
    """Return how well each person (row) fits each seat (column), from 0 to 1: what is needed and there, by the skill's weight.

    `people` has one row a person, with their names as index and a column a skill; `needs` has post, skill, needed, weight; `posts` names
    each seat's post, the same post as often as it has seats. A grade above the need counts as the need: more than enough is enough.
    """
    import pandas as pd

    by_post = {post: table for post, table in needs.groupby("post")}
    columns = {}
    for number, post in enumerate(posts, start=1):
        total = pd.Series(0.0, index=people.index)
        for skill, needed, weight in by_post[post][["skill", "needed", "weight"]].itertuples(index=False):
            if skill not in people.columns:
                raise ValueError(say(NO_SKILL).format(skill=skill))
            total += weight * (people[skill] / needed).clip(upper=1)
        columns[f"{number} {post}"] = total
    return pd.DataFrame(columns)


def best_seats(fits: pd.DataFrame) -> pd.Series:
    """Return the person of each seat (column) so that the sum of fits is as large as it can be; nobody takes two seats.

    Raises ValueError when there are more seats than people. Kuhn's Hungarian method, 1955.
    """
    import pandas as pd

    people, seats = fits.shape
    if seats > people:
        raise ValueError(say(MORE_SEATS).format(seats=seats, people=people))
    cost = (-fits.to_numpy(dtype=float).T).tolist()
    of_seat, of_person, holder = [0.0] * (seats + 1), [0.0] * (people + 1), [0] * (people + 1)
    for seat in range(1, seats + 1):
        holder[0], at = seat, 0
        least, came_from, seen = [float("inf")] * (people + 1), [0] * (people + 1), [False] * (people + 1)
        while holder[at]:
            seen[at] = True
            row, step, following = holder[at], float("inf"), 0
            for person in range(1, people + 1):
                if seen[person]:
                    continue
                slack = cost[row - 1][person - 1] - of_seat[row] - of_person[person]
                if slack < least[person] - 1e-12:
                    least[person], came_from[person] = slack, at
                if least[person] < step - 1e-12:
                    step, following = least[person], person
            for person in range(people + 1):
                if seen[person]:
                    of_seat[holder[person]] += step
                    of_person[person] -= step
                else:
                    least[person] -= step
            at = following
        while at:
            before = came_from[at]
            holder[at], at = holder[before], before
    chosen = {holder[person] - 1: fits.index[person - 1] for person in range(1, people + 1) if holder[person]}
    return pd.Series({fits.columns[seat]: chosen[seat] for seat in range(seats)}, name="person")


def first_come(fits: pd.DataFrame) -> pd.Series:
    """Return the person of each seat when every seat, one after the other, takes whoever fits best of those still free."""
    import pandas as pd

    free, chosen = fits.copy(), {}
    for seat in fits.columns:
        person = free[seat].idxmax()
        chosen[seat] = person
        free = free.drop(index=person)
    return pd.Series(chosen, name="person")


def total_fit(fits: pd.DataFrame, chosen: pd.Series) -> float:
    """Return the sum of fits of a seating."""
    return float(sum(fits.at[person, seat] for seat, person in chosen.items()))
