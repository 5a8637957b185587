"""`coursekit lint [NOTEBOOKS]`: one line a finding, and exit status 1 if there is one."""

import argparse
import secrets
import sys
from pathlib import Path

from coursekit.lint.finding import Finding

DESCRIPTION = "Check the course's notebooks, outline and twins; with paths, only these notebooks by themselves."
FOUND = "Findings: {count}."
CLEAN = "Nothing to mend."
SEED_BITS = 128  # as many as a class's secret has


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments; `coursekit.cli` calls this for its `lint` sub-command."""
    parser.add_argument("paths", nargs="*", type=Path, help="notebooks (default: the whole course)")
    parser.add_argument("--root", type=Path, default=None, help="the course's folder (default: found from here)")
    parser.add_argument(
        "--no-exams", action="store_true", help="a quick run: try no exam on unseen shops, make no release"
    )
    parser.add_argument(
        "--new-shops", type=int, default=0, metavar="N", help="prove all exams on N new shops, and do nothing else"
    )
    parser.add_argument(
        "--shop", type=int, action="append", default=[], metavar="SEED", help="the same on the shop of this seed"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what the arguments say; returns the exit status."""
    from coursekit.build.quick import skip_slow_grammars

    skip_slow_grammars()
    from coursekit.build.command import course_root
    from coursekit.build.errors import BuildError

    try:
        root = arguments.root.resolve() if arguments.root else course_root(Path.cwd())
    except BuildError as problem:
        print(problem, file=sys.stderr)
        return 2
    found = _found(arguments, root)
    for finding in found:
        print(finding)
    print(FOUND.format(count=len(found)) if found else CLEAN)
    return 1 if found else 0


def _found(arguments: argparse.Namespace, root: Path) -> list[Finding]:
    from coursekit.lint.rules import lint_course, lint_pages, tried_on

    seeds = [*arguments.shop, *(secrets.randbits(SEED_BITS) for _ in range(arguments.new_shops))]
    if seeds:
        return tried_on(root, seeds, _say)
    if arguments.paths:
        return lint_pages([path.resolve() for path in arguments.paths], root)
    return lint_course(root, not arguments.no_exams, _say)


def _say(line: str) -> None:
    """What takes long is said on standard error, beside the findings."""
    print(line, file=sys.stderr, flush=True)


def main(argv: list[str] | None = None) -> int:
    """The command by itself: `python -m coursekit.lint`."""
    parser = argparse.ArgumentParser(prog="coursekit lint", description=DESCRIPTION)
    add_arguments(parser)
    return run(parser.parse_args(argv))
