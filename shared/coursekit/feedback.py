"""Feedback for learners: nbgrader's own pages, made from notebooks that hold nothing a browser would run."""

from __future__ import annotations

import functools
import html
import os
import re
import tempfile
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from coursekit.classroom import NOTEBOOK, ClassError, Classroom, know_gradebook_version, working_in
from coursekit.gradebook import address
from coursekit.readers import speaking_to
from coursekit.release import _last_words, quietly
from coursekit.submission import about, read_notebook
from shoplab.languages import say
from shoplab.languages.saying import ENGLISH

NOT_MADE = "nbgrader could not write the feedback of “{module}”: {reason}"
NOTHING_GRADED = "Nothing of “{module}” is graded yet: run `coursekit grade {module}` first."
NOT_MARKED = "not marked yet: a person will read it"
LIST_ENTRY = re.compile(
    r'<li><a href="#(?P<name>[^"<>]+)">(?P<title>Test cell|Coding free-response|Written response|Task)</a> '
    r"\((?P<score>Score: [-\d.]+ / [-\d.]+)\)</li>"
)
CELL_SCORE = re.compile(
    r'(?P<head><a name="(?P<name>[^"<>]+)"></a>\s*<div class="panel-heading">(?:(?!</div>).){0,400}?)'
    r'(?P<score>Score: [-\d.]+ / [-\d.]+)(?P<tail> <a href="#top">)',
    re.DOTALL,
)
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
    pages = {name: sorted(room.step("feedback", module, name).glob("*.html")) for name in names}
    waiting = not_marked_yet(room, module)
    for name, paths in pages.items():
        language = _language(room, module, name)
        titles = _titles(room, module, language)
        with speaking_to(language):
            for path in paths:
                rewrite(path, titles, waiting.get(name, frozenset()))
    return [path for paths in pages.values() for path in paths]


def _language(room: Classroom, module: str, student: str) -> str:
    """Returns the language of a student's hand-in, as its executed notebook keeps it."""
    try:
        return about(read_notebook(room.step("executed", module, student) / f"{NOTEBOOK}.ipynb")).get(
            "language", ENGLISH
        )
    except (OSError, ValueError):
        return ENGLISH


@functools.lru_cache(maxsize=8)
def _titles(room: Classroom, module: str, language: str) -> dict[str, str]:
    exam = room.exam(module) if language == ENGLISH else room.exam_in(module, language)
    return {task.name: task.title or task.name for task in exam.tasks}


def refresh(room: Classroom, module: str, students: set[str]) -> int:
    """Writes again the pages of those students who have one already, and returns how many; raises ClassError."""
    stale = sorted(name for name in students if any(room.step("feedback", module, name).glob("*.html")))
    return len(write_feedback(room, module, stale)) if stale else 0


def not_marked_yet(room: Classroom, module: str) -> dict[str, frozenset[str]]:
    """Returns student → the graded cells that a person has still to mark."""
    know_gradebook_version()
    from nbgrader.api import Gradebook

    with Gradebook(address(room), room.course_id) as book:
        return {
            submission.student.id: frozenset(
                grade.name for notebook in submission.notebooks for grade in notebook.grades if _waits(grade)
            )
            for submission in book.assignment_submissions(module)
        }


def _waits(grade: Any) -> bool:
    """Tells whether a cell has no mark but the 0 that stands there until a person has looked; a look again is not told."""
    return grade.needs_manual_grade and grade.manual_score is None and not grade.auto_score


def rewrite(path: Path, titles: Mapping[str, str], waiting: frozenset[str]) -> None:
    """Puts words for a learner into a page of nbgrader's, at one stroke and with its permissions."""
    page = kinder(path.read_text(encoding="utf-8"), titles, waiting)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="\n") as file:
        file.write(page)
    os.chmod(file.name, path.stat().st_mode)
    os.replace(file.name, path)


def kinder(page: str, titles: Mapping[str, str], waiting: frozenset[str]) -> str:
    """Returns a feedback page whose list names the tasks, and that says which of them a person has not marked yet.

    Only nbgrader's own lines are looked for: a learner's text is escaped or without attributes, so it can't hold them.
    """

    def entry(found: re.Match[str]) -> str:
        name, score = found["name"], found["score"]
        title = html.escape(titles.get(name) or found["title"])
        return f'<li><a href="#{name}">{title}</a> ({say(NOT_MARKED) if name in waiting else score})</li>'

    def heading(found: re.Match[str]) -> str:
        return found["head"] + (say(NOT_MARKED) if found["name"] in waiting else found["score"]) + found["tail"]

    return CELL_SCORE.sub(heading, LIST_ENTRY.sub(entry, page))


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
