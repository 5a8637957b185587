"""Graded cells: names that people can read, and points that are the ones shown."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from coursekit.build.headings import headings
from coursekit.lint.finding import Finding
from coursekit.lint.pages import Page

UNREADABLE = "the grade_id `{name}` is not a readable name. Use words joined by dashes, like `unit-economics`."
TWICE = "the grade_id `{name}` is used twice in this notebook."
SHOWN = "the heading above shows {shown} points and its cells are worth {graded}."
NOT_SHOWN = (
    "its {graded} points are not shown. Write them in the task's heading, as in `## Unit economics (10 points)`."
)
TOTAL = "the introduction says {shown} points in all and the cells are worth {graded}."

_READABLE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_RANDOM = re.compile(r"(?:^|-)(?=[a-z]*\d)[0-9a-f]{6,}(?:$|-)")
_POINTS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:points?\b|分)", re.IGNORECASE)
_TOTAL = re.compile(r"(\d+(?:\.\d+)?)\s*points in all\b", re.IGNORECASE)


def grade_ids(page: Page) -> Iterator[Finding]:
    """Every grade_id is a readable name and stands once."""
    seen: set[str] = set()
    for cell in page.notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name is None:
            continue
        if not _READABLE.fullmatch(name) or _RANDOM.search(name):
            yield page.finding(UNREADABLE.format(name=name), cell)
        if name in seen:
            yield page.finding(TWICE.format(name=name), cell)
        seen.add(name)


def shown_points(page: Page) -> Iterator[Finding]:
    """The points in a section's heading, else in its text, are those of its graded cells; so is the total, if stated."""
    total = 0.0
    for cells in _sections(page):
        graded = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")]
        worth = sum(cell.metadata["nbgrader"].get("points", 0) for cell in graded)
        total += worth
        if not graded:
            continue
        shown = _shown(cells)
        if shown is None:
            yield page.finding(NOT_SHOWN.format(graded=_number(worth)), graded[0])
        elif abs(shown - worth) > 1e-9:
            yield page.finding(SHOWN.format(shown=_number(shown), graded=_number(worth)), graded[0])
    for cell in page.cells("markdown"):
        for found in _TOTAL.finditer(cell.source):
            if total and abs(float(found[1]) - total) > 1e-9:
                yield page.finding(TOTAL.format(shown=found[1], graded=_number(total)), cell)


def _sections(page: Page) -> Iterator[list[NotebookNode]]:
    """The notebook's cells, cut before every heading of level one or two."""
    section: list[NotebookNode] = []
    for cell in page.notebook.cells:
        if cell.cell_type == "markdown" and any(level <= 2 for level, _ in headings(cell.source)) and section:
            yield section
            section = []
        section.append(cell)
    yield section


def _shown(cells: list[NotebookNode]) -> float | None:
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    titles = [title for text in texts for _, title in headings(text)]
    for text in (*titles, *texts):
        found = _POINTS.search(text)
        if found:
            return float(found[1])
    return None


def _number(value: float) -> str:
    return f"{value:g}"
