"""Runs the cells of one notebook in this process and reports each cell's outputs as a line of JSON.

It is used in the sandbox by `parent.py`, and with `--trust` as a program of its own. The report has `{"start": index}` before a cell and
`{"cell": index, "outputs": […], "count": n}` after it, so that a crash or a kill loses one cell only. Everything in it
is read as hostile: a learner's code shares this process.
"""

from __future__ import annotations

import base64
import builtins
import io
import json
import os
import signal
import sys
from typing import Any

STREAM_CHARACTERS = 100_000  # what a person may scroll through; a loop that prints for ever stops here
CELL_BYTES = 6_000_000  # one cell's pictures and tables
CELL_OUTPUTS = 200
TOO_MUCH_TEXT = "\n… the rest of this output was cut.\n"
STOPPED_NAME = "CellTimeoutError"
STOPPED_TEXT = "stopped after {seconds} seconds"
NO_KEYBOARD = "input() has nobody to ask here: put the value in a variable instead."
STUBBORN_INTERRUPTS = 4  # a loop that swallows KeyboardInterrupt this often is ended with its process


class Recorder:
    """Collects the outputs of the cell that is running, within limits."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.outputs: list[dict[str, Any]] = []
        self.characters = 0
        self.bytes = 0
        self.clear_next = False

    def add(self, output: dict[str, Any]) -> None:
        self._clear_if_asked()
        size = len(json.dumps(output, default=str))
        if len(self.outputs) >= CELL_OUTPUTS or self.bytes + size > CELL_BYTES:
            return
        self.bytes += size
        self.outputs.append(output)

    def write(self, name: str, text: str) -> None:
        if self.characters > STREAM_CHARACTERS:
            return
        self._clear_if_asked()
        self.characters += len(text)
        if self.characters > STREAM_CHARACTERS:
            text = text[: max(0, len(text) - (self.characters - STREAM_CHARACTERS))] + TOO_MUCH_TEXT
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last.get("name") == name:
            last["parts"].append(text)
        elif len(self.outputs) < CELL_OUTPUTS:
            self.outputs.append({"output_type": "stream", "name": name, "parts": [text]})

    def clear(self, wait: bool) -> None:
        if wait:
            self.clear_next = True
        else:
            self.outputs = []

    def _clear_if_asked(self) -> None:
        if self.clear_next:
            self.clear_next = False
            self.outputs = []

    def update(self, display_id: str, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        for output in self.outputs:
            if output.get("display_id") == display_id:
                output.update(data=data, metadata=metadata)

    def finished(self) -> list[dict[str, Any]]:
        ready = []
        for output in self.outputs:
            output = {key: value for key, value in output.items() if key != "display_id"}
            if "parts" in output:
                output["text"] = "".join(output.pop("parts"))
            ready.append(output)
        return ready


class Stream(io.TextIOBase):
    """A standard stream that writes into the running cell's outputs."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, recorder: Recorder, name: str) -> None:
        self.recorder = recorder
        self.name = name

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.recorder.write(self.name, text)
        return len(text)


def as_json_data(data: dict[str, Any]) -> dict[str, Any]:
    """Returns a display bundle with pictures as base64 text, the form that notebooks store."""
    return {
        kind: base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
        for kind, value in data.items()
    }


def make_shell(recorder: Recorder) -> Any:
    """Returns an IPython shell whose results, displays and errors go to `recorder` as they would from a kernel."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Publisher(DisplayPublisher):
        def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **_) -> None:
            identity = (transient or {}).get("display_id")
            data, metadata = as_json_data(data), metadata or {}
            if update and identity:
                recorder.update(identity, data, metadata)
                return
            output = {"output_type": "display_data", "data": data, "metadata": metadata}
            if identity:
                output["display_id"] = identity
            recorder.add(output)

        def clear_output(self, wait=False) -> None:
            recorder.clear(wait)

    class Hook(DisplayHook):
        def write_output_prompt(self) -> None:
            pass

        def finish_displayhook(self) -> None:
            pass

        def write_format_data(self, format_dict, md_dict=None) -> None:
            recorder.add(
                {
                    "output_type": "execute_result",
                    "execution_count": self.prompt_count,
                    "data": as_json_data(format_dict),
                    "metadata": md_dict or {},
                }
            )

    class Shell(InteractiveShell):
        def _showtraceback(self, etype, evalue, stb) -> None:
            text = str(evalue) if evalue is not None else ""
            name = getattr(etype, "__name__", str(etype))
            lines = stb if isinstance(stb, list) else str(stb).split("\n")
            recorder.add({"output_type": "error", "ename": name, "evalue": text, "traceback": lines})

        def ask_exit(self) -> None:
            """A learner's exit() ends nothing: the cells after it still count."""

        def enable_gui(self, gui=None) -> None:
            """There is no window to open."""

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.display_pub_class = Publisher
    config.InteractiveShell.displayhook_class = Hook
    config.InteractiveShell.cache_size = 100
    return Shell.instance(config=config, display_pub_class=Publisher, displayhook_class=Hook)


