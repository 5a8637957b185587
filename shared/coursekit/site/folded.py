"""Help below each exercise, folded away: its hints one by one, and its worked solution."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from shoplab.practice.finder import sheet_at
from shoplab.practice.model import Question
from shoplab.practice.solutions import FILE, read_solution

HINT = "Hint {number}"
SOLUTION = "Worked solution"
WHY = "Why"
ASKS = re.compile(r"""\bquestion\(\s*["']([^"']+)["']""")
FOLD = '<details class="help"><summary>{title}</summary>{body}</details>'


def with_help(cells: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Return the cells, each that asks a question followed by a Markdown cell with its folded hints and solution."""
    sheet = sheet_at(folder)
    out = []
    for cell in cells:
        out.append(cell)
        asked = ASKS.search("".join(cell["source"])) if cell["cell_type"] == "code" else None
        if asked:
            text = help_for(sheet.find(asked.group(1)), read_solution(folder / "tasks" / FILE, asked.group(1)))
            if text:
                out.append({"cell_type": "markdown", "id": f"{cell['id']}-help", "metadata": {}, "source": text})
    return out


def help_for(question: Question, solution: str | None) -> str:
    """Return one question's hints and solution as folded HTML; empty when it has neither."""
    folds = [
        FOLD.format(title=HINT.format(number=number), body=f"<p>{_inline(hint)}</p>")
        for number, hint in enumerate(question.hints, start=1)
    ]
    if solution:
        why = f"<p>{_inline(question.why)}</p>" if question.why and "{" not in question.why else ""
        code = html.escape(solution.strip())
        folds.append(FOLD.format(title=SOLUTION, body=f"<pre><code>{code}</code></pre>{why}"))
    return "\n".join(folds)


def _inline(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))
