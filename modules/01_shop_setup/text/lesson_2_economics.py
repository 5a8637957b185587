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
# *About 120 minutes, in two sittings of an hour · outline 01.03, 01.08, 01.17 · you will be able to: follow an order's money from the click to what the shop keeps;
# say which buyers can pay; work out what one article earns and how much advertising it can bear; decide what to drop and what to mend.*
#
# Wen 阿雯 has printed one number and pinned it over the packing table: ¥10.6 million, the shop's first year. "With packing cubes on top.
# If the second shop sells half as much, I can stop worrying." Old Ma 老马, who tapes the parcels, looks
# at the sheet for a while. "And how much of that did we get to keep?"

# %% [markdown]
# ## Before we start
#
# Three questions, from the warm-up and from lesson 1. A pandas word that you have forgotten or never met stands in
# [Small words of pandas](../../course/pandas_words.md), with an example.

# %%
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from shoplab import load, metrics, question, show, use_style
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
# Each row of `orders` is an order placed 下单. Its value is the goods, less the spend-and-save discount 满减, plus the freight the buyer is charged.

# %%
orders = load("orders")
orders["placed"] = orders["goods"] - orders["discount"] + orders["freight"]
round(orders["placed"].sum())

# %% [markdown]
# There it is: ¥10,553,298. The trade calls it GMV 成交总额, and there is no rule for what goes into it.
#
# **Predict.** Take out the orders that nobody paid, and the money that was paid back. How much is left, in millions of yuan?

# %% id="guess-net"
my_guess = ...

# %%
refunds = load("refunds")
back = refunds.groupby("order_id")["amount"].sum()
orders["refunded"] = orders["order_id"].map(back).fillna(0)
paid_orders = orders[orders["paid_at"].notna()].copy()
year = pd.Series(
    {"placed": orders["placed"].sum(), "paid": paid_orders["paid"].sum(), "refunded": paid_orders["refunded"].sum()}
)
year["net"] = year["paid"] - year["refunded"]
year.round()

# %% [markdown]
# `map` looks up each order's refunds, and `fillna(0)` writes a 0 for orders that have none. ¥9,449,745 were paid 支付金额, ¥841,732 went back,
# and ¥8,608,013 are net sales 净销售额. If you guessed near 9.7, you did what most people do: thought of refunds and forgot that a cart costs nothing.
#
# Nearly two of Wen's ten and a half millions were never hers. No cost has been taken off yet.

# %% [markdown]
# ## The days when everything came back
#
# Last November Ting 婷婷 from customer service came in pale. It was the 16th. "Nearly half of the money is going back. Something is wrong with the goods."
# She had divided the refunds asked for that day by the money paid that day. Here is her figure, and another beside it.

# %%
paid_orders["day"] = paid_orders["created_at"].dt.normalize()
asked = refunds.groupby(refunds["applied_at"].dt.normalize())["amount"].sum()
days = paid_orders.groupby("day")[["paid", "refunded"]].sum()
days["asked_that_day"] = asked / days["paid"]
days["of_that_days_orders"] = days["refunded"] / days["paid"]
november = days.loc["2025-11-06":"2025-11-20", ["asked_that_day", "of_that_days_orders"]]
november.loc["2025-11-10":"2025-11-17"].round(3)

# %%
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
# On the 11th only 1.5 % seemed to come back, on the 12th 25.9 %, on the 16th 44.5 %. The two waves are mostly the parcels of Double 11: people buy in a
# hurry, some change their mind overnight, more find a fault when the box is open, and both ask on days when sales are small again.
# Of the orders *placed* on the 11th, 9.5 % came back; of those placed on the 16th, 4.8 %. The first is more than on the quiet days before; neither is anything like half.
# This way of counting is called the order cohort 按订单口径. The books do it the other way, by the refund's own date, and both are right for their purpose.
#
# It matters at the end of a year too. The refunds of late December are asked for in January.

# %%
late = refunds[refunds["applied_at"] >= "2026-01-01"]
len(late), round(late["amount"].sum())

# %% [markdown]
# 130 refunds, ¥10,086. A year hides the error. A week doesn't.

