"""One style for every figure of the course, and `show`, which gives a figure its words."""

import base64
import io
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shoplab.languages import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# The six petroff8 colours that reach 3 : 1 on white; at least 18 apart (ΔE) for every kind of colour blindness.
COLOURS = ("#1845fb", "#c91f16", "#656364", "#c849a9", "#ff5e02", "#578dff")
ACCENT, GREY = COLOURS[0], "#8c8a8b"
SIZE = (7.0, 4.0)
DPI = 144
SHOWN_DPI = 100
"""A browser shows the picture at this size, so that it is crisp on fine screens."""
SHORTEST_ALT = 20

CHINESE_FONT = Path(__file__).parent / "fonts" / "LanternSansSC-Regular.otf"
"""It ships with the course, so that a Chinese word is never a box; `fonts/OFL.txt` is its licence."""
CHINESE_FAMILY, BOLD = "Lantern Sans SC", 700
SYSTEM_FONTS = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Sans CJK JP",  # one file holds all; matplotlib knows it by its first name
    "SimHei",
)

IN_WORDS = "The figure in words"
# JupyterLab drops a picture's alt text, so the description also stands below it, folded away, where everyone can reach it.
WORDS = "<p><strong>{takeaway}</strong></p><details><summary>{title}</summary><p>{alt}</p></details>"

NO_ALT = "show() needs alt=, one sentence that says what the figure shows: its kind, axes, range and message."
SHORT_ALT = (
    "The alt text '{alt}' is too short to replace the figure. Say its kind, axes, range and message in one sentence."
)
NO_TAKEAWAY = "show() needs takeaway=, the sentence that you would say to the owner."
NOT_A_FIGURE = "show() takes a figure or its axes, not {kind}."


def use_style() -> None:
    """Set matplotlib to the course's style. Nothing happens before this is called."""
    import matplotlib as mpl
    from cycler import cycler

    mpl.rcParams.update(
        {
            "axes.axisbelow": True,
            "axes.edgecolor": GREY,
            "axes.grid": True,
            "axes.grid.axis": "y",
            "axes.prop_cycle": cycler(color=COLOURS),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlelocation": "left",
            "axes.titlesize": 12,
            "axes.titleweight": "bold",
            "axes.unicode_minus": True,
            "figure.constrained_layout.use": True,
            "figure.dpi": SHOWN_DPI,
            "figure.figsize": SIZE,
            "font.family": ["DejaVu Sans", *chinese_fonts()],
            "font.size": 10,
            "grid.color": "#e3e2e2",
            "image.cmap": "cividis",
            "legend.frameon": False,
            "lines.linewidth": 2.0,
            "savefig.dpi": DPI,
        }
    )


def chinese_fonts() -> list[str]:
    """The course's own Chinese font, and for rarer characters the first that this computer has."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    if CHINESE_FAMILY not in {font.name for font in manager.ttflist}:
        manager.addfont(CHINESE_FONT)
        # It has one weight, which stands in for the titles' bold: a second file would be as large again.
        manager.ttflist.append(replace(manager.ttflist[-1], weight=BOLD))
    installed = {font.name for font in manager.ttflist}
    return [CHINESE_FAMILY, *[name for name in SYSTEM_FONTS if name in installed][:1]]


def accent(names: Sequence[Any], chosen: Any, colour: str = ACCENT) -> list[str]:
    """A colour for each name: `colour` for the chosen one (or those in a list), grey for the rest."""
    wanted = {chosen} if isinstance(chosen, str) or not hasattr(chosen, "__iter__") else set(chosen)
    return [colour if name in wanted else GREY for name in names]


def label_lines(ax: "Axes", pad: float = 6) -> None:
    """Write each line's label at its right end, in its colour, and drop the legend."""
    for line in ax.get_lines():
        text, points = str(line.get_label()), line.get_xydata()
        if text.startswith("_") or not len(points):
            continue
        ax.annotate(
            text,
            points[-1],
            xytext=(pad, 0),
            textcoords="offset points",
            va="center",
            color=line.get_color(),
            annotation_clip=False,
        )
    if ax.get_legend():
        ax.get_legend().remove()


def label_bars(ax: "Axes", form: str = "{:,.0f}", pad: float = 3) -> None:
    """Write each bar's value at its end."""
    for bars in ax.containers:
        ax.bar_label(bars, fmt=form.format, padding=pad)  # type: ignore[arg-type]


def mark(ax: "Axes", x: Any, y: Any, text: str, offset: tuple[float, float] = (10, 10), colour: str = ACCENT) -> None:
    """Name a point of the figure with a word beside it."""
    ax.annotate(text, (x, y), xytext=offset, textcoords="offset points", color=colour)


def show(fig: "Figure | Axes", *, alt: str = "", takeaway: str = "") -> None:
    """Display a figure with its alt text and its take-away sentence, and close it.

    The alt text goes into the picture's metadata and is the output's plain text: that is what a terminal shows, what a
    screen reader finds, and what a test compares. Raises ValueError without a sentence in each.
    """
    import matplotlib.pyplot as plt
    from IPython.display import display

    figure = _figure(fig)
    check_words(alt, takeaway)
    alt, takeaway = " ".join(alt.split()), " ".join(takeaway.split())
    picture = png(figure)
    width, height = (round(inches * SHOWN_DPI) for inches in figure.get_size_inches())
    plt.close(figure)
    data = {"image/png": base64.b64encode(picture).decode("ascii"), "text/plain": alt}
    display(data, metadata={"image/png": {"alt": alt, "width": width, "height": height}}, raw=True)
    words = WORDS.format(takeaway=escape(takeaway), title=say(IN_WORDS), alt=escape(alt))
    display({"text/plain": takeaway, "text/html": words}, raw=True)


def check_words(alt: str, takeaway: str) -> None:
    """Refuse a figure without words."""
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError(say(NO_ALT))
    if len(alt.strip()) < SHORTEST_ALT:
        raise ValueError(say(SHORT_ALT).format(alt=alt.strip()))
    if not isinstance(takeaway, str) or not takeaway.strip():
        raise ValueError(say(NO_TAKEAWAY))


def png(figure: "Figure") -> bytes:
    """The figure as a small PNG: 256 colours are enough for lines and bars, and the program's version stays out of it."""
    from PIL import Image

    raw = io.BytesIO()
    figure.savefig(raw, format="png", dpi=DPI, metadata={"Software": None})
    small = io.BytesIO()
    with Image.open(raw) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(small, format="png", optimize=True)
    return min(raw.getvalue(), small.getvalue(), key=len)


def _figure(fig: Any) -> "Figure":
    from matplotlib.figure import Figure

    found = fig if isinstance(fig, Figure) else getattr(fig, "figure", None)
    if not isinstance(found, Figure):
        raise TypeError(say(NOT_A_FIGURE).format(kind=type(fig).__name__))
    return found
