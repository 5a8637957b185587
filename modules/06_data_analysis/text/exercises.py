# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Which lines of the annual report would you sign?
#
# *Exercises of module 06 · about two and a half hours for the core, in four parts · outline 06.01 to 06.19 · you will be able to: check every figure of a year: the falls, the buyers, the money, the outlook.*
#
# Zhou 小周 writes the report, Ting 婷婷 adds the complaints, and Wen 阿雯 signs on Friday. Every line has a number. Some hold.
#
# Do a part after its lesson. Put your answer in the place of the three dots and press Shift+Enter. Stuck? Press **Esc**, then **B**: a new cell opens below, and `q.hint()` there gives a nudge; there are up to three.
# After a try, `q.solution()` opens a worked solution, where your edition has one.
#
# Nobody marks this. Twenty-two questions are core 必修; six are stretch 选修, and their headings say so. Three of the core ones come from earlier modules.
#
# **On this page:** the fall · the buyers · the money · the outlook · how far are you

# %% [markdown]
# ## Fetch the tools
#
# Run this cell first, and again whenever you come back.

# %%
import numpy as np
import pandas as pd

from shoplab import forecast, lifetime, load, load_real, metrics, progress, question, xray

# %% [markdown]
# ## The fall
#
# *After lesson 1.*
#
# ### 1 January to February: a guess
#
# **Predict.** Sales fell by a quarter from January to February. Which share of that do fewer *visitors* carry? Any number from 0 to 1.5 is taken.

# %% id="ex-guess-february"
q = question("06-ex-guess-february")
my_guess = ...
### BEGIN SOLUTION
my_guess = 0.9
### END SOLUTION
q.check(my_guess)

# %% [markdown]
# ### 2 January to February
#
# Now the number, from `shop_daily` (visitors, paid orders, paid amount of each month): the logarithm of the visitors' ratio ÷ the logarithm of the sales' ratio.

# %% id="ex-february"
q = question("06-ex-february")
daily = load("shop_daily")
visitors_share = ...
### BEGIN SOLUTION
sums = daily.groupby(daily["date"].dt.month)[["visitors", "paid_amount"]].sum()
visitors_share = np.log(sums["visitors"][2] / sums["visitors"][1]) / np.log(sums["paid_amount"][2] / sums["paid_amount"][1])
### END SOLUTION
q.check(visitors_share)

# %% [markdown]
# ### 3 Which channel?
#
# From November to December, by `xray.contributions` over channels with visitors, conversion (paid orders ÷ visitors) and basket (paid amount ÷ paid orders): how many yuan of the change are *search*'s, its three cells together? Fill in the blanks.

# %% id="ex-search-part"
q = question("06-ex-search-part")
traffic = load("traffic_daily")
search_part = ...
# def month(number):
#     sums = traffic[traffic["date"].dt.month == number].groupby(____)[["visitors", "paid_orders", "paid_amount"]].sum()
#     return sums.assign(conversion=sums["paid_orders"] / ____, basket=____ / sums["paid_orders"])
# search_part = xray.contributions(month(11), month(12), ["visitors", "conversion", "basket"]).loc["search"].sum()
### BEGIN SOLUTION
def month(number):
    sums = traffic[traffic["date"].dt.month == number].groupby("channel")[["visitors", "paid_orders", "paid_amount"]].sum()
    return sums.assign(conversion=sums["paid_orders"] / sums["visitors"], basket=sums["paid_amount"] / sums["paid_orders"])


search_part = xray.contributions(month(11), month(12), ["visitors", "conversion", "basket"]).loc["search"].sum()
### END SOLUTION
q.check(search_part)

# %% [markdown]
# ### 4 In which order?
#
# Put the steps of a diagnosis in order; one of the seven doesn't belong. A list of six letters.
#
# - A: Take off what the calendar explains.
# - B: Say which decision hangs on the answer.
# - C: Split the rest into factors that multiply, by logarithms.
# - D: Choose the channel whose conversion is lowest and mend it.
# - E: Choose the metric, and the table that has it.
# - F: Look for the group whose part is largest, and compare within it.
# - G: Price the mending against what it would bring.

