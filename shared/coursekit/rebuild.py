"""A hand-in rebuilt on the released notebook: the learner's answers, and nothing else that could be forged.

Answers are taken by `grade_id` (the last of duplicates counts), everything else from the release. Cells that the
learner added run in their place, without any metadata, so that a helper function works and a tag does nothing.
"""

from __future__ import annotations

import contextlib
import copy
import json
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coursekit.outputs import inert_markdown

MAX_FILE_BYTES = 256 * 1024**2
MAX_SOURCE = 200_000
MAX_EXTRA_CELLS = 300
MAX_PICTURE = 6_000_000
DAMAGED = "damaged"
PICTURES = ("image/png", "image/jpeg", "image/gif")

NOT_A_FILE = "`{file}` is not an ordinary file, so it was not read."
TOO_LARGE = "`{file}` is larger than {limit} MB, so it was not read."
NOT_JSON = "`{file}` is not a notebook: it can't be read as JSON (line {line})."
NOT_NOTEBOOK = "`{file}` is JSON but not a notebook: it has no list of cells."
OTHER_ENCODING = "`{file}` is not saved as UTF-8 ({encoding}); it was read all the same."
DAMAGED_TEXT = "{count} characters of `{file}` are damaged; it was read all the same."
OLD_FORMAT = "`{file}` is in an old notebook format; its cells were read all the same."
MISSING_ANSWER = "The cell “{cell}” is missing; the blank one stands in its place."
TWICE = "The cell “{cell}” is there {times} times; the last one counts."
RESTORED = "The locked cell “{cell}” was changed or missing; the released one was used."
OTHER_KERNEL = "The notebook asks for the kernel “{kernel}”; it was run with Python all the same."
TOO_MANY_CELLS = "More than {limit} cells were added; only the first {limit} of them were run."
FOUND_BY_PLACE = "The cell “{cell}” had lost its name; it was recognised by its place."
FOUND_BY_PLACES = "{count} cells had lost their names; they were recognised by their places: {cells}."
FOUND_BY_TEXT = "{count} cells had lost their names; they were recognised by their text."
OTHER_TYPE = "The cell “{cell}” was no {kind} cell any more; it counts as one."
CUT_SOURCE = "The cell “{cell}” is longer than {limit} characters; the rest of it was cut."


@dataclass(frozen=True)
class Note:
    """One thing worth telling about a hand-in: a stable code and a sentence."""

    code: str
    says: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


