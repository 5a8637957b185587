"""Solution regions: `### BEGIN SOLUTION … ### END SOLUTION` after the learner's stub."""

import textwrap

from coursekit.build.errors import BuildError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
UNBALANCED = "a solution region must open with `{begin}` and close with `{end}`, once each and in this order."


def has_region(source: str) -> bool:
    """Does the cell hold a marker of a solution region?"""
    return any(line.strip() in {BEGIN, END} for line in source.splitlines())


def without_region(source: str) -> str:
    """The source as a learner gets it: the regions and their markers are gone."""
    kept, _ = _split(source)
    return "\n".join(kept).rstrip()


def region_text(source: str) -> str:
    """The worked solution: the lines inside the regions, dedented together."""
    _, inside = _split(source)
    return textwrap.dedent("\n".join(inside)).strip("\n")


def _split(source: str) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    inside: list[str] = []
    is_open = False
    for line in source.splitlines():
        marker = line.strip()
        if marker in {BEGIN, END}:
            if is_open == (marker == BEGIN):
                raise BuildError(UNBALANCED.format(begin=BEGIN, end=END))
            is_open = not is_open
        else:
            (inside if is_open else kept).append(line)
    if is_open:
        raise BuildError(UNBALANCED.format(begin=BEGIN, end=END))
    return kept, inside
