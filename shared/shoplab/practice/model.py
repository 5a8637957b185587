"""What an author writes: a question, its right answer, and the wrong answers that people really give."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LEVELS = ("core", "stretch")
FORMS = ("predict", "faded", "reorder", "scratch", "choice", "explain")


@dataclass(frozen=True)
class Slip:
    """A wrong answer with a name: what to say, and how it comes about."""

    says: str
    """One or two sentences: what the learner did, and what to do instead."""
    answer: Callable[[Any], Any] | Any
    """The wrong answer, or a function of the shop that computes it by the same path as the right one."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of a lesson or an exercise; its text stands in the notebook."""

    name: str
    """Unique in the course, like `01-paid-share`."""
    answer: Callable[[Any], Any] | Any = None
    """The right answer, or a function of the shop. Its kind decides how answers are compared."""
    level: str = "core"
    """`core` 必修 or `stretch` 选修."""
    form: str = "scratch"
    """One of FORMS. `explain` needs no answer: any sentence is taken, and `why` is the one to compare it with."""
    points: tuple[str, ...] = ()
    """The outline's points that it practises, like `01.06`."""
    recalls: str = ""
    """The module that it recalls, when it stands in a later one."""
    slips: tuple[Slip, ...] = ()
    """Named wrong answers, the more telling first: the first that fits is shown."""
    hints: tuple[str, ...] = ()
    """Up to three: nudge, method, skeleton."""
    why: str = ""
    """One sentence, shown after "Correct.": why it works. `{yours}` and `{answer}` stand for the two values."""
    tolerance: float = 1e-6
    """Relative tolerance for numbers, wherever they stand."""
    accept: tuple[float, float] | None = None
    """For a guess: any number from low to high is taken, since a prediction can't be wrong."""
    fits: Callable[[Any, Any], str] | None = None
    """For a decision with more than one good answer: given the answer and the shop, what is wrong with it, or "" when it will do."""
    key: tuple[str, ...] = ()
    """For a table: the columns that name a row. Without it, the index or the first unique columns do."""
    lesson: str = ""
    """Where it is taught, like `warmup_1_first_steps.ipynb#filter`."""

    def __post_init__(self) -> None:
        """Refuse what would only show when a learner meets it."""
        if self.level not in LEVELS:
            raise ValueError(f"question {self.name!r}: level is {self.level!r}; it must be one of {LEVELS}")
        if self.form not in FORMS:
            raise ValueError(f"question {self.name!r}: form is {self.form!r}; it must be one of {FORMS}")
        if len(self.hints) > 3:
            raise ValueError(f"question {self.name!r}: {len(self.hints)} hints; three are the most that help")
        if self.answer is None and self.accept is None and self.fits is None and self.form != "explain":
            raise ValueError(
                f"question {self.name!r}: an answer is missing (only a guess, `fits` or `explain` does without)"
            )
        for field in ("points", "slips", "hints", "key"):
            if isinstance(getattr(self, field), str):
                raise ValueError(f"question {self.name!r}: `{field}` is a text; write a tuple, with a comma at its end")


def value_of(answer: Callable[[Any], Any] | Any, shop: Any) -> Any:
    """The value of an answer: computed on the shop when it is a function, else itself."""
    return answer(shop) if callable(answer) else answer
