"""A learner's own copy of the course: made from an allow-list, brought up to date, never overwritten.

`python -m shoplab.workspace SOURCE TARGET [--edition graded|self-study] [--lang LANGUAGE]`
"""

import argparse
import hashlib
import itertools
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from shoplab.languages import say, speaking
from shoplab.languages.edition import Edition, LanguageError, chosen, languages
from shoplab.languages.saying import note_language, noted_language

EDITIONS = ("graded", "self-study")
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
ALLOWED = (
    "course/start.ipynb",
    "course/warmup_*.ipynb",
    "course/questions.py",
    "course/student*.md",
    "course/syllabus*.md",
    "course/glossary*.md",
    "course/pandas_words*.md",
    "course/platform*.md",
    "course/market*.md",
    "course/images/*",
    "modules/*/README.md",
    "modules/*/lesson_*.ipynb",
    "modules/*/exercises.ipynb",
    "modules/*/tasks.ipynb",
    "modules/*/questions.py",
    "modules/*/images/*",
    "datasets/*.csv",
    "datasets/README.md",
    "datasets/raw/*",
    "datasets/raw/*/*",
)
SOLUTIONS = ("course/tasks/solutions.json", "modules/*/tasks/solutions.json")
MANIFEST = ".shoplab/manifest.json"
UNFINISHED = ".shoplab-tmp"

SUMMARY = "Workspace {target}: {added} new, {updated} updated, {restored} restored, {kept} kept as you edited them."
BESIDE = "  {name} is yours and stays. Its new version is beside it: {beside}"
IN_THE_WAY = "  {name} was not copied: a folder of that name is in the way. Rename the folder and start again."
NOTHING_THERE = (
    "There is no course in {source}: no file of the learner's edition was found. Give the folder that holds `modules/`."
)
OWN_FOLDER = "The workspace can't be the course's own folder ({target}). Give another folder."
NOT_WRITABLE = "The workspace {target} can't be written ({reason}). Make the folder writable, or give another one."
# shipped: name → what was put there; offered: name → the version put beside it; beside: the copies themselves.
PARTS = ("shipped", "offered", "beside")
HOUR = 3600


class WorkspaceError(Exception):
    """A workspace can't be made or updated; the message is one sentence for the learner."""


@dataclass
class Report:
    """What an update did: names relative to the workspace."""

    target: Path
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    beside: list[tuple[str, str]] = field(default_factory=list)
    in_the_way: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """One line, and one more for every file that needs a look."""
        counts = {name: len(getattr(self, name)) for name in ("added", "updated", "restored", "kept")}
        lines = [say(SUMMARY).format(target=self.target, **counts)]
        lines += [say(BESIDE).format(name=name, beside=beside) for name, beside in self.beside]
        lines += [say(IN_THE_WAY).format(name=name) for name in self.in_the_way]
        return "\n".join(lines)


def learner_files(source: Path, edition: str) -> dict[str, Path]:
    """Name in the workspace → file in the course, for all that the edition's allow-list names."""
    found = {path.relative_to(source).as_posix(): path for path in _matches(source, ALLOWED)}
    if edition == "self-study":
        for path in _matches(source, SOLUTIONS):
            found[(path.parent.parent / path.name).relative_to(source).as_posix()] = path
    return dict(sorted(found.items()))


