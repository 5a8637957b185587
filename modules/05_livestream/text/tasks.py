# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six decisions about a stream
#
# *Module 05 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# The ninth of January. Wen 阿雯 decides today whether Lantern Lane 灯巷 goes on with its streams. On the table lie the year's minute log, the price cards, an empty script, and the agency's offer to fill the room.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook runs on a
# *rehearsal shop*, where everything has the same name and another size. When it is marked, it runs on a shop that nobody has seen. So compute every figure and every name from the tables, and type none of them in. Hand in all digits; round only to show. Import what the lessons imported, where you need it.
#
# Let each task stand alone. Where a part is right or a slip is a known one, you keep a part of the points and are told what happened.

# %%
import numpy as np
import pandas as pd

from shoplab import hand_in, load, metrics

# %% [markdown]
# ## Task 1: What did each stream bring, on three floors? (10 points, core 必修)
#
# "Forty rows. I want to see where the money goes between the shout and my account."
#
# Hand in a table with one row a stream (`session_id`):
#
# | column | what it is | points |
# |---|---|---|
# | `placed_gpm` | placed money for a thousand `views` | 2 |
# | `paid_gpm` | the same for paid money | 2 |
# | `net_gpm` | paid money less the refunds of **the stream's own orders**, for a thousand views | 4.5 |
# | `reached` | True where the paid money is at least `goal_paid` | 1.5 |
#
# Placed and paid money stand in `live_minutes`, the stream of an order in `live_orders`.

# %% task="three-gpm"
gpm = ...
### BEGIN SOLUTION
# 1 placed and paid money a stream
money = load("live_minutes").groupby("session_id")[["placed", "paid"]].sum()
sessions = load("live_sessions").set_index("session_id")

# 2 what went back of the stream's own orders
back = load("refunds").merge(load("live_orders")[["order_id", "session_id"]], on="order_id")
money["back"] = back.groupby("session_id")["amount"].sum()
money["back"] = money["back"].fillna(0)

# 3 for a thousand views
gpm = pd.DataFrame(
    {
        "placed_gpm": 1000 * money["placed"] / sessions["views"],
        "paid_gpm": 1000 * money["paid"] / sessions["views"],
        "net_gpm": 1000 * (money["paid"] - money["back"]) / sessions["views"],
        "reached": money["paid"] >= sessions["goal_paid"],
    }
).reset_index()
gpm.round(0).head()
### END SOLUTION

# %% hand_in="three-gpm" points=10
hand_in("three-gpm", gpm)

# %% [markdown]
# ## Task 2: What may be said on air? (10 points, core 必修)
#
# "Zhou wants a coupon on every card, and then 'instead of' can be said of anything. Ma has written under it: says who? Give me the list."
#
# It goes amiss where a price has just moved. Take every pitch of `live_pitches` in a stream that began on 9 January 2025 or later, if `price_log` has a change of its SKU on the stream's day or on one of the seven days before. Hand in one row a pitch, known by `session_id` and `begins`:
#
# | column | what it is | points |
# |---|---|---|
# | `lowest` | the lowest price of the SKU on the seven days **before** the stream's day | 2 |
# | `lawful` | True where "instead of `was_price`" may be said: it doesn't exceed `lowest` | 2.5 |
# | `left` | pieces left at the pitch's first minute, see below | 4 |
# | `may_say` | True where "fewer than a hundred left" is true: at least one piece, and fewer than 100 | 1.5 |
#
# `left` as the warehouse counts: that day's `opening` + `received` − `damaged` of `inventory_daily`, less all pieces of paid orders created on that day before the pitch's first minute (`began_at` + `begins` minutes), in every channel. `price_log` has a price's changes; it holds until the next one.

# %% task="honest-words"
words = ...
### BEGIN SOLUTION
# 1 the pitches, with day and minute
said = load("live_pitches").merge(load("live_sessions")[["session_id", "began_at"]], on="session_id")
said = said[said["began_at"] >= "2025-01-09"].copy()
said["day"] = said["began_at"].dt.normalize()
said["moment"] = said["began_at"] + pd.to_timedelta(said["begins"], unit="m")

