"""The modules that have an exam: the exam, the master that is released, and where a finding in them stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from coursekit.exam import Exam, load_exam
from coursekit.lint.finding import Finding

TASKS = "tasks.ipynb"


@dataclass(frozen=True)
class Graded:
    """A module with an exam."""

    root: Path
    folder: Path
    exam: Exam
    master: NotebookNode

    @property
    def name(self) -> str:
        """The module's name, as its folder has it."""
        return self.folder.name

    @property
    def page(self) -> str:
        """The tasks as a learner sees them, from the course's folder: what places in the outline name."""
        return (self.folder / TASKS).relative_to(self.root).as_posix()

    def in_exam(self, sentence: str) -> Finding:
        """A finding in the exam."""
        return Finding((self.folder / "tasks" / "exam.py").relative_to(self.root).as_posix(), "", sentence)

    def in_master(self, sentence: str, cell: str = "") -> Finding:
        """A finding in the master notebook."""
        return Finding((self.folder / "tasks" / TASKS).relative_to(self.root).as_posix(), cell, sentence)

    def graded_cells(self) -> list[NotebookNode]:
        """The master's graded cells, in its order."""
        return [cell for cell in self.master.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def graded_modules(root: Path) -> Iterator[Graded]:
    """Every module whose exam and master can be read; what can't be is reported by the rules on twins and points."""
    for path in sorted(root.glob("modules/*/tasks/exam.py")):
        try:
            exam = load_exam(path)
            master = nbformat.reads((path.parent / TASKS).read_text(encoding="utf-8"), as_version=4)
        except Exception:  # an author's file may fail in any way
            continue
        yield Graded(root, path.parents[1], exam, master)
