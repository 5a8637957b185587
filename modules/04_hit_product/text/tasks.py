# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six decisions about a hit
#
# *Module 04 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# The second of January. On Wen 阿雯's table lie the eighty articles on trial, Zhou 小周's ad report, a sheet with five empty prices, and a letter from a creator. Spring begins with what is decided this week.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook runs on a
# *rehearsal shop*, where everything has the same name and another size. When it is marked, it runs on a shop that nobody has seen. So compute every figure and every name from the tables, and type none of them in. Import what the lessons imported, where you need it.
#
# Let each task stand alone. Where a part is right or a slip is a known one, you keep a part of the points and are told what happened.

# %%
import numpy as np
import pandas as pd

from shoplab import hand_in, load, metrics

# %% [markdown]
# ## Task 1: Which three of the eighty, and what will they leave? (10 points, core 必修)
#
# "Three names, and one number that I can order stock by."
#
# Hand in a dictionary with `items`, a list of three codes of `trial_items`, and `promised`, what the three together will leave next month in yuan. Each article on sale gets 60,000 impressions; Zhou counts on 9 % of the money going back; a piece leaves `price` − `unit_cost`.
#
# **How it is scored.** Next month happens, on a shop that nobody has seen. Your result is what the three leave, less ¥0.30 for each yuan by which your promise was too high (stock left over) or too low (empty shelf). The three best order rates, promised as they were seen, earn 0 points. Shrunk rates,
# turned into money as in lesson 1, earn 10, and everything between is measured in yuan. Conditions of lesson 1's last question (first order, days) don't apply here.

# %% task="three-hits"
hits = ...
### BEGIN SOLUTION
from shoplab.shrink import shrunk

# 1 the trial's sums, and rates that have lost their luck
goods = load("trial_daily").groupby("item")[["impressions", "clicks", "preorders"]].sum()
goods["click_rate"] = shrunk(goods["clicks"], goods["impressions"])
goods["order_rate"] = shrunk(goods["preorders"], goods["clicks"])

# 2 what next month leaves
goods = goods.join(load("trial_items").set_index("item")[["price", "unit_cost"]])
pieces = 60_000 * goods["click_rate"] * goods["order_rate"] * (1 - 0.09)
goods["leaves"] = pieces * (goods["price"] - goods["unit_cost"])

# 3 the best three
best = goods["leaves"].nlargest(3)
hits = {"items": best.index.tolist(), "promised": best.sum()}
hits
### END SOLUTION

# %% hand_in="three-hits" points=10
hand_in("three-hits", hits)

# %% [markdown]
# ## Task 2: Which ads pay for themselves? (10 points, core 必修)
#
# "The deck says 1 : 2.5. I say each article has its own mark. Show me."
#
# Hand in a table with one row a `product` (the first three letters of the SKU) that stands in `ad_daily`, over the whole year:
#
# | column | what it is | points |
# |---|---|---|
# | `direct` | direct sales ÷ cost of the ads | 1.5 |
# | `with_halo` | direct and indirect sales ÷ cost of the ads | 1.5 |
# | `needs` | break-even ROAS, see below | 4.5 |
# | `verdict` | `keep` when `direct` reaches `needs`; `halo only` when only `with_halo` does; else `stop` | 2.5 |
#
# `needs` as in lesson 3, over the product's **paid** lines: a line leaves 94 % of what was paid, less the goods and ¥4 for the parcel. `metrics.breakeven_roas` gets the margin (left ÷ paid, 0 if it is negative), the share of lines with a refund, ¥12 a return, and the mean paid a line. Where it is more than
# 999, or infinite, hand in 999 (`.clip(upper=999)`).

