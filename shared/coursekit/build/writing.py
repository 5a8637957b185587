"""Files written whole or not at all, as UTF-8 with "\\n" on every system."""

import os
from pathlib import Path

import nbformat
from nbformat import NotebookNode


def write_text(path: Path, text: str) -> None:
    """Write beside the target first, then replace it in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def notebook_text(notebook: NotebookNode) -> str:
    """The notebook's JSON as it is committed."""
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"
