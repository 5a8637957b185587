"""A folder that holds one shop: whose it is, which version made it, and how files get there whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopworld import SPEC_VERSION

STAMP = "shop.json"

CANNOT_WRITE = "The folder {folder} can't be written to ({reason}). Nothing was changed there; choose another folder."
CANNOT_FINISH = (
    "The folder {folder} couldn't be finished ({reason}), so its {stamp} is gone and no part of it counts as a shop. "
    "Make room and run the command again."
)
NOT_OURS = "The folder {folder} holds other files ({first}). Nothing was changed; choose an empty folder or one with an earlier shop."
OTHER_VERSION = "The shop in {folder} was made by version {found}; this is version {expected}. Make the shop again."


class HistoryError(Exception):
    """A world's tables can't be made as asked."""


@contextmanager
def filled(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; what stands in it afterwards replaces the files of the same name in `folder`.

    If anything fails before that, nothing has changed. The stamp goes first and comes last: a folder without it isn't whole.
    Raises HistoryError when the folder can't be written to, is full, or holds anything that isn't an earlier shop's.
    """
    with _said(CANNOT_WRITE, folder):
        if folder.is_dir() and any(folder.iterdir()) and not (folder / STAMP).is_file():
            raise HistoryError(NOT_OURS.format(folder=folder, first=sorted(p.name for p in folder.iterdir())[0]))
        folder.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder)).resolve()
    try:
        with _said(CANNOT_WRITE, folder):
            yield making
        with _said(CANNOT_FINISH, folder):
            (folder / STAMP).unlink(missing_ok=True)
            _move(making, folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


@contextmanager
def _said(sentence: str, folder: Path) -> Iterator[None]:
    """Turn what the system says into a sentence for people."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise HistoryError(sentence.format(folder=folder, reason=reason, stamp=STAMP)) from None


def _move(making: Path, folder: Path) -> None:
    """Put every file in its place, the stamp last; an earlier shop's days that the new one lacks would be read with it, so they go."""
    files = [file.relative_to(making) for file in making.rglob("*") if file.is_file()]
    for days in {file.parent for file in files if file.suffix == ".parquet"} - {Path()}:
        for old in (folder / days).glob("*.parquet"):
            old.unlink()
    for file in sorted(files, key=lambda file: (file.name == STAMP, file)):
        (folder / file).parent.mkdir(exist_ok=True)
        os.replace(making / file, folder / file)


def stamp(tier: str, digest: str) -> str:
    """Return the text of a shop's stamp: version, size and hash, never the seed."""
    return f'{{"spec_version": {SPEC_VERSION}, "tier": "{tier}", "digest": "{digest}"}}\n'


def other_version(folder: Path) -> str:
    """Return the sentence that refuses a folder stamped by another version; empty when it is this one's or has no stamp."""
    file = folder / STAMP
    found = json.loads(file.read_text(encoding="utf-8"))["spec_version"] if file.is_file() else SPEC_VERSION
    if found == SPEC_VERSION:
        return ""
    return OTHER_VERSION.format(folder=folder, found=found, expected=SPEC_VERSION)
