"""Nothing of `tasks/`, `text/` or a solution reaches a learner: searched for in what is really made and handed out.

A class is made in a temporary folder, the module released, a blank copy and one with stray answers handed in, graded and
given feedback; and a learner's graded edition is laid out beside it.
"""

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat

from coursekit.build.errors import BuildError
from coursekit.cells import cells_by_name, handed_in_name
from coursekit.classroom import ClassError, Classroom, init_class
from coursekit.collect import collect
from coursekit.exam import ExamError
from coursekit.feedback import write_feedback
from coursekit.grading import grade
from coursekit.lint.exams import TASKS, Graded
from coursekit.lint.finding import Finding
from coursekit.lint.secrets import Secret, secrets_of, text_of
from coursekit.lint.shops import Trial
from coursekit.release import release
from shoplab import workspace

NOT_RELEASED = "it can't be released. {problem}"
NOT_GRADED = "a blank copy of the release can't be graded. {problem}"
NO_BLANK = "there is no `{page}` to hand to learners. Run: coursekit build modules/{module}/text/tasks.py"
NOT_THE_RELEASE = "the cell is not as it is released to a class. Run: coursekit build modules/{module}/text/tasks.py"
FILE = "{where} holds the file `{file}`, which no learner may get. Take it out of what is copied there."
TEXT = "{where} holds in `{file}` what stands in {source}: “{text}”. Take it out, or put it between solution markers."
RELEASE, HAND_IN, FEEDBACK, WORKSPACE = "the release", "a hand-in's folder", "feedback", "the graded edition"
PLACES = {"release": RELEASE, "submitted": HAND_IN, "autograded": HAND_IN, "feedback": FEEDBACK}
STRAY = "stray"
BLANK = "blank"
NAMES = frozenset({"exam.py", "answers.py", "solutions.json"})
FOLDERS = frozenset({"tasks", "text"})
READABLE = frozenset({".ipynb", ".html", ".md", ".py", ".json", ".toml", ".txt", ".yml", ".yaml"})
GRADING = frozenset({"grade", "grade_id", "locked", "points", "solution", "task"})
SHOWN = 60


def class_is_clean(graded: Graded, trial: Trial) -> Iterator[Finding]:
    """A release is the committed blank; it, what is handed in, and feedback hold nothing of a solution."""
    with tempfile.TemporaryDirectory(prefix="lint-") as place:
        room = init_class(Path(place) / "class", "lint", graded.root)
        try:
            known = secrets_of(graded.root, graded.folder, graded.exam)
            release(room, graded.name)
        except (BuildError, ClassError) as problem:
            yield graded.in_master(NOT_RELEASED.format(problem=problem))
            return
        yield from _same_as_committed(graded, room)
        try:
            _hand_in_and_grade(graded, room, trial)
        except (ExamError, RuntimeError) as problem:
            yield graded.in_exam(NOT_GRADED.format(problem=problem))
        told: set[str] = set()
        for step, where in PLACES.items():
            yield from search(graded, where, room.root / step, known, told)


def workspace_is_clean(graded: Graded) -> Iterator[Finding]:
    """The graded edition of a learner's workspace holds nothing of a module's solutions."""
    try:
        known = secrets_of(graded.root, graded.folder, graded.exam)
    except BuildError:
        return  # found by the rule on the class
    with tempfile.TemporaryDirectory(prefix="lint-") as place:
        workspace.update(graded.root, Path(place), "graded")
        yield from search(graded, WORKSPACE, Path(place), known)


def search(
    graded: Graded, where: str, folder: Path, known: Iterable[Secret], told: set[str] | None = None
) -> Iterator[Finding]:
    """One finding for each file that may not be there, and for the first secret of each source that is not told yet."""
    told = set() if told is None else told
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        file = path.relative_to(folder)
        if file.name in NAMES or FOLDERS & set(file.parts[:-1]):
            yield graded.in_master(FILE.format(where=where, file=file.as_posix()))
        if path.suffix not in READABLE:
            continue
        text = text_of(path)
        for secret in known:
            spoken = secret.is_slip and STRAY in file.parts  # feedback is there to say it
            if not spoken and secret.source not in told and secret.packed in text:
                told.add(secret.source)
                said = {"where": where, "file": file.as_posix(), "source": secret.source}
                yield graded.in_master(TEXT.format(**said, text=_short(secret.text)))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def _same_as_committed(graded: Graded, room: Classroom) -> Iterator[Finding]:
    """The notebook in a learner's workspace is the one that a class is given, or its hand-in would be another's."""
    path = graded.folder / TASKS
    if not path.is_file():
        yield graded.in_master(NO_BLANK.format(page=graded.page, module=graded.name))
        return
    committed = [_content(cell) for cell in nbformat.read(path, as_version=4).cells]
    released = [_content(cell) for cell in room.released(graded.name)["cells"]]
    for number in range(max(len(committed), len(released))):
        pair = [cells[number] if number < len(cells) else None for cells in (committed, released)]
        if pair[0] != pair[1]:
            name = str((pair[0] or pair[1] or {}).get("id", number + 1))
            yield Finding(graded.page, name, NOT_THE_RELEASE.format(module=graded.name))
            return


def _content(cell: Any) -> dict[str, Any]:
    """What two copies of a cell must agree in; nbgrader adds more to what it releases."""
    marks = {name: value for name, value in cell["metadata"].get("nbgrader", {}).items() if name in GRADING}
    return {"id": cell.get("id"), "type": cell["cell_type"], "source": cell["source"].rstrip(), "nbgrader": marks}


def _hand_in_and_grade(graded: Graded, room: Classroom, trial: Trial) -> None:
    """Hands in the release as it is, and once with a stray text for every answer; grades them and writes feedback."""
    shutil.copytree(trial.folder, room.private / "shops" / "unseen")
    trial.key(graded.exam).save(room.key_path(graded.exam))
    inbox = room.root / "inbox"
    released = room.step("release", graded.name)
    for student in (BLANK, STRAY):
        for path in released.rglob("*"):
            target = inbox / student / path.relative_to(released)
            if path.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
    _write_stray(graded, room, inbox / STRAY / TASKS)
    collect(room, graded.name, inbox)
    # The only code in these hand-ins is the course's own, so it needs no sandbox.
    for problem in grade(room, graded.name, trust=True).failed:
        raise ClassError(problem)
    write_feedback(room, graded.name)


def _write_stray(graded: Graded, room: Classroom, path: Path) -> None:
    notebook = room.released(graded.name)
    cells = cells_by_name(notebook)
    for task in graded.exam.automatic:
        if f"{task.name}-work" in cells:
            name = handed_in_name(cells[task.name])
            cells[f"{task.name}-work"]["source"] = f'{name} = "{STRAY}"'
    path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8", newline="\n")
