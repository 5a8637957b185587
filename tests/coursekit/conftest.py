"""A small course in a temporary folder, and a class of it graded once for all tests."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import nbformat
import pytest
from small_course import EXAM, MODULE, master_notebook

from coursekit.classroom import Classroom, init_class, open_class
from coursekit.grading import ClassResult, grade
from coursekit.release import release


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


# On one small shop in a thousand a slip's answer is the right one, and then it earns all: these tests mark on a shop that they know.
SECRET = "5ba70c0ffee5ba70c0ffee5ba70c0ffe"


@pytest.fixture(scope="session")
def released_class(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A class with the small module released, its unseen shop the same in every run, and nothing handed in."""
    room = init_class(tmp_path_factory.mktemp("released") / "class", "small", course, tier="tiny")
    room.secret_path.write_text(SECRET + "\n", encoding="ascii")
    release(room, MODULE)
    return room


@pytest.fixture(scope="session")
def make_class(released_class: Classroom, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Classroom]:
    """Makes a copy of the released class; all copies share one prepared sandbox cache and one unseen shop."""
    shared = tmp_path_factory.mktemp("private")

    def make(name: str) -> Classroom:
        root = tmp_path_factory.mktemp(name) / "class"
        shutil.copytree(released_class.root, root)
        for part in ("cache", "shops"):
            (shared / part).mkdir(exist_ok=True)
            os.symlink(shared / part, root / "private" / part)
        return open_class(root)

    return make


@pytest.fixture(scope="session")
def graded_class(make_class: Callable[[str], Classroom]) -> tuple[Classroom, ClassResult, dict]:
    """A class of honest, wrong, damaged and hostile hand-ins, graded once; and the hand-ins' hashes from before."""
    from hand_ins import place

    from coursekit.submission import facts

    room = make_class("many")
    with (room.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nc.IsolatedExecute.cell_seconds = 3\nc.IsolatedExecute.total_seconds = 60\n")
    place(room)
    before = {name: facts(room.step("submitted", MODULE, name)) for name in room.students("submitted", MODULE)}
    return room, grade(room, MODULE), before
