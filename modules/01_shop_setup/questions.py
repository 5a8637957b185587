"""Module 01: what the lessons and exercises ask, the right answers, the wrong ones people really give, and hints."""

import numpy as np
import pandas as pd

from shoplab import metrics
from shoplab.practice import Question, Slip

RECALL = (
    Question(
        name="01-recall-conversion",
        answer=31 / 1240,
        form="scratch",
        points=("01.06",),
        recalls="warmup",
        tolerance=1e-3,
        slips=(
            Slip(
                "You divided visitors by buyers. That is visitors per buyer, 40. A rate is buyers out of visitors.",
                40.0,
            ),
        ),
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
        slips=(
            Slip(
                "You took the mean of the two rates. The second day had three times the visitors and counts three times.",
                0.03,
            ),
        ),
        hints=(
            "How many people paid on each day?",
            "Add the buyers, add the visitors, then divide.",
            "(2 + ___) / (100 + 300)",
        ),
        why="2 and 12 buyers out of 400 visitors. Rates don't average; the people behind them add up.",
    ),
    Question(
        name="01-recall-groupby",
        answer="groupby",
        form="choice",
        points=("01.06",),
        recalls="warmup",
        slips=(
            Slip(
                "`merge` joins two tables. Here there is one, and its rows want to be put together by category.",
                "merge",
            ),
            Slip("`sum` comes after. First the rows of each category have to be put together.", "sum"),
        ),
        hints=(
            "It was in the warm-up's daily report, before `.sum()`.",
            "Group the rows by a column.",
            "sales.____by('category')",
        ),
        why="`groupby` puts the rows of each category together; `['paid'].sum()` then adds them up.",
    ),
    Question(
        name="01-recall-gross-margin",
        answer=(69 - 30.80) / 69,
        points=("01.08",),
        recalls="warmup",
        tolerance=2e-3,
        slips=(
            Slip(
                "You divided by the cost: that is the mark-up. A margin is a part of the price.", (69 - 30.80) / 30.80
            ),
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
            Slip(
                "That is one seller's share in such a market, squared once more. Turn the HHI over: 1 divided by it.",
                0.0025,
            ),
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
            Slip(
                "`groupby` puts rows of one table together. Here a second table is wanted beside the first.", "groupby"
            ),
            Slip(
                "`concat` puts tables under each other. The ages belong beside the orders, person by person.", "concat"
            ),
            Slip("`pivot` turns one table on its side. Here two tables meet.", "pivot"),
        ),
        hints=(
            "Two tables, one column in common.",
            "It was in the second notebook of the warm-up.",
            "orders.____(buyers, on='buyer_id')",
        ),
        why="`merge` lays two tables side by side where `buyer_id` agrees.",
    ),
    Question(
        name="01-recall-growth",
        answer=0.10,
        points=("01.06",),
        recalls="lesson 1",
        tolerance=1e-3,
        slips=(
            Slip(
                "You compared with November. Double 11 is in it, so it has another season; compare December with December.",
                132 / 150 - 1,
            ),
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
            Slip(
                "You took the platform's share from what is left. It is taken from the price that the buyer pays.",
                23.75,
            ),
            Slip("That is price less goods. The platform and the parcel want their part too.", 30.0),
        ),
        hints=(
            "Four parties want a part of the ¥60.",
            "price − cost − commission − parcel",
            "60 - 30 - 0.05 * ___ - 5",
        ),
        why="60 − 30 − 3 − 5 = 22. What comes back would take a further piece of it.",
    ),
    Question(
        name="01-recall-late-share",
        answer=0.25,
        points=("01.07",),
        recalls="lesson 3",
        slips=(
            Slip(
                "You counted deliveries later than promised. The shelf runs empty only when stock is used up, after 15 days.",
                0.5,
            ),
            Slip(
                "You took the mean, 13.5 days, and it looks fine. The one that took 24 days is the one that hurt.", 0.0
            ),
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
        hints=(
            "What do the four largest leave?",
            "sales × (1 − CR4) / sellers / 12",
            "36_000_000 * (1 - ___) / 500 / 12",
        ),
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
        hints=(
            "Compare each of the six with 400.",
            "How many are at least 400?",
            "sum(day >= 400 for day in [160, 170, ___])",
        ),
        why="One day carries the mean. The five others lie far below it. Keep this picture for the suppliers.",
    ),
)


def _shortlist_objection(given, shop):
    """Say what stands against a shortlist: three known names, no paper that comes too late, at most 15 % refunds, room."""
    year = shop.category_market[shop.category_market["month"].str.startswith("2025")]
    market = year.groupby("category").agg(
        sales=("sales", "sum"), sellers=("sellers", "mean"), back=("refund_rate", "mean")
    )
    top = shop.category_sellers
    cr4 = top[top["rank"] <= 4].groupby("category")["sales_share"].sum()
    room = market["sales"] * (1 - cr4) / market["sellers"] / 12
    if len(set(given)) != 3:
        return 'Wen wants three different names, in a list like `["desk_lamps", "curtains", "knives"]`.'
    paper = shop.categories.set_index("category")["licence"]
    for name in given:
        if name not in market.index:
            return f"`{name}` is no category of the table. `sorted(market.index)` shows how they are written."
        if market.at[name, "back"] > 0.15:
            return f"Of {name}, {market.at[name, 'back']:.0%} come back, and Ting can take on 15 in 100; look at `refund_rate`."
        if paper[name] in {"food", "cosmetics", "infant_formula"}:
            return f'{name} needs the paper `{paper[name]}`, and Wen has none. `load("categories")` has the column `licence`.'
        if room[name] < room.quantile(1 / 3):
            return f"Less is left per small seller in {name} than in two thirds of the categories. What speaks for it?"
    return ""


def _kept_by_product(shop):
    """What each product keeps a year, and its break-even ROAS, by the steps of lesson 2 (¥6 of advertising a paid order)."""
    import numpy as np

    fees = shop.platform_fees.set_index("platform").loc["Tmall"]
    paid = shop.orders[shop.orders["paid_at"].notna()]
    lines = shop.order_lines.merge(paid[["order_id", "province", "freight"]], on="order_id").merge(
        shop.products, on="sku"
    )
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
        lines=("line_id", "size"),
        pieces=("quantity", "sum"),
        paid=("paid", "sum"),
        left=("left", "sum"),
        kept=("kept", "sum"),
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
    if products.at[advertise, "left"] <= 0 or roas > max(2.65, best):
        return f"{advertise} needs {roas:.2f} to break even, and Zhou promises 2.65. Look at `breakeven`."
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
    cost = (
        (goods >= terms["threshold"]) * (terms["value"] + terms["rate"] * goods) * terms["used_share"]
    ).sum() / goods.sum()
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
        return (
            'Today is 2026-01-05 and the opening 2026-03-01. The go date lies between them, written like "2026-01-31".'
        )
    capital = (
        mats.at[supplier, "unit_cost"] * mats.at[supplier, "moq"] + fees.loc[platform, ["deposit", "annual_fee"]].sum()
    )
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
            'Strike out by `refund_rate` first, then by the paper that `load("categories")` names.',
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
            "Drop what is seldom bought and keeps next to nothing. Mend what comes back most. Advertise what breaks even below 2.65.",
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


# Exercises: what is computed, and the slips by the same path


def ex_paid_orders(shop):
    """The orders that were paid."""
    orders = shop.orders
    return orders[orders["paid_at"].notna()]


def ex_lines(shop, paid_only=True):
    """Order lines with their product's columns; those of unpaid orders are left out unless asked for."""
    lines = shop.order_lines
    if paid_only:
        lines = lines[lines["order_id"].isin(ex_paid_orders(shop)["order_id"])]
    return lines.merge(shop.products, on="sku")


def ex_backpacks(shop, paid_only=True):
    """The lines of the kids' backpack."""
    lines = ex_lines(shop, paid_only)
    return lines[lines["product"] == "P16"]


def ex_backpacks_completed(shop):
    """Slip: only orders of which nothing went back."""
    lines, orders = ex_backpacks(shop), shop.orders
    completed = orders.loc[orders["status"] == "completed", "order_id"]
    return lines.loc[lines["order_id"].isin(completed), "quantity"].sum()


EX_TODAY, EX_OPENING = pd.Timestamp("2026-01-05"), pd.Timestamp("2026-03-01")
EX_TWO_MARKETS = ("rain_jackets", "stationery_sets")


def ex_sellers(shop):
    """The mean number of sellers of 2025, in whole sellers, by category."""
    market = shop.category_market
    return market[market["month"].str.startswith("2025")].groupby("category")["sellers"].mean().round().astype(int)


def ex_rivals(shop, unlisted=lambda sellers: sellers - 20):
    """The number of equal sellers as which the two markets feel, the sellers below rank 20 sharing the rest evenly."""
    top, sellers = shop.category_sellers, ex_sellers(shop)
    shares = {name: top.loc[top["category"] == name, "sales_share"] for name in EX_TWO_MARKETS}
    return {name: metrics.effective_rivals(one, others=int(unlisted(sellers[name]))) for name, one in shares.items()}


def ex_rivals_of_twenty(shop):
    """Slip: the sum of squares stops at rank 20."""
    top = shop.category_sellers
    squares = (top["sales_share"] ** 2).groupby(top["category"]).sum()
    return {name: 1 / squares[name] for name in EX_TWO_MARKETS}


EX_FIVE = ("desk_lamps", "lunch_boxes", "pet_beds", "scented_candles", "tea_sets")


def ex_gap_map(shop, value=lambda bands: bands["sales_share"] / bands["seller_share"], turned=False):
    """Category down, band across (or turned): the share of sales over the share of sellers."""
    bands = shop.price_bands
    bands = bands[bands["category"].isin(EX_FIVE)].copy()
    bands["gap"] = value(bands)
    table = bands.pivot(index="category", columns="band", values="gap")
    return table.T if turned else table


def ex_band_objection(given, shop):
    """Say what stands against a category and band: too few buyers a seller, too expensive to make, papers, refunds, ratings."""
    if not isinstance(given, dict) or set(given) != {"category", "band"}:
        return 'Give it as `{"category": "…", "band": …}`, the band as a number from 1 to 6.'
    name, bands = given["category"], shop.price_bands
    if isinstance(given["band"], str):
        return f"The band is a number: {given['band']}, without quotation marks."
    mine = bands[bands["category"] == name].set_index("band")
    if mine.empty or given["band"] not in mine.index:
        return f"There is no band {given['band']} of `{name}` in `price_bands`. Bands go from 1 to 6."
    band = mine.loc[given["band"]]
    gap = band["sales_share"] / band["seller_share"]
    if gap < 1.5:
        return f"In that band sales are {gap:.2f} times the sellers' share. Wen wants 1.5 or more, else it is no gap."
    quotes = shop.supplier_quotes
    cost = quotes.loc[quotes["category"] == name, "unit_cost"].median()
    if cost > band["low"] / 2:
        return (
            f"The middle quote is ¥{cost:.2f} and the band begins at ¥{band['low']:.0f}. More than half of the price would be gone "
            "before the parcel is packed; look for a band that begins at twice the cost."
        )
    market = shop.category_market
    mine_now = market[(market["category"] == name) & market["month"].str.startswith("2025")]
    if mine_now["refund_rate"].mean() > 0.15:
        return f"Of {name}, {mine_now['refund_rate'].mean():.0%} came back in 2025. Wen's limit is 15 %."
    if not ex_can_be_listed(name, shop):
        return f"{name} needs a paper that Wen won't hold on 1 March 2026. Look at `licence_rules` and `licences_held`."
    if band["average_rating"] >= mine["average_rating"].max():
        return "That band has the category's best ratings: its buyers are well served. What would Wen do better there?"
    return ""


def ex_can_be_listed(name, shop):
    """Can a category be listed on the opening day: no paper needed, one in force, or a new one in time?"""
    paper = shop.categories.set_index("category").at[name, "licence"]
    if paper == "":
        return True
    held = shop.licences_held.set_index("licence")["valid_until"]
    days = shop.licence_rules.set_index("licence")["days"]
    return (paper in held.index and held[paper] >= EX_OPENING) or EX_TODAY + pd.Timedelta(
        days=int(days[paper])
    ) <= EX_OPENING


def ex_good_band(shop):
    """One choice that will do, for the tests."""
    choices = shop.price_bands[["category", "band"]].to_dict("records")
    return next(one for one in choices if not ex_band_objection(one, shop))


def ex_is_persona(buyers, tiers=(1, 2)):
    """Which rows are women of 25 to 34 in cities of these tiers?"""
    woman = (buyers["gender"] == "female") & (buyers["age_band"] == "25-34")
    return woman & buyers["city_tier"].isin(tiers)


def ex_orders_with_buyers(shop):
    """Paid orders with their buyers' columns."""
    return ex_paid_orders(shop).merge(shop.buyers, on="buyer_id")


def ex_persona_share(shop, tiers=(1, 2), known_age=False):
    """The persona's share of the money paid."""
    orders = ex_orders_with_buyers(shop)
    if known_age:
        orders = orders[orders["age_band"] != ""]
    return orders.loc[ex_is_persona(orders, tiers), "paid"].sum() / orders["paid"].sum()


EX_SEEN = ["quality_score", "service_score", "ship_hours", "discount_rate"]


def ex_leaders(shop, by="monthly_orders", how="mean", smallest=False, others_are_all=False):
    """The five leading shops and the other eleven: the mean of what can be seen from outside."""
    rivals = shop.competitors
    first = rivals[by].nsmallest(5).index if smallest else rivals[by].nlargest(5).index
    group = pd.Series("others", index=rivals.index).where(~rivals.index.isin(first), "leaders")
    table = rivals.groupby(group)[EX_SEEN].agg(how)
    if others_are_all:
        table.loc["others"] = rivals[EX_SEEN].mean()
    return table.rename_axis("group")


def ex_waterfall(shop, remote=False, spread=True, divided=True, extra=True):
    """What one lunch box of the smallest offer costs until it is with the buyer, step by step, in yuan."""
    quote = shop.supplier_quotes.set_index("supplier").loc["LUN19-C"]
    came = shop.deliveries[shop.deliveries["supplier"] == "LUN19-C"]
    faulty = came["defects"].sum() / came["quantity"].sum()
    paper = shop.licence_rules.set_index("licence").at["food_contact", "cost"]
    rates = shop.courier_rates
    near = rates if remote else rates[rates["remote"] == "no"]
    good = quote["unit_cost"] / (1 - faulty) if divided else quote["unit_cost"] * (1 + faulty)
    return {
        "quote": quote["unit_cost"],
        "faulty pieces": good - quote["unit_cost"] if extra else good,
        "paper": paper / quote["moq"] if spread else paper,
        "parcel": near["first_kg"].mean(),
        "packing": 1.80,
    }


def ex_boxes_a_day(shop, refunds=True, way_back=True, days=30, platform=True):
    """Paid orders of one lunch box a day that pay for a month's fixed cost of ¥9,000."""
    steps = ex_waterfall(shop)
    market = shop.category_market
    year = market[(market["category"] == "lunch_boxes") & market["month"].str.startswith("2025")]
    back = year["refund_rate"].mean() if refunds else 0.0
    fees = shop.platform_fees.set_index("platform").loc["Tmall"]
    share = fees["commission"] + fees["payment_rate"] if platform else 0
    kept = 59 * (1 - share) - steps["quote"] - steps["faulty pieces"] - steps["paper"]
    order = (1 - back) * kept - steps["parcel"] - steps["packing"] - (6 * back if way_back else 0)
    return 9_000 / order / days


def ex_papers(shop, held_counts="on the day", date=lambda days: EX_OPENING - days):
    """The last day on which Wen can apply for each paper that she won't hold on the opening day."""
    rules, held = shop.licence_rules, shop.licences_held
    safe = {
        "on the day": held.loc[held["valid_until"] >= EX_OPENING, "licence"],
        "by name": held["licence"],
        "never": held["licence"].head(0),
    }[held_counts]
    rules = rules[~rules["licence"].isin(safe)].set_index("licence")
    return date(pd.to_timedelta(rules["days"], unit="D")).rename("last_day")


def ex_equal_sales(shop, payment_of=("Douyin", "Shopify"), deposit=False, difference=True):
    """The year's sales at which Douyin and a site of one's own on Shopify cost the same."""
    fees = shop.platform_fees.set_index("platform")
    share = fees["commission"] + fees["payment_rate"].where(fees.index.isin(payment_of), 0)
    fixed = fees["annual_fee"] + (fees["deposit"] if deposit else 0)
    saved = share["Douyin"] - share["Shopify"] if difference else share["Shopify"]
    return (fixed["Shopify"] - fixed["Douyin"]) / saved


def ex_roles(shop, reach_of="orders", traffic_first=False):
    """What each product turned out to be, by price, margin and reach."""
    lines = ex_lines(shop)
    lines["goods_cost"] = lines["cost"] * lines["quantity"]
    found = lines.groupby("product").agg(
        orders=("order_id", "nunique"),
        rows=("line_id", "count"),
        pieces=("quantity", "sum"),
        paid=("paid", "sum"),
        cost=("goods_cost", "sum"),
    )
    reach = found["orders"] / len(ex_paid_orders(shop)) if reach_of == "orders" else found["rows"] / len(lines)
    role = pd.Series("idle", index=found.index)
    tests = [
        ("traffic", reach >= 0.04),
        ("profit", 1 - found["cost"] / found["paid"] >= 0.40),
        ("image", found["paid"] / found["pieces"] >= 300),
    ]
    for name, holds in [*tests[1:], tests[0]] if traffic_first else tests:
        role[holds] = name
    return role


def ex_linked(shop, paid_only=True):
    """For each order with a folding tote: does it hold a profit item too?"""
    lines = ex_lines(shop, paid_only)
    totes = lines.loc[lines["product"] == "P03", "order_id"].unique()
    profit = lines.loc[lines["planned_role"] == "profit", "order_id"]
    return pd.Series(totes).isin(profit)


def ex_linked_other_way(shop):
    """Slip: of the orders with a profit item, the share that hold a tote."""
    lines = ex_lines(shop)
    profit = lines.loc[lines["planned_role"] == "profit", "order_id"].unique()
    return pd.Series(profit).isin(lines.loc[lines["product"] == "P03", "order_id"]).mean()


def ex_linked_lines(shop):
    """Slip: lines counted instead of orders."""
    lines = ex_lines(shop)
    with_tote = lines[lines["order_id"].isin(lines.loc[lines["product"] == "P03", "order_id"])]
    return (with_tote["planned_role"] == "profit").mean()


def ex_end_without_slip(shop, lost="by itself"):
    """The day on which full promotion would have ended if the stage that slipped had kept its days."""
    plan = shop.stage_plan
    own = (plan["actual_end"] - plan["actual_start"]) - (plan["planned_end"] - plan["planned_start"])
    worst = own.idxmax()
    if lost == "at its end":
        return plan["actual_end"].iloc[-1] - (plan["actual_end"] - plan["planned_end"])[worst]
    if lost == "of that stage":
        return plan["actual_end"][worst] - own[worst]
    return plan["actual_end"].iloc[-1] - own[worst]


EX_DUTIES = pd.DataFrame(
    {
        "Watch the papers' dates": ["A", "R", "", "I"],
        "Order stock": ["C", "A", "R", ""],
        "Pack within 48 hours": ["", "A", "A", "I"],
        "Answer within 3 minutes": ["", "I", "", "R"],
        "Decide on refunds": ["A", "C", "", "R"],
        "Change a price": ["A", "A", "", "I"],
        "Count the stock": ["I", "R", "R", ""],
        "Report on Mondays": ["I", "A", "C", "C"],
    },
    index=["Wen", "Zhou", "Old Ma", "Ting"],
).T.rename_axis("duty")


def ex_answerable(wrong=lambda count: count != 1, letter="A"):
    """How many answer for each duty, where it isn't exactly one."""
    count = EX_DUTIES.eq(letter).sum(axis=1)
    return count[wrong(count)].rename("answerable")


def ex_parcel(shop, kilos=np.ceil, weighted=True, further=True, paid_only=True, near_only=False):
    """What the courier takes for a pet bed on average, in yuan, sent where last year's orders went."""
    rates = shop.courier_rates
    if near_only:
        rates = rates[rates["remote"] == "no"]
    weight = kilos(shop.categories.set_index("category").at["pet_beds", "weight_g"] / 1000)
    price = rates["first_kg"] + (weight - 1) * rates["next_kg"] if further else rates["first_kg"]
    if not weighted:
        return price.mean()
    orders = ex_paid_orders(shop) if paid_only else shop.orders
    return orders["province"].map(price.set_axis(rates["province"])).mean()


def ex_snack_deliveries(shop):
    """The deliveries of the three suppliers of pet snacks."""
    return shop.deliveries[shop.deliveries["supplier"].str.startswith("PET12")]


def ex_empty_share(shop, empty=lambda came: came["actual_days"] > 30):
    """For each supplier, the share of deliveries that came when the shelf was empty."""
    came = ex_snack_deliveries(shop)
    return empty(came).groupby(came["supplier"]).mean()


def ex_needed_contrast(font_px):
    """The contrast that a text of this size needs."""
    return 3.0 if font_px >= 24 else 4.5


def ex_unreadable(shop):
    """The parts of the pages that not everyone can read, by part."""
    page = shop.page_colours
    page["contrast"] = [metrics.contrast_ratio(*both) for both in zip(page["text"], page["background"], strict=True)]
    return page[page["contrast"] < page["font_px"].map(ex_needed_contrast)].set_index("part")


def ex_colours_objection(given, shop):
    """Say what stands against new text colours: unknown or untouched parts, no colour, still too pale."""
    bad = ex_unreadable(shop)
    if isinstance(given, pd.Series):
        given = given.to_dict()
    if not isinstance(given, dict) or not given:
        return 'Give the new colours as a dictionary: `{"countdown": "#…", …}`.'
    for part, colour in given.items():
        if part not in set(shop.page_colours["part"]):
            return f'There is no part `{part}`. `page["part"]` shows how they are written.'
        if part not in bad.index:
            return f"`{part}` can be read by everyone already. Leave it as it is."
        try:
            reached = metrics.contrast_ratio(colour, bad.at[part, "background"])
        except metrics.MetricError as error:
            return f"`{part}`: {error}"
        needed = ex_needed_contrast(bad.at[part, "font_px"])
        if reached < needed:
            behind = bad.at[part, "background"]
            return f"At `{part}`: {colour} on {behind} has a contrast of {reached:.2f}. It needs {needed}."
    missing = len(bad.index.difference(list(given)))
    if missing == 1:
        return f"{missing} part still needs a colour that everyone can read."
    if missing:
        return f"{missing} parts still need a colour that everyone can read."
    return ""


def ex_live_tools(shop, channel="live", used=True, qualifying_only=False, paid_only=True, of_whole_shop=False):
    """What four tools would have given away on the live room's orders, out of the goods sold there."""
    orders = ex_paid_orders(shop) if paid_only else shop.orders
    goods = (orders[orders["channel"] == channel] if channel else orders)["goods"]
    found = {}
    for tool, terms in shop.promo_tools.set_index("tool").iterrows():
        if tool in ("straight cut", "second at half price"):
            continue
        reached = goods >= terms["threshold"]
        given = reached * (terms["value"] + terms["rate"] * goods) * (terms["used_share"] if used else 1)
        sold = orders["goods"] if of_whole_shop else goods[reached] if qualifying_only else goods
        found[tool] = given.sum() / sold.sum()
    return pd.Series(found, name="effective").rename_axis("tool")


def ex_half_price(shop, used=True, count="pairs", paid_only=True):
    """What the second piece at half price would have given away in 2025, out of all goods sold."""
    lines = ex_lines(shop, paid_only)
    terms = shop.promo_tools.set_index("tool").loc["second at half price"]
    quantity = lines["quantity"]
    seconds = {"pairs": quantity // 2, "all but one": quantity - 1, "one a line": quantity >= 2}[count]
    given = (seconds * lines["unit_price"] * terms["rate"]).sum() * (terms["used_share"] if used else 1)
    return given / (lines["quantity"] * lines["unit_price"]).sum()


def ex_candle_sales(shop):
    """Sales of scented candles: month down, year across."""
    market = shop.category_market
    candles = market[market["category"] == "scented_candles"].copy()
    candles["year"] = candles["month"].str[:4]
    candles["month"] = candles["month"].str[5:].astype(int)
    return candles.pivot(index="month", columns="year", values="sales")


def ex_open_months(shop, whole_year=False, years=("2024", "2025"), money=False):
    """The share of each of the ten months from March, so that they add up to 1."""
    sales = ex_candle_sales(shop)[list(years)]
    ten = sales.loc[3:]
    if money:
        return ten.sum(axis=1) / ten.sum().sum()
    return (ten / (sales if whole_year else ten).sum()).mean(axis=1)


EX_TARGET = 2_400_000
EX_STEP = 10_000


def ex_targets(shop, rest="largest remainders"):
    """The ten months' targets in full 万, adding up to the target."""
    raw = ex_open_months(shop) * EX_TARGET
    if rest == "rounded":
        return (raw / EX_STEP).round() * EX_STEP
    plan = (raw // EX_STEP * EX_STEP).astype(int)
    missing = EX_TARGET - int(plan.sum())
    if rest == "december":
        plan[12] += missing
    if rest == "largest months":
        plan[raw.nlargest(missing // EX_STEP).index] += EX_STEP
    if rest == "largest remainders":
        plan[(raw - plan).nlargest(missing // EX_STEP).index] += EX_STEP
    return plan


def ex_trial_means(shop, level):
    """Mean spend and orders of a channel's weeks at one of the four levels."""
    trials = shop.channel_trials
    weeks = trials[(trials["week"] - 1) % 4 + 1 == level]
    return weeks.groupby("channel")[["spend", "orders"]].mean()


def ex_one_more(shop):
    """What one more order costs between a channel's smallest and largest weeks, in yuan."""
    small, large = ex_trial_means(shop, 1), ex_trial_means(shop, 4)
    return (large["spend"] - small["spend"]) / (large["orders"] - small["orders"])


def ex_average_cost(shop):
    """Slip: all money over all orders."""
    total = shop.channel_trials.groupby("channel")[["spend", "orders"]].sum()
    return total["spend"] / total["orders"]


def ex_levels(shop):
    """Channel, level: mean spend, and the orders that its visitors stand for."""
    trials = shop.channel_trials
    trials["level"] = (trials["week"] - 1) % 4 + 1
    levels = trials.groupby(["channel", "level"])[["spend", "visitors"]].mean().reset_index()
    total = trials.groupby("channel")[["orders", "visitors"]].sum()
    levels["orders"] = levels["visitors"] * levels["channel"].map(total["orders"] / total["visitors"])
    return levels


EX_LEAVES = 25


def ex_week_leaves(channel_levels, spend):
    """What a week's spend on one channel leaves, in yuan, read off straight lines between the levels."""
    orders = np.interp(spend, [0, *channel_levels["spend"]], [0, *channel_levels["orders"]])
    return EX_LEAVES * float(orders) - spend


def ex_best_week(shop):
    """The best spend for each channel: 0 or one of its levels, since between them the line is straight."""
    return {
        channel: max([0.0, *rows["spend"]], key=lambda spend, rows=rows: ex_week_leaves(rows, spend))
        for channel, rows in ex_levels(shop).groupby("channel")
    }


def ex_budget_objection(given, shop):
    """Say what stands against a week's budget: unknown channels, untried sums, money left lying or burnt."""
    levels = dict(iter(ex_levels(shop).groupby("channel")))
    if isinstance(given, pd.Series):
        given = given.to_dict()
    if not isinstance(given, dict) or not given:
        return 'Give the week\'s yuan by channel, like `{"search ads": 300, "affiliates": 200}`.'
    for channel, spend in given.items():
        if channel not in levels:
            return f'There is no channel `{channel}` in the trials. `levels["channel"].unique()` shows the five.'
        most = levels[channel]["spend"].max()
        if not 0 <= spend <= most + 1:
            return f"{channel} was tried from ¥0 to ¥{most:,.0f} a week. ¥{spend:,.0f} is outside, and nobody knows what it does."
    leaves = sum(ex_week_leaves(levels[channel], spend) for channel, spend in given.items())
    best = sum(ex_week_leaves(levels[channel], spend) for channel, spend in ex_best_week(shop).items())
    if leaves < 0.95 * best:
        if leaves < 0:
            return (
                f"By the trials this week loses ¥{-leaves:,.0f}, and a better one exists. In which channel does the next step "
                f"cost less than ¥{EX_LEAVES} an order, and in which does the last one cost more?"
            )
        return (
            f"By the trials this week leaves ¥{leaves:,.0f}, and a better one exists. In which channel does the next step cost "
            f"less than ¥{EX_LEAVES} an order, and in which does the last one cost more?"
        )
    return ""


EX_WANTED = {"market": 6, "price": 7.5, "visual": 8, "geography": 5, "audience": 6, "channel": 5}


def ex_gaps(shop):
    """Shop down, axis across: its score less the one that Wen wants."""
    return shop.positioning.pivot(index="shop", columns="axis", values="score") - pd.Series(EX_WANTED)


def ex_distance(shop):
    """The distance of each shop from the place that Wen wants, over six axes."""
    return (ex_gaps(shop) ** 2).sum(axis=1) ** 0.5


def ex_from_lantern_lane(shop):
    """Slip: the distance from where Lantern Lane is today."""
    places = shop.positioning.pivot(index="shop", columns="axis", values="score")
    return ((places - places.loc["Lantern Lane"]) ** 2).sum(axis=1) ** 0.5


EXERCISES = (
    # A market, read twice (lesson 1)
    Question(
        name="01-ex-orders-in-wan",
        answer=22_000 + 17_000 + 12_450,
        points=("01.13",),
        recalls="warmup",
        lesson="lesson_4_plan.ipynb",
        slips=(
            Slip("You took 万 for a thousand. It is ten thousand: 2.2万 is 22,000.", 2_200 + 1_700 + 12_450),
            Slip("The 万 got lost on the way, so Packmate has two orders. 2.2万 is 22,000.", 2.2 + 1.7 + 12_450),
            Slip("That is in 万. Wen's page speaks of orders: multiply by 10,000.", 5.145),
            Slip(
                "You took Packmate and Roadlight only. Cheapway's number stands there without 万 and counts too.",
                39_000,
            ),
            Slip(
                "That is the number on Wen's page, and the question is whether it is right. Add up the three shops' own.",
                40_000,
            ),
        ),
        hints=(
            "What does the warm-up's `to_number` do with a comma, and what with 万?",
            "万 is ten thousand: take the sign off, turn the rest into a number, multiply.",
            ("Fill in the blanks:\n2.2 * ___ + 1.7 * ___ + 12450"),
        ),
        why="{answer}. The page cuts off what is below a tenth of a 万, so the truth may lie up to 2,000 higher: "
        "good enough to compare shops, too coarse to subtract last month from.",
    ),
    Question(
        name="01-ex-guess-rivals",
        form="predict",
        answer=lambda shop: round(ex_rivals(shop)["rain_jackets"]),
        accept=(1, 5_000),
        points=("01.06",),
        lesson="lesson_1_market.ipynb",
        hints=("It can't be more than the sellers that there are.",),
        why="You said {yours}. The next question works it out; come back and compare.",
    ),
    Question(
        name="01-ex-rivals",
        answer=ex_rivals,
        points=("01.06",),
        lesson="lesson_1_market.ipynb",
        tolerance=2e-3,
        slips=(
            Slip(
                "You stopped at rank 20. The hundreds below have most of these markets between them; tell the "
                "function how many there are with `others=`.",
                ex_rivals_of_twenty,
            ),
            Slip(
                "You counted the first twenty among the others too. They are listed already, so the others "
                "are 20 fewer.",
                lambda shop: ex_rivals(shop, lambda sellers: sellers),
            ),
            Slip(
                "That is HHI itself. One divided by it says how many equal sellers the market feels like.",
                lambda shop: {name: 1 / rivals for name, rivals in ex_rivals(shop).items()},
            ),
            Slip(
                "That is how many sellers there are. They aren't equal; how many equal ones would be as tight?",
                lambda shop: {name: int(ex_sellers(shop)[name]) for name in EX_TWO_MARKETS},
            ),
        ),
        hints=(
            "Twenty sellers are in the table. How many aren't?",
            "`metrics.effective_rivals(shares, others=…)` lets those who aren't listed share the rest evenly.",
            'The same for both names:\nshares = top.loc[top["category"] == ____, "sales_share"]\n'
            "metrics.effective_rivals(shares, others=sellers[____] - ____)",
        ),
        why="By CR4 the two are twins. By equal rivals rain jackets are far tighter, and yet a jacket seller "
        "below rank 20 has more to live on: the rest of the market is cut into fewer slices.",
    ),
    Question(
        name="01-ex-disagree",
        form="choice",
        answer="C",
        points=("01.06",),
        lesson="lesson_1_market.ipynb",
        slips=(
            Slip(
                "Look at CR4 again: the first four hold nearly the same in both. The difference lies behind them.", "A"
            ),
            Slip(
                "HHI counts nobody. Five thousand tiny sellers add next to nothing to it; it is size that is squared.",
                "B",
            ),
            Slip("Rounding moves the last digit. Here one market feels half as wide again as the other.", "D"),
        ),
        hints=(
            "What does CR4 know of the seller at rank five?",
            "Compare what is left for a seller below rank 20 in each market.",
        ),
        why="Whoever reports CR4 alone says nothing of what lies behind the first four. Report both.",
    ),
    Question(
        name="01-ex-gap-map",
        answer=ex_gap_map,
        points=("01.04", "01.05"),
        recalls="warmup",
        lesson="lesson_1_market.ipynb",
        slips=(
            Slip(
                "You divided the other way round: sellers for each buyer. A gap is where sales are the larger share.",
                lambda shop: ex_gap_map(shop, lambda bands: bands["seller_share"] / bands["sales_share"]),
            ),
            Slip(
                "You subtracted. One point between 3 % and 4 % is a third more, between 30 % and 31 % it is "
                "nothing: divide.",
                lambda shop: ex_gap_map(shop, lambda bands: bands["sales_share"] - bands["seller_share"]),
            ),
            Slip(
                "That is where the money is. Where the sellers are belongs under it: divide by `seller_share`.",
                lambda shop: ex_gap_map(shop, lambda bands: bands["sales_share"]),
            ),
            Slip(
                "The bands stand down the side and the categories across the top; swap `index` and `columns`.",
                lambda shop: ex_gap_map(shop, turned=True),
            ),
        ),
        hints=(
            "Each row of `price_bands` can have its own quotient before anything is laid out.",
            "First a new column `gap`, then `pivot`: category down, band across.",
            (
                "Fill in the blanks:\n"
                'bands["gap"] = bands["sales_share"] / bands[____]\n'
                'bands.pivot(index=____, columns=____, values="gap")'
            ),
        ),
        why="One number stands out in each row. It is where buyers outnumber shops, and the question for the "
        "supplier is why nobody fills it.",
    ),
    Question(
        name="01-ex-entry-band",
        level="stretch",
        answer=ex_good_band,
        fits=ex_band_objection,
        points=("01.05", "01.07", "01.08"),
        lesson="lesson_1_market.ipynb",
        hints=(
            "Which rows of `price_bands` have a gap of 1.5 or more?",
            "Beside each put the middle quote of its category (`map`), and strike out what costs more than "
            "half of `low`.",
            (
                "Begin like this, then strike out by refunds, papers and ratings:\n"
                'bands["cost"] = bands["category"].map(quotes.groupby("category")["unit_cost"].median())\n'
                'bands[(bands["gap"] >= ____) & (bands["low"] >= ____ * bands["cost"])]'
            ),
        ),
        why="Buyers outnumber shops there, half of the price is left for everything else, and its buyers could be "
        "served better. Next: three samples, and a person who would pay that price.",
    ),
    Question(
        name="01-ex-leaders",
        answer=ex_leaders,
        points=("01.04", "01.13"),
        lesson="lesson_1_market.ipynb",
        slips=(
            Slip(
                "Those are the five with most followers. Wen asked for the five with most orders.",
                lambda shop: ex_leaders(shop, by="followers"),
            ),
            Slip(
                "Those are the five with the fewest orders: `nlargest` takes from the top.",
                lambda shop: ex_leaders(shop, smallest=True),
            ),
            Slip(
                "Your `others` are all sixteen, with the leaders among them. Compare with the other eleven.",
                lambda shop: ex_leaders(shop, others_are_all=True),
            ),
            Slip("Those are the medians. Take the means here.", lambda shop: ex_leaders(shop, how="median")),
        ),
        hints=(
            "Each shop needs a word beside it, leaders or others, before you can group.",
            "`nlargest(5).index` gives the five; `isin` asks for each shop whether it is one of them.",
            (
                "Fill in the blanks:\n"
                'shops["group"] = shops.index.isin(shops["monthly_orders"].nlargest(5).____)\n'
                'shops["group"] = shops["group"].map({True: "leaders", False: "others"})\n'
                "shops.groupby(____)[seen].____()"
            ),
        ),
        why="The five who sell most score lower on goods and service and ship later than the rest. Copy them, and "
        "Wen gives up what lesson 1 found worth defending. They lead by something that isn't in these "
        "columns: price, age, luck.",
    ),
    Question(
        name="01-ex-survivors",
        answer={"deep cuts": 4 / 48, "steady price": 1 / 12},
        points=("01.13",),
        lesson="lesson_4_plan.ipynb",
        tolerance=5e-3,
        slips=(
            Slip(
                "You divided by the five leaders. Of those who cut deeply, what share came to lead? Divide by "
                "all who tried.",
                {"deep cuts": 4 / 5, "steady price": 1 / 5},
            ),
            Slip(
                "You divided by all sixty. Each way has its own number of shops that tried it: 48 and 12.",
                {"deep cuts": 4 / 60, "steady price": 1 / 60},
            ),
            Slip(
                "You divided by those who didn't come to lead. A share counts all who tried, the leaders among them.",
                {"deep cuts": 4 / 44, "steady price": 1 / 11},
            ),
            Slip(
                "Those are per cent. A share lies between 0 and 1: divide by 100.",
                {"deep cuts": 100 * 4 / 48, "steady price": 100 / 12},
            ),
        ),
        hints=(
            "How many shops tried each way, those included that nobody has heard of?",
            "leaders of that kind / all shops of that kind",
            ('Fill in the blanks:\n{"deep cuts": 4 / ____, "steady price": 1 / ____}'),
        ),
        why="One in twelve, either way. Four leaders of five cut deeply because four founders of five did. The "
        "forty-four who cut and never led stand in no table of leaders; that is survivorship 幸存者偏差.",
    ),
    Question(
        name="01-ex-leaders-words",
        form="explain",
        level="stretch",
        points=("01.13",),
        lesson="lesson_4_plan.ipynb",
        hints=("Who isn't in the table?", "Say what you would need to know of the shops that closed."),
        why="One way to say it: the leaders ship later on average, but we see only shops that lived. Before we "
        "ship later too, let us ask how many slow shops closed, and what our own buyers write when a parcel "
        "is late.",
    ),
    # What is left (lesson 2)
    Question(
        name="01-ex-persona",
        answer=ex_persona_share,
        points=("01.03",),
        lesson="lesson_2_economics.ipynb",
        slips=(
            Slip(
                "That is her share of the buyers' table: heads, and some of them never paid. Wen asks for yuan.",
                lambda shop: ex_is_persona(shop.buyers).mean(),
            ),
            Slip(
                "That is her share of the orders. Weigh each order with the money paid.",
                lambda shop: ex_is_persona(ex_orders_with_buyers(shop)).mean(),
            ),
            Slip(
                "You took women of 25 to 34 from everywhere. Wen's persona lives in tier 1 or 2.",
                lambda shop: ex_persona_share(shop, tiers=(1, 2, 3, 4)),
            ),
            Slip(
                "You took tier 2 alone. Tier 1 or 2 means both: `<= 2`.",
                lambda shop: ex_persona_share(shop, tiers=(2,)),
            ),
            Slip(
                "No row fits your three traits, so the sum is 0. Look how they are written: "
                '`buyers["gender"].unique()`, and the same for `age_band`.',
                0.0,
            ),
            Slip(
                "You left out buyers who gave no age. They paid like the others, so their money belongs in the sum that you divide by.",
                lambda shop: ex_persona_share(shop, known_age=True),
            ),
        ),
        hints=(
            "Money stands in `orders`, the three traits in `buyers`. Which column do both have?",
            "Merge, make one True/False column of the three traits, and divide two sums of `paid`.",
            (
                "Fill in the blanks:\n"
                "both = orders.merge(buyers, on=____)\n"
                'her = (both["gender"] == ____) & (both["age_band"] == ____) & (both["city_tier"] <= ____)\n'
                'both.loc[her, "paid"].sum() / both["paid"].sum()'
            ),
        ),
        why="She is real, and she is the largest group of her kind, but more than four fifths of the money come "
        "from people who aren't her. Dress the window for her; don't write the whole shop for her.",
    ),
    Question(
        name="01-ex-backpacks",
        form="faded",
        answer=lambda shop: ex_backpacks(shop)["quantity"].sum(),
        points=("01.17",),
        recalls="warmup",
        lesson="lesson_2_economics.ipynb",
        slips=(
            Slip(
                "You counted orders that nobody paid. The carts are in `order_lines` too: merge with the paid "
                "orders only.",
                lambda shop: ex_backpacks(shop, paid_only=False)["quantity"].sum(),
            ),
            Slip(
                "You counted lines. One line can hold two backpacks: add up `quantity`.",
                lambda shop: len(ex_backpacks(shop)),
            ),
            Slip(
                "You kept completed orders only. A refunded backpack had to be sewn as well.",
                ex_backpacks_completed,
            ),
            Slip(
                "You counted orders. Some of them hold more than one backpack: add up `quantity`.",
                lambda shop: ex_backpacks(shop)["order_id"].nunique(),
            ),
        ),
        hints=(
            "In which column do both tables know the order?",
            "`merge` keeps only orders that both tables have. Then keep the backpack's SKUs, then add up the pieces.",
            (
                "Fill in the blanks:\n"
                'sold = order_lines.merge(paid_orders[["order_id"]], on=____)\n'
                'backpacks = sold[sold["sku"].isin(____)]\n'
                "backpacks[____].sum()"
            ),
        ),
        why="{answer} pieces. A line is not a piece, and a cart is not a sale.",
    ),
    Question(
        name="01-ex-roles",
        answer=ex_roles,
        points=("01.17",),
        lesson="lesson_2_economics.ipynb",
        slips=(
            Slip(
                "Those are the planned roles. Wen asks what the goods turned out to do.",
                lambda shop: shop.products.groupby("product")["planned_role"].first(),
            ),
            Slip(
                "The order of the rules is turned round: what sells often became traffic before its margin "
                "was looked at. Price comes first, then margin, then reach.",
                lambda shop: ex_roles(shop, traffic_first=True),
            ),
            Slip(
                "Your reach comes out too small: you divided by lines, or by orders that nobody paid. It is "
                "different paid orders over all paid orders.",
                lambda shop: ex_roles(shop, reach_of="lines"),
            ),
        ),
        hints=(
            "Three numbers a product decide: paid a piece, margin, share of orders. Get those first.",
            "Start with `idle` for everyone. Then write the rules in from the weakest to the strongest, so "
            "that the strongest wins.",
            (
                "Fill in the blanks:\n"
                'lines["goods_cost"] = lines["cost"] * lines["quantity"]\n'
                'sums = lines.groupby("product")[["quantity", "paid", "goods_cost"]].sum()\n'
                'reach = lines.groupby("product")["order_id"].nunique() / len(paid_orders)\n'
                'role = pd.Series("idle", index=sums.index)\n'
                'role[reach >= 0.04] = "traffic"\n'
                'role[1 - sums["goods_cost"] / sums["paid"] >= ____] = "profit"\n'
                'role[sums["paid"] / sums["quantity"] >= ____] = "image"'
            ),
        ),
        why="A role is what goods do, not what we wrote beside them. Those that turned idle are cheap and bring "
        "nobody in: they cost shelf and photographs, and hold a place that a real hit could have.",
    ),
    Question(
        name="01-ex-linked",
        level="stretch",
        answer=lambda shop: ex_linked(shop).mean(),
        points=("01.17",),
        lesson="lesson_2_economics.ipynb",
        slips=(
            Slip(
                "That is the other way round: of the orders with a profit item, the share that hold a tote.",
                ex_linked_other_way,
            ),
            Slip("You counted lines. An order with two profit items is one linked order.", ex_linked_lines),
            Slip(
                "Carts that nobody paid are in there. Keep the paid orders.",
                lambda shop: ex_linked(shop, paid_only=False).mean(),
            ),
            Slip(
                "You divided by all paid orders. Wen asks about those with a tote: divide by them.",
                lambda shop: ex_linked(shop).sum() / len(ex_paid_orders(shop)),
            ),
        ),
        hints=(
            "Which orders hold a tote? Each of them once.",
            "Two `set`s of order ids: those with a tote, those with a profit item. `&` takes what they share.",
            (
                "Fill in the blanks:\n"
                'totes = set(lines[lines["product"] == "P03"]["order_id"])\n'
                'profit = set(lines[lines["planned_role"] == ____]["order_id"])\n'
                "len(totes & ____) / len(____)"
            ),
        ),
        why="More than a third of the tote orders carry something that earns. Lesson 2's warning stands: it is a "
        "basket, not a cause. Whether the tote brought them, only an experiment tells.",
    ),
    Question(
        name="01-ex-landed-cost",
        form="faded",
        answer=ex_waterfall,
        points=("01.07", "01.08"),
        lesson="lesson_2_economics.ipynb",
        slips=(
            Slip(
                "At `paper`, the first 600 boxes carry the whole bill between them. Divide the cost by the "
                "minimum order.",
                lambda shop: ex_waterfall(shop, spread=False),
            ),
            Slip(
                "At `parcel`, the remote regions are in the mean. This sum is for the near ones.",
                lambda shop: ex_waterfall(shop, remote=True),
            ),
            Slip(
                "At `faulty pieces`, you multiplied. Of 100 bought only 99 can be sold, so each good one "
                "costs quote / (1 − faulty).",
                lambda shop: ex_waterfall(shop, divided=False),
            ),
            Slip(
                "At `faulty pieces`, that is the whole cost of a good box. The quote stands in the row above: "
                "only the difference belongs here.",
                lambda shop: ex_waterfall(shop, extra=False),
            ),
        ),
        hints=(
            "Each entry answers: how many yuan more for one good box?",
            "Faulty: quote / (1 − share of faulty) − quote. Paper: its cost / the boxes of the first order. "
            "Parcel: the mean of `first_kg` over provinces that aren't remote.",
            (
                "Fill in the blanks:\n"
                'faulty = came["defects"].sum() / came[____].sum()\n'
                '"faulty pieces": quote["unit_cost"] / (1 - ____) - quote["unit_cost"]\n'
                '"paper": paper / quote[____]\n'
                '"parcel": rates.loc[rates["remote"] == ____, "first_kg"].mean()'
            ),
        ),
        why="Add them up with `sum(waterfall.values())`: about a third more than the quote, and platform, refunds "
        "and advertising aren't in it yet. A quote is where a cost begins.",
    ),
    Question(
        name="01-ex-boxes-a-day",
        level="stretch",
        answer=ex_boxes_a_day,
        points=("01.08",),
        lesson="lesson_2_economics.ipynb",
        tolerance=1e-4,
        slips=(
            Slip(
                "You sold as if nothing came back. A refunded order brings no money, and its parcel was paid "
                "all the same.",
                lambda shop: ex_boxes_a_day(shop, refunds=False, way_back=False),
            ),
            Slip(
                "The way back is missing: ¥6 for each order that returns.",
                lambda shop: ex_boxes_a_day(shop, way_back=False),
            ),
            Slip("That is for the whole month. Divide by its 30 days.", lambda shop: ex_boxes_a_day(shop, days=1)),
            Slip(
                "Tmall takes no share in your sum. Commission and payment come off the price first.",
                lambda shop: ex_boxes_a_day(shop, platform=False),
            ),
        ),
        hints=(
            "What does an average paid order leave, when some of them go back?",
            "(1 − refunds) × (price after Tmall's share − box) − parcel − packing − refunds × way back. Then "
            "fixed cost / that / 30.",
            (
                "Fill in the blanks:\n"
                'box = waterfall["quote"] + waterfall["faulty pieces"] + waterfall["paper"]\n'
                'an_order = (1 - back) * (59 * (1 - share) - box) - waterfall["parcel"] - '
                'waterfall["packing"] - back * ____\n'
                "9000 / an_order / ____"
            ),
        ),
        why="About {answer} a day before Wen earns her first fen. Ask the market whether a newcomer gets that "
        "many, before you ask the supplier.",
    ),
    # May we, can we (lesson 3)
    Question(
        name="01-ex-papers",
        answer=ex_papers,
        points=("01.08",),
        lesson="lesson_3_entry.ipynb",
        slips=(
            Slip(
                "You counted forward from today: that is the day a paper would be ready. Count back from the opening.",
                lambda shop: ex_papers(shop, date=lambda days: EX_TODAY + days),
            ),
            Slip(
                "You trusted the frame on the wall. One of the papers that Wen holds runs out before 1 March; "
                "it belongs in the list.",
                lambda shop: ex_papers(shop, held_counts="by name"),
            ),
            Slip(
                "One paper too many: Wen holds one that is still in force on 1 March and needs no application.",
                lambda shop: ex_papers(shop, held_counts="never"),
            ),
            Slip(
                "You left out the dates that have passed. They say which goods are closed, so they stay in.",
                lambda shop: ex_papers(shop)[ex_papers(shop) >= EX_TODAY],
            ),
        ),
        hints=(
            "Which papers will be in force on 1 March? Those need no date.",
            "`isin` with `~` leaves rows out. The rest: opening − days, with `pd.to_timedelta`.",
            (
                "Fill in the blanks:\n"
                'safe = held.loc[held["valid_until"] >= ____, "licence"]\n'
                'needed = rules[~rules["licence"].isin(safe)].set_index("licence")\n'
                'opening - pd.to_timedelta(needed[____], unit="D")'
            ),
        ),
        why="Every date before 5 January 2026 has passed. Those categories are closed for this opening, whoever "
        "is rung up today; the others have a last day, and it can go into Zhou's calendar.",
    ),
    Question(
        name="01-ex-own-site",
        answer=ex_equal_sales,
        points=("01.09",),
        lesson="lesson_3_entry.ipynb",
        tolerance=1e-4,
        slips=(
            Slip(
                "The deposit is in it. It comes back when she leaves: capital, not cost.",
                lambda shop: ex_equal_sales(shop, deposit=True),
            ),
            Slip(
                "You compared commissions only. Shopify's payment service takes its share of each sale too.",
                lambda shop: ex_equal_sales(shop, payment_of=()),
            ),
            Slip(
                "Douyin's payment fee is missing. Its share of a sale is commission and payment together, as Shopify's is.",
                lambda shop: ex_equal_sales(shop, payment_of=("Shopify",)),
            ),
            Slip(
                "Shopify's payment fee is missing. It has no commission, but its payment service takes a share of each sale.",
                lambda shop: ex_equal_sales(shop, payment_of=("Douyin",)),
            ),
            Slip(
                "You divided by Shopify's share alone. Douyin takes a share as well; only the difference "
                "between them counts.",
                lambda shop: ex_equal_sales(shop, difference=False),
            ),
        ),
        hints=(
            "One costs more for the year, the other more of each sale. Where do the two lines cross?",
            "difference of the yearly fees / difference of the shares; a share is commission + payment.",
            (
                "Fill in the blanks:\n"
                '(fees.at["Shopify", "annual_fee"] - fees.at["Douyin", "annual_fee"]) / (____ - ____)'
            ),
        ),
        why="{answer} yuan a year; above it the site costs less. But on Douyin visitors are there already, and to a site of "
        "her own Wen brings each one herself. The fee table can't see that.",
    ),
    Question(
        name="01-ex-guess-late",
        form="predict",
        answer=lambda shop: ex_empty_share(shop)["PET12-B"],
        accept=(0, 1),
        points=("01.07",),
        lesson="lesson_3_entry.ipynb",
        hints=("A mean can be pulled by one delivery, or lean on many early ones.",),
        why="You said {yours}. Run the next question and see what a mean below thirty can hide.",
    ),
    Question(
        name="01-ex-late",
        answer=ex_empty_share,
        points=("01.07",),
        lesson="lesson_3_entry.ipynb",
        slips=(
            Slip(
                "You counted deliveries later than promised. The shelf doesn't read promises; it is empty "
                "after 30 days.",
                lambda shop: ex_empty_share(shop, lambda came: came["actual_days"] > came["promised_days"]),
            ),
            Slip(
                "A delivery on day 30 is in time: it comes on the day on which the last piece goes. Use `>`.",
                lambda shop: ex_empty_share(shop, lambda came: came["actual_days"] >= 30),
            ),
            Slip(
                "Those are per cent. A share lies between 0 and 1.",
                lambda shop: ex_empty_share(shop) * 100,
            ),
            Slip(
                "Those are counts. Divide by each supplier's deliveries, or take the mean of True and False.",
                lambda shop: ex_empty_share(shop) * 24,
            ),
        ),
        hints=(
            "For each delivery one question: was the shelf empty? Yes or no.",
            "The mean of a True/False column is the share of True. Group it by supplier.",
            (
                "Fill in the blanks:\n"
                'snacks["empty"] = snacks["actual_days"] > ____\n'
                'snacks.groupby(____)["empty"].mean()'
            ),
        ),
        why="B's mean is just under 30 days and its shelf is empty in more than a quarter of the cycles. The mean "
        "is made of early ones and a tail, and only the tail empties shelves.",
    ),
    Question(
        name="01-ex-parcel",
        answer=ex_parcel,
        points=("01.12",),
        lesson="lesson_3_entry.ipynb",
        slips=(
            Slip(
                "You took the mean over provinces. Guangdong gets far more parcels than Tibet: give each "
                "order its province's price, then average.",
                lambda shop: ex_parcel(shop, weighted=False),
            ),
            Slip(
                "You charged 1.2 kilograms. The courier bills every started kilogram, so a bed pays for two.",
                lambda shop: ex_parcel(shop, kilos=lambda weight: weight),
            ),
            Slip(
                "The second kilogram is missing. A bed weighs more than one.",
                lambda shop: ex_parcel(shop, further=False),
            ),
            Slip(
                "Orders that nobody paid are in there, and no parcel was ever sent for them. Keep the paid ones.",
                lambda shop: ex_parcel(shop, paid_only=False),
            ),
            Slip(
                "The remote regions are missing. Few parcels go there, but each costs a lot, and free shipping is for everyone.",
                lambda shop: ex_parcel(shop, near_only=True),
            ),
            Slip(
                "That is the whole year's bill. Wen asks what one parcel costs on average: take the mean.",
                lambda shop: ex_parcel(shop) * len(ex_paid_orders(shop)),
            ),
        ),
        hints=(
            "How many kilograms does the courier bill for 1,200 grams?",
            "A price for each province first. Then `map` it onto the orders' provinces, and take the mean.",
            (
                "Fill in the blanks:\n"
                'price = rates["first_kg"] + ____ * rates["next_kg"]\n'
                'paid_orders["province"].map(price).____()'
            ),
        ),
        why="That is what free shipping 包邮 takes out of every order, before packing, if buyers live where last "
        "year's did. Weigh by parcels: the most expensive province is also one of the smallest.",
    ),
    Question(
        name="01-ex-stage",
        form="faded",
        answer=ex_end_without_slip,
        points=("01.01",),
        lesson="lesson_3_entry.ipynb",
        slips=(
            Slip(
                "You took off all days by which that stage ended late. Some of them it inherited: take off "
                "only what it lost itself.",
                lambda shop: ex_end_without_slip(shop, "at its end"),
            ),
            Slip(
                "That is the end of the stage that slipped. Wen asks for the end of full promotion, the last one.",
                lambda shop: ex_end_without_slip(shop, "of that stage"),
            ),
            Slip(
                "That is the day on which it really ended. What would it have been without the lost days?",
                lambda shop: shop.stage_plan["actual_end"].iloc[-1],
            ),
        ),
        hints=(
            "Which number is the largest in `lost`? `pd.to_timedelta` makes days of it that can be taken off a date.",
            "Stages follow one another, so each day that one loses moves the last end by a day.",
            (
                "Fill in the blanks:\n"
                'days = plan["lost"].____()\n'
                'plan["actual_end"].iloc[-1] - pd.to_timedelta(____, unit="D")'
            ),
        ),
        why="{answer}. One stage lost the time, and all after it paid. For the second shop, watch the length of "
        "that stage from its first week.",
    ),
    Question(
        name="01-ex-duties",
        answer=lambda shop: ex_answerable(),
        points=("01.02",),
        lesson="lesson_3_entry.ipynb",
        slips=(
            Slip(
                "The duties for which nobody answers are missing. If you keep only the cells with A and count "
                "them, a duty without one isn't there to be counted.",
                lambda shop: ex_answerable(lambda count: count > 1),
            ),
            Slip(
                "The duties with two who answer are missing: that is a fault too.",
                lambda shop: ex_answerable(lambda count: count < 1),
            ),
            Slip(
                "You counted R, those who do it. Look for A, those who answer for it.",
                lambda shop: ex_answerable(letter="R"),
            ),
            Slip(
                "Those are all eight. Keep the ones where it isn't exactly one.",
                lambda shop: ex_answerable(lambda count: count > -1),
            ),
        ),
        hints=(
            "Every duty has a row of its own here. What do you want to know of a row?",
            '`(table == "A")` is a table of True and False; `sum(axis=1)` counts along the row.',
            ("Fill in the blanks:\ncount = (draft == ____).sum(axis=____)\ncount[count != ____]"),
        ),
        why="Two have nobody, two have two. Ting answers within three minutes, but who sees to it on her day off? "
        "And a parcel for which two people answer is left by each to the other.",
    ),
    # What the first year looks like (lesson 4)
    Question(
        name="01-ex-colours",
        answer=lambda shop: dict.fromkeys(ex_unreadable(shop).index, "#000000"),
        fits=ex_colours_objection,
        points=("01.10",),
        lesson="lesson_4_plan.ipynb",
        hints=(
            "Make the list of lesson 4 first: which parts miss what their size needs?",
            "All these grounds are rather light, so go darker. `metrics.contrast_ratio(colour, background)` "
            "tells how far you are.",
            'One entry for each part in the list:\n{"footer": "#595959", "countdown": ____, …}',
        ),
        why="Everyone can read them now. Whether the four new colours look like one shop, ask three people; a "
        "number can't.",
    ),
    Question(
        name="01-ex-live-tools",
        answer=ex_live_tools,
        points=("01.11",),
        lesson="lesson_4_plan.ipynb",
        slips=(
            Slip(
                "You divided by the goods of orders that qualify. Wen pays out of everything: divide by all "
                "goods sold in the live room.",
                lambda shop: ex_live_tools(shop, qualifying_only=True),
            ),
            Slip(
                "`used_share` is missing. Not everyone who could use a coupon does.",
                lambda shop: ex_live_tools(shop, used=False),
            ),
            Slip(
                "That is the whole shop. Keep the orders that came from the live room.",
                lambda shop: ex_live_tools(shop, channel=None),
            ),
            Slip(
                "Orders that nobody paid are in there. Keep the paid ones.",
                lambda shop: ex_live_tools(shop, paid_only=False),
            ),
            Slip(
                "You divided by the goods of the whole shop. The tools run in the live room only: divide by what was sold there.",
                lambda shop: ex_live_tools(shop, of_whole_shop=True),
            ),
        ),
        hints=(
            "For each tool: which orders qualify, what does each get, how many use it?",
            "given = (goods >= threshold) × (value + rate × goods) × used_share; then the sum of it over the "
            "sum of goods.",
            (
                "Fill in the blanks:\n"
                "effective = {}\n"
                "for tool in four:\n"
                "    terms = tools.loc[tool]\n"
                '    given = (goods >= ____) * (terms["value"] + terms["rate"] * goods) * ____\n'
                "    effective[tool] = given.sum() / ____"
            ),
        ),
        why="Each costs far less than its banner says: most baskets don't reach the threshold, and a coupon costs "
        "only what is redeemed.",
    ),
    Question(
        name="01-ex-half-price",
        level="stretch",
        answer=ex_half_price,
        points=("01.11",),
        lesson="lesson_4_plan.ipynb",
        slips=(
            Slip(
                "`used_share` is missing: not every buyer who could uses it.",
                lambda shop: ex_half_price(shop, used=False),
            ),
            Slip(
                "Of four pieces two are at half price, not three. Count pairs: `quantity // 2`.",
                lambda shop: ex_half_price(shop, count="all but one"),
            ),
            Slip(
                "Lines of unpaid orders are in there. Keep the paid ones.",
                lambda shop: ex_half_price(shop, paid_only=False),
            ),
            Slip(
                "You gave one second piece to each line. A line of four pieces has two: count pairs, `quantity // 2`.",
                lambda shop: ex_half_price(shop, count="one a line"),
            ),
        ),
        hints=(
            "Which lines have a second piece, and how many second pieces do they have?",
            "`quantity // 2` counts pairs. Each pair saves rate × unit_price, times the share that uses it.",
            (
                "Fill in the blanks:\n"
                'given = (lines["quantity"] // ____) * lines["unit_price"] * terms["rate"] * ____\n'
                'given.sum() / (lines["quantity"] * lines["unit_price"]).sum()'
            ),
        ),
        why="Half price sounds like the end of the shop and costs less than two fen of each yuan, because few buy "
        "two of a kind today. If the tool works, more will, and then it costs more: count again after the "
        "first week.",
    ),
    Question(
        name="01-ex-steps",
        form="reorder",
        answer=list("CEAFDB"),
        points=("01.15",),
        lesson="lesson_4_plan.ipynb",
        slips=(
            Slip(
                "You rounded the shares down before they were money. A share is below one; round yuan, not shares.",
                list("CEADFB"),
            ),
            Slip(
                "You averaged before the two years had shares. The larger year would count more.",
                list("CAEFDB"),
            ),
            Slip(
                "You gave the missing 万 away before anything was rounded, so nothing was missing yet.",
                list("CEAFBD"),
            ),
        ),
        hints=(
            "Begin with the rows, end with what makes the sum right.",
            "rows → shares of each year → one share a month → money → full 万 → what is missing",
            ('Fill in the blanks:\n["C", "E", ____, ____, "D", ____]'),
        ),
        why="Shares first, money second, rounding last, and the remainder after the rounding. `G` divides by "
        "twelve, and there is no season in that.",
    ),
    Question(
        name="01-ex-open-months",
        answer=ex_open_months,
        points=("01.15",),
        lesson="lesson_4_plan.ipynb",
        tolerance=5e-4,
        slips=(
            Slip(
                "These ten add up to less than 1: January and February are still in the sum that you divide by. Cut the "
                "table first, then make shares.",
                lambda shop: ex_open_months(shop, whole_year=True),
            ),
            Slip(
                "A tenth for each month. Candles are sold when it is dark: take the season from the market.",
                lambda shop: ex_open_months(shop) * 0 + 0.1,
            ),
            Slip(
                "That is 2025 alone. One warm autumn would decide for you: average both years.",
                lambda shop: ex_open_months(shop, years=("2025",)),
            ),
            Slip(
                "You added both years' money first, so the larger year counts more. Make shares of each year, "
                "then average.",
                lambda shop: ex_open_months(shop, money=True),
            ),
        ),
        hints=(
            "The ten months have to make up the whole of a year that begins in March.",
            "Keep the rows from month 3 on. Divide each year by its own sum. Then the mean along the row.",
            ("Fill in the blanks:\nten = sales[sales.index >= ____]\n(ten / ten.____()).mean(axis=____)"),
        ),
        why="They add up to 1, so whatever the target is, the months will add up to it. The last three carry "
        "nearly half of it; order stock for them in summer.",
    ),
    Question(
        name="01-ex-targets",
        level="stretch",
        answer=ex_targets,
        points=("01.15",),
        lesson="lesson_4_plan.ipynb",
        slips=(
            Slip(
                "You rounded each month on its own, and nobody watched the sum. Round down, count what is "
                "missing, give it to those that lost most.",
                lambda shop: ex_targets(shop, "rounded"),
            ),
            Slip(
                "All that was missing went to December. It adds up, and one month carries what nine have "
                "lost. Give each a 万 by largest remainder.",
                lambda shop: ex_targets(shop, "december"),
            ),
            Slip(
                "These are rounded down and add up to less than ¥2,400,000. Where does the rest go?",
                lambda shop: ex_targets(shop, "nowhere"),
            ),
            Slip(
                "You gave the missing 万 to the largest months. Give them to those that lost most by rounding "
                "down: the largest remainders.",
                lambda shop: ex_targets(shop, "largest months"),
            ),
        ),
        hints=(
            "What is `sum()` of your months? It has to be 2,400,000.",
            "`raw // 10_000 * 10_000` rounds down; what is missing is a whole number of 万; `nlargest` finds "
            "the months that lost most.",
            (
                "Fill in the blanks:\n"
                "plan = (raw // 10_000 * 10_000).astype(int)\n"
                "missing = (2_400_000 - plan.sum()) // ____\n"
                "plan[(raw - plan).nlargest(____).index] += ____"
            ),
        ),
        why="Ten full 万 that a clerk can add up, and no month is more than one 万 away from its season.",
    ),
    Question(
        name="01-ex-one-more",
        form="faded",
        answer=ex_one_more,
        points=("01.14",),
        lesson="lesson_4_plan.ipynb",
        tolerance=1e-3,
        slips=(
            Slip(
                "That is the average: all money over all orders. Ask what the money *more* bought: difference "
                "over difference.",
                ex_average_cost,
            ),
            Slip(
                "You divided the other way round: orders for a yuan.",
                lambda shop: 1 / ex_one_more(shop),
            ),
            Slip(
                "That is the average of the large weeks. Take the small weeks off, from the money and from the orders.",
                lambda shop: ex_trial_means(shop, 4)["spend"] / ex_trial_means(shop, 4)["orders"],
            ),
        ),
        hints=(
            "How much more was spent in a large week than in a small one, and how many orders more came?",
            "(large spend − small spend) / (large orders − small orders), for each channel.",
            ('Fill in the blanks:\n(large["spend"] - small[____]) / (large[____] - small[____])'),
        ),
        why="In every channel the next order costs more than the average one. Budgets are cut and raised at the "
        "edge, so this is the number to decide by.",
    ),
    Question(
        name="01-ex-budget",
        level="stretch",
        answer=ex_best_week,
        fits=ex_budget_objection,
        points=("01.14",),
        lesson="lesson_4_plan.ipynb",
        hints=(
            "Lesson 4 bought every step that cost less than the order leaves. Now an order leaves more.",
            "For each channel the step to the next level: spend more / orders more. Go up while it is below 25.",
            (
                "Fill in the blanks:\n"
                'levels["per_further_order"] = more_spend / more_orders\n'
                'levels[levels["per_further_order"] < ____].groupby("channel")["spend"].____()'
            ),
        ),
        why="The week is within five per cent of the best that these trials know. What lies beyond the largest "
        "level, they can't tell.",
    ),
    Question(
        name="01-ex-place",
        answer=ex_distance,
        points=("01.16",),
        lesson="lesson_4_plan.ipynb",
        tolerance=1e-3,
        slips=(
            Slip(
                "You added the gaps with their signs, so two points too expensive and two too plain cancel out. "
                "Square them first.",
                lambda shop: ex_gaps(shop).sum(axis=1),
            ),
            Slip("The root is missing at the end.", lambda shop: (ex_gaps(shop) ** 2).sum(axis=1)),
            Slip(
                "You measured from where Lantern Lane is. Wen asks for the distance from where she wants to "
                "be: `wanted`.",
                ex_from_lantern_lane,
            ),
            Slip(
                "You added the gaps without their signs. Square them instead, so that one large gap counts "
                "more than two small ones.",
                lambda shop: ex_gaps(shop).abs().sum(axis=1),
            ),
        ),
        hints=(
            "A square first: one row a shop, one column an axis.",
            "`places - pd.Series(wanted)` takes each axis off its own column. Square, sum along the row, root.",
            (
                "Fill in the blanks:\n"
                'places = positions.pivot(index=____, columns=____, values="score")\n'
                "((places - pd.Series(wanted)) ** 2).sum(axis=____) ** ____"
            ),
        ),
        why="The nearest shop is the one whose buyers Wen is after. Lantern Lane stands in the list too: that is "
        "how far she has to move before anybody mixes the two up.",
    ),
)


QUESTIONS = (*RECALL, *LESSONS, *EXERCISES)