def limit(limits: dict[str, int]) -> None:
    """Sets this process's limits; they hold for everything it starts."""
    import resource

    names = {
        "memory": resource.RLIMIT_AS,
        "cpu": resource.RLIMIT_CPU,
        "file": resource.RLIMIT_FSIZE,
        "processes": resource.RLIMIT_NPROC,
        "files": resource.RLIMIT_NOFILE,
    }
    for name, which in names.items():
        if name in limits:
            resource.setrlimit(which, (limits[name], limits[name]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def copy_tree(pair: list[str] | None) -> None:
    """Copies the prepared font list to where matplotlib may write beside it: making it anew costs a second."""
    if not pair or not os.path.isdir(pair[0]):
        return
    os.makedirs(pair[1], exist_ok=True)
    os.chmod(pair[1], 0o777)
    for name in os.listdir(pair[0]):
        with open(os.path.join(pair[0], name), "rb") as source, open(os.path.join(pair[1], name), "wb") as target:
            target.write(source.read())
    # The folder belongs to root when the runner starts as root; the learner's code may write into it all the same.


class Alarm:
    """Interrupts a cell that runs longer than its limit, as often as needed, then ends the process."""

    def __init__(self, seconds: float, give_up: Any) -> None:
        self.seconds = seconds
        self.give_up = give_up
        self.fired = 0
        signal.signal(signal.SIGALRM, self.ring)

    def ring(self, *_: Any) -> None:
        self.fired += 1
        if self.fired > STUBBORN_INTERRUPTS:
            self.give_up()
        raise KeyboardInterrupt

    def __enter__(self) -> Alarm:
        self.fired = 0
        signal.setitimer(signal.ITIMER_REAL, self.seconds, 1.0)
        return self

    def __exit__(self, *_: Any) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)


def refuse_input(*_: Any) -> str:
    raise RuntimeError(NO_KEYBOARD)


def run(shell: Any, recorder: Recorder, cells: list[list[Any]], seconds: float, send: Any) -> None:
    """Runs the cells in order in one shell; an exception in one of them does not stop the others."""
    builtins.input = refuse_input
    stopped = {
        "output_type": "error",
        "ename": STOPPED_NAME,
        "evalue": STOPPED_TEXT.format(seconds=int(seconds)),
        "traceback": [STOPPED_NAME + ": " + STOPPED_TEXT.format(seconds=int(seconds))],
    }
    now = {"cell": -1}

    def give_up() -> None:
        send({"cell": now["cell"], "outputs": [*recorder.finished(), stopped], "ended": True})
        os._exit(3)

    alarm = Alarm(seconds, give_up)
    for index, source in cells:
        now["cell"] = index
        send({"start": index})
        recorder.begin()
        sys.stdout, sys.stderr = Stream(recorder, "stdout"), Stream(recorder, "stderr")
        try:
            with alarm:
                shell.run_cell(source, store_history=True)
        except KeyboardInterrupt:
            pass  # the alarm rang between the learner's code and IPython's own handler
        outputs = recorder.finished()
        if alarm.fired:
            outputs = [item for item in outputs if item.get("ename") != "KeyboardInterrupt"] + [stopped]
        send({"cell": index, "outputs": outputs, "count": shell.execution_count - 1, "stopped": bool(alarm.fired)})


def report_run(shell: Any, recorder: Recorder, cells: list[list[Any]], seconds: float, report: int) -> None:
    """Runs the cells with the report going to this descriptor, and ends the process. Never returns."""

    def send(line: dict[str, Any]) -> None:
        blob = (json.dumps(line, default=str) + "\n").encode("utf-8", "replace")
        while blob:
            blob = blob[os.write(report, blob) :]

    send({"ready": True})
    run(shell, recorder, cells, seconds, send)
    send({"end": True})
    os._exit(0)  # a kernel's polite shutdown takes longer than the cells


def main() -> None:
    """Runs one request from standard input, `{"cells", "seconds", "library", "limits"}`, unprotected."""
    request = json.loads(sys.stdin.buffer.read())
    report = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    limit(request["limits"])
    sys.path[:0] = request["library"]
    sys.argv = [""]
    recorder = Recorder()
    report_run(make_shell(recorder), recorder, request["cells"], request["seconds"], report)


if __name__ == "__main__":
    main()
