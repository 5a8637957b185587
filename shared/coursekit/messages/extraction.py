"""Every message of a domain, in the order in which a reader meets it, with the file that it stands in."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from coursekit.build.assemble import assembled, notebook_kind, read_twin
from coursekit.build.twins import Twin
from shoplab.languages import code, prose
from shoplab.languages.catalogues import SPOKEN, Domain
from shoplab.languages.edition import AS_THEY_ARE

SAY = "say"
ALL_SAID = ("words.py",)
# What is said where nobody knows the reader reaches her through `retold`, so no call of `say` tells which constants are meant.
RETOLD = {
    "shopworld": ("trade/setup.py", "market/plan.py", "judging/guest.py", "decisions/run_of_show.py"),
    "coursekit": ("seasons.py",),
}
DATA = ("{", "[")

Message = tuple[str, str]


def domains(root: Path) -> list[Domain]:
    """Every domain of the course in `root`: the packages', the course's, and one a module."""
    modules = [Domain(path.name, path) for path in sorted(root.glob("modules/*")) if (path / "text").is_dir()]
    course = [Domain("course", root / "course"), Domain("pages", root / "course")]
    return [*SPOKEN, Domain("coursekit", Path(__file__).parent.parent), *course, *modules]


def messages(domain: Domain) -> dict[str, list[str]]:
    """Message → the files that hold it, in reading order."""
    found: dict[str, list[str]] = {}
    for message, place in _walk(domain):
        places = found.setdefault(message, [])
        if place not in places:
            places.append(place)
    return found


def _walk(domain: Domain) -> Iterator[Message]:
    if domain.name == "tasks":
        return _shapes(domain.folder / "tasks")
    if domain.name == "pages":
        return _pages(path for path in sorted(domain.folder.glob("*.md")) if f"course/{path.name}" not in AS_THEY_ARE)
    if (domain.folder / "text").is_dir():
        return _lessons(domain.folder)
    retold = (domain.folder / name for name in RETOLD.get(domain.name, ()))
    return chain(() if domain.name == "shopworld" else _said(domain.folder), _constants(retold))


def _lessons(folder: Path) -> Iterator[Message]:
    """The messages of a module or of the course: page, notebooks, questions, exam."""
    if folder.name != "course":
        yield from _pages([folder / "README.md"])
    for path in sorted((folder / "text").glob("*.py")):
        twin = Twin(path)
        notebook = read_twin(twin)
        for cell in assembled(twin, notebook, notebook_kind(twin, notebook)).cells:
            rewrite = prose.rewrite if cell.cell_type == "markdown" else code.rewrite
            yield from _heard(rewrite, cell.source, f"text/{path.name}")
    for path in (folder / "questions.py", folder / "tasks" / "exam.py"):
        if path.is_file():
            yield from _heard(code.rewrite, path.read_text(encoding="utf-8"), path.name, False)


def _pages(paths: Iterator[Path] | list[Path]) -> Iterator[Message]:
    for path in paths:
        yield from _heard(prose.rewrite, path.read_text(encoding="utf-8"), path.name)


def _heard(rewrite, source: str, place: str, *more: bool) -> list[Message]:
    """What a walk would have said, without changing anything."""
    heard: list[str] = []
    rewrite(source, lambda message: heard.append(message) or message, *more)
    return [(message, place) for message in heard]


def _said(package: Path) -> Iterator[Message]:
    """The constants of a package's modules that are given to `say`; all of a file of words."""
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = set(_given_to_say(tree))
        for name, value in _strings(tree):
            if (name in names or path.name in ALL_SAID) and code.has_words(value):
                yield value, path.relative_to(package).as_posix()


def _given_to_say(tree: ast.Module) -> Iterator[str]:
    """The names of constants in calls of `say`, where that is the course's own."""
    imported = (one for one in tree.body if isinstance(one, ast.ImportFrom) and one.module == "shoplab.languages")
    if not any(name.name == SAY for one in imported for name in one.names):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == SAY and node.args:
            yield from (one.id for one in ast.walk(node.args[0]) if isinstance(one, ast.Name) and one.id.isupper())


def _strings(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Name and value of each text constant of a module, also of those that are named together or kept in a dictionary."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            names = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets
            values = node.value.elts if len(names) > 1 and isinstance(node.value, ast.Tuple) else [node.value]
            for name, value in zip(names, values, strict=False):
                inside = value.values if isinstance(value, ast.Dict) else getattr(value, "elts", [value])
                for one in inside:
                    text = one.value if isinstance(one, ast.Constant) else None
                    if isinstance(name, ast.Name) and name.id.isupper() and isinstance(text, str):
                        yield name.id, text


def _constants(paths: Iterator[Path]) -> Iterator[Message]:
    for path in paths:
        for _, value in _strings(ast.parse(path.read_text(encoding="utf-8"))):
            if code.SENTENCE.fullmatch(value) or ("{" in value and " " in value):
                yield value, f"{path.parent.name}/{path.name}"


def _shapes(folder: Path) -> Iterator[Message]:
    for path in sorted(folder.glob("*.toml")):
        for task in tomllib.loads(path.read_text(encoding="utf-8")).values():
            if task.get("example") and not task["example"].startswith(DATA):
                yield task["example"], path.name
