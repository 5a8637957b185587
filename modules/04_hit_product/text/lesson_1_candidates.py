# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Eighty on trial, money for three: which three?
#
# *About 45 minutes · outline 04.01, 04.03 · you will be able to: turn a morning's exports into ten actions; choose three articles out of eighty from
# a month of thin figures; say beforehand how far the winners will fall back.*
#
# Tuesday, 30 December 2025. Lantern Lane 灯巷 has had eighty articles on trial for four weeks. Wen 阿雯 can pay for the first order of three of them. Zhou 小周
# has sorted the list by pre-orders per click and underlined the first three. "The buyers have voted," he says. First, though, it is ten to nine.

# %% [markdown]
# ## Before we start

# %%
from pathlib import Path

import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# From module 01: three sellers have 0.5, 0.3 and 0.2 of a market. What is CR4 there? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("04-recall-cr4")
q.check(recall_1)

# %% [markdown]
# From the warm-up: one article had 10 clicks and 1 order, another 990 clicks and 29 orders. What is the order rate of both together?

# %% id="recall-2"
recall_2 = ...
q = question("04-recall-two-rates")
q.check(recall_2)

# %% [markdown]
# From module 01: a piece sells for ¥50, costs ¥28, the platform takes 6 % of the price and the parcel costs ¥4. What is left, in yuan? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("04-recall-left")
q.check(recall_3)

# %% [markdown]
# ## Ten to nine
#
# Six raw exports lie in `datasets/raw/2025-12-30`. They speak Chinese and GBK, as in the warm-up. How much waits?

# %%
MORNING = Path("..") / ".." / "datasets" / "raw" / "2025-12-30"
names = ["unpaid_orders", "parcels_at_risk", "open_tickets", "open_notices", "bad_reviews", "stock_alerts"]
exports = {name: pd.read_csv(MORNING / f"{name}.csv", encoding="gbk", dtype=str) for name in names}
pd.Series({name: len(table) for name, table in exports.items()})

# %% [markdown]
# Some ninety things, and the morning has room for ten. Start with the shelf. The back office warns at fewer than 50 pieces, whatever the article.

# %%
stock = exports["stock_alerts"].set_index("商家编码").astype(float)
stock.columns = ["in_stock", "on_order", "sold_7d"]
stock["days_left"] = stock["in_stock"] / (stock["sold_7d"] / 7)
stock.round(1).sort_values("days_left")

# %% [markdown]
# One rule of 50 warns of a shelf that lasts four days and of one that lasts sixteen weeks. Only the first needs anybody today, and its goods are already on order: Old Ma 老马 rings the factory.
#
# Now the list: one delivery to chase, the two parcels whose 48 hours have run out, the gravest ticket, two bad reviews that name a fault, and the four largest unpaid orders 催付.

# %%
unpaid = exports["unpaid_orders"]
unpaid["due"] = unpaid["应付金额"].str.strip("￥").str.replace(",", "").astype(float)
parcels = exports["parcels_at_risk"].sort_values("揽收截止")
tickets = exports["open_tickets"].sort_values(["等级", "创建时间"], ascending=[False, True])
reviews = exports["bad_reviews"].sort_values("星级")
actions = (
    ["ring the factory about " + sku for sku in stock["days_left"].nsmallest(1).index]
    + ["find the parcel of order " + order.strip() for order in parcels["订单编号"].head(2)]
    + ["settle ticket " + ticket.strip() for ticket in tickets["工单编号"].head(1)]
    + ["answer review " + review.strip() for review in reviews["评价编号"].head(2)]
    + ["remind order " + order.strip() for order in unpaid.nlargest(4, "due")["订单编号"]]
)
pd.Series(actions, index=range(1, len(actions) + 1))

# %% [markdown]
# Ten lines, each with a name or a number that somebody can act on. Ting 婷婷 takes the parcels and the ticket, Zhou the reminders. Now the eighty.
#
# ## What do buyers need that nobody gives them?
#
# Before the figures, the selling point 卖点. What people ask before they buy says what they need; what bad reviews of the leaders name says what they don't get. `product_questions` holds our
# page's questions. Count the words that stand for a need.

# %%
asked = load("product_questions")["text_en"].str.lower()
needs = {"size": "large|big|size|fit", "thickness": "thick|flimsy|thin", "seams": "seam|stitch|strap", "smell": "smell", "colour": "colour"}
needed = pd.Series({need: asked.str.contains(words).sum() for need, words in needs.items()})
needed

