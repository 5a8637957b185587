"""The command `coursekit`: one sub-command a step of a course, for authors and instructors."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

DESCRIPTION = (
    "Build, check, release and grade the course. A class lives in a folder of its own, outside the repository."
)
EPILOG = (
    "A class, step by step: coursekit init ~/shop-class; cd ~/shop-class; coursekit release 01_shop_setup; "
    "coursekit collect 01_shop_setup --from DOWNLOADS; coursekit grade 01_shop_setup; coursekit feedback 01_shop_setup; "
    "coursekit report 01_shop_setup."
)
GUESTS = (
    "build",
    "lint",
    "messages",
    "site",
)  # written and documented in their own packages, imported only when they are called

SECRET_IS_HERE = "The class's secret is in {path}, readable by you alone. Keep a copy outside the class's folder."
NEW_SECRET = (
    "A new secret is in {path}. The next `coursekit grade` makes another shop of it and runs every hand-in anew."
)
OLD_SECRET = "The old one is kept in {path}: put it back in its place to grade on the shop before."
CHANGES = "{count} marks change."
NO_CHANGES = "No mark changes."
SAY_YES = "Say --yes to write them."
WRITE = "Write them? [y/N] "
NOTHING_WRITTEN = "Nothing was written."
PAGES_AGAIN = "Feedback pages written again: {count}."


def make_parser(command: str | None = None) -> argparse.ArgumentParser:
    """Returns the parser; `build` and `lint` are filled in only if they are the command."""
    parser = argparse.ArgumentParser(prog="coursekit", description=DESCRIPTION, epilog=EPILOG)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    init = _command(commands, "init", "make a class folder outside the repository", _init, module=False)
    init.add_argument("path", type=Path, help="a new or an empty folder")
    init.add_argument("--course-id", default="shop", help="nbgrader's name of the course (default: shop)")
    secret = _command(commands, "secret", "say where a class's secret is, or draw a new one", _secret, module=False)
    secret.add_argument(
        "--class", dest="room", type=Path, default=Path("."), help="the class folder (default: this one)"
    )
    secret.add_argument("--new", action="store_true", help="draw a new secret, and with it another unseen shop")
    release = _command(commands, "release", "make a module's release, checked for leaks", _release)
    release.add_argument("--lang", default="en", help="a copy in another language as well, such as zh_CN")
    release.add_argument("--exchange", action="store_true", help="also put it into nbgrader's exchange")
    collect = _command(commands, "collect", "bring hand-ins into the class", _collect)
    collect.add_argument(
        "--from",
        dest="folder",
        type=Path,
        help="a folder or a zip with one sub-folder or notebook a student, as Canvas and Moodle make them",
    )
    grade = _command(commands, "grade", "run, judge and mark what was handed in", _grade)
    grade.add_argument(
        "--trust", action="store_true", help="run learners' code unprotected where there is no bubblewrap"
    )
    grade.add_argument("--workers", type=int, help="sandboxes at a time (default: one a processor)")
    grade.add_argument("--scheduler", help="run the hand-ins on a Dask cluster, say tcp://10.0.0.5:8786")
    _students(grade)
    mark = _command(commands, "mark", "mark again from the executed notebooks, running nothing", _mark)
    _students(mark)
    sure = mark.add_mutually_exclusive_group()
    sure.add_argument("--yes", action="store_true", help="write the marks that change without asking")
    sure.add_argument("--dry-run", action="store_true", help="show which marks would change and why, and write nothing")
    _students(_command(commands, "feedback", "write the learners' feedback pages", _feedback))
    report = _command(commands, "report", "write the class report, as a page and as a notebook", _report)
    report.add_argument("--anonymous", action="store_true", help="with numbers in place of names")
    export = _command(commands, "export", "write the marks for a learning platform or a spreadsheet", _export)
    export.add_argument(
        "--format", default="csv", choices=("canvas", "moodle", "csv", "tasks"), help="whose table (default: csv)"
    )
    export.add_argument("--to", type=Path, help="the file to write (default: one in reports/)")
    export.add_argument("--roster", type=Path, help="the platform's own table, to be filled in")
    export.add_argument("--column", default="", help="Canvas's name of the assignment, as in its own table")
    export.add_argument("--provisional", action="store_true", help="also write marks that wait for a person")
    demo = _command(
        commands, "demo", "make, grade and report a class of 24 in a folder of its own", _demo, module=False
    )
    demo.add_argument(
        "path", nargs="?", type=Path, help="a new or an empty folder (default: a new one in the temporary folder)"
    )
    demo.add_argument("--module", help="the module to hand in, or all (default: the first one with an exam)")
    for name in GUESTS:
        _guest(commands, name, command == name)
    return parser


def _command(
    commands: argparse._SubParsersAction, name: str, says: str, run, module: bool = True
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=says, description=says[0].upper() + says[1:] + ".")
    if module:
        parser.add_argument("module", help="say 01_shop_setup")
        parser.add_argument(
            "--class", dest="room", type=Path, default=Path("."), help="the class folder (default: this one)"
        )
    parser.set_defaults(run=run)
    return parser


def _students(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--student", dest="students", action="append", help="only this one; may be given several times")


def _guest(commands: argparse._SubParsersAction, name: str, wanted: bool) -> None:
    """Adds a command that lives in a package of its own: `add_parser(commands)` in its cli, else a `command` module."""
    says = {
        "build": "build notebooks from their text twins",
        "lint": "check notebooks, exams and releases",
        "messages": "bring the translators' catalogues up to date",
        "site": "make the website",
    }[name]
    if not wanted:
        commands.add_parser(name, help=says)
        return
    try:
        found = importlib.util.find_spec(f"coursekit.{name}.cli") is not None
    except ModuleNotFoundError:
        found = False
    if found:
        importlib.import_module(f"coursekit.{name}.cli").add_parser(commands)
        return
    guest = importlib.import_module(f"coursekit.{name}.command")
    parser = commands.add_parser(name, help=says, description=getattr(guest, "DESCRIPTION", says))
    guest.add_arguments(parser)
    parser.set_defaults(run=guest.run)


def _init(options: argparse.Namespace) -> int:
    from coursekit.classroom import init_class

    room = init_class(options.path, options.course_id)
    modules = ", ".join(room.graded_modules()) or "none yet"
    print(f"The class is in {room.root}. Graded modules: {modules}.\nNext: cd {room.root} && coursekit release MODULE")
    return 0


def _secret(options: argparse.Namespace) -> int:
    from coursekit.classroom import open_class

    room = open_class(options.room)
    if options.new:
        kept = room.renew_secret()
        print(NEW_SECRET.format(path=room.secret_path))
        if kept:
            print(OLD_SECRET.format(path=kept))
        return 0
    room.secret()
    print(SECRET_IS_HERE.format(path=room.secret_path))
    return 0


def _release(options: argparse.Namespace) -> int:
    from coursekit.classroom import open_class
    from coursekit.release import release

    room = open_class(options.room)
    for note in release(room, options.module, options.exchange, options.lang):
        print(note)
    print(f"Released: {room.step('release', options.module)}")
    return 0


def _collect(options: argparse.Namespace) -> int:
    from coursekit.classroom import open_class
    from coursekit.collect import collect

    done = collect(open_class(options.room), options.module, options.folder)
    for note in done.notes:
        print(note)
    print(f"Collected: {len(done.new)} new, {len(done.unchanged)} that were here.")
    return 0


def _grade(options: argparse.Namespace) -> int:
    from coursekit.classroom import open_class
    from coursekit.grading import grade

    room = open_class(options.room)
    result = grade(room, options.module, options.students, options.trust, options.workers, print, options.scheduler)
    return _tell(room, result)


def _mark(options: argparse.Namespace) -> int:
    from coursekit.classroom import open_class
    from coursekit.feedback import refresh
    from coursekit.grading import mark

    room = open_class(options.room)
    result = mark(room, options.module, options.students, lambda changes: _agree(changes, options))
    if not result.written:
        print(NOTHING_WRITTEN)
        return 0 if options.dry_run else 1
    pages = refresh(room, options.module, {change.now.student for change in result.changes})
    result.changes = []  # they were shown before they were written
    return _tell(room, result, pages)


def _agree(changes: list, options: argparse.Namespace) -> bool:
    """Shows the marks that change, and asks, unless the answer was given with the command."""
    for change in changes:
        print(change)
    print(CHANGES.format(count=len(changes)) if changes else NO_CHANGES)
    if options.dry_run or not changes or options.yes:
        return not options.dry_run
    if not sys.stdin.isatty():
        print(SAY_YES)
        return False
    return input(WRITE).strip().lower() in ("y", "yes")


def _tell(room, result, pages: int = 0) -> int:
    from coursekit.scores import scores_of

    # That a written answer waits for a person goes without saying.
    written = {task.name for task in room.exam(result.module).written}
    for one in result.students:
        for note in one.notes:
            print(f"{one.student}: {note['says']}")
        asking = [
            mark for mark in one.marks if mark.needs_person and (mark.verdict != "person" or mark.task not in written)
        ]
        for says in dict.fromkeys(mark.feedback for mark in asking):
            print(f"{one.student}, {', '.join(mark.task for mark in asking if mark.feedback == says)}: {says}")
    for line in (*result.changes, *result.changed_under_hand, *result.failed):
        print(line)
    marked = {one.student for one in result.students}
    waiting = sum(len(one.waiting) for one in scores_of(room, result.module) if one.student in marked)
    seconds = ", ".join(f"{stage} {value:.1f} s" for stage, value in result.seconds.items())
    print(f"Marked: {len(result.students)} hand-ins; {waiting} answers wait for a person. ({seconds})")
    if pages:
        print(PAGES_AGAIN.format(count=pages))
    return 1 if result.failed else 0


def _feedback(options: argparse.Namespace) -> int:
    from coursekit.classroom import open_class
    from coursekit.feedback import write_feedback

    pages = write_feedback(open_class(options.room), options.module, options.students)
    print(f"Feedback: {len(pages)} pages in {options.room.resolve() / 'feedback'}")
    return 0


def _report(options: argparse.Namespace) -> int:
    from coursekit.classroom import open_class
    from coursekit.report import write_report

    print(f"Report: {write_report(open_class(options.room), options.module, anonymous=options.anonymous)}")
    return 0


def _export(options: argparse.Namespace) -> int:
    from coursekit.classroom import know_gradebook_version, open_class

    know_gradebook_version()
    from coursekit.export_marks import export

    path, notes = export(
        open_class(options.room), options.module, options.format, options.to, options.roster, options.column,
        options.provisional,
    )  # fmt: skip
    for note in notes:
        print(note)
    print(f"Marks: {path}")
    return 0


def _demo(options: argparse.Namespace) -> int:
    from coursekit.demo import run_demo

    return run_demo(options.path, options.module)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; what an instructor can mend is one line on standard error and exit status 2."""
    # jsonschema compiles this package's grammars for 1.6 s at import, for checks that no notebook's schema asks for.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    arguments = list(sys.argv[1:] if argv is None else argv)
    options = make_parser(next((word for word in arguments if not word.startswith("-")), None)).parse_args(arguments)
    from coursekit.exam import ExamError
    from coursekit.execute import ExecutionFailed

    try:
        return options.run(options)
    except (ExamError, ExecutionFailed) as error:
        print(error, file=sys.stderr)
    except RuntimeError as error:
        if type(error).__module__.partition(".")[0] != "coursekit":
            raise
        print(error, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
