"""Running the course's own commands as a person does, and what several journeys need once."""

import os
import re
import subprocess
import sys
from pathlib import Path

from coursekit.demo import solutions

ROOT = Path(__file__).resolve().parents[2]
MODULE = "01_shop_setup"
MASTER = ROOT / "modules" / MODULE / "tasks" / "tasks.ipynb"
TOOLS = Path(sys.executable).parent


def run(*command: str | Path, folder: Path, **variables: str) -> subprocess.CompletedProcess:
    """Run a command in a folder, with the environment's programs first on PATH, and keep what it says."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def coursekit(*words: str | Path, folder: Path, **variables: str) -> str:
    """Run `coursekit` and return what it printed; fail with its last words if it does."""
    done = run(TOOLS / "coursekit", *words, folder=folder, **variables)
    assert done.returncode == 0, f"coursekit {words[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    assert done.stderr == "", done.stderr
    return done.stdout


def model_solutions() -> dict[str, str]:
    """Each task's solution, as the master notebook has it."""
    return solutions(MASTER)


def make_workspace(place: Path, edition: str = "self-study") -> Path:
    """A learner's workspace, made by the command that `make lab` runs."""
    done = run(sys.executable, "-m", "shoplab.workspace", ROOT, place, "--edition", edition, folder=ROOT)
    assert done.returncode == 0, done.stderr
    return place


def make_rehearsal_shop(cache: Path) -> Path:
    """A cache that holds the rehearsal shop already, so that Validate needn't make it."""
    make = "from shoplab import data; import shopworld; data.generated('rehearsal', shopworld.REHEARSAL_SEED)"
    done = run(sys.executable, "-c", make, folder=ROOT, SHOPLAB_CACHE=str(cache))
    assert done.returncode == 0, done.stderr
    return cache


def one_line(words: str) -> str:
    """The words of a page with single spaces."""
    return re.sub(r"\s+", " ", words).strip()