# %% [markdown]
# ## Who buys, and who can pay?
#
# Ting answers the chats, and she is sure: "Our people are students." A buyer persona 消费者画像 needs more than the loudest chat. First a look
# at the ages, and at what isn't there.

# %%
buyers = load("buyers")
int(buyers["age_band"].isna().sum()), int((buyers["age_band"] == "").sum())

# %% [markdown]
# No age is missing, says `isna`, and yet 3,591 buyers left the field empty. An empty text is a text to pandas. We give it a name of its own
# with `replace`, and don't throw it away: those people paid like the rest.

# %%
buyers["age_band"] = buyers["age_band"].replace("", "not given")
paid_orders = paid_orders.merge(buyers[["buyer_id", "age_band", "city_tier"]], on="buyer_id")
paid_orders["net"] = paid_orders["paid"] - paid_orders["refunded"]
ages = paid_orders.groupby("age_band").agg(buyers=("buyer_id", "nunique"), orders=("order_id", "count"), net=("net", "sum"))
ages["orders_share"] = ages["orders"] / ages["orders"].sum()
ages["net_share"] = ages["net"] / ages["net"].sum()
ages["orders_each"] = ages["orders"] / ages["buyers"]
ages["per_buyer"] = ages["net"] / ages["buyers"]
ages[["buyers", "orders_share", "net_share", "orders_each", "per_buyer"]].round(3)

# %% [markdown]
# Count heads and Ting has a point: 18–24 is the second largest group, with 24.7 % of the orders. Count money and it has 21.8 %. The purchasing power 购买力 of
# one such buyer is ¥132 in the year; in every older group it lies between ¥150 and ¥160. **A segment's size is counted in people, its worth in yuan kept.**
# The 5.8 % of orders without an age come from people who spend ¥152, less than most and more than the young: a mixture, as one would expect. Had we dropped them, the sums would no
# longer be the shop's. (If somebody asks for shares among *known* ages, leave them out of the part and of the whole, and say so.)
#
# Is it the big cities? A table of both, age down and city tier 城市等级 across (1 is the largest cities), shows the yuan per buyer.

# %%
both = paid_orders.groupby(["age_band", "city_tier"]).agg(net=("net", "sum"), buyers=("buyer_id", "nunique")).reset_index()
both["per_buyer"] = both["net"] / both["buyers"]
both.pivot(index="age_band", columns="city_tier", values="per_buyer").round()

# %% [markdown]
# Read down and the young stand apart in all four columns. Read across and little happens: ¥160 to ¥148 among the 25–34s, up and down in the rest. So the core
# customer 核心客户 is 25 to 44, anywhere. The young come nearly as often, 1.54 times a year against 1.57; they put cheaper things into the cart. Which things, we see further down.

# %% [markdown]
# ## One article, step by step
#
# Back to the cubes. Wen's sum: "A set sells for ¥39 and costs me ¥25. Thirty-six fen of each yuan are mine." You computed that margin in the
# warm-up yourself. <!-- given -->
#
# **Predict.** After refunds, commission, courier and the rest: how many yuan are left of one set? Write it down.

# %% id="guess-cubes"
my_guess = ...

# %% [markdown]
# We need one row for each line of a paid order, with what is known about the article and whether it came back. The first `merge` drops the unpaid
# lines, because it keeps rows that both tables have. The last one says `how="left"`: keep every line, also those without a refund.
# Their `amount` is empty, and `notna` tells them from the lines that came back.

# %%
products = load("products")
lines = load("order_lines").merge(paid_orders[["order_id", "age_band"]], on="order_id")
lines = lines.merge(products, on="sku")
lines = lines.merge(refunds[["line_id", "amount"]], on="line_id", how="left")
lines["came_back"] = lines["amount"].notna()
len(lines), int(lines["came_back"].sum())

# %% [markdown]
# The courier is the awkward step: he is paid by parcel, and his price goes by kilograms *begun*. 1,010 grams are two. `np.ceil` rounds up. <!-- given -->