# %% id="ex-steps"
q = question("06-ex-steps")
steps = ...
### BEGIN SOLUTION
steps = ["B", "E", "A", "C", "F", "G"]
### END SOLUTION
q.check(steps)

# %% [markdown]
# ### 5 New demand
#
# Take the terms of `site_searches` that found nothing in the whole year. Leave out 退货 and 客服 (they want a person) and 洗漱袋 (we have it as 洗漱包). How many searches are left?

# %% id="ex-new-demand"
q = question("06-ex-new-demand")
asked = load("site_searches")
new_demand = ...
### BEGIN SOLUTION
terms = asked.groupby("term")[["searches", "results"]].sum()
gaps = terms[terms["results"] == 0].drop(["退货", "客服", "洗漱袋"])
new_demand = gaps["searches"].sum()
### END SOLUTION
q.check(new_demand)

# %% [markdown]
# ### 6 One try or one order?
#
# "5.6 % of the payments fail." That is tries. Of all *orders* in `payment_attempts`, which share has no successful try at all?

# %% id="ex-never-paid"
q = question("06-ex-never-paid")
tries = load("payment_attempts")
never_paid = ...
### BEGIN SOLUTION
tries["ok"] = tries["outcome"] == "paid"
never_paid = 1 - tries.groupby("order_id")["ok"].max().mean()
### END SOLUTION
q.check(never_paid)

# %% [markdown]
# ### 7 Three reasons, any formula (stretch 选修)
#
# Contribution of an article = pieces × (price − cost). March: 900 pieces, ¥60, ¥35. April: 800 pieces, ¥66, ¥38. `xray.shapley` takes two dictionaries with the same names and a formula of these names: `xray.shapley(march, april, lambda pieces, price, cost: ...)`. How many yuan of the change are the *price*'s?

# %% id="ex-shapley"
q = question("06-ex-shapley")
price_part = ...
### BEGIN SOLUTION
march, april = {"pieces": 900, "price": 60, "cost": 35}, {"pieces": 800, "price": 66, "cost": 38}
price_part = xray.shapley(march, april, lambda pieces, price, cost: pieces * (price - cost))["price"]
### END SOLUTION
q.check(price_part)

# %% [markdown]
# ## The buyers
#
# *After lesson 2.*
#
# ### 8 Sixty days
#
# "Within sixty days a fifth is back." Which share of first buyers ordered again within 60 days, for paid orders of 2025? (`metrics.reordered_share_of_buyers`; it leaves out those who haven't had sixty days.)

# %% id="ex-sixty"
q = question("06-ex-sixty")
orders = load("orders")
sixty = ...
### BEGIN SOLUTION
paid = orders[orders["paid_at"].notna() & (orders["paid_at"] < "2026-01-01")]
sixty = metrics.reordered_share_of_buyers(paid["buyer_id"], paid["paid_at"], 60)
### END SOLUTION
q.check(sixty)

# %% [markdown]
# ### 9 On real data
#
# Does the function hold outside this course? Month-1 retention, mean over cohorts, of the valid invoices with a customer in `load_real("invoices")` (columns `kind`, `customer`, `at`).

# %% id="ex-real"
q = question("06-ex-real")
real = load_real("invoices")
month_one = ...
### BEGIN SOLUTION
real = real[(real["kind"] == "valid") & (real["customer"] != "")]
month_one = metrics.retention_matrix(real["customer"], real["at"])[1].mean()
### END SOLUTION
q.check(month_one)

# %% [markdown]
# ### 10 Champions
#
# Stand on 1 July 2025. How many buyers had bought (paid) at least three times before it, the last time in the 60 days before it?

# %% id="ex-champions"
q = question("06-ex-champions")
orders = load("orders")
champions = ...
### BEGIN SOLUTION
until = pd.Timestamp("2025-07-01")
before = orders[orders["paid_at"] < until].groupby("buyer_id")["paid_at"].agg(["size", "max"])
champions = ((before["size"] >= 3) & (before["max"] >= until - pd.Timedelta(days=60))).sum()
### END SOLUTION
q.check(champions)

