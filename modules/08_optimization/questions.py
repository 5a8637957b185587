"""Module 08: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import numpy as np
import pandas as pd

from shoplab import auction, flows, launch_budget, metrics, uplift
from shoplab.practice import Question, Slip

L1, L2, L3, L4 = "lesson_1_tests.ipynb", "lesson_2_ads.ipynb", "lesson_3_people.ipynb", "lesson_4_events.ipynb"


def lift(rows, pooled=False):
    """Arm B's lift: each channel against itself, or all together."""
    by = ["arm"] if pooled else ["channel", "arm"]
    sums = rows.groupby(by)[["visitors", "placed_orders"]].sum()
    if pooled:
        rate = sums["placed_orders"] / sums["visitors"]
        return float(rate["B"] / rate["A"] - 1)
    sums = sums.unstack("arm")
    at_a = (sums["placed_orders"]["A"] / sums["visitors"]["A"] * sums["visitors"]["B"]).sum()
    return float(sums["placed_orders"]["B"].sum() / at_a - 1)


def forty(shop, by="brought"):
    """The forty words with most clicks: what the auction needs, and what a click is worth."""
    ads = shop.ad_daily
    ads["orders"] = ads["orders_direct"] + ads["orders_indirect"]
    ads["amount"] = ads["amount_direct"] + ads["amount_indirect"]
    words = ads.groupby("keyword").agg(
        campaign=("campaign", "first"),
        clicks=("clicks", "sum"),
        orders=("orders", "sum"),
        amount=("amount", "sum"),
        cost=("cost", "sum"),
        position=("average_position", "mean"),
        quality=("quality_score", "first"),
        impressions=("impressions", "sum"),
    )
    words = words.nlargest(40, "clicks")
    own = words["campaign"] == "C1"
    others = words[~own]
    crowd = metrics.pooled_rate(others["orders"], others["clicks"])
    weight = metrics.prior_weight((others["orders"] / others["clicks"])[others["clicks"] > 5000])
    rate = words["orders"] / words["clicks"]
    if by != "raw":
        rate = metrics.shrunk_rate(words["orders"], words["clicks"], crowd, weight)
    words["value"] = rate * 0.30 * words["amount"] / words["orders"]
    if by != "credited":
        words.loc[own, "value"] *= max(brand_brought(shop), 0)
    words["market_cpc"] = shop.search_terms.groupby("keyword")["market_cpc"].mean()
    words["first_clicks"] = words["clicks"] / 365 * words["position"]
    return words


def brand_brought(shop):
    """The share of the orders credited to ads for the shop's own name that they brought."""
    test = shop.brand_holdout
    sums = test[test["test_running"]].groupby("group")[["searches", "ad_orders", "unpaid_orders"]].sum()
    rate = sums[["ad_orders", "unpaid_orders"]].div(sums["searches"], axis=0)
    return float((rate.loc["ads on"].sum() - rate.loc["ads off"].sum()) / rate.loc["ads on", "ad_orders"])


def dark(shop, share):
    words = forty(shop)
    return int((auction.expect(words, share * words["value"])["clicks"] == 0).sum())


def tagged(shop):
    """The coupon trial with lesson 3's two tags."""
    trial = shop.coupon_trial
    trial["asleep"] = trial["recency_days"] >= 180
    trial["opens"] = np.select([trial["messages_opened"] == 0, trial["messages_opened"] == 1], ["0", "1"], "2-5")
    return trial


def uplift_of(shop, asleep, opens):
    """The extra orders of a hundred people of one group."""
    trial = tagged(shop)
    table = uplift.by_group([trial["asleep"], trial["opens"]], trial["coupon"], trial["ordered_30d"])
    return 100 * float(table.at[(asleep, opens), "uplift"])


def invitations(shop, tail=True, kept="mixed", stock=True, refunds=True):
    """What joining each open event should add, by lesson 4's four steps: a Series by event_id."""
    events = shop.official_events.merge(shop.event_results, on="event_id", how="left")
    past = events[events["units"].notna()].copy()
    past["kept"] = past["units"] / (past["usual_units_a_day"] * past["days"] * past["promised_factor"])
    after = (past["units_21_days_after"] / past["usual_units_a_day"] - 21).mean() if tail else 0.0
    back = past["refunded_units"].sum() / past["units"].sum() if refunds else 0.0
    groups, crowd = past.groupby("name")["kept"], past["kept"].mean()
    mixed = (groups.sum() + crowd) / (groups.count() + 1)
    now = events[events["units"].isna()].merge(shop.products[["sku", "list_price"]], on="sku").set_index("event_id")
    share = {"mixed": now["name"].map(mixed).fillna(crowd), "promised": 1.0, "crowd": crowd}[kept]
    usual = now["usual_units_a_day"]
    margin = 0.93 * (now["list_price"] - now["unit_cost"])
    pieces = usual * now["days"] * now["promised_factor"] * share
    inside = pieces * (1 - back) * (now["required_price"] * (1 - now["extra_commission"]) - now["unit_cost"])
    over = (now["stock_required"] - pieces).clip(lower=0) * 0.3 * now["unit_cost"] if stock else 0.0
    return inside - usual * now["days"] * margin + usual * after * margin - over - now["entry_fee"]


