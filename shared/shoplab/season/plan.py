"""A day's plan: what the shop does today, written like a small table of decisions."""

from __future__ import annotations

import copy
from collections.abc import Iterator, MutableMapping
from difflib import get_close_matches
from typing import Any

from shoplab.languages import say
from shopworld.market.plan import OPENS

NO_DECISION = "There is no decision called `{name}`. {suggestion}The decisions are: {known}."
DID_YOU_MEAN = "Did you mean `{name}`? "
ONE_WORD = 'A bid belongs to an item and a word, like plan.bid["A03", "{word}"] = 0.8.'
BY_ITEM = ("price", "restock", "title")


class DecisionError(ValueError):
    """A decision that the shop can't carry out; nothing was changed. Shown as its sentence, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of the path through our code."""
        return [str(self)]


class Bids(MutableMapping[tuple[str, str], float]):
    """Bids in yuan a click: `plan.bid["A03", "旅行收纳袋"] = 0.8`."""

    def __init__(self, bids: dict[str, dict[str, float]]) -> None:
        """A view of a plan's bids by item and word."""
        self._bids = bids

    def __getitem__(self, key: tuple[str, str]) -> float:
        item, word = _pair(key)
        return self._bids[item][word]

    def __setitem__(self, key: tuple[str, str], value: float) -> None:
        item, word = _pair(key)
        self._bids.setdefault(item, {})[word] = value

    def __delitem__(self, key: tuple[str, str]) -> None:
        item, word = _pair(key)
        del self._bids[item][word]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter([(item, word) for item, words in self._bids.items() for word in words])

    def __len__(self) -> int:
        return sum(len(words) for words in self._bids.values())

    def __repr__(self) -> str:
        return repr(dict(self))


class Plan:
    """The decisions of one day: `plan.price["A03"] = 79`, `plan.restock["A03"] = 40`, `plan.staff = 3`.

    It starts as yesterday's plan, without yesterday's orders. Nothing happens before `shop.next_day(plan)`.
    """

    __slots__ = ("_data",)

    def __init__(self, data: dict[str, Any]) -> None:
        """A plan with its own copy of these decisions."""
        object.__setattr__(self, "_data", copy.deepcopy(data))

    def __getattr__(self, name: str) -> Any:
        """The decision called `name`; DecisionError with the nearest name when there is none."""
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in OPENS:
            raise DecisionError(unknown(name))
        if name == "bid":
            return Bids(self._data.setdefault("bid", {}))
        if name in BY_ITEM:
            return self._data.setdefault(name, {})
        return self._data.get(name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Decide; DecisionError with the nearest name when there is no such decision."""
        if name not in OPENS:
            raise DecisionError(unknown(name))
        self._data[name] = value

    def __dir__(self) -> list[str]:
        return [*OPENS, "data", "copy"]

    def data(self) -> dict[str, Any]:
        """The plan as plain data, as a policy would return it."""
        plain = copy.deepcopy(self._data)
        bids = plain.get("bid")
        if isinstance(bids, Bids):
            plain["bid"] = {item: {w: bids[i, w] for i, w in bids if i == item} for item, _ in bids}
        return plain

    def copy(self) -> Plan:
        """Another plan with the same decisions."""
        return Plan(self._data)

    def __repr__(self) -> str:
        return f"Plan({self._data!r})"


def unknown(name: str) -> str:
    """The sentence about a decision that doesn't exist."""
    close = get_close_matches(str(name), OPENS, n=1, cutoff=0.6)
    suggestion = say(DID_YOU_MEAN).format(name=close[0]) if close else ""
    return say(NO_DECISION).format(name=name, suggestion=suggestion, known=", ".join(OPENS))


def _pair(key: Any) -> tuple[str, str]:
    if not isinstance(key, tuple) or len(key) != 2:
        raise DecisionError(
            say(ONE_WORD).format(word=key if isinstance(key, str) and not key.isascii() else "旅行收纳袋")
        )
    return key
