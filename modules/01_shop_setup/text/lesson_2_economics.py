# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # We sell a lot. What is left?
#
# *About 65 minutes, with a place for a break · outline 01.03, 01.08, 01.17 · you will be able to: follow an order's money from the click to what the shop keeps; say which buyers can
# pay; work out what one article earns and how much advertising it can bear; decide what to drop and what to mend.*
#
# Wen 阿雯 has printed one number and pinned it over the packing table: ¥10.6 million, the shop's first year. "If the second shop sells half as much, I can stop worrying." Old Ma 老马, who
# tapes the parcels, looks at the sheet for a while. "And how much of that did we get to keep?"

# %% [markdown]
# ## Before we start
#
# Three questions, from the warm-up and from lesson 1.

# %%
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from shoplab import load, question, show, use_style
from shoplab.charts import ACCENT, GREY

use_style()

# %% [markdown]
# A sun hat sells for ¥69 and costs the shop ¥30.80. What is its gross margin 毛利率, as a share of the price? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("01-recall-gross-margin")
q.check(recall_1)

# %% [markdown]
# A category's Herfindahl index HHI is 0.05. As tight as how many equal sellers does it feel?

# %% id="recall-2"
recall_2 = ...
q = question("01-recall-rivals")
q.check(recall_2)

# %% [markdown]
# `orders` and `buyers` both have the column `buyer_id`. Which method puts each buyer's age beside their orders?

# %% id="recall-3"
recall_3 = ...
q = question("01-recall-merge")
q.check(recall_3)

# %% [markdown]
# ## Wen's number
#
# Each row of `orders` is an order placed 下单. Wen added up the goods, less the spend-and-save discount 满减, plus the freight. The trade calls that GMV 成交总额, and there is no rule for what
# goes into it.
#
# **Predict.** Take out the orders that nobody paid, and the money that was paid back. How much is left, in millions of yuan?

# %% id="guess-net"
my_guess = ...

# %%
orders, refunds = load("orders"), load("refunds")
orders["refunded"] = orders["order_id"].map(refunds.groupby("order_id")["amount"].sum()).fillna(0)
paid_orders = orders[orders["paid_at"].notna()].copy()
paid_orders["net"] = paid_orders["paid"] - paid_orders["refunded"]
placed = (orders["goods"] - orders["discount"] + orders["freight"]).sum()
pd.Series({"placed": placed} | paid_orders[["paid", "refunded", "net"]].sum().to_dict()).round()

# %% [markdown]
# Of ¥10,553,298 placed, ¥9,449,745 were paid 支付金额, ¥841,732 went back, and ¥8,608,013 are net sales 净销售额. If you guessed near 9.7, you thought of refunds and forgot that a cart costs
# nothing. Nearly two of Wen's ten and a half millions were never hers, and no cost has been taken off yet.

# %% [markdown]
# ## The days when everything came back
#
# On 16 November Ting 婷婷 from customer service came in pale. "Nearly half of the money is going back." She had divided the refunds asked for that day by the money paid that day. Here is her
# figure, and beside it what came back of each day's *own* orders.

# %%
paid_orders["day"] = paid_orders["created_at"].dt.normalize()
asked = refunds.groupby(refunds["applied_at"].dt.normalize())["amount"].sum()
days = paid_orders.groupby("day")[["paid", "refunded"]].sum()
days["asked_that_day"] = asked / days["paid"]
days["of_that_days_orders"] = days["refunded"] / days["paid"]
november = days.loc["2025-11-06":"2025-11-20"]
print(november.loc["2025-11-11":"2025-11-16", ["asked_that_day", "of_that_days_orders"]].round(3).iloc[[0, 1, 5]])
figure = Figure()
axes = figure.subplots()
axes.plot(november.index.day, november["asked_that_day"] * 100, color=GREY)
axes.plot(november.index.day, november["of_that_days_orders"] * 100, color=ACCENT)
axes.text(16.6, 36, "asked for that day", color="#5d5b5c")
axes.text(16.6, 3.2, "of that day's orders", color=ACCENT)
axes.axvline(11, color=GREY, linestyle=":", linewidth=1)
axes.text(10.9, 43, "Double 11", ha="right", color="#5d5b5c")
axes.set(title="The waves were mostly a matter of counting", xlabel="Day of November 2025", ylabel="Refunds, % of money paid", ylim=(0, 50))
show(
    figure,
    alt="Line chart, 6 to 20 November: refunds asked for on a day over that day's sales fall to 1.5 per cent on the 11th, jump to 25.9 on the 12th, "
    "sink to 13.6 on the 14th and jump to 44.5 on the 16th; refunds of each day's own orders stay between 5 and 14 per cent.",
    takeaway="A big day's refunds arrive on small days. Count a refund with the order that it belongs to.",
)

