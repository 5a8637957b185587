"""What a learner reads when she checks an answer: every sentence, word for word."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from shoplab.practice import Question, Slip
from shoplab.practice.judge import judge
from shoplab.practice.model import value_of

SALES = pd.DataFrame({"sku": ["A1", "B2", "C3"], "units": [3, 5, 2], "rev": [30.0, 55.5, 12.0]})


def said(given: Any, expected: Any, **more: Any) -> str:
    return judge(Question(name="q", answer=expected, why="Because.", **more), given, "rate", tables=object()).text


def test_right_answers_get_their_reason() -> None:
    assert said(0.073, 0.073) == "Correct. Because."
    assert said(np.float64(0.073 * (1 + 1e-9)), 0.073) == "Correct. Because."
    assert said(Decimal("2.5"), 2.5) == "Correct. Because."
    assert said(np.array(3), 3) == "Correct. Because."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (" Travel　ORGANISERS ", "travel organisers"),
        (np.bool_(True), True),
        (("a", "b"), ["a", "b"]),
        (np.array([1.0, 2.0]), [1, 2]),
        (pd.Index(["b", "a"]), {"a", "b"}),
        ({"b": 2.0, "a": 1}, {"a": 1, "b": 2}),
        (pd.Timestamp("2025-06-18"), dt.date(2025, 6, 18)),
        (np.datetime64("2025-06-18"), pd.Timestamp("2025-06-18")),
        (SALES.set_index("sku")["rev"][::-1], SALES.set_index("sku")["rev"]),
        ({"A1": 30.0, "B2": 55.5, "C3": 12.0}, SALES.set_index("sku")["rev"]),
        (SALES["rev"].tolist(), SALES["rev"]),
        (SALES[["rev", "sku", "units"]].iloc[::-1], SALES),
        (SALES.set_index("sku"), SALES),
        (SALES, SALES.set_index("sku")),
        (SALES.astype({"units": float, "sku": "category"}), SALES),
        (float("nan"), float("nan")),
    ],
)
def test_what_says_the_same_is_the_same(given: Any, expected: Any) -> None:
    assert said(given, expected) == "Correct. Because."


def test_an_untouched_answer_is_the_learner_s_turn() -> None:
    assert said(..., 1) == "Your turn: `rate` is still `...`."
    assert said([1, [...]], [1, 2]) == "Your turn: `rate` still holds `...`."
    assert said({"a": ...}, {"a": 1}) == "Your turn: `rate` still holds `...`."
    assert said(pd.DataFrame({"a": [1, ...]}), SALES) == "Your turn: `rate` still holds `...`."
    assert said(np.array([..., 1], dtype=object), [1]) == "Your turn: `rate` still holds `...`."
    question = Question(name="q", answer=1)
    assert judge(question, ..., None).text == "Your turn: your answer is still `...`."
    assert judge(question, (...,), None).text == "Your turn: your answer still holds `...`."


@pytest.mark.parametrize(
    ("given", "expected", "words"),
    [
        (7.3, 0.073, "Yours is 7.3; a rate here is a share, so between 0 and 1. Divide by 100."),
        (123456, 1234.56, "Yours is 123,456, a hundred times too much. Is it in per cent, or in fen?"),
        (0.25, 25.0, "Yours is 0.25, a hundred times too little. Is the answer wanted in per cent, or in fen?"),
        (-0.2, 0.2, "Yours is -0.2; the size is right, the sign is the other one."),
        (0.7, 0.3, "Yours is 0.7; that is the rest. It and the answer add up to 1."),
        (0.25, 4, "Yours is 0.25; you divided the other way round."),
        (0.07, 0.0729, "Yours is 0.07, which is rounded. Keep all digits; round only to show."),
        (1000.0, 1001.2345, "Yours is 1,000; the answer is a little higher."),
        (1002.5, 1001.2345, "Yours is 1,002.50; the answer is a little lower."),
        (80, 100.1, "Yours is 80; the answer is about 25 % higher."),
        (100, 79.7, "Yours is 100; the answer is about 20 % lower."),
        (3, 100.5, "Yours is 3; the answer is more than twice as much."),
        (100, 3.1, "Yours is 100; the answer is less than half of it."),
        (-3, 100.5, "Yours is -3; the answer is well above it."),
        (5, -7.5, "Yours is 5; the answer is well below it."),
        (5, 0, "Yours is 5; the answer is 0."),
        (float("nan"), 1, "Yours is NaN, which means that a value is missing on the way."),
        (pd.NA, 1, "Yours is NaN, which means that a value is missing on the way."),
        (float("inf"), 1, "Yours is infinite: something was divided by 0."),
        pytest.param(10**400, 1, "Yours is infinite: something was divided by 0.", id="huge"),
        ("0.073", 0.073, "Yours is the text '0.073'; write a number without quotation marks."),
        (None, 0.073, "Yours is `None`: the last step gave nothing back. The answer here is a number."),
        (len, 0.073, "Yours is a function; call it with `()`. The answer here is a number."),
        (True, 0.073, "Yours is `True` or `False`; the answer here is a number."),
        (1 + 2j, 0.073, "Yours is of the type `complex`; the answer here is a number."),
        (
            pd.Series([1]),
            1,
            "Yours is a Series with one value in it; take the number out with `.iloc[0]` or `.item()`.",
        ),
        ([1], 1, "Yours is a list with one number in it; take it out with `[0]`."),
        (["Iris"], 1, "Yours is a list, and a number is wanted. Names are counted with `len(...)`."),
        ([1, 2], 1, "Yours is a list; the answer here is a number."),
        (object, True, "Yours is a function; call it with `()`. The answer here is `True` or `False`."),
        (False, True, "Yours is `False`; look at the condition again."),
        ("bags", "bottles", "Yours is 'bags'; the answer is another one."),
        (1, "bottles", "Yours is a number; the answer here is text."),
        (dt.date(2025, 6, 1), dt.date(2025, 6, 18), "Yours is 2025-06-01; the answer is later."),
        (dt.date(2025, 7, 1), dt.date(2025, 6, 18), "Yours is 2025-07-01; the answer is earlier."),
        ("2025-06-18", dt.date(2025, 6, 18), "Yours is text; the answer here is a date."),
    ],
)
def test_the_gap_of_one_value(given: Any, expected: Any, words: str) -> None:
    assert said(given, expected) == f"Not yet. {words}"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["B", "A", "C"], "The first one, `B`, doesn't belong there yet."),
        (["A", "C", "B"], "Number 2, `C`, doesn't belong there yet; what stands before it is right."),
        (["A", "X", "C"], "`X` doesn't belong here."),
        (["A", 2, "C"], "`2` doesn't belong here."),
        (["A", "A", "B"], "`A` stands there twice."),
        (["A"], "Yours has 1 entry; the answer has 3 entries."),
        ({"A", "B", "C"}, "Yours is a set, which has no order; use a list."),
        ("ABC", "Yours is text; the answer here is a list."),
    ],
)
def test_the_first_misplaced_step_is_named(given: Any, words: str) -> None:
    assert said(given, ["A", "B", "C"], form="reorder") == f"Not yet. {words}"


def test_the_gap_of_lists_sets_and_dictionaries() -> None:
    assert said([1, 5, 3], [1, 2, 3]) == "Not yet. Number 2 differs: yours is 5; the answer is less than half of it."
    assert said({"a", "z"}, {"a", "b"}) == "Not yet. `z` doesn't belong here."
    assert said({"a"}, {"a", "b"}) == "Not yet. 1 is missing."
    assert said(["a"], {"a", "b", "c"}) == "Not yet. 2 are missing."
    assert said(3, {"a"}) == "Not yet. Yours is a number; the answer here is a set."
    record = {"price": 10.0, "cost": 6.0}
    assert said({"price": 10}, record) == "Not yet. The key `cost` is missing. Yours are: `price`."
    assert said({**record, "costs": 1}, record) == (
        "Not yet. The key `costs` doesn't belong here. Did you mean `cost`?"
    )
    assert said({**record, "x": 1}, record) == "Not yet. The key `x` doesn't belong here."
    assert said({"price": 10, "cost": 12.5}, record) == (
        "Not yet. At `cost`: yours is 12.5; the answer is less than half of it."
    )
    assert said([1], record) == "Not yet. Yours is a list; the answer here is a dictionary."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (SALES.drop(columns="rev"), "The column `rev` is missing. Yours are: `sku`, `units`."),
        (SALES.assign(extra=1), "The column `extra` is too many. The answer has: `sku`, `units`, `rev`."),
        (SALES.set_axis(["sku", "rev", "rev"], axis=1), "Two of your columns are called `rev`."),
        (SALES.head(1), "Yours has 1 row; the answer has 3 rows."),
        (SALES.replace({"sku": {"C3": "D4"}}), "The row for `D4` doesn't belong here."),
        (SALES.replace({"sku": {"C3": "B2"}}), "The row for `B2` stands there twice."),
        (SALES.assign(rev=[30, 50, 12]), "`rev` differs in 1 of 3 rows, first for `B2`: yours is 50."),
        (
            SALES.iloc[::-1].assign(rev=[1.5, np.nan, 30.0]),
            "`rev` differs in 2 of 3 rows, first for `B2`: yours is NaN.",
        ),
        (SALES.astype({"rev": str}), "The column `rev` holds text; the answer's holds numbers."),
        (SALES["rev"], "Yours is a Series; make a table of it with `.reset_index()`."),
        (12, "Yours is a number; the answer here is a table (DataFrame)."),
    ],
)
def test_the_gap_of_tables(given: Any, words: str) -> None:
    assert said(given, SALES) == f"Not yet. {words}"


def test_the_gap_of_tables_without_a_key_and_with_a_told_one() -> None:
    plain = pd.DataFrame({"x": [1.0, 2.0]})
    assert (
        said(pd.DataFrame({"x": [1.0, 3.0]}), plain)
        == "Not yet. `x` differs in 1 of 2 rows, first for row 2: yours is 3."
    )
    told = pd.DataFrame({"a": [1, 2], "b": ["x", "y"], "day": pd.to_datetime(["2025-01-01", "2025-01-02"])})
    assert said(told.assign(b=["x", "z"]), told, key=("day",)) == (
        "Not yet. `b` differs in 1 of 2 rows, first for `2025-01-02`: yours is z."
    )
    later = told.assign(day=told["day"] + pd.Timedelta(days=1))
    assert said(later, told, key=("a",)) == "Not yet. `day` differs in 2 of 2 rows, first for `1`: yours is 2025-01-02."
    assert said(told.assign(b=[True, False]), told) == (
        "Not yet. The column `b` holds `True` and `False`; the answer's holds text."
    )
    assert said(told.assign(day=["a", "b"]), told) == "Not yet. The column `day` holds text; the answer's holds dates."


def test_the_gap_of_series() -> None:
    answer = SALES.set_index("sku")["rev"]
    assert said(answer.head(2), answer) == "Not yet. Yours has 2 values; the answer has 3 values."
    assert said(answer.rename({"A1": "Z"}), answer) == "Not yet. The row for `Z` doesn't belong here."
    assert said(answer.add([0, 1, 0]), answer) == "Not yet. 1 of 3 values differs, for `B2`: yours is 56.5."
    assert said(answer.to_frame(), answer) == (
        'Not yet. Yours is a table with one column; take the column out: `table["rev"]`.'
    )
    assert said("x", answer) == "Not yet. Yours is text; the answer here is a Series."
    assert said(SALES["rev"] * 1.5, SALES["rev"]) == (
        "Not yet. Number 1 differs: yours is 45; the answer is about 33 % lower."
    )


def test_a_named_slip_follows_the_gap() -> None:
    slips = (Slip("You divided by visits (3,020).", lambda shop: 0.05), Slip("You counted rows.", 120))
    assert said(0.05, 0.073, slips=slips) == "Not yet. Yours is 0.05. You divided by visits (3,020)."
    assert said(120, 0.073, slips=slips) == "Not yet. Yours is 120. You counted rows."
    table = (Slip("You forgot refunds.", SALES.assign(rev=0.0)),)
    assert said(SALES.assign(rev=0.0), SALES, slips=table) == (
        "Not yet. `rev` differs in 3 of 3 rows, first for `A1`: yours is 0. You forgot refunds."
    )


def test_a_named_slip_goes_before_the_slips_of_any_number_and_the_right_answer_before_both() -> None:
    slips = (Slip("You left it in per cent.", 7.3), Slip("Never said.", 0.073))
    assert said(7.3, 0.073, slips=slips) == "Not yet. Yours is 7.3. You left it in per cent."
    assert said(0.073, 0.073, slips=slips) == "Correct. Because."


def test_a_slip_that_fails_on_this_shop_is_passed_over() -> None:
    slips = (Slip("Never said.", lambda shop: shop.nothing), Slip("You counted rows.", 120))
    assert said(120, 0.5, slips=slips) == "Not yet. Yours is 120. You counted rows."


def test_an_answer_that_cannot_be_computed_needs_an_earlier_cell() -> None:
    assert said(1, lambda shop: 1 / 0) == (
        "Run an earlier cell first. The answer can't be worked out here: ZeroDivisionError: division by zero."
    )


def test_missing_data_are_said_in_their_own_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPLAB_DATA", str(tmp_path))
    question = Question(name="q", answer=lambda shop: shop.orders["paid"].sum())
    assert judge(question, 1).text == (
        "Run an earlier cell first. The answer can't be worked out here: 'orders.csv' is not in the folder "
        f"{tmp_path}, which SHOPLAB_DATA points to. Copy it there, or unset SHOPLAB_DATA."
    )


def test_a_guess_is_never_wrong_in_its_range() -> None:
    guess = Question(name="g", form="predict", accept=(0, 1), answer=0.25, why="You said {yours}; it is {answer}.")
    assert judge(guess, 0.4).text == "Noted. You said 0.4; it is 0.25."
    assert judge(guess, 40).text == "Not yet. Yours is 40; a guess between 0 and 1 is meant."
    assert judge(guess, float("nan")).text == "Not yet. Yours is NaN; a guess between 0 and 1 is meant."
    assert judge(guess, "0.4").text == "Not yet. Yours is the text '0.4'; write a number without quotation marks."
    assert judge(guess, ...).text == "Your turn: your answer is still `...`."
    broken = Question(name="g", accept=(0, 1), answer=lambda shop: 1 / 0, why="{answer}")
    assert judge(broken, 1).state == "earlier"


def test_an_explanation_is_taken_when_it_is_a_sentence() -> None:
    explain = Question(name="e", form="explain", why="A good answer names the refunds.")
    assert judge(explain, "Refunds eat the margin.").text == "Noted. A good answer names the refunds."
    assert judge(explain, "Refunds").text == "Not yet. Yours is very short; write a whole sentence."
    assert judge(explain, 3).text == "Not yet. Yours is a number; the answer here is text."


def test_a_reason_never_says_correct_twice() -> None:
    assert judge(Question(name="q", answer=1, why="Correct. It counts people."), 1).text == "Correct. It counts people."


class Strange:
    """Something that no comparison likes."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __len__(self) -> int:
        raise RuntimeError

    __hash__ = None  # type: ignore[assignment]


