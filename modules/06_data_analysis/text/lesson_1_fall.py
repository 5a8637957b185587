# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # October brought ¥155,288 less. Which part do we mend?
#
# *About 50 minutes, with ten for the morning · outline 06.01, 06.13, 06.14, 06.16 · you will be able to: go from a question to a metric and its table; take a fall in sales apart so that the
# parts add up; see when a mix deceives; find the one way of paying that is broken, and price it.*
#
# September brought Lantern Lane 灯巷 more than a million yuan, October a seventh less. Zhou 小周 knows why: "Everybody buys by phone now, and phones convert badly. Computers convert at 3.4 %, phones at 2.9 %. A new phone page, ¥60,000, and the money is back."
# Wen 阿雯 has the quotation on her desk. You have an hour. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
from pathlib import Path

import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style, xray

use_style()

# %% [markdown]
# A hundred visitors of whom 2 buy, three hundred of whom 12 buy. The rate of both together, as a share? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("06-recall-pooled")
q.check(recall_1)

# %% [markdown]
# A new picture came in the week in which the season turned. Sales rose by 80 %. All of it the picture's? `"yes"` or `"no"`. <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("06-recall-before-after")
q.check(recall_2)

# %% [markdown]
# An order of goods for ¥100 leaves ¥40 before advertising. How many orders must be saved to pay for ¥60,000? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("06-recall-break-even")
q.check(recall_3)

# %% [markdown]
# ## 8:50
#
# The morning of 19 June 2025, the first after the 618 sale. Five lists wait, GBK as ever. The day has ten calls in it, not two hundred. So ask of each line: *who can end it?*

# %%
MORNING = Path("..") / ".." / "datasets" / "raw" / "2025-06-19"
lists = {name: pd.read_csv(MORNING / f"{name}.csv", encoding="gbk", dtype=str) for name in ["parcels_at_risk", "open_tickets", "unpaid_orders", "bad_reviews", "stock_alerts"]}
who = {"parcels_at_risk": ["仓库", "快递公司"], "open_tickets": ["类型"], "bad_reviews": ["评价编号"], "stock_alerts": ["商家编码"]}
calls = {"unpaid_orders: one reminder to all": len(lists["unpaid_orders"])}
for name, columns in who.items():
    for group, count in lists[name].groupby(lists[name][columns].agg(" ".join, axis=1)).size().items():
        calls[f"{name}: {group}"] = count
calls = pd.Series(calls)
ten = calls.nlargest(10)
print(f"{calls.sum()} lines; ten calls reach {ten.sum()}")
ten

# %% [markdown]
# Ten calls reach 198 of 237 lines. One message to River Post in Yiwu moves sixteen parcels 包裹; sixteen lines worked off one by one are sixteen messages. **Group by who can act before you begin to act.** (The rest waits for its clock: Old Ma 老马 has the shelf, Ting 婷婷 the three reviews.)
#
# ## Question, metric, table
#
# First the goal, then the figure, then the table. The other way round one finds what the table happens to hold.
#
# | Wen asks | metric | table |
# |---|---|---|
# | Why did October bring less? | visitors × conversion × basket | `traffic_daily` |
# | Are phones worse? | conversion within each channel | `traffic_daily` |
# | Does a slow page cost buyers? | bounce rate a second, within channels | `visits` |
# | What do they look for and not find? | searches without a result ÷ searches | `site_searches` |
# | Who wants to pay and can't? | failed tries ÷ tries | `payment_attempts` |
#
# **Predict.** Sales are visitors × conversion 转化率 × basket 笔单价. What share of the missing ¥155,288 do fewer visitors carry? Any number between 0 and 1. <!-- given -->

# %% id="guess-visitors"
my_guess = ...

# %% [markdown]
# ## Worked example: parts that add up

# %%
# 1 one row a channel, for each month, with factors that multiply to its sales
traffic = load("traffic_daily")
def month(number, by="channel"):
    sums = traffic[traffic["date"].dt.month == number].groupby(by)[["visitors", "paid_orders", "paid_amount"]].sum()
    return sums.assign(conversion=sums["paid_orders"] / sums["visitors"], basket=sums["paid_amount"] / sums["paid_orders"])

# 2 each factor's logarithm adds, so its part can be told
september, october = month(9).sum(), month(10).sum()
whole = pd.DataFrame({"September": september, "October": october}).loc[["visitors", "paid_orders", "paid_amount"]]
ratio = pd.Series({"visitors": october["visitors"] / september["visitors"]})
ratio["conversion"] = october["paid_orders"] / september["paid_orders"] / ratio["visitors"]
ratio["basket"] = october["paid_amount"] / september["paid_amount"] / ratio["visitors"] / ratio["conversion"]

# 3 its share of the whole logarithm
share = np.log(ratio) / np.log(ratio).sum()
print(whole.round())
print((ratio - 1).round(3).to_dict())
share.round(3)

