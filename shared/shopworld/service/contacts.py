"""How many buyers write in each hour, for staffing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar


def hourly(chats: pd.DataFrame, tickets: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return the table `arrivals_hourly`: chats, tickets and messages by day and hour, and first replies within three minutes."""
    both = pd.DataFrame(
        {
            "at": pd.concat([chats["started_at"], tickets["opened_at"]], ignore_index=True),
            "ticket": np.r_[np.zeros(len(chats), np.int64), np.ones(len(tickets), np.int64)],
            "messages": np.r_[chats["messages"], tickets["messages"]],
            "in_time": np.r_[chats["first_reply_s"], tickets["first_reply_s"]] <= 180,
        }
    )
    hours = days * 24
    hour = ((both["at"] - calendar.START) // pd.Timedelta(hours=1)).to_numpy()
    both, hour = both[hour < hours], hour[hour < hours]
    of_tickets = np.bincount(hour, weights=both["ticket"], minlength=hours).astype(np.int64)
    return pd.DataFrame(
        {
            "date": calendar.START + pd.to_timedelta(np.arange(hours) // 24, unit="D"),
            "hour": np.arange(hours) % 24,
            "chats": np.bincount(hour, minlength=hours) - of_tickets,
            "tickets": of_tickets,
            "messages": np.bincount(hour, weights=both["messages"], minlength=hours).astype(np.int64),
            "in_time": np.bincount(hour, weights=both["in_time"], minlength=hours).astype(np.int64),
        }
    )
