"""Who delivers: suppliers' quotes for each category, how long their deliveries really took, and the shop's own factories."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between, lognormal, pick
from shopworld.memo import remembered
from shopworld.seeds import stream
from shopworld.trade import categories

QUOTES_PER_CATEGORY = 3
DELIVERIES = 24  # a supplier, over the last two years
DELAY_SPREAD = 0.30  # log standard deviation of a punctual supplier's lead time
FACTORIES = 5
FACTORY_PROMISES = (2, 5)  # days
FACTORY_SPREAD = 0.22
FORGOTTEN, FORGOTTEN_DAYS = 0.05, 16  # share of purchase orders that a factory lays aside, and for how long
DAYS_A_MONTH = 365 / 12
HUB_PROVINCES = ("Zhejiang", "Guangdong", "Fujian", "Jiangsu", "Shandong", "Hebei")


@remembered
def quotes(seed: int) -> pd.DataFrame:
    """Return the table `supplier_quotes`: three offers a category; unit cost in fen, minimum order in units.

    The first is cheap, large and slow, the second is balanced, the third is dear, small and quick.
    """
    truth = categories.truth(seed)
    u = stream(seed, "suppliers").random((len(truth), QUOTES_PER_CATEGORY, 5))
    unit_cost = truth["price"].to_numpy()[:, None] * (1 - truth["gross_margin"].to_numpy()[:, None])
    unit_cost = np.round(unit_cost * np.array([0.93, 1.0, 1.09]) * between(u[..., 0], 0.98, 1.02) / 10) * 10
    stock_worth = np.array([5_200_000, 2_900_000, 1_500_000]) * between(u[..., 1], 0.85, 1.15)
    moq = np.round(stock_worth * truth["moq_scale"].to_numpy()[:, None] / unit_cost / 10) * 10
    promised = np.round(np.array([26, 16, 8]) * between(u[..., 2], 0.85, 1.15))
    return pd.DataFrame(
        {
            "supplier": _names(truth),
            "category": np.repeat(truth["category"].to_numpy(), QUOTES_PER_CATEGORY),
            "province": np.array(HUB_PROVINCES)[pick(u[..., 3].ravel(), np.array([4, 4, 2, 2, 1, 1]))],
            "unit_cost": unit_cost.ravel().astype(np.int64),
            "moq": np.maximum(moq, 20).ravel().astype(np.int64),
            "promised_days": promised.ravel().astype(np.int64),
            "sample_score": np.round(between(u[..., 4], 7.0, 9.6).ravel(), 1),
        }
    )


@remembered
def lateness(seed: int) -> pd.DataFrame:
    """Return each supplier's hidden habit: the factor between promised and typical days, and its spread."""
    truth = categories.truth(seed)
    u = stream(seed, "deliveries", 0).random((len(truth), QUOTES_PER_CATEGORY, 2))
    typical = np.array([1.10, 1.0, 0.98]) * between(u[..., 0], 0.92, 1.12)
    late = u[..., 1] < np.array([0.45, 0.18, 0.10])
    return pd.DataFrame(
        {
            "supplier": _names(truth),
            "typical": np.round(np.where(late, typical * 1.35, typical), 4).ravel(),
            "spread": np.where(late, 0.5, DELAY_SPREAD).ravel(),
        }
    )


def deliveries(seed: int) -> pd.DataFrame:
    """Return the table `deliveries`: what each supplier promised and how many days it took, with the defects found."""
    offers = quotes(seed)
    habit = lateness(seed)
    u = stream(seed, "deliveries", 1).random((len(offers), DELIVERIES, 4))
    days = _lead_days(offers, habit, u[..., 0])
    ordered = pd.Timestamp("2024-01-08") + pd.to_timedelta(
        (np.arange(DELIVERIES) * 30 + np.floor(u[..., 1] * 12)).ravel().astype(np.int64), unit="D"
    )
    quantity = np.repeat(offers["moq"].to_numpy(), DELIVERIES)
    quantity = np.round(quantity * between(u[..., 2].ravel(), 1.0, 2.0) / 10).astype(np.int64) * 10
    return pd.DataFrame(
        {
            "supplier": np.repeat(offers["supplier"].to_numpy(), DELIVERIES),
            "ordered_at": ordered,
            "promised_days": np.repeat(offers["promised_days"].to_numpy(), DELIVERIES),
            "actual_days": days.ravel(),
            "quantity": quantity,
            "defects": np.floor(quantity * 0.02 * u[..., 3].ravel()).astype(np.int64),
        }
    )


def _lead_days(offers: pd.DataFrame, habit: pd.DataFrame, uniforms: np.ndarray) -> np.ndarray:
    """Return lead times in whole days, one row a supplier: promised × typical × a log-normal factor."""
    factor = np.where(
        habit["spread"].to_numpy()[:, None] > DELAY_SPREAD, lognormal(uniforms, 0.5), lognormal(uniforms, 0.3)
    )
    middle = offers["promised_days"].to_numpy()[:, None] * habit["typical"].to_numpy()[:, None]
    return np.maximum(np.round(middle * factor), 2).astype(np.int64)


def lead_days(seed: int, uniforms: np.ndarray) -> np.ndarray:
    """Return lead times drawn from the same habits as the table, for the market to use; one row a supplier."""
    return _lead_days(quotes(seed), lateness(seed), uniforms)


def factories(seed: int) -> pd.DataFrame:
    """Return the table `factories`: who sews and casts what the shop sells, and how fast they promise to send it."""
    u = stream(seed, "factories", 0).random((FACTORIES, 2))
    return pd.DataFrame(
        {
            "factory": [f"LL-{letter}" for letter in "ABCDE"],
            "province": np.array(HUB_PROVINCES)[pick(u[:, 0], np.array([4, 4, 2, 2, 1, 1]))],
            "promised_days": np.round(between(u[:, 1], *FACTORY_PROMISES)).astype(np.int64),
        }
    )


def drift(seed: int) -> tuple[int, float]:
    """Return which of the shop's factories (by position) gets slower all year, and by how many days a month."""
    u = stream(seed, "factories", 1).random(2)
    return int(u[0] * FACTORIES), float(between(u[1:], 0.35, 0.65)[0])


def assigned(seed: int, goods: pd.DataFrame) -> np.ndarray:
    """Return for each SKU the position of its factory; a product's variants come from one, four products from each."""
    codes = goods["product"].unique()
    place = np.argsort(np.argsort(stream(seed, "factories", 2).random(len(codes)), kind="stable"), kind="stable")
    return (place % FACTORIES)[pd.Index(codes).get_indexer(goods["product"])]


def factory_days(seed: int, goods: pd.DataFrame, uniforms: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """Return how many days a purchase order would take, by the day it is placed (rows) and SKU (columns).

    One in twenty is laid aside in the factory, whichever it is.
    """
    factory = assigned(seed, goods)
    promised = factories(seed)["promised_days"].to_numpy()[factory]
    slow, days_a_month = drift(seed)
    later = np.where(factory == slow, days_a_month, 0.0)[None, :] * np.arange(len(uniforms))[:, None] / DAYS_A_MONTH
    later = later + np.where(luck < FORGOTTEN, FORGOTTEN_DAYS, 0)
    return np.maximum(np.round(promised * lognormal(uniforms, FACTORY_SPREAD) + later), 1).astype(np.int64)


def _names(truth: pd.DataFrame) -> list[str]:
    codes = parameters.table("categories")["category"].str[:3].str.upper()
    return [f"{code}{row:02d}-{letter}" for row, code in enumerate(codes, 1) for letter in "ABC"][
        : len(truth) * QUOTES_PER_CATEGORY
    ]
