"""How many people a test needs, how far apart two rates lie, and what looking every evening does."""

import pytest

from shoplab import metrics
from shoplab.peeking import false_alarms


@pytest.mark.parametrize(
    ("rate", "lift", "people"),
    [(0.025, 0.20, 16_788), (0.025, 0.10, 64_195), (0.025, 0.05, 250_842), (0.01, 0.20, 42_690)],
)
def test_the_numbers_of_the_textbook(rate: float, lift: float, people: int) -> None:
    assert metrics.sample_size(rate, lift) == pytest.approx(people, abs=2)


def test_a_test_for_no_difference_is_refused() -> None:
    with pytest.raises(metrics.MetricError, match=r"^A lift of 0 can't be found "):
        metrics.sample_size(0.05, 0)
    with pytest.raises(metrics.MetricError, match=r"^rate × \(1 \+ lift\) is a share"):
        metrics.sample_size(0.5, 2)


def test_errors_apart_has_the_sign_of_the_second_and_grows_with_the_people() -> None:
    few, many = metrics.errors_apart(50, 1000, 60, 1000), metrics.errors_apart(500, 10_000, 600, 10_000)
    assert 0 < few < many == pytest.approx(few * 10**0.5)
    assert metrics.errors_apart(60, 1000, 50, 1000) == pytest.approx(-few)


def test_errors_apart_says_when_there_is_nothing_to_compare() -> None:
    with pytest.raises(metrics.MetricError, match=r"^Both arms need people; "):
        metrics.errors_apart(1, 0, 1, 10)
    with pytest.raises(metrics.MetricError, match=r"^Nobody did it in either arm, "):
        metrics.errors_apart(0, 10, 0, 10)


def test_looking_every_evening_multiplies_false_alarms() -> None:
    found = false_alarms(rate=0.05, people_a_day=400, days=14, tests=2000)
    assert 0.035 < found["one look, at the end"] < 0.07
    assert found["a look every evening"] > 3 * found["one look, at the end"]
    assert false_alarms(rate=0.05, people_a_day=400, days=1, tests=500).nunique() == 1
