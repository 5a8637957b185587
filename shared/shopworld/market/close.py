"""The close: what is still open is settled, so that the last days hold no tricks."""

from __future__ import annotations

import numpy as np

from shopworld.market import money
from shopworld.market.rules import rules
from shopworld.market.state import State

NOT_YET = "The season's profit is known at its close; {left} days are left."


def close(state: State) -> np.ndarray:
    """Return the closing page of the cash book (B, names) in fen.

    Refunds that are due are paid and their goods come back; what lies on the shelf or is on the way goes to a dealer at
    half its cost; open cases are paid off; the deposit returns; a debt costs a fifth more.
    """
    rule, facts = rules().close, state.facts
    back = state.due_goods.sum(axis=1)
    left = state.stock + state.coming.sum(axis=1) + back
    page = money.book(
        refunds=-state.due_money.sum(axis=1),
        returns=-back.sum(axis=1) * rules().after.handling,
        leftovers=np.floor((left * facts.unit_cost).sum(axis=1) * rule.salvage).astype(np.int64),
        open_cases=-state.backlog * rule.open_case,
        deposit=facts.deposit,
    )
    debt = np.minimum(state.cash + page.sum(axis=1), 0)
    return page + money.book(debt=np.floor(debt * rule.debt).astype(np.int64))


def profit(state: State) -> np.ndarray:
    """Return the season's contribution in fen (B,): cash at the close less the cash and the goods one began with.

    Raises ValueError before the close.
    """
    if not state.done:
        raise ValueError(NOT_YET.format(left=state.days - state.day))
    facts = state.facts
    return state.cash - facts.cash - (facts.first_stock * facts.unit_cost).sum(axis=1)
