"""Worked solutions for self-study: packed so that nobody reads one by accident; they are not a secret."""

import base64
import json
import re
import zlib
from pathlib import Path

from coursekit.build.assemble import assembled, notebook_kind, read_twin
from coursekit.build.errors import BuildError
from coursekit.build.regions import has_region, region_text
from coursekit.build.twins import Twin
from coursekit.build.writing import write_text

QUESTION = re.compile(r"""\bquestion\(\s*(["'])(?P<name>[^"']+)\1\s*\)""")
NOQUESTION = (
    '{path}, cell `{cell}`: this solution belongs to no question. Write `question("…")` in the cell or above it.'
)
TWICE = "{path}, cell `{cell}`: the question `{name}` already has a worked solution."


def solutions_path(folder: Path) -> Path:
    """Where a module's worked solutions are kept; only the self-study edition gets a copy."""
    return folder / "tasks" / "solutions.json"


def worked_solutions(folder: Path) -> dict[str, str]:
    """Question name → solution, from all twins of a module but its graded tasks."""
    found: dict[str, str] = {}
    for path in sorted((folder / "text").glob("*.py")):
        twin = Twin(path)
        notebook = read_twin(twin)
        kind = notebook_kind(twin, notebook)
        if kind != "tasks":
            _collect(twin, assembled(twin, notebook, kind), found)
    return found


def pack(solutions: dict[str, str]) -> str:
    """JSON text: every value zlib-compressed and base64-encoded, names sorted."""
    packed = {
        name: base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
        for name, text in solutions.items()
    }
    return json.dumps(packed, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def unpack(text: str) -> dict[str, str]:
    """The solutions that `pack` put in."""
    return {name: zlib.decompress(base64.b64decode(value)).decode("utf-8") for name, value in json.loads(text).items()}


def solutions_current(folder: Path) -> bool:
    """Does solutions.json hold what the module's twins say? Compared unpacked: zlib's bytes may differ."""
    path = solutions_path(folder)
    stored = unpack(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return stored == worked_solutions(folder)


def write_solutions(folder: Path) -> bool:
    """Bring solutions.json up to date; True if it changed."""
    if solutions_current(folder):
        return False
    write_text(solutions_path(folder), pack(worked_solutions(folder)))
    return True


def _collect(twin: Twin, notebook: object, found: dict[str, str]) -> None:
    name: str | None = None
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        own = QUESTION.search(cell.source)
        name = own["name"] if own else name
        if not has_region(cell.source):
            continue
        where = {"path": f"{twin.folder.name}/text/{twin.path.name}", "cell": cell.id}
        if name is None:
            raise BuildError(NOQUESTION.format(**where))
        if name in found:
            raise BuildError(TWICE.format(**where, name=name))
        found[name] = region_text(cell.source)
