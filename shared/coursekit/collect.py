"""Collecting hand-ins: from nbgrader's exchange, or from a folder with one sub-folder or one notebook a student.

A collected copy has the hand-in's bytes. Nothing that was collected before is lost: an older copy is kept beside.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.classroom import NOTEBOOK, ClassError, Classroom, make_private, working_in
from coursekit.rebuild import Note, Unreadable, read_bytes
from coursekit.release import _last_words, quietly
from coursekit.submission import find_notebook

STUDENT_ID = re.compile(r"[^\W_][\w.@-]{0,100}")
NO_FOLDER = "There is no folder {path} to collect from."
NOT_COLLECTED = "nbgrader could not collect “{module}”: {reason}"
BAD_NAME = "“{name}” can't be a student's name (letters, digits and . _ - @), so it was not collected."
TWICE = "“{name}” stands there as a folder and as a notebook; the folder was collected."
BAD_STAMP = "The time stamp “{text}” can't be read, so the hand-in counts as handed in on time."
STAMP = "timestamp.txt"


@dataclass
class Collected:
    """Who was collected now, who was there unchanged, and what is worth telling."""

    new: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def collect(room: Classroom, module: str, folder: Path | None = None) -> Collected:
    """Brings hand-ins into submitted/; without a folder, from nbgrader's exchange. Raises ClassError."""
    room.master(module)
    return _from_exchange(room, module) if folder is None else _from_folder(room, module, folder)


def _from_exchange(room: Classroom, module: str) -> Collected:
    before = set(room.students("submitted", module))
    api = room.api()
    with working_in(room.root):
        done = quietly(api.collect, module, update=True)
    if not done["success"]:
        raise ClassError(NOT_COLLECTED.format(module=module, reason=_last_words(done)))
    after = set(room.students("submitted", module))
    return Collected(sorted(after - before), sorted(after & before))


def _from_folder(room: Classroom, module: str, folder: Path) -> Collected:
    if not folder.is_dir():
        raise ClassError(NO_FOLDER.format(path=folder))
    result, said = Collected(), _said(room, module)
    for name, source, notes in _hand_ins(folder, module, result):
        fresh = [note.as_dict() for note in notes]
        changed = _place(room, module, name, source, fresh)
        if changed or name not in said:
            said[name] = fresh
        (result.new if changed else result.unchanged).append(name)
    path = room.private / "collected" / f"{module}.json"
    make_private(room.private)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return result


def _said(room: Classroom, module: str) -> dict[str, list[dict[str, str]]]:
    try:
        return json.loads((room.private / "collected" / f"{module}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _hand_ins(folder: Path, module: str, result: Collected) -> list[tuple[str, Path | None, list[Note]]]:
    """Returns student, notebook (None if there is none) and notes, one for each sub-folder or notebook."""
    found: dict[str, tuple[str, Path | None, list[Note]]] = {}
    for path in sorted(folder.iterdir(), key=lambda one: (not one.is_dir(), one.name)):
        name = path.name if path.is_dir() else path.stem
        if path.name.startswith(".") or (not path.is_dir() and path.suffix.lower() != ".ipynb"):
            continue
        if not STUDENT_ID.fullmatch(name):
            result.notes.append(BAD_NAME.format(name=name[:80]))
        elif name in found:
            result.notes.append(TWICE.format(name=name))
        elif path.is_dir():
            inner = path / module if (path / module).is_dir() else path
            found[name] = (name, *find_notebook(inner))
        else:
            found[name] = (name, path, [])
    return list(found.values())


def _place(room: Classroom, module: str, student: str, source: Path | None, said: list[dict[str, str]]) -> bool:
    """Copies one notebook byte for byte; returns whether it is new. An older copy is kept beside, with its time."""
    target = room.step("submitted", module, student)
    blob = None
    if source is not None:
        try:
            blob = read_bytes(source)
        except Unreadable as problem:
            said.append(problem.note.as_dict())
    notebook = target / f"{NOTEBOOK}.ipynb"
    if target.is_dir() and (
        (blob is None and not notebook.exists()) or (notebook.is_file() and notebook.read_bytes() == blob)
    ):
        return False
    if target.exists():
        kept = room.private / "earlier" / student / f"{module}-{time.strftime('%Y%m%d-%H%M%S')}"
        kept.parent.mkdir(parents=True, exist_ok=True)
        target.rename(_free(kept))
    target.mkdir(parents=True)
    if blob is not None and source is not None:
        notebook.write_bytes(blob)
        (target / STAMP).write_text(_stamp(source, said), encoding="utf-8", newline="\n")
    return True


def _free(path: Path) -> Path:
    number = 1
    while path.exists():
        path, number = path.with_name(f"{path.name}.{number}"), number + 1
    return path


def _stamp(source: Path, said: list[dict[str, str]]) -> str:
    """Returns when a notebook was handed in: the hand-in's own time stamp, else the time of the file."""
    beside = source.parent / STAMP
    if beside.is_file() and not beside.is_symlink() and beside.stat().st_size < 200:
        from nbgrader.utils import parse_utc

        text = beside.read_text(encoding="utf-8", errors="replace").strip()
        try:
            parse_utc(text)
            return text + "\n"
        except (ValueError, OverflowError, TypeError):
            note = Note("timestamp", BAD_STAMP.format(text=text[:60]))
            said.append(note.as_dict())
    moment = datetime.datetime.fromtimestamp(os.lstat(source).st_mtime, datetime.UTC)
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f UTC") + "\n"
