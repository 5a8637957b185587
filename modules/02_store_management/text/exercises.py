# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A week in which Wen is away
#
# *Exercises of module 02 · about two hours for the core, in five parts · outline 02.01 to 02.16 · you will be able to: run the ordinary day of a shop by its figures, and say which of them lies.*
#
# Wen 阿雯 looks at rooms for the second shop. Zhou 小周 has a cold. Old Ma 老马 and Ting 婷婷 ask you.
#
# Do a part after its lesson. Put your answer in the place of the dots and press Shift+Enter; `q.check` says **Your turn**, **Not yet** with what is in the way, or **Correct** with the reason. Stuck? In a new cell, `q.hint()`; after a try, `q.solution()` where your edition has one.
#
# Nobody marks this. Nineteen questions are core 必修; six are stretch 选修, and their headings say so. Three come from earlier modules.

# %% [markdown]
# ## Fetch the tools

# %%
import numpy as np
import pandas as pd

from shoplab import load, progress, question
from shoplab.queue import late_share
from shoplab.warehouse import safety_stock

# %% [markdown]
# ## The morning
#
# *After lesson 1.*
#
# ### 1 A helper for Old Ma
#
# A helper costs ¥8,000 a month. An order is paid ¥75 on average and leaves ¥20. How many further orders a month pay for the helper?

# %% id="ex-recall-costs"
q = question("02-ex-recall-costs")
further = ...
### BEGIN SOLUTION
further = 8_000 / 20
### END SOLUTION
q.check(further)

# %% [markdown]
# ### 2 Which first?
#
# Four lines of one morning, with the prices of lesson 1. Which comes first? Answer with a letter.
#
# - A: a parcel whose 48 hours ended at three in the morning
# - B: an unpaid order of ¥350, placed last night
# - C: an open ticket of grade 4
# - D: a stock alert: 47 pieces left of an article that sells one a day

# %% id="ex-first"
q = question("02-ex-first")
letter = ...
### BEGIN SOLUTION
letter = "C"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 3 The 48 hours of November
#
# Of the orders *paid* in November 2025: which share had its first scan within 48 hours of payment? One number.

# %% id="ex-in-time"
q = question("02-ex-in-time")
orders = load("orders")
paid = orders[(orders["paid_at"] >= "2025-11-01") & (orders["paid_at"] < "2025-12-01")]
in_time = ...
### BEGIN SOLUTION
parcels = load("shipments").merge(paid[["order_id", "paid_at"]], on="order_id")
in_time = (parcels["picked_up_at"] - parcels["paid_at"] <= pd.Timedelta(hours=48)).mean()
### END SOLUTION
q.check(in_time)

# %% [markdown]
# ### 4 The way of an order
#
# Put the stages in order: a list of letters.
#
# - A: reviewed · B: labelled · C: paid · D: first scan by the courier · E: packed

# %% id="ex-stages"
q = question("02-ex-stages")
stages = ...
### BEGIN SOLUTION
stages = ["C", "A", "E", "B", "D"]
### END SOLUTION
q.check(stages)

# %% [markdown]
# ### 5 Sold what wasn't there
#
# The old system kept logs of two hundred orders, `order_events_audit`, with the pieces left after each reservation, `stock_left`. In how many *logs* was an article oversold 超卖, so that less than nothing was left? (`nunique()` counts different values.)

# %% id="ex-oversold"
q = question("02-ex-oversold")
logs = load("order_events_audit")
oversold = ...
### BEGIN SOLUTION
oversold = logs[logs["stock_left"] < 0]["log"].nunique()
### END SOLUTION
q.check(oversold)

# %% [markdown]
# ### 6 A machine that answers (stretch 选修)
#
# An automatic reply costs ¥500 a month and ¥2,400 to set up, which Wen spreads over twelve months. Ting's people cost ¥45 an hour with everything. How many hours a month does it have to save?

# %% id="ex-tool"
q = question("02-ex-tool")
hours = ...
### BEGIN SOLUTION
hours = (500 + 2_400 / 12) / 45
### END SOLUTION
q.check(hours)

