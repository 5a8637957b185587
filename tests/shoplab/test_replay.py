"""The replay console: a run of show fits or says why not, a dark screen costs more than its minutes, and improving improves."""

import numpy as np
import pandas as pd
import pytest

from shoplab.charts import check_words
from shoplab.replay import improve, play, plot_replay
from shopworld.decisions import run_of_show
from shopworld.decisions.run_of_show import Room, earned, problems

SKUS = [f"P{number:02}-1" for number in range(1, 13)]
ONLINE = np.concatenate([np.linspace(40, 100, 36), np.linspace(150, 280, 48), np.linspace(260, 110, 36)])
ROOM = Room(ONLINE[None, :], {"Bei": 1.3, "Miao": 1.0, "Lan": 0.8}, 2.2)
GOODS = pd.DataFrame(
    {"rate": np.linspace(0.004, 0.0007, 12), "leaves": [18, 5, -1, 3, 32, 26, 27, 17, 3, 48, 16, 20]}, index=SKUS
)


def script(**changed: object) -> pd.DataFrame:
    hosts = ["Miao"] * 3 + ["Bei"] * 6 + ["Miao"] * 3
    return pd.DataFrame({"sku": SKUS, "minutes": 9, "host": hosts, "coupon": False}).assign(**changed)


def test_a_script_that_fits_has_no_problems_and_one_that_does_not_says_each() -> None:
    assert problems(script()) == []
    broken = script(minutes=[20, 3] + [10] * 10, host="Bei", coupon=[True] * 3 + [False] * 9)
    broken.loc[11, "sku"] = SKUS[0]
    assert problems(broken) == [
        "The plan has 12 pitches; twelve are wanted, each of another article.",
        "Opening, pitches and closing take 131 minutes; the stream has 120.",
        "The pitch of P01-1 lasts 20 minutes; it takes between 4 and 16.",
        "The pitch of P02-1 lasts 3 minutes; it takes between 4 and 16.",
        "Bei speaks for 123 minutes; after 60 the voice is gone.",
        "The plan has 3 coupons; Wen pays for two.",
    ]


def test_a_minute_sells_what_people_rate_host_and_wear_make() -> None:
    minutes = run_of_show.by_minute(script(), GOODS, ROOM)
    third = minutes.iloc[2]
    assert third["minute"] == 6 and third["sku"] == SKUS[0]
    assert third["orders"] == pytest.approx(ONLINE[6] * GOODS.at[SKUS[0], "rate"] * 1.0 * 0.95**2)
    assert third["left"] == pytest.approx(18 * third["orders"])


def test_a_coupon_runs_four_minutes_and_pays_only_where_enough_is_left() -> None:
    for place, pays in ((4, True), (1, False)):
        with_one = script(coupon=[row == place for row in range(12)])
        gain = earned(with_one, GOODS, ROOM) - earned(script(), GOODS, ROOM)
        assert (gain > 0) == pays
        changed = (
            run_of_show.by_minute(with_one, GOODS, ROOM)["orders"]
            != run_of_show.by_minute(script(), GOODS, ROOM)["orders"]
        )
        assert changed.sum() == run_of_show.COUPON_MINUTES


def test_improving_ends_where_no_swap_helps_and_stays_admitted() -> None:
    best = improve(script(), GOODS, ROOM)
    top = earned(best, GOODS, ROOM)
    assert problems(best) == [] and top > 1.3 * earned(script(), GOODS, ROOM)
    for a in range(12):
        for b in range(a):
            other = best.copy()
            other.loc[[a, b], "sku"] = best.loc[[b, a], "sku"].to_numpy()
            assert earned(other, GOODS, ROOM) <= top + 1e-6
    pd.testing.assert_frame_equal(improve(best, GOODS, ROOM), best)


def test_a_plan_that_is_not_admitted_is_not_improved() -> None:
    with pytest.raises(ValueError, match="Opening, pitches and closing take 128 minutes"):
        improve(script(minutes=10, host=["Miao", "Bei"] * 6), GOODS, ROOM)


def test_a_dark_screen_costs_more_than_its_minutes_and_more_at_the_peak() -> None:
    plain = play(script(), GOODS, ROOM)
    dark = play(script(), GOODS, ROOM, dark=(60, 6))
    during = plain["minute"].between(60, 65)
    lost = plain["left"].sum() - dark["left"].sum()
    assert (dark.loc[during, "orders"] == 0).all() and lost > plain.loc[during, "left"].sum()
    assert dark["online"].iloc[-1] == pytest.approx(plain["online"].iloc[-1], rel=0.05)
    early = plain["left"].sum() - play(script(), GOODS, ROOM, dark=(5, 6))["left"].sum()
    assert early < lost
    pd.testing.assert_frame_equal(play(script(), GOODS, ROOM), run_of_show.by_minute(script(), GOODS, ROOM))


def test_the_picture_has_words() -> None:
    figure, alt, takeaway = plot_replay(script(), GOODS, ROOM, dark=(60, 6))
    check_words(alt, takeaway)
    assert takeaway.startswith("This run leaves ¥") and len(figure.axes) == 2
