"""Worked solutions leave the twins by question name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coursekit.build.errors import BuildError
from coursekit.build.solutions import (
    pack,
    solutions_current,
    solutions_path,
    unpack,
    worked_solutions,
    write_solutions,
)
from coursekit.build.twins import Twin

Write = Callable[[str, str], Twin]

EXERCISES = """\
# %%
q = question("01-paid-share")
share = ...
### BEGIN SOLUTION
share = paid.mean()  # True counts as 1
### END SOLUTION
q.check(share)

# %%
q = question('01-order')

# %%
def rank(table):
    ...
    ### BEGIN SOLUTION
    best = table.max()
    return best
    ### END SOLUTION
"""
TASKS = '# %% task="a"\nanswer = ...\n### BEGIN SOLUTION\nanswer = 1\n### END SOLUTION\n'


def test_regions_go_to_the_question_in_their_cell_or_above(write: Write, course: Path) -> None:
    module = write("exercises", EXERCISES).folder
    write("tasks", TASKS)
    assert worked_solutions(module) == {
        "01-paid-share": "share = paid.mean()  # True counts as 1",
        "01-order": "best = table.max()\nreturn best",
    }


def test_packed_solutions_come_back_and_can_t_be_read_by_accident() -> None:
    packed = pack({"a": "answer = 1  # 店"})
    assert "answer" not in packed
    assert unpack(packed) == {"a": "answer = 1  # 店"}


def test_the_file_is_written_once(write: Write) -> None:
    module = write("exercises", EXERCISES).folder
    assert not solutions_current(module)
    assert write_solutions(module) is True
    assert solutions_path(module) == module / "tasks" / "solutions.json"
    assert solutions_current(module)
    assert write_solutions(module) is False


def test_a_solution_without_a_question_is_said(write: Write) -> None:
    twin = write("exercises", "# %%\nshare = ...\n### BEGIN SOLUTION\nshare = 1\n### END SOLUTION\n")
    with pytest.raises(BuildError) as caught:
        worked_solutions(twin.folder)
    assert str(caught.value) == (
        "01_shop/text/exercises.py, cell `top-1`: this solution belongs to no question. "
        'Write `question("…")` in the cell or above it.'
    )


def test_two_solutions_of_one_question_are_said(write: Write) -> None:
    twin = write("exercises", EXERCISES.replace("01-order", "01-paid-share"))
    with pytest.raises(BuildError) as caught:
        worked_solutions(twin.folder)
    assert str(caught.value) == (
        "01_shop/text/exercises.py, cell `top-3`: the question `01-paid-share` already has a worked solution."
    )
