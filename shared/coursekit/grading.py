"""`coursekit grade` and `coursekit mark`: a whole class through execute → judge → mark, each stage kept on disk."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursekit import cluster
from coursekit.classroom import NOTEBOOK, Classroom
from coursekit.exam import exam_hash
from coursekit.execute import run_pool
from coursekit.gradebook import Graded, marks_by_hand, without_pictures, write_grades
from coursekit.history import Change, Entry, History, entries_of
from coursekit.isolation import IsolationMissing, Limits
from coursekit.mark import Mark
from coursekit.marked import write_marks
from coursekit.stages import Stages
from coursekit.submission import META, about, read_notebook, write_notebook

NOTHING_HANDED_IN = "Nobody has handed in “{module}” here: run `coursekit collect {module}` first."
NOTHING_EXECUTED = "Nothing of “{module}” has been run yet: run `coursekit grade {module}` first."
NOT_RUN = "{student}: not graded. {reason}"
OTHER_SHOP = "It was run on another shop: the class's secret has changed since. Run `coursekit grade {module}`, which runs it anew."
ALL_ELSEWHERE = (
    "All {count} hand-ins were run on another shop: the class's secret has changed since. Nothing was marked. "
    "Run `coursekit grade {module}`, which runs them anew."
)
OUTDATED = (
    "The marks of “{module}” are no longer what the exam, the market and the class's secret give: {count} would be others. "
    "No report was written. Run `coursekit mark {module}` first, or `coursekit grade {module}` after a new secret."
)
RAN = "{student}: run"
KEPT = "{student}: as run before"
COUNTED = "{done}/{total}  {line}"
TIME_LEFT = "  (about {minutes}:{seconds:02d} left)"


class NothingToGrade(RuntimeError):
    """There is no hand-in to work on; the message says how to get one."""


@dataclass
class StudentResult:
    """One student's marks and what is worth telling about the hand-in."""

    student: str
    marks: list[Mark]
    notes: list[dict[str, str]]


@dataclass
class ClassResult:
    """A class's marks, what failed, and where the time went."""

    module: str
    students: list[StudentResult] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    changed_under_hand: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    written: bool = True
    executed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


def settings_of(config: Any, trust: bool = False) -> tuple[bool, Limits]:
    """Returns what the class's configuration says about running: trusted or not, and the limits."""
    from coursekit.preprocessors import IsolatedExecute

    step = IsolatedExecute(config=config)
    return trust or step.trust, step.limits()


def grade(
    room: Classroom,
    module: str,
    students: Sequence[str] | None = None,
    trust: bool = False,
    workers: int | None = None,
    say: Callable[[str], None] = lambda line: None,
    scheduler: str | None = None,
) -> ClassResult:
    """Grades the hand-ins of a module; runs only what was not run before. One bad hand-in never stops the others.

    With the address of a Dask `scheduler`, notebooks run on its workers. Whatever ends this process, each notebook that was
    run is kept, and marks are written when all have been run: the next call does the rest.
    Raises NothingToGrade, ClassError, ExamError, GradebookError, ClusterError, and IsolationMissing where code can't be shut in.
    """
    config = room.config()
    stages = Stages(room, module, *settings_of(config, trust))
    names = [name for name in room.students("submitted", module) if students is None or name in students]
    if not names:
        raise NothingToGrade(NOTHING_HANDED_IN.format(module=module))
    started, result = time.perf_counter(), ClassResult(module)
    # Made once, before the pool; and a broken exam is found before anything is run.
    _ = stages.released, stages.sandbox, stages.versions, room.shop_hash("unseen"), stages.key
    executed: set[str] = set()
    progress = Progress(len(names))
    try:
        for name, outcome in _run_all(stages, names, workers, scheduler, say):
            if isinstance(outcome, IsolationMissing):
                raise outcome
            if isinstance(outcome, Exception):
                result.failed.append(NOT_RUN.format(student=name, reason=outcome))
                continue
            executed.add(name)
            result.executed += outcome
            say(progress.after((RAN if outcome else KEPT).format(student=name), outcome))
    finally:
        stages.close()
    result.failed.sort()
    result.seconds["execute"] = time.perf_counter() - started
    return _mark_all(stages, [name for name in names if name in executed], result, config)


