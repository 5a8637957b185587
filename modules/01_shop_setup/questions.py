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
)

QUESTIONS = (*RECALL, *LESSONS)
