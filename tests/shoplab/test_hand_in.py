"""Handing in, in its three modes: every sentence a learner can meet."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from shoplab.handin import BUNDLE_MIME, HandInError, Shape, all_shapes, decode, hand_in
from shoplab.handin import desk as desk_module
from shoplab.handin.shapes import ShapeError, read_shapes

TASKS = """
[economics]
title = "What each category earns"
kind = "table"
key = ["sku"]
columns = { sku = "text", margin = "number", units = "integer", licence = { kind = "text", choices = ["none", "food"] }, opened = "yes/no" }
changes_with_shop = true
example = "one row a SKU, like ('A1', 0.21, 30, 'none', True)"

[share]
kind = "number"
between = [0, 1]
changes_with_shop = true

[days]
kind = "integer"

[platform]
kind = "text"
choices = ["Taobao", "JD"]
judged_on = "home"

[memo]
kind = "text"

[open]
kind = "yes/no"

[plan]
kind = "record"
[plan.fields]
target = "number"
months = { kind = "table", key = ["month"], rows = 2, columns = { month = "integer", target = "number" } }
shop = { kind = "record", fields = { name = "text" } }

[steps]
kind = "list"
items = "text"
rows = 2

[goods]
kind = "text"
among = "supplier_quotes.category"

["goods table"]
kind = "table"
columns = { c = { kind = "text", among = "supplier_quotes.category" } }

[targets]
kind = "list"
items = { kind = "integer", multiple_of = 10000 }

["wan table"]
kind = "table"
columns = { x = { kind = "integer", multiple_of = 10000 } }

[budget]
kind = "record"
changes_with_shop = true
[budget.fields]
budget = "number"
rate = "number"
days = "integer"
months = { kind = "list", items = "integer" }
city = "text"
stock = { kind = "integer", may_stay = true }
table = { kind = "table", key = ["place"], columns = { place = "text", fee = "number", share = { kind = "number", may_match = true } } }

