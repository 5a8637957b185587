"""`lab` for real, from a bare copy of the checkout: install, workspace, JupyterLab, and a second start."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

TOKEN = "a-token-for-the-tests"
COPIED = ("shared", "course", "modules", "datasets")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", ".shoplab", ".ipynb_checkpoints")
PIP_FAILED = "pip could not install the packages"


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course as one gets it, in a folder whose name has a space and Chinese in it."""
    folder = tmp_path_factory.mktemp("bare") / "shop course 网店"
    folder.mkdir()
    for path in root.iterdir():
        if path.is_file():
            shutil.copy(path, folder / path.name)
    for name in COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=LEFT_OUT)
    (folder / "course").mkdir(exist_ok=True)
    if not (folder / "course" / "start.ipynb").is_file():
        (folder / "course" / "start.ipynb").write_text(
            '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
        )
    return folder


def bootstrap(checkout: Path, *words: str) -> list[str]:
    return [sys.executable, str(checkout / "shared" / "bootstrap.py"), "lab", *words]


def environment() -> dict[str, str]:
    """Without the test's own virtual environment and Python settings."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "PYTEST"))}


@pytest.fixture(scope="module")
def installed(checkout: Path) -> Path:
    """The checkout after `lab --prepare-only`."""
    done = subprocess.run(
        bootstrap(checkout, "--prepare-only"),
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    if PIP_FAILED in done.stderr and os.environ.get("CI", "").lower() != "true":
        pytest.skip("not run: no package registry could be reached. Connect to the network.")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].endswith(" new, 0 updated, 0 restored, 0 kept as you edited them.")
    return checkout


def python(checkout: Path, code: str, folder: Path) -> subprocess.CompletedProcess:
    program = checkout / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return subprocess.run(
        [str(program), "-c", code], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )


def test_a_learner_s_installation_holds_no_coursekit_and_no_answers(installed: Path) -> None:
    workspace = installed / "workspace"
    done = python(installed, "import shoplab, shopworld; print(shoplab.__file__)", workspace)
    assert done.returncode == 0, done.stderr
    assert "site-packages" in done.stdout, "the learner's packages must not point into the checkout"
    assert "No module named 'coursekit'" in python(installed, "import coursekit", workspace).stderr
    names = {path.name for path in workspace.rglob("*")} | {
        path.name for path in (installed / ".venv").rglob("exam.py")
    }
    assert not names & {"exam.py", "text", "shared"}
    assert not list(workspace.glob("*/*/tasks/")) and not list(workspace.glob("*/tasks/"))


def test_nothing_is_left_in_the_checkout_but_environment_and_workspace(installed: Path, root: Path) -> None:
    ignored = {".venv", "workspace", "course"}
    assert {path.name for path in installed.iterdir()} - ignored <= {path.name for path in root.iterdir()}
    assert not list((installed / "shared").glob("*.egg-info")) and not (installed / "build").exists()


def test_the_second_start_serves_the_start_page_and_keeps_her_edits(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = installed / "workspace" / "course" / "start.ipynb"
    hers = start.read_bytes() + b"\n"
    start.write_bytes(hers)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = installed / "lab.log"
    began = time.monotonic()
    with log.open("wb") as file:
        lab = subprocess.Popen(
            bootstrap(installed, "--no-browser", f"--port={port}"),
            env={**environment(), "JUPYTER_TOKEN": TOKEN},
            stdout=file,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    try:
        status = answer(port, lab)
        seconds = time.monotonic() - began
    finally:
        lab.send_signal(signal.SIGTERM)
        lab.wait(30)
    words = log.read_text(encoding="utf-8")
    assert status == 200, words
    # Not a timed test: the machine may be busy. `make bench` measures it.
    with capsys.disabled():
        print(f"\nsecond start: JupyterLab answered after {seconds:.1f} s")
    assert "Installing" not in words
    assert "/lab/tree/course/start.ipynb" in words
    assert "1 kept as you edited them" in words
    assert start.read_bytes() == hers
    log.unlink()


def answer(port: int, lab: subprocess.Popen) -> int:
    """The status with which the server answers, or 0 when it doesn't."""
    end = time.monotonic() + 90
    while time.monotonic() < end and lab.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/lab?token={TOKEN}", timeout=2) as page:
                return page.status
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return 0
