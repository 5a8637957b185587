"""The shop's pages: what stands on them, how far people read, where they click, and from where to where they go."""

from __future__ import annotations

import numpy as np
import pandas as pd

from shopworld import calendar, parameters
from shopworld.audience import traffic
from shopworld.draws import between, counts, lognormal, pick
from shopworld.seeds import stream

SCREENS = 8
HOME = "home"
SHOWS = (
    "selling point",
    "selling point",
    "selling point",
    "scene",
    "size chart",
    "certificate",
    "buyers' photos",
    "sales count",
)
LATER = (
    "scene",
    "size chart",
    "material",
    "certificate",
    "buyers' photos",
    "brand story",
    "celebrity",
    "delivery promise",
)
FORMATS = ("WebP", "JPEG", "PNG")
FORMAT_WEIGHT = (0.5, 0.35, 0.15)
FORMAT_SIZE = (1.0, 1.5, 2.2)
USUAL_KB = 118
VIDEO_KB_A_SECOND = 60
FIRST_SCREENS = 3
BASE_MS, MS_PER_KB = (620, 430), (1.75, 0.70)  # by device: a phone's network is slower
HOME_SHARE = 0.18  # of visitors open the home page
SEEN_PER_LINE = 0.86
MOVED = ("hit goods", "travel sets")
MOVED_UP = 2  # lines
CLICKS_PER_LINE = 1.11
MEASURED = 10  # paths are measured on one visit in so many
STEPS = 14
STATES = ("home", "search results", "category", "item", "cart", "checkout", "paid", "left")
ENTRY = (0.10, 0.14, 0.02, 0.74, 0.0, 0.0, 0.0, 0.0)
#        home  results category item  cart  checkout paid left
MOVES = (
    (0.00, 0.17, 0.14, 0.36, 0.01, 0.00, 0.00, 0.32),
    (0.02, 0.14, 0.02, 0.48, 0.00, 0.00, 0.00, 0.34),
    (0.04, 0.05, 0.10, 0.45, 0.00, 0.00, 0.00, 0.36),
    (0.05, 0.09, 0.04, 0.25, 0.055, 0.013, 0.00, 0.502),
    (0.04, 0.01, 0.02, 0.20, 0.00, 0.37, 0.00, 0.36),
    (0.01, 0.00, 0.00, 0.02, 0.05, 0.00, 0.84, 0.08),
)
LEAKS = (1, 2, 4)  # states of which one loses far more people on one device
LEAK = 1.7