[rows]
kind = "table"
columns = { x = "number" }
"""
GOOD = pd.DataFrame(
    {"sku": ["A1", "B2"], "margin": [0.2, 0.1], "units": [3, 5], "licence": ["none", "food"], "opened": [True, False]}
)
EXAMPLE = " Like this: one row a SKU, like ('A1', 0.21, 30, 'none', True)"


@pytest.fixture(autouse=True)
def tasks(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Shape]:
    found = read_shapes(TASKS)
    monkeypatch.setattr(desk_module, "all_shapes", lambda: found)
    monkeypatch.setattr(desk_module, "shape_of", found.get)
    return found


def test_a_table_of_the_right_shape_is_ready() -> None:
    expected = "Ready to hand in: a table with 2 rows and the columns `sku`, `margin`, `units`, `licence`, `opened`."
    for answer in (GOOD, GOOD[GOOD.columns[::-1]], GOOD.set_index("sku"), GOOD.set_axis([7, 3])):
        assert repr(hand_in("economics", answer)) == expected


@pytest.mark.parametrize(
    ("answer", "gap"),
    [
        (GOOD.drop(columns="units"), "the column `units` is missing. Yours are: `sku`, `margin`, `licence`, `opened`."),
        (GOOD.rename(columns={"margin": "margins"}), "the column `margin` is missing. Is it your `margins`?"),
        (
            GOOD.assign(extra=1),
            "the column `extra` is too many. The columns are: `sku`, `margin`, `units`, `licence`, `opened`.",
        ),
        (GOOD.set_axis(["sku", "sku", "units", "licence", "opened"], axis=1), "two columns are called `sku`."),
        (GOOD.head(0), "the table has no rows."),
        (GOOD.assign(sku="A1"), "the row for `A1` stands there twice; hand in one row for each `sku`."),
        (GOOD.assign(sku=["A1", None]), "`sku` is empty in row 2; it names the row."),
        (GOOD.assign(margin=np.nan), "in the row for `A1`, `margin` is empty (NaN) (likewise in 1 more)."),
        (GOOD.assign(margin=[0.1, np.inf]), "in the row for `B2`, `margin` is infinite."),
        (GOOD.assign(margin=["0.1", 0.2]), "in the row for `A1`, `margin` is the text '0.1' and not a number."),
        (GOOD.assign(margin=True), "in the row for `A1`, `margin` is True and not a number (likewise in 1 more)."),
        (GOOD.assign(units=[3, 2.5]), "in the row for `B2`, `units` is 2.5 and not a whole number."),
        (
            GOOD.assign(licence=["none", "drugs"]),
            "in the row for `B2`, `licence` is 'drugs' and not one of `none`, `food`.",
        ),
        (GOOD.assign(licence=[1, "food"]), "in the row for `A1`, `licence` is 1 and not text."),
        (GOOD.assign(licence=[" ", "food"]), "in the row for `A1`, `licence` is empty."),
        (GOOD.assign(licence=[None, "food"]), "in the row for `A1`, `licence` is empty."),
        (GOOD.assign(opened=["yes", True]), "in the row for `A1`, `opened` is yes and neither `True` nor `False`."),
        (GOOD["margin"], "yours is a Series; make a table of it with `.reset_index()`."),
        (GOOD.to_dict(), "yours is a dictionary; hand in a table (DataFrame)."),
        (None, "yours is `None`: the last step gave nothing back. Hand in a table (DataFrame)."),
    ],
)
def test_the_gap_of_a_table(answer: Any, gap: str) -> None:
    assert repr(hand_in("economics", answer)) == f"Not yet: {gap}{EXAMPLE}"


@pytest.mark.parametrize(
    ("task", "answer", "says"),
    [
        ("share", 0.3, "Ready to hand in: the number 0.3."),
        ("share", np.float64(1), "Ready to hand in: the number 1."),
        ("share", "0.3", "Not yet: yours is the text '0.3'; write it as a number, without quotation marks."),
        ("share", 30, "Not yet: yours is 30; it must lie between 0 and 1."),
        ("share", float("nan"), "Not yet: yours is NaN: a value is missing on the way."),
        ("share", float("inf"), "Not yet: yours is infinite: something was divided by 0."),
        ("share", None, "Not yet: yours is `None`: the last step gave nothing back. Hand in a number."),
        ("share", True, "Not yet: yours is `True` or `False`; hand in a number."),
        (
            "share",
            [0.3],
            "Not yet: yours is a list with one value in it; take it out with `[0]`.",
        ),
        ("share", ..., "Your turn: the answer is still `...`."),
        ("share", [...], "Your turn: the answer still holds `...`."),
        ("days", 2.5, "Not yet: yours is 2.5; a whole number is wanted."),
        ("days", 3.0, "Ready to hand in: the number 3."),
        ("days", 10**30, "Not yet: a whole number in the answer has more than 19 digits."),
        ("platform", "JD", "Ready to hand in: 'JD'."),
        ("platform", "jd", "Not yet: yours is 'jd'; choose one of `Taobao`, `JD`."),
        ("memo", "Sell bags.", "Ready to hand in: a text of 10 characters."),
        ("memo", "  ", "Not yet: yours is an empty text."),
        ("memo", 12.5, "Not yet: yours is the number 12.5; write it as text, in quotation marks."),
        ("memo", ["a", "b"], "Not yet: yours is a list; hand in a text."),
        ("memo", "x" * 20_001, "Not yet: a text in the answer is longer than 20,000 characters."),
        ("open", False, "Ready to hand in: False."),
        ("open", "yes", "Not yet: yours is text; hand in `True` or `False`."),
        ("steps", ["a", "b"], "Ready to hand in: a list of 2 entries."),
        ("steps", ["a"], "Not yet: yours has 1 entry; hand in 2 entries."),
        ("steps", [], "Not yet: the list is empty."),
        ("steps", ["a", 2], "Not yet: at number 2, yours is the number 2; write it as text, in quotation marks."),
        ("steps", "ab", "Not yet: yours is text; hand in a list."),
        ("rows", pd.DataFrame({"x": [1, None]}), "Not yet: in row 2, `x` is empty (NaN)."),
        (
            "sharing",
            1,
            "Not yet: there is no task called 'sharing'. Did you mean 'share'? "
            "The name stands in the cell that was given to you.",
        ),
        ("zzz", 1, "Not yet: there is no task called 'zzz'. The name stands in the cell that was given to you."),
    ],
)
def test_what_hand_in_says_at_home(task: str, answer: Any, says: str) -> None:
    assert repr(hand_in(task, answer)) == says


def test_records_are_checked_field_by_field() -> None:
    months = pd.DataFrame({"month": [1, 2], "target": [10.0, 12.0]})
    good = {"target": 22, "months": months, "shop": {"name": "Lantern Lane"}}
    assert repr(hand_in("plan", good)) == "Ready to hand in: a dictionary with `target`, `months`, `shop`."
    for answer, gap in (
        ({}, "the key `target` is missing. Yours has no keys."),
        ({"targets": 1}, "the key `target` is missing. Is it your `targets`?"),
        ({"x": 1}, "the key `target` is missing. Yours are: `x`."),
        ({**good, "x": 1}, "the key `x` is too many. The keys are: `target`, `months`, `shop`."),
        (
            {**good, "target": "22"},
            "at `target`, yours is the text '22'; write it as a number, without quotation marks.",
        ),
        ({**good, "months": months.head(1)}, "at `months`, yours has 1 row; hand in 2 rows."),
        (
            {**good, "months": months.assign(target=["a", 1])},
            "at `months`, in the row for `1`, `target` is the text 'a' and not a number.",
        ),
        (
            {**good, "shop": {"name": 3}},
            "at `shop`, at `name`, yours is the number 3; write it as text, in quotation marks.",
        ),
        (3, "yours is a number; hand in a dictionary."),
    ):
        assert repr(hand_in("plan", answer)) == f"Not yet: {gap}"


def test_at_home_it_renders_with_the_role_of_a_status() -> None:
    bundle = hand_in("platform", "<b>")._repr_mimebundle_()
    assert bundle["text/plain"] == "Not yet: yours is '<b>'; choose one of `Taobao`, `JD`."
    assert 'role="status"' in bundle["text/html"]
    assert "&lt;b&gt;" in bundle["text/html"]
    assert BUNDLE_MIME not in bundle


def test_an_untouched_answer_is_never_red() -> None:
    assert "#c91f16" in hand_in("platform", 3)._repr_mimebundle_()["text/html"]
    assert "#c91f16" not in hand_in("platform", ...)._repr_mimebundle_()["text/html"]


def test_at_home_nothing_raises() -> None:
    class Bomb:
        def __getattribute__(self, name: str) -> Any:
            raise RuntimeError

    for task in ("economics", "share", "memo", "plan", "steps", "open", "zzz", 3, None):
        for answer in (Bomb(), [Bomb()], 1j, 10**5000, np.zeros((2, 2)), pd.DataFrame(), pd.NaT, {1: 2}):
            assert repr(hand_in(task, answer)).startswith("Not yet: ")


def test_under_validate_a_wrong_shape_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    for answer, says in (
        (..., "share: your turn: the answer is still `...`."),
        ("0.3", "share: yours is the text '0.3'; write it as a number, without quotation marks."),
    ):
        with pytest.raises(HandInError) as caught:
            hand_in("share", answer)
        assert str(caught.value) == says
        assert caught.value._render_traceback_() == [says]


def test_under_validate_a_copied_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in("share", 0.3)
    hand_in("economics", GOOD)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(HandInError) as caught:
        hand_in("economics", GOOD.set_index("sku"))
    assert str(caught.value) == (
        "economics: this is the home shop's answer, but Validate runs on the rehearsal shop. "
        "Compute it from the tables instead of typing it in."
    )
    with pytest.raises(HandInError, match=r"^share: this is the home shop's answer"):
        hand_in("share", 0.3)
    assert repr(hand_in("share", 0.31)) == (
        "share: the shape is right, and it differs from the answer that you had at home in every figure that should: "
        "the number 0.31."
    )


def stays(task: str, home: Any, now: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """What Validate says to an answer after another one at home."""
    assert hand_in(task, home).ready
    with monkeypatch.context() as patch:
        patch.setenv("NBGRADER_EXECUTION", "validate")
        try:
            return repr(hand_in(task, now))
        except HandInError as error:
            return str(error)


BUDGET = {"budget": 1370.0, "rate": 0.02416027, "days": 27, "months": [980_000, 690_000], "city": "Wuhan", "stock": 100}
OTHER = {
    "budget": 1775.0,
    "rate": 0.02368665,
    "days": 38,
    "months": [1_090_000, 810_000],
    "city": "Xi'an",
    "stock": 100,
}
BUDGET_READY = "a dictionary with `budget`, `rate`, `days`, `months`, `city`, `stock`, `table`."


def budget(answer: dict[str, Any], fees: list[float], share: list[float]) -> dict[str, Any]:
    return answer | {"table": pd.DataFrame({"place": ["a", "b", "c"][: len(fees)], "fee": fees, "share": share})}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (set(), f"the shape is right, and it differs from the answer that you had at home in every figure that should: {BUDGET_READY}"),
        ({"budget"}, "`budget` is the same as in the home shop, though Validate runs on the rehearsal shop. "
         "Compute it from the tables instead of typing it in."),
        ({"months"}, "`months` is the same as in the home shop, though Validate runs on the rehearsal shop. "
         "Compute it from the tables instead of typing it in."),
        ({"budget", "rate", "months"},
         "`budget`, `rate` and `months` are the same as in the home shop, though Validate runs on the rehearsal shop. "
         "Compute them from the tables instead of typing them in."),
        ({"fee"}, "`fee` in `table` is the same as in the home shop, though Validate runs on the rehearsal shop. "
         "Compute it from the tables instead of typing it in."),
        ({"days", "city"}, f"the shape is right on the rehearsal shop: {BUDGET_READY} "
         "The same as at home, by chance or because it was typed in: `days` and `city`."),
        ({"share"}, f"the shape is right on the rehearsal shop: {BUDGET_READY} "
         "The same as at home, by chance or because it was typed in: `share` in `table`."),
    ],
)  # fmt: skip
def test_under_validate_a_typed_part_is_named(typed: set[str], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    home = budget(BUDGET, [4.21, 4.7, 5.1], [0.0, 0.0, 1.0])
    fees = [4.21, 4.7, 5.1] if "fee" in typed else [4.01, 4.4, 5.1]
    now = budget(OTHER | {name: BUDGET[name] for name in typed & set(BUDGET)}, fees, [0.0, 0.0, "share" in typed])
    now["table"]["share"] = now["table"]["share"].astype(float)
    now["table"] = now["table"][::-1]  # rows are set side by side by their key
    assert stays("budget", home, now, monkeypatch) == f"budget: {says}"


def test_a_column_of_a_table_that_is_handed_in_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    told = GOOD.assign(units=[300, 500])
    assert stays("economics", told, told.assign(margin=[0.21, 0.12]), monkeypatch) == (
        "economics: `units` is the same as in the home shop, though Validate runs on the rehearsal shop. "
        "Compute it from the tables instead of typing it in."
    )


def test_a_name_must_be_in_its_table_and_a_close_one_is_offered(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPLAB_DATA", str(root / "datasets"))
    assert repr(hand_in("goods", "yoga_mats")) == "Ready to hand in: a text of 9 characters."
    for given in ("yoga mats", "yoga_mat"):
        assert repr(hand_in("goods", given)) == (
            f"Not yet: yours is '{given}', and the column `category` of `supplier_quotes` holds no such name. "
            "Did you mean `yoga_mats`?"
        )
    assert repr(hand_in("goods table", pd.DataFrame({"c": ["luggage", "trolleys"]}))) == (
        "Not yet: in row 2, `c` is 'trolleys', a name that the column `category` of `supplier_quotes` doesn't hold."
    )
    monkeypatch.setenv("SHOPLAB_DATA", str(root / "tests"))
    assert hand_in("goods", "yoga mats").ready  # without the table nobody is accused


def test_money_in_full_wan_is_not_a_number_of_wan() -> None:
    assert repr(hand_in("targets", [980_000, 690_000.0])) == "Ready to hand in: a list of 2 entries."
    assert repr(hand_in("targets", [98.0, 69.0])) == (
        "Not yet: at number 1, yours is 98; it must be a multiple of 10,000. If that is 万, write 980000."
    )
    assert repr(hand_in("targets", [980_000, 691_234])) == (
        "Not yet: at number 2, yours is 691,234; it must be a multiple of 10,000."
    )
    assert repr(hand_in("wan table", pd.DataFrame({"x": [10_000, 98]}))) == (
        "Not yet: in row 2, `x` is 98 and not a multiple of 10,000."
    )


def test_a_tuple_is_called_a_tuple() -> None:
    assert repr(hand_in("share", (1, 2))) == "Not yet: yours is a tuple; hand in a number."


def test_under_validate_an_answer_may_stay_when_the_task_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in("platform", "JD")
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert repr(hand_in("platform", "JD")) == "platform: the shape is right on the rehearsal shop: 'JD'."
    assert repr(hand_in("share", 0.3)) == "share: the shape is right on the rehearsal shop: the number 0.3."


def test_only_a_ready_answer_at_home_is_recorded(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = room / ".shoplab" / "answers"
    hand_in("share", "0.3")
    assert not folder.exists()
    hand_in("share", 0.3)
    recorded = json.loads((folder / "share.json").read_text(encoding="utf-8"))
    assert recorded == {"format": 1, "task": "share", "answer": 0.3}
    monkeypatch.setenv("SHOPLAB_NO_LOG", "1")
    hand_in("days", 3)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    hand_in("share", 0.5)
    assert [one.name for one in folder.iterdir()] == ["share.json"]
    assert json.loads((folder / "share.json").read_text(encoding="utf-8")) == recorded


def test_a_damaged_record_and_a_closed_folder_are_tolerated(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in("share", 0.3)
    (room / ".shoplab" / "answers" / "share.json").write_text("{", encoding="utf-8")
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert repr(hand_in("share", 0.3)) == "share: the shape is right on the rehearsal shop: the number 0.3."
    monkeypatch.delenv("NBGRADER_EXECUTION")
    (room / ".shoplab" / "answers" / "share.json").unlink()
    (room / ".shoplab" / "answers").rmdir()
    (room / ".shoplab" / "answers").write_text("", encoding="utf-8")
    assert repr(hand_in("share", 0.3)) == "Ready to hand in: the number 0.3."


def test_when_grading_the_answer_leaves_as_data_and_earns_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    result = hand_in("economics", GOOD.set_index("sku"))
    bundle = result._repr_mimebundle_()
    assert repr(result) == "0.0"
    assert bundle.keys() == {"text/plain", BUNDLE_MIME}
    assert bundle["text/plain"] == "0.0"
    pd.testing.assert_frame_equal(decode(json.loads(json.dumps(bundle[BUNDLE_MIME])), "economics"), GOOD)


def test_an_answer_travels_in_the_one_form_of_its_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    for steps in (["a", "b"], ("a", "b"), {"b", "a"}, pd.Series(["a", "b"], index=[7, 3]), np.array(["a", "b"])):
        assert hand_in("steps", steps).bundle == {"format": 1, "task": "steps", "answer": ["a", "b"]}
    months = pd.DataFrame({"month": [1, 2], "target": [10.0, 12.0]})
    record = decode(hand_in("plan", {"target": 22, "months": months.set_index("month"), "x": 1}).bundle)
    pd.testing.assert_frame_equal(record["months"], months)
    assert (record["target"], record["x"]) == (22, 1)
    assert decode(hand_in("plan", pd.Series({"target": 22, "x": 1})).bundle) == {"target": 22, "x": 1}


def test_when_grading_nothing_raises_and_a_blank_stays_blank(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert decode(hand_in("share", ...).bundle) is ...
    for task in ("share", "zzz", 3, "../up"):
        for answer in (len, 10**400, {1, 2}, [float("nan")], object(), pd.DataFrame({("a", "b"): [1]})):
            result = hand_in(task, answer)  # type: ignore[arg-type]
            assert result._repr_mimebundle_()["text/plain"] == "0.0"
            json.dumps(result.bundle, allow_nan=False)
    assert hand_in("share", len).bundle == {
        "format": 1, "task": "share",
        "problem": "A function can't be handed in. Hand in numbers, text, lists, dictionaries or tables.",
    }  # fmt: skip
    assert list((room / ".shoplab").iterdir()) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[a]", "task 'a': kind is None; it must be one of number, integer, text, yes/no, table, record, list"),
        ('[a]\nkind="table"', "a table needs `columns`"),
        ('[a]\nkind="number"\ncolumns={x="text"}', "`columns` belongs to a table, not to kind 'number'"),
        ('[a]\nkind="table"\nkey=["y"]\ncolumns={x="text"}', "the key ['y'] is not among the columns"),
        ('[a]\nkind="table"\ncolumns={x="table"}', "the column 'x' must be one of number, integer, text, yes/no"),
        ('[a]\nkind="number"\njudged_on="mars"', 'judged_on must be "unseen" or "home"'),
        ('[a]\nkind="number"\ncolour="red"', "unknown keys ['colour']"),
        ('[a]\nkind="number"\namong="x.y"', "`among` belongs to a text and reads 'table.column'"),
        ('[a]\nkind="text"\namong="x"', "`among` belongs to a text and reads 'table.column'"),
        ('[a]\nkind="text"\nmultiple_of=2', "`multiple_of` belongs to a number, not to kind 'text'"),
        ("[a", "is not TOML"),
        ("a=3", "a shape is a kind or a table of keys, not 3"),
        (
            '[a]\nkind="record"\nfields={b={kind="record",fields={c={kind="record",fields={d="text"}}}}}',
            "tables and records may be nested one level deep",
        ),
    ],
)
def test_a_task_file_that_an_author_must_mend(text: str, problem: str) -> None:
    with pytest.raises(ShapeError) as caught:
        read_shapes(text, "tasks.toml")
    assert problem in str(caught.value)


def test_the_course_s_own_task_files_can_be_read() -> None:
    assert all(isinstance(shape, Shape) for shape in all_shapes().values())
