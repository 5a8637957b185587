"""Rights that are sold in packages: which packages give a post all that it needs and least beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shoplab.languages import say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NOT_SOLD = "No package holds the right '{right}', so it can't be given."
NO_PACKAGE = "There is no package '{package}'. The packages are: {packages}."


def beside(
    chosen: Collection[str], needs: Collection[str], packages: Mapping[str, Collection[str]]
) -> tuple[list[str], list[str]]:
    """Return the rights that are missing, and those that come with the chosen packages though nobody needs them; both sorted."""
    given: set[str] = set()
    for package in chosen:
        if package not in packages:
            raise ValueError(say(NO_PACKAGE).format(package=package, packages=", ".join(packages)))
        given |= set(packages[package])
    return sorted(set(needs) - given), sorted(given - set(needs))


def fewest_rights(
    needs: Collection[str], packages: Mapping[str, Collection[str]], sensitive: Collection[str] = ()
) -> list[str]:
    """Return the packages that give everything needed and least beside it: first least that is sensitive, then least, then fewest.

    All covers are tried, so the answer is the best one. Raises ValueError for a right that no package holds. The problem is
    called weighted set cover 集合覆盖 (Karp, 1972).
    """
    wanted, private = set(needs), set(sensitive)
    holders = {right: sorted(name for name, rights in packages.items() if right in rights) for right in sorted(wanted)}
    for right, names in holders.items():
        if not names:
            raise ValueError(say(NOT_SOLD).format(right=right))
    best: tuple[int, int, int, list[str]] | None = None
    tried: set[frozenset[str]] = set()

    def look(chosen: frozenset[str], given: frozenset[str]) -> None:
        nonlocal best
        if chosen in tried:
            return
        tried.add(chosen)
        excess = given - wanted
        price = (len(excess & private), len(excess), len(chosen), sorted(chosen))
        if best is not None and price[:2] > best[:2]:
            return
        open_rights = sorted(wanted - given, key=lambda right: (len(holders[right]), right))
        if not open_rights:
            best = price if best is None else min(best, price)
            return
        for name in holders[open_rights[0]]:
            look(chosen | {name}, given | frozenset(packages[name]))

    look(frozenset(), frozenset())
    assert best is not None
    return best[3]


def greedy(needs: Collection[str], packages: Mapping[str, Collection[str]]) -> list[str]:
    """Return packages taken one by one, each time the one that gives most of what is still missing, whatever comes with it."""
    missing, chosen = set(needs), []
    while missing:
        name = max(sorted(packages), key=lambda one: len(missing & set(packages[one])))
        if not missing & set(packages[name]):
            raise ValueError(say(NOT_SOLD).format(right=sorted(missing)[0]))
        chosen.append(name)
        missing -= set(packages[name])
    return sorted(chosen)
