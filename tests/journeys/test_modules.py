"""Every module's student copy in real JupyterLab: its exercises and tasks blank, and its interactive answering the keyboard."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lab_page import SECONDS, LabPage
from lab_server import LabServer
from playwright.sync_api import Locator
from programs import ROOT, make_workspace, one_line

pytestmark = pytest.mark.needs("browser")

MODULES = sorted(path.parent.name for path in ROOT.glob("modules/*/README.md"))
INTERACTIVES = {
    "01_shop_setup/lesson_1_market": "map-controls",
    "02_store_management/lesson_3_warehouse": "the-living-warehouse-4",
    "03_new_product_launch/lesson_2_page": "race-controls",
    "04_hit_product/lesson_4_run": "tunnel-controls",
    "05_livestream/lesson_4_run": "replay-controls",
    "06_data_analysis/lesson_1_fall": "xray-controls",
    "07_listing/lesson_2_title": "title-controls",
    "08_optimization/lesson_2_ads": "theatre-controls",
    "09_team/lesson_1_desk": "room-controls",
    "10_risk/lesson_2_false_orders": "ring-controls",
    "capstone/lesson_2_by_rule": "markup-controls",
}
# How each module's blank pages ask for an answer, and what they say while it is still the dots.
ASKS = {"exercises": "q.check(", "tasks": "hand_in("}
YOURS = "Your turn: "


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., LabServer]) -> LabServer:
    return serve(make_workspace(tmp_path_factory.mktemp("modules") / "workspace"))


@pytest.fixture
def page(laboratory: LabServer, lab: Callable[[LabServer], LabPage]) -> Iterator[LabPage]:
    yield lab(laboratory)
    laboratory.end_kernels()


def cells_that(notebook: Path, ask: str) -> list[str]:
    """The ids of the code cells that hold this call."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [cell["id"] for cell in cells if cell["cell_type"] == "code" and ask in "".join(cell["source"])]


def test_every_module_has_an_interactive() -> None:
    assert sorted(place.partition("/")[0] for place in INTERACTIVES) == MODULES


@pytest.mark.parametrize("place", INTERACTIVES)
def test_a_module_s_blank_pages_say_whose_turn_it_is_and_its_interactive_answers_the_keyboard(
    place: str, page: LabPage
) -> None:
    page.open(f"modules/{place}.ipynb")
    page.run_all()
    assert page.errors() == []
    assert turned(page, INTERACTIVES[place]), "the first control changed nothing of what the cell shows"
    assert page.errors() == []
    for name, ask in ASKS.items():
        path = f"modules/{place.partition('/')[0]}/{name}.ipynb"
        page.open_beside(path)
        page.run_all()
        assert page.errors() == [], path
        asked = cells_that(page.server.workspace / path, ask)
        said = {cell: one_line(page.output(cell)) for cell in asked}
        assert asked and all(text.startswith(YOURS) for text in said.values()), said


def turned(page: LabPage, cell: str) -> bool:
    """Whether the cell's first control, moved by the keyboard, changes the picture or the words below it."""
    outputs = page.cell(cell).locator(".jp-OutputArea").first
    control = outputs.locator("input, select").first
    control.wait_for()
    before = shown(outputs)
    control.focus()
    is_list = control.evaluate("one => one.tagName") == "SELECT"
    for key in ("Space", "ArrowDown", "Enter") if is_list else ("ArrowUp", "Enter"):
        page.page.keyboard.press(key)
    end = time.monotonic() + SECONDS
    while shown(outputs) == before and time.monotonic() < end:
        page.page.wait_for_timeout(100)
    return shown(outputs) != before


def shown(outputs: Locator) -> str:
    """The pictures and the words of an output; what stands in its boxes is not among them."""
    pictures = outputs.locator("img").evaluate_all("found => found.map(one => one.src.slice(-400))")
    return "\n".join([*pictures, outputs.inner_text()])
