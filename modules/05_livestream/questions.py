"""Module 05: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import numpy as np
import pandas as pd

from shoplab.practice import Question, Slip
from shoplab.replay import play
from shoplab.strata import ratio_within
from shoplab.survival import median_stay, still_there
from shopworld.decisions import run_of_show

# --- lesson 1 ---------------------------------------------------------------------------------------------------------


def stream_orders(shop):
    """One row an order of a stream: session, payment, and what went back of it."""
    orders = shop.live_orders.merge(shop.orders.drop(columns="channel"), on="order_id")
    back = shop.refunds.groupby("order_id")["amount"].sum()
    return orders.assign(back=orders["order_id"].map(back).fillna(0))


def money(shop):
    """One row a stream: placed, paid and net money, views, and what was left of the evening."""
    sums = shop.live_minutes.groupby("session_id")[["placed", "paid_orders", "paid"]].sum()
    sessions, orders = shop.live_sessions.set_index("session_id"), stream_orders(shop)
    sums = sums.join(sessions[["views", "viewers", "from_paid"]])
    sums["net"] = sums["paid"] - orders.groupby("session_id")["back"].sum()
    lines = shop.order_lines.merge(orders.loc[orders["paid_at"].notna(), ["order_id", "session_id"]], on="order_id")
    lines = lines[~lines["line_id"].isin(shop.refunds["line_id"])].merge(shop.products[["sku", "cost"]], on="sku")
    goods = (lines["quantity"] * lines["cost"]).groupby(lines["session_id"]).sum()
    parcels = 4 * sums["paid_orders"] + 8 * (orders["back"] > 0).groupby(orders["session_id"]).sum()
    sums["left"] = 0.94 * sums["net"] - goods - parcels - (2 * 1500 + 1200 + 600) - 0.6 * sums["from_paid"]
    return sums


def good_streams(shop, floor="net", alone=False):
    sums = money(shop)
    enough = 1000 * sums[floor] / sums["views"] >= 4000
    return int(enough.sum() if alone else (enough & (sums["left"] > 0)).sum())


# --- lesson 2 ---------------------------------------------------------------------------------------------------------


def late_followers(shop, how="km", source="followers"):
    seen = shop.live_viewers
    seen = seen[(seen["source"] == source) & (seen["entered_second"] >= 5400)]
    if how == "dropped":
        return float(seen.loc[seen["left_before_end"], "stay_seconds"].median())
    if how == "as left":
        return float(seen["stay_seconds"].median())
    return median_stay(seen["stay_seconds"], seen["left_before_end"])


# --- lesson 3 ---------------------------------------------------------------------------------------------------------


def coupon_factor(shop, within=("host", "sku"), people="online"):
    log = shop.live_minutes
    there = log[people] if people else pd.Series(1, index=log.index)
    return ratio_within(log["orders"], there, log["event"] == "coupon", [log[name] for name in within])


# --- lesson 4 ---------------------------------------------------------------------------------------------------------


def goods_on_air(shop):
    """The twelve of lesson 4: rate on air and what an order leaves."""
    log, taps = shop.live_minutes, shop.live_orders
    goods = pd.DataFrame({"rate": run_of_show.rates(log, taps, 7.0, log["online"])})
    goods["leaves"] = run_of_show.leaves(taps, shop.orders, shop.order_lines, shop.refunds, shop.products)
    return goods.reindex(run_of_show.articles(taps, shop.products))


TWELVE_OFF = 12.0  # at the lesson's ¥8 off, what leaves more than ¥8 gains too, and the slip's list is the right one


def coupon_pays(shop, factor=None, off=8.0):
    log = shop.live_minutes
    if factor is None:
        factor = ratio_within(log["orders"], log["online"], log["event"] == "coupon", [log["host"], log["sku"]])
    leaves = goods_on_air(shop)["leaves"]
    return leaves.index[factor * (leaves - off) > leaves].tolist()


def _pays_objection(given, shop):
    """Say what stands against a list of articles for the coupon."""
    right, known = set(coupon_pays(shop, off=TWELVE_OFF)), set(goods_on_air(shop).index)
    if not isinstance(given, (list, tuple, set, pd.Index)) or not set(given) <= known:
        return "A list of SKUs out of the twelve in `goods`, like `goods.index[…].tolist()`."
    if set(given) == set(coupon_pays(shop, factor=1e9, off=TWELVE_OFF)):
        return "Those leave more than ¥12. More orders come, but each leaves ¥12 less: compare both sides."
    if set(given) - right:
        return f"{sorted(set(given) - right)[0]} leaves less with the coupon than without it."
    if right - set(given):
        return f"{len(right - set(given))} more gain from it."
    return ""


# --- lesson 5 ---------------------------------------------------------------------------------------------------------


def evening(shop):
    """The plan of lesson 5, its goods and its room."""
    goods = goods_on_air(shop)
    people = shop.live_minutes.groupby("minute")["online"].mean().to_numpy()
    room = run_of_show.Room(people[None, :], {"Bei": 1.4, "Miao": 1.1}, 2.3)
    value = (goods["rate"] * goods["leaves"]).sort_values(ascending=False).index
    places = pd.Series([people[4 + 9 * place : 13 + 9 * place].mean() for place in range(12)])
    places = places.rank(ascending=False).astype(int) - 1
    plan = pd.DataFrame(
        {
            "sku": [value[rank] for rank in places],
            "minutes": 9,
            "host": ["Bei" if rank < 6 else "Miao" for rank in places],
            "coupon": [rank < 2 for rank in places],
        }
    )
    return plan, goods, room


def dark(shop, begin, lasts):
    """What the evening leaves when the picture is gone from a minute on."""
    plan, goods, room = evening(shop)
    return float(play(plan, goods, room, dark=(begin, lasts))["left"].sum())


LESSONS = (
    Question(
        name="05-recall-left",
        answer=22.4,
        points=("05.06",),
        recalls="module 01",
        slips=(Slip("The platform's 6 % are still in it.", 26.0), Slip("The parcel's ¥4 are still in it.", 26.4)),
        hints=("Who else wants a part?", "price − goods − 6 % − parcel", "60 - 30 - 0.06 * ___ - 4"),
        why="60 − 30 − 3.60 − 4 = 22.40.",
    ),
    Question(
        name="05-recall-refund-day",
        answer="no",
        form="choice",
        points=("05.13",),
        recalls="warmup",
        slips=(Slip("A refund comes days after its order. Those of one day belong to orders of many days.", "yes"),),
        hints=("When is something sent back?", "Count a refund at the day of its order."),
        why="They belong to orders of the days before. A rate needs both from the same orders.",
    ),
    Question(
        name="05-recall-visitors",
        answer=1,
        points=("05.06",),
        recalls="module 02",
        slips=(Slip("Those are visits. She is one person.", 2),),
        hints=("How many people came?", "People of two days can't be added up."),
        why="One visitor, two visits. In a stream: one viewer, two views.",
    ),
    Question(
        name="05-good-streams",
        answer=good_streams,
        points=("05.06", "05.13"),
        slips=(
            Slip("You took paid GPM. The refunds are still in it.", lambda shop: good_streams(shop, "paid")),
            Slip(
                "You took placed GPM. Unpaid orders and refunds are still in it.",
                lambda shop: good_streams(shop, "placed"),
            ),
            Slip(
                "Those have the GPM. Some of them lost money: two conditions.",
                lambda shop: good_streams(shop, alone=True),
            ),
        ),
        hints=(
            "Two conditions with `&`, then `sum`.",
            "`gpm` and `left` have the same index.",
            '((gpm["net"] >= ___) & (left["left"] > ___)).sum()',
        ),
        why="A good rate on a small evening doesn't pay its people. Both must hold.",
    ),
    Question(
        name="05-recall-net-gpm",
        answer=3500.0,
        points=("05.13",),
        recalls="lesson 1",
        slips=(
            Slip("That is paid GPM. Take the refunds off.", 4000.0),
            Slip("That is placed GPM.", 4500.0),
            Slip("That is for one view. GPM is for a thousand.", 3.5),
        ),
        hints=("Which money, over what?", "1000 × (paid − refunded) ÷ views", "1000 * (8000 - ___) / ___"),
        why="¥7,000 stayed, from 2,000 views.",
    ),
    Question(
        name="05-recall-brought",
        answer=80,
        points=("05.03",),
        recalls="module 04",
        slips=(Slip("120 of these would have bought anyway.", 200),),
        hints=("Who would have come anyway?", "200 − ___"),
        why="Reached less held out, on groups of the same size.",
    ),
    Question(
        name="05-recall-median",
        answer=2,
        points=("05.08",),
        recalls="module 02",
        slips=(Slip("That is the mean. Two long waits made it.", 139 / 7),),
        hints=("Put them in order.", "The fourth of seven."),
        why="Half wait two minutes or less, whatever the longest does.",
    ),
    Question(
        name="05-late-followers",
        answer=late_followers,
        points=("05.08",),
        slips=(
            Slip(
                "You left out those who were still there. They stayed longest.",
                lambda shop: late_followers(shop, "dropped"),
            ),
            Slip("You counted the end of the stream as leaving.", lambda shop: late_followers(shop, "as left")),
            Slip(
                "Those are all followers. Only those who came in after minute 90.",
                lambda shop: median_stay(
                    *(
                        shop.live_viewers.loc[shop.live_viewers["source"] == "followers", column]
                        for column in ("stay_seconds", "left_before_end")
                    )
                ),
            ),
        ),
        hints=(
            "Filter first, then the function.",
            "`median_stay(stays, left)` with the rows of followers from second 5400 on.",
            'late = seen[(seen["source"] == "followers") & (seen["entered_second"] >= ____)]; median_stay(late["____"], late["left_before_end"])',
        ),
        why="Many of them were cut off. Who is dropped or counted as leaving makes the evening's end look worse than it is.",
    ),
    Question(
        name="05-recall-little",
        answer=160,
        points=("05.08",),
        recalls="lesson 2",
        slips=(Slip("That is how long it takes for 40 people to come four times over. Multiply.", 10),),
        hints=("Little's law.", "40 × ___"),
        why="Arrivals a minute × minutes a stay.",
    ),
    Question(
        name="05-recall-together",
        answer="a part",
        form="choice",
        points=("05.09",),
        recalls="module 04",
        slips=(
            Slip("The crowd would have bought more at the old price too.", "all of it"),
            Slip("The same article on like days does sell more when it is cheaper.", "none"),
        ),
        hints=("Two things moved together.", "What does each bring alone?"),
        why="Only days that are alike tell which part.",
    ),
    Question(
        name="05-recall-pooled",
        answer=0.042,
        points=("05.10",),
        recalls="module 01",
        slips=(Slip("That is the mean of two rates. The second channel has more people.", 0.04),),
        hints=("Add people, not rates.", "(12 + 30) / (400 + ___)"),
        why="42 orders from 1,000 visitors.",
    ),
    Question(
        name="05-coupon-factor",
        answer=coupon_factor,
        points=("05.11",),
        tolerance=2e-3,
        slips=(
            Slip(
                'Those are orders a minute. Divide by the people there: `log["online"]`.',
                lambda shop: coupon_factor(shop, people=None),
            ),
            Slip(
                "You compared within the article only. The host belongs to it.",
                lambda shop: coupon_factor(shop, ("sku",)),
            ),
        ),
        hints=(
            "`ratio_within` with the minutes of the coupon as the chosen ones.",
            'The chosen: `log["event"] == "coupon"`; within: host and SKU.',
            'ratio_within(log["orders"], log["____"], log["event"] == "____", [log["host"], log["____"]])',
        ),
        why="More than twice as many. Whether that pays depends on what an order leaves: lesson 4.",
    ),
    Question(
        name="05-recall-raffle",
        answer="stayed",
        form="choice",
        points=("05.10",),
        recalls="lesson 3",
        slips=(
            Slip("The comments rose. Look at the other line of that figure.", "rose"),
            Slip("They didn't fall either.", "fell"),
        ),
        hints=("Two lines, one of them flat.",),
        why="A raffle buys comments. Orders per viewer stayed where they were.",
    ),
    Question(
        name="05-recall-lowest",
        answer=49,
        points=("05.09",),
        recalls="module 04",
        slips=(Slip("That is today's price. For three days of the seven it was lower.", 59),),
        hints=("The lowest, not the usual one.",),
        why="The lowest of the seven days is what a crossed-out price may show.",
    ),
    Question(
        name="05-recall-shrunk",
        answer="0.02",
        form="choice",
        points=("05.02",),
        recalls="module 03",
        slips=(Slip("Three of twenty is a lucky draw as likely as not. The crowd weighs more.", "0.15"),),
        hints=("How many clicks has it?", "A small sample may nudge."),
        why="Twenty clicks hardly move what the crowd says.",
    ),
    Question(
        name="05-coupon-pays",
        fits=_pays_objection,
        points=("05.11",),
        hints=(
            "Compare each article with itself, with and without.",
            "A condition on `goods`, then `.index.tolist()`.",
            'goods.index[coupon * (goods["leaves"] - ___) > goods["____"]].tolist()',
        ),
        why="They leave enough to give ¥12 away. For the others the coupon works, and costs.",
    ),
    Question(
        name="05-recall-coupon",
        answer=16.0,
        points=("05.11",),
        recalls="lesson 4",
        slips=(Slip("At ¥8 an order with the coupon leaves nothing at all.", 8.0),),
        hints=("2 × (left − 8) = left.", "factor × 8 ÷ (factor − 1)", "2 * 8 / ___"),
        why="Twice as many orders at half of what an order leaves is the same money.",
    ),
    Question(
        name="05-recall-cannot",
        answer="no",
        form="choice",
        points=("05.08",),
        recalls="lesson 2",
        slips=(Slip("50 × 2 is 100. The other 200 came from nowhere.", "yes"),),
        hints=("Arrivals × stay.",),
        why="By Little's law there are a hundred. Somebody made the rest up.",
    ),
    Question(
        name="05-recall-alarm",
        answer="false",
        form="choice",
        points=("05.14",),
        recalls="module 04",
        slips=(Slip("It rings earlier, so late ones become fewer.", "late"),),
        hints=("What does a nervous alarm do on ordinary days?",),
        why="An alarm is bought with false alarms.",
    ),
    Question(
        name="05-quick-hand",
        answer=lambda shop: dark(shop, 50, 2) - dark(shop, 50, 8),
        points=("05.14",),
        tolerance=2e-3,
        slips=(
            Slip(
                "That is what is lost by eight minutes. Two of them are lost anyway.",
                lambda shop: dark(shop, 50, 0) - dark(shop, 50, 8),
            ),
            Slip(
                "The size is right; it leaves more, so the difference is positive.",
                lambda shop: dark(shop, 50, 8) - dark(shop, 50, 2),
            ),
        ),
        hints=(
            "Play the evening twice.",
            '`play(plan, goods, room, dark=(50, 2))["left"].sum()` and the same with 8.',
            'play(plan, goods, room, dark=(50, ___))["left"].sum() - play(plan, goods, room, dark=(50, ___))["left"].sum()',
        ),
        why="Six minutes sooner, and a part of the room that didn't leave.",
    ),
)

# --- exercises --------------------------------------------------------------------------------------------------------


def ex_gpm(shop, over="views", what="paid"):
    return float(1000 * money(shop).at[12, what] / money(shop).at[12, over])


def ex_net_of_placed(shop, of="placed"):
    sums = money(shop)
    return float(sums["net"].sum() / sums[of].sum())


def ex_live_refunds(shop, how="money"):
    paid = shop.orders[shop.orders["paid_at"].notna()]
    back = shop.refunds.groupby("order_id")["amount"].sum()
    paid = paid.assign(back=paid["order_id"].map(back).fillna(0))
    if how == "orders":
        return float((paid["back"] > 0).groupby(paid["channel"]).mean()["live"])
    sums = paid.groupby("channel")[["back", "paid"]].sum()
    return float((sums["back"] / sums["paid"])["live"])


def ex_bridge(shop, whole=True):
    sums = money(shop)
    factors = pd.DataFrame(
        {
            "views": sums["views"],
            "orders_a_view": sums["paid_orders"] / sums["views"],
            "money_an_order": sums["paid"] / sums["paid_orders"],
        }
    )
    logs = np.log(factors.loc[35] / factors.loc[34])
    return (logs / logs.sum() if whole else logs).to_dict()


def ex_held_out(shop, arm=False):
    arms = shop.live_reminders
    arms = arms[arms["reminded"] == arm]
    return float(arms["came"].sum() / arms["followers"].sum())


def ex_lift_by_hours(shop, column="hours_before"):
    arms = shop.live_reminders.assign(rate=lambda table: table["came"] / table["followers"])
    both = arms.pivot(index=["session_id", "channel", "hours_before"], columns="reminded", values="rate").reset_index()
    return (both[True] - both[False]).groupby(both[column]).mean()


def ex_gone(shop, source="search", second=30):
    seen = shop.live_viewers[shop.live_viewers["source"] == source]
    curve = still_there(seen["stay_seconds"], seen["left_before_end"])
    return float(1 - curve[curve.index <= second].iloc[-1])


def ex_stay_by_law(shop, seconds=False):
    log = shop.live_minutes[shop.live_minutes["session_id"] == 30]
    return float(log["online"].sum() / log["entries"].sum() * (60 if seconds else 1))


def ex_three_ways(shop):
    seen = shop.live_viewers[shop.live_viewers["source"] == "followers"]
    left = seen["left_before_end"]
    return {
        "dropped": float(seen.loc[left, "stay_seconds"].median()),
        "as_left": float(seen["stay_seconds"].median()),
        "km": median_stay(seen["stay_seconds"], left),
    }


def ex_host(shop, host="Lan", how="alike"):
    log = shop.live_minutes
    own = log["host"] == host
    if how == "minute":
        return float(log.loc[own, "orders"].mean() / log.loc[~own, "orders"].mean())
    within = [log["sku"], log["event"]] if how == "alike" else [pd.Series(0, index=log.index)]
    return ratio_within(log["orders"], log["online"], own, within)


def ex_clicks(shop, events="clicks"):
    log = shop.live_minutes
    return ratio_within(log[events], log["online"], log["sku"] != "", [log["host"], log["event"]])


def ex_raffle(shop, events="orders"):
    log = shop.live_minutes[shop.live_minutes["event"] != "coupon"]
    return ratio_within(log[events], log["online"], log["event"] == "raffle", [log["host"], log["sku"]])


def ex_hands(shop, people=2):
    comments = shop.live_minutes["comments"]
    return float((comments - 8 * people).clip(lower=0).sum() / comments.sum())


def ex_fans(shop, per="views"):
    sessions, sums = shop.live_sessions.set_index("session_id"), money(shop)
    return float((sessions["from_followers"] / sessions["views"]).corr(sums["paid_orders"] / (sums[per] if per else 1)))


def ex_remaining(shop, channel=None, begin="opening"):
    moment = pd.Timestamp("2025-12-06 20:30")
    day = shop.inventory_daily.set_index(["sku", "date"]).loc[("P07-2", moment.normalize())]
    orders = shop.orders[shop.orders["paid_at"].notna()]
    if channel:
        orders = orders[orders["channel"] == channel]
    orders = orders[(orders["created_at"] >= moment.normalize()) & (orders["created_at"] < moment)]
    lines = shop.order_lines[
        (shop.order_lines["sku"] == "P07-2") & shop.order_lines["order_id"].isin(orders["order_id"])
    ]
    if begin == "closing":
        return int(day["closing"])
    return int(day["opening"] + day["received"] - day["damaged"] - lines["quantity"].sum())


def ex_anchor(shop, days=30):
    price = shop.price_log.pivot(index="valid_from", columns="sku", values="price")
    price = price.reindex(sorted(shop.calendar["date"])).ffill()
    lowest = price.shift(1).rolling(days).min()
    said = shop.live_pitches.merge(shop.live_sessions[["session_id", "began_at"]], on="session_id")
    said = said[(said["was_price"] > said["price"]) & (said["began_at"] >= "2025-02-01")]
    lowest = [lowest.at[row.began_at.normalize(), row.sku] for row in said.itertuples()]
    return int((said["was_price"] > lowest).sum())


PLAN = pd.DataFrame(
    {
        "sku": [
            "P08-1",
            "P01-1",
            "P06-2",
            "P02-2",
            "P03-1",
            "P07-1",
            "P04-1",
            "P11-3",
            "P16-1",
            "P12-2",
            "P14-1",
            "P08-1",
        ],
        "minutes": [10, 10, 10, 10, 10, 10, 3, 9, 9, 9, 9, 9],
        "host": ["Bei"] * 7 + ["Miao"] * 5,
        "coupon": [True, True] + [False] * 10,
    }
)


def ex_swapped_hosts(shop):
    plan, goods, room = evening(shop)
    swapped = plan.assign(host=plan["host"].map({"Bei": "Miao", "Miao": "Bei"}))
    return run_of_show.earned(plan, goods, room) - run_of_show.earned(swapped, goods, room)


def ex_three_answers(shop, first=False):
    asked = shop.product_questions["text_en"].str.lower()
    size = asked.str.contains("large|shirts|fit|size|small|cm")
    zips = asked.str.contains("zip|stitch|seam|sturdy")
    sent = asked.str.contains("sent|arrive|deliver|ship")
    return float(size.mean() if first else (size | zips | sent).mean())


def ex_archive(shop, fewer=15):
    pitches = shop.live_pitches.groupby("session_id").size().reindex(shop.live_sessions["session_id"], fill_value=0)
    return int((pitches < fewer).sum())


def ex_bought(shop, all_of_it=False):
    log = shop.live_minutes[shop.live_minutes["session_id"] == 9]
    peak = log.loc[log["minute"] >= 2, "entries"].max()
    return float(peak if all_of_it else peak - log["entries"].median())


EXERCISES = (
    Question(
        name="05-ex-goal",
        answer="B",
        form="choice",
        points=("05.06",),
        slips=(
            Slip("That is reach. Who passes by isn't a fan.", "A"),
            Slip("That is sales, and not even paid.", "C"),
            Slip("A like costs nothing and is forgotten in a second.", "D"),
        ),
        hints=("What does a fan do that a passer-by doesn't?", "Which of them lasts until the next stream?"),
        why="Fans are the goal, so count those who follow; it can be missed, and it can't be bought by shouting.",
    ),
    Question(
        name="05-ex-gpm",
        answer=ex_gpm,
        points=("05.13",),
        tolerance=1e-4,
        slips=(
            Slip("You divided by people. GPM is for a thousand views 场观.", lambda shop: ex_gpm(shop, "viewers")),
            Slip("That is placed money. Asked is paid.", lambda shop: ex_gpm(shop, what="placed")),
            Slip("That is for one view. GPM is for a thousand.", lambda shop: ex_gpm(shop) / 1000),
        ),
        hints=("Which money, over what?", "`live_minutes` has paid, `live_sessions` has views.", "1000 * ____ / ____"),
        why="Views count entries, so a stream whose viewers come back twice has a lower GPM over views than over people.",
    ),
    Question(
        name="05-ex-net-of-placed",
        answer=ex_net_of_placed,
        points=("05.13",),
        tolerance=1e-3,
        slips=(
            Slip(
                "That is of the paid money. Asked is of what was placed.", lambda shop: ex_net_of_placed(shop, "paid")
            ),
        ),
        hints=("Sums of all streams, then divide.", "paid − refunded, over placed", "(____ - back) / placed"),
        why="Of four yuan that a host announces, three are still there a month later.",
    ),
    Question(
        name="05-ex-live-refunds",
        answer=ex_live_refunds,
        points=("05.13",),
        recalls="module 01",
        tolerance=1e-3,
        slips=(
            Slip("You counted orders. Asked is money: refunded of paid.", lambda shop: ex_live_refunds(shop, "orders")),
        ),
        hints=(
            "Refunds belong to their orders.",
            "Map the refunded money to the orders, then sums by channel.",
            'sums["____"] / sums["____"]',
        ),
        why="More comes back from streams than from any other channel: who buys in a hurry thinks at home.",
    ),
    Question(
        name="05-ex-bridge",
        answer=ex_bridge,
        level="stretch",
        points=("05.13",),
        recalls="module 02",
        tolerance=2e-3,
        slips=(
            Slip(
                "Those are the logarithms. Divide each by their sum, so that they are shares.",
                lambda shop: ex_bridge(shop, whole=False),
            ),
        ),
        hints=(
            "Three factors, their logarithms add up.",
            "`np.log(after / before)` of each, divided by their sum.",
            "logs / logs.sum()",
        ),
        why="The room did it all and a little more; a view was worth slightly less on Saturday.",
    ),
    Question(
        name="05-ex-form",
        answer=11_856.0,
        slips=(
            Slip("The refunds are still in it.", 19_760.0),
            Slip("The commission is still in it.", 12_480.0),
        ),
        points=("05.01",),
        hints=(
            "Views in thousands × GPM, then two shares off.",
            "× (1 − refunded) × (1 − commission)",
            "5.2 * 4000 * 0.6 * ____",
        ),
        why="5.2 × 4,000 × 0.6 × 0.95. Reach and GPM are what they tell you; the other two decide.",
    ),
    Question(
        name="05-ex-guess-held",
        accept=(0, 1),
        form="predict",
        points=("05.03",),
        why="You said {yours}. The next cell counts them: people who like a shop come without being asked.",
    ),
    Question(
        name="05-ex-held-out",
        answer=ex_held_out,
        points=("05.03",),
        recalls="module 04",
        tolerance=1e-3,
        slips=(Slip("Those are the reminded ones.", lambda shop: ex_held_out(shop, True)),),
        hints=("Which arm got nothing?", "Sum both columns, then divide.", 'arms[~arms["____"]]'),
        why="Some four of five of the reminded who came would have come anyway.",
    ),
    Question(
        name="05-ex-lift-by-hours",
        form="faded",
        answer=ex_lift_by_hours,
        points=("05.03",),
        tolerance=1e-3,
        slips=(Slip("That is by channel. Asked is by hours before.", lambda shop: ex_lift_by_hours(shop, "channel")),),
        hints=(
            "Reminded less held out, in each stream.",
            "Then the mean by `hours_before`.",
            "(both[True] - both[____]).groupby(both[____]).mean()",
        ),
        why="Three days give an evening time to be kept free.",
    ),
    Question(
        name="05-ex-gone",
        answer=ex_gone,
        points=("05.08",),
        tolerance=2e-3,
        slips=(
            Slip("That is the share still there.", lambda shop: 1 - ex_gone(shop)),
            Slip("That is after a minute.", lambda shop: ex_gone(shop, second=60)),
        ),
        hints=(
            "The curve says who is still there.",
            "Its last value up to 30, then 1 minus it.",
            "1 - curve[curve.index <= ____].iloc[-1]",
        ),
        why="Who searched for us came with a question, and stays longer than the feed's passers-by.",
    ),
    Question(
        name="05-ex-order",
        form="reorder",
        answer=list("DBAC"),
        points=("05.08",),
        slips=(
            Slip("You multiplied before dividing. Each share needs those still watched at that second.", list("DABC")),
            Slip("Whom you watch must be counted first, before anybody has left.", list("BDAC")),
        ),
        hints=("Watch, leave, multiply, read.", '["D", ____, ____, "C"]'),
        why="Count the watched, take the share that leaves, multiply up, read the half.",
    ),
    Question(
        name="05-ex-law",
        answer=ex_stay_by_law,
        points=("05.08",),
        tolerance=1e-3,
        slips=(Slip("That is in seconds. Asked is minutes.", lambda shop: ex_stay_by_law(shop, True)),),
        hints=(
            "Room = arrivals × stay.",
            "Turn it round: people-minutes over entries.",
            'one["online"].sum() / one["____"].sum()',
        ),
        why="Without a single stopwatch: the room and the door are enough.",
    ),
    Question(
        name="05-ex-three-ways",
        answer=ex_three_ways,
        level="stretch",
        points=("05.08",),
        tolerance=1e-3,
        slips=(
            Slip(
                "You turned `dropped` and `as_left` round.",
                lambda shop: (
                    ex_three_ways(shop)
                    | {"dropped": ex_three_ways(shop)["as_left"], "as_left": ex_three_ways(shop)["dropped"]}
                ),
            ),
        ),
        hints=(
            "Three medians of the same rows.",
            "`dropped` looks at those who left only.",
            "median_stay(stays, left)",
        ),
        why="Dropping them hurts most: it throws out the longest stays of all.",
    ),
    Question(
        name="05-ex-lan",
        answer=ex_host,
        points=("05.07", "05.09"),
        tolerance=2e-3,
        slips=(
            Slip(
                "Those are orders a minute: the empty room is booked to her.", lambda shop: ex_host(shop, how="minute")
            ),
            Slip(
                "Per viewer, but not like with like: give the article and the event.",
                lambda shop: ex_host(shop, how="viewer"),
            ),
        ),
        hints=(
            "`ratio_within`, her minutes as the chosen ones.",
            "Within the article on air and the event.",
            'ratio_within(log["orders"], log["____"], log["host"] == "Lan", [log["____"], log["event"]])',
        ),
        why="A little below the others, not half of them, as the plain minutes say.",
    ),
    Question(
        name="05-ex-clicks",
        answer=ex_clicks,
        level="stretch",
        points=("05.09",),
        tolerance=2e-3,
        slips=(Slip("Those are orders. Asked are clicks.", lambda shop: ex_clicks(shop, "orders")),),
        hints=(
            "The chosen minutes are those with an article.",
            '`log["sku"] != ""`',
            'ratio_within(log["clicks"], log["online"], log["sku"] != "", [log["____"], log["____"]])',
        ),
        why="Half as many clicks again: a pitch makes people look, and then only some of them order.",
    ),
    Question(
        name="05-ex-raffle",
        answer=ex_raffle,
        points=("05.10", "05.11"),
        tolerance=2e-3,
        slips=(Slip("Those are comments. Asked are orders.", lambda shop: ex_raffle(shop, "comments")),),
        hints=(
            "Leave the coupon's minutes out.",
            'The chosen: `log["event"] == "raffle"`.',
            'ratio_within(log["orders"], log["online"], log["event"] == "____", [log["host"], log["sku"]])',
        ),
        why="As good as one: four times the comments, the same orders.",
    ),
    Question(
        name="05-ex-comments-words",
        form="explain",
        points=("05.10",),
        hints=("What makes both? And which comes first, minute by minute?",),
        why="Full rooms write more and buy more, and buyers write that they have bought; when a raffle made four times as many "
        "comments, not one order more came. So pay for people and for a good pitch, not for comments.",
    ),
    Question(
        name="05-ex-hands",
        answer=ex_hands,
        points=("05.07",),
        tolerance=1e-3,
        slips=(Slip("That is with one person.", lambda shop: ex_hands(shop, 1)),),
        hints=(
            "Each minute on its own: comments less what two manage.",
            "Not below 0: `clip(lower=0)`.",
            '(log["comments"] - ____).clip(lower=0).sum() / log["comments"].sum()',
        ),
        why="The second pair takes less than half of what the first one left: the full minutes bring far more than sixteen.",
    ),
    Question(
        name="05-ex-fans",
        answer=ex_fans,
        level="stretch",
        points=("05.10",),
        tolerance=5e-3,
        slips=(
            Slip(
                "You took orders, not orders a view. A large stream has more of both.", lambda shop: ex_fans(shop, None)
            ),
        ),
        hints=(
            "Two columns, one row a stream.",
            "`Series.corr` of followers' share and orders a view.",
            "(____ / views).corr(orders / ____)",
        ),
        why="The more of the room are fans, the more of the room buys. Forty streams are few, and nobody drew the fans by lot.",
    ),
    Question(
        name="05-ex-fits",
        answer=len(run_of_show.problems(PLAN)),
        points=("05.04",),
        slips=(Slip("An empty list would be none. Look at what `problems` gives.", 0),),
        hints=("`run_of_show.problems(plan)`", "`len(…)` of it."),
        why="An article twice, a pitch of three minutes, and a host who speaks too long.",
    ),
    Question(
        name="05-ex-coupon-limit",
        answer=1.6 * 5 / 0.6,
        points=("05.11",),
        tolerance=1e-3,
        slips=(
            Slip("At ¥5 an order leaves nothing with the coupon.", 5.0),
            Slip("That is factor × off. Divide by what the factor adds.", 8.0),
        ),
        hints=("factor × (left − off) = left", "factor × off ÷ (factor − 1)", "1.6 * 5 / ____"),
        why="A weak coupon needs a rich article: the smaller the factor, the more an order must leave.",
    ),
    Question(
        name="05-ex-remaining",
        answer=ex_remaining,
        points=("05.11",),
        slips=(
            Slip(
                "You took off the stream's orders only. The shelf serves every channel.",
                lambda shop: ex_remaining(shop, "live"),
            ),
            Slip(
                "That is the evening's stock. At 20:30 some of the day was still to come.",
                lambda shop: ex_remaining(shop, begin="closing"),
            ),
        ),
        hints=(
            "The morning's shelf, less what was ordered and paid until then.",
            "All channels; `created_at` before the moment.",
            'day["opening"] + day["received"] - day["____"] - since["____"].sum()',
        ),
        why="This number may be said. Every other one is a lie with a deadline.",
    ),
    Question(
        name="05-ex-anchor",
        answer=ex_anchor,
        points=("05.09",),
        recalls="module 04",
        slips=(Slip("That is by seven days. The event's rule looks at thirty.", lambda shop: ex_anchor(shop, 7)),),
        hints=(
            "The same as in the lesson, with another window.",
            "`rolling(30).min()` of the prices until yesterday.",
            "price.shift(1).rolling(____).min()",
        ),
        why="A longer memory catches more. In China the law asks for seven days, in the EU for thirty.",
    ),
    Question(
        name="05-ex-swapped-hosts",
        answer=ex_swapped_hosts,
        level="stretch",
        points=("05.02", "05.07"),
        tolerance=2e-3,
        slips=(
            Slip(
                "The size is right. It is lost, so the plan as it was leaves more.",
                lambda shop: -ex_swapped_hosts(shop),
            ),
        ),
        hints=(
            "Two plans, one room.",
            "`plan.assign(host=plan['host'].map({'Bei': 'Miao', 'Miao': 'Bei'}))`",
            "earned(plan, …) - earned(____, goods, room)",
        ),
        why="The same twelve articles at the same minutes; only the voices changed places.",
    ),
    Question(
        name="05-ex-drill",
        answer=10.6,
        points=("05.14",),
        slips=(
            Slip("That is what it saves when it happens. It happens in four of a hundred streams.", 265.0),
            Slip("That is what it costs without a plan, times its chance.", 12.4),
        ),
        hints=("How often × how much less.", "0.04 × (310 − ___)"),
        why="¥10.60 a stream is what such a plan may cost, and no more.",
    ),
    Question(
        name="05-ex-three-answers",
        answer=ex_three_answers,
        points=("05.05",),
        tolerance=1e-3,
        slips=(
            Slip(
                "That is the first answer alone. Put the words of all three into one pattern.",
                lambda shop: ex_three_answers(shop, True),
            ),
        ),
        hints=(
            "One pattern for all three.",
            "`str.contains` with `|` between the words, then `mean`.",
            'asked.str.contains("large|…|zip|…|sent|…").mean()',
        ),
        why="Three answers, and more than half of the questions are served before anybody asks.",
    ),
    Question(
        name="05-ex-archive",
        answer=ex_archive,
        points=("05.12",),
        slips=(
            Slip(
                "You counted those with more. Asked are those with fewer.",
                lambda shop: len(shop.live_sessions) - ex_archive(shop),
            ),
        ),
        hints=(
            "Count the pitches of each stream.",
            "`groupby('session_id').size()`, a condition, `sum`.",
            "(____ < 15).sum()",
        ),
        why="A stream with few pitches on record talked without a product, or nobody wrote it down. Ask which.",
    ),
    Question(
        name="05-ex-leader",
        answer="C",
        form="choice",
        points=("05.15",),
        slips=(
            Slip("Three things differ at once, and one evening was watched. Which of them did it?", "A"),
            Slip("Perhaps it is fast because it has three people. Can we pay them?", "B"),
            Slip("A stronger stream still shows what can be tried.", "D"),
        ),
        hints=("What can be tried cheaply, alone, and compared?",),
        why="One change, four streams with it and four without, and a number that was chosen before.",
    ),
    Question(
        name="05-ex-bought",
        answer=ex_bought,
        level="stretch",
        points=("05.13",),
        slips=(
            Slip(
                "Some people came by themselves in that minute too: the stream's median.",
                lambda shop: ex_bought(shop, True),
            ),
        ),
        hints=(
            "The largest minute of the door, from minute 2 on.",
            "Less the median of all minutes.",
            'one["entries"].max() - one["entries"].____()',
        ),
        why="So many were bought, and none of them pressed a button in half an hour.",
    ),
)

QUESTIONS = (*LESSONS, *EXERCISES)