# %% [markdown]
# ### 11 A tag of 24 %
#
# The tag "likes packing cubes" is right for 24 % of the tagged who buy again. Why isn't that worth a campaign? A letter, in quotation marks.
#
# - A: 24 % is less than half.
# - B: About 24 % of all who buy again buy packing cubes, tagged or not.
# - C: Tags are made by the platform and can't be checked.
# - D: Packing cubes have a low margin.

# %% id="ex-tag"
q = question("06-ex-tag")
letter = ...
### BEGIN SOLUTION
letter = "B"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 12 With the hat
#
# Of the paid orders with a sun hat (P11), which share also holds a rain jacket (P09)? That is the confidence of hat → jacket.

# %% id="ex-confidence"
q = question("06-ex-confidence")
orders, lines, products = load("orders"), load("order_lines"), load("products")
confidence = ...
### BEGIN SOLUTION
mine = lines[lines["order_id"].isin(orders.loc[orders["paid_at"].notna(), "order_id"])].merge(products, on="sku")
with_hat = set(mine.loc[mine["product"] == "P11", "order_id"])
with_jacket = set(mine.loc[mine["product"] == "P09", "order_id"])
confidence = len(with_hat & with_jacket) / len(with_hat)
### END SOLUTION
q.check(confidence)

# %% [markdown]
# ### 13 Rain jackets for Guangdong
#
# "Guangdong buys more rain jackets than others." Of the lines of paid orders (of the order's `province`): how many standard errors do Guangdong's lines of P09 lie above what is expected if all provinces had the same taste? Expected = Guangdong's lines × P09's lines ÷ all lines; errors = (actual − expected) ÷ √expected.

# %% id="ex-province"
q = question("06-ex-province")
orders, lines, products = load("orders"), load("order_lines"), load("products")
errors = ...
### BEGIN SOLUTION
paid = orders.loc[orders["paid_at"].notna(), ["order_id", "province"]]
mine = lines.merge(paid, on="order_id").merge(products, on="sku")
here, jackets = mine["province"] == "Guangdong", mine["product"] == "P09"
expected = here.sum() * jackets.sum() / len(mine)
errors = ((here & jackets).sum() - expected) / expected**0.5
### END SOLUTION
q.check(errors)

# %% [markdown]
# ### 14 Who is still there? (stretch 选修)
#
# Fit the BG/NBD model to paid orders before 1 July 2025 (weeks). `lifetime.alive(model, repeats, recency, age)` gives each buyer's chance to be alive. What is its mean over buyers with *exactly one* repeat order?

# %% id="ex-alive"
q = question("06-ex-alive")
orders = load("orders")
mean_alive = ...
### BEGIN SOLUTION
paid = orders[orders["paid_at"].notna()]
known = lifetime.figures(paid["buyer_id"], paid["paid_at"], "2025-07-01")
model = lifetime.fit(known["repeats"], known["recency"], known["age"])
known["alive"] = lifetime.alive(model, known["repeats"], known["recency"], known["age"])
mean_alive = known.loc[known["repeats"] == 1, "alive"].mean()
### END SOLUTION
q.check(mean_alive)

# %% [markdown]
# ## The money
#
# *After lesson 3.*
#
# ### 15 Not in the file, not missing
#
# How many paid orders are absent from the settlement and *not* overdue (paid fifteen days or less before 1 January 2026)?

# %% id="ex-not-due"
q = question("06-ex-not-due")
orders, file = load("orders"), load("settlement")
not_due = ...
### BEGIN SOLUTION
paid = orders[orders["paid_at"].notna()]
absent = paid[~paid["order_id"].isin(file.loc[file["kind"] == "order", "order_id"])]
not_due = (absent["paid_at"] + pd.Timedelta(days=15) >= pd.Timestamp("2026-01-01")).sum()
### END SOLUTION
q.check(not_due)

# %% [markdown]
# ### 16 After 618
#
# From the warm-up. "In the nine days after 618 (19 to 27 June) 17 % came back." What share of what was paid in those days, amount by amount, has come back from *these orders*?

