"""Feedback for learners: nbgrader's own pages, made from notebooks that hold nothing a browser would run."""

from __future__ import annotations

import re
from pathlib import Path

from coursekit.classroom import ClassError, Classroom, working_in
from coursekit.release import _last_words, quietly

NOT_MADE = "nbgrader could not write the feedback of “{module}”: {reason}"
NOTHING_GRADED = "Nothing of “{module}” is graded yet: run `coursekit grade {module}` first."
# nbgrader's pages load two scripts of their own (for formulas); a learner's could only stand inside the cells.
_BODY = re.compile(r"<body>.*</body>", re.S)
_ALIVE = re.compile(r"<script(?![^>]*src=\"https://[^\"]*mathjax)|<iframe|<object|<embed|\son\w+\s*=|javascript:", re.I)


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
    body = _BODY.search(page)
    text = re.sub(r"<(pre|code)\b.*?</\1>", "", body.group(0) if body else page, flags=re.S)
    return [match.group(0) for match in _ALIVE.finditer(text)]