# %% task="ad-verdict"
verdict = ...
### BEGIN SOLUTION
# 1 what a product's paid lines leave, and how many come back
orders = load("orders")
paid = orders.loc[orders["paid_at"].notna(), ["order_id"]]
lines = load("order_lines").merge(paid, on="order_id").merge(load("products"), on="sku")
lines["left"] = 0.94 * lines["paid"] - lines["quantity"] * lines["cost"] - 4
lines["back"] = lines["line_id"].isin(load("refunds")["line_id"])
by_product = lines.groupby("product").agg(
    paid=("paid", "sum"), left=("left", "sum"), back=("back", "mean"), order_value=("paid", "mean")
)

# 2 the mark of each product
by_product["margin"] = (by_product["left"] / by_product["paid"]).clip(lower=0)
by_product["needs"] = [
    metrics.breakeven_roas(row.margin, row.back, 12, row.order_value) for row in by_product.itertuples()
]

# 3 what the ads brought, and the word
ads = load("ad_daily")
ads["product"] = ads["sku"].str[:3]
report = ads.groupby("product")[["cost", "amount_direct", "amount_indirect"]].sum()
report["direct"] = report["amount_direct"] / report["cost"]
report["with_halo"] = (report["amount_direct"] + report["amount_indirect"]) / report["cost"]
report["needs"] = by_product["needs"].clip(upper=999)
words = [report["direct"] >= report["needs"], report["with_halo"] >= report["needs"]]
report["verdict"] = np.select(words, ["keep", "halo only"], default="stop")
verdict = report.reset_index()[["product", "direct", "with_halo", "needs", "verdict"]]
verdict.round(2)
### END SOLUTION

# %% hand_in="ad-verdict" points=10
hand_in("ad-verdict", verdict)

# %% [markdown]
# ## Task 3: Five prices for the hit (10 points, core 必修)
#
# "Presale, launch, everyday, flash sale, after. Five prices, and no step that I have to be ashamed of."
#
# The hit is the SKU planned as `profit` of which most pieces were paid for in 2025. Hand in a dictionary with the prices `presale`, `launch`, `everyday`, `flash_sale`, `after` in yuan, and `elasticity`, the one you worked with. It earns no points; you will read it beside the true one.
#
# **What is given**, as in lesson 2: the steps with their days, crowd and added sensitivity (`STEPS` in `shopworld.decisions.price_ladder`); pieces = days × pieces a day × crowd × (price ÷ list price) to the power (elasticity − sensitivity); pieces a day = paid pieces ÷ 365; a piece leaves
# 0.88 × price − cost − ¥5. No price may lie above the list price.
#
# **The rule.** The flash price lies at least a tenth below the lowest of `presale`, `launch` and `everyday`. A ladder that breaks it isn't admitted and earns 3 points.
#
# **How it is scored.** Your ladder meets the buyers of the unseen shop, with the elasticity that they really have. Zhou's habit (10 % off in the presale, 20 % at the launch, 30 % in the flash sale, 20 % afterwards) earns 0 points, the best ladder that the tables allow earns 10.

# %% task="price-ladder"
ladder = ...
### BEGIN SOLUTION
from shopworld.decisions.price_ladder import STEPS

# 1 each article against itself, each day against itself
stock = load("inventory_daily")
stock = stock[stock["stockout_minutes"] == 0]
price = load("price_log").pivot(columns="sku", index="valid_from", values="price")
price = price.reindex(sorted(load("calendar")["date"])).ffill().unstack().rename("price").reset_index()
days = stock.merge(price, left_on=["sku", "date"], right_on=["sku", "valid_from"])
sellers = days.groupby("sku")["sold"].sum().nlargest(30).index
days = days[days["sku"].isin(sellers) & (days["sold"] > 0)]
elasticity = metrics.own_price_elasticity(days["sold"], days["price"], days["sku"], days["date"])

# 2 the hit
orders = load("orders")
paid = orders.loc[orders["paid_at"].notna(), ["order_id"]]
lines = load("order_lines").merge(paid, on="order_id").merge(load("products"), on="sku")
pieces = lines[lines["planned_role"] == "profit"].groupby("sku")["quantity"].sum()
hit = load("products").set_index("sku").loc[pieces.idxmax()]
a_day = pieces.max() / 365

