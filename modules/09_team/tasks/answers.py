"""How the answers of module 09 come about: the right ones, the wrong ones people give, and what a decision is worth."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from shoplab import packages as sets
from shoplab import seats, staffing
from shoplab.masked import given_back, hide_safely, hide_small
from shopworld.decisions import insiders, sale_seats, week_roster

DAY = pd.Timedelta(days=1)

# --- 1 week roster ----------------------------------------------------------------------------------------------------


def expected(shop: Any, *, growth: float = week_roster.GROWTH, flat: bool = False, by_day: bool = True) -> pd.DataFrame:
    """Returns the contacts expected by day and hour; `flat` forgets the hours, `by_day=False` the days."""
    table = week_roster.forecast(shop.arrivals_hourly)
    table["contacts"] *= growth / week_roster.GROWTH
    if flat:
        table["contacts"] = table.groupby("day")["contacts"].transform("mean")
    if not by_day:
        table["contacts"] = table.groupby("hour")["contacts"].transform("mean")
    return table


def week_plan(shop: Any, *, share: float = week_roster.TARGET, **forecast: Any) -> pd.DataFrame:
    """Returns the cheapest roster that we know for a forecast and a promise."""
    return staffing.cheapest(expected(shop, **forecast), share)


def even_roster(agents: int) -> pd.DataFrame:
    """Returns the roster with the same number in every shift of every day."""
    rows = [(day, shift, agents) for day in range(1, week_roster.DAYS + 1) for shift in week_roster.SHIFTS]
    return pd.DataFrame(rows, columns=["day", "shift", "agents"])


def two_each(shop: Any) -> pd.DataFrame:
    """Returns this year's habit: two early, two late, nobody in the evening."""
    roster = even_roster(2)
    return roster.assign(agents=roster["agents"].where(roster["shift"] != "evening", 0))


ANSWERED = "On twelve unseen weeks {share:.1%} were answered in time; the wages were ¥{wages:,.0f}."


def left(seed: int, forecast: pd.DataFrame, roster: pd.DataFrame) -> tuple[float, float, float]:
    """Returns what is left of the week's money, the share in time and the wages."""
    shifts = {(int(day), str(shift)): int(agents) for day, shift, agents in roster.itertuples(index=False)}
    share = float(week_roster.in_time(seed, forecast, shifts).mean())
    return week_roster.BUDGET - week_roster.bill(share, shifts), share, week_roster.wages(shifts)


@lru_cache(maxsize=4)
def _desk(world: Any) -> tuple[pd.DataFrame, float, float]:
    forecast = expected(world.tables)
    even = max(left(world.seed, forecast, even_roster(agents))[0] for agents in range(1, 9))
    return forecast, even, left(world.seed, forecast, week_plan(world.tables))[0]


