"""The first stage: a learner's cells run in the sandbox, and only their outputs come back.

Nothing that the sandbox says is trusted: lines are capped and read as data, outputs are cleaned (`outputs.py`), and
sources, metadata and order come from the rebuilt notebook on this side.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import queue
import selectors
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from coursekit import isolation
from coursekit.isolation import Limits
from coursekit.launch import (
    NO_REASON,
    NOT_STARTED,
    ExecutionFailed,
    Parent,
    Sandboxes,
    Slot,
    Warm,
    unprotected_run,
)
from coursekit.outputs import clean_outputs
from coursekit.rebuild import Note

ENDED = "The cell “{cell}” ended Python itself, so it was left out and the others were run without it."
STUCK = "The cell “{cell}” could not be stopped after {seconds} seconds, so it was left out and the others were run."
TOO_LONG = "The cell “{cell}” was stopped after {seconds} seconds."
TOO_BIG = (
    "The cell “{cell}” and what it had started held more than {memory} MB of memory together, so it was left out and the "
    "others were run without it."
)
FLOODED = "The cell “{cell}” wrote more than can be kept, so it was left out and the others were run without it."
OUT_OF_TIME = "The notebook took longer than {seconds} seconds in all; the cells from “{cell}” on were not run."
GAVE_UP = "Python ended {times} times while this notebook ran; the cells from “{cell}” on were not run."
WARM_UP = (
    "import numpy, pandas, seaborn\nimport matplotlib.pyplot as plt\nimport matplotlib.font_manager",
    "import shoplab, shopworld\nfrom shoplab import hand_in, load, use_style",
    # What a first figure and a first table load and work out would else be loaded and worked out for every hand-in.
    "frame = pandas.DataFrame({'day': pandas.to_datetime(['2025-01-01', '2025-01-02']), 'of': ['a', 'b'], 'n': [1.0, 2.0]})\n"
    "frame.groupby('of', as_index=False).agg(n=('n', 'sum')).merge(frame, on='of').sort_values('n_x')",
    "figure, axes = plt.subplots()\naxes.plot(frame['day'], frame['n'], label='n')\naxes.bar(frame['day'], frame['n'])\n"
    "axes.set_title('n')\naxes.legend()\nplt.show()",
    "hand_in('none', frame)",
)
RERUNS = 3
GRACE_SECONDS = 12.0  # after a cell's limit, for the runner's own interrupts, before the sandbox is killed from outside


@dataclass
class Sandbox:
    """Where and how cells run: the shop's tables, the prepared cache, the limits, what a warm parent has loaded.

    The warm parent is started by the first run and ended by `close`, at the latest with this process.
    """

    data: Path | None
    cache: Path | None = None
    limits: Limits = field(default_factory=Limits)
    trust: bool = False
    warm: Warm = field(default_factory=lambda: Warm(WARM_UP))

    def check(self) -> None:
        """Raises IsolationMissing if learners' code could not be shut in."""
        if not self.trust:
            isolation.find_bubblewrap()

    @cached_property
    def sandboxes(self) -> Sandboxes:
        started = Sandboxes(self.data, self.cache, self.limits, self.warm)
        atexit.register(started.close)
        return started

    def start(self) -> str:
        """Starts the warm parent and returns what there is to say of it: nothing, or why it is slower here."""
        return "" if self.trust else self.sandboxes.start().slower

    def run(self, cells: Sequence[tuple[int, str]], slot: Slot) -> AbstractContextManager[int]:
        """Starts a run of these cells; gives the descriptor of its report."""
        if self.trust:
            return unprotected_run(self.data, self.limits, cells)
        return self.sandboxes.run(cells, slot)

    def close(self) -> None:
        if "sandboxes" in self.__dict__:
            self.sandboxes.close()
            atexit.unregister(self.sandboxes.close)


@dataclass
class CellRun:
    """One cell's outputs as they came, and whether it ended by itself."""

    outputs: list[Any]
    count: int | None = None
    stopped: bool = False


@dataclass
class Attempt:
    """What one process said: the cells that ended, and how the process did."""

    cells: dict[int, CellRun] = field(default_factory=dict)
    running: int | None = None
    ready: bool = False
    complete: bool = False
    reason: str = ""
    errors: str = ""


