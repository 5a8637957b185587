"""Module 04: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import numpy as np
import pandas as pd

from shoplab import metrics
from shoplab.practice import Question, Slip
from shoplab.shrink import shrunk

SHOWN, REFUNDED = 60_000, 0.09


def trial_sums(shop, until=28):
    """One row an article on trial: sums of its days, price, cost."""
    days = shop.trial_daily[shop.trial_daily["day"] <= until]
    sums = days.groupby("item")[["impressions", "clicks", "carts", "preorders"]].sum()
    return sums.join(shop.trial_items.set_index("item"))


def promised(shop, believed=True):
    """What each article leaves next month, by shrunk or by raw rates."""
    goods = trial_sums(shop)
    click, order = goods["clicks"] / goods["impressions"], goods["preorders"] / goods["clicks"]
    if believed:
        click = shrunk(goods["clicks"], goods["impressions"])
        order = shrunk(goods["preorders"], goods["clicks"])
    return SHOWN * click * order * (1 - REFUNDED) * (goods["price"] - goods["unit_cost"])


def _three_objection(given, shop):
    """Say what stands against three articles: the first order, the supplier's days, and money left on the table."""
    goods = trial_sums(shop).assign(leaves=promised(shop))
    if len(given) != 3 or len(set(given)) != 3:
        return 'Three different articles, in a list like `["T01", "T02", "T03"]`.'
    for item in given:
        if item not in goods.index:
            return f"`{item}` is not among the eighty; they are written like `T07`."
        if goods.at[item, "moq"] * goods.at[item, "unit_cost"] > 12_000:
            return f"The first order of {item} costs more than ¥12,000: `moq` × `unit_cost`."
        if goods.at[item, "lead_days"] > 14:
            return f"The supplier of {item} takes more than 14 days; look at `lead_days`."
    allowed = goods[(goods["moq"] * goods["unit_cost"] <= 12_000) & (goods["lead_days"] <= 14)]
    if goods.loc[list(given), "leaves"].sum() < allowed["leaves"].nlargest(3).sum() - 1:
        return "Three others that are allowed leave more. Strike out first, then rank by `leaves`."
    return ""


def like_with_like(shop):
    """In-stock days of the thirty best sellers with the price of the day: one row a SKU and day with sales."""
    stock = shop.inventory_daily
    stock = stock[stock["stockout_minutes"] == 0]
    price = shop.price_log.pivot(index="valid_from", columns="sku", values="price")
    price = price.reindex(sorted(shop.calendar["date"])).ffill().unstack().rename("price").reset_index()
    days = stock.merge(price, left_on=["sku", "date"], right_on=["sku", "valid_from"])
    sellers = days.groupby("sku")["sold"].sum().nlargest(30).index
    return days[days["sku"].isin(sellers) & (days["sold"] > 0)]


def elasticity(shop):
    """The elasticity of lesson 2: each article against itself, each day against itself."""
    days = like_with_like(shop)
    return metrics.own_price_elasticity(days["sold"], days["price"], days["sku"], days["date"])


def paid_lines(shop):
    """Lines of paid orders with their SKU's product and cost."""
    paid = shop.orders.loc[shop.orders["paid_at"].notna(), ["order_id", "buyer_id", "paid_at"]]
    return shop.order_lines.merge(paid, on="order_id").merge(shop.products, on="sku")


def _everyday(shop, off):
    """What fourteen everyday days of P08-1 leave with so many yuan off."""
    goods = shop.products.set_index("sku").loc["P08-1"]
    lines = paid_lines(shop)
    a_day = lines.loc[lines["sku"] == "P08-1", "quantity"].sum() / 365
    price = goods["list_price"] - off
    pieces = 14 * a_day * (price / goods["list_price"]) ** elasticity(shop)
    return pieces * (0.88 * price - goods["cost"] - 5)


def _naive_everyday(shop):
    """The same with Old Ma's elasticity."""
    days = like_with_like(shop)
    naive = np.polyfit(np.log(days["price"]), np.log(days["sold"]), 1)[0]
    goods = shop.products.set_index("sku").loc["P08-1"]
    lines = paid_lines(shop)
    a_day = lines.loc[lines["sku"] == "P08-1", "quantity"].sum() / 365
    price, at_list = goods["list_price"] - 10, goods["list_price"]
    left = 0.88 * price - goods["cost"] - 5
    return 14 * a_day * ((price / at_list) ** naive * left - (0.88 * at_list - goods["cost"] - 5))


