"""Runs one committed notebook again with nbval, in a learner's workspace."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coursekit.build.running import kernel_environment
from shoplab import workspace

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SECONDS_A_CELL = 300
# As coursekit.build.quick: without it nbformat's import takes two seconds more.
PYTEST = "import sys; sys.modules['rfc3987_syntax'] = None; import pytest; sys.exit(pytest.main())"
OPTIONS = (
    *("-p", "nbval.plugin", "-p", "no:cacheprovider", "-q", "--no-header"),
    *("--nbval", "--nbval-current-env", f"--nbval-cell-timeout={SECONDS_A_CELL}"),
    f"--nbval-sanitize-with={HERE / 'sanitize.cfg'}",
)


def was_run(path: Path) -> bool:
    """Is this a notebook that was run before it was committed?"""
    if not path.is_file():
        return False
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return any(cell.get("execution_count") for cell in cells)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give `lesson` and `master` to tests that ask for one: every notebook of that sort which was run."""
    from coursekit.build.twins import all_twins

    for name, attribute in (("lesson", "notebook"), ("master", "master")):
        if name in metafunc.fixturenames:
            paths = [path for twin in all_twins(ROOT) if was_run(path := getattr(twin, attribute))]
            metafunc.parametrize(name, paths, ids=[path.relative_to(ROOT).as_posix() for path in paths])


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner's workspace, so that a run also shows that the allow-list holds all that a notebook needs."""
    target = tmp_path_factory.mktemp("workspace")
    workspace.update(ROOT, target, "graded")
    return target


@pytest.fixture
def compare(learner: Path) -> Callable[[Path], None]:
    """compare(path): run the committed notebook in the learner's folder and hold its outputs against the stored ones."""

    def run(path: Path) -> None:
        name = path.relative_to(ROOT).as_posix()
        folder = path.parent.parent if path.parent.name == "tasks" else path.parent
        place = learner / folder.relative_to(ROOT) / path.name
        shutil.copyfile(path, place)
        status, report = run_nbval(place, learner)
        assert status == 0, f"{name} does not run to its stored outputs:\n{report[-6000:]}"
        assert " passed" in report, f"{name}: no cell was compared:\n{report}"

    return run


@pytest.fixture
def nbval() -> Callable[[Path, Path], tuple[int, str]]:
    """nbval(notebook, folder): pytest's status and report."""
    return run_nbval


def run_nbval(notebook: Path, folder: Path) -> tuple[int, str]:
    """Run nbval on one notebook in a pytest of its own; its status and its report without colours."""
    command = [sys.executable, "-c", PYTEST, "-c", str(HERE / "nbval.ini"), f"--rootdir={folder}", *OPTIONS]
    done = subprocess.run(
        [*command, str(notebook)],
        cwd=folder,
        env=_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=1200,
        check=False,
    )
    return done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)


def _environment() -> dict[str, str]:
    """A learner's, without this run's own pytest settings: only nbval is to be loaded."""
    kept = {key: value for key, value in kernel_environment().items() if not key.startswith("PYTEST")}
    return {**kept, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PATH": os.environ.get("PATH", "")}
