"""Is the committed notebook what its twin makes? Sources, ids and metadata; outputs are nbval's business."""

import difflib
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from coursekit.build.assemble import Product, products
from coursekit.build.solutions import solutions_current, solutions_path
from coursekit.build.twins import Twin

MISSING = "{path} is not built yet. Run: coursekit build {twin}"
UNREADABLE = "{path} is not a notebook: {problem}. Run: coursekit build {twin}"
CELLS = "{path}: its cells are not the twin's. Run: coursekit build {twin}\n{diff}"
CELL = "{path}, cell `{cell}`: its {part} is not the twin's. Run: coursekit build {twin}"
NOTEBOOK_METADATA = "{path}: its notebook metadata is not what the build writes. Run: coursekit build {twin}"
SOLUTIONS = "{path} does not hold the worked solutions of its module's twins. Run: coursekit build {twin}"
PARTS = ("cell_type", "source", "metadata")


def differences(twin: Twin, root: Path) -> list[str]:
    """One sentence for each way in which the built files differ from their twin; empty when all match."""
    found: list[str] = []
    for product in products(twin):
        found.extend(_compare(product, _relative(product.path, root), _relative(twin.path, root)))
    if not solutions_current(twin.folder):
        path = solutions_path(twin.folder)
        found.append(SOLUTIONS.format(path=_relative(path, root), twin=_relative(twin.path, root)))
    return found


def _compare(product: Product, path: str, twin: str) -> list[str]:
    if not product.path.is_file():
        return [MISSING.format(path=path, twin=twin)]
    try:
        stored = nbformat.reads(product.path.read_text(encoding="utf-8"), as_version=4)
    except (ValueError, nbformat.reader.NotJSONError) as problem:
        return [UNREADABLE.format(path=path, twin=twin, problem=problem)]
    wanted_ids = [cell.id for cell in product.notebook.cells]
    stored_ids = [cell.get("id", "(no id)") for cell in stored.cells]
    if wanted_ids != stored_ids:
        diff = "\n".join(difflib.unified_diff(stored_ids, wanted_ids, "notebook", "twin", lineterm="", n=1))
        return [CELLS.format(path=path, twin=twin, diff=diff)]
    found = [
        CELL.format(path=path, cell=wanted.id, part=part, twin=twin)
        for wanted, cell in zip(product.notebook.cells, stored.cells, strict=True)
        for part in PARTS
        if _part(cell, part) != _part(wanted, part)
    ]
    if stored.metadata != product.notebook.metadata:
        found.append(NOTEBOOK_METADATA.format(path=path, twin=twin))
    if not product.run and any(cell.get("outputs") for cell in stored.cells):
        found.append(CELLS.format(path=path, twin=twin, diff="It must ship without outputs."))
    return found


def _part(cell: NotebookNode, part: str) -> object:
    return dict(cell[part]) if part == "metadata" else cell[part]


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
