"""Hand-ins forked from one warm parent: each alone in its sandbox, as root and as an ordinary user; nothing stays behind."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coursekit import execute, shut_in
from coursekit.classroom import Classroom
from coursekit.execute import ExecutionFailed, Sandbox, run_cells, slots, warm_cache
from coursekit.isolation import Limits
from coursekit.launch import PARENT_LOST, Warm

pytestmark = pytest.mark.needs("bubblewrap")
MB = 1024**2
LIMITS = Limits(cell_seconds=20, total_seconds=60, memory_bytes=400 * MB, scratch_bytes=4 * MB)
NUMPY = Warm(("import numpy",))
PROBE = """
import ctypes, json, os
libc = ctypes.CDLL(None, use_errno=True)
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
def refused(call, *arguments):
    try:
        call(*arguments)
        return False
    except OSError:
        return True
print(json.dumps({
    "caps": [int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")],
    "pids": sorted(int(name) for name in os.listdir("/proc") if name.isdigit()),
    "groups": os.getgroups() if os.getuid() > 60_000 else [],
    "root": os.getuid() == 0,
    "kit": os.listdir("/course/kit"),
    "descriptors": [name for name in os.listdir("/proc/self/fd") if int(name) > 3 and os.path.exists(f"/proc/self/fd/{name}")],
    "namespaces": [libc.unshare(flag) for flag in (0x10000000, 0x20000000, 0x40000000)],
    "mounts": [libc.mount(b"none", b"/tmp", b"tmpfs", 0, b""), libc.umount2(b"/tmp", 0), libc.umount2(b"/course/kit", 2)],
    "refused": [refused(os.memfd_create, "x"), refused(os.sched_setaffinity, 0, range(os.cpu_count())),
                refused(os.setuid, 0), refused(os.setpriority, 0, 0, -5), refused(os.mkdir, "/usr/x"), refused(os.mkdir, "/x")],
    "namespaces allowed": open("/proc/sys/user/max_user_namespaces").read().strip() if os.path.exists("/course/kit") else "",
    "dies": refused(os.kill, 1, 0),
}))
"""
SHUT_IN = {
    "caps": [0, 0, 0, 0], "pids": [1], "groups": [], "root": False, "kit": [], "descriptors": [], "namespaces": [-1, -1, -1],
    "mounts": [-1, -1, -1], "refused": [True] * 6, "namespaces allowed": "0", "dies": False,
}  # fmt: skip
AS_SOMEBODY = """
import sys
from pathlib import Path
from coursekit.execute import Sandbox, run_cells, slots
from coursekit.launch import Warm
sandbox = Sandbox(None, Path(sys.argv[1]), warm=Warm())
assert not sandbox.start(), sandbox.start()
cells, _ = run_cells([(0, sys.argv[2])], sandbox, {}, slots(1)[0])
print(cells[0].outputs[0].get("text") or cells[0].outputs)
sandbox.close()
"""


@pytest.fixture(scope="module")
def cache(make_class: Callable[[str], Classroom]) -> Path:
    return warm_cache((make_class("warm").private / "cache").resolve())


@pytest.fixture(scope="module")
def sandbox(cache: Path) -> Iterator[Sandbox]:
    started = Sandbox(None, cache, LIMITS, warm=NUMPY)
    yield started
    started.close()


def said(sandbox: Sandbox, *cells: str) -> tuple[list[str], list[str]]:
    """What each cell printed or how it failed, and the notes."""
    runs, notes = run_cells(list(enumerate(cells)), sandbox, {}, slots(1)[0])
    first = [(runs[place].outputs or [{}])[0] for place in range(len(cells))]
    return [one.get("text", one.get("evalue", "")) for one in first], [note.says for note in notes]


def seen_by(who: list[str], cache: Path) -> dict:
    """What the probe sees in a run that this user starts."""
    command = [*who, sys.executable, "-c", AS_SOMEBODY, str(cache), PROBE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_run_is_shut_in(cache):
    assert seen_by([], cache) == SHUT_IN


@pytest.mark.needs("ordinary user")
def test_a_run_of_an_ordinary_user_is_shut_in(cache, as_ordinary_user):
    copy = Path(tempfile.mkdtemp(prefix="coursekit-cache-"))
    shutil.copytree(cache, copy / "cache")
    copy.chmod(0o755)
    assert seen_by(as_ordinary_user, copy / "cache") == SHUT_IN
    shutil.rmtree(copy)


def test_a_run_sees_nothing_of_the_one_before(sandbox):
    places = "('/tmp', '/dev/shm', '/home/learner', '/var/tmp')"
    leave = (
        "import builtins, os, numpy\nbuiltins.sum = max\nnumpy.mean = None\nos.environ['LEFT'] = 'x'\nnumpy.random.seed(1)\n"
        f"for place in {places}:\n    try:\n        open(place + '/left', 'w').write('x')\n    except OSError:\n        pass"
    )
    look = (
        "import os, numpy\nprint(sum([1, 2]), numpy.mean is None, 'LEFT' in os.environ, "
        f"[p for p in {places} if os.path.exists(p + '/left')])"
    )
    assert said(sandbox, leave)[1] == []
    assert said(sandbox, look)[0] == ["3 False False []\n"]


def test_a_warm_start_shows_a_learner_what_a_cold_one_does(sandbox):
    look = "print(sorted(name for name in globals()), [m for m in ('runner', 'shut_in', 'parent') if m in __import__('sys').modules])"
    unprotected = Sandbox(None, limits=LIMITS, trust=True)
    assert said(sandbox, "1", look) == said(unprotected, "1", look)


def test_two_runs_draw_different_numbers(sandbox):
    draw = "import random, numpy\nprint(random.random(), numpy.random.random())"
    one, two = (said(sandbox, draw)[0][0].split() for _ in range(2))
    assert not set(one) & set(two)


def test_processes_that_hold_too_much_together_are_ended_and_the_rest_is_run(sandbox):
    hog = (
        "import os, time\nfor _ in range(5):\n    if os.fork() == 0:\n        block = bytearray(150_000_000)\n"
        "        time.sleep(30)\ntime.sleep(30)"
    )
    printed, notes = said(sandbox, hog, "print('after')")
    assert printed == ["held more memory than a hand-in may", "after\n"]
    assert notes == [execute.TOO_BIG.format(cell="0", memory=400)]


def test_one_process_that_asks_for_too_much_gets_an_error(sandbox):
    printed, notes = said(sandbox, "block = bytearray(600_000_000)", "open('/tmp/x', 'wb').write(bytes(5_000_000))")
    assert (printed, notes) == (["", "[Errno 28] No space left on device"], [])


def test_nothing_outlives_a_run(sandbox):
    stay = "import subprocess\nsubprocess.Popen(['sleep', '98765'], start_new_session=True)\nprint('started')"
    assert said(sandbox, stay)[0] == ["started\n"]
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not [line for line in running if b"98765" in line]


def test_a_sandbox_ended_from_outside_is_nobodys_fault(cache):
    lost = Sandbox(None, cache, LIMITS, warm=Warm())
    lost.start()
    parent = lost.sandboxes._parent
    with pytest.raises(ExecutionFailed) as error, lost.run([(0, "import time; time.sleep(20)")], slots(1)[0]) as report:
        parent._process.kill()
        while os.read(report, 1 << 16):
            pass
        parent._process.wait()
    assert str(error.value) == PARENT_LOST
    assert said(lost, "print(1)")[0] == ["1\n"]  # the next run starts another parent
    lost.close()


def test_where_sandboxes_cannot_be_nested_each_run_has_its_own(cache):
    alone = Sandbox(None, cache, LIMITS, warm=Warm())
    alone.sandboxes.slower = "this machine can't"
    (printed,), notes = said(alone, PROBE)
    seen = json.loads(printed)
    assert {name: seen[name] for name in ("caps", "root", "descriptors", "namespaces", "mounts", "refused")} == {
        name: SHUT_IN[name] for name in ("caps", "root", "descriptors", "namespaces", "mounts", "refused")
    }
    assert notes == []
    assert alone.sandboxes._parent is None


def test_calls_of_an_unknown_processor_are_not_guessed():
    with pytest.raises(OSError) as error:
        shut_in.filter_program("mips")
    assert str(error.value) == shut_in.NO_LIST.format(machine="mips")
