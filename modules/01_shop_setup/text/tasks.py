# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six decisions before the second shop opens
#
# *Module 01 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# Wen 阿雯 has six sheets of paper on the packing table, one a question, and ¥200,000 in the bank. Today is 5 January 2026, and the second shop opens on 1 March.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook
# runs on a *rehearsal shop*, where everything has the same name and another size, and you are told if an answer did not change with it. When it is marked, it runs on a shop that nobody has seen. So compute every figure and every name from
# the tables, and type none of them in.
#
# Let each task stand alone: work out in its own cell what it needs, also what an earlier task had. Import what the lessons imported. Where a part is right or a slip is a known one, you keep a part of the points and are told what
# happened.

# %%
import numpy as np
import pandas as pd

from shoplab import hand_in, load, metrics

today = pd.Timestamp("2026-01-05")
opening = pd.Timestamp("2026-03-01")

# %% [markdown]
# ## Task 1: What does a piece leave when the parcels have come back? (10 points, core 必修)
#
# "Tell me for each of the twenty: what comes back, what stays, and whether Zhou may advertise it."
#
# Hand in a table with one row a `product` (P01 to P20), over all lines of **paid** orders of 2025:
#
# | column | unit | what it is | points |
# |---|---|---|---|
# | `refund_rate` | share | money refunded ÷ money paid, both summed over the product's lines | 2 |
# | `contribution` | ¥ a piece | what the lines leave before advertising, summed, ÷ pieces paid for | 4 |
# | `break_even_roas` | ¥ | money paid ÷ contribution, both summed over the product's lines: what one yuan of advertising must bring; 0 if nothing is left | 1.5 |
# | `role` | word | what the product turned out to be, see below | 1.5 |
# | `core_share` | share | of the money paid for the product, the part from the core age band | 1 |
#
# What a line leaves is reckoned as in lesson 2: what was paid less what was refunded; the goods' cost, of which only a fifth is lost for goods that came home; ¥8 for each line that came home; Tmall's commission on what was kept; the
# payment fee on what was paid; and the parcel (courier by kilograms begun, ¥1.80 packing, less the freight that the buyer paid) shared equally by the lines of the order. Advertising is left out.
#
# The **role** is the first that fits: `image`, when an average piece is paid ¥300 or more; `profit`, when at least 30 % of the money paid is left as
# contribution; `traffic`, when an average piece is paid less than ¥60 and the product makes at least 2 % of all pieces; else `weak`.
# (Lesson 3 writes "the first that fits" with `np.select`.)
#
# The **core age band** is the one whose buyers paid most for goods in the whole year. Buyers who gave no age can't be the core, but their money counts in the
# sum that you divide by. Hand the figures in unrounded, or with three decimals.

# %% task="unit-economics"
economics = ...
### BEGIN SOLUTION
# 1 one row a line of a paid order, with its article, its buyer and its refund
orders = load("orders")
paid = orders[orders["paid_at"].notna()].merge(load("buyers")[["buyer_id", "age_band"]], on="buyer_id")
lines = load("order_lines").merge(paid[["order_id", "age_band"]], on="order_id").merge(load("products"), on="sku")
given_back = load("refunds")
lines = lines.merge(given_back[["line_id", "amount"]], on="line_id", how="left")
lines["refunded"] = lines["amount"].fillna(0)
home = lines["line_id"].isin(given_back[given_back["goods_returned"]]["line_id"])

# 2 the parcel of each order, shared by its lines
lines["grams"] = lines["quantity"] * lines["weight_g"]
parcels = lines.groupby("order_id").agg(grams=("grams", "sum"), lines_in_it=("line_id", "count")).reset_index()
parcels = parcels.merge(paid[["order_id", "province", "freight"]], on="order_id")
parcels = parcels.merge(load("courier_rates"), on="province")
courier = parcels["first_kg"] + (np.ceil(parcels["grams"] / 1000) - 1) * parcels["next_kg"]
parcels["parcel"] = (courier + 1.80 - parcels["freight"]) / parcels["lines_in_it"]
lines = lines.merge(parcels[["order_id", "parcel"]], on="order_id")

# 3 what a line leaves
fees = load("platform_fees").set_index("platform").loc["Tmall"]
kept = lines["paid"] - lines["refunded"]
goods = lines["quantity"] * lines["cost"] * home.map({True: 0.20, False: 1.0})
taken = fees["commission"] * kept + fees["payment_rate"] * lines["paid"]
lines["left"] = kept - goods - 8 * home - taken - lines["parcel"]

