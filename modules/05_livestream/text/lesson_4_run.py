# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Twelve articles, two hours: in which order?
#
# *About 50 minutes · outline 05.02, 05.04, 05.09, 05.11 · you will be able to: write a script that fits its two hours; put each article where it leaves most, with the right
# host and the right coupon; say "only ninety left" when it is true, and nothing when it isn't.*
#
# The next evening's list lies on the table: twelve articles, two hosts to be chosen, two coupons. Zhou 小周 would start with the best sellers, "before people go", and open a coupon with each. Old Ma 老马 wants to know one thing: "And when you shout that only
# ten are left, do I get asked?"

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# From lesson 3: during a raffle four times as many comments were written. What became of the orders per viewer? `"rose"`, `"stayed"` or `"fell"`.

# %% id="recall-1"
recall_1 = ...
q = question("05-recall-raffle")
q.check(recall_1)

# %% [markdown]
# From module 04: a price was ¥59, then ¥49 for three days last week, now ¥59 again. What is the lowest price of the seven days before, in yuan? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("05-recall-lowest")
q.check(recall_2)

# %% [markdown]
# From module 03: an article has 3 orders from 20 clicks, all others 2 of 100. Its rate to be counted on lies nearer to `"0.15"` or to `"0.02"`?

# %% id="recall-3"
recall_3 = ...
q = question("05-recall-shrunk")
q.check(recall_3)

# %% [markdown]
# ## What each article brings
#
# Two figures an article: orders for a viewer-minute while it is on air (`rate`), and yuan that an order leaves (`leaves`). First the raw rate: orders tapped while it was pitched, over the people there.

# %%
from shopworld.decisions import run_of_show

log, taps = load("live_minutes"), load("live_orders")
products = load("products")
twelve = run_of_show.articles(taps, products)
on_air = log.groupby("sku").agg(minutes=("minute", "size"), people=("online", "sum"))
at_minute = taps.merge(log[["session_id", "minute", "sku"]], on=["session_id", "minute"], suffixes=("", "_on_air"))
hits = at_minute[at_minute["sku"] == at_minute["sku_on_air"]].groupby("sku").size()
goods = pd.DataFrame({"minutes": on_air["minutes"], "hits": hits, "raw_rate": hits / on_air["people"]}).reindex(twelve)
goods.head(12).round(5)

# %% [markdown]
# Ten hits here, thirteen there: small samples, as in modules 03 and 04. One of the twelve was never pitched at all. But each has orders from minutes when it was **not** on air too, and we know from lesson 3 that a pitch makes them seven times as many. `run_of_show.rates` takes all
# of an article's orders, and that factor.

# %%
everybody = log["online"]
goods["rate"] = run_of_show.rates(log, taps, 7.0, everybody)
goods["leaves"] = run_of_show.leaves(taps, load("orders"), load("order_lines"), load("refunds"), products)
goods["price"] = products.set_index("sku")["list_price"]
goods["value"] = 1000 * goods["rate"] * goods["leaves"]
goods["gmv"] = 1000 * goods["rate"] * goods["price"]
goods[["price", "raw_rate", "rate", "leaves", "gmv", "value"]].sort_values("value", ascending=False).round(4)

# %% [markdown]
# `leaves` is what a **placed** order leaves: unpaid ones leave nothing, returned ones cost ¥12, and of a kept one we have 94 % of the price less the goods and the parcel. `value` is the sum that counts: yuan for a thousand viewer-minutes. Zhou's best seller by placed money stands high in both. But the zip pouch `P02-2`,
# ordered more often than any other, loses on each order, and the dear set `P16-1`, hardly ever ordered, is worth more than the cubes. <!-- given -->
#
# ## A script that fits
#
# Opening and closing take four minutes each. A pitch takes four to sixteen; after sixty minutes a host's voice is gone; Wen pays for two coupons of ¥8 off, which run in a pitch's first four minutes. `problems` reads a script and says what keeps it from the air. <!-- given -->

# %%
def script(order, hosts, coupons, minutes=9):
    return pd.DataFrame({"sku": order, "minutes": minutes, "host": hosts, "coupon": [sku in coupons for sku in order]})


best_sellers = goods["gmv"].sort_values(ascending=False).index.tolist()
hasty = script(best_sellers, ["Miao"] * 9 + ["Lan"] * 3, best_sellers[:3], minutes=10)
run_of_show.problems(hasty)

# %%
zhous = script(best_sellers, ["Lan"] * 3 + ["Miao"] * 6 + ["Lan"] * 3, best_sellers[:2])
run_of_show.problems(zhous)

