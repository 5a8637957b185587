"""A gradebook on PostgreSQL, by nbgrader's own setting: released, graded and graded again as on SQLite, row by row."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_course import MODULE, SOLUTIONS, filled, put

from coursekit.classroom import Classroom
from coursekit.gradebook import address
from coursekit.grading import grade, mark
from coursekit.release import release

pytestmark = pytest.mark.needs("bubblewrap", "postgresql")
NOBODY = 65_534  # PostgreSQL refuses to run as root


@pytest.fixture(scope="module")
def server(postgresql_programs: Path) -> Iterator[str]:
    """The address of a database on a server of its own, reached by a socket in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="coursekit-pg-"))
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        os.chown(folder, NOBODY, NOBODY)
    place = {"cwd": folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, **user}
    make = [postgresql_programs / "initdb", "-D", folder / "data", "-U", "course", "--auth=trust", "-E", "UTF8", "-N"]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, **place)
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    control = [postgresql_programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
    subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, **place)
    yield f"postgresql+psycopg://course@/postgres?host={folder}"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, **place)
    shutil.rmtree(folder)


def rows(room: Classroom) -> list[tuple]:
    from nbgrader.api import Gradebook

    with Gradebook(address(room), room.course_id) as book:
        found = [
            (one.student.id, g.name, g.auto_score, g.manual_score, g.needs_manual_grade)
            for one in book.notebook_submissions("tasks", MODULE)
            for g in one.grades
        ]
    return sorted(found)


def by_hand(room: Classroom) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(address(room), room.course_id) as book:
        given = book.find_grade("report", "tasks", MODULE, "amy")
        given.manual_score, given.needs_manual_grade = 4, False
        book.db.commit()


def test_marks_are_the_same_on_postgresql(make_class, server):
    files, base = make_class("files"), make_class("base")
    with (base.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f"\nc.CourseDirectory.db_url = {server!r}\n")
    (base.root / "gradebook.db").unlink()
    release(base, MODULE)
    for room in (files, base):
        put(room, "amy", filled(room, SOLUTIONS, "Open a second shop."))
        put(room, "bo", filled(room, {**SOLUTIONS, "paid-total": "answer = 1"}))
        put(room, "不可读", b"this is no notebook")
        grade(room, MODULE)
        by_hand(room)
        mark(room, MODULE)
    assert rows(base) == rows(files)
    assert ("amy", "report", None, 4.0, False) in rows(base)
    assert not (base.root / "gradebook.db").exists()
