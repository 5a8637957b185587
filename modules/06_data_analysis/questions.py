"""Module 06: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import numpy as np
import pandas as pd

from shoplab import forecast, lifetime, load_real, metrics, xray
from shoplab.practice import Question, Slip

L5 = "lesson_5_appendix_large.ipynb"
L1, L2, L3, L4 = "lesson_1_fall.ipynb", "lesson_2_buyers.ipynb", "lesson_3_money.ipynb", "lesson_4_month.ipynb"
FACTORS = ["visitors", "conversion", "basket"]
YEAR_END = pd.Timestamp("2026-01-01")


def paid(shop):
    """Orders that were paid."""
    return shop.orders[shop.orders["paid_at"].notna()]


def month(shop, number, by="channel"):
    """A month's factors, one row a group."""
    traffic = shop.traffic_daily
    sums = traffic[traffic["date"].dt.month == number].groupby(by)[["visitors", "paid_orders", "paid_amount"]].sum()
    return sums.assign(
        conversion=sums["paid_orders"] / sums["visitors"], basket=sums["paid_amount"] / sums["paid_orders"]
    )


def parts(shop, before, after, by="channel"):
    return xray.contributions(month(shop, before, by), month(shop, after, by), FACTORS)


def rfm(shop, until, letters, by=("rfm", "money")):
    """How many of the best so many buyers came after a date, ranked by what was known on it."""
    until = pd.Timestamp(until)
    orders = shop.orders[shop.orders["paid_at"] < YEAR_END]
    before, after = orders[orders["paid_at"] < until], orders[orders["paid_at"] >= until]
    buyers = before.groupby("buyer_id").agg(
        last=("paid_at", "max"), frequency=("order_id", "size"), money=("paid", "sum")
    )
    days = (until - buyers["last"]).dt.days
    recent = 5 - pd.qcut(days, 5, labels=False)
    buyers["rfm"] = recent + buyers["frequency"].clip(upper=5) + pd.qcut(buyers["money"], 5, labels=False) + 1
    return buyers.nlargest(letters, list(by)).index.isin(after["buyer_id"]).sum()


def june(shop, of="commission", whole=False):
    sales = shop.settlement[shop.settlement["kind"] == "order"]
    rate = shop.platform_fees.set_index("platform").at["Tmall", "commission"]
    beyond = sales["commission"] - (sales["gross"] * rate).round(2)
    chosen = sales["settled_at"].dt.month == 6
    if of == "all":
        return sales.loc[chosen, "commission"].sum()
    return beyond.sum() if whole else beyond[chosen].sum()


def september(shop, market=True, back=0):
    """The forecast of the thirty days from 1 September by lesson 4's three parts."""
    days, origin = shop.shop_daily.merge(shop.calendar, on="date"), pd.Timestamp("2025-09-01")
    past = days[(days["date"] < origin) & (days["event"] == "")]
    weekday = past.groupby("weekday")["paid_orders"].mean()
    weekday = weekday / weekday.mean()
    last = past.tail(28)
    level = (last["paid_orders"] / last["weekday"].map(weekday)).mean()
    table = shop.category_market
    searches = table[table["category"].isin(["travel_organisers", "luggage"])].groupby("month")["searches"].sum()
    move = searches[f"2024-{9 - back:02d}"] / searches[f"2024-{8 - back:02d}"] if market else 1.0
    return (level * weekday[pd.date_range(origin, periods=30).day_name()] * move).sum()


