"""Help below each exercise, folded away: its hints one by one, and its worked solution."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shoplab.languages import code, say
from shoplab.practice.finder import sheet_at
from shoplab.practice.model import Question
from shoplab.practice.solutions import FILE, read_solution

HINT = "Hint {number}"
SOLUTION = "Worked solution"
ASKS = re.compile(r"""\bquestion\(\s*["']([^"']+)["']""")
FOLD = '<details class="help"><summary>{title}</summary>{body}</details>'


def with_help(cells: list[dict[str, Any]], folder: Path, told: Callable[[str], str] = str) -> list[dict[str, Any]]:
    """Return the cells, each that asks a question followed by a Markdown cell with its folded hints and solution.

    `told` gives the module's words in the page's language.
    """
    sheet = sheet_at(folder)
    out = []
    for cell in cells:
        out.append(cell)
        asked = ASKS.search("".join(cell["source"])) if cell["cell_type"] == "code" else None
        if asked:
            text = help_for(sheet.find(asked.group(1)), read_solution(folder / "tasks" / FILE, asked.group(1)), told)
            if text:
                out.append({"cell_type": "markdown", "id": f"{cell['id']}-help", "metadata": {}, "source": text})
    return out


def help_for(question: Question, solution: str | None, told: Callable[[str], str] = str) -> str:
    """Return one question's hints and solution as folded HTML; empty when it has neither."""
    folds = [
        FOLD.format(title=say(HINT).format(number=number), body=f"<p>{_inline(told(hint))}</p>")
        for number, hint in enumerate(question.hints, start=1)
    ]
    if solution:
        why = f"<p>{_inline(told(question.why))}</p>" if question.why and "{" not in question.why else ""
        worked = html.escape(code.rewrite(solution.strip(), told))
        folds.append(FOLD.format(title=say(SOLUTION), body=f"<pre><code>{worked}</code></pre>{why}"))
    return "\n".join(folds)


def _inline(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))
