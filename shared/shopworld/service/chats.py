"""Questions before buying: who answered, how fast, and whether an order followed.

The orders are there already; so the chats that led to one are hung on orders, and those that led to none are added in the
number and mix that the agents' conversions demand.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import moments, parameters
from shopworld.draws import between, lognormal, pick
from shopworld.moments import DAY, MINUTE
from shopworld.sales.orders import Chain
from shopworld.seeds import stream
from shopworld.service import queues
from shopworld.team import rosters

ASKED_FIRST = 0.10  # of the orders, so many began with a question
CHANNELS = ("app chat", "social message", "phone")
SKILL_SPREAD = 0.03
EASY_QUEUE_SKILL = -0.045
FIRST_CHAT = 30_000_000


def easy_queue(seed: int) -> int:
    """Return the position in AGENTS of the one whose queue is full of people who have nearly bought."""
    steady = [number for number, name in enumerate(rosters.AGENTS) if name not in ("E06", "E10")]
    return steady[int(stream(seed, "chats", 1).random() * len(steady))]


def skills(seed: int) -> np.ndarray:
    """Return what each agent truly adds to the conversion of a question of any topic, as a share."""
    u = stream(seed, "chats", 2).random(len(rosters.AGENTS))
    skill = between(u, -SKILL_SPREAD, SKILL_SPREAD)
    skill[easy_queue(seed)] = EASY_QUEUE_SKILL
    return skill


def chats(seed: int, chain: Chain) -> pd.DataFrame:
    """Return the table `chats`: one row a conversation before buying; `order_id` 0 where no order followed."""
    orders = chain.orders
    asked = orders[(chain.ring < 0) & (stream(seed, "chats", 3).random(len(orders)) < ASKED_FIRST)]
    chance, mix = _conversion(seed)
    created = moments.seconds(asked["created_at"])
    bought = ((mix * chance).sum(axis=1) / mix.sum(axis=1))[_at_the_desk(seed, created)].mean(axis=1)
    in_vain = np.round(
        (1 - bought) / bought, 6
    )  # chats without an order for each with one, while these two are on duty
    extra = int(
        np.round(in_vain * 1_000_000).astype(np.int64).sum() // 1_000_000
    )  # whole numbers add up alike everywhere
    u = stream(seed, "chats", 4).random((len(asked) + extra, 9))
    ordered = np.arange(len(u)) < len(asked)
    like = np.where(ordered, np.arange(len(u)), pick(u[:, 0], in_vain))
    before = 1 + np.round(6 * MINUTE * lognormal(u[:, 1], 0.8)).astype(np.int64)
    # Three days on the same crew is on duty.
    moved = np.where(ordered, 0, (np.floor(u[:, 2] * 5).astype(np.int64) - 2) * 3 * DAY)
    since = created[like] - before + moved
    since = np.where((since < 0) | (since > created.max()), np.maximum(since - moved, 0), since)
    agent, topic = _who_and_what(_at_the_desk(seed, since), ordered, u[:, 3], u[:, 4], chance, mix)
    buyer = asked["buyer_id"].to_numpy()[like]
    frame = pd.DataFrame(
        {
            "started_at": moments.times(since),
            "buyer_id": np.where(ordered, buyer, 0),
            "channel": np.array(CHANNELS, dtype=object)[pick(u[:, 8], np.array([0.86, 0.11, 0.03]))],
            "topic": parameters.table("chat_topics")["topic"].to_numpy()[topic],
            "agent": np.array([*rosters.AGENTS, ""], dtype=object)[agent],
            "first_reply_s": queues.first_reply(seed, since, u[:, 5:8]),
            "messages": 2 + np.floor(5 * lognormal(u[:, 2], 0.6)).astype(np.int64),
            "ordered": ordered,
            "order_id": np.where(ordered, asked["order_id"].to_numpy()[like], 0),
        }
    ).sort_values(["started_at", "order_id", "first_reply_s", "messages", "topic"], ignore_index=True)
    frame.insert(0, "chat_id", np.arange(1, len(frame) + 1) + FIRST_CHAT)
    return frame


def _conversion(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return by agent (the last is nobody) and topic the chance of an order, and the share of the agent's questions."""
    topics = parameters.table("chat_topics")
    chance = topics["conversion"].to_numpy()[None, :] + np.append(skills(seed), 0.0)[:, None]
    mix = np.tile(topics["common"].to_numpy(), (len(rosters.AGENTS) + 1, 1))
    mix[easy_queue(seed)] = topics["easy_queue"].to_numpy()
    return np.round(chance, 6), mix


def _at_the_desk(seed: int, since: np.ndarray) -> np.ndarray:
    """Return the two rows of `_conversion` that answer at each moment; one alone answers everything."""
    duty = rosters.on_duty(seed, since)
    duty = np.where(duty >= 0, duty, duty[:, ::-1])
    return np.where(duty >= 0, duty, len(rosters.AGENTS))


def _who_and_what(
    duty: np.ndarray, ordered: np.ndarray, who_u: np.ndarray, what_u: np.ndarray, chance: np.ndarray, mix: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return each chat's agent and topic, given who is on duty and whether an order followed (Bayes' rule)."""
    whole = mix / mix.sum(axis=1, keepdims=True)
    joint = np.stack([whole * (1 - chance), whole * chance])  # given no order, given an order
    weight = np.round(joint.sum(axis=2), 6)[ordered.astype(np.int64)[:, None], duty]
    first = who_u * weight.sum(axis=1) < weight[:, 0]
    agent = np.where(first, duty[:, 0], duty[:, 1])
    edges = np.round(np.cumsum(joint / joint.sum(axis=2, keepdims=True), axis=2), 6)[ordered.astype(np.int64), agent]
    return agent, np.minimum((what_u[:, None] >= edges).sum(axis=1), mix.shape[1] - 1)
