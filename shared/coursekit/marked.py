"""A marked notebook as people see it: the words and the mark in each graded cell, and which shop the rest ran on."""

from __future__ import annotations

import html
from typing import Any

from coursekit.cells import cells_by_name
from coursekit.exam import Exam, Task
from coursekit.mark import Mark, number_text
from coursekit.readers import speaking_to
from coursekit.submission import about
from shoplab.languages import say
from shoplab.languages.saying import ENGLISH

POINTS = "{points} of {maximum} points."
UNSEEN_SHOP = "Run on the unseen shop; your own shop's figures differ."


def mark_output(mark: Mark) -> dict[str, Any]:
    """Returns the one output of a marked cell: words to read, and the mark where nbgrader looks for it."""
    points = say(POINTS).format(points=number_text(mark.points), maximum=number_text(mark.maximum))
    text = (
        f'<div role="status"><p><strong>{html.escape(points)}</strong> '
        f"{with_code(html.escape(mark.feedback))}</p></div>"
    )
    return {
        "output_type": "execute_result",
        "execution_count": None,
        "data": {"text/html": text, "text/plain": repr(float(mark.points))},
        "metadata": {},
    }


def with_code(escaped: str) -> str:
    """Returns escaped text with `names` set as code."""
    parts = escaped.split("`")
    if len(parts) % 2 == 0:
        return escaped
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def say_which_shop(notebook: dict[str, Any]) -> None:
    """Puts a line above what the learner's own cells showed: her figures were the home shop's, these are not."""
    for cell in notebook.get("cells", ()):
        graded = cell.get("metadata", {}).get("nbgrader", {}).get("grade")
        if cell.get("cell_type") == "code" and cell.get("outputs") and not graded:
            data = {"text/html": f"<p><em>{html.escape(say(UNSEEN_SHOP))}</em></p>", "text/plain": say(UNSEEN_SHOP)}
            cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}, *cell["outputs"]]


def write_marks(notebook: dict[str, Any], marks: list[Mark], exam: Exam) -> None:
    """Puts each automatic mark into its graded cell, in place of all that the learner's run left there."""
    with speaking_to(about(notebook).get("language", ENGLISH)):
        say_which_shop(notebook)
        _write_marks(notebook, marks, exam)


def _write_marks(notebook: dict[str, Any], marks: list[Mark], exam: Exam) -> None:
    cells = cells_by_name(notebook)
    for mark in marks:
        task, cell = exam.task(mark.task), cells.get(mark.task)
        if isinstance(task, Task) and cell is not None and cell["cell_type"] == "code":
            cell["outputs"] = [{**mark_output(mark), "execution_count": cell.get("execution_count")}]
