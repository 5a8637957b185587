"""What stands in the outputs: figures with words, no warnings, no errors, nothing of the author's machine."""

import re
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from coursekit.lint.finding import Finding
from coursekit.lint.pages import Page

NO_ALT = "the figure has no alt text. Show it with `show(fig, alt=…, takeaway=…)`."
NO_PLAIN = "the figure's plain text is `{plain}`, which says nothing. Show it with `show(fig, alt=…, takeaway=…)`."
STDERR = "it wrote to stderr: {text}. Mend the cause; a reader would see it as a warning."
ERROR = "it ended in {name}: {value}. Mend it, or tag the cell `raises-exception` if the error is the lesson."
ABSOLUTE = "`{path}` is a path of one machine. Write paths from the notebook's folder."
ADDRESS = "the output holds a memory address (`{address}`), which changes with every run. Show something with words."
NOT_RUN = "the cell was not run, though the notebook ships with outputs. Build it again."

PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
_ABSOLUTE = re.compile(
    r"(?<![\w.:/~<-])(?:/(?:home|root|Users|work|tmp|mnt|opt|usr|var|srv)/[\w.\-/]+|[A-Za-z]:\\\w[\w.\-\\ ]*)"
)
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")


def figure_words(page: Page) -> Iterator[Finding]:
    """Every picture in an output has alt text in its metadata and words as its plain text."""
    for cell, output in _outputs(page):
        for kind in PICTURES:
            if kind not in output.get("data", {}):
                continue
            plain = _text(output["data"].get("text/plain", ""))
            if not str(output.get("metadata", {}).get(kind, {}).get("alt", "")).strip():
                yield page.finding(NO_ALT, cell)
            elif not plain.strip() or plain.startswith("<"):
                yield page.finding(NO_PLAIN.format(plain=plain), cell)


def stderr(page: Page) -> Iterator[Finding]:
    """Nothing is on stderr."""
    for cell, output in _outputs(page):
        if output.output_type == "stream" and output.name == "stderr":
            yield page.finding(STDERR.format(text=_text(output.text).strip().splitlines()[-1]), cell)


def errors(page: Page) -> Iterator[Finding]:
    """No cell ends in an error unless it is tagged raises-exception."""
    for cell, output in _outputs(page):
        if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", []):
            yield page.finding(ERROR.format(name=output.ename, value=output.evalue), cell)


def machine_traces(page: Page) -> Iterator[Finding]:
    """No absolute path in sources or outputs, no memory address in outputs."""
    for cell in page.notebook.cells:
        for found in _ABSOLUTE.finditer(cell.source):
            yield page.finding(ABSOLUTE.format(path=found[0]), cell)
    for cell, output in _outputs(page):
        text = output_words(output)
        for found in _ABSOLUTE.finditer(text):
            yield page.finding(ABSOLUTE.format(path=found[0]), cell)
        for found in _ADDRESS.finditer(text):
            yield page.finding(ADDRESS.format(address=found[0]), cell)


def all_run(page: Page) -> Iterator[Finding]:
    """In a notebook that ships with outputs, every code cell has been run."""
    cells = [cell for cell in page.cells("code") if cell.source.strip()]
    if any(cell.execution_count for cell in cells):
        for cell in cells:
            if not cell.execution_count:
                yield page.finding(NOT_RUN, cell)


def _outputs(page: Page) -> Iterator[tuple[NotebookNode, NotebookNode]]:
    for cell in page.cells("code"):
        for output in cell.get("outputs", []):
            yield cell, output


def output_words(output: NotebookNode) -> str:
    """All text of an output: stream, error, and the text kinds of its data."""
    parts = [_text(output.get("text", "")), "\n".join(output.get("traceback", []))]
    parts += [_text(value) for kind, value in output.get("data", {}).items() if kind.startswith("text/")]
    return "\n".join(parts)


def _text(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else str(value)
