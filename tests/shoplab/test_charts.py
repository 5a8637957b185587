"""Figures with words, and controls that everyone can use."""

import base64
import io
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import ipywidgets
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

from shoplab import charts, widgets

ALT = "Line chart of takings by week: they rise from 3 to 5."
TAKEAWAY = "Takings rise."
CATALOGUES = ("course/locale/*/*.po", "modules/*/locale/*/*.po", "shared/*/locale/*/*.po")


@pytest.fixture(autouse=True)
def clean() -> Any:
    with matplotlib.rc_context():
        yield
    plt.close("all")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    plt.close("all")  # a worker has run other tests before
    outputs: list[tuple[dict[str, Any], dict[str, Any]]] = []

    def display(data: dict[str, Any], metadata: dict[str, Any] | None = None, raw: bool = False) -> None:
        assert raw
        outputs.append((data, metadata or {}))

    monkeypatch.setattr("IPython.display.display", display)
    return outputs


def figure(title: str = "Takings rise") -> Any:
    charts.use_style()
    fig, ax = plt.subplots()
    ax.plot([1, 2], [3, 5], label="takings")
    ax.set_title(title)
    return fig


def test_a_figure_is_shown_with_its_words_and_closed(shown: list[Any]) -> None:
    charts.show(figure(), alt=ALT, takeaway=TAKEAWAY)
    (picture, about), (words, _) = shown
    assert picture["text/plain"] == ALT
    assert about == {"image/png": {"alt": ALT, "width": 700, "height": 400}}
    png = base64.b64decode(picture["image/png"])
    assert struct.unpack(">II", png[16:24]) == (1008, 576)
    described = f"<details><summary>The figure in words</summary><p>{ALT}</p></details>"
    assert words == {"text/plain": TAKEAWAY, "text/html": f"<p><strong>{TAKEAWAY}</strong></p>{described}"}
    assert plt.get_fignums() == []


def test_axes_will_do_and_words_are_escaped(shown: list[Any]) -> None:
    charts.show(figure().axes[0], alt=ALT + "\n  And more.", takeaway="<b>Up</b>")
    assert shown[0][0]["text/plain"] == ALT + " And more."
    assert shown[1][0]["text/html"].startswith("<p><strong>&lt;b&gt;Up&lt;/b&gt;</strong></p><details>")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            {"takeaway": TAKEAWAY},
            "show() needs alt=, one sentence that says what the figure shows: its kind, axes, range and message.",
        ),
        (
            {"alt": "A chart", "takeaway": TAKEAWAY},
            "The alt text 'A chart' is too short to replace the figure. "
            "Say its kind, axes, range and message in one sentence.",
        ),
        ({"alt": ALT}, "show() needs takeaway=, the sentence that you would say to the owner."),
    ],
)
def test_a_figure_without_words_is_refused(shown: list[Any], words: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError) as caught:
        charts.show(figure(), **words)
    assert str(caught.value) == says
    assert shown == []


def test_only_figures_are_shown() -> None:
    with pytest.raises(TypeError) as caught:
        charts.show([1], alt=ALT, takeaway=TAKEAWAY)  # type: ignore[arg-type]
    assert str(caught.value) == "show() takes a figure or its axes, not list."


def test_pictures_are_small_and_the_same_every_time() -> None:
    charts.use_style()
    rng = np.random.default_rng(1)
    fig, ax = plt.subplots()
    ax.scatter(rng.random(24), rng.random(24), s=rng.random(24) * 400, alpha=0.6)
    for x, y in rng.random((24, 2)):
        ax.annotate("category", (x, y))
    assert len(charts.png(fig)) < 60_000
    assert charts.png(figure()) == charts.png(figure())
    assert len(charts.png(figure())) < 20_000


