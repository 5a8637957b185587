"""The auction before it happens: places go by bid × quality, a click costs the next one's score, and the theatre says both."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from shoplab import auction
from shopworld.decisions import keyword_auction

WORDS = pd.DataFrame(
    {"first_clicks": [80.0, 20.0], "market_cpc": [0.9, 0.4], "quality": [9, 8]}, index=pd.Index(["K1", "K2"])
)


def test_the_price_is_the_next_score_over_the_own_quality_plus_a_fen() -> None:
    scores = np.array([[10.8, 7.92, 4.0, 3.0, 2.0]])
    place, price = keyword_auction.result(np.array([1.205]), np.array([9.0]), scores)
    assert (place[0], price[0]) == (1, pytest.approx(1.205))  # as high as the bid, and never higher
    place, price = keyword_auction.result(np.array([1.19]), np.array([9.0]), scores)
    assert (place[0], price[0]) == (2, pytest.approx(7.92 / 9 + 0.01))


def test_who_is_below_all_five_is_not_shown_and_pays_nothing() -> None:
    place, price = keyword_auction.result(np.array([0.1, 0.0]), np.array([9.0, 9.0]), np.array([[9.0, 5, 4, 3, 2]] * 2))
    assert place.tolist() == [0, 0] and price.tolist() == [0, 0]
    assert keyword_auction.clicks(place, np.array([50.0, 50.0])).tolist() == [0, 0]


def test_a_better_page_gets_the_same_place_for_less() -> None:
    scores = keyword_auction.rivals(np.array([0.9, 0.9]))
    place, price = keyword_auction.result(np.array([0.9, 0.81]), np.array([9.0, 10.0]), scores)
    assert place[0] == place[1]
    assert price[1] < price[0]


def test_a_higher_bid_brings_more_clicks_and_never_a_cheaper_one() -> None:
    days = [auction.expect(WORDS, bid) for bid in (0.2, 0.4, 0.8, 1.6, 3.2)]
    for lower, higher in pairwise(days):
        assert (higher["clicks"] >= lower["clicks"]).all() and (higher["cost"] >= lower["cost"]).all()
    assert (days[-1]["clicks"] > days[0]["clicks"]).all()


def test_bids_go_by_the_word_s_name_and_a_missing_one_is_no_bid() -> None:
    day = auction.expect(WORDS, pd.Series({"K2": 0.5}))
    assert day.at["K1", "clicks"] == 0 and day.at["K2", "clicks"] > 0


def test_what_cannot_be_bid_is_refused_in_a_sentence() -> None:
    with pytest.raises(
        ValueError, match=r"^The table of words needs the column `quality`\. It has: first_clicks, market"
    ):
        auction.expect(WORDS.drop(columns="quality"), 1.0)
    with pytest.raises(ValueError, match=r"^A bid is a number of yuan, 0 or more; 1 of yours are not\.$"):
        auction.expect(WORDS, [1.0, -1.0])


def test_the_further_click_costs_more_than_the_average_one() -> None:
    table = auction.places(0.9, 9, 80, 1.2)
    assert (table["further"].iloc[:-1] > table["price"].iloc[:-1]).all()
    assert table["price"].is_monotonic_decreasing
    assert table.at[5, "further"] == pytest.approx(table.at[5, "price"])


def test_the_theatre_says_what_the_bid_does() -> None:
    figure, alt, says = auction.theatre(0.9, 9, 0.9, 80, 1.2)
    assert says == (
        "Place 3 of 5 at ¥0.68 a click, not ¥0.90: 27 clicks a day leave ¥14. The further clicks of this place cost ¥1.09 each."
    )
    assert "which takes place 3" in alt and len(figure.axes) == 2
    _, alt, says = auction.theatre(0.1, 9, 0.9, 80, 1.2)
    assert says == "Your bid takes none of the five places. The last one asks for more than ¥0.44."
    assert "which takes no place" in alt
