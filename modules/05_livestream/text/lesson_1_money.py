# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The room was full on Saturday. Did the stream earn anything?
#
# *About 50 minutes, with ten for the morning · outline 05.01, 05.06, 05.13 · you will be able to: say what may be promised tonight; set a stream a goal
# that can be missed; follow its money from placed to paid to net, and down to what is left.*
#
# Wednesday, 12 November 2025. On Saturday evening more people came to Lantern Lane's 灯巷 livestream 直播 than ever before. Zhou 小周 wants the same again tonight,
# and then every Saturday: "The best stream of the year." Wen 阿雯 paid for it. She asks what she always asks: what was left? First, though, it is ten to nine.

# %% [markdown]
# ## Before we start

# %%
from pathlib import Path

import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# From module 01: a line is paid with ¥60. Goods ¥30, platform 6 %, parcel ¥4. What is left, in yuan? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("05-recall-left")
q.check(recall_1)

# %% [markdown]
# From the warm-up: do refunds of 20 November belong to the orders of 20 November? `"yes"` or `"no"`.

# %% id="recall-2"
recall_2 = ...
q = question("05-recall-refund-day")
q.check(recall_2)

# %% [markdown]
# From module 02: somebody opens the shop on Monday and again on Tuesday. How many visitors has the week, if she is the only one?

# %% id="recall-3"
recall_3 = ...
q = question("05-recall-visitors")
q.check(recall_3)

# %% [markdown]
# ## Ten to nine
#
# It is the morning after Double 11 双11. The six raw exports, GBK and Chinese headers as ever:

# %%
MORNING = Path("..") / ".." / "datasets" / "raw" / "2025-11-12"
names = ["unpaid_orders", "parcels_at_risk", "open_tickets", "open_notices", "bad_reviews", "stock_alerts"]
exports = {name: pd.read_csv(MORNING / f"{name}.csv", encoding="gbk", dtype=str) for name in names}
pd.Series({name: len(table) for name, table in exports.items()})

# %% [markdown]
# More than three hundred things. But this morning has a question of its own: Zhou wants to go on air tonight. **What may he show?** So begin at the shelf.

# %%
stock = exports["stock_alerts"].set_index("商家编码").astype(int)
stock.columns = ["in_stock", "on_order", "sold_7d"]
sessions, taps = load("live_sessions"), load("live_orders")
so_far = sessions.loc[sessions["began_at"] < "2025-11-12 08:50", "session_id"]
live_sold = taps.loc[taps["session_id"].isin(so_far), "sku"].value_counts()
stock["sold_live_this_year"] = live_sold.reindex(stock.index, fill_value=0)
stock.sort_values("sold_live_this_year", ascending=False).head(8)

# %% [markdown]
# The three articles that sell best before the camera have an empty shelf, and of the third cube set one piece is left. Goods are on order, but a stream sells what is there. Each empty one comes off tonight's
# list before anybody promises it: that is the first kind of action. Then the four parcels whose 48 hours run out next and can still be saved, and the two gravest tickets.

# %%
off_tonight = stock[stock["in_stock"] <= 1].nlargest(4, "sold_live_this_year").index
parcels = exports["parcels_at_risk"]
late = parcels[parcels["揽收截止"] > "2025/11/12 08:50"].sort_values("揽收截止")
tickets = exports["open_tickets"].sort_values(["等级", "创建时间"], ascending=[False, True])
actions = (
    ["take off tonight's list: " + sku for sku in off_tonight]
    + ["ring the courier for order " + order.strip() for order in late["订单编号"].head(4)]
    + ["settle ticket " + ticket.strip() for ticket in tickets["工单编号"].head(2)]
)
pd.Series(actions, index=range(1, len(actions) + 1))

# %% [markdown]
# Ting 婷婷 takes the tickets, Old Ma 老马 the parcels. And with four of the best sellers gone there is no stream tonight. So there is time for the other question. From here on we look back from the end of December, because
# only then is it known what came back.
#
# ## What would have been a success?
#
# A goal that is set afterwards is always reached. A stream can be after reach, sales or fans, and each has its own number: `views` 场观, paid money, `new_followers` 转粉. The sales goal as a tree 目标树: impressions 曝光 × entry rate × orders a view ×
# money an order.

