# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Zhou wants a stream every Saturday: which of his reasons hold?
#
# *Exercises of module 05 · about three hours for the core, in five parts · outline 05.01 to 05.15 · you will be able to: check a plan for forty streams figure by figure, and say which line you would strike out.*
#
# Zhou 小周 has written one page, "A stream every week". Wen 阿雯 has asked you to go through it with the tables beside you. Do a part after its lesson. Put your answer in the place of the three dots and press Shift+Enter; `q.hint()` in a cell of its own gives up to three hints, `q.solution()` opens a worked solution
# after a try, where your edition has one.
#
# Nobody marks this. Twenty-three questions are core 必修; six are stretch 选修, and their headings say so. Three of the core ones come from earlier modules.
#
# **On this page:** the money · the room · the host · the run · the trouble · how far are you

# %% [markdown]
# ## Fetch the tools
#
# Run this cell first, and again whenever you come back.

# %%
import numpy as np
import pandas as pd

from shoplab import load, metrics, progress, question
from shoplab.replay import play
from shoplab.strata import ratio_within
from shoplab.survival import median_stay, still_there
from shopworld.decisions import run_of_show

log, sessions, taps = load("live_minutes"), load("live_sessions"), load("live_orders")

# %% [markdown]
# ## The money
#
# *After lesson 1.*
#
# ### 1 What is the goal?
#
# "These streams are for winning people who stay with us," says the plan. Which number is its goal? Answer with a letter, in quotation marks.
#
# - A: `views`, how often somebody entered
# - B: `new_followers` 转粉
# - C: `placed`, the money of the orders placed
# - D: likes

# %% id="ex-goal"
q = question("05-ex-goal")
letter = ...
### BEGIN SOLUTION
letter = "B"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 2 Paid GPM
#
# What is the **paid** GPM of stream 12, in yuan? `paid` stands in `live_minutes`, a row a minute.

# %% id="ex-gpm"
q = question("05-ex-gpm")
gpm = ...
### BEGIN SOLUTION
views = sessions.set_index("session_id")["views"]
gpm = 1000 * log.loc[log["session_id"] == 12, "paid"].sum() / views[12]
### END SOLUTION
q.check(gpm)

# %% [markdown]
# ### 3 What is left of a shout?
#
# "We have turned over nearly a million." Of the money **placed** in all forty streams, what share was paid and never went back? Refunds belong to the streams' own orders.

# %% id="ex-net-of-placed"
q = question("05-ex-net-of-placed")
share = ...
### BEGIN SOLUTION
back = load("refunds")
back = back.loc[back["order_id"].isin(taps["order_id"]), "amount"].sum()
share = (log["paid"].sum() - back) / log["placed"].sum()
### END SOLUTION
q.check(share)

# %% [markdown]
# ### 4 More than from search?
#
# From module 01. For all **paid** orders of the year with channel `live`: money refunded ÷ money paid, as a share.

# %% id="ex-live-refunds"
q = question("05-ex-live-refunds")
refunded = ...
### BEGIN SOLUTION
orders = load("orders")
paid = orders[orders["paid_at"].notna()].copy()
back = load("refunds").groupby("order_id")["amount"].sum()
paid = paid.assign(back=paid["order_id"].map(back).fillna(0))
sums = paid.groupby("channel")[["back", "paid"]].sum()
refunded = (sums["back"] / sums["paid"])["live"]
### END SOLUTION
q.check(refunded)

# %% [markdown]
# ### 5 From stream 34 to Saturday (stretch 选修)
#
# Paid money = views × paid orders a view × money an order. From stream 34 to 35 all three changed. What share of the change has each, by logarithms? A dictionary with `views`, `orders_a_view`, `money_an_order`; they add up to 1, and one may be below 0.

# %% id="ex-bridge"
q = question("05-ex-bridge")
shares = {"views": ..., "orders_a_view": ..., "money_an_order": ...}
### BEGIN SOLUTION
sums = log.groupby("session_id")[["paid", "paid_orders"]].sum().join(sessions.set_index("session_id")["views"])
factors = pd.DataFrame({"views": sums["views"], "orders_a_view": sums["paid_orders"] / sums["views"], "money_an_order": sums["paid"] / sums["paid_orders"]})
logs = np.log(factors.loc[35] / factors.loc[34])
shares = (logs / logs.sum()).to_dict()
### END SOLUTION
q.check(shares)

# %% [markdown]
# ### 6 A guest evening
#
# A platform promises 5,200 views at a paid GPM of ¥4,000. Forty of a hundred yuan come back, and it takes 5 % of what stays. What does the evening bring us, in yuan, before goods and people?

# %% id="ex-form"
q = question("05-ex-form")
brings = ...
### BEGIN SOLUTION
brings = 5.2 * 4000 * 0.6 * 0.95
### END SOLUTION
q.check(brings)

