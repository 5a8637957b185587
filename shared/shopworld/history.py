"""One shop's past: every table of a world, built from its seed and written to a folder."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from shopworld import exports, mess, parameters, schema
from shopworld.shop_folder import STAMP, HistoryError, filled, stamp
from shopworld.world import World

TIERS = ("tiny", "course")
LARGE = "large"

UNKNOWN_TIER = "There is no tier {tier!r}. Choose one of: {tiers}."
LARGE_IS_WRITTEN = "The large tier is never in memory as a whole: run `shopworld history --tier large --out FOLDER`."


@dataclass(frozen=True)
class Summary:
    """What was written: rows by table, the hash of all files, and the processor seconds it took."""

    rows: dict[str, int]
    digest: str
    seconds: float


def build(seed: int, tier: str = "course") -> dict[str, pd.DataFrame]:
    """Return every table of one world by name, money in whole fen.

    Raises HistoryError for an unknown tier and ValueError for a seed that is not a whole number of 0 or more.
    """
    if tier == LARGE:
        raise HistoryError(LARGE_IS_WRITTEN)
    if tier not in TIERS:
        raise HistoryError(UNKNOWN_TIER.format(tier=tier, tiers=", ".join((*TIERS, LARGE))))
    world = World(seed, tier)
    return {name: world[name] for name in schema.tables()}


def write(folder: Path, seed: int, tier: str = "course", stored_only: bool = False) -> Summary:
    """Write every table of one world, or only those kept in `datasets/`, as CSV into a folder, whole or not at all.

    The files are made in a folder beside it and moved when all are there. Raises HistoryError with one sentence when the
    folder can't be written to or holds anything that isn't an earlier shop's.
    """
    started = time.process_time()
    tables = build(seed, tier)
    kept = {name: table for name, table in schema.tables().items() if table.stored or not stored_only}
    rows = {name: len(tables[name]) for name in kept}
    raw = exports.files(seed, tables) | mess.files(seed, tables)
    digest = hashlib.sha256()
    with filled(Path(folder)) as making:
        for name, table in kept.items():
            frame = tables.pop(name)  # let go of when it is written: a year's tables and their texts are a lot at once
            with (making / f"{name}.csv").open("wb") as file:
                for piece in schema.pieces(frame, table):
                    digest.update(piece.encode())
                    file.write(piece.encode())
        for name, content in raw.items():
            digest.update(content)
            (making / name).parent.mkdir(exist_ok=True)
            (making / name).write_bytes(content)
        (making / STAMP).write_text(stamp(tier, digest.hexdigest()), encoding="utf-8")
    return Summary(rows, digest.hexdigest(), time.process_time() - started)


def dictionary() -> str:
    """Return the data dictionary in Markdown, made from the schema."""
    return parameters.settings("dictionary")["text"].format(
        tables="\n".join(_section(t) for t in schema.tables().values())
    )


def _section(table: schema.Table) -> str:
    rows = "\n".join(f"| `{c.name}` | {c.kind} | {c.meaning} |" for c in table.columns)
    key = ", ".join(f"`{name}`" for name in table.key)
    limits = f"\n*Limits.* {table.limits}\n" if table.limits else ""
    return (
        f"## {table.name}\n\n{table.about} Key: {key}.\n\n| column | kind | meaning |\n|---|---|---|\n{rows}\n{limits}"
    )