RECALL = (
    Question(
        name="06-recall-pooled",
        answer=14 / 400,
        points=("06.01",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(Slip("That is the mean of the two rates. Add up first, then divide.", 0.03),),
        hints=("How many bought, of how many?", "Add buyers, add visitors, divide.", "(2 + ___) / (100 + 300)"),
        why="14 of 400. The rate of a whole is its parts' rates, weighted by their visitors: keep that for the phones.",
    ),
    Question(
        name="06-recall-before-after",
        answer="no",
        form="choice",
        points=("06.01",),
        recalls="03",
        slips=(Slip("The season turned in the same week. Before and after can't tell the two apart.", "yes"),),
        hints=("What else changed in that week?", "Compare with articles that kept their picture.", '"n_"'),
        why="The season is in it. The same thought takes Golden Week out of September.",
    ),
    Question(
        name="06-recall-break-even",
        answer=1500,
        points=("06.01",),
        recalls="01",
        slips=(
            Slip("You divided by what the goods are sold for. What counts is what an order leaves.", 600),
            Slip("That is what goes out of each order, ¥60.", 1000),
        ),
        hints=("What does one order leave?", "60,000 / contribution", "60_000 / ___"),
        why="1,500 orders: keep the number in mind when you see how much conversion there is to mend.",
    ),
    Question(
        name="06-recall-mix",
        answer="mix",
        form="choice",
        points=("06.13",),
        recalls="lesson 1",
        slips=(Slip("The rates are better in every channel. Something else differs between the two.", "rates"),),
        hints=("Where do phones come from?", "More of them come from the channel that buys least.", '"m__"'),
        why="A whole can move against all of its parts when the mix does.",
    ),
    Question(
        name="06-recall-fall-back",
        answer="lower",
        form="choice",
        points=("06.05",),
        recalls="03",
        slips=(
            Slip("It was picked for its luck, and luck doesn't stay.", "the same"),
            Slip("One good week doesn't make the next one better.", "higher"),
        ),
        hints=("What is in the best of 200 beside merit?", "Luck.", '"low__"'),
        why="Best cells of a large table are partly luck. Soon there will be 620 cells.",
    ),
    Question(
        name="06-recall-per-buyer",
        answer=195,
        points=("06.18",),
        recalls="warmup",
        slips=(Slip("That is per order. Two buyers paid ¥390.", 130),),
        hints=("How many people paid?", "All money / distinct buyers", "390 / ___"),
        why="390 / 2. Per order it would be 130: two words that many mix up.",
    ),
    Question(
        name="06-recall-adds-up",
        answer=-150,
        points=("06.01",),
        recalls="lesson 1",
        slips=(
            Slip("The sign: −900 + 250 leaves −650, and −800 is further down.", 150),
            Slip("That is visitors and conversion together.", -650),
        ),
        hints=("The three parts add up to −800.", "-800 - (-900) - 250", "-800 + 900 - ___"),
        why="The parts of an X-ray always add up; the last one is what is left.",
    ),
    Question(
        name="06-recall-brought",
        answer=120,
        points=("06.11",),
        recalls="04",
        slips=(
            Slip("That takes the hold-out's 100 off. It is a quarter of the size of the shown.", 420),
            Slip("That is how many would have come anyway.", 400),
        ),
        hints=(
            "At the hold-out's rate, how many of 40,000 would have come?",
            "520 − 40,000 × 100 / 10,000",
            "520 - ___",
        ),
        why="A hundredth would have come anyway: 400 of 40,000.",
    ),
    Question(
        name="06-recall-evidence",
        answer="no",
        form="choice",
        points=("06.04",),
        recalls="lesson 2",
        slips=(Slip("Two orders in a year are an anecdote. Lift is highest where numbers are smallest.", "yes"),),
        hints=("How many orders is that?", "Minimum evidence first.", '"n_"'),
        why="Minimum evidence first, then lift.",
    ),
    Question(
        name="06-recall-false",
        answer="false",
        form="choice",
        points=("06.15",),
        recalls="lesson 3",
        slips=(Slip("Poor placements convert badly. Here the clicks don't even arrive.", "poor"),),
        hints=("Did people come at all?", "540 of 1,000 arrive, and 440 devices made all 1,000.", '"fal__"'),
        why="What doesn't arrive isn't a visitor. It is claimed back, not optimised.",
    ),
    Question(
        name="06-recall-hhi",
        answer=0.3,
        points=("06.02",),
        recalls="01",
        tolerance=1e-3,
        slips=(
            Slip("That is CR4: the shares themselves. HHI adds their squares.", 1.0),
            Slip("Right on the scale to 10,000, with shares in per cent. Here 40 % is 0.4.", 3000),
        ),
        hints=("Square, then add.", "0.16 + 0.09 + 0.04 + 0.01", "0.4**2 + 0.3**2 + ___"),
        why="As concentrated as 3.3 equal sellers.",
    ),
    Question(
        name="06-recall-by-order",
        answer=0.08,
        points=("06.17",),
        recalls="lesson 3",
        tolerance=1e-3,
        slips=(
            Slip("You left out those that came back in July. They are June's orders.", 0.03),
            Slip("That is July's part only.", 0.05),
        ),
        hints=("Whose orders are they?", "All that came back of June's orders / June's orders", "___ / 100"),
        why="The orders are followed, whenever their goods come back.",
    ),
    Question(
        name="06-recall-neither",
        level="stretch",
        answer="neither",
        form="choice",
        points=("06.05",),
        recalls="lesson 2",
        slips=(
            Slip("The longer the time, the higher the rate: that is its length, not loyalty.", "year"),
            Slip("It is lower because it is shorter. The two can't be compared.", "quarter"),
        ),
        hints=("What would a two-year rate be?", "Rates of other lengths have other denominators.", '"nei____"'),
        why="Their days differ. A rate is compared with itself, a year ago.",
    ),
    Question(
        name="06-recall-same-orders",
        level="stretch",
        answer="no",
        form="choice",
        points=("06.17",),
        recalls="lesson 3",
        slips=(
            Slip(
                "November's refunds belong to October's sale in good part. The orders above and below the line differ.",
                "yes",
            ),
        ),
        hints=("Whose refunds come in November?", "Follow the orders.", '"n_"'),
        why="Above the line October's orders, below it November's.",
    ),
    Question(
        name="06-recall-whole",
        level="stretch",
        answer=-600,
        points=("06.01",),
        recalls="lesson 1",
        slips=(Slip("The third part goes the other way.", -1000), Slip("It is a fall: mind the sign.", 600)),
        hints=("Parts of an X-ray add up.", "-500 - 300 + 200", "-800 + ___"),
        why="They add up, whatever their signs.",
    ),
)

LESSONS = (
    Question(
        name="06-july-august",
        answer=lambda shop: parts(shop, 7, 8)["visitors"].sum(),
        points=("06.01",),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip("You turned the months round.", lambda shop: parts(shop, 8, 7)["visitors"].sum()),
            Slip("That is the whole change, not the visitors' part.", lambda shop: parts(shop, 7, 8).to_numpy().sum()),
            Slip(
                "You split by device. The question says channel.",
                lambda shop: parts(shop, 7, 8, "device")["visitors"].sum(),
            ),
        ),
        hints=(
            "Only the months change.",
            "`xray.contributions(month(7), month(8), FACTORS)`, then one column's sum.",
            'xray.contributions(month(7), month(8), FACTORS)["____"].sum()',
        ),
        why="{answer} yuan. August sold more than July with slightly fewer visitors: the baskets were larger.",
    ),
    Question(
        name="06-thousand-letters",
        answer=lambda shop: rfm(shop, "2025-10-01", 1000),
        points=("06.05",),
        lesson=L2,
        slips=(
            Slip("Those are the buyers who spent most.", lambda shop: rfm(shop, "2025-10-01", 1000, ("money",))),
            Slip("That is with 3,000 letters.", lambda shop: rfm(shop, "2025-10-01", 3000)),
        ),
        hints=(
            "Only the number of letters changes.",
            'Sort by `["rfm", "money"]`, take 1,000, add up `came`.',
            'buyers.nlargest(____, ["rfm", "money"])["came"].sum()',
        ),
        why="{answer} of a thousand. The fewer the letters, the better each one: the first are worth most.",
    ),
    Question(
        name="06-june-overcharge",
        answer=june,
        points=("06.19",),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip("That is the whole year. Keep `settled_at` in June.", lambda shop: june(shop, whole=True)),
            Slip(
                "That is all commission of June. Only what lies beyond the contract is owed.",
                lambda shop: june(shop, of="all"),
            ),
        ),
        hints=(
            "`beyond` is there already.",
            "Filter `settled_at` by month, then add up `beyond`.",
            'sales.loc[sales["settled_at"].dt.month == ____, "beyond"].sum()',
        ),
        why="{answer} yuan. A claim names the month, the rate and the orders.",
    ),
    Question(
        name="06-september-forecast",
        answer=september,
        points=("06.03",),
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip("The market's move is missing.", lambda shop: september(shop, market=False)),
            Slip("That is the move from July to August.", lambda shop: september(shop, back=1)),
        ),
        hints=(
            "`ahead` gives a level for each day, and a move.",
            "level, move = ahead(pd.Timestamp(2025, 9, 1)); multiply and add up.",
            "(level * ____).sum()",
        ),
        why="{answer} orders. Golden Week lies in these days and is planned apart.",
    ),
    Question(
        name="06-mean-basket",
        level="stretch",
        answer=lambda shop: paid(shop)["paid"].mean(),
        points=("06.01",),
        lesson=L5,
        tolerance=1e-3,
        slips=(
            Slip("Unpaid orders are in it, with nothing paid.", lambda shop: shop.orders["paid"].mean()),
            Slip("That is the median.", lambda shop: paid(shop)["paid"].median()),
        ),
        hints=("Filter first.", "`paid_at` isn't empty; then the mean of `paid`.", 'paid["paid"].____()'),
        why="{answer} yuan. The WHERE of SQL and the filter of pandas are the same line.",
    ),
)


