"""Module 09: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import pandas as pd

from shoplab import packages, staffing
from shoplab.masked import hide_safely, hide_small
from shoplab.practice import Question, Slip
from shoplab.queue import late_share

L1, L2, L3, L4 = "lesson_1_desk.ipynb", "lesson_2_seats.ipynb", "lesson_3_log.ipynb", "lesson_4_fair.ipynb"
ONE_DAY = pd.Timedelta(hours=24)
EASY = ["coupon and price", "in stock?"]


def forecast(shop, first="2025-11-08", last="2025-11-14", times=1.25, opens=9):
    """The contacts of a week by day and hour: each day's sum, laid over the hours as they lie in the whole year."""
    arrivals = shop.arrivals_hourly
    arrivals["contacts"] = arrivals["chats"] + arrivals["tickets"]
    desk = arrivals[arrivals["hour"] >= opens]
    shape = desk.groupby("hour")["contacts"].sum() / desk["contacts"].sum()
    week = desk[desk["date"].between(first, last)].groupby("date")["contacts"].sum()
    rows = [(day, hour, times * size * share) for day, size in enumerate(week, 1) for hour, share in shape.items()]
    return pd.DataFrame(rows, columns=["day", "hour", "contacts"])


def dearer(shop, share=0.95):
    """What another promise costs more than nine of ten, in yuan a week."""
    expected = forecast(shop)
    return staffing.wages(staffing.cheapest(expected, share)) - staffing.wages(staffing.cheapest(expected, 0.9))


def sold(shop):
    """The packages by name, the private rights, and the needs by post."""
    needs = shop.role_needs
    by_name = shop.right_packages.groupby("package")["right"].agg(list).to_dict()
    return by_name, set(needs.loc[needs["sensitive"], "right"]), needs.groupby("post")["right"].agg(list)


def beside(shop, posts):
    """How many rights come beside the need of several posts together."""
    by_name, private, of_post = sold(shop)
    wanted = sorted({right for post in posts for right in of_post[post]})
    return len(packages.beside(packages.fewest_rights(wanted, by_name, private), wanted, by_name)[1])


def people(shop):
    """The log with each act's person."""
    staff = shop.staff[["staff_id", "nick", "left"]]
    accounts = shop.sub_accounts[["account", "staff_id", "role"]]
    return shop.audit_log.merge(accounts, on="account").merge(staff, on="staff_id")


def buyers_exports(shop):
    """The exports of buyers, with `night` and whether the person was on the night's roster."""
    acts = people(shop)
    acts = acts[acts["action"] == "export buyers"].assign(date=lambda one: one["at"].dt.normalize())
    shifts = shop.shifts
    duty = shifts[shifts["shift"] == "night"][["date", "staff_id"]]
    acts = acts.merge(duty, on=["date", "staff_id"], how="left", indicator=True)
    return acts.assign(night=acts["at"].dt.hour < 6, alone=(acts["_merge"] == "left_only") & (acts["at"].dt.hour < 6))


def by_post_only(shop, night=False, all_of_them=False):
    acts = buyers_exports(shop)
    needs = shop.role_needs
    may = needs.loc[needs["right"] == "export buyers", "post"]
    named = acts[~acts["role"].isin(may)]
    if night:
        named = named[named["night"]]
    return len(named) if all_of_them else len(named) - int(acts["alone"].sum())


def asked(shop):
    """Chats with an agent's name, what the topic gives anyway, and what came beside it."""
    chats = shop.chats
    chats = chats[chats["agent"] != ""].copy()
    chats["nick"] = chats["agent"].map(shop.staff.set_index("staff_id")["nick"])
    chats["more"] = chats["ordered"] - chats.groupby("topic")["ordered"].transform("mean")
    return chats


def bamboo(shop, rates="Bamboo", mix="Lotus"):
    """The conversion of one agent's rates on another's mix of questions."""
    chats = asked(shop)
    own = (
        chats[chats["nick"] == rates].groupby("topic")["ordered"].mean()
        if rates
        else chats.groupby("topic")["ordered"].mean()
    )
    return float((own * chats[chats["nick"] == mix]["topic"].value_counts(normalize=True)).sum())


def first_words(shop, table="both"):
    """Seconds to the first word, with the hour and whether the day was a sale."""
    parts = {
        "chats": shop.chats.rename(columns={"started_at": "at"}),
        "tickets": shop.tickets.rename(columns={"opened_at": "at"}),
    }
    first = pd.concat([parts[name][["at", "first_reply_s"]] for name in parts if table in ("both", name)])
    first = first.assign(date=first["at"].dt.normalize()).merge(shop.calendar[["date", "sale"]], on="date")
    return first


