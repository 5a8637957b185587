"""The warm parent: a process inside bubblewrap that has loaded the libraries once and is forked for each hand-in.

It runs the course's own code only. Each fork makes namespaces, scratch space and a user of its own (`shut_in.py`), and
only then reads and runs a learner's cells (`runner.py`); it can't see, signal or change its parent or another hand-in. Two processes
a hand-in: a guard, which the learner's code can't see either, and process 1 of the new namespace, which runs the cells.

Standard input is a socket. The first message says what to load; the answer is `{"ready": true, "nested": …}`. After it each
message starts a run and carries three descriptors: the request (a file), the report (a pipe), and a lifeline: when its
other end is closed, the run is ended with all that it started.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import random
import select
import signal
import socket
import sys
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import runner
import shut_in

del sys.path[0]

MESSAGE_BYTES = 1 << 20
WATCH_SECONDS = 0.1
PAGE = os.sysconf("SC_PAGESIZE")
NO_MEMORY = {"killed": "memory"}


def warm_up(order: dict[str, Any]) -> tuple[Any, Any]:
    """Loads libraries and tables, runs the warm-up cells, and returns a fresh shell with its recorder."""
    sys.path[:0] = order["library"]
    sys.argv = [""]
    recorder = runner.Recorder()
    shell = runner.make_shell(recorder)
    standard, own = (sys.stdout, sys.stderr), dict(shell.user_ns)
    sys.stdout, sys.stderr = runner.Stream(recorder, "stdout"), runner.Stream(recorder, "stderr")
    try:
        for source in order["cells"]:
            recorder.begin()
            shell.run_cell(source, store_history=True).raise_error()
    finally:
        sys.stdout, sys.stderr = standard
    shell.reset(new_session=True)
    shell.user_ns.update({name: own[name] for name in own.keys() - shell.user_ns.keys()})  # __doc__ and the like
    for name in ("runner", "shut_in"):
        del sys.modules[name]  # a learner's notebook may have modules of these names
    gc.collect()
    gc.freeze()  # a collection in a child would otherwise touch, and so copy, every page
    return shell, recorder


def serve(control: socket.socket, warm: tuple[Any, Any]) -> None:
    """Forks a guard for each message until the other side hangs up."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system takes away guards that have ended
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, MESSAGE_BYTES, 3)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _guard(json.loads(message), descriptors, True, warm)
        for descriptor in descriptors:
            os.close(descriptor)


def serve_once(control: socket.socket, warm: tuple[Any, Any]) -> None:
    """Is the guard of the only run, where the system lets no sandbox make sandboxes of its own."""
    message, descriptors, _, _ = socket.recv_fds(control, MESSAGE_BYTES, 3)
    if message:
        _guard(json.loads(message), descriptors, False, warm)


def _guard(order: dict[str, Any], descriptors: list[int], nested: bool, warm: tuple[Any, Any]) -> None:
    """Starts the run, watches its memory and its lifeline, and ends with it. Never returns."""
    request, report, lifeline = descriptors
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if order["processor"] is not None:
            os.sched_setaffinity(0, {order["processor"]})
        if nested:
            shut_in.enter_namespaces(order["uid"] is not None)
        wait, started = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(lifeline)
            _run(order, request, report, nested, warm, started)
        os.close(request)
        os.close(started)
        os.read(wait, 1)  # until it is shut in, /proc is still the parent's
        shut_in.become(order["uid"])
        shut_in.drop_capabilities()
        shut_in.hide()
        _watch(child, report, lifeline, order["limits"]["memory"], nested)
    except BaseException as error:
        _say(report, {"failed": f"{type(error).__name__}: {error}"})
    finally:
        os._exit(0)