def ex_february(shop, of="visitors", logs=True):
    daily = shop.shop_daily
    sums = daily.groupby(daily["date"].dt.month)[["visitors", "paid_orders", "paid_amount"]].sum()
    one, all_of_it = sums[of][2] / sums[of][1], sums["paid_amount"][2] / sums["paid_amount"][1]
    return np.log(one) / np.log(all_of_it) if logs else (one - 1) / (all_of_it - 1)


def ex_new_demand(shop, leave=("退货", "客服", "洗漱袋"), weeks=False):
    asked = shop.site_searches
    terms = asked.groupby("term")[["searches", "results"]].sum()
    gaps = terms[terms["results"] == 0].drop(list(leave))
    return len(gaps) if weeks else gaps["searches"].sum()


def ex_never_paid(shop, by="order"):
    tries = shop.payment_attempts
    ok = tries["outcome"] == "paid"
    if by == "try":
        return 1 - ok.mean()
    each = ok.groupby(tries["order_id"])
    return 1 - (each.max() if by == "order" else each.first()).mean()


def ex_sixty(shop, days=60):
    orders = paid(shop)
    orders = orders[orders["paid_at"] < YEAR_END]
    return metrics.reordered_share_of_buyers(orders["buyer_id"], orders["paid_at"], days)


