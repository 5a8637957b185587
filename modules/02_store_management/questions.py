"""Module 02: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import numpy as np
import pandas as pd

from shoplab.practice import Question, Slip
from shoplab.queue import late_share
from shoplab.warehouse import safety_stock

HOUR, DAY = pd.Timedelta(hours=1), pd.Timedelta(days=1)

RECALL = (
    Question(
        name="02-recall-encoding",
        answer="gbk",
        form="choice",
        points=("02.11",),
        recalls="warmup",
        slips=(
            Slip(
                "That is what the course's own tables are written in. Back offices still write the older one.", "utf-8"
            ),
        ),
        hints=(
            "The warm-up's raw exports had it.",
            "Three letters: the national standard's extension.",
            'encoding="gb_"',
        ),
        why="GBK: read with any other, the headers become nonsense or the file doesn't open.",
    ),
    Question(
        name="02-recall-break-even",
        answer=500,
        points=("02.10",),
        recalls="01",
        slips=(Slip("You multiplied. Each order brings ¥24 towards the ¥12,000: divide.", 288_000),),
        hints=("What does one order bring towards the rent?", "fixed costs / contribution", "12_000 / ___"),
        why="Five hundred times ¥24 pay for the month; the next order is the first that earns.",
    ),
    Question(
        name="02-recall-late",
        answer=0.25,
        points=("02.02",),
        recalls="01",
        slips=(Slip("You took the mean, nine days, and it fits. One of the four emptied the shelf.", 0.0),),
        hints=("Which of the four took longer than ten days?", "Count them, divide by four.", "___ / 4"),
        why="One of four. The mean of nine days hides it.",
    ),
    Question(
        name="02-recall-product",
        answer=1.1**3 - 1,
        points=("02.04",),
        recalls="01",
        tolerance=2e-3,
        slips=(Slip("You added the three. They are multiplied: 1.1 × 1.1 × 1.1.", 0.3),),
        hints=("Is it 30 %?", "Multiply the three factors.", "1.1 ** ___ - 1"),
        why="0.331: changes of factors multiply, so they don't add up.",
    ),
    Question(
        name="02-recall-same-month",
        answer=0.025,
        points=("02.13",),
        recalls="01",
        tolerance=1e-3,
        slips=(
            Slip("You compared with November, which has Double 11 in it. Take the December before.", 820 / 900 - 1),
            Slip("That is a multiple. Growth is what came on top: take 1 away.", 1.025),
        ),
        hints=("Which month has the same season?", "This December against last December.", "820 / ___ - 1"),
        why="2.5 %: the same month a year ago has the same season in it.",
    ),
    Question(
        name="02-recall-visitors",
        answer="can't say",
        form="choice",
        points=("02.12",),
        recalls="warmup",
        slips=(
            Slip("Only if nobody came on both days. Unique visitors don't add up.", "yes"),
            Slip("They may all have been different people. The two figures can't tell.", "no"),
        ),
        hints=("Can somebody come on both days?", "She is one visitor on each day.", "Between 500 and 1,000 people."),
        why="Between 500 and 1,000. Visitors of days don't add up to visitors of a week.",
    ),
    Question(
        name="02-recall-supplier",
        answer=0.25,
        points=("02.02",),
        recalls="01",
        slips=(
            Slip("A delivery on day 15 itself is in time.", 0.5),
            Slip("The mean is 16, but the shelf isn't empty on average. Count the deliveries.", 1.0),
        ),
        hints=("Which took more than 15 days?", "One of the four.", "___ / 4"),
        why="Only the 24 days emptied the shelf.",
    ),
    Question(
        name="02-recall-empty",
        answer=600,
        points=("02.02",),
        recalls="lesson 1",
        slips=(
            Slip("You lost what the pieces leave, not what they cost.", 1200),
            Slip("You took the whole price. Goods that weren't sold are still there.", 1800),
        ),
        hints=("How many pieces weren't sold?", "30 pieces, and what each leaves.", "3 * 10 * ___"),
        why="Thirty pieces at ¥20. The goods themselves aren't lost.",
    ),
    Question(
        name="02-recall-tail",
        answer="share over 48",
        form="choice",
        points=("02.03",),
        recalls="lesson 1",
        slips=(
            Slip("The mean is 31 hours and looks safe, and nobody waited 31 hours.", "mean"),
            Slip("The median is 11.5 hours. It doesn't know that the fourth parcel exists.", "median"),
        ),
        hints=("A limit is broken by single parcels.", "Count those over the limit.", "share over __"),
        why="One parcel in four broke the rule; only the share says so.",
    ),
    Question(
        name="02-recall-contrast",
        answer=4.5,
        points=("02.06",),
        recalls="01",
        slips=(Slip("3 is enough from 24 pixels on. 14 pixels are small text.", 3),),
        hints=("Lesson 4 of module 01.", "Small text needs more than large.", "4._"),
        why="4.5 for text below 24 pixels.",
    ),
    Question(
        name="02-recall-survivors",
        answer="B",
        form="choice",
        points=("02.09",),
        recalls="01",
        slips=(
            Slip("New ones may well be among the best. Who can't be in the list at all?", "A"),
            Slip("A video can be seen from outside. Who can't be seen at all?", "C"),
        ),
        hints=("Who isn't in any list any more?", "Leaders are survivors.", "_"),
        why="Those who did the same and closed are in no table.",
    ),
    Question(
        name="02-recall-funnel",
        answer="same",
        form="choice",
        points=("02.04",),
        recalls="lesson 2",
        slips=(
            Slip("Twice as many came, but each of them buys half as often.", "up"),
            Slip("Each buys half as often, but twice as many came.", "down"),
        ),
        hints=("2 × ½ × 1", "Multiply the factors.", "____"),
        why="2 × ½ is 1. The logarithms cancel.",
    ),
    Question(
        name="02-recall-wait",
        answer=1,
        points=("02.08",),
        recalls="lesson 1",
        slips=(Slip("In the first group everybody waits one minute. Nobody waits longer than three.", 2),),
        hints=("Look at the longest wait of each group.", "One minute, and ten minutes.", "_"),
        why="Same mean, and only in one group somebody is gone.",
    ),
    Question(
        name="02-recall-refund",
        answer=15.0,
        points=("02.16",),
        recalls="01",
        slips=(
            Slip("The ¥80 came in before they went out. They are no loss.", 95.0),
            Slip("Four fifths of the goods' cost are saved: a fifth of ¥35 is lost.", 43.0),
        ),
        hints=(
            "Money in and money out cancel. What stays lost?",
            "A fifth of the goods, and the way back.",
            "35 / 5 + ___",
        ),
        why="¥7 of goods and ¥8 of freight.",
    ),
    Question(
        name="02-recall-mix",
        answer=6 / 400,
        points=("02.14",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(
            Slip("You took the mean of two rates. The evening had three times the visitors.", (0.04 + 2 / 300) / 2),
        ),
        hints=("Add the buyers, add the visitors.", "6 buyers of 400.", "6 / ___"),
        why="Rates don't average; the people behind them add up.",
    ),
)


def _courier_objection(given, shop):
    """Say what stands against a change of courier: drop the one that breaks the limit most, give to one that keeps it."""
    late = _late(shop.shipments.merge(shop.orders[["order_id", "paid_at"]], on="order_id"))
    if not isinstance(given, dict) or set(given) != {"drop", "give_to"}:
        return 'The answer is a dictionary like `{"drop": "…", "give_to": "…"}`.'
    for name in given.values():
        if not isinstance(name, str) or name not in late.index:
            return f"There is no courier `{name}`. `by_courier.index` shows the names."
    if given["drop"] != late.idxmax():
        return f"Of {given['drop']}'s parcels {late[given['drop']]:.1%} were late. Another one is far worse."
    if given["give_to"] == given["drop"]:
        return "Give the parcels to somebody else."
    if late[given["give_to"]] > 0.03:
        return f"{given['give_to']} is late with {late[given['give_to']]:.1%}. Two others do better."
    return ""


def _late(parcels):
    """Return each courier's share of parcels that were picked up later than 48 hours after payment."""
    return (parcels["picked_up_at"] - parcels["paid_at"] > 2 * DAY).groupby(parcels["courier"]).mean()


