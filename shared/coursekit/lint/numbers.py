"""Numbers in a lesson's prose are the ones that its cells print.

A heuristic: numbers that carry money (¥), a per cent sign or a thousands comma are looked up among the numbers in the
notebook's outputs (rounded as the prose rounds them; a rate may be printed as a share) and in the code cells next to the
text. A number that is a given fact, not a result, is marked: `<!-- given -->` in its paragraph, or alone in a paragraph
for the whole cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from nbformat import NotebookNode

from coursekit.lint.finding import Finding
from coursekit.lint.outputs import output_words
from coursekit.lint.pages import Page
from coursekit.lint.prose import plain_prose

NOT_PRINTED = (
    "`{text}` is printed by no cell of this notebook. Print it, correct it, or mark its paragraph with "
    "`<!-- given -->` if it is a fact that you state."
)
GIVEN = "<!-- given -->"
UNITS = {"万": 10_000.0, "million": 1_000_000.0, "m": 1_000_000.0, "k": 1_000.0, "thousand": 1_000.0}
OBVIOUS = {0.0, 100.0}
COARSE = 0.005
LARGE = 10_000

_NUMBER = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_MONEY = re.compile(rf"[¥￥]\s?{_NUMBER.format('money')}(?:\s?(?P<unit>万|million\b|thousand\b|m\b|k\b))?")
_RATE = re.compile(rf"{_NUMBER.format('rate')}\s?%")
_THOUSANDS = re.compile(r"(?<![\d.,¥￥])(?P<many>\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?![\d%]|\s?%)")
_PRINTED = re.compile(r"(?<![A-Za-z_\d.])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![A-Za-z_\d.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def numbers_in_prose(page: Page) -> Iterator[Finding]:
    """Every number with a unit in a lesson's markdown is printed by a cell, or written in the code beside it."""
    if not page.is_lesson:
        return
    printed = sorted({number for cell in page.cells("code") for number in _printed(cell)})
    cells = page.notebook.cells
    for place, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            continue
        beside = [number for code in _beside(cells, place) for number in _numbers(code.source)]
        for number in stated(cell.source):
            if not _is_known(number, [*printed, *beside]):
                yield page.finding(NOT_PRINTED.format(text=number.text), cell)


@dataclass(frozen=True)
class Stated:
    """A number as the prose writes it; `scale`: what a printed number may be multiplied by to give it."""

    text: str
    value: float
    decimals: int
    scale: float = 1.0

    def printed_as(self, one: float) -> Iterator[float]:
        """What a printed number may stand for: itself, a share of one, or a table in thousands, 万 or millions."""
        yield one
        if self.scale > 1:
            yield one * self.scale
        if self.text.startswith(("¥", "￥")) and self.value >= LARGE and (one >= 100 or one % 1):
            yield from (one * unit for unit in set(UNITS.values()))


def stated(markdown: str) -> Iterator[Stated]:
    """Every number in the prose that carries a unit or a thousands comma.

    With a unit word (¥20万) the value is multiplied out and the decimals count from there, so they may be negative.
    """
    paragraphs = re.split(r"\n\s*\n", markdown)
    if any(paragraph.strip() == GIVEN for paragraph in paragraphs):
        return
    for paragraph in paragraphs:
        if GIVEN in paragraph:
            continue
        prose = plain_prose(paragraph)
        for found in _MONEY.finditer(prose):
            factor = UNITS.get(found["unit"] or "", 1.0)
            decimals = _decimals(found["money"]) - (len(f"{factor:.0f}") - 1)
            yield Stated(found[0].strip(), _float(found["money"]) * factor, decimals, factor)
        for found in _RATE.finditer(prose):
            if _float(found["rate"]) not in OBVIOUS:
                yield Stated(found[0], _float(found["rate"]), _decimals(found["rate"]), 100.0)
        for found in _THOUSANDS.finditer(prose):
            yield Stated(found["many"], _float(found["many"]), _decimals(found["many"]))


def _is_known(number: Stated, known: list[float]) -> bool:
    """Does a known number, rounded as the prose rounds it, say the same? Sign apart: prose says "fell by".

    Zeros at the end of a whole number count as rounding too (¥548,300 for 548,287), up to half a per cent.
    """
    value, half = number.value, 0.5 * 10.0**-number.decimals
    if number.decimals <= 0 and value:
        digits = f"{value:.0f}"
        zeros = len(digits) - len(digits.rstrip("0"))
        half = max(half, min(0.5 * 10.0**zeros, COARSE * value))
    half = half * (1 + 1e-6) + 1e-9
    return any(abs(meant - value) <= half for one in known for meant in number.printed_as(abs(one)))


def _beside(cells: list[NotebookNode], place: int) -> list[NotebookNode]:
    """The nearest code cell above and below."""
    above = next((cell for cell in reversed(cells[:place]) if cell.cell_type == "code"), None)
    below = next((cell for cell in cells[place + 1 :] if cell.cell_type == "code"), None)
    return [cell for cell in (above, below) if cell is not None]


def _printed(cell: NotebookNode) -> Iterator[float]:
    for output in cell.get("outputs", []):
        yield from _numbers(re.sub(r"<[^>]*>", " ", unescape(output_words(output))))


def _numbers(text: str) -> Iterator[float]:
    text = re.sub(r"(?<=\d)_(?=\d)", "", text)
    return (_float(found[0]) for found in _PRINTED.finditer(text))


def _float(text: str) -> float:
    return float(text.replace(",", ""))


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])
