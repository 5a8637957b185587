"""The command `shopworld`: make a shop's history from a seed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shopworld import HOME_SEED, history

LINE = "{name:<20}{rows:>9,} rows"
TOTAL = "{tables} tables, {rows:,} rows, {seconds:.1f} processor seconds, sha256 {digest}"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 2 with one sentence on stderr when it can't be done as asked."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (history.HistoryError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shopworld", description="Make the synthetic shop's tables.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    make = commands.add_parser("history", help="write every table of one shop's year as CSV")
    make.add_argument("--seed", type=int, default=HOME_SEED, help="which world (default: the course's own shop)")
    make.add_argument("--tier", default="course", help="tiny (90 days, for tests) or course (one year)")
    make.add_argument("--out", type=Path, required=True, help="folder to write into")
    make.add_argument(
        "--stored-only", action="store_true", help="leave out the big tables, which are made on first use"
    )
    make.set_defaults(run=_history)
    words = commands.add_parser("dictionary", help="print the data dictionary")
    words.set_defaults(run=_dictionary)
    return parser


def _history(options: argparse.Namespace) -> int:
    summary = history.write(options.out, options.seed, options.tier, options.stored_only)
    for name, rows in summary.rows.items():
        print(LINE.format(name=name, rows=rows))
    print(
        TOTAL.format(
            tables=len(summary.rows), rows=sum(summary.rows.values()), seconds=summary.seconds, digest=summary.digest
        )
    )
    return 0


def _dictionary(_: argparse.Namespace) -> int:
    sys.stdout.buffer.write(history.dictionary().lstrip("\n").encode())
    return 0