def verdicts(shop):
    """One row a product: what its ads cost, the two ROAS, and what it needs."""
    lines = paid_lines(shop)
    lines["left"] = 0.94 * lines["paid"] - lines["quantity"] * lines["cost"] - 4
    lines["back"] = lines["line_id"].isin(shop.refunds["line_id"])
    by = lines.groupby("product").agg(
        paid=("paid", "sum"), left=("left", "sum"), back=("back", "mean"), order_value=("paid", "mean")
    )
    by["margin"] = (by["left"] / by["paid"]).clip(lower=0)
    by["needs"] = [metrics.breakeven_roas(row.margin, row.back, 12, row.order_value) for row in by.itertuples()]
    ads = shop.ad_daily
    report = ads.groupby(ads["sku"].str[:3])[["cost", "amount_direct", "amount_indirect"]].sum()
    by = by.join(report)
    by["direct"] = by["amount_direct"] / by["cost"]
    by["with_halo"] = (by["amount_direct"] + by["amount_indirect"]) / by["cost"]
    return by


def _cost_of_the_rule(shop, column="direct", needs=True):
    by = verdicts(shop)
    rows = (by[column] >= 2.5) & ((by[column] < by["needs"]) if needs else True)
    return by.loc[rows, "cost"].sum()


def _best_budget(shop):
    """The daily ad budget in hundreds that leaves most at list price with 4,000 pieces."""
    from shoplab.wind_tunnel import Hit, fly

    goods = shop.products.set_index("sku").loc["P08-1"]
    lines = paid_lines(shop)
    mine = lines[lines["sku"] == "P08-1"]
    back = float(mine["line_id"].isin(shop.refunds["line_id"]).mean())
    hit = Hit(goods["list_price"], goods["cost"], mine["quantity"].sum() / 365, 2.0, back)
    left = {ads: fly(hit, hit.list_price, ads, 4000)["made"].iloc[-1] for ads in range(0, 1001, 100)}
    return max(left, key=left.get)


