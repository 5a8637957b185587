"""Six extra seats for the week of a sale: what a seating and its packages of rights are worth to the shop."""

from __future__ import annotations

from collections.abc import Collection, Mapping

SEATS = ("ad buyer", "operations assistant", "packer", "service agent", "finance clerk", "service agent")
LEND_A_HAND = (
    "operations assistant",
    "designer",
    "ad buyer",
    "packer",
    "finance clerk",
)  # posts whose people may sit there
A_SEAT = 6_000.0  # yuan that a seat brings in the week when its person fits perfectly
BESIDE, PRIVATE = 300.0, 1_500.0  # yuan for a right beside the need, harmless or private


def worth(
    fits: Collection[float],
    chosen: Collection[Collection[str]],
    needs: Mapping[str, Collection[str]],
    packages: Mapping[str, Collection[str]],
    private: Collection[str],
) -> tuple[float, int, int]:
    """Return what a seating is worth in yuan, the rights missing and the rights beside the need over all seats.

    `fits` has each seat's fit from 0 to 1 in the order of SEATS, `chosen` its packages. A seat in which a needed right is missing
    brings nothing.
    """
    value, missing, beside = 0.0, 0, 0
    for post, fit, names in zip(SEATS, fits, chosen, strict=True):
        given = {right for name in names for right in packages[name]}
        lacks, extra = set(needs[post]) - given, given - set(needs[post])
        value += A_SEAT * fit * (not lacks)
        value -= sum(PRIVATE if right in private else BESIDE for right in extra)
        missing, beside = missing + len(lacks), beside + len(extra)
    return value, missing, beside
