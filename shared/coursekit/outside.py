"""What a hand-in wanted that isn't there when it is graded: a package, a file of its own, the network.

Such a cell worked at home, so no mark may come of it in silence: a person sees it, with the reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from typing import Any

from coursekit.cells import error_of
from shoplab.languages import say

PACKAGE = "Your code needs the package `{name}`, which isn't part of the course, so a person will look at it."
OWN_FILE = "Your code reads or writes `{name}` by a path of its own, which isn't there when it is graded, so a person will look at it."
NETWORK = "Your code reaches for the network, which is closed when it is graded, so a person will look at it."

UNDEFINED = re.compile(r"NameError: (?:name|free variable) '(\w+)'")
NO_MODULE = re.compile(r"(?:ModuleNotFoundError|ImportError): .*?(?:No module named|from|dependency) '([\w.]+)'")
NO_FILE = re.compile(
    r"(?:FileNotFoundError|PermissionError|NotADirectoryError|IsADirectoryError|OSError): "
    r"(?=.*(?:No such file|Permission denied|Not a directory|Is a directory|Read-only|non-existent directory)).*?['\"](.+?)['\"]"
)
CLOSED = re.compile(
    r"(?:URLError|HTTPError|gaierror|ConnectionError|ConnectionRefusedError|ConnectTimeout|SSLError|MaxRetryError|NewConnectionError)\b"
    r"|Network is unreachable|Name or service not known|Temporary failure in name resolution"
)
MOST_STEPS = 8  # a name from a cell that wanted a name from a cell …


def reason(work: Mapping[str, Any] | None, cell: Mapping[str, Any] | None, before: Sequence[Mapping[str, Any]]) -> str:
    """Returns why a task's cells stopped, if that was for want of something outside, or nothing.

    `before` are the cells above, in order: a name that is missing leads to the stopped cell that would have given it.
    """
    error, cells = error_of(work) or error_of(cell), list(before)
    for _ in range(MOST_STEPS):
        said = _outside(error)
        if said:
            return said
        wanted = UNDEFINED.match(error)
        source = wanted and _giver(wanted.group(1), cells)
        if not source:
            return ""
        cells = cells[: cells.index(source)]
        error = error_of(source)
    return ""


def _outside(error: str) -> str:
    for pattern, template in ((NO_MODULE, say(PACKAGE)), (NO_FILE, say(OWN_FILE))):
        found = pattern.match(error)
        if found:
            typed = found.group(1).replace("\\\\", "\\")  # an error shows a Windows path as Python would write it
            return template.format(name=typed[:100].replace("`", "'"))
    return say(NETWORK) if CLOSED.search(error) else ""


def _giver(name: str, cells: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Returns the last cell that would have given a name, if it stopped."""
    for cell in reversed(cells):
        if name in given_names(str(cell.get("source", ""))):
            return cell if error_of(cell) else None
    return None


def given_names(source: str) -> set[str]:
    """Returns the names that a cell's code gives; of code that can't be read, those at the start of a line."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(re.findall(r"^(?:def |class )?([^\W\d]\w*)\s*(?:=(?!=)|\()", source, flags=re.MULTILINE))
    names = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names |= {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    imported = (name for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)) for name in node.names)
    return names | {(name.asname or name.name).partition(".")[0] for name in imported}
