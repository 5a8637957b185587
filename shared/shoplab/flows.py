"""Next clicks as a chain: how likely a visit ends with a goal from each page, and what moving some of its clicks would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    import pandas as pd

ENTRY = "entry"
NO_COLUMN = "The table of steps needs the column `{column}`. It has: {columns}."
NO_PAGE = "No step leads to `{page}`. Pages are: {pages}."
NO_STEP = "Nobody goes from `{page}` to `{to}`, so there is nothing to move."


def chances(steps: pd.DataFrame, goal: str = "paid") -> pd.Series:
    """The chance that a visit reaches `goal` from each page, when the next click depends on the page alone (a Markov chain).

    `steps` has `from_page`, `to_page` and `visits`. Pages without a way out end the visit. Raises ValueError for a missing
    column or an unknown goal.
    """
    import numpy as np
    import pandas as pd

    for column in ("from_page", "to_page", "visits"):
        if column not in steps.columns:
            raise ValueError(say(NO_COLUMN).format(column=column, columns=", ".join(map(str, steps.columns))))
    table = steps.pivot_table(index="from_page", columns="to_page", values="visits", aggfunc="sum", fill_value=0)
    if goal not in table.columns:
        raise ValueError(say(NO_PAGE).format(page=goal, pages=", ".join(map(str, table.columns))))
    share = table.div(table.sum(axis=1), axis=0)
    inner = share.reindex(columns=share.index, fill_value=0.0).to_numpy()
    return pd.Series(np.linalg.solve(np.eye(len(share)) - inner, share[goal].to_numpy()), index=share.index, name=goal)


def moved(steps: pd.DataFrame, page: str, to: str, share: float, instead: str = "left") -> pd.DataFrame:
    """The same steps when this share of `page`'s clicks goes to `to` and no longer to `instead`.

    Raises ValueError where one of the two steps doesn't occur.
    """
    out = steps.groupby(["from_page", "to_page"], as_index=False)["visits"].sum()
    out["visits"] = out["visits"].astype(float)
    mine = out["from_page"] == page
    for name in (to, instead):
        if not (mine & (out["to_page"] == name)).any():
            raise ValueError(say(NO_STEP).format(page=page, to=name))
    many = share * out.loc[mine, "visits"].sum()
    out.loc[mine & (out["to_page"] == to), "visits"] += many
    out.loc[mine & (out["to_page"] == instead), "visits"] -= many
    return out