def _run(order: dict[str, Any], request: int, report: int, nested: bool, warm: tuple[Any, Any], started: int) -> None:
    """Shuts this process in, then reads and runs the cells. Never returns."""
    try:
        with contextlib.suppress(OSError):
            os.setsid()
        if nested:
            shut_in.mount_own(order["scratch"], {sys.prefix, sys.base_prefix})
        os.chdir(shut_in.HOME)
        runner.copy_tree(order["copy"])
        shut_in.become(order["uid"])
        if nested:
            shut_in.forbid_namespaces(order["uid"])
        shut_in.drop_capabilities()
        _first_to_go()
        runner.limit({**order["limits"], "memory": order["limits"]["memory"] + _address_space()})
        shut_in.refuse_calls()
        shut_in.die_with_parent()
        os.close(started)
        wanted = json.loads(_read_all(request))
        report = _keep_only(report)
    except BaseException as error:
        _say(report, {"failed": f"{type(error).__name__}: {error}"})
        os._exit(1)
    random.seed()  # a fork would draw the same numbers as the others
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    runner.report_run(*warm, wanted["cells"], wanted["seconds"], report)


def _first_to_go() -> None:
    """Where the machine itself runs out of memory, it is a learner's code that goes, not the grader."""
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")


def _address_space() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * PAGE


def _read_all(descriptor: int) -> bytes:
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _keep_only(report: int) -> int:
    """Leaves the report as the only open descriptor above the three standard ones, which lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    kept = os.dup2(report, 3) if report != 3 else 3
    os.closerange(4, 1024)
    os.set_inheritable(kept, False)
    return kept


def _watch(child: int, report: int, lifeline: int, most: int, nested: bool) -> None:
    """Returns when the run has ended; ends it when its lifeline is cut or it holds more memory than it may."""
    pidfd = os.pidfd_open(child)
    others = set() if nested else {1, os.getpid()}
    while True:
        ready, _, _ = select.select([pidfd, lifeline], [], [], WATCH_SECONDS)
        too_much = not ready and _holds_more(most, others)
        if too_much:
            _say(report, NO_MEMORY)
        if too_much or lifeline in ready:
            os.kill(child, signal.SIGKILL)
        if ready or too_much:
            os.waitpid(child, 0)
            return


def _holds_more(most: int, others: set[int]) -> bool:
    """Tells whether the run's processes and files together hold more than `most` bytes of memory.

    Pages that processes share are counted in each at first, which is cheap; only when that is too much are they shared out.
    """
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) not in others]
    files = sum(_used(place) for place in shut_in.SCRATCH)
    return files + sum(map(_resident, pids)) > most and files + sum(map(_share, pids)) > most


def _used(place: str) -> int:
    facts = os.statvfs(place)
    return (facts.f_blocks - facts.f_bfree) * facts.f_frsize


def _resident(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0  # it has just ended


def _share(pid: int) -> int:
    """Returns a process's memory with shared pages divided among those who share them; all of it, if it hides that."""
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return _resident(pid)


def _say(report: int, line: dict[str, Any]) -> None:
    """Adds a line to the report; the run may have been stopped in the middle of one."""
    with contextlib.suppress(OSError):
        os.write(report, b"\n" + json.dumps(line).encode() + b"\n")


def nesting_fails(root: bool) -> str:
    """Returns why a fork can't shut itself in here, or nothing; tried once, in a process that then ends."""
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            shut_in.enter_namespaces(root)
            if os.fork() == 0:
                _try_inside(root, write)
            os.wait()
        except OSError as error:
            os.write(write, str(error).encode())
        os._exit(0)
    os.close(write)
    os.wait()
    with os.fdopen(read, "rb") as answer:
        reason = answer.read().decode()
    return "" if reason == "fine" else reason or "no reason given"


def _try_inside(root: bool, answer: int) -> None:
    uid = 65_533 if root else None
    try:
        shut_in.mount_own(1 << 20, ())
        shut_in.become(uid)
        shut_in.forbid_namespaces(uid)
        os.write(answer, b"fine")
    except OSError as error:
        os.write(answer, str(error).encode())
    os._exit(0)


def main() -> None:
    """Loads what the first message names, says so, and serves."""
    control = socket.socket(fileno=os.dup(0))
    order = json.loads(control.recv(MESSAGE_BYTES))
    root = os.geteuid() == 0
    reason = nesting_fails(root) if order["nested"] else ""
    warm = warm_up(order)
    control.send(json.dumps({"ready": True, "nested": order["nested"] and not reason, "reason": reason}).encode())
    if order["nested"]:
        serve(control, warm)
    else:
        serve_once(control, warm)


if __name__ == "__main__":
    main()