# %% [markdown]
# No problem, says the empty list: it can go on air. Nine minutes a pitch, best sellers first.
#
# ## The replay console
#
# What would it leave? `Room` holds the people there, each host's strength and the coupon's; the console plays the script on it. A pitch wears: each minute sells 95 % of the one before, because who wanted it has it. That is Zhou's figure; our own pitches of six minutes are too short to see it. `Room` takes a row a stream; here the mean stream is the only one, and `people[None, :]` makes that one row of it. <!-- given -->

# %%
from shoplab.replay import improve, plot_replay
from shoplab.strata import ratio_within

strength = {host: ratio_within(log["orders"], log["online"], log["host"] == host, [log["sku"], log["event"]]) for host in sorted(log["host"].unique())}
coupon = ratio_within(log["orders"], log["online"], log["event"] == "coupon", [log["host"], log["sku"]])
people = log.groupby("minute")["online"].mean().to_numpy()
room = run_of_show.Room(people[None, :], strength, coupon)
print({host: round(value, 2) for host, value in strength.items()}, "coupon", round(coupon, 2))
figure, alt, takeaway = plot_replay(zhous, goods, room)
show(figure, alt=alt, takeaway=takeaway)

# %% [markdown]
# Zhou's evening, in yuan: what its pitches leave before anybody is paid. The room fills late; when it is full, the worst of the list is on.
#
# **Predict.** The same twelve, nine minutes each. If only the order, the hosts and the coupons change, what can it leave?

# %% id="guess-best"
my_guess = ...

# %% [markdown]
# ## Worked example: three moves
#
# The fullest minutes for the best articles, the strongest host for the fullest hour, and the coupons where they pay. When does one pay? Without it an order leaves `leaves`; with it come `coupon` times as many orders, each leaving ¥8 less. <!-- given -->

# %%
# 1 the twelve places, fullest first, and the articles, most valuable first
places = [people[4 + 9 * place : 13 + 9 * place].mean() for place in range(12)]
fullest = pd.Series(places).rank(ascending=False).astype(int) - 1
by_value = goods["value"].sort_values(ascending=False).index
order = [by_value[rank] for rank in fullest]

# 2 the strongest host for the six fullest places, the second for the others
best, second = pd.Series(strength).nlargest(2).index
hosts = [best if rank < 6 else second for rank in fullest]

# 3 a coupon where an order leaves enough to give ¥8 away
enough = coupon * 8 / (coupon - 1)
gains = goods["rate"] * (coupon * (goods["leaves"] - 8) - goods["leaves"])
mine = script(order, hosts, gains.nlargest(2).index)
print("a coupon pays from", round(enough, 1), "yuan an order; best on", gains.nlargest(2).index.tolist())
pd.Series({"Zhou's": run_of_show.earned(zhous, goods, room), "by value, in the fullest minutes": run_of_show.earned(mine, goods, room)}).round()

# %% [markdown]
# More than twice Zhou's, with the same goods before the same people. A coupon pays from ¥14.10 an order. On the cubes, which leave ¥4.93, it would lose on each order, and the better it worked the more it would cost.
#
# And the minutes? Nobody says that all pitches must be alike. `improve` tries every single change (two pitches swapped, a minute moved, a host or a coupon changed), takes the best, and goes on until none helps.

# %%
tuned = improve(mine, goods, room)
print("leaves", round(run_of_show.earned(tuned, goods, room)))
figure, alt, takeaway = plot_replay(tuned, goods, room)
show(figure, alt=alt, takeaway=takeaway)
tuned

# %% [markdown]
# ¥1,296. Four minutes for what leaves nothing, sixteen for the best, the strongest host while the room is full. The cheap ones stay in: they open the stream while people arrive. Now you: swap two pitches and move a coupon. (Tab to a box, type, Enter.)

# %% id="replay-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls, whole


def draw(first, second, with_coupon):
    swapped = mine.copy()
    swapped.loc[[first - 1, second - 1], ["sku"]] = mine.loc[[second - 1, first - 1], ["sku"]].to_numpy()
    swapped["coupon"] = swapped["sku"].isin([with_coupon, mine.loc[mine["coupon"], "sku"].iloc[0]])
    picture, words, says = plot_replay(swapped, goods, room)
    show(picture, alt=words, takeaway=says)


controls(draw, first=whole("Swap pitch", 1, 1, 12), second=whole("with pitch", 7, 1, 12), with_coupon=choice("Second coupon on", list(twelve)), height="560px")