def _plan(shop):
    """Return demand a day, reorder point and cost of each SKU by the steps of lesson 3."""
    stock, orders = shop.inventory_daily, shop.purchase_orders
    by_sku = stock.groupby("sku").agg(sold=("sold", "sum"), empty=("stockout_minutes", "sum"), spread=("sold", "std"))
    by_sku["asked"] = by_sku["sold"] / (365 - by_sku["empty"] / 1440)
    orders["took"] = (orders["received_at"] - orders["ordered_at"]).dt.days
    lead = orders[orders["ordered_at"] >= "2025-07-01"].groupby("factory")["took"].agg(["mean", "std"])
    factory = orders.drop_duplicates("sku").set_index("sku")["factory"].reindex(by_sku.index)
    by_sku["lead"], by_sku["lead_spread"] = factory.map(lead["mean"]).fillna(6), factory.map(lead["std"]).fillna(4)
    by_sku["safety"] = [safety_stock(2, r.asked, r.spread, r.lead, r.lead_spread) for r in by_sku.itertuples()]
    by_sku["point"] = by_sku["asked"] * by_sku["lead"] + by_sku["safety"]
    by_sku["cost"] = shop.products.set_index("sku")["cost"]
    return by_sku


def _cover(shop, part=0.8):
    """Return the whole days on top of the points that a part of today's money pays for."""
    plan, stock = _plan(shop), shop.inventory_daily
    tied = ((stock["closing"] + stock["on_order"]) * stock["sku"].map(plan["cost"])).groupby(stock["date"]).sum().mean()
    return int((part * tied - (plan["point"] * plan["cost"]).sum()) / (plan["asked"] * plan["cost"]).sum())


