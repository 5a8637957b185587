"""A class folder: made outside the repository, private where it must be, releasing only what the allow-list names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_course import MODULE, SOLUTIONS, filled

from coursekit import isolation
from coursekit.classroom import ClassError, init_class, open_class, repository
from coursekit.cli import main
from coursekit.collect import collect
from coursekit.grading import NothingToGrade, grade, mark
from coursekit.release import release


@pytest.fixture(scope="module")
def room(make_class):
    return make_class("folder")


def test_a_class_inside_the_repository_is_refused(course, capsys):
    inside = repository() / "my-class"
    assert main(["init", str(inside)]) == 2
    assert capsys.readouterr().err == (
        f"{inside} is inside the course's repository. A class holds hand-ins and a secret: "
        f"choose a folder outside {repository()}.\n"
    )
    with pytest.raises(ClassError):
        init_class(course / "class", repository_folder=course)


def test_a_folder_with_other_things_is_refused(tmp_path, course):
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(ClassError) as caught:
        init_class(tmp_path, repository_folder=course)
    assert str(caught.value) == f"{tmp_path} is not empty and is not a class. Choose a new or an empty folder."


def test_the_secret_is_long_and_private(room, tmp_path, course):
    fresh = init_class(tmp_path / "class", repository_folder=course, tier="tiny")
    path = fresh.private / "secret"
    assert len(fresh.secret()) == 32 and int(fresh.secret(), 16).bit_length() > 100
    assert path.stat().st_mode & 0o777 == 0o600
    assert fresh.private.stat().st_mode & 0o777 == 0o700
    assert fresh.secret() != room.secret()
    assert init_class(tmp_path / "class", repository_folder=course).secret() == fresh.secret()


def test_source_and_release_hold_one_notebook_and_no_solution(room):
    for step in ("source", "release"):
        assert [path.name for path in room.step(step, MODULE).iterdir()] == ["tasks.ipynb"]
    text = (room.step("release", MODULE) / "tasks.ipynb").read_text(encoding="utf-8")
    assert "SOLUTION" not in text and "idxmax" not in text
    assert 'hand_in(\\"pick\\", answer)' in text and "answer = ...  # your turn" in text


def test_anything_beside_the_notebook_stops_the_release(make_class):
    room = make_class("leak")
    (room.step("source", MODULE) / "exam.py").write_text("EXAM = 1")
    with pytest.raises(ClassError) as caught:
        release(room, MODULE)
    assert str(caught.value) == (
        f"The release of “{MODULE}” was withdrawn: it held the file source/{MODULE}/exam.py, which is not on the allow-list."
    )


def test_an_instructors_own_edit_of_a_source_is_kept(make_class):
    room = make_class("edited")
    path = room.step("source", MODULE) / "tasks.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("How much came in?", "What came in?"), encoding="utf-8")
    assert release(room, MODULE) == [
        f"source/{MODULE}/tasks.ipynb was edited in this class, so it was not replaced by the course's newer one."
    ]
    assert "What came in?" in (room.step("release", MODULE) / "tasks.ipynb").read_text(encoding="utf-8")


def test_words_when_a_step_is_missing(room, tmp_path):
    for call, error, sentence in (
        (lambda: open_class(tmp_path), ClassError,
         f"{tmp_path} is not a class: there is no class.json. Make one with `coursekit init {tmp_path}`."),
        (lambda: release(room, "07"), ClassError, f"There is no graded module “07” here. The modules are: {MODULE}."),
        (lambda: collect(room, MODULE, tmp_path / "no"), ClassError, f"There is no folder {tmp_path / 'no'} to collect from."),
        (lambda: grade(room, MODULE), NothingToGrade,
         f"Nobody has handed in “{MODULE}” here: run `coursekit collect {MODULE}` first."),
        (lambda: mark(room, MODULE), NothingToGrade, f"Nothing of “{MODULE}” has been run yet: run `coursekit grade {MODULE}` first."),
    ):  # fmt: skip
        with pytest.raises(error) as caught:
            call()
        assert str(caught.value) == sentence


def test_without_bubblewrap_grading_is_refused_in_one_sentence(make_class, monkeypatch, capsys):
    room = make_class("bare")
    folder = room.step("submitted", MODULE, "amy")
    folder.mkdir(parents=True)
    (folder / "tasks.ipynb").write_text("{}", encoding="utf-8")
    isolation.find_bubblewrap.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda name, *more: None)
    assert main(["grade", MODULE, "--class", str(room.root)]) == 2
    isolation.find_bubblewrap.cache_clear()
    assert capsys.readouterr().err == (
        "Grading runs learners' code, and there is no working bubblewrap here to shut it in: grade on Linux with the "
        "package `bubblewrap`, in a container that has it, or on Windows in WSL; or say --trust "
        "(c.IsolatedExecute.trust = True) to run the code unprotected on this machine.\n"
    )
    assert not room.step("executed", MODULE, "amy").exists()


def test_trust_runs_without_bubblewrap(make_class, monkeypatch):
    import json

    room = make_class("trusting")
    folder = room.step("submitted", MODULE, "amy")
    folder.mkdir(parents=True)
    (folder / "tasks.ipynb").write_text(json.dumps(filled(room, SOLUTIONS)), encoding="utf-8")
    monkeypatch.setattr(isolation, "find_bubblewrap", None)
    result = grade(room, MODULE, trust=True)
    assert [mark.points for mark in result.students[0].marks[:3]] == [4, 10, 6]


def test_collect_takes_folders_and_single_notebooks(make_class, tmp_path):
    room, inbox = make_class("collected"), tmp_path / "inbox"
    (inbox / "amy").mkdir(parents=True)
    (inbox / "amy" / "my tasks.ipynb").write_bytes(b'{"cells": []}')
    (inbox / "amy" / "timestamp.txt").write_text("yesterday-ish?")
    (inbox / "bo.ipynb").write_bytes(b'{"cells": [1]}')
    (inbox / "cy").mkdir()
    (inbox / "di").mkdir()
    os.symlink("/etc/passwd", inbox / "di" / "tasks.ipynb")
    (inbox / "-rf").mkdir()
    (inbox / "readme.txt").write_text("x")
    done = collect(room, MODULE, inbox)
    assert (done.new, done.unchanged) == (["amy", "cy", "di", "bo"], [])
    assert done.notes == [
        "“-rf” can't be a student's name (letters, digits and . _ - @), so it was not collected.",
        "cy: There is no notebook in this hand-in.",
    ]
    assert (room.step("submitted", MODULE, "amy") / "tasks.ipynb").read_bytes() == b'{"cells": []}'
    assert not (room.step("submitted", MODULE, "di") / "tasks.ipynb").exists()

    assert collect(room, MODULE, inbox).unchanged == ["amy", "cy", "di", "bo"]
    (inbox / "bo.ipynb").write_bytes(b'{"cells": [2]}')
    assert collect(room, MODULE, inbox).new == ["bo"]
    assert (room.step("submitted", MODULE, "bo") / "tasks.ipynb").read_bytes() == b'{"cells": [2]}'
    (kept,) = (room.private / "earlier" / "bo").iterdir()
    assert (kept / "tasks.ipynb").read_bytes() == b'{"cells": [1]}'

    from coursekit.submission import rebuilt

    notes = [
        note["says"] for note in rebuilt(room, MODULE, "amy", room.released(MODULE))["metadata"]["coursekit"]["notes"]
    ]
    assert notes[:2] == [
        "The notebook is called `my tasks.ipynb` and not `tasks.ipynb`; it was graded all the same.",
        "The time stamp “yesterday-ish?” can't be read, so the hand-in counts as handed in on time.",
    ]


def test_every_command_explains_itself():
    for command in ("init", "release", "collect", "grade", "mark", "feedback", "report", "demo"):
        done = subprocess.run(
            [sys.executable, "-m", "coursekit", command, "--help"],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path("/"),
        )
        assert done.returncode == 0 and done.stdout.startswith(f"usage: coursekit {command}")
