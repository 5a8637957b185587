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
# *About 75 minutes · outline 01.04, 01.05, 01.06 · you will be able to: read a market table without being dazzled by it; say how much
# of a market is left for a newcomer; put three categories on a shortlist and defend them.*
#
# Lantern Lane 灯巷 has sold travel goods for a year. It earns money, and Wen 阿雯 has put ¥200,000 aside for a second shop. She has
# opened the platform's market tool, sorted it by searches, and made up her mind: storage boxes. "Nobody searches for what I'd
# like to sell. Everybody searches for boxes." Zhou 小周, who runs operations, isn't sure. Neither should you be, until the end of this page.

# %% [markdown]
# ## Before we start
#
# Three questions from the warm-up. Replace the dots, run the cell, read what it says. A pandas word that you have forgotten or never met
# stands in [Small words of pandas](../../course/pandas_words.md), with an example.

# %%
import pandas as pd

from shoplab import load, question, show, use_style

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
# The table `category_market` is what the market tool shows: for each month and category, the searches 搜索人气, the clicks 点击 that
# followed, the paid orders 支付订单, the sales, and how many sellers had at least one order.

# %%
market_months = load("category_market")
market_months.tail(3)

# %% [markdown]
# Two years, 32 categories. We want the year 2025, one row a category. Searches, clicks, orders and sales add up over months.
# Sellers don't: a seller who is there in May and in June is one seller. We take the mean month. For the refund rate 退款率 the warm-up's rule would be
# sum over sum, but the refunded orders aren't in the table. The twelve rates of a category lie close together, so their mean is good enough here.

# %%
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
biggest = market.sort_values("searches", ascending=False).head(5)
(biggest[["searches", "sales"]] / 1_000_000).round(1)

# %% [markdown]
# In millions. Storage boxes lead with 451.9 million searches, and ¥395.2 million were paid for them. That is what Wen saw, and all of it is true.
#
# **Predict.** The category with the fewest searches of all 32 is hearing aids. Who takes more money in an average month: the average
# seller of storage boxes, or the average seller of hearing aids? Write down your guess, then run the next cell.

# %% id="guess-sellers"
my_guess = ...  # "storage_boxes" or "hearing_aids"

# %%
market["sales_per_seller"] = market["sales"] / market["sellers"] / 12
market.loc[["storage_boxes", "hearing_aids"], ["searches", "sellers", "sales_per_seller"]].round()

# %% [markdown]
# The average seller of boxes takes ¥5,502 a month, the average seller of hearing aids ¥12,215. Demand is one half of a market. The
# other half is how many shops stand in line for it.

# %% [markdown]
# ## Who gets the sales?
#
# An average hides a second thing. Suppose a market has a hundred sellers and one of them sells nearly everything. The average looks
# comfortable, and ninety-nine people starve. So we ask how much the largest four take together. The trade calls it CR4, the
# concentration ratio 行业集中度.

# %%
top = load("category_sellers")
market["cr4"] = top[top["rank"] <= 4].groupby("category")["sales_share"].sum()
market["cr4"].sort_values(ascending=False).head(5).round(3)

# %% [markdown]
# In storage boxes four sellers take 43.9 % of all money. They can buy cheaper than Wen, their goods have years of reviews, and the
# search page shows them first.
#
# CR4 stops at rank four. The Herfindahl index, HHI, looks at everybody: square each seller's share and add up. Large shares weigh
# more. One divided by HHI tells how many *equal* sellers would make a market as tight as this one.

# %%
squares = top.assign(square=top["sales_share"] ** 2)
market["hhi"] = squares.groupby("category")["square"].sum()
feels_like = 1 / market["hhi"]
feels_like[["storage_boxes", "travel_organisers", "yoga_mats"]].round()

# %% [markdown]
# Nearly six thousand shops sell boxes, and the market is as tight as one with 16 equal sellers. In yoga mats it is as open as one with 576.
# (The table stops at rank 20. Where the market is as open as in mats, those left out matter; in a moment we count them.)
#
# You will not have to type this again. `shoplab.metrics` has one function a metric, with the formula in its help text. It can also
# count the sellers beyond rank 20: `others` is how many there are, all sellers of a mean month less these 20. What is left of the sales is shared out
# among them equally. <!-- given -->