# %% [markdown]
# Ting's 44.5 % were parcels of Double 11: some buyers changed their mind overnight, more found a fault when the box was open, and both asked on days when sales were small again. Of the orders
# *placed* on the 16th 4.8 % came back, of those of the 11th 9.5 %. This is called the order cohort 按订单口径.

# %% [markdown]
# ## Who buys, and who can pay?
#
# Ting answers the chats, and she is sure: "Our people are students." A buyer persona 消费者画像 needs more than the loudest chat. One caution first: 3,591 buyers left the age empty, and `isna` finds
# none of them, because an empty text is a text. They paid like the rest; we give them a name.

# %%
buyers = load("buyers")
print("empty ages:", int((buyers["age_band"] == "").sum()), "found by isna:", int(buyers["age_band"].isna().sum()))
buyers["age_band"] = buyers["age_band"].replace("", "not given")
by_buyer = paid_orders.merge(buyers[["buyer_id", "age_band"]], on="buyer_id")
ages = by_buyer.groupby("age_band").agg(buyers=("buyer_id", "nunique"), orders=("order_id", "count"), net=("net", "sum"))
ages["orders_share"] = ages["orders"] / ages["orders"].sum()
ages["net_share"] = ages["net"] / ages["net"].sum()
ages["per_buyer"] = ages["net"] / ages["buyers"]
ages[["buyers", "orders_share", "net_share", "per_buyer"]].round(3)

# %% [markdown]
# Count heads and Ting has a point: 18–24 is the second largest group, with 24.7 % of the orders. Count money and it has 21.8 %. The purchasing power 购买力 of one such buyer is ¥132 in the year; in
# the older groups it is ¥150 to ¥160. **A segment's size is counted in people, its worth in yuan kept.** The core customer 核心客户 is 25 to 44.

# %% [markdown]
# ## One article, step by step
#
# Wen's sum for the packing cubes: "A set sells for ¥39 and costs me ¥25. Thirty-six fen of each yuan are mine." <!-- given -->
#
# **Predict.** After refunds, commission, courier, advertising and the rest: how many yuan are left of one set?

# %% id="guess-cubes"
my_guess = ...

# %% [markdown]
# One row for each line of a paid order, with its article, its refund and its parcel. `how="left"` keeps the lines without a refund. The courier bills each kilogram *begun*: `np.ceil` rounds up.

# %%
lines = load("order_lines").merge(paid_orders[["order_id"]], on="order_id").merge(load("products"), on="sku")
lines = lines.merge(refunds[["line_id", "amount"]], on="line_id", how="left")
lines["came_back"] = lines["amount"].notna()
lines["grams"] = lines["quantity"] * lines["weight_g"]
parcels = lines.groupby("order_id").agg(grams=("grams", "sum"), lines_in_it=("line_id", "count")).reset_index()
parcels = parcels.merge(paid_orders[["order_id", "province", "freight"]], on="order_id")
parcels = parcels.merge(load("courier_rates"), on="province")
parcels["kilos"] = np.ceil(parcels["grams"] / 1000)
parcels["bill"] = parcels["first_kg"] + (parcels["kilos"] - 1) * parcels["next_kg"]
lines = lines.merge(parcels[["order_id", "lines_in_it", "bill", "freight"]], on="order_id")
parcels[parcels["grams"] == 3200][["grams", "kilos", "province", "first_kg", "next_kg", "bill"]].head(2)