RECALL = (
    Question(
        name="09-recall-mean",
        answer=1,
        points=("09.03",),
        recalls="02",
        slips=(
            Slip("That is how long the tenth waits. The mean shares it among all ten.", 10),
            Slip("Half of them wait nothing, that is the median. The mean adds up and divides.", 0),
        ),
        hints=("Add up all waits, divide by the buyers.", "(9 × 0 + 10) / 10", "10 / ___"),
        why="One minute, and nobody waited one minute.",
    ),
    Question(
        name="09-recall-load",
        answer=2,
        points=("09.03",),
        recalls="02",
        slips=(
            Slip("That is minutes of work in the hour. An agent has sixty.", 120),
            Slip("That is how many one agent could answer in an hour.", 6),
        ),
        hints=("How many minutes of work come in an hour?", "12 × 10 / 60", "120 / ___"),
        why="Two are busy all the time; with two on duty the queue never ends.",
    ),
    Question(
        name="09-recall-further",
        answer="further",
        form="choice",
        points=("09.03",),
        recalls="03",
        slips=(Slip("The average judges both hundreds together. Asked is the second one.", "average"),),
        hints=("What did the second hundred bring by itself?", "¥100 for 10 orders more.", '"fur____"'),
        why="¥10 for a further order, though the average says ¥6.67. The next agent is judged the same way.",
    ),
    Question(
        name="09-recall-report",
        answer="share",
        form="choice",
        points=("09.03",),
        recalls="lesson 1",
        slips=(Slip("On the sale days half of them wait, and the mean of the year doesn't move.", "mean"),),
        hints=("Which one shows the days that matter?", "By kind of day, who waited too long?", '"sh___"'),
        why="And by kind of day, so that the sale can't drown in the year.",
    ),
    Question(
        name="09-recall-merge",
        answer="left_only",
        form="choice",
        points=("09.05",),
        recalls="warmup",
        slips=(
            Slip("That would be a right that is needed and wasn't granted.", "right_only"),
            Slip("Both would be: granted and needed.", "both"),
        ),
        hints=(
            "Where does the row stand: left, right, or in both?",
            "It was granted; grants stand left.",
            '"left____"',
        ),
        why="Left only: granted, not needed. Right only: needed, forgotten.",
    ),
    Question(
        name="09-recall-greedy",
        answer="no",
        form="choice",
        points=("09.02",),
        recalls="02",
        slips=(Slip("The first place may take the only thing that the second could have used.", "yes"),),
        hints=("Who is used up by the first place?", "Think of somebody who fits every place.", '"__"'),
        why="Step by step is a good habit and no proof. Look at the whole.",
    ),
    Question(
        name="09-recall-take",
        answer=1,
        points=("09.05",),
        recalls="lesson 2",
        slips=(Slip("Two of the three are needed.", 2), Slip("That is all that she holds.", 3)),
        hints=("Which ones does the post need?", "Granted, less needed.", "3 - ___"),
        why="The list of buyers. Nobody meant it, and nobody missed it.",
    ),
    Question(
        name="09-recall-false",
        answer=0.9,
        points=("09.07",),
        recalls="04",
        slips=(Slip("That is the share of true ones.", 0.1), Slip("That is a number of days. Asked is a share.", 18)),
        hints=("How many of the twenty were for nothing?", "18 of 20", "18 / ___"),
        why="After the fifth nobody looks up any more.",
    ),
    Question(
        name="09-recall-half-price",
        answer=-8,
        points=("09.07",),
        recalls="01",
        slips=(
            Slip("That was before the cut.", 32),
            Slip("The size is right. An order at ¥40 doesn't pay ¥48.", 8),
        ),
        hints=("What comes in, what goes out?", "40 − 48", "40 - ___"),
        why="¥8 lost with each order, and a half price sells fast.",
    ),
    Question(
        name="09-recall-mix",
        answer="mix",
        form="choice",
        points=("09.13",),
        recalls="warmup",
        slips=(Slip("Each channel's rate rose. What can pull the whole down, if no part fell?", "rates"),),
        hints=("Each part rose.", "More of them came by the channel with the low rate.", '"m__"'),
        why="More visitors by the weaker channel. Agents have channels too: their questions.",
    ),
    Question(
        name="09-recall-shrink",
        answer=(2 + 9) / 100,
        points=("09.13",),
        recalls="03",
        tolerance=1e-3,
        slips=(
            Slip("That is the small sample alone. The crowd counts as 90 more tries.", 0.2),
            Slip("That is the mean of the two rates. One has 10 tries, the other counts as 90.", 0.15),
        ),
        hints=("How many orders would 90 tries of the crowd bring?", "(2 + 90 × 0.1) / (10 + 90)", "(2 + ___) / 100"),
        why="11 of 100: a little above the crowd, not twice as good.",
    ),
    Question(
        name="09-recall-roster",
        answer=5,
        points=("09.07",),
        recalls="lesson 3",
        slips=(Slip("Those are the innocent ones.", 18), Slip("Those are all of the night.", 23)),
        hints=("Who had no business there?", "23 − 18", "23 - ___"),
        why="A number of the log means something only beside the roster. It is the same with conversion.",
    ),
)