# 3 what each step leaves at each price
prices = np.arange(int(hit["cost"]), int(hit["list_price"]) + 1)
leaves = {}
for name, step in STEPS.items():
    sold = step.days * a_day * step.crowd * (prices / hit["list_price"]) ** (elasticity - step.sensitivity)
    leaves[name] = pd.Series(sold * (0.88 * prices - hit["cost"] - 5), index=prices)

# 4 for each flash price the best earlier steps that it allows
best = None
for flash in prices:
    allowed = prices[0.9 * prices >= flash - 0.005]
    if len(allowed):
        early = {name: leaves[name][allowed] for name in ["presale", "launch", "everyday"]}
        total = leaves["flash sale"][flash] + sum(money.max() for money in early.values())
        if best is None or total > best:
            best = total
            ladder = {name: float(money.idxmax()) for name, money in early.items()}
            ladder["flash_sale"] = float(flash)
ladder["after"] = float(leaves["after"].idxmax())
ladder["elasticity"] = elasticity
ladder
### END SOLUTION

# %% hand_in="price-ladder" points=10
hand_in("price-ladder", ladder)

# %% [markdown]
# ## Task 4: What do we do again, and what never? (10 points, core 必修, marked by a person)
#
# "Two pages for the next hit. If Zhou is ill, somebody else must be able to run it."
#
# Write a review 复盘 for Wen on the hit of the home shop, the cable organiser P08, 350 to 500 words, tables not counted. Compute its figures in the cell below from `product_questions`, `reviews`, `competitor_items`, `competitor_prices` and what you used in lesson 4. A person reads it with the home shop's figures, so here you may write them down.
#
# | what a person will look at | points |
# |---|---|
# | **The selling point.** A matrix of at least four needs: asked about, complained of at the leaders; the one selling point that follows, and for whom | 2 |
# | **A leader taken apart** 拆解. One leading product beside ours: price and its moves over the year, pieces, bad reviews out of reviews, pictures, video; two things to learn and one not to copy | 2.5 |
# | **What buyers say.** Themes of questions before and bad reviews after, counted; two changes in order of impact, who does them by when | 2 |
# | **A procedure that runs** 标准流程. Five to eight conditions for the next hit, each with a figure, an owner and a day; at least one stops it | 2.5 |
# | **What the tables can't say.** And one piece of advice that you soften because of it | 1 |
#
# **In a group.** Your instructor may make this group work: one takes the leader, one the voices, one the procedure; the advice is each one's own. Before you hand in, read another's procedure and try to run it; write one line on where you got stuck.

# %% [markdown]
# Your figures:

# %% id="review-figures"
questions = load("product_questions")
leaders = load("competitor_items")
moves = load("competitor_prices")