# %%
lines["grams"] = lines["quantity"] * lines["weight_g"]
parcels = lines.groupby("order_id").agg(grams=("grams", "sum"), lines_in_it=("line_id", "count")).reset_index()
parcels = parcels.merge(paid_orders[["order_id", "province", "freight"]], on="order_id")
parcels = parcels.merge(load("courier_rates"), on="province")
parcels["kilos"] = np.ceil(parcels["grams"] / 1000)
parcels["bill"] = parcels["first_kg"] + (parcels["kilos"] - 1) * parcels["next_kg"]
shown = ["grams", "kilos", "province", "first_kg", "next_kg", "bill", "freight"]
parcels[parcels["grams"] == 3200][shown].drop_duplicates("province").head(3)

# %% [markdown]
# (`drop_duplicates("province")` keeps the first row of each province.) A cabin case of 3,200 grams travels as four kilos; `bill` is what the courier takes for
# it. Courier, packing and the freight that the
# buyer paid belong to a parcel, and we share them equally among its lines. That is a choice. Somebody else shares by weight and gets other figures; write
# down which one you took.
#
# Now every step becomes a column, with a minus where money leaves. First the goods. Old Ma gives two figures that are in no table: of five pieces that come
# home one can't be sold again, and each way back costs ¥8. So of a set that cost ¥25.00 all is gone when the buyer keeps it, and when he is refunded and
# never sends it back. When it comes home, a fifth is lost. <!-- given -->

# %%
lost, way_back = 0.20, 8.00  # Old Ma: share of the pieces that come home, yuan a line that comes home
came_home = refunds[refunds["goods_returned"]]["line_id"]
lines["home"] = lines["line_id"].isin(came_home)  # True when the line is in the list
lines["gone"] = lines["home"].map({True: lost, False: 1.0})
lines["goods_cost"] = -lines["quantity"] * lines["cost"] * lines["gone"]
lines["way_back"] = lines["home"].map({True: -way_back, False: 0.0})
one_set = lines[(lines["sku"] == "P01-1") & (lines["quantity"] == 1)]
one_set.drop_duplicates("home")[["line_id", "cost", "home", "gone", "goods_cost", "way_back"]]

# %% [markdown]
# (`map` with a dictionary writes 0.20 for True and 1.0 for False.) Two sets. One stayed: ¥25.00 of goods are gone. One came home: ¥5.00 of the ¥25.00 are lost, and ¥8.00 went to whoever carried it back.
#
# Next the money. What was paid back leaves. Tmall takes a commission 佣金 of what stays sold, and the payment service a share of all that was paid 支付手续费.

# %%
fees = load("platform_fees").set_index("platform").loc["Tmall"]
lines["paid_back"] = -lines["amount"].fillna(0)
lines["commission"] = -fees["commission"] * (lines["paid"] + lines["paid_back"])
lines["payment"] = -fees["payment_rate"] * lines["paid"]
fees[["annual_fee", "commission", "payment_rate"]]

# %% [markdown]
# 4.9 % and 0.6 %. The ¥28,000 yearly fee 年费 belongs to no single order and waits.
#
# Then the parcel. Packing is ¥1.80, says Old Ma. Each line of an order bears an equal part of the bill and of the packing, and gets an equal part of the freight. <!-- given -->

# %%
packing = 1.80  # Old Ma: yuan a parcel
lines = lines.merge(parcels[["order_id", "lines_in_it", "bill", "freight"]], on="order_id")
lines["courier"] = -lines["bill"] / lines["lines_in_it"]
lines["packing"] = -packing / lines["lines_in_it"]
lines["freight_in"] = lines["freight"] / lines["lines_in_it"]
lines[lines["lines_in_it"] == 2].sort_values("order_id")[["order_id", "bill", "courier", "packing", "freight_in"]].head(2)

# %% [markdown]
# Two lines of one order, and each bears half. Now nine columns are ready. Add them up along each row, then take the cubes, and divide by the pieces.

# %%
steps = ["paid", "paid_back", "goods_cost", "way_back", "commission", "payment", "courier", "packing", "freight_in"]
lines["left"] = lines[steps].sum(axis=1)
cubes = lines[lines["product"] == "P01"]
per_piece = cubes[steps].sum() / cubes["quantity"].sum()
per_piece["left"] = per_piece.sum()
per_piece.round(2)

