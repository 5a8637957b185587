# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # We pay for people to come. How long do they stay?
#
# *About 45 minutes · outline 05.03, 05.08 · you will be able to: say what a reminder really brought, and when to send it; draw how long people stay, with those who never left;
# say what the first thirty seconds are worth.*
#
# Zhou 小周 sends reminders before each stream, and pays for a push on the evening. "Twelve of a hundred whom I write to come," he says, "and the push fills the room." Wen 阿雯 pays for both. Old Ma 老马, who once stood behind a market stall, says: "They come. And
# then they look at their watch."

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# From lesson 1: ¥9,000 placed, ¥8,000 paid, ¥1,000 refunded, 2,000 views. The net GPM in yuan? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("05-recall-net-gpm")
q.check(recall_1)

# %% [markdown]
# From module 04: a post reached 20,000 people, and 200 bought. Of 20,000 like them who didn't see it, 120 bought. How many buyers did the post bring? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("05-recall-brought")
q.check(recall_2)

# %% [markdown]
# From module 02: seven people wait 1, 1, 2, 2, 3, 40 and 90 minutes. What is the median?

# %% id="recall-3"
recall_3 = ...
q = question("05-recall-median")
q.check(recall_3)

# %% [markdown]
# ## Would they have come anyway?
#
# Before each stream four fifths of the followers get a reminder 预热, by one channel, so many hours before. One fifth gets none, at random. `live_reminders` has both arms.

# %%
arms = load("live_reminders")
arms["rate"] = arms["came"] / arms["followers"]
reminded = arms[arms["reminded"]]
print("reminded who came:", reminded.groupby(["channel", "hours_before"])["rate"].mean().nlargest(3).round(3).to_dict())
arms.head(4)

# %% [markdown]
# Zhou's twelve of a hundred are there: group chat, three days before.
#
# **Predict.** How many of a hundred came **because of** that reminder? Write a share.

# %% id="guess-lift"
my_guess = ...

# %%
both = arms.pivot(index=["session_id", "channel", "hours_before"], columns="reminded", values="rate").reset_index()
both["lift"] = both[True] - both[False]
lift = both.groupby(["channel", "hours_before"])["lift"].mean().unstack()
(100 * lift).round(1)

# %% [markdown]
# Four of a hundred, not twelve. The others love the shop and would have come. The share who come by themselves swings from stream to stream, and Zhou's figure swings with it; the hold-out 对照组 takes it off, stream by stream.
#
# And the time? Three days before beats an hour before by far, in every channel. Zhou writes in the last hour, when the dinner is on the table.
#
# A small picture of how sure that is: three or four streams stand behind each number. Three days is far ahead; which of the two channels, nobody can say.
#
# ## How long do they stay?
#
# `live_viewers` has eighty visits of each stream, drawn evenly: the source, when it began, how many seconds it lasted, and whether the person left or the stream ended first.

# %%
seen = load("live_viewers")
seen["minutes"] = seen["stay_seconds"] / 60
table = seen.groupby("source").agg(visits=("minutes", "size"), mean=("minutes", "mean"), median=("minutes", "median"), left=("left_before_end", "mean"))
table.round(2)

# %% [markdown]
# Mean and median tell two stories: most leave at once, a few stay for an hour. And the last column warns: not everybody left. Among followers one visit in twelve was cut off by the end of the stream. Somebody who came ten minutes before the end and
# stayed isn't a ten-minute visitor. She stayed **at least** ten. Her stay is censored 截尾, as sales at an empty shelf were.
#
# What people do with such rows: leave them out, or count them as leaving. Both make the stay too short. Kaplan and Meier's way: at each second, count those who are still being watched, and what share of **those** leaves. Who is cut off helps to count until
# then, and then steps aside.

# %%
from shoplab.survival import median_stay, still_there

curves = {source: still_there(rows["stay_seconds"], rows["left_before_end"]) for source, rows in seen.groupby("source")}
pd.Series({source: median_stay(rows["stay_seconds"], rows["left_before_end"]) for source, rows in seen.groupby("source")}, name="median seconds")

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, COLOURS, GREY

figure = Figure()
axes = figure.subplots()
colours = {"followers": ACCENT, "search": COLOURS[2], "recommended": COLOURS[1], "paid": COLOURS[4]}
names_at = {"followers": (300, 14), "search": (75, -26), "recommended": (90, 8), "paid": (75, -18)}
for source, curve in curves.items():
    early = curve[curve.index <= 3600]
    axes.plot(early.index + 1, early, color=colours[source], drawstyle="steps-post")
    second, shift = names_at[source]
    axes.annotate(source, (second, curve[curve.index <= second].iloc[-1]), xytext=(4, shift), textcoords="offset points", color=colours[source])
