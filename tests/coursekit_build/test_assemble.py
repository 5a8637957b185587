"""What a twin makes before anything is run: places, ids, metadata, blanks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coursekit.build.assemble import products
from coursekit.build.building import check_nbgrader
from coursekit.build.errors import BuildError
from coursekit.build.twins import Twin

Write = Callable[[str, str], Twin]

TASKS = """\
# %% [markdown]
# # What does a parcel earn? 单位经济
#
# Two tasks.

# %%
from shoplab import hand_in, load

# %% [markdown]
# ## Unit economics (10 points)

# %% task="unit-economics"
answer = ...  # your turn
### BEGIN SOLUTION
answer = 41 + 1
### END SOLUTION

# %% hand_in="unit-economics" points=10
hand_in("unit-economics", answer)

# %% [markdown] written="competitor-report" points=5
# *Your report.*
# ### BEGIN SOLUTION
# A model answer.
# ### END SOLUTION

# %% locked=true tags=["raises-exception"]
1 / 0
"""


def test_tasks_make_a_blank_and_a_master(write: Write, course: Path) -> None:
    blank, master = products(write("tasks", TASKS))
    module = course / "modules" / "01_shop"
    assert (blank.path, blank.run) == (module / "tasks.ipynb", False)
    assert (master.path, master.run) == (module / "tasks" / "tasks.ipynb", True)
    for product in (blank, master):
        check_nbgrader(product)


def test_cells_get_readable_ids_from_headings_and_markers(write: Write) -> None:
    blank, master = products(write("tasks", TASKS))
    ids = [cell.id for cell in blank.notebook.cells]
    assert ids == [
        "what-does-a-parcel-earn-1",
        "what-does-a-parcel-earn-2",
        "unit-economics-10-points-1",
        "unit-economics-work",
        "unit-economics",
        "competitor-report",
        "unit-economics-10-points-5",
    ]
    assert [cell.id for cell in master.notebook.cells] == ids


def test_markers_become_nbgrader_metadata(write: Write) -> None:
    blank, _ = products(write("tasks", TASKS))
    found = {cell.id: cell.metadata.get("nbgrader") for cell in blank.notebook.cells}
    base = {"grade": False, "locked": False, "solution": False, "schema_version": 3, "task": False}
    assert found["unit-economics-work"] == base | {"grade_id": "unit-economics-work", "solution": True}
    assert found["unit-economics"] == base | {"grade_id": "unit-economics", "grade": True, "locked": True, "points": 10}
    assert found["competitor-report"] == base | {
        "grade_id": "competitor-report",
        "grade": True,
        "solution": True,
        "points": 5,
    }
    assert found["what-does-a-parcel-earn-1"] == base | {"grade_id": "what-does-a-parcel-earn-1", "locked": True}
    assert found["what-does-a-parcel-earn-2"] is None
    assert found["unit-economics-10-points-5"]["locked"] is True
    assert blank.notebook.cells[-1].metadata.tags == ["raises-exception"]


def test_a_blank_has_no_trace_of_a_solution(write: Write) -> None:
    blank, master = products(write("tasks", TASKS))
    text = str(blank.notebook)
    assert "41" not in text and "model" not in text and "SOLUTION" not in text
    assert blank.notebook.cells[3].source == "answer = ...  # your turn"
    assert "answer = 41 + 1" in master.notebook.cells[3].source


def test_a_lesson_without_solutions_stands_alone_and_runs(write: Write, course: Path) -> None:
    made = products(write("lesson_1_market", "# %% [markdown]\n# # A\n\n# %%\n1 + 1\n"))
    assert [(one.path.name, one.path.parent.name, one.run) for one in made] == [
        ("lesson_1_market.ipynb", "01_shop", True)
    ]


def test_a_lesson_with_solutions_is_run_blank_and_with_them(write: Write) -> None:
    text = "# %% [markdown]\n# # A\n\n# %%\nguess = ...\n### BEGIN SOLUTION\nguess = 3\n### END SOLUTION\n"
    lesson, master = products(write("lesson_1_market", text))
    assert (lesson.run, master.run, master.path.parent.name) == (True, True, "tasks")
    assert lesson.notebook.cells[1].source == "guess = ..."


def test_the_header_can_name_the_kind(write: Write) -> None:
    header = "# ---\n# jupyter:\n#   coursekit:\n#     kind: exercises\n# ---\n\n"
    text = header + "# %%\nguess = ...\n### BEGIN SOLUTION\nguess = 3\n### END SOLUTION\n"
    blank, _ = products(write("warmup_1_notebooks", text))
    assert blank.run is False


PROBLEMS = {
    "unknown marker": (
        '# %% tsak="a"\nanswer = ...\n',
        "01_shop/text/tasks.py, cell 1: `tsak` is not a marker. "
        "Use one of: id, tags, task, hand_in, points, written, locked. Did you mean `task`?",
    ),
    "no points": (
        '# %% hand_in="a"\nhand_in("a", answer)\n',
        '01_shop/text/tasks.py, cell 1: `hand_in="a"` needs points, for example `points=10`.',
    ),
    "points alone": (
        "# %% points=3\n1\n",
        "01_shop/text/tasks.py, cell 1: points belong to a `hand_in` or `written` cell; this one is neither.",
    ),
    "two roles": (
        '# %% task="a" hand_in="a" points=1\nhand_in("a", answer)\n',
        "01_shop/text/tasks.py, cell 1: a cell can be only one of task, hand_in and written; "
        "this one is task and hand_in.",
    ),
    "hand_in of another task": (
        '# %% hand_in="a" points=1\nhand_in("b", answer)\n',
        "01_shop/text/tasks.py, cell 1: a hand_in cell is exactly one line, "
        '`hand_in("a", answer)`; this one is: hand_in("b", answer)',
    ),
    "written code": (
        '# %% written="a" points=1\n1\n',
        "01_shop/text/tasks.py, cell 1: `written` belongs on a markdown cell.",
    ),
    "same id": (
        '# %% id="a"\n1\n\n# %% id="a"\n2\n',
        "01_shop/text/tasks.py, cell 2: the id `a` is used twice. "
        'Ids come from markers and headings; give one of the cells its own with id="…".',
    ),
    "bad id": (
        '# %% id="a b"\n1\n',
        "01_shop/text/tasks.py, cell 1: `a b` can't be a cell id: use 1 to 64 letters, digits and dashes.",
    ),
    "open region": (
        '# %% task="a"\nanswer = ...\n### BEGIN SOLUTION\nanswer = 1\n',
        "01_shop/text/tasks.py, cell `a-work`: a solution region must open with `### BEGIN SOLUTION` "
        "and close with `### END SOLUTION`, once each and in this order.",
    ),
    "stray region": (
        "# %%\nanswer = ...\n### BEGIN SOLUTION\nanswer = 1\n### END SOLUTION\n",
        "01_shop/text/tasks.py, cell `top-1`: a solution in a tasks notebook belongs in a "
        '`task="…"` or `written="…"` cell.',
    ),
    "no stub": (
        '# %% task="a"\n### BEGIN SOLUTION\nanswer = 1\n### END SOLUTION\n',
        "01_shop/text/tasks.py, cell `a-work`: nothing is left of the cell without its solution. "
        "Put the learner's line, for example `answer = ...`, above the region.",
    ),
    "no dots": (
        '# %% task="a"\nanswer = 0\n### BEGIN SOLUTION\nanswer = 1\n### END SOLUTION\n',
        "01_shop/text/tasks.py, cell `a-work`: the learner's part has no `...`. "
        "An untouched answer is `...`, else it can't be told from a wrong one.",
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_stops_a_build_is_said_with_its_place(write: Write, name: str) -> None:
    text, message = PROBLEMS[name]
    with pytest.raises(BuildError) as caught:
        products(write("tasks", text))
    assert str(caught.value) == message