LESSONS = (
    Question(
        name="02-courier-choice",
        points=("02.03",),
        fits=_courier_objection,
        hints=(
            "The limit is broken in the tail.",
            "Look at the column `late`.",
            '{"drop": by_courier["late"].idxmax(), "give_to": "…"}',
        ),
        why="The dropped one had the best median and the worst tail; its parcels go where the tail is short.",
    ),
    Question(
        name="02-top-sentence",
        answer="B",
        form="choice",
        points=("02.04",),
        slips=(
            Slip(
                "The rates carry a quarter of the fall at most, and the week it is compared with was an odd one.", "A"
            ),
            Slip("A goal that grows by itself says nothing about the week. What happened?", "C"),
        ),
        hints=("Which of the two weeks was out of the ordinary?", "Look at the four strange days.", "_"),
        why="The week before was high. A sentence on top says what happened, and what will be looked at.",
    ),
    Question(
        name="02-cover-days",
        answer=lambda shop: _cover(shop),
        points=("02.02",),
        slips=(
            Slip("You spent all that is tied up today. Wen wants a fifth of it back.", lambda shop: _cover(shop, 1.0)),
            Slip("You rounded up, and then the money doesn't reach. Round down.", lambda shop: _cover(shop) + 1),
        ),
        hints=(
            "What do the points alone cost?",
            "(80 % of today's money − cost of the points) ÷ cost of a day's demand.",
            'int((0.8 * today - (plan["point"] * articles["cost"]).sum()) / (plan["asked_a_day"] * ___).sum())',
        ),
        why="What is left after the points, divided by what a day's demand costs. Task 3 begins here.",
    ),
    Question(
        name="02-spend-8000",
        answer="B",
        form="choice",
        points=("02.05",),
        slips=(
            Slip(
                "The banner is seen by everybody and brings one order per thousand. A nicer one is seen by the same people.",
                "A",
            ),
            Slip("The livestream's zone sells less than the banner per thousand who saw it.", "C"),
        ),
        hints=("Where do people leave who wanted to buy?", "Look at the leak and at the empty searches.", "_"),
        why="In the cart somebody has chosen already. Mend where the buyer is, not where the eye is.",
    ),
    Question(
        name="02-sentence-for-ting",
        answer="B",
        form="choice",
        points=("02.08", "02.16"),
        slips=(
            Slip(
                "At every grade the quick ones came back more often. It only looked otherwise because the worst went first.",
                "A",
            ),
            Slip("A refund is the dearest way out, by far.", "C"),
        ),
        hints=("Compare at the same grade.", "And move a person to where the queue is.", "_"),
        why="Speed brings back, at each grade; the evening's heap needs a third pair of hands.",
    ),
)


def _in_48(shop, clock="picked_up_at", start="paid_at"):
    orders = shop.orders
    paid = orders[(orders["paid_at"] >= "2025-11-01") & (orders["paid_at"] < "2025-12-01")]
    parcels = shop.shipments.merge(paid[["order_id", "paid_at", "created_at"]], on="order_id")
    return float((parcels[clock] - parcels[start] <= 2 * DAY).mean())


