"""A real JupyterLab server on a workspace, with a learner's settings and nothing of the person's own."""

import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from coursekit.build.running import kernel_environment

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "a-token-for-the-tests"
PATIENCE = 90
DIED = "JupyterLab ended with status {status} before it answered:\n{log}"
SILENT = "JupyterLab did not answer within {seconds} seconds:\n{log}"


@dataclass
class LabServer:
    """A running server: `url`, the workspace it serves, and its log."""

    url: str
    workspace: Path
    log: Path
    process: subprocess.Popen

    def end_kernels(self) -> None:
        """End the kernels of all notebooks that were opened; a page that closes leaves its kernel alive."""
        for session in json.loads(self._ask("GET", "/api/sessions")):
            self._ask("DELETE", f"/api/sessions/{session['id']}")

    def _ask(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(f"{self.url}{path}?token={TOKEN}", method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.read()

    def stop(self) -> None:
        """Stop the server and its kernels."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


def start_server(
    workspace: Path, home: Path, *, settings: str = "learner", nbgrader: str = "", **variables: str
) -> LabServer:
    """Start JupyterLab on `workspace` and return when it answers.

    home: an empty folder that takes the place of the person's Jupyter folders.
    settings: "learner" hides what `make lab` hides; "instructor" leaves nbgrader's panels on.
    nbgrader: the text of the nbgrader_config.py that a learner's hub has, such as where the exchange is.
    variables: more environment variables for server and kernels, such as SHOPLAB_CACHE.
    """
    port = free_port()
    log = home / "jupyterlab.log"
    bootstrap = load_bootstrap()
    write_settings(bootstrap, home, settings)
    if nbgrader:
        (home / "etc" / "jupyter" / "nbgrader_config.py").write_text(nbgrader, encoding="utf-8")
    command = [sys.executable, "-c", bootstrap.JUPYTERLAB, "--no-browser", f"--ServerApp.root_dir={workspace}"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"]
    command += ["--allow-root"] if bootstrap.is_root() else []
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(
            command,
            cwd=workspace,
            env=server_environment(home, variables),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    server = LabServer(f"http://127.0.0.1:{port}", workspace, log, process)
    try:
        wait_until_it_answers(server)
    except BaseException:
        server.stop()
        raise
    return server


def server_environment(home: Path, variables: dict[str, str]) -> dict[str, str]:
    """A learner's environment: the programs folder first on PATH, Jupyter's folders in `home`, notes of progress on."""
    found = kernel_environment({"JUPYTER_TOKEN": TOKEN, **variables})
    found.pop("SHOPLAB_NO_LOG", None)
    found["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{found.get('PATH', '')}"
    found["JUPYTER_CONFIG_PATH"] = str(home / "etc" / "jupyter")
    for name, folder in {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }.items():
        (home / folder).mkdir(exist_ok=True)
        found[name] = str(home / folder)
    return found


def write_settings(bootstrap: ModuleType, home: Path, settings: str) -> None:
    """The settings that `make lab` writes, and every cell in the page, so that a test can look at any of them."""
    environment = bootstrap.Environment(".venv")
    environment.folder = home
    bootstrap.write_lab_settings(environment)
    labconfig = home / "etc" / "jupyter" / "labconfig"
    if settings == "instructor":
        (labconfig / "page_config.json").unlink()
        (home / "etc" / "jupyter" / "jupyter_server_config.d" / "shop_course.json").unlink()
    overrides = json.loads((labconfig / "default_setting_overrides.json").read_text(encoding="utf-8"))
    overrides["@jupyterlab/notebook-extension:tracker"] = {"windowingMode": "none"}
    bootstrap.write_json(labconfig / "default_setting_overrides.json", overrides)


def load_bootstrap() -> ModuleType:
    """shared/bootstrap.py, which is a file and not in a package."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "shared" / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wait_until_it_answers(server: LabServer) -> None:
    """Return when the server answers; raise with its log when it dies or stays silent."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.process.poll() is not None:
            raise RuntimeError(
                DIED.format(status=server.process.returncode, log=server.log.read_text(encoding="utf-8"))
            )
        try:
            with urllib.request.urlopen(f"{server.url}/api/status?token={TOKEN}", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(SILENT.format(seconds=PATIENCE, log=server.log.read_text(encoding="utf-8")))


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
