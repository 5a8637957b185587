"""Sub-accounts 子账号 and what each may do: what a post needs, what was granted, and the packages the platform sells rights in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import parameters
from shopworld.seeds import stream
from shopworld.team import staff

EXTRAS, MISSING = 14, 3  # rights that nobody needs there, and needed ones that were forgotten
REFUND_LIMITS = {"owner": 500_000, "service lead": 80_000, "service agent": 20_000}  # fen, one refund
SENSITIVE = ("see cost", "see suppliers", "export buyers", "manage accounts", "withdraw money", "see settlement")


def needs() -> pd.DataFrame:
    """Return the table `role_needs`: one row a post and a right that its work needs; limits of one refund in fen."""
    frame = parameters.table("role_needs")
    limit = frame["post"].map(REFUND_LIMITS).where(frame["right"] == "approve refund")
    return frame.assign(sensitive=frame["right"].isin(SENSITIVE), refund_limit=limit.fillna(0).astype(np.int64))


def packages() -> pd.DataFrame:
    """Return the table `right_packages`: the rights that can only be given together."""
    return parameters.table("right_packages")


def sub_accounts(seed: int) -> pd.DataFrame:
    """Return the table `sub_accounts`: one account a person; one is open although its holder left."""
    people = staff.table(seed)
    u = stream(seed, "rights", 1).random(len(people))
    closed = people["left"].where(people["staff_id"] != staff.leaver(seed)[0])
    return pd.DataFrame(
        {
            "account": people["staff_id"].map(account),
            "staff_id": people["staff_id"],
            "role": people["post"],
            "opened": people["joined"] + pd.to_timedelta(np.floor(u * 3).astype(np.int64), unit="D"),
            "closed": closed,
            "two_factor": np.where(people["post"].isin(["owner", "finance clerk"]), True, u < 0.6),
        }
    )


def account(staff_id: str) -> str:
    """Return the name of a person's sub-account."""
    return f"lantern:{staff_id.lower()}"


def granted(seed: int, accounts: pd.DataFrame) -> pd.DataFrame:
    """Return the table `rights`: what each open account may do, with rights too many and a few missing."""
    wanted = parameters.table("role_needs")
    of_post = wanted.groupby("post", sort=False)["right"].agg(list)
    open_ones = accounts[accounts["closed"].isna()]
    needed = [
        (name, right)
        for name, role in zip(open_ones["account"], open_ones["role"], strict=True)
        for right in of_post[role]
    ]
    every = [(name, right) for name in open_ones["account"] for right in wanted["right"].unique()]
    spare = sorted(set(every) - set(needed))
    forgotten = stream(seed, "rights", 2).random(len(needed)).argsort(kind="stable")[:MISSING].tolist()
    added = stream(seed, "rights", 3).random(len(spare)).argsort(kind="stable")[:EXTRAS].tolist()
    kept = [pair for place, pair in enumerate(needed) if place not in forgotten]
    frame = pd.DataFrame(sorted(kept + [spare[place] for place in added]), columns=["account", "right"])
    opened = open_ones.set_index("account")["opened"].loc[frame["account"]].to_numpy()
    after = np.floor(stream(seed, "rights", 4).random(len(frame)) * 60).astype("timedelta64[D]")
    frame["granted_on"] = np.minimum(opened + after, np.datetime64("2025-01-20", "us"))
    return frame
