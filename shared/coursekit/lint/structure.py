"""How a notebook is put together: headings in order, recall before the lesson."""

import re
from collections.abc import Iterator

from coursekit.build.headings import headings
from coursekit.lint.finding import Finding
from coursekit.lint.pages import Page

NO_H1 = "the first cell must open with the notebook's one `# ` heading."
TWO_H1 = "`# {text}` is a second top heading; a notebook has one. Use `## `."
SKIPPED = "`{text}` is a heading of level {level} after one of level {before}; none may be left out."
NO_RECALL = "a lesson opens with three recall questions; this one has {count}. Give their cells ids like `recall-1`."
RECALLS = 3


def first_heading(page: Page) -> Iterator[Finding]:
    """The first cell opens with a level-one heading, and no other heading is of level one."""
    cells = page.notebook.cells
    top = cells[0].source.lstrip() if cells and cells[0].cell_type == "markdown" else ""
    if not re.match(r"# \S", top):
        yield page.finding(NO_H1, cells[0] if cells else None)
    ones = [(cell, text) for cell in page.cells("markdown") for level, text in headings(cell.source) if level == 1]
    for cell, text in ones[1:]:
        yield page.finding(TWO_H1.format(text=text), cell)


def heading_order(page: Page) -> Iterator[Finding]:
    """A heading is at most one level deeper than the one before."""
    before = 0
    for cell in page.cells("markdown"):
        for level, text in headings(cell.source):
            if before and level > before + 1:
                yield page.finding(SKIPPED.format(text=text, level=level, before=before), cell)
            before = level


def recall(page: Page) -> Iterator[Finding]:
    """Every module lesson has its recall questions: cells `recall-…`, or questions named so."""
    if not page.is_lesson:
        return
    named = re.compile(r"""\bquestion\(\s*["'][^"']*recall""")
    count = sum(
        cell.get("id", "").startswith("recall") or bool(named.search(cell.source)) for cell in page.cells("code")
    )
    if count < RECALLS:
        yield page.finding(NO_RECALL.format(count=count))
