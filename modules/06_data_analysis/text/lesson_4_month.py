# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # What will January bring, and is this still a good market?
#
# *About 45 minutes · outline 06.02, 06.03, 06.08, 06.09, 06.10, 06.12 · you will be able to: make a forecast that beats "like last week" and say how wrong it is; lay ads and rota on the hours;
# tell at which stage a market and an article stand; put a new rule into every article's margin.*
#
# It is 31 December. Old Ma 老马 must order for January tonight, ¥180,000 if it goes on like December, more if not. Zhou 小周: "December was quiet, so January will be. Same as last week." Two clouds stand behind it: the platform wants one point more commission 佣金 from February, and a paper wrote that travel goods have had their day. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import forecast, load, metrics, question, show, use_style

use_style()

# %% [markdown]
# 1,000 clicks were paid. They came from 440 devices, and 540 arrived. Poor placement or false traffic: `"poor"` or `"false"`? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("06-recall-false")
q.check(recall_1)

# %% [markdown]
# Four sellers hold 0.4, 0.3, 0.2 and 0.1 of a market. What is HHI? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("06-recall-hhi")
q.check(recall_2)

# %% [markdown]
# Of 100 orders paid in June, 8 came back, 5 of them in July. June's refund rate by order, as a share? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("06-recall-by-order")
q.check(recall_3)

# %% [markdown]
# ## The forecast that every other must beat
#
# "Like last week" has a name: seasonal-naive 季节性朴素预测. It costs nothing. A method that doesn't beat it on months it hasn't seen is decoration.
#
# Our rival has three parts: the level of the last ordinary days, the weekday, and how the *market* moved from this month to the next a year ago. (We have one year of our own, so no own January tells. The market table has two.)

# %%
days = load("shop_daily").merge(load("calendar"), on="date")
market = load("category_market")
searches = market[market["category"].isin(["travel_organisers", "luggage"])].groupby("month")["searches"].sum()


def ahead(origin, n=30):
    # 1 the weekday's factor and the level, from ordinary days before the origin
    past = days[(days["date"] < origin) & (days["event"] == "")]
    weekday = past.groupby("weekday")["paid_orders"].mean()
    weekday = weekday / weekday.mean()
    last = past.tail(28)
    level = (last["paid_orders"] / last["weekday"].map(weekday)).mean()
    # 2 the market's move from this month to the next, one year earlier
    this, following = (f"{(pd.Timestamp(origin) - pd.DateOffset(years=1, months=back)):%Y-%m}" for back in (1, 0))
    move = searches[following] / searches[this]
    # 3 thirty days
    names = pd.date_range(origin, periods=n).day_name()
    return level * weekday[names].to_numpy(), move

# %% [markdown]
# **Predict.** MASE is the mean error ÷ the mean step from one week to the next in the past: 1 is "as wrong as a usual week". Over nine months, what does like-last-week get?

# %% id="guess-mase"
my_guess = ...

# %%
rows = []
for month in range(4, 13):
    origin = pd.Timestamp(2025, month, 1)
    past, came = days[days["date"] < origin]["paid_orders"], days[days["date"] >= origin].head(30)
    usual = (came["event"] == "").to_numpy()
    level, move = ahead(origin)
    tried = {"like last week": forecast.seasonal_naive(past, 30), "level and weekday": level, "and the market's move": level * move}
    rows.append({"month": month} | {name: forecast.mase(came["paid_orders"][usual], values[usual], past) for name, values in tried.items()})
scores = pd.DataFrame(rows).set_index("month")
print(scores.mean().round(2).to_dict())
scores.round(2)

# %% [markdown]
# 1.41 for like-last-week, 0.85 for level and weekday, 0.60 with the market's move. Only ordinary days count here; a sale day is planned, not forecast. November is the exception: five ordinary days, right after a sale. **Judge a forecast on days it hasn't seen, against the simplest one.** This is a back-test 回测.

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

level, move = ahead(pd.Timestamp("2026-01-01"))
january, naive = level * move, forecast.seasonal_naive(days["paid_orders"], 30)
wrong = scores["and the market's move"].drop(11).mean() * np.abs(days["paid_orders"].diff(7)).mean()
recent = days.tail(35)
future = pd.date_range("2026-01-01", periods=30)
figure = Figure(figsize=(8, 3.6))
axes = figure.subplots()
axes.plot(recent["date"], recent["paid_orders"], color="black")
axes.plot(future, naive, color=GREY, linestyle="--")
axes.plot(future, january, color=ACCENT)
axes.fill_between(future, january - 2 * wrong, january + 2 * wrong, color=ACCENT, alpha=0.15)
axes.annotate("with the market's move", (future[4], 470), color=ACCENT)
axes.annotate("like last week", (future[4], 165), color="black")
axes.set(title="January is not a longer December", ylabel="Paid orders a day", ylim=(0, 520))
axes.tick_params("x", labelrotation=20)
show(
    figure,
    alt="Line chart of paid orders a day from late November to 30 January: December near 250, like-last-week on at about 250, and the forecast with the market's move near 350 with a band of about 60 on either side.",
    takeaway="The market packs for Spring Festival in January, and it did so a year ago.",
)
print(f"move {move:.2f}; thirty days {january.sum():,.0f} orders, like last week {naive.sum():,.0f}; a day is wrong by about {wrong:.0f}; goods for {180_000 * january.sum() / naive.sum():,.0f} yuan")

