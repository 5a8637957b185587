"""Somebody exports the buyers at night; on sale nights the night shift does so too, and is innocent."""

from __future__ import annotations

import pandas as pd

from shopworld import calendar
from shopworld.team import audit
from shopworld.truth.model import Phenomenon
from shopworld.world import World

NIGHT_ENDS = 6  # o'clock


def _score(world: World, flagged: pd.DataFrame) -> float:
    """Return the F1 of the flagged acts: twice those rightly flagged ÷ (flagged + guilty)."""
    known = audit.incidents(world.seed, world.days)
    nights = calendar.START + pd.to_timedelta(known.export_days, unit="D")
    right = (flagged["staff_id"] == known.exporter) & flagged["date"].isin(nights)
    return 2 * int(right.sum()) / (len(flagged) + len(nights))


def _at_night(world: World) -> pd.DataFrame:
    acts = world["audit_log"]
    acts = acts[(acts["action"] == "export buyers") & (acts["at"].dt.hour < NIGHT_ENDS)]
    acts = acts.assign(date=acts["at"].dt.normalize())
    return acts.merge(world["sub_accounts"][["account", "staff_id"]], on="account")


def _naive(world: World) -> float:
    """Flag every export of buyers between midnight and six."""
    return _score(world, _at_night(world))


def _taught(world: World) -> float:
    """Flag those by accounts whose holder was not on the night's roster."""
    acts = _at_night(world)
    roster = world["shifts"].query("shift == 'night'")[["date", "staff_id"]]
    seen = acts.merge(roster, on=["date", "staff_id"], how="left", indicator=True)
    return _score(world, seen[seen["_merge"] == "left_only"])


PHENOMENON = Phenomenon(
    id="night-export",
    tables=("audit_log", "sub_accounts", "shifts"),
    question="How well (F1) are the exports of buyers found that an insider made at night?",
    estimand=lambda world: 1.0,
    naive=_naive,
    taught=_taught,
    tolerance=0.12,
    tier="tiny",
)
