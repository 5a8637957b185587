# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Seven days are over. Which of them may go on?
#
# *About 50 minutes, with ten for the morning · outline 03.01, 03.04, 03.09 · you will be able to: set a launch a goal that can be missed; lay launches
# on one clock; say what seven days prove and what they don't, and decide with that.*
#
# A factory in Yiwu has let Lantern Lane 灯巷 list two hundred new articles for a week, with a little traffic each. Tonight the week is over. Two more weeks
# cost money for each article that goes on. Zhou 小周 has sorted them by conversion 转化率 and wants the top of his list and nothing else. "Eighteen per cent of
# the clicks buy. We have never had such a thing." Wen 阿雯 has never had such a thing either, and that is why she asks you.

# %% [markdown]
# ## 8:50
#
# First a morning, from the archive: 16 September 2025. Six exports, as the back office writes them: GBK, Chinese headers, a tab before each number. The stock alerts are Old Ma's 老马 own. What is open in the other five?

# %%
from pathlib import Path

import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()
MORNING = Path("..") / ".." / "datasets" / "raw" / "2025-09-16"
names = ["unpaid_orders", "parcels_at_risk", "open_tickets", "open_notices", "bad_reviews"]
waiting = {name: pd.read_csv(MORNING / f"{name}.csv", encoding="gbk", dtype=str) for name in names}
pd.Series({name: len(table) for name, table in waiting.items()})

# %% [markdown]
# Nobody does all of it before noon. Each kind has a clock, and money behind it: a parcel 包裹 that misses its 48 hours costs a penalty, an unpaid order
# closes by itself. A parcel whose 48 hours are over is lost: it stays off the list. So: the earliest two of each, and of the parcels three, because there is only one notice 通知. That is the list for the day.

# %%
clocks = {"parcels_at_risk": "揽收截止", "unpaid_orders": "自动关闭时间", "open_notices": "截止时间", "open_tickets": "创建时间", "bad_reviews": "评价时间"}
parcels = waiting["parcels_at_risk"]
waiting["parcels_at_risk"] = parcels[parcels["揽收截止"].str.strip() > "2025/09/16 08:50"]  # later than now
actions = []
for name, clock in clocks.items():
    first = waiting[name].sort_values(clock).head(3 if name == "parcels_at_risk" else 2)
    for number, moment in zip(first.iloc[:, 0], first[clock], strict=True):
        actions.append({"do": name, "number": number.strip(), "clock": moment})
pd.DataFrame(actions)

# %% [markdown]
# Ten lines, and Ting 婷婷 can begin. Now the two hundred articles.
#
# ## Before we start
#
# Three questions from earlier. A hundred visitors on one day of whom 2 buy, three hundred on the next of whom 12 buy: the rate of both days together, as a share? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("03-recall-pooled")
q.check(recall_1)

# %% [markdown]
# An article sells for ¥89. Goods, commission 佣金, parcel and expected refunds come to ¥51. It takes ¥19 of advertising to get one order. What does an order leave? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("03-recall-left")
q.check(recall_2)

# %% [markdown]
# From seven delivery times you want one that half of the deliveries keep. Mean or median?

# %% id="recall-3"
recall_3 = ...
q = question("03-recall-median")
q.check(recall_3)

# %% [markdown]
# ## What would have been a success?
#
# A goal that is set afterwards is always reached. So read it off before: Wen wants 300 orders in sixty days. Orders are impressions 曝光 × click rate 点击率 × conversion.
# What did a launch in the middle of last year's field have? The table `launches` has ours and the rivals', and `launch_daily` each one's first sixty days. <!-- given -->

# %%
launches = load("launches")
daily = load("launch_daily").merge(launches[["launch_id", "shop", "price"]], on="launch_id")
whole = daily.groupby("launch_id")[["impressions", "clicks", "orders"]].sum()
middle = pd.Series({"click rate": (whole["clicks"] / whole["impressions"]).median(), "conversion": (whole["orders"] / whole["clicks"]).median()})
need = 300 / middle["conversion"] / middle["click rate"]
middle.round(4), {"impressions needed": round(need), "median launch had": round(whole["impressions"].median())}

# %% [markdown]
# Nearly half a million impressions, and the median launch had a seventh of that. Either Wen wants fewer orders, or she pays for reach, or the article has to be far better than the middle.
# A goal tree 目标树 says which of the three she is betting on, before the money is gone.

# %% [markdown]
# ## The same clock for all
#
# Ours began in March, in June, in October. By the calendar they can't be compared. By *day since launch* they can.

