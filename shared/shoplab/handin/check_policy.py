"""A policy on its way out: one function that stands alone, as its source, and tried on a first day before it goes."""

from typing import TYPE_CHECKING, Any

from shoplab.handin import words
from shoplab.handin.shapes import Shape
from shoplab.languages import say
from shoplab.languages.saying import retold

if TYPE_CHECKING:
    from shopworld.judging.guest import HandedIn

FIELDS = ("source", "function", "parameters")


def policy_gap(answer: Any, shape: Shape) -> str | None:
    """What keeps a policy from being handed in; it is run for one day in a process of its own to find out."""
    from shoplab.season.plan import DecisionError

    if not _like_a_policy(answer):
        from shoplab.handin.wrong_kind import wrong_kind

        return wrong_kind(answer, shape)
    try:
        policy = as_policy(answer)
        for name in shape.fields:
            if name not in policy.parameters:
                return say(words.POLICY_LACKS).format(name=name, function=policy.function, example=shape.example)
        trouble = first_day(policy, shape.season)
    except DecisionError as error:
        trouble = retold(str(error))
    return say(words.POLICY_TROUBLE).format(problem=trouble[:1].lower() + trouble[1:]) if trouble else None


def first_day(policy: "HandedIn", season: str) -> str:
    """What goes wrong when a policy decides the first day of a practice season; empty when nothing does."""
    from shopworld.judging.guest import Bounds, Guest
    from shopworld.judging.report import PRACTICE
    from shopworld.market.plan import validate
    from shopworld.market.scenario import scenario
    from shopworld.market.state import start
    from shopworld.market.view import today

    one = scenario(season, PRACTICE[0])
    with Guest(policy, Bounds(step_seconds=5.0)) as guest:
        guest.ask(0, today(start([one])))
        plan = guest.answer(0)
        if guest.lost:
            return retold(guest.lost[0][1])
    return " ".join(map(retold, validate(plan, one.level, one)))


def as_policy(answer: Any) -> "HandedIn":
    """A function, what `handed_in` made of one, or its carried record, as a policy. Raises DecisionError when it can't be one."""
    from shoplab.season.judging import handed_in
    from shoplab.season.plan import DecisionError
    from shopworld.judging.guest import HandedIn, PolicyError

    if isinstance(answer, HandedIn):
        return answer
    try:
        return HandedIn(**answer) if isinstance(answer, dict) else handed_in(answer)
    except PolicyError as error:
        raise DecisionError(str(error)) from None


def carried_policy(answer: Any) -> dict[str, Any]:
    """The policy as plain data: its source, its function's name, its parameters."""
    policy = as_policy(answer)
    return {name: getattr(policy, name) for name in FIELDS}


def _like_a_policy(answer: Any) -> bool:
    from shopworld.judging.guest import HandedIn

    return callable(answer) or isinstance(answer, HandedIn) or (isinstance(answer, dict) and set(answer) == set(FIELDS))
