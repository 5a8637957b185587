"""Sets the course up from a bare checkout: `python shared/bootstrap.py lab|test|author`.

It needs nothing but Python (3.11 or newer) and a network for the first run, on Linux, macOS and Windows alike.

lab     the learner's environment in .venv, a workspace, and JupyterLab at the course's start page
author  the author's environment in .venv-author: the course's packages editable, and all tools
test    the author's environment, what the tests need of the system, and then pytest

What is installed is stamped, so the second start skips the installing.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
WINDOWS = os.name == "nt"
STAMP = "course-stamp.json"
PIP_LOG = "pip.log"
START = "course/start.ipynb"
# rfc3987_syntax compiles grammars for about two seconds when it is imported, for address formats that no Jupyter schema
# uses. jsonschema does without it where it isn't there, so the server starts as if it weren't.
JUPYTERLAB = (
    "import sys; sys.modules['rfc3987_syntax'] = None; sys.argv[0] = 'jupyter-lab'; "
    "from jupyterlab.labapp import main; sys.exit(main())"
)
LEARNER_PACKAGES = ("shoplab", "shopworld")
PACKAGE_FILES = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-TEXT.md")
NBGRADER_HIDDEN = ("formgrader", "create-assignment", "course-list")
SYSTEM_PACKAGES = {
    "bubblewrap": "bubblewrap",
    "chromium": "chromium",
    "fonts": "fonts-noto-cjk",
    "postgresql": "postgresql",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MOST_WORKERS = 4

PYTHON_TOO_OLD = (
    "The course needs Python {oldest} or newer, and this is Python {found} ({path}). "
    "Install a newer one and start it with that."
)
NO_VENV = (
    "This Python ({path}) can't make environments: its `{module}` module is missing. "
    "On Debian or Ubuntu: sudo apt install python3-venv. Then run the same command again."
)
VENV_FAILED = "The environment {folder} could not be made: {problem}"
NOT_WRITABLE = (
    "The folder {folder} can't be written ({reason}). Copy the course to a folder of your own and start there."
)
NO_LOCK = "{file} is missing from {folder}. The checkout is not complete: get the course again."
PIP_FAILED = (
    "pip could not install the packages: {problem}\n"
    "Check the network connection and run the same command again; what is already there is kept. "
    "All that pip said: {log}"
)
PORT_TAKEN = "Port {port} is taken by another program. Choose another one, for example --port {other}."
WORKSPACE_FAILED = "The workspace could not be made, so JupyterLab was not started."
INSTALLING = "Installing {what} into {folder}. The first time takes a minute or two."
INSTALLED = "Installed."
PROGRESS = "\r  {count} packages"
STARTING = "Starting JupyterLab in {folder}. Stop it with Ctrl+C."
SYSTEM_INSTALLING = "Installing for the tests: {packages}"
SYSTEM_MISSING = (
    "Not there for the tests: {what}. What needs it will be listed as not run. "
    "As an administrator: apt-get install {packages}"
)


class SetupError(Exception):
    """The set-up can't go on; the message is for the person at the keyboard."""