# %% [markdown]
# ## The room
#
# *After lesson 2.*
#
# ### 7 Without a word
#
# **Predict.** Of a hundred followers who get no reminder at all, how many come to a stream? A guess, as a share.

# %% id="ex-guess-held"
q = question("05-ex-guess-held")
my_guess = ...
### BEGIN SOLUTION
my_guess = 0.03
### END SOLUTION
q.check(my_guess)

# %% [markdown]
# ### 8 Count them
#
# From module 04 (a hold-out). Now from `live_reminders`: of all followers who got **no** reminder, what share came?

# %% id="ex-held-out"
q = question("05-ex-held-out")
arms = load("live_reminders")
anyway = ...
### BEGIN SOLUTION
held = arms[~arms["reminded"]]
anyway = held["came"].sum() / held["followers"].sum()
### END SOLUTION
q.check(anyway)

# %% [markdown]
# ### 9 When to send it
#
# Fill in the blanks: a Series with the mean lift by `hours_before`, over all channels.

# %% id="ex-lift-by-hours"
q = question("05-ex-lift-by-hours")
arms["rate"] = arms["came"] / arms["followers"]
both = arms.pivot(index=["session_id", "channel", "hours_before"], columns="reminded", values="rate").reset_index()
lift = ...  # (both[True] - both[___]).groupby(both[___]).mean()
### BEGIN SOLUTION
lift = (both[True] - both[False]).groupby(both["hours_before"]).mean()
### END SOLUTION
q.check(lift)

# %% [markdown]
# ### 10 Thirty seconds
#
# What share of the people from **search** is gone within 30 seconds, by Kaplan and Meier's curve?

# %% id="ex-gone"
q = question("05-ex-gone")
seen = load("live_viewers")
gone = ...
### BEGIN SOLUTION
rows = seen[seen["source"] == "search"]
curve = still_there(rows["stay_seconds"], rows["left_before_end"])
gone = 1 - curve[curve.index <= 30].iloc[-1]
### END SOLUTION
q.check(gone)

# %% [markdown]
# ### 11 In which order?
#
# How the curve is made and read. Put the steps into order: a list of letters.
#
# - A: multiply the shares that stay, from the first second on
# - B: divide those who leave at a second by those still watched
# - C: read where the curve falls to a half
# - D: count at each second who is still being watched

# %% id="ex-order"
q = question("05-ex-order")
steps = ...  # like ["C", "A", …]
### BEGIN SOLUTION
steps = ["D", "B", "A", "C"]
### END SOLUTION
q.check(steps)

# %% [markdown]
# ### 12 Without a stop-watch
#
# By Little's law, from `live_minutes` alone: how many **minutes** did a viewer of stream 30 stay on average? All people-minutes in the room ÷ all who came in.

# %% id="ex-law"
q = question("05-ex-law")
minutes = ...
### BEGIN SOLUTION
one = log[log["session_id"] == 30]
minutes = one["online"].sum() / one["entries"].sum()
### END SOLUTION
q.check(minutes)

# %% [markdown]
# ### 13 Three medians (stretch 选修)
#
# The median stay of followers in seconds, in three ways: `dropped` (only those who left), `as_left` (the end of the stream counts as leaving), `km` (Kaplan and Meier). A dictionary.

# %% id="ex-three-ways"
q = question("05-ex-three-ways")
medians = {"dropped": ..., "as_left": ..., "km": ...}
### BEGIN SOLUTION
rows = seen[seen["source"] == "followers"]
medians = {
    "dropped": rows.loc[rows["left_before_end"], "stay_seconds"].median(),
    "as_left": rows["stay_seconds"].median(),
    "km": median_stay(rows["stay_seconds"], rows["left_before_end"]),
}
### END SOLUTION
q.check(medians)

# %% [markdown]
# ## The host
#
# *After lesson 3.*
#
# ### 14 Is Lan so weak?
#
# "Lan sells half of the others: let her go," says the plan. How many times the others' orders per viewer does **Lan** sell, within the same article on air and the same event?

# %% id="ex-lan"
q = question("05-ex-lan")
lan = ...
### BEGIN SOLUTION
lan = ratio_within(log["orders"], log["online"], log["host"] == "Lan", [log["sku"], log["event"]])
### END SOLUTION
q.check(lan)

# %% [markdown]
# ### 15 Looking is not buying (stretch 选修)
#
# How many times as many **clicks** per viewer come in minutes with an article on air (`sku` isn't empty) as between pitches, within host and event?

# %% id="ex-clicks"
q = question("05-ex-clicks")
clicks = ...
### BEGIN SOLUTION
clicks = ratio_within(log["clicks"], log["online"], log["sku"] != "", [log["host"], log["event"]])
### END SOLUTION
q.check(clicks)

