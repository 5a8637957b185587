"""Which questions to repeat, and where they are taught."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from shoplab.languages import joined, say
from shoplab.practice import log as progress_log
from shoplab.practice import words
from shoplab.practice.finder import QuestionsError, sheet
from shoplab.practice.model import Question
from shoplab.practice.outcome import Outcome, as_html
from shoplab.practice.report import Standing, standings

MANY_TRIES = 4  # three tries are what practice looks like
MANY_HINTS = 2
MOST = 3


@dataclass(frozen=True)
class Diagnosis:
    """What to repeat: renders as a sentence and a list with links to the lessons."""

    total: int
    repeat: tuple[tuple[Question, str], ...]
    """The questions to repeat, the worst first, each with its reason; the first MOST are told with it."""

    @property
    def summary(self) -> str:
        """One sentence."""
        if not self.total:
            return say(words.NOTHING_HERE)
        if not self.repeat:
            return say(words.READY).format(total=self.total)
        fine = self.total - len(self.repeat)
        template = say(words.NONE_FINE) if not fine else say(words.ONE_FINE) if fine == 1 else say(words.FINE)
        says = template.format(fine=fine, total=self.total)
        count = len(self.repeat[:MOST])
        return joined(says, say(words.REPEAT).format(count=count) if count > 1 else say(words.REPEAT_ONE))

    @property
    def then(self) -> str:
        """One sentence on those that come after the worst, or nothing."""
        names = [question.name for question, _ in self.repeat[MOST:]]
        return say(words.THEN).format(names=", ".join(names)) if names else ""

    def __repr__(self) -> str:
        """The sentence, then one line for each of the worst, then the names of the others."""
        lines = [f"- {_line(question, reason)}" for question, reason in self.repeat[:MOST]]
        return "\n".join([self.summary, *lines, *([self.then] if self.then else [])])

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{_line_html(question, reason)}</li>" for question, reason in self.repeat[:MOST])
        then = f"<p>{escape(self.then)}</p>" if self.then else ""
        return f'<p role="status">{escape(self.summary)}</p>' + (f"<ul>{items}</ul>" if items else "") + then


def _line(question: Question, reason: str) -> str:
    template = say(words.REPEAT_LINE) if question.lesson else say(words.REPEAT_LINE_NOWHERE)
    return template.format(name=question.name, reason=reason, lesson=question.lesson)


def _line_html(question: Question, reason: str) -> str:
    if not question.lesson:
        return as_html(_line(question, reason))
    link = f'<a href="{escape(question.lesson)}">{escape(question.lesson)}</a>'
    line = say(words.REPEAT_LINE).format(name=question.name, reason=reason, lesson="\0")
    return as_html(line).replace("\0", link)


def diagnose(log: Path | str | Sequence[dict[str, Any]] | None = None) -> Diagnosis | Outcome:
    """Which of the questions beside this notebook to repeat, and where, by the progress log (a file or its events)."""
    try:
        questions = sheet().questions
    except QuestionsError as error:
        return Outcome("earlier", str(error))
    events = progress_log.read(Path(log)) if isinstance(log, (str, Path)) else log
    events = progress_log.events() if events is None else list(events)
    worst = sorted(standings(questions, events), key=weight, reverse=True)  # of equals, the sheet's order holds
    found = [(one.question, reason_to_repeat(one)) for one in worst]
    return Diagnosis(len(questions), tuple((question, reason) for question, reason in found if reason))


def weight(standing: Standing) -> tuple[int, int, int]:
    """How much a question needs repeating: tried in vain, solved after the solution, not tried, then by its tries."""
    vain = 3 if not standing.solved and standing.tries else 0
    kind = vain or (2 if standing.solved and standing.solution else 1 if not standing.solved else 0)
    return kind, standing.tries, standing.hints


def reason_to_repeat(standing: Standing) -> str:
    """Why a question should be repeated, or "" when it needn't be."""
    tries = words.count(standing.tries, say(words.ONE_TRY), say(words.TRIES))
    if not standing.solved:
        return say(words.NOT_SOLVED).format(tries=tries) if standing.tries else say(words.NOT_TRIED)
    if standing.solution:
        return say(words.SOLUTION_SEEN)
    if standing.tries >= MANY_TRIES:
        return say(words.MANY_TRIES).format(tries=tries)
    if standing.hints >= MANY_HINTS:
        return say(words.MUCH_HELP).format(hints=words.count(standing.hints, say(words.ONE_HINT), say(words.HINTS)))
    return ""