class Environment:
    """A virtual environment of the course and the stamp of what was installed into it."""

    def __init__(self, name: str) -> None:
        self.folder = ROOT / name
        self.bin = self.folder / ("Scripts" if WINDOWS else "bin")
        self.python = self.bin / ("python.exe" if WINDOWS else "python")

    def stamp(self) -> dict[str, str]:
        """What is installed, by the hash of what it was made from; empty when unknown."""
        try:
            return json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def remember(self, **parts: str) -> None:
        """Stamp these parts as installed."""
        write(self.folder / STAMP, json.dumps({**self.stamp(), **parts}, indent=1, sort_keys=True) + "\n")

    def make(self) -> None:
        """Make the environment if it isn't there."""
        if self.python.exists() and self.stamp().get("python", python_series()) == python_series():
            return
        for module in ("venv", "ensurepip"):
            if importlib.util.find_spec(module) is None:
                raise SetupError(NO_VENV.format(path=sys.executable, module=module))
        command = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            problem = last_line(done.stderr or done.stdout)
            raise SetupError(VENV_FAILED.format(folder=self.folder, problem=problem))
        self.remember(python=python_series())

    def pip_install(self, *arguments: str) -> None:
        """Run pip; its words go to a log, and to the screen as a count."""
        command = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        # Compiled are the modules that somebody imports, when she does: all of them would take a third of the time.
        command += ["--no-compile", "--progress-bar", "off", *arguments]
        said: list[str] = []
        log = self.folder / PIP_LOG
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8", "errors": "replace"}
        with log.open("w", encoding="utf-8", newline="\n") as file, subprocess.Popen(command, **streams) as pip:
            for line in pip.stdout:
                file.write(line)
                said.append(line.strip())
                show_progress(said)
        end_progress()
        if pip.returncode:
            problem = next(
                (line for line in reversed(said) if line.startswith("ERROR:")), said[-1] if said else "no word"
            )
            raise SetupError(PIP_FAILED.format(problem=problem, log=log))

    def variables(self) -> dict[str, str]:
        """The environment variables of a process that runs in here.

        The programs folder comes first on PATH, because nbgrader calls `alembic` and `jupyter` by name.
        """
        found = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")}
        path = os.environ.get("PATH", "")
        return {**found, "PATH": f"{self.bin}{os.pathsep}{path}", "VIRTUAL_ENV": str(self.folder)}


def learner_environment() -> Environment:
    """.venv with exactly requirements.lock and the learner's two packages; nothing of coursekit."""
    environment = Environment(".venv")
    lock = digest([required_file("requirements.lock")])
    packages = digest([ROOT / "pyproject.toml", *sources(LEARNER_PACKAGES)])
    settings = digest([Path(__file__)])
    stamp = environment.stamp()
    if (stamp.get("lock"), stamp.get("packages"), stamp.get("settings")) == (lock, packages, settings):
        return environment
    print(INSTALLING.format(what="the course", folder=environment.folder), flush=True)
    environment.make()
    if stamp.get("lock") != lock:
        environment.pip_install("--require-hashes", "-r", str(ROOT / "requirements.lock"))
    with tempfile.TemporaryDirectory() as folder:
        install_learner_packages(environment, Path(folder))
    write_lab_settings(environment)
    environment.remember(python=python_series(), lock=lock, packages=packages, settings=settings)
    print(INSTALLED, flush=True)
    return environment


def install_learner_packages(environment: Environment, folder: Path) -> None:
    """Install shoplab and shopworld from a copy: building leaves nothing in the checkout, and nothing stale comes along."""
    for name in PACKAGE_FILES:
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, folder / name)
    for package in LEARNER_PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(ROOT / "shared" / package, folder / "shared" / package, ignore=ignored)
    environment.pip_install("--no-deps", "--no-build-isolation", "--force-reinstall", str(folder))


def write_lab_settings(environment: Environment) -> None:
    """JupyterLab as a learner wants it: no news toast, none of nbgrader's panels for instructors."""
    config = environment.folder / "etc" / "jupyter"
    hidden = {f"@jupyter/nbgrader:{panel}": True for panel in NBGRADER_HIDDEN}
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    servers = {"nbgrader.server_extensions.formgrader": False, "nbgrader.server_extensions.course_list": False}
    write_json(config / "labconfig" / "page_config.json", {"disabledExtensions": hidden})
    write_json(
        config / "labconfig" / "default_setting_overrides.json", {"@jupyterlab/apputils-extension:notification": quiet}
    )
    # Read after nbgrader.json, which switches all of nbgrader on.
    write_json(config / "jupyter_server_config.d" / "shop_course.json", {"ServerApp": {"jpserver_extensions": servers}})
    # The course asks the network for nothing, so neither does JupyterLab's own list of extensions.
    write_json(config / "jupyter_lab_config.json", {"LabApp": {"extension_manager": "readonly"}})


