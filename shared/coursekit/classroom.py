"""A class: an nbgrader course in a folder of its own, outside the repository, with its secret and its unseen shop.

class.json  nbgrader_config.py  gradebook.db
source/ release/ submitted/ executed/ autograded/ feedback/ reports/
private/    mode 700: secret, shops/, keys/, judged/, cache/  (never released, never seen by a learner's code)
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coursekit.exam import AnswerKey, Exam, Shop, World, answer_key, exam_hash, load_exam
from coursekit.execute import source_hash
from coursekit.isolation import package_folder
from coursekit.readers import PLACE, edition

NOTEBOOK = "tasks"
RELEASED_FILES = (f"{NOTEBOOK}.ipynb",)  # all that a module ever gives to a class's source folder
SETTINGS = "class.json"
CONFIG = "nbgrader_config.py"
SECRET_BYTES = 16  # 128 bits: a seed that can't be found by trying
STEPS = ("source", "release", "submitted", "executed", "autograded", "feedback", "reports")
COURSE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")

INSIDE = (
    "{path} is inside the course's repository. A class holds hand-ins and a secret: choose a folder outside {root}."
)
NOT_EMPTY = "{path} is not empty and is not a class. Choose a new or an empty folder."
NOT_A_CLASS = "{path} is not a class: there is no {file}. Make one with `coursekit init {path}`."
BAD_COURSE_ID = "“{course_id}” can't be a course id: use letters, digits, and - _ . only."
NO_MODULE = "There is no graded module “{module}” here. The modules are: {modules}."
NO_RELEASE = "“{module}” is not released yet in this class: run `coursekit release {module}` first."
NO_SECRET = (
    "The class's secret is missing: {path}. Put your copy back there. Without it the shop on which this class is graded can't "
    "be made again; `coursekit secret --new` draws another secret and with it another shop, on which everybody is graded anew."
)
BAD_SECRET = "{path} does not hold a class's secret, which is {length} hexadecimal digits: put your copy back there."
NO_REPOSITORY = "The course's own folder is not at {path}. Say where it is in {file}, under “repository”."


class ClassError(RuntimeError):
    """A class folder that isn't as it must be; the message says what to do."""


