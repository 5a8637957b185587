"""How long people wait for one of several agents: Erlang's formula 爱尔朗公式."""

from __future__ import annotations

from shoplab.languages import say

BELOW_NOTHING = "Contacts and agents are 0 or more, and a contact takes more than 0 minutes."


def late_share(contacts: float, minutes: float, agents: int, limit: float = 3.0) -> float:
    """Return the share of contacts that wait longer than `limit` minutes for a first reply.

    `contacts` arrive in an hour at random, each keeps an agent for `minutes` on average, `agents` answer side by side. With more
    work than the agents can do the queue never ends, and the share is 1. A. K. Erlang, 1917 (the "C" formula).
    """
    from math import exp

    if contacts < 0 or minutes <= 0 or agents < 0:
        raise ValueError(say(BELOW_NOTHING))
    if contacts == 0:
        return 0.0
    load = contacts * minutes / 60
    if load >= agents:
        return 1.0
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = load * blocked / (number + load * blocked)
    waits = blocked / (1 - load / agents * (1 - blocked))
    return waits * exp(-(agents - load) * limit / minutes)
