# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Should Wen go where most people search?
#
# *About 60 minutes · outline 01.04, 01.05, 01.06 · you will be able to: read a market table without being dazzled by it; say how much of a market is left for a newcomer; put three
# categories on a shortlist and defend them.*
#
# Lantern Lane 灯巷 has sold travel goods for a year. It earns money, and Wen 阿雯 has put ¥200,000 aside for a second shop. She has opened the platform's market tool, sorted it by
# searches, and made up her mind: storage boxes. "Nobody searches for what I'd like to sell. Everybody searches for boxes." Zhou 小周, who runs operations, isn't sure. <!-- given -->

# %% [markdown]
# ## Before we start
#
# Three questions from the warm-up. Replace the dots, run the cell, read what it says. A pandas word that you have forgotten stands in [Small words of pandas](../../course/pandas_words.md).

# %%
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# A day brought 1,240 visitors and 31 of them paid. What is the conversion rate 转化率, as a share? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("01-recall-conversion")
q.check(recall_1)

# %% [markdown]
# One day 2 % of 100 visitors paid, the next 4 % of 300. What is the rate of both days together?

# %% id="recall-2"
recall_2 = ...
q = question("01-recall-two-days")
q.check(recall_2)

# %% [markdown]
# A table `sales` has the columns `category` and `paid`. Which method puts the rows of each category together, before you add them up?

# %% id="recall-3"
recall_3 = ...
q = question("01-recall-groupby")
q.check(recall_3)

# %% [markdown]
# ## What Wen saw
#
# The table `category_market` is what the market tool shows: for each month and category the searches 搜索人气, the clicks 点击 that followed, the paid orders 支付订单, the sales, and how
# many sellers had at least one order. We want 2025, one row a category. Searches and sales add up over months. Sellers don't, because
# most are there in every month; we take the mean month.

# %%
market_months = load("category_market")
year = market_months[market_months["month"].str.startswith("2025")]
market = year.groupby("category").agg(
    searches=("searches", "sum"),
    clicks=("clicks", "sum"),
    orders=("paid_orders", "sum"),
    sales=("sales", "sum"),
    sellers=("sellers", "mean"),
    refund_rate=("refund_rate", "mean"),
    cpc=("average_cpc", "mean"),
)
(market.nlargest(5, "searches")[["searches", "sales"]] / 1_000_000).round(1)

# %% [markdown]
# In millions. Storage boxes lead 32 categories with 451.9 million searches, and ¥395.2 million were paid for them. That is what Wen saw, and all of it is true.
#
# **Predict.** The category with the fewest searches is hearing aids. Who takes more money in an average month: the average seller of storage boxes, or the average seller of
# hearing aids? Write down your guess, then run the next cell.

# %% id="guess-sellers"
my_guess = ...  # "storage_boxes" or "hearing_aids"

# %%
market["sales_per_seller"] = market["sales"] / market["sellers"] / 12
market.loc[["storage_boxes", "hearing_aids"], ["searches", "sellers", "sales_per_seller"]].round()

# %% [markdown]
# The average seller of boxes takes ¥5,502 a month, the average seller of hearing aids ¥12,215. Demand is one half of a market. The other half is how many shops stand in line for it.

# %% [markdown]
# ## Who gets the sales?
#
# An average hides a second thing: one seller may sell nearly everything while the others starve. So we ask how much the largest four take together. The trade calls it CR4, the
# concentration ratio 行业集中度.

# %%
top = load("category_sellers")
market["cr4"] = top[top["rank"] <= 4].groupby("category")["sales_share"].sum()
market["cr4"].sort_values(ascending=False).head(5).round(3)

# %% [markdown]
# In storage boxes four sellers take 43.9 % of all money. They buy cheaper than Wen, their goods have years of reviews, and the search page shows them first.
#
# CR4 stops at rank four. The Herfindahl index, HHI, looks at everybody: square each seller's share and add up. One divided by HHI tells how many *equal* sellers would make a market
# as tight as this one. `metrics.effective_rivals` does it. The table lists 20 sellers; `others` is how many more there are, and they share the rest equally.

