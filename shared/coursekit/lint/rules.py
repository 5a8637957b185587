"""All rules, and running them.

A page rule takes one notebook; a course rule takes what it needs of the whole; the slow ones, on exams, compute, mark and
release, and keep what they found under build/.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coursekit.lint import exam_rules, numbers, outline, outputs, points, prose, structure, taught, twins, way
from coursekit.lint.exams import Graded, graded_modules
from coursekit.lint.finding import Finding
from coursekit.lint.pages import Page, course_pages, read_pages

TRYING = "Trying the exam of {module} on the shop of seed {seed} …"
RELEASING = "Releasing {module} to a class that doesn't last, and searching what its learners get …"


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
    lambda course: way.way(course.pages),
)
EXAM_RULES: tuple[Callable[[Graded, Course], Iterator[Finding]], ...] = (
    lambda graded, course: exam_rules.cells_agree(graded),
    lambda graded, course: exam_rules.shapes_and_slips(graded),
    lambda graded, course: exam_rules.assessed_points(graded, course.outline),
)


def lint_pages(paths: list[Path], root: Path) -> list[Finding]:
    """The findings of the page rules on these notebooks."""
    pages, findings = read_pages(paths, root)
    return sorted({*findings, *(finding for page in pages for rule in PAGE_RULES for finding in rule(page))})


def lint_course(root: Path, slow: bool = True, say: Callable[[str], None] = lambda line: None) -> list[Finding]:
    """The findings of all rules on the whole course; without `slow`, no exam is tried and nothing released."""
    pages, unreadable = course_pages(root)
    stated, broken = outline.read_outline(root)
    course = Course(root, pages, stated)
    found = {*unreadable, *broken}
    found.update(finding for page in pages for rule in PAGE_RULES for finding in rule(page))
    found.update(finding for rule in COURSE_RULES for finding in rule(course))
    for graded in graded_modules(root):
        found.update(finding for rule in EXAM_RULES for finding in rule(graded, course))
        if slow:
            found.update(tried(graded, say))
    return sorted(found)


def tried_on(root: Path, seeds: Iterable[int], say: Callable[[str], None] = lambda line: None) -> list[Finding]:
    """What the proofs of all exams' marks find on shops of these seeds, which are made for this and thrown away."""
    from coursekit.lint import mark_rules, shops

    found: set[Finding] = set()
    for seed in seeds:
        with shops.passing_shop(seed, say) as folder:
            for graded in graded_modules(root):
                say(TRYING.format(module=graded.name, seed=seed))
                found.update(mark_rules.marks_proved(graded, shops.trial(root, graded.exam, seed, say, folder)))
    return sorted(found)


def tried(graded: Graded, say: Callable[[str], None] = lambda line: None) -> Iterator[Finding]:
    """The findings of the slow rules on one exam: its marks on unseen shops, and what reaches learners."""
    from coursekit.lint import kept, leak_rules, mark_rules, shops

    @lru_cache(maxsize=1)  # the last shop's answers mark the class too; three shops at once would fill a laptop
    def trial(seed: int) -> shops.Trial:
        return shops.trial(graded.root, graded.exam, seed, say)

    def marks() -> Iterator[Finding]:
        for seed in shops.SEEDS:
            say(TRYING.format(module=graded.name, seed=seed))
            found = list(mark_rules.marks_proved(graded, trial(seed)))
            yield from found
            if found:  # the same slip on the next shop would be the same finding
                return

    def leaks() -> Iterator[Finding]:
        say(RELEASING.format(module=graded.name))
        yield from leak_rules.class_is_clean(graded, trial(shops.SEEDS[-1]))
        yield from leak_rules.workspace_is_clean(graded)

    yield from kept.kept(graded.root, "marks", kept.basis_of_marks(graded), marks)
    yield from kept.kept(graded.root, "leaks", kept.basis_of_leaks(graded), leaks)
