"""`coursekit demo`: a class of 24 in a folder of its own, handed in, graded, and checked against what was put in.

Right answers are the master's own solutions. Named wrong answers are written out as values, since an exam knows them as
functions only; a learner's way to them is not known.
"""

from __future__ import annotations

import copy
import json
import math
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursekit.cells import cells_by_name, handed_in_name
from coursekit.classroom import CONFIG, ClassError, Classroom, init_class
from coursekit.collect import collect
from coursekit.compare import agrees
from coursekit.exam import AnswerKey, Exam, Task
from coursekit.feedback import live_parts, write_feedback
from coursekit.grading import ClassResult, grade
from coursekit.release import release
from coursekit.report import write_report

NAMES = (
    "an_li", "bai_yun", "chen_jie", "deng_wei", "fang_min", "gao_lei", "han_mei", "hu_ying", "jiang_tao", "kong_xin",
    "li_na", "lin_feng", "liu_yang", "luo_ping", "ma_hong", "qian_bo", "sun_li", "tang_yu", "wang_fei", "wu_dan",
    "xu_jing", "yang_kai", "zhang_qi", "zhou_lan",
)  # fmt: skip
MARKERS = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION\n?", re.M)
CELL_SECONDS = 20  # a whole solution stays below it on a machine that does other things, too
TEXT = "We looked at three shops that sell the same bags. Ours is dearer and slower; mend the delivery first."
STEP = "{number}/6  {what} ({seconds:.1f} s)"
ALL = "all"
HEADING = "{module}: a class of 24"
NO_EXAM = "No module has an exam yet, so there is nothing to show."
OFF = "{student} ({kind}): {task} has {got} points, but {wanted} were put in."
LIVE = "{page}: a browser would run {part}."
ALL_GOOD = "All {count} marks are as they were put in; {pages} feedback pages hold nothing that a browser would run."
WHERE = """
Where to look
  the report       {report}
  a right hand-in  {right}
  a slip, named    {slip}
  formgrader       cd {room} && jupyter lab   then: Nbgrader > Formgrader in the menu
The folder is yours; delete it when you are done: {room}"""


@dataclass
class HandIn:
    """One made-up student's hand-in and the points it must get: task → points (None: a person marks it)."""

    student: str
    kind: str
    content: bytes
    points: dict[str, float | None]
    file: str = "tasks.ipynb"


@dataclass
class Made:
    """What hand-ins are made from."""

    exam: Exam
    key: AnswerKey
    released: dict[str, Any]
    solutions: dict[str, str]
    hand_ins: list[HandIn] = field(default_factory=list)

    def notebook(self, sources: dict[str, str], text: str | None) -> dict[str, Any]:
        """Returns the release with these answers in its work cells and this text in its written ones."""
        notebook = copy.deepcopy(self.released)
        cells = cells_by_name(notebook)
        for task in self.exam.tasks:
            if isinstance(task, Task) and task.name in sources:
                cells[f"{task.name}-work"]["source"] = sources[task.name]
            elif not isinstance(task, Task) and text is not None:
                cells[task.name]["source"] += "\n\n" + text
        return notebook

    def name(self, task: str) -> str:
        """Returns the variable that a task's graded cell hands in."""
        return handed_in_name(cells_by_name(self.released)[task])

    def written_out(self, task: str, value: Any) -> str:
        """Returns the source of an answer cell that hands in this value, whatever the cells above it did."""
        return f"import pandas as pd\n\n{self.name(task)} = {as_source(value)}"

    def values(self) -> dict[str, str]:
        """Returns the right answers as values: unlike the solutions, they stand without the tasks before them."""
        return {task.name: self.written_out(task.name, self.key.references[task.name]) for task in self.exam.automatic}

    def worth(self, task: Task, value: Any) -> float:
        """Returns the marks of a named wrong answer, which may be the right one, or another one's, on this class's shop."""
        answers = {task.name: self.key.references[task.name], **self.key.slips.get(task.name, {})}
        marks = {task.name: task.points, **{slip.name: slip.marks for slip in task.slips}}
        return next(float(marks[name]) for name, one in answers.items() if agrees(task.compare, value, one))

    def full(self) -> dict[str, float | None]:
        return {task.name: float(task.points) if isinstance(task, Task) else None for task in self.exam.tasks}

    def add(
        self, kind: str, notebook: dict[str, Any] | bytes, points: dict[str, float | None], file: str = "tasks.ipynb"
    ) -> None:
        blob = (
            notebook
            if isinstance(notebook, bytes)
            else json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8")
        )
        self.hand_ins.append(HandIn(NAMES[len(self.hand_ins)], kind, blob, points, file))


