"""Numbers in prose: which are looked up, and where they are found."""

from collections.abc import Callable

import pytest

from coursekit.lint.numbers import numbers_in_prose, stated
from coursekit.lint.pages import Page

MakePage = Callable[..., Page]


def unprinted(page: Page) -> list[str]:
    return [finding.sentence.split("`")[1] for finding in numbers_in_prose(page)]


@pytest.mark.parametrize(
    ("prose", "texts"),
    [
        ("Takings fell by ¥1,290 or 13.7 %.", ["¥1,290", "13.7 %"]),
        ("¥20万 and ¥395.2 million", ["¥20万", "¥395.2 million"]),
        ("2,150 visitors in 2025, on page 3, at 100 % effort", ["2,150"]),
        ("`¥5` and $5\\%$ and ```\n¥6\n```", []),
        ("¥5 is given. <!-- given -->\n\n¥6 is not.", ["¥6"]),
        ("¥5 and ¥6\n\n<!-- given -->", []),
    ],
)
def test_only_numbers_with_a_unit_are_looked_up(prose: str, texts: list[str]) -> None:
    assert [number.text for number in stated(prose)] == texts


@pytest.mark.parametrize(
    ("prose", "printed"),
    [
        ("¥1,290", "1290.4"),
        ("¥1,290", "-1,290"),
        ("13.7 %", "0.13694"),
        ("13.7%", "13.71"),
        ("¥548,300", "548287.5"),
        ("¥395.2 million", "395213000"),
        ("¥395.2 million", "395.2"),
        ("¥1,055,400", "1055.4"),
        ("¥20万", "200000"),
        ("1,240", "visitors  1240"),
    ],
)
def test_a_printed_number_is_found_as_prose_rounds_it(page: MakePage, make: type, prose: str, printed: str) -> None:
    assert unprinted(page(make.text(prose), make.code("x", make.stream(printed)))) == []


@pytest.mark.parametrize(
    ("prose", "printed"),
    [("¥1,290", "1300"), ("13.7 %", "0.1380"), ("¥900,000", "890000"), ("¥12,000", "month 12"), ("1,240", "sku_1240")],
)
def test_another_number_is_not_taken_for_it(page: MakePage, make: type, prose: str, printed: str) -> None:
    assert unprinted(page(make.text(prose), make.code("x", make.stream(printed)))) == [prose]


def test_code_beside_the_text_counts_and_code_further_away_does_not(page: MakePage, make: type) -> None:
    capital, other = make.code("capital = 200_000", id="a"), make.code("1", id="b")
    assert unprinted(page(make.text("She has ¥200,000."), capital)) == []
    assert unprinted(page(make.text("She has ¥200,000."), other, capital)) == ["¥200,000"]


def test_tables_count_and_only_lessons_are_checked(page: MakePage, make: type) -> None:
    table = make.result({"text/html": "<td>2,150</td>", "text/plain": "x"})
    assert unprinted(page(make.text("2,150 people"), make.code("x", table))) == []
    assert unprinted(page(make.text("2,150 people"), name="course/warmup_1.ipynb")) == []


def test_the_sentence(page: MakePage, make: type) -> None:
    (finding,) = numbers_in_prose(page(make.text("¥7 more", id="a")))
    assert str(finding) == (
        "modules/01_shop/lesson_1_a.ipynb, cell `a`: `¥7` is printed by no cell of this notebook. "
        "Print it, correct it, or mark its paragraph with `<!-- given -->` if it is a fact that you state."
    )
