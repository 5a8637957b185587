"""A handed-in policy is judged shut in, on seasons drawn from the class's secret, and cannot reach what judges it."""

from types import SimpleNamespace

import pytest

from coursekit import seasons
from coursekit.isolation import policy_command
from coursekit.lint.shops import SEEDS
from shopworld.judging import guest
from shopworld.judging.guest import Bounds, Guest, HandedIn
from shopworld.judging.references import Reference
from shopworld.market.rules import rules

pytestmark = pytest.mark.needs("bubblewrap")
NAIVE = {"source": "def policy(today, memory):\n    return {'staff': 2}", "function": "policy", "parameters": {}}
LOOK = """
import importlib.util, os, socket
def policy(today, memory):
    found = {name: importlib.util.find_spec(name) is not None for name in ("shopworld", "coursekit", "shoplab")}
    try:
        socket.create_connection(("127.0.0.1", 22), 0.2)
        found["network"] = True
    except OSError as error:
        found["network"] = "refused" not in str(error) and "unreachable" not in str(error)
    found["course"] = sorted(name for name in os.listdir("/course/kit"))
    found["processes"] = sum(name.isdigit() for name in os.listdir("/proc"))
    found["user"] = os.getuid()
    try:
        open("/course/kit/mine", "w")
        found["wrote"] = True
    except OSError:
        found["wrote"] = False
    found["environment"] = sorted(os.environ)
    return found
"""


@pytest.fixture(autouse=True)
def quick_references(monkeypatch, tmp_path):
    """The search for a season's reference is tested where it is; here its outcome is given, and counted."""
    monkeypatch.setenv("SHOPLAB_CACHE", str(tmp_path))
    searched = []

    def search(season, seed):
        searched.append(seed)
        return Reference(season, seed, 30_000.0, 180_000.0, {}, 1, 1, rules().version)

    monkeypatch.setattr(seasons, "search", search)
    return searched


def test_a_policy_sees_python_and_nothing_of_the_course(monkeypatch):
    monkeypatch.setenv("COURSE_SECRET", "abc")
    with Guest(HandedIn(LOOK), Bounds(step_seconds=10.0), policy_command(guest.PROGRAM)) as policy:
        policy.ask(0, {})
        found = policy.answer(0)
        assert policy.lost == []
    assert not any(found[name] for name in ("shopworld", "coursekit", "shoplab", "network", "wrote"))
    assert found["course"] == ["policy.py"] and found["processes"] <= 3 and found["user"] != 0
    assert not any("SECRET" in name or "PYTEST" in name for name in found["environment"])


def test_a_judged_policy_is_told_what_each_part_earned():
    outcome = seasons.season_judge("run", seasons=2)(NAIVE, SimpleNamespace(seed=7))
    shares = outcome["report"]["parts"]
    assert set(shares) == {"contribution", "service", "customers", "forecast", "compliance"}
    assert outcome["value"] == pytest.approx(sum(getattr(rules().mark, name) * share for name, share in shares.items()))
    assert outcome["earned"].startswith("Over 2 seasons that nobody had seen, of 100: contribution ")
    assert outcome["notes"][1] == seasons.NOT_FORETOLD and shares["forecast"] == 0
    assert outcome == seasons.season_judge("run", seasons=2)(NAIVE, SimpleNamespace(seed=7))


def test_a_forecast_comes_with_the_policy_and_is_held_against_its_seasons():
    source = "def policy(today, memory, forecast):\n    return {}"
    foretold = NAIVE | {"source": source, "parameters": {"forecast": [-9_000, 9_000]}}
    outcome = seasons.season_judge("run", seasons=2)(foretold, SimpleNamespace(seed=7))
    assert outcome["notes"][1] == "You foretold ¥-9,000 to ¥9,000; 2 of the 2 seasons lay in it."


def test_a_reference_is_searched_for_once_on_a_machine(quick_references):
    assert seasons.reference("season", 12_345) == seasons.reference("season", 12_345)
    assert quick_references == [12_345]


def test_the_seasons_that_exams_are_proved_on_have_references_of_this_market(quick_references):
    for seed in SEEDS:
        for one in seasons.season_seeds(seed, "run-the-season", seasons.SEASONS):
            assert seasons.reference("season", one).seed == one
    assert quick_references == []


def test_what_is_no_policy_is_refused_with_the_reason():
    judge = seasons.season_judge("run", seasons=1)
    for answer in (5, None, {"source": "x = 1", "function": "policy", "parameters": {}}, {"source": "def"}):
        assert judge(answer, SimpleNamespace(seed=7))["refused"].startswith("The policy could not be run: ")


def test_seasons_belong_to_a_class_and_a_task():
    first = seasons.season_seeds("secret", "run", 10)
    assert len(set(first)) == 10 and all(seed.bit_length() > 100 for seed in first)
    assert not set(first) & set(seasons.season_seeds("other", "run", 10))
    assert not set(first) & set(seasons.season_seeds("secret", "plan", 10))
