# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Sales fell by a third. What do I tell Wen on Monday?
#
# *About 45 minutes · outline 02.04, 02.12, 02.13, 02.15 · you will be able to: check a daily log; split a fall in sales over the funnel; say which day is out of
# the ordinary; put a week on one Excel page.*
#
# Monday, 20 October 2025. Last week brought ¥201,151. The last full week of September had brought ¥307,494, and Wen 阿雯 asks where a hundred thousand yuan went. <!-- given -->
#
# Zhou 小周 has an answer ready: "Nobody buys in October. It's the
# conversion." Every Monday he hangs a sheet on the wall: ten per cent more than last week.

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import load, question, show, use_style

use_style()

# %% [markdown]
# Sales are visitors × conversion × money per order. All three rise by 10 %. By how much do sales rise, as a share?

# %% id="recall-1"
recall_1 = ...
q = question("02-recall-product")
q.check(recall_1)

# %% [markdown]
# November brought ¥900,000, this December ¥820,000, last December ¥800,000. How much did the shop grow, as a share, when the season is left out? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("02-recall-same-month")
q.check(recall_2)

# %% [markdown]
# Yesterday 500 visitors came, and on the day before 500. Were there 1,000 different people? Answer "yes", "no" or "can't say". <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("02-recall-visitors")
q.check(recall_3)

# %% [markdown]
# ## A log before a figure
#
# The figures that an operator keeps every day stand in `shop_daily` and, by channel and device, in `traffic_daily`: visitors, item-page views, carts, orders, money. Before anybody
# divides, three checks: is every day there, once; do the parts add up; is anything far from its neighbours?

# %%
traffic = load("traffic_daily")
shop = load("shop_daily").set_index("date")
steps = ["visitors", "item_visitors", "carts", "placed_orders", "paid_orders", "paid_amount"]
log = traffic.groupby("date")[steps].sum()
days = pd.date_range(log.index.min(), log.index.max())
missing = days.difference(log.index)
same_money = (log["paid_amount"] - shop["paid_amount"]).abs().max()
len(missing), log.index.duplicated().sum(), round(float(same_money), 2)

# %% [markdown]
# No day is missing, none is there twice, and the money agrees to the fen. Visitors don't agree, and that is no mistake: who comes by search and by feed on one day is counted in
# both. So visitors of channels are added up here only to compare weeks counted in the same way.
#
# ## The funnel of two weeks
#
# Visitors open a product's page, put something into the cart, order, pay, and leave an amount. Each step is a rate; multiplied, they are the sales. Written as a tree, sales on top and their factors below, this is the shop's metric tree 指标树: whoever says "it was X" has to point at a branch.

# %%
def week(first_day):
    rows = log.loc[first_day : pd.Timestamp(first_day) + pd.Timedelta(days=6)]
    total = rows.sum()
    return pd.Series(
        {
            "visitors": total["visitors"],
            "opened an item": total["item_visitors"] / total["visitors"],
            "cart": total["carts"] / total["item_visitors"],
            "order": total["placed_orders"] / total["carts"],
            "paid": total["paid_orders"] / total["placed_orders"],
            "money per order": total["paid_amount"] / total["paid_orders"],
        }
    )


before, after = week("2025-09-22"), week("2025-10-13")
weeks = pd.DataFrame({"before": before, "after": after})
weeks.loc["sales"] = weeks.prod()
weeks.round(4)

# %% [markdown]
# **Predict.** Of the missing money, how much would you blame on conversion, that is on the four rates together? A share between 0 and 1.

# %% id="guess-conversion"
my_guess = ...

# %% [markdown]
# When numbers are multiplied, their changes don't add up, but their logarithms do. So each step's share of the fall is its logarithm's share. That is the whole trick.

# %%
# 1 each step's ratio    2 its logarithm    3 its share of the whole
change = np.log(weeks["after"] / weeks["before"])
share = (change / change["sales"]).drop("sales")
rates = share.drop(["visitors", "money per order"]).sum()
print(round(rates, 3))
missing_money = weeks.at["sales", "before"] - weeks.at["sales", "after"]
pd.DataFrame({"share of the fall": share.round(3), "yuan": (share * missing_money).round()})

