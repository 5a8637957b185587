"""The headings of a markdown text, fenced code left out."""

import re
from collections.abc import Iterator

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")


def headings(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield (level, text) for every heading, in order; solution markers (`### BEGIN SOLUTION`) are not headings."""
    fenced = False
    for line in markdown.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
            continue
        found = None if fenced else _HEADING.match(line)
        if found and found[2] not in {"BEGIN SOLUTION", "END SOLUTION"}:
            yield len(found[1]), found[2]