# 2 those whose price has just moved, and the lowest price of the seven days before
changes = load("price_log").pivot(index="valid_from", columns="sku", values="price")
changes = changes.reindex(sorted(load("calendar")["date"]))
moved = changes.notna().rolling(8).sum() > 0
said = said[[moved.at[row.day, row.sku] for row in said.itertuples()]].copy()
lowest = changes.ffill().shift(1).rolling(7).min()
said["lowest"] = [lowest.at[row.day, row.sku] for row in said.itertuples()]
said["lawful"] = said["was_price"] <= said["lowest"]

# 3 what the warehouse has at that minute
shelf = load("inventory_daily").set_index(["sku", "date"])
orders = load("orders")
lines = load("order_lines").merge(orders.loc[orders["paid_at"].notna(), ["order_id", "created_at"]], on="order_id")
lines = lines[lines["created_at"].dt.normalize().isin(said["day"])]
left = []
for row in said.itertuples():
    day = shelf.loc[(row.sku, row.day)]
    since = lines[(lines["sku"] == row.sku) & (lines["created_at"] >= row.day) & (lines["created_at"] < row.moment)]
    left.append(int(day["opening"] + day["received"] - day["damaged"] - since["quantity"].sum()))
said["left"] = left
said["may_say"] = (said["left"] > 0) & (said["left"] < 100)
words = said[["session_id", "begins", "lowest", "lawful", "left", "may_say"]]
words.head()
### END SOLUTION

# %% hand_in="honest-words" points=10
hand_in("honest-words", words)

# %% [markdown]
# ## Task 3: Twelve articles, two hours (10 points, core 必修)
#
# "An order, a host for each, two coupons. And tell me what is left, not what is shouted."
#
# The twelve are those of `run_of_show.articles(live_orders, products)`. Hand in a table of twelve rows, one a pitch:
#
# | column | what it is |
# |---|---|
# | `place` | 1 to 12, the order on air |
# | `sku` | the article |
# | `minutes` | 4 to 16 |
# | `host` | one of those in `live_minutes`; nobody more than 60 minutes |
# | `coupon` | True for at most two |
#
# **What is given**, as in lesson 4: opening and closing take four minutes each, all together at most 120; a coupon runs in the first four minutes of its pitch and takes ¥8 off an order; each minute of a pitch sells 95 % of the one before; `run_of_show.leaves` says what an order leaves. What isn't given: how many people are there when, what
# an article sells before them, how strong each host is, what a pitch (its factor: `pitch_effect` of lesson 3) and a coupon do. The tables know. Before you hand in, `run_of_show.problems(script)` must be an empty list (`from shopworld.decisions import run_of_show`).
#
# **How it is scored.** Your script meets twenty streams of the unseen shop that nobody has seen, with its true hosts, true coupon and true articles. Zhou's way (best sellers by placed money in the fullest minutes, nine minutes each, the two hosts with most orders a minute, coupons on the two most ordered) earns 0 points. The way of lesson 4,
# with every figure from the tables, earns 10; everything between is measured in yuan. A script that doesn't fit isn't played.

# %% task="run-of-show"
script = ...
### BEGIN SOLUTION
from shoplab.replay import improve
from shoplab.strata import ratio_within
from shopworld.decisions import run_of_show

log, taps, products = load("live_minutes"), load("live_orders"), load("products")

# 1 what a pitch does: the three articles that were pitched longest, like with like
minutes = pd.MultiIndex.from_frame(log[["session_id", "minute"]])
effects = []
for sku in log.loc[log["sku"] != "", "sku"].value_counts().index[:3]:
    own = taps[taps["sku"] == sku].groupby(["session_id", "minute"]).size()
    own = own.reindex(minutes, fill_value=0).reset_index(drop=True)
    effects.append(ratio_within(own, log["online"], log["sku"] == sku, [log["host"], log["event"]]))