class Unreadable(ValueError):
    """The hand-in can't be read as a notebook; carries the note that says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.says)
        self.note = note


def read_bytes(path: Path) -> bytes:
    """Returns an ordinary file's bytes; raises Unreadable for links, pipes, folders and giants, without blocking."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    odd = Unreadable(Note("not-a-file", NOT_A_FILE.format(file=path.name)))
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise odd from error
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        os.close(descriptor)
        raise odd
    with os.fdopen(descriptor, "rb") as file:
        if facts.st_size > MAX_FILE_BYTES:
            raise Unreadable(Note("too-large", TOO_LARGE.format(file=path.name, limit=MAX_FILE_BYTES // 1024**2)))
        return file.read()


def read_hand_in(path: Path) -> tuple[dict[str, Any], list[Note]]:
    """Returns a hand-in's notebook with a list of cells, and notes on its file; raises Unreadable."""
    blob, notes = read_bytes(path), []
    text, encoding = _decode(blob)
    del blob  # some hand-ins are hundreds of megabytes
    if encoding == DAMAGED:
        notes.append(Note("damaged-text", DAMAGED_TEXT.format(count=text.count("\ufffd"), file=path.name)))
    elif encoding != "utf-8":
        notes.append(Note("encoding", OTHER_ENCODING.format(file=path.name, encoding=encoding)))
    try:
        notebook = json.loads(text)
    except RecursionError as error:
        raise Unreadable(Note("not-json", NOT_JSON.format(file=path.name, line=1))) from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise Unreadable(Note("not-json", NOT_JSON.format(file=path.name, line=line))) from error
    sheets = notebook.get("worksheets") if isinstance(notebook, dict) else None
    if isinstance(sheets, list) and "cells" not in notebook:
        inner = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        notebook = {**notebook, "cells": [cell for cells in inner if isinstance(cells, list) for cell in cells]}
        notes.append(Note("old-format", OLD_FORMAT.format(file=path.name)))
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise Unreadable(Note("not-a-notebook", NOT_NOTEBOOK.format(file=path.name)))
    return notebook, notes


def _decode(blob: bytes) -> tuple[str, str]:
    """Returns a file's text and its encoding: UTF as its first bytes say, else the likelier of Chinese and Western."""
    guess = json.detect_encoding(blob)
    try:
        return blob.decode(guess), "utf-8" if guess in ("utf-8", "utf-8-sig") else guess
    except UnicodeDecodeError:
        pass
    text = blob.decode(guess, "replace")
    damaged = text.count("\ufffd")
    if guess not in ("utf-8", "utf-8-sig") or 10 * damaged <= _not_ascii(text) - damaged:
        return text, DAMAGED
    with contextlib.suppress(UnicodeDecodeError):
        text = blob.decode("gb18030")
        # A Chinese sign has two high bytes. Western letters misread as Chinese have one, and a plain letter after it.
        if len(blob) - len(blob.decode("ascii", "ignore")) >= 1.6 * _not_ascii(text):
            return text, "gb18030"
    with contextlib.suppress(UnicodeDecodeError):
        return blob.decode("cp1252"), "cp1252"
    return blob.decode("latin-1"), "latin-1"


def _not_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def grade_id(cell: dict[str, Any]) -> str | None:
    """Returns a cell's nbgrader name, or None; works on anything that stands where a cell should."""
    meta = cell.get("metadata")
    meta = meta.get("nbgrader") if isinstance(meta, dict) else None
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else None


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    # Half characters can't be stored as UTF-8 and would stop the run of the whole class.
    return source.encode("utf-8", "replace").decode("utf-8") if isinstance(source, str) else ""


def _pictures(cell: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Returns the pictures pasted into a written answer; drawings that can hold scripts are left out."""
    kept: dict[str, dict[str, str]] = {}
    attached = cell.get("attachments")
    for name, data in attached.items() if isinstance(attached, dict) else ():
        for kind, value in data.items() if isinstance(data, dict) else ():
            fine = kind in PICTURES and isinstance(value, str) and len(value) <= MAX_PICTURE
            if fine and re.fullmatch(r"[A-Za-z0-9+/=\s]*", value) and re.fullmatch(r"[\w .()-]{1,120}", name):
                kept[name] = {kind: value}
    return kept


def _is_answer(cell: dict[str, Any]) -> bool:
    return bool(cell.get("metadata", {}).get("nbgrader", {}).get("solution"))


def _only_ones(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Returns text → place for the texts that stand in one place only."""
    places: dict[str, list[int]] = {}
    for text, place in pairs:
        places.setdefault(text, []).append(place)
    return {text: found[0] for text, found in places.items() if text and len(found) == 1}


def _by_place(index: int, cell: dict[str, Any], cells: list[dict[str, Any]], found: list[int | None]) -> int | None:
    """Returns which unknown cell is the answer that has lost its name: the last of its type before its neighbour."""
    before = max((at for at, one in enumerate(found) if one is not None and one < index), default=-1)
    after = min((at for at, one in enumerate(found) if one is not None and one > index), default=len(cells))
    between = [at for at in range(before + 1, after) if found[at] is None and _source(cells[at]).strip()]
    alike = [at for at in between if cells[at].get("cell_type") == cell["cell_type"]]
    return alike[-1] if alike else None


class _Reader:
    """Sorts a hand-in's cells onto the released notebook's."""

    def __init__(self, released: dict[str, Any]) -> None:
        self.cells = released["cells"]
        self.place = {name: i for i, cell in enumerate(self.cells) if (name := grade_id(cell))}
        self.by_id = {c["id"]: i for i, c in enumerate(self.cells) if isinstance(c.get("id"), str)}
        self.by_source = _only_ones((_source(c).strip(), i) for i, c in enumerate(self.cells))
        self.found: dict[int, list[dict[str, Any]]] = {}
        self.extras: dict[int, list[dict[str, Any]]] = {}
        self.seen_at: dict[int, int] = {}
        self.anchor = -1
        self.by_text = 0
        self.by_place: list[int] = []

    def match(self, cell: dict[str, Any], named: set[int]) -> int | None:
        """Returns the place of a cell's original: by its name, else by its id or its text, if no cell has the name."""
        name = grade_id(cell)
        if name is not None and name in self.place:
            return self.place[name]
        index = self.by_id.get(cell.get("id")) if isinstance(cell.get("id"), str) else None
        if index is None:
            index = self.by_source.get(_source(cell).strip())
        return None if index in named else index

    def matches(self, cells: list[dict[str, Any]]) -> list[int | None]:
        """Returns for each cell the place of its original, or None: first by names, then by texts, then by places."""
        named = {self.place[name] for cell in cells if (name := grade_id(cell)) in self.place}
        found: list[int | None] = []
        for cell in cells:
            index = self.match(cell, named)
            if index is not None and grade_id(cell) not in self.place:
                named.add(index)
                self.by_text += grade_id(self.cells[index]) is not None
            found.append(index)
        for index, cell in enumerate(self.cells):
            if index not in named and _is_answer(cell):
                place = _by_place(index, cell, cells, found)
                if place is not None:
                    found[place] = index
                    self.by_place.append(index)
        return found

    def read(self, handed_in: list[Any]) -> None:
        cells = [cell for cell in handed_in if isinstance(cell, dict)]
        for cell, index in zip(cells, self.matches(cells), strict=True):
            if index is None:
                self.keep(cell)
                continue
            earlier = self.found.setdefault(index, [])
            if earlier and _is_answer(self.cells[index]):
                # A copied answer cell may hold a helper: it runs, before the one that counts, and is not marked.
                self.keep(earlier[-1], min(self.seen_at[index], index - 1))
            earlier.append(cell)
            self.seen_at[index] = self.anchor
            self.anchor = max(self.anchor, index)
            ordinary = grade_id(self.cells[index]) is None
            if ordinary and _source(cell) != self.cells[index]["source"]:
                self.keep(cell)  # edited set-up code runs after the released one

    def keep(self, cell: dict[str, Any], anchor: int | None = None) -> None:
        text = _source(cell)
        if text.strip():
            kind = "code" if cell.get("cell_type") == "code" else "markdown"
            at = self.anchor if anchor is None else anchor
            self.extras.setdefault(at, []).append({"cell_type": kind, "metadata": {}, "source": text})


def _added(cell: dict[str, Any], number: int) -> dict[str, Any]:
    more = {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {}
    source = cell["source"][:MAX_SOURCE]
    return {"id": f"added-{number}", **cell, **more, "source": source if more else inert_markdown(source)}


def _blank(cell: dict[str, Any]) -> dict[str, Any]:
    fresh = copy.deepcopy(cell)
    if fresh["cell_type"] == "code":
        fresh.update(outputs=[], execution_count=None)
    return fresh


def rebuild(released: dict[str, Any], handed_in: dict[str, Any] | None) -> tuple[dict[str, Any], list[Note]]:
    """Returns the notebook to run and mark, and notes on what was mended; `None` gives the blank release."""
    reader = _Reader(released)
    notes: list[Note] = []
    if handed_in is not None:
        reader.read(handed_in["cells"])
        notes += _kernel_note(handed_in)
        for index, cell in enumerate(reader.cells):
            notes += _cell_notes(cell, reader.found.get(index, []))
        notes += _lost_names(reader)
    cells, added = [], 0
    for index in range(-1, len(reader.cells)):
        if index >= 0:
            cells.append(_filled(reader.cells[index], reader.found.get(index, [])))
        for extra in reader.extras.get(index, []):
            added += 1
            if added <= MAX_EXTRA_CELLS:
                cells.append(_added(extra, added))
    if added > MAX_EXTRA_CELLS:
        notes.append(Note("many-cells", TOO_MANY_CELLS.format(limit=MAX_EXTRA_CELLS)))
    metadata = {key: released.get("metadata", {}).get(key) for key in ("kernelspec", "language_info")}
    notebook = {
        "cells": cells,
        "metadata": {key: value for key, value in metadata.items() if value},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return notebook, notes


def _filled(cell: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
    fresh = _blank(cell)
    if found and _is_answer(cell):
        text = _source(found[-1])[:MAX_SOURCE]
        same = text == cell["source"]  # the release's own text may hold the HTML that its author meant
        fresh["source"] = text if same or cell["cell_type"] == "code" else inert_markdown(text)
        pictures = _pictures(found[-1])
        if cell["cell_type"] == "markdown" and pictures:
            fresh["attachments"] = pictures
    return fresh


def _cell_notes(cell: dict[str, Any], found: list[dict[str, Any]]) -> list[Note]:
    name = grade_id(cell)
    if name is None:
        return []
    notes = []
    if _is_answer(cell):
        if not found:
            notes.append(Note("missing-cell", MISSING_ANSWER.format(cell=name)))
        elif len(_source(found[-1])) > MAX_SOURCE:
            notes.append(Note("long-cell", CUT_SOURCE.format(cell=name, limit=MAX_SOURCE)))
        if found and found[-1].get("cell_type") != cell["cell_type"]:
            notes.append(Note("other-type", OTHER_TYPE.format(cell=name, kind=cell["cell_type"])))
    elif not found or any(_source(one) != cell["source"] for one in found):
        notes.append(Note("restored-cell", RESTORED.format(cell=name)))
    if len(found) > 1:
        notes.append(Note("copied-cell", TWICE.format(cell=name, times=len(found))))
    return notes


def _lost_names(reader: _Reader) -> list[Note]:
    names = [grade_id(reader.cells[index]) for index in reader.by_place]
    said = FOUND_BY_PLACES if len(names) > 1 else FOUND_BY_PLACE
    cells = ", ".join(f"“{name}”" for name in names)
    notes = [Note("recognised-cell", said.format(count=len(names), cells=cells, cell=names[0]))] if names else []
    if reader.by_text:
        notes.insert(0, Note("recognised-cells", FOUND_BY_TEXT.format(count=reader.by_text)))
    return notes


def _kernel_note(handed_in: dict[str, Any]) -> list[Note]:
    meta = handed_in.get("metadata")
    spec = meta.get("kernelspec") if isinstance(meta, dict) else None
    if not isinstance(spec, dict):
        return []
    name, language = str(spec.get("name", ""))[:60], str(spec.get("language", "python"))
    if language.lower() == "python" or name.startswith("python"):
        return []
    return [Note("kernel", OTHER_KERNEL.format(kernel=name))]