class Progress:
    """Counts hand-ins, and says how long the rest will take at the pace of those that were run."""

    def __init__(self, total: int, now: Callable[[], float] = time.monotonic) -> None:
        self.total, self.done, self.ran = total, 0, 0
        self._now, self._started = now, now()

    def after(self, line: str, ran: bool) -> str:
        """Returns the line to say after one more hand-in."""
        self.done, self.ran = self.done + 1, self.ran + ran
        head = COUNTED.format(done=self.done, total=self.total, line=line)
        left = self.total - self.done
        if not left or not self.ran:
            return head
        seconds = round((self._now() - self._started) / self.ran * left)
        return head + TIME_LEFT.format(minutes=seconds // 60, seconds=seconds % 60)


def _run_all(
    stages: Stages, names: Sequence[str], workers: int | None, scheduler: str | None, say: Callable[[str], None]
) -> Iterable[tuple[str, bool | Exception]]:
    """Brings every hand-in to an executed notebook on disk; yields (name, was it run now, or an exception) as they end."""
    if scheduler:
        return _run_on_cluster(stages, names, scheduler)
    slower = stages.sandbox.start()
    if slower:
        say(slower)
    return run_pool(names, stages.run, workers)


def _run_on_cluster(stages: Stages, names: Sequence[str], scheduler: str) -> Iterable[tuple[str, bool | Exception]]:
    if stages.trust:
        raise cluster.ClusterError(cluster.NEVER_TRUST)
    waiting = {}
    for name in names:
        notebook = stages.to_run(name)
        if notebook is None:
            yield name, False
        elif about(notebook).get("unreadable"):
            yield name, stages.run(name)  # there is nothing in it to run
        else:
            waiting[name] = notebook
    orders = cluster.Orders(stages.room.shop_hash("unseen"), stages.versions, stages.limits, stages.warm)
    folder = stages.room.shop_folder("unseen")
    for name, done in cluster.run_all(scheduler, waiting, orders, folder) if waiting else ():
        if not isinstance(done, Exception):
            stages.keep(name, done["notebook"], done["notes"])
        yield name, done if isinstance(done, Exception) else True


def mark(
    room: Classroom,
    module: str,
    students: Sequence[str] | None = None,
    agree: Callable[[list[Change]], bool] = lambda changes: True,
) -> ClassResult:
    """Marks a module again from the executed notebooks, without running anything.

    `agree` is asked with the marks that change, before anything is written; without its yes nothing is.
    """
    config = room.config()
    stages = Stages(room, module, *settings_of(config))
    names = [name for name in room.students("executed", module) if students is None or name in students]
    names = [name for name in names if stages.executed_path(name).exists()]
    if not names:
        raise NothingToGrade(NOTHING_EXECUTED.format(module=module))
    if all(stages.ran_elsewhere(read_notebook(stages.executed_path(name))) for name in names):
        raise NothingToGrade(ALL_ELSEWHERE.format(count=len(names), module=module))
    return _mark_all(stages, names, ClassResult(module), config, agree)


def _mark_all(
    stages: Stages,
    names: Sequence[str],
    result: ClassResult,
    config: Any,
    agree: Callable[[list[Change]], bool] = lambda changes: True,
) -> ClassResult:
    """Judges and marks executed notebooks; each is read when its turn comes, so that a large class needs no more memory."""
    started, judging = time.perf_counter(), 0.0
    history, basis = History(stages.room, stages.module), exam_hash(stages.exam)
    entries: list[Entry] = []
    for name in names:
        notebook = read_notebook(stages.executed_path(name))
        if stages.ran_elsewhere(notebook):
            result.failed.append(NOT_RUN.format(student=name, reason=OTHER_SHOP.format(module=stages.module)))
            continue
        before = time.perf_counter()
        outcomes = stages.judge(notebook)
        judging += time.perf_counter() - before
        marks = stages.mark(notebook, outcomes)
        result.students.append(StudentResult(name, marks, about(notebook).get("notes", [])))
        entries += entries_of(name, notebook, marks, stages.exam, basis)
    result.changes = history.changes(entries, marks_by_hand(stages.room, stages.module, config))
    result.written = agree(result.changes)
    if result.written:
        _write_all(stages, result, config, history, entries)
    result.seconds["judge"] = judging
    result.seconds["mark"] = time.perf_counter() - started - judging
    return result


def _write_all(stages: Stages, result: ClassResult, config: Any, history: History, entries: list[Entry]) -> None:
    """Writes marks and words into notebooks and the gradebook; the history last, so that a crash repeats and loses nothing."""
    rewritten, graded = history.rewritten(entries), []
    for one in result.students:
        notebook = read_notebook(stages.executed_path(one.student))
        write_marks(notebook, one.marks, stages.exam)
        _write_autograded(stages.room, stages.module, one.student, notebook)
        ask = frozenset(mark.task for mark in one.marks if stages.asks_person(mark))
        written = (mark.task for mark in one.marks if stages.is_written(mark.task))
        anew = frozenset(task for task in written if (one.student, task) in rewritten)
        graded.append(Graded(one.student, without_pictures(notebook), one.marks, ask, anew))
    result.changed_under_hand = write_grades(stages.room, stages.module, graded, config).changed_under_hand
    history.add(entries)


def _write_autograded(room: Classroom, module: str, student: str, notebook: dict[str, Any]) -> None:
    """Writes what formgrader and generate_feedback read, read-only as nbgrader does, with the hand-in's time stamp."""
    folder = room.step("autograded", module, student)
    write_notebook(folder / f"{NOTEBOOK}.ipynb", notebook, mode=0o444)
    stamp = room.step("submitted", module, student) / "timestamp.txt"
    if stamp.is_file() and not stamp.is_symlink() and stamp.stat().st_size < 200:
        _copy_over(stamp, folder / "timestamp.txt")


def _copy_over(source: Path, target: Path) -> None:
    if target.exists():
        target.unlink()
    shutil.copyfile(source, target)
    target.chmod(0o444)


def results(room: Classroom, module: str) -> ClassResult:
    """Returns a class's marks as they follow from the executed notebooks, writing nothing.

    Raises NothingToGrade when they are no longer those that were written: points of yesterday beside today's reasons mislead.
    """
    stages = Stages(room, module)
    result, history, basis = ClassResult(module), History(room, module), exam_hash(stages.exam)
    for name in room.students("executed", module):
        if stages.executed_path(name).exists():
            notebook = read_notebook(stages.executed_path(name))
            marks = stages.mark(notebook, stages.judge(notebook))
            result.students.append(StudentResult(name, marks, about(notebook).get("notes", [])))
            result.changes += history.changes(entries_of(name, notebook, marks, stages.exam, basis))
    if result.changes:
        raise NothingToGrade(OUTDATED.format(module=module, count=len(result.changes)))
    return result


__all__ = ["META", "ClassResult", "NothingToGrade", "StudentResult", "grade", "mark", "results"]