# %%
others = market["sellers"].round().astype(int) - 20
rivals_felt = {}
for name in ["storage_boxes", "yoga_mats"]:
    shares = top.loc[top["category"] == name, "sales_share"]
    rivals_felt[name] = round(metrics.effective_rivals(shares, others=others[name]))
rivals_felt

# %% [markdown]
# Nearly six thousand shops sell boxes, and the market is as tight as one with 16 equal sellers. Yoga mats feel like 339.

# %% [markdown]
# ## What is left for a newcomer?
#
# Now put both halves together. Take away what the top four hold, and share the rest among the sellers in line.

# %%
market["left_per_seller"] = market["sales"] * (1 - market["cr4"]) / market["sellers"] / 12
print("place of storage boxes:", int(market["left_per_seller"].rank(ascending=False)["storage_boxes"]))
market["left_per_seller"].nlargest(6).round()

# %% [markdown]
# Storage boxes, first by searches, come in at place 18 of 32. Infant formula leads by far. Some markets are empty because a licence stands at the door; lesson 3 comes to that.
#
# ## Is it growing?
#
# Insulated bottles 保温杯, searches of December against June, and against the December before:

# %%
one = market_months[market_months["category"] == "insulated_bottles"].set_index("month")["searches"]
before = market_months[market_months["month"].str.startswith("2024")].groupby("category")["searches"].sum()
market["growth"] = market["searches"] / before - 1
round(float(one["2025-12"] / one["2025-06"] - 1), 3), round(float(one["2025-12"] / one["2024-12"] - 1), 3)

# %% [markdown]
# Up by 110.6 % since June, and down by 0.7 % in a year. Winter did the first, not growth. When goods have a season, compare a month with the same month a year ago 同比, never with last
# month 环比. The column `growth` compares whole years.
#
# ## One score, and who chose its weights
#
# Wen wants one list. For the margin we need what the goods cost. Three suppliers quote for each category; take the middle one.

# %%
quotes = load("supplier_quotes")
market["price"] = market["sales"] / market["orders"]
market["unit_cost"] = quotes.groupby("category")["unit_cost"].median()
market["margin"] = 1 - market["unit_cost"] / market["price"]
market[["price", "unit_cost", "margin"]].loc[["storage_boxes", "yoga_mats", "luggage"]].round(2)

# %% [markdown]
# Yuan and shares can't be added. Places can. So each column becomes places from 0 (last) to 1 (first), and the score is their weighted mean. A negative weight says that less is better.

# %%
weights = {"left_per_seller": 3, "growth": 2, "margin": 2, "cr4": -2, "refund_rate": -1}
places = {column: market[column].rank(pct=True, ascending=weight > 0) for column, weight in weights.items()}
score = sum(places[column] * abs(weight) for column, weight in weights.items()) / 10
by_search = market["searches"].nlargest(5).index
by_score = score.sort_values(ascending=False).head(5).index
pd.DataFrame({"by searches": by_search, "by score": by_score}, index=range(1, 6))

# %% [markdown]
# Two ways of sorting, and not one name in common. But the weights are ours. **A score doesn't choose for you, it writes down what you care about.** Does the list survive when we change
# our mind a little? Shake each weight by 20 % up and down, and keep the names that are always among the first five.

# %%
from shoplab.blue_ocean import score as opportunity

first_five = {}
for column, weight in weights.items():
    for shake in (0.8, 1.2):
        changed = weights | {column: weight * shake}
        first_five[column, shake] = set(opportunity(market, changed).nlargest(5).index)
sorted(set.intersection(*first_five.values()))

# %% [markdown]
# Three of the five stay whatever we shake. Those you can defend in front of Wen. The last two seats depend on taste.

