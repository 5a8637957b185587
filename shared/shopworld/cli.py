"""The command `shopworld`: make a shop's history from a seed, and say how real it looks."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from shopworld import HOME_SEED, calendar, fidelity, history, schema

LINE = "{name:<20}{rows:>9,} rows"
TOTAL = "{tables} tables, {rows:,} rows, {seconds:.1f} processor seconds, sha256 {digest}"
LARGE_ONLY = "--{option} belongs to the large tier. Leave it out, or add --tier large."
NOT_A_SEED = "The seed {seed!r} isn't a whole number of 0 or more. Write it in digits, as in --seed 2025."


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return what it returns, or 2 with one sentence on stderr when it can't be done as asked."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (history.HistoryError, schema.SchemaError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="shopworld", description="Make the synthetic shop's tables.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    make = commands.add_parser("history", help="write every table of one shop's year as CSV")
    make.add_argument("--seed", default=str(HOME_SEED), help="which world (default: the course's own shop)")
    make.add_argument(
        "--tier", default="course", help="tiny (90 days, for tests), course (one year), or large (ten million lines)"
    )
    make.add_argument("--out", type=Path, required=True, help="folder to write into")
    make.add_argument(
        "--stored-only", action="store_true", help="leave out the big tables, which are made on first use"
    )
    make.add_argument("--workers", type=int, help="large only: how many processes make days (default: one a processor)")
    make.add_argument("--scheduler", metavar="ADDRESS", help="large only: a Dask scheduler, as tcp://10.0.0.1:8786")
    make.add_argument("--days", type=int, help="large only: the first so many days of the year")
    make.set_defaults(run=_history)
    real = commands.add_parser(
        "fidelity", help="measure a shop beside what real shops look like; 1 when it falls short"
    )
    real.add_argument("folder", type=Path, metavar="DIR", help="folder with every table of a shop, big ones too")
    real.set_defaults(run=_fidelity)
    _season(commands)
    words = commands.add_parser("dictionary", help="print the data dictionary")
    words.set_defaults(run=_dictionary)
    return parser


def _season(commands) -> None:
    """Add the market's command; its modules are read only when a command line is."""
    from shopworld.judging import command

    command.add_parser(commands)


def _history(options: argparse.Namespace) -> int:
    summary = _large(options) if options.tier == history.LARGE else _whole(options)
    for name, rows in summary.rows.items():
        print(LINE.format(name=name, rows=rows))
    print(
        TOTAL.format(
            tables=len(summary.rows), rows=sum(summary.rows.values()), seconds=summary.seconds, digest=summary.digest
        )
    )
    return 0


def _whole(options: argparse.Namespace) -> history.Summary:
    for name in ("workers", "scheduler", "days"):
        if getattr(options, name) is not None:
            raise ValueError(LARGE_ONLY.format(option=name))
    return history.write(options.out, _seed(options.seed), options.tier, options.stored_only)


def _large(options: argparse.Namespace) -> history.Summary:
    from shopworld import large

    workers = os.cpu_count() if options.workers is None else options.workers
    days = calendar.DAYS if options.days is None else options.days
    return large.write(options.out, _seed(options.seed), workers, options.scheduler, days)


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(NOT_A_SEED.format(seed=text))
    return int(text)


def _fidelity(options: argparse.Namespace) -> int:
    report = fidelity.check(options.folder)
    for line in report.lines():
        print(line)
    return 0 if report.good else 1


def _dictionary(_: argparse.Namespace) -> int:
    sys.stdout.buffer.write(history.dictionary().lstrip("\n").encode())
    return 0
