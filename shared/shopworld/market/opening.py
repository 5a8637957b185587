"""The terms on which a shop opens: the house's own, or those of a set-up that the platform has approved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from shopworld.market.rules import rules
from shopworld.trade import setup

REFUSED = "The set-up was refused, so there is no shop to open: {reasons}"


@dataclass(frozen=True)
class Opening:
    """What a platform takes and what the shop promises: commission and payment in hundredths of a per cent, money in fen."""

    commission: int
    payment: int
    deposit: int
    annual_fee: int
    ship_hours: int


@cache
def house() -> Opening:
    """Return the house's own terms."""
    terms = rules().opening
    return Opening(
        round(terms.commission * 10_000),
        round(terms.payment * 10_000),
        terms.deposit,
        terms.annual_fee,
        terms.ship_hours,
    )


def approved(application: dict[str, Any], shop: Any) -> Opening:
    """Return the terms of a season that begins from this set-up; `application` and `shop` as in `setup.review`.

    Raises ValueError with the platform's reasons when the set-up is refused.
    """
    refusals = setup.review(application, shop)
    if refusals:
        raise ValueError(REFUSED.format(reasons=" ".join(refusal.reason for refusal in refusals)))
    fee = shop.platform_fees.set_index("platform").loc[application["platform"]]
    return Opening(
        commission=round(float(fee["commission"]) * 10_000),
        payment=round(float(fee["payment_rate"]) * 10_000),
        deposit=round(float(fee["deposit"]) * 100),
        annual_fee=round(float(fee["annual_fee"]) * 100),
        ship_hours=round(float(application["ship_hours"])),
    )
