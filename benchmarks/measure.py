"""Runs a command as a process of its own and says what it cost."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROW = "{what:<66}{wall:>9.2f} s{cpu:>10.3f} s{memory:>9.0f} MB"
HEAD = f"{'':<66}{'wall':>11}{'processor':>12}{'peak':>12}"
SAMPLE_SECONDS = 0.2


@dataclass(frozen=True)
class Cost:
    """What a command took: wall and processor seconds, and the peak of the memory of all its processes in MB.

    Processor seconds are those of everything that it started, by control group; where none can be made (no root), they
    miss what ran inside a sandbox. Memory is the sum of shares (PSS), sampled.
    """

    wall: float
    cpu: float
    memory: float

    def row(self, what: str, per: int = 1) -> str:
        """Return the printed line, times divided by the number of things done."""
        return ROW.format(what=what, wall=self.wall / per, cpu=self.cpu / per, memory=self.memory)


def cost_of(command: list[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> Cost:
    """Run a command to its end and return its cost. Raises RuntimeError with its last words when it fails."""
    with _control_group() as group:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            preexec_fn=group and (lambda: _write(group / "cgroup.procs", "0")),
        )  # fmt: skip
        peak = _Peak(process.pid)
        output = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)} failed: {output.decode(errors='replace')[-2000:]}")
        cpu = _group_seconds(group) if group else usage.ru_utime + usage.ru_stime
        unit = 1024 if sys.platform != "darwin" else 1024 * 1024
        return Cost(wall, cpu, max(peak.stop(), usage.ru_maxrss / unit))


def tool(name: str) -> str:
    """Return the path of a command of the environment that runs the benchmark."""
    return str(Path(sys.executable).parent / name)


@contextlib.contextmanager
def _control_group() -> Iterator[Path | None]:
    """Make a control group that counts processor time, of either version; None where that is not allowed."""
    for top in ("/sys/fs/cgroup/cpuacct", "/sys/fs/cgroup"):
        group = Path(top, f"course-benchmark-{os.getpid()}")
        try:
            group.mkdir()
            if not ((group / "cpuacct.usage").exists() or (group / "cpu.stat").exists()):
                raise OSError
        except OSError:
            with contextlib.suppress(OSError):
                group.rmdir()
            continue
        try:
            yield group
        finally:
            for _ in range(50):
                with contextlib.suppress(OSError):
                    group.rmdir()
                    break
                time.sleep(0.1)
        return
    yield None


def _group_seconds(group: Path) -> float:
    first = group / "cpuacct.usage"
    if first.exists():
        return int(first.read_text()) / 1e9
    words = (group / "cpu.stat").read_text().split()
    return int(words[words.index("usage_usec") + 1]) / 1e6


def _write(path: Path, text: str) -> None:
    path.write_text(text)


class _Peak:
    """Samples the memory of a process and of all below it."""

    def __init__(self, pid: int) -> None:
        self.pid, self.most, self.over = pid, 0.0, threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self) -> None:
        while not self.over.wait(SAMPLE_SECONDS):
            self.most = max(self.most, sum(map(_share, _family(self.pid))))

    def stop(self) -> float:
        self.over.set()
        self.thread.join()
        return self.most


def _family(pid: int) -> set[int]:
    parents = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    family, before = {pid}, 0
    while len(family) > before:
        before = len(family)
        family |= {child for child, parent in parents.items() if parent in family}
    return family


def _share(pid: int) -> float:
    """Return a process's share of memory in MB; 0 where it can't be read."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
    return 0.0
