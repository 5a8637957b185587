"""Core uses only what was taught: the points of core questions and tasks, and the names in their solutions."""

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from nbformat import NotebookNode

from coursekit.build.regions import has_region, region_text
from coursekit.build.solutions import QUESTION
from coursekit.lint.finding import Finding
from coursekit.lint.order import position, teaching_before
from coursekit.lint.outline import Outline
from coursekit.lint.pages import Page

UNLOADABLE = "it can't be loaded: {problem}"
NO_POINTS = "the {kind} `{name}` is core and lists no point of the outline."
UNKNOWN = "the {kind} `{name}` lists {point}, which is not in the outline."
NOT_TAUGHT = "the core {kind} `{name}` lists {point}, which no lesson up to this module teaches."
NAME = "the solution of the core {kind} `{name}` uses `{word}`, which no earlier lesson or warm-up shows."


def points_taught(root: Path, outline: Outline) -> Iterator[Finding]:
    """Every core question and task lists points, and a lesson of its own or an earlier module teaches each of them."""
    for folder in sorted([*root.glob("modules/*"), root / "course"]):
        for path, kind, items in _declared(folder):
            file = path.relative_to(root).as_posix()
            if isinstance(items, str):
                yield Finding(file, "", UNLOADABLE.format(problem=items))
                continue
            for name, points in items.items():
                yield from _check_points(file, kind, name, points, outline)


def names_taught(root: Path, pages: list[Page]) -> Iterator[Finding]:
    """Every pandas, numpy, matplotlib or shoplab name in a core solution was shown in an earlier lesson or warm-up."""
    for page in pages:
        if not page.is_master or page.path.name.startswith(("lesson_", "warmup_")):
            continue
        core = _core_names(page.folder)
        seen = {word for earlier in teaching_before(page, pages) for word in shown_words(earlier)}
        given = {word for cell in page.cells("code") if not has_region(cell.source) for word in used_words(cell.source)}
        for cell, kind, name in _solutions(page):
            if name in core[kind]:
                for word in sorted(used_words(region_text(cell.source)) - seen - given):
                    yield page.finding(NAME.format(kind=kind, name=name, word=word), cell)


def used_words(source: str) -> set[str]:
    """The library's names that a piece of code uses: methods and attributes of pandas and matplotlib, shoplab's functions."""
    try:
        tree = ast.parse(re.sub(r"^\s*[%!].*$", "", source, flags=re.MULTILINE))
    except SyntaxError:
        return set()
    dotted = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    numpy = {f"np.{node.attr}" for node in dotted if isinstance(node.value, ast.Name) and node.value.id == "np"}
    attributes = {node.attr for node in dotted if f"np.{node.attr}" not in numpy}
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("shoplab")
        for alias in node.names
    }
    return (attributes & library_words()) | numpy | imported


def shown_words(page: Page) -> set[str]:
    """The library's names that a lesson shows: in its code, and in code within its text."""
    found = {word for cell in page.cells("code") for word in used_words(cell.source)}
    for cell in page.cells("markdown"):
        for code in re.findall(r"`([^`\n]+)`", cell.source):
            found |= set(re.findall(r"[A-Za-z_]\w*", code)) & library_words()
            found |= set(re.findall(r"\bnp\.\w+", code))
    return found


@cache
def library_words() -> frozenset[str]:
    """The public names that a learner can meet after a dot."""
    import pandas as pd
    from matplotlib.axes import Axes
    from pandas.core.groupby import DataFrameGroupBy, SeriesGroupBy
    from pandas.core.indexes.accessors import DatetimeProperties
    from pandas.core.strings.accessor import StringMethods

    owners = (pd, pd.DataFrame, pd.Series, DataFrameGroupBy, SeriesGroupBy, StringMethods, DatetimeProperties, Axes)
    return frozenset(name for owner in owners for name in dir(owner) if not name.startswith("_"))


def _check_points(file: str, kind: str, name: str, points: tuple[str, ...], outline: Outline) -> Iterator[Finding]:
    if not points:
        yield Finding(file, "", NO_POINTS.format(kind=kind, name=name))
    here = position(file)[0]
    for point in points:
        said = {"kind": kind, "name": name, "point": point}
        if not outline.entries:
            continue  # that there is no outline is a finding of its own
        if point not in outline.entries:
            yield Finding(file, "", UNKNOWN.format(**said))
        elif not any(position(place)[0] <= here for place in outline.taught_in[point]):
            yield Finding(file, "", NOT_TAUGHT.format(**said))


def _declared(folder: Path) -> Iterator[tuple[Path, str, dict[str, tuple[str, ...]] | str]]:
    """(file, "question" or "task", name → points of the core ones, or why the file can't be loaded)."""
    for path, kind, name in (
        (folder / "questions.py", "question", "QUESTIONS"),
        (folder / "tasks" / "exam.py", "task", "EXAM"),
    ):
        if not path.is_file():
            continue
        try:
            value = getattr(_load(path), name)
        except Exception as problem:  # an author's file may fail in any way; the finding says how
            yield path, kind, f"{type(problem).__name__}: {problem}"
            continue
        if kind == "question":
            # Recall questions and the warm-up's own stand outside the outline's modules.
            items = {one.name: one.points for one in value if one.level == "core" and not one.recalls}
            if folder.name == "course":
                items = {name: points for name, points in items.items() if points}
        else:
            items = {one.name: one.outline for one in value.tasks if one.level == "core"}
        yield path, kind, items


def _core_names(folder: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"question": set(), "task": set()}
    for path, kind, name in (
        (folder / "questions.py", "question", "QUESTIONS"),
        (folder / "tasks" / "exam.py", "task", "EXAM"),
    ):
        try:
            value = getattr(_load(path), name) if path.is_file() else ()
        except Exception:  # reported by points_taught
            continue
        items = value.tasks if kind == "task" and value else value
        found[kind] = {one.name for one in items if one.level == "core"}
    return found


def _solutions(page: Page) -> Iterator[tuple[NotebookNode, str, str]]:
    """(cell, "question" or "task", its name) for every code cell that holds a solution."""
    question = ""
    for cell in page.cells("code"):
        own = QUESTION.search(cell.source)
        question = own["name"] if own else question
        if not has_region(cell.source):
            continue
        if page.is_tasks:
            yield cell, "task", str(cell.get("id", "")).removesuffix("-work")
        else:
            yield cell, "question", question


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"linted_{path.parent.name}_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name while it is being loaded.
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[spec.name]
    return module
