"""Validate on module 01's tasks: from the home shop to the rehearsal shop nobody honest is accused, and typed figures are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coursekit.exam import AnswerKey, Shop, answer_key, load_exam
from coursekit.lint.shops import shop_folder
from shoplab.handin import HandInError, hand_in
from shopworld import REHEARSAL_SEED

TYPED = {
    "unit-economics": ("refund_rate", "contribution", "break_even_roas", "core_share"),
    "licence-gate": ("late_share",),
    "year-plan": ("months", "quarters", "weekly_budget", "last_order_cost"),
    "category-choice": ("expected_profit",),
    "shop-setup": ("deposit", "price", "paid_at_entry"),
}
TOLD = {
    "unit-economics": ("role",),
    "licence-gate": ("paper", "may_open"),
    "year-plan": ("tool_discount",),
    "category-choice": ("category", "supplier"),
    "shop-setup": ("category", "title", "slipping_stage", "duty_without_owner", "duty_with_two_owners", "step_days"),
}
OUT_OF_SHAPE = {"per-cent"}  # refused at home already


@pytest.fixture(scope="module")
def folders(root: Path) -> tuple[Path, Path]:
    return root / "datasets", shop_folder(root, REHEARSAL_SEED)


@pytest.fixture(scope="module")
def keys(root: Path, folders: tuple[Path, Path]) -> list[AnswerKey]:
    exam = load_exam(root / "modules/01_shop_setup/tasks/exam.py")
    return [answer_key(exam, {"unseen": Shop(folder)}) for folder in folders]


Says = Callable[[str, Any, Any], str]


@pytest.fixture
def says(folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Says:
    """What Validate says to an answer after another one at home."""
    (tmp_path / ".shoplab").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SHOPLAB_NO_LOG", raising=False)

    def say(task: str, home: Any, now: Any) -> str:
        monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
        monkeypatch.setenv("SHOPLAB_DATA", str(folders[0]))
        assert hand_in(task, without_tables(home)).ready, task
        monkeypatch.setenv("SHOPLAB_DATA", str(folders[1]))
        monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
        try:
            return hand_in(task, without_tables(now)).says
        except HandInError as error:
            return str(error)

    return say


def without_tables(answer: Any) -> Any:
    """An answer without the tables that the exam keeps beside it."""
    return {name: value for name, value in answer.items() if name != "tables"} if isinstance(answer, dict) else answer


def with_typed(home: Any, now: Any, name: str) -> Any:
    """The rehearsal shop's answer with one part typed in at home."""
    if isinstance(now, dict):
        return now | {name: home[name]}
    key = now.columns[0]
    return now.assign(**{name: now[key].map(home.set_index(key)[name])})


def test_no_computed_answer_is_accused_right_or_not(keys: list[AnswerKey], says: Says) -> None:
    home, now = keys
    for task, answer in home.references.items():
        changed = f"{task}: the shape is right, and it differs from the answer that you had at home in every figure"
        assert says(task, answer, now.references[task]).startswith(changed)
        for slip in home.slips[task].keys() - OUT_OF_SHAPE:
            told = says(task, home.slips[task][slip], now.slips[task][slip])
            assert told.startswith(f"{task}: the shape is right"), slip


@pytest.mark.parametrize("task", list(TYPED))
def test_a_typed_figure_is_refused_and_a_typed_name_is_told_of(task: str, keys: list[AnswerKey], says: Says) -> None:
    home, now = (key.references[task] for key in keys)
    for name in TYPED[task]:
        assert says(task, home, with_typed(home, now, name)) == (
            f"{task}: `{name}` is the same as in the home shop, though Validate runs on the rehearsal shop. "
            "Compute it from the tables instead of typing it in."
        )
    for name in TOLD[task]:
        told = says(task, home, with_typed(home, now, name))
        assert told.endswith(f"The same as at home, by chance or because it was typed in: `{name}`.")