def spec(seed: int) -> pd.DataFrame:
    """Return the table `page_spec`: one row a part of the home page and of every product's page."""
    codes = [HOME, *parameters.table("products")["product"]]
    shape = (len(codes), SCREENS)
    u = stream(seed, "page_spec").random((*shape, 9))
    heavy = lognormal(stream(seed, "page_spec", 1).random(len(codes)), 0.35)[:, None]
    screen = np.broadcast_to(np.arange(1, SCREENS + 1), shape)
    early = screen <= FIRST_SCREENS
    shows = np.where(early, np.array(SHOWS)[_of(u[..., 0], SHOWS)], np.array(LATER)[_of(u[..., 0], LATER)])
    shows[0] = [*parameters.table("page_zones")["zone"][2 : 2 + SCREENS]]
    video = (screen == 1) & (u[..., 1] < 0.6) & (np.arange(len(codes))[:, None] > 0)
    form = pick(u[..., 2], np.array(FORMAT_WEIGHT))
    seconds = np.where(video, np.round(between(u[..., 3], 6, 42)), 0).astype(np.int64)
    size = np.round(USUAL_KB * heavy * np.array(FORMAT_SIZE)[form] * lognormal(u[..., 4], 0.3))
    wide = np.array([750, 750, 790, 1080, 1440])[_of(u[..., 5], range(5))]
    tall = np.round(wide * between(u[..., 6], 0.75, 1.5)).astype(np.int64)
    lines = np.array([720, 1080, 1080, 2160])[_of(u[..., 6], range(4))]
    name = np.repeat(codes, SCREENS)
    described = (u[..., 7] < 0.62).ravel()
    return pd.DataFrame(
        {
            "page": name,
            "screen": screen.ravel(),
            "kind": np.where(video, "video", "image").ravel(),
            "shows": shows.ravel(),
            "format": np.where(video, "MP4", np.array(FORMATS)[form]).ravel(),
            "kilobytes": np.where(video, seconds * VIDEO_KB_A_SECOND, size).ravel().astype(np.int64),
            "width": np.where(video, lines * 16 // 9, wide).ravel(),
            "height": np.where(video, lines, tall).ravel(),
            "seconds": seconds.ravel(),
            "alt_text": np.where(described & ~video.ravel(), pd.Series(name) + ": " + pd.Series(shows.ravel()), ""),
            "shows_use": (video & (u[..., 8] < 0.7)).ravel(),
            "rights_held": ((shows != "celebrity") | (u[..., 8] < 0.5)).ravel(),
        }
    )


def _of(uniforms: np.ndarray, options: object) -> np.ndarray:
    """Choose evenly among the options."""
    return np.floor(uniforms * len(options)).astype(np.int64)


def load_times(page_spec: pd.DataFrame) -> np.ndarray:
    """Return each product page's usual load time in milliseconds, by device: what its first screens' pictures weigh."""
    early = page_spec[(page_spec["screen"] <= FIRST_SCREENS) & (page_spec["page"] != HOME)]
    weight = early["kilobytes"].where(early["kind"] == "image", 150).groupby(early["page"], sort=False).sum().to_numpy()
    return np.round(np.array(BASE_MS) + weight[:, None] * np.array(MS_PER_KB)).astype(np.int64)


def reach(seed: int, page_spec: pd.DataFrame, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `page_reach`: how many saw each screen of a product's page, and how many put the product into the cart.

    A selling point in the first three screens keeps readers and sells; further down it comes too late.
    """
    goods = page_spec[page_spec["page"] != HOME]
    pages = goods["page"].unique()
    u = stream(seed, "page_reach").random((len(pages), len(traffic.DEVICES), SCREENS, 2))
    opened = traffic_daily.groupby("device")["item_visitors"].sum().reindex(list(traffic.DEVICES)).to_numpy()
    popular = np.round(parameters.table("products")["popularity"] * lognormal(u[:, 0, 0, 0], 0.3), 6).to_numpy()
    first = traffic.split(opened, np.broadcast_to(popular, (len(opened), len(pages)))).T
    points = (goods["shows"] == "selling point") & (goods["screen"] <= FIRST_SCREENS)
    points = points.groupby(goods["page"], sort=False).sum().to_numpy()
    kept = 0.72 + 0.035 * points[:, None, None] + between(u[..., 0], -0.04, 0.04)
    kept[:, :, 0] = 1.0
    seen = np.floor(first[:, :, None] * np.round(np.cumprod(kept, axis=2), 9)).astype(np.int64)
    rate = (0.055 + 0.011 * points)[:, None] * between(u[:, :, 0, 1], 0.95, 1.05)
    carts = np.minimum(counts(u[:, :, 1, 1], first * rate), seen[:, :, 1])
    at = np.unravel_index(np.arange(seen.size), seen.shape)
    return pd.DataFrame(
        {
            "page": pages[at[0]],
            "device": np.array(traffic.DEVICES)[at[1]],
            "screen": at[2] + 1,
            "visitors": seen.ravel(),
            "seconds": np.round(between(u[..., 1], 2.0, 6.5), 1).ravel(),
            "carts": np.where(at[2] == 0, carts[at[0], at[1]], 0),
        }
    )


def clicks(seed: int, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `page_clicks`: the home page's zones by week and device, before and after one zone moved up."""
    zones = parameters.table("page_zones")
    days = traffic_daily["date"].nunique()
    weeks = days // 7
    u = stream(seed, "page_clicks").random((53, len(traffic.DEVICES), len(zones), 3))[:weeks]
    own = stream(seed, "page_clicks", 1).random(4)
    week = traffic.days_of(traffic_daily["date"]) // 7
    device = pd.Index(traffic.DEVICES).get_indexer(traffic_daily["device"])
    visitors = np.bincount(week * 2 + device, weights=traffic_daily["visitors"], minlength=weeks * 2)[: weeks * 2]
    home = np.round(visitors.reshape(weeks, 2) * HOME_SHARE)
    changed = int(weeks * (0.35 + 0.3 * own[0]))
    moved = (zones["zone"] == MOVED[int(own[1] * len(MOVED))]).to_numpy()
    new = np.arange(weeks) >= changed
    line = np.where(new[:, None] & moved, np.maximum(zones["line"] - MOVED_UP, 1), zones["line"])[:, None, :]
    seen = np.round(home[:, :, None] * np.round(SEEN_PER_LINE ** (line - 1.0), 9) * between(u[..., 0], 0.98, 1.0))
    pull = (
        zones[["phone", "computer"]].to_numpy().T[None]
        * np.where(new[:, None] & moved, CLICKS_PER_LINE**MOVED_UP, 1)[:, None]
    )
    made = np.minimum(counts(u[..., 1], np.round(seen * pull, 6)), seen).astype(np.int64)
    bought = np.minimum(counts(u[..., 2], made * zones["buys"].to_numpy()), made)
    at = np.unravel_index(np.arange(made.size), made.shape)
    return pd.DataFrame(
        {
            "week": calendar.START + pd.to_timedelta(at[0] * 7, unit="D"),
            "device": np.array(traffic.DEVICES)[at[1]],
            "zone": zones["zone"].to_numpy()[at[2]],
            "line": np.broadcast_to(line, made.shape).ravel(),
            "seen": seen.ravel().astype(np.int64),
            "clicks": made.ravel(),
            "orders": bought.ravel(),
        }
    )


def leak(seed: int) -> tuple[int, int]:
    """Return the device and the state (positions) from which far more people leave than elsewhere."""
    u = stream(seed, "page_clicks", 2).random(2)
    return int(u[0] * 2), LEAKS[int(u[1] * len(LEAKS))]


def paths(seed: int, traffic_daily: pd.DataFrame) -> pd.DataFrame:
    """Return the table `page_paths`: steps from page to page by device; what goes into a page comes out of it."""
    u = stream(seed, "page_clicks", 3).random((len(traffic.DEVICES), len(MOVES), len(STATES)))
    moves = np.array(MOVES)[None] * lognormal(u, 0.06)
    moves[leak(seed)[0], leak(seed)[1], STATES.index("left")] *= LEAK
    start = traffic_daily.groupby("device")["visitors"].sum().reindex(list(traffic.DEVICES)).to_numpy() // MEASURED
    here = traffic.split(start, np.broadcast_to(np.array(ENTRY), (2, len(STATES))))
    steps = np.zeros((len(traffic.DEVICES), len(STATES), len(STATES)), dtype=np.int64)
    entry = here
    for step in range(STEPS):
        last = step == STEPS - 1
        gone = np.zeros(moves.shape)
        gone[:, :, STATES.index("left")] = 1
        flow = traffic.split(here[:, : len(MOVES)], np.round(gone if last else moves, 9))
        steps[:, : len(MOVES)] += flow
        here = flow.sum(axis=1)
    flows = np.concatenate([entry[:, None, :], steps[:, : len(MOVES)]], axis=1)
    device, source, target = np.nonzero(flows)
    return pd.DataFrame(
        {
            "device": np.array(traffic.DEVICES)[device],
            "from_page": np.array(["entry", *STATES])[source],
            "to_page": np.array(STATES)[target],
            "visits": flows[device, source, target],
        }
    )