# %%
from shoplab import metrics

boxes = top.loc[top["category"] == "storage_boxes", "sales_share"]
mats = top.loc[top["category"] == "yoga_mats", "sales_share"]
others = market["sellers"].round().astype(int) - 20
rivals_of_boxes = metrics.effective_rivals(boxes, others=others["storage_boxes"])
rivals_of_mats = metrics.effective_rivals(mats, others=others["yoga_mats"])
round(metrics.cr(boxes, 4), 3), round(rivals_of_boxes), round(rivals_of_mats)

# %% [markdown]
# Boxes stay at 16: their leaders are so large that nobody else counts. Mats fall from 576 to 339: each further seller adds a small square of its own,
# so HHI grows, and one divided by HHI falls. It is still as open a market as one could wish.

# %% [markdown]
# ## What is left for a newcomer?
#
# Now put both halves together. Take away what the top four hold, and share the rest among the others.

# %%
market["left_per_seller"] = market["sales"] * (1 - market["cr4"]) / market["sellers"] / 12
market["left_per_seller"].sort_values(ascending=False).head(8).round()

# %%
int(market["left_per_seller"].rank(ascending=False)["storage_boxes"])

# %% [markdown]
# Storage boxes, first of 32 by searches, come in at place 18 by what is left for a small seller. Infant formula leads by far, and you may
# already feel why few people sell it. Hold that thought until lesson 3: some markets are empty because a licence stands at the door.
#
# ## Is it growing?
#
# A market tool also shows growth, and here it is easy to fool oneself.

# %%
one = market_months[market_months["category"] == "insulated_bottles"].set_index("month")["searches"]
round(float(one["2025-12"] / one["2025-06"] - 1), 3), round(float(one["2025-12"] / one["2024-12"] - 1), 3)

# %% [markdown]
# Searches for insulated bottles 保温杯 more than doubled from June to December: up by 1.106, or 110.6 %. Against the December before they fell a little, by 0.7 %. Winter did that, not
# growth. Compare a month with the same month a year ago 同比, never with last month 环比, when the goods have a season.

# %%
before = market_months[market_months["month"].str.startswith("2024")].groupby("category")["searches"].sum()
market["growth"] = market["searches"] / before - 1
market["growth"].sort_values(ascending=False).head(6).round(3)

# %% [markdown]
# ## One score, and who chose its weights
#
# Room, growth, concentration, margin, refunds: five columns, and Wen wants one list. For the margin we need what the goods cost.
# Three suppliers quote for each category; take the middle one.

# %%
quotes = load("supplier_quotes")
market["price"] = market["sales"] / market["orders"]
market["unit_cost"] = quotes.groupby("category")["unit_cost"].median()
market["margin"] = 1 - market["unit_cost"] / market["price"]
market[["price", "unit_cost", "margin"]].loc[["storage_boxes", "yoga_mats", "luggage"]].round(2)

# %% [markdown]
# Yuan, shares and per cents can't be added. Places can. So each column is turned into places from 0 (last) to 1 (first), and the
# score is their weighted mean. A negative weight says that less is better.

# %%
weights = {"left_per_seller": 3, "growth": 2, "margin": 2, "cr4": -2, "refund_rate": -1}
places = {column: market[column].rank(pct=True, ascending=weight > 0) for column, weight in weights.items()}
score = sum(places[column] * abs(weight) for column, weight in weights.items()) / 10
score.sort_values(ascending=False).head(6).round(2)

# %% [markdown]
# The weights add up to 10, and they are ours. Somebody who fears competition more would give CR4 a 4. That is not a flaw of the
# method, it is its honest part: **a score doesn't choose for you, it writes down what you care about.** What we can ask is whether the
# list survives when we change our mind a little. Let us shake each weight by 20 % up and down.

# %%
from shoplab.blue_ocean import score as opportunity

