# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Miao sells most. Does she get every peak?
#
# *About 45 minutes · outline 05.07, 05.09, 05.10 · you will be able to: tell a good host from a good hour, and a good pitch from a full room; say what comments are worth;
# see in which minutes two hands are too few.*
#
# Four people host at Lantern Lane 灯巷. Miao sells twice as many orders a minute as anybody else, and she has asked for twice the pay. Zhou 小周 is for it, and for more raffles: "When they write, they buy. Look at the curves." Wen 阿雯 would like to see the curves too.

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# From lesson 2: 40 people come in a minute, each stays 4 minutes. How many are in the room on average?

# %% id="recall-1"
recall_1 = ...
q = question("05-recall-little")
q.check(recall_1)

# %% [markdown]
# From module 04: price and crowd of a sale day came together. May the growth of that day be booked to the price? `"all of it"`, `"a part"` or `"none"`.

# %% id="recall-2"
recall_2 = ...
q = question("05-recall-together")
q.check(recall_2)

# %% [markdown]
# From module 01: 12 orders from 400 visitors on one channel, 30 from 600 on another. The rate of both together, as a share?

# %% id="recall-3"
recall_3 = ...
q = question("05-recall-pooled")
q.check(recall_3)

# %% [markdown]
# ## The minute log
#
# `live_minutes` has a row a minute: who hosted, what was on air, how many were there, what they did. Orders stand at the minute in which the buyer tapped the article. Zhou's table:

# %%
log = load("live_minutes")
hosts = log.groupby("host").agg(minutes=("orders", "size"), orders=("orders", "sum"), online=("online", "mean"))
hosts["orders_a_minute"] = hosts["orders"] / hosts["minutes"]
hosts.round(2)

# %% [markdown]
# Miao: 2.56 orders a minute, nobody else above 1.2.
#
# **Predict.** Put the four before the same room. How many times as much as the other three would Miao sell? 1 is the same, 2 twice as much.

# %% id="guess-miao"
my_guess = ...

# %%
hosts["per_1000_viewer_minutes"] = 1000 * hosts["orders"] / (hosts["minutes"] * hosts["online"])
hosts[["online", "per_1000_viewer_minutes"]].round(1)

# %% [markdown]
# She has about twice the room of the others, because she is given the peak. For a thousand viewer-minutes, a person there for a minute, she is ahead of two and behind Bei. But she also has the best articles at the peak. So compare like with like: the same article on air, the same event, this host and
# the others, and then add up. `ratio_within` does that; you say within what. For "per viewer" only the coupon is held alike, `log["event"] == "coupon"`: it makes orders whoever is speaking.

# %%
from shoplab.strata import ratio_within

rows = {}
for host in hosts.index:
    own = log["host"] == host
    rows[host] = {
        "orders a minute": log.loc[own, "orders"].mean() / log.loc[~own, "orders"].mean(),
        "per viewer": ratio_within(log["orders"], log["online"], own, [log["event"] == "coupon"]),
        "like with like": ratio_within(log["orders"], log["online"], own, [log["sku"], log["event"]]),
    }
strength = pd.DataFrame(rows).T
strength.round(2)

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

figure = Figure(figsize=(7, 3.4))
axes = figure.subplots()
order = strength["like with like"].sort_values().index
axes.scatter(strength.loc[order, "orders a minute"], order, color=GREY, s=60)
axes.scatter(strength.loc[order, "like with like"], order, color=ACCENT, s=60)
axes.axvline(1, color="black", linewidth=1)
axes.annotate("as Zhou counts", (strength.at["Miao", "orders a minute"], list(order).index("Miao")), xytext=(0, 9), textcoords="offset points", ha="center", color="black")
axes.annotate("like with like", (strength.at["Bei", "like with like"], list(order).index("Bei")), xytext=(8, 0), textcoords="offset points", va="center", color=ACCENT)
axes.set(title="Before the same room, Bei sells most", xlabel="Orders, as a multiple of the other hosts'", ylim=(-0.6, 3.6), xlim=(0, None))
show(
    figure,
    alt="Dots for four hosts: orders a minute as a multiple of the others' puts Miao above 2 and the rest below 1; compared like with like, Bei is at about 1.4, Miao near 1.1, Lan and Qiao below 1.",
    takeaway="The peak made Miao; the same room would make Bei.",
)

