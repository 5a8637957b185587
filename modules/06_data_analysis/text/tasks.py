# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six questions of New Year's Eve
#
# *Module 06 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# The year closes tonight. Wen 阿雯 has six questions, and a platform, a bank and a factory to answer tomorrow.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook runs on
# a *rehearsal shop*, where everything has the same name and another size. When it is marked, it runs on a shop that nobody has seen. So compute every figure and every name from the tables, and type none of them in.
#
# Let each task stand alone: work out in its own cell what it needs, also what an earlier task had. Where a part is right or a slip is a known one, you keep a part of the points and are told what happened.

# %%
import numpy as np
import pandas as pd

from shoplab import forecast, hand_in, lifetime, load, metrics, xray

# %% [markdown]
# ## Task 1: Where did October's money go? (10 points, core 必修)
#
# "Every part in yuan, and together they are the change. And what about those phones?"
#
# From September to October, as in lesson 1, by `xray.contributions` over the channels of `traffic_daily` (visitors, conversion = paid orders ÷ visitors, basket = paid amount ÷ paid orders). Hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `change` | yuan | paid amount of October less September's | 1 |
# | `visitors`, `conversion`, `basket` | yuan | each factor's part, added over the channels | 1.5 each |
# | `channel` | word | the channel whose three parts add up to the lowest sum | 1 |
# | `golden_week` | yuan | `shop_daily`: what the Golden Week days of September brought beyond as many mean September days without an event | 1.5 |
# | `phone_rates` | share | the whole year, orders placed ÷ visitors by channel and device: phone's rate less computer's, weighted with the mean of the two mixes (a device's mix: its visitors of a channel ÷ its visitors) | 1 |
# | `phone_mix` | share | phone's mix less computer's, weighted with the mean of the two rates | 1 |

# %% task="the-fall"
fall = ...
### BEGIN SOLUTION
# 1 a month's factors by channel, and the parts of the change
traffic = load("traffic_daily")


def month(number):
    sums = traffic[traffic["date"].dt.month == number].groupby("channel")[["visitors", "paid_orders", "paid_amount"]].sum()
    return sums.assign(conversion=sums["paid_orders"] / sums["visitors"], basket=sums["paid_amount"] / sums["paid_orders"])


factors = ["visitors", "conversion", "basket"]
parts = xray.contributions(month(9), month(10), factors)

# 2 what the calendar did
days = load("shop_daily").merge(load("calendar"), on="date")
days = days[days["date"].dt.month == 9]
golden = days.loc[days["event"] == "Golden Week", "paid_amount"]
usual = days.loc[days["event"] == "", "paid_amount"].mean()

# 3 the phones: rates and mix
year = traffic.groupby(["channel", "device"])[["visitors", "placed_orders"]].sum()
rate = (year["placed_orders"] / year["visitors"]).unstack()
mix = year["visitors"].unstack() / year["visitors"].unstack().sum()
fall = {
    "change": (month(10)["paid_amount"] - month(9)["paid_amount"]).sum(),
    **parts.sum().to_dict(),
    "channel": parts.sum(axis=1).idxmin(),
    "golden_week": golden.sum() - len(golden) * usual,
    "phone_rates": (mix.mean(axis=1) * (rate["phone"] - rate["computer"])).sum(),
    "phone_mix": (rate.mean(axis=1) * (mix["phone"] - mix["computer"])).sum(),
}
### END SOLUTION

# %% hand_in="the-fall" points=10
hand_in("the-fall", fall)

# %% [markdown]
# ## Task 2: Which way to pay is switched off? (10 points, core 必修)
#
# "Somewhere it is broken. The payment service switches off one bank in one app for some hours a day, until it is mended. Tell me which."
#
# Hand in a dictionary: `bank` and `app` (of `payment_attempts`; a phone's app, not the web), `first_hour` (0 to 23) and `hours` (how many hours in a row from there; `first_hour` + `hours` is at most 24).
#
# **How it is scored.** By the orders that your switch saves over the next ninety days, at ¥104 each. On the broken route more than half of the tries fail, and of those people 55 % never pay. Whoever finds a bank switched off is shown the other ways to pay; six in a hundred leave instead, so switching off
# a healthy route costs orders. Leaving everything as it is earns 0 points, the route that a careful reader finds in these tables 10. Nothing is lost by trying.
#
# Lesson 1 has what the reader knows: the last sixty days, bank × app × windows of four hours, at least 40 tries, failures in standard errors beyond the usual.

