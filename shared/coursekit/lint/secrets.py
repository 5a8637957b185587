"""What of a module no learner may hold: the lines of its exam and solutions, and the words for those who slipped."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from coursekit.build.regions import BEGIN, END, has_region, region_text, without_region
from coursekit.exam import Exam
from coursekit.isolation import package_folder

LEAST = 25  # characters: a shorter line may stand anywhere by chance
OPEN_PACKAGES = ("shoplab", "shopworld")
PICTURES = ("image/png", "image/jpeg")


@dataclass(frozen=True)
class Secret:
    """A line or sentence, where it stands, and whether it is a slip's words, which feedback is there to say."""

    text: str
    source: str
    is_slip: bool = False

    @property
    def packed(self) -> str:
        """The text without any white space, as it is searched for."""
        return packed(self.text)


def packed(text: str) -> str:
    """A text without any white space, so that wrapping and indenting hide nothing."""
    return "".join(text.split())


def secrets_of(root: Path, folder: Path, exam: Exam) -> list[Secret]:
    """The exam's sentences, and its lines and the solutions' that stand in no place which learners are meant to read."""
    sentences = {secret.packed: secret for secret in _sentences(exam)}
    lines = {secret.packed: secret for secret in _lines(root, folder) if _is_telling(secret.text)}
    shown = packed("\n".join(_shown(folder)))
    kept = [secret for key, secret in lines.items() if key not in shown and key not in sentences]
    return [*sentences.values(), *kept, Secret(BEGIN, "a master"), Secret(END, "a master")]


def _is_telling(line: str) -> bool:
    return len(" ".join(line.split())) >= LEAST and not line.startswith(("import ", "from "))


def text_of(path: Path) -> str:
    """All words of a file, packed: a notebook's cells and outputs, a page's text with and without its tags, or the file."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".ipynb":
        try:
            return packed("\n".join(_strings(json.loads(text))))
        except ValueError:
            return packed(text)
    if path.suffix == ".html":
        return packed(html.unescape(re.sub(r"<[^<>]*>", "", text))) + "\n" + packed(html.unescape(text))
    return packed(text)


def _sentences(exam: Exam) -> Iterator[Secret]:
    """What is said to those who were right, and to those who slipped."""
    for task in exam.automatic:
        yield from (Secret(slip.says, f"the slip `{slip.name}` of `{task.name}`", True) for slip in task.slips)
        if len(task.right) >= LEAST:
            yield Secret(task.right, f"the words for a right answer to `{task.name}`")


def _lines(root: Path, folder: Path) -> Iterator[Secret]:
    """The lines of the Python files beside the exam, and of the masters' solutions."""
    for path in sorted((folder / "tasks").glob("*.py")):
        source = f"`{path.relative_to(root).as_posix()}`"
        yield from (Secret(line.strip(), source) for line in path.read_text(encoding="utf-8").splitlines())
    for path in sorted((folder / "tasks").glob("*.ipynb")):
        source = f"the solutions of `{path.relative_to(root).as_posix()}`"
        for cell in _cells(path):
            if has_region(cell.source):
                yield from (Secret(line.strip(), source) for line in region_text(cell.source).splitlines())


def _shown(folder: Path) -> Iterator[str]:
    """What learners are meant to read: the masters without their solutions, lessons, questions and the packages."""
    for path in sorted([*(folder / "tasks").glob("*.ipynb"), *folder.glob("lesson_*.ipynb")]):
        for cell in _cells(path):
            yield without_region(cell.source)
    for path in sorted(folder.glob("questions.py")):
        yield path.read_text(encoding="utf-8")
    for name in OPEN_PACKAGES:
        for path in sorted(package_folder(name).rglob("*.py")):
            yield path.read_text(encoding="utf-8")
    for path in sorted((package_folder("shoplab") / "tasks").glob("*.toml")):
        yield path.read_text(encoding="utf-8")


def _cells(path: Path) -> list[NotebookNode]:
    """A notebook's cells; none of one that can't be read, which is a finding of its own."""
    try:
        return nbformat.read(path, as_version=4).cells
    except (ValueError, AttributeError, nbformat.reader.NotJSONError, nbformat.validator.NotebookValidationError):
        return []


def _strings(value: Any) -> Iterator[str]:
    """Every text in plain data but pictures."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            yield "".join(value)
        else:
            for one in value:
                yield from _strings(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in PICTURES:
                yield key
                yield from _strings(one)
