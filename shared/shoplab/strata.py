"""Like with like: how many times more often something happens to the chosen ones, compared within groups that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def ratio_within(events: pd.Series, people: pd.Series, chosen: pd.Series, within: Sequence[pd.Series]) -> float:
    """Return the rate (events a person) of the chosen rows divided by the others', compared inside each group of `within` only.

    Mantel, Haenszel (1959): Σ a·n₀/n ÷ Σ b·n₁/n over the groups, with a, n₁ the chosen ones' events and people, b, n₀ the
    others', n = n₁ + n₀. A group that has only one of the two sides says nothing and counts nothing; NaN when all are so.
    """
    import pandas as pd

    table = pd.DataFrame({"events": events, "people": people, "chosen": chosen.astype(bool)})
    table = table.assign(**{f"by{number}": one for number, one in enumerate(within)})
    sums = table.groupby([f"by{number}" for number in range(len(within))] + ["chosen"])[["events", "people"]].sum()
    sums = sums.unstack(fill_value=0).reindex(
        columns=[(c, side) for c in ("events", "people") for side in (True, False)], fill_value=0
    )
    people_all = sums["people"].sum(axis=1)
    sums, people_all = sums[people_all > 0], people_all[people_all > 0]
    ours = (sums[("events", True)] * sums[("people", False)] / people_all).sum()
    theirs = (sums[("events", False)] * sums[("people", True)] / people_all).sum()
    return float(ours / theirs) if theirs else float("nan")
