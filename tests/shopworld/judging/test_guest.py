"""A policy in its own process: it can lose its own days and nothing else, whatever it tries."""

import json
import os
import time
from pathlib import Path

import pytest
from attacks import ATTACKS

from shopworld.judging.guest import Bounds, Guest, HandedIn, PolicyError

QUICK = Bounds(step_seconds=0.6, season_seconds=6.0, restarts=2)
TODAY = {"day": 0, "stock": {"A01": 5}}


def ask(source: str, days: int = 1, bounds: Bounds = QUICK, **parameters) -> tuple[list, list[str]]:
    with Guest(HandedIn(source, "policy", parameters), bounds) as guest:
        plans = []
        for day in range(days):
            guest.ask(day, TODAY | {"day": day})
            plans.append(guest.answer(day))
        return plans, [said for _, said in guest.lost]


def test_a_policy_gets_the_day_its_memory_and_its_parameters():
    source = """
def policy(today, memory, step):
    memory["days"] = memory.get("days", 0) + step
    return {"restock": {"A01": memory["days"] + today["day"]}}
"""
    plans, lost = ask(source, 3, step=10)
    assert plans == [{"restock": {"A01": 10}}, {"restock": {"A01": 21}}, {"restock": {"A01": 32}}] and lost == []


def test_numpy_numbers_become_plain_ones():
    source = "import numpy as np\ndef policy(today, memory):\n    return {'price': np.arange(2), 'staff': np.int64(3)}"
    slow = Bounds(step_seconds=10, season_seconds=20)
    assert ask(source, bounds=slow)[0] == [{"price": [0, 1], "staff": 3}]


SECRET = "the-seed-of-the-class"


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="these attacks are written for a system with processes like Linux'")
def test_an_attack_costs_its_own_day_and_nothing_else(name, tmp_path, monkeypatch):
    source, says = ATTACKS[name]
    monkeypatch.setenv("COURSE_SECRET", SECRET)
    before = sorted(os.listdir(tmp_path.parent))
    started = time.monotonic()
    plans, lost = ask(source)
    assert time.monotonic() - started < 5
    if says:
        assert plans == [{}] and len(lost) == 1 and says in lost[0], lost
    else:
        assert lost == []
        assert SECRET not in json.dumps(plans) and not any(value is True or value == 1 for value in plans[0].values())
    assert sorted(os.listdir(tmp_path.parent)) == before


def test_a_policy_that_breaks_once_goes_on_with_an_empty_memory():
    source = """
import os
def policy(today, memory):
    if today["day"] == 1:
        os._exit(1)
    memory["seen"] = memory.get("seen", 0) + 1
    return {"seen": memory["seen"]}
"""
    plans, lost = ask(source, 4)
    assert plans == [{"seen": 1}, {}, {"seen": 1}, {"seen": 2}]
    assert lost == ["The policy's process ended on day 2; nothing was done that day."]


def test_a_policy_that_breaks_again_and_again_is_given_up_and_told_so_once():
    plans, lost = ask("import os\ndef policy(today, memory):\n    os._exit(1)", 12)
    assert plans == [{}] * 12
    assert lost[-1] == "The policy broke 3 times, so nothing was done from day 4 on." and len(lost) == 4


def test_the_season_has_a_time_limit_of_its_own():
    source = "import time\ndef policy(today, memory):\n    time.sleep(0.3)\n    return {}"
    bounds = Bounds(step_seconds=1.0, season_seconds=1.0, restarts=5)
    plans, lost = ask(source, 8, bounds)
    assert len(plans) == 8
    assert lost[-1].startswith("The policy used up its 1 seconds, so nothing was done from day ")


def test_no_process_outlives_its_season():
    source = "import os, time\ndef policy(today, memory):\n    pid = os.fork()\n    if pid == 0:\n        time.sleep(60)\n    return {'pid': pid}"
    with Guest(HandedIn(source), QUICK) as guest:
        guest.ask(0, TODAY)
        child = guest.answer(0)["pid"]
        assert Path(f"/proc/{child}").exists()
    for _ in range(50):
        status = Path(f"/proc/{child}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return
        time.sleep(0.05)
    raise AssertionError("a child of the policy is still running")


@pytest.mark.parametrize(
    ("source", "function", "says"),
    [
        ("def policy(:", "policy", "The policy is not Python: invalid syntax (line 1)."),
        ("x = 1", "policy", "The policy's source has no function 'policy' at its top level. It has none."),
        (
            "def mine(t, m): pass",
            "policy",
            "The policy's source has no function 'policy' at its top level. It has mine.",
        ),
        ("x" * 100_001, "x", "The policy's source has 100,001 characters; 100,000 are allowed."),
    ],
)
def test_what_can_not_be_a_policy_is_refused_in_a_sentence(source, function, says):
    with pytest.raises(PolicyError) as told:
        HandedIn(source, function)
    assert str(told.value) == says


def test_parameters_are_plain_data():
    with pytest.raises(PolicyError, match=r"The policy's parameters are a record of plain values"):
        HandedIn("def policy(t, m): pass", "policy", {"table": object()})
