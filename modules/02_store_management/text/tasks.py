# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six decisions in the ordinary running of a shop
#
# *Module 02 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# Wen 阿雯 is away for a week to look at rooms for the second shop. Until she is back the morning, the Monday page, the shelf and the desk are yours.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. That line says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook runs on a *rehearsal shop*, with other
# figures under the same names. When it is marked, it runs on a shop that nobody has seen. So compute every figure from the tables and type none of them in. Import what you need from the lessons.
#
# Let each task stand alone: what an earlier task worked out is worked out again. Where a part is right or a slip is a known one, you keep a part of the points and are told what happened.

# %%
import numpy as np
import pandas as pd

from shoplab import hand_in, load
from shoplab.queue import late_share
from shoplab.warehouse import safety_stock

# %% [markdown]
# ## Task 1: Which ten things come first? (10 points, core 必修)
#
# "It is ten to nine on 20 October 2025, and the exports haven't come. Take them from the tables. But mind: at ten to nine nobody knows what happens at nine."
#
# The moment is `now`, 2025-10-20 08:50. Make the list of what is open at that moment. Five kinds, with an `id` and the yuan `at_stake`. This week's stakes are not lesson 1's: take those of the table. Hand in the columns `rank`, `kind`, `id`, `at_stake`.
#
# | kind | id | open when | at stake |
# |---|---|---|---|
# | `remind` | `order_id` | placed in the 24 hours up to now, and not paid by now | 2 % of the amount due: `goods` − `discount` + `freight` |
# | `parcel` | `order_id` | paid at least 36 hours ago, less than 48 hours ago, and not picked up by now | 25 |
# | `ticket` | `ticket_id` | opened by now, not closed by now | 7 × `severity` |
# | `notice` | `notice_id` | issued by now, not answered by now, and due after now | `penalty`, but 200 for a violation without one |
# | `review` | `review_id` | written in the 24 hours up to now, at most 3 stars, no reply by now | 60 for one or two stars, 20 for three |
#
# A time that lies after `now` hasn't happened yet: an order paid at 9:10 is unpaid. An empty time is neither before nor after: `~(x <= now)` keeps it. Hand in the ten with most at stake, with `rank` 1 to 10. Equal stakes: the kinds in alphabetical order, then the smaller id first.

# %% task="ten-actions"
now = pd.Timestamp("2025-10-20 08:50")
orders, shipments = load("orders"), load("shipments")
tickets, notices, reviews = load("tickets"), load("notices"), load("reviews")
actions = ...
### BEGIN SOLUTION
# 1 each kind: what is open at this moment
day = pd.Timedelta(hours=24)
unpaid = orders[(orders["created_at"] > now - day) & (orders["created_at"] <= now) & ~(orders["paid_at"] <= now)]
due = unpaid["goods"] - unpaid["discount"] + unpaid["freight"]
remind = pd.DataFrame({"kind": "remind", "id": unpaid["order_id"], "at_stake": 0.02 * due})

parcels = shipments.merge(orders[["order_id", "paid_at"]], on="order_id")
waits = now - parcels["paid_at"]
at_risk = parcels[(waits >= 1.5 * day) & (waits < 2 * day) & (parcels["picked_up_at"] > now)]
parcel = pd.DataFrame({"kind": "parcel", "id": at_risk["order_id"], "at_stake": 25.0})

still = tickets[(tickets["opened_at"] <= now) & ~(tickets["closed_at"] <= now)]
ticket = pd.DataFrame({"kind": "ticket", "id": still["ticket_id"], "at_stake": 7.0 * still["severity"]})

unanswered = notices[(notices["issued_at"] <= now) & ~(notices["answered_at"] <= now) & (notices["due_at"] > now)]
fine = unanswered["penalty"].where((unanswered["kind"] != "violation") | (unanswered["penalty"] > 0), 200.0)
notice = pd.DataFrame({"kind": "notice", "id": unanswered["notice_id"], "at_stake": fine})

fresh = reviews[(reviews["written_at"] > now - day) & (reviews["written_at"] <= now) & ~(reviews["reply_at"] <= now)]
bad = fresh[fresh["stars"] <= 3]
review = pd.DataFrame({"kind": "review", "id": bad["review_id"], "at_stake": (bad["stars"] <= 2).map({True: 60.0, False: 20.0})})

# 2 one list, the ten with most at stake
todo = pd.concat([remind, parcel, ticket, notice, review])
todo = todo.sort_values(["at_stake", "kind", "id"], ascending=[False, True, True])
actions = todo.head(10).reset_index(drop=True)
actions["rank"] = actions.index + 1
actions
### END SOLUTION

# %% hand_in="ten-actions" points=10
hand_in("ten-actions", actions)

