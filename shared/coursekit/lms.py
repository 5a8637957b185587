"""Whose hand-in a file is, by the names that learning platforms give to the files of a download.

Canvas     li_na → lina_12345_678901_tasks.ipynb, late ones lina_LATE_12345_678901_tasks-1.ipynb
Moodle     Li Na_4711_assignsubmission_file_/tasks.ipynb, or without folders Li Na_4711_assignsubmission_file_tasks.ipynb
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

CANVAS = re.compile(r"(?P<name>[^_/]+?)(?P<late>_LATE)?_(?P<number>\d+)_(?P<submission>\d+)_(?P<file>.+)")
MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?P<kind>file|onlinetext)_?(?P<file>.*)")
RESENT = re.compile(r"-\d+(?=\.ipynb$)")
STUDENT_ID = re.compile(r"[^\W_][\w.@-]{0,100}")
ODD = re.compile(r"[^\w.@-]+")


@dataclass(frozen=True)
class Sender:
    """Who handed in on which platform: the name there, the number there, and the file's own name (empty: a folder)."""

    platform: str
    name: str
    number: str
    file: str
    late: bool = False

    def student(self) -> str:
        """Returns an nbgrader student id: Canvas has one number a person, Moodle one a hand-in, which is left out."""
        plain = student_id(self.name)
        return f"{plain}_{self.number}" if self.platform == "canvas" else plain


def sender_of(name: str) -> Sender | None:
    """Returns who a file or folder of a download belongs to, or None if the name is no platform's."""
    name = unicodedata.normalize("NFC", name)
    found = MOODLE.fullmatch(name)
    if found:
        return Sender("moodle", found["name"].strip(), found["number"], found["file"])
    found = CANVAS.fullmatch(name)
    if found:
        return Sender("canvas", found["name"], found["number"], RESENT.sub("", found["file"]), bool(found["late"]))
    return None


def student_id(name: str) -> str:
    """Returns a name in the letters that a student id may have; Chinese signs and umlauts are letters."""
    plain = ODD.sub("_", unicodedata.normalize("NFC", name)).strip("._-@")
    return plain[:100]


def is_student_id(name: str) -> bool:
    return STUDENT_ID.fullmatch(name) is not None
