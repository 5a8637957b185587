"""What a module's exam says: right answers, named wrong answers with their marks, and rubrics, as data.

`modules/NN_name/tasks/exam.py` defines `EXAM`. Reference answers and slips are functions of a shop; `answer_key`
computes them on one shop's tables and keeps them as plain data, so that marking needs no shop.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from coursekit.compare import Compare, Decision, Items, Number, Record, Table, TextChoice
from shoplab.handin.bundle import BundleError, decode, encode

__all__ = [
    "AnswerKey", "Compare", "Criterion", "Decision", "Exam", "ExamError", "Items", "Number", "Record", "Shop", "Slip",
    "Table", "Task", "TextChoice", "World", "Written", "answer_key", "load_exam",
]  # fmt: skip

LEVELS = ("core", "stretch")
PLACES = ("unseen", "home")
NO_EXAM = "There is no exam at {path}. A module's exam lies in modules/<module>/tasks/exam.py and defines EXAM."
NO_NAME = "{path} defines no EXAM, or something that is not an Exam."
TWO_TASKS = "The exam of {module} has two tasks called “{name}”."
TWO_SLIPS = "The task “{task}” has two slips called “{name}”."
SLIP_MARKS = "The slip “{slip}” of “{task}” is worth {marks}, but must be worth 0 to less than {points}."
RUBRIC_POINTS = "The rubric of “{task}” adds up to {total} points, but the task has {points}."
UNKNOWN_WORD = "The task “{task}” has the {what} “{word}”; it can be {words}."
KEY_FAILED = "The {what} of “{task}” could not be computed on this shop: {reason}"
NO_TABLE = "This shop has no table “{name}”."


class ExamError(ValueError):
    """An exam that contradicts itself or can't be computed; the message says where."""


@dataclass(frozen=True)
class Slip:
    """A wrong answer that people really give: its exact marks, what to say, and how it comes about."""

    name: str
    marks: float
    says: str
    answer: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: what it looks at, its points, and what full marks look like."""

    title: str
    points: float
    full: str


@dataclass(frozen=True)
class Task:
    """An automatically marked task."""

    name: str
    title: str
    points: float
    compare: Compare
    reference: Callable[[Any], Any]
    level: str = "core"
    outline: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    right: str = "Correct."
    judged_on: str = "unseen"

    def __post_init__(self) -> None:
        _check_words(self.name, self.level, self.judged_on)
        names = [slip.name for slip in self.slips]
        for name in names:
            if names.count(name) > 1:
                raise ExamError(TWO_SLIPS.format(task=self.name, name=name))
        for slip in self.slips:
            if not 0 <= slip.marks < self.points:
                raise ExamError(SLIP_MARKS.format(slip=slip.name, task=self.name, marks=slip.marks, points=self.points))

    def slip(self, name: str) -> Slip | None:
        return next((slip for slip in self.slips if slip.name == name), None)


@dataclass(frozen=True)
class Written:
    """A task that a person marks with a rubric."""

    name: str
    points: float
    rubric: tuple[Criterion, ...]
    title: str = ""
    level: str = "core"
    outline: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_words(self.name, self.level, "unseen")
        total = sum(criterion.points for criterion in self.rubric)
        if abs(total - self.points) > 1e-9:
            raise ExamError(RUBRIC_POINTS.format(task=self.name, total=total, points=self.points))


def _check_words(task: str, level: str, judged_on: str) -> None:
    for what, word, words in (("level", level, LEVELS), ("shop", judged_on, PLACES)):
        if word not in words:
            raise ExamError(UNKNOWN_WORD.format(task=task, what=what, word=word, words=" or ".join(words)))


@dataclass(frozen=True)
class Exam:
    """All graded tasks of a module, in the notebook's order."""

    module: str
    tasks: tuple[Task | Written, ...]
    path: Path | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        names = [task.name for task in self.tasks]
        for name in names:
            if names.count(name) > 1:
                raise ExamError(TWO_TASKS.format(module=self.module, name=name))

    @property
    def automatic(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if isinstance(task, Task))

    @property
    def written(self) -> tuple[Written, ...]:
        return tuple(task for task in self.tasks if isinstance(task, Written))

    @property
    def points(self) -> float:
        return sum(task.points for task in self.tasks)

    def task(self, name: str) -> Task | Written | None:
        return next((task for task in self.tasks if task.name == name), None)


