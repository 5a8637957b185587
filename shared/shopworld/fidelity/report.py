"""All measures of a shop beside their bands, all gates, and whether the goals are met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shopworld import parameters, schema
from shopworld.fidelity import after_sales, basket, concentration, gates, prices, repeat, rhythm
from shopworld.fidelity.shop import Shop

MEASURES = (
    concentration.MEASURES
    | repeat.MEASURES
    | basket.MEASURES
    | rhythm.MEASURES
    | prices.MEASURES
    | after_sales.MEASURES
)
GOAL, GOAL_OF_GROUP = 0.85, 0.60

GROUP = "{group}: {inside} of {count} in band ({share:.0%})"
ROW = "  {verdict:<4} {name:<36}{value:>9.3f}   {low:g} to {high:g}{doubt}   {what}"
DOUBT = " (unverified)"
GATE = "  {verdict:<4} {what}{detail}"
TOTAL = (
    "{inside} of {count} targets in band ({share:.0%}; goal {goal:.0%}), weakest group {weakest:.0%} (goal {least:.0%}), "
    "{passed} of {gates} gates"
)


YEAR = 365
TOO_SHORT = "The shop in {folder} has {days} days, and the bands are a whole year's. Make one of the course tier."


@dataclass(frozen=True)
class Target:
    """A measure's band: both ends belong to it."""

    name: str
    group: str
    what: str
    low: float
    high: float
    verified: bool


@dataclass(frozen=True)
class Report:
    """What was measured: each target with its value, and each gate with the rows that fail it."""

    values: dict[Target, float]
    gates: dict[str, str]

    def inside(self, group: str | None = None) -> float:
        """The share of the targets, of one group or of all, whose value lies in the band."""
        hits = [t.low <= v <= t.high for t, v in self.values.items() if group in (None, t.group)]
        return sum(hits) / len(hits)

    @property
    def groups(self) -> list[str]:
        """The groups' names in the order of the targets."""
        return list(dict.fromkeys(target.group for target in self.values))

    @property
    def good(self) -> bool:
        """Whether every gate holds and both goals are met."""
        weakest = min(map(self.inside, self.groups))
        return not any(self.gates.values()) and self.inside() >= GOAL and weakest >= GOAL_OF_GROUP

    def lines(self) -> Iterator[str]:
        """The printed report, line by line."""
        for group in self.groups:
            mine = {target: value for target, value in self.values.items() if target.group == group}
            inside = sum(t.low <= v <= t.high for t, v in mine.items())
            yield GROUP.format(group=group, inside=inside, count=len(mine), share=inside / len(mine))
            for target, value in mine.items():
                yield ROW.format(
                    verdict="ok" if target.low <= value <= target.high else "MISS",
                    name=target.name,
                    value=value,
                    low=target.low,
                    high=target.high,
                    doubt="" if target.verified else DOUBT,
                    what=target.what,
                )
        yield "gates"
        for what, detail in self.gates.items():
            yield GATE.format(verdict="FAIL" if detail else "ok", what=what, detail=f": {detail}" if detail else "")
        yield TOTAL.format(
            inside=sum(t.low <= v <= t.high for t, v in self.values.items()),
            count=len(self.values),
            share=self.inside(),
            goal=GOAL,
            weakest=min(map(self.inside, self.groups)),
            least=GOAL_OF_GROUP,
            passed=sum(not detail for detail in self.gates.values()),
            gates=len(self.gates),
        )


def targets() -> list[Target]:
    """Return every target of `parameters/targets.toml`."""
    return [
        Target(name, entry["group"], entry["what"], entry["low"], entry["high"], entry.get("verified", True))
        for name, entry in parameters.settings("targets")["targets"].items()
    ]


def check(folder: Path) -> Report:
    """Measure the shop in a folder that holds all its tables.

    Raises SchemaError when a table is missing, was made by another version, or holds less than a year.
    """
    shop = Shop(folder)
    days = len(shop["calendar"])
    if days < YEAR:
        raise schema.SchemaError(TOO_SHORT.format(folder=folder, days=days))
    return Report({target: MEASURES[target.name](shop) for target in targets()}, gates.check(shop))
