"""`make lock`: the two pinned and hashed lists, and environment.yml, all from pyproject.toml.

`python -m coursekit.build.locks [--upgrade]`. It needs the maintainer's tool uv, because pip can't resolve for other
systems.
"""

import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from coursekit.build.environment import FILE, environment_text
from coursekit.build.writing import write_text

LEARNER = "requirements.lock"
AUTHOR = "requirements-author.lock"
PYTHON = "3.11"
HEADS = {
    LEARNER: "# What a learner's installation holds. Made by `make lock` from pyproject.toml; don't edit.\n",
    AUTHOR: "# For authors, instructors and tests: requirements.lock and more. Made by `make lock`; don't edit.\n",
}
NO_UV = "`make lock` needs uv, which resolves for all systems at once. Run: pip install uv. Then: make lock"
FAILED = "uv could not resolve the dependencies in pyproject.toml:\n{problem}"


class LockError(Exception):
    """The locks can't be made; the message says why."""


def make_locks(root: Path, *, upgrade: bool = False) -> list[Path]:
    """Write both locks and environment.yml; versions stay as they are unless pyproject asks for others, or `upgrade`.

    The author's list is resolved first and the learner's is held to it, so the second is always a part of the first.
    """
    if shutil.which("uv") is None:
        raise LockError(NO_UV)
    old = "" if upgrade else _read(root / AUTHOR)
    author = _resolve(root, ["--extra", "author"], old, old)
    learner = _resolve(root, [], "", author)
    write_text(root / AUTHOR, HEADS[AUTHOR] + author)
    write_text(root / LEARNER, HEADS[LEARNER] + learner)
    write_text(root / FILE, environment_text(root))
    return [root / LEARNER, root / AUTHOR, root / FILE]


def _resolve(root: Path, options: list[str], preferred: str, constraint: str) -> str:
    build = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        # The course's own packages are installed without build isolation, so what builds them is locked too.
        (place / "build.in").write_text("\n".join(build) + "\n", encoding="utf-8")
        (place / "held.txt").write_text(constraint if not preferred else "", encoding="utf-8")
        (place / "out.lock").write_text(preferred, encoding="utf-8")
        command = ["uv", "pip", "compile", "pyproject.toml", str(place / "build.in"), *options]
        command += ["--constraint", str(place / "held.txt"), "--output-file", str(place / "out.lock")]
        command += ["--universal", "--python-version", PYTHON, "--generate-hashes", "--quiet"]
        command += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise LockError(FAILED.format(problem=done.stderr.strip()))
        return (place / "out.lock").read_text(encoding="utf-8")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main(argv: list[str] | None = None) -> int:
    """The command line: prints what was written."""
    arguments = sys.argv[1:] if argv is None else argv
    try:
        for path in make_locks(Path.cwd(), upgrade="--upgrade" in arguments):
            print(path.name)
    except LockError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
