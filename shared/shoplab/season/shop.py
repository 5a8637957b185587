"""The simulated shop as a learner runs it: look at today, change the plan, go on by a day, ask what would have been."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from shoplab.languages import say
from shoplab.languages.saying import retold
from shoplab.season import books
from shoplab.season.plan import DecisionError, Plan
from shopworld.judging.record import Record, Tally
from shopworld.market.close import profit
from shopworld.market.day import DayReport, step
from shopworld.market.opening import Opening, approved
from shopworld.market.plan import OPENS, decide, validate
from shopworld.market.play import brush
from shopworld.market.rules import rules
from shopworld.market.scenario import Scenario, scenario
from shopworld.market.state import State, start
from shopworld.market.view import today

OVER = "The season is over: all {days} days are run. Look at shop.review(), or open another season."
NOTHING_TO_UNDO = "There is no day to undo: the season has not begun."
TOO_FAR_BACK = "Only {run} days have been run, so {asked} can't be undone."
NO_DAYS = "The number of days is {asked!r}; it must be a whole number of 1 or more."
NOT_A_PLAN = "next_day() takes a plan, as shop.plan() gives one, not a {kind}."
NOT_OVER = "The review comes at the close; {left} days are left. Until then shop.days shows what has happened."
HOUSE_STAFF, HOUSE_RISK = 2, 0.9


def seasons() -> pd.DataFrame:
    """The seasons there are, and what one decides in each."""
    rows = [
        {
            "season": name,
            "level": level,
            "decisions": ", ".join(what for what, opens in OPENS.items() if opens <= level),
        }
        for name, level in vars(rules().seasons).items()
    ]
    return pd.DataFrame(rows).set_index("season")


def open_shop(season: str = "first-season", seed: int = 1, set_up: dict[str, Any] | None = None) -> Shop:
    """A shop on the morning of a season's first day.

    The same season and seed always bring the same buyers, rivals and luck. `set_up` is an application as in the set-up lesson; the
    season then runs on that platform's terms. Raises DecisionError for an unknown season or a set-up that is refused.
    """
    try:
        opening = None if set_up is None else _approved(set_up)
        return Shop(scenario(season, seed, opening))
    except ValueError as error:
        raise DecisionError(retold(str(error))) from None


def _approved(set_up: dict[str, Any]) -> Opening:
    from shoplab.data import shop as tables

    return approved(set_up, tables())


@dataclass(frozen=True)
class Day:
    """One day that was run: what was decided, how the shop stood after it, and what happened."""

    plan: dict[str, Any]
    state: State
    report: DayReport


class Shop:
    """One season of the simulated shop. `today` shows the morning; `plan` and `next_day` run it."""

    def __init__(self, one: Scenario) -> None:
        """A shop on its first morning."""
        self._scenario = one
        self._morning = start([one])
        self._run: list[Day] = []

    @property
    def _state(self) -> State:
        return self._run[-1].state if self._run else self._morning

    @property
    def _reports(self) -> list[DayReport]:
        return [day.report for day in self._run]

    @property
    def day(self) -> int:
        """The number of days that have been run."""
        return len(self._run)

    @property
    def left(self) -> int:
        """The number of days that are left."""
        return self._scenario.days - len(self._run)

    @property
    def done(self) -> bool:
        """Whether the season is over."""
        return self._state.done

    @property
    def date(self) -> str:
        """Today's date, or the last day's when the season is over."""
        return self._scenario.dates[min(self.day, self._scenario.days - 1)]

    @property
    def cash(self) -> float:
        """The money in the till, in yuan."""
        return float(self._state.cash[0]) / 100

    @property
    def shelf(self) -> pd.DataFrame:
        """This morning's goods: a row an item."""
        return books.shelf(self._state)

    @property
    def rivals(self) -> pd.DataFrame:
        """What the other shops asked yesterday: a row an item, a column a shop."""
        return books.rivals(self._state)

    @property
    def ahead(self) -> pd.DataFrame:
        """The calendar of the next three weeks: event, and how busy a day is expected to be (1 is usual)."""
        known = self.today
        dates = self._scenario.dates[self.day : self.day + len(known["events"])]
        return pd.DataFrame(
            {"event": known["events"], "busy": known["busy"][: len(dates)]}, index=pd.Index(dates, name="date")
        )

    @property
    def today(self) -> dict[str, Any]:
        """All that the back office knows this morning as plain data: what a policy is given."""
        return today(self._state)

    @property
    def days(self) -> pd.DataFrame:
        """What has happened: a row a day."""
        return _none_yet(books.days, self._reports, self._scenario)

    @property
    def items(self) -> pd.DataFrame:
        """What has happened: a row a day and item."""
        return _none_yet(books.items, self._reports, self._scenario)

    @property
    def channels(self) -> pd.DataFrame:
        """Visits by channel: a row a day."""
        return _none_yet(books.channels, self._reports, self._scenario)

    @property
    def words(self) -> pd.DataFrame:
        """Searches, ad clicks and their cost: a row a day and word."""
        return _none_yet(books.words, self._reports, self._scenario)

    @property
    def money(self) -> pd.DataFrame:
        """The cash book: a row a day, a column a name."""
        return _none_yet(books.money, self._reports, self._scenario)

    def plan(self) -> Plan:
        """A plan for today to change: yesterday's, without yesterday's orders; on the first day what hangs in the shop."""
        if self._run:
            return Plan({name: value for name, value in self._run[-1].plan.items() if name != "restock"})
        first = {"price": dict(zip(self._scenario.items, (self._state.price[0] / 100).tolist(), strict=True))}
        if self._scenario.level >= OPENS["staff"]:
            first |= {"staff": HOUSE_STAFF, "risk_limit": HOUSE_RISK}
        return Plan(first)

    def next_day(self, plan: Plan | None = None) -> pd.Series:
        """Run one day with a plan (without one, `shop.plan()`), and return what happened.

        Raises DecisionError, and changes nothing, when a decision can't be carried out or the season is over.
        """
        if self.done:
            raise DecisionError(say(OVER).format(days=self._scenario.days))
        decided = self._checked(self.plan() if plan is None else plan)
        state, report = step(self._state, decide([decided], self._state))
        self._run.append(Day(decided, state, report))
        return books.day(report, self._scenario)

    def next_week(self, plan: Plan | None = None) -> pd.DataFrame:
        """Run seven days, or what is left: the plan's orders go out on the first day, all else stays. Returns the days.

        Raises DecisionError, and changes nothing, when a decision can't be carried out or the season is over.
        """
        before = self.day
        self.next_day(plan)
        while not self.done and self.day < before + 7:
            self.next_day()
        return self.days.iloc[before:]

    def undo(self, days: int = 1) -> None:
        """Take days back. Run again with the same plan, they bring the same; with another, the same luck.

        Raises DecisionError when there are not so many days to take back.
        """
        _whole(days)
        if not self._run:
            raise DecisionError(say(NOTHING_TO_UNDO))
        if days > len(self._run):
            raise DecisionError(say(TOO_FAR_BACK).format(run=len(self._run), asked=days))
        del self._run[len(self._run) - days :]

    def what_if(self, change: Callable[[Plan], object], days: int = 7) -> pd.DataFrame:
        """The last so many days beside the same days with a change: `shop.what_if(lambda plan: plan.price.update(A03=79))`.

        `change` is given each of those days' plans to alter. The luck is the same, so the difference is the decision's.
        Columns: sold, takings and net, as they were and as they would have been. Nothing of the season changes.
        """
        _whole(days)
        if days > len(self._run):
            raise DecisionError(say(TOO_FAR_BACK).format(run=len(self._run), asked=days))
        other = self._branch(len(self._run) - days)
        for day in self._run[len(self._run) - days :]:
            plan = Plan(day.plan)
            change(plan)
            other.next_day(plan)
        was, would = self.days.iloc[-days:], other.days.iloc[-days:]
        columns = ["sold", "takings", "net"]
        return was[columns].add_suffix("_was").join(would[columns].add_suffix("_would"))

    def brush(self, *_: object, **__: object) -> str:
        """Refuses: fake orders are unlawful, and the platform records a strike. Returns the reason."""
        state, reason = brush(self._state)
        if self._run:
            last = self._run[-1]
            self._run[-1] = Day(last.plan, state, last.report)
        else:
            self._morning = state
        return reason

    @property
    def strikes(self) -> int:
        """The platform's record of foul play."""
        return int(self._state.strikes[0])

    def review(self) -> Record:
        """The season's outcome at its close: profit, service, refunds, survival. Raises DecisionError before it."""
        if not self.done:
            raise DecisionError(say(NOT_OVER).format(left=self.left))
        tally = Tally([self._scenario])
        for report in self._reports:
            tally.add(report)
        return tally.records(self._state)[0]

    @property
    def profit(self) -> float:
        """The season's contribution in yuan, known at its close. Raises DecisionError before it."""
        if not self.done:
            raise DecisionError(say(NOT_OVER).format(left=self.left))
        return float(profit(self._state)[0]) / 100

    def _branch(self, day: int) -> Shop:
        other = Shop(self._scenario)
        other._run = self._run[:day]
        return other

    def _checked(self, plan: Plan) -> dict[str, Any]:
        if not isinstance(plan, Plan):
            raise DecisionError(say(NOT_A_PLAN).format(kind=type(plan).__name__))
        decided = plan.data()
        wrong = validate(decided, self._scenario.level, self._scenario)
        if wrong:
            raise DecisionError("\n".join(map(retold, wrong)))
        return decided

    def __repr__(self) -> str:
        return f"Shop({self._scenario.name!r}, seed={self._scenario.seed}): {self.date}, day {self.day} of {self._scenario.days}, ¥{self.cash:,.0f}"


def _none_yet(table: Callable[..., pd.DataFrame], reports: list[DayReport], one: Scenario) -> pd.DataFrame:
    """The table, or an empty one before the first day is run."""
    return table(reports, one) if reports else pd.DataFrame()


def _whole(days: Any) -> None:
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        raise DecisionError(say(NO_DAYS).format(asked=days))
