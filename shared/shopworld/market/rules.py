"""The market's figures as the parameter files give them, read once."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np

from shopworld import parameters


@cache
def rules() -> SimpleNamespace:
    """Return `season.toml` by section: `rules().auction.slots`; lists are arrays, money in fen."""
    return SimpleNamespace(**{name: _section(part) for name, part in parameters.settings("season").items()})


def _section(part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    return SimpleNamespace(**{name: _numbers(value) for name, value in part.items()})


def _numbers(value: Any) -> Any:
    """Return a list of numbers as an array, anything else as it is."""
    return np.array(value) if isinstance(value, list) and isinstance(value[0], (int, float)) else value