def repository() -> Path:
    """Returns the course's own folder, the one that holds shared/coursekit."""
    return Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Classroom:
    """One class's folder and what belongs to it."""

    root: Path
    course_id: str = "shop"
    repository: Path = field(default_factory=repository)
    modules: str = "modules"
    tier: str = "course"

    def step(self, name: str, module: str, student: str = ".") -> Path:
        """Returns nbgrader's folder of a step, as `submitted/<student>/<module>`."""
        return self.root / name / student / module if student != "." else self.root / name / module

    @property
    def private(self) -> Path:
        return self.root / "private"

    def graded_modules(self) -> list[str]:
        """Returns the modules that have an exam and a master notebook."""
        folder = self.repository / self.modules
        return sorted(
            path.parent.parent.name for path in folder.glob("*/tasks/exam.py") if _master(path.parent).is_file()
        )

    def master(self, module: str) -> Path:
        """Returns a module's master notebook; raises ClassError with the modules there are."""
        path = _master(self.repository / self.modules / module / "tasks")
        if not path.is_file():
            if not self.repository.is_dir():
                raise ClassError(NO_REPOSITORY.format(path=self.repository, file=self.root / SETTINGS))
            raise ClassError(NO_MODULE.format(module=module, modules=", ".join(self.graded_modules()) or "none yet"))
        return path

    def exam(self, module: str) -> Exam:
        self.master(module)
        return load_exam(self.repository / self.modules / module / "tasks" / "exam.py")

    def exam_in(self, module: str, language: str) -> Exam:
        """Returns the same exam with its words in another language."""
        name = PLACE.format(module=module, file="exam.py")
        told = functools.partial(edition(self.repository, language).python, name)
        return load_exam(self.repository / self.modules / module / "tasks" / "exam.py", told)

    def released(self, module: str) -> dict[str, Any]:
        """Returns the released notebook as plain data; raises ClassError if there is none."""
        path = self.step("release", module) / RELEASED_FILES[0]
        if not path.is_file():
            raise ClassError(NO_RELEASE.format(module=module))
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if isinstance(cell["source"], list):
                cell["source"] = "".join(cell["source"])
        return notebook

    def students(self, step: str, module: str) -> list[str]:
        """Returns the students who have this module in a step's folder."""
        folder = self.root / step
        names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
        return sorted(name for name in names if (folder / name / module).is_dir())

    @property
    def secret_path(self) -> Path:
        return self.private / "secret"

    def secret(self) -> str:
        """Returns the class's secret; raises ClassError where it is missing or is none, and never makes another."""
        try:
            text = self.secret_path.read_text(encoding="ascii").strip()
        except FileNotFoundError as error:
            raise ClassError(NO_SECRET.format(path=self.secret_path)) from error
        except (OSError, ValueError) as error:
            raise ClassError(BAD_SECRET.format(path=self.secret_path, length=2 * SECRET_BYTES)) from error
        if not re.fullmatch(rf"[0-9a-f]{{{2 * SECRET_BYTES}}}", text):
            raise ClassError(BAD_SECRET.format(path=self.secret_path, length=2 * SECRET_BYTES))
        return text

    def make_secret(self) -> None:
        """Draws the class's secret into a file that only its owner can read, unless there is one."""
        make_private(self.private)
        with contextlib.suppress(FileExistsError):
            descriptor = os.open(self.secret_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(SECRET_BYTES) + "\n")

    def renew_secret(self) -> Path | None:
        """Draws a new secret, and so another unseen shop; the old secret is kept beside it, and its place is returned."""
        kept = None
        if self.secret_path.exists():
            kept = self.private / f"secret-until-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}"
            self.secret_path.rename(kept)
        self.make_secret()
        shutil.rmtree(self.private / "shops" / "unseen", ignore_errors=True)
        _folder_hash.cache_clear()
        return kept

    def seed(self, which: str = "unseen") -> int:
        import shopworld

        return int(self.secret(), 16) if which == "unseen" else shopworld.HOME_SEED

    def shop_folder(self, which: str = "unseen") -> Path:
        """Returns the folder of a shop's tables, made at the first grading; its seed stands nowhere in it."""
        home = self.repository / "datasets"
        if which == "home" and self.tier == "course" and (home / "orders.csv").is_file():
            return home
        folder = self.private / "shops" / which
        if not folder.is_dir():
            self._write_shop(folder, self.seed(which))
        return folder

    def _write_shop(self, folder: Path, seed: int) -> None:
        from shopworld import history

        make_private(self.private)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix="making-") as place:
            made = Path(place) / "shop"
            history.write(made, seed, self.tier)
            stamp = made / "shop.json"
            if stamp.exists():
                stamp.unlink()  # what describes the world stays out of the learner's reach
            for path in (made, *made.rglob("*")):
                path.chmod(0o755 if path.is_dir() else 0o644)
            with contextlib.suppress(OSError):  # somebody else made it meanwhile
                made.rename(folder)

    def shop_hash(self, which: str = "unseen") -> str:
        return _folder_hash(self.shop_folder(which))

    def shop(self, which: str = "unseen") -> Shop:
        return Shop(self.shop_folder(which))

    def world(self, which: str, exam: Exam) -> World:
        version = hashlib.sha256((source_hash(package_folder("shopworld")) + exam_hash(exam)).encode()).hexdigest()
        return World(self.seed(which), self.shop(which), version)

    def worlds(self, exam: Exam) -> dict[str, World]:
        return {which: self.world(which, exam) for which in self.shops_needed(exam)}

    @staticmethod
    def shops_needed(exam: Exam) -> list[str]:
        return sorted({task.judged_on for task in exam.automatic})

    def key(self, exam: Exam) -> AnswerKey:
        """Returns the answers to an exam on this class's shops, computed once for these versions."""
        path = self.key_path(exam)
        if not path.exists():
            for old in path.parent.glob(f"{exam.module}-*.json"):
                old.unlink()
            answer_key(exam, {name: self.shop(name) for name in self.shops_needed(exam)}).save(path)
        return AnswerKey.read(path)

    def key_path(self, exam: Exam) -> Path:
        """Returns where the answers to an exam are kept for these versions of it, of the shops and of their world."""
        shops = (self.shop_hash(name) for name in self.shops_needed(exam))
        basis = [exam_hash(exam), source_hash(package_folder("shopworld")), *shops]
        mark = hashlib.sha256("\n".join(basis).encode()).hexdigest()[:20]
        return self.private / "keys" / f"{exam.module}-{mark}.json"

    def place_sources(self) -> list[str]:
        """Copies the masters into source/, by the allow-list; an instructor's own edit of one stays, and is named."""
        kept = []
        placed = self._placed()
        for module in self.graded_modules():
            target = self.step("source", module) / RELEASED_FILES[0]
            fresh = self.master(module).read_bytes()
            if target.exists() and _hash(target.read_bytes()) not in (placed.get(module), _hash(fresh)):
                kept.append(module)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(fresh)
            placed[module] = _hash(fresh)
        _write_json(self.private / "placed.json", placed)
        return kept

    def _placed(self) -> dict[str, str]:
        path = self.private / "placed.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def config(self) -> Any:
        """Returns nbgrader's configuration as its own commands would read it in this folder."""
        return self.application().config

    def application(self) -> Any:
        """Returns an initialised nbgrader application for this folder."""
        know_gradebook_version()
        from nbgrader.apps import NbGrader

        app = NbGrader()
        with working_in(self.root):
            app.initialize([], root=str(self.root))
        return app

    def api(self) -> Any:
        """Returns nbgrader's own programming interface, set to this folder."""
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        app = self.application()
        return NbGraderAPI(coursedir=CourseDirectory(parent=app, root=str(self.root)), parent=app)


