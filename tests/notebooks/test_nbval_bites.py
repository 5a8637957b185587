"""The comparison that the other tests here rely on does find a difference."""

from collections.abc import Callable
from pathlib import Path

import nbformat

Nbval = Callable[[list[Path], Path], tuple[int, str]]


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
    status, report = nbval([notebook(tmp_path / "same.ipynb", printed("42\n"), result("{'sku': 'A'}"))], tmp_path)
    assert (status, "2 passed" in report) == (0, True)


def test_another_number_and_a_missing_output_fail_by_cell(tmp_path: Path, nbval: Nbval) -> None:
    status, report = nbval([notebook(tmp_path / "other.ipynb", printed("43\n"), [])], tmp_path)
    assert (status, "2 failed" in report) == (1, True)
    assert "Cell 0" in report and "Cell 1" in report and "43" in report


def test_of_several_notebooks_in_one_run_only_the_changed_one_is_faulted(
    tmp_path: Path, nbval: Nbval, said_against: Callable[[str, str], str]
) -> None:
    good, sku = printed("42\n"), result("{'sku': 'A'}")
    names = ("a.ipynb", "broken.ipynb", "z.ipynb")
    paths = [notebook(tmp_path / name, printed("43\n") if name == "broken.ipynb" else good, sku) for name in names]
    status, report = nbval(paths, tmp_path)
    faults = {name: said_against(name, report) for name in names}
    assert status == 1 and [name for name, fault in faults.items() if fault] == ["broken.ipynb"]
    assert (
        faults["broken.ipynb"].startswith("broken.ipynb does not run to its stored outputs:")
        and "43" in faults["broken.ipynb"]
    )
    assert said_against("missing.ipynb", report).startswith("missing.ipynb: no cell was compared:")