# %% [markdown]
# `axis=1` adds along a row instead of down a column. Of ¥39.77 paid for an average set, ¥9.10 are left. That is the contribution 贡献毛利, in
# the trade's short form CM2: what a piece contributes to rent, wages, profit, and advertising.
#
# Advertising is in none of the tables. Zhou 小周 says from memory that all of it together came to about ¥6 for each paid order. **That is an assumption**,
# so it has a name and a cell of its own, and you can change it.

# %%
ads_per_order = 6.00
lines["ads"] = -ads_per_order / lines["lines_in_it"]
lines["kept"] = lines["left"] + lines["ads"]
cubes = lines[lines["product"] == "P01"]
per_piece["ads"] = cubes["ads"].sum() / cubes["quantity"].sum()
per_piece["kept"] = per_piece["left"] + per_piece["ads"]
per_piece[["left", "ads", "kept"]].round(2)

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
# ¥5.30 of ¥39.77 are kept: 13 fen of each yuan, not 36. The goods were in Wen's sum already. Advertising, courier and refunds weren't, and take more than ¥9
# together. The ¥2.94 of freight that the average buyer adds is more than half of what is kept: one more thing that no margin shows.

# %% [markdown]
# ## All twenty articles
#
# The columns are there for every line, so the whole shop is one `groupby`.

# %%
articles = lines.groupby(["product", "name_en", "planned_role"]).agg(
    lines=("line_id", "count"), pieces=("quantity", "sum"), paid=("paid", "sum"), left=("left", "sum"), kept=("kept", "sum")
).reset_index().set_index("product")
articles["left_share"] = articles["left"] / articles["paid"]
articles["kept_per_piece"] = articles["kept"] / articles["pieces"]
articles.sort_values("kept_per_piece")[["name_en", "planned_role", "lines", "pieces", "left_share", "kept_per_piece"]].round(2)

# %% [markdown]
# Three lie below zero: each poncho costs the shop ¥2.39 to sell, each pair of shoe bags ¥0.32, each zip pouch trio ¥1.21, and 17,495 of the trio were sold. At the other end a leather
# weekender keeps ¥232.78.
#
# A table like this must add up to the shop. Does it?

# %%
total = lines[steps].sum()
total["ads"] = lines["ads"].sum()
total["kept"] = total.sum()
total["kept, from the articles"] = articles["kept"].sum()
total.round()

# %% [markdown]
# ¥2,460,767 are kept of Wen's ¥10,553,298, not quite a quarter. (`paid` is the goods here; freight has its own row.) Rent, wages and the ¥28,000 yearly
# fee come out of that. It is a good shop. It is not a ten-million shop.
#
# *A good place for a break. The second sitting asks what to do with the twenty: advertise them, mend them, drop them.*

# %% [markdown]
# ## How much advertising can an article bear?
#
# Suppose one yuan of advertising brings sales of *x* yuan. Of each yuan paid, the share `left_share` stays before advertising. The yuan is earned back when
# *x* × `left_share` = 1, so at *x* = 1 / `left_share`. That is the break-even ROAS 保本投产比. Chinese consoles call the ratio ROI; it is sales over
# advertising, not profit.
#
# Zhou's course book has a rule: an item is fine from ROI 1 : 2.5. Turn it round: 1 / 2.5 is 0.40. The rule fits an article of which 40 fen of each paid
# yuan stay. **Predict** how many of the twenty are like that. Write it down.

# %%
articles["breakeven"] = 1 / articles["left_share"]
print(int((articles["breakeven"] <= 2.5).sum()), "of", len(articles))
articles.sort_values("breakeven")[["name_en", "planned_role", "left_share", "breakeven"]].round(2).iloc[[0, 1, 2, 10, 17, 18, 19]]

# %% [markdown]
# One of twenty. For the document wallet 2.41 is enough, the rain jacket in the middle of the list needs 3.26, and the poncho 11.31: at 1 : 2.5 most of each
# yuan of poncho advertising is gone. So when is the claim true? It depends on the margin of what stays sold and on how much comes back. First one case by hand.
# An order is ¥100. When it stays sold, 50 % is left. One in ten comes back, and a return costs ¥20: the way there, the way back, and now and then the goods.

