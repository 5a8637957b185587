# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Minute forty, and the picture is gone. Who does what?
#
# *About 45 minutes · outline 05.05, 05.12, 05.14, 05.15, and 05.13 again · you will be able to: price a failure before it happens; prepare the answers that most people want;
# find people in the room who aren't people; keep what the law wants kept; learn from a stronger stream.*
#
# In July the camera died in the middle of the peak, for six minutes. Zhou 小周 wants a second camera, a second line and a generator. Wen 阿雯 asks what a dark minute costs. "Nothing much," says Zhou's friend from the agency, "I can fill your room again for ¥200." Keep that sentence. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# From lesson 4: a coupon of ¥8 doubles the orders. From how many yuan an order on does it pay? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("05-recall-coupon")
q.check(recall_1)

# %% [markdown]
# From lesson 2: a dashboard says 50 people come in a minute, each stays 2 minutes, and 300 are in the room. Can that be? `"yes"` or `"no"`.

# %% id="recall-2"
recall_2 = ...
q = question("05-recall-cannot")
q.check(recall_2)

# %% [markdown]
# From module 04: an alarm at a tighter limit rings earlier. What does it do more often too? One word: `"false"` alarms or `"late"` alarms.

# %% id="recall-3"
recall_3 = ...
q = question("05-recall-alarm")
q.check(recall_3)

# %% [markdown]
# ## What does a dark minute cost?
#
# The replay console of lesson 4 can go dark 黑屏. While it does nobody orders, and each minute 15 % of the room leave; afterwards newcomers fill it again, slowly. The cell sets up the evening as in lesson 4. <!-- given -->

# %%
from shoplab.replay import play, plot_replay
from shopworld.decisions import run_of_show

log, taps, products = load("live_minutes"), load("live_orders"), load("products")
goods = pd.DataFrame({"rate": run_of_show.rates(log, taps, 7.0, log["online"]), "leaves": run_of_show.leaves(taps, load("orders"), load("order_lines"), load("refunds"), products)})
twelve = run_of_show.articles(taps, products)
people = log.groupby("minute")["online"].mean().to_numpy()
room = run_of_show.Room(people[None, :], {"Bei": 1.4, "Miao": 1.1}, 2.3)
value = (goods["rate"] * goods["leaves"]).loc[twelve].sort_values(ascending=False).index
places = pd.Series([people[4 + 9 * place : 13 + 9 * place].mean() for place in range(12)]).rank(ascending=False).astype(int) - 1
plan = pd.DataFrame({"sku": [value[rank] for rank in places], "minutes": 9, "host": ["Bei" if rank < 6 else "Miao" for rank in places], "coupon": [rank < 2 for rank in places]})
run_of_show.problems(plan), round(play(plan, goods, room)["left"].sum())

# %% [markdown]
# **Predict.** Six dark minutes of 120 are a twentieth. When they come at minute 60, what share of the evening's money do they take?

# %% id="guess-dark"
my_guess = ...

# %%
whole_evening = play(plan, goods, room)["left"].sum()
lost = {minute: 1 - play(plan, goods, room, dark=(minute, 6))["left"].sum() / whole_evening for minute in (10, 40, 60, 100)}
figure, alt, takeaway = plot_replay(plan, goods, room, dark=(60, 6))
show(figure, alt=alt, takeaway=takeaway)
pd.Series(lost, name="share of the evening lost").round(3)

# %% [markdown]
# Not a twentieth: more than a quarter at the peak, a sixth at minute 40, and next to nothing at minute 10 or 100. The room that left comes back slowly, and the minutes after are lost too. So what counts is **how soon somebody acts**, and when.
#
# ## Worked example: the drill
#
# Rehearse 演练 what is likely, price it, then buy what pays. Old Ma 老马 and Zhou have written down what happened in three years, here and in the shop where Old Ma packed before, how long it took, and how long it takes with a plan. <!-- given -->

# %%
# 1 what happens, how often a stream, minutes until it runs again without and with a plan, and the plan's price a stream
drill = pd.DataFrame(
    {
        "chance": [0.05, 0.08, 0.03, 0.10, 0.02],
        "without": [6, 4, 9, 3, 20],
        "with_plan": [1, 1, 3, 1, 5],
        "price": [4.0, 2.5, 6.0, 0.5, 30.0],
    },
    index=["camera dies: second phone ready", "line drops: mobile data ready", "host ill: second host on call", "wrong price shown: controller may stop", "power cut: generator hired"],
)

