"""How a run is started: forked from a warm parent inside bubblewrap, or, with `--trust`, as a plain process.

Where the system lets no sandbox make sandboxes of its own, each run has a bubblewrap to itself: as shut in, but slower.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursekit import isolation
from coursekit.isolation import Limits

NOT_STARTED = "The sandbox did not start, so nothing was graded: {reason}"
PARENT_LOST = "The sandbox was ended from outside while it ran, so this is not graded; grade again."
NOT_ENDED = (
    "A hand-in's processes could not be ended within {seconds} seconds, so this is not graded; look at this machine."
)
NO_REASON = "no reason given"
SLOWER = (
    "This system lets no sandbox make sandboxes of its own ({reason}), so every hand-in starts a Python of its own: "
    "just as shut in, but about a second slower."
)
NO_ENVIRONMENT: dict[str, str] = {}  # bubblewrap's own environment could be read from inside as /proc/1/environ
START_SECONDS = 120.0
END_SECONDS = 20.0
FONTS = (f"{isolation.INSIDE_CACHE}/matplotlib", f"{isolation.INSIDE_HOME}/matplotlib")


class ExecutionFailed(RuntimeError):
    """The sandbox itself did not work; no learner's fault, so no mark may come of it."""


@dataclass(frozen=True)
class Warm:
    """What a warm parent loads before the first run: cells that it runs, and tables that it reads."""

    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slot:
    """The place of one run among those that run at the same time: its user number and its processor, if it has any."""

    uid: int | None = None
    processor: int | None = None


class Parent:
    """A warm parent in its sandbox; safe to use from several threads. Raises ExecutionFailed when it doesn't start."""

    def __init__(self, command: Sequence[str], warm: Warm = Warm(), nested: bool = True) -> None:
        self._lock = threading.Lock()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the parent)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                command, stdin=theirs, stdout=subprocess.DEVNULL, stderr=self._errors, env=NO_ENVIRONMENT
            )
        try:
            order = {"library": [isolation.INSIDE_LIBRARY], "cells": list(warm.cells), "nested": nested}
            said = self._ask(order)
        except BaseException:
            self.close()
            raise
        self.nested, self.reason = bool(said["nested"]), str(said["reason"])

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        self._control.settimeout(START_SECONDS)
        try:
            self._control.send(json.dumps(order).encode())
            answer = self._control.recv(1 << 16)
        except OSError:
            answer = b""
        if not answer:
            raise ExecutionFailed(NOT_STARTED.format(reason=self.last_words() or NO_REASON))
        return json.loads(answer)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def last_words(self) -> str:
        """Returns the end of what the parent wrote to standard error."""
        self._process.poll()
        size = os.fstat(self._errors.fileno()).st_size
        return os.pread(self._errors.fileno(), 400, max(0, size - 400)).decode("utf-8", "replace").strip()

    @contextlib.contextmanager
    def run(self, request: dict[str, Any], order: dict[str, Any]) -> Iterator[int]:
        """Starts a run and gives the descriptor of its report; afterwards all that it started has ended."""
        report, theirs = os.pipe()
        lifeline, ours = os.pipe()
        try:
            with tempfile.TemporaryFile() as cells:
                cells.write(json.dumps(request).encode("utf-8"))
                cells.seek(0)
                try:
                    with self._lock:
                        socket.send_fds(self._control, [json.dumps(order).encode()], [cells.fileno(), theirs, lifeline])
                finally:
                    os.close(theirs)
                    os.close(lifeline)
                yield report
        except BrokenPipeError as error:
            raise ExecutionFailed(NOT_STARTED.format(reason=self.last_words() or NO_REASON)) from error
        finally:
            os.close(ours)
            try:
                _wait_for_end(report)
            finally:
                os.close(report)

    def close(self) -> None:
        """Ends the parent and with it every run."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        self._errors.close()

    def __enter__(self) -> Parent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _wait_for_end(report: int) -> None:
    """Waits until nobody holds the report's other end: the guard keeps it until all that was started is gone."""
    deadline = time.monotonic() + END_SECONDS
    while time.monotonic() < deadline:
        ready, _, _ = select.select([report], [], [], max(0.0, deadline - time.monotonic()))
        if ready and not os.read(report, 1 << 20):
            return
    raise ExecutionFailed(NOT_ENDED.format(seconds=int(END_SECONDS)))


class Sandboxes:
    """Starts runs for one shop: from one warm parent, or from a parent each where a parent can't fork sandboxes."""

    def __init__(self, data: Path | None, cache: Path | None, limits: Limits, warm: Warm = Warm()) -> None:
        self.limits, self._place, self._warm = limits, (data, cache, limits), warm
        self._lock = threading.Lock()
        self._parent: Parent | None = None
        self.slower = ""

    def start(self) -> Sandboxes:
        """Starts the warm parent if it isn't there, and finds out whether it can fork sandboxes."""
        with self._lock:
            if self._parent is not None and not self._parent.alive:
                self._parent.close()
                self._parent = None
            if self._parent is None and not self.slower:
                parent = Parent(isolation.sandbox_command(*self._place), self._warm)
                if parent.nested:
                    self._parent = parent
                else:
                    self.slower = SLOWER.format(reason=parent.reason)
                    parent.close()
        return self

    @contextlib.contextmanager
    def run(self, cells: Sequence[tuple[int, str]], slot: Slot) -> Iterator[int]:
        """Starts a run of these cells and gives the descriptor of its report."""
        request = {"cells": [list(pair) for pair in cells], "seconds": self.limits.cell_seconds}
        order = {
            "uid": slot.uid,
            "processor": slot.processor,
            "limits": self.limits.for_runner(),
            "scratch": self.limits.scratch_bytes,
            "copy": list(FONTS),
        }
        self.start()
        parent = self._parent
        if parent is not None:
            with parent.run(request, order) as report:
                yield report
            if not parent.alive:
                raise ExecutionFailed(PARENT_LOST)
            return
        command = isolation.sandbox_command(*self._place, nested=False)
        with Parent(command, nested=False) as parent, parent.run(request, order) as report:
            yield report

    def close(self) -> None:
        """Ends the warm parent; the next run would start another."""
        with self._lock:
            if self._parent is not None:
                self._parent.close()
                self._parent = None


@contextlib.contextmanager
def unprotected_run(data: Path | None, limits: Limits, cells: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Starts a run of these cells as a plain process with this user's rights, and gives the descriptor of its report."""
    folders = {str(isolation.package_folder(name).parent) for name in isolation.LEARNER_PACKAGES}
    request = {
        "cells": [list(pair) for pair in cells],
        "seconds": limits.cell_seconds,
        "library": sorted(folders),
        "limits": {"memory": limits.memory_bytes, "file": limits.file_bytes},
    }
    with tempfile.TemporaryDirectory(prefix="coursekit-") as home, tempfile.TemporaryFile() as file:
        file.write(json.dumps(request).encode("utf-8"))
        file.seek(0)
        environment = isolation.environment(str(data) if data else None, home)
        process = subprocess.Popen(
            isolation.trusted_command(), stdin=file, stdout=subprocess.PIPE, env=environment, cwd=home
        )
        with process:
            try:
                yield process.stdout.fileno()
            finally:
                process.kill()
