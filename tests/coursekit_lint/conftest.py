"""Small notebooks and courses for the rules."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from coursekit.lint.pages import Page

MakePage = Callable[..., Page]


def code(
    source: str, *outputs: NotebookNode, id: str = "code", count: int | None = 1, **metadata: object
) -> NotebookNode:
    return nbformat.v4.new_code_cell(source, id=id, execution_count=count, outputs=list(outputs), metadata=metadata)


def text(source: str, id: str = "text", **metadata: object) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(source, id=id, metadata=metadata)


def stream(words: str, name: str = "stdout") -> NotebookNode:
    return nbformat.v4.new_output("stream", name=name, text=words)


def result(data: dict, **metadata: object) -> NotebookNode:
    return nbformat.v4.new_output("execute_result", data=data, metadata=metadata, execution_count=1)


@pytest.fixture
def make() -> type:
    """The makers of cells and outputs: make.code, make.text, make.stream, make.result."""

    class Makers:
        code = staticmethod(code)
        text = staticmethod(text)
        stream = staticmethod(stream)
        result = staticmethod(result)

    return Makers


@pytest.fixture
def page(tmp_path: Path) -> MakePage:
    """page(*cells, name=…): a notebook as the rules see it."""

    def build(*cells: NotebookNode, name: str = "modules/01_shop/lesson_1_a.ipynb") -> Page:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        notebook = nbformat.v4.new_notebook(cells=list(cells))
        nbformat.write(notebook, path)
        return Page(path, tmp_path, notebook)

    return build
