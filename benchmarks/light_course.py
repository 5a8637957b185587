"""A course of one light module for the benchmark: 18 small cells, six tasks, one picture; and a class that hands it in."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import nbformat

from coursekit.classroom import NOTEBOOK, Classroom, init_class
from coursekit.release import release

MODULE = "90_light"
SLIGHTLY = " * {factor}"
TASKS = {
    "paid": 'paid["paid"].sum()',
    "mean": 'paid["paid"].mean()',
    "count": "float(len(paid))",
    "top": 'paid.groupby("channel")["paid"].sum().max()',
    "median": 'paid["paid"].median()',
    "share": 'orders["paid_at"].notna().mean()',
}
BETWEEN = (
    "import pandas as pd\nimport matplotlib.pyplot as plt\nfrom shoplab import hand_in, load",
    'orders = load("orders")\norders.head()',
    'paid = orders[orders["paid_at"].notna()]\nlen(paid)',
    'daily = paid.groupby(paid["paid_at"].dt.date)["paid"].sum()\ndaily.describe()',
    'figure, axes = plt.subplots()\naxes.plot(daily.index, daily.values)\naxes.set_title("Takings a day")\nplt.show()',
    'paid.groupby("channel", as_index=False).agg(revenue=("paid", "sum"), orders=("order_id", "count"))',
)
EXAM = """
from coursekit.exam import Exam, Number, Task

SOURCES = {tasks}


def reference(source):
    def of(shop):
        orders = shop.orders
        return float(eval(source, {{"orders": orders, "paid": orders[orders["paid_at"].notna()]}}))
    return of


EXAM = Exam(module="{module}", tasks=tuple(
    Task(name=name, title=name, points=5, outline=("90.01",), compare=Number(), reference=reference(source),
         slips=(), right="Correct.")
    for name, source in SOURCES.items()
))
"""


def make_class(folder: Path, tier: str = "course") -> Classroom:
    """Returns a class with the light module released, in `folder`/class."""
    tasks = folder / "course" / "modules" / MODULE / "tasks"
    tasks.mkdir(parents=True)
    (tasks / "exam.py").write_text(dedent(EXAM.format(module=MODULE, tasks=repr(TASKS))), encoding="utf-8")
    nbformat.write(_master(), tasks / f"{NOTEBOOK}.ipynb")
    room = init_class(folder / "class", "bench", folder / "course", tier)
    release(room, MODULE)
    return room


def hand_in_all(room: Classroom, count: int) -> None:
    """Puts `count` hand-ins in place, no two with the same answers."""
    for number in range(count):
        folder = room.step("submitted", MODULE, f"student_{number:04d}")
        folder.mkdir(parents=True, exist_ok=True)
        notebook = answered(room, 1 + number / 1e5)
        (folder / f"{NOTEBOOK}.ipynb").write_text(json.dumps(notebook, indent=1), encoding="utf-8")


def answered(room: Classroom, factor: float) -> dict[str, Any]:
    """Returns the released notebook with every answer off by this factor."""
    notebook = room.released(MODULE)
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").removesuffix("-work")
        if name in TASKS and cell["metadata"]["nbgrader"].get("solution"):
            cell["source"] = f"answer = {TASKS[name]}" + SLIGHTLY.format(factor=factor)
    return notebook


def _master() -> nbformat.NotebookNode:
    v4 = nbformat.v4
    cells = [v4.new_code_cell(source, id=f"cell-{place}") for place, source in enumerate(BETWEEN)]
    for name, source in TASKS.items():
        text = f"answer = ...\n### BEGIN SOLUTION\nanswer = {source}\n### END SOLUTION"
        cells.append(v4.new_code_cell(text, id=f"{name}-work", metadata=_meta(f"{name}-work", solution=True)))
        line = f'hand_in("{name}", answer)'
        cells.append(v4.new_code_cell(line, id=name, metadata=_meta(name, grade=True, locked=True, points=5)))
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


def _meta(name: str, **more: object) -> dict[str, Any]:
    plain = {"grade": False, "grade_id": name, "locked": False, "solution": False, "task": False, "schema_version": 3}
    return {"nbgrader": {**plain, **more}}
