"""Which hand-ins are alike in what is rare in the class: a lead for a conversation, not a verdict.

Runs of words and signs are compared. Those of the release, and those that many have, say nothing; names of variables,
comments and turns of phrase that only two share do.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coursekit.rebuild import grade_id

RUN = 6  # words or signs in a row
COMMON = 0.05  # a run that more than this share of the class has is common knowledge
FEWEST = 3  # … but in a small class, two may always share one
LEAST_SHARED = 25
LEAST_SHARE = 0.5
MOST_PAIRS = 30
TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Pair:
    """Two hand-ins, the share of the smaller one's rare runs that both have, and the cells in which they stand."""

    one: str
    other: str
    share: float
    shared: int
    cells: tuple[str, ...]


def runs(source: str) -> set[tuple[str, ...]]:
    """Returns all runs of words and signs of a text, whatever the spaces between them."""
    tokens = TOKEN.findall(source)
    return {tuple(tokens[at : at + RUN]) for at in range(len(tokens) - RUN + 1)}


def alike(notebooks: Mapping[str, Mapping[str, Any]], released: Mapping[str, Any]) -> list[Pair]:
    """Returns the pairs of students whose notebooks share much that is rare, the most alike first."""
    given = set().union(*(runs(str(cell["source"])) for cell in released["cells"]), set())
    cells: dict[str, dict[tuple[str, ...], str]] = {}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for student, notebook in notebooks.items():
        own: dict[tuple[str, ...], str] = {}
        for cell in notebook.get("cells", ()):
            name = grade_id(cell) or "an added cell"
            own |= {run: name for run in runs(str(cell.get("source", ""))) - given}
        cells[student] = own
        for run in own:
            holders[run].append(student)
    most = max(FEWEST, int(COMMON * len(notebooks)))
    rare = {run: names for run, names in holders.items() if len(names) <= most}
    sizes = {student: sum(run in rare for run in own) for student, own in cells.items()}
    shared: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for run, names in rare.items():
        for pair in itertools.combinations(sorted(names), 2):
            shared[pair].append(run)
    found = []
    for (one, other), both in shared.items():
        share = len(both) / max(1, min(sizes[one], sizes[other]))
        if len(both) >= LEAST_SHARED and share >= LEAST_SHARE:
            places = tuple(sorted({cells[one][run].removesuffix("-work") for run in both}))
            found.append(Pair(one, other, share, len(both), places))
    return sorted(found, key=lambda pair: (-pair.shared * pair.share, pair.one, pair.other))[:MOST_PAIRS]
