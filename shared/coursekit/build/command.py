"""`coursekit build [PATHS|--all] [--check] [--force] [--lang LANGUAGE]`."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

DESCRIPTION = "Build notebooks from their text twins (modules/*/text/*.py, course/text/*.py) and run them."
BUILT = "built    {path}  ({seconds:.1f} s)"
CURRENT = "current  {path}"
CHECKED = "Twins that match their notebooks: {count}."
NOTHING = "Say what to build: a twin, a module's folder, or --all."
NO_ROOT = (
    "{path} is not inside the course: no pyproject.toml with `modules/` or `course/` beside it was found above it. "
    "Go there, or pass --root."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments; `coursekit.cli` calls this for its `build` sub-command."""
    parser.add_argument("paths", nargs="*", type=Path, help="twins, notebooks or module folders")
    parser.add_argument("--all", action="store_true", help="every twin of the course")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a notebook is not its twin's")
    parser.add_argument("--force", action="store_true", help="run again even when nothing changed")
    parser.add_argument("--lang", default="en", help="another language's edition, into build/LANGUAGE")
    parser.add_argument("--root", type=Path, default=None, help="the course's folder (default: found from here)")


def run(arguments: argparse.Namespace) -> int:
    """Do what the arguments say; returns the exit status, and prints one line a twin."""
    from coursekit.build.errors import BuildError
    from coursekit.build.quick import skip_slow_grammars
    from coursekit.build.twins import all_twins, find_twins

    skip_slow_grammars()
    try:
        root = arguments.root.resolve() if arguments.root else course_root(Path.cwd())
        if not arguments.paths and not arguments.all and not arguments.check:
            raise BuildError(NOTHING)
        twins = find_twins(arguments.paths) if arguments.paths else all_twins(root)
        return _check(twins, root) if arguments.check else _build(twins, root, _builder(root, arguments))
    except BuildError as problem:
        print(problem, file=sys.stderr)
        return 1


def main(argv: list[str] | None = None) -> int:
    """The command by itself: `python -m coursekit.build`."""
    parser = argparse.ArgumentParser(prog="coursekit build", description=DESCRIPTION)
    add_arguments(parser)
    return run(parser.parse_args(argv))


def course_root(start: Path) -> Path:
    """The nearest folder upwards that holds the course; raises BuildError when there is none."""
    from coursekit.build.errors import BuildError

    for folder in (start, *start.parents):
        if (folder / "pyproject.toml").is_file() and ((folder / "modules").is_dir() or (folder / "course").is_dir()):
            return folder
    raise BuildError(NO_ROOT.format(path=start))


def _builder(root: Path, arguments: argparse.Namespace) -> Callable[[Any], list[Path]]:
    """What builds one twin: the course's own notebooks, or another language's."""
    from coursekit.build.building import build_twin
    from coursekit.build.editions import build_edition, edition_of

    if arguments.lang == "en":
        return lambda twin: build_twin(twin, root, force=arguments.force)
    edition = edition_of(root, arguments.lang)
    return lambda twin: build_edition(twin, edition, force=arguments.force)


def _build(twins: list, root: Path, build: Callable[[Any], list[Path]]) -> int:
    from coursekit.build.errors import BuildError

    status = 0
    for twin in twins:
        start = time.perf_counter()
        try:
            written = build(twin)
        except BuildError as problem:
            print(problem, file=sys.stderr, flush=True)
            status = 1
            continue
        for path in written or [twin.path]:
            line = BUILT if written else CURRENT
            print(line.format(path=_shown(path, root), seconds=time.perf_counter() - start), flush=True)
    return status


def _check(twins: list, root: Path) -> int:
    from coursekit.build.compare import differences

    found = [sentence for twin in twins for sentence in differences(twin, root)]
    for sentence in found:
        print(sentence, file=sys.stderr)
    if not found:
        print(CHECKED.format(count=len(twins)))
    return 1 if found else 0


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
