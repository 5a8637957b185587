"""Runs a command as a process of its own and says what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROW = "{what:<58}{wall:>9.2f} s{cpu:>10.2f} s{memory:>9.0f} MB"
HEAD = f"{'':<58}{'wall':>11}{'processor':>12}{'peak':>12}"


@dataclass(frozen=True)
class Cost:
    """What a command took: wall and processor seconds, and the largest single process in MB.

    Processor seconds count the children that the command waited for. A sandbox that is killed once it has answered is not
    among them, so for isolated grading the wall clock is the figure to compare.
    """

    wall: float
    cpu: float
    memory: float

    def row(self, what: str, per: int = 1) -> str:
        """Return the printed line, times divided by the number of things done."""
        return ROW.format(what=what, wall=self.wall / per, cpu=self.cpu / per, memory=self.memory)


def cost_of(command: list[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> Cost:
    """Run a command to its end and return its cost. Raises RuntimeError with its last words when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    output = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {output.decode(errors='replace')[-2000:]}")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def tool(name: str) -> str:
    """Return the path of a command of the environment that runs the benchmark."""
    return str(Path(sys.executable).parent / name)
