"""The thing that a learner holds: `q = question("…")`, then `q.check(answer)`, `q.hint()`, `q.solution()`."""

import inspect
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shoplab.languages import joined, say
from shoplab.practice import log, words
from shoplab.practice.finder import QuestionsError, sheet
from shoplab.practice.judge import judge
from shoplab.practice.model import Question
from shoplab.practice.names import argument_name
from shoplab.practice.outcome import Outcome
from shoplab.practice.solutions import FILE as SOLUTIONS
from shoplab.practice.solutions import SolutionsDamaged, read_solution

ATTEMPTS = ("correct", "not-yet")


@dataclass
class State:
    """What has happened to a question since the kernel started."""

    hints: int = 0
    tried: bool = False
    pointed: bool = False


@dataclass
class Exercise:
    """One question in a learner's hands. Its methods return messages; they never raise and never print."""

    name: str
    asked: Question | None
    folder: Path | None = None
    problem: str = ""
    state: State = field(default_factory=State, repr=False)

    def check(self, answer: Any = ...) -> Outcome:
        """How the answer stands: your turn, not yet, correct, or an earlier cell to run first."""
        if self.asked is None:
            return self._missing()
        frame = inspect.currentframe()
        outcome = judge(self.asked, answer, argument_name(frame.f_back if frame else None))
        more = {} if outcome.slip is None else {"slip": outcome.slip}
        log.record(self.name, "check", outcome=outcome.state, **more)
        if outcome.state in ATTEMPTS:
            self.state.tried = True
        return self._with_pointer(outcome)

    def hint(self) -> Outcome:
        """The next hint: nudge, method, skeleton; the last one stays."""
        if self.asked is None:
            return self._missing()
        hints = self.asked.hints
        if not hints:
            return Outcome("info", say(words.NO_HINTS))
        log.record(self.name, "hint")
        self.state.hints = min(self.state.hints + 1, len(hints))
        lead = say(words.HINT).format(number=self.state.hints, total=len(hints))
        first, _, code = hints[self.state.hints - 1].partition("\n")
        if self.state.hints == len(hints):
            # A skeleton's lines of code stay together; what comes next is said before them.
            first = joined(first, say(words.LAST_HINT)) if not code else first
        return Outcome("info", lead, first, code)

    def solution(self) -> Outcome:
        """The worked solution, after a try, where the edition has one."""
        if self.asked is None or self.folder is None:
            return self._missing()
        try:
            worked = read_solution(self.folder / SOLUTIONS, self.name)
        except SolutionsDamaged:
            return Outcome("info", say(words.SOLUTION_DAMAGED))
        if worked is None:
            return Outcome("info", say(words.ASK_INSTRUCTOR))
        if not self.state.tried and not self._tried_before():
            return Outcome("info", say(words.TRY_FIRST))
        log.record(self.name, "solution")
        return Outcome("info", say(words.SOLUTION), code=worked)

    def _missing(self) -> Outcome:
        return Outcome("earlier", self.problem)

    def _tried_before(self) -> bool:
        return any(one["question"] == self.name and one.get("outcome") in ATTEMPTS for one in log.events())

    def _with_pointer(self, outcome: Outcome) -> Outcome:
        """The same outcome; the first "Not yet" also points to the hints."""
        wanted = outcome.state == "not-yet" and self.asked is not None and bool(self.asked.hints)
        if not wanted or self.state.pointed or self.state.hints:
            return outcome
        self.state.pointed = True
        return Outcome(
            outcome.state, outcome.lead, joined(outcome.body, say(words.HINT_POINTER)), outcome.code, outcome.slip
        )

    def __repr__(self) -> str:
        """What the question is called and how to check an answer."""
        if self.asked is None:
            return self.problem
        return say(words.HERE).format(name=self.name, level=level_name(self.asked.level))

    def _repr_html_(self) -> str:
        """The same, as a quiet box."""
        return Outcome("info", repr(self))._repr_html_()


_states: dict[tuple[Path, str], State] = {}


def question(name: str) -> Exercise:
    """The question of this name from the questions.py beside the notebook.

    It never raises: what is wrong with the name or the file is said by the object that comes back. Running the line
    again doesn't start the hints over.
    """
    try:
        found = sheet()
        asked = found.find(name)
    except QuestionsError as error:
        return Exercise(str(name), None, problem=str(error))
    state = _states.setdefault((found.path, asked.name), State())
    return Exercise(asked.name, asked, found.path.parent, state=state)


def level_name(level: str) -> str:
    """A level in words."""
    return say(words.CORE) if level == "core" else say(words.STRETCH)


def start_over() -> None:
    """Forget hints and tries of this session: for tests."""
    _states.clear()