first_five = {}
for column, weight in weights.items():
    for shake in (0.8, 1.2):
        changed = weights | {column: weight * shake}
        first_five[column, shake] = set(opportunity(market, changed).nlargest(5).index)
always = set.intersection(*first_five.values())
sorted(always)

# %% [markdown]
# Three of the first five stay whatever we shake. Those you can defend in front of Wen. The last two seats depend on taste.

# %% [markdown]
# ## The map
#
# The same five columns as a picture. To the left few hold the market's top, so left is calm water; up is growth; the larger the bubble, the more is
# left for each small seller. Beside it is Wen's money: ¥200,000, less the first order of stock, the deposit and the yearly fee, then month by month.

# %%
fees = load("platform_fees").set_index("platform").loc["Tmall"]
middle = quotes.assign(stock=quotes["unit_cost"] * quotes["moq"]).groupby("category")["stock"].median()
market["capital"] = middle + fees["deposit"] + fees["annual_fee"]
market["conversion"] = market["orders"] / market["clicks"]

from shoplab.blue_ocean import plot_blue_ocean

monthly = market.assign(clicks=market["clicks"] / 12)
figure, alt = plot_blue_ocean(monthly, weights, category="storage_boxes", start=200_000)
show(figure, alt=alt, takeaway="The category that everybody searches for is the one where four sellers hold the most.")

# %% [markdown]
# Wen's boxes sit alone on the right. The largest bubble, at the bottom, is infant formula. (Bubbles stop growing at ¥20,000 left for a small seller.) <!-- given -->
#
# And the curve? No table knows what a shop will sell that doesn't exist yet. Zhou has assumed it, and he wants his assumptions read aloud:

# %%
from shoplab import blue_ocean

assumed = {
    "clicks, times the average small seller": blue_ocean.CLICK_MULTIPLE,
    "part of them in month 1": blue_ocean.RAMP[0],
    "part of them over the first year": round(sum(blue_ocean.RAMP) / 12, 2),
    "part of the orders through paid clicks": blue_ocean.PAID_SHARE,
    "platform's part of the price": blue_ocean.COMMISSION,
    "yuan for a parcel": blue_ocean.PARCEL,
    "yuan of fixed costs a month": blue_ocean.FIXED_MONTH,
}
pd.Series(assumed)

# %% [markdown]
# - **14 times the clicks.** Most small sellers hardly look after their shops. One that does, with good pictures and with advertising, gets 14 times the
#   clicks of the average seller outside the top four, once it is known.
# - **79 % in the first year.** Nobody knows a shop on its first day. It begins at 15 % of those clicks and has all of them in month 6; over twelve
#   months that makes 79 %.
# - **40 % of the orders through paid clicks.** Each paid click costs the category's `average_cpc`, and it takes several clicks to make one order.
# - **¥12,000 of fixed costs 固定成本 a month**, wages and rent, whether anything is sold or not.
#
# The platform's 5 % and ¥6 for a parcel are rounded. So much for the months. What is paid once, before the first sale, gives the curve its start:

# %%
of_boxes = monthly.loc["storage_boxes"]
left_over = blue_ocean.monthly_contribution(of_boxes)
cash = blue_ocean.cash_curve(of_boxes, start=200_000)
once = {"paid once": of_boxes["capital"], "cash at the start": cash[0]}
later = {"best month, before fixed costs": max(left_over), "cash after month 9": cash[9], "cash after month 10": cash[10]}
pd.Series(once | later).round().astype(int)

# %% [markdown]
# The first order of stock, the deposit and the yearly fee take ¥102,440, so the curve begins at ¥97,560, not at ¥200,000. The best month brings ¥2,674 towards the
# ¥12,000 of fixed costs, and the money is gone in month 10.
#
# Lessons 3 and 4 use the same assumptions. They are not facts: with another number for the 14 every curve bends another way. That is why they stand here by name.
#
# Now change something. (This part may be skipped at first reading.) Tab to a box, type or use the arrow keys, and press Enter. Choose `yoga_mats` under *Cash curve
# of*. Then give *Low CR4* a weight of 0 and look at who moves up.

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
# ## The trap
#
# Most people sort by searches and take the top. It feels like listening to the customer. But everybody has the same tool and the same
# button, so the top of that list is where everybody already stands. The trade calls such a place a red ocean 红海. **Demand tells you how
# many people want it. It never tells you how many are left for you.**
#
# Here is what the two ways of sorting put on top, side by side.

