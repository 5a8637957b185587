"""How far the learner has come with the questions of a folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from shoplab.languages import say
from shoplab.practice import log, words
from shoplab.practice.exercise import ATTEMPTS, level_name
from shoplab.practice.finder import QuestionsError, sheet
from shoplab.practice.model import Question
from shoplab.practice.outcome import Outcome

if TYPE_CHECKING:
    import pandas as pd

HEADINGS = ("question", "level", "tries", "hints", "solved")


@dataclass(frozen=True)
class Standing:
    """How one question stands."""

    question: Question
    tries: int
    hints: int
    solved: bool
    solution: bool
    """Was the worked solution opened before it was solved?"""


def standings(questions: Sequence[Question], events: Sequence[dict[str, Any]]) -> list[Standing]:
    """How each question stands after these events. Tries count up to the first right answer."""
    return [_standing(one, [event for event in events if event.get("question") == one.name]) for one in questions]


def _standing(question: Question, events: list[dict[str, Any]]) -> Standing:
    tries = hints = 0
    solved = solution = False
    for event in events:
        if solved:
            break
        tries += event.get("event") == "check" and event.get("outcome") in ATTEMPTS
        hints += event.get("event") == "hint"
        solution = solution or event.get("event") == "solution"
        solved = event.get("event") == "check" and event.get("outcome") == "correct"
    return Standing(question, tries, min(hints, len(question.hints)), solved, solution)


@dataclass(frozen=True)
class Progress:
    """The standing of a folder's questions: a sentence for each level and a table; `.table` is a DataFrame."""

    standings: tuple[Standing, ...]

    @property
    def table(self) -> "pd.DataFrame":
        """One row a question: question, level, tries, hints, solved."""
        import pandas as pd

        rows = [(one.question.name, one.question.level, one.tries, one.hints, one.solved) for one in self.standings]
        return pd.DataFrame(rows, columns=list(HEADINGS))

    @property
    def summary(self) -> str:
        """One sentence a level."""
        lines = []
        for level in ("core", "stretch"):
            solved = [one.solved for one in self.standings if one.question.level == level]
            if solved:
                template = say(words.LEVEL_DONE) if all(solved) else say(words.LEVEL_LINE)
                lines.append(
                    template.format(level=level_name(level).capitalize(), solved=sum(solved), total=len(solved))
                )
        return " ".join(lines) or say(words.NOTHING_HERE)

    def _rows(self, names: Mapping[str, str]) -> list[tuple[str, ...]]:
        return [
            (
                one.question.name,
                names[one.question.level],
                str(one.tries),
                str(one.hints),
                say(words.YES) if one.solved else say(words.NO),
            )
            for one in self.standings
        ]

    def __len__(self) -> int:
        """The number of questions."""
        return len(self.standings)

    def __repr__(self) -> str:
        """The sentences, then the table."""
        if not self.standings:
            return self.summary
        # Chinese characters are two columns wide: plain text lines up without them.
        rows = [HEADINGS, *self._rows({"core": "core", "stretch": "stretch"})]
        widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        return "\n".join([self.summary, "", *lines])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(say(HEADINGS[at]))}</th>' for at in range(len(HEADINGS)))
        rows = self._rows({"core": say(words.CORE), "stretch": say(words.STRETCH)})
        cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        summary = f'<p role="status">{escape(self.summary)}</p>'
        return summary + (f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else "")


def progress() -> Progress | Outcome:
    """How the questions beside this notebook stand."""
    try:
        questions = sheet().questions
    except QuestionsError as error:
        return Outcome("earlier", str(error))
    return Progress(tuple(standings(questions, log.events())))