# %%
stay = 0.50 * (1 - 0.10)  # what is left of a paid yuan, for the nine in ten that stay sold
back = 0.10 * 20 / 100  # what the one in ten costs, a paid yuan
print(f"left of a paid yuan: {stay - back:.2f}, break-even ROAS {1 / (stay - back):.2f}")
print(f"the same from metrics: {metrics.breakeven_roas(0.50, refund_rate=0.10, return_cost=20, order_value=100):.2f}")

# %% [markdown]
# In words: **break-even ROAS = 1 / (margin × share that stays − share that comes back × cost of a return / order value).** `metrics.breakeven_roas` is that
# formula and nothing else. Here it is for six margins (down) and six shares of returns (across).

# %%
when = pd.DataFrame(
    {
        f"{refund:.0%} back": {
            margin: metrics.breakeven_roas(margin, refund_rate=refund, return_cost=20, order_value=100)
            for margin in (0.35, 0.40, 0.45, 0.50, 0.55, 0.60)
        }
        for refund in (0, 0.05, 0.10, 0.20, 0.30, 0.40)
    }
)
when.rename_axis("margin kept").round(2)

# %% [markdown]
# The claim holds where the table says 2.5 or less: at 40 % margin only if nothing ever comes back, at 45 % up to one return in twenty, at 50 % up to one in ten,
# at 55 % up to one in five. With 30 % returns not even a margin of 60 % will do: 2.78. **A fixed ROI is somebody else's margin.** Compute your own.

# %% [markdown]
# ## The variant that looked best
#
# An article is still an average of its variants. Sort the 54 of them by the margin that Wen knows, price against cost.

# %%
products["gross_margin"] = 1 - products["cost"] / products["list_price"]
products.sort_values("gross_margin", ascending=False)[["sku", "name_en", "variant", "gross_margin"]].head(4).round(3)

# %% [markdown]
# The navy neck pillow is third of all, and it sells eight times as often as the grey one. Now what comes back.

# %%
pillows = lines[lines["product"] == "P12"].groupby("variant").agg(
    lines=("line_id", "count"), pieces=("quantity", "sum"), paid=("paid", "sum"), came_back=("came_back", "mean"), left=("left", "sum")
)
pillows["left_share"] = pillows["left"] / pillows["paid"]
pillows["breakeven"] = 1 / pillows["left_share"]
pillows["left_per_piece"] = pillows["left"] / pillows["pieces"]
pillows.drop(columns=["paid", "left"]).round(3)

# %% [markdown]
# 37.3 % of the navy lines come back, 13.7 % of the grey. What stays falls from 37 fen a yuan to 22, and the break-even ROAS rises from 2.70 to 4.61. Advertise both at
# the book's 1 : 2.5, where 40 fen of each yuan go to advertising, and grey loses three fen, navy 18. Its gross margin gave no sign of it.
#
# How does `metrics.breakeven_roas` see it? It wants the margin of the lines that stayed, the share that came back, and what one such line costs.

# %%
navy = lines[lines["sku"] == "P12-2"]
stayed, returned = navy[~navy["came_back"]], navy[navy["came_back"]]
margin = stayed["left"].sum() / stayed["paid"].sum()
cost = -returned["left"].mean()
roas = metrics.breakeven_roas(margin, refund_rate=len(returned) / len(navy), return_cost=cost, order_value=navy["paid"].mean())
print(f"margin {margin:.3f}, a return costs ¥{cost:.2f}, break-even ROAS {roas:.2f}")

# %% [markdown]
# 46.8 % on what stays, ¥21.36 lost on each line that comes back, and the same break-even but for 0.03. (The function takes one order value for all.) And why do they come back?

# %%
reasons = refunds.merge(load("order_lines")[["line_id", "sku"]], on="line_id")
print(f"more a year, if navy left as much as grey: ¥{(pillows.at['grey', 'left_per_piece'] - pillows.at['navy', 'left_per_piece']) * pillows.at['navy', 'pieces']:,.0f}")
reasons[reasons["sku"] == "P12-2"]["reason"].value_counts(normalize=True).head(3).round(3)

