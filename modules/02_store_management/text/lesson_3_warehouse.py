# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Wen wants ¥100,000 out of the shelf. What may go?
#
# *About 50 minutes · outline 02.02 · you will be able to: say what an empty shelf cost; set a reorder point 补货点 and an order-up-to level for each article; test the rule "warn at 50".*
#
# For the second shop Wen 阿雯 needs cash, and half a million yuan lie in the warehouse or on the road to it. Old Ma 老马 shakes his head: last month people stood before an empty shelf. Zhou 小周 has
# one rule for everything: when fifty pieces are left, order for forty days. Too much, says Wen; too little, says Old Ma. Both are right.
#
# <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import pandas as pd

from shoplab import load, question, show, use_style

use_style()

# %% [markdown]
# A supplier promised 15 days. Its last four deliveries took 12, 13, 15 and 24. The stock lasts 15 days. In what share of them was the shelf empty?

# %% id="recall-1"
recall_1 = ...
q = question("02-recall-supplier")
q.check(recall_1)

# %% [markdown]
# An article costs ¥40, leaves ¥20 a piece, and 10 a day are asked for. The shelf is empty for three days. How many yuan weren't earned? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("02-recall-empty")
q.check(recall_2)

# %% [markdown]
# Parcels wait 10, 11, 12 and 90 hours for the courier. The rule says 48. Which figure shows the trouble: "mean", "median" or "share over 48"?

# %% id="recall-3"
recall_3 = ...
q = question("02-recall-tail")
q.check(recall_3)

# %% [markdown]
# ## What did the empty shelf cost?
#
# `inventory_daily` has a row a day and SKU: what opened, came, was sold, closed, and how many minutes the shelf was empty. One article first, the grey cable organiser of lesson 1.

# %%
stock = load("inventory_daily")
one = stock[stock["sku"] == "P08-1"].set_index("date")
one.loc["2025-10-17":"2025-10-25", ["opening", "received", "sold", "closing", "on_order", "stockout_minutes"]]

# %% [markdown]
# **Predict.** Over the whole year P08-1 sold 15,159 pieces. Of its 365 days, how many was the shelf empty, all minutes together? A number. <!-- given -->

# %% id="guess-empty"
my_guess = ...

# %%
articles = load("products").set_index("sku")
by_sku = stock.groupby("sku").agg(sold=("sold", "sum"), empty_minutes=("stockout_minutes", "sum"))
by_sku["empty_days"] = by_sku["empty_minutes"] / (24 * 60)
by_sku.loc["P08-1"].round(1)

# %% [markdown]
# Eleven and a half days. Most people guess more, because they remember them. Less than one day in thirty, and it is our best seller; the export of lesson 1 rang when 22 pieces were left and 2,520 were on a lorry three days away.
#
# Now the usual sum: sold in the year, divided by 365. It counts the empty hours as hours in which nobody wanted any. What was sold has to be divided by the days on which there was something to sell.

# %%
by_sku["sold_a_day"] = by_sku["sold"] / 365
by_sku["asked_a_day"] = by_sku["sold"] / (365 - by_sku["empty_days"])
by_sku["leaves"] = 0.85 * articles["list_price"] - articles["cost"]
by_sku["turned_away"] = (by_sku["asked_a_day"] - by_sku["sold_a_day"]) * 365
by_sku["not_earned"] = by_sku["turned_away"] * by_sku["leaves"]
by_sku.sort_values("not_earned", ascending=False).head(5).round(1)

# %%
round(by_sku["not_earned"].sum()), round(by_sku["turned_away"].sum())

# %% [markdown]
# About 5,259 pieces and ¥93,420 weren't earned in the year, by this reckoning. Nobody has ever seen that figure: there is no receipt for what isn't sold.
#
# (0.85: of the list price, 15 % go to discounts and the platform. That is Zhou's round figure, and the task uses the same.) <!-- given -->
#
# ## The trap: observed sales are demand
#
# Who orders by what was sold repeats every empty shelf. It sold little because it was empty, so little is ordered, so it is empty again. A figure that is cut off from above, as sales are by the shelf, is called censored 截尾. **Selling out tells you
# what you sold, never what you could have sold.** And the correction above is itself a little too low: shelves run empty on days with more customers than usual.
#
# ## When to order
#
# Between the order and its arrival the shelf has to last. How long is that? Old Ma asks the factories; `purchase_orders` asks the calendar.

