"""A small course for tests: three automatic tasks, a written one, and the hand-ins of its learners."""

import json
from pathlib import Path

import nbformat

from coursekit.classroom import Classroom

MODULE = "99_small"
EXAM = """
from coursekit.exam import Criterion, Decision, Exam, Number, Slip, Table, Task, Written


def paid(shop):
    return shop.orders[shop.orders["paid_at"].notna()]


def by_channel(orders):
    return orders.groupby("channel", as_index=False).agg(revenue=("paid", "sum"), orders=("order_id", "count"))


def judge_channel(answer, world):
    earned = by_channel(paid(world.tables)).set_index("channel")["revenue"]
    if not isinstance(answer, str) or answer not in earned.index:
        return {"refused": "no-such-channel"}
    return {"value": float(earned[answer]), "naive": float(earned.min()), "reference": float(earned.max())}


EXAM = Exam(module="99_small", tasks=(
    Task(
        name="paid-total", title="What buyers paid", points=4, outline=("99.01",), compare=Number(),
        reference=lambda shop: paid(shop)["paid"].sum(),
        slips=(
            Slip("goods", 2, "You added up `goods`, before the discount.", lambda shop: paid(shop)["goods"].sum()),
            Slip("mean", 0, "That is an average. Takings are a sum.", lambda shop: paid(shop)["paid"].mean()),
        ),
        right="Correct. Only what was paid is takings.",
    ),
    Task(
        name="by-channel", title="Takings by channel", points=10, outline=("99.02",),
        compare=Table(key=("channel",), columns={"revenue": 1e-6, "orders": None}, weights={"revenue": 3, "orders": 1}),
        reference=lambda shop: by_channel(paid(shop)),
        slips=(
            Slip("unpaid", 5, "Your table counts orders that were never paid.", lambda shop: by_channel(shop.orders.fillna({"paid": 0}))),
        ),
        right="Correct. Every channel stands on its own.",
    ),
    Task(
        name="pick", title="Choose a channel", points=6, level="stretch", outline=("99.03",),
        compare=Decision(judge_channel), reference=lambda shop: by_channel(paid(shop)).sort_values("revenue")["channel"].iloc[-1],
        slips=(Slip("no-such-channel", 0, "There is no such channel."),),
        right="Correct. You chose the strongest channel.",
    ),
    Written(name="report", points=5, outline=("99.04",), rubric=(Criterion("Says what to do", 5, "One clear step."),)),
))
"""

PAID = 'orders[orders["paid_at"].notna()]'
BY_CHANNEL = '.groupby("channel", as_index=False).agg(revenue=("paid", "sum"), orders=("order_id", "count"))'
SOLUTIONS = {
    "paid-total": f'answer = {PAID}["paid"].sum()',
    "by-channel": f"answer = {PAID}{BY_CHANNEL}",
    "pick": f'answer = {PAID}.groupby("channel")["paid"].sum().idxmax()',
}
STUB = "answer = ...  # your turn"
REPORT = "**What should Wen do?** Write one sentence."


def _meta(name: str, **more: object) -> dict[str, object]:
    return {
        "nbgrader": {
            "grade": False, "grade_id": name, "locked": False, "solution": False, "task": False, "schema_version": 3, **more,
        }
    }  # fmt: skip


def master_notebook() -> nbformat.NotebookNode:
    """The small module's master: every task with its stub and solution region."""
    v4 = nbformat.v4
    title = v4.new_markdown_cell("# How much came in?", id="top", metadata=_meta("top", locked=True))
    setup = v4.new_code_cell('from shoplab import hand_in, load\n\norders = load("orders")', id="setup")
    cells = [title, setup]
    for name, points in (("paid-total", 4), ("by-channel", 10), ("pick", 6)):
        text = f"{STUB}\n### BEGIN SOLUTION\n{SOLUTIONS[name]}\n### END SOLUTION"
        cells.append(v4.new_code_cell(text, id=f"{name}-work", metadata=_meta(f"{name}-work", solution=True)))
        line = f'hand_in("{name}", answer)'
        cells.append(v4.new_code_cell(line, id=name, metadata=_meta(name, grade=True, locked=True, points=points)))
    report = v4.new_markdown_cell(REPORT, id="report", metadata=_meta("report", grade=True, solution=True, points=5))
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return v4.new_notebook(cells=[*cells, report], metadata={"kernelspec": spec})


def filled(room: Classroom, answers: dict[str, str], report: str | None = None) -> dict:
    """The released notebook with answers in the work cells: a hand-in as JupyterLab would save it."""
    notebook = room.released(MODULE)
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if name.removesuffix("-work") in answers and name.endswith("-work"):
            cell["source"] = answers[name.removesuffix("-work")]
        if name == "report" and report is not None:
            cell["source"] = report
    return notebook


def put(room: Classroom, student: str, content: dict | bytes, file: str = "tasks.ipynb") -> Path:
    """Puts a hand-in where nbgrader's collect would."""
    folder = room.step("submitted", MODULE, student)
    folder.mkdir(parents=True, exist_ok=True)
    blob = content if isinstance(content, bytes) else json.dumps(content, indent=1).encode()
    (folder / file).write_bytes(blob)
    return folder


def cell_of(notebook: dict, name: str) -> dict:
    """The cell with this grade_id."""
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def added(source: str) -> dict:
    """A cell that a learner put in."""
    return {"cell_type": "code", "id": "mine", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
