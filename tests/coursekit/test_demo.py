"""The demo's made-up hand-ins."""

from __future__ import annotations

import json
from pathlib import Path

from coursekit.demo import solutions

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
