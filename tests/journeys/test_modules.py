"""Every module's interactive in real JupyterLab: its lesson runs without an error, and it answers the keyboard.

All lessons are opened side by side in one page, as a learner's tabs are: a page of its own for each would take twice as long.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lab_page import SECONDS, SIZE, LabPage, keep_picture
from lab_server import LabServer
from playwright.sync_api import Browser, Locator
from programs import ROOT, make_workspace

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


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., LabServer]) -> LabServer:
    return serve(make_workspace(tmp_path_factory.mktemp("modules") / "workspace"))


@pytest.fixture(scope="module")
def desk(laboratory: LabServer, browser: Browser) -> Iterator[LabPage]:
    """JupyterLab's page, for all modules."""
    context = browser.new_context(viewport=SIZE)
    yield LabPage(context.new_page(), laboratory)
    context.close()


@pytest.fixture
def page(desk: LabPage, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LabPage]:
    """The page without the last module's kernel; reloaded when that module failed."""
    if not desk.path:
        desk.open_lab()
    yield desk
    if getattr(request.node, "call_failed", False):
        keep_picture(desk, tmp_path / "page.png")
        desk.path = ""
    desk.server.end_kernels()


def test_every_module_has_an_interactive() -> None:
    assert sorted(place.partition("/")[0] for place in INTERACTIVES) == MODULES


@pytest.mark.parametrize("place", INTERACTIVES)
def test_a_module_s_interactive_answers_the_keyboard(place: str, page: LabPage) -> None:
    page.open_beside(f"modules/{place}.ipynb")
    page.run_all()
    assert page.errors() == []
    assert turned(page, INTERACTIVES[place]), "the first control changed nothing of what the cell shows"
    assert page.errors() == []


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
