"""What an insider should answer for in a year of the operation log, and what a list of suspicious acts is worth."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from shopworld.team import audit, rights

KINDS = ("night export", "bulk price change", "account of somebody who left", "refund over the limit")
A_KIND = 10_000.0  # yuan that finding all acts of a kind saves
FALSE_ALARM, MOST_FALSE = 1_000.0, 10  # yuan for accusing an innocent act, and how many are read at all


def guilty(seed: int, audit_log: pd.DataFrame, sub_accounts: pd.DataFrame, days: int = 365) -> pd.Series:
    """Return the kind of each planted act by its log number, found in the table by what is known of who did it and when."""
    known = audit.incidents(seed, days)
    acts = audit_log.merge(sub_accounts[["account", "staff_id", "role"]], on="account")
    amount = pd.to_numeric(acts["after"].where(acts["action"] == "approve refund"))
    limit = rights.REFUND_LIMITS["service agent"] / 100
    by = acts["staff_id"]
    left_on = audit.calendar.START + pd.to_timedelta(known.former_days.min(), unit="D")
    rules = {
        KINDS[0]: (by == known.exporter)
        & (acts["action"] == "export buyers")
        & (acts["at"].dt.hour < audit.NIGHT_ENDS),
        KINDS[1]: (by == known.price_changer) & (acts["action"] == "change price"),
        KINDS[2]: (by == known.former) & (acts["at"] >= left_on),
        KINDS[3]: (by == known.over_limit) & (amount > limit),
    }
    parts = [pd.Series(kind, index=acts.loc[rule, "log_id"]) for kind, rule in rules.items()]
    return pd.concat(parts)


def worth(named: Collection[int], truth: pd.Series) -> tuple[float, dict[str, float], int]:
    """Return what a list of log numbers saves in yuan, the share of each kind that it finds, and its false alarms."""
    chosen = set(named)
    found = (
        truth.groupby(truth).apply(lambda acts: float(acts.index.isin(chosen).mean())).reindex(list(KINDS)).fillna(0.0)
    )
    false = len(chosen - set(truth.index))
    return float(A_KIND * found.sum() - FALSE_ALARM * false), found.to_dict(), false