# %% [markdown] written="hit-review" points=10
# *Your review, in place of this line.*
#
# ### BEGIN SOLUTION
# **To Wen: the cable organiser, and the next one.** (A model answer, on the home shop's figures.)
#
# **The selling point.** Questions on our pages and bad reviews at the five leaders:
#
# | need | asked about | complained of at the leaders |
# |---|---|---|
# | size | 184 | 17 (smaller than shown) |
# | thickness | 69 | none named |
# | smell | 49 | 24 |
# | seams | 34 | 33 |
#
# Size is asked most, and our own bad reviews of P08 name it too, so it is our fault and not our chance. Seams are what others do badly. Selling point for the business traveller: "seams that hold, sizes that are true".
#
# **A leader taken apart.** Packmate's cube set: ¥36, 3,114 pieces last month, 6.3 % of its reviews bad, twelve pictures, no video, 84 buyers' photos. Its price is cut in sale weeks and comes back; between them it is steady. To learn: buyers' photos in the first screens (our test E5 had more orders, to be checked within each
# channel), a steady price between events. Not to copy: the price; its set is cheaper made, and colours that differ are its main complaint.
#
# **What buyers say.** Of 62 bad reviews of P08 most speak of size ("half the size I expected from the photo"). First, a photograph with a hand and a phone in it, Ting, by 9 January, a day's work: concerns most of the bad ones. Second, a table of measures as the answer to the question of size, Zhou, by 12 January.
#
# **The procedure.**
# 1. Shrunk figures promise at least ¥6,000 a month (Zhou, day −30). Below: stop.
# 2. Break-even ROAS is written on the plan (Zhou, −28).
# 3. Stock for the middle case is ordered, cash for the high case is there (Old Ma, −21).
# 4. No price before the event below flash price ÷ 0.9 (Zhou, −30 to 0).
# 5. Alarm at 0.8 of the fortnight's UV value; two days running: ads off (Zhou, daily).
# 6. Refunds of the first ten days above twice the plan: stop (Ting, +12).
# 7. Bridge on the table, returns home (Zhou, +25).
#
# **What the tables can't say.** Leaders are those that made it. Six or seven in a hundred write a review, the angry more often, so the themes say what hurts and not how many it hurts. That is why I ask for the photograph at once and for a new product size not at all.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: Who gets the ¥30,000? (15 points, stretch 选修)
#
# "A buyer who wouldn't have come is worth ¥45 to me. One who'd have come anyway, nothing."
#
# Hand in a list of creators' codes from `creators`, each to be booked once at their `fee`, together for ¥30,000 at most. You needn't spend it all.
#
# **How it is scored.** On the unseen shop: ¥45 for each buyer whom the booked posts bring in truth, less the fees. Booking by followers until the money is gone earns 0 points. Who judges each by all hold-outs together, as in lesson 3, books the cheapest buyers first, and books nobody whose buyer costs more than ¥45, earns 15.

# %% task="creator-choice"
chosen = ...
### BEGIN SOLUTION
# 1 the buyers that each brought: the shown, less what all hold-outs say would have come anyway
creators = load("creators").set_index("creator")
anyway = creators["new_buyers_held_out"].sum() / creators["audience_held_out"].sum()
reach = creators["audience_shown"] + creators["audience_held_out"]
creators["brought"] = (creators["new_buyers_shown"] / creators["audience_shown"] - anyway).clip(lower=0) * reach

# 2 the cheapest buyers first, while they are worth it and the money lasts
creators["a_yuan"] = creators["brought"] / creators["fee"]
chosen, left = [], 30_000
for name, row in creators.sort_values("a_yuan", ascending=False, kind="stable").iterrows():
    if row["fee"] <= left and 45 * row["brought"] > row["fee"]:
        chosen.append(name)
        left = left - row["fee"]
chosen = sorted(chosen)
chosen
### END SOLUTION

# %% hand_in="creator-choice" points=15
hand_in("creator-choice", chosen)

# %% [markdown]
# ## Task 6: Stock, alarm, bridge (15 points, stretch 选修)
#
# "Before it flies: how much, how much money, and what wakes us. After it flew: why."
#
# Hand in a dictionary. `hit` is the SKU of task 3. All as in lesson 4:
#
# | key | what it is | points |
# |---|---|---|
# | `hit` | its code | 0.5 |
# | `order_low`, `order_middle`, `order_high` | pieces to order for four weeks: 4 × the 10 %, 50 %, 90 % quantile of the pieces sold a week, over the last 26 full weeks counted from 1 January in blocks of seven days (`resample("7D")`), less the `closing` of the last day, not below 0 | 3 |
# | `cash_high` | ¥ for `order_high` at the product's `cost` | 1 |
# | `limit` | of 0.95, 0.90, … 0.50 the highest that rings at most 12 times on days without an event; the ratio is the day's UV value (`paid_amount` ÷ `visitors`) to the median of the fourteen days before | 2 |
# | `rings` | on how large a share of these days it would ring if a fifth of the value were lost | 1.5 |
# | `volume`, `mix`, `price`, `cost` | the bridge of the hit's **product**, October to November by `created_at`, paid lines: volume and mix at October's margins. A piece's price is paid ÷ pieces; a month's cost is the `unit_cost` of the variant's last purchase order received up to the end of that month, or the product's `cost` if there was none | 1.5, 1.5, 1.5, 1 |
# | `new_share` | of November's paid lines of the product, the share that stands in its buyer's first paid order of the year | 1.5 |

