"""The title workbench: bytes, what is found where, and words that may not stand there."""

import pandas as pd
import pytest

from shoplab.charts import check_words
from shoplab.title_bench import coverage, found_share, plot_bench

QUERIES = pd.DataFrame({"query": ["洗漱包", "挂式洗漱包 旅行", "化妆包 大容量"], "worth": [60.0, 30.0, 10.0]})
FAR = "防泼水双层干湿分离收纳整理"  # 26 bytes


def test_a_query_counts_by_where_its_words_stand() -> None:
    assert coverage("挂式洗漱包旅行", QUERIES)["counts"].tolist() == [1.0, 1.0, 0.0]
    assert coverage(FAR + "挂式洗漱包旅行", QUERIES)["counts"].tolist() == [0.5, 0.5, 0.0]
    assert found_share("挂式洗漱包旅行", QUERIES) == pytest.approx(0.9)
    assert found_share(FAR + "挂式洗漱包旅行", QUERIES) == pytest.approx(0.45)
    assert found_share("", QUERIES) == 0


@pytest.mark.parametrize("title", ["", "挂式洗漱包旅行", FAR * 3])
def test_the_picture_says_what_it_shows(title: str) -> None:
    figure, alt, takeaway = plot_bench(title, QUERIES)
    check_words(alt, takeaway)
    used = 2 * len(title)
    assert f"{used} of 60 bytes" in alt and f"{found_share(title, QUERIES):.0%}" in figure.axes[0].get_title()
    assert ("would be refused" in takeaway) == (used > 60)


def test_a_forbidden_word_is_named_and_an_exception_isn_t() -> None:
    assert "Not allowed: 最." in plot_bench("最好的洗漱包", QUERIES, banned=["最", "第一"])[2]
    assert "Not allowed" not in plot_bench("最大号洗漱包", QUERIES, banned=["最"], allowed=["最大号"])[2]