class Shop:
    """A shop's tables by name (`shop.orders`), read when first asked for; each function gets a fresh copy."""

    def __init__(self, folder: Path | None = None, tables: Mapping[str, Any] | None = None) -> None:
        self._folder = folder
        self._tables = dict(tables or {})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Any:
        if name not in self._tables:
            from shopworld import schema

            if self._folder is None:
                raise AttributeError(NO_TABLE.format(name=name))
            try:
                self._tables[name] = schema.read(self._folder, name)
            except KeyError as error:
                raise AttributeError(NO_TABLE.format(name=name)) from error
        table = self._tables[name]
        return table.copy() if hasattr(table, "copy") else table


@dataclass(frozen=True)
class World:
    """What a judge of decisions works with: a shop, its seed, and the version of the market."""

    seed: int
    tables: Any
    version: str = ""


@dataclass(frozen=True)
class AnswerKey:
    """Right and wrong answers as values on one class's shops: task → answer, task → slip → answer."""

    references: Mapping[str, Any]
    slips: Mapping[str, Mapping[str, Any]]

    def as_data(self) -> dict[str, Any]:
        return {
            "references": {task: encode(task, value) for task, value in self.references.items()},
            "slips": {
                task: {name: encode(task, value) for name, value in slips.items()} for task, slips in self.slips.items()
            },
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> AnswerKey:
        return cls(
            {task: decode(bundle, task) for task, bundle in data["references"].items()},
            {t: {name: decode(bundle, t) for name, bundle in slips.items()} for t, slips in data["slips"].items()},
        )

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.as_data(), ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")

    @classmethod
    def read(cls, path: Path) -> AnswerKey:
        return cls.from_data(json.loads(path.read_text(encoding="utf-8")))


def answer_key(exam: Exam, shops: Mapping[str, Any]) -> AnswerKey:
    """Computes an exam's right and wrong answers; `shops` maps "unseen" and "home" to shops.

    Each value goes through the same encoding as a learner's, so that both are compared in the same form.
    Raises ExamError that names the task and the slip.
    """
    references: dict[str, Any] = {}
    slips: dict[str, dict[str, Any]] = {}
    for task in exam.automatic:
        shop = shops[task.judged_on]
        references[task.name] = _computed(task.name, "reference", task.reference, shop)
        slips[task.name] = {
            slip.name: _computed(task.name, f"slip “{slip.name}”", slip.answer, shop)
            for slip in task.slips
            if slip.answer is not None
        }
    return AnswerKey(references, slips)


def _computed(task: str, what: str, function: Callable[[Any], Any], shop: Any) -> Any:
    try:
        return decode(encode(task, function(shop)), task)
    except BundleError as error:
        raise ExamError(KEY_FAILED.format(task=task, what=what, reason=error)) from error
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise ExamError(KEY_FAILED.format(task=task, what=what, reason=reason)) from error


def load_exam(path: Path, told: Callable[[str], str] | None = None) -> Exam:
    """Returns the EXAM that a file defines; `told` gives the file's text in another language. Raises ExamError without one."""
    if not path.is_file():
        raise ExamError(NO_EXAM.format(path=path))
    exam = getattr(_executed(path, told), "EXAM", None)
    if not isinstance(exam, Exam):
        raise ExamError(NO_NAME.format(path=path))
    return Exam(exam.module, exam.tasks, path)


def beside(exam: str, name: str) -> ModuleType:
    """Returns the module of this name that lies beside an exam's file: an exam is loaded by its path, not as a package."""
    return _executed(Path(exam).with_name(f"{name}.py"))


def _executed(path: Path, told: Callable[[str], str] | None = None) -> ModuleType:
    name = "coursekit_exam_" + hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their own module up
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # no trace of an exam beside it
    try:
        if told is None:
            spec.loader.exec_module(module)
        else:
            exec(compile(told(path.read_text(encoding="utf-8")), str(path), "exec"), module.__dict__)
    finally:
        sys.dont_write_bytecode = before
    return module


def exam_hash(exam: Exam) -> str:
    """Returns a hash of the exam and the Python files beside it, so that a changed exam gets a new key."""
    if exam.path is None:
        return hashlib.sha256(repr(exam).encode()).hexdigest()
    total = hashlib.sha256()
    for path in sorted(exam.path.parent.glob("*.py")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
