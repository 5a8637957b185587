"""What was handed in, whatever it came in: a folder, or a learning platform's zip, sorted by student.

Sorting goes by names only. A file is read when it is asked for, never followed through a link, never unpacked to disk.
"""

from __future__ import annotations

import contextlib
import datetime
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.archives import Archive, is_archive
from coursekit.classroom import NOTEBOOK
from coursekit.lms import Sender, is_student_id, sender_of
from coursekit.rebuild import Note, read_bytes

STAMP = "timestamp.txt"
WANTED = f"{NOTEBOOK}.ipynb"
ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json", ".txt")  # browsers and messengers add endings of their own
MAX_DEPTH = 5
RENAMED = "The notebook is called `{file}` and not `{wanted}`; it was graded all the same."
SEVERAL = "There are {count} notebooks and none is called `{wanted}`; the newest one, `{file}`, was graded."
NOTHING = "There is no notebook in this hand-in."
NOTHING_BUT = "There is no notebook in this hand-in, only {files}."
ARCHIVE = "`{file}` is an archive inside the hand-in, so it was not opened: ask for the notebook itself."
LATE = "The platform marks this hand-in as late."
BAD_NAME = "“{name}” can't be a student's name (letters, digits and . _ - @), so it was not collected."
TWICE = "“{name}” stands there as a folder and as a notebook; the folder was collected."
SAME_NAME = "{count} people are called “{name}”; their numbers were added: {students}."


@dataclass(frozen=True)
class Entry:
    """One file of an inbox: the parts of its name, when it was changed, and how to read it (raises Unreadable)."""

    parts: tuple[str, ...]
    modified: datetime.datetime | None
    read: Callable[[], bytes]


@dataclass
class HandIn:
    """What one student handed in: the notebook (None if there is none), its time stamp's text, and notes."""

    student: str
    notebook: Entry | None
    stamp: Entry | None = None
    notes: list[Note] = field(default_factory=list)
    sender: Sender | None = None


@contextlib.contextmanager
def hand_ins(source: Path, module: str, notes: list[str]) -> Iterator[list[HandIn]]:
    """Gives the hand-ins in a folder or a zip, sub-folders first; what can't be one is told in `notes`.

    Raises ArchiveRefused. The notebooks can be read as long as the context is open.
    """
    if source.is_dir():
        folders = [path.name for path in sorted(source.iterdir()) if _is_folder(path)]
        yield _sorted_out(_walk(source), folders, module, notes)
        return
    with Archive(source) as archive:
        entries = [Entry(one.parts, one.modified, lambda one=one: archive.read(one)) for one in archive.members]
        entries = _without_wrapping(sorted(_visible(entries), key=lambda one: one.parts), module)
        folders = sorted({one.parts[0] for one in entries if len(one.parts) > 1})
        yield _sorted_out(entries, folders, module, notes)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")


def _walk(folder: Path, before: tuple[str, ...] = ()) -> list[Entry]:
    found = []
    for path in sorted(folder.iterdir()):
        parts = (*before, path.name)
        if path.name.startswith("."):
            continue
        if _is_folder(path):
            found += _walk(path, parts) if len(parts) < MAX_DEPTH else []
        else:
            moment = datetime.datetime.fromtimestamp(os.lstat(path).st_mtime)
            found.append(Entry(parts, moment, lambda path=path: read_bytes(path)))
    return found


def _visible(entries: list[Entry]) -> list[Entry]:
    return [one for one in entries if not any(part.startswith((".", "__MACOSX")) for part in one.parts)]


def _without_wrapping(entries: list[Entry], module: str) -> list[Entry]:
    """Takes off a folder that holds the whole class, as some zips have it around everything."""
    tops = {one.parts[0] for one in entries}
    if len(tops) != 1 or sender_of(next(iter(tops))) or any(len(one.parts) < 2 for one in entries):
        return entries
    direct = [one.parts[1] for one in entries if len(one.parts) == 2]
    inner = {one.parts[1] for one in entries if len(one.parts) > 2} - {module}
    books = [name for name in direct if name.lower().endswith(".ipynb")]
    whole = any(map(sender_of, direct)) or (WANTED not in books and (len(books) > 1 or (not books and bool(inner))))
    return [Entry(one.parts[1:], one.modified, one.read) for one in entries] if whole else entries