LESSONS = (
    Question(
        name="09-dearer-promise",
        answer=dearer,
        points=("09.03",),
        lesson=L1,
        slips=(
            Slip(
                "Those are the whole wages at 95 %. How much more than at 90 %?",
                lambda shop: staffing.wages(staffing.cheapest(forecast(shop), 0.95)),
            ),
            Slip("That is for 97 %.", lambda shop: dearer(shop, 0.97)),
        ),
        hints=(
            "Two rosters, two bills.",
            "`staffing.cheapest(forecast, share=0.95)`, then `staffing.wages`.",
            "staffing.wages(staffing.cheapest(forecast, share=____)) - staffing.wages(plan)",
        ),
        why="¥{answer} a week for every twentieth buyer. What does a buyer bring who isn't kept waiting? That decides it.",
    ),
    Question(
        name="09-elm-beside",
        answer=lambda shop: beside(shop, ["packer", "service agent"]),
        points=("09.05",),
        lesson=L2,
        slips=(
            Slip(
                "That is what she needs together, not what comes beside it.",
                lambda shop: len({right for post in ("packer", "service agent") for right in sold(shop)[2][post]}),
            ),
            Slip(
                "You counted packages.",
                lambda shop: len(
                    packages.fewest_rights(
                        sorted({r for post in ("packer", "service agent") for r in sold(shop)[2][post]}),
                        *sold(shop)[:2],
                    )
                ),
            ),
        ),
        hints=(
            "First one list of rights for both posts.",
            "`wanted = list of the rights of both`, then `fewest_rights` and `beside`.",
            'wanted = needs.loc[needs["post"].isin(["packer", "service agent"]), "right"].unique().tolist()\n'
            "beside(fewest_rights(wanted, packages, private), ____, packages)[1]",
        ),
        why="{answer}: `answer reviews`, which the desk's package brings along. Two posts in one person, and hardly a right too many.",
    ),
    Question(
        name="09-by-post-only",
        answer=by_post_only,
        points=("09.07",),
        lesson=L3,
        slips=(
            Slip(
                "That is how many it names. How many of them does the roster rule *not* name?",
                lambda shop: by_post_only(shop, all_of_them=True),
            ),
            Slip(
                "You kept the night. The simpler rule asks by day as well.", lambda shop: by_post_only(shop, night=True)
            ),
        ),
        hints=(
            "Which posts need `export buyers`?",
            "Exports by all other posts, less the five of lesson 3.",
            "may = load('role_needs').query(\"right == 'export buyers'\")['post']\n"
            "(~exports['role'].isin(may)).sum() - len(____)",
        ),
        why="{answer} false alarms: on sale nights the shift does need the list, and by day the leads do. So either the "
        "table of needs is wrong or a habit is. Mend that first; then the simpler rule is the better one.",
    ),
    Question(
        name="09-bamboo-easy",
        answer=bamboo,
        points=("09.13",),
        lesson=L4,
        tolerance=2e-3,
        slips=(
            Slip("That is Lotus's own conversion. Take Bamboo's rates.", lambda shop: bamboo(shop, rates="Lotus")),
            Slip("That is Bamboo on his own questions.", lambda shop: bamboo(shop, mix="Bamboo")),
            Slip("Those are the rates of all on Lotus's questions.", lambda shop: bamboo(shop, rates="")),
        ),
        hints=(
            "Six rates of one person, six shares of the other.",
            "rates × shares, added up over the topics.",
            "rates = asked[asked['nick'] == 'Bamboo'].groupby('topic')['ordered'].mean()\n"
            "(rates * shares.loc[____]).sum()",
        ),
        why="{answer}, more than Lotus in her own queue. It is an easy one for whoever sits in it.",
    ),
)


# --- exercises: the desk ----------------------------------------------------------------------------------------------


def ex_sale_share(shop, machine=False, sale=True, minutes=3):
    first = first_words(shop, "tickets")
    first = first[(first["sale"] == sale) & ((first["first_reply_s"] > 2) | machine)]
    return float((first["first_reply_s"] <= 60 * minutes).mean())


def ex_evening(shop, share=0.9, middle=False, sale=False):
    first = first_words(shop, "chats")
    hour = first["at"].dt.hour
    first = first[(first["first_reply_s"] > 2) & (first["sale"] == sale) & hour.between(19, 22)]
    return float(first["first_reply_s"].mean() if middle else first["first_reply_s"].quantile(share))


def ex_held(shop, promise=0.9, weeks=10):
    expected = forecast(shop)
    return int((staffing.practice(expected, staffing.cheapest(expected, promise), weeks) >= 0.9).sum())


def june(shop, times=1.1):
    return forecast(shop, "2025-06-14", "2025-06-20", times)


def ex_june(shop, of="max", **more):
    by_day = june(shop, **more).groupby("day")["contacts"].sum()
    return float(by_day.max() if of == "max" else by_day.mean() if of == "mean" else by_day.sum())


def ex_roster_objection(given, shop):
    """Say what stands against a roster for June's week: whole, in time, and about as cheap as one can."""
    if not isinstance(given, pd.DataFrame):
        return "Give a table with the columns `day`, `shift` and `agents`."
    expected = june(shop)
    try:
        share, wages = staffing.share_in_time(expected, given), staffing.wages(given)
    except (ValueError, TypeError) as error:
        return str(error)
    if share < 0.9:
        return f"By the formula {share:.1%} are answered in time. Wen wants 90 %."
    best = staffing.wages(staffing.cheapest(expected, 0.9))
    if wages > 1.03 * best:
        return f"It keeps the promise for ¥{wages:,.0f}. It can be kept for ¥{best:,.0f}: which shift is missed least?"
    return ""