def ex_real(valid=True):
    real = load_real("invoices")
    real = real[(real["kind"] == "valid") | (not valid)]
    real = real[real["customer"] != ""]
    return metrics.retention_share_of_cohorts(real["customer"], real["at"], 1)


def ex_champions(shop, least=3, days=60, all_orders=False):
    until = pd.Timestamp("2025-07-01")
    column = "created_at" if all_orders else "paid_at"
    before = shop.orders[shop.orders[column] < until].groupby("buyer_id")[column].agg(["size", "max"])
    return ((before["size"] >= least) & (before["max"] >= until - pd.Timedelta(days=days))).sum()


def ex_confidence(shop, given="P11", other="P09"):
    lines = shop.order_lines[shop.order_lines["order_id"].isin(paid(shop)["order_id"])].merge(shop.products, on="sku")
    one, two = (set(lines.loc[lines["product"] == name, "order_id"]) for name in (given, other))
    return len(one & two) / len(one)


def ex_alive(shop, repeats=(1, 1)):
    orders = paid(shop)
    known = lifetime.figures(orders["buyer_id"], orders["paid_at"], "2025-07-01")
    model = lifetime.fit(known["repeats"], known["recency"], known["age"])
    alive = lifetime.alive(model, known["repeats"], known["recency"], known["age"])
    return alive[known["repeats"].between(*repeats)].mean()


def ex_not_due(shop, which="not due"):
    orders, file = paid(shop), shop.settlement
    absent = orders[~orders["order_id"].isin(file.loc[file["kind"] == "order", "order_id"])]
    late = absent["paid_at"] + pd.Timedelta(days=15) < YEAR_END
    return {"not due": (~late).sum(), "late": late.sum(), "absent": len(absent)}[which]


def ex_after_618(shop, by="order"):
    first, last = "2025-06-19", "2025-06-27 23:59:59"
    mine, refunds = shop.orders[shop.orders["paid_at"].between(first, last)], shop.refunds
    if by == "count":
        return mine["order_id"].isin(refunds["order_id"]).mean()
    chosen = refunds["order_id"].isin(mine["order_id"]) if by == "order" else refunds["applied_at"].between(first, last)
    return refunds.loc[chosen, "amount"].sum() / mine["paid"].sum()


def ex_leaks(shop, how="mean"):
    lines = shop.order_lines[shop.order_lines["order_id"].isin(paid(shop)["order_id"])].merge(shop.products, on="sku")
    lines, refunds = lines[lines["product"] == "P14"], shop.refunds
    chosen = lines["line_id"].isin(refunds.loc[refunds["reason"] == "leaks", "line_id"])
    return getattr(chosen.groupby(lines["variant"]), how)().idxmax()


def ex_nobody(shop, what="arrived", since="2025-08-01"):
    feed = shop.feed_ad_daily
    late = feed[(feed["placement"] == "F4") & (feed["date"] >= since) & (feed["clicks"] > 0)]
    return (late["cost"] * (1 - late[what] / late["clicks"])).sum() if what else late["cost"].sum()


def ex_may_cost(shop, limit=40):
    sums = shop.feed_ad_daily.groupby("placement")[["cost", "orders"]].sum()
    return (sums["cost"] / sums["orders"] < limit).sum()


def ex_cashback(shop, kind="cashback app", turned=False):
    test = shop.affiliate_holdout
    test = test[test["kind"] == kind] if kind else test
    sums = test.groupby("link_works")[["visitors", "orders"]].sum()
    rate = sums["orders"] / sums["visitors"]
    return rate[True] / rate[False] - 1 if turned else 1 - rate[False] / rate[True]


def ex_mase(shop, ordinary=False, yesterday=False):
    daily = shop.shop_daily.merge(shop.calendar[["date", "event"]], on="date")
    past, came = daily[daily["date"] < "2025-09-01"]["paid_orders"], daily[daily["date"] >= "2025-09-01"].head(30)
    said = forecast.seasonal_naive(past, 30, 1 if yesterday else 7)
    chosen = (came["event"] == "").to_numpy() if ordinary else np.ones(30, dtype=bool)
    return forecast.mase(came["paid_orders"][chosen], said[chosen], past)


def ex_evening(shop, last=22):
    return shop.orders["created_at"].dt.hour.between(20, last).mean()


