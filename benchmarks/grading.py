"""Grading module 01: ours, isolated and marked outside, beside stock `nbgrader autograde` on the same hand-ins."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.measure import cost_of, tool
from coursekit.classroom import Classroom, init_class
from coursekit.collect import collect
from coursekit.demo import make_hand_ins
from coursekit.release import release

MODULE = "01_shop_setup"
HAND_INS = 8
CLASS = 300
STOCK_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.ClearSolutions.code_stub = {"python": ""}
"""


def run() -> list[str]:
    """Grade eight right hand-ins both ways, then mark an executed class of 300 again; return the printed lines."""
    with tempfile.TemporaryDirectory() as folder:
        room = _class_with_hand_ins(Path(folder, "class"))
        stock = _stock_copy(room, Path(folder, "stock"))
        grade = [tool("coursekit"), "grade", MODULE]
        ours = cost_of([*grade, "--workers", "1"], cwd=room.root)
        shutil.rmtree(room.root / "executed")
        both = cost_of(grade, cwd=room.root)
        data = {"SHOPLAB_DATA": str(Path(__file__).parents[1] / "datasets")}
        theirs = cost_of([tool("nbgrader"), "autograde", MODULE], cwd=stock, env=data)
        _multiply(room, CLASS)
        cost_of(grade, cwd=room.root)  # fills the gradebook; what was executed is not run again
        again = cost_of([tool("coursekit"), "mark", MODULE], cwd=room.root)
    count = f"{HAND_INS} hand-ins, a hand-in"
    return [
        "(what ran inside a killed sandbox is missing from the processor column: compare the wall clock)",
        ours.row(f"coursekit grade, isolated, one at a time: {count}", HAND_INS),
        both.row(f"coursekit grade, isolated, all processors: {count}", HAND_INS),
        theirs.row(f"peer: stock nbgrader autograde: {count}", HAND_INS),
        again.row(f"coursekit mark: a class of {CLASS} marked again"),
    ]


def _class_with_hand_ins(path: Path) -> Classroom:
    room = init_class(path, "bench", None, "course")
    release(room, MODULE)
    right = next(one for one in make_hand_ins(room, MODULE).hand_ins if one.kind == "right")
    for number in range(HAND_INS):
        target = room.root / "inbox" / f"student_{number:03d}" / right.file
        target.parent.mkdir(parents=True)
        target.write_bytes(right.content)
    collect(room, MODULE, room.root / "inbox")
    cost_of(
        [tool("coursekit"), "grade", MODULE, "--student", "student_000"], cwd=room.root
    )  # makes the unseen shop and key
    shutil.rmtree(room.root / "executed")
    return room


def _stock_copy(room: Classroom, path: Path) -> Path:
    """Return a course with nbgrader's own configuration, the same assignment and the same hand-ins."""
    path.mkdir()
    (path / "nbgrader_config.py").write_text(STOCK_CONFIG, encoding="utf-8")
    shutil.copytree(room.root / "source", path / "source")
    shutil.copytree(room.root / "submitted", path / "submitted")
    cost_of([tool("nbgrader"), "generate_assignment", MODULE], cwd=path)
    return path


def _multiply(room: Classroom, wanted: int) -> None:
    """Give every further student a copy of the first one's hand-in and of its executed notebook."""
    for step in ("submitted", "executed"):
        first = room.root / step / "student_000"
        for number in range(HAND_INS, wanted):
            shutil.copytree(first, room.root / step / f"student_{number:03d}")
