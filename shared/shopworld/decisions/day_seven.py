"""Go on or stop on the evening of day seven: what a list of articles earns in the two weeks after."""

from __future__ import annotations

from collections.abc import Collection

from shopworld.launching import running_launches


def earned(seed: int, going_on: Collection[str]) -> float:
    """Return what the articles that go on earn on days 8 to 21, in yuan; the others earn nothing and cost nothing."""
    by_item = running_launches.contribution(seed)
    return float(by_item[by_item.index.isin(list(going_on))].sum() / 100)


def best(seed: int) -> float:
    """Return what somebody earns who knows every article's true rate, in yuan."""
    by_item = running_launches.contribution(seed)
    return float(by_item[by_item > 0].sum() / 100)