# %% [markdown]
# ## "Only ninety left"
#
# A call to act works: the coupon doubles the orders per viewer. "Only XX left" works too, and here Old Ma comes in. The number belongs to the warehouse. Whoever says one that isn't true misleads buyers, and that is unlawful whatever it sells. So the counter is computed: what was on
# the shelf in the morning, what came in or broke, less all pieces ordered and paid so far, **in every channel**, not only in the stream.

# %%
shelf = load("inventory_daily").set_index(["sku", "date"])
lines = load("order_lines").merge(load("orders")[["order_id", "created_at", "paid_at"]], on="order_id")
lines = lines[lines["paid_at"].notna()]


def remaining(sku, moment):
    day = shelf.loc[(sku, moment.normalize())]
    since = lines[(lines["sku"] == sku) & (lines["created_at"] >= moment.normalize()) & (lines["created_at"] < moment)]
    return int(day["opening"] + day["received"] - day["damaged"] - since["quantity"].sum())


pitches = load("live_pitches").merge(load("live_sessions")[["session_id", "began_at"]], on="session_id")
pitches["moment"] = pitches["began_at"] + pd.to_timedelta(pitches["begins"], unit="m")
evening = pitches[pitches["session_id"] == 38].head(6)
counter = pd.DataFrame({"sku": evening["sku"], "left": [remaining(row.sku, row.moment) for row in evening.itertuples()]})
midnight = evening["began_at"].iloc[0].normalize() + pd.Timedelta(hours=23, minutes=59, seconds=59)
counter["at_midnight"] = [remaining(sku, midnight) for sku in counter["sku"]]
counter["warehouse_says"] = [shelf.at[(sku, midnight.normalize()), "closing"] for sku in counter["sku"]]
counter

# %% [markdown]
# The last two columns agree piece by piece: the counter is the warehouse. Now "only ninety left" can be said of whatever has ninety or fewer at that minute, and of nothing else. And a counter that runs in the open has a second use: it is the guard against overselling 超卖.
#
# ## "Instead of …"
#
# The price beside the price 划线价 must be true as well: it may not exceed the lowest price of the seven days before, if nothing more is said (SAMR Order 56, in force since 1 July 2022). How many comparisons of the year keep to that?

# %%
price = load("price_log").pivot(index="valid_from", columns="sku", values="price").reindex(sorted(load("calendar")["date"])).ffill()
lowest = price.shift(1).rolling(7).min()
said = pitches[(pitches["was_price"] > pitches["price"]) & (pitches["began_at"] >= "2025-01-08")].copy()
said["lowest_7_days"] = [lowest.at[row.began_at.normalize(), row.sku] for row in said.itertuples()]
said["unlawful"] = said["was_price"] > said["lowest_7_days"]
print(len(said), "comparisons,", said["unlawful"].sum(), "of them above the lowest price of the week before")
said.loc[said["unlawful"], ["session_id", "host", "sku", "price", "was_price", "lowest_7_days"]].tail(4)

# %% [markdown]
# Every second comparison isn't lawful: the hosts read the list price from the card. One look-up before the stream mends that.
#
# ## The trap
#
# Most people put the best seller first, give it the coupon, and read the evening's GMV. **Rank by what an order leaves, net of what comes back; and put the best where the people are.** The best seller may be a gift to the buyers.
#
# ## Your turn: where a coupon pays
#
# Wen thinks of ¥12 off in place of ¥8. Say that it brings no more orders than the ¥8 did. Which articles of `goods` would gain from it? Give the list of their SKUs: those whose orders bring more with it, `coupon` × (`leaves` − 12) against `leaves`. <!-- given -->

# %% id="coupon-pays"
pays = ...  # a list of SKUs
q = question("05-coupon-pays")
q.check(pays)

# %% [markdown]
# ## What to remember
#
# - Value = orders a viewer-minute × what an order leaves. Then people, host, minutes.
# - A coupon pays where an order leaves enough to give some away.
# - "Only XX left" and "instead of" are sums from the warehouse and the price log, or they aren't said.
#
# ## On the real platform
#
# 讲解卡, 优惠券, 库存 and 划线价 are set in the stream's control desk 中控台; see `course/platform_names.md`. False limits of time or stock are unfair in the EU as well (UCPD, Annex I, number 7). Rules change; this is no legal advice.

# %% [markdown] id="way"
# Before: [lesson 3](lesson_3_host.ipynb) · Next: [lesson 5](lesson_5_trouble.ipynb)
