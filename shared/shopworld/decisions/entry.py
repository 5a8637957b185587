"""A year in a category: what a newcomer's shop would earn with one supplier, the judge of the first decision.

Every month the newcomer gets a share of the clicks that the four largest sellers leave over; the share grows over half a
year. Clicks become paid orders at the category's conversion; a late delivery empties the shelf; a share of the goods comes
back. Profit is what is left after goods, commission, payment, parcels, returns, advertising and the fixed cost of a month.
The same luck (demand and lateness) meets every choice, so that choices are compared and not dice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from shopworld.draws import lognormal
from shopworld.seeds import stream
from shopworld.trade import categories, category_market, licences, platforms, suppliers

PLATFORM = "Tmall"  # the platform whose fees the second shop pays
TAIL_MULTIPLE = 14.0  # a well-run newcomer gets fourteen times the clicks of the average seller outside the top four
RAMP = np.array([0.15, 0.30, 0.50, 0.70, 0.85, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0])
PAID_SHARE = 0.40  # share of orders that come through paid clicks
RETURN_COST = 800  # fen for one returned parcel: freight back, unpacking, a new bag
RESALE = 0.80  # share of a returned item's cost that is saved by selling it again
FIXED_MONTH = 1_200_000  # fen a month: one and a half wages, software, storage
COVER_DAYS = 7  # the shelf lasts the promised days and a week
LUCKS = 12


@dataclass(frozen=True)
class Year:
    """What every offer would earn in a year, and whether it may be chosen."""

    offers: (
        pd.DataFrame
    )  # one row a supplier's offer: supplier, category, profit (fen, mean over lucks), capital (fen), refused

    def profit(self, supplier: str) -> float:
        """Return the profit of one offer in fen."""
        return float(self.offers.set_index("supplier").at[supplier, "profit"])

    @property
    def best(self) -> pd.Series:
        """Return the feasible offer that earns most."""
        feasible = self.offers[self.offers["refused"] == ""]
        return feasible.loc[feasible["profit"].idxmax()]

    @property
    def dart(self) -> float:
        """Return the median profit of the feasible offers in fen: what a dart thrown at the list earns."""
        return float(self.offers.loc[self.offers["refused"] == "", "profit"].median())


def year(seed: int) -> Year:
    """Simulate a year for every offer in this world, with twelve lucks shared by all."""
    truth = categories.truth(seed)
    offers = suppliers.quotes(seed)
    where = pd.Index(truth["category"]).get_indexer(offers["category"])
    of = truth.iloc[where].reset_index(drop=True)
    orders = _orders(seed, of, len(offers))
    margin = unit_margin(seed, of, offers)
    profit = (orders * margin[:, None, None] - FIXED_MONTH).sum(axis=2).mean(axis=1)
    table = offers[["supplier", "category"]].copy()
    table["profit"] = np.round(profit - one_off_costs(seed, of)).astype(np.int64)
    table["capital"] = capital(seed, of, offers)
    table["refused"] = refusals(seed, of, table["capital"])
    return Year(table)


def _orders(seed: int, of: pd.DataFrame, offers: int) -> np.ndarray:
    """Return paid orders by offer, luck and month of the coming year."""
    u = stream(seed, "entry").random((LUCKS, 12, 2))
    luck = lognormal(u[..., 0], 0.12)[None]
    season = np.array([categories.SEASONS[name] for name in of["season"]])[:, None, :]
    growth = np.round((1 + of["growth"].to_numpy()[:, None]) ** np.arange(1, 13), 9)[:, None, :]
    held = np.array([category_market.concentration(row.tail, row.sellers) for row in of.itertuples()])
    clicks = (
        of["searches"].to_numpy() * of["click_rate"].to_numpy() * (1 - held) / of["sellers"].to_numpy() * TAIL_MULTIPLE
    )
    demand = clicks[:, None, None] * season * growth * RAMP * luck * of["conversion"].to_numpy()[:, None, None]
    return demand * (1 - _empty_share(seed, u[..., 1], offers))


def _empty_share(seed: int, uniforms: np.ndarray, offers: int) -> np.ndarray:
    """Return the share of each month in which the shelf is empty because a delivery came too late."""
    days = suppliers.lead_days(seed, np.broadcast_to(uniforms.ravel(), (offers, uniforms.size)))
    covered = suppliers.quotes(seed)["promised_days"].to_numpy()[:, None] + COVER_DAYS
    return (np.clip(days - covered, 0, 30) / 30).reshape(offers, *uniforms.shape)


def unit_margin(seed: int, of: pd.DataFrame, offers: pd.DataFrame) -> np.ndarray:
    """Return the contribution of one paid order in fen, after refunds and advertising."""
    fee = platforms.fees(seed).set_index("platform").loc[PLATFORM]
    rates = platforms.courier_rates(seed)
    near = rates[rates["remote"] == "no"]
    parcel = platforms.parcel_cost(of["weight_g"].to_numpy(), near["first_kg"].mean(), near["next_kg"].mean())
    price, back, cost = of["price"].to_numpy(), of["refund_rate"].to_numpy(), offers["unit_cost"].to_numpy()
    kept = price * (1 - back) * (1 - fee["commission"]) - price * fee["payment_rate"]
    goods = cost * (1 - back * RESALE)
    advertising = PAID_SHARE * category_market.click_price(of) / of["conversion"].to_numpy()
    return np.asarray(kept - goods - parcel - platforms.PACKING - back * RETURN_COST - advertising)


def one_off_costs(seed: int, of: pd.DataFrame) -> np.ndarray:
    """Return the platform's yearly fee and the cost of the category's paper, in fen."""
    fee = platforms.fees(seed).set_index("platform").loc[PLATFORM, "annual_fee"]
    paper = licences.rules(seed).set_index("licence")["cost"]
    return of["licence"].map(paper).fillna(0).to_numpy() + fee


def capital(seed: int, of: pd.DataFrame, offers: pd.DataFrame) -> np.ndarray:
    """Return the money tied up on opening day in fen: the first order of stock, deposit, yearly fee, paper."""
    deposit = platforms.fees(seed).set_index("platform").loc[PLATFORM, "deposit"]
    stock = offers["unit_cost"] * offers["moq"]
    return (stock + deposit + one_off_costs(seed, of)).to_numpy().astype(np.int64)


def refusals(seed: int, of: pd.DataFrame, tied_up: pd.Series) -> np.ndarray:
    """Return why an offer may not be chosen: "licence", "refunds", "capital" or "" when it may."""
    market = category_market.monthly(seed)
    last_year = market[market["month"].str.startswith("2025")].groupby("category")["refund_rate"].mean()
    gate = licences.gate(of.drop_duplicates("category"), licences.rules(seed), licences.held(seed))
    closed = of["category"].map(gate).isin(["too late", "expired"])
    dear = tied_up > categories.CAPITAL_LIMIT
    returning = of["category"].map(last_year) > categories.REFUND_LIMIT
    return np.select([closed, returning, dear], ["licence", "refunds", "capital"], default="")