# %% id="ex-after-618"
q = question("06-ex-after-618")
orders, refunds = load("orders"), load("refunds")
by_order = ...
### BEGIN SOLUTION
mine = orders[orders["paid_at"].between("2025-06-19", "2025-06-27 23:59:59")]
by_order = refunds[refunds["order_id"].isin(mine["order_id"])]["amount"].sum() / mine["paid"].sum()
### END SOLUTION
q.check(by_order)

# %% [markdown]
# ### 17 A cause, not a product
#
# Travel bottles leak (`reason` is `leaks`, product P14). Which *variant* of P14 has the most refunds for leaking per line sold (paid orders)? Write it as the column does.

# %% id="ex-leaks"
q = question("06-ex-leaks")
orders, lines, refunds, products = load("orders"), load("order_lines"), load("refunds"), load("products")
variant = ...
### BEGIN SOLUTION
mine = lines[lines["order_id"].isin(orders.loc[orders["paid_at"].notna(), "order_id"])].merge(products, on="sku")
mine = mine[mine["product"] == "P14"]
leaks = mine["line_id"].isin(refunds.loc[refunds["reason"] == "leaks", "line_id"])
variant = leaks.groupby(mine["variant"]).mean().idxmax()
### END SOLUTION
q.check(variant)

# %% [markdown]
# ### 18 Paid for nobody (stretch 选修)
#
# In the feed placement F4 from 1 August on: how many yuan were paid for clicks that never arrived? (For each day: cost × (1 − arrived ÷ clicks), added up; days without clicks count 0.)

# %% id="ex-nobody"
q = question("06-ex-nobody")
feed = load("feed_ad_daily")
for_nobody = ...
### BEGIN SOLUTION
late = feed[(feed["placement"] == "F4") & (feed["date"] >= "2025-08-01") & (feed["clicks"] > 0)]
for_nobody = (late["cost"] * (1 - late["arrived"] / late["clicks"])).sum()
### END SOLUTION
q.check(for_nobody)

# %% [markdown]
# ### 19 What an order may cost
#
# From module 01: an order may cost what it leaves. Here it leaves ¥40 before advertising. In how many of the six feed placements did an order cost less than that (whole year, cost ÷ orders)?

# %% id="ex-may-cost"
q = question("06-ex-may-cost")
feed = load("feed_ad_daily")
worth_it = ...
### BEGIN SOLUTION
sums = feed.groupby("placement")[["cost", "orders"]].sum()
worth_it = (sums["cost"] / sums["orders"] < 40).sum()
### END SOLUTION
q.check(worth_it)

# %% [markdown]
# ### 20 What the affiliates added (stretch 选修)
#
# In `affiliate_holdout` some visitors' links were switched off at random. For `kind` "cashback app": which share of the orders made with a working link would *not* have come without it? (All months together: 1 − rate without ÷ rate with.)

# %% id="ex-cashback"
q = question("06-ex-cashback")
test = load("affiliate_holdout")
added = ...
### BEGIN SOLUTION
sums = test[test["kind"] == "cashback app"].groupby("link_works")[["visitors", "orders"]].sum()
rate = sums["orders"] / sums["visitors"]
added = 1 - rate[False] / rate[True]
### END SOLUTION
q.check(added)

# %% [markdown]
# ## The outlook
#
# *After lesson 4.*
#
# ### 21 As wrong as a usual week
#
# What MASE has "like last week" for the 30 days from 1 September 2025, all of them, sale days and Golden Week included? (`forecast.seasonal_naive`, `forecast.mase`; the history is everything before.)

# %% id="ex-mase"
q = question("06-ex-mase")
daily = load("shop_daily")
naive_mase = ...
### BEGIN SOLUTION
past = daily[daily["date"] < "2025-09-01"]["paid_orders"]
came = daily[daily["date"] >= "2025-09-01"].head(30)["paid_orders"]
naive_mase = forecast.mase(came, forecast.seasonal_naive(past, 30), past)
### END SOLUTION
q.check(naive_mase)

# %% [markdown]
# ### 22 Two evenings more
#
# From module 02, for the rota. Which share of all orders was placed from 20:00 to 22:59?

# %% id="ex-evening"
q = question("06-ex-evening")
orders = load("orders")
evening = ...
### BEGIN SOLUTION
evening = orders["created_at"].dt.hour.between(20, 22).mean()
### END SOLUTION
q.check(evening)

