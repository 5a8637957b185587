"""A small module with an exam, in which every rule on exams has something to look at and nothing to say."""

from pathlib import Path

import nbformat

from coursekit.lint.exams import Graded, graded_modules

MODULE = "01_small"
EXAM_FILE = f"modules/{MODULE}/tasks/exam.py"
MASTER = f"modules/{MODULE}/tasks/tasks.ipynb"
PAGE = f"modules/{MODULE}/tasks.ipynb"
RIGHT = "Correct. Only what was paid for is takings."
GOODS = "You added up `goods`, which stands before the discount."
SECRET_LINE = 'return one_of[one_of["paid_at"].notna()].reset_index(drop=True)'
EXAM = f'''
from coursekit.exam import Criterion, Decision, Exam, Number, Slip, Task, TextChoice, Written


def paid(shop):
    one_of = shop.orders
    {SECRET_LINE}


def by_channel(shop):
    return paid(shop).groupby("channel")["paid"].sum().sort_values()


def judge(answer, world):
    earned = by_channel(world.tables)
    if not isinstance(answer, str) or answer not in earned.index:
        return {{"slip": "no-such-channel"}}
    return {{"value": earned[answer], "naive": earned.iloc[0], "reference": earned.iloc[-1]}}


EXAM = Exam("{MODULE}", (
    Task("paid-total", "What buyers paid", 4, Number(), lambda shop: paid(shop)["paid"].sum(), outline=("01.01",), slips=(
        Slip("goods", 2, "{GOODS}", lambda shop: paid(shop)["goods"].sum()),
        Slip("mean", 1, "That is an average.", lambda shop: paid(shop)["paid"].mean()),
        Slip("count", 0, "You counted orders.", lambda shop: len(paid(shop))),
        Slip("thousands", 1, "Yours is in thousands.", lambda shop: paid(shop)["paid"].sum() / 1000),
    ), right="{RIGHT}"),
    Task("pick", "Choose a channel", 6, Decision(judge), lambda shop: by_channel(shop).index[-1], outline=("01.02",), slips=(
        Slip("no-such-channel", 0, "There is no such channel.", lambda shop: "moon"),
        Slip("weakest", 1, "That is the weakest.", lambda shop: by_channel(shop).index[0]),
        Slip("second", 2, "There is a better one.", lambda shop: by_channel(shop).index[-2]),
        Slip("third", 1, "There are two better ones.", lambda shop: by_channel(shop).index[-3]),
    )),
    Written("report", 5, (Criterion("Says what to do", 5, "One clear step."),), outline=("01.03",)),
))
'''
PAID = 'orders[orders["paid_at"].notna()]'
SOLUTIONS = {"paid-total": f'{PAID}["paid"].sum()', "pick": f'{PAID}.groupby("channel")["paid"].sum().idxmax()'}
SHAPES = """
paid-total = { kind = "number" }
pick = { kind = "text" }
"""


def write_module(root: Path, exam: str = EXAM) -> Graded:
    """Write the module into a course's folder, and return it as the rules see it."""
    folder = root / "modules" / MODULE
    (folder / "tasks").mkdir(parents=True, exist_ok=True)
    (folder / "tasks" / "exam.py").write_text(exam, encoding="utf-8", newline="\n")
    nbformat.write(master(), folder / "tasks" / "tasks.ipynb")
    nbformat.write(blank(), folder / "tasks.ipynb")
    (graded,) = graded_modules(root)
    return graded


def master() -> nbformat.NotebookNode:
    """The master with solutions, not run."""
    v4 = nbformat.v4
    cells = [
        v4.new_markdown_cell("# Tasks", id="top", metadata=_meta("top", locked=True)),
        v4.new_code_cell('from shoplab import hand_in, load\n\norders = load("orders")', id="setup"),
    ]
    for name, points in (("paid-total", 4), ("pick", 6)):
        cells.append(v4.new_markdown_cell(f"## The {name}", id=f"h-{name}", metadata=_meta(f"h-{name}", locked=True)))
        text = f"answer = ...\n### BEGIN SOLUTION\nanswer = {SOLUTIONS[name]}\n### END SOLUTION"
        cells.append(v4.new_code_cell(text, id=f"{name}-work", metadata=_meta(f"{name}-work", solution=True)))
        line = f'hand_in("{name}", answer)'
        cells.append(v4.new_code_cell(line, id=name, metadata=_meta(name, grade=True, locked=True, points=points)))
    meta = _meta("report", grade=True, solution=True, points=5)
    cells.append(v4.new_markdown_cell("Your report.", id="report", metadata=meta))
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


def blank() -> nbformat.NotebookNode:
    """The notebook as learners get it."""
    notebook = master()
    for cell in notebook.cells:
        cell.source = cell.source.partition("\n### BEGIN SOLUTION")[0]
    return notebook


def cell_of(graded: Graded, name: str) -> nbformat.NotebookNode:
    """The master's cell of this id."""
    return next(cell for cell in graded.master.cells if cell.id == name)


def _meta(name: str, **more: object) -> dict[str, object]:
    plain = {"grade": False, "grade_id": name, "locked": False, "solution": False, "task": False, "schema_version": 3}
    return {"nbgrader": {**plain, **more}}
