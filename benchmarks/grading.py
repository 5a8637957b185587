"""Grading a class: ours, isolated and marked outside, beside stock `nbgrader autograde` on the same hand-ins."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.light_course import MODULE, hand_in_all, make_class
from benchmarks.measure import Cost, cost_of, tool
from coursekit import runner
from coursekit.classroom import NOTEBOOK, Classroom

CLASS = int(os.environ.get("BENCHMARK_CLASS", "300"))
STOCK_SAMPLE = 6
GROWTH = (30, 1000)
STOCK_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.ClearSolutions.code_stub = {"python": ""}
"""
SUMMARY = (
    "  a hand-in: {ours:.2f} s with us, {stock:.2f} s with stock, {times:.1f} times the throughput; processor beyond the "
    "learner's own cells ({cells:.2f} s): {beyond:.2f} s"
)


def run() -> list[str]:
    """Grade a class of light notebooks both ways, mark it again, and show that cost grows with the class; return the lines."""
    with tempfile.TemporaryDirectory() as folder:
        room = make_class(Path(folder))
        grade = [tool("coursekit"), "grade", MODULE]
        hand_in_all(room, 1)
        cost_of(grade, cwd=room.root)  # makes the unseen shop, the answer key and the prepared cache
        hand_in_all(room, CLASS)
        _forget(room)
        ours = cost_of(grade, cwd=room.root)
        again = cost_of([tool("coursekit"), "mark", MODULE, "--yes"], cwd=room.root)
        theirs = _stock(room, Path(folder, "stock"))
        cells = _cells_alone(room)
        lines = [
            ours.row(f"coursekit grade: {CLASS} light hand-ins, isolated: a hand-in", CLASS),
            theirs.row(f"peer: stock nbgrader autograde: {STOCK_SAMPLE} of them: a hand-in", STOCK_SAMPLE),
            SUMMARY.format(
                ours=ours.wall / CLASS,
                stock=theirs.wall / STOCK_SAMPLE,
                cells=cells,
                beyond=ours.cpu / CLASS - cells,
                times=theirs.wall / STOCK_SAMPLE / (ours.wall / CLASS),
            ),
            again.row(f"coursekit mark: {CLASS} hand-ins with different answers marked again"),
        ]
        for count in GROWTH if CLASS >= 300 else ():
            grown = _of_size(room, count)
            lines.append(grown.row(f"coursekit grade: {count} hand-ins: a hand-in", count))
        return lines


def _forget(room: Classroom) -> None:
    shutil.rmtree(room.root / "executed", ignore_errors=True)


def _of_size(room: Classroom, count: int) -> Cost:
    """Return the cost of grading a class of this size from nothing."""
    for step in ("executed", "submitted", "autograded"):
        shutil.rmtree(room.root / step, ignore_errors=True)
    hand_in_all(room, count)
    return cost_of([tool("coursekit"), "grade", MODULE], cwd=room.root)


def _stock(room: Classroom, path: Path) -> Cost:
    """Return the cost of the same hand-ins in a course with nbgrader's own configuration, its start left out."""
    path.mkdir()
    (path / "nbgrader_config.py").write_text(STOCK_CONFIG, encoding="utf-8")
    shutil.copytree(room.root / "source", path / "source")
    cost_of([tool("nbgrader"), "generate_assignment", MODULE], cwd=path)
    data = {"SHOPLAB_DATA": str(room.shop_folder("unseen")), "NBGRADER_EXECUTION": "autograde"}
    costs = []
    for first, count in ((0, 1), (1, STOCK_SAMPLE)):
        for number in range(first, first + count):
            name = f"student_{number:04d}"
            shutil.copytree(room.root / "submitted" / name, path / "submitted" / name)
        costs.append(cost_of([tool("nbgrader"), "autograde", MODULE], cwd=path, env=data))
    # The first run is one hand-in and the start; the second one the start and the sample.
    start = max(costs[1].wall - (STOCK_SAMPLE) * (costs[1].wall - costs[0].wall) / (STOCK_SAMPLE - 1), 0.0)
    start_cpu = max(costs[1].cpu - STOCK_SAMPLE * (costs[1].cpu - costs[0].cpu) / (STOCK_SAMPLE - 1), 0.0)
    return Cost(costs[1].wall - start, costs[1].cpu - start_cpu, costs[1].memory)


def _cells_alone(room: Classroom, times: int = 5) -> float:
    """Return the processor seconds of a hand-in's cells alone: run again and again in one shell that has all loaded."""
    os.environ.update(
        SHOPLAB_DATA=str(room.shop_folder("unseen")), NBGRADER_EXECUTION="autograde",
        MPLBACKEND="module://matplotlib_inline.backend_inline",
    )  # fmt: skip
    path = room.step("submitted", MODULE, "student_0001") / f"{NOTEBOOK}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    numbered = [[place, cell["source"]] for place, cell in enumerate(cells)]
    recorder = runner.Recorder()
    shell = runner.make_shell(recorder)
    streams = runner.sys.stdout, runner.sys.stderr
    runner.run(shell, recorder, numbered, 60, lambda line: None)
    started = time.process_time()
    for _ in range(times):
        runner.run(shell, recorder, numbered, 60, lambda line: None)
    used = time.process_time() - started
    runner.sys.stdout, runner.sys.stderr = streams
    return used / times