# 4 the core age band, and one row a product
by_age = lines[lines["age_band"] != ""].groupby("age_band")["paid"].sum().sort_values()
lines["paid_by_core"] = lines["paid"].where(lines["age_band"] == by_age.index[-1], 0)
columns = ["paid", "refunded", "quantity", "left", "paid_by_core"]
sums = lines.groupby("product")[columns].sum().reset_index()
price, left_share = sums["paid"] / sums["quantity"], sums["left"] / sums["paid"]
often = sums["quantity"] >= 0.02 * sums["quantity"].sum()
conditions = [price >= 300, left_share >= 0.30, (price < 60) & often]
role = np.select(conditions, ["image", "profit", "traffic"], default="weak")
economics = pd.DataFrame(
    {
        "product": sums["product"],
        "refund_rate": sums["refunded"] / sums["paid"],
        "contribution": sums["left"] / sums["quantity"],
        "break_even_roas": (sums["paid"] / sums["left"]).where(sums["left"] > 0, 0),
        "role": role,
        "core_share": sums["paid_by_core"] / sums["paid"],
    }
)
economics.round(3)
### END SOLUTION

# %% hand_in="unit-economics" points=10
hand_in("unit-economics", economics)

# %% [markdown]
# ## Task 2: What may we open with on 1 March? (10 points, core 必修)
#
# "Two things can keep a shelf empty: a paper I haven't got, and a lorry that isn't there. I'd order from the cheapest, as always. Go through all 32."
#
# Hand in a table with one row a `category`:
#
# | column | unit | what it is | points |
# |---|---|---|---|
# | `paper` | word | how it stands with the paper, see below | 5 |
# | `late_share` | share | of the past deliveries of the category's **cheapest** supplier (lowest `unit_cost`), those that took more days than there are from today to the opening | 2 |
# | `may_open` | True or False | True when the paper is no obstacle on the opening day **and** `late_share` is 10 % or less | 3 |
#
# `paper` is the first that fits: `no paper needed`; `held`, when Wen holds it and it is in force on the opening day; `in time`, when a new one, applied for today,
# is there on or before the opening day; `expired`, when she holds one that runs out before; else `too late`. The first three are no obstacle.
# Lesson 3 shows both steps on a few goods: the first word that fits ("May we?"), and the cheapest offer of each category ("Can we?").

# %% task="licence-gate"
gate = ...
### BEGIN SOLUTION
# 1 the paper of each category: held until when, a new one by when; the first word that fits
papers = load("categories")[["category", "licence"]]
papers = papers.merge(load("licences_held")[["licence", "valid_until"]], on="licence", how="left")
papers = papers.merge(load("licence_rules")[["licence", "days"]], on="licence", how="left")
new_by = today + pd.to_timedelta(papers["days"], unit="D")
conditions = [papers["licence"] == "", papers["valid_until"] >= opening, new_by <= opening, papers["valid_until"].notna()]
words = ["no paper needed", "held", "in time", "expired"]
papers["paper"] = np.select(conditions, words, default="too late")

# 2 the cheapest supplier of each category, and how often it came too late
cheapest = load("supplier_quotes").sort_values("unit_cost").drop_duplicates("category")
deliveries = load("deliveries").merge(cheapest[["supplier", "category"]], on="supplier")
deliveries["late"] = deliveries["actual_days"] > (opening - today).days
late_share = deliveries.groupby("category")["late"].mean()

# 3 both doors
gate = papers[["category", "paper"]].copy()
gate["late_share"] = gate["category"].map(late_share)
gate["may_open"] = gate["paper"].isin(["no paper needed", "held", "in time"]) & (gate["late_share"] <= 0.10)
gate.head(8)
### END SOLUTION

# %% hand_in="licence-gate" points=10
hand_in("licence-gate", gate)

