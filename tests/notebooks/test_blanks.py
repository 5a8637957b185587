"""Every module's exercises and tasks as a learner first opens them: nothing fails, and each asks for her answer."""

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from coursekit.build.running import run_notebook

# How a blank page asks for an answer, and what it says while that is still the dots.
ASKS = ("q.check(", "hand_in(")
YOURS = "Your turn: "
ROOT = Path(__file__).resolve().parents[2]
BLANKS = sorted(
    path.relative_to(ROOT).as_posix()
    for name in ("exercises", "tasks")
    for path in ROOT.glob(f"modules/*/{name}.ipynb")
)


def words(cell: NotebookNode) -> str:
    """What stands below a cell as text."""
    return "\n".join(output.get("text") or output.data["text/plain"] for output in cell.outputs)


@pytest.mark.parametrize("name", BLANKS)
def test_a_blank_page_runs_and_says_whose_turn_it_is(name: str, learner: Path) -> None:
    page = nbformat.read(learner / name, as_version=4)
    run_notebook(page, (learner / name).parent, name)
    asked = [cell for cell in page.cells if cell.cell_type == "code" and any(ask in cell.source for ask in ASKS)]
    said = {cell.id: words(cell) for cell in asked}
    assert asked and {cell: text for cell, text in said.items() if not text.startswith(YOURS)} == {}
