"""A plan as plain data: checked against the platform's limits in sentences, and turned into decisions.

A plan is a record; whatever it leaves out is left as it is (prices, titles) or not done (orders, bids, coupon, livestream, people).
Money in yuan: {"price": {"A03": 79.0}, "restock": {"A03": 40}, "bid": {"A03": {"旅行收纳袋": 0.8}}, "ad_budget": 200.0,
"title": {"A03": ["旅行收纳袋"]}, "coupon": 0.1, "live_hours": 2.0, "staff": 3, "risk_limit": 0.8}.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from shopworld.market.decisions import Decisions, resting
from shopworld.market.house import naive_arrays
from shopworld.market.rules import rules
from shopworld.market.scenario import Scenario
from shopworld.market.state import State
from shopworld.market.view import look

OPENS = {  # the level at which each decision opens
    "price": 1, "restock": 2, "bid": 3, "ad_budget": 3, "title": 3, "coupon": 4, "live_hours": 4, "staff": 5,
    "risk_limit": 5,
}  # fmt: skip

NOT_A_RECORD = "A plan is a record of decisions such as price and restock; this one is a {kind}."
UNKNOWN_DECISION = "There is no decision {name}. There are {known}."
LOCKED = "The decision {name} opens at level {opens}; this season is at level {level}."
NOT_BY_ITEM = "The decision {name} is a record by item, such as A01; this one is a {kind}."
NOT_BY_WORD = "The bids of {item} are a record by word; this one is a {kind}."
UNKNOWN_ITEM = "There is no item {item} in {name}. There are {known}."
UNKNOWN_WORD = "There is no word {word} in this season, named in {name} of {item}. There are {known}."
NOT_A_NUMBER = "The {what} is {value}; allowed is a number from {low} to {high}."
OUTSIDE = "The {what} is {value}; allowed is {low} to {high}."
NOT_WHOLE = "The {what} is {value}; allowed is a whole number from {low} to {high}."
NOT_A_LIST = "The title of {item} is a list of words; this one is a {kind}."
TITLE_TWICE = "The title of {item} says {word} twice; once is enough."
TITLE_LONG = (
    "The words in the title of {item} take {length} bytes; {most} are free beside its name and size (a Chinese character "
    "counts two)."
)
TITLE_UNFIT = "The title of {item} says {word}, which these goods are not. The platform takes no such titles."
TITLE_EMPTY = "The title of {item} is empty; it needs at least one word."


def validate(plan: Any, level: int, scenario: Scenario) -> list[str]:
    """Return what is wrong with a plan, a sentence each with what is allowed; an empty list means that it may be run.

    Never raises, whatever a plan is.
    """
    if not isinstance(plan, dict):
        return [NOT_A_RECORD.format(kind=type(plan).__name__)]
    sentences = []
    for name, value in plan.items():
        if not isinstance(name, str) or name not in OPENS:
            sentences.append(UNKNOWN_DECISION.format(name=_short(name), known=", ".join(OPENS)))
        elif level < OPENS[name]:
            sentences.append(LOCKED.format(name=name, opens=OPENS[name], level=level))
        else:
            sentences += CHECKS[name](name, value, scenario)
    return sentences


def decide(plans: Sequence[dict[str, Any]], state: State) -> Decisions:
    """Return the decisions of one valid plan a shop, for the state's next day; what isn't open runs as the house does it."""
    rest = resting(state)
    arrays = {field.name: getattr(rest, field.name).copy() for field in fields(Decisions)}
    for shop, (plan, scenario) in enumerate(zip(plans, state.scenarios, strict=True)):
        for name, value in plan.items():
            _write(arrays[name], shop, name, value, scenario)
    return at_level(Decisions(**arrays), state)


def at_level(decisions: Decisions, state: State) -> Decisions:
    """Return decisions in which what a season's level hasn't opened yet is done as the house does it."""
    levels = np.array([one.level for one in state.scenarios])
    locked = {name: opens for name, opens in OPENS.items() if (levels < opens).any()}
    if not locked:
        return decisions
    house = naive_arrays(look(state))
    chosen = {}
    for name, opens in locked.items():
        ours, theirs = getattr(decisions, name), getattr(house, name)
        shut = (levels < opens).reshape(-1, *[1] * (ours.ndim - 1))
        chosen[name] = np.where(shut, theirs, ours)
    return replace(decisions, **chosen)


def write(decisions: Decisions, items: Sequence[str], words: Sequence[str], shop: int = 0) -> dict[str, Any]:
    """Return one shop's decisions as a plan: the way back from `decide`."""
    return {
        "price": {code: float(decisions.price[shop, i] / 100) for i, code in enumerate(items)},
        "restock": {code: int(decisions.restock[shop, i]) for i, code in enumerate(items)},
        "bid": {
            code: {
                word: float(decisions.bid[shop, i, k] / 100)
                for k, word in enumerate(words)
                if decisions.bid[shop, i, k]
            }
            for i, code in enumerate(items)
        },
        "ad_budget": float(decisions.ad_budget[shop] / 100),
        "title": {
            code: [word for k, word in enumerate(words) if decisions.title[shop, i, k]] for i, code in enumerate(items)
        },
        "coupon": float(decisions.coupon[shop]),
        "live_hours": float(decisions.live_hours[shop]),
        "staff": int(decisions.staff[shop]),
        "risk_limit": float(decisions.risk_limit[shop]),
    }


