"""What an item earns, step by step, and what it takes to break even. Numbers or columns alike, all in yuan a unit."""

import math
from typing import Any

import numpy as np

from shoplab.languages import say
from shoplab.metrics.checks import MetricError, amounts, share

ORDER_VALUE_NEEDED = "A return cost needs the order value too: pass order_value."


def contribution_margin_1(net_sales: Any, cost_of_goods: Any) -> Any:
    """Contribution margin 1 贡献毛利一 a unit: net sales − cost of goods."""
    amounts("net_sales", net_sales)
    amounts("cost_of_goods", cost_of_goods)
    return net_sales - cost_of_goods


def contribution_margin_2(
    margin_1: Any,
    *,
    commission: Any = 0.0,
    payment: Any = 0.0,
    freight: Any = 0.0,
    packing: Any = 0.0,
    returns: Any = 0.0,
) -> Any:
    """Contribution margin 2 贡献毛利二 a unit: CM1 − commission − payment fee − freight − packing − cost of returns.

    `returns` is what returns cost on average a unit sold: refund rate × cost of one return.
    """
    costs = {"commission": commission, "payment": payment, "freight": freight, "packing": packing, "returns": returns}
    return _less(margin_1, costs)


def contribution_margin_3(margin_2: Any, *, ads: Any = 0.0, promotion: Any = 0.0) -> Any:
    """Contribution margin 3 贡献毛利三 a unit: CM2 − advertising − promotion. A shop is judged by this one, not by GMV."""
    return _less(margin_2, {"ads": ads, "promotion": promotion})


def _less(margin: Any, costs: dict[str, Any]) -> Any:
    amounts("the margin before", margin, negative=True)
    for name, cost in costs.items():
        amounts(name, cost)
        margin = margin - cost
    return margin


def breakeven_roas(
    margin: float, refund_rate: float = 0.0, return_cost: float = 0.0, order_value: float | None = None
) -> float:
    """Break-even ROAS 保本投产比: the paid GMV that one yuan of advertising must bring so that nothing is lost.

    1 / (m(1 − r) − r·c / AOV), with m = CM2 as a share of the revenue kept, r = refunded share of orders,
    c = cost of one return in yuan, AOV = order value in yuan. Infinite when no advertising can pay for itself.
    A claim like "1 : 2.5 is enough" holds at m = 40 % and no refunds only: at ¥150 an order and ¥12 a return it is
    3.91 at 30 % refunds and 6.25 at 50 %.
    """
    share("margin", margin)
    share("refund_rate", refund_rate)
    amounts("return_cost", return_cost)
    if return_cost and order_value is None:
        raise MetricError(say(ORDER_VALUE_NEEDED))
    lost = 0.0
    if order_value is not None:
        amounts("order_value", order_value)
        lost = refund_rate * return_cost / order_value if return_cost else 0.0
    kept = margin * (1 - refund_rate) - lost
    return 1 / kept if kept > 0 else math.inf


def breakeven_units(fixed_cost: float, margin_per_unit: float) -> float:
    """Break-even units 保本销量: fixed cost / margin a unit, rounded up to whole units; infinite when a unit earns nothing."""
    amounts("fixed_cost", fixed_cost)
    amounts("margin_per_unit", margin_per_unit, negative=True)
    if margin_per_unit <= 0:
        return math.inf if fixed_cost else 0.0
    # 300 / 0.1 is 3000.0000000000005 to a computer: don't sell one more for that.
    return float(np.ceil(round(fixed_cost / margin_per_unit, 6)))
