"""The short markers on a twin's `# %%` lines, and the nbgrader metadata that they stand for."""

import ast
import difflib
from typing import Any

from nbformat import NotebookNode

from coursekit.build.errors import BuildError

MARKERS = ("id", "tags", "task", "hand_in", "points", "written", "locked")
SCHEMA_VERSION = 3
WORK = "{task}-work"

UNKNOWN = "`{marker}` is not a marker. Use one of: {markers}.{close}"
CLOSE = " Did you mean `{close}`?"
TWO_ROLES = "a cell can be only one of task, hand_in and written; this one is {roles}."
NO_POINTS = '`{role}="{name}"` needs points, for example `points=10`.'
POINTS_ALONE = "points belong to a `hand_in` or `written` cell; this one is neither."
WRONG_KIND = "`{role}` belongs on a {kind} cell."
NOT_ONE_LINE = 'a hand_in cell is exactly one line, `hand_in("{name}", answer)`; this one is: {source}'
NAMES = ("task", "hand_in", "written")


def check_markers(cell: NotebookNode) -> None:
    """Raise BuildError for an unknown marker, two roles, missing points, or a role on the wrong kind of cell."""
    marks = cell.metadata
    for marker in marks:
        if marker not in MARKERS:
            close = difflib.get_close_matches(marker, MARKERS, n=1)
            hint = CLOSE.format(close=close[0]) if close else ""
            raise BuildError(UNKNOWN.format(marker=marker, markers=", ".join(MARKERS), close=hint))
    roles = [name for name in NAMES if name in marks]
    if len(roles) > 1:
        raise BuildError(TWO_ROLES.format(roles=" and ".join(roles)))
    role = roles[0] if roles else None
    if role in {"hand_in", "written"} and not isinstance(marks.get("points"), int | float):
        raise BuildError(NO_POINTS.format(role=role, name=marks[role]))
    if role not in {"hand_in", "written"} and "points" in marks:
        raise BuildError(POINTS_ALONE)
    kind = {"task": "code", "hand_in": "code", "written": "markdown"}.get(role or "")
    if kind and cell.cell_type != kind:
        raise BuildError(WRONG_KIND.format(role=role, kind=kind))
    if role == "hand_in":
        _check_hand_in(cell.source, marks["hand_in"])


def marker_id(cell: NotebookNode) -> str | None:
    """The cell id that the markers fix, or None when it comes from the heading."""
    marks = cell.metadata
    if "id" in marks:
        return str(marks["id"])
    if "task" in marks:
        return WORK.format(task=marks["task"])
    return marks.get("hand_in") or marks.get("written")


def expanded(cell: NotebookNode, graded: bool) -> dict[str, Any]:
    """The metadata a built cell gets; `graded` notebooks also lock their text and what says `locked=true`."""
    marks = cell.metadata
    metadata: dict[str, Any] = {}
    if marks.get("tags"):
        metadata["tags"] = list(marks["tags"])
    if "task" in marks:
        metadata["nbgrader"] = _nbgrader(WORK.format(task=marks["task"]), solution=True)
    elif "hand_in" in marks:
        metadata["nbgrader"] = _nbgrader(marks["hand_in"], grade=True, locked=True, points=marks["points"])
    elif "written" in marks:
        metadata["nbgrader"] = _nbgrader(marks["written"], grade=True, solution=True, points=marks["points"])
    elif graded and marks.get("locked", cell.cell_type == "markdown"):
        metadata["nbgrader"] = _nbgrader(cell.id, locked=True)
    return metadata


def _nbgrader(
    grade_id: str, *, grade: bool = False, solution: bool = False, locked: bool = False, points: float | None = None
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": SCHEMA_VERSION,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        found["points"] = points
    return found


def _check_hand_in(source: str, name: str) -> None:
    try:
        body = ast.parse(source).body
    except SyntaxError:
        body = []
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    right = (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "hand_in"
        and len(call.args) == 2
        and isinstance(call.args[0], ast.Constant)
        and call.args[0].value == name
    )
    if not right or "\n" in source.strip():
        raise BuildError(NOT_ONE_LINE.format(name=name, source=source.strip() or "(empty)"))
