"""A learner's workspace in another language: made from the English files, kept, switched, and never at the cost of her edits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shoplab import workspace
from shoplab.languages.saying import noted_language

START = "course/start.ipynb"
OFFER = "本课程有中文版：make lab LANG=zh_CN，或者 python shared/bootstrap.py lab --lang zh_CN。"


@pytest.fixture
def course(root: Path, tmp_path: Path) -> Path:
    """The course without its tables: the warm-up alone."""
    folder = tmp_path / "course kit 网店"
    folder.mkdir()
    (folder / "course").symlink_to(root / "course", target_is_directory=True)
    return folder


def first_line(target: Path) -> str:
    return "".join(json.loads((target / START).read_text(encoding="utf-8"))["cells"][0]["source"]).split("\n")[0]


def test_a_workspace_keeps_its_language_until_it_is_told_another(course: Path, tmp_path: Path):
    target = tmp_path / "mine"
    made = workspace.update(course, target, language="zh_CN.UTF-8")
    assert first_line(target) == "# 欢迎来到灯巷" and noted_language(target) == "zh_CN" and made.added
    again = workspace.update(course, target)
    assert (again.added, again.updated, again.kept) == ([], [], [])
    back = workspace.update(course, target, language="en")
    assert START in back.updated and back.kept == [] and noted_language(target) == "en"
    assert (target / START).read_bytes() == (course / START).read_bytes()


def test_what_she_wrote_stays_when_the_language_changes(course: Path, tmp_path: Path):
    target = tmp_path / "mine"
    workspace.update(course, target)
    (target / START).write_text("my notes", encoding="utf-8")
    report = workspace.update(course, target, language="zh")
    assert (target / START).read_text(encoding="utf-8") == "my notes" and report.kept == [START]
    assert "欢迎来到灯巷" in (target / "course/start.new.ipynb").read_text(encoding="utf-8")


def test_a_language_that_is_not_there_changes_nothing(course: Path, tmp_path: Path):
    with pytest.raises(workspace.WorkspaceError, match=r"no edition of the course in “fr”\. There are: en, zh_CN"):
        workspace.update(course, tmp_path / "mine", language="fr")
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("variables", "arguments", "said"),
    [
        ({"LANG": "zh_CN.UTF-8"}, [], ("Workspace", OFFER)),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, [], ("Workspace", OFFER)),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, [], ("Workspace",)),
        ({"LANG": "en_US.UTF-8"}, [], ("Workspace",)),
        ({"LANG": "zh_CN.UTF-8"}, ["--lang", "zh_CN"], ("工作区",)),
        ({"LANG": "de_DE.UTF-8"}, ["--lang", "en"], ("Workspace",)),
    ],
)
def test_the_system_s_language_chooses_nothing_and_is_offered_once(
    course: Path, tmp_path: Path, variables: dict[str, str], arguments: list[str], said: tuple[str, ...]
):
    environment = {name: value for name, value in os.environ.items() if name not in workspace.LOCALE}
    command = [sys.executable, "-m", "shoplab.workspace", str(course), str(tmp_path / "mine"), *arguments]
    done = subprocess.run(command, env={**environment, "PYTHONUTF8": "1", **variables}, capture_output=True, check=True)
    lines = done.stdout.decode("utf-8").splitlines()
    assert len(lines) == len(said) and all(line.startswith(words) for line, words in zip(lines, said, strict=True))


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ({}, ["LANG=zh_CN"], "lab --lang zh_CN"),
        ({"LANG": "en_US.UTF-8"}, ["LANG=zh_CN.UTF-8"], "lab --lang zh_CN.UTF-8"),
        ({"LANG": "zh_CN.UTF-8"}, [], "lab"),
        ({"LANG": "C"}, ["ARGS=--no-browser"], "lab --no-browser"),
    ],
)
def test_make_takes_the_language_from_its_own_line_only(
    root: Path, before: dict[str, str], after: list[str], runs: str
):
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LANG", "MAKE", "MFLAGS", "ARGS"))
    }
    done = subprocess.run(
        ["make", "-n", "lab", *after],
        cwd=root,
        env={**environment, **before},
        capture_output=True,
        text=True,
        check=True,
    )
    assert " ".join(done.stdout.split()) == f"python3 shared/bootstrap.py {runs}"