def ex_declining(shop, both=True):
    market = shop.category_market
    market["year"] = market["month"].str[:4]
    market["half"] = np.where(market["month"].str[5:].astype(int) <= 6, 1, 2)
    year = market.pivot_table(index="category", columns="year", values="paid_orders", aggfunc="sum")
    half = market.pivot_table(index="category", columns=["half", "year"], values="paid_orders", aggfunc="sum")
    fell = year["2025"] / year["2024"] < 0.97
    further = half[2]["2025"] / half[2]["2024"] < half[1]["2025"] / half[1]["2024"]
    return (fell & further if both else fell).sum()


def ex_province(shop, root=True, unpaid=False, index=False):
    orders = shop.orders if unpaid else paid(shop)
    lines = shop.order_lines.merge(orders[["order_id", "province"]], on="order_id").merge(shop.products, on="sku")
    here, jackets = lines["province"] == "Guangdong", lines["product"] == "P09"
    expected = here.sum() * jackets.sum() / len(lines)
    actual = (here & jackets).sum()
    return actual / expected if index else (actual - expected) / (expected**0.5 if root else 1)


def ex_band(shop, by="seller", category="luggage"):
    bands = shop.price_bands[shop.price_bands["category"] == category].set_index("low")
    return (bands["sales_share"] / (bands["seller_share"] if by == "seller" else 1)).idxmax()


def ex_growth(shop, months=False):
    market = shop.category_market[shop.category_market["category"] == "rain_jackets"].set_index("month")["paid_orders"]
    if months:
        return market["2025-12"] / market["2025-06"] - 1
    year = market.groupby(market.index.str[:4]).sum()
    return year["2025"] / year["2024"] - 1


def ex_stage(shop, whole=False, each_day=False):
    curves = shop.launch_daily.pivot(index="day", columns="launch_id", values="orders")
    curves = curves if each_day else curves.rolling(10).sum()
    return (curves.loc[25] < 0.75 * (curves if whole else curves.loc[:25]).max()).sum()


def ex_point(shop, points=0.02, unpaid=False):
    lines = shop.order_lines
    return points * lines.loc[lines["order_id"].isin(paid(shop)["order_id"]) | unpaid, "paid"].sum()


MARCH, APRIL = {"pieces": 900, "price": 60, "cost": 35}, {"pieces": 800, "price": 66, "cost": 38}


def contribution(pieces, price, cost):
    return pieces * (price - cost)