def author_environment() -> Environment:
    """.venv-author with requirements-author.lock and both of the course's distributions, editable."""
    environment = Environment(".venv-author")
    lock = digest([required_file("requirements-author.lock")])
    projects = (ROOT, ROOT / "shared" / "coursekit")
    packages = digest([project / "pyproject.toml" for project in projects])
    stamp = environment.stamp()
    if (stamp.get("lock"), stamp.get("packages")) == (lock, packages):
        return environment
    print(INSTALLING.format(what="the author's tools", folder=environment.folder), flush=True)
    environment.make()
    if stamp.get("lock") != lock:
        environment.pip_install("--require-hashes", "-r", str(ROOT / "requirements-author.lock"))
    editable = [part for project in projects for part in ("--editable", str(project))]
    environment.pip_install("--no-deps", "--no-build-isolation", *editable)
    environment.remember(python=python_series(), lock=lock, packages=packages)
    print(INSTALLED, flush=True)
    return environment


def lab(arguments: list[str]) -> int:
    """Bring environment and workspace up to date and start JupyterLab; what isn't ours is passed on to it."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py lab",
        description=lab.__doc__,
        epilog="Other options, such as --no-browser or --port 8899, go to JupyterLab.",
    )
    parser.add_argument("--workspace", type=Path, default=ROOT / "workspace", help="where your copy of the course is")
    parser.add_argument("--edition", choices=("graded", "self-study"), default="self-study")
    parser.add_argument("--lang", help="the course's language, such as zh_CN or en (default: the workspace's own)")
    parser.add_argument("--prepare-only", action="store_true", help="stop before JupyterLab starts")
    mine, rest = parser.parse_known_args(arguments)
    check_port(rest)
    environment = learner_environment()
    workspace = mine.workspace.resolve()
    command = [str(environment.python), "-m", "shoplab.workspace", str(ROOT), str(workspace), "--edition", mine.edition]
    command += ["--lang", mine.lang] if mine.lang else []
    if subprocess.run(command, cwd=str(ROOT), env=environment.variables(), check=False).returncode:
        raise SetupError(WORKSPACE_FAILED)
    if mine.prepare_only:
        return 0
    print(STARTING.format(folder=workspace), flush=True)
    page = f"/lab/tree/{START}" if (workspace / START).is_file() else "/lab"
    command = [str(environment.python), "-c", JUPYTERLAB, f"--ServerApp.root_dir={workspace}"]
    command += [f"--LabApp.default_url={page}", *(["--allow-root"] if is_root() else []), *rest]
    return run_last(command, workspace, environment.variables())


def author(arguments: list[str]) -> int:
    """Bring the author's environment up to date."""
    argparse.ArgumentParser(prog="bootstrap.py author", description=author.__doc__).parse_args(arguments)
    author_environment()
    return 0


def test(arguments: list[str]) -> int:
    """Bring all that the tests need up to date and run pytest with these arguments."""
    environment = author_environment()
    provide_system_tools(environment)
    # One more than processors: journeys and sandboxes spend half of their time waiting.
    workers = str(min(MOST_WORKERS, (os.cpu_count() or 1) + 1))
    arguments = arguments or ["-n", workers, "--dist", "loadscope"]
    return run_last([str(environment.python), "-m", "pytest", *arguments], ROOT, environment.variables())


def provide_system_tools(environment: Environment) -> None:
    """Install bubblewrap, a Chromium, a Chinese font and PostgreSQL where that is possible; say what is missing where it isn't."""
    missing = missing_tools(environment)
    if missing and is_root() and shutil.which("apt-get"):
        packages = [SYSTEM_PACKAGES[tool] for tool in missing]
        print(SYSTEM_INSTALLING.format(packages=", ".join(packages)), flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "-qq", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)
        missing = missing_tools(environment)
    if "chromium" in missing:
        command = [str(environment.python), "-m", "playwright", "install", "chromium"]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        missing = missing_tools(environment)
    if missing:
        packages = " ".join(SYSTEM_PACKAGES[tool] for tool in missing)
        print(SYSTEM_MISSING.format(what=", ".join(missing), packages=packages), flush=True)


def missing_tools(environment: Environment) -> list[str]:
    """Which of the tests' system tools aren't there; bubblewrap is asked for on Linux only."""
    found = {
        "bubblewrap": not sys.platform.startswith("linux") or shutil.which("bwrap") is not None,
        "chromium": any(shutil.which(name) for name in BROWSERS) or has_playwright_browser(environment),
        "fonts": not sys.platform.startswith("linux") or has_chinese_font(),
        "postgresql": not sys.platform.startswith("linux") or has_postgresql(),
    }
    return [tool for tool, there in found.items() if not there]


