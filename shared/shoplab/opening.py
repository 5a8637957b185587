"""Opening a shop: the platform's review of an application, its reasons told in the reader's language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shoplab.languages.saying import retold

if TYPE_CHECKING:
    from shopworld.trade.setup import Refusal


def review(application: Any, shop: Any) -> list[Refusal]:
    """Return the reasons for refusal, stage by stage; an empty list means that the shop may open.

    `shop` gives the tables by name, as `shoplab.data.shop()` does. Never raises for what an application holds.
    """
    from shopworld.trade import setup

    return [replace(refusal, reason=retold(refusal.reason)) for refusal in setup.review(application, shop)]
