"""The platform paid out too little: a wrong commission rate, refunds charged twice, orders left out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar
from shopworld.sales import settlement
from shopworld.truth.model import Phenomenon
from shopworld.world import World


def _true(world: World) -> float:
    return settlement.missing_money(world.seed, world.chain, world.days).total / 100


def _agreed(world: World) -> tuple[float, float]:
    fees = world["platform_fees"].set_index("platform").loc[settlement.PLATFORM]
    return fees["commission"], fees["payment_rate"]


def _naive(world: World) -> float:
    """All that was paid, less agreed rates, premiums and refunds, less all that came: counts what is not due yet."""
    orders, file = world["orders"], world["settlement"]
    kept = 1 - sum(_agreed(world))
    expected = orders["paid"].sum() * kept - file["freight_insurance"].sum() - world["refunds"]["amount"].sum()
    return float(expected - file["payout"].sum()) / 100


def _taught(world: World) -> float:
    """Order by order: what was charged beyond the rate, refunds beyond those asked for, orders overdue and absent."""
    commission, payment = _agreed(world)
    file = world["settlement"]
    booked = file[file["kind"] == "order"]
    overcharged = (booked["commission"] - np.round(booked["gross"] * commission)).sum()
    taken = file[file["kind"] == "refund"].value_counts(["order_id", "refund"])
    asked = world["refunds"].value_counts(["order_id", "amount"]).rename_axis(["order_id", "refund"])
    surplus = taken.sub(asked, fill_value=0).clip(lower=0)
    twice = (surplus * surplus.index.get_level_values("refund")).sum()
    return float(overcharged + twice + _left_out(world, booked, commission, payment)) / 100


def _left_out(world: World, booked: pd.DataFrame, commission: float, payment: float) -> float:
    end = calendar.START + pd.Timedelta(days=world.days)
    orders = world["orders"]
    overdue = orders["paid_at"] + pd.Timedelta(days=settlement.LATEST_DAYS) < end
    lost = orders[overdue & ~orders["order_id"].isin(booked["order_id"])]
    owed = lost["paid"] - np.round(lost["paid"] * commission) - np.round(lost["paid"] * payment)
    back = world["refunds"]
    due_back = back["order_id"].isin(lost["order_id"]) & (back["applied_at"] + pd.Timedelta(days=2) < end)
    return owed.sum() - back.loc[due_back, "amount"].sum()


PHENOMENON = Phenomenon(
    id="missing-money",
    tables=("settlement", "orders", "refunds", "platform_fees"),
    question="How much money, in yuan, does the platform owe the shop at the end of the file?",
    estimand=_true,
    naive=_naive,
    taught=_taught,
    tolerance=1.0,
    tier="tiny",
)