def update(source: Path, target: Path, edition: str = "self-study", language: str | None = None) -> Report:
    """Copy the learner's edition of the course in `source` to `target`, or bring an earlier copy up to date.

    Without a `language` the workspace keeps the one that it has. In another one each file is the English file with its
    messages replaced, so the rules below hold for it as well.

    A file the learner did not touch is replaced by its new version. One that she edited stays byte for byte, and the
    new version is put beside it once, as `name.new.ipynb`. One that she deleted comes back, so that deleting a file is
    how to start it afresh. Every file is written whole or not at all. Raises WorkspaceError.
    """
    source, target = source.resolve(), target.resolve()
    course = _edition(source, language or noted_language(target))
    files = learner_files(source, edition)
    if target == source or any(target == path.parent for path in files.values()):
        raise WorkspaceError(say(OWN_FOLDER).format(target=target))
    if not files:
        raise WorkspaceError(say(NOTHING_THERE).format(source=source))
    report = Report(target)
    try:
        (target / MANIFEST).parent.mkdir(parents=True, exist_ok=True)
        manifest = _read_manifest(target)
        _sweep({(target / name).parent for name in files})
        try:
            for name, path in files.items():
                _bring(name, course.file(name, path.read_bytes()), target, manifest, report)
            note_language(target, course.language)
        finally:
            _write(target / MANIFEST, (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode("utf-8"))
    except LanguageError as problem:
        raise WorkspaceError(str(problem)) from problem
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise WorkspaceError(say(NOT_WRITABLE).format(target=target, reason=reason)) from problem
    return report


def _edition(source: Path, language: str) -> Edition:
    try:
        return Edition(source, language)
    except LanguageError as problem:
        raise WorkspaceError(str(problem)) from None


def offer(source: Path, target: Path) -> str:
    """A sentence, in the system's language, where the course has an edition in it that the workspace doesn't use."""
    system = next((os.environ[name] for name in LOCALE if os.environ.get(name)), "")
    try:
        language = chosen(source, system)
    except LanguageError:
        return ""
    return "" if language in ("en", noted_language(target)) else languages(source)[language]["offer"]


def _bring(name: str, new: bytes, target: Path, manifest: dict[str, dict[str, str]], report: Report) -> None:
    """Decide one file by three hashes: the new version's, the one shipped before, and what lies there now."""
    place = target / name
    shipped, wanted = manifest["shipped"].get(name), _hash(new)
    if place.is_dir():
        report.in_the_way.append(name)
        return
    there = _hash_of(place)
    if there is None:
        _write(place, new)
        (report.added if shipped is None else report.restored).append(name)
    elif there == shipped != wanted:
        _replace_unedited(place, new, shipped)
        report.updated.append(name)
    elif there != wanted:
        report.kept.append(name)
        if wanted not in (shipped, manifest["offered"].get(name)):
            report.beside.append((name, _put_beside(place, new, target, manifest["beside"])))
            manifest["offered"][name] = wanted
        return
    manifest["shipped"][name] = wanted


def _replace_unedited(place: Path, new: bytes, shipped: str) -> None:
    """Replace a file that still holds what was shipped; a save that came in between wins."""
    draft = _draft(place, new)
    if _hash_of(place) == shipped:
        os.replace(draft, place)
    else:
        draft.unlink()


def _put_beside(place: Path, new: bytes, target: Path, beside: dict[str, str]) -> str:
    """Write the new version as `name.new.ipynb`, or `.new-2`, … where she has changed the earlier ones."""
    for number in itertools.count(1):
        label = "new" if number == 1 else f"new-{number}"
        candidate = place.with_name(f"{place.stem}.{label}{place.suffix}")
        name = candidate.relative_to(target).as_posix()
        if candidate.is_dir() or (candidate.exists() and _hash_of(candidate) not in (_hash(new), beside.get(name))):
            continue
        _write(candidate, new)
        beside[name] = _hash(new)
        return name
    raise AssertionError


def _matches(source: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        for path in sorted(source.glob(pattern)):
            if path.is_file() and not path.name.startswith("."):
                yield path


def _read_manifest(target: Path) -> dict[str, dict[str, str]]:
    """What was shipped before; a lost or damaged manifest only means that every changed file counts as hers."""
    try:
        stored = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        return {part: {str(name): str(value) for name, value in stored[part].items()} for part in PARTS}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {part: {} for part in PARTS}


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.replace(_draft(path, data), path)


def _draft(path: Path, data: bytes) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        draft.write_bytes(data)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _sweep(folders: set[Path]) -> None:
    """Remove what a copy that was killed more than an hour ago left behind."""
    for folder in folders:
        for draft in folder.glob(f".*{UNFINISHED}"):
            if time.time() - draft.stat().st_mtime > HOUR:
                draft.unlink(missing_ok=True)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hash_of(path: Path) -> str | None:
    try:
        return _hash(path.read_bytes())
    except FileNotFoundError:
        return None


def main(argv: list[str] | None = None) -> int:
    """The command line: prints the summary; 1 and one sentence when it can't be done."""
    parser = argparse.ArgumentParser(prog="python -m shoplab.workspace", description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="the course's folder")
    parser.add_argument("target", type=Path, help="the learner's workspace")
    parser.add_argument("--edition", choices=EDITIONS, default="self-study", help="self-study adds worked solutions")
    parser.add_argument("--lang", help="the language, such as zh_CN (default: what the workspace has, else English)")
    arguments = parser.parse_args(argv)
    try:
        report = update(arguments.source, arguments.target, arguments.edition, arguments.lang)
        with speaking(noted_language(arguments.target)):
            print(report)
        if not arguments.lang and offer(arguments.source, arguments.target):
            print(offer(arguments.source, arguments.target))
    except WorkspaceError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
