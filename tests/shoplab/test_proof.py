"""Authors are told which of their questions don't hold together."""

from shoplab.practice import Question, Slip
from shoplab.practice.proof import faults


def test_a_sound_question_has_no_fault() -> None:
    sound = Question(
        name="a", answer=lambda shop: shop["x"], slips=(Slip("Twice.", lambda shop: shop["x"] * 2),), why="So."
    )
    guess = Question(name="b", form="predict", accept=(0, 1), why="So.")
    assert faults([sound, guess], {"x": 3}) == []


def test_every_fault_is_named() -> None:
    slips = (Slip("s", 1), Slip("s", 2), Slip("s", 2.0), Slip("s", lambda shop: shop["y"]))
    questions = [
        Question(name="a", answer=1, slips=slips),
        Question(name="a", answer=lambda shop: shop["y"], why="So."),
        Question(name="c", answer=[...], why="So."),
    ]
    assert faults(questions, {}) == [
        "a: `why` is missing: a right answer gets its reason",
        "a: slip 1 gives the right answer on this shop",
        "a: slip 4 fails: KeyError: 'y'",
        "a: slips 2 and 3 give the same answer on this shop, so the later one is never said",
        "a: the answer fails: KeyError: 'y'",
        "c: the answer isn't taken: Your turn: your answer still holds `...`.",
        "a: two questions have this name",
    ]
