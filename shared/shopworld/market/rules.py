"""The market's figures as the parameter files give them, read once."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from shopworld import parameters


@cache
def rules() -> SimpleNamespace:
    """Return `season.toml` by section: `rules().auction.slots`; money in fen."""
    return SimpleNamespace(**{name: _section(part) for name, part in parameters.settings("season").items()})


def _section(part: Any) -> Any:
    return SimpleNamespace(**part) if isinstance(part, dict) else part
