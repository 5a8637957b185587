"""How strongly a buyer's refunds speak for living off refunds, beside what the goods, the channel and the sale explain."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

OFTEN = 0.65  # the refund rate supposed of somebody who lives off refunds
KEEPS = 0.65  # and how often such a buyer keeps the goods


def bought(of: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """Return the paid lines: buyer, SKU, channel, whether the shop had its sale prices, and what came of the line.

    `of` gives a table by its name, like `load`. Columns `back` (refunded) and `kept` (refunded, and the goods not sent back).
    """
    orders = of("orders")
    paid = orders.loc[orders["paid_at"].notna(), ["order_id", "buyer_id", "channel", "created_at"]]
    lines = of("order_lines")[["line_id", "order_id", "sku"]].merge(paid, on="order_id")
    sale = of("calendar").set_index("date")["sale"]
    lines["sale"] = lines["created_at"].dt.normalize().map(sale)
    back = of("refunds").set_index("line_id")[["reason", "goods_returned"]]
    lines = lines.join(back, on="line_id")
    lines["back"] = lines["reason"].notna()
    lines["kept"] = lines["back"] & (lines["goods_returned"] == False)  # noqa: E712 - the column holds gaps
    return lines


def expected(lines: pd.DataFrame) -> pd.Series:
    """Return each line's chance to come back whoever buys it: the SKU's share, times the channel's and the sale's."""
    overall = lines["back"].mean()
    chance = lines["sku"].map(lines.groupby("sku")["back"].mean())
    for circumstance in ("channel", "sale"):
        chance = chance * lines[circumstance].map(lines.groupby(circumstance)["back"].mean() / overall)
    return chance.clip(0.005, 0.9)


def evidence(lines: pd.DataFrame) -> pd.Series:
    """Return what each line adds to the suspicion of its buyer: the logarithm of how much likelier it is of such a buyer.

    Refunds of goods that everybody sends back add little; a new reason each time and goods that are kept add more; a line
    that stays bought takes away. Sum it by buyer.
    """
    chance = expected(lines)
    score = np.where(lines["back"], np.log(OFTEN / chance), np.log((1 - OFTEN) / (1 - chance)))
    back = lines[lines["back"]]
    kinds = back["reason"].nunique()
    usual = back.groupby(["sku", "reason"]).size() / back.groupby("sku").size()
    reason = usual.reindex(pd.MultiIndex.from_frame(back[["sku", "reason"]])).to_numpy()
    kept = back["kept"]
    keeps = kept.mean()
    score[lines["back"]] += np.log(1 / kinds / reason) + np.where(
        kept, np.log(KEEPS / keeps), np.log((1 - KEEPS) / (1 - keeps))
    )
    return pd.Series(score, lines.index)
