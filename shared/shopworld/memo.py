"""Frames that many tables follow from are made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

KEPT = 16  # different arguments, say twenty seeds in a test, don't pile up


def remembered(make: Callable[P, T]) -> Callable[P, T]:
    """Make a frame or array once for the same arguments, and hand out copies that anybody may change."""
    once = lru_cache(maxsize=KEPT, typed=True)(make)

    @wraps(make)
    def copy(*args: P.args, **kwargs: P.kwargs) -> T:
        return once(*args, **kwargs).copy()

    return copy
