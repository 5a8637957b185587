"""Five hundred dirty listings, and the exact record of what is wrong with each."""

import pytest

from shopworld.goods import listings


@pytest.fixture(scope="module", params=[5, 6])
def both(request):
    return listings.export(request.param).merge(listings.truth(request.param), on="listing_id", validate="one_to_one")


def test_every_spoiled_title_can_be_put_right(both):
    fixes = {
        "": lambda title: title,
        "GBK read as Latin-1": lambda title: title.encode("latin-1").decode("gbk"),
        "UTF-8 read as Latin-1": lambda title: title.encode("latin-1").decode("utf-8"),
        "full width": lambda title: title.partition(" ")[0],
    }
    assert set(both["fault"]) == set(listings.SPOILED)
    for fault, fix in fixes.items():
        rows = both[both["fault"] == fault]
        assert (rows["title"].map(fix) == rows["clean_title"]).all(), fault
    emoji = both[both["fault"] == "emoji"]
    assert all(
        title.endswith(clean) and title != clean
        for title, clean in zip(emoji["title"], emoji["clean_title"], strict=True)
    )


def test_the_empty_share_is_what_the_text_says(both):
    empty = both["attributes"].str.count(r":(?:;|$)") / len(listings.attributes())
    assert (empty.round(2) == both["empty_share"]).all()
    assert (both["empty_share"] > 0.2).mean() > 0.2 and (both["empty_share"] <= 0.2).mean() > 0.2


def test_a_bait_is_cheap_and_out_of_stock_and_a_set_is_dear_and_there(both):
    ladders = both["skus"].str.split("|").map(lambda rows: [row.rsplit("=", 2) for row in rows])
    cheap = ladders.map(lambda rows: any(int(left) == 0 for _, _, left in rows))
    assert (cheap == both["bait"]).all()
    wide = ladders.map(
        lambda rows: max(float(cost) for _, cost, _ in rows) / min(float(cost) for _, cost, _ in rows) > 3
    )
    assert (wide & ~both["bait"]).any(), "a wide ladder alone convicts nobody"


def test_copies_are_the_same_goods_under_another_number(both):
    copies = both[both["copy_of"] > 0]
    first = both.set_index("listing_id").loc[copies["copy_of"]]
    assert len(copies) == listings.COPIES and both["listing_id"].is_unique
    assert (copies["clean_title"].to_numpy() == first["clean_title"].to_numpy()).all()
    assert (copies["skus"].to_numpy() == first["skus"].to_numpy()).all()


def test_prices_can_be_read_whatever_their_width(both):
    plain = both["price_text"].str.normalize("NFKC").str.strip("¥元")
    assert (plain.astype(float) == both["price"]).all()


def test_some_categories_are_wrong_and_permitted_words_look_like_banned_ones(both):
    assert 0.03 < (both["category"] != both["true_category"]).mean() < 0.12
    assert {"plain", "permitted", "banned"} == set(both["words"])
    point = both["selling_point"]
    for sign in ("最", "第一", "国家", "绝对"):
        assert set(both.loc[point.str.contains(sign), "words"]) == {"permitted", "banned"}, sign


def test_pictures_and_videos_break_the_limits_now_and_then(both):
    assert 0.03 < (both["image_kb"] > 200).mean() < 0.4 and (both["video_s"] > 30).any()
    assert ((both["video_s"] > 0) == (both["video_lines"] > 0)).all()


def test_the_slope_is_drawn_for_each_world():
    assert len({listings.slope(seed) for seed in range(10)}) == 10
