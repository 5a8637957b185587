"""The hidden parameters of every category in one world, with the traps that module 01 plants among them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.draws import between, lognormal, pick
from shopworld.memo import remembered
from shopworld.seeds import stream
from shopworld.trade import licences

# What Wen has decided before she asks which category to enter: the constraints of the first graded decision.
CAPITAL_LIMIT = 15_000_000  # fen that may be tied up in the first stock, deposit, yearly fee and licences
REFUND_LIMIT = 0.15  # share of paid orders that come back, as the market table shows it

SEASONS = {
    #              Jan   Feb   Mar   Apr   May   Jun   Jul   Aug   Sep   Oct   Nov   Dec
    "flat": (0.98, 0.86, 1.00, 1.00, 1.00, 1.05, 0.98, 0.98, 1.00, 1.00, 1.15, 1.00),
    "holiday": (1.10, 0.80, 0.80, 1.05, 1.05, 1.05, 1.30, 1.20, 1.10, 1.05, 0.95, 0.75),
    "summer": (0.50, 0.55, 0.80, 1.10, 1.40, 1.60, 1.55, 1.25, 0.90, 0.70, 0.90, 0.55),
    "winter": (1.25, 0.90, 0.85, 0.75, 0.70, 0.75, 0.70, 0.75, 0.95, 1.20, 1.60, 1.50),
    "autumn": (0.95, 0.80, 1.00, 0.95, 0.90, 0.95, 0.75, 0.85, 1.20, 1.30, 1.40, 1.05),
    "rain": (0.60, 0.65, 1.10, 1.30, 1.30, 1.45, 1.30, 1.10, 1.00, 0.75, 0.90, 0.55),
    "school": (0.75, 1.20, 1.00, 0.80, 0.85, 1.00, 0.95, 1.60, 1.25, 0.80, 1.05, 0.75),
    "newyear": (1.60, 0.75, 0.95, 0.90, 0.90, 1.00, 0.80, 0.80, 0.90, 0.95, 1.25, 1.30),
}


@remembered
def truth(seed: int) -> pd.DataFrame:
    """Return one row a category with the parameters that this world is run on.

    Money is in fen; `searches` is a month's mean; `growth` is by month; `tail` is the steepness of the sellers' shares.
    The column `trap` says which lesson a category was bent to teach ("" for most).
    """
    base = parameters.table("categories")
    u = stream(seed, "categories").random((len(base), 9))
    frame = base[["category", "name_en", "name_zh", "group", "licence", "season"]].copy()
    frame["price"] = np.round(base["price"] * 100 * lognormal(u[:, 0], 0.10)).astype(np.int64)
    frame["gross_margin"] = np.round(base["gross_margin"] + between(u[:, 1], -0.05, 0.05), 4)
    frame["searches"] = np.round(base["searches"] * 10 * lognormal(u[:, 2], 0.25)).astype(np.int64)
    frame["click_rate"] = np.round(base["click_rate"] * between(u[:, 3], 0.92, 1.08), 4)
    frame["conversion"] = np.round(base["conversion"] * lognormal(u[:, 4], 0.12), 5)
    frame["sellers"] = np.round(base["sellers"] * lognormal(u[:, 5], 0.20)).astype(np.int64)
    frame["tail"] = np.round(base["tail"] * between(u[:, 6], 0.9, 1.1), 4)
    frame["refund_rate"] = np.round(base["refund_rate"] * lognormal(u[:, 7], 0.12), 4)
    frame["growth"] = np.round(base["growth"] + between(u[:, 8], -0.006, 0.006), 5)
    frame["weight_g"] = base["weight_g"]
    frame["moq_scale"] = 1.0
    frame["trap"] = ""
    return _plant(frame, seed)


def _plant(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Bend five categories so that each of the usual mistakes has a tempting wrong answer in every world."""
    u = stream(seed, "traps").random(8)
    free = (frame["licence"] == "") & frame["refund_rate"].lt(0.125)
    held = licences.held(seed)
    in_force = held.loc[held["valid_until"] >= licences.OPENING, "licence"]
    hard = ~frame["licence"].isin(["", "food_contact", "feed", "infant_formula", *in_force])
    loose = frame["refund_rate"].gt(0.17) & (frame["licence"] == "")
    where: dict[str, int] = {}
    for trap, candidates, share in (
        ("red_ocean", free & frame["category"].isin(["luggage", "storage_boxes", "phone_cases", "bedding_sets"]), u[0]),
        ("licence", hard & frame["price"].between(6_000, 30_000), u[1]),
        ("refunds", loose, u[2]),
        ("capital", free & frame["price"].between(6_000, 30_000), u[3]),
        ("blue_ocean", free & frame["price"].between(4_000, 20_000), u[4]),
    ):
        rows = np.flatnonzero(candidates & ~frame.index.isin(list(where.values())))
        where[trap] = int(rows[pick(np.array([share]), np.ones(len(rows)))[0]])
        frame.at[where[trap], "trap"] = trap
    # The largest demand of all, held by a few: what everybody sees first.
    red = where["red_ocean"]
    frame.at[red, "searches"] = int(frame["searches"].max() * 1.25)
    frame.at[red, "tail"] = 1.75
    frame.at[red, "sellers"] = max(frame.at[red, "sellers"], 6_000)
    # A good business that a small shop can't have: without the paper, with every fourth parcel back, or too dear to stock.
    for trap, push in (("licence", 1.5), ("refunds", 2.0), ("capital", 1.6), ("blue_ocean", 1.3)):
        _sweeten(frame, where[trap], push)
    _keep_loudest(frame, red)
    frame.at[where["refunds"], "refund_rate"] = min(max(frame.at[where["refunds"], "refund_rate"], 0.19), 0.26)
    frame.at[where["capital"], "moq_scale"] = 7.0
    return frame