# %%
sessions = load("live_sessions").set_index("session_id")
log = load("live_minutes")
sums = log.groupby("session_id")[["orders", "placed", "paid_orders", "paid"]].sum()
year = sessions.join(sums)
tree = pd.DataFrame(
    {
        "impressions": year["impressions"],
        "entry_rate": year["views"] / year["impressions"],
        "orders_a_view": year["paid_orders"] / year["views"],
        "money_an_order": year["paid"] / year["paid_orders"],
        "goal": year["goal_paid"],
        "paid": year["paid"],
    }
)
pd.DataFrame({"Saturday": tree.loc[35], "median stream": tree.median()}).round(3)

# %% [markdown]
# Saturday, number 35, reached 174 % of its goal. It had nearly twice the impressions of a median stream, and more of them entered. And a smaller share of them bought, for less money. <!-- given -->
#
# ## Placed, paid, net
#
# Streams of different size are compared by GPM 千次观看成交: money for a thousand views. Which money? Hosts like the placed one 下单: it counts what nobody paid for. Then comes paid 支付, then net 退款后, when the refunds of **these orders** are home.
#
# **Predict.** Of forty streams Saturday was the one with most views. By net GPM, which place does it take? 1 is the best.

# %% id="guess-place"
my_guess = ...

# %%
# 1 each order of a stream, with its money and what went back of it
orders = load("live_orders").merge(load("orders").drop(columns="channel"), on="order_id")
back = load("refunds").groupby("order_id")["amount"].sum()
orders["back"] = orders["order_id"].map(back).fillna(0)
# 2 sums a stream
money = pd.DataFrame({"placed": sums["placed"], "paid": sums["paid"], "net": sums["paid"] - orders.groupby("session_id")["back"].sum()})
# 3 for a thousand views
gpm = money.mul(1000 / sessions["views"], axis=0)
gpm["place"] = gpm["net"].rank(ascending=False)
print("all streams, paid of placed and net of paid:", (money["paid"].sum() / money["placed"].sum()).round(3), (money["net"].sum() / money["paid"].sum()).round(3))
gpm.loc[[35, 30, 29, 32]].round()

# %% [markdown]
# It comes 38th of forty. ¥4,074 for a thousand views were placed, ¥3,600 were paid, ¥3,085 stayed. In all streams together a tenth is never paid and a seventh of the rest comes back; what is particular to Saturday is the first number. **A full room isn't a good room.**

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

figure = Figure()
axes = figure.subplots()
axes.scatter(sessions["views"], gpm["net"], color=GREY)
axes.scatter(sessions.at[35, "views"], gpm.at[35, "net"], color=ACCENT)
axes.annotate("Saturday", (sessions.at[35, "views"], gpm.at[35, "net"]), xytext=(-8, 10), textcoords="offset points", ha="right", color=ACCENT)
axes.set(title="Most views, and nearly the lowest net GPM", xlabel="Views", ylabel="Net GPM, yuan", ylim=(0, None))
axes.yaxis.set_major_formatter("{x:,.0f}")
axes.xaxis.set_major_formatter("{x:,.0f}")
show(
    figure,
    alt="Scatter of forty streams: views from about 1,400 to 10,000 across, net GPM from about 2,800 to 5,100 yuan upwards; Saturday lies alone on the far right and low.",
    takeaway="Saturday had most views and nearly the lowest net GPM.",
)

# %% [markdown]
# ## What was left?
#
# Net money isn't profit. Goods, platform and parcels come off; then the evening itself: two hosts at ¥1,500 with the rehearsal, ¥1,200 for the studio, ¥600 for the desk, and ¥0.60 for each entry from a paid push. <!-- given -->

# %%
# 1 goods of what was paid for and stayed sold; a returned piece goes back on the shelf
lines = load("order_lines").merge(orders.loc[orders["paid_at"].notna(), ["order_id", "session_id"]], on="order_id")
lines = lines[~lines["line_id"].isin(load("refunds")["line_id"])].merge(load("products")[["sku", "cost"]], on="sku")
left = money[["net"]].copy()
left["goods"] = -(lines["quantity"] * lines["cost"]).groupby(lines["session_id"]).sum()
# 2 platform, parcels out, parcels back
left["platform"] = -0.06 * left["net"]
left["parcels"] = -4 * sums["paid_orders"] - 8 * (orders["back"] > 0).groupby(orders["session_id"]).sum()
# 3 the evening
left["people"] = -(2 * 1500 + 1200 + 600)
left["push"] = -0.6 * sessions["from_paid"]
left["left"] = left.sum(axis=1)
print("streams that lost money:", (left["left"] < 0).sum(), "of", len(left), "; in all", left["left"].sum().round())
left.loc[[35, 30, 29]].round()

