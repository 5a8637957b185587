"""The learner's own record of progress: JSON lines in the workspace, never needed, never in the way."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shoplab.folders import notes_folder, takes_notes

FILE = "progress.jsonl"
_unsaved: list[dict[str, Any]] = []


def record(question: str, event: str, **more: Any) -> None:
    """Add one event (`check`, `hint` or `solution`) of a question. A folder that can't be written to is tolerated."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "question": question,
        "event": event,
        **more,
    }
    if takes_notes():
        try:
            folder = notes_folder()
            folder.mkdir(exist_ok=True)
            with open(folder / FILE, "a", encoding="utf-8", newline="\n") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
            return
        except OSError:
            pass
    _unsaved.append(line)


def events() -> list[dict[str, Any]]:
    """All events on record, and those of this session that couldn't be saved."""
    saved = read(notes_folder() / FILE) if takes_notes() else []
    return [*saved, *_unsaved]


def read(path: Path) -> list[dict[str, Any]]:
    """The events of a log file; damaged lines are skipped, a missing file is empty."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return list(_parsed(text.splitlines()))


def _parsed(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    for line in lines:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(event, dict) and isinstance(event.get("question"), str) and isinstance(event.get("event"), str):
            yield event


def forget() -> None:
    """Drop what couldn't be saved: for tests."""
    _unsaved.clear()