# %% [markdown]
# ### 16 The raffle again
#
# How many times as many **orders** per viewer come during a raffle, within host and SKU? Leave the minutes with a coupon out first.

# %% id="ex-raffle"
q = question("05-ex-raffle")
ratio = ...
### BEGIN SOLUTION
plain = log[log["event"] != "coupon"]
ratio = ratio_within(plain["orders"], plain["online"], plain["event"] == "raffle", [plain["host"], plain["sku"]])
### END SOLUTION
q.check(ratio)

# %% [markdown]
# ### 17 In your own words
#
# "Comments and orders go together, so we pay for comments." Two or three sentences to Zhou. Any text is taken; compare it with the one that then appears.

# %% id="ex-comments-words"
q = question("05-ex-comments-words")
to_zhou = ...
### BEGIN SOLUTION
to_zhou = "Both follow the people in the room, and buyers write after they have bought. The raffle made comments and no orders."
### END SOLUTION
q.check(to_zhou)

# %% [markdown]
# ### 18 Two pairs of hands
#
# Each person answers 8 comments a minute. With **two**, what share of all comments of the year finds nobody in its minute?

# %% id="ex-hands"
q = question("05-ex-hands")
waiting = ...
### BEGIN SOLUTION
waiting = (log["comments"] - 16).clip(lower=0).sum() / log["comments"].sum()
### END SOLUTION
q.check(waiting)

# %% [markdown]
# ### 19 Fans in the room (stretch 选修)
#
# Over the forty streams: the correlation of the followers' share of the views (`from_followers` ÷ `views`) with paid orders a view.

# %% id="ex-fans"
q = question("05-ex-fans")
correlation = ...
### BEGIN SOLUTION
by = sessions.set_index("session_id").join(log.groupby("session_id")["paid_orders"].sum())
correlation = (by["from_followers"] / by["views"]).corr(by["paid_orders"] / by["views"])
### END SOLUTION
q.check(correlation)

# %% [markdown]
# ## The run
#
# *After lesson 4.*
#
# ### 20 Does it fit?
#
# Zhou's next script. How many things keep it from the air?

# %% id="next-script"
plan = pd.DataFrame(
    {
        "sku": ["P08-1", "P01-1", "P06-2", "P02-2", "P03-1", "P07-1", "P04-1", "P11-3", "P16-1", "P12-2", "P14-1", "P08-1"],
        "minutes": [10, 10, 10, 10, 10, 10, 3, 9, 9, 9, 9, 9],
        "host": ["Bei"] * 7 + ["Miao"] * 5,
        "coupon": [True, True] + [False] * 10,
    }
)

# %% id="ex-fits"
q = question("05-ex-fits")
how_many = ...
### BEGIN SOLUTION
how_many = len(run_of_show.problems(plan))
### END SOLUTION
q.check(how_many)

# %% [markdown]
# ### 21 Where a weak coupon pays
#
# A coupon of ¥5 brings 1.6 times as many orders. From how many yuan an order on does it pay?

# %% id="ex-coupon-limit"
q = question("05-ex-coupon-limit")
limit = ...
### BEGIN SOLUTION
limit = 1.6 * 5 / (1.6 - 1)
### END SOLUTION
q.check(limit)

# %% [markdown]
# ### 22 How many may she say?
#
# 6 December 2025, 20:30. How many pieces of `P07-2` are left: the shelf in the morning, plus received, less damaged, less all pieces of that day's orders created before 20:30 that were paid?

# %% id="ex-remaining"
q = question("05-ex-remaining")
moment = pd.Timestamp("2025-12-06 20:30")
left = ...
### BEGIN SOLUTION
day = load("inventory_daily").set_index(["sku", "date"]).loc[("P07-2", moment.normalize())]
orders = load("orders")
orders = orders[orders["paid_at"].notna() & (orders["created_at"] >= moment.normalize()) & (orders["created_at"] < moment)]
lines = load("order_lines")
since = lines[(lines["sku"] == "P07-2") & lines["order_id"].isin(orders["order_id"])]
left = int(day["opening"] + day["received"] - day["damaged"] - since["quantity"].sum())
### END SOLUTION
q.check(left)

# %% [markdown]
# ### 23 Thirty days
#
# From module 04. Suppose the law asked for the lowest price of **thirty** days before. Of the comparisons from 1 February on (`was_price` above `price`), how many would be unlawful?

# %% id="ex-anchor"
q = question("05-ex-anchor")
price = load("price_log").pivot(index="valid_from", columns="sku", values="price").reindex(sorted(load("calendar")["date"])).ffill()
said = load("live_pitches").merge(sessions[["session_id", "began_at"]], on="session_id")
said = said[(said["was_price"] > said["price"]) & (said["began_at"] >= "2025-02-01")]
unlawful = ...
### BEGIN SOLUTION
lowest = price.shift(1).rolling(30).min()
floor = [lowest.at[row.began_at.normalize(), row.sku] for row in said.itertuples()]
unlawful = int((said["was_price"] > floor).sum())
### END SOLUTION
q.check(unlawful)

