"""The course's metrics: one function each, the denominator in the name, formula and source in the docstring.

A lesson shows the pandas line first; the function comes after, so that a figure means the same in every module.
Money is in yuan, shares lie between 0 and 1. What can't be right raises MetricError, which says so in plain words.
"""

from shoplab.metrics.alarm import alarm_chance
from shoplab.metrics.checks import MetricError
from shoplab.metrics.elasticity import own_price_elasticity
from shoplab.metrics.experiment import errors_apart, sample_size
from shoplab.metrics.look import contrast_ratio
from shoplab.metrics.margin import (
    breakeven_roas,
    breakeven_units,
    contribution_margin_1,
    contribution_margin_2,
    contribution_margin_3,
)
from shoplab.metrics.market import cr, effective_rivals, hhi, market_shares
from shoplab.metrics.quality import duplicate_rows, missing_share_of_rows
from shoplab.metrics.repurchase import reordered_share_of_buyers, repurchase_share_of_buyers
from shoplab.metrics.retention import retention_matrix, retention_share_of_cohorts
from shoplab.metrics.returns import (
    cancelled_share_of_orders,
    cancelled_share_of_value,
    net_sales,
    refund_rate_of_orders,
    refund_share_of_amount,
)
from shoplab.metrics.sales import (
    average_order_value,
    average_selling_price,
    gmv_paid,
    gmv_placed,
    median_order_value,
    revenue_per_buyer,
    units_per_order,
)
from shoplab.metrics.shrinkage import pooled_rate, prior_weight, shrunk_rate
from shoplab.metrics.spread import gini, month_over_mean_month, top_share_of_total
from shoplab.metrics.stock import stockout_probability

__all__ = [
    "MetricError",
    "alarm_chance",
    "average_order_value",
    "average_selling_price",
    "breakeven_roas",
    "breakeven_units",
    "cancelled_share_of_orders",
    "cancelled_share_of_value",
    "contrast_ratio",
    "contribution_margin_1",
    "contribution_margin_2",
    "contribution_margin_3",
    "cr",
    "duplicate_rows",
    "effective_rivals",
    "errors_apart",
    "gini",
    "gmv_paid",
    "gmv_placed",
    "hhi",
    "market_shares",
    "median_order_value",
    "missing_share_of_rows",
    "month_over_mean_month",
    "net_sales",
    "own_price_elasticity",
    "pooled_rate",
    "prior_weight",
    "refund_rate_of_orders",
    "refund_share_of_amount",
    "reordered_share_of_buyers",
    "repurchase_share_of_buyers",
    "retention_matrix",
    "retention_share_of_cohorts",
    "revenue_per_buyer",
    "sample_size",
    "shrunk_rate",
    "stockout_probability",
    "top_share_of_total",
    "units_per_order",
]
