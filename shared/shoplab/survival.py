"""How long people stay when some were still there at the end: Kaplan and Meier's curve, and the median read off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def still_there(stay: pd.Series, left: pd.Series) -> pd.Series:
    """Return the share still there after each length of stay, from 1 at 0 downwards; the index is the stay, in its own unit.

    Kaplan, Meier (1958): at each moment the share falls by those who left ÷ those who were still seen. `left` is False for a
    stay that was cut off: it counts among the seen until then, and never as leaving.
    """
    import pandas as pd

    at = pd.DataFrame({"stay": stay.to_numpy(), "left": left.to_numpy(dtype=bool)}).groupby("stay")["left"]
    gone, ended = at.sum(), at.size()
    seen = ended[::-1].cumsum()[::-1]
    curve = (1 - gone / seen).cumprod()
    return pd.concat([pd.Series({0: 1.0}), curve[curve.index > 0]]).rename_axis("stay")


def median_stay(stay: pd.Series, left: pd.Series) -> float:
    """Return the first stay after which half or fewer are still there; NaN when more than half are there to the end."""
    curve = still_there(stay, left)
    reached = curve[curve <= 0.5]
    return float(reached.index[0]) if len(reached) else float("nan")
