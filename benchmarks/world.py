"""Making a shop: ours, and a row-by-row generator as one would write it first, for the orders alone."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import cost_of, tool

ROW_BY_ROW = """
import csv, datetime, random
random.seed(1)
start = datetime.datetime(2025, 1, 1)
with open("orders.csv", "w", newline="", encoding="utf-8") as file:
    write = csv.writer(file).writerow
    for number in range(98_629):
        at = start + datetime.timedelta(seconds=random.randrange(365 * 86_400))
        goods = round(random.lognormvariate(4.3, 0.8), 2)
        write([number, random.randrange(61_230), at, at + datetime.timedelta(seconds=random.expovariate(1 / 120)),
               random.choice(["search", "feed", "live"]), goods, round(goods * 0.02, 2), random.choice([0, 6])])
"""


def run() -> list[str]:
    """Measure the tiny and the course tier, and the peer's orders; return the printed lines."""
    with tempfile.TemporaryDirectory() as folder:
        make = [tool("shopworld"), "history", "--seed", "7", "--out"]
        rows = [
            cost_of([*make, str(Path(folder, tier)), "--tier", tier]).row(f"shopworld history --tier {tier}: 28 tables")
            for tier in ("tiny", "course")
        ]
        peer = cost_of([sys.executable, "-c", ROW_BY_ROW], cwd=Path(folder))
        return [*rows, peer.row("peer: row by row, one table, no joins, no truth")]
