"""Which notebooks need another run: those whose twin, questions or datasets changed since the last build here."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from coursekit.build.twins import Twin
from coursekit.build.writing import write_text

STAMPS = Path("build") / "notebooks.json"


def inputs_hash(twin: Twin, root: Path, catalogues: Sequence[Path] = ()) -> str:
    """A hash of all that a twin's outputs are made from, apart from the course's packages."""
    return digest([twin.path, twin.folder / "questions.py", *sorted((root / "datasets").rglob("*")), *catalogues])


def digest(paths: Iterable[Path]) -> str:
    """One hash over the names and bytes of the files among these paths."""
    total = hashlib.sha256()
    for path in paths:
        if path.is_file():
            total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_fresh(twin: Twin, written: list[Path], root: Path, catalogues: Sequence[Path] = ()) -> bool:
    """Were these files written by a build from the same inputs, and not touched since? An edition also has catalogues."""
    stamp = _stamps(root).get(_key(twin, root, catalogues))
    return stamp == {"inputs": inputs_hash(twin, root, catalogues), "outputs": digest(written)}


def remember(twin: Twin, written: list[Path], root: Path, catalogues: Sequence[Path] = ()) -> None:
    """Note down that these files come from the inputs as they are now."""
    stamps = _stamps(root)
    stamp = {"inputs": inputs_hash(twin, root, catalogues), "outputs": digest(written)}
    stamps[_key(twin, root, catalogues)] = stamp
    write_text(root / STAMPS, json.dumps(stamps, indent=1, sort_keys=True) + "\n")


def _stamps(root: Path) -> dict[str, dict[str, str]]:
    try:
        return json.loads((root / STAMPS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _key(twin: Twin, root: Path, catalogues: Sequence[Path]) -> str:
    name = twin.path.relative_to(root).as_posix() if twin.path.is_relative_to(root) else twin.path.as_posix()
    return " ".join([name, *(path.parent.name for path in catalogues[:1])])