# %% [markdown]
# Two thirds are visitors, nearly a quarter the basket, an eleventh the conversion. Percentages don't add: −10.3 %, −1.4 % and −3.6 % make −14.7 %, and with larger ones the gap grows. Logarithms do, which is why this is called a log-ratio decomposition 对数分解. (By channel there are 361,899 visitors in September, in `shop_daily` 337,781: who comes over two channels counts in both. Visitors never add up.) <!-- given -->
#
# So the phone page, if it mended all of the conversion, would mend an eleventh. But which visitors stayed away, and is *fewer* even a fault?

# %%
days = load("shop_daily").merge(load("calendar"), on="date")
days["month"] = days["date"].dt.month
ordinary = days[days["event"] == ""].groupby("month")["paid_amount"].mean()
golden = days[(days["month"] == 9) & (days["event"] == "Golden Week")]["paid_amount"]
extra = golden.sum() - len(golden) * ordinary[9]
print(f"ordinary day: September {ordinary[9]:,.0f}, October {ordinary[10]:,.0f}; Golden Week's extra: {extra:,.0f}")

# %% [markdown]
# Nine days before the October holiday, everybody packs. They brought ¥100,978 above ordinary days: about two thirds of the fall is September's luck, not October's fault. What is left to mend is an ordinary day that brings ¥2,534 less, or 8 %. <!-- given -->

# %% [markdown]
# ## X-ray by channel
#
# `xray.contributions` does the same for every channel and factor at once, in yuan, and its cells add up to the fall, whatever they are.

# %%
FACTORS = ["visitors", "conversion", "basket"]
parts = xray.contributions(month(9), month(10), FACTORS)
print(f"sum of all cells: {parts.to_numpy().sum():,.0f}; search carries {parts.loc['search'].sum() / parts.to_numpy().sum():.2f} of it")
print(parts.round().to_string())
figure, alt, takeaway = xray.plot_xray(parts)
show(figure, alt=alt, takeaway=takeaway)

# %% [markdown]
# (Visitors' share differs a little from the one above: here each channel has its own logarithms.) Search carries 61 % of the fall, and in no other channel did the basket fall so far. What did searchers stop buying?

# %%
lines = load("order_lines").merge(load("orders").query("paid_at.notna() and channel == 'search'")[["order_id", "created_at"]], on="order_id")
cases = lines[lines["sku"].str.startswith("P18")].groupby(lines["created_at"].dt.month)[["quantity", "paid"]].sum()
cases.loc[6:11].round()

# %% [markdown]
# Cabin cases at ¥399. In August searchers bought five times as many as in July, in September three times, and then no more. That is ¥57,044 of the fall from September to October, over a third, and nothing that October did. Who bought 361 cases in a month? Write the question down: module 10 answers it. <!-- given -->
#
# Golden Week and the cases together are as large as the whole fall. October was an ordinary autumn month after a strange September. Look for yourself: choose two months. (Space opens a list, the arrow keys choose.)

# %% id="xray-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls

names = dict(zip(["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"], range(1, 13), strict=True))


def draw(before, after, by):
    picture, words, says = xray.plot_xray(xray.contributions(month(before, by), month(after, by), FACTORS))
    show(picture, alt=words, takeaway=says)


controls(draw, before=choice("From", names, 9), after=choice("To", names, 10), by=choice("Split by", ["channel", "device"]))

# %% [markdown]
# ## The trap: a mix that looks like a fault
#
# Now Zhou's phones. His two numbers are right. (They divide orders *placed* by visitors; the X-ray took the paid ones.)

# %%
year = traffic.groupby(["channel", "device"])[["visitors", "placed_orders"]].sum()
rate = (year["placed_orders"] / year["visitors"]).unstack()
mix = year["visitors"].unstack() / year["visitors"].unstack().sum()
everything = traffic.groupby("device")[["visitors", "placed_orders"]].sum()
print((everything["placed_orders"] / everything["visitors"]).round(4).to_dict())
pd.concat({"converts": rate, "visits": mix}, axis=1).round(3)

# %% [markdown]
# In *every* channel phones convert at least as well. Yet all together they convert worse. 39 % of the phones' visits come from the feed, where hardly anybody buys; of the computers' 12 %. The gap has two parts: rates, and mix 结构. <!-- given -->

# %%
mean_rate, mean_mix = rate.mean(axis=1), mix.mean(axis=1)
by_rate = (mean_mix * (rate["phone"] - rate["computer"])).sum()
by_mix = (mean_rate * (mix["phone"] - mix["computer"])).sum()
pd.Series({"rates": by_rate, "mix": by_mix, "gap": by_rate + by_mix}).round(4)

# %% [markdown]
# The rates speak for phones, the mix against them. A new page changes rates, and those are fine. **When a whole moves and no part of it does, the mix has moved.** It is Simpson's paradox 辛普森悖论; the split is Kitagawa's. Most people compare two totals and mend the one that looks worse.
#
# The same care for slow pages. How much more often does a visit end at once (bounce 跳失) for each second that its first page loads? We take visits that began on an article's page, had it within four seconds and bought nothing. Visits by machines are left out: nobody leaves within two seconds.

