"""Judging: the naive shop scores 0, the reference 1, foul play costs, and everybody meets the same luck."""

import json
from dataclasses import replace

import pytest

from shopworld import cli
from shopworld.judging.guest import HandedIn
from shopworld.judging.record import Record
from shopworld.judging.references import Reference, known, search
from shopworld.judging.report import PRACTICE, evaluate
from shopworld.judging.score import interval, score
from shopworld.market.policies import KNOBS, naive, nothing, sensible
from shopworld.market.rules import rules

SEEDS = PRACTICE[:2]
RECORD = Record(
    seed=1, profit=60.0, takings=1.0, sold=10, filled=0.9, in_time=1.0, refunds=0.1, rating=4.6, survived=True,
    strikes=0, worst_day="2025-07-12", worst_cash=-1.0,
)  # fmt: skip
REFERENCE = Reference("season", 1, naive=20.0, best=120.0, knobs={}, rounds=1, tries=1, version="1")
WEEKLY = """
def policy(today, memory, weeks):
    plan = {"price": {code: item["list_price"] for code, item in today["items"].items()}, "staff": 2}
    if today["day"] % 7 == 0:
        plan["restock"] = {
            code: max(weeks * sum(item["sold"][-7:]) - item["on_the_way"], 0) for code, item in today["items"].items()
        }
    return plan
"""


def test_the_practice_seasons_have_references_of_this_market():
    assert {("season", seed) for seed in PRACTICE} <= set(known())


def test_the_naive_shop_scores_nothing_and_the_reference_one():
    assert evaluate(naive, SEEDS).score == pytest.approx(0, abs=0.02)
    found = known()["season", SEEDS[0]]
    report = evaluate(sensible(found.knobs), SEEDS[:1])
    assert report.scores[0].raw == pytest.approx(1, abs=0.02)


def test_a_search_finds_the_same_on_every_run_and_never_less_than_the_usual_way(monkeypatch):
    short = replace_judging(search_rounds=2, search_tries=4, search_kept=2)
    monkeypatch.setattr("shopworld.judging.references.rules", short)
    first, again = search.__wrapped__("season", 5), search.__wrapped__("season", 5)
    assert first == again and set(first.knobs) == set(KNOBS)
    assert first.best >= evaluate(sensible(), [5]).profit - 1 if ("season", 5) in known() else first.best > first.naive


def replace_judging(**values):
    import copy

    changed = copy.deepcopy(rules())
    vars(changed.judging).update(values)
    return lambda: changed


def test_a_score_is_the_way_from_naive_to_reference_within_limits():
    assert score(RECORD, REFERENCE).value == 0.4
    assert score(replace(RECORD, profit=-1_000.0), REFERENCE).value == rules().judging.low
    assert score(replace(RECORD, profit=9_999.0), REFERENCE).value == rules().judging.high


def test_late_cases_refunds_and_strikes_cost_a_share_of_a_positive_score():
    limits = rules().judging
    late = score(replace(RECORD, in_time=1 - 2 * limits.late), REFERENCE)
    assert late.late == pytest.approx(0.25) and late.value == pytest.approx(0.1)
    assert score(replace(RECORD, refunds=2 * limits.refunds), REFERENCE).value == pytest.approx(0.1)
    assert score(replace(RECORD, strikes=2), REFERENCE).value == pytest.approx(0.4 * limits.strike**2)
    poor = replace(RECORD, profit=-30.0)
    assert score(replace(poor, in_time=0.1, strikes=3), REFERENCE).value == score(poor, REFERENCE).value == -0.5


def test_the_interval_is_student_s():
    assert interval([0.4]) == (0.4, 0.4)
    assert interval([0.0, 1.0]) == pytest.approx((0.5 - 12.706 * 0.5, 0.5 + 12.706 * 0.5), abs=1e-3)
    assert interval([0.5] * 10) == (0.5, 0.5)


def test_a_handed_in_policy_earns_what_the_same_function_earns_here():
    namespace: dict = {}
    exec(WEEKLY, namespace)
    here = evaluate(lambda today, memory: namespace["policy"](today, memory, 1), SEEDS)
    there = evaluate(HandedIn(WEEKLY, "policy", {"weeks": 1}), SEEDS)
    assert there.records == here.records and there.lost == ()


def test_a_refused_plan_is_a_day_on_which_nothing_is_done():
    def policy(today, memory):
        return {"price": {"A01": -5}} if today["day"] < 3 else {}

    report = evaluate(policy, SEEDS[:1])
    assert report.records[0].lost_days == 3
    assert report.lost[0][2].startswith("The price of A01 is −5; allowed is 0.01 to ")
    away = evaluate(nothing, SEEDS[:1])
    assert replace(report.records[0], lost_days=0) == away.records[0]


def test_every_day_without_a_plan_counts_as_lost_also_after_a_policy_was_given_up():
    gone = HandedIn("import os\ndef policy(today, memory):\n    os._exit(1)")
    report = evaluate(gone, SEEDS[:1])
    assert report.records[0].lost_days == 90
    assert (
        report.lost[-1][2] == "The policy broke 4 times, so nothing was done from day 5 on." and len(report.lost) == 5
    )
    assert replace(report.records[0], lost_days=0) == evaluate(nothing, SEEDS[:1]).records[0]


def test_buying_orders_is_refused_and_halves_the_score():
    def policy(today, memory):
        return naive(today, memory) | ({"brush": 50} if today["day"] == 4 else {})

    report = evaluate(policy, SEEDS[:1])
    assert report.records[0].strikes == 1 and report.scores[0].strikes == rules().judging.strike


def test_no_seeds_no_judging():
    with pytest.raises(ValueError, match=r"^A policy is judged on one season or more; there is no seed in the list\.$"):
        evaluate(naive, [])


def test_the_shell_judges_policies_side_by_side(tmp_path, capsys):
    (tmp_path / "mine.py").write_text(WEEKLY.replace(", weeks", ", weeks=1"), encoding="utf-8")
    mine = f"{tmp_path / 'mine.py'}:policy"
    assert cli.main(["season", "--policy", "nothing", "--policy", mine, "--seeds", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"nothing", mine}
    assert set(told[mine]) >= {"profit", "score", "interval", "in_time", "filled", "survival", "worst_day", "market"}
    assert cli.main(["season", "--policy", "naive", "--seeds", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("naive ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--policy", "clever"], "'clever' names no policy. A policy is one of nothing, naive, sensible, or PATH.py:function."),
        (["--policy", "gone.py:policy"], "There is no file gone.py. A policy is one of nothing, naive, sensible, or PATH.py:function."),
        (["--days", "30"], "A season has 90 days; --days 30 can't be run."),
        (["--seeds", "0"], "--seeds is the number of seasons, 1 or more; this one is 0."),
        (["--season", "winter"], "There is no season 'winter'. There are level-1, level-2, level-3, level-4, first-season, season."),
    ],
)  # fmt: skip
def test_the_shell_says_what_it_can_not_do(arguments, says, capsys):
    assert cli.main(["season", *arguments]) == 2
    assert capsys.readouterr().err.strip() == says