# %% task="switch-off"
switch = ...
### BEGIN SOLUTION
# 1 the last sixty days by phone
tries = load("payment_attempts")
tries = tries[(tries["tried_at"] >= tries["tried_at"].max() - pd.Timedelta(days=60)) & (tries["app"] != "web")]
tries = tries.assign(failed=tries["outcome"] == "failed", hour=tries["tried_at"].dt.hour)
usual = tries["failed"].mean()

# 2 every bank, app and window of four hours
cells = tries.groupby(["bank", "app", "hour"])["failed"].agg(["sum", "size"])
found = []
for first in range(21):
    window = cells[cells.index.get_level_values("hour").isin(range(first, first + 4))].groupby(["bank", "app"]).sum()
    window["beyond"] = (window["sum"] - window["size"] * usual) / (window["size"] * usual) ** 0.5
    found.append(window[window["size"] >= 40].assign(first_hour=first))

# 3 the one furthest beyond chance
windows = pd.concat(found)
worst = windows.reset_index().sort_values("beyond").iloc[-1]
switch = {"bank": worst["bank"], "app": worst["app"], "first_hour": int(worst["first_hour"]), "hours": 4}
### END SOLUTION

# %% hand_in="switch-off" points=10
hand_in("switch-off", switch)

# %% [markdown]
# ## Task 3: What does the platform owe us? (10 points, core 必修)
#
# "Order by order. I sign nothing that they can laugh at."
#
# The contract is `platform_fees`, row Tmall: `commission` and `payment_rate`; orders are paid out within fifteen days of payment. The file ends with the year. Hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `beyond_rate` | yuan | commission charged in `settlement`, less gross × commission rate (rounded to two places, order by order) | 2.5 |
# | `taken_twice` | yuan | refunds taken back more often than `refunds` has them, for the same order and amount | 2.5 |
# | `never_came` | yuan | paid orders that are not in the file though paid more than fifteen days before 1 January 2026: what was paid × (1 − both rates), less the refunds on these orders that were asked for more than two days before 1 January | 2.5 |
# | `owed` | yuan | the three together | 0.5 |
# | `not_due` | orders | paid orders that are not in the file and not overdue | 1 |
# | `refund_rate` | share | of orders paid from 12 to 25 November (whole days): amount refunded on *these orders* ÷ amount paid | 1 |

# %% task="settlement"
claim = ...
### BEGIN SOLUTION
# 1 the rate
orders, refunds, file = load("orders"), load("refunds"), load("settlement")
paid = orders[orders["paid_at"].notna()]
terms = load("platform_fees").set_index("platform").loc["Tmall"]
sales, taken = file[file["kind"] == "order"], file[file["kind"] == "refund"]
beyond = (sales["commission"] - (sales["gross"] * terms["commission"]).round(2)).sum()

# 2 twice
counted = taken.value_counts(["order_id", "refund"])
asked = refunds.value_counts(["order_id", "amount"]).rename_axis(["order_id", "refund"])
surplus = counted.sub(asked, fill_value=0).clip(lower=0)
twice = (surplus * surplus.index.get_level_values("refund")).sum()

# 3 never
end = pd.Timestamp("2026-01-01")
absent = paid[~paid["order_id"].isin(sales["order_id"])]
overdue = absent["paid_at"] + pd.Timedelta(days=15) < end
lost = absent[overdue]
back = refunds[refunds["order_id"].isin(lost["order_id"]) & (refunds["applied_at"] + pd.Timedelta(days=2) < end)]
never = lost["paid"].sum() * (1 - terms["commission"] - terms["payment_rate"]) - back["amount"].sum()

# 4 the refund rate by order
after = paid[paid["paid_at"].between("2025-11-12", "2025-11-25 23:59:59")]
claim = {
    "beyond_rate": beyond,
    "taken_twice": twice,
    "never_came": never,
    "owed": beyond + twice + never,
    "not_due": int((~overdue).sum()),
    "refund_rate": refunds.loc[refunds["order_id"].isin(after["order_id"]), "amount"].sum() / after["paid"].sum(),
}
### END SOLUTION

# %% hand_in="settlement" points=10
hand_in("settlement", claim)