pitch = sum(effects) / len(effects)

# 2 the goods: orders a viewer-minute, yuan an order
goods = pd.DataFrame({"rate": run_of_show.rates(log, taps, pitch, log["online"])})
goods["leaves"] = run_of_show.leaves(taps, load("orders"), load("order_lines"), load("refunds"), products)
goods = goods.reindex(run_of_show.articles(taps, products))

# 3 the room: people by minute, hosts and coupon like with like
hosts = {}
for host in sorted(log["host"].unique()):
    hosts[host] = ratio_within(log["orders"], log["online"], log["host"] == host, [log["sku"], log["event"]])
coupon = ratio_within(log["orders"], log["online"], log["event"] == "coupon", [log["host"], log["sku"]])
people = log.groupby("minute")["online"].mean().to_numpy()
room = run_of_show.Room(people[None, :], hosts, coupon)

# 4 the best articles in the fullest places, the best host with them, coupons where they pay
places = [people[4 + 9 * place : 13 + 9 * place].mean() for place in range(12)]
fullest = pd.Series(places).rank(ascending=False).astype(int) - 1
by_value = (goods["rate"] * goods["leaves"]).sort_values(ascending=False, kind="stable").index
best, second = pd.Series(hosts).nlargest(2).index
gains = goods["rate"] * (coupon * (goods["leaves"] - 8) - goods["leaves"])
order = [by_value[rank] for rank in fullest]
plan = pd.DataFrame(
    {
        "sku": order,
        "minutes": 9,
        "host": [best if rank < 6 else second for rank in fullest],
        "coupon": [sku in gains.nlargest(2).index for sku in order],
    }
)

# 5 every single change that helps
script = improve(plan, goods, room)
script["place"] = range(1, 13)
script
### END SOLUTION

# %% hand_in="run-of-show" points=10
hand_in("run-of-show", script)

# %% [markdown]
# ## Task 4: Is there a stream on Saturday? (10 points, core 必修, marked by a person)
#
# "Yes or no, and if yes, how. Two pages."
#
# Write to Wen about the streams of the home shop, 350 to 500 words, tables not counted. Compute its figures in the cell below. A person reads it with the home shop's figures, so here you may write them down.
#
# | what a person will look at | points |
# |---|---|
# | **A goal and a place.** One goal with a number that can be missed; the platform for it, with two reasons and one figure that is only hearsay | 1.5 |
# | **Before and after.** The last four streams against the four before them: net GPM, mean online, minutes a stay, orders a view; what changed, and what eight streams can't prove | 2 |
# | **People and answers.** How many hands in which minutes, from the log; five prepared answers and what share of the questions they cover | 2 |
# | **A drill that pays.** Three failures: chance, minutes with and without a plan, what the plan may cost; who acts within how many seconds; one that you don't buy | 2 |
# | **A leader, and one trial.** Two things from Zhou's notes that may be causes, one that may be an effect; one trial with its number and its streams | 1.5 |
# | **The archive.** What you checked, what is missing, who keeps it and how long | 1 |
#
# **In a group.** Your instructor may make this group work: one takes the figures, one the drill, one the leader; the advice is each one's own. Before you hand in, play another's drill with a watch in your hand, and write one line on where it stopped.

# %% [markdown]
# Your figures, and Zhou's notes on Packmate's Thursday:

# %% id="review-figures"
log, sessions = load("live_minutes"), load("live_sessions")
questions = load("product_questions")
packmate = pd.Series({"articles shown": 11, "minutes an article": 11, "openings said again": 24, "seconds until a question is answered": 25, "people at the desk": 3, "times size is shown with a hand": 9})

