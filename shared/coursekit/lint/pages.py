"""The course's notebooks as the rules see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from coursekit.build.headings import headings
from coursekit.build.slugs import slug
from coursekit.build.twins import all_twins
from coursekit.lint.finding import Finding

UNREADABLE = "this is not a notebook: {problem}. Build it again."


@dataclass(frozen=True)
class Page:
    """One committed notebook."""

    path: Path
    root: Path
    notebook: NotebookNode

    @property
    def file(self) -> str:
        """The path from the course's folder, with forward slashes."""
        return self.path.relative_to(self.root).as_posix()

    @property
    def is_master(self) -> bool:
        """Is it the executed one with solutions, that never ships?"""
        return self.path.parent.name == "tasks"

    @property
    def folder(self) -> Path:
        """The module's folder, or `course/`."""
        return self.path.parent.parent if self.is_master else self.path.parent

    @property
    def is_lesson(self) -> bool:
        """Is it a module's lesson, as a learner sees it?"""
        return self.path.name.startswith("lesson_") and not self.is_master

    @property
    def is_tasks(self) -> bool:
        """Does it hold graded tasks?"""
        return self.path.name.startswith("tasks")

    @cached_property
    def anchors(self) -> set[str]:
        """What a place in the outline may name here: cell ids and the slugs of headings."""
        slugs = {slug(text) for cell in self.cells("markdown") for _, text in headings(cell.source)}
        return slugs | {cell.get("id", "") for cell in self.notebook.cells}

    def cells(self, kind: str) -> Iterator[NotebookNode]:
        """The cells of one kind, "code" or "markdown"."""
        return (cell for cell in self.notebook.cells if cell.cell_type == kind)

    def finding(self, sentence: str, cell: NotebookNode | None = None) -> Finding:
        """A finding in this notebook."""
        return Finding(self.file, cell.get("id", "?") if cell is not None else "", sentence)


def course_pages(root: Path) -> tuple[list[Page], list[Finding]]:
    """Every committed notebook that a twin stands for, in path order; what can't be read is a finding."""
    paths = [path for twin in all_twins(root) for path in (twin.notebook, twin.master) if path.is_file()]
    return read_pages(paths, root)


def read_pages(paths: list[Path], root: Path) -> tuple[list[Page], list[Finding]]:
    """These notebooks; what can't be read is a finding."""
    pages: list[Page] = []
    findings: list[Finding] = []
    for path in sorted(paths):
        try:
            notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        except (ValueError, nbformat.reader.NotJSONError, nbformat.validator.NotebookValidationError) as problem:
            reason = str(problem).splitlines()[0]
            findings.append(Finding(path.relative_to(root).as_posix(), "", UNREADABLE.format(problem=reason)))
        else:
            pages.append(Page(path, root, notebook))
    return pages, findings
