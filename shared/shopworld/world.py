"""One world: its tables by name, each made when it is first asked for, from the seed and the tables it follows from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import pandas as pd

from shopworld import (
    buyers,
    calendar,
    categories,
    category_market,
    competitors,
    daily,
    licences,
    orders,
    plans,
    platforms,
    products,
    promotions,
    suppliers,
)


class World:
    """The tables of one seed and tier, money in whole fen: `World(2025, "course")["orders"]`.

    Nothing is made before it is asked for, and nothing twice. Whoever changes a table copies it first.
    """

    def __init__(self, seed: int, tier: str) -> None:
        """A world in which nothing has been made yet."""
        self.seed = seed
        self.tier = tier
        self.days = orders.DAYS[tier]
        self._tables: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The table called `name`; raises KeyError when no table is called so."""
        if name not in self._tables:
            self._tables[name] = MAKERS[name](self)
        return self._tables[name]

    @cached_property
    def chain(self) -> orders.Chain:
        """The orders, their lines and what came back, with what only the model knows."""
        return orders.chain(self.seed, self.tier)


def _of_seed(make: Callable[[int], pd.DataFrame]) -> Callable[[World], pd.DataFrame]:
    """The maker of a table that follows from the seed alone."""
    return lambda world: make(world.seed)


MAKERS: dict[str, Callable[[World], pd.DataFrame]] = {
    "categories": _of_seed(categories.table),
    "category_market": _of_seed(category_market.monthly),
    "category_sellers": _of_seed(category_market.top_sellers),
    "price_bands": _of_seed(category_market.price_bands),
    "platform_fees": _of_seed(platforms.fees),
    "platform_steps": _of_seed(platforms.steps),
    "platform_penalties": _of_seed(platforms.penalties),
    "courier_rates": _of_seed(platforms.courier_rates),
    "licence_rules": _of_seed(licences.rules),
    "licences_held": _of_seed(licences.held),
    "supplier_quotes": _of_seed(suppliers.quotes),
    "deliveries": _of_seed(suppliers.deliveries),
    "competitors": lambda world: competitors.table(world.seed, world.chain, world["shop_daily"]),
    "competitor_items": _of_seed(competitors.items),
    "positioning": _of_seed(competitors.positioning),
    "products": _of_seed(products.table),
    "promo_tools": _of_seed(promotions.tools),
    "channel_trials": _of_seed(promotions.channel_trials),
    "stage_plan": _of_seed(plans.stage_plan),
    "responsibilities": _of_seed(plans.responsibilities),
    "page_colours": _of_seed(promotions.page_colours),
    "price_log": lambda world: products.price_log(world.seed, world.days),
    "calendar": lambda world: calendar.table(world.days),
    "shop_daily": lambda world: daily.shop_daily(world.seed, world.chain),
    "buyers": lambda world: buyers.table(world.seed, world.chain.first_seen).sort_values("buyer_id", ignore_index=True),
    "orders": lambda world: world.chain.orders,
    "order_lines": lambda world: world.chain.lines,
    "refunds": lambda world: world.chain.refunds,
    "factories": _of_seed(suppliers.factories),
    "inventory_daily": lambda world: world.chain.inventory,
    "purchase_orders": lambda world: world.chain.purchases,
}
