"""Names made from headings."""

import pytest

from coursekit.build.headings import headings
from coursekit.build.slugs import MAX_SLUG, slug


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("Buyer persona 消费者画像", "buyer-persona"),
        ("What's `CR4`, and why?", "whats-cr4-and-why"),
        ("[The map](#map) — again", "the-map-again"),
        ("店铺", "section"),
        ("Café", "cafe"),
    ],
)
def test_slug(heading: str, wanted: str) -> None:
    assert slug(heading) == wanted


def test_a_long_heading_is_cut_between_words() -> None:
    found = slug("one category at a time is how a shop with little money ought to begin its first year")
    assert found == "one-category-at-a-time-is-how-a-shop-with-little"
    assert len(found) <= MAX_SLUG


def test_headings_leave_fences_and_solution_markers_out() -> None:
    text = "# A\n```python\n# not one\n```\n### BEGIN SOLUTION\n## B ##\n#no"
    assert list(headings(text)) == [(1, "A"), (2, "B")]