def _sorted_out(entries: list[Entry], folders: list[str], module: str, notes: list[str]) -> list[HandIn]:
    piles: dict[str, tuple[Sender | None, list[Entry]]] = {}
    for name in folders:
        sender = sender_of(name)
        piles.setdefault(_key(name, sender), (sender if sender and sender.platform == "moodle" else None, []))
    for entry in entries:
        if len(entry.parts) > 1:
            piles[_key(entry.parts[0], sender_of(entry.parts[0]))][1].append(_below(entry))
            continue
        name = entry.parts[0]
        sender = sender_of(name)
        if sender is not None and sender.file:
            pile = piles.setdefault(_key(name, sender), (sender, []))
            pile[1].append(Entry((sender.file,), entry.modified, entry.read))
        elif is_archive(name):
            notes.append(ARCHIVE.format(file=name))
        elif name.lower().endswith(".ipynb"):
            stem = name[: -len(".ipynb")]
            if stem in piles:
                notes.append(TWICE.format(name=stem))
            else:
                piles[stem] = (None, [Entry((WANTED,), entry.modified, entry.read)])
    made = [_hand_in(key, sender, files, module) for key, (sender, files) in piles.items()]
    return _with_own_names(made, notes)


def _key(name: str, sender: Sender | None) -> str:
    return name if sender is None else f"{sender.platform}/{sender.name}/{sender.number}"


def _below(entry: Entry) -> Entry:
    return Entry(entry.parts[1:], entry.modified, entry.read)


def _hand_in(key: str, sender: Sender | None, files: list[Entry], module: str) -> HandIn:
    """Chooses the notebook among a student's files; those in a folder of the module's name go before all others."""
    if any(one.parts[0] == module and len(one.parts) > 1 for one in files):
        files = [_below(one) for one in files if one.parts[0] == module and len(one.parts) > 1]
    top = {one.parts[0]: one for one in files if len(one.parts) == 1}
    if not any(_tier(name) < len(ENDINGS) for name in top):
        top |= {one.parts[-1]: one for one in files if one.parts[-1].lower().endswith(".ipynb")}
    name, notes = choose((name, one.modified) for name, one in top.items())
    if sender is not None and sender.late:
        notes.append(Note("late", LATE))
    student = key if sender is None else sender.student()
    return HandIn(student, top[name] if name else None, top.get(STAMP), notes, sender)


def choose(files: Iterable[tuple[str, object]]) -> tuple[str | None, list[Note]]:
    """Returns the name of the notebook among a hand-in's files (name, time): the right one, else the newest; and notes."""
    found = dict(files)
    if WANTED in found:
        return WANTED, []
    tiers = {name: _tier(name) for name in found if name != STAMP}
    best = min(tiers.values(), default=len(ENDINGS))
    books = [name for name, tier in tiers.items() if tier == best < len(ENDINGS)]
    if not books:
        notes = [Note("archive", ARCHIVE.format(file=name)) for name in found if is_archive(name)]
        others = ", ".join(f"`{name}`" for name in list(tiers)[:5])
        return None, [*notes, Note("no-notebook", NOTHING_BUT.format(files=others) if others else NOTHING)]
    name = max(books, key=lambda one: (str(found[one] or ""), one))
    template = RENAMED if len(books) == 1 else SEVERAL
    return name, [Note("renamed", template.format(count=len(books), file=name, wanted=WANTED))]


def _tier(name: str) -> int:
    """Returns how much a file's name promises a notebook: 0 most, the number of endings for none."""
    return next((place for place, ending in enumerate(ENDINGS) if name.lower().endswith(ending)), len(ENDINGS))


def _with_own_names(made: list[HandIn], notes: list[str]) -> list[HandIn]:
    """Gives each hand-in a student id of its own: people of one name are told apart by their platform's numbers."""
    kept = []
    for student in dict.fromkeys(one.student for one in made):
        same = [one for one in made if one.student == student]
        if not is_student_id(student):
            notes.append(BAD_NAME.format(name=student[:80]))
            continue
        if len(same) > 1:
            for one in same:
                one.student = f"{student}_{one.sender.number}" if one.sender else student
            told = ", ".join(one.student for one in same)
            notes.append(SAME_NAME.format(count=len(same), name=student, students=told))
        kept += same
    return kept
