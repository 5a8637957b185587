"""Exercises and tasks with their solutions run again to the same outputs (nbval, strict)."""

from collections.abc import Callable
from pathlib import Path


def test_runs_to_the_stored_outputs(master: Path, compare: Callable[[Path], None]) -> None:
    compare(master)
