"""What stands in the cells of an executed notebook: which task, which bundle, which error. Nothing is trusted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shoplab.handin.bundle import BUNDLE_MIME, BundleError, task_of

HANDED_IN = re.compile(r"""hand_in\(\s*["'][^"']+["']\s*,\s*([^\W\d]\w*)\s*\)""")


def answer_of(cell: Mapping[str, Any]) -> Any:
    """Returns the bundle in a graded cell's first result, or None."""
    for output in cell.get("outputs") or ():
        if isinstance(output, dict) and output.get("output_type") == "execute_result":
            data = output.get("data")
            return data.get(BUNDLE_MIME) if isinstance(data, dict) else None
    return None


def answers_of(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Returns task → bundle for the graded cells whose bundle is their own."""
    found: dict[str, Any] = {}
    for name, cell in cells_by_name(notebook).items():
        bundle = answer_of(cell)
        try:
            if bundle is not None and task_of(bundle) == name:
                found[name] = bundle
        except BundleError:
            continue
    return found


def cells_by_name(notebook: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Returns nbgrader's cells by their grade_id."""
    found = {}
    for cell in notebook.get("cells", ()):
        meta = cell.get("metadata", {}).get("nbgrader", {})
        if meta.get("grade_id"):
            found[meta["grade_id"]] = cell
    return found


def error_of(cell: Mapping[str, Any] | None) -> str:
    """Returns a cell's error as one short line, or nothing."""
    for output in (cell or {}).get("outputs") or ():
        if isinstance(output, dict) and output.get("output_type") == "error":
            first = (str(output.get("evalue", "")).strip().splitlines() or [""])[0][:160]
            name = str(output.get("ename", ""))[:60]
            return f"{name}: {first}" if first else name
    return ""


def handed_in_name(cell: Mapping[str, Any]) -> str:
    """Returns the variable that a graded cell hands in: `gate` in hand_in("licence-gate", gate)."""
    found = HANDED_IN.search(str(cell.get("source", "")))
    return found.group(1) if found else "answer"