def run_cells(
    sources: Sequence[tuple[int, str]], sandbox: Sandbox, names: dict[int, str], slot: Slot
) -> tuple[dict[int, CellRun], list[Note]]:
    """Runs the cells in order; a cell that takes Python down with it is left out and the rest is run again."""
    deadline = time.monotonic() + sandbox.limits.total_seconds
    skipped: dict[int, CellRun] = {}
    notes: list[Note] = []
    for _ in range(RERUNS + 1):
        wanted = [(index, source) for index, source in sources if index not in skipped]
        attempt = _converse(wanted, sandbox, deadline, slot)
        if not attempt.ready:
            raise ExecutionFailed(NOT_STARTED.format(reason=attempt.errors[-400:] or NO_REASON))
        if attempt.complete or attempt.reason == "total" or attempt.running is None:
            break
        lost = attempt.running
        skipped[lost] = attempt.cells.pop(lost, None) or CellRun(
            [_lost_output(attempt.reason, sandbox.limits)], None, True
        )
        notes.append(_lost_note(attempt.reason, names.get(lost, str(lost)), sandbox.limits))
    cells = {**attempt.cells, **skipped}
    notes += [
        Note("stopped", TOO_LONG.format(cell=names.get(index, str(index)), seconds=int(sandbox.limits.cell_seconds)))
        for index, cell in attempt.cells.items()
        if cell.stopped
    ]
    missing = next((index for index, _ in sources if index not in cells), None)
    if missing is not None:
        template = OUT_OF_TIME if attempt.reason == "total" else GAVE_UP
        notes.append(
            Note(
                "not-run",
                template.format(
                    cell=names.get(missing, str(missing)), seconds=int(sandbox.limits.total_seconds), times=RERUNS + 1
                ),
            )
        )
    return cells, notes


def _lost_note(reason: str, name: str, limits: Limits) -> Note:
    template = {"stuck": STUCK, "flooded": FLOODED, "memory": TOO_BIG}.get(reason, ENDED)
    says = template.format(cell=name, seconds=int(limits.cell_seconds), memory=limits.memory_bytes // 1024**2)
    return Note(reason or "ended", says)


def _lost_output(reason: str, limits: Limits) -> dict[str, Any]:
    text = {
        "stuck": f"stopped after {int(limits.cell_seconds)} seconds",
        "flooded": "wrote more than can be kept",
        "memory": "held more memory than a hand-in may",
    }.get(reason, "this cell ended Python itself")
    name = "CellTimeoutError" if reason == "stuck" else "CellEndedPython"
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": [f"{name}: {text}"]}


def _converse(cells: Sequence[tuple[int, str]], sandbox: Sandbox, deadline: float, slot: Slot) -> Attempt:
    """Starts a run and listens until it ends or breaks a limit; then it is gone, with all that it started."""
    attempt = Attempt()
    with sandbox.run(cells, slot) as report:
        _listen(report, attempt, sandbox.limits, deadline)
    return attempt


def _listen(descriptor: int, attempt: Attempt, limits: Limits, deadline: float) -> None:
    received, rest = 0, b""
    cell_deadline = time.monotonic() + 60.0
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while not attempt.complete:
            now = time.monotonic()
            if now > deadline or now > cell_deadline:
                attempt.reason = "total" if now > deadline else "stuck"
                return
            if not selector.select(timeout=min(deadline, cell_deadline) - now + 0.05):
                continue
            blob = os.read(descriptor, 1 << 20)
            if not blob:
                attempt.reason = attempt.reason or "ended"
                return
            received += len(blob)
            if received > limits.report_bytes:
                attempt.reason = "flooded"
                return
            *lines, rest = (rest + blob).split(b"\n")
            for line in lines:
                if _note_line(attempt, line):
                    cell_deadline = time.monotonic() + limits.cell_seconds + GRACE_SECONDS


def _note_line(attempt: Attempt, line: bytes) -> bool:
    """Takes in one line of the report; returns whether the process got a step further."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(said, dict):
        return False
    if said.get("ready"):
        attempt.ready = True
        return True
    if said.get("failed") and not attempt.ready:
        attempt.errors = str(said["failed"])
    if said.get("killed") == "memory":
        attempt.reason = "memory"
    if isinstance(said.get("start"), int):
        attempt.running = said["start"]
        return True
    if isinstance(said.get("cell"), int) and said["cell"] == attempt.running:
        outputs, count = said.get("outputs"), said.get("count")
        attempt.cells[said["cell"]] = CellRun(
            outputs if isinstance(outputs, list) else [],
            count if isinstance(count, int) and 0 < count < 1_000_000 else None,
            bool(said.get("stopped") or said.get("ended")),
        )
        if said.get("ended"):
            attempt.reason = "stuck"  # the runner ended itself after a loop that would not be interrupted
        else:
            attempt.running = None
        return True
    attempt.complete = attempt.complete or bool(said.get("end"))
    return False


def cell_name(cell: dict[str, Any], index: int) -> str:
    """Returns what a person calls a cell: its grade_id, else its id, else its place."""
    meta = cell.get("metadata", {}).get("nbgrader", {})
    return str(meta.get("grade_id") or cell.get("id") or index + 1)


def execute_notebook(notebook: dict[str, Any], sandbox: Sandbox, slot: Slot | None = None) -> list[Note]:
    """Runs a rebuilt notebook and writes cleaned outputs into it; returns what is worth telling."""
    names = {index: cell_name(cell, index) for index, cell in enumerate(notebook["cells"])}
    sources = [
        (i, c["source"]) for i, c in enumerate(notebook["cells"]) if c["cell_type"] == "code" and c["source"].strip()
    ]
    runs, notes = run_cells(sources, sandbox, names, slot or slots(1)[0])
    for index, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code":
            continue
        run = runs.get(index)
        graded = bool(cell.get("metadata", {}).get("nbgrader", {}).get("grade"))
        cell["outputs"] = clean_outputs(run.outputs, keep_answer=graded) if run else []
        cell["execution_count"] = run.count if run else None
    return notes


def warm_cache(folder: Path, limits: Limits | None = None) -> Path:
    """Returns a folder with compiled Python and matplotlib's font list for the sandbox, made once for these versions."""
    cache = folder / f"warm-{versions_hash()[:16]}"
    if (cache / "ready").exists():
        return cache
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="warm-", dir=folder))
    made.chmod(0o755)
    command = isolation.sandbox_command(None, made, limits or Limits(), fill_cache=True)
    # The only code in here is ours, so this parent alone may write, and as the person who grades.
    at = command.index("MPLCONFIGDIR")
    command[at + 1] = f"{isolation.INSIDE_CACHE}/matplotlib"
    try:
        Parent(command, Warm(WARM_UP)).close()
    except ExecutionFailed:
        shutil.rmtree(made, ignore_errors=True)
        raise
    (made / "ready").touch()
    try:
        made.rename(cache)
    except OSError:  # someone else made it meanwhile
        shutil.rmtree(made, ignore_errors=True)
    return cache


