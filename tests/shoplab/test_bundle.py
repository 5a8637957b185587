"""An answer's way out of a notebook and into the marker's hands; the second half trusts nothing."""

import contextlib
import datetime as dt
import json
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shoplab.handin import BundleError, bundle_of, decode, encode, task_of

FAST = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63), st.floats(), TEXT,
    st.dates(), st.datetimes(min_value=dt.datetime(1700, 1, 1), max_value=dt.datetime(2200, 1, 1)),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXT | st.just("$"), inner, max_size=4)
        | st.dictionaries(st.integers(-9, 9), inner, max_size=3)
    ),
    max_leaves=12,
).filter(lambda value: depth(value) <= 8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5) | st.just("$"), inner, max_size=5),
    max_leaves=20,
)
TAGS = st.sampled_from(
    ["nan", "inf", "-inf", "nat", "blank", "time", "date", "decimal", "dict", "set", "series", "table", "pickle"]
)
TAGGED = st.builds(
    lambda tag, fields: {"$": tag, **fields},
    TAGS,
    st.fixed_dictionaries(
        {},
        optional={name: JSON for name in ("iso", "value", "items", "columns", "rows", "name", "index", "values")},
    ),
)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and math.isnan(one):
        return isinstance(other, float) and math.isnan(other)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return one == other


def there_and_back(value: Any) -> Any:
    return decode(json.loads(json.dumps(encode("t", value), allow_nan=False)))


@FAST
@given(VALUES)
def test_what_comes_out_is_what_went_in(value: Any) -> None:
    assert same(value, there_and_back(value))


@FAST
@given(st.lists(st.tuples(st.integers(-(2**53), 2**53), st.floats(), TEXT, st.booleans()), min_size=1, max_size=6))
def test_a_table_comes_out_as_it_went_in(rows: list[tuple[Any, ...]]) -> None:
    frame = pd.DataFrame(rows, columns=["n", "x", "灯 $", "ok"])
    pd.testing.assert_frame_equal(there_and_back(frame), frame)


@FAST
@given(JSON)
def test_no_json_raises_anything_but_bundle_error(value: Any) -> None:
    for bundle in (value, {"format": 1, "task": "t", "answer": value}, {"format": 1, "task": "t", "problem": value}):
        with contextlib.suppress(BundleError):
            decode(bundle)


@FAST
@given(st.recursive(TAGGED | JSON, lambda inner: st.lists(inner, max_size=3), max_leaves=5))
def test_no_forged_tag_raises_anything_but_bundle_error(value: Any) -> None:
    with contextlib.suppress(BundleError):
        decode({"format": 1, "task": "t", "answer": value})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ((1, "a"), [1, "a"]),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.float32(0.5), 0.5),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (np.array(["2025-06-18"], dtype="datetime64[D]"), [pd.Timestamp("2025-06-18")]),
        (np.datetime64("2025-06-18"), pd.Timestamp("2025-06-18")),
        (pd.Index(["a", "b"]), ["a", "b"]),
        (pd.Categorical(["a"]), ["a"]),
        (Decimal("1.5"), 1.5),
        (Fraction(1, 4), 0.25),
        (pd.NA, None),
        ({1, 2}, {1, 2}),
        (frozenset("ab"), {"a", "b"}),
        ({"$": "nan"}, {"$": "nan"}),
        ({np.int64(3): 1, "a": 2}, {3: 1, "a": 2}),
        (pd.Timestamp("2025-06-18 08:50:00.123456789"), pd.Timestamp("2025-06-18 08:50:00.123456789")),
        (pd.Timestamp("2025-06-18", tz="Asia/Shanghai"), pd.Timestamp("2025-06-18", tz="Asia/Shanghai")),
        (..., ...),
        ([...], [...]),
        (dt.date(2025, 6, 18), dt.date(2025, 6, 18)),
    ],
)
def test_what_travels_in_another_form(value: Any, expected: Any) -> None:
    found = there_and_back(value)
    assert found == expected
    assert type(found) is type(expected)


