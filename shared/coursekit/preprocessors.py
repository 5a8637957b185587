"""The same stages as steps of stock nbgrader, so that `nbgrader autograde` and formgrader's button isolate and mark alike.

The order in a class's configuration is Rebuild, …, IsolatedExecute, KeepExecuted, Mark, …, SaveAutoGrades, AskPerson, …
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import from_dict
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Integer

from coursekit.classroom import Classroom, open_class
from coursekit.exam import exam_hash
from coursekit.gradebook import still_to_do
from coursekit.history import History, entries_of
from coursekit.isolation import Limits
from coursekit.marked import write_marks
from coursekit.stages import Stages, shared_stages
from coursekit.submission import META, about, write_notebook

Notebook = Any
Resources = dict[str, Any]


def room_of(step: NbGraderPreprocessor) -> Classroom:
    """Returns the class that nbgrader is working in."""
    converter = getattr(getattr(step, "parent", None), "parent", None)
    course = getattr(converter, "coursedir", None)
    return open_class(Path(course.root if course is not None else os.getcwd()))


def plain(notebook: Notebook) -> dict[str, Any]:
    """Returns nbformat's notebook as plain data."""
    return json.loads(json.dumps(notebook))


class HandInExporter(NotebookExporter):
    """nbconvert's notebook exporter that lets a file that is no notebook through, empty, for Rebuild to say so."""

    def from_filename(self, filename: str, resources: Resources | None = None, **more: Any) -> tuple[str, Resources]:
        try:
            return super().from_filename(filename, resources=resources, **more)
        except (ValueError, OSError, RecursionError, AttributeError, KeyError, TypeError):
            return super().from_notebook_node(new_notebook(), resources=resources, **more)


class Step(NbGraderPreprocessor):
    """What the steps have in common: they know the class, the module and the student."""

    def stages(self, resources: Resources) -> Stages:
        settings = IsolatedExecute(config=self.config)
        return shared_stages(room_of(self), resources["nbgrader"]["assignment"], settings.trust, settings.limits())


class Rebuild(Step):
    """Puts a hand-in's answers into the released notebook, whatever state the hand-in is in."""

    def preprocess(self, nb: Notebook, resources: Resources) -> tuple[Notebook, Resources]:
        notebook = self.stages(resources).rebuilt(resources["nbgrader"]["student"])
        for note in about(notebook)["notes"]:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], note["says"])
        return from_dict(notebook), resources


class IsolatedExecute(Step):
    """Runs the notebook in the sandbox, or takes the kept run if it was a run of the same thing."""

    trust = Bool(False, help="Run learners' code unprotected where there is no bubblewrap.").tag(config=True)
    cell_seconds = Float(Limits.cell_seconds, help="Seconds that one cell may take.").tag(config=True)
    total_seconds = Float(Limits.total_seconds, help="Seconds that one hand-in may take.").tag(config=True)
    memory_bytes = Integer(
        Limits.memory_bytes, help="Memory that a hand-in may take: all its processes and files."
    ).tag(config=True)

    def limits(self) -> Limits:
        return Limits(self.cell_seconds, self.total_seconds, self.memory_bytes)

    def preprocess(self, nb: Notebook, resources: Resources) -> tuple[Notebook, Resources]:
        stages, student = self.stages(resources), resources["nbgrader"]["student"]
        notebook = plain(nb)
        if META not in notebook["metadata"]:  # a configuration without Rebuild: do it here, run nothing unrebuilt
            notebook = stages.rebuilt(student)
        kept = stages.earlier(student, stages.fingerprint(notebook))
        return from_dict(kept or stages.execute(notebook)), resources


class KeepExecuted(Step):
    """Keeps the executed notebook with its answers, from which everything can be marked again."""

    def preprocess(self, nb: Notebook, resources: Resources) -> tuple[Notebook, Resources]:
        stages = self.stages(resources)
        write_notebook(stages.executed_path(resources["nbgrader"]["student"]), plain(nb))
        return nb, resources


class Mark(Step):
    """Marks the answers, and puts marks and words where nbgrader looks for them."""

    def preprocess(self, nb: Notebook, resources: Resources) -> tuple[Notebook, Resources]:
        stages, notebook = self.stages(resources), plain(nb)
        marks = stages.mark(notebook, stages.judge(notebook))
        about_run = resources["nbgrader"]
        about_run["ask"] = {mark.task for mark in marks if stages.asks_person(mark)}
        about_run["entries"] = entries_of(about_run["student"], notebook, marks, stages.exam, exam_hash(stages.exam))
        with Gradebook(about_run["db_url"]) as book:
            about_run["before"] = {
                grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in _grades(book, about_run)
            }
        write_marks(notebook, marks, stages.exam)
        return from_dict(notebook), resources


def _grades(book: Gradebook, about_run: Resources) -> list[Any]:
    try:
        return book.find_submission_notebook(
            about_run["notebook"], about_run["assignment"], about_run["student"]
        ).grades
    except MissingEntry:
        return []


class AskPerson(Step):
    """Leaves a note in the gradebook for the cells that are work for a person, and for no others."""

    def preprocess(self, nb: Notebook, resources: Resources) -> tuple[Notebook, Resources]:
        about_run, stages = resources["nbgrader"], self.stages(resources)
        history = History(stages.room, stages.module)
        entries = about_run.get("entries", ())
        anew = {task for _, task in history.rewritten(entries) if stages.is_written(task)}
        with Gradebook(about_run["db_url"]) as book:
            for grade in _grades(book, about_run):
                asked = grade.auto_score is None or grade.name in about_run.get("ask", ())
                if grade.name in about_run.get("ask", ()) and grade.auto_score is None:
                    grade.auto_score = 0.0
                before, waiting = about_run.get("before", {}).get(grade.name, (None, False))
                grade.needs_manual_grade = still_to_do(grade, before, asked, waiting, grade.name in anew)
            book.db.commit()
        history.add(entries)
        return nb, resources