def run_demo(path: Path | None, module: str | None = None, course: Path | None = None, tier: str = "course") -> int:
    """Makes, grades, checks and reports the class, in one module or in "all"; returns 0 if every mark is as put in."""
    place = path or Path(tempfile.mkdtemp(prefix="shop-demo-"))
    room = init_class(place / "class" if path is None else path, "demo", course, tier)
    graded = room.graded_modules()
    if not graded:
        raise ClassError(NO_EXAM)
    with (room.root / CONFIG).open("a", encoding="utf-8", newline="\n") as config:
        config.write(f"\n# One of the demo's hand-ins never ends.\nc.IsolatedExecute.cell_seconds = {CELL_SECONDS}\n")
    chosen = graded if module == ALL else [module or graded[0]]
    return max([_run_module(room, one) for one in chosen])


def _run_module(room: Classroom, module: str) -> int:
    """Releases, hands in, grades, checks and reports one module; returns 0 if every mark is as put in."""
    print(HEADING.format(module=module))
    clock = _Clock()
    release(room, module)
    clock.tell("released")
    made = make_hand_ins(room, module)
    inbox = room.root / "inbox" / module
    put_hand_ins(made.hand_ins, inbox)
    clock.tell(f"{len(made.hand_ins)} students handed in")
    collect(room, module, inbox)
    clock.tell("collected")
    result = grade(room, module)
    clock.tell("graded: execute, judge, mark")
    pages = write_feedback(room, module)
    clock.tell("feedback written")
    report = write_report(room, module, result)
    clock.tell("report written")
    wrong = check_marks(made, result)
    wrong += [
        LIVE.format(page=page, part=part) for page in pages for part in live_parts(page.read_text(encoding="utf-8"))
    ]
    for line in wrong:
        print(line)
    if not wrong:
        print(ALL_GOOD.format(count=sum(len(one.marks) for one in result.students), pages=len(pages)))
    _say_where(room, module, made, report)
    return 1 if wrong else 0


class _Clock:
    """Prints the steps and the seconds since the one before."""

    def __init__(self) -> None:
        self.number, self.last = 0, time.perf_counter()

    def tell(self, what: str) -> None:
        now, self.number = time.perf_counter(), self.number + 1
        print(STEP.format(number=self.number, what=what, seconds=now - self.last), flush=True)
        self.last = now


def _say_where(room: Classroom, module: str, made: Made, report: Path) -> None:
    def page(kind: str) -> Path:
        student = next(one.student for one in made.hand_ins if one.kind.startswith(kind))
        return room.step("feedback", module, student) / "tasks.html"

    print(WHERE.format(report=report, right=page("right"), slip=page("slip"), room=room.root))


def make_hand_ins(room: Classroom, module: str) -> Made:
    """Returns 24 hand-ins: right, every named slip, half done, blank, and damaged ones."""
    exam = room.exam(module)
    made = Made(exam, room.key(exam), room.released(module), solutions(room.master(module)))
    right, full = made.notebook(made.solutions, TEXT), made.full()
    _add_slips(made)
    _add_half_done(made)
    _add_damaged(made, right)
    while len(made.hand_ins) < len(NAMES):
        made.add("right", right, full)
    return made


def _add_slips(made: Made) -> None:
    """Adds as many students as the task with most slips has: the n-th makes the n-th slip of every task."""
    answers = {task.name: list(made.key.slips.get(task.name, {}).values()) for task in made.exam.automatic}
    for number in range(max(len(slips) for slips in answers.values())):
        sources, points = made.values(), made.full()
        for task in made.exam.automatic:
            if number < len(answers[task.name]):
                value = answers[task.name][number]
                sources[task.name] = made.written_out(task.name, value)
                points[task.name] = made.worth(task, value)
        made.add(f"slip {number + 1} of each task", made.notebook(sources, TEXT), points)


