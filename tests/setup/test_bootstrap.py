"""The set-up's decisions and words; the real thing is started in test_lab.py."""

import ast
import importlib.util
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ALLOWED_IMPORTS = set(sys.stdlib_module_names)


@pytest.fixture
def bootstrap(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """bootstrap.py, loaded as a file, with a copy of the course's packages as its root."""
    spec = importlib.util.spec_from_file_location("bootstrap", root / "shared" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for package in ("shoplab", "shopworld", "coursekit"):
        (tmp_path / "shared" / package).mkdir(parents=True)
        (tmp_path / "shared" / package / "__init__.py").touch()
    (tmp_path / "shared" / "coursekit" / "pyproject.toml").touch()
    for name in ("pyproject.toml", "requirements.lock", "requirements-author.lock"):
        (tmp_path / name).write_text("first", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


@pytest.fixture
def installs(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What pip would have been asked, instead of asking it."""
    asked: list[list[str]] = []
    # Stamps and hashes are the test's own, so bootstrap.py itself has to lie in the same folder.
    monkeypatch.setattr(bootstrap, "__file__", str(bootstrap.ROOT / "shared" / "shoplab" / "__init__.py"))
    monkeypatch.setattr(bootstrap.Environment, "make", lambda self: self.folder.mkdir(exist_ok=True))
    monkeypatch.setattr(bootstrap.Environment, "pip_install", lambda self, *words: asked.append(list(words)))
    return asked


def test_it_needs_the_standard_library_only_and_an_old_python_can_read_it(root: Path) -> None:
    text = (root / "shared" / "bootstrap.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 7))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= ALLOWED_IMPORTS


def test_an_old_python_is_told_which_it_is(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 18, "final", 0))
    monkeypatch.setattr(bootstrap.sys, "executable", "/usr/bin/python3")
    assert bootstrap.main(["lab"]) == 1
    assert capsys.readouterr().err == (
        "The course needs Python 3.11 or newer, and this is Python 3.9.18 (/usr/bin/python3). "
        "Install a newer one and start it with that.\n"
    )


def test_a_python_without_venv_is_told_what_to_install(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    monkeypatch.setattr(bootstrap, "__file__", str(bootstrap.ROOT / "shared" / "shoplab" / "__init__.py"))
    assert bootstrap.main(["lab"]) == 1
    assert capsys.readouterr().err == (
        f"This Python ({sys.executable}) can't make environments: its `ensurepip` module is missing. "
        "On Debian or Ubuntu: sudo apt install python3-venv. Then run the same command again.\n"
    )


def test_a_taken_port_is_said_before_anything_is_installed(
    bootstrap: ModuleType, installs: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert bootstrap.main(["lab", "--no-browser", f"--port={port}"]) == 1
    assert capsys.readouterr().err == (
        f"Port {port} is taken by another program. Choose another one, for example --port {port + 1}.\n"
    )
    assert installs == []


def test_a_folder_that_can_t_be_written_is_said(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", bootstrap.ROOT / "nowhere")
    assert bootstrap.main(["lab"]) == 1
    assert capsys.readouterr().err == (
        f"The folder {bootstrap.ROOT} can't be written (No such file or directory). "
        "Copy the course to a folder of your own and start there.\n"
    )


def test_a_missing_lock_is_said(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    (bootstrap.ROOT / "requirements.lock").unlink()
    assert bootstrap.main(["lab"]) == 1
    assert capsys.readouterr().err == (
        f"requirements.lock is missing from {bootstrap.ROOT}. The checkout is not complete: get the course again.\n"
    )


def test_pip_s_failure_is_one_sentence_and_a_log(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    environment = bootstrap.Environment(".venv")
    environment.folder.mkdir()
    environment.python = Path(sys.executable)
    with pytest.raises(bootstrap.SetupError) as caught:
        environment.pip_install("--no-index", "no-such-package-of-the-course")
    log = environment.folder / "pip.log"
    assert str(caught.value) == (
        "pip could not install the packages: "
        "ERROR: No matching distribution found for no-such-package-of-the-course\n"
        "Check the network connection and run the same command again; what is already there is kept. "
        f"All that pip said: {log}"
    )
    assert "no-such-package-of-the-course" in log.read_text(encoding="utf-8")


def test_a_second_start_installs_nothing_and_a_change_only_what_it_touches(
    bootstrap: ModuleType, installs: list[list[str]]
) -> None:
    root = bootstrap.ROOT
    bootstrap.learner_environment()
    assert [words[0] for words in installs] == ["--require-hashes", "--no-deps"]
    installs.clear()
    bootstrap.learner_environment()
    assert installs == []
    (root / "shared" / "shoplab" / "charts.py").touch()
    bootstrap.learner_environment()
    assert [words[0] for words in installs] == ["--no-deps"]
    installs.clear()
    (root / "requirements.lock").write_text("second", encoding="utf-8")
    bootstrap.learner_environment()
    assert [words[0] for words in installs] == ["--require-hashes", "--no-deps"]
    installs.clear()
    (root / "shared" / "coursekit" / "__init__.py").write_text("#", encoding="utf-8")
    bootstrap.learner_environment()
    assert installs == []


def test_an_author_s_environment_is_editable_and_stamped_too(bootstrap: ModuleType, installs: list[list[str]]) -> None:
    bootstrap.author_environment()
    assert installs[1][2:] == [
        "--editable",
        str(bootstrap.ROOT),
        "--editable",
        str(bootstrap.ROOT / "shared/coursekit"),
    ]
    installs.clear()
    bootstrap.author_environment()
    assert installs == []


def test_learners_get_no_news_and_no_instructors_panels(bootstrap: ModuleType) -> None:
    environment = bootstrap.Environment(".venv")
    bootstrap.write_lab_settings(environment)
    labconfig = environment.folder / "etc" / "jupyter" / "labconfig"
    hidden = json.loads((labconfig / "page_config.json").read_text(encoding="utf-8"))["disabledExtensions"]
    assert sorted(hidden) == [
        f"@jupyter/nbgrader:{name}" for name in ("course-list", "create-assignment", "formgrader")
    ]
    settings = json.loads((labconfig / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}


def test_what_isn_t_ours_goes_to_jupyterlab(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "learner_environment", lambda: bootstrap.Environment(".venv"))
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
    monkeypatch.setattr(bootstrap, "run_last", lambda command, *_: started.append(command) or 0)
    assert bootstrap.main(["lab", "--edition", "graded", "--no-browser", "--port", "0"]) == 0
    assert started[0][-3:] == ["--no-browser", "--port", "0"]
    assert f"--ServerApp.root_dir={bootstrap.ROOT / 'workspace'}" in started[0]


@pytest.mark.parametrize(("given", "passed"), [(["--lang", "zh_CN"], ["--lang", "zh_CN"]), ([], [])])
def test_the_workspace_is_told_the_language_and_jupyter_is_not(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, given: list[str], passed: list[str]
) -> None:
    told: list[list[str]] = []
    started: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "learner_environment", lambda: bootstrap.Environment(".venv"))
    monkeypatch.setattr(
        bootstrap.subprocess, "run", lambda command, **_: told.append(command) or subprocess.CompletedProcess([], 0)
    )
    monkeypatch.setattr(bootstrap, "run_last", lambda command, *_: started.append(command) or 0)
    assert bootstrap.main(["lab", *given]) == 0
    assert told[0][told[0].index("self-study") + 1 :] == passed
    assert "--lang" not in started[0]


@pytest.fixture
def bare_machine(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """A Linux machine with none of the tests' system tools; yields the commands that were tried."""
    tried: list[list[str]] = []
    monkeypatch.setattr(bootstrap.sys, "platform", "linux")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(bootstrap, "has_chinese_font", lambda: False)
    monkeypatch.setattr(bootstrap, "has_playwright_browser", lambda _: False)
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda command, **_: tried.append(command))
    yield tried


def test_an_administrator_gets_the_tests_tools_from_debian(
    bootstrap: ModuleType, bare_machine: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "is_root", lambda: True)
    bootstrap.provide_system_tools(bootstrap.Environment(".venv-author"))
    assert bare_machine[0] == ["apt-get", "-qq", "update"]
    assert bare_machine[1][-3:] == ["bubblewrap", "chromium", "fonts-noto-cjk"]
    assert bare_machine[2][1:] == ["-m", "playwright", "install", "chromium"]


def test_anyone_else_is_told_what_is_missing(
    bootstrap: ModuleType,
    bare_machine: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "is_root", lambda: False)
    bootstrap.provide_system_tools(bootstrap.Environment(".venv-author"))
    assert [command[1:] for command in bare_machine] == [["-m", "playwright", "install", "chromium"]]
    assert capsys.readouterr().out == (
        "Not there for the tests: bubblewrap, chromium, fonts. What needs it will be listed as not run. "
        "As an administrator: apt-get install bubblewrap chromium fonts-noto-cjk\n"
    )