# %% [markdown]
# A year ago searches rose by 44 % from December to January. Old Ma orders for that, ¥257,900 in place of ¥180,000, and tells his supplier that a day may lie anywhere in the band. What could be wrong: Spring Festival moves. In 2025 it fell on 29 January, in 2026 on 17 February. A year-on-year rule must know the moon. <!-- given -->
#
# ## When do they come?

# %%
orders = load("orders")
ordinary = days.loc[days["event"] == "", "date"]
calm = orders[orders["created_at"].dt.normalize().isin(ordinary)]
heat = calm.pivot_table(index=calm["created_at"].dt.day_of_week, columns=calm["created_at"].dt.hour, values="order_id", aggfunc="size")
heat = heat.div(ordinary.dt.day_of_week.value_counts(), axis=0)
heat.index = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
answered = load("arrivals_hourly").groupby("hour")[["chats", "tickets", "in_time"]].sum()
answered["in time"] = answered["in_time"] / (answered["chats"] + answered["tickets"])
ads = load("ad_hours").groupby("hour")[["cost", "amount"]].sum()
hours = pd.DataFrame({"orders": heat.sum() / heat.to_numpy().sum(), "ad cost": ads["cost"] / ads["cost"].sum(), "ad sales": ads["amount"] / ads["amount"].sum(), "in time": answered["in time"]})
figure = Figure(figsize=(9, 3))
axes = figure.subplots()
picture = axes.imshow(heat, cmap="cividis", aspect="auto")
figure.colorbar(picture, label="Orders in the hour")
axes.set(title="Evenings sell most, above all from Monday to Thursday", xlabel="Hour", xticks=range(0, 24, 2), yticks=range(7), yticklabels=heat.index)
axes.grid(False)
show(figure, alt="Heat map of orders an ordinary day by weekday and hour: few from one to six, some fifteen around noon, the most at 20 and 21 o'clock, about 25 from Monday to Thursday and a little fewer from Friday to Sunday.", takeaway="Put the rota and the budget where the orders are.")
print(load("shifts").groupby("shift")[["begins", "ends"]].first().to_dict("index"))
hours.loc[[10, 19, 20, 21, 22, 23]].round(3)

# %% [markdown]
# At nine in the evening 77 % are answered in time, at ten in the morning 94 %. The late shift works until midnight and keeps up again at eleven: the peak is more than it can answer. Early and late shift overlap from four to five: move that hour to the peak, before hiring anybody. The ads at ten in the evening take 8.5 % of the cost and bring 7.1 % of what ads sell; at ten in the morning it is 4.8 % and 6.1 %. Try some of the money there.

# %% [markdown]
# ## Has this market had its day?
#
# Life-cycle 生命周期 of an industry: introduction 导入, growth 成长, maturity 成熟, decline 衰退. Two years allow three measures: growth of a year on the year before (the season cancels), whether growth itself slows (second half against first), and whether sellers still come.

# %%
market["year"], market["half"] = market["month"].str[:4], np.where(market["month"].str[5:].astype(int) <= 6, "first", "second")
year = market.pivot_table(index="category", columns="year", values="paid_orders", aggfunc="sum")
half = market.pivot_table(index="category", columns=["half", "year"], values="paid_orders", aggfunc="sum")
stage = pd.DataFrame({"growth": year["2025"] / year["2024"] - 1})
stage["slowing"] = (half["second"]["2025"] / half["second"]["2024"]) / (half["first"]["2025"] / half["first"]["2024"]) - 1
sellers = market.pivot_table(index="category", columns="year", values="sellers", aggfunc="mean")
stage["sellers"] = sellers["2025"] / sellers["2024"] - 1
stage["stage"] = np.select([stage["growth"] < -0.03, stage["growth"] < 0.05], ["decline", "maturity"], "growth")
december = market[market["category"] == "travel_organisers"].set_index("month")["paid_orders"]
print(stage["stage"].value_counts().to_dict(), f"; December on October: {december['2025-12'] / december['2025-10'] - 1:.3f}")
stage.loc[["travel_organisers", "luggage", "rain_jackets", "infant_formula"]].round(3)

# %% [markdown]
# **The trap.** The newspaper compared December with October: −25.3 %. That is the season. On the year, travel organisers grew by 10.6 % and luggage by 16.5 %. No crowd of new sellers came, but the organisers' second half grew more slowly than the first (−5.8 %). It is growth still, and worth a look in June. (This rule can't show an introduction: what is new has no table yet.)
#
# The competition 竞争 in it: how concentrated, and where is the price band 价格带 in which few sell much?