# %%
curves = daily.pivot(index="day", columns="launch_id", values="orders").cumsum()
own = launches.loc[launches["shop"] == "Lantern Lane", "launch_id"]
at_14 = curves.loc[14]
place = at_14.rank(pct=True)[own].round(2)
place.nlargest(4)

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

figure = Figure()
axes = figure.subplots()
for launch in curves.columns:
    axes.plot(curves.index, curves[launch], color=GREY, linewidth=0.8, alpha=0.45)
axes.plot(curves.index, curves.median(axis=1), color="black", linestyle="--")
axes.plot(curves.index, curves[7], color=ACCENT)
axes.annotate("our number 7", (60, curves[7].iloc[-1]), xytext=(4, 0), textcoords="offset points", va="center", color=ACCENT)
axes.annotate("median", (60, curves.median(axis=1).iloc[-1]), xytext=(4, 0), textcoords="offset points", va="center")
axes.set(title="On one clock, many orders show in two weeks", xlabel="Days since launch", ylabel="Orders so far", xlim=(0, 76), xticks=range(0, 61, 10))
show(
    figure,
    alt="Lines of the orders of 48 launches over 60 days since launch, from 0 to nearly 350; the median ends near 44, and Lantern Lane's "
    "number 7 stands far above it after two weeks and ends near 165.",
    takeaway="Compare a launch with launches of the same age, never with the same month.",
)

# %% [markdown]
# A percentile 百分位 is a place in the queue: 0.98 means that 98 % of the launches had as few orders at the same age, or fewer. Tell Wen that, not "our number 7 had many".
#
# ## What do seven days prove?
#
# Back to the two hundred. Here is the top of Zhou's list.

# %%
running = load("running_launches")
running["rate"] = running["orders"] / running["clicks"]
running.sort_values("rate", ascending=False).head(4)[["item", "clicks", "orders", "rate"]].round(3)

# %% [markdown]
# **Predict.** The best of them shows 18 %. Over the next two weeks, with hundreds of clicks, what share of its clicks will buy? Write a share between 0 and 1.

# %% id="guess-rate"
my_guess = ...

# %% [markdown]
# Nobody has those two weeks yet. But last year's launches went through the same thing, so ask them. Take the twelve with the best first seven days: what became of *them*?

# %%
week = daily[daily["day"] <= 7].groupby("launch_id")[["clicks", "orders"]].sum()
later = daily[daily["day"] > 7].groupby("launch_id")[["clicks", "orders"]].sum()
rates = pd.DataFrame({"first week": week["orders"] / week["clicks"], "later": later["orders"] / later["clicks"]})
best_twelve = rates.nlargest(12, "first week")
best_twelve.mean().round(4), rates.mean().round(4)

# %% [markdown]
# They fell back from 3.55 % to 3.08 %. The launches were not worse later: the mean of all is 2.02 % in both. The twelve were *chosen* for a good week, and in a good week there is luck
# beside merit. These had hundreds of clicks each. The top of Zhou's list had eleven.
#
# ## Let the crowd speak for the few
#
# An article with two orders of eleven clicks may be a wonder. It may also be an ordinary one with a lucky Tuesday, and ordinary ones are many. So mix: what the article showed, and what
# the crowd shows, each with a weight. The crowd counts as if it were `weight` further clicks with the crowd's rate. How many? That depends on how far true rates lie apart, and last
# year's launches, with thousands of clicks each, tell.

# %%
# 1 the crowd's rate: all orders over all clicks
crowd = metrics.pooled_rate(running["orders"], running["clicks"])
# 2 how many clicks it is worth: little spread among true rates makes it worth many
weight = metrics.prior_weight(rates["later"])
# 3 mix
running["mixed"] = (running["orders"] + weight * crowd) / (running["clicks"] + weight)
round(crowd, 4), round(weight), running.loc[running["item"] == "R006", ["rate", "mixed"]].round(4)

# %% [markdown]
# 2.69 % for the crowd, worth 264 clicks. Zhou's wonder comes to 3.31 %: better than the crowd, and not by much. Compare your guess. This is called shrinkage 收缩: **a small sample may nudge, a large one may
# decide.** `metrics.shrunk_rate` does step 3.
#
# Was it worth it? On last year's launches we can check, because there the later weeks are known.

# %%
week["mixed"] = metrics.shrunk_rate(week["orders"], week["clicks"], metrics.pooled_rate(week["orders"], week["clicks"]), weight)
off = pd.DataFrame({"raw": (rates["first week"] - rates["later"]).abs(), "mixed": (week["mixed"] - rates["later"]).abs()})
off.mean().round(4)

