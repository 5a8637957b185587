"""The registry of what was planted in every world; lessons find it, tests prove that it can be found."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from shopworld.truth.model import Phenomenon


def registry() -> dict[str, Phenomenon]:
    """Return every planted phenomenon by its id: one module of this package each."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name != "model")
    found = [import_module(f"{__name__}.{name}").PHENOMENON for name in names]
    return {phenomenon.id: phenomenon for phenomenon in found}