# %% [markdown]
# ## Task 2: What stands on Monday's page? (10 points, core 必修)
#
# "Nine figures, one page. And don't tell me it is the conversion before you have looked."
#
# The month of `september` is compared with the month of `october` 2025 (30 and 31 days: use sums a day, so divide by the days). Hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `change` | share | paid amount a day in October against September: −0.1 for a tenth less | 1 |
# | `visitors_share` | share | part of that change that comes from visitors a day, by logarithms, as in lesson 2 | 1 |
# | `conversion_share` | share | the part from paid orders ÷ visitors | 1 |
# | `money_share` | share | the part from the paid amount ÷ paid orders | 1 |
# | `high` | ¥ a day | mean + 3 standard deviations (`std()`) of `paid_amount` over the days of August to December on which the `calendar` has no sale | 1.5 |
# | `strange_days` | days | days of August to December, sale days too, whose `paid_amount` lies above `high` | 1 |
# | `in_48_hours` | share | of the orders *paid* in October, those whose parcel had its first scan within 48 hours of payment | 1.5 |
# | `slow_courier` | name | the courier with the largest share of late parcels among them | 1 |
# | `weeks_reached` | weeks | of the first 52 weeks (seven days each, from 1 January), those whose paid amount is at least 10 % above that of the week *before* | 1 |
#
# Take visitors, paid orders and money from `shop_daily`.

# %% task="monday-page"
shop = load("shop_daily").set_index("date")
page = ...
### BEGIN SOLUTION
# 1 two months as means a day, and the logarithms of their ratios
september, october = shop.loc["2025-09"].mean(), shop.loc["2025-10"].mean()
ratio = october / september
change = np.log(ratio)
whole = change["paid_amount"]

# 2 the limit of ordinary days
days = shop.loc["2025-08-01":"2025-12-31", "paid_amount"]
sale = load("calendar").set_index("date")["sale"].reindex(days.index)
high = days[~sale].mean() + 3 * days[~sale].std()

# 3 the 48 hours
orders = load("orders")
paid = orders[(orders["paid_at"] >= "2025-10-01") & (orders["paid_at"] < "2025-11-01")]
parcels = load("shipments").merge(paid[["order_id", "paid_at"]], on="order_id")
parcels["late"] = parcels["picked_up_at"] - parcels["paid_at"] > pd.Timedelta(hours=48)

# 4 ten per cent more than the week before
weekly = shop["paid_amount"].resample("7D").sum().iloc[:52]
before = weekly.shift(1)

page = {
    "change": ratio["paid_amount"] - 1,
    "visitors_share": change["visitors"] / whole,
    "conversion_share": (change["paid_orders"] - change["visitors"]) / whole,
    "money_share": (change["paid_amount"] - change["paid_orders"]) / whole,
    "high": high,
    "strange_days": int((days > high).sum()),
    "in_48_hours": 1 - parcels["late"].mean(),
    "slow_courier": parcels.groupby("courier")["late"].mean().idxmax(),
    "weeks_reached": int((weekly >= 1.10 * before).sum()),
}
page
### END SOLUTION

# %% hand_in="monday-page" points=10
hand_in("monday-page", page)

# %% [markdown]
# ## Task 3: When is what ordered, and up to how much? (10 points, core 必修)
#
# "I want a fifth of the money back, and Old Ma wants full shelves. Find a plan that both of us can sign."
#
# Hand in a table with one row for each `sku` of `products`, in whole pieces: `point` (when the pieces on the shelf and on order fall to it, the shop orders) and `up_to` (it orders up to this level, ten pieces at a time). Compute the days on top as in lesson 3, and round `up_to` down to tens: then the plan stays within Wen's condition.
#
# **Wen's condition.** All `up_to` levels together cost at most 80 % of the mean value of what lay on the shelf or was on order in 2025 (`closing` + `on_order` of `inventory_daily` × `cost` of `products`, summed a day, mean of the days). A plan above it earns 1 point.
#
# **How it is scored.** Your plan runs the shelf for ninety-one unseen days, forty-eight times with other luck: whole weeks of what customers *asked for* in the year, and lorries that take as long as they took at its end. A piece sold leaves 0.85 × `list_price` − `cost`. A day on the shelf costs 0.2 % of `cost`, an order ¥60.
# Zhou's rule, 50 for every SKU and forty days on top, earns 0 points; he needn't keep to Wen's condition. The best plan that we know how to make from these tables earns 10.

# %% task="reorder-plan"
stock, catalogue, orders = load("inventory_daily"), load("products"), load("purchase_orders")
plan = ...
### BEGIN SOLUTION
# 1 what is asked for a day: sold, by the days on which there was something to sell
by_sku = stock.groupby("sku").agg(sold=("sold", "sum"), empty=("stockout_minutes", "sum"), spread=("sold", "std"))
asked = by_sku["sold"] / (stock["date"].nunique() - by_sku["empty"] / 1440)

