"""Three articles stocked by a promise: what they leave next month, less what a promise too high or too low costs."""

from __future__ import annotations

from collections.abc import Sequence

from shopworld.launching import trials

PICKED = 3
MISSED = 0.3  # of each yuan that was promised and didn't come, or came and wasn't promised: stock left over, or missing


def earned(seed: int, items: Sequence[str]) -> float:
    """Return what these articles leave next month in yuan, from the model. Raises KeyError for one that isn't on trial."""
    return float(trials.next_month(seed)[list(items)].sum()) / 100


def value(seed: int, items: Sequence[str], promised: float) -> float:
    """Return what is left in yuan when the stock was ordered by a promise."""
    came = earned(seed, items)
    return came - MISSED * abs(promised - came)
