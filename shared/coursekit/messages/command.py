"""`coursekit messages [DOMAINS] --lang LANGUAGE [--check]`."""

import argparse
import sys
from pathlib import Path

DESCRIPTION = "Bring the translators' catalogues up to date with the English, or check that they are whole."
LINE = "{name}: {done} translated, {fuzzy} to look at again, {open} open  ({path})"
WHOLE = "{name}: whole."
UNKNOWN = "“{name}” has no messages. There are: {names}."
NO_LANGUAGE = (
    "course/languages.toml doesn't know the language “{language}”. Enter it there first: its name and its notice."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments; `coursekit.cli` calls this for its `messages` sub-command."""
    parser.add_argument("domains", nargs="*", help="such as course, shoplab or 01_shop_setup (default: all)")
    parser.add_argument("--lang", default="zh_CN", help="the language (default: zh_CN)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a finished catalogue isn't whole")
    parser.add_argument("--root", type=Path, default=None, help="the course's folder (default: found from here)")


def run(arguments: argparse.Namespace) -> int:
    """Do what the arguments say; the exit status is 1 when a check fails or a name is unknown."""
    from coursekit.build.command import course_root
    from coursekit.build.errors import BuildError
    from coursekit.build.quick import skip_slow_grammars

    skip_slow_grammars()
    from coursekit.messages.extraction import domains
    from coursekit.messages.upkeep import counts, faults, update
    from shoplab.languages.edition import languages

    try:
        root = arguments.root.resolve() if arguments.root else course_root(Path.cwd())
        known = {domain.name: domain for domain in domains(root)}
        strange = [name for name in arguments.domains if name not in known]
        if strange:
            raise BuildError(UNKNOWN.format(name=strange[0], names=", ".join(known)))
        if arguments.lang not in languages(root):
            raise BuildError(NO_LANGUAGE.format(language=arguments.lang))
        finished = languages(root)[arguments.lang]["finished"]
        if arguments.check:
            return _check([known[name] for name in arguments.domains or finished], arguments.lang, root, faults)
        for name in arguments.domains or known:
            number = counts(update(known[name], arguments.lang))
            told = {state: number[state] for state in ("done", "fuzzy", "open")}
            print(LINE.format(name=name, path=known[name].path(arguments.lang).relative_to(root), **told))
    except BuildError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def main(argv: list[str] | None = None) -> int:
    """The command by itself: `python -m coursekit.messages`."""
    parser = argparse.ArgumentParser(prog="coursekit messages", description=DESCRIPTION)
    add_arguments(parser)
    return run(parser.parse_args(argv))


def _check(chosen: list, language: str, root: Path, faults) -> int:
    status = 0
    for domain in chosen:
        found = faults(domain, language, root)
        print("\n".join(found), file=sys.stderr) if found else print(WHOLE.format(name=domain.name))
        status = status or bool(found)
    return int(status)
