"""An exam's marks, proved on a small shop: each broken promise gives its sentence, and a sound exam none."""

import functools
import tempfile
from pathlib import Path

import pytest
from small_exam import EXAM, EXAM_FILE, MASTER, PAID, RIGHT, SHAPES, cell_of, write_module

from coursekit.exam import Shop, World
from coursekit.lint import command, kept, mark_rules, rules, shops
from coursekit.lint.exams import Graded
from coursekit.lint.finding import Finding
from coursekit.lint.mark_rules import marks_proved
from coursekit.lint.shops import Trial
from shoplab.handin.shapes import read_shapes

ON = f"{EXAM_FILE}: on the shop of seed 5"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shops.shop_folder(tmp_path_factory.mktemp("course"), 5, tier="tiny")


@pytest.fixture(autouse=True)
def shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mark_rules, "shape_of", read_shapes(SHAPES).get)


def proved(graded: Graded, folder: Path, run: bool = False) -> list[str]:
    world = World(5, Shop(folder), "a")
    return [str(finding) for finding in marks_proved(graded, Trial(5, world, folder=folder if run else None))]


def test_a_sound_exam_and_its_solutions_have_no_finding(tmp_path: Path, folder: Path) -> None:
    assert proved(write_module(tmp_path), folder, run=True) == []


BROKEN = {
    "a reference that earns little": ("by_channel(shop).index[-1], outline", "by_channel(shop).index[0], outline"),
    "a slip that is another one": ("lambda shop: len(paid(shop))", 'lambda shop: paid(shop)["paid"].mean()'),
    "a slip that is right": ('paid(shop)["goods"].sum()', 'paid(shop)["paid"].sum() * 1.0000001'),
    "a key that can't be computed": ('paid(shop)["goods"].sum()', 'paid(shop)["good"].sum()'),
}


def broken(name: str) -> str:
    old, new = BROKEN[name]
    assert old in EXAM
    return EXAM.replace(old, new)


def test_a_right_answer_earns_everything(tmp_path: Path, folder: Path) -> None:
    low, taken = proved(write_module(tmp_path, broken("a reference that earns little")), folder)
    assert low.startswith(f"{ON} the right answer to `pick` earns 0 of 6 points: Not yet. Your decision earned ¥")
    assert taken.startswith(
        f"{ON} the slip `weakest` of `pick` is taken for an answer that is wrong and earns 0 points, not 1."
    )


def test_each_slip_is_known_and_earns_its_marks(tmp_path: Path, folder: Path) -> None:
    end = "Give it its own answer on every shop, and the marks that it gets."
    assert proved(write_module(tmp_path, broken("a slip that is another one")), folder) == [
        f"{ON} the slip `count` of `paid-total` is taken for the slip `mean` and earns 1 points, not 0. {end}"
    ]
    assert proved(write_module(tmp_path, broken("a slip that is right")), folder) == [
        f"{ON} the slip `goods` of `paid-total` is taken for an answer that is right and earns 4 points, not 2. {end}"
    ]


def test_an_exam_that_stops_is_named(tmp_path: Path, folder: Path) -> None:
    assert proved(write_module(tmp_path, broken("a key that can't be computed")), folder) == [
        f"{EXAM_FILE}: the exam can't be computed on the shop of seed 5. The slip “goods” of “paid-total” could not be "
        "computed on this shop: KeyError: 'good'"
    ]


LENIENT = """
from coursekit.compare import Gap

class {name}:
    def check(self, given, expected):
        {body}
"""


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        (
            "return Gap(isinstance(given, str) or given == expected)",
            f"{ON} the stray answer `'stray'` earns 4 points for `paid-total`, and must earn nothing.",
        ),
        (
            "return Gap(abs(given - expected) < 1)",
            f"{ON} `paid-total` can't mark a stray answer (`'stray'`), so a person would have to: "
            "TypeError: unsupported operand type(s) for -: 'str' and 'float'",
        ),
    ],
)
def test_a_stray_answer_earns_nothing_and_is_marked(tmp_path: Path, folder: Path, body: str, finding: str) -> None:
    exam = LENIENT.format(name="Lenient", body=body) + EXAM.replace("Number()", "Lenient()")
    assert proved(write_module(tmp_path, exam), folder) == [finding]