# %% [markdown]
# ## Task 3: What does the first year look like on one page? (10 points, core 必修)
#
# "The bank wants a year in months, and it adds up with a pencil. And Zhou wants to know what he may give away and what he may spend."
#
# Hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `months` | list of 12, ¥ | the target of January to December 2026, each in full 万 (¥10,000) | 4 |
# | `quarters` | list of 4, ¥ | the sums of three months each | 1 |
# | `tool` | word | the promotion tool for the opening month, see below | 1 |
# | `tool_discount` | share | its effective discount | 1.5 |
# | `weekly_budget` | ¥ a week | the advertising budget of the new item | 1.5 |
# | `last_order_cost` | ¥ an order | what a further order costs in the most expensive step that you buy | 1 |
#
# **The year.** Wen wants a fifth more than the `paid_amount` of 2025 in `shop_daily`, rounded up to a multiple of ¥120,000. The season is that of the market for `travel_organisers`:
# each month's share of the year's `sales`, averaged over 2024 and 2025. Round down to full 万, and give what is missing to the months with the largest remainders. Half of the points for
# each list is for its sum. (`tolist()` makes a list of a column.)
#
# **The tool.** Of `spend and save`, `coupon`, `gift` and `festival theme`: the one that gives most, among those that give away 4 % or less. Effective discount = what the tool would have given
# away on last year's paid orders ÷ the `goods` of all paid orders. Where `goods` reach the threshold, `used_share` of the orders get `value` and `rate` × `goods`.
#
# **The budget.** The new item leaves ¥18 an order before advertising. The trials repeat four levels of spend; take each channel's mean spend and mean visitors at each level, and turn
# visitors into orders with the channel's own conversion (all its orders ÷ all its visitors). Buy every step, from nothing to the first level and from each level to the next, whose further orders cost less
# than ¥18 each. The budget is the sum of these steps.

# %% task="year-plan"
plan = ...
### BEGIN SOLUTION
# 1 the target, and the market's season
year_target = int(np.ceil(load("shop_daily")["paid_amount"].sum() * 1.2 / 120_000)) * 120_000
market = load("category_market")
travel = market[market["category"] == "travel_organisers"].copy()
travel["year"], travel["month"] = travel["month"].str[:4], travel["month"].str[5:].astype(int)
sales = travel.pivot(index="month", columns="year", values="sales")
season = (sales / sales.sum()).mean(axis=1)

