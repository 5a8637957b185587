"""The page about the market says what the parameter files say."""

from pathlib import Path

import pytest

from shopworld.market import page
from shopworld.market.rules import rules

COURSE = Path(__file__).parents[3] / "course"


def test_every_figure_stands_on_the_page_with_unit_and_meaning():
    text = (COURSE / "market.md").read_text(encoding="utf-8")
    assert page.figures() in text
    for name, section in vars(rules()).items():
        if not isinstance(section, str):
            assert f"### {name}" in text
            assert all(f"| {figure} | " in text for figure in vars(section))


def test_the_page_tells_this_version_of_the_market():
    assert f"market version {rules().version};" in (COURSE / "market.md").read_text(encoding="utf-8")


def test_the_picture_is_the_one_the_script_draws():
    assert (COURSE / "images" / "market.svg").read_text(encoding="utf-8") == page.picture()


def test_a_figure_without_its_unit_is_found():
    with pytest.raises(ValueError, match="A figure's note says its unit and what it is"):
        page._row("wage = 16_000  # a person")
