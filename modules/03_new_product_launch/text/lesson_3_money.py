# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Eight articles, ¥30,000, two weeks. Where does the money go?
#
# *About 45 minutes · outline 03.02, 03.05, 03.06 · you will be able to: see at which step buyers leave and what to compare it with; read rivals' launches without copying their luck;
# split a launch budget so that the last yuan works equally everywhere.*
#
# Eight of the two hundred are to be launched properly. Wen 阿雯 gives ¥30,000 for fourteen days and five channels. Zhou 小周 knows where it goes: "One article in one channel brought most per yuan.
# All of it there. Why feed the weak ones?" <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# ¥100 brought 20 orders, ¥200 brought 30. What does a *further* order cost at the second step? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("03-recall-further")
q.check(recall_1)

# %% [markdown]
# A test of two pages was looked at every evening and stopped at the first significant day. Is its lift, on average, too low, right or too high?

# %% id="recall-2"
recall_2 = ...
q = question("03-recall-peeked-lift")
q.check(recall_2)

# %% [markdown]
# Price ¥100, contribution before advertising ¥40. At which ROAS 投产比 does advertising break even? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("03-recall-break-even")
q.check(recall_3)

# %% [markdown]
# ## Where do they leave?
#
# Money brings people to a page. Before we buy people: at which step do ours leave? A step alone says nothing, so put the rivals' launches beside it.

# %%
launches = load("launches")
daily = load("launch_daily").merge(launches[["launch_id", "shop", "opening_offer"]], on="launch_id")
daily["whose"] = (daily["shop"] == "Lantern Lane").map({True: "ours", False: "rivals"})
steps = daily.groupby("whose")[["impressions", "clicks", "carts", "orders"]].sum()
funnel = steps.div(steps.shift(1, axis=1)).drop(columns="impressions").T
funnel["ours / rivals"] = funnel["ours"] / funnel["rivals"]
funnel.round(3)

# %% [markdown]
# Who has clicked puts our goods into the cart 加购 more often than the rivals', and of those carts about as many are bought. But fewer click: 3.7 % against 4.5 %. The leak lies before anybody has seen the page. The picture is the first
# suspect; changing it is lesson 2's job, and costs nothing.
#
# From which source do they come, and where does each lose them? `traffic_daily` has the whole shop.

# %%
traffic = load("traffic_daily")
autumn = traffic[traffic["date"] >= "2025-10-01"].groupby("channel")[["item_visitors", "carts", "placed_orders", "paid_orders"]].sum()
by_source = autumn.div(autumn.shift(1, axis=1)).drop(columns="item_visitors")
reach = load("page_reach")  # how many still read at each screen 屏 of the page: a heat map in one column
bag = reach[(reach["page"] == "P04") & (reach["device"] == "phone")].set_index("screen")["visitors"]
by_source.round(3), (bag / bag.iloc[0]).round(2).head(4)

# %% [markdown]
# From the feed 推荐 fewer put it into the cart, and of those far fewer order: 31 % of carts against 44 % from search. They weren't looking for anything. A feed visitor is cheap and is worth less; both belong into the sum. And nearly half have left
# before the third screen. What the ad promised must stand on the first two.

# %% [markdown]
# ## What do the rivals do?
#
# `launches` has thirty-six launches of rivals. Eighteen of them come from August to October, ahead of Double 11. With which opening offer 首发优惠?

# %%
rivals = launches[launches["shop"] != "Lantern Lane"]
two_weeks = daily[(daily["whose"] == "rivals") & (daily["day"] <= 14)]
offers = two_weeks.groupby("opening_offer")[["clicks", "orders"]].sum()
offers["conversion"] = (offers["orders"] / offers["clicks"]).round(4)
offers["launches"] = rivals.groupby("opening_offer").size()
offers

# %% [markdown]
# The gift 满赠 looks best. Zhou has already asked for the price of a thousand key rings.
#
# **The wrong explanation** is that the gift sold the goods. Count: three launches had one. And nobody drew lots: perhaps gifts stood with goods that sold anyway. Look at them one by one, beside those without any offer:

