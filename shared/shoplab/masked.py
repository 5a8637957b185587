"""A table of counts that may leave the house: small cells hidden, and no total that gives them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

LEAST = 5
NOT_COUNTS = "A table of counts holds whole numbers from 0 on; yours has {value}."


def hide_small(counts: pd.DataFrame, least: int = LEAST) -> pd.DataFrame:
    """Return the counts with those from 1 to `least` − 1 hidden (empty), and nothing else; what the totals give away isn't looked at."""
    _check(counts)
    return counts.where((counts == 0) | (counts >= least))


def hide_safely(counts: pd.DataFrame, least: int = LEAST) -> pd.DataFrame:
    """Return the counts with the small ones hidden, and so many more that no row's or column's total gives one back.

    Where one cell alone is hidden in a row or column, the smallest other one above 0 there is hidden too, and so on.
    """
    import pandas as pd

    hidden = hide_small(counts, least).isna().to_numpy()
    values = counts.to_numpy()
    while True:
        line = _lonely(hidden)
        if line is None:
            return counts.where(~pd.DataFrame(hidden, index=counts.index, columns=counts.columns))
        cells = [cell for cell in line if not hidden[cell]]
        above = [cell for cell in cells if values[cell] > 0] or cells
        if not above:
            return counts.where(~pd.DataFrame(hidden, index=counts.index, columns=counts.columns))
        hidden[min(above, key=lambda cell: values[cell])] = True


def given_back(shown: pd.DataFrame) -> int:
    """Return how many hidden (empty) cells somebody can work out who also has each row's and column's total, one after the other."""
    hidden = shown.isna().to_numpy().copy()
    before = int(hidden.sum())
    while (line := _lonely(hidden)) is not None:
        for cell in line:
            hidden[cell] = False
    return before - int(hidden.sum())


def _lonely(hidden: np.ndarray) -> list[tuple[int, int]] | None:
    """Return the cells of the first row or column in which exactly one is hidden."""
    rows, columns = hidden.shape
    for row in range(rows):
        if hidden[row].sum() == 1:
            return [(row, column) for column in range(columns)]
    for column in range(columns):
        if hidden[:, column].sum() == 1:
            return [(row, column) for row in range(rows)]
    return None


def _check(counts: pd.DataFrame) -> None:
    for value in counts.to_numpy().ravel().tolist():
        if not value >= 0 or value != int(value):
            raise ValueError(say(NOT_COUNTS).format(value=value))
