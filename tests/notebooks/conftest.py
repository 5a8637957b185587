"""Runs committed notebooks again with nbval, in a learner's workspace."""

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
SECONDS_A_CELL, SECONDS_A_NOTEBOOK = 300, 1200
# As coursekit.build.quick: without it nbformat's import takes two seconds more.
PYTEST = "import sys; sys.modules['rfc3987_syntax'] = None; import pytest; sys.exit(pytest.main())"
OPTIONS = (
    *("-p", "nbval.plugin", "-p", "no:cacheprovider", "-q", "--no-header", "-rpfE"),
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


@pytest.fixture(scope="module")
def compared(learner: Path, request: pytest.FixtureRequest) -> str:
    """nbval's report on all notebooks that this file's tests ask for, run one after another.

    One pytest for all of them: its own start takes as long as a short lesson.
    """
    mine = [item for item in request.session.items if item.path == request.path and hasattr(item, "callspec")]
    placed = [_placed(path, learner) for item in mine for path in item.callspec.params.values()]
    return run_nbval(placed, learner)[1]


@pytest.fixture
def compare(learner: Path, compared: str) -> Callable[[Path], None]:
    """compare(path): hold the outputs of the committed notebook, run in the learner's folder, against the stored ones."""

    def run(path: Path) -> None:
        fault = fault_of(_place(path).as_posix(), compared)
        assert not fault, fault

    return run


def fault_of(name: str, report: str) -> str:
    """What nbval's report says against a notebook; "" when it compared its cells and all were as stored."""
    said = re.findall(rf"^(\w+) {re.escape(name)}::", report, re.MULTILINE)
    if not said:
        return f"{name}: no cell was compared:\n{report[-6000:]}"
    parts = [part for part in re.split(r"^(?=_{3,} )", report, flags=re.MULTILINE) if f"{name}::" in part]
    return "" if set(said) == {"PASSED"} else f"{name} does not run to its stored outputs:\n{''.join(parts)[:6000]}"


def _place(path: Path) -> Path:
    """Where a notebook of the course lies in a learner's folder; a master takes its blank's place."""
    folder = path.parent.parent if path.parent.name == "tasks" else path.parent
    return folder.relative_to(ROOT) / path.name


def _placed(path: Path, learner: Path) -> Path:
    return shutil.copyfile(path, learner / _place(path))


@pytest.fixture
def nbval() -> Callable[[list[Path], Path], tuple[int, str]]:
    """nbval(notebooks, folder): pytest's status and report."""
    return run_nbval


@pytest.fixture
def said_against() -> Callable[[str, str], str]:
    """said_against(name, report): what a report of nbval's says against one of its notebooks."""
    return fault_of


def run_nbval(notebooks: list[Path], folder: Path) -> tuple[int, str]:
    """Run nbval on notebooks in a pytest of its own; its status and its report without colours."""
    command = [sys.executable, "-c", PYTEST, "-c", str(HERE / "nbval.ini"), f"--rootdir={folder}", *OPTIONS]
    done = subprocess.run(
        [*command, *(str(notebook) for notebook in notebooks)],
        cwd=folder,
        env=_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=SECONDS_A_NOTEBOOK * len(notebooks),
        check=False,
    )
    return done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)


def _environment() -> dict[str, str]:
    """A learner's, without this run's own pytest settings: only nbval is to be loaded."""
    kept = {key: value for key, value in kernel_environment().items() if not key.startswith("PYTEST")}
    return {**kept, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PATH": os.environ.get("PATH", "")}