axes.axvline(30, color="black", linewidth=1, linestyle=":")
axes.annotate("30 seconds", (30, 0.02), xytext=(4, 0), textcoords="offset points")
axes.set(title="Followers stay for minutes, bought people for seconds", xlabel="Seconds since they came in", ylabel="Share still there", xscale="log", ylim=(0, 1.02))
axes.set_xticks([1, 10, 30, 60, 300, 1800], ["1", "10", "30", "60", "300", "1,800"])
show(
    figure,
    alt="Four falling curves of the share still there against seconds since coming in, on a scale from 1 to 3,600 seconds; followers lie highest, then search, recommended, and paid lowest. A line marks 30 seconds.",
    takeaway="Two of five pushed people are gone after half a minute, nearly four of five after one.",
)

# %% [markdown]
# ## The first thirty seconds
#
# Somebody comes in at any moment, hears half a sentence and decides. What share is gone within thirty seconds, and within sixty?

# %%
gone = pd.DataFrame({source: [1 - curve[curve.index <= second].iloc[-1] for second in (30, 60)] for source, curve in curves.items()}, index=[30, 60])
gone.round(2)

# %% [markdown]
# So the opening isn't the first minute of the stream. It is said again every few minutes, for those who have just come in: who we are, what is on the table, what to do now ("press 1 if you fly with one case"). Three sentences, thirty seconds. What would it be
# worth if fewer left? For that we need a law.
#
# ## Worked example: a law to check the room by
#
# People in the room, on average = people who come in a minute × minutes that each stays. That is Little's law 利特尔法则, and it holds for any room, stall or warehouse.

# %%
# 1 people who come in a minute, all streams
log = load("live_minutes")
arrivals = log["entries"].sum() / len(log)

# 2 minutes that each stays, from the sample; every stream weighs as its views
views = log.groupby("session_id")["entries"].sum()
stay = (seen.groupby("session_id")["minutes"].mean() * views).sum() / views.sum()

# 3 their product beside the people counted in the room 平均在线
pd.Series({"arrivals a minute": arrivals, "minutes a stay": stay, "product": arrivals * stay, "mean online": log["online"].mean()}).round(2)

# %% [markdown]
# 161.26 and 160.08: a sample of visits and a count of the room agree to within a hundredth. Here the stays must be the cut-off ones, because the room empties at the end too. Where a dashboard's three numbers don't fit this law, one of them was made up: remember that for lesson 5.
#
# Now turn it round. If the opening kept everybody who now leaves within thirty seconds for one more minute:

# %%
leaves_early = (seen["stay_seconds"] <= 30).mean()
more_in_room = arrivals * leaves_early * 1
sold = log["orders"].sum() / log["online"].sum()
pd.Series({"leave within 30 s": leaves_early, "more in the room": more_in_room, "more orders a stream": more_in_room * 120 * sold}).round(2)

# %% [markdown]
# Some sixteen or so orders a stream for three well-made sentences, if the kept ones buy like the others. They won't quite: who was about to leave is colder. Take half.
#
# ## What does a minute of attention cost?
#
# The push takes ¥0.60 an entry. Attention is bought in minutes, not in entries. <!-- given -->

# %%
minutes_of = seen.groupby("source")["minutes"].mean()
print("paid push, yuan a minute:", round(0.6 / minutes_of["paid"], 2))
print("group chat three days before, yuan a minute at ¥0.02 a follower written to:", round(0.02 / lift.at["group chat", 72] / minutes_of["followers"], 3))

# %% [markdown]
# A minute of a pushed viewer costs nearly twelve times a minute of a reminded follower. And followers can be reminded only so often.
#
# Change something: the reminder's cost and its lift. (Tab to a box, type, Enter.)

# %% id="reminder-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls, number


def draw(channel, hours, cost):
    brought = lift.at[channel, hours]
    print(f"Of 1,000 written to, {1000 * brought:.0f} come who would not have come: ¥{cost / brought:,.2f} each.")


controls(draw, channel=choice("Channel", list(lift.index)), hours=choice("Hours before", [1, 6, 24, 72]), cost=number("Yuan a follower", 0.02, 0.0, 1.0, 0.01), height="60px")

# %% [markdown]
# ## The trap
#
# Most people believe the list of those who came: reminded and there, so the reminder worked; pushed and counted, so the push worked. **Ask of each who would have come anyway, and how long they stayed.** And who was still there at the end stayed longest of all: never
# throw those rows away.
#
# ## Your turn: the visits that were cut off
#
# Zhou measures the followers' median stay from those who left only. Give the median in seconds by Kaplan and Meier for followers **who came in after minute 90** (`entered_second` ≥ 5400).

# %% id="late-followers"
seconds = ...
q = question("05-late-followers")
q.check(seconds)

# %% [markdown]
# ## What to remember
#
# - A reminder's work is reminded less held out. Here: earlier beats later.
# - Stays that were cut off count as seen, never as left.
# - Room = arrivals × stay. Use it to plan, and to catch numbers that were made up.
#
# ## On the real platform
#
# 直播预告 and 预约 are the reminders; a random fifth without one must be arranged by yourself. Average stay 平均停留 in a dashboard is a mean; ask for the curve. A reminder needs the follower's consent, and an end to it with one tap (personal information law, PIPL, in force since November 2021). Rules change; this is no legal advice.

# %% [markdown] id="way"
# Before: [lesson 1](lesson_1_money.ipynb) · Next: [lesson 3](lesson_3_host.ipynb)
