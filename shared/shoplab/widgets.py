"""Controls beside a figure that everyone can use: each has a label that is tied to it, and works by keyboard.

A slider's handle has no name for a screen reader (ipywidgets ties labels to boxes and lists only), so there are none here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from shoplab.languages import say

HEIGHT = "480px"
LABELLED = (
    ipywidgets.BoundedFloatText,
    ipywidgets.BoundedIntText,
    ipywidgets.FloatText,
    ipywidgets.IntText,
    ipywidgets.Text,
    ipywidgets.Dropdown,
    ipywidgets.Select,
    ipywidgets.Checkbox,
)

NO_CONTROLS = 'controls() needs at least one control, like controls(draw, price=number("Price in yuan", 60, 10, 200)).'
NO_LABEL = "The control `{name}` needs a label, so that everyone knows what it changes."
NOT_LABELLED = "The control `{name}` is a {kind}, whose label a screen reader can't find. Use number, whole or choice."
OUT_OF_RANGE = "The control '{label}' starts at {value}, which is not between {low} and {high}."
HOW_TO = "Tab moves from box to box; the arrow keys or a typed number and Enter change the figure."
# While a list is closed, JupyterLab takes the arrow keys and letters for itself: they leave the cell or change it.
HOW_TO_LIST = "Space opens a list; then the arrow keys or the first letters find an entry, and Enter takes it."


def number(label: str, value: float, low: float, high: float, step: float = 1.0) -> ipywidgets.BoundedFloatText:
    """A box for a number from low to high; the arrow keys change it by `step`."""
    _check_range(label, value, low, high)
    return ipywidgets.BoundedFloatText(value=value, min=low, max=high, step=step, **_labelled(label))


def whole(label: str, value: int, low: int, high: int, step: int = 1) -> ipywidgets.BoundedIntText:
    """A box for a whole number from low to high."""
    _check_range(label, value, low, high)
    return ipywidgets.BoundedIntText(value=value, min=low, max=high, step=step, **_labelled(label))


def choice(label: str, options: Sequence[Any] | Mapping[str, Any], value: Any = None) -> ipywidgets.Dropdown:
    """A list to choose from; the first entry is chosen unless told otherwise."""
    # ipywidgets takes pairs of a name and a value; a mapping is its own pairs.
    entries = list(options.items()) if isinstance(options, Mapping) else list(options)
    first = entries[0][1] if isinstance(options, Mapping) else entries[0]
    return ipywidgets.Dropdown(options=entries, value=first if value is None else value, **_labelled(label))


def controls(draw: Callable[..., Any], *, height: str = HEIGHT, **boxes: ipywidgets.Widget) -> ipywidgets.VBox:
    """The controls, with the output of `draw` below them; as a cell's last line it displays itself.

    `draw` is called with one argument a control, at once and after every change; it displays its figure with `show`.
    The output keeps its height, so that the page doesn't jump. Raises ValueError for a control without a usable label.
    """
    if not boxes:
        raise ValueError(say(NO_CONTROLS))
    for name, box in boxes.items():
        _check(name, box)
    output = ipywidgets.interactive_output(draw, boxes)
    output.layout.height = height
    output.layout.overflow = "auto"
    row = ipywidgets.HBox(list(boxes.values()), layout=ipywidgets.Layout(flex_flow="row wrap"))
    lists = any(isinstance(box, ipywidgets.Dropdown | ipywidgets.Select) for box in boxes.values())
    keys = f"{say(HOW_TO)} {say(HOW_TO_LIST)}" if lists else say(HOW_TO)
    return ipywidgets.VBox([row, ipywidgets.HTML(f"<small>{keys}</small>"), output])


def _check(name: str, box: Any) -> None:
    if not isinstance(box, LABELLED):
        raise ValueError(say(NOT_LABELLED).format(name=name, kind=type(box).__name__))
    if not box.description.strip():
        raise ValueError(say(NO_LABEL).format(name=name))
    if box.has_trait("continuous_update"):
        box.continuous_update = False


def _check_range(label: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise ValueError(say(OUT_OF_RANGE).format(label=label, value=value, low=low, high=high))


def _labelled(label: str) -> dict[str, Any]:
    return {
        "description": label,
        "style": {"description_width": "initial"},
        "layout": {"width": "auto", "min_width": "16em"},
    }
