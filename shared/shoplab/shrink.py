"""Rates from few tries, drawn towards the rate of all: what remains of a lucky start."""

from typing import Any

import pandas as pd

from shoplab.metrics.checks import MetricError, amounts, same_rows

TOO_MANY = "There are more successes than tries in row {row}. Are the two columns the right way round?"
NO_TRIES = "Row {row} has no tries, so it has no rate. Leave it out."


def weight_of_prior(successes: Any, tries: Any) -> float:
    """How many tries at the rate of all are added to each row: many when the rows' rates differ by chance alone.

    Mean rate m; the spread that chance makes is the mean of m(1 − m)/tries, the rest of the variance is real;
    weight = m(1 − m) / real. Source: beta prior by moments.
    """
    rows = _rows(successes, tries)
    mean = rows["successes"].sum() / rows["tries"].sum()
    chance = (mean * (1 - mean) / rows["tries"]).mean()
    real = max(float((rows["successes"] / rows["tries"]).var()) - chance, 1e-6)
    return float(mean * (1 - mean) / real)


def shrunk(successes: Any, tries: Any) -> pd.Series:
    """Shrunk rates 收缩后的比率: (successes + w·m) / (tries + w), with m the rate of all and w from `weight_of_prior`.

    One rate a row, in the order and with the index of `tries`; a row with many tries keeps most of its own rate.
    Raises MetricError for rows without tries or with more successes than tries.
    """
    rows = _rows(successes, tries)
    mean = rows["successes"].sum() / rows["tries"].sum()
    weight = weight_of_prior(successes, tries)
    return (rows["successes"] + weight * mean) / (rows["tries"] + weight)


def _rows(successes: Any, tries: Any) -> pd.DataFrame:
    same_rows(successes=successes, tries=tries)
    index = tries.index if isinstance(tries, pd.Series) else None
    rows = pd.DataFrame({"successes": amounts("successes", successes), "tries": amounts("tries", tries)}, index=index)
    for trouble, words in ((rows["tries"] <= 0, NO_TRIES), (rows["successes"] > rows["tries"], TOO_MANY)):
        if trouble.any():
            raise MetricError(words.format(row=trouble.to_numpy().argmax()))
    return rows
