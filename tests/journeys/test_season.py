"""A season run by hand at its counter, in real JupyterLab: boxes by their labels, buttons, and the picture of the days."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from lab_page import LabPage
from lab_server import LabServer
from programs import make_workspace

from shoplab.season.console import HOW_TO, NEXT_DAY, NEXT_WEEK, PRICE, RESTOCK, UNDO

pytestmark = pytest.mark.needs("browser")

COUNTER = """
from shoplab.season import open_shop
from shoplab.season.console import console

console(open_shop("first-season", seed=7))
"""
NOTEBOOK = "my season.ipynb"


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., LabServer]) -> LabServer:
    workspace = make_workspace(tmp_path_factory.mktemp("season") / "workspace")
    cell = nbformat.v4.new_code_cell(COUNTER.strip(), id="counter")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), Path(workspace, NOTEBOOK))
    return serve(workspace)


def test_a_season_is_run_by_hand_with_labelled_boxes_and_a_day_taken_back(
    laboratory: LabServer, lab: Callable[[LabServer], LabPage]
) -> None:
    page = lab(laboratory)
    page.open(NOTEBOOK)
    page.run_all()
    assert page.errors() == []
    counter = page.cell("counter")
    counter.get_by_text(HOW_TO).wait_for()
    counter.get_by_text("2025-07-05: day 1 of 90").wait_for()
    assert counter.get_by_role("button", name=UNDO).is_disabled()

    page.control("counter", PRICE).fill("19")
    page.control("counter", RESTOCK).fill("60")
    page.control("counter", RESTOCK).press("Enter")
    page.press("counter", NEXT_WEEK)
    counter.get_by_text("2025-07-12: day 8 of 90").wait_for()
    counter.get_by_text("The figure in words").wait_for()
    assert page.control("counter", RESTOCK).input_value() == "0"
    assert page.control("counter", PRICE).input_value() in ("19", "19.00")

    week = page.picture("counter")
    page.press("counter", NEXT_DAY)
    eighth = page.picture_after("counter", week)
    counter.get_by_text("2025-07-13: day 9 of 90").wait_for()
    page.press("counter", UNDO)
    counter.get_by_text("2025-07-12: day 8 of 90").wait_for()
    page.press("counter", NEXT_DAY)
    counter.get_by_text("2025-07-13: day 9 of 90").wait_for()
    assert page.picture_after("counter", week) == eighth
