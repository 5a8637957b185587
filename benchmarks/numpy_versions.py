"""The tiny shop under the oldest and the newest numpy and pandas that pyproject.toml allows: the same bytes?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from benchmarks.peers import NOT_MEASURED, environment

ROOT = Path(__file__).resolve().parents[1]
DIGEST = """
import sys, tempfile
import numpy, pandas
from shopworld import history
print(numpy.__version__, pandas.__version__, history.write(tempfile.mkdtemp() + "/shop", 5, "tiny").digest)
"""
AGREE = "the same bytes under all of them"
DIFFER = "DIFFERENT BYTES"


def run() -> list[str]:
    """Make the tiny shop of seed 5 here and in two environments of their own; return the printed lines.

    Raises RuntimeError when the hashes differ.
    """
    oldest = [f"{name}=={version}.*" for name, version in _lowest()]
    rows = [f"this environment: {_digest(sys.executable)}"]
    for what, packages in (("oldest allowed", oldest), ("newest", ["numpy", "pandas"])):
        with tempfile.TemporaryDirectory() as folder:
            commands = environment(Path(folder), *packages)
            if commands is None:
                rows.append(NOT_MEASURED.format(what=what, reason="the packages can't be installed here"))
            else:
                rows.append(f"{what}: {_digest(str(commands / 'python'))}")
    digests = {row.rsplit(" ", 1)[1] for row in rows if not row.startswith("not measured")}
    if len(digests) > 1:
        raise RuntimeError("\n".join([*rows, DIFFER]))
    return [*rows, AGREE]


def _lowest() -> list[tuple[str, str]]:
    """Return the lower ends of the ranges for numpy and pandas."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    lower = dict(re.findall(r"(\w+)>=([\d.]+)", " ".join(wanted)))
    return [(name, lower[name]) for name in ("numpy", "pandas")]


def _digest(python: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "shared")}
    done = subprocess.run([python, "-c", DIGEST], capture_output=True, text=True, check=True, env=env)
    numpy, pandas, digest = done.stdout.split()
    return f"numpy {numpy}, pandas {pandas}: {digest}"