# %% [markdown]
# A cabin case of 3,200 grams travels as four kilos. Now every step becomes a column, with a minus where money leaves. Old Ma's figures stand in no table: of five pieces that come home one can't be
# sold again, each way back costs ¥8, packing ¥1.80. Zhou 小周 says from memory that advertising came to ¥6 a paid order. **That is an assumption**, so it has a name. Tmall takes its commission 佣金 of
# what stays sold. What belongs to a parcel is shared equally by its lines. <!-- given -->

# %%
lost, way_back, packing, ads_per_order = 0.20, 8.00, 1.80, 6.00
fees = load("platform_fees").set_index("platform").loc["Tmall"]
# 1 the goods: gone when the buyer keeps them, a fifth lost when they come home
home = lines["line_id"].isin(refunds[refunds["goods_returned"]]["line_id"])
lines["goods_cost"] = -lines["quantity"] * lines["cost"] * home.map({True: lost, False: 1.0})
lines["way_back"] = -way_back * home
# 2 the money
lines["paid_back"] = -lines["amount"].fillna(0)
lines["commission"] = -fees["commission"] * (lines["paid"] + lines["paid_back"])
lines["payment"] = -fees["payment_rate"] * lines["paid"]
# 3 the parcel
lines["courier"] = -lines["bill"] / lines["lines_in_it"]
lines["packing"] = -packing / lines["lines_in_it"]
lines["freight_in"] = lines["freight"] / lines["lines_in_it"]
# 4 what is left, and what is kept after advertising
steps = ["paid", "paid_back", "goods_cost", "way_back", "commission", "payment", "courier", "packing", "freight_in"]
lines["left"] = lines[steps].sum(axis=1)
lines["ads"] = -ads_per_order / lines["lines_in_it"]
lines["kept"] = lines["left"] + lines["ads"]
cubes = lines[lines["product"] == "P01"]
per_piece = cubes[[*steps, "left", "ads", "kept"]].sum() / cubes["quantity"].sum()
per_piece[["paid", "left", "ads", "kept"]].round(2)

# %% [markdown]
# Of ¥39.77 paid for an average set ¥9.10 are left. That is the contribution 贡献毛利, in short CM2: what a piece contributes to rent, wages, profit and advertising.

# %%
bars = per_piece.drop(["left", "kept"])
ends = bars.cumsum()
figure = Figure(figsize=(8, 4.2))
axes = figure.subplots()
axes.bar(bars.index, bars.abs(), bottom=np.minimum(ends, ends - bars), color=GREY)
axes.bar(["kept"], [per_piece["kept"]], color=ACCENT)
for name, value in per_piece.drop("left").items():
    top = value if name == "kept" else max(ends[name], ends[name] - value)
    axes.text(name, top + 0.5, f"{value:+.2f}", ha="center", fontsize=9)
axes.set(title="Of ¥40 for packing cubes, the shop keeps less than 6", ylabel="Yuan a piece", ylim=(0, 45))
axes.tick_params(axis="x", labelrotation=30)
show(
    figure,
    alt="Waterfall of one packing cube set in yuan: 39.77 paid, minus 2.79 refunds, 24.09 goods, 0.36 way back, 1.81 commission, 0.24 payment, 3.17 courier, "
    "1.14 packing, plus 2.94 freight from the buyer, minus 3.80 advertising, leaves 5.30.",
    takeaway="Wen's thirty-six fen of each yuan are thirteen: she had counted one step, and there are nine.",
)

# %% [markdown]
# ¥5.30 are kept: 13 fen of each yuan, not 36. Advertising, courier and refunds weren't in Wen's sum, and take more than ¥9 together. (*A good place for a break.*)

# %% [markdown]
# ## All twenty articles
#
# The columns are there for every line, so the whole shop is one `groupby`. Ten of the twenty, by pieces; `place` is their place by the money kept.