def _oversold(shop, count="logs"):
    below = shop.order_events_audit[shop.order_events_audit["stock_left"] < 0]
    return int(below["log"].nunique() if count == "logs" else len(below))


def _daily(shop):
    return shop.shop_daily.set_index("date")


def _november_shares(shop, logarithms=True, orders="paid_orders"):
    days = _daily(shop)
    first, then = days.loc["2025-11-10":"2025-11-16"].sum(), days.loc["2025-11-17":"2025-11-23"].sum()
    ratio = then / first
    parts = {
        "visitors": ratio["visitors"],
        "conversion": ratio[orders] / ratio["visitors"],
        "money per order": ratio["paid_amount"] / ratio[orders],
    }
    scale = np.log if logarithms else lambda value: value - 1
    return {name: float(scale(value) / scale(ratio["paid_amount"])) for name, value in parts.items()}


def _lift_by_kind(shop, working=False, mean=False):
    test = shop.affiliate_holdout
    if mean:
        rows = test.assign(rate=test["orders"] / test["visitors"]).groupby(["kind", "link_works"])["rate"].mean()
    else:
        sums = test.groupby(["kind", "link_works"])[["orders", "visitors"]].sum()
        rows = sums["orders"] / sums["visitors"]
    rate = rows.unstack("link_works")
    return rate[True] if working else rate[True] - rate[False]


def _asked(shop, sku="P08-2", observed=False, whole_days=False):
    one = shop.inventory_daily[shop.inventory_daily["sku"] == sku]
    if observed:
        return float(one["sold"].sum() / 365)
    if whole_days:
        return float(one.loc[one["stockout_minutes"] == 0, "sold"].mean())
    return float(one["sold"].sum() / (365 - one["stockout_minutes"].sum() / 1440))


def _computer_zone(shop, by="orders"):
    clicks = shop.page_clicks[shop.page_clicks["device"] == "computer"]
    zones = clicks.groupby("zone")[["seen", "clicks", "orders"]].sum()
    return (1000 * zones[by] / zones["seen"]).nlargest(3)


def _misses(shop, terms=False):
    searches = shop.site_searches[shop.site_searches["week"] >= "2025-12-01"]
    if terms:
        return float((searches.groupby("term")["results"].max() == 0).mean())
    return float(searches.loc[searches["results"] == 0, "searches"].sum() / searches["searches"].sum())


def _heavy(shop, limit=200, videos=False):
    spec = shop.page_spec
    images = spec if videos else spec[spec["kind"] == "image"]
    return float((images["kilobytes"] > limit).groupby(images["page"]).mean().eq(0).sum())


def _photo_share(shop, mean=False):
    items = shop.competitor_items
    sums = items.groupby("shop")[["photo_reviews", "reviews"]].sum()
    if mean:
        return (items["photo_reviews"] / items["reviews"]).groupby(items["shop"]).mean()
    return sums["photo_reviews"] / sums["reviews"]


def _agents(shop, contacts=14.0, limit=0.10, minutes=10):
    return next(n for n in range(1, 30) if late_share(contacts, minutes, n) <= limit)


def _best_hours(shop, tier=1, by="rate", in_order=True):
    places = shop.place_hours[shop.place_hours["city_tier"] == tier]
    hours = places.groupby("hour")[["visitors", "placed_orders"]].sum()
    rate = hours["placed_orders"] / hours["visitors"] if by == "rate" else hours[by]
    best = [int(hour) for hour in rate.nlargest(3).index]
    return sorted(best) if in_order else best


def _paid_members(shop, cost=True, per="buyers"):
    trial = shop.paid_member_trial.groupby("invited")[["buyers", "joined", "fees", "benefit_cost", "margin"]].sum()
    trial["left"] = trial["margin"] + trial["fees"] - trial["benefit_cost"] * cost
    a_head = trial["left"] / trial["buyers"]
    return (
        float(a_head[True] - a_head[False])
        if per == "buyers"
        else float(trial.at[True, "left"] - trial.at[False, "left"])
    )