def days_of(shop, test, first, last):
    """One test's rows of its days `first` to `last`, counted from 1."""
    rows = shop.experiment_results
    rows = rows[rows["experiment"] == test]
    day = (rows["date"] - rows["date"].min()).dt.days + 1
    return rows[(day >= first) & (day <= last)]


RECALL = (
    Question(
        name="08-recall-peeked",
        answer="too high",
        form="choice",
        points=("08.01",),
        recalls="03",
        slips=(
            Slip("It was stopped on a day on which it looked large. Such days are picked.", "right"),
            Slip("The other way: one stops when the difference looks large.", "too low"),
        ),
        hints=("On what kind of day does one stop?", "On a day of luck upwards.", '"too ____"'),
        why="Stopping on a lucky day keeps the luck in the figure. One of today's six was told that way.",
    ),
    Question(
        name="08-recall-pooled",
        answer=0.023,
        points=("08.13",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(Slip("That is the mean of the two rates. Nine of ten visitors come by phone.", 0.035),),
        hints=("How many buy, of how many?", "180 + 50 of 10,000", "(180 + ___) / 10000"),
        why="230 of 10,000. Change the mix, and the rate changes though nobody does.",
    ),
    Question(
        name="08-recall-held-out",
        answer=6,
        points=("08.08",),
        recalls="04",
        slips=(Slip("That is how many answered. Thirty of them would have come anyway.", 36),),
        hints=("Who would have bought anyway?", "36 less those of the hold-out.", "36 - ___"),
        why="Six. The rest answered, and would have come.",
    ),
    Question(
        name="08-recall-mixed",
        answer=14 / 600,
        points=("08.15",),
        recalls="03",
        tolerance=1e-3,
        slips=(
            Slip("That is the word alone. The crowd counts as 400 further clicks.", 0.03),
            Slip("That is the mean of the two rates. The crowd has 400 clicks, the word 200.", 0.025),
        ),
        hints=(
            "How many orders would 400 clicks of the crowd bring?",
            "(6 + 400 × 0.02) / (200 + 400)",
            "(6 + ___) / 600",
        ),
        why="6 and 8 orders of 600 clicks. With it goes the bid.",
    ),
    Question(
        name="08-recall-break-even",
        answer=1 / 0.3,
        points=("08.15",),
        recalls="04",
        tolerance=3e-3,
        slips=(
            Slip("That is the share that is left. Turn it over.", 0.3),
            Slip("You divided by what goes out.", 1 / 0.7),
        ),
        hints=("What may ¥1 of advertising have to bring?", "1 / share left", "1 / ___"),
        why="¥3.33 of sales for a yuan, if all of it is brought. If half is, 6.67.",
    ),
    Question(
        name="08-recall-next-yuan",
        answer="B",
        form="choice",
        points=("08.15",),
        recalls="03",
        slips=(Slip("On average. The next yuan brings ¥1.20 there and ¥2.00 in the other.", "A"),),
        hints=("What does the next yuan bring?", "Compare 1.20 and 2.00.", '"_"'),
        why="Until both ends are level. Forty bids are the same thought forty times.",
    ),
    Question(
        name="08-recall-thousand",
        answer=20,
        points=("08.08",),
        recalls="04",
        slips=(Slip("That is how many answered. Eighty would have come anyway.", 100),),
        hints=("What would the thousand have done anyway?", "(0.10 − 0.08) × 1000", "(0.10 - ___) * 1000"),
        why="Twenty. The coupon is paid a hundred times.",
    ),
    Question(
        name="08-recall-own-name",
        answer=0.05,
        points=("08.15",),
        recalls="lesson 2",
        slips=(Slip("That is the share that would have come anyway.", 0.95),),
        hints=("What was lost without the ads?", "5 of 100", "5 / ___"),
        why="One in twenty. The other nineteen were on their way.",
    ),
    Question(
        name="08-recall-picked",
        answer="worse",
        form="choice",
        points=("08.09",),
        recalls="03",
        slips=(
            Slip("It was picked for looking best, and luck was in that. Luck doesn't stay.", "the same"),
            Slip("It was picked for looking best, and luck was in that. Luck doesn't stay.", "same"),
            Slip("Nothing makes luck grow.", "better"),
        ),
        hints=("What was in the figure that it was picked for?", "Merit and luck.", '"wor__"'),
        why="It falls back towards the others. So a tag has to show itself twice.",
    ),
    Question(
        name="08-recall-factors",
        answer=-0.01,
        points=("08.12",),
        recalls="06",
        tolerance=1e-3,
        slips=(
            Slip("1.1 × 0.9 is not 1: changes multiply.", 0),
            Slip("That is the factor. By what share do sales change?", 0.99),
        ),
        hints=("Multiply the factors.", "1.1 × 0.9 − 1", "1.1 * 0.9 - ___"),
        why="A hundredth less. In logarithms the two parts are 0.095 and -0.105, and they add up.",
    ),
    Question(
        name="08-recall-invited",
        answer=0.196,
        points=("08.20",),
        recalls="lesson 3",
        tolerance=1e-3,
        slips=(Slip("That is for a thousand. Asked is one invitation.", 196),),
        hints=("Orders a head in both groups.", "1.695 − 1.499", "1.695 - ___"),
        why="A fifth of an order. Members' own counts would say four.",
    ),
    Question(
        name="08-recall-kept",
        answer=0.825,
        points=("08.19",),
        recalls="03",
        tolerance=1e-3,
        slips=(
            Slip("That is the mean of the two. The kind has three events, the crowd counts as one.", 0.75),
            Slip("That is the kind alone.", 0.9),
        ),
        hints=("Four events together.", "(3 × 0.9 + 0.6) / 4", "(3 * 0.9 + ___) / 4"),
        why="Three speak for themselves, one for the crowd.",
    ),
)

LESSONS = (
    Question(
        name="08-last-week",
        answer=lambda shop: lift(days_of(shop, "E2", 15, 21)),
        points=("08.01",),
        lesson=L1,
        tolerance=5e-3,
        slips=(
            Slip(
                "That is without the channels. Each against itself.",
                lambda shop: lift(days_of(shop, "E2", 15, 21), True),
            ),
            Slip("Those are all days after the first week.", lambda shop: lift(days_of(shop, "E2", 8, 21))),
            Slip("That is the whole test.", lambda shop: lift(days_of(shop, "E2", 1, 21))),
        ),
        hints=(
            "Only the rows change.",
            "Days from `starts` + 14 on; then `within(rows)[0]`.",
            "within(results[(results['experiment'] == 'E2') & (results['date'] >= began + pd.Timedelta(days=____))])[0]",
        ),
        why="{answer}, in one week alone: that is within chance. What the bar surely did, it did while it was new.",
    ),
    Question(
        name="08-dark-words",
        answer=lambda shop: dark(shop, 0.6),
        points=("08.15",),
        lesson=L2,
        slips=(
            Slip("That is at the full value.", lambda shop: dark(shop, 1.0)),
            Slip(
                "Those are the words that cost more than they are worth. Some of them still take a low place.",
                lambda shop: int((lambda w: (w["value"] < w["cost"] / w["clicks"]).sum())(forty(shop))),
            ),
        ),
        hints=(
            "One column of `expect` says it.",
            "`auction.expect(words, 0.6 * words['value'])['clicks']`",
            "(auction.expect(words, 0.6 * words['value'])['clicks'] == ____).sum()",
        ),
        why="{answer}. Being dark on a word that doesn't pay is a decision, not a loss.",
    ),
    Question(
        name="08-put-off",
        answer=lambda shop: uplift_of(shop, False, "0"),
        points=("08.08",),
        lesson=L3,
        tolerance=5e-3,
        slips=(
            Slip(
                "That is a share. Of a hundred people, it is a hundred times as much.",
                lambda shop: uplift_of(shop, False, "0") / 100,
            ),
            Slip("Those are the dormant ones.", lambda shop: uplift_of(shop, True, "0")),
            Slip("The sign: with the coupon, less without it.", lambda shop: -uplift_of(shop, False, "0")),
        ),
        hints=("One row of the table.", "The column `uplift`, times 100.", "100 * table.at[(False, '0'), ____]"),
        why="{answer}: fewer. They are sleeping dogs, and let them lie.",
    ),
    Question(
        name="08-without-tail",
        answer=lambda shop: int((invitations(shop, tail=False) > 0).sum()),
        points=("08.19",),
        lesson=L4,
        slips=(Slip("That is with the tail.", lambda shop: int((invitations(shop) > 0).sum())),),
        hints=(
            "One term falls away.",
            "`open_['adds'] - open_['tail']`",
            "(open_['adds'] - open_['tail'] > ____).sum()",
        ),
        why="{answer}. The others are worth joining only if somebody uses the traffic after them.",
    ),
)


def ex_split(shop, planned=True, apart=5.0):
    tests = shop.experiments
    seen = (
        shop.experiment_results.groupby(["experiment", "channel", "arm"])["visitors"].sum().unstack("arm").reset_index()
    )
    seen = seen.merge(tests, on="experiment")
    share = 0.5
    if planned:
        share = seen["planned_share_others"].where(seen["channel"] != "feed", seen["planned_share_feed"])
    people = seen["A"] + seen["B"]
    off = (seen["B"] - people * share) / np.sqrt(people * share * (1 - share))
    return sorted(seen.loc[off.abs() > apart, "experiment"].unique())


def ex_contrast(shop, least=None):
    parts = shop.page_colours
    contrast = pd.Series(
        [metrics.contrast_ratio(*pair) for pair in zip(parts["text"], parts["background"], strict=True)]
    )
    needs = np.where(parts["font_px"] >= 24, 3.0, 4.5) if least is None else least
    return (contrast < needs).mean()


def ex_video(shop, third=1, mean=False):
    spec, reach = shop.page_spec, shop.page_reach
    has = spec.loc[spec["kind"] == "video", "page"].unique()
    pages = reach[reach["screen"] == 1].groupby("page")[["visitors", "carts"]].sum()
    price = shop.products.groupby("product")["list_price"].mean()
    if third is not None:
        pages = pages[pd.qcut(price.reindex(pages.index), 3, labels=False) == third]
    if mean:
        rate = (pages["carts"] / pages["visitors"]).groupby(pages.index.isin(has)).mean()
    else:
        sums = pages.groupby(pages.index.isin(has))[["carts", "visitors"]].sum()
        rate = sums["carts"] / sums["visitors"]
    return rate[True] - rate[False]


def ex_cuped(shop, how="ratio"):
    panel = shop.experiment_panel
    before, during = panel["spent_before"], panel["spent_in_test"]
    theta = before.cov(during) / before.var()
    adjusted = during - (1.0 if how == "difference" else theta) * (before - before.mean())
    ratio = adjusted.var() / during.var()
    return 1 - ratio if how == "saved" else ratio


def ex_curious(shop, direct=False, rate=False):
    ads = shop.ad_daily
    ads["orders"] = ads["orders_direct"] + (0 if direct else ads["orders_indirect"])
    words = ads[ads["campaign"] != "C1"].groupby("keyword")[["impressions", "clicks", "orders"]].sum()
    words = words[words["clicks"] >= 500]
    best = words.loc[(words["clicks"] / words["impressions"]).idxmax()]
    own = best["orders"] / best["clicks"]
    return own if rate else own / (words["orders"].sum() / words["clicks"].sum())


def ex_half_price(shop, days=365, share=0.5):
    ads = shop.ad_daily
    words = ads[ads["campaign"] != "C1"].groupby("keyword")
    words = words.agg(
        clicks=("clicks", "sum"), position=("average_position", "mean"), quality=("quality_score", "first")
    ).nlargest(20, "clicks")
    words["market_cpc"] = shop.search_terms.groupby("keyword")["market_cpc"].mean()
    words["first_clicks"] = words["clicks"] / days * words["position"]
    return auction.expect(words, share * words["market_cpc"])["cost"].sum()


def ex_long_tail(shop, over="clicks", mean=False):
    terms = shop.search_terms.merge(shop.keywords[["keyword", "kind"]], on="keyword")
    if mean:
        words = terms.groupby(["kind", "keyword"])[["orders", "clicks"]].sum()
        rate = (words["orders"] / words["clicks"]).groupby("kind").mean()
    else:
        sums = terms.groupby("kind")[["orders", over]].sum()
        rate = sums["orders"] / sums[over]
    return rate["long tail"] / rate["head"]


def ex_empty(shop, of="searches"):
    table = shop.site_searches
    if of == "rows":
        return (table["results"] == 0).mean()
    if of == "clicks":
        return 1 - table["clicks"].sum() / table["searches"].sum()
    return table.loc[table["results"] == 0, "searches"].sum() / table["searches"].sum()


def ex_night(shop, what="cost", feed=False):
    hours = shop.ad_hours
    hours = hours if feed else hours[hours["campaign"] != "C4"]
    return hours.loc[hours["hour"].isin([23, 0, 1, 2, 3, 4, 5]), what].sum() / hours[what].sum()


def channel_curves(shop):
    rows = {}
    for channel, part in shop.channel_trials.groupby("channel"):
        half = launch_budget.half_point(part["spend"] / 7, part["visitors"] / 7)
        top = launch_budget.top_of(part["spend"] / 7, part["visitors"] / 7, half)
        rows[channel] = {"worth": top * part["orders"].sum() / part["visitors"].sum() * 28, "half": half}
    return pd.DataFrame(rows).T


def ex_stop(shop, average=False):
    curves = channel_curves(shop)
    for budget in range(250, 601, 50):
        yuan = launch_budget.spread(curves, budget)
        last = (curves["worth"] * curves["half"] / (yuan + curves["half"]) ** 2).max()
        if average:
            last = (curves["worth"] * yuan / (yuan + curves["half"])).sum() / budget
        if last < 1:
            return budget
    return 600


def ex_anyway(shop, how="share"):
    trial = shop.coupon_trial
    trial = trial if how == "all" else trial[trial["recency_days"] >= 180]
    rate = trial.groupby("coupon")["ordered_30d"].mean()
    return {"response": 100 * rate[True], "won": 100 * (1 - rate[False] / rate[True])}.get(
        how, 100 * rate[False] / rate[True]
    )


def ex_factor(shop, column="margin_30d", everybody=False):
    trial = shop.coupon_trial
    trial = trial if everybody else trial[trial["ordered_30d"]]
    mean = trial.groupby("coupon")[column].mean()
    return mean[False] / mean[True]


def ex_tag(shop, whole=False):
    trial, halves = shop.coupon_trial, []
    for rest in (0, 1):
        part = trial[trial["trial_id"] % 2 == rest]
        halves.append(uplift.by_group(part["city_tier"], part["coupon"], part["ordered_30d"])["uplift"])
    if whole:
        both = uplift.by_group(trial["city_tier"], trial["coupon"], trial["ordered_30d"])["uplift"]
        return both.max() - both.min()
    return (halves[0] - halves[1]).abs().max()


def ex_community(shop, first_day=1, share=0.30):
    orders = shop.orders.merge(shop.buyers[["buyer_id", "first_seen"]], on="buyer_id")
    seen = (orders["first_seen"] >= "2025-04-01") & (orders["first_seen"] < "2025-07-01")
    orders = orders[orders["paid_at"].notna() & seen]
    day = (orders["created_at"] - orders["first_seen"]).dt.days
    return share * orders.loc[day.between(first_day, 180), "paid"].sum() / orders["buyer_id"].nunique()


def ex_habit(shop, by="left"):
    habits = shop.habit_trials
    habits["left"] = (habits["visits"] if by == "visits" else habits["margin"] - habits["cost"]) / habits["buyers"]
    wide = habits.pivot(index="habit", columns="offered", values="left")
    return sorted(wide.index[wide[True] > wide[False]])


def ex_affiliates(shop, by="adds"):
    sums = shop.affiliate_holdout.groupby(["publisher", "link_works"])[["visitors", "orders"]].sum()
    rate = (sums["orders"] / sums["visitors"]).unstack()
    mine = shop.affiliate_orders.merge(shop.orders[["order_id", "paid"]], on="order_id").groupby("publisher")
    mine = mine[["commission", "paid"]].mean()
    brought = 1 if by == "credited" else 1 - rate[False] / rate[True]
    if by == "dearest":
        return sorted(mine["commission"].nlargest(2).index)
    adds = brought * 0.30 * mine["paid"] - mine["commission"]
    return sorted(adds.index[adds < 0])


def ex_qini(shop, outcome="margin_30d"):
    trial = shop.coupon_trial
    areas = [
        uplift.qini_area(score, trial["coupon"], trial[outcome])
        for score in (trial["messages_opened"], -trial["recency_days"])
    ]
    return areas[0] - areas[1]


def ex_tree(shop, logs=True, factor="visitors"):
    traffic = shop.traffic_daily
    months = traffic.groupby(traffic["date"].dt.month)[["visitors", "item_visitors", "paid_amount"]].sum()
    change = months.loc[10] / months.loc[9]
    if not logs:
        return (change[factor] - 1) / (change["paid_amount"] - 1)
    return np.log(change[factor]) / np.log(change["paid_amount"])


def ex_flow(shop, device="computer", to="cart", chance=False):
    paths = shop.page_paths
    steps = paths[paths["device"] == device]
    visits = 1 if chance else steps.loc[steps["from_page"] == "entry", "visits"].sum()
    moved = flows.chances(flows.moved(steps, "item", to, 0.02))["entry"]
    return (moved - flows.chances(steps)["entry"]) * visits


def ex_loop(shop, how="all", device="phone"):
    paths = shop.page_paths
    rows = paths[(paths["device"] == device) & (paths["from_page"] == "item")].set_index("to_page")["visits"]
    return rows["item"] / (rows.sum() - rows["left"] if how == "stay" else rows.sum())


def ex_kept(shop, mixed=True, crowd_only=False):
    past = shop.official_events.merge(shop.event_results, on="event_id")
    past["kept"] = past["units"] / (past["usual_units_a_day"] * past["days"] * past["promised_factor"])
    flash, crowd = past.loc[past["name"] == "flash sale", "kept"], past["kept"].mean()
    if crowd_only:
        return crowd
    return (flash.sum() + crowd) / (len(flash) + 1) if mixed else flash.mean()


def ex_season(shop, least=False):
    terms = shop.search_terms
    terms = terms[terms["keyword"] == "K46"]
    by_month = terms.groupby(terms["week"].dt.month)["searches"].sum()
    by_week = terms.groupby("week")["searches"].sum()
    return by_week.max() / by_week.mean() if least else by_month.max() / by_month.mean()


EXERCISES = (
    Question(
        name="08-ex-split",
        answer=ex_split,
        points=("08.01",),
        lesson=L1,
        slips=(
            Slip(
                "You took half for every channel. One test was planned otherwise: its shares stand in `experiments`.",
                lambda shop: ex_split(shop, planned=False),
            ),
            Slip(
                "That is with two standard errors. Thirty-six channels have that by chance.",
                lambda shop: ex_split(shop, apart=2.0),
            ),
        ),
        hints=(
            "Which share was planned for this channel?",
            "off = (B − people × share) / √(people × share × (1 − share))",
            "seen.loc[off.abs() > ____, 'experiment'].unique().tolist()",
        ),
        why="{answer}. Whatever they say about sales, they can't be read.",
    ),
    Question(
        name="08-ex-read-steps",
        form="reorder",
        answer=list("ECBAF"),
        points=("08.01",),
        recalls="03",
        lesson=L1,
        slips=(
            Slip("You compared sales before you knew that the split held. C comes before B.", list("EBCAF")),
            Slip(
                "The visitors come before anything about sales, and first of all: did it run to its end?", list("CEBAF")
            ),
        ),
        hints=(
            "What can spoil a test comes before what it says.",
            "ran to its end → split → like with like → lasting → decision",
            '["E", "C", ____, ____, "F"]',
        ),
        why="D is the one that doesn't belong: the largest day is the luckiest.",
    ),
    Question(
        name="08-ex-contrast",
        answer=ex_contrast,
        points=("08.02",),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip("Large letters need only 3.", lambda shop: ex_contrast(shop, 4.5)),
            Slip("Small letters need 4.5.", lambda shop: ex_contrast(shop, 3.0)),
            Slip("A share, not a count.", lambda shop: round(ex_contrast(shop) * len(shop.page_colours))),
        ),
        hints=(
            "Each part has its own limit.",
            "`np.where(parts['font_px'] >= 24, 3.0, 4.5)`",
            "(contrast < ____).mean()",
        ),
        why="{answer}. Every one of them is mended by a darker colour, in an afternoon.",
    ),
    Question(
        name="08-ex-video",
        answer=ex_video,
        points=("08.03",),
        lesson=L1,
        tolerance=5e-3,
        slips=(
            Slip("That is over all prices. Keep the middle third.", lambda shop: ex_video(shop, None)),
            Slip(
                "You averaged the pages' rates. Add carts and visitors up first.",
                lambda shop: ex_video(shop, mean=True),
            ),
            Slip("Those are the cheap ones.", lambda shop: ex_video(shop, 0)),
            Slip("Those are the dear ones.", lambda shop: ex_video(shop, 2)),
            Slip("The other way round: with a video, less without.", lambda shop: -ex_video(shop)),
        ),
        hints=(
            "First the third, then the video.",
            "`pd.qcut(price, 3, labels=False) == 1` keeps the middle.",
            "rate[True] - rate[____]",
        ),
        why="{answer}. A handful of pages, and nobody drew lots: it describes them, and no more.",
    ),
    Question(
        name="08-ex-cuped",
        level="stretch",
        answer=ex_cuped,
        points=("08.01", "08.16"),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip("That is what is saved. Asked is what is left of the variance.", lambda shop: ex_cuped(shop, "saved")),
            Slip("You took the whole past off. θ says how much of it.", lambda shop: ex_cuped(shop, "difference")),
        ),
        hints=(
            "One θ for both arms.",
            "`before.cov(during) / before.var()`",
            "(during - theta * (before - before.mean())).var() / ____",
        ),
        why="{answer}: the test needs only that share of the people for the same certainty (Deng and others 2013).",
    ),
    Question(
        name="08-ex-second-price",
        answer=0.89,
        points=("08.15",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip("That is your bid. You pay what is needed to stay above the next one.", 1.2),
            Slip("One fen is missing.", 0.88),
            Slip("That is their bid. Quality counts: × 8 ÷ 9.", 0.99),
            Slip("The qualities are the wrong way round.", 0.99 * 9 / 8 + 0.01),
        ),
        hints=(
            "Whose score do you have to beat?",
            "their bid × their quality ÷ your quality + 0.01",
            "0.99 * 8 / ___ + 0.01",
        ),
        why="With quality 10 it would be 0.80, at the same bid.",
    ),
    Question(
        name="08-ex-curious",
        answer=ex_curious,
        points=("08.15", "08.04"),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip("Indirect orders are missing.", lambda shop: ex_curious(shop, direct=True)),
            Slip("That is its rate. Divide by the usual click's.", lambda shop: ex_curious(shop, rate=True)),
        ),
        hints=(
            "First find the word, then two rates.",
            "(its orders / its clicks) / (all orders / all clicks)",
            "best['orders'] / best['clicks'] / ____",
        ),
        why="{answer} of a usual click. A high click rate is paid for, click by click.",
    ),
    Question(
        name="08-ex-half-price",
        form="faded",
        answer=ex_half_price,
        points=("08.15",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip("That is at the whole market price.", lambda shop: ex_half_price(shop, share=1.0)),
            Slip("A year has 365 days.", lambda shop: ex_half_price(shop, days=360)),
        ),
        hints=(
            "A day's clicks, a half price.",
            "365 and 0.5",
            "auction.expect(words, 0.5 * words['market_cpc'])['____'].sum()",
        ),
        why="¥{answer}. Half the price costs far less than half of the day: places are lost as well.",
    ),
    Question(
        name="08-ex-long-tail",
        answer=ex_long_tail,
        points=("08.04",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip(
                "You averaged the words' rates. Add orders and clicks up first.",
                lambda shop: ex_long_tail(shop, mean=True),
            ),
            Slip("That is an impression. Asked is a click.", lambda shop: ex_long_tail(shop, "impressions")),
            Slip("That is a search. Asked is a click.", lambda shop: ex_long_tail(shop, "searches")),
        ),
        hints=("Two rates from four sums.", "groupby('kind'), orders / clicks", "rate['long tail'] / rate[____]"),
        why="{answer} times. Who types three words knows what she wants; there are fewer of her.",
    ),
    Question(
        name="08-ex-empty",
        answer=ex_empty,
        points=("08.05",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is the share of rows. Some terms are searched for far more often.",
                lambda shop: ex_empty(shop, "rows"),
            ),
            Slip("Those are searches without a click. Some had results.", lambda shop: ex_empty(shop, "clicks")),
        ),
        hints=(
            "Searches, not terms.",
            "searches where results == 0, over all",
            "table.loc[table['results'] == 0, ____].sum() / ...",
        ),
        why="{answer}. Part of it is goods that we lack; the rest only a word.",
    ),
    Question(
        name="08-ex-night",
        answer=ex_night,
        points=("08.18",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip("The feed campaign C4 is in it.", lambda shop: ex_night(shop, feed=True)),
            Slip("Those are clicks. Asked is the cost.", lambda shop: ex_night(shop, "clicks")),
        ),
        hints=(
            "Which hours, which campaigns?",
            "`hours['hour'].isin([23, 0, 1, 2, 3, 4, 5])`",
            "search.loc[____, 'cost'].sum() / search['cost'].sum()",
        ),
        why="{answer}. Lower its bids a little: some who click at night order in the morning.",
    ),
    Question(
        name="08-ex-purpose",
        form="choice",
        answer="C",
        points=("08.15",),
        lesson=L2,
        slips=(
            Slip("Who searches for the thing is to buy it now: what a click leaves is the figure.", "A"),
            Slip("Who types our name knows us already. The share brought is the figure.", "B"),
            Slip("Stock is to go. What the event adds, with its tail, is the figure.", "D"),
        ),
        hints=("Which of them is paid to find people who don't know us?", "Others' followers.", '"_"'),
        why="New buyers are the purpose, and only a hold-out counts them.",
    ),
    Question(
        name="08-ex-stop",
        level="stretch",
        answer=ex_stop,
        points=("08.15",),
        lesson=L2,
        slips=(
            Slip(
                "That is where the average falls below one. The last yuan falls below it earlier.",
                lambda shop: ex_stop(shop, True),
            ),
        ),
        hints=(
            "Try the budgets one after another.",
            "`launch_budget.spread(curves, budget)`, then worth × half / (yuan + half)²",
            "for budget in range(250, 601, 50): ...",
        ),
        why="At ¥{answer} the last yuan no longer comes back, though the average still looks fine.",
    ),
    Question(
        name="08-ex-guess-anyway",
        form="predict",
        accept=(0, 100),
        points=("08.08",),
        lesson=L3,
        hints=("Zhou would say none.",),
        why="The next question counts them.",
    ),
    Question(
        name="08-ex-anyway",
        answer=ex_anyway,
        points=("08.08", "08.16"),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is how many ordered. How many of *them* would have anyway?",
                lambda shop: ex_anyway(shop, "response"),
            ),
            Slip("Those are the ones it won. The others came anyway.", lambda shop: ex_anyway(shop, "won")),
            Slip("That is over all buyers. Keep 180 days and more.", lambda shop: ex_anyway(shop, "all")),
        ),
        hints=("Two rates, one over the other.", "rate[False] / rate[True] × 100", "100 * rate[____] / rate[True]"),
        why="{answer} of a hundred got a discount on an order that was coming.",
    ),
    Question(
        name="08-ex-coupon-factor",
        answer=ex_factor,
        points=("08.16",),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip("You averaged over everybody. Keep those who ordered.", lambda shop: ex_factor(shop, everybody=True)),
            Slip("That is what they paid. Asked is the margin.", lambda shop: ex_factor(shop, "paid_30d")),
            Slip("Turn it over.", lambda shop: 1 / ex_factor(shop)),
        ),
        hints=(
            "What does one order leave, with and without?",
            "margin without / margin with",
            "margin[False] / margin[____]",
        ),
        why="{answer} times as many orders, only to be where you were.",
    ),
    Question(
        name="08-ex-tag",
        level="stretch",
        answer=ex_tag,
        points=("08.09",),
        lesson=L3,
        tolerance=2e-3,
        slips=(
            Slip(
                "That is how far the tiers lie apart. Asked is how far the halves do, tier by tier.",
                lambda shop: ex_tag(shop, True),
            ),
        ),
        hints=("Two tables of four uplifts.", "`trial['trial_id'] % 2`", "(one - other).abs().max()"),
        why="The same tier differs by {answer} from itself. So much is chance, before a tag says anything.",
    ),
    Question(
        name="08-ex-community",
        answer=ex_community,
        points=("08.11",),
        lesson=L3,
        tolerance=2e-3,
        slips=(
            Slip(
                "The first order is in it. A community can't take credit for that.", lambda shop: ex_community(shop, 0)
            ),
            Slip("That is what they paid. 30 % of it is left.", lambda shop: ex_community(shop, share=1.0)),
        ),
        hints=(
            "Which orders come after the first day?",
            "`day.between(1, 180)`",
            "0.30 * orders.loc[day.between(1, 180), 'paid'].sum() / ____",
        ),
        why="¥{answer}: what costs more a head than a part of this can't come back.",
    ),
    Question(
        name="08-ex-habit",
        answer=ex_habit,
        points=("08.20",),
        lesson=L3,
        slips=(Slip("By visits all of them shine. Ask what is left.", lambda shop: ex_habit(shop, "visits")),),
        hints=(
            "Margin less cost, a buyer.",
            "pivot by offered, compare",
            "wide.index[wide[True] > wide[____]].tolist()",
        ),
        why="Only by lot, and only in money. Visits would have kept all three.",
    ),
    Question(
        name="08-ex-affiliates",
        answer=ex_affiliates,
        points=("08.21",),
        lesson=L3,
        slips=(
            Slip(
                "You counted every order over the link as brought. Then nobody is too dear.",
                lambda shop: ex_affiliates(shop, "credited"),
            ),
            Slip(
                "Those ask for the highest commission. Ask what they bring for it.",
                lambda shop: ex_affiliates(shop, "dearest"),
            ),
        ),
        hints=(
            "What does an order bring that wouldn't have come?",
            "brought × 0.30 × paid − commission",
            "adds.index[adds < ____].tolist()",
        ),
        why="They ask for the lowest commission and stand where the buyer already is.",
    ),
    Question(
        name="08-ex-qini",
        level="stretch",
        answer=ex_qini,
        points=("08.08", "08.09"),
        lesson=L3,
        tolerance=2e-3,
        slips=(Slip("That is in orders. Asked is the margin.", lambda shop: ex_qini(shop, "ordered_30d")),),
        hints=(
            "Two areas.",
            "`uplift.qini_area(score, given, outcome)`; the latest first means minus the days.",
            "uplift.qini_area(-trial['recency_days'], ____, ____)",
        ),
        why="¥{answer}. Reading our messages tells more about who is won than having bought lately.",
    ),
    Question(
        name="08-ex-tree",
        answer=ex_tree,
        points=("08.12",),
        recalls="06",
        lesson=L4,
        tolerance=2e-3,
        slips=(
            Slip(
                "That is per cent over per cent; those parts don't add up. Take logarithms.",
                lambda shop: ex_tree(shop, logs=False),
            ),
            Slip(
                "Those are the item visitors, two factors together.", lambda shop: ex_tree(shop, factor="item_visitors")
            ),
        ),
        hints=(
            "One factor's logarithm over all.",
            "log(visitors October / September) / log(sales October / September)",
            "np.log(____) / np.log(____)",
        ),
        why="{answer} of the fall. The shares of all six factors add up to one, whatever the order.",
    ),
    Question(
        name="08-ex-flow",
        level="stretch",
        answer=ex_flow,
        points=("08.13",),
        lesson=L4,
        tolerance=2e-3,
        slips=(
            Slip("That is the chance. Times all visits.", lambda shop: ex_flow(shop, chance=True)),
            Slip("That is the phone.", lambda shop: ex_flow(shop, "phone")),
            Slip("Those go to the checkout. Asked is the cart.", lambda shop: ex_flow(shop, to="checkout")),
        ),
        hints=(
            "Before and after, from the entry.",
            "`flows.moved(steps, 'item', 'cart', 0.02)`",
            "(flows.chances(____)['entry'] - flows.chances(steps)['entry']) * visits",
        ),
        why="{answer} payments: the same repair brings far more on the phone, because more people are there.",
    ),
    Question(
        name="08-ex-loop",
        answer=ex_loop,
        points=("08.06",),
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip("That is of those who stay. All clicks count, leaving too.", lambda shop: ex_loop(shop, "stay")),
            Slip("That is the computer.", lambda shop: ex_loop(shop, device="computer")),
        ),
        hints=("All steps from item.", "clicks['item'] / clicks.sum()", "clicks[____] / clicks.sum()"),
        why="{answer}. And no: a countdown that begins again every night says something untrue about the offer.",
    ),
    Question(
        name="08-ex-kept",
        answer=ex_kept,
        points=("08.19",),
        lesson=L4,
        tolerance=2e-3,
        slips=(
            Slip(
                "That is the kind alone. Count the crowd as one further event.", lambda shop: ex_kept(shop, mixed=False)
            ),
            Slip("That is the crowd.", lambda shop: ex_kept(shop, crowd_only=True)),
        ),
        hints=(
            "Sum of the kind, and one more.",
            "(sum + crowd) / (number + 1)",
            "(flash.sum() + ____) / (len(flash) + 1)",
        ),
        why="{answer} of the promise. Multiply every invitation by what its kind keeps.",
    ),
    Question(
        name="08-ex-stage",
        form="choice",
        answer="B",
        points=("08.07",),
        lesson=L4,
        slips=(
            Slip("With two events a mean is two accidents.", "A"),
            Slip("That is no better founded than the first.", "C"),
            Slip("The best of sixteen is the luckiest.", "D"),
        ),
        hints=("How many events stand behind each cell?", "Sixteen in eighteen cells.", '"_"'),
        why="Sixteen events in eighteen cells. By stage, say what the article needs; by figures, say what you know.",
    ),
    Question(
        name="08-ex-season",
        answer=ex_season,
        points=("08.10",),
        lesson=L4,
        tolerance=2e-3,
        slips=(Slip("Those are weeks. Asked are months.", lambda shop: ex_season(shop, least=True)),),
        hints=(
            "Twelve sums.",
            "`by_month.max() / by_month.mean()`",
            "terms.groupby(terms['week'].dt.____)['searches'].sum()",
        ),
        why="{answer} times the mean month. The page and the stock have to be there a month before.",
    ),
    Question(
        name="08-ex-pages",
        answer=3,
        points=("08.17",),
        recalls="01",
        lesson=L4,
        slips=(
            Slip("All five together bring more than they cost. Each has to.", 5),
            Slip("The fourth brings ¥3,900 for ¥4,000.", 4),
        ),
        hints=("Each page for itself.", "How many bring more than ¥4,000?", "Count: 9100, 5200, 4400, ..."),
        why="The money would do for five, and the fourth doesn't earn its ¥4,000. What is left stays with Wen.",
    ),
    Question(
        name="08-ex-swot",
        form="choice",
        answer="B",
        points=("08.14",),
        lesson=L4,
        slips=(
            Slip("Says who, measured how, against whom?", "A"),
            Slip("By how much, since when, from which table?", "C"),
            Slip("Which of them did what?", "D"),
        ),
        hints=("Which line could be wrong?", "A number, whom it is compared with, a source.", '"_"'),
        why="It has a number, a comparison and a source. So somebody can check it.",
    ),
    Question(
        name="08-ex-words",
        level="stretch",
        form="explain",
        points=("08.19",),
        lesson=L4,
        hints=("What would have sold anyway?",),
        why="Ours: take off what three usual days sell, what came back, what stayed on the shelf and the fee, and add what the "
        "three weeks after sold beyond usual. Then say whether it was a triumph.",
    ),
)


QUESTIONS = (*RECALL, *LESSONS, *EXERCISES)
