"""Risk signals of each paid order: which device, address and network, how the visit went.

Every signal alone has innocent causes: parcel lockers and offices share addresses, phone networks share IP numbers,
families share devices, followers of an influencer buy in a rush. Only together do they tell a ring of paid posters.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld.draws import between, lognormal, pick
from shopworld.risk import brushing
from shopworld.sales import orders
from shopworld.seeds import stream

LOCKERS, NETWORKS = 600, 400
AT_LOCKER, ON_NETWORK, OTHER_DEVICE, FAMILY = 0.22, 0.35, 0.07, 0.03
ACCOUNTS_A_DEVICE, RING_ADDRESSES, RING_NETWORKS = 6, 6, 5
COVERED = {False: 0.15, True: 0.5}  # share of a ring's orders that hide one trace, by whether the ring is careful


def table(seed: int, chain: orders.Chain, days: int) -> pd.DataFrame:
    """Return the table `order_signals`: one row a paid order; device, network and address as opaque numbers."""
    paid_rows = np.flatnonzero(chain.orders["paid_at"].notna().to_numpy())
    paid = chain.orders.iloc[paid_rows]
    ring, group = chain.ring[paid_rows], chain.group[paid_rows]
    u = stream(seed, "order_signals").random((len(paid), 12))
    buyer = paid["buyer_id"].to_numpy()
    kinds = brushing.look_alikes(seed, days, 1.0)["kind"].to_numpy()
    kind = np.where(group >= 0, kinds[np.maximum(group, 0)], "")
    office, rushed = kind == "office", kind == "influencer"
    fake = ring >= 0
    careful = brushing.rings(seed, days, 1.0)["careful"].to_numpy()[np.maximum(ring, 0)]
    hides = np.where(careful, COVERED[True], COVERED[False])

    own = _mixed(buyer, 1)
    device = np.where(u[:, 0] < OTHER_DEVICE, _mixed(buyer, 2), own)
    device = np.where(_share(buyer, 3) < FAMILY, _mixed(buyer // 3, 4), device)
    shared_phone = _mixed(ring * 1_000 + _mixed(buyer, 5) % _devices(ring, buyer), 6)
    device = np.where(fake & (u[:, 1] >= hides), shared_phone, device)

    locker = _mixed(np.floor(_share(buyer, 7) / AT_LOCKER * LOCKERS).astype(np.int64), 8)
    address = np.where(_share(buyer, 7) < AT_LOCKER, locker, _mixed(buyer, 9))
    address = np.where(u[:, 2] < 0.04, _mixed(paid["order_id"].to_numpy(), 10), address)  # a present to somebody
    address = np.where(office, _mixed(group, 11), address)
    drop = _mixed(ring * 1_000 + np.floor(u[:, 3] * RING_ADDRESSES).astype(np.int64), 12)
    address = np.where(fake & (u[:, 4] >= hides), drop, address)

    network = _mixed(np.floor(u[:, 5] / ON_NETWORK * NETWORKS).astype(np.int64), 13)
    ip = np.where(u[:, 5] < ON_NETWORK, network, _mixed(buyer, 14))
    ip = np.where(office, _mixed(group, 15), ip)
    room = _mixed(ring * 1_000 + np.floor(u[:, 6] * RING_NETWORKS).astype(np.int64), 16)
    ip = np.where(fake & (u[:, 5] >= hides), room, ip)

    scripted = fake & (u[:, 7] >= hides)
    seconds = np.round(np.where(rushed, 45 * lognormal(u[:, 8], 0.5), 190 * lognormal(u[:, 8], 1.0))) + 5
    seconds = np.where(scripted, np.round(between(u[:, 8], 70, 165)), seconds).astype(np.int64)
    pages = 1 + np.floor(seconds / (18 + 40 * u[:, 9])).astype(np.int64)
    pages = np.where(scripted, 3 + (u[:, 9] < 0.3), np.minimum(pages, 60))
    looks = np.where(
        scripted, 2 + (u[:, 10] < 0.5), np.minimum(pick(u[:, 10], np.array([5, 2, 1.5, 1, 0.5])), pages - 1)
    )
    return pd.DataFrame(
        {
            "order_id": paid["order_id"].to_numpy(),
            "device": device,
            "ip": ip,
            "address": address,
            "visit_seconds": seconds,
            "pages": pages,
            "rivals_viewed": looks,
            "asked_service": u[:, 11] < np.where(fake, 0.04, np.where(rushed, 0.08, 0.21)),
        }
    )


def _devices(ring: np.ndarray, buyer: np.ndarray) -> np.ndarray:
    """Return how many phones each order's ring works with: one for about six accounts."""
    accounts = pd.Series(buyer).groupby(ring).transform("nunique").to_numpy()
    return np.maximum(accounts // ACCOUNTS_A_DEVICE, 1)


def _mixed(numbers: np.ndarray, salt: int) -> np.ndarray:
    """Return an opaque nine-digit number for each number: the same for the same, without its order."""
    mixed = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(salt * 0x632BE59BD9B4E019 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return ((mixed ^ (mixed >> np.uint64(29))) % np.uint64(900_000_000)).astype(np.int64) + 100_000_000


def _share(numbers: np.ndarray, salt: int) -> np.ndarray:
    """Return an even share in [0, 1) that belongs to each number."""
    return (_mixed(numbers, salt) % 1_000_000) / 1_000_000