# %% [markdown]
# "Not as described", 61.5 %. The reason is what the buyer clicked, and it still points to the page rather than the factory: the same pillow in grey
# stays with its buyers. If navy left ¥34.71 a piece as grey does, instead of ¥20.31, the year would be
# worth ¥35,151 more, for new photographs and an honest line about the colour. Take it as an upper bound: we don't know that the page is all of it.

# %% [markdown]
# ## What each article was meant to do, and does
#
# When the shop opened, each article got a role. A traffic item 引流款 is cheap and brings people in; when it sells in masses it is called a hit 爆款. A profit
# item 利润款 earns. An image item 形象款 shows what the shop can do. Together they are the product structure 产品结构.

# %%
roles = articles.groupby("planned_role")[["lines", "paid", "left", "kept"]].sum()
(roles / roles.sum()).round(3)

# %% [markdown]
# The traffic items are 41.0 % of all lines and 4.3 % of what is kept. The image items, said to be there for show, are 1.7 % of the lines and 12.1 % of what is kept.

# %%
figure = Figure(figsize=(8, 4.6))
axes = figure.subplots()
shown = {"traffic": (ACCENT, "o"), "profit": (GREY, "s"), "image": ("#c91f16", "^")}
for role, (colour, marker) in shown.items():
    mine = articles[articles["planned_role"] == role]
    axes.scatter(mine["lines"], mine["kept_per_piece"], color=colour, marker=marker, label=f"planned: {role}")
named = {"P01": (-8, 8), "P02": (-20, 8), "P10": (6, -12), "P13": (8, 4), "P06": (6, 5), "P08": (6, 5), "P18": (8, 0), "P19": (8, 0), "P05": (8, -4), "P14": (8, 4)}
for product, offset in named.items():
    place = (articles.at[product, "lines"], articles.at[product, "kept_per_piece"])
    axes.annotate(articles.at[product, "name_en"], place, xytext=offset, textcoords="offset points", fontsize=9)
axes.set_yscale("symlog", linthresh=10)
axes.set_yticks([0, 5, 10, 50, 100, 250], ["0", "5", "10", "50", "100", "250"])
axes.set(title="Traffic items bring lines, the others bring money", xlabel="Lines sold in 2025", ylabel="Kept a piece (¥)", xlim=(-500, 21_500), ylim=(-6, 450))
axes.legend(loc="upper right")
show(
    figure,
    alt="Scatter of twenty articles: lines sold from 75 to 18,435 across, yuan kept a piece from minus 2 to 233 upwards. Traffic items lie below 6 yuan and reach "
    "furthest right; four of them lie at the left, the eye mask with 418 lines last; three profit items sell over 10,000 lines at 16 to 29 yuan.",
    takeaway="A role is what an article does, not what we wrote beside it.",
)

# %% [markdown]
# Four blue dots lie at the left: bottle set, poncho, shoe bags, and furthest out eye mask and plugs. It was planned as a hit, and 418 lines in a year bring
# nobody in.
# (Above ¥10 the scale is squeezed, so that cheap and expensive articles fit on one page.)
#
# To say what an article *does*, write a rule and let the table answer. Ours has two questions: is it often bought (at least 5 % of all lines), and does it earn (at
# least ¥10 a piece)? The borders are a choice. Look whether anything stands close to one.

# %%
articles["often"] = articles["lines"] / articles["lines"].sum() >= 0.05
articles["earns"] = articles["kept_per_piece"] >= 10
for (often, earns), box in articles.groupby(["often", "earns"]):
    print(f"often bought: {often!s:5}  earns: {earns!s:5}  {', '.join(box['name_en'])}")

# %% [markdown]
# Five articles are bought often *and* earn. They do the hit's work and are paid for it. (The sun hat only just makes it.) Four are
# neither, all planned as traffic.
#
# The course book also says that *price is the first dividing line* 价格是第一分界线: it decides who comes and what for. Two looks at that.

# %%
products.groupby("planned_role")["list_price"].agg(["min", "max"])

# %%
by_age = lines.groupby(["age_band", "planned_role"])["paid"].count().reset_index()
by_age["share"] = by_age["paid"] / by_age.groupby("age_band")["paid"].transform("sum")
by_age.pivot(index="age_band", columns="planned_role", values="share").round(3)