# %% [markdown]
# Saturday left ¥4,855: it was large. But stream 30, an eighth smaller, left ¥8,634, and nine of the forty lost money. The evening costs ¥4,800 whether fifty people come or five hundred, so a stream has a smallest size, and a push that brings people who
# don't buy eats what the others leave.
#
# ## The trap
#
# On Wednesday morning Zhou had a better figure. Look at what was known then.

# %%
saturday = orders[orders["session_id"] == 35]
asked = load("refunds")
asked = asked[asked["order_id"].isin(saturday["order_id"])]
early = asked.loc[asked["applied_at"] < "2025-11-12 08:50", "amount"].sum()
pd.Series({"refunds by Wednesday": early, "refunds by December": asked["amount"].sum(), "share known": early / asked["amount"].sum()}).round(2)

# %% [markdown]
# Most people judge a stream on the morning after. The placed money is complete then, the refunds have hardly begun, and many orders that came from it aren't even placed: they wait in a cart. **Each stream is judged by the same clock: its own orders, when their returns are home.**
#
# ## Where should we stream?
#
# Three forms, three rooms. On Taobao people come to buy and know the shop; on Douyin 抖音 a feed throws strangers in; on Kuaishou 快手 they follow a person. Zhou has asked around and written down what a shop like ours may expect of an evening. The commissions of two stand in our tables. <!-- given -->

# %%
fees = load("platform_fees").set_index("platform")["commission"]
forms = pd.DataFrame(
    {"views": [4500, 9000, 6000], "paid_gpm": [4600, 3400, 3800], "refunded": [0.14, 0.35, 0.25], "our_buyers": [0.6, 0.3, 0.2], "commission": [fees["Taobao"], fees["Douyin"], 0.05]},
    index=["Taobao", "Douyin", "Kuaishou"],
)
forms["net_an_evening"] = forms["views"] / 1000 * forms["paid_gpm"] * (1 - forms["refunded"]) * (1 - forms["commission"])
forms.round(3)

# %% [markdown]
# Douyin has twice the views and hardly more money, and its strangers stay strangers. But read what kind of figures these are: an acquaintance's, not ours. We stay where six of ten viewers look like our buyers, and would try one evening elsewhere before we moved.
#
# Change something: at which refund rate would Douyin leave as much as Taobao? (Tab to the box, type, Enter.)

# %% id="form-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, number


def draw(refunded):
    net = 9 * 3400 * (1 - refunded / 100) * (1 - forms.at["Douyin", "commission"])
    print(f"Douyin: ¥{net:,.0f} an evening. Taobao: ¥{forms.at['Taobao', 'net_an_evening']:,.0f}.")


controls(draw, refunded=number("Refunds on Douyin, per cent", 35, 0, 80), height="60px")

# %% [markdown]
# ## Your turn: a goal that can be missed
#
# Wen's goal for a stream is from now on what the evening costs: nothing may be lost. How many of the year's forty streams had a **net GPM of at least ¥4,000 and left more than nothing**? One number. <!-- given -->

# %% id="good-streams"
good = ...
q = question("05-good-streams")
q.check(good)

# %% [markdown]
# ## What to remember
#
# - One of reach, sales, fans is the goal, with a number, before the stream.
# - GPM has three floors: placed, paid, net. Say which, and over views, not viewers.
# - The evening is a fixed cost. Judge it when the returns of its own orders are home.
#
# ## On the real platform
#
# The figures stand in the live dashboards named in `course/platform_names.md`. 场观 counts entries, and one person enters several times; GMV there often holds unpaid orders. False views and sales are forbidden to everybody who streams in China (网络直播营销管理办法, since 25 May 2021).
# Rules change; this is no legal advice.

# %% [markdown] id="way"
# Before: [module 04, exercises](../04_hit_product/exercises.ipynb) · Next: [lesson 2](lesson_2_room.ipynb)
