"""Rules on the whole course: outline, twins, and what core may ask for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coursekit.build.building import check_nbgrader, products
from coursekit.build.twins import Twin
from coursekit.build.writing import notebook_text, write_text
from coursekit.lint import command, outline, taught, twins
from coursekit.lint.outline import Outline
from coursekit.lint.pages import Page, course_pages
from coursekit.lint.way import ways

MakePage = Callable[..., Page]
LESSON = "modules/01_shop/lesson_1_a.ipynb"


def entry(**lists: list[str]) -> dict:
    return {"title": "A point", "taught": [], "practised": [], "assessed": [], **lists}


def said(findings: object) -> list[str]:
    return [finding.sentence for finding in findings]


def test_an_outline_that_isn_t_there_or_isn_t_one(tmp_path: Path) -> None:
    assert said(outline.read_outline(tmp_path)[1]) == ["there is no outline. It lists the course's 157 points."]
    write_text(tmp_path / outline.FILE, "- a\n")
    assert said(outline.read_outline(tmp_path)[1]) == [
        "it is not YAML that maps point ids to entries: an entry is not a mapping"
    ]


def test_all_points_with_titles_and_lists() -> None:
    stated = Outline({"01.06": entry(), "1.7": entry(title="")})
    stated.entries["01.06"]["taught"] = None
    stated.entries["01.06"]["note"] = "x"
    assert said(outline.all_points(stated)) == [
        "it has 2 points; the course has 157.",
        "01.06 must have `title`, `taught`, `practised` and `assessed`, the last three as lists. `taught` is not one.",
        "01.06 must have `title`, `taught`, `practised` and `assessed`, the last three as lists. `note` is not one.",
        "`1.7` is not a point id. Ids look like 01.06 or C.2, in quotation marks.",
        "1.7 has no title.",
    ]


def test_every_place_exists_and_is_of_the_right_kind(page: MakePage, make: type) -> None:
    pages = [page(make.text("# A\n\n## The map 地图"), make.code("1", id="weights")), page(name="course/start.ipynb")]
    good = [f"{LESSON}#the-map", f"{LESSON}#weights"]
    assert said(outline.places(Outline({"01.06": entry(taught=good)}), pages)) == []
    bad = entry(
        taught=[LESSON, "modules/01_shop/lesson_9.ipynb#a", f"{LESSON}#trap", "course/start.ipynb#"],
        assessed=[f"{LESSON}#the-map"],
    )
    assert said(outline.places(Outline({"01.06": bad}), pages)) == [
        f"01.06, taught: `{LESSON}` is not a place. Write `path/to/notebook.ipynb#heading-or-cell-id`.",
        "01.06, taught: there is no notebook `modules/01_shop/lesson_9.ipynb`.",
        f"01.06, taught: `{LESSON}` has no heading or cell `trap`.",
        "01.06, taught: `course/start.ipynb#` is not a place. Write `path/to/notebook.ipynb#heading-or-cell-id`.",
        f"01.06 can't be assessed in `{LESSON}`.",
    ]


def test_a_written_module_leaves_no_list_empty(page: MakePage, tmp_path: Path) -> None:
    stated = Outline({"01.06": entry(taught=[f"{LESSON}#a"]), "02.01": entry()})
    page()
    assert said(outline.written_modules(stated, tmp_path)) == []
    page(name="modules/01_shop/exercises.ipynb")
    page(name="modules/01_shop/tasks.ipynb")
    assert said(outline.written_modules(stated, tmp_path)) == [
        "01.06 is not practised anywhere, though its module 01_shop is written.",
        "01.06 is not assessed anywhere, though its module 01_shop is written.",
    ]


QUESTIONS = """
from dataclasses import dataclass

@dataclass
class Question:
    name: str
    level: str
    points: tuple
    recalls: str = ""

QUESTIONS = [
    Question("01-share", "core", ("01.01",)),
    Question("01-later", "core", ("02.01",)),
    Question("01-nowhere", "core", ("09.99",)),
    Question("01-silent", "core", ()),
    Question("01-free", "stretch", ("02.01",)),
    Question("02-recall", "core", (), "00"),
]
"""


def test_core_questions_list_points_that_are_taught_by_then(tmp_path: Path) -> None:
    write_text(tmp_path / "modules" / "01_shop" / "questions.py", QUESTIONS)
    write_text(tmp_path / "modules" / "01_shop" / "tasks" / "exam.py", "1 / 0")
    stated = Outline(
        {"01.01": entry(taught=[f"{LESSON}#a"]), "02.01": entry(taught=["modules/02_store/lesson_1_b.ipynb#a"])}
    )
    assert said(taught.points_taught(tmp_path, stated)) == [
        "the core question `01-later` lists 02.01, which no lesson up to this module teaches.",
        "the question `01-nowhere` lists 09.99, which is not in the outline.",
        "the question `01-silent` is core and lists no point of the outline.",
        "it can't be loaded: ZeroDivisionError: division by zero",
    ]


EXERCISES = """\
# %% [markdown]
# # Exercises