# %% [markdown]
# (`transform("sum")` gives every row the sum of its own group.) No traffic item costs more than ¥49, no profit item less than ¥59, and every article above the gap keeps more
# a piece than any below it. The buyers divide there too: 50.3 % of what the 18–24s put into the cart are traffic items, against 36.9 % at 25–34. That is where Ting's
# students are. In this shop the claim stands, with one reservation: Wen *set* prices and roles together, so the table can't say what a
# traffic item would do at ¥59.

# %% [markdown]
# ## Does the hit lead to something better?
#
# "Who comes for a cube set sees the compression cubes beside it, puts a little more money down, and takes the better ones." That is the trade-up 升档, and Zhou has a
# number for it: 36 % of all orders with a traffic item also hold a profit item. He is proud of it. Compare with the other orders.

# %%
content = lines.assign(traffic=lines["planned_role"] == "traffic", profit=lines["planned_role"] == "profit")
content = content.groupby("order_id")[["traffic", "profit"]].max()
content.groupby("traffic")["profit"].mean().round(3)

# %% [markdown]
# 36.3 % of the orders with a traffic item, 98.3 % of those without. So traffic items keep people from the good ones? Neither. An order that holds
# no traffic item must hold something else, or it wouldn't be an order. **The comparison was decided before anybody bought.**
#
# Ask a question that can come out either way. Take the orders with exactly two articles, one of them a traffic item. What is the other one? For cube sets the better
# article is compression cubes, P06. Other traffic items serve as the comparison.

# %%
kinds = lines.groupby("order_id")["product"].nunique()
pairs = lines[lines["order_id"].isin(kinds[kinds == 2].index)]
with_p06 = set(pairs[pairs["product"] == "P06"]["order_id"])
with_cubes = set(pairs[pairs["product"] == "P01"]["order_id"])
with_other = set(pairs[(pairs["planned_role"] == "traffic") & (pairs["product"] != "P01")]["order_id"]) - with_cubes
all_cubes = set(cubes["order_id"])
all_p06 = set(lines[lines["product"] == "P06"]["order_id"])
pd.Series(
    {
        "two articles, with cubes": len(with_cubes & with_p06) / len(with_cubes),
        "two articles, other traffic item": len(with_other & with_p06) / len(with_other),
        "all orders with cubes": len(all_cubes & all_p06) / len(all_cubes),
        "cubes alone in the order": len(all_cubes & set(kinds[kinds == 1].index)) / len(all_cubes),
    }
).round(3)

# %% [markdown]
# A `set` holds each order once; `&` takes what two sets share, `-` takes away. Beside cubes the better cubes stand in 36.6 % of the pairs, beside other
# traffic items in 7.0 %. These two articles do go together. But of *all* orders with cubes it is 16.5 %, one in six, because 55.4 %
# of them hold nothing else.
#
# And it is a basket, not a cause. Did the cheap set bring the buyer who then traded up? Or did somebody who wanted compression cubes add a cheap set? The table looks the same either way.
# To know, one would have to show the cheap set to half of the visitors only. That is an experiment, and a later module runs one.

# %% [markdown]
# ## Should the hit's price stay steady?
#
# The book says: never touch the price of the hit. Wen says: "On the platform's sale days we cut the cubes by two yuan and sell over two and a half times as
# many. Why not always?" Let us see. `price_log` has a row for
# each change. `reindex` puts in the days between two changes, `ffill` carries the last reason forward, and `mask` writes "platform sale" on the calendar's sale days.

# %%
calendar = load("calendar").set_index("date")
log = load("price_log")
reason = log[log["sku"] == "P01-1"].set_index("valid_from")["reason"].reindex(calendar.index).ffill()
daily = pd.DataFrame({"reason": reason.mask(calendar["sale"], "platform sale")})
daily["visitors"] = load("shop_daily").set_index("date")["visitors"]
daily["reason"].value_counts()

# %% [markdown]
# Beside each day come the cubes of its orders (`join` puts two tables side by side that have the same index). Then one row a reason.