# %%
articles = lines.groupby(["product", "name_en", "planned_role"]).agg(
    lines=("line_id", "count"), pieces=("quantity", "sum"), paid=("paid", "sum"), left=("left", "sum"), kept=("kept", "sum")
).reset_index().set_index("product")
articles["left_share"] = articles["left"] / articles["paid"]
articles["kept_per_piece"] = articles["kept"] / articles["pieces"]
articles["place"] = articles["kept"].rank(ascending=False).astype(int)
print("kept in all:", round(articles["kept"].sum()))
articles.nlargest(10, "pieces")[["name_en", "planned_role", "pieces", "left_share", "kept_per_piece", "place"]].round(2)

# %% [markdown]
# Of Wen's ¥10,553,298 the shop keeps ¥2,460,767, not quite a quarter, and rent and wages come out of that. Each zip pouch trio costs the shop ¥1.21 to sell, and 17,495 were sold.

# %% [markdown]
# ## How much advertising can an article bear?
#
# Suppose one yuan of advertising brings sales of *x* yuan. Of each yuan paid the share `left_share` stays. The yuan is earned back when *x* × `left_share` = 1, so at *x* = 1 / `left_share`.
# That is the break-even ROAS 保本投产比; Chinese consoles call the ratio ROI.
#
# Zhou's course book says: an item is fine from ROI 1 : 2.5. **Predict** for how many of the twenty that is true.

# %%
articles["breakeven"] = 1 / articles["left_share"]
print(int((articles["breakeven"] <= 2.5).sum()), "of", len(articles))
articles.sort_values("breakeven")[["name_en", "planned_role", "left_share", "breakeven"]].round(2).iloc[[0, 1, 2, 10, 18, 19]]

# %% [markdown]
# One of twenty. For the document wallet 2.41 is enough, the rain jacket in the middle needs 3.26, the poncho 11.31. The rule fits an article of which 40 fen of each paid yuan stay.
# **A fixed ROI is somebody else's margin.** Compute your own.

# %% [markdown]
# ## The variant that looked best
#
# By the margin that Wen knows, price against cost, the navy neck pillow is third of all 54 variants. Here it is beside its grey sister, with what comes back.

# %%
pillows = lines[lines["product"] == "P12"].groupby("variant").agg(
    lines=("line_id", "count"), pieces=("quantity", "sum"), paid=("paid", "sum"), came_back=("came_back", "mean"), left=("left", "sum")
)
pillows["breakeven"] = pillows["paid"] / pillows["left"]
pillows["left_per_piece"] = pillows["left"] / pillows["pieces"]
more = (pillows.at["grey", "left_per_piece"] - pillows.at["navy", "left_per_piece"]) * pillows.at["navy", "pieces"]
reasons = refunds.merge(lines[lines["sku"] == "P12-2"][["line_id"]], on="line_id")["reason"].value_counts(normalize=True)
print(f"more a year, if navy left as much as grey: ¥{more:,.0f}; navy's first reason: {reasons.index[0]}, {reasons.iloc[0]:.1%}")
pillows[["lines", "came_back", "breakeven", "left_per_piece"]].round(3)

# %% [markdown]
# 37.3 % of the navy lines come back, 13.7 % of the grey, and the break-even ROAS rises from 2.70 to 4.61. "Not as described", say 61.5 %: that points to the page rather than the factory, for the
# same pillow in grey stays with its buyers. Better photographs are worth up to ¥35,151 a year.

# %% [markdown]
# ## What each article was meant to do, and does
#
# When the shop opened, each article got a role. A traffic item 引流款 is cheap and brings people in; a hit 爆款 does so in masses. A profit item 利润款 earns. An image item 形象款 shows what the shop can
# do. Together they are the product structure 产品结构. The course book adds: *price is the first dividing line* 价格是第一分界线.

# %%
roles = articles.groupby("planned_role")[["lines", "kept"]].sum()
roles = roles / roles.sum()
prices = load("products").groupby("planned_role")["list_price"].agg(["min", "max"])
roles.join(prices).round(3)