# %%
q = question("01-share")
share = ...
### BEGIN SOLUTION
share = np.log(orders.groupby("day").paid.mean().rolling(7).max())
### END SOLUTION

# %%
q = question("01-free")
share = ...
### BEGIN SOLUTION
share = orders.pivot_table("paid")
### END SOLUTION
"""
LESSON_TWIN = '# %% [markdown]\n# # A lesson\n#\n# `Series.max` is the largest.\n\n# %%\norders.groupby("day").mean()\n'


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A module with a lesson and exercises, assembled and not run."""
    module = tmp_path / "modules" / "01_shop"
    write_text(tmp_path / "pyproject.toml", "")
    write_text(module / "questions.py", QUESTIONS)
    for name, text in (("lesson_1_a", LESSON_TWIN), ("exercises", EXERCISES)):
        twin = Twin(module / "text" / f"{name}.py")
        write_text(twin.path, text)
        for product in products(twin):
            check_nbgrader(product)
            write_text(product.path, notebook_text(product.notebook))
    return tmp_path


def test_core_solutions_use_only_names_that_were_shown(course: Path) -> None:
    pages, unreadable = course_pages(course)
    assert unreadable == []
    assert [str(finding) for finding in taught.names_taught(course, pages)] == [
        "modules/01_shop/tasks/exercises.ipynb, cell `exercises-2`: "
        f"the solution of the core question `01-share` uses `{word}`, which no earlier lesson or warm-up shows."
        for word in ("np.log", "rolling")
    ]


def test_twins_and_orphans(course: Path) -> None:
    write_text(course / "modules" / "01_shop" / "old.ipynb", "{}")
    assert [str(finding) for finding in twins.no_orphans(course)] == [
        "modules/01_shop/old.ipynb: it has no text twin. Write modules/01_shop/text/old.py, or remove the notebook."
    ]
    sentences = said(twins.twin_matches(course))
    assert sentences == [
        "modules/01_shop/tasks/solutions.json does not hold the worked solutions of its module's twins. "
        f"Run: coursekit build modules/01_shop/text/{name}.py"
        for name in ("exercises", "lesson_1_a")
    ]


def test_the_command(course: Path, capsys: pytest.CaptureFixture[str], page: MakePage, make: type) -> None:
    assert command.main(["--root", str(course), "--no-exams"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "course/outline.yml: there is no outline. It lists the course's 157 points."
    assert out[-1] == f"Findings: {len(out) - 1}."
    good = page(make.text("# A"), name="course/start.ipynb")
    assert command.main(["--root", str(course), str(good.path)]) == 0
    assert capsys.readouterr().out == "Nothing to mend.\n"
    good.path.write_text("not JSON", encoding="utf-8")
    assert command.main(["--root", str(course), str(good.path)]) == 1
    assert capsys.readouterr().out.startswith("course/start.ipynb: this is not a notebook: ")


def test_every_notebook_names_the_one_before_it_and_the_next() -> None:
    files = [
        "modules/capstone/lesson_1_by_hand.ipynb",
        "modules/01_shop/exercises.ipynb",
        "modules/01_shop/lesson_1_market.ipynb",
        "course/start.ipynb",
        "course/warmup_1_steps.ipynb",
    ]
    assert ways(files) == {
        "course/start.ipynb": "Next: [warm-up 1](warmup_1_steps.ipynb)",
        "course/warmup_1_steps.ipynb": "Before: [start](start.ipynb) · Next: [module 01, lesson 1](../modules/01_shop/lesson_1_market.ipynb)",
        "modules/01_shop/lesson_1_market.ipynb": "Before: [warm-up 1](../../course/warmup_1_steps.ipynb) · Next: [exercises](exercises.ipynb)",
        "modules/01_shop/exercises.ipynb": "Before: [lesson 1](lesson_1_market.ipynb) · "
        "Next: [capstone, lesson 1](../capstone/lesson_1_by_hand.ipynb)",
        "modules/capstone/lesson_1_by_hand.ipynb": "Before: [module 01, exercises](../01_shop/exercises.ipynb)",
    }
