"""Who changes because of something, when some were given it by lot: groups' gains, and how a ranking does against chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd

ONE_ARM = "An uplift needs people with and without; here all {count} are in one arm."


def by_group(groups: Any, given: Any, outcome: Any) -> pd.DataFrame:
    """One row a group: how many `people`, the mean `outcome` without and with, and the `uplift`, their difference.

    `groups` is a Series or a list of Series, `given` True for those who were drawn to get it.
    """
    import pandas as pd

    table = pd.DataFrame({"given": pd.Series(given).astype(bool), "outcome": pd.Series(outcome).astype(float)})
    _both_arms(table["given"])
    keys = list(groups) if isinstance(groups, list | tuple) else [groups]
    means = table.groupby([*keys, table["given"]])["outcome"].mean().unstack()
    people = table.groupby(keys).size()
    return pd.DataFrame(
        {"people": people, "without": means[False], "with": means[True], "uplift": means[True] - means[False]}
    )


def qini_curve(score: Any, given: Any, outcome: Any) -> pd.Series:
    """What giving it to the first 0, 1, … n people of a ranking would add, by the share of people (Radcliffe 2007).

    The outcomes of those with it, less those of the ones without, scaled to as many people. `score`: the highest are first;
    ties keep their order. The last value is what giving it to everybody adds to those who were drawn.
    """
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame({"score": np.asarray(score, dtype=float), "given": np.asarray(given, dtype=bool)})
    frame["outcome"] = np.asarray(outcome, dtype=float)
    _both_arms(frame["given"])
    frame = frame.sort_values("score", ascending=False, kind="stable")
    with_it, out = frame["given"].to_numpy(), frame["outcome"].to_numpy()
    treated, control = np.cumsum(with_it), np.cumsum(~with_it)
    scale = np.divide(treated, control, out=np.zeros(len(frame)), where=control > 0)
    gain = np.cumsum(out * with_it) - np.cumsum(out * ~with_it) * scale
    share = np.arange(len(frame) + 1) / len(frame)
    return pd.Series(np.concatenate([[0.0], gain]), index=pd.Index(share, name="share"), name="gain")


def qini_area(score: Any, given: Any, outcome: Any) -> float:
    """The area between a ranking's Qini curve and the straight line of a ranking by lot, in the outcome's unit."""
    import numpy as np

    curve = qini_curve(score, given, outcome)
    by_lot = curve.iloc[-1] * curve.index.to_numpy()
    return float(np.trapezoid(curve.to_numpy() - by_lot, curve.index.to_numpy()))


def _both_arms(given: pd.Series) -> None:
    if given.all() or not given.any():
        raise ValueError(say(ONE_ARM).format(count=len(given)))
