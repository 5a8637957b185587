"""Peers in an environment of their own: installed for the measurement, and left out with a sentence where that can't be done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

NOT_MEASURED = "not measured: {what} ({reason})"


def environment(folder: Path, *packages: str) -> Path | None:
    """Return the folder of a new environment's commands with these packages installed, or None when they can't be had."""
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    made = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, check=False)
    if made.returncode:
        return None
    python = commands / ("python.exe" if os.name == "nt" else "python")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    return commands if subprocess.run(install, capture_output=True, check=False).returncode == 0 else None
