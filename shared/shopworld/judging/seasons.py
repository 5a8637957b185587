"""Running policies through seasons to a record each: arrays side by side, or plans from functions and guests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from shopworld.judging.guest import Bounds, Guest, HandedIn
from shopworld.judging.record import Record, Tally
from shopworld.market.day import step
from shopworld.market.decisions import Decisions
from shopworld.market.plan import at_level, decide, validate
from shopworld.market.play import brush
from shopworld.market.policies import Policy
from shopworld.market.scenario import Scenario
from shopworld.market.state import start
from shopworld.market.view import View, look, todays

Lost = list[tuple[int, int, str]]  # seed, day, sentence


def by_arrays(policy: Callable[[View], Decisions], scenarios: Sequence[Scenario]) -> list[Record]:
    """Return a record a season for a policy on arrays, all seasons side by side; closed decisions are the house's."""
    state, tally = start(scenarios), Tally(scenarios)
    while not state.done:
        state, report = step(state, at_level(policy(look(state)), state))
        tally.add(report)
    return tally.records(state)


def by_function(policy: Policy, scenarios: Sequence[Scenario]) -> tuple[list[Record], Lost]:
    """Return a record a season for a function of this process, and why days were lost; each season has its own memory."""
    memories: list[dict[str, Any]] = [{} for _ in scenarios]
    return _by_plans(
        scenarios, lambda todays: [policy(one, memory) for one, memory in zip(todays, memories, strict=True)]
    )


def by_guests(
    policy: HandedIn, scenarios: Sequence[Scenario], bounds: Bounds | None = None, command: Sequence[str] | None = None
) -> tuple[list[Record], Lost]:
    """Return a record a season for a handed-in policy, each season in a process of its own, and why days were lost.

    `command` starts the guest's program inside a sandbox; without one it runs as this user.
    """
    with ExitStack() as room:
        guests = [room.enter_context(Guest(policy, bounds or Bounds(), command)) for _ in scenarios]

        def ask(todays: list[dict[str, Any]]) -> list[Any]:
            for guest, one in zip(guests, todays, strict=True):
                guest.ask(one["day"], one)
            return [guest.answer(one["day"]) for guest, one in zip(guests, todays, strict=True)]

        return _by_plans(scenarios, ask, guests)


def _by_plans(
    scenarios: Sequence[Scenario],
    ask: Callable[[list[dict[str, Any]]], list[Any]],
    guests: Sequence[Guest] = (),
) -> tuple[list[Record], Lost]:
    """Run seasons whose plans are plain data; a day whose plan is refused is a day on which nothing is done.

    The guests, one a shop, tell at the close on which days they gave no plan at all.
    """
    state, tally, lost = start(scenarios), Tally(scenarios), []
    while not state.done:
        plans = ask(todays(state))
        for shop, (plan, one) in enumerate(zip(plans, scenarios, strict=True)):
            if isinstance(plan, dict) and plan.get("brush"):
                state, _ = brush(state, shop)
            sentences = validate(plan, one.level, one)
            if sentences:
                lost.append((one.seed, state.day, sentences[0]))
                plans[shop] = {}
        state, report = step(state, decide(plans, state))
        tally.add(report)
    days = [{day for seed, day, _ in lost if seed == one.seed} for one in scenarios]
    for shop, guest in enumerate(guests):
        lost += [(scenarios[shop].seed, day, said) for day, said in guest.lost]
        days[shop] |= guest.lost_days
    return tally.records(state, [len(one) for one in days]), sorted(lost)