def _add_half_done(made: Made) -> None:
    names = [task.name for task in made.exam.automatic]
    for done in (names[: len(names) // 2], names[:2], names[:1]):  # from the front: a later task may use an earlier one
        points = {name: value if name in done else 0.0 for name, value in made.full().items()}
        made.add("half done", made.notebook({name: made.solutions[name] for name in done}, None), points)
    for _ in range(2):
        made.add("blank", made.notebook({}, None), dict.fromkeys(made.full(), 0.0))


def _add_damaged(made: Made, right: dict[str, Any]) -> None:
    first, full = made.exam.automatic[0].name, made.full()
    name, values = made.name(first), made.values()
    without_first = {**full, first: 0.0}
    nothing = dict.fromkeys(full, 0.0)
    made.add("not JSON", b"\x89PNG this is no notebook", nothing)
    missing = made.notebook(values, TEXT)
    missing["cells"] = [
        c for c in missing["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") != f"{first}-work"
    ]
    made.add("missing cell", missing, without_first)
    copied = copy.deepcopy(right)
    twin = copy.deepcopy(cells_by_name(copied)[f"{first}-work"])
    twin["source"] = f"{name} = ...  # an earlier try"
    copied["cells"].insert(1, twin)
    made.add("copied cell", copied, full)
    made.add("renamed file", right, full, file="my tasks (2).ipynb")
    for kind, source in (
        ("endless loop", f"{name} = ...\nwhile True:\n    pass"),
        ("crash", f"{name} = ...\nimport os\nos._exit(1)"),
        ("a figure as answer", f"import matplotlib.pyplot as plt\n\n{name}, axes = plt.subplots()"),
    ):
        made.add(kind, made.notebook({**values, first: source}, None), {**_unwritten(made, full), first: 0.0})
    flood = made.solutions[first] + '\nfor _ in range(200):\n    print("x" * 1_000_000)'
    made.add("200 MB of output", made.notebook({**values, first: flood}, None), _unwritten(made, full))


def _unwritten(made: Made, points: dict[str, float | None]) -> dict[str, float | None]:
    return {name: 0.0 if value is None else value for name, value in points.items()}


def solutions(master: Path) -> dict[str, str]:
    """Returns the master's work cell of each task, what is given and what the author wrote, without the markers."""
    found = {}
    for cell in json.loads(master.read_text(encoding="utf-8"))["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        if name.endswith("-work"):
            found[name.removesuffix("-work")] = MARKERS.sub("", source).rstrip()
    return found


def as_source(value: Any) -> str:
    """Returns Python source for a decoded answer."""
    kind = type(value).__name__
    if kind == "DataFrame":
        columns = ", ".join(f"{name!r}: {as_source(value[name].tolist())}" for name in value.columns)
        return f"pd.DataFrame({{{columns}}})"
    if kind == "Series":
        return f"pd.Series({as_source(value.tolist())}, index={as_source(list(value.index))}, name={value.name!r})"
    if kind == "Timestamp":
        return f"pd.Timestamp({str(value)!r})"
    if kind == "date":
        return f"pd.Timestamp({str(value)!r}).date()"
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {as_source(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(as_source(one) for one in value) + "]"
    if isinstance(value, set):
        return "set([" + ", ".join(as_source(one) for one in sorted(value, key=repr)) + "])"
    return repr(value.item() if hasattr(value, "item") else value)


def put_hand_ins(hand_ins: list[HandIn], inbox: Path) -> None:
    """Writes each hand-in into a sub-folder of its own, as a learning platform's download has them."""
    for one in hand_ins:
        folder = inbox / one.student
        folder.mkdir(parents=True)
        (folder / one.file).write_bytes(one.content)


def check_marks(made: Made, result: ClassResult, say: Callable[..., str] = OFF.format) -> list[str]:
    """Returns a line for each mark that is not what was put in."""
    got = {one.student: {mark.task: mark.points for mark in one.marks} for one in result.students}
    lines = list(result.failed)
    for one in made.hand_ins:
        for task, wanted in one.points.items():
            points = got.get(one.student, {}).get(task)
            if wanted is not None and (points is None or abs(points - wanted) > 1e-9):
                lines.append(say(student=one.student, kind=one.kind, task=task, got=points, wanted=wanted))
    return lines