# %%
orders = load("purchase_orders")
orders["promised"] = (orders["promised_at"] - orders["ordered_at"]).dt.days
orders["took"] = (orders["received_at"] - orders["ordered_at"]).dt.days
late_half = orders[orders["ordered_at"] >= "2025-07-01"]
lead = late_half.groupby("factory").agg(promised=("promised", "mean"), mean=("took", "mean"), spread=("took", "std"))
lead.round(1)

# %% [markdown]
# Every factory takes longer than it promises, and with three of the five the spread is nearly as large as the mean: now and then an order is laid aside for a fortnight. So the reorder point has two parts: what is asked for while the lorry drives, and a safety stock 安全库存 against bad luck.
#
# reorder point = demand a day × lead time + z × bad luck
#
# z says how careful you are: at 1.65 the luck is good enough 19 times in 20, at 0 every second time. The "bad luck" joins the spread of the days with the spread of the lorries; the formula is in the help of `safety_stock`.

# %%
from shoplab.warehouse import keep_shelf, plot_warehouse, safety_stock

# 1 demand a day and its spread   2 the factory's days   3 the point   4 twenty days on top
plan = by_sku[["asked_a_day"]].copy()
plan["spread"] = stock.groupby("sku")["sold"].std()
of_sku = orders.drop_duplicates("sku").set_index("sku")["factory"]
plan["lead"] = of_sku.map(lead["mean"]).fillna(6)
plan["lead_spread"] = of_sku.map(lead["spread"]).fillna(4)
plan["safety"] = [safety_stock(2, row.asked_a_day, row.spread, row.lead, row.lead_spread) for row in plan.itertuples()]
plan["point"] = plan["asked_a_day"] * plan["lead"] + plan["safety"]
plan["up_to"] = plan["point"] + 20 * plan["asked_a_day"]
plan.loc[["P08-1", "P02-1", "P15-1", "P19-1"]].round(1)

# %% [markdown]
# ## Is fifty right for anything?
#
# The deck says: set the stock alert at 50 for every SKU. Compare.

# %%
too_late = plan["point"] > 75
too_early = plan["point"] < 25
int(too_late.sum()), int(too_early.sum()), int((~too_late & ~too_early).sum()), round(plan["point"].max())

# %% [markdown]
# For 22 articles fifty is far too late, for 13 far too early; for 19 it is about right, by accident. The highest point is 521, that of the cable organiser. As a constant the claim is wrong, and it is wrong in both directions at once: part of
# Wen's half million waits behind alerts that ring too early, and Old Ma's empty shelves behind those that ring too late.
#
# ## The living warehouse
#
# One article, the year's customers (in hours with an empty shelf as many as in the others), lorries drawn from the factory's own record, the same ones every time. Old Ma's question: what happens when the point moves?

# %%
rate = plan.at["P08-1", "asked_a_day"]
customers = [int(sold * 24 * 60 / max(24 * 60 - empty, 360)) for sold, empty in zip(one["sold"], one["stockout_minutes"])]
history = orders.loc[orders["factory"] == of_sku["P08-1"], "took"].dropna().astype(int)
lorries = history.sample(365, replace=True, random_state=3).tolist()


def warehouse(z, slower, cover, pack):
    days = plan.at["P08-1", "lead"] + slower
    point = rate * days + safety_stock(z, rate, plan.at["P08-1", "spread"], days, plan.at["P08-1", "lead_spread"])
    took = [one_lorry + slower for one_lorry in lorries]
    run = keep_shelf(customers, took, point, point + cover * rate, start=point, pack=pack)
    return run, point


def draw(z, slower, cover, pack):
    run, point = warehouse(z, slower, cover, pack)
    figure, alt = plot_warehouse(run, point, articles.at["P08-1", "cost"])
    show(figure, alt=alt, takeaway=f"Fill rate {run.filled:.1%}; the factory's weeks vary {run.whip:.1f} times as much as the customers'.")


draw(z=0, slower=0, cover=20, pack=10)

