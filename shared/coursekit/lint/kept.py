"""What slow rules found, kept under build/ for as long as nothing that they look at has changed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from coursekit.build.writing import write_text
from coursekit.classroom import CONFIG
from coursekit.execute import source_hash, versions_hash
from coursekit.isolation import package_folder
from coursekit.lint.exams import TASKS, Graded
from coursekit.lint.finding import Finding
from shoplab.workspace import learner_files

KEPT = 40  # the newest results; older ones are of no use


def kept(root: Path, rule: str, basis: str, find: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """What `find` finds, or what it found before on the same basis."""
    path = root / "build" / "lint.json"
    name = hashlib.sha256(f"{rule}\n{basis}".encode()).hexdigest()
    known = _read(path)
    if name not in known:
        known[name] = [[one.file, one.cell, one.sentence] for one in find()]
        # Another process may have written meanwhile: its results stay.
        known = {**_read(path), name: known[name]}
        _write(path, dict(list(known.items())[-KEPT:]))
    return [Finding(*parts) for parts in known[name]]


def basis_of_marks(graded: Graded) -> str:
    """A hash of all that an exam's marks depend on: exam, master, packages and libraries."""
    tasks = graded.folder / "tasks"
    paths = [*sorted(tasks.glob("*.py")), tasks / TASKS]
    return _hash([versions_hash(), source_hash(package_folder("coursekit"))], {path.name: path for path in paths})


def basis_of_leaks(graded: Graded) -> str:
    """A hash of all that learners get of the course, and of what they may not get of the module."""
    texts = [basis_of_marks(graded), source_hash(graded.folder)]
    settings = package_folder("coursekit").parents[1] / "course" / "class" / CONFIG
    return _hash(texts, {**learner_files(graded.root, "graded"), CONFIG: settings})


def _hash(texts: Iterable[str], files: Mapping[str, Path]) -> str:
    total = hashlib.sha256("\n".join(texts).encode())
    for name, path in files.items():
        total.update(name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _read(path: Path) -> dict[str, list[list[str]]]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _write(path: Path, known: dict[str, list[list[str]]]) -> None:
    write_text(path, json.dumps(known, ensure_ascii=False, indent=1) + "\n")
