"""A small course in a temporary folder, and a class of it graded once for all tests."""

import os
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import nbformat
import pytest
from coursekit.classroom import Classroom, init_class
from coursekit.grading import ClassResult, grade
from coursekit.release import release
from small_course import EXAM, MODULE, master_notebook


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one small module and nothing else."""
    folder = tmp_path_factory.mktemp("course")
    tasks = folder / "modules" / MODULE / "tasks"
    tasks.mkdir(parents=True)
    (tasks / "exam.py").write_text(dedent(EXAM), encoding="utf-8", newline="\n")
    nbformat.write(master_notebook(), tasks / "tasks.ipynb")
    (tasks / "notes-for-teachers.md").write_text("secret plans", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def make_class(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Classroom]:
    """Makes a released class that shares one prepared sandbox cache and one unseen shop with the others."""
    shared = tmp_path_factory.mktemp("private")

    def make(name: str) -> Classroom:
        room = init_class(tmp_path_factory.mktemp(name) / "class", "small", course, tier="tiny")
        for part in ("cache", "shops"):
            (shared / part).mkdir(exist_ok=True)
            os.symlink(shared / part, room.private / part)
        secret = shared / "secret"
        if not secret.exists():
            secret.write_text(room.secret(), encoding="ascii")
        (room.private / "secret").write_text(secret.read_text(encoding="ascii"), encoding="ascii")
        release(room, MODULE)
        return room

    return make


@pytest.fixture(scope="session")
def graded_class(make_class: Callable[[str], Classroom]) -> tuple[Classroom, ClassResult, dict]:
    """A class of honest, wrong, damaged and hostile hand-ins, graded once; and the hand-ins' hashes from before."""
    from coursekit.submission import facts
    from hand_ins import place

    room = make_class("many")
    with (room.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nc.IsolatedExecute.cell_seconds = 3\nc.IsolatedExecute.total_seconds = 60\n")
    place(room)
    before = {name: facts(room.step("submitted", MODULE, name)) for name in room.students("submitted", MODULE)}
    return room, grade(room, MODULE), before