# %%
leaders = load("competitor_items")
complaints = leaders.groupby("main_complaint")["bad_reviews"].sum().sort_values(ascending=False)
complaints

# %% [markdown]
# Read the two lists as a matrix: how much a thing is needed, how well it is served. Size has 184 questions, and few of the leaders' bad reviews name it: needed and served, a plain table of sizes will do. Seams have 34 questions, and
# open seams head what the leaders' buyers complain of: **needed and badly served is where a selling point is worth money.** "The seam holds, here is the photograph" is a sentence that a hit can carry.
#
# ## What the trial saw
#
# Each article was shown about a hundred times a day for 28 days. `carts` and pre-orders 预售 follow from clicks.

# %%
trial = load("trial_daily").groupby("item")[["impressions", "clicks", "carts", "preorders"]].sum()
trial["click_rate"] = trial["clicks"] / trial["impressions"]
trial["order_rate"] = trial["preorders"] / trial["clicks"]
trial.sort_values("order_rate", ascending=False).head(5).round(3)

# %% [markdown]
# **Predict.** The first three are Zhou's. Next month each article gets 60,000 impressions, twenty times the trial's. What will be the mean order rate of these three then, as a share? <!-- given -->

# %% id="guess-fallback"
my_guess = ...  # for example 0.08

# %% [markdown]
# We can't wait a month. But we can cut the trial in two: choose the winners by the first fourteen days, and see what they did in the other fourteen. <!-- given -->

# %%
days = load("trial_daily")
first = days[days["day"] <= 14].groupby("item")[["clicks", "preorders"]].sum()
second = days[days["day"] > 14].groupby("item")[["clicks", "preorders"]].sum()
first["rate"], second["rate"] = first["preorders"] / first["clicks"], second["preorders"] / second["clicks"]
winners = first["rate"].nlargest(10).index
pd.Series({"winners, first half": first.loc[winners, "rate"].mean(), "winners, second half": second.loc[winners, "rate"].mean(), "all eighty, second half": second["rate"].mean()}).round(3)

# %% [markdown]
# The ten winners fell from 8.1 % to 4.5 %, and all eighty stand at 3.3 %. Nothing happened to them in between. They were good, and they were lucky; next time the luck is drawn again. The trade calls it a hit that cooled down.
# Statisticians call it regression to the mean 均值回归.
#
# ## How far to believe a rate
#
# A rate from few clicks is pulled towards the rate of all. How far? As far as chance explains the spread. Module 03 took the crowd's weight from large samples. Here all eighty are small, so `shrunk` finds the weight in the table itself: it adds to each article so many clicks at the rate of all.

# %%
from shoplab.shrink import shrunk, weight_of_prior

trial["click_shrunk"] = shrunk(trial["clicks"], trial["impressions"])
trial["order_shrunk"] = shrunk(trial["preorders"], trial["clicks"])
added = weight_of_prior(trial["preorders"], trial["clicks"])
print(round(added), "clicks are added to each;", round(trial["clicks"].mean()), "clicks is what an article has")
print("Zhou's three, to be counted on:", round(trial.loc[trial["order_rate"].nlargest(3).index, "order_shrunk"].mean(), 3))
trial.loc[trial["order_rate"].nlargest(5).index, ["clicks", "order_rate", "order_shrunk"]].round(3)

# %% [markdown]
# Zhou's three had 7 to 9 %. What can be counted on is 4.6 %: compare it with your guess. The table has more imagined clicks than real ones. So most of an article's own order rate is thrown away, and rightly: three pre-orders or five is a coin's business. The click rates rest on thousands of impressions and keep more of themselves.
#
# ## Worked example: from rates to money
#
# Wen doesn't order rates. What will an article leave next month? Zhou counts on 60,000 impressions each, and on 9 % of the money going back, as with the shop's other goods. <!-- given -->

# %%
# 1 a row an article, with its price and cost
goods = trial.join(load("trial_items").set_index("item")[["name_en", "price", "unit_cost", "moq", "lead_days"]])

# 2 pieces that stay sold next month
goods["pieces"] = 60_000 * goods["click_shrunk"] * goods["order_shrunk"] * (1 - 0.09)

# 3 what they leave, and the same from the raw rates
goods["leaves"] = goods["pieces"] * (goods["price"] - goods["unit_cost"])
goods["leaves_raw"] = 60_000 * goods["click_rate"] * goods["order_rate"] * (1 - 0.09) * (goods["price"] - goods["unit_cost"])
goods.nlargest(5, "leaves")[["name_en", "price", "order_rate", "order_shrunk", "pieces", "leaves", "leaves_raw"]].round(3)