# %% [markdown]
# ### 23 Where few sell much
#
# In the price bands of `luggage`: where is sales share ÷ seller share highest? Answer with the lower end of that band, in yuan.

# %% id="ex-band"
q = question("06-ex-band")
bands = load("price_bands")
lower_end = ...
### BEGIN SOLUTION
mine = bands[bands["category"] == "luggage"].set_index("low")
lower_end = (mine["sales_share"] / mine["seller_share"]).idxmax()
### END SOLUTION
q.check(lower_end)

# %% [markdown]
# ### 24 A year on the year before
#
# "Rain jackets are finished: December was not half of June." By which share did the category's paid orders of 2025 change against 2024?

# %% id="ex-growth"
q = question("06-ex-growth")
market = load("category_market")
growth = ...
### BEGIN SOLUTION
mine = market[market["category"] == "rain_jackets"]
year = mine.groupby(mine["month"].str[:4])["paid_orders"].sum()
growth = year["2025"] / year["2024"] - 1
### END SOLUTION
q.check(growth)

# %% [markdown]
# ### 25 Past their best
#
# Orders of ten days together, as in lesson 4. How many of the 48 launches stand on day 25 below 75 % of their best ten days so far?

# %% id="ex-stage"
q = question("06-ex-stage")
daily = load("launch_daily")
past_best = ...
### BEGIN SOLUTION
curves = daily.pivot(index="day", columns="launch_id", values="orders").rolling(10).sum()
past_best = (curves.loc[25] < 0.75 * curves.loc[:25].max()).sum()
### END SOLUTION
q.check(past_best)

# %% [markdown]
# ### 26 Two points, not one
#
# The platform asks for *two* points more commission. What would that have cost last year, in yuan, on the lines of all paid orders (column `paid` of `order_lines`)?

# %% id="ex-point"
q = question("06-ex-point")
orders, lines = load("orders"), load("order_lines")
two_points = ...
### BEGIN SOLUTION
mine = lines[lines["order_id"].isin(orders.loc[orders["paid_at"].notna(), "order_id"])]
two_points = 0.02 * mine["paid"].sum()
### END SOLUTION
q.check(two_points)

# %% [markdown]
# ### 27 Had its day? (stretch 选修)
#
# In how many of the 32 categories did paid orders of 2025 fall by more than 3 % against 2024, *and* the second half fell further (on last year's second half) than the first half did?

# %% id="ex-declining"
q = question("06-ex-declining")
market = load("category_market")
declining = ...
### BEGIN SOLUTION
market["year"] = market["month"].str[:4]
market["half"] = np.where(market["month"].str[5:].astype(int) <= 6, 1, 2)
year = market.pivot_table(index="category", columns="year", values="paid_orders", aggfunc="sum")
half = market.pivot_table(index="category", columns=["half", "year"], values="paid_orders", aggfunc="sum")
fell = year["2025"] / year["2024"] < 0.97
further = half[2]["2025"] / half[2]["2024"] < half[1]["2025"] / half[1]["2024"]
declining = (fell & further).sum()
### END SOLUTION
q.check(declining)

# %% [markdown]
# ### 28 In your own words (stretch 选修)
#
# A friend: "My search ads have a ROAS of 30, so I double them." Write her two sentences: what the 30 counts, and what she should find out first. Any whole sentence is taken; then compare it with ours.

# %% id="ex-words"
q = question("06-ex-words")
my_words = ...
### BEGIN SOLUTION
my_words = "It counts everybody who clicked, also those on their way to you. Switch the ads off in half of the areas by lot and compare orders per search."
### END SOLUTION
q.check(my_words)

# %% [markdown]
# ## How far are you?

# %% [markdown]
# This table counts tries and hints of this notebook and of the lessons beside it.

# %% id="how-far" tags=["nbval-ignore-output"]
progress()

# %% [markdown] id="way"
# Before: [lesson 5](lesson_5_appendix_large.ipynb) · Next: [module 07, lesson 1](../07_listing/lesson_1_listings.ipynb)
