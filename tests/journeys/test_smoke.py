"""The browser, the server and the helpers work: a notebook is opened, run, changed and saved in real JupyterLab."""

from collections.abc import Callable

import nbformat
import pytest
from lab_page import LabPage
from lab_server import LabServer

pytestmark = pytest.mark.needs("browser")

CELLS = (
    nbformat.v4.new_markdown_cell("# A tiny notebook", id="title"),
    nbformat.v4.new_code_cell("price = 39\nprint(price * 3)", id="price"),
    nbformat.v4.new_code_cell(
        "import ipywidgets as widgets\n"
        "pieces = widgets.BoundedIntText(value=1, min=1, max=9, description='pieces')\n"
        "shown = widgets.interactive_output(lambda n: print('takings', price * n), {'n': pieces})\n"
        "widgets.VBox([pieces, shown])",
        id="widget",
    ),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., LabServer]) -> LabServer:
    workspace = tmp_path_factory.mktemp("workspace 工作区")
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=list(CELLS), metadata=kernel), workspace / "tiny.ipynb")
    return serve(workspace)


def test_a_notebook_runs_and_keeps_what_was_written(server: LabServer, lab: Callable[[LabServer], LabPage]) -> None:
    page = lab(server)
    page.open("tiny.ipynb")
    page.run_all()
    assert page.output("price") == "117"
    assert page.errors() == []
    assert "takings 39" in page.output("widget")
    page.control("widget", "pieces").fill("4")
    page.control("widget", "pieces").press("Tab")
    page.cell("widget").get_by_text("takings 156").wait_for()
    page.write("price", "price = 50\nprint(price * 3)")
    assert page.run_cell("price") == "150"
    page.save()
    stored = nbformat.read(server.workspace / "tiny.ipynb", as_version=4)
    assert stored.cells[1].source == "price = 50\nprint(price * 3)"
    assert [cell.id for cell in stored.cells] == ["title", "price", "widget"]
    assert "Success" in page.validate()
    page.write("price", "1 / 0")
    assert "ZeroDivisionError" in page.run_cell("price")
    assert len(page.errors()) == 1


def test_learners_see_validate_and_none_of_the_instructors_panels(
    server: LabServer, lab: Callable[[LabServer], LabPage]
) -> None:
    page = lab(server)
    page.open("tiny.ipynb")
    assert page.page.locator(".jp-NotebookPanel .jp-Toolbar").get_by_text("Validate", exact=True).count() == 1
    page.page.get_by_role("menuitem", name="View", exact=True).first.click()
    page.page.locator(".lm-Menu").first.wait_for()
    words = page.page.locator(".lm-Menu").first.inner_text() + page.page.locator(".jp-SideBar").first.inner_text()
    assert "Formgrader" not in words and "Create Assignment" not in words
    assert page.page.locator(".jp-toast, .Toastify__toast").count() == 0
