"""Marks from answers: comparison, slips, decisions, hostile bundles. Pure: nothing is run."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.compare import Decision, Items, Number, Record, Table, TextChoice, same
from coursekit.exam import AnswerKey, Criterion, Exam, ExamError, Shop, Slip, Task, Written, answer_key, load_exam
from coursekit.judge import judge
from coursekit.mark import Mark, mark_notebook, mark_task
from coursekit.marked import mark_output, write_marks
from shoplab.handin.bundle import BUNDLE_MIME, encode


def task_of(compare, reference, slips=(), points=10.0) -> tuple[Task, AnswerKey]:
    task = Task("t", "T", points, compare, lambda shop: reference, slips=slips, right="Correct. So it is.")
    return task, answer_key(Exam("m", (task,)), {"unseen": Shop()})


def cell(bundle=None, outputs=None) -> dict:
    made = (
        outputs
        if outputs is not None
        else [{"output_type": "execute_result", "data": {"text/plain": "0.0", BUNDLE_MIME: bundle}}]
    )
    return {"cell_type": "code", "outputs": made, "execution_count": 1}


def marked(answer, compare, reference, slips=(), outcome=None, points=10.0) -> Mark:
    task, key = task_of(compare, reference, slips, points)
    return mark_task(task, cell(encode("t", answer)), None, key, {"t": outcome} if outcome is not None else {})


TABLE = pd.DataFrame({"sku": list("abcdefghij"), "net": [float(n) for n in range(10)], "kind": ["x"] * 10})
COLUMNS = Table(key=("sku",), columns={"net": 1e-6, "kind": None}, weights={"net": 3, "kind": 1})


@pytest.mark.parametrize(
    ("answer", "compare", "reference", "points", "says"),
    [
        (0.5000001, Number(1e-6), 0.5, 10, "Correct. So it is."),
        (50, Number(), 0.5, 0, "Not yet. Yours is 50; it is a hundred times the right one. A rate here is a share, so between 0 and 1."),
        (-0.5, Number(), 0.5, 0, "Not yet. Yours is -0.5; the size is right and the sign is not."),
        (0.4, Number(), 0.5, 0, "Not yet. Yours is 0.4 on the shop it was marked on; that is too low."),
        ("0.5", Number(), 0.5, 0, "Not yet. Yours is a text; a number is wanted."),
        (True, Number(), 1.0, 0, "Not yet. Yours is a True or False; a number is wanted."),
        (None, Number(), 1.0, 0, "Not yet. Yours is `None`: the last step gave nothing back."),
        (math.inf, Number(), 1.0, 0, "Not yet. Yours is infinite: something was divided by 0."),
        (" Travel  Goods", TextChoice(), "travel goods", 10, "Correct. So it is."),
        ("bags", TextChoice(), "bottles", 0, "Not yet. Yours is “bags”; that is not the one."),
        (["b", "a"], Items(), ["a", "b"], 10, "Correct. So it is."),
        (["b", "a"], Items(ordered=True), ["a", "b"], 0,
         "Not yet. The entries are right, but their order is not: the first one out of place is number 1."),
        (["a"], Items(), ["a", "b"], 5, "Not yet, but a part of it is right. 1 of your 1 entries are right, and 1 are missing."),
        ({"a": 1.0, "b": 9}, Record({"a": 1e-6, "b": None}), {"a": 1.0, "b": 2}, 5,
         "Not yet, but a part of it is right. `b`: Yours is 9 on the shop it was marked on; that is too high. "
         "Part by part: `a` 5 of 5 · `b` 0 of 5."),
        ({"a": 1.0}, Record({"a": 1e-6, "b": None}), {"a": 1.0, "b": 2}, 5,
         "Not yet, but a part of it is right. The key `b` is missing. Yours are: `a`. "
         "Part by part: `a` 5 of 5 · `b` 0 of 5."),
        (3, COLUMNS, TABLE, 0, "Not yet. Yours is a number; a table is wanted."),
        (TABLE[::-1], COLUMNS, TABLE, 10, "Correct. So it is."),
        (TABLE.set_index("sku"), COLUMNS, TABLE, 10, "Correct. So it is."),
        (TABLE[["net"]], COLUMNS, TABLE, 0, "Not yet. Column `sku` is missing. Yours are: `net`."),
        (TABLE[["sku", "kind"]], COLUMNS, TABLE, 2.5,
         "Not yet, but a part of it is right. Column `net` is missing. Yours are: `sku`, `kind`. "
         "Part by part: `net` 0 of 7.5 · `kind` 2.5 of 2.5."),
        (TABLE.assign(net=TABLE.net.where(TABLE.sku != "c", 99)), COLUMNS, TABLE, 9,
         "Not yet, but a part of it is right. Column `net` is right in 9 of 10 rows; the first one that is not is “c”, where yours is 99. "
         "Part by part: `net` 6.75 of 7.5 · `kind` 2.5 of 2.5; together 9.25, and marks go down to half a point."),
        (TABLE.assign(net=TABLE.net.where(TABLE.sku < "i", 99)), COLUMNS, TABLE, 2.5,
         "Not yet, but a part of it is right. Column `net` is right in 8 of 10 rows; the first one that is not is “i”, where yours is 99. "
         "Part by part: `net` 0 of 7.5 · `kind` 2.5 of 2.5."),
        (TABLE.assign(net=TABLE.net.round(0) + 0.0), COLUMNS, TABLE.assign(net=TABLE.net + 0.01), 2.5,
         "Not yet, but a part of it is right. Column `net` is rounded too far. Hand in all digits; round only to show. "
         "Part by part: `net` 0 of 7.5 · `kind` 2.5 of 2.5."),
        (0.12, Number(), 0.12345, 0, "Not yet. Yours is 0.12, which is rounded too far. Hand in all digits; round only to show."),
        (TABLE[:5], COLUMNS, TABLE, 0, "Not yet. 5 of the 10 rows are missing and 0 are too many."),
        (pd.concat([TABLE, TABLE[:1]]), COLUMNS, TABLE, 0,
         "Not yet. Column `sku` has the same value in several rows; each may stand in one row only."),
    ],
)  # fmt: skip
def test_marks_and_words(answer, compare, reference, points, says):
    mark = marked(answer, compare, reference)
    assert (mark.points, mark.feedback) == (points, says)


def test_every_slip_gets_exactly_its_marks():
    slips = (
        Slip("gross", 4, "You forgot refunds.", lambda shop: TABLE.assign(net=TABLE.net + 1)),
        Slip("one-number", 1, "That is one number.", lambda shop: 45.0),
        Slip("no-kind", 6, "The kind is missing.", lambda shop: TABLE[["sku", "net"]]),
    )
    for slip in slips:
        mark = marked(slip.answer(None), COLUMNS, TABLE, slips)
        assert (mark.points, mark.verdict, mark.slip, mark.feedback) == (
            slip.marks,
            "slip",
            slip.name,
            f"Not yet. {slip.says}"
            + {"gross": " Right as it is: `kind`.", "no-kind": " Right as it is: `net`."}.get(slip.name, ""),
        )


THREE = Table(key=("sku",), columns={"net": 1e-6, "rate": 1e-6, "kind": None})
RATES = TABLE.assign(rate=TABLE.net / 10)
TWO_SLIPS = (
    Slip("gross", 4, "You forgot refunds.", lambda shop: RATES.assign(net=TABLE.net + 1, rate=(TABLE.net + 1) / 10)),
    Slip("per-cent", 6, "That is per cent.", lambda shop: RATES.assign(rate=TABLE.net * 10)),
)


@pytest.mark.parametrize(
    ("answer", "slip", "says"),
    [
        # two named slips at once
        (RATES.assign(net=TABLE.net + 1, rate=TABLE.net * 10), "gross",
         "`net`: You forgot refunds. `rate`: That is per cent. Part by part: `net` 0 of 3 · `rate` 0 of 3 · `kind` 3 of 3."),
        # one slip in two columns, and an unknown mistake in the third
        (RATES.assign(net=TABLE.net + 1, rate=(TABLE.net + 1) / 10, kind="y"), "gross",
         "`net`, `rate`: You forgot refunds. Column `kind` is right in 0 of 10 rows; the first one that is not is “a”, where yours is y. "
         "Part by part: `net` 0 of 3 · `rate` 0 of 3 · `kind` 0 of 3."),
        # two unknown mistakes
        (RATES.assign(net=TABLE.net + 5, kind="y"), None,
         "Column `net` is right in 0 of 10 rows; the first one that is not is “a”, where yours is 5. "
         "Column `kind` is right in 0 of 10 rows; the first one that is not is “a”, where yours is y. "
         "Part by part: `net` 0 of 3 · `rate` 3 of 3 · `kind` 0 of 3."),
        # a slip, and a row that is missing
        (RATES.assign(rate=TABLE.net * 10)[1:], "per-cent",
         "1 of the 10 rows are missing and 0 are too many. `rate`: That is per cent. "
         "Part by part: `net` 2.7 of 3 · `rate` 0 of 3 · `kind` 2.7 of 3; together 5.4, and marks go down to half a point."),
    ],
)  # fmt: skip
def test_every_part_that_is_off_gets_its_sentence_and_a_named_slip_is_known_in_it(answer, slip, says):
    mark = marked(answer, THREE, RATES, TWO_SLIPS, points=9.0)
    assert mark.slip == slip
    assert mark.feedback.removeprefix("Not yet, but a part of it is right. ").removeprefix("Not yet. ") in (
        says,
        says.partition(" Part by part")[0],
    )


def test_a_row_is_named_by_its_key_as_it_stands_in_the_table():
    numbered = TABLE.assign(sku=range(71_000_000, 71_000_010))
    says = marked(numbered.assign(net=numbered.net.where(numbered.kind != "x", 99.0)), COLUMNS, numbered).feedback
    assert "the first one that is not is “71000000”, where yours is 99." in says


@pytest.mark.parametrize(("rows", "known"), [(10, None), (100, "every")])
def test_many_trues_and_falses_name_a_slip_and_few_do_not(rows, known):
    right = pd.DataFrame({"sku": range(rows), "net": 1.0, "late": [number % 2 == 0 for number in range(rows)]})
    compare = Table(key=("sku",), columns={"net": 1e-6, "late": None})
    slips = (Slip("every", 2, "You took all for late.", lambda shop: right.assign(late=True)),)
    assert marked(right.assign(late=True, net=5.0), compare, right, slips).slip == known


def test_a_named_slip_is_known_in_one_field_of_a_record_but_not_in_a_true_or_false():
    record = Record({"net": 1e-6, "up": None, "days": 1e-6})
    slips = (Slip("gross", 1, "You forgot refunds.", lambda shop: {"net": 5.0, "up": False, "days": 3}),)
    right = {"net": 4.0, "up": True, "days": 3}
    mark = marked({"net": 5.0, "up": True, "days": 8}, record, right, slips, points=9.0)
    assert (mark.points, mark.slip, mark.feedback) == (
        3,
        "gross",
        "Not yet, but a part of it is right. `net`: You forgot refunds. `days`: Yours is 8 on the shop it was marked on; that is "
        "too high. Part by part: `net` 0 of 3 · `up` 3 of 3 · `days` 0 of 3.",
    )
    mark = marked({"net": 4.0, "up": False, "days": 3}, record, right, slips, points=9.0)
    assert (mark.points, mark.slip) == (6, None)


def test_a_slip_that_is_right_on_this_shop_is_right():
    assert marked(1.0, Number(), 1.0, (Slip("same", 2, "x", lambda shop: 1.0),)).verdict == "right"


JUDGED = Decision(lambda answer, world: {})


@pytest.mark.parametrize(
    ("outcome", "points", "verdict", "says"),
    [
        ({"value": 90, "naive": 0, "reference": 100}, 9, "partly",
         "Not yet, but a part of it is right. Your decision earned ¥90. The plain way earned ¥0, the best plan we know ¥100."),
        ({"value": 130, "naive": 0, "reference": 100}, 10, "right",
         "Correct. So it is. Your decision earned ¥130. The plain way earned ¥0, the best plan we know ¥100."),
        ({"value": -5, "naive": 0, "reference": 100, "notes": ["Rent is due."]}, 0, "wrong",
         "Not yet. Your decision earned −¥5. The plain way earned ¥0, the best plan we know ¥100. Rent is due."),
        ({"refused": "no-licence"}, 0, "refused", "Not yet. It needs a licence."),
        ({"slip": "biggest"}, 3, "slip", "Not yet. The biggest is not the best."),
        ({"error": "x"}, 0, "person", "The decision could not be tried out, so a person will look at it."),
        ({"value": "odd"}, 0, "person", "What was handed in could not be read, so a person will look at it."),
        ({"value": 1, "naive": 5, "reference": 5}, 0, "wrong", None),
        (None, 0, "person", "The decision could not be tried out, so a person will look at it."),
    ],
)  # fmt: skip
def test_decisions(outcome, points, verdict, says):
    slips = (
        Slip("no-licence", 0, "It needs a licence."),
        Slip("biggest", 3, "The biggest is not the best.", lambda shop: "bags"),
    )
    mark = marked("bottles", JUDGED, "tents", slips, outcome)
    assert (mark.points, mark.verdict) == (points, verdict)
    assert says is None or mark.feedback == says


def test_a_named_wrong_decision_is_known_by_its_answer():
    slips = (Slip("biggest", 3, "The biggest is not the best.", lambda shop: "bags"),)
    mark = marked("bags", JUDGED, "tents", slips, {"value": 90, "naive": 0, "reference": 100})
    assert (mark.points, mark.slip) == (3, "biggest")


def test_a_slip_that_ends_at_the_best_plan_of_this_shop_is_right_and_one_that_was_lucky_is_not():
    slips = (Slip("biggest", 3, "The biggest is not the best.", lambda shop: "bags"),)
    mark = marked("bags", JUDGED, "bags", slips, {"value": 100, "naive": 0, "reference": 100})
    assert (mark.points, mark.verdict, mark.slip) == (10, "right", None)
    assert mark.feedback.startswith("Correct. So it is.")
    lucky = marked("bags", JUDGED, "tents", slips, {"value": 130, "naive": 0, "reference": 100})
    assert (lucky.points, lucky.verdict, lucky.slip) == (3, "slip", "biggest")


def test_a_decision_s_plain_way_has_words_of_its_own():
    dart = Decision(lambda answer, world: {}, naive="A dart would have earned")
    mark = marked("bottles", dart, "tents", (), {"value": 50, "naive": -94_133, "reference": 100_000})
    assert mark.feedback.endswith(
        "Your decision earned ¥50. A dart would have earned −¥94,133, the best plan we know ¥100,000."
    )


def stopped(error: str, source: str = "", name: str = "NameError") -> dict:
    output = {"output_type": "error", "ename": name, "evalue": error, "traceback": []}
    return {"cell_type": "code", "source": source, "outputs": [output], "execution_count": 1}


def named(cells: dict[str, dict]) -> dict:
    """A notebook of cells by their grade_id."""
    return {"cells": [{**one, "metadata": {"nbgrader": {"grade_id": name}}} for name, one in cells.items()]}


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("prices = load('x')\nchoice = prices['y']", True),
        ("def choice(): return 1 / 0\nchoice()", True),
        ("import pandas as choice", True),
        ("choice = (", True),
        ("other = choice", False),
    ],
)
def test_a_name_that_an_earlier_task_s_stopped_cell_gives_is_told(source, says):
    first, second = (Task(name, "T", 10, Number(), lambda shop: 1.0) for name in ("first", "second"))
    exam = Exam("m", (first, second))
    key = answer_key(exam, {"unseen": Shop()})
    lost = "name 'choice' is not defined"
    cells = {"first-work": stopped("'y'", source, "KeyError"), "first": cell(encode("first", ...))}
    for more in (
        {"second-work": stopped(lost), "second": cell(encode("second", ...))},
        {"second-work": cell(outputs=[]), "second": stopped(lost)},
    ):
        mark = mark_notebook(named(cells | more), key, {}, exam)[1]
        why = "`choice` is missing because the cell of task “first” stopped with KeyError: 'y'."
        assert (why in mark.feedback) == says
        assert (f"Your cell stopped with NameError: {lost}." in mark.feedback) != says
        assert mark.points == 0


def test_in_feedback_a_learner_s_outputs_say_which_shop_they_come_from():
    task = Task("t", "T", 10, Number(), lambda shop: 1.0)
    shown = {"output_type": "stream", "name": "stdout", "text": "42"}
    work, figures, silent = (cell(outputs=one) for one in ([shown], [shown], []))
    notebook = named({"t-work": work, "t": cell(encode("t", 1.0)), "figures": figures, "silent": silent})
    write_marks(notebook, [Mark("t", 10, 10, "right", None, "Correct.")], Exam("m", (task,)))
    done = [one["outputs"] for one in notebook["cells"]]
    for outputs in (done[0], done[2]):
        assert outputs[0]["data"]["text/plain"] == "Run on the unseen shop; your own shop's figures differ."
        assert outputs[1:] == [shown]
    assert len(done[1]) == 1 and done[3] == []


@pytest.mark.parametrize(
    ("outputs", "verdict", "says"),
    [
        ([], "unreadable", "What was handed in could not be read, so a person will look at it."),
        ([{"output_type": "execute_result", "data": {"text/plain": "10.0"}}], "unreadable", None),
        ([{"output_type": "error", "ename": "NameError", "evalue": "name 'answer' is not defined"}], "wrong",
         "Not yet. There was no answer to hand in. Your cell stopped with NameError: name 'answer' is not defined."),
        ([{"output_type": "execute_result", "data": {BUNDLE_MIME: {**encode("other", 1.0)}}}], "unreadable",
         "What was handed in here is for another task, so a person will look at it."),
        ([{"output_type": "execute_result", "data": {BUNDLE_MIME: {"format": 1, "task": "t", "problem": "A Figure can't."}}}], "wrong",
         "Not yet. A Figure can't."),
        ([{"output_type": "execute_result", "data": {BUNDLE_MIME: {"format": 1, "task": "t", "problem": 3}}}], "unreadable", None),
        ([{"output_type": "execute_result", "data": {BUNDLE_MIME: {"format": 1, "task": "t", "answer": {"$": "pickle"}}}}],
         "unreadable", None),
        ([{"output_type": "execute_result", "data": None}], "unreadable", None),
        ([None, 3, {"output_type": []}], "unreadable", None),
    ],
)  # fmt: skip
def test_hostile_and_broken_outputs(outputs, verdict, says):
    task, key = task_of(Number(), 1.0)
    mark = mark_task(task, cell(outputs=outputs), None, key, {})
    assert (mark.points, mark.verdict) == (0, verdict)
    assert says is None or mark.feedback == says


def test_a_cell_that_was_not_run_and_one_that_is_not_there_go_to_a_person():
    task, key = task_of(Number(), 1.0)
    not_run = mark_task(task, {"cell_type": "code", "outputs": [], "execution_count": None}, None, key, {})
    assert (not_run.verdict, not_run.feedback) == ("person", "This cell was not run, so a person will look at it.")
    assert mark_task(task, None, None, key, {}).feedback == "This cell is missing, so a person will look at it."


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["$", "format", "task", "answer", "columns", "rows", "items", "value", "problem"]), inner
        )
    ),
    max_leaves=10,
)


@given(
    answer=JSON,
    kind=st.sampled_from([Number(), TextChoice(), Items(), Record({"a": 1e-6}), COLUMNS, JUDGED]),
    outcome=JSON,
)
@settings(max_examples=300, deadline=None)
def test_nothing_makes_the_marker_raise_or_leave_the_scale(answer, kind, outcome):
    task, key = task_of(kind, {"a": 1.0} if isinstance(kind, Record) else TABLE if kind is COLUMNS else 1.0)
    for bundle in (answer, {"format": 1, "task": "t", "answer": answer}):
        mark = mark_task(task, cell(bundle), None, key, {"t": outcome})
        assert 0 <= mark.points <= 10 and math.isfinite(mark.points)


def test_feedback_is_escaped():
    text = mark_output(Mark("t", 1, 2, "wrong", None, "Yours is “<script>” & `a<b`."))["data"]["text/html"]
    assert text == (
        '<div role="status"><p><strong>1 of 2 points.</strong> '
        "Yours is “&lt;script&gt;” &amp; <code>a&lt;b</code>.</p></div>"
    )


def test_the_key_is_plain_data(tmp_path):
    _, key = task_of(COLUMNS, TABLE, (Slip("nan", 0, "x", lambda shop: float("nan")),))
    key.save(tmp_path / "key.json")
    again = AnswerKey.read(tmp_path / "key.json")
    assert same(again.references["t"], TABLE) and math.isnan(again.slips["t"]["nan"])


def test_a_judge_that_stumbles_sends_the_decision_to_a_person_and_others_are_kept(tmp_path):
    calls = []

    def judge_it(answer, world):
        calls.append(answer)
        return {"value": 1 / answer, "naive": 0, "reference": 1}

    task, _ = task_of(Decision(judge_it), 1)
    world = type("World", (), {"seed": 1, "version": "a", "tables": None})()
    for _ in range(2):
        assert judge(task, encode("t", 2), 2, world, tmp_path)["value"] == 0.5
    assert calls == [2]
    assert judge(task, encode("t", 0), 0, world, tmp_path) == {
        "error": "the judge of this task could not work it out (ZeroDivisionError)"
    }


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: task_of(Number(), 1, (Slip("a", 10, "x"),)), "The slip “a” of “t” is worth 10, but must be worth 0 to less than 10.0."),
        (lambda: task_of(Number(), 1, (Slip("a", 1, "x"), Slip("a", 2, "x"))), "The task “t” has two slips called “a”."),
        (lambda: Written("w", 5, (Criterion("a", 4, "x"),)), "The rubric of “w” adds up to 4 points, but the task has 5."),
        (lambda: Written("w", 1, (Criterion("a", 1, "x"),), level="hard"), "The task “w” has the level “hard”; it can be core or stretch."),
        (lambda: Exam("m", (Written("w", 1, (Criterion("a", 1, "x"),)),) * 2), "The exam of m has two tasks called “w”."),
        (lambda: task_of(Number(), {1: object()}), "The reference of “t” could not be computed on this shop: A object can't be handed in. "
         "Hand in numbers, text, lists, dictionaries or tables."),
    ],
)  # fmt: skip
def test_an_exam_that_contradicts_itself_is_refused(make, sentence):
    with pytest.raises(ExamError) as caught:
        make()
    assert str(caught.value) == sentence


def test_a_file_without_an_exam_is_refused(tmp_path):
    path = tmp_path / "exam.py"
    with pytest.raises(ExamError, match="There is no exam at"):
        load_exam(path)
    path.write_text("EXAM = 3\n", encoding="utf-8")
    with pytest.raises(ExamError, match="defines no EXAM, or something that is not an Exam"):
        load_exam(path)