def _refund_gain(shop, weighted=True, all_topics=False):
    tickets = shop.tickets
    chosen = (
        tickets["topic"].isin(["refund", "late parcel", "lost parcel", "missing part"])
        if all_topics
        else tickets["topic"] == "refund"
    )
    mine = tickets[chosen & (tickets["opened_at"] < "2025-11-01")].copy()
    mine["quick"] = mine["closed_at"] - mine["opened_at"] < DAY
    pairs = shop.orders[["buyer_id", "created_at"]].merge(mine[["ticket_id", "buyer_id", "opened_at"]], on="buyer_id")
    soon = (pairs["created_at"] > pairs["opened_at"]) & (pairs["created_at"] <= pairs["opened_at"] + 60 * DAY)
    mine["back"] = mine["ticket_id"].isin(pairs.loc[soon, "ticket_id"])
    if not weighted:
        means = mine.groupby("quick")["back"].mean()
        return float(means[True] - means[False])
    grid = mine.pivot_table(index="severity", columns="quick", values="back", aggfunc="mean")
    mix = mine["severity"].value_counts(normalize=True)
    return float(((grid[True] - grid[False]) * mix).sum())


def _ready(shop, what="pieces"):
    stock = shop.inventory_daily
    if what == "days":
        return float((stock["stockout_minutes"] == 0).mean())
    by_sku = stock.groupby("sku").agg(sold=("sold", "sum"), empty=("stockout_minutes", "sum"))
    asked = by_sku["sold"] / (1 - by_sku["empty"] / (365 * 1440))
    return float(by_sku["sold"].sum() / asked.sum()) if what == "pieces" else float((by_sku["sold"] / asked).mean())


def _ours(shop, season=True):
    market = shop.category_market[shop.category_market["category"] == "travel_organisers"].set_index("month")["sales"]
    factor = market["2025-10"] / 31 / (market["2025-09"] / 30) if season else 1.0
    days = _daily(shop)["paid_amount"]
    september, october = days.loc["2025-09"].mean(), days.loc["2025-10"].mean()
    return float(october - september * factor)