# %%
cube_days = cubes.merge(paid_orders[["order_id", "day"]], on="order_id").groupby("day")[["quantity", "left"]].sum()
daily = daily.join(cube_days)
cut = daily.groupby("reason").agg(days=("visitors", "count"), visitors=("visitors", "sum"), pieces=("quantity", "sum"), left=("left", "sum"))
cut["pieces_a_day"] = cut["pieces"] / cut["days"]
cut["visitors_a_day"] = cut["visitors"] / cut["days"]
cut["pieces_per_1000_visitors"] = cut["pieces"] / cut["visitors"] * 1000
cut[["days", "pieces_a_day", "visitors_a_day", "pieces_per_1000_visitors"]].round(2)

# %% [markdown]
# Wen is right about the pieces: 146.00 a day against 54.38. But on sale days 21,886 people visit the shop instead of 8,211, and of a thousand visitors hardly more buy
# cubes than at the list price: 6.67 against 6.62. The crowd did it, and every other price in the shop was cut on
# the same days. **Price and season move together, so a sale day can't tell you what one price did.**
#
# The shop's own sales can, a little: 37 days with an ordinary number of visitors. There 8.46 of a thousand take cubes, 28 % more. Was that worth it?

# %%
cut["left_a_piece"] = cut["left"] / cut["pieces"]
cut["left_per_1000_visitors"] = cut["left"] / cut["visitors"] * 1000
print(f"needed: {cut.at['list', 'left_a_piece'] / cut.at['own sale', 'left_a_piece'] - 1:.0%} more pieces")
cut[["left_a_piece", "left_per_1000_visitors"]].round(2)

# %% [markdown]
# A set leaves ¥9.64 at the list price and ¥6.72 in the shop's own sale. To earn the same, 43 % more sets would have to be sold; it was 28 %. From a thousand visitors ¥63.81 became
# ¥56.87, and some of those buyers may have left another of our articles for it. So the claim holds here, and its reason is plain: **a hit's margin is thin, so a small
# cut takes a large part of it.** What the book adds, that a steady price keeps the ranking and the buyers' trust, these tables can't test.

# %% [markdown]
# ## The trap
#
# Most people ask which article sells most, and when they have learnt more, which has the best margin. Here are
# the places of five articles among the twenty, by both, and by the money kept.

# %%
names = articles.set_index("name_en")
names["gross_margin"] = products.groupby("name_en")["gross_margin"].mean()
places = names[["pieces", "gross_margin", "kept"]].rank(ascending=False).astype(int)
places.loc[["Packing cube set", "Zip pouch trio", "Neck pillow", "Compression cubes", "Hanging wash bag"]]

# %% [markdown]
# Cubes, first by pieces, come tenth by money kept. The trio, second by pieces, comes last of twenty. The neck pillow, second by margin, comes eleventh.
# Compression cubes lead, fifth by pieces and third by margin. Pieces count what goes out of the door; a gross margin stops before anything comes back. **What you sell
# is what you can count at once. What you keep has to be worked out.**
#
# ## Your turn: drop, mend, advertise
#
# Wen wants three decisions. One article to drop. One SKU to mend, because of what comes back. One article for Zhou's advertising, if 1 : 2.65 is all that he can
# promise. Before you drop something, look at the orders it stands in.

# %%
order_kept = lines.groupby("order_id")["kept"].sum().reset_index()
baskets = lines[["order_id", "product"]].drop_duplicates().merge(order_kept, on="order_id")
articles["order_keeps"] = baskets.groupby("product")["kept"].mean()
articles[articles["planned_role"] == "traffic"].sort_values("pieces")[["name_en", "pieces", "kept_per_piece", "order_keeps"]].round(2)

# %% [markdown]
# The trio loses ¥1.21 a piece, and an average order with a trio in it keeps ¥15.41. Perhaps the trio brought that order; perhaps it only came along. If
# nobody knows, what costs little to drop, and where would a mistake cost much?

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
# 生意参谋 shows 支付金额 before refunds on most of its pages; 退款 has a page of its own, dated by the refund. The commission is in the settlement bill 账单, the courier's
# charges in his own monthly sheet, advertising in the ad console. No page of the platform puts them together: that table is yours to build. Rates and
# return rules here are those of January 2026, made simple for teaching; they change. The dated list of names is in `course/platform_names.md`.
# In lesson 3 Wen asks whether she *may* sell what earns, and who delivers it.
