"""The demo's made-up hand-ins."""

from __future__ import annotations

import json
from pathlib import Path

from coursekit.compare import Number
from coursekit.demo import Made, solutions
from coursekit.exam import Exam, Shop, Slip, Task, answer_key

WORK = """orders = load("orders")  # given
paid = ...
### BEGIN SOLUTION
paid = orders["paid_at"].notna().sum()
### END SOLUTION
"""


def test_a_right_hand_in_keeps_the_lines_that_its_cell_gives(tmp_path: Path) -> None:
    master = tmp_path / "tasks.ipynb"
    cell = {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "paid-orders-work"}}, "source": WORK}
    master.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert solutions(master) == {
        "paid-orders": 'orders = load("orders")  # given\npaid = ...\npaid = orders["paid_at"].notna().sum()'
    }


def test_a_slip_that_is_right_on_the_class_s_shop_is_expected_to_earn_all_and_one_that_is_another_s_its_marks() -> None:
    slips = (
        Slip("gross", 2, "You forgot refunds.", lambda shop: 9.0),
        Slip("no-refunds-here", 3, "You forgot one refund.", lambda shop: 7.0),
        Slip("gross-again", 4, "You added discounts.", lambda shop: 9.0),
    )
    task = Task("net", "What is left?", 10, Number(), lambda shop: 7.0, slips=slips)
    exam = Exam("m", (task,))
    made = Made(exam, answer_key(exam, {"unseen": Shop()}), {}, {})
    assert [made.worth(task, value) for value in made.key.slips["net"].values()] == [2.0, 10.0, 2.0]