# %% [markdown]
# ## The week
#
# *After lesson 2.*
#
# ### 7 Ten per cent more
#
# **Predict.** In how many of the 52 weeks of 2025 did the shop sell at least 10 % more than in the week before? A number.

# %% id="ex-guess-weeks"
q = question("02-ex-guess-weeks")
my_guess = ...
### BEGIN SOLUTION
my_guess = 20
### END SOLUTION
q.check(my_guess)

# %% [markdown]
# ### 8 After Double 11
#
# The week from 17 November sold far less than the one from 10 November, and Ting hears that "the page is broken". Split the change over `visitors`, `conversion` (paid orders ÷ visitors) and `money per order`, by logarithms. From `shop_daily`; a dictionary with these three keys. They are shares: they must add up to 1.

# %% id="ex-after-eleven"
q = question("02-ex-after-eleven")
shop = load("shop_daily").set_index("date")
first, then = shop.loc["2025-11-10":"2025-11-16"].sum(), shop.loc["2025-11-17":"2025-11-23"].sum()
shares = {"visitors": ..., "conversion": ..., "money per order": ...}
### BEGIN SOLUTION
change = np.log(then / first)
whole = change["paid_amount"]
shares = {
    "visitors": change["visitors"] / whole,
    "conversion": (change["paid_orders"] - change["visitors"]) / whole,
    "money per order": (change["paid_amount"] - change["paid_orders"]) / whole,
}
### END SOLUTION
q.check(shares)

# %% [markdown]
# ### 9 A log with holes
#
# Which days are missing from this log? A list of dates.

# %% id="ex-log"
q = question("02-ex-log")
log = pd.to_datetime(["2025-06-01", "2025-06-02", "2025-06-04", "2025-06-05", "2025-06-05", "2025-06-07"])
missing = ...
### BEGIN SOLUTION
missing = list(pd.date_range(log.min(), log.max()).difference(log))
### END SOLUTION
q.check(missing)

# %% [markdown]
# ### 10 Phones and computers
#
# Yesterday 27 of 1,800 visitors on phones bought, and 8 of 200 on computers. What was the shop's conversion rate?

# %% id="ex-recall-rate"
q = question("02-ex-recall-rate")
rate = ...
### BEGIN SOLUTION
rate = (27 + 8) / 2_000
### END SOLUTION
q.check(rate)

# %% [markdown]
# ### 11 What the season did (stretch 选修)
#
# October sold less a day than September. The market for `travel_organisers` has the same season: its sales a day in October 2025 (31 days) over those in September (30 days) say what the season alone did. How many yuan a day lie between our October and what our September would have been in October's season? Negative if we fell short.

# %% id="ex-season"
q = question("02-ex-season")
market = load("category_market")
market = market[market["category"] == "travel_organisers"].set_index("month")["sales"]
september, october = shop.loc["2025-09", "paid_amount"].mean(), shop.loc["2025-10", "paid_amount"].mean()
ours = ...
### BEGIN SOLUTION
season = market["2025-10"] / 31 / (market["2025-09"] / 30)
ours = october - september * season
### END SOLUTION
q.check(ours)

# %% [markdown]
# ### 12 Which kind of partner?
#
# From `affiliate_holdout`: for each `kind`, orders per visitor with a working link less orders per visitor without. A Series with `kind` in the index.

# %% id="ex-lift"
q = question("02-ex-lift")
test = load("affiliate_holdout")
lift = ...
### BEGIN SOLUTION
sums = test.groupby(["kind", "link_works"])[["orders", "visitors"]].sum().reset_index()
sums["rate"] = sums["orders"] / sums["visitors"]
rate = sums.pivot(index="kind", columns="link_works", values="rate")
lift = rate[True] - rate[False]
### END SOLUTION
q.check(lift)

# %% [markdown]
# ## The shelf
#
# *After lesson 3.*
#
# ### 13 What was asked for
#
# P08-2, the navy cable organiser, stood empty more than its grey sister. How many a day were asked for, by the rule of lesson 3? One number.