# %% [markdown] written="live-review" points=10
# *Your letter, in place of this line.*
#
# ### BEGIN SOLUTION
# **To Wen: yes, every second Saturday, with three changes.** (A model answer, on the home shop's figures.)
#
# **Goal and place.** Net money of ¥17,000 a stream, last year's middle, and nothing lost after the evening's ¥4,800. Nine of last year's forty lost money, so it can be missed. On Taobao: six of ten viewers look like our buyers, and our own refunds there are known, 14 %. What Zhou heard of Douyin (35 % back) is hearsay.
#
# **Before and after.**
#
# | | net GPM | mean online | minutes a stay | paid orders a view |
# |---|---|---|---|---|
# | streams 33 to 36 | ¥3,475 | 192 | 3.8 | 0.041 |
# | streams 37 to 40 | ¥3,433 | 145 | 3.9 | 0.042 |
#
# A fourth of the room is missing, everybody else does what they did. Double 11 and one very full Saturday lie in the first four, themes and hours differ: eight streams can't say whether we lost people or only the season did.
#
# **People and answers.** More than eight comments a minute in half of all minutes, nearly all between minute 36 and 96. Two at the desk for that hour, one before and after. Five printed answers (size, zip and seams, price and coupon, when sent, colour) cover 76 % of the year's questions.
#
# **A drill that pays.**
#
# | failure | chance | minutes without, with | may cost |
# |---|---|---|---|
# | camera | 5 % | 6, 1 | ¥13 a stream |
# | line | 8 % | 4, 1 | ¥13 |
# | wrong price | 10 % | 3, 1 | ¥11 |
#
# The controller acts within twenty seconds and needn't ask. No generator: it would save ¥10 a stream and costs ¥30. Rehearsed on the afternoon of each stream.
#
# **The leader.** Packmate repeats its opening 24 times and shows sizes with a hand; both may be causes. That it answers in 25 seconds may come of three people whom it can pay. One trial: the opening every five minutes in four streams, not in four others, drawn by lot; the number is who is gone after 30 seconds.
#
# **The archive.** Minutes, pitches, orders, reminders are complete for all forty. The video is missing, and so is what was said beside the prices. Ting keeps both from Saturday on, for three years at least.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: Which minutes were filled? (15 points, stretch 选修)
#
# "I want to write to the platform. But I won't accuse our own evening of what it didn't do."
#
# Hand in a table with one row a bought crowd: `session_id`, `begins`, `ends`. `ends` is the minute **after** its last, so a crowd in the minutes 20 to 50 has `begins` 20 and `ends` 51. A stretch has no gap: two stretches of a stream are two rows.
#
# **How it is scored.** On the unseen shop, for each minute that you name: ¥40 if a bought crowd was in the room, −¥60 if none was. Whoever names nobody earns 0 points. The way of lesson 5, what people do, for stretches of at least ten minutes, earns 15.

# %% task="bought-viewers"
crowds = ...
### BEGIN SOLUTION
# 1 what people do, a viewer, over five minutes; comments not while a raffle runs
log = load("live_minutes")
acts = log["likes"] + log["clicks"] + log["comments"].where(log["event"] == "", 0)
stream = log["session_id"]
acts = acts.groupby(stream).rolling(5, center=True, min_periods=1).sum().to_numpy()
there = log["online"].groupby(stream).rolling(5, center=True, min_periods=1).sum().to_numpy()
log["activity"] = acts / there

# 2 far less than the stream's own usual
usual = log.groupby("session_id")["activity"].transform(lambda values: values.quantile(0.7))
log["dead"] = log["activity"] < 0.6 * usual

# 3 in one piece, for ten minutes or more
log["piece"] = (log["dead"] != log["dead"].shift(1)).cumsum()
pieces = log[log["dead"]].groupby(["session_id", "piece"])["minute"].agg(["min", "max"]).reset_index()
pieces = pieces[pieces["max"] + 1 - pieces["min"] >= 10]
crowds = pd.DataFrame({"session_id": pieces["session_id"], "begins": pieces["min"], "ends": pieces["max"] + 1})
crowds
### END SOLUTION

