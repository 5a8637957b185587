"""What reaches learners is searched for what they may not get: in small folders, in a class, and in a workspace."""

import json
from pathlib import Path

import nbformat
import pytest
from small_exam import EXAM_FILE, GOODS, MASTER, PAGE, RIGHT, SECRET_LINE, cell_of, write_module

from coursekit.classroom import ClassError, Classroom
from coursekit.exam import Shop, World
from coursekit.feedback import write_feedback
from coursekit.lint import leak_rules, shops
from coursekit.lint.leak_rules import FEEDBACK, RELEASE, class_is_clean, search, workspace_is_clean
from coursekit.lint.secrets import secrets_of

OUT = "Take it out, or put it between solution markers."
SHORT = 'return one_of[one_of["paid_at"].notna()].reset_index(drop=T…'


def found(graded, where: str, folder: Path) -> list[str]:
    known = secrets_of(graded.root, graded.folder, graded.exam)
    return [str(finding) for finding in search(graded, where, folder, known)]


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def trial_on(shop: Path) -> shops.Trial:
    return shops.Trial(5, World(5, Shop(shop)), folder=shop)


def test_files_of_authors_are_named(tmp_path: Path) -> None:
    graded, folder = write_module(tmp_path / "course"), tmp_path / "out"
    for name in ("exam.py", "solutions.json", "tasks/helpers.py", "text/tasks.py", "tasks.ipynb", "map.png"):
        write(folder, f"01_small/{name}", "{}")
    assert found(graded, RELEASE, folder) == [
        f"{MASTER}: the release holds the file `01_small/{name}`, which no learner may get. "
        "Take it out of what is copied there."
        for name in ("exam.py", "solutions.json", "tasks/helpers.py", "text/tasks.py")
    ]


def test_lines_and_sentences_are_found_however_they_are_wrapped(tmp_path: Path) -> None:
    graded = write_module(tmp_path / "course")
    half = len(SECRET_LINE) // 2
    notebook = {"cells": [{"source": [f"# {SECRET_LINE[:half]}\n", f"   {SECRET_LINE[half:]}"]}]}
    tagged = GOODS.replace("`goods`", "<code>`goods`</code>").replace(" which", "\n<b>which</b>")
    pages = {
        "a.ipynb": json.dumps(notebook).replace("\\n# ", "\\n"),
        "a.html": f"<p>{tagged}</p>",
        "a.md": "### BEGIN SOLUTION",
        "a.txt": 'answer = orders[orders["paid_at"].notna()]["paid"].sum()',
    }
    sources = {
        "a.html": ("the slip `goods` of `paid-total`", GOODS),
        "a.ipynb": ("`modules/01_small/tasks/exam.py`", SHORT),
        "a.md": ("a master", "### BEGIN SOLUTION"),
        "a.txt": (f"the solutions of `{MASTER}`", pages["a.txt"]),
    }
    for name, text in pages.items():
        write(tmp_path / "out", name, text)
    assert found(graded, FEEDBACK, tmp_path / "out") == [
        f"{MASTER}: feedback holds in `{name}` what stands in {source}: “{text}”. {OUT}"
        for name, (source, text) in sorted(sources.items())
    ]


def test_what_learners_are_meant_to_read_passes(tmp_path: Path) -> None:
    graded = write_module(tmp_path / "course")
    lesson = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SECRET_LINE, id="a")])
    nbformat.write(lesson, graded.folder / "lesson_1_a.ipynb")
    write(tmp_path / "out", "a.py", f"{SECRET_LINE}\nimport pandas as pd\nfrom shoplab import hand_in, load\n")
    write(tmp_path / "out", "stray/tasks.html", GOODS)
    assert found(graded, FEEDBACK, tmp_path / "out") == []