# %% [markdown]
# ## Task 4: One page for the new year (10 points, core 必修, marked by a person)
#
# "One page that I can read on the train. What is true, what is nothing, and what we do."
#
# Write 300 to 450 words, tables not counted. Compute the figures in the cell below; the tables are those of the four lessons. This task is about the home shop, the one that you see: here you may write its figures down.
#
# | what a person will look at | points |
# |---|---|
# | **Question and metric.** One decision that hangs on the page. Each figure with its denominator and table; what the calendar explains is taken off before anything is blamed | 2 |
# | **Market.** Concentration and price bands of one category; its stage, by a year on the year before; why a month on the month before says nothing | 2 |
# | **Buyers.** Two findings about tags, regions, searches without a result, or dear orders, each beside what chance would give or with the evidence that you asked for. At least one is "nothing there" | 2 |
# | **Sources and hours.** Channels by more than one rule or by a hold-out, a source whose clicks don't arrive, the hours at which ads and rota move | 2 |
# | **What to do.** One new rule as a scenario in the margins, one article's stage and what follows, three actions: who, by when, and the number that would show that it was wrong | 2 |
#
# **In a group.** Your instructor may make this group work: three people, one page. Before handing in, swap pages with another group and mark each other's with this table, one sentence a row. Their points don't count. Add a line: what the other group said, and what you changed.

# %% [markdown]
# Your figures:

# %% id="page-figures"
market = load("category_market")
bands = load("price_bands")
bands[bands["category"] == "luggage"]

# %% [markdown] written="new-year-page" points=10
# *Your page, in place of this line.*
#
# ### BEGIN SOLUTION
# **What do we order for spring, and what do we stop?** (A model answer, on the home shop's figures.)
#
# **What is true.** October's paid amount (`traffic_daily`) lay ¥155,288 below September's; ¥100,978 of that is Golden Week in September, ¥57,044 cabin cases that searchers bought in September and then no more: the fall is September's, not October's. Visitors carry two thirds (log shares). Phones convert worse than computers by mix alone; within each channel they don't.
#
# **Market.** Travel organisers: CR4 0.098, so nobody rules it. From ¥70 to ¥90, 8 % of the sellers make 19 % of the sales, with 4.79 stars: hard, not empty. Orders of 2025 are 10.6 % above 2024: growth. December lay 25 % below October, as every December; it says nothing of the stage.
#
# **Buyers.** Tags by a look are right in 15.7 % of cases where chance gives 15.1 %: nothing there. Of 340 cells of province and product with 80 lines expected, fifteen stand out, and luck makes fifteen: nothing there. 23 % of the searches in our own box find nothing; 8,529 asked for plug adapters, which we don't sell.
#
# **Sources and hours.** The feed gets 33 % of the sales by first touch and 21 % by last; neither says what it added. Ads on our own name added 5 orders of 100 credited, standard error 9 (hold-out by area). In placement F4, 54 of 100 clicks have arrived since September, and the hundred come from 44 devices. At 21:00 we answer 77 % in time, at 10:00 94 %; at 22:00 ads take 8.5 % of their cost for 7.1 % of their sales.
#
# **What to do.** A point more commission costs ¥92,105 a year and brings no product below zero; the poncho, with ¥475 of ¥900 left, is offered as an extra only. The launches are past their best by day 30: the last pieces go as a bundle. 1 Zhou stops the own-name ads for January in half of the areas; wrong if orders per search
# fall by more than a fifteenth. 2 Ting claims ¥89,673 by 10 January, with order numbers. 3 Old Ma orders for 351 orders a day; wrong if the first week lies outside the band of 60 on either side.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: How many orders will January bring? (15 points, stretch 选修)
#
# "Old Ma orders by it. Each order that you are off costs me ¥10, in empty shelves or full ones."
#
# Hand in a table: `day` (1 to 30, of January 2026) and `orders`, the paid orders that you expect on that day.
#
# **How it is scored.** Your forecast is held against twenty-four Januaries that this shop may have, and each order that it is off costs ¥10. Like-last-week earns 0 points, the forecast of lesson 4 made from these tables 15. You will also read your MASE. No event of the calendar falls into these days.

# %% task="january"
january = ...
### BEGIN SOLUTION
# 1 the level and the weekday, from ordinary days
days = load("shop_daily").merge(load("calendar"), on="date").sort_values("date")
ordinary = days[days["event"] == ""]
weekday = ordinary.groupby("weekday")["paid_orders"].mean()
weekday = weekday / weekday.mean()
last = ordinary.tail(28)
level = (last["paid_orders"] / last["weekday"].map(weekday)).mean()

