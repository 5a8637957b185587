"""The worked solutions beside questions.py: packed, so that nobody meets one by searching; not a secret."""

import base64
import json
import zlib
from pathlib import Path

FILE = "solutions.json"
MOST = 100_000


class SolutionsDamaged(Exception):
    """The file is there, but can't be read."""


def write_solutions(path: Path, solutions: dict[str, str]) -> None:
    """Write the worked solutions (code or text by question name) as packed JSON."""
    packed = {
        name: base64.b64encode(zlib.compress(text.encode("utf-8"))).decode("ascii") for name, text in solutions.items()
    }
    path.write_text(json.dumps(packed, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")


def read_solution(path: Path, name: str) -> str | None:
    """The worked solution of a question; None when the file or the entry isn't there."""
    if not path.is_file():
        return None
    try:
        packed = json.loads(path.read_text(encoding="utf-8")).get(name)
        if packed is None:
            return None
        return zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), MOST).decode("utf-8")
    except (ValueError, TypeError, AttributeError, OSError, zlib.error) as error:
        raise SolutionsDamaged(str(error)) from error