# %%
figure = Figure(figsize=(8, 4.6))
axes = figure.subplots()
shown = {"traffic": (ACCENT, "o"), "profit": (GREY, "s"), "image": ("#c91f16", "^")}
for role, (colour, marker) in shown.items():
    mine = articles[articles["planned_role"] == role]
    axes.scatter(mine["lines"], mine["kept_per_piece"], color=colour, marker=marker, label=f"planned: {role}")
named = {"P01": (-8, 8), "P02": (-20, 8), "P10": (6, -12), "P13": (-4, 10), "P06": (6, 5), "P08": (6, 5), "P18": (8, 0), "P19": (8, 0), "P05": (8, -4), "P14": (8, 4)}
for product, offset in named.items():
    place = (articles.at[product, "lines"], articles.at[product, "kept_per_piece"])
    axes.annotate(articles.at[product, "name_en"], place, xytext=offset, textcoords="offset points", fontsize=9)
axes.set_yscale("symlog", linthresh=10)
axes.set_yticks([0, 5, 10, 50, 100, 250], ["0", "5", "10", "50", "100", "250"])
axes.set(title="Traffic items bring lines, the others bring money", xlabel="Lines sold in 2025", ylabel="Kept a piece (¥, squeezed above 10)", xlim=(-500, 21_500), ylim=(-6, 450))
axes.legend(loc="upper right")
show(
    figure,
    alt="Scatter of twenty articles: lines sold from 75 to 18,435 across, yuan kept a piece from minus 2 to 233 upwards. Traffic items lie below 6 yuan and reach "
    "furthest right; four of them lie at the left, the eye mask with 418 lines last; three profit items sell over 10,000 lines at 16 to 29 yuan.",
    takeaway="A role is what an article does, not what we wrote beside it.",
)

# %% [markdown]
# The traffic items are 41.0 % of all lines and 4.3 % of what is kept. The eye mask was planned as a hit, and 418 lines in a year bring nobody in.
#
# And the book's line? No traffic item costs more than ¥49, no profit item less than ¥59. But Wen *set* prices and roles together, so the table can't say what a traffic item would do at ¥59.

# %% [markdown]
# ## Does the hit lead to something better?
#
# "Who comes for a cheap cube set sees the better ones and takes those." That is the trade-up 升档, and Zhou has proof: 36 % of all orders with a traffic item also hold a profit item. Compare with the
# other orders.

# %%
content = lines.assign(traffic=lines["planned_role"] == "traffic", profit=lines["planned_role"] == "profit")
content.groupby("order_id")[["traffic", "profit"]].max().groupby("traffic")["profit"].mean().round(3)

# %% [markdown]
# 36.3 % with a traffic item, 98.3 % without. So traffic items keep people from the good ones? Neither. An order without a traffic item must hold something else, or it wouldn't be an order. **The
# comparison was decided before anybody bought.**
#
# Ask a question that can come out either way: of the orders with exactly two articles, one of them a traffic item, how often is the other one the compression cubes, P06?

# %%
kinds = lines.groupby("order_id")["product"].nunique()
pairs = lines[lines["order_id"].isin(kinds[kinds == 2].index)]
with_p06 = set(pairs[pairs["product"] == "P06"]["order_id"])
with_cubes = set(pairs[pairs["product"] == "P01"]["order_id"])
with_other = set(pairs[pairs["planned_role"] == "traffic"]["order_id"]) - with_cubes
alone = set(cubes["order_id"]) & set(kinds[kinds == 1].index)
shares = {"beside cube sets": len(with_cubes & with_p06) / len(with_cubes), "beside another traffic item": len(with_other & with_p06) / len(with_other)}
pd.Series(shares | {"cube sets alone in the order": len(alone) / cubes["order_id"].nunique()}).round(3)

# %% [markdown]
# 36.6 % beside cube sets, 7.0 % beside other traffic items: the two do go together. But 55.4 % of the orders with cubes hold nothing else. And it is a basket, not a cause: perhaps the buyer of the better
# cubes added a cheap set. Only an experiment could tell.