# %% [markdown]
# Miao comes to 1.08: good, and not twice. Bei, who opens and closes before half a room, comes to 1.38. So the peak is worth a change, not a raise. How sure is it? Bei hosted 780 minutes and 930 orders, and such a ratio wobbles by a tenth or two. Enough for a month's trial.
#
# ## The pitch or the tide?
#
# The same mistake with articles. A hero is pitched 讲解 when most people watch, and then it sells. Take the three that were pitched longest: orders in minutes on air and off air, as Zhou counts, and per viewer within the same host and event. `reindex` gives every minute of the log a row, with 0 where nobody tapped.

# %%
taps = load("live_orders")


def pitch_effect(sku):
    own = taps[taps["sku"] == sku].groupby(["session_id", "minute"]).size()
    orders = own.reindex(pd.MultiIndex.from_frame(log[["session_id", "minute"]]), fill_value=0).reset_index(drop=True)
    on_air = log["sku"] == sku
    return {"as counted": orders[on_air].mean() / orders[~on_air].mean(), "like with like": ratio_within(orders, log["online"], on_air, [log["host"], log["event"]])}


heroes = log.loc[log["sku"] != "", "sku"].value_counts().index[:3]
pitch = pd.DataFrame({sku: pitch_effect(sku) for sku in heroes}).T
pitch.round(1)

# %% [markdown]
# A pitch makes an article sell seven times as well to the same people. The tide, the room that was full anyway, adds the rest up to Zhou's ten to twelve. Still large: what isn't shown is hardly bought. So minutes before the camera are the scarcest thing that we have, and lesson 4 deals them out.
#
# ## Do comments sell?
#
# Zhou's curves: comments and orders rise and fall together.

# %%
print("comments and orders, minute by minute:", round(log["comments"].corr(log["orders"]), 2))
print("comments and people there:", round(log["comments"].corr(log["online"]), 2), "; orders and people there:", round(log["orders"].corr(log["online"]), 2))

# %% [markdown]
# A third thing makes both: people. That is one way to be fooled. There is a second: buyers write "bought it". Then orders make comments, a minute later, and not the reverse. Compare rates per viewer within the same pitch, and shift them by a minute either way.

