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
        name="01-recall-gross-margin",
        answer=(69 - 30.80) / 69,
        points=("01.08",),
        recalls="warmup",
        tolerance=2e-3,
        slips=(
            Slip("You divided by the cost: that is the mark-up. A margin is a part of the price.", (69 - 30.80) / 30.80),
            Slip("That is the cost's part of the price. The margin is the rest.", 30.80 / 69),
            Slip("That is the margin in yuan. As a share it is divided by the price.", 69 - 30.80),
        ),
        hints=("Of the ¥69, which part isn't the goods?", "(price - cost) / price", "(69 - 30.80) / ___"),
        why="¥38.20 of ¥69, a share of 0.554. Nothing but the goods has been paid from it yet.",
    ),
    Question(
        name="01-recall-rivals",
        answer=20.0,
        points=("01.06",),
        recalls="lesson 1",
        tolerance=1e-3,
        slips=(
            Slip("That is one seller's share in such a market, squared once more. Turn the HHI over: 1 divided by it.", 0.0025),
            Slip("HHI already comes from the shares. 1 divided by it is the number of equal sellers.", 400.0),
        ),
        hints=("If n sellers are equal, each has 1/n. What do the n squares add up to?", "1 / HHI", "1 / ___"),
        why="Twenty equal sellers have 0.05 each, and twenty times 0.05 squared is 0.05 again.",
    ),
    Question(
        name="01-recall-merge",
        answer="merge",
        form="choice",
        points=("01.03",),
        recalls="warmup",
        slips=(
            Slip("`groupby` puts rows of one table together. Here a second table is wanted beside the first.", "groupby"),
            Slip("`concat` puts tables under each other. The ages belong beside the orders, person by person.", "concat"),
            Slip("`pivot` turns one table on its side. Here two tables meet.", "pivot"),
        ),
        hints=("Two tables, one column in common.", "It was in the second notebook of the warm-up.", "orders.____(buyers, on='buyer_id')"),
        why="`merge` lays two tables side by side where `buyer_id` agrees.",
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
    Question(
        name="01-recall-room",
        answer=4500.0,
        points=("01.06",),
        recalls="lesson 1",
        slips=(
            Slip("That is a year. Wen pays her bills by the month: divide by 12.", 54_000.0),
            Slip("You shared out everything. The four largest hold a quarter of it, and that isn't in line.", 6000.0),
            Slip("You shared out what the four largest hold. The others get the rest.", 1500.0),
        ),
        hints=("What do the four largest leave?", "sales × (1 − CR4) / sellers / 12", "36_000_000 * (1 - ___) / 500 / 12"),
        why="¥27,000,000 are left for 500 sellers: ¥54,000 a year, ¥4,500 a month.",
    ),
    Question(
        name="01-recall-break-even",
        answer=400,
        points=("01.08",),
        recalls="lesson 2",
        slips=(
            Slip("You divided by the price. Of the ¥80 only ¥30 are there to pay the rent.", 150),
            Slip("You divided by what goes out with an order. The fixed cost is paid from what stays.", 240),
        ),
        hints=("Which part of an order pays for the fixed cost?", "fixed cost / contribution", "12_000 / ___"),
        why="Each order brings ¥30 towards the ¥12,000, whatever its price.",
    ),
    Question(
        name="01-recall-mean-day",
        answer=1,
        points=("01.07",),
        recalls="warmup",
        slips=(Slip("Half of the days is what a median promises. The mean was lifted by one day alone.", 3),),
        hints=("Compare each of the six with 400.", "How many are at least 400?", "sum(day >= 400 for day in [160, 170, ___])"),
        why="One day carries the mean. The five others lie far below it. Keep this picture for the suppliers.",
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
        if room[name] < room.quantile(1 / 3):
            return f"Less is left per small seller in {name} than in two thirds of the categories. What speaks for it?"
    return ""


def _kept_by_product(shop):
    """What each product keeps a year, and its break-even ROAS, by the steps of lesson 2 (¥6 of advertising a paid order)."""
    import numpy as np

    fees = shop.platform_fees.set_index("platform").loc["Tmall"]
    paid = shop.orders[shop.orders["paid_at"].notna()]
    lines = shop.order_lines.merge(paid[["order_id", "province", "freight"]], on="order_id").merge(shop.products, on="sku")
    lines = lines.merge(shop.refunds[["line_id", "amount", "goods_returned"]], on="line_id", how="left")
    lines = lines.merge(shop.courier_rates, on="province")
    order = lines.assign(grams=lines["quantity"] * lines["weight_g"]).groupby("order_id")
    kilos = np.ceil(order["grams"].transform("sum") / 1000)
    parcel = lines["first_kg"] + (kilos - 1) * lines["next_kg"] + 1.80 - lines["freight"]
    home, refunded = lines["goods_returned"].eq(True), lines["amount"].fillna(0)
    lines["left"] = (
        (lines["paid"] - refunded) * (1 - fees["commission"])
        - lines["paid"] * fees["payment_rate"]
        - lines["quantity"] * lines["cost"] * (1 - 0.8 * home)
        - 8 * home
        - parcel / order["line_id"].transform("size")
    )
    lines["kept"] = lines["left"] - 6 / order["line_id"].transform("size")
    lines["came_back"] = lines["amount"].notna()
    by_product = lines.groupby("product").agg(
        lines=("line_id", "size"), pieces=("quantity", "sum"), paid=("paid", "sum"), left=("left", "sum"), kept=("kept", "sum")
    )
    return by_product, lines.groupby("sku").agg(lines=("line_id", "size"), came_back=("came_back", "mean"))


def _drop_mend_advertise_objection(given, shop):
    """Say what stands against the three decisions of lesson 2: each must be one that the tables speak for."""
    if set(given) != {"drop", "mend", "advertise"}:
        return "There are three decisions: drop, mend and advertise."
    products, skus = _kept_by_product(shop)
    drop, mend, advertise = given["drop"], given["mend"], given["advertise"]
    for name in (drop, advertise):
        if name not in products.index:
            return f"`{name}` is no product. Products are written like `P01`; `articles.index` shows them."
    if mend not in skus.index:
        return f"`{mend}` is no SKU. A single variant is mended, and it is written like `P01-1`."
    if products.at[drop, "lines"] > 0.05 * products["lines"].sum():
        bought = f"{drop} stands in {products.at[drop, 'lines']:,} lines."
        return f"{bought} If even a few of those buyers came for it, you lose more than it costs you."
    a_piece = products["kept"] / products["pieces"]
    if a_piece[drop] > 10:
        return f"Each piece of {drop} keeps ¥{a_piece[drop]:.2f}. Which one gives you less to lose?"
    often = skus[skus["lines"] >= 200]
    if mend != often["came_back"].idxmax():
        return f"Of {mend}, {skus.at[mend, 'came_back']:.1%} of the lines come back. One that sells well comes back far more often."
    roas = products.at[advertise, "paid"] / products.at[advertise, "left"]
    best = (products["paid"] / products["left"]).where(products["left"] > 0).min()
    if products.at[advertise, "left"] <= 0 or roas > max(2.55, best):
        return f"{advertise} needs {roas:.2f} to break even, and Zhou promises 2.55. Look at `breakeven`."
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


def _entry_objection(given, shop):
    """Say what stands against a platform, supplier and go date: capital, days of entry, and goods on the shelf at the opening."""
    # pandas only when a decision is checked: questions are read each time that a notebook opens.
    import pandas as pd

    today, opening = pd.Timestamp("2026-01-05"), pd.Timestamp("2026-03-01")
    fees, quotes = shop.platform_fees.set_index("platform"), shop.supplier_quotes.set_index("supplier")
    mats = quotes[quotes["category"] == "yoga_mats"]
    platform, supplier = given["platform"], given["supplier"]
    if platform not in fees.index:
        return f"`{platform}` is no platform of the table. They are {', '.join(fees.index)}."
    if supplier not in mats.index:
        return f"`{supplier}` has not quoted for mats. These have: {', '.join(mats.index)}."
    go = pd.Timestamp(given["go_date"])
    if not today <= go <= opening:
        return "Today is 2026-01-05 and the opening 2026-03-01. The go date lies between them, written like \"2026-01-31\"."
    capital = mats.at[supplier, "unit_cost"] * mats.at[supplier, "moq"] + fees.loc[platform, ["deposit", "annual_fee"]].sum()
    if capital > 150_000:
        return f"That ties up ¥{capital:,.0f}: first order, deposit and yearly fee. The limit is ¥150,000."
    festival = pd.date_range("2026-02-15", "2026-02-23")
    working = pd.bdate_range(go + pd.Timedelta(days=1), opening)
    working = working[~working.isin(festival)]
    if len(working) < fees.at[platform, "entry_days"]:
        return (
            f"{platform} needs {fees.at[platform, 'entry_days']} working days, and between {go.date()} and the opening lie {len(working)}. "
            "Weekends and Spring Festival don't count."
        )
    days = shop.deliveries.loc[shop.deliveries["supplier"] == supplier, "actual_days"]
    late = int((days > (opening - go).days).sum())
    if late > 0.1 * len(days):
        return f"Ordered on {go.date()}, {late} of {supplier}'s {len(days)} past deliveries would have come after the opening. Order earlier."
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
        why="Each leaves a small seller more than the poorest third does, few parcels come back, and no paper for food or cosmetics is missing.",
    ),
    Question(
        name="01-drop-mend-advertise",
        fits=_drop_mend_advertise_objection,
        form="scratch",
        points=("01.08", "01.17"),
        hints=(
            "Each decision has its own table: `articles`, the variants' `came_back`, and `breakeven`.",
            "Drop what is seldom bought and keeps next to nothing. Mend what comes back most. Advertise what breaks even below 2.55.",
            '`{"drop": "P1_", "mend": "P12-_", "advertise": "P0_"}`',
        ),
        why="Little is lost if the dropped one was needed after all; the mended one already sells; the advertised one pays for its clicks.",
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
    Question(
        name="01-entry-decision",
        fits=_entry_objection,
        form="scratch",
        points=("01.07", "01.09", "01.12"),
        hints=(
            "Which is the earlier of two last days: the platform's, or the supplier's?",
            "The platform's stands in `entry`. For the supplier, look for the number of days within which nine in ten of its deliveries came.",
            "`opening - pd.Timedelta(days=___)`, where `(days_of_a > ___).mean()` is at most 0.1",
        ),
        why="The money fits, the platform has its working days, and nine in ten of the supplier's deliveries would have been there. "
        "Now write the reason beside it: what would the next one have cost, and what would it have brought?",
    ),
)

QUESTIONS = (*RECALL, *LESSONS)
