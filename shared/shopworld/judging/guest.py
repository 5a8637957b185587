"""A handed-in policy in a process of its own: asked day by day, stopped when it takes too long, started afresh when it breaks."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).with_name("guest_program.py")
MOST_SOURCE = 100_000

NOT_PYTHON = "The policy is not Python: {reason} (line {line})."
NO_FUNCTION = "The policy's source has no function {name!r} at its top level. It has {found}."
TOO_LONG = "The policy's source has {length:,} characters; {most:,} are allowed."
NOT_PLAIN = "The policy's parameters are a record of plain values (numbers, words, lists, records); {reason}."

LATE = "The policy took more than {seconds:g} seconds for day {day}; nothing was done that day."
GONE = "The policy's process ended on day {day}; nothing was done that day."
NONSENSE = "The policy's answer for day {day} could not be read; nothing was done that day."
STOPPED = "The policy stopped with {error} on day {day}; nothing was done that day."
GIVEN_UP = "The policy broke {times} times, so nothing was done from day {day} on."
OUT_OF_TIME = "The policy used up its {seconds:g} seconds, so nothing was done from day {day} on."


class PolicyError(ValueError):
    """What was handed in can't be a policy; the message is one sentence."""


@dataclass(frozen=True)
class Bounds:
    """What a policy may use in one season. Seconds of wall clock, bytes, counts."""

    step_seconds: float = 1.0
    season_seconds: float = 30.0
    memory_bytes: int = 1024**3
    answer_bytes: int = 1_000_000
    restarts: int = 3

    def for_program(self) -> dict[str, int]:
        """Return the limits that the process sets itself before any of the policy's code is read."""
        return {
            "RLIMIT_AS": self.memory_bytes,
            "RLIMIT_CPU": int(self.season_seconds) + 2,
            "RLIMIT_FSIZE": 1_000_000,
            "RLIMIT_NOFILE": 64,
            "RLIMIT_CORE": 0,
        }


@dataclass(frozen=True)
class HandedIn:
    """A policy as source: one function at the top level, `function(today, memory, **parameters) -> plan`.

    Raises PolicyError, with the place, when the source is not Python, has no such function, or the parameters aren't plain.
    """

    source: str
    function: str = "policy"
    parameters: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what could never run; nothing of the source is run here."""
        if len(self.source) > MOST_SOURCE:
            raise PolicyError(TOO_LONG.format(length=len(self.source), most=MOST_SOURCE))
        try:
            tree = ast.parse(self.source)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            reason = getattr(error, "msg", str(error))
            raise PolicyError(NOT_PYTHON.format(reason=reason, line=getattr(error, "lineno", "?"))) from None
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        if self.function not in names:
            raise PolicyError(NO_FUNCTION.format(name=self.function, found=", ".join(names) or "none"))
        try:
            json.dumps(self.parameters, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise PolicyError(NOT_PLAIN.format(reason=error)) from None


class Guest:
    """One season's policy process: `ask` puts a day's question, `answer` waits for its plan.

    `command` starts the program; a sandbox gives its own. A plan that doesn't come, or comes as nonsense, is a day on which
    nothing is done, and a sentence in `lost`. The process is started afresh, with an empty memory, a few times at most.
    """

    def __init__(self, policy: HandedIn, bounds: Bounds, command: Sequence[str] | None = None) -> None:
        """A guest that has not been started."""
        self.lost: list[tuple[int, str]] = []  # a reason each; giving up is told once
        self.lost_days: set[int] = set()
        self._head = _line(
            {
                "source": policy.source,
                "function": policy.function,
                "parameters": policy.parameters,
                "bounds": bounds.for_program(),
            }
        )
        self._bounds = bounds
        self._command = list(command or (sys.executable, "-I", "-X", "utf8", str(PROGRAM)))
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._starts = 0
        self._told = False
        self._left = bounds.season_seconds
        self._asked = 0.0
        self._room = tempfile.TemporaryDirectory(prefix="policy-", ignore_cleanup_errors=True)

    def __enter__(self) -> Guest:
        """The guest itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the process and all that it started."""
        self._stop()
        self._room.cleanup()

    def ask(self, day: int, today: dict[str, Any]) -> None:
        """Put one day's question."""
        self._asked = time.monotonic()
        if self._given_up():
            return
        if self._process is None:
            self._start()
        with contextlib.suppress(OSError):  # a process that has gone is found when its answer is waited for
            assert self._process is not None and self._process.stdin is not None
            self._process.stdin.write(_line({"day": day, "today": today}))
            self._process.stdin.flush()

    def answer(self, day: int) -> dict[str, Any] | Any:
        """Return the plan for the day that was asked for; an empty plan when there is none."""
        if self._given_up():
            if not self._told:
                self._told = True
                self.lost.append((day, self._why_not(day)))
            self.lost_days.add(day)
            return {}
        patience = min(self._bounds.step_seconds, self._left)
        try:
            text = self._lines.get(timeout=max(self._asked + patience - time.monotonic(), 0.001))
        except queue.Empty:
            return self._break(day, LATE.format(seconds=self._bounds.step_seconds, day=day + 1))
        finally:
            self._left -= time.monotonic() - self._asked
        if not text:
            return self._break(day, GONE.format(day=day + 1))
        try:
            said = json.loads(text)
            assert said["day"] == day
        except (ValueError, TypeError, KeyError, AssertionError, RecursionError):
            return self._break(day, NONSENSE.format(day=day + 1))
        if "plan" not in said:
            return self._lose(day, STOPPED.format(error=str(said.get("error", "an error")), day=day + 1))
        return said["plan"]

    def _given_up(self) -> bool:
        return self._left <= 0 or (self._process is None and self._starts > self._bounds.restarts)

    def _why_not(self, day: int) -> str:
        if self._left <= 0:
            return OUT_OF_TIME.format(seconds=self._bounds.season_seconds, day=day + 1)
        return GIVEN_UP.format(times=self._starts, day=day + 1)

    def _lose(self, day: int, sentence: str) -> dict[str, Any]:
        self.lost.append((day, sentence))
        self.lost_days.add(day)
        return {}

    def _break(self, day: int, sentence: str) -> dict[str, Any]:
        self._stop()
        return self._lose(day, sentence)

    def _start(self) -> None:
        self._starts += 1
        self._lines = queue.Queue()
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._room.name,
            env={"PATH": os.environ.get("PATH", ""), "OPENBLAS_NUM_THREADS": "1", "LANG": "C.UTF-8"}
            | {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
            start_new_session=True,
        )
        self._process.stdin.write(self._head)  # type: ignore[union-attr]
        threading.Thread(
            target=_listen, args=(self._process, self._lines, self._bounds.answer_bytes), daemon=True
        ).start()

    def _stop(self) -> None:
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        for end in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                assert end is not None
                end.close()
        self._process.wait()
        self._process = None


def _listen(process: subprocess.Popen[bytes], lines: queue.Queue[bytes], most: int) -> None:
    """Put each line into the queue, and nothing (b"") when the process has ended or its line is too long to be a plan."""
    with contextlib.suppress(OSError, ValueError):
        while True:
            text = process.stdout.readline(most)  # type: ignore[union-attr]
            lines.put(text if text.endswith(b"\n") else (b"too long" if text else b""))
            if not text.endswith(b"\n"):
                return


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8") + b"\n"
