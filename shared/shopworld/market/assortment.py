"""What a season's shop sells and who else sells it: ten items of the year's goods, and three rivals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between, lognormal, pick
from shopworld.market.rules import rules
from shopworld.seeds import stream
from shopworld.trade import platforms

LEFT_OUT = ("image",)  # suitcases and leather: too few sales in ninety days to learn from
OWN = "Lantern Lane"


def items(seed: int) -> pd.DataFrame:
    """Return one row an item, A01 … A10: its product, prices and costs in fen, and what buyers think of it (hidden).

    `market_price` is what buyers take for normal; the shop's own `list_price` misses it by a tenth or so, either way.
    """
    shape, service = rules().shape, rules().after
    goods = parameters.table("products")
    goods = goods[~goods["planned_role"].isin(LEFT_OUT)].reset_index(drop=True)
    u = stream(seed, "season_items").random((len(goods), 10))
    chosen = np.sort(np.argsort(u[:, 0], kind="stable")[: shape.items])
    goods, u = goods.iloc[chosen], u[chosen]
    market = np.round(goods["price"].to_numpy() * lognormal(u[:, 1], 0.06), 2)
    cost = np.round(market * goods["cost_share"].to_numpy() * between(u[:, 2], 0.94, 1.06) * 10) * 10
    rates = platforms.courier_rates(seed)
    near = (rates["remote"] == "no").to_numpy()
    first, further = (rates[name].to_numpy()[near].mean() for name in ("first_kg", "next_kg"))
    parcel = platforms.parcel_cost(goods["weight_g"], first, further) + rules().money.packing
    careful = goods[["students", "retirees"]].sum(axis=1) / goods[
        ["students", "professionals", "families", "retirees"]
    ].sum(axis=1)
    lot = rules().supply.lot
    elasticity = parameters.settings("market")["price"]["elasticity"]
    return pd.DataFrame(
        {
            "item": [f"A{number:02d}" for number in range(1, shape.items + 1)],
            "product": goods["product"],
            "name_en": goods["name_en"],
            "name_zh": goods["name_zh"],
            "list_price": (np.round(market * rules().opening.list_level * lognormal(u[:, 3], 0.12)) * 100).astype(
                np.int64
            ),
            "market_price": (market * 100).astype(np.int64),
            "unit_cost": cost.astype(np.int64),
            "parcel": np.asarray(parcel, dtype=np.int64),
            "lot": np.round(between(u[:, 4], *lot)).astype(np.int64),
            "careful": np.round(careful, 3),
            "elasticity": np.round(elasticity * lognormal(u[:, 5], rules().choice.elasticity_spread), 3),
            "appeal": between(u[:, 6], -0.15, 0.15),
            "stars": between(u[:, 7], *service.stars),
            "refund_rate": np.round(goods["refund_rate"] * lognormal(u[:, 8], 0.18), 4),
        }
    ).reset_index(drop=True)


def rivals(seed: int, goods: pd.DataFrame) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return the rivals' names, their base price of each item in fen, and the utility of their offer at that price."""
    shops = parameters.table("shops")
    shops = shops[shops["shop"] != OWN].reset_index(drop=True)
    u = stream(seed, "season_rivals").random((len(shops), 1 + len(goods)))
    order = np.sort(np.argsort(u[:, 0], kind="stable")[: rules().shape.rivals])
    chosen = shops.iloc[order]
    level = np.round(chosen["price_level"].to_numpy() ** 0.4, 6)
    spread = lognormal(u[order, 1:], 0.06).T
    price = np.round(goods["market_price"].to_numpy()[:, None] * level * spread / 100) * 100
    appeal = 0.3 + 2.0 * (chosen["quality"].to_numpy() - 4.65)
    return list(chosen["shop"]), price.astype(np.int64), np.broadcast_to(appeal, price.shape)


def lead_days(u: np.ndarray, rush: np.ndarray) -> np.ndarray:
    """Return the days from order to arrival for each day and item; `rush` (days) tells when suppliers are slower."""
    supply = rules().supply
    low, high = supply.lead_days
    return low + pick(u, np.ones(high - low + 1)) + supply.rush_days * rush[:, None]
