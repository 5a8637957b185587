"""A learner's workspace: what is copied, and that no byte of hers is ever lost."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shoplab import workspace

LESSON = "modules/01_shop_setup/lesson_1_market.ipynb"
NEW = "modules/01_shop_setup/lesson_1_market.new.ipynb"
NEW_2 = "modules/01_shop_setup/lesson_1_market.new-2.ipynb"


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "course kit 网店"
    for name in (
        "course/start.ipynb",
        "course/warmup_1_notebooks.ipynb",
        "course/questions.py",
        "course/pandas_words.md",
        "course/student_guide.md",
        "course/instructor_guide.md",
        "course/outline.yml",
        "course/text/start.py",
        "course/tasks/warmup_1_notebooks.ipynb",
        LESSON,
        "modules/01_shop_setup/README.md",
        "modules/01_shop_setup/exercises.ipynb",
        "modules/01_shop_setup/tasks.ipynb",
        "modules/01_shop_setup/questions.py",
        "modules/01_shop_setup/notes.ipynb",
        "modules/01_shop_setup/text/lesson_1_market.py",
        "modules/01_shop_setup/tasks/tasks.ipynb",
        "modules/01_shop_setup/tasks/exercises.ipynb",
        "modules/01_shop_setup/tasks/exam.py",
        "modules/01_shop_setup/tasks/solutions.json",
        "datasets/orders.csv",
        "datasets/README.md",
        "datasets/raw/export.txt",
        "shared/shoplab/__init__.py",
        "Makefile",
    ):
        put(folder, name, f"first {name}\n")
    return folder


def files(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".shoplab" not in path.parts
    )


def test_graded_edition_is_exactly_the_allow_list(course: Path, tmp_path: Path) -> None:
    workspace.update(course, tmp_path / "w", "graded")
    assert files(tmp_path / "w") == [
        "course/pandas_words.md",
        "course/questions.py",
        "course/start.ipynb",
        "course/student_guide.md",
        "course/warmup_1_notebooks.ipynb",
        "datasets/README.md",
        "datasets/orders.csv",
        "datasets/raw/export.txt",
        "modules/01_shop_setup/README.md",
        "modules/01_shop_setup/exercises.ipynb",
        "modules/01_shop_setup/lesson_1_market.ipynb",
        "modules/01_shop_setup/questions.py",
        "modules/01_shop_setup/tasks.ipynb",
    ]


def test_self_study_adds_only_the_worked_solutions_beside_the_questions(course: Path, tmp_path: Path) -> None:
    workspace.update(course, tmp_path / "g", "graded")
    workspace.update(course, tmp_path / "s", "self-study")
    added = set(files(tmp_path / "s")) - set(files(tmp_path / "g"))
    assert added == {"modules/01_shop_setup/solutions.json"}


def test_an_untouched_file_is_replaced_by_its_new_version(course: Path, tmp_path: Path) -> None:
    target = tmp_path / "w"
    workspace.update(course, target)
    put(course, LESSON, "second\n")
    report = workspace.update(course, target)
    assert (report.updated, report.added, report.kept) == ([LESSON], [], [])
    assert (target / LESSON).read_text(encoding="utf-8") == "second\n"


def test_an_edited_file_stays_and_the_new_version_is_put_beside_once(course: Path, tmp_path: Path) -> None:
    target = tmp_path / "w"
    workspace.update(course, target)
    put(target, LESSON, "hers\n")
    assert workspace.update(course, target).beside == []
    put(course, LESSON, "second\n")
    report = workspace.update(course, target)
    assert report.beside == [(LESSON, NEW)]
    assert (target / LESSON).read_text(encoding="utf-8") == "hers\n"
    assert (target / NEW).read_text(encoding="utf-8") == "second\n"
    (target / NEW).unlink()
    assert workspace.update(course, target).beside == []
    assert not (target / NEW).exists(), "a copy she has thrown away must not come back"


def test_an_edited_new_copy_is_not_overwritten_either(course: Path, tmp_path: Path) -> None:
    target = tmp_path / "w"
    workspace.update(course, target)
    put(target, LESSON, "hers\n")
    put(course, LESSON, "second\n")
    workspace.update(course, target)
    put(target, NEW, "hers too\n")
    put(course, LESSON, "third\n")
    assert workspace.update(course, target).beside == [(LESSON, NEW_2)]
    assert (target / NEW).read_text(encoding="utf-8") == "hers too\n"
    put(course, LESSON, "fourth\n")
    assert workspace.update(course, target).beside == [(LESSON, NEW_2)]
    assert (target / NEW_2).read_text(encoding="utf-8") == "fourth\n"


def test_a_deleted_file_comes_back_fresh(course: Path, tmp_path: Path) -> None:
    target = tmp_path / "w"
    workspace.update(course, target)
    (target / LESSON).unlink()
    assert workspace.update(course, target).restored == [LESSON]
    assert (target / LESSON).read_bytes() == (course / LESSON).read_bytes()


def test_a_lost_or_damaged_manifest_never_costs_an_edit(course: Path, tmp_path: Path) -> None:
    target = tmp_path / "w"
    workspace.update(course, target)
    for damage in ("", "[]", '{"shipped": 3}', "\x00"):
        put(target, LESSON, "hers\n")
        (target / workspace.MANIFEST).write_text(damage, encoding="utf-8")
        put(course, LESSON, f"version after {damage!r}\n")
        workspace.update(course, target)
        assert (target / LESSON).read_text(encoding="utf-8") == "hers\n"


def test_an_interrupted_copy_leaves_no_half_file(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "w"
    workspace.update(course, target)
    put(course, LESSON, "second\n")

    def stop(source: Path, place: Path) -> None:
        if Path(place).name == Path(LESSON).name:
            raise KeyboardInterrupt
        shutil.move(source, place)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            workspace.update(course, target)
    assert (target / LESSON).read_text(encoding="utf-8").startswith("first")
    assert workspace.update(course, target).updated == [LESSON]


def test_a_folder_in_the_way_is_said_and_the_rest_is_copied(course: Path, tmp_path: Path) -> None:
    target = tmp_path / "w"
    (target / LESSON).mkdir(parents=True)
    report = workspace.update(course, target)
    assert str(report).splitlines()[-1] == (
        f"  {LESSON} was not copied: a folder of that name is in the way. Rename the folder and start again."
    )
    assert (target / "course/start.ipynb").is_file()


def test_the_words(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "w"
    assert workspace.main([str(course), str(target)]) == 0
    assert capsys.readouterr().out == (
        f"Workspace {target}: 14 new, 0 updated, 0 restored, 0 kept as you edited them.\n"
    )
    put(target, LESSON, "hers\n")
    put(course, LESSON, "second\n")
    workspace.main([str(course), str(target)])
    assert capsys.readouterr().out == (
        f"Workspace {target}: 0 new, 0 updated, 0 restored, 1 kept as you edited them.\n"
        f"  {LESSON} is yours and stays. Its new version is beside it: {NEW}\n"
    )


def test_the_errors_are_one_sentence(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert workspace.main([str(empty), str(tmp_path / "w")]) == 1
    assert capsys.readouterr().err == (
        f"There is no course in {empty}: no file of the learner's edition was found. "
        "Give the folder that holds `modules/`.\n"
    )
    assert workspace.main([str(course), str(course)]) == 1
    assert capsys.readouterr().err == (
        f"The workspace can't be the course's own folder ({course}). Give another folder.\n"
    )
    blocked = put(tmp_path, "a file", "x")
    assert workspace.main([str(course), str(blocked)]) == 1
    assert capsys.readouterr().err.startswith(f"The workspace {blocked} can't be written (")


NAMES = ("modules/01_a/lesson_1.ipynb", "modules/01_a/exercises.ipynb")
PLACES = (*NAMES, "modules/01_a/lesson_1.new.ipynb", "modules/01_a/lesson_1.new-2.ipynb")
STEPS = st.one_of(
    st.tuples(st.just("course"), st.sampled_from(NAMES), st.sampled_from("abc")),
    st.tuples(st.just("learner"), st.sampled_from(PLACES), st.sampled_from("abcxyz")),
    st.tuples(st.just("delete"), st.sampled_from(PLACES), st.just("")),
    st.tuples(st.just("forget"), st.just(""), st.just("")),
    st.tuples(st.just("update"), st.just(""), st.just("")),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=25))
def test_whatever_happens_no_byte_of_hers_is_lost(tmp_path: Path, steps: list[tuple[str, str, str]]) -> None:
    key = hashlib.sha256(repr(steps).encode()).hexdigest()[:16]
    source, target = tmp_path / key / "course", tmp_path / key / "workspace"
    shutil.rmtree(source.parent, ignore_errors=True)
    hers: dict[str, str] = {}
    shipped_ever: set[str] = set()
    for name in NAMES:
        put(source, name, "a")
    for kind, name, text in [*steps, ("update", "", "")]:
        if kind == "course":
            put(source, name, text)
        elif kind == "learner":
            put(target, name, text)
            hers[name] = text
        elif kind == "delete":
            (target / name).unlink(missing_ok=True)
            hers.pop(name, None)
        elif kind == "forget":
            (target / workspace.MANIFEST).unlink(missing_ok=True)
        else:
            shipped_ever |= {(source / name).read_text(encoding="utf-8") for name in NAMES}
            workspace.update(source, target)
            for place, mine in hers.items():
                now = (target / place).read_text(encoding="utf-8")
                assert now == mine or mine in shipped_ever, (place, mine, now)
    assert not list(target.rglob(f"*{workspace.UNFINISHED}"))