# 2 how long the lorries of the second half of the year took; a SKU that was never ordered gets the mean
orders["took"] = (orders["received_at"] - orders["ordered_at"]).dt.days
late_half = orders[orders["ordered_at"] >= "2025-07-01"]
lead = late_half.groupby("factory")["took"].agg(["mean", "std"])
factory = orders.drop_duplicates("sku").set_index("sku")["factory"].reindex(by_sku.index)
days, days_spread = factory.map(lead["mean"]).fillna(lead["mean"].mean()), factory.map(lead["std"]).fillna(lead["std"].mean())

# 3 the point: while the lorry drives, and against bad luck
safety = 2 * (days * by_sku["spread"] ** 2 + asked**2 * days_spread**2) ** 0.5
point = asked * days + safety

# 4 days on top: what the money allows, twenty at most
cost = catalogue.set_index("sku")["cost"]
tied = ((stock["closing"] + stock["on_order"]) * stock["sku"].map(cost)).groupby(stock["date"]).sum().mean()
cover = min(20, (0.8 * tied - (point * cost).sum()) / (asked * cost).sum() - 0.1)
plan = pd.DataFrame({"sku": catalogue["sku"]})
plan["point"] = plan["sku"].map(point).round().astype(int)
plan["up_to"] = plan["sku"].map(point + cover * asked).round().astype(int)
plan.head()
### END SOLUTION

# %% hand_in="reorder-plan" points=10
hand_in("reorder-plan", plan)

# %% [markdown]
# ## Task 4: What would you change in the shop on Monday? (10 points, core 必修, marked by a person)
#
# "One page, no tables longer than six lines. What you change, what it costs, and what you leave alone."
#
# Write to Wen, 350 to 500 words. The task is about the home shop, so here you may write figures down. Work in the cell below.
#
# | what a person will look at | points |
# |---|---|
# | **The page and its words.** One zone and one page to change, with orders per 1,000 who saw it and the leak's difference between devices; three search words that find nothing though we have the goods; pictures without words (`page_clicks`, `page_paths`, `site_searches`, `page_spec`) | 3 |
# | **Beside the leaders.** Our place in price, quality, service and speed among the sixteen, and one gap that we do *not* close, with the reason (`competitors`) | 1.5 |
# | **When and through whom.** Hours of the day for posts and for people, and a week's calendar of three partners by measured lift, not by orders claimed (`place_hours`, `affiliate_holdout`) | 2 |
# | **Regulars.** Which habit pays for itself and which doesn't, per buyer to whom it was offered; why members' larger baskets prove nothing (`habit_trials`, `members`) | 1.5 |
# | **Advice and its limits.** Who does what by when, and which figure shows in a month whether it worked; one thing the tables can't say | 2 |
#
# **In a group.** Your instructor may let two people share the figures. The advice is each one's own. Swap pages before you hand in, and add one line: what the other said, and what you changed.

# %% [markdown]
# Your figures:

# %% id="page-figures"
clicks = load("page_clicks")
lift = load("affiliate_holdout")

# %% [markdown] written="monday-advice" points=10
# *Your page, in place of this line.*
#
# ### BEGIN SOLUTION
# **To Wen: four changes, and one that I'd leave.** (A model answer, on the home shop's figures.)
#
# **The page and its words.** The main banner is clicked by 8 in 100 and brings about one order per 1,000 who see it; the search bar brings nearly nine. Don't buy the banner. Put the hit goods above it, as the travel sets were put up in June: their clicks per visitor grew by two thirds, those of the zones that stayed hardly at all. The leak is the cart on phones: 48 of 100
# steps out of it leave the shop, on computers 36; on every other page the devices are alike. Iris looks at that page first. Six words find nothing though we have the goods, among them 洗漱袋 (we say 洗漱包), 护照夹 (证件包) and 拐杖 (登山杖): about 700 orders a year at the rates of the words that work. Three of eight pictures on the home page have no alternative text.
#
# **Beside the leaders.** Of sixteen we are third in quality, third in service, third in speed, and cheaper than most. The five largest are cheaper still. I'd not close that gap: we would lose margin on every piece and gain the customers who leave first.
#
# **When and through whom.** Visitors peak at nine and ten in the evening. The order rate is best at six in the morning, when few are there; among the busy hours at ten, 4.0 in 100. Posts go out at half past nine; Ting has a third person at eight and nine in the evening, taken from the overlap at four. Partners by measured lift, orders per visitor with a working link less without:
#
# | partner | kind | lift | claimed |
# |---|---|---|---|
# | A1 | content | 5.0 in 100 | 1,622 |
# | A3 | content | 4.5 in 100 | 801 |
# | A2 | content | 3.7 in 100 | 1,262 |
#
# A4, a coupon site, claims most (2,333) and lifts 0.7 in 100. It gets nothing next month.
#
# **Regulars.** The daily sign-in brings ¥1.76 of margin per buyer to whom it was offered and costs ¥1.05: keep it. Points for reviews and the nearly free item cost more than they bring. That members have larger baskets proves nothing, since people who buy much join.
#
# **Advice.** 1. Iris mends the phone's cart by 31 October; watch steps out of it, 48 in 100 today. 2. Zhou enters the synonyms this afternoon; watch the share of searches that find something, 77 in 100. 3. Zhou stops A4 for a month; watch all orders, not A4's. Risk: some of its buyers go to Packmate.
#
# **What the tables can't say.** Why phones leave the cart. Paths show where, not why, and nobody has asked. So Iris asks ten buyers before she changes anything, and I don't promise a number for it.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: Who sits at the desk on a sale day? (15 points, stretch 选修)
#
# "On 8 March three times as many will write as on an ordinary day, in every hour, and the machine is switched off. Two people all round the clock, or ten?"
#
# Hand in a table with a row for each `hour` from 0 to 23 and the `agents` on duty, 0 to 12.
#
# **How it is scored.** Thirty unseen sale days, each with its own luck. In each hour come three times that hour's mean over the year's days (`chats` + `tickets` of `arrivals_hourly`). Each contact keeps an agent ten minutes on average. An answer within three minutes keeps ¥20, a later one nothing; an agent's hour costs ¥32.
# The best roster with the same number in all 24 hours earns 0 points, the best plan that we know how to make from these tables 15.

