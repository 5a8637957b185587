# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Eight invitations for the autumn. Where do we say no?
#
# *About 50 minutes · outline 08.06, 08.07, 08.10, 08.12, 08.13, 08.14, 08.17, 08.19 · you will be able to: find what moved a figure, and the step whose repair pays most; say yes or no to an official event
# with its refunds, stock and tail; put evidence into a SWOT.*
#
# The notice of 5 August has grown to eight invitations: official events 官方活动 from September to December. "Ten times the pieces of a usual day, and all we pay is a fee," says Zhou 小周. "Join all of them." Old Ma 老马 thinks of the shelves. Wen 阿雯 wants to know what the last sixteen left. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import flows, load, metrics, question, show, use_style

use_style()

# %% [markdown]
# Visitors × conversion × order value. Visitors rise by 10 %, conversion falls by 10 %, order value stays. Sales change by what share? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("08-recall-factors")
q.check(recall_1)

# %% [markdown]
# A thousand invited buyers placed 1,695 orders in a year, a thousand who were not invited 1,499. How many orders does one invitation add? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("08-recall-invited")
q.check(recall_2)

# %% [markdown]
# Three events kept 0.9 of their promise on average, the crowd of all events 0.6. Count the crowd as one further event. The mixed share? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("08-recall-kept")
q.check(recall_3)

# %% [markdown]
# ## What moved?
#
# First the ground. November had Double 11 and sold *less* than October. Zhou: "People don't come to Double 11 any more." A metric tree 指标树 is a product; its logarithms add up, so each factor gets its share of the fall.

# %%
traffic = load("traffic_daily")
months = traffic.groupby(traffic["date"].dt.month)[["visitors", "item_visitors", "carts", "placed_orders", "paid_orders", "paid_amount"]].sum().loc[[10, 11]]
tree = months.div(months.shift(1, axis=1))
tree["visitors"] = months["visitors"]
part = np.log(tree.loc[11] / tree.loc[10])
fall = months.loc[11, "paid_amount"] - months.loc[10, "paid_amount"]
round(fall), (part / part.sum() * fall).round()

# %% [markdown]
# Of the ¥42,299 the visitors explain ¥14,157. More of those with a full cart ordered and paid; what fell is the money for each paid order, ¥49,169. Sale prices did that. Zhou was a third right. <!-- given -->
#
# ## Which step pays for its repair?
#
# The funnel has a weak step at every level; the weakest isn't the one to mend. What counts is what a repair brings. `page_paths` has the next clicks of one visit in ten; taken as a chain, it says how many visits end in a payment, and what happens when of every hundred clicks on a page two no longer leave but go on.

# %%
steps = load("page_paths").query("device == 'phone'")
now = flows.chances(steps)
visits = steps.loc[steps["from_page"] == "entry", "visits"].sum()
ways = [("cart", "checkout"), ("checkout", "paid"), ("item", "cart"), ("item", "item"), ("home", "item"), ("search results", "item"), ("category", "item")]
repair = pd.DataFrame({f"{page} → {to}": {"chance on": now.get(to, 1.0), "more payments": (flows.chances(flows.moved(steps, page, to, 0.02))["entry"] - now["entry"]) * visits} for page, to in ways}).T
round(now["entry"], 4), repair.round(3).sort_values("more payments", ascending=False)

# %% [markdown]
# Two points of a hundred bring 2,243 payments in the step from the product's page to the cart, because most people stand there, and 251 in the checkout, which few reach. Related goods 关联 (item → item) bring 327: a seventh of the first. **Opportunity is people × what they would do next.**
#
# So an event's page gets a loop to related goods second, a clear way into the cart first. A countdown 倒计时 and "only 12 left" help if they are true, and are false information if not (E-commerce Law, in force since 2019-01-01, article 17; rules change). `remaining` must come from the warehouse. <!-- given -->
#
# ## Which products first?
#
# "Break through one by one" 单品突破: a page costs ¥4,000 to remake, and there are ¥12,000. If a product's cart rate rose to the median of its price third, what would the year's visitors have left? <!-- given -->

# %%
pages = load("page_reach").query("screen == 1").groupby("page")[["visitors", "carts"]].sum()
goods = load("products").groupby("product").agg(name=("name_en", "first"), price=("list_price", "mean"), cost=("cost", "mean"))
pages = pages.join(goods)
pages["rate"] = pages["carts"] / pages["visitors"]
pages["could be"] = pages.groupby(pd.qcut(pages["price"], 3), observed=True)["rate"].transform("median")
paid_a_cart = months["paid_orders"].sum() / months["carts"].sum()
pages["gain"] = (pages["could be"] - pages["rate"]).clip(lower=0) * pages["visitors"] * paid_a_cart * (0.94 * pages["price"] - pages["cost"] - 4)
pages.nlargest(4, "gain")[["name", "visitors", "rate", "could be", "gain"]].round(3)

