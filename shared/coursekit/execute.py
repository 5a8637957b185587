"""The first stage: a learner's cells run in the sandbox, and only their outputs come back.

Nothing that the sandbox says is trusted: lines are capped and read as data, outputs are cleaned (`outputs.py`), and
sources, metadata and order come from the rebuilt notebook on this side.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import selectors
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from coursekit import isolation
from coursekit.isolation import Limits
from coursekit.outputs import clean_outputs
from coursekit.rebuild import Note

ENDED = "The cell “{cell}” ended Python itself, so it was left out and the others were run without it."
STUCK = "The cell “{cell}” could not be stopped after {seconds} seconds, so it was left out and the others were run."
TOO_LONG = "The cell “{cell}” was stopped after {seconds} seconds."
FLOODED = "The cell “{cell}” wrote more than can be kept, so it was left out and the others were run without it."
OUT_OF_TIME = "The notebook took longer than {seconds} seconds in all; the cells from “{cell}” on were not run."
GAVE_UP = "Python ended {times} times while this notebook ran; the cells from “{cell}” on were not run."
NOT_STARTED = "The sandbox did not start, so nothing was graded: {reason}"
WARM_UP = (
    "import numpy, pandas\nimport matplotlib.pyplot as plt\nimport matplotlib.font_manager\n"
    "figure, axes = plt.subplots()\naxes.set_title('.')\nfigure",
    "import seaborn",
    "import shoplab, shopworld\nfrom shoplab import load, hand_in",
)
NO_ENVIRONMENT: dict[str, str] = {}  # bubblewrap's own environment could be read from inside as /proc/1/environ
RERUNS = 3
GRACE_SECONDS = 12.0  # after a cell's limit, for the runner's own interrupts, before the sandbox is killed from outside


class ExecutionFailed(RuntimeError):
    """The sandbox itself did not work; no learner's fault, so no mark may come of it."""


@dataclass(frozen=True)
class Sandbox:
    """Where and how cells run: the shop's tables, the prepared cache, the limits."""

    data: Path | None
    cache: Path | None = None
    limits: Limits = field(default_factory=Limits)
    trust: bool = False

    def check(self) -> None:
        """Raises IsolationMissing if learners' code could not be shut in."""
        if not self.trust:
            isolation.find_bubblewrap()


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
    sources: Sequence[tuple[int, str]], sandbox: Sandbox, names: dict[int, str], uid: int | None = None
) -> tuple[dict[int, CellRun], list[Note]]:
    """Runs the cells in order; a cell that takes Python down with it is left out and the rest is run again."""
    deadline = time.monotonic() + sandbox.limits.total_seconds
    skipped: dict[int, CellRun] = {}
    notes: list[Note] = []
    for _ in range(RERUNS + 1):
        wanted = [(index, source) for index, source in sources if index not in skipped]
        attempt = _attempt(wanted, sandbox, deadline, uid)
        if not attempt.ready:
            raise ExecutionFailed(NOT_STARTED.format(reason=attempt.errors.strip()[-400:] or "no reason given"))
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
    template = {"stuck": STUCK, "flooded": FLOODED}.get(reason, ENDED)
    return Note(reason or "ended", template.format(cell=name, seconds=int(limits.cell_seconds)))


def _lost_output(reason: str, limits: Limits) -> dict[str, Any]:
    text = {
        "stuck": f"stopped after {int(limits.cell_seconds)} seconds",
        "flooded": "wrote more than can be kept",
    }.get(reason, "this cell ended Python itself")
    name = "CellTimeoutError" if reason == "stuck" else "CellEndedPython"
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": [f"{name}: {text}"]}


def _attempt(cells: Sequence[tuple[int, str]], sandbox: Sandbox, deadline: float, uid: int | None) -> Attempt:
    limits = sandbox.limits
    request: dict[str, Any] = {
        "cells": [list(pair) for pair in cells],
        "seconds": limits.cell_seconds,
        "limits": limits.for_runner(),
        "library": [isolation.INSIDE_LIBRARY],
        "uid": uid,
        "copy": [f"{isolation.INSIDE_CACHE}/matplotlib", f"{isolation.INSIDE_HOME}/matplotlib"],
    }
    if not sandbox.trust:
        command = isolation.sandbox_command(sandbox.data, sandbox.cache, limits)
        return _converse(command, request, NO_ENVIRONMENT, limits, deadline)
    with tempfile.TemporaryDirectory(prefix="coursekit-") as home:
        data = str(sandbox.data) if sandbox.data else None
        environment = isolation.environment(data, home)
        folders = {str(isolation.package_folder(name).parent) for name in isolation.LEARNER_PACKAGES}
        request.update(library=sorted(folders), uid=None, copy=None)
        request["limits"] = {"memory": limits.memory_bytes, "file": limits.file_bytes}
        return _converse(isolation.trusted_command(), request, environment, limits, deadline, cwd=home)


