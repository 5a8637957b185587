# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # What will next year look like, month by month?
#
# *About 60 minutes · outline 01.10, 01.11, 01.13, 01.14, 01.15, 01.16 · you will be able to: break a year's target into months that add up and breathe with the season; price a promotion before it
# runs; spend a small budget where the next yuan works hardest.*
#
# Before it lends for the second shop, the bank wants a plan on one page for what it can see: Lantern Lane 灯巷 and its first year. Wen 阿雯 has written the page in the taxi: "In 2025 ¥9.4 million, next
# year a seventh more. Divided by twelve, that is ¥900,000 a month." Old Ma 老马 looked at it and asked who would pack the parcels in July. <!-- given -->

# %% [markdown]
# ## Before we start
#
# Three questions from the lessons before.

# %%
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from shoplab import load, metrics, question, show, use_style
from shoplab.charts import ACCENT, GREY

use_style()

# %% [markdown]
# In November 150 people bought, in December 132, in the December before 120. By how much did the shop grow, as a share?

# %% id="recall-1"
recall_1 = ...
q = question("01-recall-growth")
q.check(recall_1)

# %% [markdown]
# An article sells for ¥60. It costs ¥30, the platform takes 5 % of the price, and the parcel with its packing costs ¥5. What does one order leave, before refunds? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("01-recall-contribution")
q.check(recall_2)

# %% [markdown]
# A supplier promised 10 days. The last four deliveries took 9, 11, 10 and 24. Stock lasts 15 days. In which share of these deliveries did the shelf run empty?

# %% id="recall-3"
recall_3 = ...
q = question("01-recall-late-share")
q.check(recall_3)

# %% [markdown]
# ## The year in twelve pieces
#
# **Predict.** In which month did Lantern Lane take most money in 2025? Double 11 双11 is in November.

# %% id="guess-month"
my_guess = ...  # 1 to 12

# %%
daily = load("shop_daily")
own = daily.groupby(daily["date"].dt.month)["paid_amount"].sum()
target = 10_800_000
own_share = own / own.sum()
print("January by our own shares:", round(own_share[1] * target, -2))
(own / 1000).round(1)

# %% [markdown]
# August, with ¥1,090,100. November has one famous day and four quiet weeks; a shop for travel goods lives from the holidays. Wen's ¥900,000 a month would leave Old Ma short of hands in July and with idle
# hands in February.
#
# ## The trap
#
# So take last year's shares? That gives ¥564,700 for January, and it looks careful: real figures, no guessing. But 2025 was the shop's *first* year. In January nobody knew it, in December many did. **A
# first year's months show how you grew, not how the year breathes.** The market doesn't have that problem. All sellers of travel goods together were there in January too.

# %%
months = load("category_market")
rows = months[months["category"] == "travel_organisers"].copy()
rows["year"], rows["month"] = rows["month"].str[:4], rows["month"].str[5:].astype(int)
market = rows.pivot(index="month", columns="year", values="sales")
market_share = (market / market.sum()).mean(axis=1)
pd.DataFrame({"ours": own_share, "market": market_share}).round(3).head(3)

# %%
figure = Figure()
axes = figure.subplots()
axes.plot(own_share.index, own_share, color=GREY, marker="o")
axes.plot(market_share.index, market_share, color=ACCENT, marker="s")
axes.annotate("our first year", (2, own_share[2]), xytext=(8, -12), textcoords="offset points", color=GREY)
axes.annotate("the market's two years", (1, market_share[1]), xytext=(0, 24), textcoords="offset points", color=ACCENT)
axes.set(title="Our January was small because we were new", xlabel="Month", ylabel="Share of the year's sales", ylim=(0, 0.13))
axes.set_xticks(range(1, 13))
axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
show(
    figure,
    alt="Two lines over twelve months, share of the year's sales from 0 to 13 per cent: ours begins at 5.2 per cent in January, far below the market's 8.6, "
    "and lies above it from July on, October apart.",
    takeaway="The market's months show the season. Ours show how we grew.",
)

# %% [markdown]
# In January the market makes 8.6 % of its year, we made 5.2 %. A plan by our own shares would order too little for the Spring Festival trade and too much for autumn. Two years are averaged, so that one warm
# spring doesn't decide.
#
# ## A plan that adds up
#
# The bank counts in 万, tens of thousands. Round each month to a full 万, as everybody does, and the plan promises ¥10,000 more than Wen does. A plan that doesn't add up isn't believed in anything else. The
# cure: round all down, count what is missing, and give a 万 each to the months that lost most. It is called the largest remainder 最大余数法.

