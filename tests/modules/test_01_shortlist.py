"""Lesson 1's shortlist: the page states the limits that the check keeps, and a refusal says which one."""

from pathlib import Path

import nbformat
import pytest

from shoplab.practice import question

MODULE = Path(__file__).resolve().parents[2] / "modules" / "01_shop_setup"
REFUSED = {
    "sun_hats": "Of sun_hats, 20% come back, and Ting can take on 15 in 100; look at `refund_rate`.",
    "nuts": 'nuts needs the paper `food`, and Wen has none. `load("categories")` has the column `licence`.',
    "cat_litter": "Less is left per small seller in cat_litter than in two thirds of the categories. What speaks for it?",
}


@pytest.fixture(autouse=True)
def in_the_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MODULE)
    monkeypatch.setenv("SHOPLAB_NO_LOG", "1")


@pytest.mark.parametrize("category", REFUSED)
def test_a_refusal_names_its_limit(category: str) -> None:
    assert REFUSED[category] in str(question("01-shortlist").check(["yoga_mats", "luggage", category]))


def test_a_list_within_the_limits_is_taken() -> None:
    said = str(question("01-shortlist").check(["yoga_mats", "luggage", "scented_candles"]))
    assert said.startswith("Correct.")


def test_the_limits_stand_before_the_answer_cell() -> None:
    cells = nbformat.read(MODULE / "lesson_1_market.ipynb", as_version=4).cells
    place = next(number for number, cell in enumerate(cells) if cell.id == "shortlist")
    text = "".join(cell.source for cell in cells[place - 3 : place])
    for limit in ("food, cosmetics or infant formula", "more than 15 in 100 come back", "poorest third"):
        assert limit in text


def test_the_slip_of_growth_speaks_of_the_question() -> None:
    said = str(question("01-recall-growth").check(132 / 150 - 1))
    assert "You compared with November. Double 11 is in it, so it has another season; compare December with" in said