def has_playwright_browser(environment: Environment) -> bool:
    """Did `playwright install chromium` put a browser on this machine?"""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    done = subprocess.run([str(environment.python), "-c", ask], capture_output=True, text=True, check=False)
    return done.returncode == 0 and Path(done.stdout.strip()).is_file()


def has_postgresql() -> bool:
    """Whether the database server is here; Debian keeps its programs off PATH."""
    return bool(shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def has_chinese_font() -> bool:
    """Is there a font of the Noto CJK family where Linux keeps fonts?"""
    places = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(next(place.rglob("Noto*CJK*"), None) for place in places if place.is_dir())


def check_python() -> None:
    """Raise SetupError if this Python is older than the course allows."""
    if sys.version_info < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise SetupError(PYTHON_TOO_OLD.format(oldest=oldest, found=python_version(), path=sys.executable))


def check_writable() -> None:
    """Raise SetupError if environments and workspace can't be made in the course's folder."""
    try:
        with tempfile.TemporaryFile(dir=str(ROOT)):
            pass
    except OSError as problem:
        raise SetupError(NOT_WRITABLE.format(folder=ROOT, reason=problem.strerror or problem)) from None


def check_port(arguments: list[str]) -> None:
    """Raise SetupError if a port that was asked for is taken; without one, Jupyter finds a free port itself."""
    found = re.search(r"--(?:ServerApp\.)?port[= ](\d+)", " ".join(arguments))
    port = int(found.group(1)) if found else 0
    if not 0 < port < 65536:
        return
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise SetupError(PORT_TAKEN.format(port=port, other=port + 1))


def required_file(name: str) -> Path:
    """A file of the checkout; SetupError if it isn't there."""
    if not (ROOT / name).is_file():
        raise SetupError(NO_LOCK.format(file=name, folder=ROOT))
    return ROOT / name


def sources(packages: tuple[str, ...]) -> list[Path]:
    """The files of these packages that count for what is installed."""
    found = (path for package in packages for path in (ROOT / "shared" / package).rglob("*"))
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def digest(paths: list[Path]) -> str:
    """One hash over names and bytes of these files."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def run_last(command: list[str], folder: Path, variables: dict[str, str]) -> int:
    """Run what this start is for, in this process's place where the system can: Ctrl+C and exit status are its own."""
    if not WINDOWS:
        sys.stdout.flush()
        os.chdir(str(folder))
        os.execve(command[0], command, variables)
    try:
        return subprocess.run(command, cwd=str(folder), env=variables, check=False).returncode
    except KeyboardInterrupt:
        return 0


def show_progress(said: list[str]) -> None:
    """How many packages pip has looked at so far, on one line of a terminal."""
    if sys.stdout.isatty():
        count = sum(line.startswith(("Collecting ", "Requirement already")) for line in said)
        print(PROGRESS.format(count=count), end="", flush=True)


def end_progress() -> None:
    """Leave the line that `show_progress` wrote on."""
    if sys.stdout.isatty():
        print(flush=True)


def is_root() -> bool:
    """Is this process the administrator's, on a system that knows one?"""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def python_version() -> str:
    """This Python's version, as in 3.11.7."""
    return ".".join(map(str, sys.version_info[:3]))


def python_series() -> str:
    """The series within which an environment stays good, as in 3.11."""
    return ".".join(map(str, sys.version_info[:2]))


def last_line(text: str) -> str:
    """The last line with words on it."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "no reason was given")


def write_json(path: Path, data: object) -> None:
    """Write JSON as the other files are written."""
    write(path, json.dumps(data, indent=1, sort_keys=True) + "\n")


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all, as UTF-8 with "\\n"."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".tmp")
    with draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.replace(str(draft), str(path))


COMMANDS = {"lab": lab, "test": test, "author": author}


def main(arguments: list[str]) -> int:
    """Do the command; a problem is one or two sentences on stderr and exit status 1."""
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 0 if arguments in (["--help"], ["-h"]) else 2
    try:
        check_python()
        check_writable()
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