# %%
one_by_one = two_weeks.groupby(["opening_offer", "launch_id"])[["clicks", "orders"]].sum()
one_by_one = (one_by_one["orders"] / one_by_one["clicks"]).round(4)
one_by_one["gift"].tolist(), one_by_one["none"].describe()[["min", "50%", "max"]]

# %% [markdown]
# One launch of 3.82 % makes the gift's number; the other two lie below the middle of those without an offer, which lie further apart themselves than all the means above. Three launches say nothing about gifts. To know, give the gift on days drawn by lot. (The rivals' figures are a data service's estimates; that they cost *us*
# sales, nothing here shows.)

# %% [markdown]
# ## What does a yuan do?
#
# Now the ¥30,000. For a week each article was tried in each channel at four levels. Zhou's view first: margin brought per yuan.

# %%
items = load("launch_items").set_index("item")
trials = load("launch_trials")
margin = items["price"] - items["unit_cost"]
trials["spent"] = trials["spend_a_day"] * trials["days"]
trials["margin"] = trials["orders"] * trials["item"].map(margin)
totals = trials.groupby(["item", "channel"])[["spent", "margin"]].sum()
per_yuan = (totals["margin"] / totals["spent"]).unstack()
per_yuan.round(1)

# %% [markdown]
# **Predict.** Zhou puts everything into the best cell of that table. Compared with the same amount everywhere, will his plan bring more margin or less? Write "more" or "less".

# %% id="guess-best-cell"
my_guess = ...

# %%
best_item, best_channel = per_yuan.stack().idxmax()
best_cell = trials[(trials["item"] == best_item) & (trials["channel"] == best_channel)].set_index("spend_a_day")
further = best_cell[["spent", "clicks"]].diff().fillna(best_cell[["spent", "clicks"]])
best_item, best_channel, (further["spent"] / further["clicks"]).round(2)

# %% [markdown]
# The first ¥20 a day buy clicks for 0.38 yuan. The step from ¥120 to ¥240 pays nearly four times as much for each further click. There are only so many people to show it to, and Zhou would spend ¥2,143 a day on them. <!-- given -->
#
# Every channel wears out like that. A curve says how: clicks = top × x / (x + half). `top` is what the channel could give at most, `half` the spend at which half of it comes. Two ready functions fit them.

# %%
from shoplab import launch_budget

trials["clicks_a_day"] = trials["clicks"] / trials["days"]
# 1 a channel's half: from all articles together, because one article's week is noisy
by_level = trials.groupby(["channel", "spend_a_day"])["clicks_a_day"].sum()
half = pd.Series({channel: launch_budget.half_point(part.droplevel(0).index, part) for channel, part in by_level.groupby("channel")})
# 2 each article's own top in each channel
top = {}
for (item, channel), part in trials.groupby(["item", "channel"]):
    top[item, channel] = launch_budget.top_of(part["spend_a_day"], part["clicks_a_day"], half[channel])
# 3 what a click of each article is worth: its order rate, mixed with the crowd's, times its margin
sums = trials.groupby("item")[["clicks", "orders"]].sum()
crowd = metrics.pooled_rate(sums["orders"], sums["clicks"])
a_click = metrics.shrunk_rate(sums["orders"], sums["clicks"], crowd, 200) * margin
half, a_click.round(2)

# %% [markdown]
# ## Split so that the last yuan works equally
#
# If the last yuan in feed ads brought ¥3 and the last one in search ¥1, you would move one over. You stop when there is nothing left to gain by moving: when the last yuan brings the same everywhere. `spread` finds that split,
# by article, channel and day. `busy` is the traffic of each day ahead, from the calendar. <!-- given -->

# %%
curves = load("launch_days")
curves = pd.concat([curves.assign(item=item) for item in items.index], ignore_index=True)
curves["half"] = curves["channel"].map(half)
curves["worth"] = [top[item, channel] * a_click[item] for item, channel in zip(curves["item"], curves["channel"], strict=True)]
curves["worth"] *= curves["busy"]
curves["yuan"] = launch_budget.spread(curves, 30_000)
by_item = curves.pivot_table(index="item", columns="channel", values="yuan", aggfunc="sum").round()


def promised(yuan):
    return round((curves["worth"] * yuan / (yuan + curves["half"])).sum())