def test_nat_and_series_and_named_indexes_travel() -> None:
    assert there_and_back(pd.NaT) is pd.NaT
    plain = pd.Series([1.5, np.nan], name="x")
    pd.testing.assert_series_equal(there_and_back(plain), plain)
    keyed = pd.Series([1, 2], index=["a", "b"], name="x")
    assert there_and_back(keyed).to_dict() == {"a": 1, "b": 2}
    frame = pd.DataFrame({"sku": ["a", "b"], "rev": [1.5, 2.5]})
    pd.testing.assert_frame_equal(there_and_back(frame.set_index("sku")), frame)
    pd.testing.assert_frame_equal(there_and_back(frame[frame["rev"] > 2]), frame.iloc[[1]].reset_index(drop=True))
    two = frame.assign(n=[1, 2]).set_index(["sku", "n"])["rev"]
    assert there_and_back(two).columns.tolist() == ["sku", "n", "rev"]
    dated = pd.DataFrame({"day": pd.to_datetime(["2025-01-01", None]), "n": [1, 2]})
    assert there_and_back(dated)["day"].tolist() == [pd.Timestamp("2025-01-01"), pd.NaT]
    assert there_and_back(pd.DataFrame({"a": []})).columns.tolist() == ["a"]


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (len, "A function can't be handed in. Hand in numbers, text, lists, dictionaries or tables."),
        (1j, "A complex can't be handed in. Hand in numbers, text, lists, dictionaries or tables."),
        (b"x", "A bytes can't be handed in. Hand in numbers, text, lists, dictionaries or tables."),
        (
            np.timedelta64(3, "D"),
            "A span of time can't be handed in. Hand in numbers, text, lists, dictionaries or tables.",
        ),
        (nested(9), "The answer is nested more than 8 levels deep."),
        ([0] * 50_001, "The answer has more than 50,000 values."),
        (np.zeros(50_001), "The answer has more than 50,000 values."),
        (pd.DataFrame({"a": range(50_001)}), "The answer has more than 50,000 values."),
        (pd.Series(range(50_001)), "The answer has more than 50,000 values."),
        ("灯" * 20_001, "A text in the answer is longer than 20,000 characters."),
        (["灯" * 19_000] * 40, "The answer is larger than 2 MB."),
        (2**63 + 1, "A whole number in the answer has more than 19 digits."),
        ("\ud800", "A text in the answer has characters that can't be saved."),
        ({(1, 2): 3}, "A dictionary's keys must be text or numbers; one is tuple."),
        ({math.nan: 3}, "A dictionary's keys must be text or numbers; one is float."),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "Two columns of a table are called 'a'."),
        (pd.DataFrame({("a", "b"): [1]}), "A table's columns stand on two levels. Give each column one name."),
        (
            pd.DataFrame({"a": [[1], [2]]}),
            "A list inside a table can't be handed in. Hand in numbers, text, lists, dictionaries or tables.",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_carried_says_why(value: Any, problem: str) -> None:
    with pytest.raises(BundleError) as caught:
        encode("t", value)
    assert str(caught.value) == problem
    bundle = bundle_of("t", value)
    assert bundle == {"format": 1, "task": "t", "problem": problem}
    with pytest.raises(BundleError) as caught:
        decode(bundle)
    assert str(caught.value) == f"The answer could not be handed in: {problem}"


def test_a_bundle_is_always_made() -> None:
    class Bomb:
        def __getattribute__(self, name: str) -> Any:
            raise RuntimeError

    loop: list[Any] = []
    loop.append(loop)
    assert bundle_of("t", Bomb()) == {
        "format": 1, "task": "t", "problem": "The answer could not be read (RuntimeError)."
    }  # fmt: skip
    assert bundle_of("t", loop)["problem"] == "The answer is nested more than 8 levels deep."
    assert bundle_of(3, 1) == {"format": 1, "task": "", "answer": 1}
    assert bundle_of("\ud800" * 200, 1)["task"] == "?" * 100


@pytest.mark.parametrize(
    ("bundle", "problem"),
    [
        (None, "This is not an answer's bundle."),
        ([], "This is not an answer's bundle."),
        ({"format": 2, "task": "t", "answer": 1}, "The bundle has another format than 1."),
        ({"format": True, "task": "t", "answer": 1}, "The bundle has another format than 1."),
        ({"format": 1, "answer": 1}, "The bundle names no task."),
        ({"format": 1, "task": "", "answer": 1}, "The bundle names no task."),
        ({"format": 1, "task": "other", "answer": 1}, "The bundle is for the task 'other', not for 't'."),
        ({"format": 1, "task": "t"}, "This is not an answer's bundle."),
        ({"format": 1, "task": "t", "answer": 1, "mark": 10}, "This is not an answer's bundle."),
        ({"format": 1, "task": "t", "problem": {}}, "The answer could not be handed in: a dict"),
    ],
)
def test_a_bundle_that_is_none(bundle: Any, problem: str) -> None:
    with pytest.raises(BundleError) as caught:
        decode(bundle, "t")
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (math.nan, "a bare NaN or infinity"),
        ({"$": "pickle", "data": "x"}, "an unknown tag"),
        ({"$": "nan", "more": 1}, "an unknown tag"),
        ({"$": ["nan"]}, "an unknown tag"),
        ({"$": "time", "iso": "now"}, "a date in another form"),
        ({"$": "date", "iso": "2025-02-30"}, "a date that doesn't exist"),
        ({"$": "time", "iso": "2025-02-30T00:00:00"}, "a date that doesn't exist"),
        ({"$": "decimal", "value": "1"}, "a decimal that is no number"),
        ({"$": "dict", "items": [[1]]}, "a dictionary without pairs"),
        ({"$": "dict", "items": [[None, 1]]}, "a dictionary with odd keys"),
        ({"$": "dict", "items": [[1, 1], [1, 2]]}, "a dictionary with odd keys"),
        ({"$": "set", "items": 3}, "cells that are no list"),
        ({"$": "set", "items": [[]]}, "a cell that is no single value"),
        ({"$": "table", "columns": ["a"], "rows": [[1, 2]]}, "a row of another length"),
        ({"$": "table", "columns": ["a", "a"], "rows": []}, "a table with two columns of one name"),
        ({"$": "table", "columns": "a", "rows": []}, "a table without columns and rows"),
        ({"$": "table", "columns": [1], "rows": []}, "a name that is no text"),
        ({"$": "series", "name": None, "index": [1], "values": []}, "an index of another length"),
    ],
)
def test_a_forged_answer(answer: Any, what: str) -> None:
    with pytest.raises(BundleError) as caught:
        decode({"format": 1, "task": "t", "answer": answer})
    assert str(caught.value) == f"The bundle holds something that the course's hand_in never writes: {what}."


def test_the_marker_has_the_same_caps() -> None:
    for answer in (nested(9), [0] * 50_001, "x" * 20_001, ["灯" * 19_000] * 40, 2**64, "\ud800", [[]] * 50_001,
                   {"$": "table", "columns": [], "rows": [[]] * 60_000}):  # fmt: skip
        with pytest.raises(BundleError):
            decode({"format": 1, "task": "t", "answer": answer})


def test_the_name_of_the_task_can_be_read_alone() -> None:
    assert task_of({"format": 1, "task": "t", "answer": object()}) == "t"
