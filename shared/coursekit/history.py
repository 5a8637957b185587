"""What the machine marked, and when: private/marks/<module>.jsonl, one line for each mark that is new or has changed.

Lines are only ever added. A line that was cut off by a crash is passed over, and written again the next time.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coursekit.cells import answer_of, cells_by_name
from coursekit.classroom import Classroom, make_private
from coursekit.exam import Exam, Written
from coursekit.mark import Mark, number_text
from coursekit.submission import about

CHANGED = "{student}, {task}: {before} → {now} points ({was} → {becomes}): {why}."
BY_HAND = " Marked by hand with {manual}; that stays."
OTHER_ANSWER = "it was handed in again or run on another shop, and gives another answer"
OTHER_EXAM = "the exam was changed"
OTHER_RUN = "the notebook was run anew"
OTHER_MARKING = "the market or the marking was changed"
SLIP = "slip “{name}”"


@dataclass(frozen=True)
class Entry:
    """One mark of the machine, and what it rests on: the exam, the run and the answer, each as a short hash."""

    student: str
    task: str
    points: float
    verdict: str
    slip: str | None
    exam: str
    run: str
    answer: str
    when: str = ""

    @property
    def words(self) -> str:
        return SLIP.format(name=self.slip) if self.slip else self.verdict


@dataclass(frozen=True)
class Change:
    """A mark that becomes another one, and why; `manual` is a person's mark, which stays."""

    before: Entry
    now: Entry
    manual: float | None = None

    def __str__(self) -> str:
        line = CHANGED.format(
            student=self.now.student, task=self.now.task, before=number_text(self.before.points),
            now=number_text(self.now.points), was=self.before.words, becomes=self.now.words, why=self.why,
        )  # fmt: skip
        return line + (BY_HAND.format(manual=number_text(self.manual)) if self.manual is not None else "")

    @property
    def why(self) -> str:
        if self.before.answer != self.now.answer:
            return OTHER_ANSWER
        if self.before.exam != self.now.exam:
            return OTHER_EXAM
        return OTHER_RUN if self.before.run != self.now.run else OTHER_MARKING


class History:
    """The latest mark of each student and task of a module, and the file that all of them stand in."""

    def __init__(self, room: Classroom, module: str) -> None:
        self.path = room.private / "marks" / f"{module}.jsonl"
        self.latest: dict[tuple[str, str], Entry] = {}
        for entry in read(self.path):
            self.latest[entry.student, entry.task] = entry

    def changes(self, entries: Iterable[Entry], manual: Mapping[tuple[str, str], float] | None = None) -> list[Change]:
        """Returns the marks that were others before; new ones are none of them."""
        pairs = [(self.latest.get((one.student, one.task)), one) for one in entries]
        manual = manual or {}
        return [
            Change(before, now, manual.get((now.student, now.task)))
            for before, now in pairs
            if before is not None
            and (before.points, before.verdict, before.slip) != (now.points, now.verdict, now.slip)
        ]

    def rewritten(self, entries: Iterable[Entry]) -> set[tuple[str, str]]:
        """Returns (student, task) of the answers that are others than those that were marked before."""
        pairs = [(self.latest.get((one.student, one.task)), one) for one in entries]
        return {(now.student, now.task) for before, now in pairs if before is not None and before.answer != now.answer}

    def add(self, entries: Iterable[Entry]) -> None:
        """Writes down what is new or has changed."""
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        fresh = []
        for entry in entries:
            before = self.latest.get((entry.student, entry.task))
            if before is None or _basis(before) != _basis(entry):
                fresh.append(Entry(**{**asdict(entry), "when": when}))
                self.latest[entry.student, entry.task] = fresh[-1]
        if fresh:
            make_private(self.path.parents[1])
            self.path.parent.mkdir(exist_ok=True)
            text = "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in fresh)
            with self.path.open("a", encoding="utf-8", newline="\n") as file:
                file.write("\n" * (not _ends_well(self.path)) + text)


def _basis(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "when": ""}


def _ends_well(path: Path) -> bool:
    blob = path.read_bytes()[-1:]
    return blob in (b"", b"\n")


def read(path: Path) -> list[Entry]:
    """Returns all marks that were ever written down, the oldest first."""
    found = []
    for line in path.read_text(encoding="utf-8").split("\n") if path.exists() else ():
        try:
            found.append(Entry(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found


def entries_of(student: str, notebook: Mapping[str, Any], marks: Iterable[Mark], exam: Exam, basis: str) -> list[Entry]:
    """Returns one student's marks as they are written down.

    `notebook` is the executed one, before marks stand in it; `basis` is the exam's hash.
    """
    cells, run, basis = cells_by_name(notebook), str(about(dict(notebook)).get("fingerprint", ""))[:12], basis[:12]
    return [
        Entry(student, mark.task, mark.points, mark.verdict, mark.slip, basis, run, _answer(cells, mark.task, exam))
        for mark in marks
    ]


def _answer(cells: Mapping[str, Any], name: str, exam: Exam) -> str:
    cell = cells.get(name) or {}
    answer = cell.get("source") if isinstance(exam.task(name), Written) else answer_of(cell)
    return hashlib.sha256(json.dumps(answer, sort_keys=True, default=str).encode()).hexdigest()[:12]
