"""Feedback for learners: nbgrader's own pages, made from notebooks that hold nothing a browser would run."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from coursekit.classroom import ClassError, Classroom, working_in
from coursekit.release import _last_words, quietly

NOT_MADE = "nbgrader could not write the feedback of “{module}”: {reason}"
NOTHING_GRADED = "Nothing of “{module}” is graded yet: run `coursekit grade {module}` first."
ALIVE_TAGS = {"script", "iframe", "frame", "object", "embed", "base", "meta", "link"}
ALIVE_LINK = re.compile(r"\s*(javascript|vbscript|data:text/html)", re.I)


def write_feedback(room: Classroom, module: str, students: list[str] | None = None) -> list[Path]:
    """Writes feedback/<student>/<module>/tasks.html and returns the pages; raises ClassError."""
    graded = room.students("autograded", module)
    if not graded:
        raise ClassError(NOTHING_GRADED.format(module=module))
    api = room.api()
    wanted: list[str | None] = [None] if students is None else [name for name in graded if name in students]
    for student in wanted:
        with working_in(room.root):
            done = quietly(api.generate_feedback, module, student, force=True)
        if not done["success"]:
            raise ClassError(NOT_MADE.format(module=module, reason=_last_words(done)))
    names = graded if students is None else [name for name in graded if name in students]
    return [path for name in names for path in sorted(room.step("feedback", module, name).glob("*.html"))]


def live_parts(page: str) -> list[str]:
    """Returns what in a feedback page's body a browser would run; there must be nothing."""
    reader = _BodyReader()
    reader.feed(page)
    reader.close()
    return reader.alive


class _BodyReader(HTMLParser):
    """Collects the tags and attributes of a page's body that do something; nbgrader's own scripts stand in its head."""

    def __init__(self) -> None:
        super().__init__()
        self.in_body = False
        self.alive: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.in_body = True
        if not self.in_body:
            return
        if tag in ALIVE_TAGS:
            self.alive.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc" or ALIVE_LINK.match(value or ""):
                self.alive.append(f"<{tag} {name}=…>")