# %% [markdown]
# ## The trap
#
# Most people sort by searches and take the top. It feels like listening to the customer. But everybody has the same tool and the same button, so the top of that list is where everybody
# already stands. The trade calls such a place a red ocean 红海. **Demand tells you how many people want it. It never tells you how many are left for you.**
#
# ## How long would the money last?
#
# No table knows what a shop will sell that doesn't exist yet. Zhou has assumed it, and he wants his assumptions read aloud, because lesson 3 uses them too:

# %%
from shoplab import blue_ocean

pd.Series(
    {
        "clicks, times the average small seller's": blue_ocean.CLICK_MULTIPLE,
        "part of them in month 1": blue_ocean.RAMP[0],
        "part of them over the first year": round(sum(blue_ocean.RAMP) / 12, 2),
        "part of the orders through paid clicks": blue_ocean.PAID_SHARE,
        "yuan of fixed costs a month": blue_ocean.FIXED_MONTH,
    }
)

# %% [markdown]
# Most small sellers hardly look after their shops. One that does gets 14 times their clicks, says Zhou, once it is known; over the first year that makes 79 %. Wages and rent, the fixed
# costs 固定成本, are ¥12,000 a month. None of this is a fact: with another number for the 14 every curve bends another way.
#
# Here is the market as a map, and beside it Wen's money if she takes boxes. To the left few sellers hold the top; up is growth; a large bubble leaves much for each small seller.

# %%
from shoplab.blue_ocean import plot_blue_ocean

fees = load("platform_fees").set_index("platform").loc["Tmall"]
middle = quotes.assign(stock=quotes["unit_cost"] * quotes["moq"]).groupby("category")["stock"].median()
market["capital"] = middle + fees["deposit"] + fees["annual_fee"]
market["conversion"] = market["orders"] / market["clicks"]
monthly = market.assign(clicks=market["clicks"] / 12)
figure, alt = plot_blue_ocean(monthly, weights, category="storage_boxes", start=200_000)
show(figure, alt=alt, takeaway="The category that everybody searches for is the one where four sellers hold the most.")

# %%
boxes = monthly.loc["storage_boxes"]
{"paid once": round(boxes["capital"]), "best month, before fixed costs": round(max(blue_ocean.monthly_contribution(boxes)))}

# %% [markdown]
# The first stock, the deposit and the yearly fee take ¥102,440 before anything is sold. The best month brings ¥2,674 towards ¥12,000 of fixed costs. In month 10 the money is gone.
#
# Now change something. Tab to a box, type or use the arrow keys, and press Enter. Choose `yoga_mats` under *Cash curve of*. Then give *Low CR4* a weight of 0 and look at who moves up.

# %% id="map-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls, whole


def draw(room, growth, margin, calm, returns, category):
    chosen = {"left_per_seller": room, "growth": growth, "margin": margin, "cr4": -calm, "refund_rate": -returns}
    picture, words = plot_blue_ocean(monthly, chosen, category, start=200_000)
    show(picture, alt=words, takeaway="Best by your weights: " + ", ".join(opportunity(monthly, chosen).nlargest(3).index))


controls(
    draw,
    room=whole("Room per seller", 3, 1, 10),
    growth=whole("Growth", 2, 0, 10),
    margin=whole("Margin", 2, 0, 10),
    calm=whole("Low CR4", 2, 0, 10),
    returns=whole("Few refunds", 1, 0, 10),
    category=choice("Cash curve of", list(monthly.index), "storage_boxes"),
    height="560px",
)

# %% [markdown]
# ## Niche or everything, cheap or dear?
#
# A category is still a wide street. Which end of it? `price_bands` cuts each category into six bands, with the share of sales and the share of sellers in each. Where sales have the
# larger share, buyers outnumber shops.