# 2 round down, count what is missing, give it to the largest remainders
raw = season * year_target
months = (raw // 10_000 * 10_000).astype(int)
missing = (year_target - int(months.sum())) // 10_000
months[(raw - months).nlargest(missing).index] += 10_000
quarters = months.groupby((months.index - 1) // 3).sum()

# 3 the tool that gives most within 4 %
orders = load("orders")
goods = orders.loc[orders["paid_at"].notna(), "goods"]
tools = load("promo_tools").set_index("tool")
effective = {}
for tool in ["spend and save", "coupon", "gift", "festival theme"]:
    terms = tools.loc[tool]
    given = (goods >= terms["threshold"]) * (terms["value"] + terms["rate"] * goods) * terms["used_share"]
    effective[tool] = given.sum() / goods.sum()
effective = pd.Series(effective).sort_values()
affordable = effective[effective <= 0.04]

# 4 every step whose further orders cost less than ¥18
trials = load("channel_trials")
trials["level"] = (trials["week"] - 1) % 4 + 1
totals = trials.groupby("channel")[["visitors", "orders"]].sum()
levels = trials.groupby(["channel", "level"])[["spend", "visitors"]].mean().reset_index()
levels["orders"] = levels["visitors"] * levels["channel"].map(totals["orders"] / totals["visitors"])
steps = levels.groupby("channel")[["spend", "orders"]].diff().fillna(levels[["spend", "orders"]])
steps["cost"] = steps["spend"] / steps["orders"]
bought = steps[steps["cost"] < 18]

plan = {
    "months": months.tolist(),
    "quarters": quarters.tolist(),
    "tool": affordable.index[-1],
    "tool_discount": affordable.iloc[-1],
    "weekly_budget": bought["spend"].sum(),
    "last_order_cost": bought["cost"].max(),
}
plan
### END SOLUTION

# %% hand_in="year-plan" points=10
hand_in("year-plan", plan)

# %% [markdown]
# ## Task 4: What do the leaders do that we don't? (10 points, core 必修, marked by a person)
#
# "Don't send me a table. Tell me what to do on Monday, and why I should believe it."
#
# Write a report 竞品分析 for Wen, 350 to 500 words, tables not counted, on three to five of the leading shops in travel goods. Compute its figures in the cell below; the tables are `competitors`, `competitor_items`, `positioning` and
# `page_colours`. This task is about the home shop, so here you may write figures down.
#
# Mind two prices. `average_price` is the mean of all goods that a shop sold; `competitor_items` lists eight cheap, quick items. Say which one you use.
#
# | what a person will look at | points |
# |---|---|
# | **Figures.** Price, quality, service, hours to dispatch and discount of each leader; its best-selling item with its share of the shop's pieces; bad reviews out of all reviews. Every rate says what it was divided by | 3 |
# | **A gap that can be defended.** Our place on the six axes beside the nearest rival; one gap (for whom, at a low or a high price, niche or full range), and why no rival can copy it within a week | 2 |
# | **A page that can be read.** The parts of our pages with too little contrast, their ratio, the ratio they need, what to change; do the three pages look like one shop? | 1.5 |
# | **Advice.** Three pieces: who does what by when, what it costs or risks, and which figure will show after a month whether it worked | 2.5 |
# | **What the tables can't say.** And one piece of advice that you hold back or soften because of it | 1 |
#
# **In a group.** Your instructor may make this group work: three people, one leader each, one set of figures; the advice is each one's own. Before handing in, swap reports with another group and mark each other's with this table, one
# sentence a row. Add a line at the end: what the other group said, and what you changed.

# %% [markdown]
# Your figures:

# %% id="report-figures"
rivals = load("competitors").set_index("shop")
items = load("competitor_items")
metrics.contrast_ratio("#333333", "#FFFFFF")  # a text colour and the colour behind it

# %% [markdown] written="competitor-report" points=10
# *Your report, in place of this line.*
#
# ### BEGIN SOLUTION
# **To Wen: three things for February.** (A model answer, on the home shop's figures.)
#
# **Figures.** The price is the mean of all goods sold. Bad reviews are reviews of three stars or fewer ÷ all reviews of the shop's eight listed items last month; the hit's share is its pieces ÷ the pieces of the eight.
#
# | shop | price ¥ | quality | service | ships in h | discount | hit's share | bad reviews |
# |---|---|---|---|---|---|---|---|
# | Packmate | 71 | 4.68 | 4.65 | 31.6 | 20.8 % | 30.7 % | 4.5 % |
# | Fold & Go | 47 | 4.52 | 4.55 | 40.5 | 6.4 % | 27.2 % | 5.6 % |
# | Blue Kettle | 89 | 4.63 | 4.69 | 12.9 | 8.5 % | 28.2 % | 5.1 % |
# | *Lantern Lane* | 64 | 4.80 | 4.74 | 11.1 | 19.4 % | not listed | not listed |
#
# All three lean on the packing cube set. What most bad reviews stand beside: colours that differ at Packmate, open seams at Fold & Go, slow delivery at Blue Kettle.
#
# **The gap.** On the panel's six axes our nearest rival is Fold & Go, 2.6 away: price 5.7 against 4.1, audience 7.6 against 6.7, visual 6.1 against 5.2. Buyers mix us up with a cheap shop, though our
# goods are the best of these four and leave the house more than three times as fast as theirs. So: a niche, goods for the weekend traveller who packs on Thursday, at a slightly higher price. A rival can copy a discount within a week. Old Ma's
# warehouse and seams that hold take a year.
#
# **The page.** Four parts are too pale: the banner title on the home page (1.79, needs 3), the footer (3.08, needs 4.5), the coupon tag (1.26, needs 4.5), the countdown in the live room (3.82, needs 4.5). The dark blue
# #1F3A5F of our titles mends the first (6.4) and the third (10.6). Home and item page share a red, the live room has another; take #C0392B for all three.
#
# **Advice.**
# 1. Zhou halves our discount by 15 February. Blue Kettle sells at ¥89 with 8.5 %. Risk: fewer orders. Watch contribution an order in March; it should rise by more than orders fall.
# 2. Ting puts "sent within 12 hours" and a photograph of the seam on the ten best items by 10 February. Cost: two days. Watch bad reviews ÷ reviews, and questions about delivery a hundred chats.
# 3. Zhou repaints the four parts this week. Cost: nothing. Watch coupons used ÷ coupons seen.
#
# **What the tables can't say.** These are shops that made it; those who tried the same and closed are in no table. Reviews come from people who write, and we see no rival's profit: Packmate may lose money on every set. That is why I
# advise half the discount and not none, for one month, and why I say nothing about copying the cube set.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: Which goods for the second shop? (15 points, stretch 选修)
#
# "I have ¥200,000, and ¥50,000 stay in the bank. One category, one supplier. Choose as if it were yours."
#
# Hand in a dictionary with `category`, `supplier` (both as in `supplier_quotes`) and `expected_profit`, your own estimate of the first year's profit in yuan. The estimate earns no points.
#
# **Wen's conditions.** On the opening day the paper is there (as in task 2, but worked out again in this cell; the lorry is your own business here). The mean `refund_rate` of the category in 2025 is 15 % or less. First order (`unit_cost` × `moq`), Tmall's deposit and
# yearly fee, and the category's paper if it needs one, tie up ¥150,000 or less. A choice that breaks one of them earns 1 point.
#
# **How it is scored.** Your choice is tried in the unseen market for a year, twelve times with different luck. The median of all offers that Wen may take earns 0 points: a dart thrown at the list. What a careful
# planner earns who has nothing but these tables earns 15, and everything between is measured in yuan.
#
# **What the planner knows.** A new shop that is run well gets, once it is known, 14 times the clicks of the average seller outside the top four; ads and time to become known make the first year worth 9.5 such months. Searches grow as they did last
# year. 40 % of the orders come through paid clicks at `average_cpc`. A returned parcel costs ¥8 and four fifths of its goods' cost are saved. The parcel goes to near provinces (not `remote`), packing is ¥1.80. Stock
# lasts for the promised days and a week; when a delivery takes longer, the shelf is empty for the rest. Fixed cost is ¥12,000 a month.

# %% task="category-choice"
choice = ...
### BEGIN SOLUTION
# 1 the market of 2025, its growth, and what the four largest hold
months = load("category_market")
months["year"] = months["month"].str[:4]
columns = ["searches", "clicks", "paid_orders", "sales"]
this_year, year_before = months[months["year"] == "2025"], months[months["year"] == "2024"]
market = this_year.groupby("category")[columns].sum()
market = market.join(this_year.groupby("category")[["sellers", "refund_rate", "average_cpc"]].mean())
market["growth"] = market["searches"] / year_before.groupby("category")["searches"].sum()
top = load("category_sellers")
market["cr4"] = top[top["rank"] <= 4].groupby("category")["sales_share"].sum()

# 2 a newcomer's orders in the first year, less the days with an empty shelf
full_month = market["paid_orders"] / 12 * (1 - market["cr4"]) / market["sellers"] * 14
market["my_orders"] = full_month * 9.5 * market["growth"]
deliveries = load("deliveries")
deliveries["empty"] = (deliveries["actual_days"] - deliveries["promised_days"] - 7).clip(0, 30) / 30
offers = load("supplier_quotes").merge(market.reset_index(), on="category")
offers = offers.merge(load("categories")[["category", "licence", "weight_g"]], on="category")
offers["sold"] = offers["my_orders"] * (1 - offers["supplier"].map(deliveries.groupby("supplier")["empty"].mean()))

# 3 what an order leaves
fees = load("platform_fees").set_index("platform").loc["Tmall"]
rates = load("courier_rates")
near = rates[rates["remote"] == "no"]
price, back = offers["sales"] / offers["paid_orders"], offers["refund_rate"]
parcel = near["first_kg"].mean() + (np.ceil(offers["weight_g"] / 1000) - 1) * near["next_kg"].mean() + 1.80
kept = price * (1 - back) * (1 - fees["commission"]) - price * fees["payment_rate"]
advertising = 0.40 * offers["average_cpc"] * offers["clicks"] / offers["paid_orders"]
leaves = kept - offers["unit_cost"] * (1 - 0.80 * back) - parcel - 8 * back - advertising

# 4 the year's profit, and Wen's conditions first
offers["paper_cost"] = offers["licence"].map(load("licence_rules").set_index("licence")["cost"]).fillna(0)
offers["profit"] = offers["sold"] * leaves - 12 * 12_000 - fees["annual_fee"] - offers["paper_cost"]
offers["capital"] = offers["unit_cost"] * offers["moq"] + fees["deposit"] + fees["annual_fee"] + offers["paper_cost"]
held_until = offers["licence"].map(load("licences_held").set_index("licence")["valid_until"])
new_by = today + pd.to_timedelta(offers["licence"].map(load("licence_rules").set_index("licence")["days"]), unit="D")
open_door = (offers["licence"] == "") | (held_until >= opening) | (new_by <= opening)
allowed = offers[open_door & (offers["refund_rate"] <= 0.15) & (offers["capital"] <= 150_000)]
best = allowed.sort_values("profit").iloc[-1]
choice = {"category": best["category"], "supplier": best["supplier"], "expected_profit": best["profit"]}
choice
### END SOLUTION

# %% hand_in="category-choice" points=15
hand_in("category-choice", choice)

# %% [markdown]
# ## Task 6: Fill in the papers and open (15 points, stretch 选修)
#
# "No more drafts. Fill it in, and send it off. And before you do, write down what went wrong the last time."
#
# The application goes to **Tmall**, for goods whose paper is no obstacle on the opening day (choose them again in this cell: those of task 5, or others). Hand in a dictionary with these keys. The platform reviews five stages, 2 points each:
#
# | stage | keys |
# |---|---|
# | registration | `shop_name` (up to 30 characters, no boasting), `platform`, `company` (True or False), `papers` (a list: every paper that any of Tmall's steps asks for, except the category's; `.split("; ")` as in lesson 3) |
# | category | `category`, `licences` (a list with the category's paper; `["none"]` when it needs none) |
# | freight template | `freight`, a table with `province`, `first_fee`, `next_fee` in ¥, a row for each province of `courier_rates`. For a parcel of these goods remote regions are charged at least 60 % of the courier's price, nobody more than twice |
# | payment | `deposit` in ¥, `account` (`"company"` or `"personal"`) |
# | first listing | `title` (up to 60 bytes, a Chinese character counts two; with the category's name in English or Chinese), `price` in ¥ (above goods, commission, payment fee and parcel), `stock` in pieces, `ship_hours` (48 at most) |
#
# And five figures from the project's papers, 5 points together:
#
# | key | what it is | points |
# |---|---|---|
# | `slipping_stage` | number of the stage in `stage_plan` that lost most days **by itself**: actual length − planned length | 1.5 |
# | `duty_without_owner` | the duty in `responsibilities` that nobody answers for (no A) | 1 |
# | `duty_with_two_owners` | the duty that more than one party answers for | 1 |
# | `step_days` | the days of all of Tmall's steps in `platform_steps`, one after the other | 0.75 |
# | `paid_at_entry` | ¥ that go to Tmall before the first order: deposit and yearly fee | 0.75 |
#
# The review of lesson 3 works here too: `from shoplab.opening import review`, `from shoplab.data import shop`, `review(application, shop())`.

# %% task="shop-setup"
application = ...
### BEGIN SOLUTION
# 1 goods that may be listed: some that need no paper
goods = load("categories")
goods = goods[goods["licence"] == ""].iloc[0]

# 2 what Tmall asks for
fees = load("platform_fees").set_index("platform").loc["Tmall"]
steps = load("platform_steps")
steps = steps[steps["platform"] == "Tmall"]
asked = set()
for papers_of_step in steps["papers"]:
    asked = asked | set(papers_of_step.split("; "))

# 3 freight: at the courier's own price
rates = load("courier_rates")
freight = pd.DataFrame({"province": rates["province"], "first_fee": rates["first_kg"], "next_fee": rates["next_kg"]})

# 4 a price with room for everything that comes off it
quotes = load("supplier_quotes")
unit_cost = quotes[quotes["category"] == goods["category"]]["unit_cost"].min()

# 5 the last project's papers
project = load("stage_plan").set_index("stage")
planned = project["planned_end"] - project["planned_start"]
project["lost"] = project["actual_end"] - project["actual_start"] - planned
duties = load("responsibilities")
answer_for_it = (duties["role"] == "A").groupby(duties["duty"]).sum()

application = {
    "shop_name": "Lantern Lane Two 灯巷二店",
    "platform": "Tmall",
    "company": True,
    "papers": sorted(asked - {"none", "category licences"}),
    "category": goods["category"],
    "licences": ["none"],
    "freight": freight,
    "deposit": fees["deposit"],
    "account": "company",
    "title": goods["name_en"] + " " + goods["name_zh"],
    "price": round(2 * unit_cost + 20, 2),
    "stock": 100,
    "ship_hours": 24,
    "slipping_stage": project["lost"].idxmax(),
    "duty_without_owner": answer_for_it.index[answer_for_it == 0][0],
    "duty_with_two_owners": answer_for_it.index[answer_for_it > 1][0],
    "step_days": steps["days"].sum(),
    "paid_at_entry": fees["deposit"] + fees["annual_fee"],
}
### END SOLUTION

# %% hand_in="shop-setup" points=15
hand_in("shop-setup", application)