def _converse(
    command: list[str],
    request: dict[str, Any],
    environment: dict[str, str],
    limits: Limits,
    deadline: float,
    cwd: str | None = None,
) -> Attempt:
    """Starts the process, hands it the request, and listens until it ends or breaks a limit."""
    attempt = Attempt()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment, cwd=cwd
        )
        try:
            _hand_over(process, request)
            _listen(process, attempt, limits, deadline)
        finally:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()
        errors.seek(0)
        attempt.errors = errors.read(20_000).decode("utf-8", "replace")
    return attempt


def _hand_over(process: subprocess.Popen[bytes], request: dict[str, Any]) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(request).encode("utf-8"))
        process.stdin.close()
    except BrokenPipeError:
        pass  # it ended at once; what it said on the way is in its error text
    process.stdin = None


def _listen(process: subprocess.Popen[bytes], attempt: Attempt, limits: Limits, deadline: float) -> None:
    assert process.stdout is not None
    descriptor = process.stdout.fileno()
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


def execute_notebook(notebook: dict[str, Any], sandbox: Sandbox, uid: int | None = None) -> list[Note]:
    """Runs a rebuilt notebook and writes cleaned outputs into it; returns what is worth telling."""
    names = {index: cell_name(cell, index) for index, cell in enumerate(notebook["cells"])}
    sources = [
        (i, c["source"]) for i, c in enumerate(notebook["cells"]) if c["cell_type"] == "code" and c["source"].strip()
    ]
    runs, notes = run_cells(sources, sandbox, names, uid)
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
    # The only code in here is ours, so this run alone may write, and as the person who grades.
    at = command.index("MPLCONFIGDIR")
    command[at + 1] = f"{isolation.INSIDE_CACHE}/matplotlib"
    request = {
        "cells": list(enumerate(WARM_UP)),
        "seconds": 120,
        "limits": {},
        "library": [isolation.INSIDE_LIBRARY],
        "uid": None,
    }
    wide = Limits(cell_seconds=120, total_seconds=300)
    attempt = _converse(command, request, NO_ENVIRONMENT, wide, time.monotonic() + wide.total_seconds)
    if not attempt.complete:
        shutil.rmtree(made, ignore_errors=True)
        raise ExecutionFailed(NOT_STARTED.format(reason=attempt.errors.strip()[-400:] or "no reason given"))
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
    parts.append(hashlib.sha256(isolation.RUNNER.read_bytes()).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def fingerprint(notebook: dict[str, Any], shop: str, sandbox: Sandbox, versions: str) -> str:
    """Returns a hash of everything that a run depends on; equal fingerprints mean that the old run still holds."""
    cells = [(cell["cell_type"], cell_name(cell, 0), cell["source"]) for cell in notebook["cells"]]
    basis = [cells, shop, versions, sandbox.limits.as_dict(), sandbox.trust]
    return hashlib.sha256(json.dumps(basis).encode("utf-8", "surrogatepass")).hexdigest()


def run_pool(jobs: Iterable[Any], work: Any, workers: int | None = None) -> Iterable[tuple[Any, Any]]:
    """Runs `work(job, uid)` for every job, one sandbox a processor; yields (job, result or exception) in order."""
    count = workers or max(1, os.cpu_count() or 1)
    free: queue.SimpleQueue[int | None] = queue.SimpleQueue()
    for uid in isolation.uids(count):
        free.put(uid)

    def one(job: Any) -> Any:
        uid = free.get()
        try:
            return work(job, uid)
        except Exception as error:
            return error
        finally:
            free.put(uid)

    jobs = list(jobs)
    with ThreadPoolExecutor(count) as pool:
        yield from zip(jobs, pool.map(one, jobs), strict=True)
