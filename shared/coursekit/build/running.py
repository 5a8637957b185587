"""Runs a notebook the way a learner would, in its own folder, and refuses what a reader must not see."""

import os
import tempfile
import time
from pathlib import Path
from queue import Empty
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from coursekit.build.errors import BuildError
from coursekit.build.outputs import clean_notebook

SECONDS_A_CELL = 300
UNSET = ("NBGRADER_EXECUTION", "SHOPLAB_DATA", "SHOPLAB_CLASS_DATA", "SHOPLAB_QUESTIONS", "SHOPLAB_LANG", "PYTHONPATH")
FIXED = {"SHOPLAB_NO_LOG": "1", "PYTHONHASHSEED": "0", "TZ": "UTC", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
# ipykernel 7.4 warns about TCP on every start; the build's own lines would drown in it.
QUIET = ["--IPKernelApp.log_level=50"]

FAILED = (
    "{notebook}, cell `{cell}`: {problem}\n"
    'If the error is meant, tag the cell: tags=["raises-exception"]. Else mend the twin and build again.'
)
DIED = "{notebook}: the kernel died or a cell ran longer than {seconds} seconds: {problem}"
STDERR = "{notebook}, cell `{cell}` wrote to stderr, which a reader would see as a warning. Mend its cause:\n{text}"


class Client(NotebookClient):
    """A client that looks at its socket every second.

    While a widget draws, nbclient writes to the socket on which it waits for the cell's reply, and now and then the wake-up
    is lost with that: the reply lies there, and a wait of five minutes takes all five. Looking again finds it.
    """

    async def async_start_new_kernel_client(self) -> Any:
        """Start the client, its waiting cut into seconds."""
        client = await super().async_start_new_kernel_client()
        wait = client.shell_channel.get_msg

        async def get_msg(timeout: float | None = None) -> Any:
            end = None if timeout is None else time.monotonic() + timeout
            while True:
                left = 1.0 if end is None else min(1.0, end - time.monotonic())
                try:
                    return await wait(timeout=max(left, 0.0))
                except Empty:
                    if end is not None and time.monotonic() >= end:
                        raise

        client.shell_channel.get_msg = get_msg
        return client


def run_notebook(notebook: NotebookNode, folder: Path, name: str, language: str = "en") -> NotebookNode:
    """Execute all cells in `folder` and clean the outputs, in place; raises BuildError on an error or on stderr."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as ipython:
        client = Client(
            notebook,
            timeout=SECONDS_A_CELL,
            kernel_name="python3",
            record_timing=False,
            coalesce_streams=True,
            extra_arguments=QUIET,
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            client.execute(env=kernel_environment({"IPYTHONDIR": ipython, "SHOPLAB_LANG": language}))
        except CellExecutionError as problem:
            cell = _failed_cell(notebook)
            raise BuildError(
                FAILED.format(notebook=name, cell=cell, problem=f"{problem.ename}: {problem.evalue}")
            ) from None
        except (CellTimeoutError, DeadKernelError) as problem:
            raise BuildError(DIED.format(notebook=name, seconds=SECONDS_A_CELL, problem=problem)) from None
    refuse_stderr(notebook, name)
    clean_notebook(notebook)
    return notebook


def kernel_environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The environment in which the course's notebooks run at home: no grading switches, no log, no random hashes."""
    kept = {key: value for key, value in os.environ.items() if key not in UNSET}
    return kept | FIXED | (extra or {})


def refuse_stderr(notebook: NotebookNode, name: str) -> None:
    """Raise BuildError for the first cell that wrote to stderr."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise BuildError(STDERR.format(notebook=name, cell=cell.id, text=output.text.strip()))


def _failed_cell(notebook: NotebookNode) -> str:
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        errors = [output for output in cell.get("outputs", []) if output.output_type == "error"]
        if errors and "raises-exception" not in tags:
            return cell.id
    return "?"
