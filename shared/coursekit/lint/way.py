"""The way through the course: every notebook names the one before it and the next, in the default order."""

import os
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from coursekit.lint.finding import Finding
from coursekit.lint.order import position
from coursekit.lint.pages import Page

CELL = "way"
BEFORE, NEXT, BETWEEN = "Before: {link}", "Next: {link}", " · "
NO_WAY = 'its last cell must be `# %% [markdown] id="way"` with the line `{line}`.'
LESSON, EXERCISES, START = "lesson {number}", "exercises", "start"
WARMUP, WARMUP_EXERCISES = "warm-up {number}", "warm-up exercises"
ELSEWHERE, CAPSTONE = "module {module}, {name}", "capstone, {name}"


def way(pages: list[Page]) -> Iterator[Finding]:
    """Every notebook of the course but the tasks, which also lie alone in a class's folder, ends with its way."""
    for file, line in ways([page.file for page in pages if not page.is_master and not page.is_tasks]).items():
        page = next(page for page in pages if page.file == file)
        last = page.notebook.cells[-1] if page.notebook.cells else {}
        if last.get("id") != CELL or last.get("source", "").strip() != line:
            yield page.finding(NO_WAY.format(line=line))


def ways(files: list[str]) -> dict[str, str]:
    """The line of each of these notebooks, by its path from the course's folder; a course of one has no way."""
    ordered = sorted(files, key=position)
    lines = {}
    for place, file in enumerate(ordered if len(ordered) > 1 else []):
        parts = []
        if place:
            parts.append(BEFORE.format(link=_link(file, ordered[place - 1])))
        if place + 1 < len(ordered):
            parts.append(NEXT.format(link=_link(file, ordered[place + 1])))
        lines[file] = BETWEEN.join(parts)
    return lines


def _link(here: str, there: str) -> str:
    folder, other = PurePosixPath(here).parent, PurePosixPath(there)
    target = os.path.relpath(other, folder).replace(os.sep, "/")
    name = _name(other.name)
    if other.parent != folder and other.parts[0] == "modules":
        module = other.parent.name
        name = CAPSTONE.format(name=name) if module == "capstone" else ELSEWHERE.format(module=module[:2], name=name)
    return f"[{name}]({target})"


def _name(file: str) -> str:
    found = re.match(r"(lesson|warmup)_(\d)", file)
    if found:
        return (LESSON if found[1] == "lesson" else WARMUP).format(number=found[2])
    if file.startswith("warmup_exercises"):
        return WARMUP_EXERCISES
    return EXERCISES if file.startswith("exercises") else START