# %% task="run-the-hit"
running = ...
### BEGIN SOLUTION
# 1 the hit and its paid lines
orders = load("orders")
paid = orders.loc[orders["paid_at"].notna(), ["order_id", "buyer_id", "created_at"]]
lines = load("order_lines").merge(paid, on="order_id").merge(load("products"), on="sku")
lines["month"] = lines["created_at"].dt.month
hit = lines[lines["planned_role"] == "profit"].groupby("sku")["quantity"].sum().idxmax()
goods = load("products").set_index("sku")

# 2 stock and cash
shelf = load("inventory_daily")
shelf = shelf[shelf["sku"] == hit].set_index("date")
weeks = shelf["sold"].resample("7D").sum().iloc[-27:-1]
order = (4 * weeks.quantile([0.1, 0.5, 0.9]) - shelf["closing"].iloc[-1]).clip(lower=0)

# 3 the alarm
daily = load("shop_daily").merge(load("calendar"), on="date")
daily["uv_value"] = daily["paid_amount"] / daily["visitors"]
daily["ratio"] = daily["uv_value"] / daily["uv_value"].rolling(14).median().shift(1)
ratio = daily.loc[(daily["event"] == "") & daily["ratio"].notna(), "ratio"]
limit = max(step / 100 for step in range(50, 100, 5) if (ratio < step / 100).sum() <= 12)

# 4 the bridge
product = goods.at[hit, "product"]
of_hit = lines[lines["product"] == product]
received = load("purchase_orders")
received = received[received["received_at"].notna()].sort_values("received_at")
months = {}
for number in (10, 11):
    month = of_hit[of_hit["month"] == number].groupby("sku")[["quantity", "paid"]].sum()
    month["price"] = month["paid"] / month["quantity"]
    last = received[received["received_at"].dt.month <= number].groupby("sku")["unit_cost"].last()
    month["cost"] = last.reindex(month.index).fillna(goods["cost"].reindex(month.index))
    months[number] = month
both = months[10].index.intersection(months[11].index)
old, now = months[10].loc[both], months[11].loc[both]
margin = old["price"] - old["cost"]
old_share, now_share = old["quantity"] / old["quantity"].sum(), now["quantity"] / now["quantity"].sum()

# 5 new buyers
november = of_hit[of_hit["month"] == 11]
first_order = lines.groupby("buyer_id")["created_at"].min()
new = november["created_at"] == november["buyer_id"].map(first_order)

running = {
    "hit": hit,
    "order_low": order[0.1],
    "order_middle": order[0.5],
    "order_high": order[0.9],
    "cash_high": order[0.9] * goods.at[hit, "cost"],
    "limit": limit,
    "rings": (ratio * 0.8 < limit).mean(),
    "volume": (now["quantity"].sum() - old["quantity"].sum()) * (old_share * margin).sum(),
    "mix": now["quantity"].sum() * ((now_share - old_share) * margin).sum(),
    "price": (now["quantity"] * (now["price"] - old["price"])).sum(),
    "cost": -(now["quantity"] * (now["cost"] - old["cost"])).sum(),
    "new_share": new.mean(),
}
running
### END SOLUTION

# %% hand_in="run-the-hit" points=15
hand_in("run-the-hit", running)