# 2 what it costs at the peak, without and with the plan
cost = {minutes: whole_evening - play(plan, goods, room, dark=(60, int(minutes)))["left"].sum() for minutes in set(drill["without"]) | set(drill["with_plan"])}
drill["saves"] = drill["chance"] * (drill["without"].map(cost) - drill["with_plan"].map(cost))

# 3 buy what saves more than it costs
drill["buy"] = drill["saves"] > drill["price"]
drill.round(2)

# %% [markdown]
# A second phone, a card for mobile data and a host on call pay, and so does a controller who may press stop. The generator doesn't. Rehearse what you bought: a plan that nobody has tried takes as long as none.
#
# Readiness is a list like any other: camera, light, sound, line, samples on the table, prices checked, counter running, answers printed, second phone charged. One person says "ready" for each, half an hour before.
#
# ## A cold room
#
# The other failure is silence: nobody comes, nobody asks. Then the host needs something to say, and the best thing is what people ask anyway. `product_questions` holds a year of it. How few answers cover how much?

# %%
asked = load("product_questions")["text_en"].str.lower()
themes = {
    "how large": "large|shirts|fit|size|small|cm", "zip and seams": "zip|stitch|seam|sturdy", "thickness": "thick|flimsy|thin",
    "when sent": "sent|arrive|deliver|ship", "price and coupon": "coupon|cheap|sale|price", "colour": "colour|color|grey|blue",
    "smell": "smell", "washing": "wash",
}  # fmt: skip
open_ones, covered = asked, {}
while themes:
    counts = {theme: open_ones.str.contains(words).sum() for theme, words in themes.items()}
    theme = max(counts, key=counts.get)
    covered[theme] = counts[theme] / len(asked)
    open_ones = open_ones[~open_ones.str.contains(themes.pop(theme))]
pd.Series(covered).cumsum().round(2)

# %% [markdown]
# Five prepared answers cover three of four questions. With a tape measure and the article on the table the first of them is also the best sixty seconds of a cold room. And nearly a quarter of the year's questions on our pages were never answered at all; each is one that somebody will ask on air.
#
# ## Who is in the room?
#
# "I can fill your room again." Two of our streams were filled, and Zhou says he doesn't know by whom. Bought viewers 假人气 come in one minute, do nothing, and leave together. First what people usually look for: minutes into which far more come than usual.

# %%
usual = log.groupby("session_id")["entries"].transform("median")
sudden = log[(log["entries"] > 4 * usual) & (log["minute"] >= 2)]
sudden.groupby("session_id")["minute"].agg(["min", "count"]).T

# %% [markdown]
# Thirteen streams have such minutes, and eleven of them are innocent: a paid push brings crowds as well, and so does a shout in a group. What did the people who came **do**? Add up likes, comments and clicks (comments not while a raffle runs), a viewer, over five minutes, and compare with the stream's own usual.

# %%
acts = log["likes"] + log["clicks"] + log["comments"].where(log["event"] == "", 0)
by_stream = log["session_id"]
smooth_acts = acts.groupby(by_stream).rolling(5, center=True, min_periods=1).sum().to_numpy()
smooth_room = log["online"].groupby(by_stream).rolling(5, center=True, min_periods=1).sum().to_numpy()
log["activity"] = smooth_acts / smooth_room
log["of_usual"] = log["activity"] / log.groupby("session_id")["activity"].transform(lambda values: values.quantile(0.7))
dead = log[log["of_usual"] < 0.6].groupby("session_id")["minute"].agg(["min", "max", "count"])
dead[dead["count"] >= 10]

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

figure = Figure(figsize=(7, 4.4))
above, below = figure.subplots(2, 1, sharex=True)
session = dead["count"].idxmax()
one = log[log["session_id"] == session]
above.plot(one["minute"], one["online"], color=GREY)
above.set(title="The room fills in a minute, and falls silent", ylabel="People there", ylim=(0, None))
below.plot(one["minute"], one["of_usual"], color=ACCENT)
below.axhline(0.6, color="black", linewidth=1, linestyle=":")
below.set(ylabel="Acts a viewer,\nusual = 1", xlabel="Minute", ylim=(0, None))
show(
    figure,
    alt="Two lines over the 120 minutes of one stream. Above, people there jump from about 60 to 450 within a minute and fall back about half an hour later; below, likes, comments and clicks a viewer lie under 0.6 of the usual for exactly that time.",
    takeaway="A crowd that comes in one minute, does nothing and leaves in one minute was bought.",
)