# %% [markdown]
# The mixed rates miss by 0.43 percentage points, the raw ones by 0.59. And these are launches with many clicks; with eleven the gain should be larger.

# %% [markdown]
# ## Go on or stop?
#
# A rate isn't a decision. Going on brings `clicks_ahead` × rate orders, each with a margin, and costs `cost_ahead`. Stopping a good one costs what it would have earned; keeping a bad one costs its two weeks. The sum has both in it.

# %%
margin = running["price"] - running["unit_cost"]
running["by raw"] = running["clicks_ahead"] * running["rate"] * margin - running["cost_ahead"]
running["by mixed"] = running["clicks_ahead"] * running["mixed"] * margin - running["cost_ahead"]
go_on = pd.DataFrame({"go on": (running[["by raw", "by mixed"]] > 0).sum(), "promised": running[["by raw", "by mixed"]].clip(lower=0).sum().round()})
go_on

# %% [markdown]
# ## The trap
#
# Look at `promised`. Zhou's list, cut where his sum turns negative, promises ¥52,514. The mixed one lets more articles go on and promises ¥16,818: a third, and it is the one to believe. Zhou's takes each article's luck
# for its merit. It also throws out every article without an order, though at the crowd's rate more than half of all ordinary articles have none in twenty clicks.

# %%
none_yet = running[running["orders"] == 0]
len(none_yet), round((1 - crowd) ** 20, 2), int((none_yet["by mixed"] > 0).sum())

# %% [markdown]
# Most people believe the extremes, because the extremes look clear. In small samples both ends of a list are made of luck. **The top of a list of small numbers is where the lucky stand.**
#
# ## Change something
#
# Give the crowd another weight. At 0 you are Zhou; at 5,000 you believe nothing that you saw. Tab to the box, type, press Enter. <!-- given -->

# %% id="weight-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(clicks_worth):
    mixed = metrics.shrunk_rate(running["orders"], running["clicks"], crowd, clicks_worth)
    picture = Figure()
    place = picture.subplots()
    place.scatter(running["clicks"], mixed, color=ACCENT, s=14)
    place.axhline(crowd, color=GREY)
    place.set(title=f"The crowd counts as {clicks_worth} clicks", xlabel="Clicks in seven days", ylabel="Mixed rate", ylim=(0, 0.2))
    on = int((running["clicks_ahead"] * mixed * margin > running["cost_ahead"]).sum())
    show(picture, alt="Points of 200 articles: clicks across, mixed rate upwards, with the crowd's rate as a line.", takeaway=f"{on} articles would go on.")


controls(draw, clicks_worth=whole("Clicks that the crowd is worth", 264, 0, 5000, 50))

# %%
figure = Figure()
axes = figure.subplots()
axes.scatter(running["clicks"], running["rate"], color=GREY, s=14)
axes.scatter(running["clicks"], running["mixed"], color=ACCENT, s=14)
axes.annotate("as seen", (12, 0.175), xytext=(14, 0), textcoords="offset points", color=GREY)
axes.annotate("mixed with the crowd", (60, 0.03), xytext=(0, 26), textcoords="offset points", color=ACCENT)
axes.set(title="The fewer the clicks, the further it is drawn in", xlabel="Clicks in seven days", ylabel="Orders per click")
show(
    figure,
    alt="Points of 200 articles, clicks from 10 to 100 across, orders per click from 0 to 0.18 upwards: as seen they fan out to the left, "
    "mixed with the crowd they lie in a narrow band between 0.02 and 0.05.",
    takeaway="What stood out on the left was mostly luck.",
)

# %% [markdown]
# ## Your turn
#
# How many articles go on by the mixed rate when the crowd is worth 100 clicks instead? Change the weight, count again, and say whether the decision hangs on it.

# %% id="count-at-100"
go_on_at_100 = ...
q = question("03-go-on-at-100")
q.check(go_on_at_100)

# %% [markdown]
# ## What to remember
#
# - Set the goal before the launch, as a tree: impressions × click rate × conversion.
# - Compare launches at the same age. A percentile says where one stands.
# - Who was picked for a good week falls back. Mix a small sample with its crowd before you rank.
# - Go on where margin × expected orders is more than it costs. Both errors are in that sum.
#
# ## On the real platform
#
# Testing many articles with little traffic is 测款. Taobao's 生意参谋, JD's 商智 and Douyin's 罗盘 show clicks and orders of each; none of them shrinks a rate for you. Dated names:
# `course/platform_names.md`.

# %% [markdown] id="way"
# Before: [module 02, exercises](../02_store_management/exercises.ipynb) · Next: [lesson 2](lesson_2_page.ipynb)
