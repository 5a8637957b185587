"""A simulated season at Lantern Lane: run the shop by hand, day by day, or write a policy and have it judged.

`shop = open_shop("first-season", seed=7)`, then `plan = shop.plan()`, change it, `shop.next_day(plan)`.
"""

from shoplab.season.board import board, practise
from shoplab.season.judging import evaluate, handed_in
from shoplab.season.plan import DecisionError, Plan
from shoplab.season.replay import best_known, bridge, contributions, played
from shoplab.season.shop import Shop, open_shop, seasons

__all__ = [
    "DecisionError", "Plan", "Shop", "best_known", "board", "bridge", "contributions", "evaluate", "handed_in", "open_shop", "played", "practise",
    "seasons",
]  # fmt: skip