# %% [markdown]
# Visitors carry 73 % of the fall, the four rates 27 %, and the money per order nothing. Compare with your guess. Zhou looked at the one rate that he can see on his screen, and it did fall, a little. **What fell
# visibly isn't what fell expensively.**

# %%
from matplotlib.figure import Figure

from shoplab.charts import accent

figure = Figure()
axes = figure.subplots()
yuan = (share * missing_money / 1000)[::-1]
axes.barh(yuan.index, yuan, color=accent(list(yuan.index), yuan.idxmax()))
axes.axvline(0, color="black", linewidth=1)
axes.set(title="Fewer people came in; that is most of it", xlabel="Part of the missing money, ¥1,000")
axes.grid(axis="x")
show(
    figure,
    alt="Bars to the right for each step of the funnel: visitors carry about three quarters of the missing money, the step from cart to order most of the rest, the others lie near zero.",
    takeaway="Ask where the visitors went before you touch the pages.",
)

# %% [markdown]
# ## Is that out of the ordinary?
#
# Weeks differ. A control chart 控制图 asks whether a day lies further from the usual than days do by themselves: mean plus or minus three standard deviations 标准差 (`std()`: how far days
# usually lie from their mean). One thing has to be known: which days are the ordinary ones. Sale days aren't.

# %%
calendar = load("calendar").set_index("date")
log["rate"] = log["paid_orders"] / log["visitors"]
recent = log.loc["2025-08-01":"2025-12-31"]
ordinary = recent[~calendar["sale"].reindex(recent.index)]
middle, spread = ordinary["paid_amount"].mean(), ordinary["paid_amount"].std()
high = middle + 3 * spread
strange = recent[recent["paid_amount"] > high]
print(round(high))
strange[["visitors", "rate", "paid_amount"]].round(4)

# %% [markdown]
# Two of the four are Double 11 双11. The other two are 22 and 25 September, in the very week that Zhou's October was compared with. October isn't low; that week was high. Wen needn't mend
# anything, she may ask what brought those people, and whether it can be had again.
#
# **The trap.** Take the mean and the spread of *all* days, the sale days among them, and look again:

# %%
high_of_all = recent["paid_amount"].mean() + 3 * recent["paid_amount"].std()
round(high_of_all), int((recent["paid_amount"] > high_of_all).sum())

# %% [markdown]
# One single day is strange now, Double 11 itself, and it hid the rest: it stretched the ruler that it was measured with.
#
# ## Ten per cent more every week
#
# A guide for operators says: raise the goal by ten per cent every week until the shop is saturated. Zhou's sheet does that. What would 52 weeks of it be?

# %%
weekly = shop["paid_amount"].resample("7D").sum().iloc[:52]
goal = weekly.iloc[0] * 1.10 ** np.arange(52)
reached = weekly.to_numpy() >= goal
round(1.10**52), int(reached.sum()), int(np.argmin(reached)) + 1, round(float(weekly.tail(13).mean() / weekly.head(13).mean()), 2)

# %% [markdown]
# 142 times the first week's sales, and the shop reached the goal in one week of 52: the first, which is the goal's own start. From week 2 on it stayed behind, in a year in which the last quarter's weeks
# were 1.78 times the first quarter's. The shop nearly doubled, and 51 notes say "missed". After a month nobody reads such a sheet.
#
# Perhaps the guide means ten per cent more than the week *before*, whatever that was? `shift(1)` lays each week beside the one before it.

# %%
better = weekly >= 1.10 * weekly.shift(1)
int(better.sum()), int((weekly <= 0.90 * weekly.shift(1)).sum())

# %% [markdown]
# In 18 weeks of 52 the shop did that, and in 13 it fell by as much. Weeks swing; after a fall, ten per cent more is easy. Read either way, the claim doesn't describe a shop that grows.

