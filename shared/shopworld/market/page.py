"""The page about the market, `course/market.md`, and its picture, made from the parameter files so that they can't drift apart."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from pathlib import Path

from shopworld import parameters
from shopworld.market import policies
from shopworld.market.plan import OPENS
from shopworld.market.play import play_arrays
from shopworld.market.rules import rules
from shopworld.market.scenario import scenario

WORLDS = 100
WAYS = {
    "doing nothing": policies.nothing_arrays,
    "the naive shop": policies.naive_arrays,
    "the careful shop": policies.sensible_arrays,
}
OWN_CHOICE = "choice"
FIGURE = re.compile(r"^(?P<name>[\w-]+) = (?P<value>.+?)\s+# (?P<note>.+)$")
SECTION = re.compile(r"^\[(?P<name>\w+)\]$")
HEAD = "| figure | value | unit | what it is | source |\n|---|---|---|---|---|"
ALT = (
    "Diagram: the stages of a day in three rows, from supply to the cash book and, on the last day, the close; seven stages are "
    "marked with the decisions that enter them, and a line says what is carried to the next morning."
)

ROWS = (
    (("Supply", "restock"), ("Rivals reply", ""), ("Searches", ""), ("Organic place", "title"), ("Auction", "bid, budget")),
    (("Feed, live", "live hours"), ("Choice", "price, coupon"), ("Stock", ""), ("Risk rule", "risk limit"), ("Service", "staff")),
    (("Refunds later", ""), ("Reviews", ""), ("Cash book", ""), ("Close of the last day", "")),
)  # fmt: skip
CARRIED = (
    "To the next morning: stock, goods on the way, cash, refunds due, stars, smoothed sales, open cases, rivals' prices"
)
BOX, GAP, TOP, ROW = (160, 52), 26, 66, 112
YOURS, PLAIN, LINE = "#fbe0cf", "#ececec", "#555555"


def page() -> str:
    """Return the page as markdown."""
    return (
        parameters.settings("market_page")["text"]
        .lstrip("\n")
        .format(alt=ALT, levels=_levels(), version=rules().version, figures=figures(), **_economy())
    )


def figures() -> str:
    """Return a table a section of `season.toml`: figure, value, unit, meaning, source.

    Raises ValueError for a line whose note lacks the unit or the meaning.
    """
    lines: list[str] = []
    for line in files(parameters).joinpath("season.toml").read_text(encoding="utf-8").splitlines():
        if head := SECTION.match(line):
            lines += ["", f"### {head['name']}", "", HEAD]
        elif line and not line.startswith("#") and lines:
            lines.append(_row(line))
    return "\n".join(lines).strip()


def picture() -> str:
    """Return the picture of a day as SVG."""
    width = GAP + len(ROWS[0]) * (BOX[0] + GAP)
    height = TOP + len(ROWS) * ROW + 34
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" role="img">',
        f"<title>{ALT}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        '<text x="24" y="26" font-size="17" font-weight="bold" fill="#222222">A day runs from the warehouse to the cash book</text>',
    ]
    for row, stages in enumerate(ROWS):
        for column, (stage, decision) in enumerate(stages):
            parts += _stage(GAP + column * (BOX[0] + GAP), TOP + row * ROW, stage, decision, column < len(stages) - 1)
        if row < len(ROWS) - 1:
            parts.append(_line(_turn(row)))
    parts.append(f'<text x="{GAP}" y="{height - 12}" font-size="13" fill="{LINE}">{CARRIED}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _row(line: str) -> str:
    found = FIGURE.match(line)
    note = [part.strip() for part in found["note"].split(" · ")] if found else []
    if len(note) < 2:
        raise ValueError(f"A figure's note says its unit and what it is, with · between them; this one doesn't: {line}")
    source = note[2] if len(note) > 2 else OWN_CHOICE
    return f"| {found['name']} | {found['value']} | {note[0]} | {note[1]} | {source} |"


def _levels() -> str:
    by_level: dict[int, list[str]] = {}
    for name, level in OPENS.items():
        by_level.setdefault(level, []).append(name.replace("_", " "))
    return "; ".join([*(f"{level} {', '.join(names)}" for level, names in by_level.items()), "6 rivals who reply"])


def _economy() -> dict[str, str]:
    """Return the rows of the table of what each way earns, and in how many worlds care beat naivety."""
    seasons = [scenario("season", seed) for seed in range(WORLDS)]
    earned = {name: play_arrays(way, seasons).profit / 100 for name, way in WAYS.items()}
    rows = []
    for name, profit in earned.items():
        cells = (profit.mean(), profit.std(), profit.min(), profit.max())
        rows.append(f"| {name} | " + " | ".join(_yuan(value) for value in cells) + " |")
    wins = int((earned["the careful shop"] > earned["the naive shop"]).sum())
    return {"economy": "\n".join(rows), "wins": str(wins), "worlds": str(WORLDS)}


def _yuan(value: float) -> str:
    return f"{'−' if value < 0 else ''}¥{abs(value):,.0f}"


def _stage(x: int, y: int, stage: str, decision: str, arrow: bool) -> list[str]:
    middle, edge = x + BOX[0] // 2, x + BOX[0]
    fill, frame = (YOURS, "#d55e00") if decision else (PLAIN, PLAIN)
    parts = [
        f'<rect x="{x}" y="{y}" width="{BOX[0]}" height="{BOX[1]}" rx="6" fill="{fill}" stroke="{frame}"/>',
        f'<text x="{middle}" y="{y + 31}" font-size="15" text-anchor="middle" fill="#222222">{stage}</text>',
    ]
    if decision:
        parts.append(
            f'<text x="{middle}" y="{y - 8}" font-size="13" text-anchor="middle" fill="#a84300">you: {decision}</text>'
        )
    if arrow:
        y += BOX[1] // 2
        parts.append(_line(f"M{edge + 3} {y}h{GAP - 7}m-5 -5l5 5l-5 5"))
    return parts


def _turn(row: int) -> str:
    """Return the path from the end of one row to the beginning of the next."""
    last = GAP + (len(ROWS[row]) - 1) * (BOX[0] + GAP) + BOX[0] // 2
    bottom = TOP + row * ROW + BOX[1]
    first = GAP + BOX[0] // 2 - 70
    return f"M{last} {bottom + 3}v14H{first}v{ROW - BOX[1] - 22}m-5 -5l5 5l5 -5"


def _line(path: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.5"/>'


def main() -> None:
    """Write the page and its picture into the folder given."""
    folder = Path(sys.argv[1])
    (folder / "market.md").write_text(page(), encoding="utf-8", newline="\n")
    (folder / "images" / "market.svg").write_text(picture(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
