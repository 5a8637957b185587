"""What a student handed in for a module: found in its folder, read, and rebuilt on the release. The folder is only read."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursekit.classroom import Classroom
from coursekit.inbox import WANTED, choose
from coursekit.readers import in_language, language_of
from coursekit.rebuild import Note, Unreadable, grade_id, read_hand_in, rebuild
from shoplab.languages.saying import ENGLISH

META = "coursekit"
ANOTHER_MODULE = "`{file}` holds the tasks of {other} and none of this module's."
FEW = 2  # names of cells that two modules may share by chance


def find_notebook(folder: Path) -> tuple[Path | None, list[Note]]:
    """Returns a hand-in's notebook: the one with the right name, else the only or the newest one, with a note."""
    if os.path.lexists(folder / WANTED):
        return folder / WANTED, []
    files = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    name, notes = choose((path.name, path.stat().st_mtime_ns) for path in files if not path.name.startswith("."))
    return (folder / name if name else None), notes


def rebuilt(room: Classroom, module: str, student: str, released: dict[str, Any]) -> dict[str, Any]:
    """Returns a student's notebook rebuilt on the release; its metadata carry the notes, and whether it was unreadable."""
    path, notes = find_notebook(room.step("submitted", module, student))
    notes = collected_notes(room, module, student) + notes
    handed_in, unreadable, language = None, path is None, ENGLISH
    if path is not None:
        try:
            handed_in, more = read_hand_in(path)
            notes += more
            language = language_of(handed_in, room.repository)
            other = module_of(room, module, released, handed_in)
            if other:
                raise Unreadable(Note("another-module", ANOTHER_MODULE.format(file=path.name, other=other)))
        except Unreadable as problem:
            notes.append(problem.note)
            handed_in, unreadable = None, True
    notebook, more = rebuild(in_language(released, module, room.repository, language), handed_in)
    about = {"notes": [note.as_dict() for note in notes + more], "unreadable": unreadable, "language": language}
    notebook["metadata"][META] = about
    return notebook


def module_of(room: Classroom, module: str, released: dict[str, Any], handed_in: dict[str, Any]) -> str:
    """Returns the other module whose named cells a notebook has, where it has none of this one's; else an empty text."""
    names = {name for cell in handed_in["cells"] if isinstance(cell, dict) and (name := grade_id(cell))}
    if len(names) <= FEW or names & {grade_id(cell) for cell in released["cells"]}:
        return ""
    for other in room.graded_modules():
        if other != module and len(names & _named_cells(room.master(other))) > FEW:
            return other
    return ""


def _named_cells(master: Path) -> set[str]:
    return {name for cell in read_notebook(master)["cells"] if (name := grade_id(cell))}


def collected_notes(room: Classroom, module: str, student: str) -> list[Note]:
    """Returns what `coursekit collect` had to say about this hand-in, say that its file had another name."""
    path = room.private / "collected" / f"{module}.json"
    try:
        entry = json.loads(path.read_text(encoding="utf-8")).get(student, [])
    except (OSError, ValueError):
        return []
    return [Note(note["code"], note["says"]) for note in entry]


def about(notebook: dict[str, Any]) -> dict[str, Any]:
    """Returns what coursekit noted in an executed notebook."""
    return notebook.get("metadata", {}).get(META) or {"notes": [], "unreadable": False, "language": ENGLISH}


def write_notebook(path: Path, notebook: dict[str, Any], mode: int = 0o644) -> None:
    """Writes a notebook at one stroke, in the form that nbformat writes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.chmod(file.name, mode)
    os.replace(file.name, path)


def read_notebook(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class FileFacts:
    """A hand-in's bytes in short, to prove that grading left them alone."""

    name: str
    sha256: str


def facts(folder: Path) -> list[FileFacts]:
    """Returns every ordinary file of a hand-in with its hash."""
    return [
        FileFacts(str(path.relative_to(folder)), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
