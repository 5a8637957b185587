"""Making a shop: ours in three sizes, beside a row-by-row generator with Faker and jafgen, as a reader would use them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import cost_of, tool
from benchmarks.peers import NOT_MEASURED, environment

# What one writes first: 98,806 orders, one row after the other, one table, nothing that joins.
FAKER = """
import csv
from faker import Faker
fake = Faker(); Faker.seed(1)
with open("orders.csv", "w", newline="", encoding="utf-8") as file:
    write = csv.writer(file).writerow
    for number in range(98_806):
        write([number, fake.random_int(0, 61_000), fake.date_time_between("-1y"), fake.state(), fake.credit_card_provider(),
               fake.random_element(["search", "feed", "live"]), fake.pydecimal(left_digits=3, right_digits=2, positive=True)])
"""
# pyarrow belongs to the large tier; where it is installed, pandas imports it for every frame of texts.
AS_A_LEARNER_HAS_IT = """
import sys
sys.modules["pyarrow"] = None
from shopworld import cli
sys.exit(cli.main(sys.argv[1:]))
"""
# A test or a lesson makes its shop in a program that has loaded pandas already.
IN_A_PROGRAM = """
import sys, time
sys.modules["pyarrow"] = None
from shopworld.world import MAKERS, World

def seconds(seed):
    began, world = time.process_time(), World(seed, "tiny")
    for name in MAKERS:
        world[name]
    return time.process_time() - began

print(f"World(seed, 'tiny'), all {len(MAKERS)} tables in a running program: {seconds(5):.2f} CPU-s, the next {seconds(6):.2f}")
"""
NO_NETWORK = "it can't be installed here"


def run() -> list[str]:
    """Measure our tiers, the peers, and how real the course's shop looks; return the printed lines."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        make = [tool("shopworld"), "history", "--out"]
        learner = [sys.executable, "-c", AS_A_LEARNER_HAS_IT, "history", "--out"]
        rows = [
            cost_of([*learner, str(place / tier), "--tier", tier]).row(f"shopworld history --tier {tier}, every table")
            for tier in ("tiny", "course")
        ]
        real = subprocess.run(
            [tool("shopworld"), "fidelity", str(place / "course")], capture_output=True, text=True, check=False
        )
        large = cost_of([*make, str(place / "large"), "--tier", "large", "--workers", "2"])
        rows.append(large.row("shopworld history --tier large, ten million lines, 2 processes"))
        return [*rows, _in_a_program(), *_peers(place), (real.stdout or real.stderr).splitlines()[-1]]


def _in_a_program() -> str:
    return subprocess.run(
        [sys.executable, "-c", IN_A_PROGRAM], capture_output=True, text=True, check=True
    ).stdout.strip()


def _peers(place: Path) -> list[str]:
    rows = []
    for package, what, arguments in (
        ("faker", "peer: Faker, row by row, orders only", ["python", "-c", FAKER]),
        ("jafgen", "peer: jafgen, one year of its shop", ["jafgen", "1"]),
    ):
        home = place / package
        commands = environment(home, package)
        if commands is None:
            rows.append(NOT_MEASURED.format(what=what, reason=NO_NETWORK))
            continue
        command = str(commands / arguments[0]) + (".exe" if os.name == "nt" else "")
        rows.append(cost_of([command, *arguments[1:]], cwd=home).row(what))
    return rows