# %%
by_search = market["searches"].nlargest(5).index
by_score = score.nlargest(5).index
pd.DataFrame({"by searches": by_search, "by score": by_score}, index=range(1, 6))

# %% [markdown]
# ## Niche or everything, cheap or dear?
#
# A category is still a wide street. Which end of it? `price_bands` cuts each category into six bands, with the share of sales and
# the share of sellers in each. Where sales have a larger share than sellers, buyers outnumber shops.

# %%
bands = load("price_bands")
mats = bands[bands["category"] == "yoga_mats"].copy()
mats["sales_per_seller"] = (mats["sales_share"] / mats["seller_share"]).round(2)
mats[["band", "low", "high", "sales_share", "seller_share", "sales_per_seller"]]

# %% [markdown]
# The band from ¥80 to ¥110 has 30.1 % of the sales and 15.3 % of the sellers: 1.96 times its fair share. The two cheapest bands are crowded.
# A shop of one niche 细分 in that band needs few articles and one story. A full range 全品类 needs capital that Wen doesn't have.
#
# A gap is a question, not an answer. Perhaps nobody sells there because mats for ¥95 can't be made well. Compare the ratings, ask for samples. <!-- given -->

# %%
mats[["band", "average_rating"]].T

# %% [markdown]
# ## What could Wen defend?
#
# Lantern Lane has rivals already, and the same question stands there: what does it do that others can't copy within a week? `competitors` has
# sixteen shops in travel goods with their prices and the two scores that buyers give.

# %%
rivals = load("competitors").set_index("shop")
rivals.loc[["Lantern Lane", "Packmate", "Cheapway"], ["average_price", "quality_score", "service_score", "ship_hours", "discount_rate"]]

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

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

# %% [markdown]
# Quality rises with price, as it should, and Lantern Lane lies well above the line. Is that a gift to buyers or an advantage? It depends on
# what stands behind it. How many shops are as good, and how dear are they?

# %%
as_good = rivals[rivals["quality_score"] >= rivals.at["Lantern Lane", "quality_score"]]
as_good[["average_price", "quality_score", "service_score", "ship_hours", "custom_work"]].sort_values("average_price")

# %% [markdown]
# Three rivals are as good or better, and each of them charges at least ¥18 more a piece. Two things can be defended here. Old Ma 老马 ships in 11.1 hours,
# and a rival needs a warehouse, not an idea, to copy that. And the price leaves room upwards.

# %%
rivals["discount_rate"].rank(ascending=False, method="min")[["Packmate", "Lantern Lane", "Cheapway"]].astype(int)

# %% [markdown]
# And what about the deep discount? At 19.4 % Lantern Lane gives the third deepest of the sixteen. That defends nothing: anybody can give money away.

# %% [markdown]
# ## Your turn: a shortlist of three
#
# Wen wants three names and a sentence for each. Use your own weights, and keep to three limits:
#
# - Wen has no paper for food, cosmetics or infant formula. Which category needs which paper stands in `load("categories")`, in the column `licence`.
# - Ting 婷婷 in customer service can't take on goods of which more than 15 in 100 come back: `refund_rate` is at most 0.15.
# - A small seller must have more left than in the poorest third of the categories. `quantile(1 / 3)` finds the border: a third of the values lie below it.

# %%
round(market["left_per_seller"].quantile(1 / 3))

# %% [markdown]
# So `left_per_seller` is at least ¥2,679 a month.

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
# Taobao and Tmall show these tables in 生意参谋 under 市场, JD in 商智, Douyin in 电商罗盘, Pinduoduo in 商家后台. The names move about; the
# dated list is in `course/platform_names.md`. None of them shows those who tried a category and closed: you see the survivors only.
# The course comes back to this table in lesson 3, when Wen asks what she is *allowed* to sell.