def test_chinese_renders_without_a_warning_by_the_font_that_ships(
    shown: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(charts, "SYSTEM_FONTS", ())
    charts.use_style()
    assert plt.rcParams["font.family"] == ["DejaVu Sans", "Lantern Sans SC"]
    charts.show(figure("灯巷 Lantern Lane：转化率、客单价、退款率"), alt=ALT, takeaway=TAKEAWAY)
    assert shown[1][0]["text/plain"] == TAKEAWAY
    assert caplog.text == ""


def test_the_font_holds_all_that_the_course_writes_and_says_its_licence(root: Path) -> None:
    from fontTools.ttLib import TTFont

    font = TTFont(charts.CHINESE_FONT)
    held = set(font.getBestCmap())
    texts = [path.read_text(encoding="utf-8") for pattern in CATALOGUES for path in root.glob(pattern)]
    used = {ord(sign) for text in texts for sign in text if "\u4e00" <= sign <= "\u9fff"}
    assert len(used) > 500 and used <= held
    assert "SIL OPEN FONT LICENSE Version 1.1" in (charts.CHINESE_FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert font["name"].getDebugName(1) == "Lantern Sans SC" and charts.CHINESE_FONT.stat().st_size < 2_000_000


def test_the_six_colours_reach_three_to_one_on_white() -> None:
    from shoplab.metrics import contrast_ratio

    assert all(contrast_ratio(colour, "#ffffff") >= 2.95 for colour in (*charts.COLOURS, charts.GREY))


def test_nothing_happens_at_import() -> None:
    code = "import matplotlib as m; b = dict(m.rcParams); import shoplab.charts; print(dict(m.rcParams) == b)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "True\n"


def test_one_accent_and_grey_for_the_rest() -> None:
    assert charts.accent(["a", "b"], "b") == [charts.GREY, charts.ACCENT]
    assert charts.accent(["a", "b", "c"], ["a", "c"], "#c91f16") == ["#c91f16", charts.GREY, "#c91f16"]
    assert charts.accent([1, 2], 2) == [charts.GREY, charts.ACCENT]


def test_lines_and_bars_bear_their_own_labels() -> None:
    ax = figure().axes[0]
    ax.plot([1, 2], [1, 1])
    ax.legend()
    charts.label_lines(ax)
    assert [text.get_text() for text in ax.texts] == ["takings"]
    assert ax.get_legend() is None
    _, bars = plt.subplots()
    bars.bar(["a", "b"], [1200, 3.4])
    charts.label_bars(bars)
    charts.mark(bars, 0, 1200, "the tray emptied")
    assert [text.get_text() for text in bars.texts] == ["1,200", "3", "the tray emptied"]


def drawn() -> tuple[list[tuple[Any, ...]], Any]:
    calls: list[tuple[Any, ...]] = []
    return calls, lambda price, city: calls.append((price, city))


def test_controls_draw_at_once_and_after_a_change(capsys: pytest.CaptureFixture[str]) -> None:
    calls, draw = drawn()
    price = widgets.number("Price in yuan", 60, low=10, high=200, step=5)
    city = widgets.choice("City", {"Hangzhou 杭州": "HZ", "Chengdu 成都": "CD"})
    box = widgets.controls(draw, price=price, city=city)
    price.value = 65
    city.value = "CD"
    assert calls == [(60, "HZ"), (65, "HZ"), (65, "CD")]
    assert isinstance(box, ipywidgets.VBox)
    assert box.children[-1].layout.height == "480px"
    assert f"<small>{widgets.HOW_TO} {widgets.HOW_TO_LIST}</small>" == box.children[1].value
    capsys.readouterr()


def test_every_control_has_a_label_that_is_tied_to_it(capsys: pytest.CaptureFixture[str]) -> None:
    box = widgets.whole("Units", 3, 0, 9)
    assert (box.description, box.style.description_width) == ("Units", "initial")
    assert box.tabbable is None, "True makes ipywidgets put a second stop, without a name, around each box"
    plain = ipywidgets.IntText(description="Units", continuous_update=True)
    assert widgets.controls(lambda n: None, n=plain).children[1].value == f"<small>{widgets.HOW_TO}</small>"
    assert plain.continuous_update is False
    assert widgets.choice("City", ["A", "B"], "B").value == "B"
    capsys.readouterr()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: widgets.controls(print),
            'controls() needs at least one control, like controls(draw, price=number("Price in yuan", 60, 10, 200)).',
        ),
        (
            lambda: widgets.controls(print, n=ipywidgets.IntSlider(description="Units")),
            "The control `n` is a IntSlider, whose label a screen reader can't find. Use number, whole or choice.",
        ),
        (
            lambda: widgets.controls(print, n=ipywidgets.IntText()),
            "The control `n` needs a label, so that everyone knows what it changes.",
        ),
        (
            lambda: widgets.number("Price", 5, 10, 20),
            "The control 'Price' starts at 5, which is not between 10 and 20.",
        ),
    ],
)
def test_a_control_that_not_everyone_can_use_is_refused(make: Any, says: str) -> None:
    with pytest.raises(ValueError) as caught:
        make()
    assert str(caught.value) == says


def test_a_picture_can_be_opened() -> None:
    from PIL import Image

    with Image.open(io.BytesIO(charts.png(figure()))) as picture:
        assert picture.size == (1008, 576)