# %%
seen = load("visits")
seen = seen[(seen["order_id"] == 0) & (seen["landing"] != "home") & (seen["load_ms"] < 4000)]
seen = seen.assign(second=seen["load_ms"] / 1000, left=seen["left_at_once"].astype(float))
people = seen[(seen["seconds"] > 2) | ~seen["left_at_once"]]
inside = people[["second", "left"]] - people.groupby("channel")[["second", "left"]].transform("mean")
together, within = (float(np.polyfit(table["second"], table["left"], 1)[0]) for table in (people, inside))
round(together, 3), round(within, 3)

# %% [markdown]
# 9.3 points all together, 7.6 within channels: the feed sends restless people to pages with large pictures. A second still costs one visit in thirteen, so lighter pictures come before a new page.

# %% [markdown]
# ## What do they ask for, and who can't pay?
#
# Two places where buyers tell us what is wrong, if somebody reads them. First our own search box 站内搜索.

# %%
asked = load("site_searches").groupby("term")[["searches", "results", "orders"]].sum()
none = asked[asked["results"] == 0].sort_values("searches", ascending=False)
print(f"{none['searches'].sum() / asked['searches'].sum():.3f} of the searches find nothing")
none["searches"].head(12).to_dict()

# %% [markdown]
# 23.1 % find nothing (no-result rate 无结果率). Three kinds lie in the list. *We have it under another word:* 洗漱袋 is our 洗漱包; a synonym costs nothing. *They want a person:* 退货, 客服. *We don't sell it:* plug adapters 转换插头, locks 密码锁. Only the last is new demand.
#
# Then the log of tries to pay. Failure 支付失败 looks healthy whichever way one cuts it once.

# %%
tries = load("payment_attempts")
tries["failed"] = tries["outcome"] == "failed"
tries["hour"] = tries["tried_at"].dt.hour
recent = tries[tries["tried_at"] >= tries["tried_at"].max() - pd.Timedelta(days=60)]
usual = recent["failed"].mean()
by_hour = recent.groupby("hour")["failed"].agg(["mean", "size"]).query("size >= 200")
print(f"usual {usual:.4f}; worst bank {recent.groupby('bank')['failed'].mean().max():.3f}, worst app {recent.groupby('app')['failed'].mean().max():.3f}, worst hour of 200 tries or more {by_hour['mean'].max():.3f}")

# %% [markdown]
# A fault sits where three things meet: a bank, an app, and a few hours. So cut all three at once. Small cells are extreme by luck (module 03), so count failures *beyond what is usual*, in standard errors, and look at windows of four hours. <!-- given -->

# %%
cells = recent.groupby(["bank", "app", "hour"])["failed"].agg(["sum", "size"])
found = []
for first in range(21):
    window = cells[cells.index.get_level_values("hour").isin(range(first, first + 4))].groupby(["bank", "app"]).sum()
    window["beyond"] = (window["sum"] - window["size"] * usual) / (window["size"] * usual) ** 0.5
    found.append(window[window["size"] >= 40].assign(first_hour=first))
route = pd.concat(found).assign(rate=lambda table: table["sum"] / table["size"]).sort_values("beyond", ascending=False)
worst = route.iloc[0]
lost_a_day = (worst["sum"] - worst["size"] * usual) / 60 * 0.55
print(f"{lost_a_day:.2f} orders a day, {lost_a_day * 30 * 104:,.0f} yuan in thirty days")
route.head(4).round(3)

# %% [markdown]
# Bank B in iPhone 9.1, from eleven to three. The neighbours in the list are the same fault, an hour off. The price: failures beyond the usual, over 60 days; some 55 % of those people never pay; at ¥104 an order. Small against the season, large against the price of the one call that ends it. Switching off all of Bank B would lose its good tries too. <!-- given -->
#
# ## Your turn
#
# How much of the change from July to August do *visitors* carry, in yuan, by channel and added up? Change the months in the X-ray's table.

# %% id="july-august"
visitors_part = ...
q = question("06-july-august")
q.check(visitors_part)

# %% [markdown]
# ## What to remember
#
# - Goal, metric, table, in that order. Take off what the calendar did before you look for a culprit.
# - Parts that multiply are taken apart by logarithms, and then they add up.
# - A whole can move while no part does. Compare within channels.
# - Wen signs nothing for ¥60,000. She calls Bank B, adds a synonym, and has the pictures made lighter. <!-- given -->
#
# ## On the real platform
#
# 生意参谋, 商智 and 罗盘 show visitors, conversion and basket; each tool has a bounce rate of its own making, so read its definition and never compare across tools. Payment tries stand with the payment service. Names: `course/platform_names.md`. *As of November 2025.* <!-- given -->

# %% [markdown] id="way"
# Before: [module 05, exercises](../05_livestream/exercises.ipynb) · Next: [lesson 2](lesson_2_buyers.ipynb)
