"""Whole builds with a real kernel."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from coursekit.build import command
from coursekit.build.building import build_twin
from coursekit.build.compare import differences
from coursekit.build.errors import BuildError
from coursekit.build.twins import Twin, all_twins, find_twins

Write = Callable[[str, str], Twin]

LESSON = """\
# %% [markdown]
# # A lesson

# %%
import os
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

print(Path.cwd().name, sorted(path.name for path in Path.cwd().glob("*.py")), os.environ.get("NBGRADER_EXECUTION"))
pd.DataFrame({"sku": ["A", "B"], "paid": [1.5, 2.0]})

# %%
print({"a", "b", "c"})
figure, axes = plt.subplots()
axes.plot([1, 2])
plt.show()
"""
TASKS = '# %% task="a"\nanswer = ...\n### BEGIN SOLUTION\nanswer = 1\n### END SOLUTION\n\n# %%\nprint(answer)\n'


def test_building_twice_gives_the_same_bytes_and_runs_only_once(
    write: Write, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    twin = write("lesson_1_market", LESSON)
    (twin.folder / "questions.py").touch()
    assert differences(twin, course) == [
        "modules/01_shop/lesson_1_market.ipynb is not built yet. "
        "Run: coursekit build modules/01_shop/text/lesson_1_market.py"
    ]
    assert build_twin(twin, course) == [twin.notebook]
    first = twin.notebook.read_bytes()
    assert b"01_shop ['questions.py'] None" in first and b"<table" in first and b"Software" not in first
    assert b"\r" not in first and first.endswith(b"}\n")
    assert build_twin(twin, course) == []
    assert build_twin(twin, course, force=True) == [twin.notebook]
    assert twin.notebook.read_bytes() == first
    assert differences(twin, course) == []
    (twin.folder / "questions.py").write_text("QUESTIONS = []\n", encoding="utf-8")
    assert build_twin(twin, course) == [twin.notebook]


def test_master_is_run_in_the_module_s_folder_and_the_blank_is_not(write: Write, course: Path) -> None:
    twin = write("tasks", TASKS)
    build_twin(twin, course)
    blank = nbformat.read(twin.notebook, as_version=4)
    master = nbformat.read(twin.master, as_version=4)
    assert [cell.outputs for cell in blank.cells] == [[], []]
    assert master.cells[1].outputs[0].text == "1\n"
    assert differences(twin, course) == []


STOPS = {
    "error": (
        "1 / 0",
        "01_shop/lesson_1_a.ipynb, cell `top-1`: ZeroDivisionError: division by zero\n"
        'If the error is meant, tag the cell: tags=["raises-exception"]. Else mend the twin and build again.',
    ),
    "stderr": (
        "import warnings; warnings.warn('old')",
        "01_shop/lesson_1_a.ipynb, cell `top-1` wrote to stderr, which a reader would see as a warning. Mend its cause:\n",
    ),
}


@pytest.mark.parametrize("name", STOPS)
def test_what_a_reader_must_not_see_stops_the_build_and_leaves_the_old_file(
    write: Write, course: Path, name: str
) -> None:
    source, message = STOPS[name]
    twin = write("lesson_1_a", f"# %%\n{source}\n")
    twin.notebook.write_text("old", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        build_twin(twin, course)
    assert str(caught.value).startswith(message)
    assert twin.notebook.read_text(encoding="utf-8") == "old"


def test_an_error_that_is_meant_is_kept(write: Write, course: Path) -> None:
    twin = write("lesson_1_a", '# %% tags=["raises-exception"]\nprice\n')
    build_twin(twin, course)
    output = nbformat.read(twin.notebook, as_version=4).cells[0].outputs[0]
    assert (output.ename, output.evalue) == ("NameError", "name 'price' is not defined")


def test_every_difference_is_named(write: Write, course: Path) -> None:
    twin = write("tasks", TASKS)
    build_twin(twin, course)
    notebook = nbformat.read(twin.notebook, as_version=4)
    notebook.cells[0].source = "answer = 1"
    notebook.cells[1].metadata["tags"] = ["x"]
    nbformat.write(notebook, twin.notebook)
    run = "Run: coursekit build modules/01_shop/text/tasks.py"
    assert differences(twin, course) == [
        f"modules/01_shop/tasks.ipynb, cell `a-work`: its source is not the twin's. {run}",
        f"modules/01_shop/tasks.ipynb, cell `top-2`: its metadata is not the twin's. {run}",
    ]
    del notebook.cells[1]
    nbformat.write(notebook, twin.notebook)
    assert differences(twin, course)[0].startswith(
        f"modules/01_shop/tasks.ipynb: its cells are not the twin's. {run}\n"
    )


def test_twins_are_found_by_any_of_their_paths(write: Write, course: Path) -> None:
    twin = write("tasks", TASKS)
    for path in (twin.path, twin.folder, twin.path.parent, twin.notebook, twin.master):
        assert find_twins([path]) == [twin]
    assert all_twins(course) == [twin]
    with pytest.raises(BuildError) as caught:
        find_twins([course / "pyproject.toml"])
    assert str(caught.value) == (
        f"{course / 'pyproject.toml'} is not a text twin. "
        "Give a .py file in a module's `text/` folder, the module's folder, or --all."
    )


def test_the_command_says_what_it_did(
    write: Write, course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course)
    write("lesson_1_a", "# %% [markdown]\n# # A\n")
    write("lesson_2_b", "# %%\n1 / 0\n")
    assert command.main(["--all"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("built    modules/01_shop/lesson_1_a.ipynb  (")
    assert "ZeroDivisionError" in said.err
    assert command.main(["--check", "modules/01_shop/text/lesson_1_a.py"]) == 0
    assert capsys.readouterr().out == "Twins that match their notebooks: 1.\n"
    assert command.main(["--check"]) == 1
    assert "lesson_2_b.ipynb is not built yet" in capsys.readouterr().err
    assert command.main([]) == 1
    assert capsys.readouterr().err == "Say what to build: a twin, a module's folder, or --all.\n"
