"""The sandbox that every run of a learner's code happens in: bubblewrap's command line, and what it may see.

Inside there is no network, no repository, no class folder and no other hand-in: only the system and Python
(read-only), the two packages that a learner has, one folder of tables, and empty scratch space of limited size.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

REFUSAL = (
    "Grading runs learners' code, and there is no working bubblewrap here to shut it in: grade on Linux with the package "
    "`bubblewrap`, in a container that has it, or on Windows in WSL; or say --trust "
    "(c.IsolatedExecute.trust = True) to run the code unprotected on this machine."
)
RUNNER = Path(__file__).with_name("runner.py")
KIT = ("parent.py", "shut_in.py", "runner.py")  # all of coursekit that is ever inside
LEARNER_PACKAGES = ("shoplab", "shopworld")
LEARNER_UID, LEARNER_UIDS = 61_000, 3_000  # numbers that Debian gives to nobody
INSIDE_KIT = "/course/kit"
INSIDE_POLICY = f"{INSIDE_KIT}/policy.py"
POLICY_SCRATCH = 16 * 1024**2  # bytes
INSIDE_LIBRARY = "/course/library"
INSIDE_DATA = "/course/data"
INSIDE_CACHE = "/course/cache"
INSIDE_HOME = "/home/learner"
SYSTEM_LINKS = ("bin", "sbin", "lib", "lib32", "lib64")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/alternatives")


class IsolationMissing(RuntimeError):
    """bubblewrap is not here or does not work here."""


@dataclass(frozen=True)
class Limits:
    """What one hand-in may use. Seconds of wall clock, bytes, and counts.

    Memory is that of all its processes and scratch files together; one process that asks for more gets a MemoryError, and
    several that hold more are ended.
    """

    cell_seconds: float = 30.0
    total_seconds: float = 240.0
    memory_bytes: int = 2 * 1024**3
    scratch_bytes: int = 128 * 1024**2
    file_bytes: int = 64 * 1024**2
    report_bytes: int = 48 * 1024**2
    processes: int = 32

    def for_runner(self) -> dict[str, int]:
        return {
            "memory": self.memory_bytes,
            "cpu": int(self.total_seconds) + 5,
            "file": self.file_bytes,
            "processes": self.processes,
            "files": 256,
        }

    def as_dict(self) -> dict[str, float]:
        return asdict(self)


@functools.cache
def package_folder(name: str) -> Path:
    """Returns the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"The package {name} is not installed beside coursekit: run the author set-up again.")
    return Path(next(iter(spec.submodule_search_locations))).resolve()


def environment(data: str | None, home: str) -> dict[str, str]:
    """Returns the whole environment of a learner's code: nothing of the grader's own environment is passed on."""
    return {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "HOME": home,
        "USER": "learner",
        "LOGNAME": "learner",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": f"{home}/matplotlib",
        "IPYTHONDIR": f"{home}/ipython",
        "NBGRADER_EXECUTION": "autograde",
        **({"SHOPLAB_DATA": data} if data else {}),
        "SHOPLAB_NO_LOG": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def runs_as_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _namespaces(root: bool, nested: bool) -> list[str]:
    if not root:
        return ["--unshare-user", "--unshare-all", *([] if nested else ["--disable-userns"])]
    # Root keeps the outer user namespace: only there can a run become an ordinary user, whom a process limit binds.
    return ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]


def _capabilities(root: bool, nested: bool) -> list[str]:
    """Keeps what the warm parent needs to shut its forks in; each of them gives it up before a learner's first line."""
    kept = ["CAP_SETUID", "CAP_SETGID", *(["CAP_SYS_ADMIN"] if nested else [])] if root else []
    return ["--cap-drop", "ALL", *(part for name in kept for part in ("--cap-add", name))]


def _system() -> list[str]:
    arguments = ["--ro-bind", "/usr", "/usr"]
    for name in SYSTEM_LINKS:
        path = Path("/", name)
        if path.is_symlink():
            arguments += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            arguments += ["--ro-bind", str(path), str(path)]
    for name in SYSTEM_FILES:
        arguments += ["--ro-bind-try", name, name]
    return arguments


def _parents(path: str) -> list[str]:
    """Makes the folders above a place open to an ordinary user; bubblewrap would make them for root alone."""
    arguments = []
    for parent in reversed(Path(path).parents):
        if str(parent) != "/":
            arguments += ["--perms", "0755", "--dir", str(parent)]
    return arguments


def _python() -> list[str]:
    arguments = []
    for prefix in dict.fromkeys((sys.base_prefix, sys.prefix)):
        if not prefix.startswith("/usr"):
            arguments += [*_parents(prefix), "--ro-bind", prefix, prefix]
    here = Path(__file__).resolve().parent
    if any(here.is_relative_to(Path(prefix).resolve()) for prefix in (sys.prefix, sys.base_prefix)):
        arguments += ["--tmpfs", str(here)]  # an installed coursekit is hidden; an editable one was never there
    return arguments