def _prices(name: str, value: Any, scenario: Scenario) -> list[str]:
    most = scenario.facts.list_price * rules().limits.price_times / 100
    return _by_item(
        name, value, scenario, lambda i, one: _number(f"price of {scenario.items[i]}", one, 0.01, float(most[i]))
    )


def _orders(name: str, value: Any, scenario: Scenario) -> list[str]:
    most = rules().limits.restock
    return _by_item(name, value, scenario, lambda i, one: _whole(f"restock of {scenario.items[i]}", one, most))


def _bids(name: str, value: Any, scenario: Scenario) -> list[str]:
    def check(i: int, bids: Any) -> list[str]:
        item = scenario.items[i]
        if not isinstance(bids, dict):
            return [NOT_BY_WORD.format(item=item, kind=type(bids).__name__)]
        strange = [word for word in bids if word not in scenario.words]
        if strange:
            return [_unknown_word(strange[0], name, item, scenario)]
        most = rules().limits.bid / 100
        return [s for word, bid in bids.items() for s in _number(f"bid of {item} on {word}", bid, 0.0, most)]

    return _by_item(name, value, scenario, check)


def _titles(name: str, value: Any, scenario: Scenario) -> list[str]:
    def check(i: int, title: Any) -> list[str]:
        item = scenario.items[i]
        if not isinstance(title, (list, tuple)):
            return [NOT_A_LIST.format(item=item, kind=type(title).__name__)]
        if not title:
            return [TITLE_EMPTY.format(item=item)]
        for word in title:
            if not isinstance(word, str) or word not in scenario.words:
                return [_unknown_word(word, name, item, scenario)]
            if title.count(word) > 1:
                return [TITLE_TWICE.format(item=item, word=word)]
            if scenario.facts.fit[i, scenario.words.index(word)] == 0:
                return [TITLE_UNFIT.format(item=item, word=word)]
        length = sum(scenario.word_bytes[scenario.words.index(word)] for word in title)
        most = rules().limits.title_bytes
        return [TITLE_LONG.format(item=item, length=length, most=most)] if length > most else []

    return _by_item(name, value, scenario, check)


def _share_of(most: str) -> Any:
    return lambda name, value, _: _number(name.replace("_", " "), value, 0.0, float(getattr(rules().limits, most)))


NUMBERS = (int, float, np.integer, np.floating)

CHECKS = {
    "price": _prices,
    "restock": _orders,
    "bid": _bids,
    "ad_budget": lambda name, value, _: _number("ad budget", value, 0.0, rules().limits.ad_budget / 100),
    "title": _titles,
    "coupon": _share_of("coupon"),
    "live_hours": _share_of("live_hours"),
    "staff": lambda name, value, _: _whole("staff", value, rules().service.most),
    "risk_limit": lambda name, value, _: _number("risk limit", value, 0.0, 1.0),
}


def _by_item(name: str, value: Any, scenario: Scenario, check: Any) -> list[str]:
    if not isinstance(value, dict):
        return [NOT_BY_ITEM.format(name=name, kind=type(value).__name__)]
    sentences = []
    for item, one in value.items():
        if item not in scenario.items:
            sentences.append(UNKNOWN_ITEM.format(item=_short(item), name=name, known=", ".join(scenario.items)))
        else:
            sentences += check(scenario.items.index(item), one)
    return sentences


def _number(what: str, value: Any, low: float, high: float) -> list[str]:
    if isinstance(value, bool) or not isinstance(value, NUMBERS) or math.isnan(value):
        return [NOT_A_NUMBER.format(what=what, value=_short(value), low=_plain(low), high=_plain(high))]
    if not low <= value <= high:
        return [OUTSIDE.format(what=what, value=_plain(float(value)), low=_plain(low), high=_plain(high))]
    return []


def _whole(what: str, value: Any, high: int) -> list[str]:
    wrong = _number(what, value, 0, high)
    if not wrong and value != int(value):
        return [NOT_WHOLE.format(what=what, value=_plain(float(value)), low=0, high=high)]
    return wrong


def _plain(number: float) -> str:
    return f"{number:.10g}".replace("-", "−")


def _short(value: Any) -> str:
    try:
        text = repr(value)
    except Exception:
        text = type(value).__name__
    return text if len(text) <= 40 else text[:37] + "..."


def _unknown_word(word: Any, name: str, item: str, scenario: Scenario) -> str:
    return UNKNOWN_WORD.format(word=_short(word), name=name, item=item, known=", ".join(scenario.words))


def _write(array: np.ndarray, shop: int, name: str, value: Any, scenario: Scenario) -> None:
    if name in ("price", "restock"):
        for item, one in value.items():
            array[shop, scenario.items.index(item)] = round(one * 100) if name == "price" else int(one)
    elif name == "bid":
        for item, bids in value.items():
            for word, bid in bids.items():
                array[shop, scenario.items.index(item), scenario.words.index(word)] = round(bid * 100)
    elif name == "title":
        for item, title in value.items():
            array[shop, scenario.items.index(item)] = [word in title for word in scenario.words]
    else:
        array[shop] = round(value * 100) if name == "ad_budget" else value