# %% [markdown]
# Three pages, and the fourth would still earn its ¥4,000; so ask Wen for more, one at a time, and stop when the next brings less than it costs. (The median is a wish, not a forecast: test the first page before paying the second.) <!-- given -->
#
# ## What do promises keep?
#
# Now the invitations. **Predict.** The organisers promised so and so many times the usual pieces. Which share of the promise did the sixteen past events keep, on average?

# %% id="guess-kept"
my_guess = ...

# %%
events = load("official_events").merge(load("event_results"), on="event_id", how="left")
past = events[events["units"].notna()].copy()
past["kept"] = past["units"] / (past["usual_units_a_day"] * past["days"] * past["promised_factor"])
past["tail"] = past["units_21_days_after"] / past["usual_units_a_day"] - 21
back = past["refunded_units"].sum() / past["units"].sum()
kinds = past.groupby("name")["kept"].agg(["size", "mean"])
crowd = past["kept"].mean()
kinds["mixed"] = (kinds["size"] * kinds["mean"] + crowd) / (kinds["size"] + 1)
round(crowd, 2), kinds.round(2), round(back, 3), round(past["tail"].mean(), 1)

# %% [markdown]
# Six tenths, 0.62. The members' market keeps 0.93, the brand day 0.45. There are few of each kind, so each is mixed with the crowd as if that were one further event. 16 % come back, against 7 % on usual days. And there is a tail 尾巴: in the three weeks after, four usual days' worth more are sold at the list price. An event can make a small hit, if somebody uses the traffic
# after it. <!-- given -->
#
# ## Worked example: what an event adds
#
# Staying out also sells something; so four terms, less the fee. Pieces that had to be in stock and aren't sold in the event lose 30 % of their cost. <!-- given -->

# %%
open_ = events[events["units"].isna()].merge(load("products")[["sku", "list_price"]], on="sku").set_index("event_id")
kept = open_["name"].map(kinds["mixed"]).fillna(crowd)
usual = open_["usual_units_a_day"]
normal_margin = 0.93 * (open_["list_price"] - open_["unit_cost"])
# 1 in the event, refunds and commission taken off
open_["pieces"] = usual * open_["days"] * open_["promised_factor"] * kept
open_["inside"] = open_["pieces"] * (1 - back) * (open_["required_price"] * (1 - open_["extra_commission"]) - open_["unit_cost"])
# 2 what these days would have left anyway
open_["anyway"] = usual * open_["days"] * normal_margin
# 3 the tail
open_["tail"] = usual * past["tail"].mean() * normal_margin
# 4 stock that stays
open_["stock"] = (open_["stock_required"] - open_["pieces"]).clip(lower=0) * 0.3 * open_["unit_cost"]
open_["adds"] = open_["inside"] - open_["anyway"] + open_["tail"] - open_["stock"] - open_["entry_fee"]
open_[["name", "inside", "anyway", "tail", "stock", "entry_fee", "adds"]].round()

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

promised = usual * open_["days"] * open_["promised_factor"] * (open_["required_price"] - open_["unit_cost"]) - open_["entry_fee"]
names = [f"{number} {name}" for number, name in open_["name"].items()]
figure = Figure(figsize=(8, 4.2))
axes = figure.subplots()
axes.barh(names[::-1], promised[::-1], color=GREY, height=0.75)
axes.barh(names[::-1], open_["adds"][::-1], color=ACCENT, height=0.35)
axes.axvline(0, color="black", linewidth=1)
axes.annotate("as promised", (14000, 5), xytext=(0, -20), textcoords="offset points", ha="right", color="black")
axes.annotate("as to be expected", (14000, 5), xytext=(0, -34), textcoords="offset points", ha="right", color=ACCENT)
axes.set(title="Of what the promises add up to, a quarter is left", xlabel="What joining adds, yuan")
axes.grid(False)
show(
    figure,
    alt="Bar chart of eight events: what the promise would add, from about -100 to 21,000 yuan, and what is to be expected, from about -2,000 for the brand day to about 5,000 for the new-item week.",
    takeaway="The brand day is to be refused; the others earn far less than they promise.",
)
round(promised.sum()), round(open_["adds"].sum()), round(open_["adds"].clip(lower=0).sum())

# %% [markdown]
# Refuse event 18, the brand day. For the others two more checks that no table does for you. **The 30-day price:** most events ask for the lowest price of thirty days (a claim of the deck, true of many). Whoever joins on 9 November has set his own lowest price for December. And a struck-through price may not be
# above the lowest really taken in the seven days before, unless its basis is named (SAMR Order 56, in force since 2022-07-01, article 16; rules change). **The stock:** has Old Ma the pieces on the day?

# %%
lowest = load("price_log")
stock = load("inventory_daily")
rows = {}
for number, row in open_.iterrows():
    before = stock[(stock["sku"] == row["sku"]) & (stock["date"] == row["begins"] - pd.Timedelta(days=1))]["closing"].iloc[0]
    rows[number] = {"needs": row["stock_required"], "had": before, "days to Double 11": (pd.Timestamp("2025-11-10") - row["begins"]).days}
