"""The shops that Lantern Lane meets: what they charge, how good they are, what they sell, where they stand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between, counts, lognormal, normal, pick
from shopworld.memo import remembered
from shopworld.sales import orders
from shopworld.seeds import stream

ITEMS_PER_SHOP = 8
SHARE_OF_ORDERS = 0.45  # the eight listed items sell well and cheaply; the rest of the range is dearer
LEADERS = 5
AXES = ("market", "price", "visual", "geography", "audience", "channel")
PROMOTIONS = ("spend and save", "coupon", "gift", "straight cut", "second at half price")
COMPLAINTS = ("zip breaks", "smells", "smaller than shown", "slow delivery", "colour differs", "seams open")
OWN = "Lantern Lane"


@remembered
def shops(seed: int) -> pd.DataFrame:
    """Return the table `competitors`: one row a shop in travel goods, ours among them; prices in fen."""
    frame = parameters.table("shops")
    u = stream(seed, "competitors").random((len(frame), 9))
    price = np.round(7_900 * frame["price_level"] * between(u[:, 0], 0.92, 1.08) / 100) * 100
    pull = frame["followers"] ** 0.5 * frame["quality"] ** 3 / frame["price_level"] ** 0.6
    return pd.DataFrame(
        {
            "shop": frame["shop"],
            "name_zh": frame["name_zh"],
            "average_price": price.astype(np.int64),
            "quality_score": np.round(frame["quality"] + 0.04 * normal(u[:, 1]), 2).clip(3.5, 4.98),
            "service_score": np.round(frame["service"] + 0.04 * normal(u[:, 2]), 2).clip(3.5, 4.98),
            "ship_hours": np.round(between(u[:, 3], 10, 46), 1),
            "custom_work": u[:, 4] < 0.25,
            "promotion": np.array(PROMOTIONS)[pick(u[:, 5], np.ones(len(PROMOTIONS)))],
            "discount_rate": np.round(between(u[:, 6], 0.04, 0.22), 3),
            "monthly_orders": np.round(pull * 0.28 * lognormal(u[:, 7], 0.25)).astype(np.int64),
            "followers": np.round(frame["followers"] * lognormal(u[:, 8], 0.15) / 1000).astype(np.int64) * 1000,
            "years": frame["years"],
        }
    )


@remembered
def items(seed: int) -> pd.DataFrame:
    """Return the table `competitor_items`: eight items of each of the five shops with most orders; prices in fen."""
    field = shops(seed)
    leaders = field[field["shop"] != OWN].nlargest(LEADERS, "monthly_orders").sort_values("shop")
    names = (
        parameters.table("products").sort_values("popularity", ascending=False)["name_en"].to_numpy()[:ITEMS_PER_SHOP]
    )
    u = stream(seed, "competitor_items").random((LEADERS, ITEMS_PER_SHOP, 8))
    share = np.sort(np.round(lognormal(u[..., 0], 0.9), 6), axis=1)[:, ::-1]
    share = share / share.sum(axis=1, keepdims=True)
    units = counts(u[..., 1], leaders["monthly_orders"].to_numpy()[:, None] * SHARE_OF_ORDERS * share)
    reviews = np.round(units * between(u[..., 2], 0.04, 0.09)).astype(np.int64)
    bad = between(u[..., 3], 0.01, 0.05) * (5.0 - leaders["quality_score"].to_numpy()[:, None]) / 0.25
    base = parameters.table("products").set_index("name_en")["price"].loc[names].to_numpy()
    level = leaders["average_price"].to_numpy()[:, None] / 7_900
    return pd.DataFrame(
        {
            "shop": np.repeat(leaders["shop"].to_numpy(), ITEMS_PER_SHOP),
            "item": np.tile(names, LEADERS),
            "price": (np.round(base[None, :] * level * between(u[..., 4], 0.92, 1.08)) * 100).ravel().astype(np.int64),
            "monthly_units": units.ravel(),
            "reviews": reviews.ravel(),
            "bad_reviews": np.minimum(np.round(reviews * bad), reviews).ravel().astype(np.int64),
            "photo_reviews": np.round(reviews * between(u[..., 5], 0.1, 0.4)).ravel().astype(np.int64),
            "pictures": np.round(between(u[..., 6], 4, 12)).ravel().astype(np.int64),
            "video": (u[..., 7] < 0.6).ravel(),
            "main_complaint": np.array(COMPLAINTS)[pick((u[..., 3] * 7) % 1, np.ones(len(COMPLAINTS)))].ravel(),
        }
    )


def positioning(seed: int) -> pd.DataFrame:
    """Return the table `positioning`: each shop's place from 0 to 10 on six axes, as a panel of buyers scored it."""
    frame = parameters.table("shops")
    u = stream(seed, "positioning").random((len(frame), len(AXES)))
    centre = np.full((len(frame), len(AXES)), 5.0)
    centre[:, AXES.index("price")] = 2.5 + 4 * (frame["price_level"] - 0.5)
    centre[:, AXES.index("visual")] = 2 + 12 * (frame["quality"] - 4.35)
    centre[:, AXES.index("market")] = 2 + frame["followers"] / 80_000
    scores = np.round(centre + 1.3 * normal(u), 1).clip(0, 10)
    return pd.DataFrame(
        {
            "shop": np.repeat(frame["shop"].to_numpy(), len(AXES)),
            "axis": np.tile(AXES, len(frame)),
            "score": scores.ravel(),
        }
    )


def table(seed: int, chain: orders.Chain, daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `competitors`, with our own row taken from our own books."""
    frame = shops(seed)
    own = frame["shop"] == OWN
    paid = chain.lines[chain.lines["order_id"].isin(chain.orders.loc[chain.orders["paid_at"].notna(), "order_id"])]
    frame.loc[own, "average_price"] = round(int(paid["paid"].sum()) / int(paid["quantity"].sum()))
    frame.loc[own, "monthly_orders"] = round(int(daily["paid_orders"].sum()) / len(daily) * 365 / 12)
    return frame
