"""The stages put together for one hand-in: what `coursekit grade` and the preprocessors of stock nbgrader share."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from coursekit import execute
from coursekit.cells import answers_of
from coursekit.classroom import NOTEBOOK, Classroom
from coursekit.exam import AnswerKey, Exam, Task, World, exam_hash
from coursekit.execute import Sandbox
from coursekit.isolation import Limits
from coursekit.judge import judge_answers
from coursekit.launch import Slot, Warm
from coursekit.mark import Mark, mark_notebook
from coursekit.readers import speaking_to
from coursekit.rebuild import MISSING_ANSWER
from coursekit.submission import META, about, read_notebook, rebuilt, write_notebook
from shoplab.languages import language, say
from shoplab.languages.saying import ENGLISH

LOADED = re.compile(r"""load\(["'](\w+)["']\)""")
LOAD_ALL = """
import contextlib
for name in {names}:
    with contextlib.suppress(Exception):
        load(name)
"""
UNREADABLE = "This could not be marked as it is, so a person will look at it. {reason}"
NO_WORK_CELL = "Your notebook had no cell for this task any more. Put your answer into the notebook that was given out, and hand in again."


@dataclass
class Stages:
    """Everything that grading a module of a class needs, each part made when first used."""

    room: Classroom
    module: str
    trust: bool = False
    limits: Limits = field(default_factory=Limits)
    known: dict[str, Mark] = field(default_factory=dict, repr=False)  # marks of answers that came before
    exams: dict[str, Exam] = field(default_factory=dict, repr=False)  # the exam by the language of its words

    @cached_property
    def exam(self) -> Exam:
        return self.room.exam(self.module)

    @cached_property
    def key(self) -> AnswerKey:
        return self.room.key(self.exam)

    @cached_property
    def worlds(self) -> dict[str, World]:
        return self.room.worlds(self.exam)

    @cached_property
    def released(self) -> dict[str, Any]:
        return self.room.released(self.module)

    @cached_property
    def sandbox(self) -> Sandbox:
        Sandbox(None, trust=self.trust).check()
        cache = None if self.trust else execute.warm_cache(self.room.private / "cache")
        return Sandbox(self.room.shop_folder("unseen"), cache, self.limits, self.trust, self.warm)

    def close(self) -> None:
        """Ends the warm parent, if one was started."""
        if "sandbox" in self.__dict__:
            self.sandbox.close()

    @property
    def warm(self) -> Warm:
        """What the warm parent loads: the libraries, and the tables that the released notebook reads."""
        source = "\n".join(cell["source"] for cell in self.released["cells"] if cell["cell_type"] == "code")
        names = sorted(set(LOADED.findall(source)))
        return Warm((*execute.WARM_UP, LOAD_ALL.format(names=names)))

    @cached_property
    def versions(self) -> str:
        return execute.versions_hash()

    def executed_path(self, student: str) -> Path:
        return self.room.step("executed", self.module, student) / f"{NOTEBOOK}.ipynb"

    def rebuilt(self, student: str) -> dict[str, Any]:
        return rebuilt(self.room, self.module, student, self.released)

    def fingerprint(self, notebook: dict[str, Any]) -> str:
        said = json.dumps(about(notebook).get("notes", []), sort_keys=True)
        return execute.fingerprint(notebook, self.room.shop_hash("unseen") + said, self.sandbox, self.versions)

    def earlier(self, student: str, fingerprint: str) -> dict[str, Any] | None:
        """Returns the kept run of this student if it was a run of the very same thing."""
        try:
            kept = read_notebook(self.executed_path(student))
        except (OSError, ValueError):
            return None
        return kept if about(kept).get("fingerprint") == fingerprint else None

    def execute(self, notebook: dict[str, Any], slot: Slot | None = None) -> dict[str, Any]:
        """Runs a rebuilt notebook in place and returns it, its notes completed; a blank one for an unreadable file is not run."""
        fingerprint, notes = self.fingerprint(notebook), []
        if not about(notebook).get("unreadable"):
            notes = [note.as_dict() for note in execute.execute_notebook(notebook, self.sandbox, slot)]
        return self._noted(notebook, fingerprint, notes)

    def _noted(self, notebook: dict[str, Any], fingerprint: str, notes: list[dict[str, str]]) -> dict[str, Any]:
        said, shop = about(notebook), self.room.shop_hash("unseen")
        notes = [*said.get("notes", []), *notes]
        notebook["metadata"][META] = {**said, "fingerprint": fingerprint, "shop": shop, "notes": notes}
        return notebook

    def ran_elsewhere(self, notebook: dict[str, Any]) -> bool:
        """Tells whether an executed notebook was run on another shop than the one that marks it now."""
        return about(notebook).get("shop") != self.room.shop_hash("unseen")

    def run(self, student: str, slot: Slot | None = None) -> bool:
        """Brings a student's hand-in to an executed notebook on disk, and tells whether it had to be run for that."""
        notebook = self.to_run(student)
        if notebook is not None:
            write_notebook(self.executed_path(student), self.execute(notebook, slot))
        return notebook is not None

    def to_run(self, student: str) -> dict[str, Any] | None:
        """Returns a student's rebuilt notebook, or nothing if the kept run was a run of the very same thing."""
        notebook = self.rebuilt(student)
        return notebook if self.earlier(student, self.fingerprint(notebook)) is None else None

    def keep(self, student: str, notebook: dict[str, Any], notes: list[dict[str, str]]) -> None:
        """Keeps a notebook that was run elsewhere, with what there was to tell."""
        fingerprint = self.fingerprint(self.rebuilt(student))
        write_notebook(self.executed_path(student), self._noted(notebook, fingerprint, notes))

    def judge(self, notebook: Mapping[str, Any]) -> dict[str, Any]:
        """Returns the outcomes of a notebook's decisions."""
        if not any(hasattr(task.compare, "judge") for task in self.exam.automatic):
            return {}
        cache = self.room.private / "judged" / self.module
        return judge_answers(self.exam, answers_of(notebook), self.worlds, cache)

    def mark(self, notebook: Mapping[str, Any], outcomes: Mapping[str, Any]) -> list[Mark]:
        """Returns a notebook's marks, their words in its own language; all of an unreadable one go to a person."""
        said = about(dict(notebook))
        with speaking_to(said.get("language", ENGLISH)):
            return self._mark(notebook, outcomes, said)

    def _mark(self, notebook: Mapping[str, Any], outcomes: Mapping[str, Any], said: Mapping[str, Any]) -> list[Mark]:
        if said.get("unreadable"):
            reason = " ".join(dict.fromkeys(note["says"] for note in said.get("notes", [])[:3]))
            text = say(UNREADABLE).format(reason=reason)
            return [Mark(t.name, 0.0, float(t.points), "unreadable", None, text) for t in self.exam.tasks]
        marks = mark_notebook(notebook, self.key, outcomes, self._exam_in(language()), self.known)
        noted = {note["says"] for note in said.get("notes", [])}
        return [_with_lost_cell(mark, noted) for mark in marks]

    def _exam_in(self, language: str) -> Exam:
        if language not in self.exams:
            self.exams[language] = self.exam if language == ENGLISH else self.room.exam_in(self.module, language)
        return self.exams[language]

    def is_written(self, task: str) -> bool:
        return not isinstance(self.exam.task(task), Task)

    def asks_person(self, mark: Mark) -> bool:
        """Tells whether a cell that nbgrader would call marked must still be looked at."""
        automatic = isinstance(self.exam.task(mark.task), Task)
        return mark.verdict == "unreadable" or (automatic and mark.needs_person)


_shared: dict[tuple[Any, ...], Stages] = {}


def shared_stages(room: Classroom, module: str, trust: bool, limits: Limits) -> Stages:
    """Returns the stages that the steps of stock nbgrader share in one process, anew when exam, release or packages change."""
    release = room.step("release", module) / f"{NOTEBOOK}.ipynb"
    stamp = release.stat().st_mtime_ns if release.exists() else 0
    basis = (room.root, module, trust, limits, exam_hash(room.exam(module)), stamp, execute.versions_hash())
    if basis not in _shared:
        for old in _shared.values():
            old.close()
        _shared.clear()
        _shared[basis] = Stages(room, module, trust, limits)
    return _shared[basis]


def _with_lost_cell(mark: Mark, noted: set[str]) -> Mark:
    """Returns a blank answer's mark with the reason, where the cell for it was missing in the hand-in."""
    if mark.verdict != "blank" or MISSING_ANSWER.format(cell=f"{mark.task}-work") not in noted:
        return mark
    return replace(mark, feedback=say(NO_WORK_CELL))