# %% id="ex-asked"
q = question("02-ex-asked")
stock = load("inventory_daily")
one = stock[stock["sku"] == "P08-2"]
asked = ...
### BEGIN SOLUTION
asked = one["sold"].sum() / (365 - one["stockout_minutes"].sum() / 1440)
### END SOLUTION
q.check(asked)

# %% [markdown]
# ### 14 One reorder point
#
# An article: 24 asked for a day, with a spread of 9. The factory promises 4 days; its lorries take 6 on average, with a spread of 3. z is 1.65. Fill in the blanks (the order is z, mean, spread, lead, spread of the lead).

# %% id="ex-point"
q = question("02-ex-point")
# point = 24 * ____ + safety_stock(1.65, 24, 9, ____, 3)
point = ...
### BEGIN SOLUTION
point = 24 * 6 + safety_stock(1.65, 24, 9, 6, 3)
### END SOLUTION
q.check(point)

# %% [markdown]
# ### 15 Two rates with one name (stretch 选修)
#
# "We are nearly always able to deliver," says Old Ma. By pieces or by articles? A dictionary: `pieces`, the pieces sold out of the pieces asked for (each SKU's by the rule of lesson 3, then sums over all SKUs); `days`, the share of all SKU-days without an empty minute.

# %% id="ex-two-rates"
q = question("02-ex-two-rates")
rates = ...
### BEGIN SOLUTION
by_sku = stock.groupby("sku").agg(sold=("sold", "sum"), empty=("stockout_minutes", "sum"))
wanted = by_sku["sold"] / (1 - by_sku["empty"] / (365 * 1440))
rates = {"pieces": by_sku["sold"].sum() / wanted.sum(), "days": (stock["stockout_minutes"] == 0).mean()}
### END SOLUTION
q.check(rates)

# %% [markdown]
# ## The page
#
# *After lesson 4.*
#
# ### 16 At a computer
#
# On *computers*, which three zones of the home page bring most orders per 1,000 who saw them? A Series: the zone in the index, orders per 1,000 as values, largest first.

# %% id="ex-computer"
q = question("02-ex-computer")
clicks = load("page_clicks")
best = ...
### BEGIN SOLUTION
zones = clicks[clicks["device"] == "computer"].groupby("zone")[["seen", "orders"]].sum()
best = (1000 * zones["orders"] / zones["seen"]).nlargest(3)
### END SOLUTION
q.check(best)

# %% [markdown]
# ### 17 Empty pages in December
#
# Of all searches in the shop's own box in the weeks that begin on or after 1 December: which share saw an empty page?

# %% id="ex-misses"
q = question("02-ex-misses")
searches = load("site_searches")
december = searches[searches["week"] >= "2025-12-01"]
misses = ...
### BEGIN SOLUTION
misses = december.loc[december["results"] == 0, "searches"].sum() / december["searches"].sum()
### END SOLUTION
q.check(misses)

# %% [markdown]
# ### 18 Pages without a heavy picture
#
# Of the twenty-one pages in `page_spec`, how many have no *picture* above 200 KB?

# %% id="ex-light-pages"
q = question("02-ex-light-pages")
spec = load("page_spec")
light = ...
### BEGIN SOLUTION
images = spec[spec["kind"] == "image"]
light = (images.groupby("page")["kilobytes"].max() <= 200).sum()
### END SOLUTION
q.check(light)

# %% [markdown]
# ### 19 Praise with photographs (stretch 选修)
#
# In `competitor_items`, for each `shop`: photo reviews out of all reviews of its listed items. A Series with `shop` in the index.

# %% id="ex-photos"
q = question("02-ex-photos")
items = load("competitor_items")
photo_share = ...
### BEGIN SOLUTION
sums = items.groupby("shop")[["photo_reviews", "reviews"]].sum()
photo_share = sums["photo_reviews"] / sums["reviews"]
### END SOLUTION
q.check(photo_share)

# %% [markdown]
# ## The people
#
# *After lesson 5.*
#
# ### 20 A mean of three minutes
#
# Five first replies took 1, 1, 1, 2 and 10 minutes. Which share was later than three minutes?

