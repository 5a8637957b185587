"""The comparison that the other tests here rely on does find a difference."""

from collections.abc import Callable
from pathlib import Path

import nbformat

Nbval = Callable[[Path, Path], tuple[int, str]]


def notebook(path: Path, *outputs: list) -> Path:
    cells = [
        nbformat.v4.new_code_cell("print(6 * 7)", execution_count=1, outputs=outputs[0]),
        nbformat.v4.new_code_cell("{'sku': 'A'}", execution_count=2, outputs=outputs[1]),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def printed(text: str) -> list:
    return [nbformat.v4.new_output("stream", name="stdout", text=text)]


def result(text: str) -> list:
    return [nbformat.v4.new_output("execute_result", data={"text/plain": text}, execution_count=2)]


def test_the_same_outputs_pass(tmp_path: Path, nbval: Nbval) -> None:
    status, report = nbval(notebook(tmp_path / "same.ipynb", printed("42\n"), result("{'sku': 'A'}")), tmp_path)
    assert (status, "2 passed" in report) == (0, True)


def test_another_number_and_a_missing_output_fail_by_cell(tmp_path: Path, nbval: Nbval) -> None:
    status, report = nbval(notebook(tmp_path / "other.ipynb", printed("43\n"), []), tmp_path)
    assert (status, "2 failed" in report) == (1, True)
    assert "Cell 0" in report and "Cell 1" in report and "43" in report
