"""What a buyer puts into the basket: the first article by taste and price, and what goes with it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between, pick
from shopworld.goods import products
from shopworld.sales import buyers
from shopworld.seeds import stream


def elasticity(seed: int) -> float:
    """Return by how many per cent an article's pull grows when its price falls by one per cent."""
    usual = parameters.settings("market")["price"]["elasticity"]
    return float(np.round(usual * between(stream(seed, "elasticity").random(1), 0.8, 1.25)[0], 4))


def pull(seed: int, goods: pd.DataFrame, prices: np.ndarray) -> np.ndarray:
    """Return each segment's weight on each SKU (rows as in `goods`) at these prices, one or more columns of them.

    Shape: segments × SKUs × columns. A choice is drawn in proportion to it.
    """
    taste = goods[list(buyers.SEGMENTS)].to_numpy() * goods["popularity"].to_numpy()[:, None]
    appeal = np.round((goods["price"].to_numpy()[:, None] / prices) ** elasticity(seed), 6)
    return taste.T[:, :, None] * appeal[None, :, :]


def draw(
    seed: int, day: np.ndarray, segment: np.ndarray, wanted: np.ndarray, u: np.ndarray, lines_u: np.ndarray
) -> pd.DataFrame:
    """Return one row a line: which order (position), which SKU (row of `products.skus`) and how many.

    `wanted` names the one SKU that an order is placed for, −1 where the buyer chooses.
    """
    basket = parameters.settings("market")["basket"]
    most_lines = len(basket["lines"])
    goods = products.skus(seed)
    weights = pull(seed, goods, products.daily_prices(seed, int(day[-1]) + 1))
    chosen = np.zeros((len(day), most_lines), dtype=np.int64)
    key = day * len(buyers.SEGMENTS) + segment
    rows_of = np.split(np.argsort(key, kind="stable"), np.flatnonzero(np.diff(np.sort(key))) + 1)
    for rows in rows_of:
        chosen[rows] = pick(u[rows, :, 0], weights[segment[rows[0]], :, day[rows[0]]])
    better = companions(goods)
    for extra in range(1, most_lines):
        trade_up = (u[:, extra, 1] < basket["trade_up"]) & (better[chosen[:, 0], 0] >= 0)
        options = better[chosen[:, 0]]
        which = np.floor(u[:, extra, 2] * (options >= 0).sum(axis=1)).astype(np.int64)
        companion = options[np.arange(len(day)), np.minimum(which, options.shape[1] - 1)]
        chosen[:, extra] = np.where(trade_up & (companion >= 0), companion, chosen[:, extra])
    chosen[:, 0] = np.where(wanted >= 0, wanted, chosen[:, 0])
    per_order = np.where(wanted >= 0, 1, pick(lines_u, np.array(basket["lines"])) + 1)
    position, slot = np.nonzero(np.arange(most_lines)[None, :] < per_order[:, None])
    quantity = pick(u[position, slot, 1], np.array(basket["quantity"])) + 1
    quantity = np.where(wanted[position] >= 0, 1, quantity)
    frame = pd.DataFrame({"position": position, "sku_row": chosen[position, slot], "quantity": quantity})
    return frame.groupby(["position", "sku_row"], as_index=False)["quantity"].sum()


def companions(goods: pd.DataFrame) -> np.ndarray:
    """Return for each SKU the rows of the article it leads to, −1 where there is none."""
    leads_to = parameters.settings("market")["basket"]["companions"]
    rows = {code: np.flatnonzero(goods["product"] == code) for code in goods["product"].unique()}
    table = np.full((len(goods), 4), -1, dtype=np.int64)
    for position, code in enumerate(goods["product"]):
        target = rows.get(leads_to.get(code, ""), np.array([], dtype=np.int64))
        table[position, : len(target)] = target
    return table
