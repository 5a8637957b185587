"""Collecting hand-ins: from nbgrader's exchange, from a folder, or from a learning platform's zip.

A collected copy has the hand-in's bytes. Nothing that was collected before is lost: an older copy is kept beside.
"""

from __future__ import annotations

import datetime
import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from coursekit import people
from coursekit.classroom import ClassError, Classroom, make_private, working_in
from coursekit.inbox import STAMP, WANTED, HandIn, hand_ins
from coursekit.rebuild import Note, Unreadable
from coursekit.release import _last_words, quietly

NO_FOLDER = "There is no folder {path} to collect from."
NOT_COLLECTED = (
    "nbgrader could not collect “{module}” from its exchange: {reason} To collect from a folder or a learning platform's zip, "
    "name it with --from."
)
SAID = "{student}: {says}"
BAD_STAMP = "The time stamp “{text}” can't be read, so the hand-in counts as handed in on time."
MOST_STAMP = 200


@dataclass
class Collected:
    """Who was collected now, who was there unchanged, and what is worth telling."""

    new: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def collect(room: Classroom, module: str, source: Path | None = None) -> Collected:
    """Brings hand-ins into submitted/ from a folder or a zip; without one, from nbgrader's exchange.

    Raises ClassError, and ArchiveRefused for a zip that must not be read.
    """
    room.master(module)
    return _from_exchange(room, module) if source is None else _from_path(room, module, source)


def _from_exchange(room: Classroom, module: str) -> Collected:
    before = set(room.students("submitted", module))
    api = room.api()
    with working_in(room.root):
        done = quietly(api.collect, module, update=True)
    if not done["success"]:
        raise ClassError(NOT_COLLECTED.format(module=module, reason=_last_words(done)))
    after = set(room.students("submitted", module))
    return Collected(sorted(after - before), sorted(after & before))


def _from_path(room: Classroom, module: str, source: Path) -> Collected:
    if not source.exists():
        raise ClassError(NO_FOLDER.format(path=source))
    result, said, known = Collected(), _said(room, module), people.read(room)
    with hand_ins(source, module, result.notes) as found:
        for one in found:
            name = known.recognise(one, module)
            changed = _place(room, module, name, one)
            if changed or name not in said:
                said[name] = [note.as_dict() for note in one.notes]
                if one.notebook is None:  # who has handed in nothing to mark should hear of it the same day
                    result.notes += [SAID.format(student=name, says=note.says) for note in one.notes]
            (result.new if changed else result.unchanged).append(name)
    known.save(room)
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


def _place(room: Classroom, module: str, student: str, one: HandIn) -> bool:
    """Copies one notebook byte for byte; returns whether it is new. An older copy is kept beside, with its time."""
    target = room.step("submitted", module, student)
    blob = None
    if one.notebook is not None:
        try:
            blob = one.notebook.read()
        except Unreadable as problem:
            one.notes.append(problem.note)
    notebook = target / WANTED
    if target.is_dir() and (
        (blob is None and not notebook.exists()) or (notebook.is_file() and notebook.read_bytes() == blob)
    ):
        return False
    if target.exists():
        kept = room.private / "earlier" / student / f"{module}-{time.strftime('%Y%m%d-%H%M%S')}"
        kept.parent.mkdir(parents=True, exist_ok=True)
        target.rename(_free(kept))
    target.mkdir(parents=True)
    if blob is not None:
        notebook.write_bytes(blob)
        stamp = _stamp(one)
        if stamp:
            (target / STAMP).write_text(stamp, encoding="utf-8", newline="\n")
    return True


def _free(path: Path) -> Path:
    number = 1
    while path.exists():
        path, number = path.with_name(f"{path.name}.{number}"), number + 1
    return path


def _stamp(one: HandIn) -> str:
    """Returns when a notebook was handed in: its own time stamp, else the time of the file, else nothing."""
    text = _own_stamp(one)
    if text:
        return text
    if one.notebook is None or one.notebook.modified is None:
        return ""
    moment = one.notebook.modified.astimezone(datetime.UTC)
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f UTC") + "\n"


def _own_stamp(one: HandIn) -> str:
    if one.stamp is None:
        return ""
    try:
        blob = one.stamp.read()
    except Unreadable:
        return ""
    if len(blob) >= MOST_STAMP:
        return ""
    from nbgrader.utils import parse_utc

    text = blob.decode("utf-8", "replace").strip()
    try:
        parse_utc(text)
    except (ValueError, OverflowError, TypeError):
        one.notes.append(Note("timestamp", BAD_STAMP.format(text=text[:60])))
        return ""
    return text + "\n"
