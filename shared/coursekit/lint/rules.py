"""All rules, and running them.

A page rule takes one notebook; a course rule takes what it needs of the whole. The rules on exams (reference = full marks
on three unseen shops, each slip its marks, blank = 0, nothing leaks into a release) are to stand in `exam_rules.py` and
to be added to COURSE_RULES here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coursekit.lint import numbers, outline, outputs, points, prose, structure, taught, twins
from coursekit.lint.finding import Finding
from coursekit.lint.pages import Page, course_pages, read_pages


@dataclass(frozen=True)
class Course:
    """What course rules look at."""

    root: Path
    pages: list[Page]
    outline: outline.Outline


PAGE_RULES: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    structure.first_heading,
    structure.heading_order,
    structure.recall,
    outputs.figure_words,
    outputs.stderr,
    outputs.errors,
    outputs.machine_traces,
    outputs.all_run,
    prose.portable,
    points.grade_ids,
    points.shown_points,
    numbers.numbers_in_prose,
)
COURSE_RULES: tuple[Callable[[Course], Iterator[Finding]], ...] = (
    lambda course: twins.twin_matches(course.root),
    lambda course: twins.no_orphans(course.root),
    lambda course: outline.all_points(course.outline),
    lambda course: outline.places(course.outline, course.pages),
    lambda course: outline.written_modules(course.outline, course.root),
    lambda course: taught.points_taught(course.root, course.outline),
    lambda course: taught.names_taught(course.root, course.pages),
)


def lint_pages(paths: list[Path], root: Path) -> list[Finding]:
    """The findings of the page rules on these notebooks."""
    pages, findings = read_pages(paths, root)
    return sorted({*findings, *(finding for page in pages for rule in PAGE_RULES for finding in rule(page))})


def lint_course(root: Path) -> list[Finding]:
    """The findings of all rules on the whole course."""
    pages, unreadable = course_pages(root)
    stated, broken = outline.read_outline(root)
    course = Course(root, pages, stated)
    found = {*unreadable, *broken}
    found.update(finding for page in pages for rule in PAGE_RULES for finding in rule(page))
    found.update(finding for rule in COURSE_RULES for finding in rule(course))
    return sorted(found)