EXERCISES = (
    Question(
        name="02-ex-recall-costs",
        answer=400,
        points=("02.10",),
        recalls="01",
        slips=(
            Slip("You divided by the price. Of the ¥75 only what an order leaves can pay for the helper.", 8_000 / 75),
        ),
        hints=("What does an order leave?", "wage / contribution", "8_000 / ___"),
        why="Four hundred orders at ¥20 pay for a helper; the price doesn't matter.",
    ),
    Question(
        name="02-ex-first",
        answer="C",
        form="choice",
        points=("02.11",),
        slips=(
            Slip("Its 48 hours are over. The fine is written, and a call won't lift it.", "A"),
            Slip("2 % of ¥350 are ¥7. It is the largest order, and not the largest stake.", "B"),
            Slip("Forty-seven pieces at one a day last for weeks. The threshold rang, nobody is in need.", "D"),
        ),
        hints=("Which of the four can still be changed?", "Yuan lost if it waits until tomorrow.", "_"),
        why="A ticket of grade 4 is worth ¥32 by the lesson's prices, and it can still be settled today.",
    ),
    Question(
        name="02-ex-in-time",
        answer=lambda shop: _in_48(shop),
        points=("02.03",),
        tolerance=5e-4,
        slips=(
            Slip(
                "You stopped the clock at the label. The parcel still lay in the warehouse.",
                lambda shop: _in_48(shop, "labelled_at"),
            ),
            Slip("That is the share that came too late.", lambda shop: 1 - _in_48(shop)),
        ),
        hints=(
            "From payment to the first scan.",
            "`picked_up_at` − `paid_at` at most 48 hours.",
            '(parcels["picked_up_at"] - ___ <= pd.Timedelta(hours=48)).mean()',
        ),
        why="The mean of True and False is the share of True. November has Double 11 in it, and the courier's lorries filled up.",
    ),
    Question(
        name="02-ex-stages",
        answer=["C", "A", "E", "B", "D"],
        form="reorder",
        points=("02.03",),
        slips=(
            Slip(
                "Here a parcel is packed first and labelled afterwards.",
                ["C", "A", "B", "E", "D"],
            ),
            Slip("The order is reviewed after the money is there.", ["A", "C", "E", "B", "D"]),
        ),
        hints=("It begins with money.", "Paid, reviewed, packed, …", '["C", "A", "_", "_", "D"]'),
        why="Paid, reviewed, packed, labelled, first scan. The rule's clock runs from the first to the last.",
    ),
    Question(
        name="02-ex-oversold",
        answer=lambda shop: _oversold(shop),
        points=("02.02",),
        slips=(
            Slip(
                "You counted lines. One order has many lines in its log: count logs.",
                lambda shop: _oversold(shop, "lines"),
            ),
        ),
        hints=(
            "Less than nothing was left.",
            "`stock_left` below 0, each log once.",
            'logs[logs["stock_left"] < 0]["log"].____()',
        ),
        why="Each of them is a buyer to whom the shop sold what it didn't have: 超卖.",
    ),
    Question(
        name="02-ex-tool",
        answer=700 / 45,
        level="stretch",
        points=("02.10",),
        tolerance=2e-3,
        slips=(
            Slip("You forgot the set-up: spread over twelve months it is part of the month's cost.", 500 / 45),
            Slip("The set-up is paid once. Spread it over the twelve months.", 2_900 / 45),
        ),
        hints=(
            "What does a month of it cost, with its part of the set-up?",
            "¥500 + ¥2,400 / 12",
            "(500 + 2_400 / 12) / ___",
        ),
        why="15.6 hours a month. If Ting's people save fewer, or have nothing else to do in them, it doesn't pay.",
    ),
    Question(
        name="02-ex-guess-weeks",
        form="predict",
        points=("02.13",),
        accept=(0, 52),
        why="In the home shop 18 weeks of 2025 were 10 % above the week before. Weeks swing; the rule is met by chance.",
        hints=("Do weeks go up more often than down?",),
    ),
    Question(
        name="02-ex-after-eleven",
        answer=_november_shares,
        points=("02.04",),
        tolerance=2e-3,
        slips=(
            Slip(
                "Your shares don't add up to 1: take logarithms of the ratios.",
                lambda shop: _november_shares(shop, False),
            ),
            Slip(
                "You took placed orders. Conversion stands on the paid ones.",
                lambda shop: _november_shares(shop, orders="placed_orders"),
            ),
        ),
        hints=(
            "Three ratios, three logarithms.",
            "np.log(ratio) / np.log(ratio of the sales)",
            'np.log(then["visitors"] / first["visitors"]) / np.log(___)',
        ),
        why="Nearly all of it is visitors: the sale brought people, not a better shop.",
    ),
    Question(
        name="02-ex-log",
        answer=[pd.Timestamp("2025-06-03"), pd.Timestamp("2025-06-06")],
        points=("02.12",),
        slips=(
            Slip("The 5th is there twice; missing are days that aren't there at all.", [pd.Timestamp("2025-06-05")]),
        ),
        hints=(
            "Which days should be there?",
            "`pd.date_range` from the first to the last, then `difference`.",
            "list(pd.date_range(____, ____).difference(log))",
        ),
        why="Six rows for seven days, and one of them twice: two are missing.",
    ),
    Question(
        name="02-ex-recall-rate",
        answer=35 / 2000,
        points=("02.04",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(
            Slip("You took the mean of the two rates. Phones have nine times the visitors.", (27 / 1800 + 8 / 200) / 2),
        ),
        hints=("How many bought, of how many?", "Add up, then divide.", "(27 + 8) / ___"),
        why="35 of 2,000. The phone weighs nine times as much.",
    ),
    Question(
        name="02-ex-season",
        answer=lambda shop: _ours(shop),
        level="stretch",
        points=("02.13",),
        tolerance=2e-3,
        slips=(
            Slip(
                "That is the whole difference, season and all. What would September have been in October's season?",
                lambda shop: _ours(shop, False),
            ),
        ),
        hints=(
            "First what the season alone would have done.",
            "September × the market's October ÷ September, a day each.",
            "october - september * ___",
        ),
        why="The season explains its part; what is left over is the shop's own, and the only part that anybody here can answer for.",
    ),
    Question(
        name="02-ex-lift",
        answer=lambda shop: _lift_by_kind(shop),
        points=("02.15",),
        tolerance=1e-3,
        slips=(
            Slip(
                "That is the rate with a working link. Some of them would have bought anyhow: take the other half away.",
                lambda shop: _lift_by_kind(shop, working=True),
            ),
            Slip("You averaged months. Add up orders and visitors first.", lambda shop: _lift_by_kind(shop, mean=True)),
        ),
        hints=(
            "What would they have bought without the partner?",
            "Rate with a working link less rate without, by kind.",
            "rate[True] - rate[____]",
        ),
        why="Content finds people who wouldn't have come. A coupon site stands at the till.",
    ),
    Question(
        name="02-ex-asked",
        answer=lambda shop: _asked(shop),
        points=("02.02",),
        tolerance=2e-3,
        slips=(
            Slip(
                "You divided by 365. On some of these days there was nothing to sell.",
                lambda shop: _asked(shop, observed=True),
            ),
            Slip(
                "You left out every day with an empty minute. On those days people bought too, often many.",
                lambda shop: _asked(shop, whole_days=True),
            ),
        ),
        hints=(
            "For how many days was there something on the shelf?",
            "365 − empty minutes / 1,440",
            'one["sold"].sum() / (365 - ____)',
        ),
        why="What was sold, by the days on which something could be sold. It is still a little low.",
    ),
    Question(
        name="02-ex-point",
        answer=24 * 6 + safety_stock(1.65, 24, 9, 6, 3),
        form="faded",
        points=("02.02",),
        tolerance=2e-3,
        slips=(
            Slip("That is what is asked for while the lorry drives. Where is the bad luck?", 144.0),
            Slip("You took the promise of four days. The lorries take six.", 24 * 4 + safety_stock(1.65, 24, 9, 4, 3)),
        ),
        hints=(
            "Two parts: the drive and the luck.",
            "demand × lead + safety_stock(z, …)",
            "24 * 6 + safety_stock(1.65, 24, 9, ___, 3)",
        ),
        why="Most of the safety stock comes from the uneven lorries, not from the uneven customers.",
    ),
    Question(
        name="02-ex-two-rates",
        answer=lambda shop: {"pieces": _ready(shop), "days": _ready(shop, "days")},
        level="stretch",
        points=("02.02",),
        tolerance=2e-3,
        slips=(
            Slip(
                "You averaged the articles. One that sells forty a day counts forty times.",
                lambda shop: {"pieces": _ready(shop, "mean"), "days": _ready(shop, "days")},
            ),
        ),
        hints=(
            "Pieces sold out of pieces asked for; article-days without an empty minute out of all.",
            "Sum first, then divide.",
            '{"pieces": sold.sum() / ___.sum(), "days": (stock["stockout_minutes"] == 0).mean()}',
        ),
        why="Article-days look better, because slow articles are always there. The fill rate β weighs by what is asked for.",
    ),
    Question(
        name="02-ex-computer",
        answer=lambda shop: _computer_zone(shop),
        points=("02.05",),
        tolerance=1e-3,
        slips=(
            Slip(
                "You ranked by clicks. Asked is what was bought per thousand who saw it.",
                lambda shop: _computer_zone(shop, "clicks"),
            ),
        ),
        hints=(
            "Only computers.",
            "1000 × orders / seen, by zone.",
            '(1000 * zones["orders"] / zones[____]).nlargest(3)',
        ),
        why="On computers the navigation counts more than on phones: one layout for both wastes one of them.",
    ),
    Question(
        name="02-ex-misses",
        answer=lambda shop: _misses(shop),
        points=("02.01",),
        tolerance=1e-3,
        slips=(
            Slip(
                "You counted words. A word typed five thousand times counts five thousand times.",
                lambda shop: _misses(shop, terms=True),
            ),
            Slip("That is the share that found something.", lambda shop: 1 - _misses(shop)),
        ),
        hints=(
            "Searches that saw an empty page, out of all searches.",
            "`results` is 0.",
            'december.loc[december["results"] == 0, ____].sum() / ____',
        ),
        why="Nearly one search in four. Some want goods we don't sell, some only another word.",
    ),
    Question(
        name="02-ex-light-pages",
        answer=lambda shop: _heavy(shop),
        points=("02.06",),
        slips=(
            Slip(
                "You counted videos too. The line of 200 KB is drawn for pictures.",
                lambda shop: _heavy(shop, videos=True),
            ),
            Slip(
                "That is how many pages have a heavy picture. Asked are those without one.",
                lambda shop: shop.page_spec["page"].nunique() - _heavy(shop),
            ),
        ),
        hints=(
            "For each page: is any picture above 200?",
            "Group by page, take the maximum.",
            '(images.groupby("page")["kilobytes"].____() <= 200).sum()',
        ),
        why="A page is as slow as its heaviest picture.",
    ),
    Question(
        name="02-ex-photos",
        answer=lambda shop: _photo_share(shop),
        level="stretch",
        points=("02.09", "02.12"),
        tolerance=1e-3,
        slips=(
            Slip(
                "You averaged the items' shares. Add up reviews first, then divide.",
                lambda shop: _photo_share(shop, mean=True),
            ),
        ),
        hints=(
            "Photo reviews out of all reviews, a shop.",
            "Sum both by shop, then divide.",
            'sums["photo_reviews"] / sums[____]',
        ),
        why="Praise with photographs 晒图 is a figure to keep every day, and to compare once a month.",
    ),
    Question(
        name="02-ex-recall-late",
        answer=0.2,
        points=("02.08",),
        recalls="01",
        slips=(Slip("The mean is three minutes and would pass. One of the five waited ten.", 0.0),),
        hints=("Who waited longer than three minutes?", "One of five.", "___ / 5"),
        why="One of five. A mean is passed by averaging, a limit isn't.",
    ),
    Question(
        name="02-ex-agents",
        answer=lambda shop: _agents(shop),
        points=("02.08",),
        slips=(
            Slip("Three agents have 140 minutes of work in 180. It fits on average, and many wait too long.", 3),
            Slip("You took one in twenty as the limit. Asked is one in ten.", lambda shop: _agents(shop, limit=0.04)),
        ),
        hints=(
            "Try numbers.",
            "The smallest with `late_share(14, 10, agents)` at most 0.10.",
            "late_share(14, 10, ___)",
        ),
        why="A fifth makes it good; with four one in six still waits. Not because the four have no time: because luck comes in heaps.",
    ),
    Question(
        name="02-ex-hours",
        answer=lambda shop: _best_hours(shop),
        points=("02.14",),
        slips=(
            Slip(
                "The right hours. Write them with the smallest first.",
                lambda shop: _best_hours(shop, in_order=False),
            ),
            Slip(
                "You took the hours with most visitors. Asked is the rate.",
                lambda shop: _best_hours(shop, by="visitors"),
            ),
            Slip(
                "You took the hours with most orders. Asked is the rate.",
                lambda shop: _best_hours(shop, by="placed_orders"),
            ),
        ),
        hints=(
            "Orders out of visitors, by hour, in the largest cities.",
            "Sum both by hour first.",
            'sorted((hours["placed_orders"] / ____).nlargest(3).index)',
        ),
        why="The morning's visitors know what they want. A post that is meant to sell goes out before they come.",
    ),
    Question(
        name="02-ex-ting",
        form="explain",
        points=("02.16",),
        why="A good answer says: the angriest were served first and come back less often anyhow; at the same grade the quick ones come back more.",
    ),
    Question(
        name="02-ex-refunds",
        answer=lambda shop: _refund_gain(shop),
        level="stretch",
        points=("02.16",),
        tolerance=2e-3,
        slips=(
            Slip(
                "Plain means: the worst were served first, and speed looks useless.",
                lambda shop: _refund_gain(shop, weighted=False),
            ),
            Slip("You took all complaints. Asked are refunds.", lambda shop: _refund_gain(shop, all_topics=True)),
        ),
        hints=(
            "At each grade first.",
            "A pivot table of severity by quick, then the mix of severities.",
            "((grid[True] - grid[False]) * ____).sum()",
        ),
        why="For refunds alone speed brings back as many as for all complaints together: it isn't the topic.",
    ),
    Question(
        name="02-ex-paid-members",
        answer=lambda shop: _paid_members(shop),
        level="stretch",
        points=("02.07",),
        tolerance=2e-3,
        slips=(
            Slip("You left the benefits' cost out.", lambda shop: _paid_members(shop, cost=False)),
            Slip(
                "That is all invited buyers together. The two groups aren't of one size: divide by buyers.",
                lambda shop: _paid_members(shop, per="all"),
            ),
        ),
        hints=(
            "Compare all who were invited, whether they joined or not.",
            "(margin + fees − benefits) / buyers, invited less not invited.",
            '(trial["margin"] + trial["fees"] - ____) / trial["buyers"]',
        ),
        why="All who were invited, not only those who joined: joiners would have bought more anyway.",
    ),
)

QUESTIONS = (*RECALL, *LESSONS, *EXERCISES)
