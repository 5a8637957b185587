"""Single viewers of the livestreams, and the reminders that brought some of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import between, counts, pick
from shopworld.seeds import stream
from shopworld.streams import live

PER_SESSION = 80
GRID_SECONDS = 5


def sample(seed: int, air: live.Broadcast) -> pd.DataFrame:
    """Return the table `live_viewers`: so many visits a session, drawn evenly from all, with source and stay in seconds."""
    number = len(air.begins)
    u = stream(seed, "live_viewers").random((live.SESSIONS, PER_SESSION, 4))[:number]
    names = np.array([source["name"] for source in live.settings()["sources"]])
    end = live.MINUTES * 60
    still = live.staying(live.effects(seed), np.arange(0, live.MINUTES * 60, GRID_SECONDS) / 60)
    rows = []
    for session in range(number):
        real, fake = air.entries[session], air.fake_entries[session].sum()
        cell = pick(u[session, :, 0], np.append(real.ravel() / 1000, fake / 1000))
        bought = cell == real.size
        source, minute = (
            np.where(bought, 0, cell // live.MINUTES),
            np.where(bought, air.crowd_in[session], cell % live.MINUTES),
        )
        entered = minute * 60 + np.floor(u[session, :, 1] * 60).astype(np.int64)
        stay = np.array(
            [
                np.searchsorted(-still[where], -(1 - share))
                for where, share in zip(source, u[session, :, 2], strict=True)
            ]
        )
        stay = stay * GRID_SECONDS + np.floor(u[session, :, 3] * GRID_SECONDS).astype(np.int64)
        stay = np.where(bought, (air.crowd_out[session] - air.crowd_in[session]) * 60 - entered % 60, stay)
        rows.append(
            pd.DataFrame(
                {
                    "session_id": session + 1,
                    "viewer": np.arange(1, PER_SESSION + 1),
                    "source": names[source],
                    "entered_second": entered,
                    "stay_seconds": np.minimum(stay, end - entered),
                    "left_before_end": stay < end - entered,
                }
            )
        )
    return pd.concat(rows, ignore_index=True)


def reminder_lift(seed: int) -> np.ndarray:
    """Return what a reminder adds to the chance of coming: channel × hours before the session."""
    known = live.settings()
    u = stream(seed, "live_reminders", 0).random((3, 4))
    best = int(u[0, 0] * len(known["reminder_hours"]))
    by_hour = between(u[1], 0.25, 0.55)
    by_hour[best] = 1.0
    return np.round(between(u[2, :3], 0.02, 0.06)[:, None] * by_hour[None, :], 6)


def reminders(seed: int, number: int) -> pd.DataFrame:
    """Return the table `live_reminders`: followers reminded and, at random, not reminded, and how many of them came.

    One channel and lead time a session; a fifth of the followers is held out.
    """
    known = live.settings()
    channels, hours = known["reminder_channels"], known["reminder_hours"]
    u = stream(seed, "live_reminders", 1).random((live.SESSIONS, 6))[:number]
    cell = (np.arange(number) * 5 + int(u[0, 5] * 12)) % (len(channels) * len(hours))
    channel, hour = cell // len(hours), cell % len(hours)
    usual = between(u[:, 0], 0.03, 0.09)
    fans = np.round(between(u[:, 1], 9_000, 16_000)).astype(np.int64)
    held = fans // 5
    chance = usual + reminder_lift(seed)[channel, hour]
    frame = pd.DataFrame(
        {
            "session_id": np.tile(np.arange(1, number + 1), 2),
            "channel": np.tile(np.array(channels)[channel], 2),
            "hours_before": np.tile(np.array(hours)[hour], 2),
            "reminded": np.repeat([True, False], number),
            "followers": np.concatenate([fans - held, held]),
            "came": np.concatenate([counts(u[:, 2], (fans - held) * chance), counts(u[:, 3], held * usual)]),
        }
    )
    return frame.sort_values(["session_id", "reminded"], ascending=[True, False], ignore_index=True)