def _master(tasks: Path) -> Path:
    return tasks / RELEASED_FILES[0]


def _hash(blob: bytes) -> str:
    return hashlib.sha256(blob).hexdigest()


@functools.cache
def _folder_hash(folder: Path) -> str:
    return source_hash(folder)


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def make_private(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def know_gradebook_version() -> None:
    """Lets nbgrader read its gradebook's newest version here; it would start `alembic` by name, and wait seconds for it."""
    import nbgrader.api

    nbgrader.api.get_alembic_version = newest_gradebook_version


@functools.cache
def newest_gradebook_version() -> str:
    """Returns the version of a gradebook that nbgrader makes now, as `alembic heads` says it."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import _temp_alembic_ini

    with _temp_alembic_ini("sqlite://") as settings:
        return str(ScriptDirectory.from_config(Config(settings)).get_current_head())


@contextlib.contextmanager
def working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def init_class(
    path: Path, course_id: str = "shop", repository_folder: Path | None = None, tier: str = "course"
) -> Classroom:
    """Makes a class folder, or completes one that is there; raises ClassError inside the repository."""
    root, home = path.expanduser().resolve(), (repository_folder or repository()).resolve()
    if not COURSE_ID.fullmatch(course_id):
        raise ClassError(BAD_COURSE_ID.format(course_id=course_id))
    for forbidden in {home, repository()}:
        if root == forbidden or root.is_relative_to(forbidden):
            raise ClassError(INSIDE.format(path=root, root=forbidden))
    known = (root / SETTINGS).is_file()
    if known:
        room = open_class(root)
    elif root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ClassError(NOT_EMPTY.format(path=root))
    else:
        root.mkdir(parents=True, exist_ok=True)
        room = Classroom(root, course_id, home, tier=tier)
        template = (repository() / "course" / "class" / CONFIG).read_text(encoding="utf-8")
        text = template.replace("{course_id}", course_id)
        (root / CONFIG).write_text(text, encoding="utf-8", newline="\n")
        _write_json(
            root / SETTINGS, {"course_id": course_id, "repository": str(home), "modules": "modules", "tier": tier}
        )
    for step in STEPS:
        (root / step).mkdir(exist_ok=True)
    make_private(room.private)
    if not known:
        room.make_secret()
    room.secret()
    room.place_sources()
    return room


def open_class(path: Path) -> Classroom:
    """Returns the class in a folder; raises ClassError if it is none."""
    root = path.expanduser().resolve()
    settings = root / SETTINGS
    if not settings.is_file():
        raise ClassError(NOT_A_CLASS.format(path=root, file=SETTINGS))
    facts = json.loads(settings.read_text(encoding="utf-8"))
    return Classroom(
        root,
        facts.get("course_id", "shop"),
        Path(facts.get("repository") or repository()),
        facts.get("modules", "modules"),
        facts.get("tier", "course"),
    )


def clear_folder(folder: Path) -> None:
    """Removes one of the folders that coursekit made itself, read-only files included."""
    if folder.is_dir():
        for path in folder.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(folder)
