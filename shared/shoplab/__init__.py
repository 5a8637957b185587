"""What a learner imports: the shop's tables, practice with feedback, handing in, charts and controls.

Every name is fetched on first use, so `import shoplab` costs next to nothing and changes nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shoplab.charts import show, use_style
    from shoplab.data import load
    from shoplab.handin import hand_in
    from shoplab.practice import diagnose, progress, question
    from shoplab.real import load_real
    from shoplab.widgets import controls

HOMES = {
    "controls": "shoplab.widgets",
    "diagnose": "shoplab.practice",
    "hand_in": "shoplab.handin",
    "load": "shoplab.data",
    "load_real": "shoplab.real",
    "progress": "shoplab.practice",
    "question": "shoplab.practice",
    "show": "shoplab.charts",
    "use_style": "shoplab.charts",
}

__all__ = ["controls", "diagnose", "hand_in", "load", "load_real", "progress", "question", "show", "use_style"]


def __getattr__(name: str) -> Any:
    """The exported name, imported from its home when it is first asked for."""
    if name not in HOMES:
        raise AttributeError(f"module 'shoplab' has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)


def __dir__() -> list[str]:
    """The exported names, for completion in a notebook."""
    return sorted([*globals(), *__all__])