# %%
bands = load("price_bands")
mats = bands[bands["category"] == "yoga_mats"].copy()
mats["sales_per_seller"] = (mats["sales_share"] / mats["seller_share"]).round(2)
mats[["band", "low", "high", "sales_share", "seller_share", "sales_per_seller", "average_rating"]]

# %% [markdown]
# The band from ¥80 to ¥110 has 30.1 % of the sales and 15.3 % of the sellers: 1.96 times its fair share. A shop of one niche 细分 in that band needs few articles and one story. A full
# range 全品类 needs capital that Wen doesn't have.
#
# A gap is a question, not an answer. Perhaps nobody sells there because such mats can't be made well. Compare the ratings, and ask for samples.

# %% [markdown]
# ## What could Wen defend?
#
# What does Lantern Lane do that others can't copy within a week? `competitors` has sixteen shops in travel goods, with the scores that buyers give.

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

rivals = load("competitors").set_index("shop")
figure = Figure()
axes = figure.subplots()
colours = [ACCENT if shop == "Lantern Lane" else GREY for shop in rivals.index]
axes.scatter(rivals["average_price"], rivals["quality_score"], c=colours)
for shop in ["Lantern Lane", "Packmate", "North Pier", "Cheapway", "Little Harbour", "Blue Kettle"]:
    axes.annotate(shop, (rivals.at[shop, "average_price"], rivals.at[shop, "quality_score"]), xytext=(5, 4), textcoords="offset points")
axes.set(title="Lantern Lane: a dear shop's quality at a cheap shop's price", xlabel="Average price of goods sold (¥)", ylabel="Quality score")
show(
    figure,
    alt="Scatter of sixteen shops: average price from ¥45 to ¥131 across, quality score from 4.38 to 4.90 upwards; quality rises with price, "
    "and Lantern Lane at ¥64 and 4.80 lies alone above the others near its price.",
    takeaway="Nobody near our price is as good. That is room upwards, if we can show it.",
)

# %%
as_good = rivals[rivals["quality_score"] >= rivals.at["Lantern Lane", "quality_score"]]
as_good[["average_price", "quality_score", "service_score", "ship_hours", "discount_rate"]].sort_values("average_price")

# %% [markdown]
# Three rivals are as good or better, and each of them charges at least ¥18 more a piece. Two things can be defended. Old Ma 老马 ships in 11.1 hours, and a rival needs a warehouse to copy
# that, not an idea. And the price leaves room upwards. The discount of 19.4 % defends nothing: anybody can give money away.

# %% [markdown]
# ## Your turn: a shortlist of three
#
# Wen wants three names and a sentence for each. Use your own weights, and keep to three limits:
#
# - Wen has no paper for food, cosmetics or infant formula. Which category needs which paper stands in `load("categories")`, in the column `licence`.
# - Ting 婷婷 in customer service can't take on goods of which more than 15 in 100 come back: `refund_rate` is at most 0.15.
# - A small seller must have more left than in the poorest third of the categories: `left_per_seller` is at least `market["left_per_seller"].quantile(1 / 3)`.

# %% id="shortlist"
shortlist = ...  # for example ["…", "…", "…"]
q = question("01-shortlist")
q.check(shortlist)

# %% [markdown]
# ## What to remember
#
# - Searches are demand. Sales, less what the top four hold, divided by the sellers in line, is room.
# - CR4 says how much the leaders take; one divided by HHI says how many equal rivals the market feels like.
# - Compare with the same month a year ago. Last month compares seasons.
# - A score writes down what you care about. Shake its weights before you believe its order.
#
# ## On the real platform
#
# Taobao and Tmall show these tables in 生意参谋 under 市场, JD in 商智, Douyin in 电商罗盘, Pinduoduo in 商家后台. The dated list of names is in `course/platform_names.md`. None of them shows
# those who tried a category and closed.

# %% [markdown] id="way"
# Before: [warm-up exercises](../../course/warmup_exercises.ipynb) · Next: [lesson 2](lesson_2_economics.ipynb)