# 2 how the market moved a year ago
market = load("category_market")
market = market[market["category"].isin(["travel_organisers", "luggage"])]
searches = market.groupby("month")["searches"].sum()
move = searches["2025-01"] / searches["2024-12"]

# 3 thirty days
dates = pd.date_range("2026-01-01", periods=30)
january = pd.DataFrame({"day": dates.day, "orders": level * move * weekday[dates.day_name()].to_numpy()})
### END SOLUTION

# %% hand_in="january" points=15
hand_in("january", january)

# %% [markdown]
# ## Task 6: Who comes back, and who is written to? (15 points, stretch 选修)
#
# "Three rates with their names on, and a thousand letters. I want to know whom, and whether your rule would have known."
#
# Paid orders of 2025 (`paid_at` before 1 January 2026). Stand on 1 October. Hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `in_the_year` | share | buyers with two orders or more ÷ buyers | 1.5 |
# | `within_90_days` | share | first buyers back within 90 days (`metrics.reordered_share_of_buyers`) | 1.5 |
# | `next_quarter` | share | buyers of the third quarter who bought in the fourth ÷ buyers of the third | 2 |
# | `weakest_cohort` | month | of the cohorts January to November, the one with the lowest share back one month later, as a text like `2025-03` | 1.5 |
# | `rfm_came` | buyers | of 1,000 with the highest R + F + M (as in lesson 2; ties by money), how many bought on or after 1 October | 3 |
# | `model_came` | buyers | the same for the 1,000 with most orders expected over 13 weeks by `lifetime.fit` and `lifetime.expected` | 3 |
# | `promised` | orders | the orders that the model expects in these 13 weeks from all buyers known on 1 October | 1 |
# | `bundle` | two codes | of pairs of products in at least 500 of these orders together, the pair with the highest lift | 1.5 |

# %% task="who-comes-back"
back = ...
### BEGIN SOLUTION
# 1 three rates and the cohorts
orders = load("orders")
paid = orders[orders["paid_at"].notna() & (orders["paid_at"] < "2026-01-01")]
quarter = paid["paid_at"].dt.quarter
third, fourth = (set(paid.loc[quarter == number, "buyer_id"]) for number in (3, 4))
matrix = metrics.retention_matrix(paid["buyer_id"], paid["paid_at"])

# 2 RFM on what was known
until = pd.Timestamp("2025-10-01")
before, after = paid[paid["paid_at"] < until], paid[paid["paid_at"] >= until]
buyers = before.groupby("buyer_id").agg(last=("paid_at", "max"), frequency=("order_id", "size"), money=("paid", "sum"))
days = (until - buyers["last"]).dt.days
buyers["rfm"] = 5 - pd.qcut(days, 5, labels=False) + buyers["frequency"].clip(upper=5) + pd.qcut(buyers["money"], 5, labels=False) + 1
by_rfm = buyers.nlargest(1000, ["rfm", "money"]).index

# 3 the model on what was known
known = lifetime.figures(before["buyer_id"], before["paid_at"], until)
model = lifetime.fit(known["repeats"], known["recency"], known["age"])
known["expected"] = lifetime.expected(model, known["repeats"], known["recency"], known["age"], 13)
by_model = known["expected"].nlargest(1000).index

# 4 bundles with evidence
lines = load("order_lines").merge(load("products")[["sku", "product"]], on="sku")
pairs = lines[lines["order_id"].isin(paid["order_id"])][["order_id", "product"]].drop_duplicates()
single = pairs.groupby("product").size()
both = pairs.merge(pairs, on="order_id").query("product_x < product_y").groupby(["product_x", "product_y"]).size()
both = both[both >= 500].rename("together").reset_index()
lift = both["together"] / (both["product_x"].map(single) * both["product_y"].map(single))
back = {
    "in_the_year": metrics.repurchase_share_of_buyers(paid["buyer_id"]),
    "within_90_days": metrics.reordered_share_of_buyers(paid["buyer_id"], paid["paid_at"], 90),
    "next_quarter": len(third & fourth) / len(third),
    "weakest_cohort": str(matrix.loc["2025-01":"2025-11", 1].idxmin()),
    "rfm_came": int(by_rfm.isin(after["buyer_id"]).sum()),
    "model_came": int(by_model.isin(after["buyer_id"]).sum()),
    "promised": known["expected"].sum(),
    "bundle": both.loc[lift.idxmax(), ["product_x", "product_y"]].tolist(),
}
### END SOLUTION

# %% hand_in="who-comes-back" points=15
hand_in("who-comes-back", back)