def _scratch(size: int) -> list[str]:
    arguments = _parents(INSIDE_HOME)
    for folder in ("/tmp", "/dev/shm", INSIDE_HOME):
        arguments += ["--perms", "1777", "--size", str(size), "--tmpfs", folder]
    return arguments


def _closed() -> list[str]:
    """Makes bubblewrap's own root and /dev, which are memory without a limit, read-only; after everything is in place."""
    return ["--remount-ro", "/dev", "--remount-ro", "/"]


def sandbox_command(
    data: Path | None, cache: Path | None, limits: Limits, nested: bool = True, fill_cache: bool = False
) -> list[str]:
    """Returns the command that starts a parent of runs inside bubblewrap; raises IsolationMissing where that cannot work.

    A `nested` one may make a sandbox of its own for each run; any other is for one run only.
    """
    root = runs_as_root()
    command = [find_bubblewrap(), *_namespaces(root, nested), "--die-with-parent", "--new-session", "--clearenv"]
    command += [*_capabilities(root, nested), *_system(), "--proc", "/proc", "--dev", "/dev"]
    # Scratch first: a course or a Python that lies below /tmp is then put into it, and not hidden by it.
    command += [
        *_scratch(limits.scratch_bytes),
        *_python(),
        *_parents(f"{INSIDE_LIBRARY}/package"),
        *_parents(f"{INSIDE_KIT}/file"),
    ]
    for name in LEARNER_PACKAGES:
        command += ["--ro-bind", str(package_folder(name)), f"{INSIDE_LIBRARY}/{name}"]
    for name in KIT:
        command += ["--ro-bind", str(RUNNER.with_name(name)), f"{INSIDE_KIT}/{name}"]
    if data is not None:
        command += ["--ro-bind", str(data.resolve()), INSIDE_DATA]
    if cache is not None:
        command += ["--bind" if fill_cache else "--ro-bind", str(cache.resolve()), INSIDE_CACHE]
    command += [*_closed(), "--hostname", "course", "--chdir", INSIDE_HOME]
    for name, value in environment(INSIDE_DATA if data else None, INSIDE_HOME).items():
        command += ["--setenv", name, value]
    bytecode = ["-X", f"pycache_prefix={INSIDE_CACHE}/bytecode"] if cache else []
    writing = [] if fill_cache else ["-B"]
    return [*command, "--", sys.executable, "-I", "-X", "utf8", *writing, *bytecode, f"{INSIDE_KIT}/parent.py"]


def policy_command(program: Path) -> list[str]:
    """Returns the command that runs a handed-in policy's program alone: no course, no shop, no network, scratch space only."""
    user = str(LEARNER_UID)
    command = [find_bubblewrap(), "--unshare-user", "--unshare-all", "--uid", user, "--gid", user, "--die-with-parent"]
    command += ["--new-session", "--clearenv", "--cap-drop", "ALL", *_system(), "--proc", "/proc", "--dev", "/dev"]
    command += [*_scratch(POLICY_SCRATCH), *_python(), *_parents(f"{INSIDE_KIT}/file")]
    command += ["--ro-bind", str(program), INSIDE_POLICY, *_closed(), "--chdir", INSIDE_HOME]
    for name, value in environment(None, INSIDE_HOME).items():
        command += ["--setenv", name, value]
    return [*command, "--", sys.executable, "-I", "-X", "utf8", "-B", INSIDE_POLICY]


def trusted_command() -> list[str]:
    """Returns the command that runs the runner on this machine as it is, for `--trust`."""
    return [sys.executable, "-I", "-X", "utf8", "-B", str(RUNNER)]


@functools.cache
def find_bubblewrap() -> str:
    """Returns bubblewrap's path after one trial run; raises IsolationMissing if it is not there or cannot work."""
    path = shutil.which("bwrap") if sys.platform.startswith("linux") else None
    if path is None:
        raise IsolationMissing(REFUSAL)
    root = runs_as_root()
    trial = [
        path,
        *_namespaces(root, False),
        *_capabilities(root, False),
        *_system(),
        "--proc",
        "/proc",
        "--dev",
        "/dev",
    ]
    try:
        done = subprocess.run([*trial, "--", "/usr/bin/true"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise IsolationMissing(REFUSAL) from error
    if done.returncode != 0:
        raise IsolationMissing(REFUSAL)
    return path


def uids(count: int) -> Sequence[int | None]:
    """Returns one user number a worker, so that sandboxes beside each other do not share a process limit."""
    first = LEARNER_UID + os.getpid() * count % LEARNER_UIDS
    return [first + number if runs_as_root() else None for number in range(count)]
