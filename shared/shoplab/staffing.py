"""A week's roster by shifts: who is on duty when, how many are answered in time, and the cheapest that keeps a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd

NO_COLUMN = "The {what} needs the column `{column}`. Yours are: {columns}."
NO_SHIFT = "There is no shift '{shift}'. The shifts are: early, late, evening."
NO_SHARE = "A share in time lies above 0 and below 1; yours is {share}."
NO_DAY = "A day of the week is 1 to 7; one of yours is {day}."
NO_COUNT = "Agents are whole numbers from 0 on; one of yours is {count}."


def agents_by_hour(roster: pd.DataFrame) -> pd.DataFrame:
    """Return the agents on duty, a row a day (1 to 7) and a column an hour (9 to 23), of a roster with day, shift and agents.

    Early is 9 to 17 o'clock, late 16 to 24, evening 19 to 23. Raises ValueError for a shift, day or number that doesn't exist.
    """
    import pandas as pd

    from shopworld.decisions import week_roster

    agents = week_roster.on_duty(_shifts(roster))
    hours = range(week_roster.OPENS, week_roster.CLOSES)
    return pd.DataFrame(agents, index=pd.RangeIndex(1, week_roster.DAYS + 1, name="day"), columns=list(hours))


def wages(roster: pd.DataFrame) -> float:
    """Return what a roster's shifts cost: ¥256 for an early shift, ¥296 for a late one with the way home, ¥160 for an evening."""
    from shopworld.decisions import week_roster

    return week_roster.wages(_shifts(roster))


def share_in_time(forecast: pd.DataFrame, roster: pd.DataFrame, minutes: float = 10) -> float:
    """Return the share of contacts answered within three minutes by Erlang's formula, hour by hour.

    `forecast` has day, hour and contacts. Each hour stands alone: what is left over from the hour before isn't seen.
    """
    expected = _forecast(forecast)
    agents = agents_by_hour(roster)
    late = sum(
        contacts * _late(contacts, minutes, int(agents.at[day, hour])) for (day, hour), contacts in expected.items()
    )
    return float(1 - late / sum(expected.values()))


def cheapest(forecast: pd.DataFrame, share: float = 0.9, minutes: float = 10) -> pd.DataFrame:
    """Return a roster (day, shift, agents) that keeps `share` in time by Erlang's formula at low wages.

    It begins with agents in plenty and takes away, one shift at a time, where a yuan saved costs fewest late answers, until the next
    step would break the promise. A good roster, not proved to be the best. Raises ValueError for a share that can't be promised.
    """
    import pandas as pd

    from shopworld.decisions import week_roster

    if not 0 < share < 1:
        raise ValueError(say(NO_SHARE).format(share=share))
    expected = _forecast(forecast)
    count = {(day, shift): _plenty(expected, day, minutes) for day, _ in expected for shift in week_roster.SHIFTS}
    room = (1 - share) * sum(expected.values())

    def late_of(day: int) -> float:
        agents = week_roster.on_duty({key: number for key, number in count.items() if key[0] == day})[day - 1]
        return sum(
            contacts * _late(contacts, minutes, int(agents[hour - week_roster.OPENS]))
            for (at, hour), contacts in expected.items()
            if at == day
        )

    late = {day: late_of(day) for day, _ in expected}
    while True:
        steps = []
        for (day, shift), number in count.items():
            if number:
                count[day, shift] -= 1
                more = late_of(day) - late[day]
                count[day, shift] += 1
                if sum(late.values()) + more <= room:
                    steps.append((more / week_roster.PAY[shift], day, shift))
        if not steps:
            rows = [(day, shift, number) for (day, shift), number in count.items()]
            return pd.DataFrame(rows, columns=["day", "shift", "agents"])
        _, day, shift = min(steps)
        count[day, shift] -= 1
        late[day] = late_of(day)


def practice(forecast: pd.DataFrame, roster: pd.DataFrame, weeks: int = 6) -> pd.Series:
    """Return the share in time of simulated weeks, each with its own luck: the queue minute by minute, leftovers and all."""
    import pandas as pd

    from shopworld.decisions import week_roster

    _forecast(forecast)
    shares = week_roster.in_time(1, forecast, _shifts(roster), weeks)
    return pd.Series(shares, index=pd.RangeIndex(1, weeks + 1, name="week"), name="in time")


def _late(contacts: float, minutes: float, agents: int) -> float:
    from shoplab.queue import late_share

    return late_share(contacts, minutes, agents)


def _plenty(expected: dict[tuple[int, int], float], day: int, minutes: float) -> int:
    """Return agents enough for the day's busiest hour, with room for its luck."""
    load = max(contacts for (at, _), contacts in expected.items() if at == day) * minutes / 60
    return int(load + 2 * load**0.5) + 2


def _forecast(forecast: pd.DataFrame) -> dict[tuple[int, int], float]:
    _columns("forecast", forecast, ("day", "hour", "contacts"))
    rows = zip(forecast["day"], forecast["hour"], forecast["contacts"], strict=True)
    return {(int(day), int(hour)): float(contacts) for day, hour, contacts in rows}


def _shifts(roster: pd.DataFrame) -> dict[tuple[int, str], int]:
    from shopworld.decisions import week_roster

    _columns("roster", roster, ("day", "shift", "agents"))
    shifts: dict[tuple[int, str], int] = {}
    for day, shift, count in zip(roster["day"], roster["shift"], roster["agents"], strict=True):
        if shift not in week_roster.SHIFTS:
            raise ValueError(say(NO_SHIFT).format(shift=shift))
        if not 1 <= day <= week_roster.DAYS:
            raise ValueError(say(NO_DAY).format(day=day))
        if not count >= 0 or count != int(count):
            raise ValueError(say(NO_COUNT).format(count=count))
        shifts[int(day), shift] = shifts.get((int(day), shift), 0) + int(count)
    return shifts


def _columns(what: str, table: pd.DataFrame, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in table.columns:
            raise ValueError(say(NO_COLUMN).format(what=what, column=name, columns=", ".join(map(str, table.columns))))
