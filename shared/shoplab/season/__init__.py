"""A simulated season at Lantern Lane: run the shop by hand, day by day, or write a policy and have it judged.

`shop = open_shop("first-season", seed=7)`, then `plan = shop.plan()`, change it, `shop.next_day(plan)`.
"""

from shoplab.season.judging import evaluate
from shoplab.season.plan import DecisionError, Plan
from shoplab.season.shop import Shop, open_shop, seasons

__all__ = ["DecisionError", "Plan", "Shop", "evaluate", "open_shop", "seasons"]
