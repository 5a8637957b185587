"""A twin's notebooks before anything is run: cells, ids, metadata, blanks."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from coursekit.build.errors import BuildError
from coursekit.build.headings import headings
from coursekit.build.markers import check_markers, expanded, marker_id
from coursekit.build.regions import has_region, without_region
from coursekit.build.slugs import slug
from coursekit.build.twins import Twin

KINDS = ("lesson", "exercises", "tasks")
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
JUPYTEXT_OWN = ("lines_to_next_cell", "lines_to_end_of_cell_marker", "title", "cell_depth")
TOP = "top"

AT = "{path}, {cell}: {problem}"
CELL = "cell {number}"
UNREADABLE = "{path} can't be read as a py:percent twin: {problem}"
UNKNOWN_KIND = "{path}: the header's kind is `{kind}`; use one of: {kinds}."
BAD_ID = "`{id}` can't be a cell id: use 1 to 64 letters, digits and dashes."
SAME_ID = 'the id `{id}` is used twice. Ids come from markers and headings; give one of the cells its own with id="…".'
STRAY_REGION = 'a solution in a tasks notebook belongs in a `task="…"` or `written="…"` cell.'
NO_STUB = (
    "nothing is left of the cell without its solution. "
    "Put the learner's line, for example `answer = ...`, above the region."
)
NO_DOTS = "the learner's part has no `...`. An untouched answer is `...`, else it can't be told from a wrong one."


@dataclass(frozen=True)
class Product:
    """One notebook that a twin makes: where it goes, its cells without outputs, and whether it is run."""

    path: Path
    notebook: NotebookNode
    run: bool


def products(twin: Twin) -> list[Product]:
    """What this twin makes.

    A lesson is run and stands where a learner sees it; one with solution regions is run blank there, and with its
    solutions in `tasks/`.
    Exercises and tasks stand there blank and not run, and with solutions, run, in `tasks/`.
    """
    notebook = read_twin(twin)
    kind = notebook_kind(twin, notebook)
    full = assembled(twin, notebook, kind)
    regions = any(has_region(cell.source) for cell in full.cells)
    if kind == "lesson" and not regions:
        return [Product(twin.notebook, full, run=True)]
    blank = blanked(twin, full)
    return [Product(twin.notebook, blank, run=kind == "lesson"), Product(twin.master, full, run=True)]


def read_twin(twin: Twin) -> NotebookNode:
    """The twin as jupytext reads it, markers still on the cells."""
    try:
        return jupytext.reads(twin.path.read_text(encoding="utf-8"), fmt="py:percent")
    except (ValueError, SyntaxError) as problem:
        raise BuildError(UNREADABLE.format(path=_short(twin), problem=problem)) from problem


def notebook_kind(twin: Twin, notebook: NotebookNode) -> str:
    """The kind by the twin's name: exercises…, tasks…, else lesson.

    The header's `jupyter: {coursekit: {kind: …}}` overrides it.
    """
    kind = notebook.metadata.get("coursekit", {}).get("kind")
    if kind is None:
        return next((kind for kind in ("exercises", "tasks") if twin.name.startswith(kind)), "lesson")
    if kind not in KINDS:
        raise BuildError(UNKNOWN_KIND.format(path=_short(twin), kind=kind, kinds=", ".join(KINDS)))
    return kind


def assembled(twin: Twin, notebook: NotebookNode, kind: str) -> NotebookNode:
    """The notebook with solutions: stable ids, nbgrader metadata, no outputs."""
    cells: list[NotebookNode] = []
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    section = TOP
    written = (cell for cell in notebook.cells if cell.source.strip() or cell.metadata)
    for number, cell in enumerate(written, start=1):
        for key in JUPYTEXT_OWN:
            cell.metadata.pop(key, None)
        where = CELL.format(number=number)
        with _located(twin, where):
            check_markers(cell)
        if cell.cell_type == "markdown" and "written" not in cell.metadata:
            section = next((slug(text) for _, text in headings(cell.source)), section)
        counts[section] += 1
        cell.id = marker_id(cell) or f"{section}-{counts[section]}"
        with _located(twin, where):
            _check_id(cell.id, seen)
        seen.add(cell.id)
        with _located(twin, f"cell `{cell.id}`"):
            if kind == "tasks" and has_region(cell.source) and not {"task", "written"} & set(cell.metadata):
                raise BuildError(STRAY_REGION)
        cells.append(_built(cell, graded=kind == "tasks"))
    return nbformat.v4.new_notebook(cells=cells, metadata=nbformat.from_dict(NOTEBOOK_METADATA))


def blanked(twin: Twin, full: NotebookNode) -> NotebookNode:
    """The same notebook with every solution region removed."""
    blank = nbformat.from_dict(full)
    for cell in blank.cells:
        if not has_region(cell.source):
            continue
        with _located(twin, f"cell `{cell.id}`"):
            cell.source = without_region(cell.source)
            if not cell.source.strip():
                raise BuildError(NO_STUB)
            if cell.cell_type == "code" and "..." not in cell.source:
                raise BuildError(NO_DOTS)
    return blank


def _built(cell: NotebookNode, graded: bool) -> NotebookNode:
    metadata = nbformat.from_dict(expanded(cell, graded))
    make = nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
    return make(source=cell.source, metadata=metadata, id=cell.id)


def _check_id(cell_id: str, seen: set[str]) -> None:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", cell_id):
        raise BuildError(BAD_ID.format(id=cell_id))
    if cell_id in seen:
        raise BuildError(SAME_ID.format(id=cell_id))


def _short(twin: Twin) -> str:
    return f"{twin.folder.name}/text/{twin.path.name}"


class _located:
    """Adds the twin and the cell to a BuildError raised inside."""

    def __init__(self, twin: Twin, cell: str) -> None:
        self.twin, self.cell = twin, cell

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, problem: BaseException | None, traceback: object) -> None:
        if isinstance(problem, BuildError):
            raise BuildError(AT.format(path=_short(self.twin), cell=self.cell, problem=problem)) from problem
