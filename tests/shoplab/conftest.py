"""A learner's room for each test: an empty folder, no notes from before, no course environment around it."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import matplotlib
import pytest

matplotlib.use("agg")

VARIABLES = (
    "NBGRADER_EXECUTION",
    "SHOPLAB_CLASS_DATA",
    "SHOPLAB_DATA",
    "SHOPLAB_NO_LOG",
    "SHOPLAB_QUESTIONS",
)


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace as the current folder, with a cache of its own."""
    from shoplab.practice import exercise, log

    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    folder = tmp_path / "workspace"
    (folder / ".shoplab").mkdir(parents=True)
    monkeypatch.setenv("SHOPLAB_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(folder)
    exercise.start_over()
    log.forget()
    return folder


@pytest.fixture
def write_questions(room: Path) -> Callable[[str], Path]:
    """Writes a questions.py into the room, with the usual imports on top."""

    def write(body: str) -> Path:
        head = "import pandas as pd\nfrom shoplab.practice import Question, Slip\n"
        path = room / "questions.py"
        path.write_text(head + textwrap.dedent(body), encoding="utf-8", newline="\n")
        return path

    return write