# %% [markdown]
# Two streams are left, 9 and 10, and the innocent ones are gone from the list. Take the bought ones out, and both were ordinary streams with a fine-looking curve. It sold nothing, and it is unlawful for everybody in the chain: who sells it, who books it, who shows the figure to a
# supplier. We write to the agency, take the streams' figures out of our reports, and that is all there is to do with ¥200. <!-- given -->
#
# ## Closing the evening
#
# An ending 收尾 has three sentences (what there was, when the next stream is, thanks) and one task: the archive. From 1 February 2026 records of streams must be kept for at least three years (直播电商监督管理办法, published 7 January 2026). Is ours complete?

# %%
sessions, pitched = load("live_sessions"), load("live_pitches")
checks = {
    "a row for each of the 120 minutes": log.groupby("session_id")["minute"].nunique().eq(120).all(),
    "people there = came − left": (log.groupby("session_id")["entries"].cumsum() - log.groupby("session_id")["exits"].cumsum() == log["online"]).all(),
    "each pitch has a price and a host": pitched[["price", "host"]].notna().all().all(),
    "each order leads to a minute": taps.merge(log, on=["session_id", "minute"]).shape[0] == len(taps),
    "a reminder log for each": set(load("live_reminders")["session_id"]) == set(sessions["session_id"]),
    "the picture is kept": "video" in sessions.columns,
}
pd.Series(checks)

# %% [markdown]
# Five of six. The figures are there; the video isn't, and what the hosts **said** beside the prices is in no table. That goes on the list.
#
# ## A stronger stream than ours
#
# Zhou has watched Packmate's Thursday with a stop-watch, and ours of 6 December beside it. <!-- given -->

# %%
watched = pd.DataFrame(
    {
        "ours": [20, 6, 4, 2, 95, 3],
        "Packmate": [11, 11, 24, 3, 25, 9],
    },
    index=["articles shown", "minutes an article", "openings said again", "coupons", "seconds until a question is answered", "times size is shown with a hand"],
)
watched

# %% [markdown]
# Fewer articles, longer; the opening every five minutes for those who have just come; a question answered while it is still remembered. Which of these makes them stronger, and which comes of being stronger? They have three people at the desk. What costs us nothing we try first, **one thing at a time, for four streams**,
# against four without it. Otherwise we copy the hat of a rich man.
#
# Change something: after how many seconds must the picture be back? (Tab to a box, type, Enter.) <!-- given -->

# %% id="dark-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(minute, lasts):
    picture, words, says = plot_replay(plan, goods, room, dark=(minute, lasts))
    show(picture, alt=words, takeaway=says)


controls(draw, minute=whole("Dark from minute", 60, 4, 110), lasts=whole("for minutes", 3, 0, 20), height="560px")

# %% [markdown]
# ## The trap
#
# Most people prepare for what was worst, not for what is likely and dear: a generator for the power cut, nothing for the wrong price. And most people take a full room for a good one. **Price a failure by how often, when, and how long; and a crowd by what it does.**
#
# ## Your turn: what a quick hand is worth
#
# The picture goes at minute 50. How much more does the evening leave, in yuan, if it is back after 2 minutes instead of 8?

# %% id="quick-hand"
worth = ...
q = question("05-quick-hand")
q.check(worth)

# %% [markdown]
# ## What to remember
#
# - A dark minute costs the room as well as the minute. Buy what saves more than it costs, and rehearse it.
# - Five answers, printed. An archive, checked by code.
# - Whoever comes at once, does nothing and leaves at once isn't a viewer.
#
# ## On the real platform
#
# 回放 and 数据大屏 keep parts of the record, for weeks, not for years; export them. Buying views, likes or comments is false attention (网络直播营销管理办法, since 25 May 2021; the anti-unfair-competition law in its new form since 15 October 2025). An AI host must be labelled as one all the time (from 1 February 2026).
# Rules change; this is no legal advice.

# %% [markdown] id="way"
# Before: [lesson 4](lesson_4_run.ipynb) · Next: [exercises](exercises.ipynb)