# %%
figure = Figure()
axes = figure.subplots()
number = np.arange(1, 53)
axes.plot(number, weekly / 1000, color="#1845fb", label="sales")
axes.plot(number[:16], goal[:16] / 1000, color="#8c8a8b", label="+10 % a week")
axes.set(title="A goal that grows by itself soon has nothing to do with the shop", xlabel="Week of 2025", ylabel="¥1,000 a week")
for line in axes.get_lines():
    axes.annotate(line.get_label(), line.get_xydata()[-1], xytext=(4, 0), textcoords="offset points", color=line.get_color())
show(
    figure,
    alt="Two lines over the 52 weeks of 2025: weekly sales move between 45 and 335 thousand yuan, the goal of ten per cent more each week leaves the chart's middle by week 16.",
    takeaway="A goal needs a season and a ceiling. Compound interest has neither.",
)

# %% [markdown]
# A better goal has two parts: the level that the shop has reached, and the season's factor for that week, from the year before or from the market (module 01, lesson 4). The week's variance 差异 then splits in
# two: how much the season explains, and how much is ours.
#
# ## What did the posts bring?
#
# The week's content calendar has posts, messages, partners 淘宝客. Zhou wants more of the partner with most orders. In `affiliate_holdout`, half of each partner's visitors were
# led by a link that works, the others by one that earns the partner nothing. What counts is the difference.

# %%
test = load("affiliate_holdout").groupby(["publisher", "kind", "link_works"])[["visitors", "orders"]].sum().reset_index()
test["rate"] = test["orders"] / test["visitors"]
lift = test.pivot(index=["publisher", "kind"], columns="link_works", values="rate")
lift["lift"] = lift[True] - lift[False]
lift["orders claimed"] = test[test["link_works"]].set_index(["publisher", "kind"])["orders"]
lift.sort_values("orders claimed", ascending=False).round(4)

# %% [markdown]
# A4 claims most orders, and without it 4.7 % of its visitors would have bought as well: it hands coupons to people who stand at the till. A1, third by its own count, brings 5 more buyers per
# hundred visitors, seven times as many. The calendar fills up from the top of the column `lift`, and a partner's cost stands beside the orders that it *brought*.
#
# ## The report as an Excel file
#
# Wen reads one page, on her phone. Three sheets: the funnel, the shares, next week's calendar. `ExcelWriter` is the warm-up's.

# %%
import tempfile
from pathlib import Path

plan = lift["lift"].sort_values(ascending=False).head(3).round(4).reset_index()
sheets = {"funnel": weeks.round(4).reset_index(), "shares": share.round(3).reset_index(), "posts": plan}
report = Path(tempfile.mkdtemp()) / "week_42.xlsx"
with pd.ExcelWriter(report) as book:
    for name, table in sheets.items():
        table.to_excel(book, sheet_name=name, index=False)
list(pd.read_excel(report, sheet_name=None))

# %% [markdown]
# (It lies in a temporary folder here, so that no run overwrites your own. In your copy, give `report` a name.)
#
# ## Your turn: the sentence on top
#
# One sentence stands above the three sheets. Which? Answer with a letter.
#
# - A: "Conversion fell; Zhou changes the main picture this week."
# - B: "We are back at an ordinary week; two days in September brought visitors that we should like to understand."
# - C: "We missed the goal of ten per cent; next week's goal is twenty."

# %% id="top-sentence"
letter = ...
q = question("02-top-sentence")
q.check(letter)

# %% [markdown]
# ## What to remember
#
# - Check a log before you divide: every day once, parts that add up, nothing far away.
# - In a product, shares of a change are shares of logarithms.
# - Three standard deviations of *ordinary* days. One sale among them, and nothing is ever strange again.
# - Orders claimed are not orders brought.
#
# ## On the real platform
#
# The log stands in 生意参谋 (Taobao, Tmall), 商智 (JD), 电商罗盘 (Douyin), 商家后台 (Pinduoduo), *Analytics* (Shopify); partners in 淘宝联盟. The dated list is in `course/platform_names.md`. Shopify divides orders by
# sessions, Taobao by visitors: never put the two rates side by side.

# %% [markdown] id="way"
# Before: [lesson 1](lesson_1_morning.ipynb) · Next: [lesson 3](lesson_3_warehouse.ipynb)
