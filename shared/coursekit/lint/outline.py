"""course/outline.yml: every point of the training outline, and where it is taught, practised and assessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from coursekit.lint.finding import Finding
from coursekit.lint.pages import Page

FILE = "course/outline.yml"
POINTS = 157
LISTS = ("taught", "practised", "assessed")

MISSING = "there is no outline. It lists the course's {points} points."
UNREADABLE = "it is not YAML that maps point ids to entries: {problem}"
COUNT = "it has {count} points; the course has {points}."
BAD_ID = "`{point}` is not a point id. Ids look like 01.06 or C.2, in quotation marks."
NO_TITLE = "{point} has no title."
BAD_ENTRY = (
    "{point} must have `title`, `taught`, `practised` and `assessed`, the last three as lists. `{key}` is not one."
)
BAD_PLACE = "{point}, {list}: `{place}` is not a place. Write `path/to/notebook.ipynb#heading-or-cell-id`."
NO_FILE = "{point}, {list}: there is no notebook `{file}`."
NO_ANCHOR = "{point}, {list}: `{file}` has no heading or cell `{anchor}`."
EMPTY = "{point} is not {list} anywhere, though its module {module} is written."
WRONG_ROOM = "{point} can't be {list} in `{file}`."
ROOMS = {
    "taught": re.compile(r"(^|/)(lesson_|warmup_)[^/]*\.ipynb$"),
    "practised": re.compile(r"\.ipynb$"),
    "assessed": re.compile(r"(^|/)tasks[^/]*\.ipynb$|capstone/[^/]*\.ipynb$"),
}
_ID = re.compile(r"\d\d\.\d\d|C\.\d+")


@dataclass
class Outline:
    """The outline's entries by point id, as they stand in the file."""

    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    @cached_property
    def taught_in(self) -> dict[str, list[str]]:
        """Point id → the notebooks that teach it."""
        return {
            point: [str(place).partition("#")[0] for place in _list(entry, "taught")]
            for point, entry in self.entries.items()
        }


def read_outline(root: Path) -> tuple[Outline, list[Finding]]:
    """The outline and what is wrong with the file as such."""
    path = root / FILE
    if not path.is_file():
        return Outline(), [Finding(FILE, "", MISSING.format(points=POINTS))]
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
            raise ValueError("an entry is not a mapping")
    except (yaml.YAMLError, ValueError) as problem:
        return Outline(), [Finding(FILE, "", UNREADABLE.format(problem=str(problem).splitlines()[0]))]
    return Outline({str(point): entry for point, entry in entries.items()}), []


def all_points(outline: Outline) -> Iterator[Finding]:
    """All of the course's points are there, each with a title and the three lists."""
    if outline.entries and len(outline.entries) != POINTS:
        yield Finding(FILE, "", COUNT.format(count=len(outline.entries), points=POINTS))
    for point, entry in outline.entries.items():
        if not _ID.fullmatch(point):
            yield Finding(FILE, "", BAD_ID.format(point=point))
        if not str(entry.get("title") or "").strip():
            yield Finding(FILE, "", NO_TITLE.format(point=point))
        for key in (*LISTS, *sorted(set(entry) - {*LISTS, "title"})):
            if key not in LISTS or not isinstance(entry.get(key), list):
                yield Finding(FILE, "", BAD_ENTRY.format(point=point, key=key))


def places(outline: Outline, pages: list[Page]) -> Iterator[Finding]:
    """Every place that an entry names exists, and is a notebook of the right kind."""
    by_file = {page.file: page for page in pages}
    for point, entry in outline.entries.items():
        for name in LISTS:
            for place in _list(entry, name):
                file, _, anchor = str(place).partition("#")
                said = {"point": point, "list": name, "file": file, "anchor": anchor, "place": place}
                if not file.endswith(".ipynb") or not anchor:
                    yield Finding(FILE, "", BAD_PLACE.format(**said))
                elif file not in by_file:
                    yield Finding(FILE, "", NO_FILE.format(**said))
                elif anchor not in by_file[file].anchors:
                    yield Finding(FILE, "", NO_ANCHOR.format(**said))
                elif not ROOMS[name].search(file):
                    yield Finding(FILE, "", WRONG_ROOM.format(**said))


def written_modules(outline: Outline, root: Path) -> Iterator[Finding]:
    """A module with lessons, exercises and tasks leaves no list of its points empty."""
    for folder in sorted(root.glob("modules/*")):
        written = (
            next(folder.glob("lesson_*.ipynb"), None)
            and (folder / "exercises.ipynb").is_file()
            and (folder / "tasks.ipynb").is_file()
        )
        if not written:
            continue
        prefix = "C." if folder.name == "capstone" else f"{folder.name[:2]}."
        for point, entry in outline.entries.items():
            for name in LISTS:
                if point.startswith(prefix) and not _list(entry, name):
                    yield Finding(FILE, "", EMPTY.format(point=point, list=name, module=folder.name))


def _list(entry: dict[str, Any], name: str) -> list[Any]:
    value = entry.get(name)
    return value if isinstance(value, list) else []