# %% [markdown]
# Here z is 0: Old Ma orders when just enough is left for a lorry that takes its usual time. The saw-tooth above is the shelf, red is what was turned away when one didn't. Below: customers ask evenly, the factory hears nothing for weeks and then everything at once. That is the bull-whip 牛鞭效应, and every step of a chain makes it longer.

# %% tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls, whole

controls(
    draw,
    z=choice("z, how careful", {"0, as it comes": 0, "1": 1, "1.65": 1.65, "2": 2, "3, never empty": 3}),
    slower=whole("Days slower", 0, 0, 14),
    cover=whole("Days per order", 20, 5, 60),
    pack=choice("Pieces a pack (MOQ)", [10, 100, 500]),
    height="640px",
)

# %% [markdown]
# One year is one luck. Here are four rules in twenty years with other lorries each, and their means:

# %%
settings = {"warn at 50": None, "z = 0": (0, 0, 20, 10), "z = 2": (2, 0, 20, 10), "z = 2, five days slower": (2, 5, 20, 10)}
rows = []
for luck in range(20):
    lorries = history.sample(365, replace=True, random_state=luck).tolist()
    for name, values in settings.items():
        run = warehouse(*values)[0] if values else keep_shelf(customers, lorries, 50, 50 + 40 * rate, start=50 + 20 * rate, pack=10)
        rows.append({"rule": name, "filled": run.filled, "turned away": sum(run.lost), "cost ¥": run.cost(articles.at["P08-1", "cost"])})
rules = pd.DataFrame(rows).groupby("rule").mean()
apart = (rules.loc["z = 2"] - rules.loc["z = 0"]).round()
print(apart.to_dict(), -22 * apart["turned away"])
rules.round(3)

# %% [markdown]
# "Warn at 50" turns away 799 pieces a year of this one article, and the order that comes then is for forty days, so it keeps nearly as much on the shelf as z = 2, which turns away 242. Zhou's rule is late *and* dear. z = 0 is cheap to keep and almost as often empty. Between
# z = 0 and z = 2 lie ¥6,961 of keeping and 443 pieces that leave ¥22 each: saving the ¥6,961 costs 443 × ¥22 = ¥9,746. And five days more on the road cost little, *if you know of them*.
#
# ## Does it cost more money?

# %%
position = stock.assign(tied=(stock["closing"] + stock["on_order"]) * stock["sku"].map(articles["cost"]))
today = position.groupby("date")["tied"].sum().mean()
ceiling = (plan["up_to"] * articles["cost"]).sum()
fifty = ((50 + 40 * by_sku["sold_a_day"]) * articles["cost"]).sum()
round(today), round(ceiling), round(fifty)

# %% [markdown]
# Zhou's rule asks for up to ¥663,346; the plan, with z = 2 everywhere and twenty days on top, for ¥442,161 at most. Less money and fewer empty shelves: the money moves from articles that sell one a day to those that sell forty. Nothing here is a trick; the
# old rule just didn't look.
#
# ## Your turn: the days on top
#
# For how many days more than the reorder point may Wen order, if all `up_to` levels together may cost 80 % of what is tied up today? Answer in whole days, rounded down.
#
# Task 3 needs this sum worked out anew in its cell: another shop has another number of days.

# %% id="cover-days"
cover_days = ...
q = question("02-cover-days")
q.check(cover_days)

# %% [markdown]
# ## What to remember
#
# - Sales from a shelf that was empty are not demand. Divide by the days on which there was something to sell.
# - Reorder point = demand × lead time + safety. Nothing in it is 50.
# - A promise is not a lead time, and a mean isn't either: the spread decides the safety stock.
# - The fill rate 满足率 counts pieces that were there; count it by pieces, not by articles.
#
# ## On the real platform
#
# Stock alerts 库存预警 stand in 千牛, 京麦, 商家后台, 抖店 and in every ERP 企业管理软件, mostly with one threshold for all. Selling more than there is (overselling 超卖) is late delivery 延迟发货 or
# "no goods" 缺货 to the platform and costs a penalty; the rules change, the dated names are in `course/platform_names.md`. "Only 3 left" may stand on a page when three are left, and not otherwise.

# %% [markdown] id="way"
# Before: [lesson 2](lesson_2_week.ipynb) · Next: [lesson 4](lesson_4_page.ipynb)