EXERCISES = (
    Question(
        name="06-ex-guess-february",
        form="predict",
        accept=(0, 1.5),
        points=("06.01",),
        lesson=L1,
        hints=("Spring Festival began in the last days of January.",),
        why="The next question computes it.",
    ),
    Question(
        name="06-ex-february",
        answer=ex_february,
        points=("06.01",),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip(
                "You divided percentages. They don't add up to one; logarithms do.",
                lambda shop: ex_february(shop, logs=False),
            ),
            Slip(
                "That is the orders' share: visitors and conversion together.",
                lambda shop: ex_february(shop, "paid_orders"),
            ),
        ),
        hints=(
            "Two ratios, February ÷ January.",
            "np.log(ratio of visitors) / np.log(ratio of sales)",
            'np.log(sums["visitors"][2] / sums["visitors"][1]) / np.log(____)',
        ),
        why="{answer}: people were at home. Neither page nor price had changed.",
    ),
    Question(
        name="06-ex-search-part",
        form="faded",
        answer=lambda shop: parts(shop, 11, 12).loc["search"].sum(),
        points=("06.01",),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is search's visitors only. Add its three cells.",
                lambda shop: parts(shop, 11, 12).loc["search", "visitors"],
            ),
            Slip("You turned the months round.", lambda shop: parts(shop, 12, 11).loc["search"].sum()),
            Slip(
                "That is search and search ads.",
                lambda shop: parts(shop, 11, 12).loc[["search", "search ad"]].to_numpy().sum(),
            ),
        ),
        hints=(
            "Group by what the parts are to be of.",
            "conversion = paid orders ÷ visitors; basket = paid amount ÷ paid orders.",
            'groupby("channel"); sums["paid_orders"] / sums["____"]; sums["____"] / sums["paid_orders"]',
        ),
        why="{answer} yuan. With three cells or three hundred, they add up to what search lost or won.",
    ),
    Question(
        name="06-ex-steps",
        form="reorder",
        answer=["B", "E", "A", "C", "F", "G"],
        points=("06.01", "06.13"),
        lesson=L1,
        slips=(
            Slip(
                "D is the one that doesn't belong: the lowest rate need not be a fault.", ["B", "E", "A", "C", "D", "G"]
            ),
            Slip("The metric comes after the decision that hangs on it.", ["E", "B", "A", "C", "F", "G"]),
            Slip("Take off the calendar before you split what is left.", ["B", "E", "C", "A", "F", "G"]),
        ),
        hints=(
            "What does Wen want to decide? Begin there.",
            "Goal, metric, calendar, factors, group, price.",
            '["B", "E", "_", "C", "_", "G"]',
        ),
        why="The decision first; whoever begins with the table ends with what the table holds.",
    ),
    Question(
        name="06-ex-new-demand",
        answer=ex_new_demand,
        points=("06.14",),
        lesson=L1,
        slips=(
            Slip("The three are still in it.", lambda shop: ex_new_demand(shop, leave=())),
            Slip(
                "That is the number of terms. How often were they searched?",
                lambda shop: ex_new_demand(shop, weeks=True),
            ),
        ),
        hints=(
            "First add up each term's year.",
            "Keep `results` 0, drop three terms, add up `searches`.",
            'terms[terms["results"] == 0].drop([____])["searches"].sum()',
        ),
        why="{answer} searches by people who were in the shop already. Some of them would buy a plug adapter.",
    ),
    Question(
        name="06-ex-never-paid",
        answer=ex_never_paid,
        points=("06.16",),
        lesson=L1,
        tolerance=1e-3,
        slips=(
            Slip("That is the share of tries. An order may be tried twice.", lambda shop: ex_never_paid(shop, "try")),
            Slip("You looked at the first try only. The second may work.", lambda shop: ex_never_paid(shop, "first")),
        ),
        hints=(
            "One row an order, not a try.",
            "Was any of its tries paid? `groupby(...).max()` of True and False.",
            '1 - tries.groupby("order_id")["ok"].____().mean()',
        ),
        why="{answer}. Failures of tries and of orders are two rates; money is lost with the second.",
    ),
    Question(
        name="06-ex-shapley",
        level="stretch",
        answer=xray.shapley(MARCH, APRIL, contribution)["price"],
        points=("06.01",),
        lesson=L1,
        tolerance=1e-4,
        slips=(
            Slip("That is the price's step with March's pieces. Take the mean over all orders of the steps.", 5400.0),
            Slip("That is the price's step with April's pieces. Take the mean over all orders of the steps.", 4800.0),
        ),
        hints=(
            "The function takes what the dictionaries name.",
            "Its keys are `pieces`, `price` and `cost`; the formula is pieces × (price − cost).",
            'xray.shapley(march, april, lambda pieces, price, cost: pieces * (____))["price"]',
        ),
        why="¥6 more on 850 pieces: between the two months, not on either's.",
    ),
    Question(
        name="06-ex-sixty",
        answer=ex_sixty,
        points=("06.05",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip("That is with 90 days.", lambda shop: ex_sixty(shop, 90)),
            Slip("That is with 30 days.", lambda shop: ex_sixty(shop, 30)),
        ),
        hints=(
            "Paid orders of 2025 only.",
            "`metrics.reordered_share_of_buyers(buyers, times, days)`",
            'metrics.reordered_share_of_buyers(paid["buyer_id"], paid["paid_at"], ____)',
        ),
        why="{answer}: more than the fifth that the report says. The days belong in the sentence.",
    ),
    Question(
        name="06-ex-real",
        answer=lambda shop: ex_real(),
        points=("06.05",),
        lesson=L2,
        tolerance=1e-3,
        slips=(Slip("Cancelled invoices are in it.", lambda shop: ex_real(valid=False)),),
        hints=(
            "Two filters, one function.",
            '`kind` is "valid" and `customer` isn\'t empty.',
            'metrics.retention_matrix(real["customer"], real["at"])[____].mean()',
        ),
        why="20.6 %: the figure known for these data. What works here works outside the course.",
    ),
    Question(
        name="06-ex-champions",
        answer=ex_champions,
        points=("06.05",),
        lesson=L2,
        slips=(
            Slip(
                "Unpaid orders are in it. Who didn't pay didn't buy.", lambda shop: ex_champions(shop, all_orders=True)
            ),
            Slip("Those are all with three orders, however long ago.", lambda shop: ex_champions(shop, days=400)),
        ),
        hints=(
            "Stand on the day: look only at orders before it.",
            "One row a buyer: how many, and when last.",
            '((before["size"] >= 3) & (before["max"] >= until - pd.Timedelta(days=____))).sum()',
        ),
        why="{answer} people whom Ting could know by name.",
    ),
    Question(
        name="06-ex-tag",
        form="choice",
        answer="B",
        points=("06.06",),
        lesson=L2,
        slips=(
            Slip("Six per cent can be splendid, if chance gives one. Compare with chance, not with a half.", "A"),
            Slip("It can be checked: by who bought later.", "C"),
            Slip("True perhaps, and another question.", "D"),
        ),
        hints=("What would a tag given by lot get?", "The share of buyers who buy it anyway.", '"_"'),
        why="A tag is worth what it adds to chance. Here: nothing.",
    ),
    Question(
        name="06-ex-confidence",
        answer=ex_confidence,
        points=("06.04", "06.18"),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is jacket → hat. The condition stands below the line.",
                lambda shop: ex_confidence(shop, "P09", "P11"),
            ),
        ),
        hints=(
            "Two sets of orders.",
            "Orders with both / orders with the hat.",
            "len(with_hat & with_jacket) / len(____)",
        ),
        why="{answer}. The other way round it is far more: a set is offered on the jacket's page.",
    ),
    Question(
        name="06-ex-province",
        answer=ex_province,
        points=("06.07",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip("That is the index. How far is it in standard errors?", lambda shop: ex_province(shop, index=True)),
            Slip("Those are lines. Divide by the root of the expected.", lambda shop: ex_province(shop, root=False)),
            Slip("Unpaid orders are in it.", lambda shop: ex_province(shop, unpaid=True)),
        ),
        hints=(
            "What would one expect?",
            "(actual − expected) / root of expected",
            "(actual - expected) / expected**____",
        ),
        why="{answer} errors: fewer than expected, not more. It is the furthest of 340 cells; look at next year before you believe it.",
    ),
    Question(
        name="06-ex-alive",
        level="stretch",
        answer=ex_alive,
        points=("06.05",),
        lesson=L2,
        tolerance=1e-3,
        slips=(
            Slip("That is everybody.", lambda shop: ex_alive(shop, (0, 999))),
            Slip("Those are buyers with one repeat order or more.", lambda shop: ex_alive(shop, (1, 999))),
        ),
        hints=(
            "`lifetime.figures`, `fit`, `alive`.",
            "Keep `repeats` equal to 1.",
            'known.loc[known["repeats"] == ____, "alive"].mean()',
        ),
        why="{answer}. Who never came again counts as alive in this model; that is its weakest point.",
    ),
    Question(
        name="06-ex-not-due",
        answer=ex_not_due,
        points=("06.19",),
        lesson=L3,
        slips=(
            Slip("Those are the overdue ones.", lambda shop: ex_not_due(shop, "late")),
            Slip("Those are all absent ones. Leave out the overdue.", lambda shop: ex_not_due(shop, "absent")),
        ),
        hints=(
            "Paid, and no line of kind order.",
            "`paid_at` + 15 days against 1 January 2026.",
            '(absent["paid_at"] + pd.Timedelta(days=15) >= pd.Timestamp("____")).sum()',
        ),
        why="{answer} orders that would have stood in Ting's letter.",
    ),
    Question(
        name="06-ex-after-618",
        answer=ex_after_618,
        points=("06.17",),
        recalls="warmup",
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip(
                "Those are the refunds of these days, and most belong to the sale's orders.",
                lambda shop: ex_after_618(shop, "date"),
            ),
            Slip("That is by orders. Asked is by amount.", lambda shop: ex_after_618(shop, "count")),
        ),
        hints=(
            "Whose refunds?",
            "Refunds whose `order_id` is among these orders, whenever they came.",
            'refunds[refunds["order_id"].isin(____)]["amount"].sum() / mine["paid"].sum()',
        ),
        why="{answer}. Fewer than usual: who buys after the sale knows what she wants.",
    ),
    Question(
        name="06-ex-leaks",
        answer=ex_leaks,
        points=("06.17",),
        lesson=L3,
        slips=(
            Slip(
                "That is where most leak. It also sells most: divide by its lines.", lambda shop: ex_leaks(shop, "sum")
            ),
        ),
        hints=(
            "A rate for each variant.",
            "The mean of True and False, by variant; `.idxmax()` names the largest.",
            'leaks.groupby(mine["variant"]).____().idxmax()',
        ),
        why="The rates lie close together: then it is the bottle's lid, not a variant. Look at the numbers as well as at the name.",
    ),
    Question(
        name="06-ex-nobody",
        level="stretch",
        answer=ex_nobody,
        points=("06.15",),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip("That is all that was paid.", lambda shop: ex_nobody(shop, "")),
            Slip("You took devices. Asked are clicks that never arrived.", lambda shop: ex_nobody(shop, "devices")),
            Slip("That is the whole year.", lambda shop: ex_nobody(shop, since="2025-01-01")),
        ),
        hints=(
            "Day by day.",
            "cost × (1 − arrived ÷ clicks)",
            '(late["cost"] * (1 - late["____"] / late["clicks"])).sum()',
        ),
        why="{answer} yuan. One in eight never arrives in ordinary times: a claim would ask for what lies beyond.",
    ),
    Question(
        name="06-ex-may-cost",
        answer=ex_may_cost,
        points=("06.11", "06.15"),
        recalls="01",
        lesson=L3,
        slips=(Slip("Those are all placements.", 6),),
        hints=(
            "Cost an order, placement by placement.",
            "First add up, then divide.",
            '(sums["cost"] / sums["____"] < 40).sum()',
        ),
        why="{answer}. One of the six pays more than an order leaves: the one whose clicks don't arrive.",
    ),
    Question(
        name="06-ex-cashback",
        level="stretch",
        answer=ex_cashback,
        points=("06.11",),
        lesson=L3,
        tolerance=1e-3,
        slips=(
            Slip(
                "That is on top of those who came anyway. Divide by the orders made with a link.",
                lambda shop: ex_cashback(shop, turned=True),
            ),
            Slip("Those are all kinds together.", lambda shop: ex_cashback(shop, kind="")),
        ),
        hints=(
            "Two rates: orders per visitor, with and without.",
            "1 − without ÷ with",
            "1 - rate[False] / rate[____]",
        ),
        why="{answer}. Two thirds of the cashback is paid to people who were at the till.",
    ),
    Question(
        name="06-ex-mase",
        answer=ex_mase,
        points=("06.03",),
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip("You left out sale days. Here they are in.", lambda shop: ex_mase(shop, ordinary=True)),
            Slip("You repeated the last day, not the last week.", lambda shop: ex_mase(shop, yesterday=True)),
        ),
        hints=(
            "Past, what came, what was said.",
            "`forecast.mase(came, said, past)`",
            "forecast.mase(came, forecast.seasonal_naive(past, ____), past)",
        ),
        why="{answer}. Golden Week is in these days: a forecast from ordinary days can't know it, a plan does.",
    ),
    Question(
        name="06-ex-evening",
        answer=ex_evening,
        points=("06.10",),
        recalls="02",
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip(
                "Your evening has four hours. `between` includes its end, so 22 is the last.",
                lambda shop: ex_evening(shop, 23),
            ),
        ),
        hints=(
            "Three hours: 20, 21, 22.",
            "The mean of True and False.",
            'orders["created_at"].dt.hour.between(20, ____).mean()',
        ),
        why="{answer} of the orders in an eighth of the day.",
    ),
    Question(
        name="06-ex-band",
        answer=ex_band,
        points=("06.02",),
        lesson=L4,
        slips=(
            Slip(
                "There most is sold, by many sellers. Divide by the sellers' share.", lambda shop: ex_band(shop, by="")
            ),
        ),
        hints=(
            "Two shares, one ratio.",
            "The row with the largest; its index is the answer.",
            '(mine["sales_share"] / mine["____"]).idxmax()',
        ),
        why="Sales per seller are highest there. Whether it is a gap or a fortress, the reviews say.",
    ),
    Question(
        name="06-ex-growth",
        answer=ex_growth,
        points=("06.08",),
        lesson=L4,
        tolerance=1e-3,
        slips=(Slip("That is December on June: the season.", lambda shop: ex_growth(shop, months=True)),),
        hints=(
            "Add up each year first.",
            "The first four characters of `month` are the year.",
            'year["2025"] / year["____"] - 1',
        ),
        why="{answer}: one of the fastest of the 32. A quiet December is its season.",
    ),
    Question(
        name="06-ex-stage",
        answer=ex_stage,
        points=("06.12",),
        lesson=L4,
        slips=(
            Slip("You know the future: look for the best up to day 25 only.", lambda shop: ex_stage(shop, whole=True)),
            Slip("You compared single days. One lucky day isn't a peak.", lambda shop: ex_stage(shop, each_day=True)),
        ),
        hints=(
            "Ten days together: `.rolling(10).sum()`.",
            "Row 25 against the maximum of rows up to 25.",
            "(curves.loc[25] < 0.75 * curves.loc[:____].max()).sum()",
        ),
        why="{answer} of 48. New is new for three weeks; what sells afterwards is the article.",
    ),
    Question(
        name="06-ex-point",
        answer=ex_point,
        points=("06.09",),
        lesson=L4,
        tolerance=1e-3,
        slips=(
            Slip("That is one point.", lambda shop: ex_point(shop, 0.01)),
            Slip("Unpaid orders are in it. No commission is taken of them.", lambda shop: ex_point(shop, unpaid=True)),
        ),
        hints=("Two points of what?", "0.02 × what was paid for goods", '0.02 * mine["____"].sum()'),
        why="{answer} yuan, before anybody changes a price: the scenario that Wen takes to the negotiation.",
    ),
    Question(
        name="06-ex-declining",
        level="stretch",
        answer=ex_declining,
        points=("06.08", "06.02"),
        lesson=L4,
        slips=(
            Slip(
                "Those are all that fell. The second half must have fallen further.",
                lambda shop: ex_declining(shop, both=False),
            ),
        ),
        hints=(
            "Two conditions, one row a category.",
            "Year on year, and half on half of last year.",
            "(fell & ____).sum()",
        ),
        why="{answer}. A market that falls faster and faster is one to leave; one that falls once may have had a bad spring.",
    ),
    Question(
        name="06-ex-words",
        form="explain",
        level="stretch",
        points=("06.11",),
        lesson=L3,
        why="It counts everybody who clicked, also those on their way. Switch it off for a random half, and compare orders per search.",
    ),
)

QUESTIONS = (*RECALL, *LESSONS, *EXERCISES)
