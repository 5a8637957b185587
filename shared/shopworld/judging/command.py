"""`shopworld season`: judge policies from the shell, and find the references that scores are measured with."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from shopworld.judging.guest import HandedIn
from shopworld.judging.references import search, table
from shopworld.judging.report import PRACTICE, Report, evaluate
from shopworld.market.policies import Policy, naive, nothing, sensible
from shopworld.market.rules import rules

BUILT_IN = ("nothing", "naive", "sensible")
NO_FILE = "There is no file {path}. A policy is one of {known}, or PATH.py:function."
NOT_A_POLICY = "{text!r} names no policy. A policy is one of {known}, or PATH.py:function."
OTHER_DAYS = "A season has {days} days; --days {asked} can't be run."
NO_SEASONS = "--seeds is the number of seasons, 1 or more; this one is {asked}."
HEAD = f"{'policy':<24}{'seasons':>8}{'profit ¥':>12}{'score':>8}  {'95 % interval':<18}{'in time':>8}{'survive':>8}"
ROW = "{policy:<24}{seasons:>8}{profit:>12,.0f}{score:>8.2f}  {interval:<18}{in_time:>8.3f}{survival:>8.2f}"


def add_parser(commands: Any) -> None:
    """Add the sub-commands `season` and `references`."""
    season = commands.add_parser("season", help="judge policies on simulated seasons")
    season.add_argument(
        "--policy", action="append", help="nothing, naive, sensible or PATH.py:function; may be given several times"
    )
    season.add_argument("--season", default="season", help="which season of season.toml (default: season)")
    season.add_argument("--seeds", type=int, default=len(PRACTICE), help="number of seasons (default: 10)")
    season.add_argument("--first-seed", type=int, default=PRACTICE[0], help="the first season's seed (default: 101)")
    season.add_argument("--days", type=int, default=None, help="length of a season; there is one (default)")
    season.add_argument("--json", action="store_true", help="print JSON")
    season.set_defaults(run=run)
    found = commands.add_parser("references", help="search the practice seasons' references and print them as CSV")
    found.set_defaults(run=print_references)


def run(options: argparse.Namespace) -> int:
    """Judge each policy on the same seasons and print one line (or one JSON object) each."""
    days = rules().shape.days
    if options.days not in (None, days):
        raise ValueError(OTHER_DAYS.format(days=days, asked=options.days))
    if options.seeds < 1:
        raise ValueError(NO_SEASONS.format(asked=options.seeds))
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    reports = {text: evaluate(find(text), seeds, options.season) for text in options.policy or BUILT_IN}
    if options.json:
        print(json.dumps({text: report.plain() for text, report in reports.items()}, ensure_ascii=False, indent=1))
        return 0
    print(HEAD)
    for text, report in reports.items():
        print(_row(text, report))
    return 0


def print_references(options: argparse.Namespace) -> int:
    """Print what `parameters/references.csv` holds: the references of every season on the practice seeds."""
    found = [search(season, seed) for season in vars(rules().seasons) for seed in PRACTICE]
    sys.stdout.write(table(found).to_csv(index=False, lineterminator="\n"))
    return 0


def find(text: str) -> Policy | HandedIn:
    """Return the policy that a text names; raises ValueError when it names none."""
    known = {"nothing": nothing, "naive": naive, "sensible": sensible()}
    if text in known:
        return known[text]
    path, colon, function = text.rpartition(":")
    if not colon or not path.endswith(".py"):
        raise ValueError(NOT_A_POLICY.format(text=text, known=", ".join(BUILT_IN)))
    if not Path(path).is_file():
        raise ValueError(NO_FILE.format(path=path, known=", ".join(BUILT_IN)))
    return HandedIn(Path(path).read_text(encoding="utf-8"), function)


def _row(text: str, report: Report) -> str:
    plain = report.plain()
    low, high = report.interval
    return ROW.format(policy=text[-24:], **(plain | {"interval": f"{low:.2f} to {high:.2f}"}))