even = pd.Series(30_000 / len(curves), index=curves.index)
in_cell = (curves["item"] == best_item) & (curves["channel"] == best_channel)
pd.Series({"even": promised(even), "best cell": promised(in_cell * 30_000 / 14), "spread": promised(curves["yuan"])}), by_item

# %% [markdown]
# Zhou's plan brings ¥28,176 of margin for ¥30,000: a loss. Giving everybody the same brings ¥53,768, and spreading ¥81,182, all before the ¥30,000. L5, the best, gets most, and not all. These are our own curves' promises; task 5 asks the truth.
#
# By phase: the platform's sale gets more, because more people are there, and the first days get no less than the last. A plan by phase 分阶段预算 is the same table, added up by day.

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY, accent

by_day = curves.groupby("day")["yuan"].sum()
figure = Figure()
axes = figure.subplots()
axes.bar(by_day.index, by_day, color=accent(list(by_day.index), [int(by_day.idxmax())]))
axes.annotate("platform sale", (by_day.idxmax(), by_day.max()), xytext=(0, 4), textcoords="offset points", ha="center", color=ACCENT)
axes.axhline(30_000 / 14, color=GREY, linestyle=":")
axes.set(title="More money on the days with more people", xlabel="Day", ylabel="Yuan", ylim=(0, by_day.max() * 1.12))
show(
    figure,
    alt="Bars of the yuan a day over 14 days: near 1,900 on ordinary days, 2,400 on weekends and 3,200 on the sale day, with the mean as a dotted line.",
    takeaway="The split follows the people: most on the sale day, more on weekends.",
)

# %% [markdown]
# ## The trap
#
# An average per yuan tells how the money *worked that was spent*. The decision is about the next one. The best average belongs to whoever was given least, because the first yuan are the best ones: cut a budget to a tenth and its
# average soars. **Averages judge the past; only the next yuan can be decided.**
#
# The trade has a number for it: an item's ROI (money back ÷ money spent, 投产比) should be 1 : 2.5 or better. Is it a law?

# %%
break_even = (items["price"] / margin).round(2)
break_even.to_frame("break-even ROAS").T, int((break_even < 2.5).sum()), int((break_even > 2.5).sum())

# %% [markdown]
# It is the break-even of an article with a margin of 40 %, and of no other. Seven of these eight earn something below 2.5 already; one loses at it. And break-even is an average too: at the edge each further yuan has to bring back its own. <!-- given -->

# %% [markdown]
# ## Change something
#
# How much does a bigger budget bring? Each further ¥10,000 brings less than the one before. Tab to the box, type an amount, press Enter. <!-- given -->

# %% id="budget-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(budget):
    plan = launch_budget.spread(curves, budget).groupby(curves["channel"]).sum()
    picture = Figure()
    place = picture.subplots()
    place.barh(plan.index, plan, color=ACCENT)
    place.set(title=f"¥{budget:,} by channel", xlabel="Yuan")
    brought = promised(launch_budget.spread(curves, budget))
    show(picture, alt="Bars of the yuan that each of five channels gets.", takeaway=f"Promised margin: ¥{brought:,}.")


controls(draw, budget=whole("Budget in yuan", 30_000, 1_000, 100_000, 1_000))

# %%
pd.Series({budget: promised(launch_budget.spread(curves, budget)) for budget in range(10_000, 60_001, 10_000)})

# %% [markdown]
# ## Your turn
#
# Which of the six steps of ¥10,000 would you still buy? Count those whose further margin is more than the further money. <!-- given -->

# %% id="steps-worth"
steps_worth = ...
q = question("03-steps-worth")
q.check(steps_worth)

# %% [markdown]
# ## What to remember
#
# - Compare each step of the funnel with launches like yours. Mend the free leak before buying people.
# - Rivals didn't draw lots for their offers, and three launches are only three.
# - Money goes where the *next* yuan brings most, until it brings the same everywhere.
#
# ## On the real platform
#
# The split is made in 万相台无界 (Taobao and Tmall), 京准通, 多多推广, 巨量千川, 聚光. Their automatic bidding spends to a target average; what the next yuan does you must try out yourself. Dated names: `course/platform_names.md`.

# %% [markdown] id="way"
# Before: [lesson 2](lesson_2_page.ipynb) · Next: [lesson 4](lesson_4_review.ipynb)