LESSONS = (
    Question(
        name="04-recall-cr4",
        answer=1.0,
        points=("04.03",),
        recalls="module 01",
        slips=(Slip("You left out the smallest. CR4 takes up to four, and there are only three.", 0.8),),
        hints=("How many sellers are there?", "Add the largest four shares; here there are three.", "0.5 + 0.3 + ___"),
        why="With three sellers the largest four are all of them.",
    ),
    Question(
        name="04-recall-two-rates",
        answer=0.03,
        points=("04.03",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(
            Slip("You took the mean of 10 % and 2.9 %. Ten clicks don't weigh as much as 990.", (0.1 + 29 / 990) / 2),
        ),
        hints=("Add people, not rates.", "orders of both / clicks of both", "(1 + ___) / (10 + 990)"),
        why="30 of 1,000. The article with ten clicks has the higher rate and hardly counts.",
    ),
    Question(
        name="04-recall-left",
        answer=15.0,
        points=("04.02",),
        recalls="module 01",
        slips=(
            Slip("The platform's 6 % are still in it: ¥3 never arrive.", 18.0),
            Slip("That is price less cost. Platform and parcel come off too.", 22.0),
        ),
        hints=(
            "Who else wants a part of the ¥50?",
            "price − cost − 6 % of the price − parcel",
            "50 - 28 - 0.06 * ___ - 4",
        ),
        why="50 − 28 − 3 − 4 = 15.",
    ),
    Question(
        name="04-three-for-wen",
        fits=_three_objection,
        points=("04.03",),
        hints=(
            "First strike out, then rank.",
            "Two conditions with `&`, then `nlargest(3, 'leaves')`.",
            '`goods[(goods["moq"] * goods["unit_cost"] <= ___) & (goods["lead_days"] <= ___)].nlargest(3, "leaves").index.tolist()`',
        ),
        why="They leave most among those that Wen can pay for and that come in time, and the promise is one that can be kept.",
    ),
    Question(
        name="04-recall-winners",
        answer="fall",
        form="choice",
        points=("04.03",),
        recalls="lesson 1",
        slips=(
            Slip("They were good, and lucky. Only the good stays, so the mean can't stay.", "stay"),
            Slip("What was chosen for being high has had its luck. Nothing pushes it further up.", "rise"),
        ),
        hints=("What part of a best month is luck?", "Luck is drawn again."),
        why="Their luck is drawn again, and on average it is nobody's.",
    ),
    Question(
        name="04-recall-season",
        answer="can't tell",
        form="choice",
        points=("04.05",),
        recalls="module 01",
        slips=(
            Slip("June and December are two seasons. Compare December with the December before.", "yes"),
            Slip("It may be growing too. Two seasons can't say; the same month a year ago can.", "no"),
        ),
        hints=("Which month is like December?", "同比, not 环比."),
        why="Only the same month a year ago has the same season in it.",
    ),
    Question(
        name="04-recall-join",
        answer="merge",
        form="choice",
        points=("04.05",),
        recalls="warmup",
        slips=(Slip("`concat` puts tables together without asking whether the rows belong together.", "concat"),),
        hints=("Two tables, one column in common.", "sold.____(prices, on='sku')"),
        why="`merge` looks up each row's partner by the column that agrees.",
    ),
    Question(
        name="04-zhous-cut",
        answer=lambda shop: _everyday(shop, 10) - _everyday(shop, 0),
        points=("04.05",),
        tolerance=5e-3,
        slips=(
            Slip("You took Old Ma's elasticity. It compares dear goods with cheap ones.", _naive_everyday),
            Slip(
                "That is what is left at the lower price. Take away what list price leaves.",
                lambda shop: _everyday(shop, 10),
            ),
            Slip(
                "The size is right. The cut leaves less, so the difference is negative.",
                lambda shop: _everyday(shop, 0) - _everyday(shop, 10),
            ),
        ),
        hints=(
            "`step_money` has the everyday step at every price.",
            "Its value at ten yuan less, minus its value at list price.",
            'step_money("everyday")[list_price - ___] - step_money("everyday")[___]',
        ),
        why="More pieces, and each of them leaves so much less that the fourteen days end lower.",
    ),
    Question(
        name="04-recall-sale-days",
        answer="a part",
        form="choice",
        points=("04.05",),
        recalls="lesson 2",
        slips=(
            Slip(
                "The crowd of the day came with the price. They would have bought more at list price too.", "all of it"
            ),
            Slip("The same article on like days does sell more when it is cheaper.", "none"),
        ),
        hints=("Who else was on the platform that day?", "Two things moved together."),
        why="Crowd and cut came on one day; only like days tell the cut's part.",
    ),
    Question(
        name="04-recall-marginal",
        answer=30.0,
        points=("04.08",),
        recalls="module 01",
        slips=(Slip("That is the average of both steps. The first step made it look cheap.", 15.0),),
        hints=("Look at the second step alone.", "300 / ___"),
        why="¥300 for ten further orders.",
    ),
    Question(
        name="04-recall-roas",
        answer=4.0,
        points=("04.08",),
        recalls="module 01",
        slips=(Slip("That is the share that is left. Turn it over.", 0.25),),
        hints=("What must ¥1 of ads bring, if a quarter of sales is left?", "paid / left", "100 / ___"),
        why="A quarter is left, so four yuan of sales pay for one of advertising.",
    ),
    Question(
        name="04-cost-of-the-rule",
        answer=lambda shop: _cost_of_the_rule(shop),
        points=("04.08",),
        tolerance=1e-4,
        slips=(
            Slip(
                "You used the ROAS with the halo. The question says direct.",
                lambda shop: _cost_of_the_rule(shop, "with_halo"),
            ),
            Slip(
                "You counted all that pass 2.5. Those that also reach what they need are well spent.",
                lambda shop: _cost_of_the_rule(shop, needs=False),
            ),
        ),
        hints=(
            "Two conditions on `report`, then the sum of a column.",
            "`direct` is at least 2.5, and less than `needs`.",
            'report.loc[(report["direct"] >= ___) & (report["direct"] < report[___]), "cost"].sum()',
        ),
        why="That is what the deck's one number costs a shop whose goods have their own.",
    ),
    Question(
        name="04-recall-two-and-a-half",
        answer=2.5,
        points=("04.08",),
        recalls="lesson 3",
        slips=(Slip("A margin is not yet a ROAS. Turn it over: 1 divided by it.", 0.4),),
        hints=("1 divided by what is left of a yuan.", "1 / ___"),
        why="It is the one case in which the deck's number is right.",
    ),
    Question(
        name="04-recall-empty",
        answer=0.25,
        points=("04.02",),
        recalls="module 01",
        slips=(Slip("The one of 15 days came on the last day. Only the one of 24 was late.", 0.5),),
        hints=("Count the deliveries that took more than 15 days.", "___ / 4"),
        why="One of four, though the mean is 13.5 days.",
    ),
    Question(
        name="04-recall-refund-date",
        answer="no",
        form="choice",
        points=("04.12",),
        recalls="warmup",
        slips=(Slip("Those refunds belong to the orders of 11 November. Divide them by those.", "yes"),),
        hints=("Whose refunds are they?", "Count a refund at the day of its order."),
        why="The refunds come from another day's orders; a rate needs both from the same ones.",
    ),
    Question(
        name="04-best-budget",
        answer=_best_budget,
        points=("04.02", "04.08"),
        slips=(
            Slip("That is the largest that was tried. Volume grows all the way; what is left doesn't.", 1000),
            Slip("The first hundreds bring more than they cost. Try each.", 0),
        ),
        hints=(
            "Eleven flights, one number each.",
            "A loop over `range(0, 1001, 100)`, and `summary(fly(…))` in it.",
            '`{ads: summary(fly(hit, hit.list_price, ads, ___))["left"] for ads in range(0, 1001, 100)}`',
        ),
        why="The last hundred brought less than a hundred. Before it, each brought more.",
    ),
)


def _halves(shop):
    days = shop.trial_daily
    first = days[days["day"] <= 14].groupby("item")[["clicks", "preorders"]].sum()
    return first, days[days["day"] > 14].groupby("item")[["clicks", "preorders"]].sum()


def ex_came_back(shop, by="money"):
    lines = paid_lines(shop)
    lines = lines[lines["product"] == "P08"]
    back = shop.refunds[shop.refunds["line_id"].isin(lines["line_id"])]
    return back["amount"].sum() / lines["paid"].sum() if by == "money" else len(back) / len(lines)


def ex_winners(shop, column="rate"):
    best = []
    for half in _halves(shop):
        values = half["preorders"] / half["clicks"] if column == "rate" else half["preorders"]
        best.append(values.nlargest(10).index)
    return int(best[0].isin(best[1]).sum())


def ex_forecast(shop):
    first, second = _halves(shop)
    came = second["preorders"] / second["clicks"]
    return {
        "raw": (first["preorders"] / first["clicks"] - came).abs().mean(),
        "shrunk": (shrunk(first["preorders"], first["clicks"]) - came).abs().mean(),
    }


def ex_role_elasticity(shop, how="within"):
    days = like_with_like(shop).merge(shop.products[["sku", "planned_role"]], on="sku")
    days = days[days["planned_role"] == "profit"]
    if how == "naive":
        return float(np.polyfit(np.log(days["price"]), np.log(days["sold"]), 1)[0])
    period = days["date"] if how == "within" else np.zeros(len(days))
    return metrics.own_price_elasticity(days["sold"], days["price"], days["sku"], period)


STEP_PRICES = pd.Series({"presale": 75, "launch": 69, "everyday": 79, "flash sale": 62, "after": 79})


def ex_step_margin(shop, kept=0.88, parcel=5):
    return kept * STEP_PRICES - shop.products.set_index("sku").at["P04-1", "cost"] - parcel


def ex_thirty_days(shop, part=0.9, how="min"):
    log = shop.price_log[shop.price_log["sku"] == "P08-1"].set_index("valid_from")["price"]
    daily = log.reindex(sorted(shop.calendar["date"])).ffill()
    return part * float(getattr(daily.loc["2025-10-13":"2025-11-11"], how)())


def _brought(shop, own=False):
    table = shop.creators
    anyway = table["new_buyers_held_out"].sum() / table["audience_held_out"].sum()
    reach = table["audience_shown"] + table["audience_held_out"]
    return table.assign(brought=(table["new_buyers_shown"] / table["audience_shown"] - anyway).clip(lower=0) * reach)


def ex_topics(shop, column="brought"):
    sums = _brought(shop).groupby("topic")[["fee", column]].sum()
    return sums["fee"] / sums[column]


def ex_claim(shop, back=0.09):
    items = shop.trial_items
    margin = ((0.94 * items["price"] - items["unit_cost"] - 4) / items["price"]).clip(lower=0)
    marks = [metrics.breakeven_roas(one, back, 12, price) for one, price in zip(margin, items["price"], strict=True)]
    return int((pd.Series(marks) <= 2.5).sum())


def ex_within_channel(shop, everybody=False):
    rows = shop.experiment_results
    rows = rows[(rows["experiment"] == "E3") & ((rows["channel"] != "feed") | everybody)]
    arms = rows.groupby("arm")[["visitors", "placed_orders"]].sum()
    rate = arms["placed_orders"] / arms["visitors"]
    return rate["B"] / rate["A"] - 1


def ex_alarm(shop, budget=4, everything=False):
    daily = shop.shop_daily.merge(shop.calendar, on="date")
    value = daily["paid_amount"] / daily["visitors"]
    ratio = value / value.rolling(14).median().shift(1)
    ratio = ratio[ratio.notna() & ((daily["event"] == "") | everything)]
    return max((step / 100 for step in range(50, 100, 5) if (ratio < step / 100).sum() <= budget), default=0.5)


def ex_leader(shop, above=False):
    moves = shop.competitor_prices
    moves = moves[(moves["shop"] == "Packmate") & (moves["item"] == "Packing cube set")]["price"]
    return int((moves > moves.mode()[0]).sum() if above else (moves < moves.mode()[0]).sum())


def ex_bridge(shop, new_margin=False):
    paid = shop.orders.loc[shop.orders["paid_at"].notna(), ["order_id", "created_at"]]
    lines = shop.order_lines.merge(paid, on="order_id").merge(shop.products, on="sku")
    lines = lines[lines["product"] == "P06"]
    months = {}
    for number in (10, 11):
        rows = lines[lines["created_at"].dt.month == number]
        month = rows.groupby("sku").agg(pieces=("quantity", "sum"), paid=("paid", "sum"), cost=("cost", "first"))
        months[number] = month.assign(price=month["paid"] / month["pieces"])
    old, now = months[10], months[11]
    margin = now["price"] - now["cost"] if new_margin else old["price"] - old["cost"]
    old_share, now_share = old["pieces"] / old["pieces"].sum(), now["pieces"] / now["pieces"].sum()
    return {
        "volume": (now["pieces"].sum() - old["pieces"].sum()) * (old_share * margin).sum(),
        "mix": now["pieces"].sum() * ((now_share - old_share) * margin).sum(),
        "price": (now["pieces"] * (now["price"] - old["price"])).sum(),
    }


def ex_themes(shop, stars=3):
    said = shop.reviews
    bad = said[said["sku"].str.startswith("P08") & (said["stars"] <= stars)]["text_en"].str.lower()
    return int(bad.str.contains("small|size").sum())


EXERCISES = (
    Question(
        name="04-ex-came-back",
        answer=ex_came_back,
        points=("04.02",),
        recalls="module 01",
        tolerance=1e-3,
        slips=(
            Slip(
                "You counted lines. Asked is money: refunded amount out of the amount paid.",
                lambda shop: ex_came_back(shop, "lines"),
            ),
        ),
        hints=(
            "Paid lines first, then the refunds of these lines.",
            "`refunds[refunds['line_id'].isin(…)]['amount'].sum()` divided by what the lines were paid.",
            'refunds.loc[refunds["line_id"].isin(lines["____"]), "amount"].sum() / lines["____"].sum()',
        ),
        why="Little, but not nothing, and with advertising it grows.",
    ),
    Question(
        name="04-ex-guess-winners",
        accept=(0, 10),
        form="predict",
        points=("04.03",),
        why="You said {yours}. If rates were all luck, one or two of ten would stay; if they were no luck, all ten.",
    ),
    Question(
        name="04-ex-winners",
        answer=ex_winners,
        points=("04.03",),
        slips=(
            Slip("You ranked by pre-orders. A rate divides them by clicks.", lambda shop: ex_winners(shop, "orders")),
        ),
        hints=(
            "Two groupbys, one for each half.",
            "`nlargest(10).index` of each half's rate, then `isin`.",
            "best_first.isin(____).sum()",
        ),
        why="Most of the winners' places were lent to them by luck.",
    ),
    Question(
        name="04-ex-carts",
        form="faded",
        answer=lambda shop: shrunk(trial_sums(shop)["carts"], trial_sums(shop)["clicks"]),
        points=("04.03",),
        tolerance=1e-4,
        slips=(
            Slip(
                "That is the raw rate. `shrunk` takes the two columns themselves.",
                lambda shop: trial_sums(shop)["carts"] / trial_sums(shop)["clicks"],
            ),
            Slip(
                "Those are pre-orders. The question asks for carts.",
                lambda shop: shrunk(trial_sums(shop)["preorders"], trial_sums(shop)["clicks"]),
            ),
        ),
        hints=("Successes first, tries second.", "Carts out of clicks.", 'shrunk(sums["____"], sums["clicks"])'),
        why="More events, so each rate keeps more of itself.",
    ),
    Question(
        name="04-ex-selling-point",
        answer="B",
        form="choice",
        points=("04.01",),
        slips=(
            Slip("Asked most, yes. But who complains of it? A need that is served is no selling point.", "A"),
            Slip("Which of the two lists says so? Start from what is asked and badly served.", "C"),
            Slip("Being cheapest is what anybody can copy within a day.", "D"),
        ),
        hints=("Two lists: needed, and badly served.", "Which need has a complaint at the top of the other list?"),
        why="Needed and badly served by others, and a warehouse must work for it, so it isn't copied in a week.",
    ),
    Question(
        name="04-ex-forecast",
        answer=ex_forecast,
        level="stretch",
        points=("04.03",),
        tolerance=1e-3,
        slips=(
            Slip(
                "You turned the two round.",
                lambda shop: {"raw": ex_forecast(shop)["shrunk"], "shrunk": ex_forecast(shop)["raw"]},
            ),
        ),
        hints=(
            "The second half's raw rate is what came.",
            "`(forecast - came).abs().mean()` for each forecast.",
            '(shrunk(first["preorders"], first["____"]) - came).abs().mean()',
        ),
        why="The shrunk rate is nearer to what came, though it looks as if it said less.",
    ),
    Question(
        name="04-ex-role-elasticity",
        answer=ex_role_elasticity,
        points=("04.05",),
        tolerance=2e-3,
        slips=(
            Slip(
                "That is the slope through all goods in one: it compares a dear article with a cheap one.",
                lambda shop: ex_role_elasticity(shop, "naive"),
            ),
            Slip(
                "The crowd of the sale days is still in it: hand in the date as the period.",
                lambda shop: ex_role_elasticity(shop, "crowd"),
            ),
        ),
        hints=(
            "First the rows planned as profit.",
            "`metrics.own_price_elasticity` with pieces, price, SKU and date.",
            'metrics.own_price_elasticity(chosen["sold"], chosen["price"], chosen["____"], chosen["____"])',
        ),
        why="They are bought at other prices too, and then fewer or more of them. The claim was a look at the shelf.",
    ),
    Question(
        name="04-ex-step-margin",
        answer=ex_step_margin,
        points=("04.05",),
        tolerance=1e-4,
        slips=(
            Slip(
                "Platform and refunds take their 12 % first: 0.88 × price.", lambda shop: ex_step_margin(shop, kept=1.0)
            ),
            Slip("The parcel's ¥5 are still in it.", lambda shop: ex_step_margin(shop, parcel=0)),
        ),
        hints=("One line for all five steps.", "A Series times a number is a Series.", "0.88 * ____ - cost - 5"),
        why="Each step has a margin of its own, and the flash sale's is the thinnest.",
    ),
    Question(
        name="04-ex-thirty-days",
        answer=ex_thirty_days,
        points=("04.05",),
        tolerance=1e-4,
        slips=(
            Slip(
                "That is the lowest price itself. The event asks for a tenth less.",
                lambda shop: ex_thirty_days(shop, part=1.0),
            ),
            Slip(
                "You started from the list price. The rule looks at the lowest that was really asked.",
                lambda shop: ex_thirty_days(shop, how="max"),
            ),
        ),
        hints=(
            "What was the price on each of the thirty days?",
            "`ffill` the log over all days, then `.loc[from:to]` and `min`.",
            'daily.loc["2025-10-13":"____", "P08-1"].min() * ____',
        ),
        why="October's own sale set the ceiling of the event. Early cuts are paid twice.",
    ),
    Question(
        name="04-ex-order",
        form="reorder",
        answer=list("BEDAC"),
        points=("04.05",),
        slips=(
            Slip(
                "You took the means out before the logarithms. Per cents become sums only in logarithms.", list("BEADC")
            ),
            Slip(
                "You left the empty shelves in until the end. They must go before anything is measured.", list("EDABC")
            ),
        ),
        hints=(
            "Clean first, measure last.",
            "shelf → price → logarithm → means → slope",
            '["B", "E", ____, ____, "C"]',
        ),
        why="Leave out what says nothing, lay price beside pieces, compare like with like, then draw the line.",
    ),
    Question(
        name="04-ex-cannibal-words",
        form="explain",
        points=("04.05",),
        hints=("What did the other goods do on those days?",),
        why="Look at all goods on the same days: some six of the eight further pieces a hundred orders were missing elsewhere, "
        "so what counts is what an organiser leaves more than what it was taken instead of.",
    ),
    Question(
        name="04-ex-best-price",
        answer=72,
        level="stretch",
        points=("04.05",),
        slips=(
            Slip("That sells most pieces. Multiply by what a piece leaves.", 40),
            Slip("That leaves most a piece, and sells few.", 79),
        ),
        hints=(
            "Pieces times what a piece leaves, at each price.",
            "`np.arange(40, 80)` and `idxmax`.",
            "((prices / 79) ** -2.6 * (____)).idxmax()",
        ),
        why="At −2.6 the cut pays down to here; below it, each further piece costs more than it brings.",
    ),
    Question(
        name="04-ex-topics",
        answer=ex_topics,
        points=("04.04", "04.06"),
        tolerance=1e-3,
        slips=(
            Slip(
                "You divided by the link's orders. They hold those who were coming anyway.",
                lambda shop: ex_topics(shop, "tracked_orders"),
            ),
        ),
        hints=(
            "One rate for who would have come anyway, then each campaign.",
            "`clip(lower=0)`, times shown and held out together.",
            'sums["fee"] / sums["____"]',
        ),
        why="Who reads about travel buys for travel. The topic decides, not the size.",
    ),
    Question(
        name="04-ex-pillow",
        answer=metrics.breakeven_roas(0.46, 0.35, 12, 106),
        points=("04.08",),
        tolerance=1e-3,
        slips=(
            Slip("That is without refunds: 1 divided by the margin.", 1 / 0.46),
            Slip(
                "The way back is still free in it. Hand over ¥12 and the order value.",
                metrics.breakeven_roas(0.46, 0.35),
            ),
        ),
        hints=(
            "Four figures, one function.",
            "`metrics.breakeven_roas(margin, refunds, cost of a return, order value)`",
            "metrics.breakeven_roas(0.46, ____, 12, ____)",
        ),
        why="A fine margin, and a third comes back: the mark moves from two to nearly four.",
    ),
    Question(
        name="04-ex-claim",
        answer=ex_claim,
        points=("04.08",),
        slips=(
            Slip(
                "That is without refunds. Nine in a hundred come back at ¥12 each.",
                lambda shop: ex_claim(shop, back=0.0),
            ),
        ),
        hints=(
            "A mark for each of the eighty, then count.",
            "A list with `metrics.breakeven_roas` for each row of `itertuples()`.",
            "[metrics.breakeven_roas(row.margin, 0.09, ____, row.price) for row in items.itertuples()]",
        ),
        why="For few of the eighty is the deck's number enough; for the rest it is a way to lose politely.",
    ),
    Question(
        name="04-ex-marginal",
        answer=37.5,
        points=("04.08",),
        recalls="module 01",
        slips=(
            Slip("That is the average of all ¥900.", 900 / 58),
            Slip("That is the average of the first ¥600.", 12.0),
        ),
        hints=("Only the step.", "(900 − 600) / (58 − 50)", "300 / ___"),
        why="The average still looks fine, and the last order cost ¥37.50.",
    ),
    Question(
        name="04-ex-within-channel",
        answer=ex_within_channel,
        level="stretch",
        points=("04.08",),
        tolerance=2e-3,
        slips=(
            Slip(
                "You mixed the feed in. Its visitors buy less, and more of them stood in B.",
                lambda shop: ex_within_channel(shop, everybody=True),
            ),
        ),
        hints=(
            "Leave the feed's rows out first.",
            "Sum visitors and orders by arm, then divide.",
            'results[(results["experiment"] == "E3") & (results["channel"] != "____")]',
        ),
        why="Among like visitors the test looks quite different: the mix made the fall.",
    ),
    Question(
        name="04-ex-alarm",
        answer=ex_alarm,
        points=("04.09",),
        slips=(Slip("That is for twelve alarms. Wen now pays for four.", lambda shop: ex_alarm(shop, 12)),),
        hints=(
            "Count the alarms of each limit on ordinary days.",
            "`rolling(14).median().shift(1)` is the fortnight before.",
            '(ordinary["ratio"] < ____).sum() <= 4',
        ),
        why="A smaller budget buys a deafer alarm. That is the whole bargain.",
    ),
    Question(
        name="04-ex-leader",
        answer=ex_leader,
        points=("04.07",),
        recalls="module 01",
        slips=(Slip("Those are the dearer weeks. Count the cheaper ones.", lambda shop: ex_leader(shop, above=True)),),
        hints=(
            "True counts as 1.",
            "Compare the column with `usual`, then `sum`.",
            '(moves["price"] ____ usual).sum()',
        ),
        why="The leader is cheap in some weeks and steady in the others. And it is one of those who made it.",
    ),
    Question(
        name="04-ex-bridge",
        answer=ex_bridge,
        level="stretch",
        points=("04.12",),
        tolerance=1e-3,
        slips=(
            Slip(
                "You used November's margins. Then the price change is in volume and mix, and again in price.",
                lambda shop: ex_bridge(shop, new_margin=True),
            ),
        ),
        hints=(
            "Two tables, a row a variant.",
            "Margins and shares of October; prices of both.",
            '(now["pieces"] * (now["price"] - ____)).sum()',
        ),
        why="Three reasons that add up to the difference of the two months.",
    ),
    Question(
        name="04-ex-regret",
        answer=1750,
        level="stretch",
        points=("04.02",),
        slips=(
            Slip("That is the highest demand. A little less costs nothing at the top and saves below.", 1850),
            Slip("That is the middle. A piece too few costs far more than one too many.", 1300),
        ),
        hints=(
            "For each order, the worst of three losses.",
            "The order whose worst is smallest.",
            "min(worst, key=worst.____)",
        ),
        why="When a missing piece costs seven times a piece left over, one orders near the top.",
    ),
    Question(
        name="04-ex-stop-line",
        form="explain",
        level="stretch",
        points=("04.10",),
        hints=("A condition, a figure, an owner, a day.",),
        why="For instance: day 12, Ting, refunds of the first ten days above twice the plan, ads stop the same day. "
        "Without a figure nobody stops a hit that looks well.",
    ),
    Question(
        name="04-ex-themes",
        answer=ex_themes,
        points=("04.11",),
        slips=(
            Slip("You counted all reviews. Only those with three stars or fewer.", lambda shop: ex_themes(shop, 5)),
        ),
        hints=(
            "Which rows, which column, which words?",
            "`str.lower()` and `str.contains('small|size')`.",
            'bad.str.contains("____|size").sum()',
        ),
        why="More than half of the bad ones name one thing, and a photograph mends it: that line goes to the top of the procedure.",
    ),
    Question(
        name="04-ex-flight",
        answer="shout",
        form="choice",
        points=("04.02", "04.09"),
        slips=(
            Slip("It sells most. Look at what is left, not at pieces.", "cut and shout"),
            Slip("The shelf runs empty, and the ads run on in front of it.", "short of stock"),
        ),
        hints=("Fly all three.", "`summary(fly(cubes, *flights[name]))['left']`"),
        why="List price, modest ads, enough stock. The loud flight sells more and leaves less.",
    ),
)

QUESTIONS = (*LESSONS, *EXERCISES)