STRANGE = [
    Strange(), [Strange()], {Strange: 1}, [[1], [2]], np.zeros((2, 2)), pd.DataFrame(), pd.Series(dtype=float), object(),
    10**400, 10**5000, -0.0, "", b"x", range(3), lambda: 1, pd.NaT, pd.DataFrame({("a", "b"): [1]}), {1: {2: {3: {4: 5}}}},
    pd.DataFrame({"rev": [1, 2, 3]}, index=pd.MultiIndex.from_tuples([(1, 2), (1, 3), (2, 2)])), Decimal("NaN"), 1j,
    pd.Series([1, "a", None]), pd.Timestamp("2025-01-01", tz="Asia/Shanghai"), [float("nan")] * 3, np.array(["a"]),
]  # fmt: skip


@pytest.mark.parametrize(
    "expected", [1.5, "a", True, ["A", "B"], {"a"}, {"a": 1}, SALES, SALES["rev"], dt.date(2025, 1, 1)]
)
def test_check_never_raises(expected: Any) -> None:
    for given in STRANGE:
        assert said(given, expected).startswith(("Not yet. ", "Correct. "))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"level": "hard", "answer": 1}, "level is 'hard'"),
        ({"form": "essay", "answer": 1}, "form is 'essay'"),
        ({"answer": 1, "hints": ("a",) * 4}, "4 hints; three are the most that help"),
        ({}, "an answer is missing"),
        ({"answer": 1, "points": "01.01"}, "`points` is a text; write a tuple"),
    ],
)
def test_an_author_s_mistake_is_told_at_once(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Question(name="q", **wrong)


def test_an_answer_is_a_value_or_a_function_of_the_shop() -> None:
    assert value_of(3, None) == 3
    assert value_of(lambda shop: shop["x"], {"x": 4}) == 4


def test_messages_render_as_escaped_html_with_the_role_of_a_status() -> None:
    outcome = judge(Question(name="q", answer="b"), "<script>alert(1)</script>")
    html = outcome._repr_html_()
    assert repr(outcome) == "Not yet. Yours is '<script>alert(1)</script>'; the answer is another one."
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert html.startswith('<div role="status" ')
    assert "<strong>Not yet.</strong>" in html
    assert json.loads(json.dumps(html)) == html


def test_names_in_backticks_become_code() -> None:
    html = judge(Question(name="q", answer=1), ..., "rate")._repr_html_()
    assert "<strong>Your turn:</strong> <code>rate</code> is still <code>...</code>." in html


@pytest.mark.parametrize("given", ["groupby", "groupby()", ".groupby()", " .groupby ", "GroupBy()"])
def test_a_choice_is_a_name_however_it_is_written_in_code(given: str) -> None:
    question = Question(name="q", form="choice", answer="groupby", slips=(Slip("A second table.", "merge"),), why="So.")
    assert judge(question, given).text == "Correct. So."
    assert judge(question, ".merge()").text == "Not yet. Yours is 'merge'; the answer is another one. A second table."
    asked = Question(name="q", answer="groupby")
    assert judge(asked, "groupby()").text == "Not yet. Yours is 'groupby()'; the answer is another one."


def test_a_rounded_column_is_called_rounded() -> None:
    rates = pd.DataFrame({"sku": ["A", "B", "C"], "rate": [0.12345, 0.05678, 0.3]})
    for digits in (2, 3):
        rounded = rates.assign(rate=rates["rate"].round(digits))
        assert said(rounded, rates) == "Not yet. `rate` is rounded. Keep all digits; round only to show."
    series = rates.set_index("sku")["rate"]
    assert said(series.round(2), series) == "Not yet. Yours are rounded. Keep all digits; round only to show."
    assert said(rates.assign(rate=[0.12, 0.06, 0.4]), rates) == (
        "Not yet. `rate` differs in 3 of 3 rows, first for `A`: yours is 0.12."
    )


def test_a_tuple_is_called_a_tuple() -> None:
    assert said((1, 2), SALES) == "Not yet. Yours is a tuple; the answer here is a table (DataFrame)."