def ex_erlang(share=0.9, contacts=12, minutes=8):
    agents = 1
    while 1 - late_share(contacts, minutes, agents) < share:
        agents += 1
    return agents


# --- exercises: the seats ---------------------------------------------------------------------------------------------


def who_answers(shop):
    return (shop.responsibilities.pivot(index="duty", columns="party", values="role") == "A").sum(axis=1)


def ex_duties_counted(shop):
    answers = who_answers(shop)
    return answers[answers != 1]


def ex_duties(shop, want="not one"):
    answers = who_answers(shop)
    chosen = {"not one": answers != 1, "none": answers == 0, "two": answers > 1}[want]
    return set(answers[chosen].index)


def ex_fit(shop, cap=True, weighted=True):
    lotus = shop.staff.set_index("nick").loc["Lotus"]
    needs = shop.post_needs.query("post == 'operations assistant'")
    parts = [
        ((min(lotus[skill] / needed, 1) if cap else lotus[skill] / needed), weight)
        for skill, needed, weight in needs[["skill", "needed", "weight"]].itertuples(index=False)
    ]
    return float(sum(part * (weight if weighted else 1 / len(parts)) for part, weight in parts))


def ex_take(shop, account="lantern:e05", side="extra"):
    rights, needs = shop.rights, shop.role_needs
    holds = set(rights.loc[rights["account"] == account, "right"])
    role = shop.sub_accounts.set_index("account").at[account, "role"]
    wants = set(needs.loc[needs["post"] == role, "right"])
    return {"extra": holds - wants, "held": holds, "missing": wants - holds, "needed": holds & wants}[side]


def ex_cover(shop, way="fewest"):
    by_name, private, of_post = sold(shop)
    wanted = sorted({right for post in ("ad buyer", "operations assistant") for right in of_post[post]})
    if way == "greedy":
        return set(packages.greedy(wanted, by_name))
    return set(packages.fewest_rights(wanted, by_name, private))


def ex_greedy_posts(shop, private_only=True):
    by_name, private, of_post = sold(shop)
    count = 0
    for wanted in of_post:
        extra = {
            way: set(packages.beside(chosen, wanted, by_name)[1])
            for way, chosen in (
                ("greedy", packages.greedy(wanted, by_name)),
                ("fewest", packages.fewest_rights(wanted, by_name, private)),
            )
        }
        if private_only:
            extra = {way: rights & private for way, rights in extra.items()}
        count += len(extra["greedy"]) > len(extra["fewest"])
    return count


# --- exercises: the log -----------------------------------------------------------------------------------------------


def ex_records(shop, of="alone", base="all"):
    acts = buyers_exports(shop)
    whole = acts[acts["night"]] if base == "night" else acts
    if of == "acts":
        return float(acts["alone"].sum() / len(whole))
    return float(acts.loc[acts[of], "records"].sum() / whole["records"].sum())


def ex_limit(shop, limit=150.0, agents=True, per_day=True):
    acts = people(shop)
    acts = acts[acts["action"] == "approve refund"].assign(amount=lambda one: one["after"].astype(float))
    if agents:
        acts = acts[acts["role"] == "service agent"]
    above = (acts["amount"] > limit).sum()
    return float(above / 365) if per_day else int(above)


def ex_one_proof(shop, closed_too=False, any_right=False):
    needs = shop.role_needs
    private = set(needs.loc[needs["sensitive"], "right"])
    rights = shop.rights
    holders = set(rights.loc[rights["right"].isin(private) | any_right, "account"])
    accounts = shop.sub_accounts
    open_ones = accounts[accounts["closed"].isna() | closed_too]
    return set(open_ones.loc[~open_ones["two_factor"].astype(bool) & open_ones["account"].isin(holders), "account"])


def march(shop):
    tickets = shop.tickets
    tickets = tickets[tickets["opened_at"].dt.month == 3]
    return tickets.pivot_table(index="agent", columns="topic", values="ticket_id", aggfunc="size", fill_value=0)


def ex_leaving_objection(steps, shop):
    """Work first, then the account and the shared passwords in either order, then the log, then the quarter."""
    order = list(steps)
    if "C" in order:
        return "C doesn't belong: whoever comes next gets an account of his own."
    if sorted(order) != list("ABDEF"):
        return "Asked are five letters of the six, each once, in a list."
    if order[0] != "D":
        return "Hand the work over first. When the account is closed, nobody can look into it any more."
    if order[-1] != "E":
        return "The quarter ends last."
    if order[3] != "A":
        return "You looked into the log before every door was closed. Close first, then look."
    return ""


def ex_more_hidden(shop, which="more"):
    small, safe = (int(one.isna().sum().sum()) for one in (hide_small(march(shop)), hide_safely(march(shop))))
    return {"more": safe - small, "safe": safe, "small": small}[which]


# --- exercises: fair --------------------------------------------------------------------------------------------------


