"""Module 01: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

from shoplab.practice import Question, Slip

RECALL = (
    Question(
        name="01-recall-conversion",
        answer=31 / 1240,
        form="scratch",
        points=("01.06",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(Slip("You divided visitors by buyers. That is visitors per buyer, 40. A rate is buyers out of visitors.", 40.0),),
        hints=("Of the visitors, which part paid?", "buyers / visitors", "31 / ___"),
        why="31 of 1,240 is 0.025, or 2.5 %: of forty people who come in, one pays.",
    ),
    Question(
        name="01-recall-two-days",
        answer=14 / 400,
        form="scratch",
        points=("01.06",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(Slip("You took the mean of the two rates. The second day had three times the visitors and counts three times.", 0.03),),
        hints=("How many people paid on each day?", "Add the buyers, add the visitors, then divide.", "(2 + ___) / (100 + 300)"),
        why="2 and 12 buyers out of 400 visitors. Rates don't average; the people behind them add up.",
    ),
    Question(
        name="01-recall-groupby",
        answer="groupby",
        form="choice",
        points=("01.06",),
        recalls="warmup",
        slips=(
            Slip("`merge` joins two tables. Here there is one, and its rows want to be put together by category.", "merge"),
            Slip("`sum` comes after. First the rows of each category have to be put together.", "sum"),
        ),
        hints=("It was in the warm-up's daily report, before `.sum()`.", "Group the rows by a column.", "sales.____by('category')"),
        why="`groupby` puts the rows of each category together; `['paid'].sum()` then adds them up.",
    ),
    Question(
        name="01-recall-growth",
        answer=0.10,
        points=("01.06",),
        recalls="lesson 1",
        tolerance=1e-3,
        slips=(
            Slip("You compared with November. Gifts are bought before the new year; compare December with December.", 132 / 150 - 1),
            Slip("That is this December as a multiple of the last. Growth is what came on top, so take 1 away.", 1.1),
        ),
        hints=("Which month is like this one?", "This December against the December before.", "132 / ___ - 1"),
        why="132 against 120. November had another season, so it can't tell growth.",
    ),
    Question(
        name="01-recall-contribution",
        answer=22.0,
        points=("01.08",),
        recalls="lesson 2",
        slips=(
            Slip("The platform's 5 % are still in it: ¥3 of the price never arrive.", 25.0),
            Slip("You took the platform's share from what is left. It is taken from the price that the buyer pays.", 23.75),
            Slip("That is price less goods. The platform and the parcel want their part too.", 30.0),
        ),
        hints=("Four parties want a part of the ¥60.", "price − cost − commission − parcel", "60 - 30 - 0.05 * ___ - 5"),
        why="60 − 30 − 3 − 5 = 22. What comes back would take a further piece of it.",
    ),
    Question(
        name="01-recall-late-share",
        answer=0.25,
        points=("01.07",),
        recalls="lesson 3",
        slips=(
            Slip("You counted deliveries later than promised. The shelf runs empty only when stock is used up, after 15 days.", 0.5),
            Slip("You took the mean, 13.5 days, and it looks fine. The one that took 24 days is the one that hurt.", 0.0),
        ),
        hints=("When is the shelf empty?", "Count the deliveries that took longer than the stock lasts.", "___ / 4"),
        why="One of four. The mean of 13.5 days hides it, and so does the promise.",
    ),
)


def _shortlist_objection(given, shop):
    """Say what stands against a shortlist: three known names, no paper that comes too late, at most 15 % refunds, room."""
    year = shop.category_market[shop.category_market["month"].str.startswith("2025")]
    market = year.groupby("category").agg(sales=("sales", "sum"), sellers=("sellers", "mean"), back=("refund_rate", "mean"))
    top = shop.category_sellers
    cr4 = top[top["rank"] <= 4].groupby("category")["sales_share"].sum()
    room = market["sales"] * (1 - cr4) / market["sellers"] / 12
    if len(set(given)) != 3:
        return "Wen wants three different names, in a list like `[\"desk_lamps\", \"curtains\", \"knives\"]`."
    paper = shop.categories.set_index("category")["licence"]
    for name in given:
        if name not in market.index:
            return f"`{name}` is no category of the table. `sorted(market.index)` shows how they are written."
        if market.at[name, "back"] > 0.15:
            return f"Of {name}, {market.at[name, 'back']:.0%} come back. Ting can't take that on; look at `refund_rate`."
        if paper[name] in {"food", "cosmetics", "infant_formula"}:
            return f"{name} needs the paper `{paper[name]}`, and Wen has none. `load(\"categories\")` has the column `licence`."
        if room[name] < room.median():
            return f"Less is left per small seller in {name} than in half of the categories. What else speaks for it?"
    return ""


def _one_page_objection(given, shop):
    """Say what stands against Wen's page: July by the market's season, a tool with its effective discount, the steps worth buying."""
    travel = shop.category_market[shop.category_market["category"] == "travel_organisers"].copy()
    travel["year"], travel["month"] = travel["month"].str[:4], travel["month"].str[5:]
    market = travel.pivot(index="month", columns="year", values="sales")
    july = (market / market.sum()).mean(axis=1)["07"] * 10_800_000
    if set(given) != {"july", "tool", "effective_discount", "weekly_budget"}:
        return "The page has four entries: july, tool, effective_discount and weekly_budget."
    if abs(given["july"] - 900_000) < 1:
        return "That is a twelfth of the year. Old Ma would have idle hands in February and too few in July."
    if abs(given["july"] / july - 1) > 0.006:  # a full 万 is near enough
        return "July isn't the market's share of ¥10,800,000. It stands in `plan`, under 7."
    tools = shop.promo_tools.set_index("tool")
    if given["tool"] not in tools.index:
        return f"`{given['tool']}` is no tool of the table. `tools.index` shows their names."
    goods = shop.orders.loc[shop.orders["paid_at"].notna(), "goods"]
    terms = tools.loc[given["tool"]]
    if given["tool"] == "second at half price":
        return "The second piece at half price needs the order lines, so its discount isn't known yet. Take one that is in `effective`."
    cost = ((goods >= terms["threshold"]) * (terms["value"] + terms["rate"] * goods) * terms["used_share"]).sum() / goods.sum()
    if abs(given["effective_discount"] - cost) > 0.001:
        return "The effective discount is what the tool gives away out of all goods sold, as a share. It stands in `effective`."
    if given["weekly_budget"] > 1_500:
        return "Some of that money buys orders for more than the ¥15 they leave. Which steps would you take out again?"
    if given["weekly_budget"] < 900:
        return "There are further steps that cost less than ¥15 an order. Each of them would earn something."
    return ""


LESSONS = (
    Question(
        name="01-shortlist",
        fits=_shortlist_objection,
        form="explain",
        points=("01.05", "01.06"),
        hints=(
            "Start from the first eight by score, then strike out.",
            "Strike out by `refund_rate` first, then by the paper that `load(\"categories\")` names.",
            "`score.sort_values(ascending=False).head(12).index`, without those you struck out",
        ),
        why="Each has more room than half of the market, few parcels come back, and no paper for food or cosmetics is missing.",
    ),
    Question(
        name="01-one-page",
        fits=_one_page_objection,
        form="explain",
        points=("01.11", "01.14", "01.15"),
        hints=(
            "All three stand further up: `plan`, `effective`, `budget`.",
            "July is `plan[7]`. The budget is the sum of the steps that cost less than ¥15 an order.",
            '`{"july": int(plan[7]), "tool": "…", "effective_discount": effective["…"], "weekly_budget": budget.sum()}`',
        ),
        why="July carries the summer, the tool's price is known before it runs, and no yuan of the budget buys an order that loses money.",
    ),
)

QUESTIONS = (*RECALL, *LESSONS)
