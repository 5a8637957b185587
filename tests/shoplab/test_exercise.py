"""The thing in a learner's hands: questions beside the notebook, hints, solutions, the record and what it says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from shoplab.practice import diagnose, log, progress, question
from shoplab.practice.solutions import read_solution, write_solutions

Write = Callable[[str], Path]

SHEET = """
    QUESTIONS = [
        Question(
            name="01-rate", answer=0.073, points=("01.06",), lesson="warmup_1.ipynb#filter",
            hints=("Which column counts people?", "`nunique` counts each once.", "This way:\\nvisits.____.nunique()"),
            slips=(Slip("You divided by visits.", 0.05),), why="People come twice.",
        ),
        Question(name="01-order", level="stretch", form="reorder", answer=["B", "A"], why="First things first."),
    ]
"""


@pytest.fixture
def here(write_questions: Write) -> Path:
    return write_questions(SHEET)


def events(room: Path) -> list[dict[str, object]]:
    return [
        json.loads(line) for line in (room / ".shoplab" / "progress.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def test_a_question_says_what_it_is(here: Path) -> None:
    assert repr(question("01-rate")) == "Question 01-rate (core 必修). `q.check(your_answer)` says how it stands."


def test_the_first_not_yet_points_to_the_hints_once(here: Path) -> None:
    q = question("01-rate")
    assert q.check(0.05).text == "Not yet. Yours is 0.05. You divided by visits. `q.hint()` gives a nudge."
    assert q.check(0.05).text == "Not yet. Yours is 0.05. You divided by visits."
    again = question("01-rate")
    assert again.check(0.05).text == "Not yet. Yours is 0.05. You divided by visits."
    assert again.check(0.073).text == "Correct. People come twice."


def test_the_learner_s_own_variable_is_named(here: Path) -> None:
    conversion = ...
    q = question("01-rate")
    assert q.check(conversion).text == "Your turn: `conversion` is still `...`."
    assert q.check([conversion][0]).text == "Your turn: your answer is still `...`."
    assert q.check().text == "Your turn: your answer is still `...`."


def test_the_variable_is_named_after_chinese_on_the_same_line(here: Path) -> None:
    rate = ...
    said = ("转化率", question("01-rate").check(rate))[1]
    assert said.text == "Your turn: `rate` is still `...`."


def test_hints_go_from_nudge_to_skeleton_and_stay(here: Path) -> None:
    q = question("01-rate")
    assert q.hint().text == "Hint 1 of 3. Which column counts people?"
    assert question("01-rate").hint().text == "Hint 2 of 3. `nunique` counts each once."
    assert q.hint().text == "Hint 3 of 3. This way:\nvisits.____.nunique()"
    assert q.hint().text == "Hint 3 of 3. This way:\nvisits.____.nunique()"
    assert "<pre>visits.____.nunique()</pre>" in q.hint()._repr_html_()
    assert question("01-order").hint().text == "There is no hint for this question."


def test_the_last_hint_says_what_comes_next(write_questions: Write) -> None:
    write_questions('QUESTIONS = [Question(name="a", answer=1, hints=("Count.",))]')
    assert question("a").hint().text == (
        "Hint 1 of 1. Count. That is the last hint; `q.solution()` opens the worked solution after a try."
    )


def test_a_solution_opens_after_a_try(here: Path, room: Path) -> None:
    q = question("01-rate")
    assert q.solution().text == "Ask your instructor for the worked solution; `q.hint()` gives the next nudge."
    write_solutions(room / "solutions.json", {"01-rate": 'buyers = visits["buyer"].nunique()  # 人'})
    assert "nunique" not in (room / "solutions.json").read_text(encoding="utf-8")
    assert q.solution().text == ("Try it once: `q.check(your_answer)`. Then `q.solution()` opens the worked solution.")
    q.check(...)
    assert q.solution().text.startswith("Try it once")
    q.check(0.5)
    assert q.solution().text == 'A worked solution:\nbuyers = visits["buyer"].nunique()  # 人'
    assert question("01-order").solution().text.startswith("Ask your instructor")


def test_a_try_of_yesterday_counts(here: Path, room: Path) -> None:
    write_solutions(room / "solutions.json", {"01-rate": "x"})
    log.record("01-rate", "check", outcome="not-yet")
    assert question("01-rate").solution().text == "A worked solution:\nx"


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"01-rate": "??"}', '{"01-rate": "aGVsbG8="}', '{"01-rate": 3}'])
def test_damaged_solutions_are_said_plainly(here: Path, room: Path, damage: str) -> None:
    (room / "solutions.json").write_text(damage, encoding="utf-8")
    assert question("01-rate").solution().text == (
        "The file with the worked solutions can't be read. Get a fresh copy of solutions.json."
    )


def test_solutions_come_back_as_they_were_written(tmp_path: Path) -> None:
    written = {"a": "x = 1\ny = '灯巷'\n", "b": ""}
    write_solutions(tmp_path / "s.json", written)
    assert {name: read_solution(tmp_path / "s.json", name) for name in written} == written


def test_a_wrong_name_names_the_close_ones(here: Path) -> None:
    q = question("01-rates")
    expected = "There is no question called '01-rates' in this folder. Did you mean '01-rate'?"
    assert repr(q) == q.check(1).text == q.hint().text == q.solution().text == expected
    assert question("zzz").check(1).text == "There is no question called 'zzz' in this folder."


def test_a_folder_without_questions() -> None:
    expected = "There is no questions.py beside this notebook. Open the notebook from the course's own folder."
    assert question("a").check(1).text == progress().text == diagnose().text == expected


def test_questions_that_cannot_be_read(write_questions: Write) -> None:
    write_questions("QUESTIONS = [")
    assert question("a").check(1).text == (
        "questions.py beside this notebook can't be read (line 3: '[' was never closed). Get a fresh copy of it."
    )
    write_questions("1 / 0  # again")
    assert question("a").check(1).text == (
        "questions.py beside this notebook can't be read (ZeroDivisionError: division by zero). Get a fresh copy of it."
    )


def test_questions_elsewhere_can_be_told(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for place in (here, here.parent):
        monkeypatch.setenv("SHOPLAB_QUESTIONS", str(place))
        assert question("01-rate").check(0.073).state == "correct"


def test_reading_questions_leaves_nothing_beside_the_notebook(here: Path, room: Path) -> None:
    question("01-rate")
    assert sorted(one.name for one in room.iterdir()) == [".shoplab", "questions.py"]


def test_what_happened_is_recorded_in_the_workspace(here: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deeper = room / "modules"
    deeper.mkdir()
    monkeypatch.setenv("SHOPLAB_QUESTIONS", str(here))
    monkeypatch.chdir(deeper)
    q = question("01-rate")
    q.check(0.05)
    q.hint()
    q.check(0.073)
    told = [{key: one[key] for key in one if key != "at"} for one in events(room)]
    assert told == [
        {"question": "01-rate", "event": "check", "outcome": "not-yet", "slip": 0},
        {"question": "01-rate", "event": "hint"},
        {"question": "01-rate", "event": "check", "outcome": "correct"},
    ]


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "SHOPLAB_NO_LOG"])
def test_nothing_is_recorded_when_it_is_not_wanted(
    here: Path, room: Path, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "1")
    question("01-rate").check(0.073)
    assert list((room / ".shoplab").iterdir()) == []
    assert "Core 必修: all 1 solved." in repr(progress())


def test_a_folder_that_cannot_be_written_is_tolerated(here: Path, room: Path) -> None:
    (room / ".shoplab").rmdir()
    (room / ".shoplab").write_text("in the way", encoding="utf-8")
    assert question("01-rate").check(0.073).state == "correct"
    assert progress().table["solved"].tolist() == [True, False]


def test_damaged_lines_are_skipped(here: Path, room: Path) -> None:
    question("01-rate").check(0.073)
    path = room / ".shoplab" / "progress.jsonl"
    with open(path, "ab") as file:
        file.write(b'\xff\xfe{\n[]\n{"question": 3}\n' + b"[" * 5000 + b"\n\n")
    assert progress().table["solved"].tolist() == [True, False]


def test_progress_is_a_table_with_a_sentence_for_each_level(here: Path) -> None:
    q = question("01-rate")
    q.check(...)
    q.check(1)
    q.hint()
    q.check(0.073)
    q.check(5)  # after it is solved nothing counts any more
    standing = progress()
    assert repr(standing) == (
        "Core 必修: all 1 solved. Stretch 选修: 0 of 1 solved.\n"
        "\n"
        "question  level    tries  hints  solved\n"
        "01-rate   core     2      1      yes\n"
        "01-order  stretch  0      0      no"
    )
    assert standing.table.to_dict("records") == [
        {"question": "01-rate", "level": "core", "tries": 2, "hints": 1, "solved": True},
        {"question": "01-order", "level": "stretch", "tries": 0, "hints": 0, "solved": False},
    ]
    assert len(standing) == 2
    html = standing._repr_html_()
    assert '<p role="status">Core 必修: all 1 solved. Stretch 选修: 0 of 1 solved.</p>' in html
    assert "<td>01-order</td><td>stretch 选修</td><td>0</td><td>0</td><td>no</td>" in html


def test_progress_without_questions(write_questions: Write) -> None:
    write_questions("QUESTIONS = []")
    assert repr(progress()) == "No questions here yet."
    assert repr(diagnose()) == "No questions here yet."


def test_the_diagnosis_names_what_to_repeat_and_where(here: Path) -> None:
    assert repr(diagnose()) == (
        "None of the 2 is fine yet. Begin with these 2:\n- 01-rate: not tried yet. See warmup_1.ipynb#filter.\n- 01-order: not tried yet."
    )
    html = diagnose()._repr_html_()
    assert '<li>01-rate: not tried yet. See <a href="warmup_1.ipynb#filter">warmup_1.ipynb#filter</a>.</li>' in html


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (["not-yet"], "not solved after 1 try"),
        (["not-yet", "not-yet", "your-turn"], "not solved after 2 tries"),
        (["not-yet", "not-yet", "not-yet", "correct"], "solved, but it took 4 tries"),
        (["hint", "hint", "correct"], "solved, but with the help of 2 hints"),
        (["solution", "correct"], "solved after opening the worked solution"),
    ],
)
def test_the_diagnosis_gives_its_reason(here: Path, told: list[str], reason: str) -> None:
    log_events = [
        {"question": "01-rate", "event": one} if one in ("hint", "solution") else
        {"question": "01-rate", "event": "check", "outcome": one} for one in told
    ]  # fmt: skip
    log_events.append({"question": "01-order", "event": "check", "outcome": "correct"})
    assert repr(diagnose(log_events)).splitlines() == [
        "1 of 2 is fine. Begin with this one:",
        f"- 01-rate: {reason}. See warmup_1.ipynb#filter.",
    ]


def test_the_diagnosis_names_the_worst_three_and_says_what_is_fine(write_questions: Write) -> None:
    names = ("a", "b", "c", "d", "e", "f")
    write_questions(f"QUESTIONS = [Question(name=n, answer=1) for n in {names}]")
    told = {"a": "nnc", "b": "nnnnc", "c": "nn", "d": "nnnnnc", "f": "sc"}
    kinds = {"n": "not-yet", "c": "correct"}
    lines = [
        {"question": name, "event": "solution"} if one == "s" else
        {"question": name, "event": "check", "outcome": kinds[one]} for name, ones in told.items() for one in ones
    ]  # fmt: skip
    found = diagnose(lines)
    assert repr(found) == (
        "1 of 6 is fine. Begin with these 3:\n"
        "- c: not solved after 2 tries.\n"
        "- f: solved after opening the worked solution.\n"
        "- e: not tried yet.\n"
        "Then come d, b."
    )
    assert found._repr_html_().endswith("</ul><p>Then come d, b.</p>")


def test_three_tries_a_question_are_nothing_to_repeat(here: Path) -> None:
    lines = [
        {"question": name, "event": "check", "outcome": one}
        for name in ("01-rate", "01-order") for one in ("not-yet", "not-yet", "correct")
    ]  # fmt: skip
    assert repr(diagnose(lines)) == "Nothing to repeat: all 2 are solved, without much help."


def test_the_diagnosis_of_one_who_is_ready(here: Path, tmp_path: Path) -> None:
    lines = [{"question": name, "event": "check", "outcome": "correct"} for name in ("01-rate", "01-order")]
    path = tmp_path / "log.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert repr(diagnose(path)) == "Nothing to repeat: all 2 are solved, without much help."