def judge_roster(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a roster leaves of the week's money, between the best even one and the planner's."""
    try:
        table = pd.DataFrame(answer)[["day", "shift", "agents"]]
        agents = table["agents"].astype(float)
        whole = agents.between(0, week_roster.MOST).all() and (agents % 1 == 0).all()
        places = sorted(zip(table["day"].astype(int), table["shift"].astype(str), strict=True))
    except (KeyError, ValueError, TypeError):
        return {"slip": "not-a-roster"}
    if not whole or places != sorted((d, s) for d in range(1, week_roster.DAYS + 1) for s in week_roster.SHIFTS):
        return {"slip": "not-a-roster"}
    forecast, even, planned = _desk(world)
    value, share, wages = left(world.seed, forecast, table)
    return {"value": value, "naive": even, "reference": planned, "notes": [ANSWERED.format(share=share, wages=wages)]}


# --- 2 least rights ---------------------------------------------------------------------------------------------------


def least_rights(
    shop: Any,
    *,
    swapped: bool = False,
    leaver_too: bool = False,
    private_only: bool = False,
    greedy: bool = False,
    small_only: bool = False,
) -> dict[str, Any]:
    """Returns the account to close, the rights to take and give, a cover for two posts, and what a table gives away."""
    staff, accounts, needs = shop.staff, shop.sub_accounts, shop.role_needs
    open_ones = accounts[accounts["closed"].isna()].merge(staff[["staff_id", "left"]], on="staff_id")
    gone = open_ones[open_ones["left"].notna()].iloc[0]
    kept = open_ones[open_ones["left"].isna()]
    wanted = kept.merge(needs, left_on="role", right_on="post")[["account", "right"]]
    held = shop.rights[["account", "right"]]
    stay = held[held["account"].isin(kept["account"]) | leaver_too]
    both = stay.merge(wanted, on=["account", "right"], how="outer", indicator=True)
    private = set(needs.loc[needs["sensitive"], "right"])
    extra = both[(both["_merge"] == "left_only") & (both["right"].isin(private) | (not private_only))]
    take, give = _pairs(extra), _pairs(both[both["_merge"] == "right_only"])
    by_name = shop.right_packages.groupby("package")["right"].agg(list).to_dict()
    two = needs[needs["post"].isin([gone["role"], "service lead"])]["right"].unique().tolist()
    tickets = shop.tickets
    october = tickets[tickets["opened_at"].dt.month == 10]
    counts = october.pivot_table(index="agent", columns="topic", values="ticket_id", aggfunc="size", fill_value=0)
    small = hide_small(counts)
    return {
        "close": gone["account"],
        "take": give if swapped else take,
        "give": take if swapped else give,
        "cover": sets.greedy(two, by_name) if greedy else sets.fewest_rights(two, by_name, private),
        "given_back": given_back(small),
        "hidden": int((small if small_only else hide_safely(counts)).isna().sum().sum()),
    }


def _pairs(table: pd.DataFrame) -> list[str]:
    return sorted(f"{account}: {right}" for account, right in zip(table["account"], table["right"], strict=True))


# --- 3 fair bonus -----------------------------------------------------------------------------------------------------

EASY = ["coupon and price", "in stock?"]
ENOUGH, CROWD = 1_000, 400  # chats that an agent must have had in the year; chats that the crowd is worth


def fair_bonus(
    shop: Any, *, by: str = "case", next_month: bool = True, crowd: int = CROWD, whole_year: bool = False
) -> dict[str, Any]:
    """Returns who adds most on the same questions, what months are worth, and what picking easy questions would bring."""
    chats = shop.chats
    chats = chats[chats["agent"] != ""].copy()
    chats = chats[chats.groupby("agent")["chat_id"].transform("size") >= ENOUGH].copy()
    chats["nick"] = chats["agent"].map(shop.staff.set_index("staff_id")["nick"])
    chats["month"] = chats["started_at"].dt.month
    overall = chats["ordered"].mean()
    chats["more"] = chats["ordered"] - (chats.groupby("topic")["ordered"].transform("mean") if by != "raw" else overall)
    raw = chats.groupby("nick")["ordered"].mean()
    more = chats.groupby("nick")["more"].mean()
    if by == "topics alike":
        more = chats.groupby(["nick", "topic"])["more"].mean().groupby("nick").mean()
    table = chats.groupby(["month", "nick"])["more"].mean().unstack()
    winner = table.idxmax(axis=1)
    later = [float(table.at[month + next_month, winner[month]]) for month in range(1, 12)]
    last = chats[(chats["nick"] == more.idxmax()) & ((chats["month"] == 12) | whole_year)]["more"]
    lowest = chats[chats["nick"] == more.idxmin()]
    picked = lowest[lowest["topic"].isin(EASY)]
    return {
        "raw_best": raw.idxmax(),
        "best": more.idxmax(),
        "added": float(more[raw.idxmax()]),
        "place": int(more.rank(ascending=False)[raw.idxmax()]),
        "winners": int(winner.nunique()),
        "month_after": sum(later) / len(later),
        "mixed": float(((overall + last.mean()) * len(last) + overall * crowd) / (len(last) + crowd)),
        "easy_gain": float(picked["ordered"].mean() - lowest["ordered"].mean()),
    }


# --- 5 insiders -------------------------------------------------------------------------------------------------------

BULK = 20
FOUND = "Of the {count} acts that you name, {false} are innocent. Found of each kind: {shares}."


def suspicious(
    shop: Any,
    *,
    roster: bool = True,
    post: bool = True,
    exports_by_post: bool = False,
    rules: tuple[int, ...] = (1, 2, 3, 4),
) -> list[int]:
    """Returns the log numbers that four rules name: exports at night, bulk prices, refunds over a limit, acts after leaving."""
    acts = shop.audit_log.merge(shop.sub_accounts[["account", "staff_id", "role"]], on="account")
    acts = acts.merge(shop.staff[["staff_id", "left"]], on="staff_id")
    acts["date"] = acts["at"].dt.normalize()
    needs, shifts = shop.role_needs, shop.shifts
    duty = shifts[shifts["shift"] == "night"][["date", "staff_id"]]
    acts = acts.merge(duty.assign(on_duty=True), on=["date", "staff_id"], how="left")
    buyers = acts["action"] == "export buyers"
    one = buyers & (acts["at"].dt.hour < 6) & (acts["on_duty"].isna() | (not roster))
    if exports_by_post:
        one = buyers & ~acts["role"].isin(needs.loc[needs["right"] == "export buyers", "post"])
    prices = acts["action"] == "change price"
    many = (
        acts[prices].groupby(["account", "date"])["log_id"].transform("size").reindex(acts.index, fill_value=0) > BULK
    )
    two = prices & many & (~acts["role"].isin(needs.loc[needs["right"] == "change price", "post"]) | (not post))
    limit = acts["role"].map(needs[needs["right"] == "approve refund"].set_index("post")["refund_limit"])
    amount = pd.to_numeric(acts["after"].where(acts["action"] == "approve refund"))
    three, four = amount > limit, acts["at"] > acts["left"] + DAY
    chosen = pd.concat([one, two, three, four], axis=1)[[number - 1 for number in rules]].any(axis=1)
    return sorted(int(number) for number in acts.loc[chosen, "log_id"])


def largest(shop: Any) -> list[int]:
    """Returns the forty acts that touched most records: what a list sorted by size names."""
    return sorted(int(number) for number in shop.audit_log.nlargest(40, "records")["log_id"])


NAMED = {"every-night": {"roster": False}, "every-bulk": {"post": False}, "by-post-only": {"exports_by_post": True}}


@lru_cache(maxsize=4)
def _log(world: Any) -> tuple[pd.Series, dict[str, frozenset[int]]]:
    shop = world.tables
    truth = insiders.guilty(world.seed, shop.audit_log, shop.sub_accounts)
    lists = {name: frozenset(suspicious(shop, **how)) for name, how in NAMED.items()}
    return truth, lists | {"largest-acts": frozenset(largest(shop))}


def judge_insiders(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a list of acts saves: each of four kinds, less what accusing the innocent costs."""
    try:
        named = frozenset(int(number) for number in answer)
    except (TypeError, ValueError):
        return {"slip": "not-a-list"}
    truth, lists = _log(world)
    value, found, false = insiders.worth(named, truth)
    shares = ", ".join(f"{kind} {share:.0%}" for kind, share in found.items())
    notes = [FOUND.format(count=len(named), false=false, shares=shares)]
    for name, theirs in lists.items():
        if named == theirs:
            return {"slip": name, "notes": notes}
    if false > insiders.MOST_FALSE:
        return {"refused": "too-many-alarms", "notes": notes}
    return {"value": value, "naive": 0.0, "reference": insiders.A_KIND * len(insiders.KINDS), "notes": notes}


def all_exports(shop: Any) -> list[int]:
    """Returns every export of the year."""
    log = shop.audit_log
    return sorted(int(number) for number in log.loc[log["action"].str.startswith("export"), "log_id"])


# --- 6 sale seats -----------------------------------------------------------------------------------------------------


def helpers(shop: Any) -> pd.DataFrame:
    """Returns those who may lend a hand, by their number."""
    staff = shop.staff
    return staff[staff["left"].isna() & staff["post"].isin(sale_seats.LEND_A_HAND)].set_index("staff_id")


def sale_seating(shop: Any, *, seating: str = "whole", cover: str = "fewest") -> pd.DataFrame:
    """Returns who takes which seat and with which packages."""
    fits = seats.fit(helpers(shop), shop.post_needs, list(sale_seats.SEATS))
    chosen = seats.best_seats(fits) if seating == "whole" else seats.first_come(fits)
    needs = shop.role_needs
    private = set(needs.loc[needs["sensitive"], "right"])
    by_name = shop.right_packages.groupby("package")["right"].agg(list).to_dict()
    rows = []
    for number, (post, person) in enumerate(zip(sale_seats.SEATS, chosen, strict=True), start=1):
        wanted = needs.loc[needs["post"] == post, "right"].tolist()
        names = {
            "fewest": lambda wanted=wanted: sets.fewest_rights(wanted, by_name, private),
            "greedy": lambda wanted=wanted: sets.greedy(wanted, by_name),
            "one click": lambda: ["shop manager"],
            "labels": lambda: ["labels"],
        }[cover]()
        rows.append({"seat": number, "person": person, "packages": "; ".join(names)})
    return pd.DataFrame(rows)


def one_person(shop: Any) -> pd.DataFrame:
    """Returns a seating in which one person sits everywhere."""
    return sale_seating(shop).assign(person=helpers(shop).index[0])


RIGHTS = (
    "The six seats fit with {fit:.2f} of 6; {missing} needed rights are missing, and {beside} come beside the need."
)


def _worth(shop: Any, table: pd.DataFrame) -> tuple[float, float, int, int]:
    """Returns a seating's worth, its fit, and its rights missing and beside; raises KeyError for people or packages that aren't there."""
    table = table.sort_values("seat")
    people, needs = helpers(shop), shop.role_needs
    fits = seats.fit(people, shop.post_needs, list(sale_seats.SEATS))
    by_seat = [float(fits.at[person, seat]) for person, seat in zip(table["person"], fits.columns, strict=True)]
    by_name = shop.right_packages.groupby("package")["right"].agg(list).to_dict()
    chosen = [[name.strip() for name in str(names).split(";") if name.strip()] for names in table["packages"]]
    of_post = needs.groupby("post")["right"].agg(list).to_dict()
    private = set(needs.loc[needs["sensitive"], "right"])
    value, missing, beside = sale_seats.worth(by_seat, chosen, of_post, by_name, private)
    return value, sum(by_seat), missing, beside


@lru_cache(maxsize=4)
def _seats(world: Any) -> tuple[float, float]:
    naive = _worth(world.tables, sale_seating(world.tables, seating="first", cover="greedy"))[0]
    return naive, _worth(world.tables, sale_seating(world.tables))[0]


def judge_seats(answer: Any, world: Any) -> dict[str, Any]:
    """Returns what a seating with its packages is worth, between seat by seat with fat packages and the best of both."""
    try:
        table = pd.DataFrame(answer)[["seat", "person", "packages"]]
        places = sorted(int(seat) for seat in table["seat"])
        if places != list(range(1, 7)) or table["person"].nunique() != 6:
            return {"slip": "not-a-seating"}
        value, fit, missing, beside = _worth(world.tables, table)
    except (KeyError, ValueError, TypeError):
        return {"slip": "not-a-seating"}
    naive, best = _seats(world)
    notes = [RIGHTS.format(fit=fit, missing=missing, beside=beside)]
    return {"value": value, "naive": naive, "reference": best, "notes": notes}