# %%
quiet = log[(log["event"] == "") & (log["online"] >= 20)].copy()
pitch_of = [quiet["session_id"], quiet["minute"] // 6, quiet["host"]]
for name in ["comments", "orders"]:
    rate = quiet[name] / quiet["online"]
    quiet[name + "_rate"] = rate - rate.groupby(pitch_of).transform("mean")
before = quiet.groupby(pitch_of)["orders_rate"].shift(1)
after = quiet.groupby(pitch_of)["orders_rate"].shift(-1)
pd.Series({"orders a minute before": quiet["comments_rate"].corr(before), "the same minute": quiet["comments_rate"].corr(quiet["orders_rate"]), "orders a minute later": quiet["comments_rate"].corr(after)}, name="comments go with").round(2)

# %% [markdown]
# Comments go with the orders of the minute **before**, not with those of the minute after. The buyers write because they have bought: reverse causality 因果倒置. And we have a better proof than any correlation: the raffle 抽奖. It makes people write, by chance of the clock, whoever is on air.

# %%
windows = []
for session, rows_of in log.groupby("session_id"):
    starts = rows_of[(rows_of["event"] == "raffle") & (rows_of["event"].shift(1) != "raffle")]["minute"]
    for start in starts:
        window = rows_of[rows_of["minute"].between(start - 5, start + 7)]
        windows.append(window.assign(since=window["minute"] - start))
window = pd.concat(windows)
window = window[window["event"] != "coupon"]
around = window.groupby("since")[["comments", "orders", "online"]].sum()
per_1000 = around[["comments", "orders"]].div(around["online"], axis=0) * 1000
per_1000.loc[[-2, -1, 0, 1, 2, 3, 4]].round(1)

# %%
figure = Figure(figsize=(7, 3.6))
axes = figure.subplots()
for name, colour in (("comments", GREY), ("orders", ACCENT)):
    relative = per_1000[name] / per_1000.loc[-5:-1, name].mean()
    axes.plot(relative.index, relative, color=colour)
    place = 2 if name == "comments" else 5
    axes.annotate(name, (place, relative[place]), xytext=(8, 6), textcoords="offset points", color="black" if name == "comments" else colour)
axes.axvspan(0, 2, color=GREY, alpha=0.2)
axes.set(title="A raffle makes people write, not buy", xlabel="Minutes since the raffle began", ylabel="Times the minutes before", ylim=(0, None))
show(
    figure,
    alt="Lines around eighty raffles, from 5 minutes before to 7 after: comments per viewer rise to about four times their level for three minutes and fall back, orders per viewer stay near one.",
    takeaway="Four times the comments, not one order more.",
)

# %% [markdown]
# ## Old fans, new faces
#
# Whom should the host talk to? Join the stream's orders with the buyers: whose first order of the year was it, and what stayed of it?

# %%
orders = load("orders")
first = orders[orders["paid_at"].notna()].groupby("buyer_id")["created_at"].min()
live = taps.merge(orders[orders["paid_at"].notna()], on="order_id")
live["new"] = live["created_at"] == live["buyer_id"].map(first)
back = load("refunds").groupby("order_id")["amount"].sum()
live["stays"] = live["paid"] - live["order_id"].map(back).fillna(0)
live.groupby("new").agg(orders=("paid", "size"), paid=("paid", "mean"), stays=("stays", "mean")).round(2)

# %% [markdown]
# Two of three orders are their buyer's first of the year, and an order leaves about the same with both. So the host needn't choose by money. New faces ask for sizes, old ones want to be greeted by name; answer the question first, it serves both.
#
# ## Are two hands enough?
#
# Host 主播, controller 中控, service 客服: who does what stands in the plan; how much it is stands in the log. Ting 婷婷 can answer eight comments a minute. In how many minutes was that too few, and when?

# %%
busy = log.groupby("minute")["comments"].agg(mean="mean", p90=lambda values: values.quantile(0.9))
print("share of minutes with more than 8 comments:", round((log["comments"] > 8).mean(), 2), "; more than 24:", round((log["comments"] > 24).mean(), 2))
busy.loc[[5, 20, 40, 60, 80, 100]].round(1)

# %% [markdown]
# In the middle of the stream one pair of hands is too few in most streams, at the ends two are too many. A second person for the peak hour, prepared answers for the five commonest questions (lesson 5), and no raffle while people ask about sizes.
#
# Change something: how many people answer, and how many comments each manages. (Tab to a box, type, Enter.) <!-- given -->

# %% id="hands-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(people, each):
    unanswered = (log["comments"] - people * each).clip(lower=0).sum() / log["comments"].sum()
    print(f"{people} people, {each} comments a minute each: {unanswered:.0%} of the comments wait.")


controls(draw, people=whole("People", 1, 1, 6), each=whole("Comments a minute each", 8, 2, 20), height="60px")

# %% [markdown]
# ## The trap
#
# Most people give the credit to who stood there: the host of the peak, the article of the peak, the comment beside the order. **Three times the same mistake: two things that ride on the same tide.** Ask what both ride on, and compare within it. And if something moved one of them by
# chance, as the raffle did, believe that before any curve.
#
# ## Your turn: what a coupon does
#
# Coupons 优惠券 run for four minutes at a time. How many times as many orders per viewer come in minutes with `event` `coupon` as in the others, within the same host and the same article on air?

# %% id="coupon-factor"
factor = ...
q = question("05-coupon-factor")
q.check(factor)

# %% [markdown]
# ## What to remember
#
# - Orders a minute measure the room. Orders per viewer-minute, within what is alike, measure the host and the pitch.
# - Comments follow orders. A raffle buys comments.
# - Count the load by minute before you plan the people.
#
# ## On the real platform
#
# Dashboards show 互动率 and 讲解 minute by minute (`course/platform_names.md`); none divides by the people there and compares within the article. Paid commenters and bought likes are false attention and forbidden (网络直播营销管理办法, since 25 May 2021). Rules change; this is no legal advice.

# %% [markdown] id="way"
# Before: [lesson 2](lesson_2_room.ipynb) · Next: [lesson 4](lesson_4_run.ipynb)