# %% hand_in="bought-viewers" points=15
hand_in("bought-viewers", crowds)

# %% [markdown]
# ## Task 6: Who brought it? (15 points, stretch 选修)
#
# "The reminder, the host, the pitch, the raffle: everybody wants the bonus. Who brought it?"
#
# Hand in a dictionary. All as in lessons 2 and 3:
#
# | key | what it is | points |
# |---|---|---|
# | `channel`, `hours` | the reminder with the largest mean lift, over its streams | 1, 1 |
# | `lift` | that lift: share of the reminded who came less share of the held-out who came, as a mean over its streams | 1 |
# | `anyway` | of all held-out followers together, the share who came | 1 |
# | `stay_followers`, `stay_paid` | median stay in seconds by Kaplan and Meier | 1 each |
# | `long_followers`, `long_search` | share who are still there after twenty minutes (1,200 seconds), by the same curve | 1 each |
# | `gone_paid` | share of the paid ones who are gone within 30 seconds, by the same curve | 1 |
# | `host` | the host with most orders a **minute** | 0.5 |
# | `strength` | this host's orders per viewer as a multiple of the others', within article on air and event | 2 |
# | `pitch` | the SKU with most minutes on air (the first by its code, if several have as many): its orders per viewer on air as a multiple of those off air, within host and event | 2 |
# | `raffle` | orders per viewer during a raffle as a multiple of the others', within host and article, minutes with a coupon left out | 1.5 |

# %% task="who-brought-it"
brought = ...
### BEGIN SOLUTION
from shoplab.strata import ratio_within
from shoplab.survival import median_stay, still_there

# 1 the reminder, less who would have come
arms = load("live_reminders")
arms["rate"] = arms["came"] / arms["followers"]
both = arms.pivot(index=["session_id", "channel", "hours_before"], columns="reminded", values="rate").reset_index()
both["lift"] = both[True] - both[False]
lift = both.groupby(["channel", "hours_before"])["lift"].mean()
held = arms[~arms["reminded"]]
brought = {"channel": lift.idxmax()[0], "hours": int(lift.idxmax()[1]), "lift": lift.max()}
brought["anyway"] = held["came"].sum() / held["followers"].sum()

# 2 how long they stay
seen = load("live_viewers")
stays, curves = {}, {}
for source, rows in seen.groupby("source"):
    stays[source] = median_stay(rows["stay_seconds"], rows["left_before_end"])
    curves[source] = still_there(rows["stay_seconds"], rows["left_before_end"])
for source in ["followers", "paid"]:
    brought["stay_" + source] = stays[source]
for source in ["followers", "search"]:
    brought["long_" + source] = curves[source][curves[source].index <= 1200].iloc[-1]
brought["gone_paid"] = 1 - curves["paid"][curves["paid"].index <= 30].iloc[-1]

# 3 the host of the peak, before the same room
log, taps = load("live_minutes"), load("live_orders")
brought["host"] = log.groupby("host")["orders"].mean().idxmax()
own = log["host"] == brought["host"]
brought["strength"] = ratio_within(log["orders"], log["online"], own, [log["sku"], log["event"]])

# 4 the pitch, and the raffle
hero = log.loc[log["sku"] != "", "sku"].value_counts().sort_index().idxmax()
orders = taps[taps["sku"] == hero].groupby(["session_id", "minute"]).size()
orders = orders.reindex(pd.MultiIndex.from_frame(log[["session_id", "minute"]]), fill_value=0).reset_index(drop=True)
brought["pitch"] = ratio_within(orders, log["online"], log["sku"] == hero, [log["host"], log["event"]])
plain = log[log["event"] != "coupon"]
within = [plain["host"], plain["sku"]]
brought["raffle"] = ratio_within(plain["orders"], plain["online"], plain["event"] == "raffle", within)
brought
### END SOLUTION

# %% hand_in="who-brought-it" points=15
hand_in("who-brought-it", brought)
