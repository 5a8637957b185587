"""Will the goods last until the next delivery?"""

from typing import Any

from shoplab.metrics.checks import amounts


def stockout_probability(lead_days: Any, stock: float, demand_per_day: float) -> float:
    """Stock-out probability 缺货概率 of one order cycle: deliveries that would have come after the stock was gone / deliveries.

    `lead_days` are days from order to arrival, as they really were; stock in units when the order is placed, sold at
    `demand_per_day` units a day. The delivery that comes on the day the last unit goes is in time. The mean lead time
    hides this: it is the late ones that empty the shelf.
    """
    days = amounts("lead_days", lead_days)
    amounts("stock", stock)
    amounts("demand_per_day", demand_per_day)
    return float((days * demand_per_day > stock).mean())
