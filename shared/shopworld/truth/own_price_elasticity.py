"""What a price cut does to an article's own sales, when prices are cut on busy days and cheap articles sell most anyway."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.goods import products
from shopworld.sales import baskets, buyers
from shopworld.truth.model import Phenomenon
from shopworld.world import World

STEP = 0.01
SELLERS = 30  # the best sellers, by pieces


def _mean_sales(seed: int, goods: pd.DataFrame, prices: np.ndarray) -> np.ndarray:
    """Return the model's expected lines of each SKU in an order, at these prices."""
    basket = parameters.settings("market")["basket"]
    pull = baskets.pull(seed, goods, prices[:, None])[:, :, 0]
    chosen = pull / pull.sum(axis=1, keepdims=True)
    share = np.array(buyers.SEGMENT_SHARE)
    leads = np.zeros((len(goods), len(goods)))
    for row, options in enumerate(baskets.companions(goods)):
        leads[row, options[options >= 0]] = basket["trade_up"] / max((options >= 0).sum(), 1)
    own_choice = 1 - chosen @ leads.sum(axis=1)  # of a further line, by segment
    further = np.arange(len(basket["lines"])) @ np.array(basket["lines"])
    return share @ chosen + further * (share @ chosen @ leads + (share * own_choice) @ chosen)


def _estimand(world: World) -> float:
    """Cut each price by one per cent, alone, in the model: the mean of the changes, weighed by sales."""
    goods = products.skus(world.seed)
    prices = goods["price"].to_numpy().astype(float)
    before = _mean_sales(world.seed, goods, prices)
    own = np.empty(len(goods))
    for row in range(len(goods)):
        cut = prices.copy()
        cut[row] *= 1 - STEP
        own[row] = np.log(_mean_sales(world.seed, goods, cut)[row] / before[row]) / np.log(1 - STEP)
    top = np.argsort(-before, kind="stable")[:SELLERS]
    return float(np.average(own[top], weights=before[top]))


def _panel(world: World) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return pieces sold and the log of the price, SKUs × days, of the best sellers; NaN where the shelf ran empty."""
    inventory = world["inventory_daily"]
    full = inventory.assign(sold=inventory["sold"].where(inventory["stockout_minutes"] == 0))
    sold = full.pivot(index="sku", columns="date", values="sold")
    sold = sold.loc[sold.mean(axis=1).nlargest(SELLERS).index]
    log = world["price_log"].pivot(index="sku", columns="valid_from", values="price")
    prices = log.reindex(columns=sold.columns).ffill(axis=1).loc[sold.index]
    return sold, np.log(prices)


def _naive(world: World) -> float:
    """Draw one line through the logs of all SKUs and days."""
    sold, price = _panel(world)
    some = sold.gt(0).to_numpy()
    return float(np.polyfit(price.to_numpy()[some], np.log(sold.to_numpy()[some]), 1)[0])


def _taught(world: World) -> float:
    """Fit pieces = article × day × price^elasticity by Poisson's likelihood: both factors have a closed form at each step.

    The day's factor takes the crowd of a sale away from the price cut; the article's takes its level. A SKU-day with an
    empty shelf is left out.
    """
    sold, price = _panel(world)
    known = sold.notna().to_numpy()
    y, x = sold.fillna(0.0).to_numpy(), price.to_numpy()
    x = (x - x.mean(axis=1, keepdims=True)) * known
    slope, article, day = 0.0, np.ones(len(y)), np.ones(y.shape[1])
    for _ in range(60):
        pull = np.exp(slope * x) * known
        article = y.sum(axis=1) / (pull @ day)
        day = y.sum(axis=0) / np.maximum(article @ pull, 1e-12)
        fitted = article[:, None] * day[None, :] * pull
        centred = x - (fitted * x).sum(axis=0) / np.maximum(fitted.sum(axis=0), 1e-12)
        centred = centred - ((fitted * centred).sum(axis=1) / fitted.sum(axis=1))[:, None]
        slope += ((y - fitted) * centred).sum() / (fitted * centred * x).sum()
    return float(slope)


PHENOMENON = Phenomenon(
    id="own-price-elasticity",
    tables=("inventory_daily", "price_log"),
    question=(
        "By how many per cent do an article's sales change when its own price alone rises by one per cent, "
        "on average over the thirty best sellers?"
    ),
    estimand=_estimand,
    naive=_naive,
    taught=_taught,
    tolerance=0.25,
    tier="course",
)