def test_a_blank_decision_that_earns_something_is_found(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marker itself gives nothing for these; the rule would see it if it did."""
    graded, give = write_module(tmp_path), mark_rules.mark_task

    def generous(task, cell, work, key, outcomes):
        mark = give(task, cell, work, key, outcomes)
        return (
            type(mark)(mark.task, mark.points or 1, mark.maximum, mark.verdict, mark.slip)
            if task.name == "pick"
            else mark
        )

    monkeypatch.setattr(mark_rules, "mark_task", generous)
    said = proved(graded, folder)
    for what in ("a blank answer", "a forged mark in the output", "the answer to another task"):
        assert f"{ON} {what} earns 1 points for `pick`, and must earn nothing." in said


def test_right_answers_fit_the_public_shape(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = 'paid-total = { kind = "number", between = [0, 1] }\npick = { kind = "text" }'
    monkeypatch.setattr(mark_rules, "shape_of", read_shapes(narrow).get)
    said = proved(write_module(tmp_path), folder, run=True)
    assert len(said) == 2
    assert said[0].startswith(f"{ON} the right answer of `paid-total` doesn't fit its public shape: ")
    assert said[1].startswith(f"{ON} the solution of `paid-total` doesn't fit its public shape: ")


def test_the_masters_solutions_earn_everything_and_nothing_by_themselves(tmp_path: Path, folder: Path) -> None:
    graded = write_module(tmp_path)
    cell_of(graded, "paid-total-work").source = f'answer = {PAID}["paid"].mean()'
    cell_of(graded, "h-pick").cell_type = "code"
    cell_of(graded, "h-pick").source = "def hand_in(task, answer):\n    return 6.0"
    cell_of(graded, "h-pick").update(outputs=[], execution_count=None)
    assert proved(graded, folder, run=True) == [
        f"{ON} the solution of `paid-total` earns 1 of 4 points: Not yet. That is an average.",
        f"{ON} the solution of `pick` earns 0 of 6 points: "
        "What was handed in could not be read, so a person will look at it.",
        f"{MASTER}, cell `pick`: without the marking step nbgrader itself would give the solution of `pick` 6 points, not 0.",
    ]


def test_the_slow_rules_run_once_and_stop_at_the_first_shop_with_a_finding(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coursekit.lint import leak_rules

    graded, said = write_module(tmp_path, broken("a slip that is right")), []
    monkeypatch.setattr(shops, "trial", lambda root, exam, seed, say: Trial(seed, World(seed, Shop(folder), "a")))
    monkeypatch.setattr(shops, "shop_folder", lambda root, seed, say: folder)
    monkeypatch.setattr(leak_rules, "class_is_clean", lambda graded, trial: iter([Finding("a", "", "b")]))
    monkeypatch.setattr(leak_rules, "workspace_is_clean", lambda graded: iter(()))
    quick, slow = rules.lint_course(tmp_path, slow=False), rules.lint_course(tmp_path, say=said.append)
    assert sorted(one.sentence[:41] for one in set(slow) - set(quick)) == [
        "b",
        "on the shop of seed 1 the slip `goods` of",
    ]
    assert said == [
        "Trying the exam of 01_small on the shop of seed 1 …",
        "Releasing 01_small to a class that doesn't last, and searching what its learners get …",
    ]
    assert rules.lint_course(tmp_path, say=said.append) == slow
    assert len(said) == 2
    before = kept.basis_of_leaks(graded)
    (graded.folder / "README.md").write_text("# More", encoding="utf-8")
    assert kept.basis_of_leaks(graded) != before
    (graded.folder / "tasks" / "exam.py").write_text(EXAM.replace(RIGHT, "Correct."), encoding="utf-8")
    rules.lint_course(tmp_path, say=said.append)
    assert len(said) == 6  # three sound shops and the release


def test_marks_are_proved_on_other_shops_and_nothing_of_these_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_module(tmp_path / "course", broken("a slip that is right"))
    (tmp_path / "made").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "made"))
    monkeypatch.setattr(shops, "passing_shop", functools.partial(shops.passing_shop, tier="tiny"))
    assert command.main(["--root", str(tmp_path / "course"), "--shop", "5"]) == 1
    said = capsys.readouterr()
    found, count = said.out.splitlines()
    assert found.startswith(f"{ON} the slip `goods` of `paid-total` is taken for an answer that is right")
    assert count == "Findings: 1."
    assert said.err.splitlines() == [
        "Making the shop of seed 5, for this proof only …",
        "Trying the exam of 01_small on the shop of seed 5 …",
    ]
    assert not list((tmp_path / "made").iterdir()) and not (tmp_path / "course" / "build").exists()


def test_home_tasks_are_tried_on_the_home_shop(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exam = EXAM.replace("Number(), lambda", 'Number(), judged_on="home", reference=lambda')
    asked: list[int] = []
    monkeypatch.setattr(shops, "shop_folder", lambda root, seed, say: asked.append(seed) or folder)
    made = shops.trial(tmp_path, write_module(tmp_path, exam).exam, 618, print)
    assert asked == [618, 2025]
    assert (made.world("unseen").seed, made.world("home").seed) == (618, 2025)