# %% id="ex-recall-late"
q = question("02-ex-recall-late")
late = ...
### BEGIN SOLUTION
late = 1 / 5
### END SOLUTION
q.check(late)

# %% [markdown]
# ### 21 How many at the desk?
#
# In an evening hour before a sale 14 people write, ten minutes each. How many agents are needed so that at most one in ten waits longer than three minutes?

# %% id="ex-agents"
q = question("02-ex-agents")
agents = ...
### BEGIN SOLUTION
shares = {number: late_share(14, 10, number) for number in range(1, 8)}
agents = min(number for number, share in shares.items() if share <= 0.10)
### END SOLUTION
q.check(agents)

# %% [markdown]
# ### 22 When do large cities buy?
#
# In the cities of tier 1, which three hours of the day have the highest orders per visitor, all provinces together? A list of three hours, the smallest first.

# %% id="ex-hours"
q = question("02-ex-hours")
places = load("place_hours")
three = ...
### BEGIN SOLUTION
hours = places[places["city_tier"] == 1].groupby("hour")[["visitors", "placed_orders"]].sum()
three = sorted((hours["placed_orders"] / hours["visitors"]).nlargest(3).index)
### END SOLUTION
q.check(three)

# %% [markdown]
# ### 23 In your own words
#
# Zhou says: "Quick settlement is no use, I've seen the figures." Two sentences to him, in quotation marks.

# %% id="ex-ting"
q = question("02-ex-ting")
my_words = ...
### BEGIN SOLUTION
my_words = "We settle the angriest first, and they come back less often whoever serves them. At the same grade, the quick ones come back more often."
### END SOLUTION
q.check(my_words)

# %% [markdown]
# ### 24 Refunds alone (stretch 选修)
#
# Does it hold for refunds by themselves? Tickets of the `topic` refund, opened before 1 November; quick means closed within 24 hours; back means an order within 60 days after `opened_at`. The gain of being quick, at each severity, weighted by the mix of these tickets' severities. One number.

# %% id="ex-refunds"
q = question("02-ex-refunds")
tickets = load("tickets")
gain = ...
### BEGIN SOLUTION
refunds = tickets[(tickets["topic"] == "refund") & (tickets["opened_at"] < "2025-11-01")].copy()
refunds["quick"] = refunds["closed_at"] - refunds["opened_at"] < pd.Timedelta(days=1)
later = load("orders")[["buyer_id", "created_at"]].merge(refunds[["ticket_id", "buyer_id", "opened_at"]], on="buyer_id")
soon = (later["created_at"] > later["opened_at"]) & (later["created_at"] <= later["opened_at"] + pd.Timedelta(days=60))
refunds["back"] = refunds["ticket_id"].isin(later.loc[soon, "ticket_id"])
grid = refunds.pivot_table(index="severity", columns="quick", values="back", aggfunc="mean")
gain = ((grid[True] - grid[False]) * refunds["severity"].value_counts(normalize=True)).sum()
### END SOLUTION
q.check(gain)

# %% [markdown]
# ### 25 A membership with a fee (stretch 选修)
#
# In `paid_member_trial` half of the buyers were invited to pay for membership. What does an invitation bring per buyer, in yuan: margin and fees less benefits, those invited against those not, whether they joined or not?

# %% id="ex-paid-members"
q = question("02-ex-paid-members")
trial = load("paid_member_trial")
a_head = ...
### BEGIN SOLUTION
sums = trial.groupby("invited")[["buyers", "fees", "benefit_cost", "margin"]].sum()
left = (sums["margin"] + sums["fees"] - sums["benefit_cost"]) / sums["buyers"]
a_head = left[True] - left[False]
### END SOLUTION
q.check(a_head)

# %% [markdown]
# ## How far are you?

# %% id="how-far" tags=["nbval-ignore-output"]
progress()

# %% [markdown] id="way"
# Before: [lesson 5](lesson_5_people.ipynb) · Next: [module 03, lesson 1](../03_new_product_launch/lesson_1_seven_days.ipynb)
