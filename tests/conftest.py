"""What all tests share: what a test needs of the machine, and the list of tests that could not be run.

A test that needs something of the system says so: `@pytest.mark.needs("browser")`. Where it isn't there, the test is
listed by name as not run; with CI=true that is a failure, because then nobody would read the list.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent
# How files go to workers, where the files themselves are the wrong parts: minutes that can be divided, or shared.
ALONE = ("tests/notebooks/test_lint.py",)
SHARED = {
    **{f"tests/coursekit/test_{name}.py": "one class" for name in ("class_grading", "export", "hostile", "report")},
    **{f"tests/site/test_{name}.py": "one website" for name in ("pages", "reading")},
}
NOT_RUN = "not run: no {thing} here. {remedy}"
REMEDIES = {
    "browser": "Run `make test` as an administrator, or install Chromium.",
    "bubblewrap": "Install it (apt-get install bubblewrap); it exists for Linux only.",
    "ordinary user": "Run `make test` as an administrator, or as any user whose Python others may read.",
    "postgresql": "Install it (apt-get install postgresql); only classes with their gradebook on it need it.",
    "uv": "Install it (pip install uv); only maintainers need it.",
}
# Found missing on a person's machine these are listed, and in CI too: they are no part of the tests' own set-up.
OPTIONAL = {"uv"}
# Jupyter's own code warns about itself on some systems and versions; the course's code must not warn at all.
IGNORED_WARNINGS = (
    # jupyter_client's sockets are closed by the garbage collector when a kernel has gone.
    "ignore:.*Unclosed socket.*:ResourceWarning:zmq",
    # jupyter_core asks for an event loop in the way that Python 3.12 deprecates.
    "ignore:There is no current event loop:DeprecationWarning:jupyter_core",
    # nbgrader and jupyter_server still use traitlets and datetime calls that are on their way out.
    "ignore::DeprecationWarning:nbgrader.*",
    "ignore::DeprecationWarning:jupyter_server.*",
    # myst-parser still uses names that Sphinx will drop.
    "ignore::PendingDeprecationWarning:myst_parser.*",
    # pytest-xdist's workers talk over execnet, whose sockets Windows reports.
    "ignore::ResourceWarning:execnet.*",
)


ONLY_PYTHON = """
shut=$1 python=$2; shift 2
kept=$(mktemp -d)
mount --bind "$python" "$kept"
mount -t tmpfs -o mode=755 tmpfs "$shut"
mkdir -p "$python"
mount --bind "$kept" "$python"
exec "$@"
"""


def browser_path() -> Path | None:
    """The system's Chromium, else the one that playwright installed, else None."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return Path(found)
    caches = {
        "linux": Path.home() / ".cache/ms-playwright",
        "darwin": Path.home() / "Library/Caches/ms-playwright",
        "win32": Path.home() / "AppData/Local/ms-playwright",
    }
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or caches.get(sys.platform, caches["linux"]))
    names = ("chrome", "chrome.exe", "Chromium", "Google Chrome for Testing")
    return next(
        (path for name in names for path in sorted(folder.glob(f"chromium-*/**/{name}")) if path.is_file()), None
    )


SAME_PYTHON = "import sys, numpy; sys.exit(sys.base_prefix != sys.argv[1])"


def ordinary_user() -> list[str]:
    """What stands before a command so that it runs as an ordinary user; nothing, if that is who runs the tests."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return []
    become = ["setpriv", "--reuid=65533", "--regid=65533", "--clear-groups"]
    shut = next((folder for folder in Path(sys.base_prefix).parents if not folder.stat().st_mode & 0o001), None)
    if shut is None:
        return become
    # Python lies in a folder that is root's alone: in a view of the disk of its own, that folder holds nothing but Python.
    return ["unshare", "--mount", "sh", "-ec", ONLY_PYTHON, "sh", str(shut), sys.base_prefix, *become]


def runs(command: list[str]) -> bool:
    """Whether a command can be run here."""
    with contextlib.suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False, cwd="/").returncode == 0
    return False


def postgresql_folder() -> Path | None:
    """Where the server's own programs are; Debian keeps them off PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


AVAILABLE: dict[str, Callable[[], bool]] = {
    "browser": lambda: browser_path() is not None,
    "bubblewrap": lambda: shutil.which("bwrap") is not None,
    "ordinary user": lambda: runs([*ordinary_user(), sys.executable, "-c", SAME_PYTHON, sys.base_prefix]),
    "postgresql": lambda: postgresql_folder() is not None,
    "uv": lambda: shutil.which("uv") is not None,
}


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker and let only named parts of Jupyter warn."""
    config.addinivalue_line(
        "markers", "needs(*things): what of the system a test can't do without (browser, bubblewrap, …)"
    )
    for line in IGNORED_WARNINGS:
        config.addinivalue_line("filterwarnings", line)


class Scheduling(LoadScopeScheduling):
    """A file's tests stay together; slow ones that share nothing go out one by one, files that share what is slow as one."""

    def _split_scope(self, nodeid: str) -> str:
        scope = super()._split_scope(nodeid)
        if scope in ALONE:
            return nodeid
        return SHARED.get(scope, scope)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Balance the workers: without it the last one runs for minutes by itself."""
    return Scheduling(config, log)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or in CI fail, a test whose needs aren't met."""
    for mark in item.iter_markers("needs"):
        for thing in mark.args:
            if AVAILABLE[thing]():
                continue
            reason = NOT_RUN.format(thing=thing, remedy=REMEDIES[thing])
            if os.environ.get("CI", "").lower() == "true" and thing not in OPTIONAL:
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List by name what could not be run."""
    found = list(_not_run(terminalreporter))
    if found:
        terminalreporter.section("not run")
        for name, reason in found:
            terminalreporter.write_line(f"{name}  ({reason})")


def _not_run(reporter: pytest.TerminalReporter) -> Iterator[tuple[str, str]]:
    for report in reporter.stats.get("skipped", []):
        reason = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        if reason.startswith("not run:"):
            yield report.nodeid, reason


@pytest.fixture(scope="session")
def root() -> Path:
    """The course's folder."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> Path | None:
    """Where the browser is; None where there is none."""
    return browser_path()


@pytest.fixture(scope="session")
def postgresql_programs() -> Path | None:
    """Where PostgreSQL's own programs are; None where there are none."""
    return postgresql_folder()


@pytest.fixture(scope="session")
def as_ordinary_user() -> list[str]:
    """What stands before a command so that it runs as an ordinary user."""
    return ordinary_user()
