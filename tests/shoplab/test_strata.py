"""Like with like: a ratio within groups, and what the tide does to one that isn't."""

import math

import pandas as pd
import pytest

from shoplab.strata import ratio_within

# The peak has ten times the people; the chosen one has the peak, and sells half as much to each.
LOG = pd.DataFrame(
    {
        "hour": ["peak", "peak", "edge", "edge"],
        "chosen": [True, False, True, False],
        "people": [1000, 100, 10, 400],
        "orders": [40, 8, 0.1, 8],
    }
)


def test_the_tide_is_taken_out() -> None:
    assert ratio_within(LOG["orders"], LOG["people"], LOG["chosen"], [LOG["hour"]]) == pytest.approx(0.5)
    everything = pd.Series(0, index=LOG.index)
    assert ratio_within(LOG["orders"], LOG["people"], LOG["chosen"], [everything]) > 1.2


def test_a_group_with_one_side_says_nothing() -> None:
    alone = pd.DataFrame({"hour": ["night"], "chosen": [True], "people": [500], "orders": [400]})
    both = pd.concat([LOG, alone], ignore_index=True)
    assert ratio_within(both["orders"], both["people"], both["chosen"], [both["hour"]]) == pytest.approx(0.5)
    assert math.isnan(ratio_within(alone["orders"], alone["people"], alone["chosen"], [alone["hour"]]))
