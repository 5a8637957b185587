"""The class report as a notebook: the figures as data, and short cells that draw them, to be changed at will."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coursekit.report_data import ReportData
from coursekit.submission import write_notebook

TITLE = "# Class report: {module}\n\nThe marks stand in `{file}` beside this notebook. Run all cells; change what you like to see."
LOAD = """import json
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns

marks = pd.DataFrame(json.loads(Path("{file}").read_text(encoding="utf-8"))).astype({{"points": float}})
totals = marks.groupby("student")["points"].sum()
totals.describe().round(1)"""
CELLS = (
    ("## How the points are spread", 'axes = sns.histplot(totals, color="#c9c9cd")\naxes.axvline(totals.median(), color="#1845fb")\n'
     'axes.set(xlabel="points (line: median)", ylabel="students")\nplt.show()'),
    ("## How hard the tasks are, and what they tell",
     'wide = marks.pivot(index="student", columns="task", values="points")\n'
     'maximum = marks.groupby("task")["maximum"].first()\n'
     'rest = pd.DataFrame({task: wide.drop(columns=task).sum(axis=1) for task in wide})\n'
     'pd.DataFrame({"earned": wide.mean() / maximum, "tells apart": wide.corrwith(rest)}).round(2)'),
    ("## Which slips, and how many", 'marks[marks["slip"] != ""].groupby(["task", "slip"]).size().sort_values(ascending=False)'),
    ("## What waits for a person", 'marks[marks["waits"]][["student", "task"]]'),
)  # fmt: skip


def write(data: ReportData, path: Path) -> None:
    """Writes the notebook and, beside it, its data: one record a student and task, with the report's own names."""
    file = f"{path.stem}.json"
    path.with_name(file).write_text(json.dumps(records(data), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    cells = [_markdown(0, TITLE.format(module=data.module, file=file)), _code(1, LOAD.format(file=file))]
    for number, (text, source) in enumerate(CELLS, 1):
        cells += [_markdown(2 * number, text), _code(2 * number + 1, source)]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    write_notebook(path, {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5})


def records(data: ReportData) -> list[dict[str, Any]]:
    """Returns one record a student and task; no points, rather than 0, where a person has yet to give them."""
    slips = {(one.student, mark.task): mark.slip or "" for one in data.result.students for mark in one.marks}
    return [
        {
            "student": one.student, "task": task.task, "points": None if task.waiting else task.score,
            "maximum": task.maximum, "slip": slips.get((one.student, task.task), ""), "waits": task.waiting,
        }
        for one in data.scores
        for task in one.tasks.values()
    ]  # fmt: skip


def _markdown(number: int, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": f"cell-{number}", "metadata": {}, "source": text}


def _code(number: int, source: str) -> dict[str, Any]:
    return {
        "cell_type": "code", "id": f"cell-{number}", "metadata": {}, "source": source, "outputs": [], "execution_count": None,
    }  # fmt: skip