# %%
raw = market_share * target
print("simply rounded, too much:", int(((raw / 10_000).round() * 10_000).sum()) - target)
# 1 round down    2 count what is missing    3 give it to the largest remainders
plan = (raw // 10_000 * 10_000).astype(int)
missing = (target - int(plan.sum())) // 10_000
plan[(raw - plan).nlargest(missing).index] += 10_000
quarters = plan.groupby((plan.index - 1) // 3 + 1).sum()
print(int(plan.sum()), quarters.to_dict())
plan.to_dict()

# %% [markdown]
# ¥2,230,000 in the first quarter, ¥3,140,000 in the third. Old Ma can plan his people, and the bank's clerk will sign.

# %% [markdown]
# ## What does a promotion cost?
#
# Zhou 小周 has six tools for the opening month: spend-and-save 满减, coupon 优惠券, gift 满赠, straight cut 直降, second piece at half price 第二件半价 and a festival theme 节日主题. Their names say what the buyer
# gets. Wen needs to know what they cost.

# %%
tools = load("promo_tools").set_index("tool")
tools

# %% [markdown]
# "Save ¥22 from ¥199" sounds like 11 %. **Predict.** What share of all goods sold would it have given away last year?

# %% id="guess-discount"
my_guess = ...  # a share, like 0.11

# %%
orders = load("orders")
goods = orders.loc[orders["paid_at"].notna(), "goods"]
effective = {"straight cut": tools.at["straight cut", "rate"]}
for tool in ["spend and save", "coupon", "gift", "festival theme"]:
    terms = tools.loc[tool]
    qualifies = goods >= terms["threshold"]
    given = qualifies * (terms["value"] + terms["rate"] * goods) * terms["used_share"]
    effective[tool] = given.sum() / goods.sum()
effective = pd.Series(effective).sort_values()
print("orders from ¥199:", round(float((goods >= 199).mean()), 3))
effective.round(3)

# %% [markdown]
# Only 11.6 % of the orders reach ¥199, so the tool costs 2.4 % of all goods sold. That is its effective discount: money given away out of all money. The straight cut costs 11 %, because everybody gets it, also
# those who would have bought anyway. Is that too much? It depends on the gross margin 毛利率 of the goods:

# %%
lines = load("order_lines")
paid_lines = lines[lines["order_id"].isin(orders.loc[orders["paid_at"].notna(), "order_id"])]
cost = paid_lines["sku"].map(load("products").set_index("sku")["cost"]) * paid_lines["quantity"]
margin = 1 - cost.sum() / (paid_lines["unit_price"] * paid_lines["quantity"]).sum()
print("margin:", round(float(margin), 4))
(margin / (margin - effective) - 1).round(3)

# %% [markdown]
# Of ¥100 the goods leave ¥49.69. The cut takes ¥11 of it, and ¥38.69 stay. To have ¥49.69 again, the shop needs 28.4 % more orders; with spend-and-save it needs 5.1 %, and that tool asks for a larger basket
# first. <!-- given -->
#
# ## Where does the next yuan work hardest?
#
# For the new item Zhou has run trials on five channels for sixteen weeks: search ads, feed ads, Xiaohongshu 小红书 posts, short video, affiliates 淘宝客.

# %%
trials = load("channel_trials")
by_channel = trials.groupby("channel")[["spend", "visitors", "orders"]].sum()
by_channel["per_order"] = by_channel["spend"] / by_channel["orders"]
by_channel.sort_values("per_order").round(2)

# %% [markdown]
# Search ads bring an order for ¥6.16, short video for ¥33.21. "Then everything goes into search," says Wen. **Predict.** At the highest level of spend, what does one *more* order from search ads cost?

# %% id="guess-marginal"
my_guess = ...

# %% [markdown]
# Each week had one of four levels of spend. Orders are few and jump about, so count visitors, and turn them into orders with each channel's own conversion. Then take the step from one level to the next.

# %%
# 1 the four levels    2 the step from each level to the next    3 money per further order
trials["level"] = (trials["week"] - 1) % 4 + 1
levels = trials.groupby(["channel", "level"])[["spend", "visitors"]].mean().reset_index()
conversion = by_channel["orders"] / by_channel["visitors"]
levels["orders"] = levels["visitors"] * levels["channel"].map(conversion)
steps = levels.groupby("channel")[["spend", "orders"]].diff().fillna(levels[["spend", "orders"]])
levels["more_spend"], levels["more_orders"] = steps["spend"], steps["orders"]
levels["per_further_order"] = levels["more_spend"] / levels["more_orders"]
levels.pivot(index="channel", columns="level", values="per_further_order").round(1)

# %% [markdown]
# The first level of search ads costs ¥4.6 an order, the step to the fourth ¥12.8 for each order more. Meanwhile the first step into affiliates costs ¥6.2. **The average tells what your money has earned. Only the
# next step tells what more money would earn.** The trade says average cost 平均成本 and marginal cost 边际成本. The new item leaves ¥15 an order before advertising. So buy every step below ¥15, and no other.

# %%
worth_it = levels[levels["per_further_order"] < 15]
budget = worth_it.groupby("channel")["more_spend"].sum()
budget.to_dict(), round(worth_it["more_spend"].sum()), round(float(worth_it["more_orders"].sum()), 1)

# %% [markdown]
# ¥1,172 a week for 139.3 orders, and nothing for the feed and short video. What would the same money have done, split evenly over the five channels? `np.interp` reads the orders between two levels off a straight
# line.

# %%
each = worth_it["more_spend"].sum() / 5
even = sum(np.interp(each, [0, *rows["spend"]], [0, *rows["orders"]]) for _, rows in levels.groupby("channel"))
round(float(each), 1), round(float(even), 1)

# %% [markdown]
# 119.6 orders instead of 139.3. Nobody worked harder; the yuan only went where the next order was cheapest.

# %% [markdown]
# ## How do we look?
#
# A visitor who can't read the page has cost money for nothing. The contrast of a text and its background is a number, from 1 (invisible) to 21 (black on white). The guideline WCAG asks for 4.5, or 3 for text of 24
# pixels and more.

# %%
page = load("page_colours")
page["contrast"] = [metrics.contrast_ratio(text, back) for text, back in zip(page["text"], page["background"], strict=True)]
page["needed"] = page["font_px"].map(lambda size: 3.0 if size >= 24 else 4.5)
page.loc[page["contrast"] < page["needed"], ["page", "part", "text", "background", "font_px", "contrast"]].round(2)

# %% [markdown]
# Four parts can't be read by everyone, and one of them is the coupon: 1.26, pale yellow on cream, all year. Whether the pages feel like one shop for one kind of buyer is judged by people; you will do that in the
# report.
#
# ## Where do we stand?
#
# A panel placed sixteen shops on six axes from 0 to 10: market, price, visual, geography, audience, channel. Whoever lies close to us on all six is the shop that buyers mix us up with.

# %%
places = load("positioning").pivot(index="shop", columns="axis", values="score")
gaps = places - places.loc["Lantern Lane"]
gaps["distance"] = (gaps**2).sum(axis=1) ** 0.5
gaps.sort_values("distance").round(1).head(4)

# %% [markdown]
# Fold & Go is closest, at a distance of 2.6. It is the bargain shop, and its score for price is only 1.6 below ours. Wen sees herself beside North Pier; the panel sees her beside a discounter. Lesson 1 says why:
# better goods, and a price and a discount that hide it.
#
# ## Reading a rival
#
# A report on leading rivals 竞品分析 is half numbers, half eyes. Here are the five with most orders, by eight items of each, the cheap and quick ones: their mean price lies below the shop's `average_price`. Bad reviews
# are added up and divided by all reviews, once.

# %%
items = load("competitor_items")
items["top_share"] = items["monthly_units"] / items.groupby("shop")["monthly_units"].transform("sum")
leaders = items.groupby("shop").agg(
    price=("price", "mean"),
    units=("monthly_units", "sum"),
    hit=("top_share", "max"),
    bad_reviews=("bad_reviews", "sum"),
    reviews=("reviews", "sum"),
)
leaders["bad_share"] = leaders["bad_reviews"] / leaders["reviews"]
leaders["average_price"] = load("competitors").set_index("shop")["average_price"]
leaders[["price", "average_price", "units", "hit", "bad_share"]].round(3)

# %% [markdown]
# Each of the five leans on one hit 爆款 that makes 27 % to 31 % of these pieces, at a low price. So a hit and a low price make a leader? These five are the ones who made it. How many shops had both and closed, no table
# shows. This is survivorship 幸存者偏差, and your report must say what its numbers can't know.
#
# ## Your turn: one page for the bank
#
# Put on Wen's page: the target of July, the promotion tool of the opening month with its effective discount, and the week's budget for advertising the new item.

# %% id="one-page"
one_page = {"july": ..., "tool": ..., "effective_discount": ..., "weekly_budget": ...}
q = question("01-one-page")
q.check(one_page)

# %% [markdown]
# ## What to remember
#
# - A first year's months mix season and growth. Take the season from the market.
# - A plan adds up to the last yuan, or nobody believes the rest of it.
# - A promotion's price is what it gives away out of all money, and what it must bring to pay for that.
# - Spend where the next yuan works hardest, and stop where it costs more than the order leaves.
# - The winners you study are those who survived.
#
# ## On the real platform
#
# Coupons, 满减 and 满赠 are set in 营销中心 (Taobao and Tmall), 京麦 (JD) and 抖店 (Douyin); advertising in 万相台无界, 京准通 and 巨量千川. In China the Provisions on Regulating Promotional Acts 规范促销行为暂行规定 (2020) ask
# that a struck-through price be true: without further details, not above the lowest price of the seven days before. Rules change; names: `course/platform_names.md`.

# %% [markdown] id="way"
# Before: [lesson 3](lesson_3_entry.ipynb) · Next: [exercises](exercises.ipynb)