# %%
by_rate, by_raw, by_shrunk = (goods.nlargest(3, column) for column in ["order_rate", "leaves_raw", "leaves"])
pd.DataFrame(
    {
        "items": [", ".join(table.index) for table in (by_rate, by_raw, by_shrunk)],
        "promised by raw rates": [table["leaves_raw"].sum() for table in (by_rate, by_raw, by_shrunk)],
        "promised by shrunk rates": [table["leaves"].sum() for table in (by_rate, by_raw, by_shrunk)],
    },
    index=["highest order rate", "highest raw money", "highest shrunk money"],
).round()

# %% [markdown]
# Two different lessons. Zhou's three have fine rates and leave about half of what the best three leave: **rank by money, not by rate.** And whoever ranks by raw money picks nearly as well, but promises Wen ¥38,579 where ¥24,688 can be counted on: **the best of eighty
# is lucky too, so shrink before you promise.** Wen orders stock by the promise.

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

figure = Figure()
axes = figure.subplots()
axes.scatter(goods["order_rate"], goods["order_shrunk"], color=GREY)
best = goods.loc[by_rate.index]
axes.scatter(best["order_rate"], best["order_shrunk"], color=ACCENT)
axes.plot([0, 0.1], [0, 0.1], color="black", linewidth=1)
axes.annotate("as seen", (0.082, 0.082), xytext=(-50, 0), textcoords="offset points")
axes.annotate("Zhou's three", (best["order_rate"].min(), best["order_shrunk"].min()), xytext=(-20, -22), textcoords="offset points", color=ACCENT)
axes.set(title="What is believed of a rate is much flatter than what was seen", xlabel="Order rate seen in the trial", ylabel="Order rate to count on")
show(
    figure,
    alt="Scatter of eighty articles: order rate seen in the trial from 0 to 0.1 across, shrunk rate from about 0.02 to 0.05 upwards; "
    "the points lie on flat lines far below the diagonal on the right, Zhou's three at the far right.",
    takeaway="The further out a rate lies, the more of it was luck.",
)

# %% [markdown]
# ## The trap
#
# Most people run a trial, take the winners, and then look for the reason why they cooled down: the season, the picture, the new colleague in service. No reason is needed. **Whoever is chosen for a good month is chosen for a good month's luck.**
# Ask of any list "best of how many, on how many clicks?" before you ask why.
#
# Change something: with how few clicks does a trial tell nothing? (Tab to the box, type, Enter.) <!-- given -->

# %% id="trial-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(until):
    part = days[days["day"] <= until].groupby("item")[["clicks", "preorders"]].sum()
    rest = days[days["day"] > until].groupby("item")[["clicks", "preorders"]].sum()
    chosen = (part["preorders"] / part["clicks"]).nlargest(10).index
    seen = part.loc[chosen, "preorders"].sum() / part.loc[chosen, "clicks"].sum()
    later = rest.loc[chosen, "preorders"].sum() / rest.loc[chosen, "clicks"].sum()
    print(f"Ten winners of the first {until} days: {seen:.1%} then, {later:.1%} afterwards.")


controls(draw, until=whole("Days of trial", 14, 3, 25), height="60px")

# %% [markdown]
# ## Your turn: Wen's three, for three suppliers
#
# Wen wants three items on her list, and two further things hold: the first order of each (`moq` × `unit_cost`) is at most ¥12,000, and the supplier delivers within 14 days (`lead_days`). Which three leave most by the shrunk figures? <!-- given -->

# %% id="three-for-wen"
three = ...  # for example ["T01", "T02", "T03"]
q = question("04-three-for-wen")
q.check(three)

# %% [markdown]
# ## What to remember
#
# - The best of many is good and lucky. Next month the luck is gone.
# - Shrink a rate towards the rate of all, the more so the fewer clicks it has. Then turn it into money.
# - A promise is what stock is ordered by, so it counts as much as the choice.
#
# ## On the real platform
#
# Trials run as 新品 pools on Tmall, as 千川 test plans on Douyin, as 测款 in search ads everywhere; the figures stand under the names in `course/platform_names.md`. No back office shrinks a rate for you. Pre-orders with a deposit bind both sides: under the Civil Code a seller who
# can't deliver returns the 定金 twice over, so promise no more than the factory does. (Rules change; this is no legal advice.)

# %% [markdown] id="way"
# Before: [module 03, exercises](../03_new_product_launch/exercises.ipynb) · Next: [lesson 2](lesson_2_price.ipynb)