def source_hash(folder: Path) -> str:
    """Returns a hash of the Python and data files of a package, so that a change in it is a reason to run again."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            total.update(str(path.relative_to(folder)).encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def versions_hash() -> str:
    """Returns a hash of all that decides what a cell says, apart from the cell and the shop."""
    parts = [sys.version, *(f"{name} {version(name)}" for name in ("pandas", "numpy", "matplotlib", "ipython"))]
    parts += [source_hash(isolation.package_folder(name)) for name in isolation.LEARNER_PACKAGES]
    parts += [hashlib.sha256(isolation.RUNNER.with_name(name).read_bytes()).hexdigest() for name in isolation.KIT]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def fingerprint(notebook: dict[str, Any], shop: str, sandbox: Sandbox, versions: str) -> str:
    """Returns a hash of everything that a run depends on; equal fingerprints mean that the old run still holds."""
    cells = [(cell["cell_type"], cell_name(cell, 0), cell["source"]) for cell in notebook["cells"]]
    basis = [cells, shop, versions, sandbox.limits.as_dict(), sandbox.trust]
    return hashlib.sha256(json.dumps(basis).encode("utf-8", "surrogatepass")).hexdigest()


def slots(count: int) -> list[Slot]:
    """Returns the places of `count` runs at a time: a user number each, and a processor each, which it can't leave.

    So a learner's hundred threads take their own hand-in's processor, and not the neighbours'.
    """
    processors = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [None]
    return [Slot(uid, processors[place % len(processors)]) for place, uid in enumerate(isolation.uids(count))]


def run_pool(jobs: Iterable[Any], work: Any, workers: int | None = None) -> Iterable[tuple[Any, Any]]:
    """Runs `work(job, slot)` for every job, one sandbox a processor; yields (job, result or exception) as they end."""
    count = workers or max(1, os.cpu_count() or 1)
    free: queue.SimpleQueue[Slot] = queue.SimpleQueue()
    for slot in slots(count):
        free.put(slot)

    def one(job: Any) -> Any:
        slot = free.get()
        try:
            return work(job, slot)
        except Exception as error:
            return error
        finally:
            free.put(slot)

    pool = ThreadPoolExecutor(count)
    try:
        waiting = {pool.submit(one, job): job for job in jobs}
        for done in as_completed(waiting):
            yield waiting[done], done.result()
    finally:
        pool.shutdown(cancel_futures=True)
