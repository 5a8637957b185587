"""Every notebook that ships with outputs runs again to the same outputs (nbval, strict)."""

from collections.abc import Callable
from pathlib import Path


def test_runs_to_the_stored_outputs(lesson: Path, compare: Callable[[Path], None]) -> None:
    compare(lesson)
