"""Releasing a module: nbgrader's own generate_assignment on an allow-listed source, checked before anyone sees it."""

from __future__ import annotations

import contextlib
import io
import re
from typing import Any

from coursekit.classroom import RELEASED_FILES, ClassError, Classroom, clear_folder, working_in
from coursekit.readers import in_language
from coursekit.submission import write_notebook
from shoplab.languages.edition import META, LanguageError, chosen
from shoplab.languages.saying import ENGLISH

KEPT_SOURCE = "source/{module}/{file} was edited in this class, so it was not replaced by the course's newer one."
NOT_GENERATED = "nbgrader could not make the release of “{module}”: {reason}"
NOT_EXCHANGED = "The release of “{module}” is ready, but could not be put into the exchange: {reason}"
LEAK = "The release of “{module}” was withdrawn: it held {what}."
EXTRA_FILE = "the file {file}, which is not on the allow-list"
SOLUTION = "a part of a solution in the cell “{cell}”"
OTHER = "release_{language}"
ANOTHER = (
    "The same notebook in another language is in {path}. Hand-ins of both are collected, graded and reported together."
)
ERROR_NAME = re.compile(r"^(?:\[[^\]]*\] *(?:\w+ *\|)? *)?[\w.]*(?:Error|Exception): ")
FORBIDDEN = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "BEGIN MARK SCHEME")


def release(room: Classroom, module: str, exchange: bool = False, language: str = ENGLISH) -> list[str]:
    """Makes release/<module>/ and returns what is worth telling; with `exchange`, hands it to nbgrader's exchange.

    Another `language` gets a copy of its own beside it: the same cells, for those of the class who read it better.

    Raises ClassError if nbgrader refuses, or if anything but the allow-listed files would be released.
    """
    room.master(module)
    notes = [KEPT_SOURCE.format(module=name, file=RELEASED_FILES[0]) for name in room.place_sources() if name == module]
    _check_files(room, "source", module)
    api = room.api()
    with working_in(room.root):
        done = quietly(api.generate_assignment, module, force=True, create=True)
    if not done["success"]:
        raise ClassError(NOT_GENERATED.format(module=module, reason=_last_words(done)))
    _check_files(room, "release", module)
    _check_cells(room, module)
    if exchange:
        with working_in(room.root):
            done = quietly(api.release_assignment, module)
        if not done["success"]:
            raise ClassError(NOT_EXCHANGED.format(module=module, reason=_last_words(done)))
    return notes if language == ENGLISH else [*notes, _in_another(room, module, language)]


def _in_another(room: Classroom, module: str, language: str) -> str:
    """Writes the release in another language where nbgrader doesn't look, and says where."""
    try:
        told = in_language(room.released(module), module, room.repository, chosen(room.repository, language))
    except LanguageError as problem:
        raise ClassError(str(problem)) from None
    path = room.root / OTHER.format(language=told["metadata"][META]["language"]) / module / RELEASED_FILES[0]
    write_notebook(path, told)
    return ANOTHER.format(path=path.relative_to(room.root).as_posix())


def quietly(call: Any, *arguments: Any, **more: Any) -> dict[str, Any]:
    """Calls nbgrader's interface without its log on the terminal; the log is in the result."""
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        return call(*arguments, **more)


def _last_words(done: dict[str, Any]) -> str:
    """Returns the last line that nbgrader logged, without the name of its error, as a sentence."""
    text = (done.get("log") or "") + (done.get("error") or "")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = ERROR_NAME.sub("", lines[-1]) if lines else "no reason was given"
    return last if last.endswith(".") else f"{last}."


def _check_files(room: Classroom, step: str, module: str) -> None:
    folder = room.step(step, module)
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and name not in RELEASED_FILES and ".ipynb_checkpoints" not in path.parts:
            if step == "release":
                clear_folder(folder)
            raise ClassError(LEAK.format(module=module, what=EXTRA_FILE.format(file=f"{step}/{module}/{name}")))


def _check_cells(room: Classroom, module: str) -> None:
    for cell in room.released(module)["cells"]:
        if any(word in cell["source"] for word in FORBIDDEN) or cell.get("outputs"):
            clear_folder(room.step("release", module))
            raise ClassError(LEAK.format(module=module, what=SOLUTION.format(cell=cell.get("id", "?"))))