pd.DataFrame(rows).T

# %% [markdown]
# For events 22 and 23 he hadn't, so a yes is also an order to the factory, early enough.
#
# ## Stage and season
#
# Does an event do more for an article that rises than for one that fades? Stage 生命周期 by the pieces of the sixty days before against the sixty days before those; and when is each scene searched for?

# %%
stage, gained = {}, {}
for row in past[past["begins"] >= "2025-05-01"].itertuples():
    sold = stock[stock["sku"] == row.sku].set_index("date")["sold"]
    start = row.begins
    ratio = sold[start - pd.Timedelta(days=60) : start].sum() / sold[start - pd.Timedelta(days=120) : start - pd.Timedelta(days=60)].sum()
    stage[row.event_id] = "rising" if ratio > 1.25 else "fading" if ratio < 0.8 else "steady"
by_stage = past.set_index("event_id").assign(stage=pd.Series(stage)).groupby("stage")["tail"].agg(["size", "mean", "std"])
terms = load("search_terms").merge(load("keywords").query("kind == 'scene'"), on="keyword")
season = terms.pivot_table(index="en", columns=terms["week"].dt.month, values="searches")
by_stage.round(1), pd.DataFrame({"peak month": season.idxmax(axis=1), "over the mean": (season.max(axis=1) / season.mean(axis=1)).round(2)})

# %% [markdown]
# Six rising, four steady, none fading, and each mean lies within the other's spread: nothing to decide with. Write it down, collect, ask again next year. The scenes are clearer: boarding-school words peak in August, so the listing must stand in July. A calendar feature 日历特征 is worth more than a feeling.
#
# ## From evidence to SWOT
#
# A SWOT 态势分析 of adjectives pleases everybody. One of figures can be wrong, and so can be used: each line has a number, whom it is compared with, and a source; the plan takes up two lines and nothing else.

# %%
shops = load("competitors").set_index("shop")
ours = shops.rank(numeric_only=True, pct=True).loc["Lantern Lane", ["average_price", "quality_score", "service_score", "ship_hours", "followers"]]
lacking = load("search_terms").merge(load("keywords").query("kind == 'missing'"), on="keyword").groupby("en")["searches"].sum()
ours.round(2), lacking.nlargest(2)

# %% [markdown]
# Strength: quality, at the 0.84 place of sixteen shops. Weakness: followers, last; and four page parts below the contrast that can be read (lesson 1). Opportunity: nine million searches a year for disposable hotel sheets, which we don't sell. Threat: a rival who ships within eleven hours as we do, at a lower price. Plan: what uses the strength to take the opportunity. <!-- given -->

# %% [markdown]
# ## The trap
#
# Most people count what an event sold. That is the largest of five terms and the only one with a plus that everybody sees. **An event is worth what it adds: less what would have sold anyway, what comes back, what stays on the shelf and what the price costs later.**

# %% [markdown]
# ## Change something
#
# How much must an organiser keep before all eight pay? Set one share for all. <!-- given -->

# %% id="kept-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(share):
    pieces = usual * open_["days"] * open_["promised_factor"] * share / 100
    inside = pieces * (1 - back) * (open_["required_price"] * (1 - open_["extra_commission"]) - open_["unit_cost"])
    over = (open_["stock_required"] - pieces).clip(lower=0) * 0.3 * open_["unit_cost"]
    adds = inside - open_["anyway"] + open_["tail"] - over - open_["entry_fee"]
    print(adds.round().to_string())
    print(f"{(adds > 0).sum()} of 8 pay, together ¥{adds.clip(lower=0).sum():,.0f}")


controls(draw, share=whole("Kept, in per cent", 60, 20, 120, 5), height="260px")

# %% [markdown]
# ## Your turn
#
# How many of the eight would still pay if there were no tail at all? <!-- given -->

# %% id="without-tail"
without_tail = ...
q = question("08-without-tail")
q.check(without_tail)

# %% [markdown]
# ## What to remember
#
# - Logarithms split a fall. Opportunity, not weakness, says what to mend.
# - An event's promise is mixed from its kind's past and the crowd's.
# - Inside − anyway + tail − leftover stock − fee. Joining everything is no policy.
#
# ## On the real platform
#
# Sign-up is in 官方活动报名 (Taobao, Tmall), 活动中心 (JD), 活动广场 (Douyin), 营销活动报名 (Pinduoduo); lowest price, least sales and stock stand in each event's own rules and change with it. Platforms may not force anybody to sell below cost (Anti-Unfair Competition Law, in force since 2025-10-15, article 14); rules change, no legal advice. Dated names: `course/platform_names.md`.

# %% [markdown] id="way"
# Before: [lesson 3](lesson_3_people.ipynb) · Next: [exercises](exercises.ipynb)