def test_a_real_class_is_searched_from_its_release_to_its_feedback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = shops.shop_folder(tmp_path / "shops", 5, tier="tiny")
    graded = write_module(tmp_path / "course")
    cell_of(graded, "top").source = f"# Tasks\n\n{RIGHT}"
    nbformat.write(graded.master, graded.folder / "tasks" / "tasks.ipynb")

    def tell_more(room: Classroom, module: str) -> None:
        for page in write_feedback(room, module):
            write(page.parent, "more.html", GOODS)  # said to the blank one too, who did not slip

    monkeypatch.setattr(leak_rules, "write_feedback", tell_more)
    assert [str(finding) for finding in class_is_clean(graded, trial_on(shop))] == [
        f"{PAGE}, cell `top`: the cell is not as it is released to a class. "
        "Run: coursekit build modules/01_small/text/tasks.py",
        f"{MASTER}: the release holds in `01_small/tasks.ipynb` what stands in the words for a right answer to "
        f"`paid-total`: “{RIGHT}”. {OUT}",
        f"{MASTER}: feedback holds in `blank/01_small/more.html` what stands in the slip `goods` of `paid-total`: "
        f"“{GOODS}”. {OUT}",
    ]


def test_a_release_that_can_t_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def refuse(room: object, module: str) -> None:
        raise ClassError("No.")

    monkeypatch.setattr(leak_rules, "release", refuse)
    graded = write_module(tmp_path / "course")
    assert [str(finding) for finding in class_is_clean(graded, trial_on(tmp_path))] == [
        f"{MASTER}: it can't be released. No."
    ]


def test_what_stops_on_the_way_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object) -> None:
        raise ClassError("The class is closed.")

    graded = write_module(tmp_path / "course")
    monkeypatch.setattr(leak_rules, "release", lambda room, module: [])
    monkeypatch.setattr(leak_rules, "_same_as_committed", lambda graded, room: iter(()))
    monkeypatch.setattr(leak_rules, "_hand_in_and_grade", fail)
    assert [str(finding) for finding in class_is_clean(graded, trial_on(tmp_path))] == [
        f"{EXAM_FILE}: a blank copy of the release can't be graded. The class is closed."
    ]
    cell_of(graded, "pick-work").source = "### END SOLUTION"
    nbformat.write(graded.master, graded.folder / "tasks" / "tasks.ipynb")
    (graded.folder / "lesson_1_a.ipynb").write_text("no notebook", encoding="utf-8")
    assert [str(finding) for finding in class_is_clean(graded, trial_on(tmp_path))] == [
        f"{MASTER}: it can't be released. a solution region must open with `### BEGIN SOLUTION` and close with "
        "`### END SOLUTION`, once each and in this order."
    ]
    assert list(workspace_is_clean(graded)) == []


def test_learners_need_the_blank_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graded = write_module(tmp_path / "course")
    (graded.folder / "tasks.ipynb").unlink()
    monkeypatch.setattr(leak_rules, "release", lambda room, module: [])
    monkeypatch.setattr(leak_rules, "_hand_in_and_grade", lambda graded, room, trial: None)
    assert [str(finding) for finding in class_is_clean(graded, trial_on(tmp_path))] == [
        f"{MASTER}: there is no `{PAGE}` to hand to learners. Run: coursekit build modules/01_small/text/tasks.py"
    ]


def test_the_graded_edition_is_searched(tmp_path: Path) -> None:
    graded = write_module(tmp_path)
    assert list(workspace_is_clean(graded)) == []
    write(graded.folder, "README.md", f"Hint: {SECRET_LINE}")
    write(graded.folder, "images/answers.py", "")
    assert [str(finding) for finding in workspace_is_clean(graded)] == [
        f"{MASTER}: the graded edition holds in `modules/01_small/README.md` what stands in "
        f"`modules/01_small/tasks/exam.py`: “{SHORT}”. {OUT}",
        f"{MASTER}: the graded edition holds the file `modules/01_small/images/answers.py`, which no learner may get. "
        "Take it out of what is copied there.",
    ]
