"""Who is who on the learning platforms: student id → names and numbers there, so that marks find their way back.

Kept in private/people.json, filled by `coursekit collect`, and yours to correct: a student is recognised by it the next time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursekit.classroom import ClassError, Classroom, make_private
from coursekit.inbox import HandIn

FILE = "people.json"
BROKEN = "{path} can't be read ({reason}): mend it, or delete it to have it made anew."


@dataclass
class People:
    """Student id → {"name": …, "canvas": number, "moodle": {module: number}}."""

    known: dict[str, dict[str, Any]] = field(default_factory=dict)

    def recognise(self, one: HandIn, module: str) -> str:
        """Returns the student id of a hand-in, and takes down what its platform calls her."""
        sender = one.sender
        if sender is None:
            return one.student
        if sender.platform == "canvas":
            student = self._by("canvas", sender.number) or one.student
            entry = self.known.setdefault(student, {"name": sender.name})
            entry["canvas"] = sender.number
            return student
        student = next((name for name, e in self.known.items() if e.get("moodle", {}).get(module) == sender.number), "")
        student = student or one.student
        entry = self.known.setdefault(student, {"name": sender.name})
        entry.setdefault("moodle", {})[module] = sender.number
        return student

    def _by(self, key: str, value: str) -> str:
        return next((name for name, entry in self.known.items() if entry.get(key) == value), "")

    def save(self, room: Classroom) -> None:
        if self.known:
            make_private(room.private)
            text = json.dumps(self.known, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
            _path(room).write_text(text, encoding="utf-8", newline="\n")


def _path(room: Classroom) -> Path:
    return room.private / FILE


def read(room: Classroom) -> People:
    """Returns what is known of a class's people, nothing where nobody came from a platform; raises ClassError."""
    path = _path(room)
    if not path.exists():
        return People()
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ClassError(BROKEN.format(path=path, reason=error)) from error
    return People(known)
