"""The title workbench: type a title, and see its bytes, which queries find it and where, and which of its words may not be used."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shoplab.languages import joined, say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

FRONT, BACK, MISSED = "found in front", "found further back", "not found"
TITLE = "{share:.0%} of the worth is found, {used} of {longest} bytes used"
X_WORTH = "Orders that a query is worth, in per cent of all"
ALT = (
    "Bar chart of {count} queries by what they are worth, the dearest on top: {front} found in the part that the phone shows, "
    "{back} further back, {missed} not found. The title has {used} of {longest} bytes."
)
TAKEAWAY = "{verdict} On the phone: “{shown}”."
FITS, TOO_LONG = "The title fits.", "The title is {over} bytes too long and would be refused."
FLAGGED = "Not allowed: {words}."


def coverage(title: str, queries: pd.DataFrame) -> pd.DataFrame:
    """Return the queries (`query`, `worth`) with `counts`: 1 found in the part that shows, 0.5 further back, 0 not found."""
    from shopworld.decisions import titles

    return queries.assign(counts=[titles.counts(title, query.split()) for query in queries["query"]])


def found_share(title: str, queries: pd.DataFrame) -> float:
    """Return the part of all queries' worth that a title gets, 0 to 1."""
    table = coverage(title, queries)
    return float((table["counts"] * table["worth"]).sum() / max(table["worth"].sum(), 1e-12))


def plot_bench(
    title: str, queries: pd.DataFrame, banned: Iterable[str] = (), allowed: Iterable[str] = ()
) -> tuple[Figure, str, str]:
    """Return the picture of a title's coverage, its description, and the sentence to take away."""
    from matplotlib.figure import Figure

    from shoplab.charts import ACCENT, GREY
    from shoplab.wording import is_flagged
    from shopworld.decisions import titles

    table = coverage(title, queries).sort_values("worth", ascending=False)
    part = 100 * table["worth"] / max(table["worth"].sum(), 1e-12)
    figure = Figure(figsize=(8, 0.42 * len(table) + 1.4))
    axes = figure.subplots()
    axes.barh(
        table["query"],
        part,
        color=[{1.0: ACCENT, 0.5: GREY}.get(one, "white") for one in table["counts"]],
        edgecolor=GREY,
    )
    for place, (value, counts) in enumerate(zip(part, table["counts"], strict=True)):
        word = {1.0: say(FRONT), 0.5: say(BACK)}.get(counts, say(MISSED))
        axes.annotate(word, (value, place), xytext=(5, 0), textcoords="offset points", va="center")
    axes.invert_yaxis()
    axes.grid(False)
    used = titles.size(title)
    words = {"used": used, "longest": titles.LONGEST}
    axes.set(
        title=say(TITLE).format(share=found_share(title, queries), **words),
        xlabel=say(X_WORTH),
        xlim=(0, part.max() * 1.35),
    )
    counted = {
        name: int((table["counts"] == value).sum()) for name, value in (("front", 1.0), ("back", 0.5), ("missed", 0.0))
    }
    verdict = say(FITS) if used <= titles.LONGEST else say(TOO_LONG).format(over=used - titles.LONGEST)
    bad = [word for word in banned if is_flagged(title, [word], allowed)]
    if bad:
        verdict = joined(verdict, say(FLAGGED).format(words=", ".join(bad)))
    alt = say(ALT).format(count=len(table), **counted, **words)
    return figure, alt, say(TAKEAWAY).format(verdict=verdict, shown=titles.visible(title))