# %% task="sale-day-roster"
arrivals = load("arrivals_hourly")
roster = ...
### BEGIN SOLUTION
contacts = 3 * (arrivals["chats"] + arrivals["tickets"]).groupby(arrivals["hour"]).mean()
rows = []
for hour, an_hour in contacts.items():
    for agents in range(13):
        rows.append({"hour": hour, "agents": agents, "cost": 32 * agents + 20 * an_hour * late_share(an_hour, 10, agents)})
costs = pd.DataFrame(rows)
roster = costs.loc[costs.groupby("hour")["cost"].idxmin(), ["hour", "agents"]].reset_index(drop=True)
roster.T
### END SOLUTION

# %% hand_in="sale-day-roster" points=15
hand_in("sale-day-roster", roster)

# %% [markdown]
# ## Task 6: What is each way out worth? (15 points, stretch 选修)
#
# "Before Ting gets her rule, I want to see what each way out costs and who comes back, at the same grade. And no buyers whose sixty days aren't over."
#
# Take the complaints (`topic` is refund, late parcel, lost parcel or missing part) opened before 2025-11-01. Hand in a table with one row an `outcome`:
#
# | column | unit | what it is | points |
# |---|---|---|---|
# | `tickets` | number | complaints that ended so | 3 |
# | `cost` | ¥ | mean `cost` at each `severity`, weighted by the shop's mix of severities among *all* these complaints | 4 |
# | `back` | share | share whose buyer placed an order after `opened_at` and within 60 days of it, at each severity, weighted alike | 5 |
# | `price` | ¥ | `cost` − ¥24 × `back` | 3 |
#
# A severity at which an outcome never happened is left out of its weighted mean: divide by the weights that are there.

# %% task="ways-out"
tickets = load("tickets")
ways = ...
### BEGIN SOLUTION
complaints = tickets[tickets["topic"].isin(["refund", "late parcel", "lost parcel", "missing part"])]
complaints = complaints[complaints["opened_at"] < "2025-11-01"].copy()
later = load("orders")[["buyer_id", "created_at"]].merge(complaints[["ticket_id", "buyer_id", "opened_at"]], on="buyer_id")
limit = later["opened_at"] + pd.Timedelta(days=60)
soon = later[(later["created_at"] > later["opened_at"]) & (later["created_at"] <= limit)]
complaints["came_back"] = complaints["ticket_id"].isin(soon["ticket_id"])

mix = complaints["severity"].value_counts(normalize=True)
grid = complaints.groupby(["outcome", "severity"]).agg(cost=("cost", "mean"), back=("came_back", "mean")).reset_index()
grid["weight"] = grid["severity"].map(mix)
grid["cost"], grid["back"] = grid["cost"] * grid["weight"], grid["back"] * grid["weight"]
sums = grid.groupby("outcome")[["cost", "back", "weight"]].sum()
ways = pd.DataFrame({"tickets": complaints["outcome"].value_counts()})
ways["cost"], ways["back"] = sums["cost"] / sums["weight"], sums["back"] / sums["weight"]
ways["price"] = ways["cost"] - 24 * ways["back"]
ways = ways.rename_axis("outcome").reset_index()
ways
### END SOLUTION

# %% hand_in="ways-out" points=15
hand_in("ways-out", ways)
