"""Outputs as they are committed: nothing in them depends on the machine, the day or the run."""

import base64
import re
from typing import Any

from nbformat import NotebookNode

from coursekit.build.png import stripped_png

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
_SITE = re.compile(r"(?:[A-Za-z]:)?[^\s\"'<>|:]*[/\\]((?:site-packages|lib[/\\]python3\.\d+)[/\\])")
_CELL_FILE = re.compile(r"(?:[A-Za-z]:)?[^\s\"'<>|:]*[/\\]ipykernel_\d+[/\\]\d+\.py")


def clean_notebook(notebook: NotebookNode) -> None:
    """Make an executed notebook ready to commit, in place: no widget state, fixed metadata, cleaned outputs."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [clean_output(output) for output in cell.outputs]


def clean_output(output: NotebookNode) -> NotebookNode:
    """One output without widget views, PNG texts and the paths in tracebacks."""
    if output.output_type == "error":
        output.traceback = [_without_paths(line) for line in output.traceback]
    data: dict[str, Any] = output.get("data", {})
    data.pop(WIDGET_VIEW, None)
    if "image/png" in data:
        picture = stripped_png(base64.b64decode(data["image/png"]))
        data["image/png"] = base64.b64encode(picture).decode("ascii") + "\n"
    return output


def _without_paths(text: str) -> str:
    return _CELL_FILE.sub("cell", _SITE.sub(r"\1", text))