# %% [markdown]
# ### 24 Two voices change places (stretch 选修)
#
# The evening of lesson 5: `plan`, `goods`, `room` as in its first cell.

# %% id="the-evening"
products = load("products")
goods = pd.DataFrame({"rate": run_of_show.rates(log, taps, 7.0, log["online"]), "leaves": run_of_show.leaves(taps, load("orders"), load("order_lines"), load("refunds"), products)})
people = log.groupby("minute")["online"].mean().to_numpy()
room = run_of_show.Room(people[None, :], {"Bei": 1.4, "Miao": 1.1}, 2.3)
value = (goods["rate"] * goods["leaves"]).loc[run_of_show.articles(taps, products)].sort_values(ascending=False).index
places = pd.Series([people[4 + 9 * place : 13 + 9 * place].mean() for place in range(12)]).rank(ascending=False).astype(int) - 1
plan = pd.DataFrame({"sku": [value[rank] for rank in places], "minutes": 9, "host": ["Bei" if rank < 6 else "Miao" for rank in places], "coupon": [rank < 2 for rank in places]})

# %% [markdown]
# How many yuan more does the plan leave as it stands than with Bei and Miao swapped? `run_of_show.earned(plan, goods, room)`.

# %% id="ex-swapped-hosts"
q = question("05-ex-swapped-hosts")
more = ...
### BEGIN SOLUTION
swapped = plan.assign(host=plan["host"].map({"Bei": "Miao", "Miao": "Bei"}))
more = run_of_show.earned(plan, goods, room) - run_of_show.earned(swapped, goods, room)
### END SOLUTION
q.check(more)

# %% [markdown]
# ## The trouble
#
# *After lesson 5.*
#
# ### 25 What may the plan cost?
#
# The microphone fails in four of a hundred streams. Without a second one an evening loses ¥310, with one ¥45. What may a second one cost a stream, at most?

# %% id="ex-drill"
q = question("05-ex-drill")
at_most = ...
### BEGIN SOLUTION
at_most = 0.04 * (310 - 45)
### END SOLUTION
q.check(at_most)

# %% [markdown]
# ### 26 Three answers
#
# Three printed answers: size (`large|shirts|fit|size|small|cm`), zip and seams (`zip|stitch|seam|sturdy`), when it is sent (`sent|arrive|deliver|ship`). What share of all questions in `product_questions` do they cover? Look into `text_en`, in small letters.

# %% id="ex-three-answers"
q = question("05-ex-three-answers")
covered = ...
### BEGIN SOLUTION
asked = load("product_questions")["text_en"].str.lower()
covered = asked.str.contains("large|shirts|fit|size|small|cm|zip|stitch|seam|sturdy|sent|arrive|deliver|ship").mean()
### END SOLUTION
q.check(covered)

# %% [markdown]
# ### 27 Gaps in the archive
#
# How many of the streams have fewer than 15 pitches on record in `live_pitches`?

# %% id="ex-archive"
q = question("05-ex-archive")
thin = ...
### BEGIN SOLUTION
thin = int((load("live_pitches").groupby("session_id").size() < 15).sum())
### END SOLUTION
q.check(thin)

# %% [markdown]
# ### 28 What do we copy?
#
# A leading stream answers within 25 seconds, has three people at the desk and says its opening every five minutes. What do we do? Answer with a letter.
#
# - A: copy all three next week and see whether sales rise
# - B: hire two people first, because it answers faster
# - C: say the opening every five minutes in four streams, leave it in four others, and compare who is gone after 30 seconds
# - D: nothing, because they are survivors

# %% id="ex-leader"
q = question("05-ex-leader")
letter = ...
### BEGIN SOLUTION
letter = "C"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 29 How many were bought? (stretch 选修)
#
# Stream 9: in one minute after minute 1 the crowd came in. How many of its entries were bought, if the stream's median minute came by itself?

# %% id="ex-bought"
q = question("05-ex-bought")
bought = ...
### BEGIN SOLUTION
one = log[(log["session_id"] == 9)]
bought = one.loc[one["minute"] >= 2, "entries"].max() - one["entries"].median()
### END SOLUTION
q.check(bought)

# %% [markdown]
# ## How far are you?
#
# This table counts tries and hints of this notebook and of the lessons beside it.

# %% id="how-far" tags=["nbval-ignore-output"]
progress()

# %% [markdown] id="way"
# Before: [lesson 5](lesson_5_trouble.ipynb) · Next: [module 06, lesson 1](../06_data_analysis/lesson_1_fall.ipynb)