def ex_settled(shop, fair=True, worst=False):
    tickets = shop.tickets
    tickets = tickets[tickets["agent"] != "E04"].copy()
    tickets["nick"] = tickets["agent"].map(shop.staff.set_index("staff_id")["nick"])
    tickets["settled"] = ((tickets["closed_at"] - tickets["opened_at"]) <= ONE_DAY).astype(float)
    if fair:
        groups = [tickets["topic"], tickets["severity"]]
        tickets["settled"] -= tickets["settled"].groupby(groups).transform("mean")
    by = tickets.groupby("nick")["settled"].mean()
    return by.idxmin() if worst else by.idxmax()


def ex_late_sells(shop, ordinary=True):
    chats = shop.chats
    chats = chats[chats["agent"] != ""].assign(date=lambda one: one["started_at"].dt.normalize())
    chats = chats.merge(shop.calendar[["date", "sale"]], on="date")
    if ordinary:
        chats = chats[~chats["sale"]]
    late = chats["first_reply_s"] > 180
    return float(chats.loc[late, "ordered"].mean() - chats.loc[~late, "ordered"].mean())


def ex_november(shop, mixed=True, tries=None):
    chats = asked(shop)
    overall = chats["ordered"].mean()
    month = chats[(chats["started_at"].dt.month == 11) & (chats["nick"] == "Bamboo")]["more"]
    own, tries = overall + month.mean(), tries or len(month)
    return float((own * tries + overall * 400) / (tries + 400)) if mixed else float(own)


def ex_events(shop, kind="event", by="case"):
    steps = shop.sop_events
    steps = steps[steps["kind"] == kind]
    kept = (steps["started_at"] - steps["handed_at"]) <= pd.Timedelta(hours=8)
    return float(kept.groupby(steps["case_id"]).all().mean() if by == "case" else kept.mean())


def reeds_gain(shop):
    """By how many spreads each measure of lesson 4 rises with Reed's three tricks."""
    chats, tickets = asked(shop), shop.tickets
    tickets = tickets[tickets["agent"] != "E04"].copy()
    tickets["nick"] = tickets["agent"].map(shop.staff.set_index("staff_id")["nick"])

    def measures(one, cases):
        settled = ((cases["closed_at"] - cases["opened_at"]) <= ONE_DAY).groupby(cases["nick"]).mean()
        return pd.DataFrame(
            {
                "raw conversion": one.groupby("nick")["ordered"].mean(),
                "in time": (one["first_reply_s"] <= 180).groupby(one["nick"]).mean(),
                "stars of the asked": cases[cases["satisfaction"] > 0].groupby("nick")["satisfaction"].mean(),
                "added": one.groupby("nick")["more"].mean(),
                "settled in a day": settled,
                "content of all": (cases["satisfaction"] >= 4).groupby(cases["nick"]).mean(),
            }
        )

    honest = measures(chats, tickets)
    kept = chats[(chats["nick"] != "Reed") | chats["topic"].isin(EASY)].copy()
    kept.loc[kept["nick"] == "Reed", "first_reply_s"] = 5
    cases = tickets.copy()
    cases.loc[(cases["nick"] == "Reed") & (cases["satisfaction"] <= 3), "satisfaction"] = 0
    return ((measures(kept, cases) - honest) / honest.std()).loc["Reed"]


def ex_weights_objection(given, shop):
    """Say what stands against a scheme: known measures, weights that add up to 1, three that count, nothing to gain by tricks."""
    gain = reeds_gain(shop)
    if not isinstance(given, dict) or not given or not all(isinstance(one, int | float) for one in given.values()):
        return 'Give weights by measure, like `{"in time": 0.5, "added": 0.5}`.'
    for name, weight in given.items():
        if name not in gain.index:
            return f"There is no measure `{name}`. The measures are: {', '.join(gain.index)}."
        if weight < 0:
            return f"`{name}` has a weight below 0: then people are paid for being bad at it."
    if abs(sum(given.values()) - 1) > 1e-6:
        return f"Your weights add up to {sum(given.values()):.2f}, not to 1."
    if sum(weight >= 0.1 for weight in given.values()) < 3:
        return "Fewer than three measures count a tenth or more. One number is never a whole job."
    raised = sum(gain[name] * weight for name, weight in given.items())
    if raised > 1e-9:
        worst = max(given, key=lambda name: gain[name] * given[name])
        return f"With tricks alone Reed gains {raised:.2f} spreads, most of it by “{worst}”."
    return ""


def ex_lotus_drops(shop, what="more"):
    chats = asked(shop)
    lotus = chats[chats["nick"] == "Lotus"]
    kept = lotus[~lotus["topic"].isin(["cheaper elsewhere", "material and quality"])]
    column = "ordered" if what == "raw" else "more"
    return float(kept[column].mean() - lotus[column].mean())


