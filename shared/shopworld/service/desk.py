"""A service desk minute by minute: who comes is answered in turn by whoever of those on duty is free first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def waits(moments: np.ndarray, lengths: np.ndarray, agents: Sequence[int]) -> np.ndarray:
    """Return how many minutes each contact waits for its first word, in the order of coming.

    `moments` are minutes since the first of the hours in `agents`, in ascending order; `lengths` are the minutes that each keeps an
    agent. Where nobody is on duty nobody is answered: the wait is infinite. An agent who goes home finishes her contact first.
    """
    free = [0.0] * max(*agents, 1)
    waited = np.full(len(moments), np.inf)
    for place, (moment, length) in enumerate(zip(moments.tolist(), lengths.tolist(), strict=True)):
        on_duty = agents[int(moment // 60)]
        if on_duty:
            desk = min(range(on_duty), key=free.__getitem__)
            begins = max(moment, free[desk])
            free[desk] = begins + length
            waited[place] = begins - moment
    return waited