# %% [markdown]
# ## Should the hit's price stay steady?
#
# The book says: never touch the price of the hit. Wen says: "On the platform's sale days we cut the cubes by two yuan and sell over two and a half times as many. Why not always?"
# `reindex` and `ffill` carry the reason of each price to the days after it.

# %%
# 1 each day's reason for its price, and its visitors
calendar = load("calendar").set_index("date")
log = load("price_log")
reason = log[log["sku"] == "P01-1"].set_index("valid_from")["reason"].reindex(calendar.index).ffill()
daily = pd.DataFrame({"reason": reason.mask(calendar["sale"], "platform sale")})
daily["visitors"] = load("shop_daily").set_index("date")["visitors"]
# 2 the cubes of each day's orders
cube_days = cubes.merge(paid_orders[["order_id", "day"]], on="order_id").groupby("day")[["quantity", "left"]].sum()
# 3 one row a reason
cut = daily.join(cube_days).groupby("reason").agg(days=("visitors", "count"), visitors=("visitors", "sum"), pieces=("quantity", "sum"), left=("left", "sum"))
per_day = cut[["pieces", "visitors"]].div(cut["days"], axis=0).add_suffix("_a_day")
per_thousand = cut[["pieces", "left"]].div(cut["visitors"] / 1000, axis=0).add_suffix("_per_1000_visitors")
per_day.join(per_thousand).round(2)

# %% [markdown]
# Wen is right about the pieces: 146.00 a day against 54.38. But 21,886 people visit on sale days instead of 8,211, and of a thousand hardly more buy cubes: 6.67 against 6.62. **Price and season move
# together, so a sale day can't tell you what one price did.** On the shop's own sales visitors are ordinary. Then 8.46 of a thousand buy, and yet they leave ¥56.87 instead of ¥63.81: a hit's margin is thin,
# and a small cut takes a large part of it. Here the book is right.

# %% [markdown]
# ## The trap
#
# Most people ask which article sells most. In the table of the ten the cube sets, first by pieces, come tenth by money kept. The trio, second, comes last of twenty. Compression cubes, fifth, lead. **What
# you sell is what you can count at once. What you keep has to be worked out.**
#
# ## Your turn: drop, mend, advertise
#
# Wen wants three decisions. One article to drop. One SKU to mend, because of what comes back. One article for Zhou's advertising, if 1 : 2.65 is all that he can promise. Before you drop something, look at
# the orders in which it stands.

# %%
order_kept = lines.groupby("order_id")["kept"].sum().reset_index()
baskets = lines[["order_id", "product"]].drop_duplicates().merge(order_kept, on="order_id")
articles["order_keeps"] = baskets.groupby("product")["kept"].mean()
articles[articles["planned_role"] == "traffic"].sort_values("pieces")[["name_en", "pieces", "kept_per_piece", "order_keeps"]].round(2)

# %% [markdown]
# The trio loses ¥1.21 a piece, and an average order with a trio in it keeps ¥15.41. What costs little to drop, and where would a mistake cost much?

# %% id="decision"
decision = {"drop": ..., "mend": ..., "advertise": ...}  # a product like "P01", a SKU like "P01-1", a product
q = question("01-drop-mend-advertise")
q.check(decision)

# %% [markdown]
# ## What to remember
#
# - Placed, paid, net: three numbers, and only the third is yours. A refund belongs to the day of its order.
# - Unit economics 单品利润 is a row of small steps. Each one that is in no table is an assumption: give it a name.
# - Break-even ROAS is 1 divided by what stays of a paid yuan. A fixed "1 : 2.5" is true for one margin only.
# - A role is what an article does. A basket shows what goes together, never what brought it about.
#
# ## On the real platform
#
# 生意参谋 shows 支付金额 before refunds on most of its pages; 退款 has a page of its own. The commission is in the settlement bill 账单, the courier's charges in his monthly sheet, advertising in the ad console. No
# page puts them together. Rates are those of January 2026, made simple. Names: `course/platform_names.md`.

# %% [markdown] id="way"
# Before: [lesson 1](lesson_1_market.ipynb) · Next: [lesson 3](lesson_3_entry.ipynb)