# %%
top = load("category_sellers").query("category == 'travel_organisers'")
bands = load("price_bands").query("category == 'travel_organisers'").set_index("band")
bands["sales per seller"] = bands["sales_share"] / bands["seller_share"]
print(f"CR4 {metrics.cr(top['sales_share']):.3f}")
bands[["low", "high", "sales_share", "seller_share", "average_rating", "sales per seller"]].round(2)

# %% [markdown]
# Four sellers hold a tenth: nobody is safe and nobody shut out. From ¥70 to ¥90 eight per cent of the sellers make nineteen per cent of the sales. Before you call it a gap, read their reviews: with 4.79 stars they may be good. <!-- given -->
#
# ## At which stage is an article?
#
# Articles have a life-cycle too. Take ten days together, so that one lucky day isn't a peak, and compare now with the best ten days and with the ten before.

# %%
curves = load("launch_daily").pivot(index="day", columns="launch_id", values="orders").rolling(10).sum()


def stages(day, near=0.75):
    now, best, earlier = curves.loc[day], curves.loc[:day].max(), curves.loc[day - 10]
    return pd.Series(np.select([now < near * best, now > 1.1 * earlier], ["decline", "rise"], "peak"), index=curves.columns)


table = pd.DataFrame({f"day {day}": stages(day).value_counts() for day in (20, 30, 60)}).fillna(0).astype(int)
again = (stages(30)[stages(20) == "decline"] == "decline").mean()
print(f"in decline on day 20 and also on day 30: {again:.2f}")
table

# %% [markdown]
# By day 30, 46 of the 48 are past their best: the new is new for three weeks. *Rise:* stock before ads. *Peak:* no discount, it sells. *Decline:* the last pieces go with a bundle, while there is margin to give. Who reads each day alone clears stock in a quiet week.
#
# **Change something.** How far below the best may an article fall before you call it decline? (Tab to the box.)

# %% id="stage-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(near, day):
    print(stages(day, near / 100).value_counts().to_dict())


controls(draw, near=whole("Per cent of the best ten days", 75, 30, 95, 5), day=whole("Day", 30, 20, 60), height="60px")

# %% [markdown]
# ## A point of commission
#
# A rule 政策 or a technique changes cost, not taste. So put it into the margin of each product, and see who falls below zero. Three scenarios: one point more commission; parcels ¥0.5 dearer (new packing rules); a label printer that saves ¥0.3 a parcel. <!-- given -->

# %%
lines = load("order_lines").merge(orders.loc[orders["paid_at"].notna(), ["order_id"]], on="order_id").merge(load("products"), on="sku")
beside = lines.groupby("order_id")["line_id"].transform("size")  # an order is one parcel; its lines share the cost


def left(commission=0.055, parcel=4.0):
    money = lines["paid"] * (1 - commission) - lines["quantity"] * lines["cost"] - parcel / beside
    return money.groupby(lines["name_en"]).sum()


scenarios = {"today": left(), "a point more": left(commission=0.065), "dearer parcels": left(parcel=4.5), "label printer": left(parcel=3.7)}
effect = pd.DataFrame({name: {"left": values.sum(), "below zero": (values < 0).sum()} for name, values in scenarios.items()}).T.round()
effect["change"] = effect["left"] - effect.at["today", "left"]
print(pd.DataFrame(scenarios).nsmallest(3, "today").round().to_string())
effect

# %% [markdown]
# A point costs ¥92,105 a year before anybody moves a price. It brings no product below zero. Thinnest is the poncho: ¥475 of ¥900 would be left in a year, and it earns only where it shares a parcel. That is a sentence for Wen 阿雯: raise what buyers don't compare, and offer the poncho as an extra.
#
# ## Your turn
#
# Make the forecast for the 30 days from 1 September 2025, with the market's move. How many orders in all?

# %% id="september-forecast"
september = ...
q = question("06-september-forecast")
q.check(september)

# %% [markdown]
# ## What to remember
#
# - Beat like-last-week on unseen months, or use like-last-week. Say how wrong you are.
# - A month against the same month of last year, and mind a holiday that moves.
# - Stage before promotion: rise, peak, decline. A rule is a scenario in every margin.
# - Old Ma orders for the market's January, and keeps the band for the second order.
#
# ## On the real platform
#
# Market trends stand in 生意参谋 → 市场, 商智 → 行业, 罗盘 → 市场, as an index rather than orders: ratios of an index are safe, sums are not. New rules are announced in each back office for comment before they hold; the rules for platforms are on the website of SAMR 市场监管总局. Names: `course/platform_names.md`. *As of November 2025; rules change.* <!-- given -->

# %% [markdown] id="way"
# Before: [lesson 3](lesson_3_money.ipynb) · Next: [lesson 5](lesson_5_appendix_large.ipynb)