def _keep_loudest(frame: pd.DataFrame, row: int) -> None:
    """Raise a category's searches until it leads the year's list, whatever season and growth do to the others."""
    year = _last_year(frame)
    heard = frame["searches"] * year
    needed = 1.12 * float(heard.drop(row).max()) / float(year[row])
    frame.at[row, "searches"] = max(int(frame.at[row, "searches"]), int(needed))


def _last_year(frame: pd.DataFrame) -> pd.Series:
    """Return how a category's last year compares with twelve mean months of its own: season and growth."""
    season = np.array([sum(SEASONS[name]) / 12 for name in frame["season"]])
    return pd.Series(np.round(season * (1 + frame["growth"]) ** -5.5, 6), index=frame.index)


def _sweeten(frame: pd.DataFrame, row: int, push: float) -> None:
    """Make a category tempting: few strong sellers, growing demand, and enough demand per seller."""
    frame.at[row, "tail"] = 0.62
    frame.at[row, "growth"] = 0.015
    frame.at[row, "gross_margin"] = max(frame.at[row, "gross_margin"], 0.52)
    worth = frame["searches"] * frame["click_rate"] * frame["conversion"] * frame["price"] / frame["sellers"]
    target = float(np.round(np.median(worth), 6)) * 2.0 * push
    factor = max(target / worth[row], 1.0)
    frame.at[row, "searches"] = int(np.round(frame.at[row, "searches"] * factor**0.5))
    frame.at[row, "sellers"] = max(int(np.round(frame.at[row, "sellers"] / factor**0.5)), 60)


def seller_shares(tail: float, sellers: int) -> np.ndarray:
    """Return the shares of a category's sellers, largest first: proportional to (rank + 3) to the power of −tail."""
    raw = np.round((np.arange(1, sellers + 1) + 3.0) ** -tail, 12)
    return np.round(raw / raw.sum(), 9)


def table(seed: int) -> pd.DataFrame:
    """Return the table `categories`: names, department, licence and typical weight."""
    return truth(seed)[["category", "name_en", "name_zh", "group", "licence", "weight_g"]]