EXERCISES = (
    Question(
        name="09-ex-sale-share",
        answer=ex_sale_share,
        points=("09.03", "09.13"),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip(
                "The machine's words are in it. Keep those above two seconds.",
                lambda shop: ex_sale_share(shop, machine=True),
            ),
            Slip("Those are the ordinary days.", lambda shop: ex_sale_share(shop, sale=False)),
            Slip("That is the share of those who waited longer.", lambda shop: 1 - ex_sale_share(shop)),
        ),
        hints=(
            "Three filters: sale, person, three minutes.",
            "Merge `calendar` by the day, keep `sale` and `first_reply_s > 2`, then a mean of True and False.",
            "(sale_day['first_reply_s'] <= ____).mean()",
        ),
        why="{answer}: ten points better than all first words together, because more of them come at night, when hardly anybody "
        "waits. Still far from nine of ten.",
    ),
    Question(
        name="09-ex-evening",
        form="faded",
        answer=ex_evening,
        points=("09.13",),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip("That is the mean.", lambda shop: ex_evening(shop, middle=True)),
            Slip("That is the median; nine of ten is 0.9.", lambda shop: ex_evening(shop, share=0.5)),
            Slip("Those are the sale days.", lambda shop: ex_evening(shop, sale=True)),
        ),
        hints=(
            "A quantile.",
            "`.quantile(0.9)` of the seconds.",
            "evening['first_reply_s'].quantile(____)",
        ),
        why="{answer} seconds: nine of ten wait at most so long on ordinary evenings. The rule says 180 for all.",
    ),
    Question(
        name="09-ex-guess-held",
        form="predict",
        accept=(0, 10),
        points=("09.03",),
        lesson=L1,
        hints=("The plan was made for 90 % on the mean. About how often does one lie above one's mean?",),
        why="The next question counts them.",
    ),
    Question(
        name="09-ex-held",
        answer=ex_held,
        points=("09.03",),
        lesson=L1,
        slips=(
            Slip("You planned for 95 %. Here the plan is the one for 90 %.", lambda shop: ex_held(shop, promise=0.95)),
            Slip("You tried six weeks. Ask for ten: `weeks=10`.", lambda shop: ex_held(shop, weeks=6)),
        ),
        hints=(
            "Plan, try, compare, count.",
            "`staffing.practice(forecast, plan, weeks=10) >= 0.9`",
            "(staffing.practice(forecast, plan, weeks=____) >= 0.9).sum()",
        ),
        why="{answer} of ten. A promise for the mean isn't one for each week.",
    ),
    Question(
        name="09-ex-june",
        answer=ex_june,
        points=("09.03",),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip("The tenth more is missing.", lambda shop: ex_june(shop, times=1.0)),
            Slip("That is the whole week.", lambda shop: ex_june(shop, of="sum")),
            Slip("That is the mean day. Asked is the busiest one.", lambda shop: ex_june(shop, of="mean")),
        ),
        hints=(
            "The days' sums first, from nine o'clock on.",
            "`between('2025-06-14', '2025-06-20')`, group by the date, the largest × 1.1.",
            "____ * week.max()",
        ),
        why="{answer} contacts. June's sale is half of November's; its roster isn't.",
    ),
    Question(
        name="09-ex-june-roster",
        level="stretch",
        fits=ex_roster_objection,
        points=("09.03",),
        lesson=L1,
        hints=(
            "First the forecast of those seven days by day and hour.",
            "Then the ready function with the share that Wen wants.",
            "staffing.cheapest(forecast, share=____)",
        ),
        why="It keeps nine of ten at nearly the least wages that we know.",
    ),
    Question(
        name="09-ex-escalate",
        form="choice",
        answer="C",
        points=("09.10",),
        lesson=L1,
        slips=(
            Slip("Then she gets most of what comes and settles nothing of her own.", "A"),
            Slip("A ticket that nobody moves for a week is a buyer who is gone.", "B"),
            Slip("Whoever is on leave doesn't read it. It has to go to somebody who is in the house.", "D"),
        ),
        hints=("What can one person do in a day?", "Ten a day, and somebody who is there.", '"_"'),
        why="As early as she can still handle it, to a person on duty, and lower as the desk gets faster.",
    ),
    Question(
        name="09-ex-erlang",
        answer=lambda shop: ex_erlang(),
        points=("09.03",),
        recalls="02",
        lesson=L1,
        slips=(
            Slip("With two agents the queue is long: 1.6 are busy on average. Ask the formula.", 2),
            Slip("That keeps 95 %. Fewer will do.", lambda shop: ex_erlang(0.97)),
        ),
        hints=(
            "Try 2, 3, 4 …",
            "`1 - late_share(12, 8, agents)`",
            "{agents: 1 - late_share(12, 8, agents) for agents in (2, 3, ____)}",
        ),
        why="{answer}, for work of 1.6. The rest is room for luck.",
    ),
    Question(
        name="09-ex-short-shift",
        answer=lambda shop: 8,
        points=("09.03",),
        recalls="01",
        lesson=L1,
        slips=(Slip("That is kept orders for one hour. The shift has four.", 2),),
        hints=("What does the shift cost, what does an order leave?", "160 / 20", "160 / ___"),
        why="Eight buyers in four hours who would else be gone. On the eleventh that is a quarter of an hour's queue.",
    ),
    Question(
        name="09-ex-duties",
        answer=ex_duties,
        points=("09.01",),
        lesson=L2,
        slips=(
            Slip("The one with two who answer is missing.", lambda shop: ex_duties(shop, "none")),
            Slip("The one with nobody is missing.", lambda shop: ex_duties(shop, "two")),
            Slip("Those are the counts. Asked are the names beside them: `list(x.index)`.", ex_duties_counted),
        ),
        hints=("Count the A's of each duty.", "`(table == 'A').sum(axis=1) != 1`", "answers[answers != ____].index"),
        why="One with nobody, one with two. Both end with a name in the margin.",
    ),
    Question(
        name="09-ex-fit",
        answer=ex_fit,
        points=("09.02",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip(
                "You let a grade above the need make up for another. More than enough is enough.",
                lambda shop: ex_fit(shop, cap=False),
            ),
            Slip("The weights are missing.", lambda shop: ex_fit(shop, weighted=False)),
        ),
        hints=(
            "Three skills, three needs, three weights.",
            "weight × (grade ÷ need, at most 1), added up.",
            "0.4 * min(figures / 3, 1) + 0.4 * min(writing / 3, 1) + 0.2 * min(product / ____, 1)",
        ),
        why="{answer}. She knows the goods twice as well as the post needs, and that writes no page.",
    ),
    Question(
        name="09-ex-take",
        answer=ex_take,
        points=("09.05",),
        lesson=L2,
        slips=(
            Slip("That is all that she holds.", lambda shop: ex_take(shop, side="held")),
            Slip("Those she holds and needs. Asked are the others.", lambda shop: ex_take(shop, side="needed")),
        ),
        hints=(
            "What does she hold, what does her post need?",
            "Two sets, one less the other.",
            "set(held) - set(____)",
        ),
        why="Two clicks, and the costs are no longer in a chat window.",
    ),
    Question(
        name="09-ex-cover",
        answer=ex_cover,
        points=("09.05",),
        lesson=L2,
        slips=(Slip("That is *most first*. Somewhere in it is a fat package.", lambda shop: ex_cover(shop, "greedy")),),
        hints=(
            "One list of rights for both posts, without doubles.",
            "`fewest_rights(wanted, packages, private)`",
            "wanted = needs.loc[needs['post'].isin([____]), 'right'].unique().tolist()",
        ),
        why="Nothing private comes along. Two posts in one person still need no manager's package.",
    ),
    Question(
        name="09-ex-greedy-posts",
        level="stretch",
        answer=ex_greedy_posts,
        points=("09.05",),
        lesson=L2,
        slips=(
            Slip(
                "You counted all rights. Asked are the private ones.",
                lambda shop: ex_greedy_posts(shop, private_only=False),
            ),
        ),
        hints=(
            "Two covers for each post, two counts.",
            "`set(beside(chosen, wanted, packages)[1]) & private`",
            "sum(len(private_of[post, 'greedy']) > len(private_of[post, ____]) for post in posts)",
        ),
        why="{answer} posts of ten. The rule of thumb does most harm where most is at stake.",
    ),
    Question(
        name="09-ex-records",
        answer=ex_records,
        points=("09.07",),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip("You counted acts. Asked are the records they took.", lambda shop: ex_records(shop, of="acts")),
            Slip(
                "That is the share of all that was exported at night, the night shift's too.",
                lambda shop: ex_records(shop, of="night"),
            ),
            Slip("You divided by the night's records only.", lambda shop: ex_records(shop, base="night")),
        ),
        hints=(
            "Which rows weren't on the roster?",
            "Their `records`, divided by the `records` of all exports of buyers.",
            "alone['records'].sum() / exports[____].sum()",
        ),
        why="Not quite a fifth of what left in the year, in five acts.",
    ),
    Question(
        name="09-ex-limit",
        answer=ex_limit,
        points=("09.04",),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip("That is the year. Divide by its days.", lambda shop: ex_limit(shop, per_day=False)),
            Slip(
                "Ting's and Wen's own approvals are in it. Keep the agents.", lambda shop: ex_limit(shop, agents=False)
            ),
            Slip("That is above ¥200, the limit of today.", lambda shop: ex_limit(shop, limit=200.0)),
            Slip(
                "You left out those above ¥200. They lie above ¥150 as well.",
                lambda shop: ex_limit(shop) - ex_limit(shop, limit=200.0),
            ),
        ),
        hints=(
            "Which role, which amounts?",
            "`after` is text: `.astype(float)`. Count those above 150, divide by 365.",
            "(agents['amount'] > ____).sum() / 365",
        ),
        why="{answer} a day on Ting's desk. A lower limit costs her time, and every buyer an hour.",
    ),
    Question(
        name="09-ex-one-proof",
        answer=ex_one_proof,
        points=("09.05", "09.06", "09.08"),
        lesson=L3,
        slips=(Slip("Accounts without a private right are in it.", lambda shop: ex_one_proof(shop, any_right=True)),),
        hints=(
            "Two conditions: no second proof, at least one private right.",
            "`~accounts['two_factor'] & accounts['account'].isin(holders)`",
            "holders = rights.loc[rights['right'].isin(____), 'account']",
        ),
        why="These first: a second proof, or the right away. Both cost nothing.",
    ),
    Question(
        name="09-ex-leaving",
        form="reorder",
        fits=ex_leaving_objection,
        points=("09.08",),
        lesson=L3,
        hints=(
            "Work first, then the door, then the check.",
            "hand over → close and change what was shared → look in the log → quarterly list",
            '["D", ____, ____, "A", "E"]',
        ),
        why="B and F may change places, on the same day. C doesn't belong: an account for whoever comes next names the wrong "
        "person for ever.",
    ),
    Question(
        name="09-ex-more-hidden",
        level="stretch",
        answer=ex_more_hidden,
        points=("09.06",),
        lesson=L3,
        slips=(
            Slip(
                "That is all that is hidden in the end. How many more than the small ones?",
                lambda shop: ex_more_hidden(shop, "safe"),
            ),
            Slip("Those are the small ones.", lambda shop: ex_more_hidden(shop, "small")),
        ),
        hints=(
            "Two tables, two counts.",
            "`.isna().sum().sum()` of `hide_safely(counts)` and of `hide_small(counts)`.",
            "hide_safely(counts).isna().sum().sum() - ____",
        ),
        why="{answer} innocent cells are the price of the totals. Without totals they could stay.",
    ),
    Question(
        name="09-ex-settled",
        answer=ex_settled,
        points=("09.13",),
        lesson=L4,
        slips=(Slip("You gave the last one.", lambda shop: ex_settled(shop, worst=True)),),
        hints=(
            "What does a ticket of this topic and grade give anyway?",
            "`groupby(['topic', 'severity'])['settled'].transform('mean')`, take it off, the mean by nick.",
            "tickets['more'] = tickets['settled'] - ____",
        ),
        why="{answer}, on the same topics and grades. Another measure, another first: that is why a score has several.",
    ),
    Question(
        name="09-ex-late-sells",
        answer=ex_late_sells,
        points=("09.13",),
        lesson=L4,
        tolerance=2e-3,
        slips=(
            Slip(
                "That is over all days: on sale days people wait long and buy anyway. Keep the ordinary ones.",
                lambda shop: ex_late_sells(shop, ordinary=False),
            ),
            Slip("The size is right. Late less in time.", lambda shop: -ex_late_sells(shop)),
        ),
        hints=(
            "What is different on sale days, beside the wait?",
            "Merge `calendar`, drop `sale`, two means.",
            "ordinary[late]['ordered'].mean() - ordinary[____]['ordered'].mean()",
        ),
        why="{answer}: half of Zhou's ten points were the sale. What is left is hardly the hour's or the topic's: take off each "
        "one's mean, and it stays. Nobody drew lots who waits, so it is no proof for waiting.",
    ),
    Question(
        name="09-ex-november",
        answer=ex_november,
        points=("09.13",),
        recalls="03",
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is his November alone. The crowd counts as 400 chats.",
                lambda shop: ex_november(shop, mixed=False),
            ),
            Slip(
                "You took 300 chats for his. Count them: `len` of his November.",
                lambda shop: ex_november(shop, tries=300),
            ),
        ),
        hints=(
            "(own rate × his chats + rate of all × 400) / (his chats + 400)",
            "`metrics.shrunk_rate(successes, tries, rate, weight)` does it.",
            "(own * n + overall * ____) / (n + 400)",
        ),
        why="{answer}. A good month, half believed.",
    ),
    Question(
        name="09-ex-events",
        answer=ex_events,
        points=("09.09", "09.11", "09.12"),
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip("That is the share of steps. Judge the rule by cases.", lambda shop: ex_events(shop, by="step")),
            Slip("Those are the launches.", lambda shop: ex_events(shop, kind="launch")),
        ),
        hints=(
            "A case keeps the rule when all its steps do.",
            "`kept.groupby(case_id).all().mean()`",
            "kept.groupby(events[____]).all().mean()",
        ),
        why="{answer} of the events, and no launch. By Old Ma's word it is the meeting on the first day; a trial would tell.",
    ),
    Question(
        name="09-ex-weights",
        level="stretch",
        fits=ex_weights_objection,
        points=("09.14",),
        lesson=L4,
        hints=(
            "Which measures did the tricks raise?",
            "Leave those at 0, and give the other three their weights.",
            '{"added": 0.5, "settled in a day": ____, "content of all": ____}',
        ),
        why="Nothing to gain by tricks. Now the weights may be about what the season needs.",
    ),
    Question(
        name="09-ex-lotus-drops",
        level="stretch",
        answer=ex_lotus_drops,
        points=("09.13", "09.14"),
        lesson=L4,
        tolerance=2e-3,
        slips=(
            Slip(
                "That is the rise of the raw conversion. Asked is the measure `more`.",
                lambda shop: ex_lotus_drops(shop, "raw"),
            ),
        ),
        hints=(
            "The mean of `more` over what she keeps, less the mean over all of hers.",
            "`~isin([...])` drops the two topics.",
            "kept['more'].mean() - lotus[____].mean()",
        ),
        why="{answer}. The raw figure would have risen by more than ten times as much, for nothing. A measure need not be perfect; it must not pay.",
    ),
    Question(
        name="09-ex-words",
        level="stretch",
        form="explain",
        points=("09.01", "09.14"),
        lesson=L4,
        hints=("What would you do with the measure if your rent hung on it?",),
        why="Ours: You pay for short answers, and you get them. Count what each chat brings beyond what its question brings "
        "anyway. Whatever is paid is done, also "
        "when it helps nobody, so ask first how you would raise it without work.",
    ),
)


QUESTIONS = (*RECALL, *LESSONS, *EXERCISES)
