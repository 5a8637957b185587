# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # If we cut the hit by a tenth, do we earn more?
#
# *About 45 minutes · outline 04.05 · you will be able to: measure what a price cut does, without being fooled by cheap goods and busy days; say whom a hit sells instead of;
# set a ladder of prices whose every step you can defend.*
#
# The cable organiser 数码收纳包 sells best of all our goods that leave money. Spring brings a flash sale 秒杀, and Zhou 小周 wants prices down at every step before it. Old Ma 老马 has looked at the shelves and says: "Price does nothing. The dear ones go as fast
# as the cheap ones." Both have seen something true. Both are about to lose money.

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# From lesson 1: ten articles out of eighty had the best month. What will their mean do next month? `"rise"`, `"stay"` or `"fall"`.

# %% id="recall-1"
recall_1 = ...
q = question("04-recall-winners")
q.check(recall_1)

# %% [markdown]
# From module 01: searches rose by 110 % from June to December. Is the market growing? `"yes"`, `"no"` or `"can't tell"`. <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("04-recall-season")
q.check(recall_2)

# %% [markdown]
# From the warm-up: which method puts the columns of a second table beside a first one, where a column agrees?

# %% id="recall-3"
recall_3 = ...
q = question("04-recall-join")
q.check(recall_3)

# %% [markdown]
# ## Old Ma's look at the shelves
#
# `inventory_daily` has the pieces sold each day, `price_log` each change of a price. We lay the price beside the day, and leave out days on which the shelf ran empty: there, what was sold says nothing of what was wanted.
# `ffill` carries the last price forward until it changes.

# %%
stock = load("inventory_daily")
stock = stock[stock["stockout_minutes"] == 0]
log = load("price_log")
every_day = sorted(load("calendar")["date"])
price = log.pivot(index="valid_from", columns="sku", values="price").reindex(every_day).ffill()
why = log.pivot(index="valid_from", columns="sku", values="reason").reindex(every_day).ffill()
long = price.unstack().rename("price").reset_index()
long["reason"] = why.unstack().to_numpy()
days = stock.merge(long, left_on=["sku", "date"], right_on=["sku", "valid_from"])
sellers = days.groupby("sku")["sold"].sum().nlargest(30).index
days = days[days["sku"].isin(sellers) & (days["sold"] > 0)]
days[["date", "sku", "sold", "price", "reason"]].tail(3)

# %% [markdown]
# The price elasticity 价格弹性 says by how many per cent pieces change when the price rises by one per cent. On a picture of logarithms it is the slope. Old Ma's picture: all goods and days in one.

# %%
naive = np.polyfit(np.log(days["price"]), np.log(days["sold"]), 1)[0]
round(float(naive), 2)

# %% [markdown]
# Next to nothing: one per cent dearer, a seventh of a per cent fewer pieces. By this figure a price could be doubled and the shelf would hardly notice.
#
# **Predict.** Now compare each article only with itself, on the days when it was dearer and when it was cheaper. What will the elasticity be?

# %% id="guess-elasticity"
my_guess = ...  # for example -0.5

# %%
within = metrics.own_price_elasticity(days["sold"], days["price"], days["sku"], days["date"])
round(within, 2)

# %% [markdown]
# Nearly −2. The same table, and another world. Old Ma compared a dear case that people want with a cheap strap that nobody wants: goods differ in a hundred things beside their price. The function takes out each article's own level, and what each day did to all articles
# (item and day effects 固定效应). What is left is the same article, cheaper than itself.
#
# ## Zhou's proof
#
# Zhou has one too: on sale days the hit sold for less, and look how it flew.

# %%
days["hit"] = days["sku"] == "P08-1"
hit = days[days["hit"]].groupby("reason").agg(days=("sold", "size"), sold=("sold", "mean"), price=("price", "mean"))
hit["zhous_elasticity"] = np.log(hit["sold"] / hit.at["list", "sold"]) / np.log(hit["price"] / hit.at["list", "price"])
hit.round(2)

# %% [markdown]
# On platform sale days the cut seems to work more than twice as well. But on 11 November the whole platform is full of people who came to buy: they'd have bought more at list price too. **The day and the price moved together, so the day's crowd was booked to the price.** The row `own sale` has no such crowd, though it still has its season.

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

answers = {"Old Ma: all goods in one": naive, "Zhou: sale days": hit.at["platform sale", "zhous_elasticity"], "same article, same day": within}
figure = Figure(figsize=(7, 2.8))
axes = figure.subplots()
axes.barh(list(answers), list(answers.values()), color=[GREY, GREY, ACCENT])
for place, value in enumerate(answers.values()):
    axes.annotate(f"{value:.1f}", (value, place), xytext=(-4, 0), textcoords="offset points", ha="right", va="center")
axes.set(title="One table, three elasticities", xlim=(min(answers.values()) * 1.15, 0))
axes.grid(False)
show(
    figure,
    alt="Bar chart of three elasticities from one table: Old Ma's is near zero, Zhou's far below minus four, the one that compares an article with itself on the same day is about minus two.",
    takeaway="Compare an article with itself, on days that were alike.",
)

# %% [markdown]
# ## Who bought less?
#
# A cut at −2 sells more of the hit. Do more people buy, or do the same people take another thing from our shelf? Cannibalisation 内部蚕食 is what the hit takes from our own goods; halo 光环 is what it brings along. Look at all orders of the days in the hit's own sales and the ten days around each.

# %%
paid = load("orders")
paid = paid[paid["paid_at"].notna()].assign(date=lambda table: table["created_at"].dt.normalize())
lines = load("order_lines").merge(paid[["order_id", "date"]], on="order_id")
hit_log = log[log["sku"] == "P08-1"].sort_values("valid_from")
begins = hit_log.loc[hit_log["reason"] == "own sale", "valid_from"]
counts = []
for begin in begins:
    for when, first in (("before", -10), ("own sale", 0), ("after", 10)):
        window = lines[lines["date"].between(begin + pd.Timedelta(days=first), begin + pd.Timedelta(days=first + 9))]
        ours = window["sku"].str.startswith("P08")
        counts.append((when, window["order_id"].nunique(), window.loc[ours, "quantity"].sum(), window.loc[~ours, "quantity"].sum()))
around = pd.DataFrame(counts, columns=["when", "orders", "hit", "others"]).groupby("when").mean()
around["hit_per_100"] = 100 * around["hit"] / around["orders"]
around["others_per_100"] = 100 * around["others"] / around["orders"]
around.loc[["before", "own sale", "after"]].round(1)

# %% [markdown]
# Of a hundred orders, the hit's own sale took some eight pieces more than the days around it, and some six pieces fewer of everything else. The cut brought few people; most hands moved from one shelf to the next. So the question isn't what the hit leaves, but what it leaves
# **more than what it was taken instead of.**
#
# And the halo? Those who buy the hit: what else is in the basket, beside what others have in theirs?

# %%
sku_product = load("products").set_index("sku")["product"]
baskets = lines.assign(product=lines["sku"].map(sku_product)).drop_duplicates(["order_id", "product"])
size = baskets.groupby("order_id")["product"].transform("size")
several = baskets[size > 1]
with_wash = several.loc[several["product"] == "P04", "order_id"].unique()
share = pd.Series({lead: several.loc[several["product"] == lead, "order_id"].isin(with_wash).mean() for lead in ["P02", "P14", "P08", "P01"]})
share.round(3)

# %% [markdown]
# In baskets with more than one product, a zip pouch (P02) or a bottle set (P14) comes with the hanging wash bag P04 far more often than a cable organiser (P08) or a cube set (P01) does. That is a halo, and it belongs to the cheap pouch, not to our hit. A pouch may earn its place by what it brings.
#
# ## Worked example: a ladder of prices
#
# A ladder 价格梯度 has steps, and each step its own crowd. These are Zhou's figures from past launches; `sensitivity` is added to the elasticity, because hunters of flash sales look at the price harder than others.

# %%
from shopworld.decisions.price_ladder import STEPS

steps = pd.DataFrame({name: vars(step) for name, step in STEPS.items()}).T
steps

# %% [markdown]
# Rules of the event: the flash price must lie at least a tenth below the lowest price of the thirty days before. So **every cut before the sale makes the sale itself cheaper.** After goods, platform, refunds and parcel a piece leaves 0.88 × price − cost − ¥5. <!-- given -->
#
# One step first. For each whole price: how many pieces, and what do they leave?

# %%
# 1 the hit: list price, cost, pieces a day
goods = load("products").set_index("sku").loc["P08-1"]
list_price, cost = goods["list_price"], goods["cost"]
a_day = lines.loc[lines["sku"] == "P08-1", "quantity"].sum() / 365
prices = np.arange(35, list_price + 1)

# 2 pieces and money of a step at each price
def step_money(name):
    step = STEPS[name]
    pieces = step.days * a_day * step.crowd * (prices / list_price) ** (within - step.sensitivity)
    return pd.Series(pieces * (0.88 * prices - cost - 5), index=prices)

# 3 the best price of each step by itself
alone = pd.DataFrame({"best_price": {name: step_money(name).idxmax() for name in STEPS}, "leaves": {name: step_money(name).max() for name in STEPS}})
alone.round()

# %% [markdown]
# At an elasticity of −2 the everyday price stays at list: a cut sells a fifth more and gives away more than that. The claim "keep a hit's price steady" holds here, for an ordinary crowd. For the crowd of a flash sale it doesn't.
#
# Now the rule. The best flash price by itself may be too high for what went before. Try each flash price, with the best earlier steps that it allows.

# %%
table = {}
for flash in prices:
    allowed = prices[0.9 * prices >= flash - 0.005]
    if len(allowed):
        early = {name: step_money(name)[allowed] for name in ["presale", "launch", "everyday"]}
        row = {name: money.idxmax() for name, money in early.items()}
        row["leaves"] = sum(money.max() for money in early.values()) + step_money("flash sale")[flash] + step_money("after").max()
        table[flash] = row
ladders = pd.DataFrame(table).T
ladders.sort_values("leaves", ascending=False).head(3).round()

# %%
best = ladders["leaves"].idxmax()
ladder = pd.Series({**ladders.loc[best].drop("leaves"), "flash sale": best, "after": step_money("after").idxmax()})
margins = pd.DataFrame({"price": ladder, "margin_a_piece": 0.88 * ladder - cost - 5})
margins["leaves"] = [step_money(name)[price] for name, price in ladder.items()]
print("the whole ladder leaves", round(margins["leaves"].sum()))
margins.round(1)

# %% [markdown]
# Each step has its price and its margin, and no step loses. Now change something: set your own ladder and see what it leaves, and whether the flash sale lets you in. (Tab to a box, type, Enter.)

# %% id="ladder-controls" tags=["nbval-ignore-output"]
from shopworld.decisions.price_ladder import admitted
from shoplab.widgets import controls, whole


def draw(presale, launch, flash):
    mine = {"presale": presale, "launch": launch, "everyday": list_price, "flash sale": flash, "after": list_price}
    left = sum(step_money(name)[price] for name, price in mine.items())
    print(f"This ladder leaves ¥{left:,.0f}." if admitted(mine) else "The flash sale refuses: its price is not a tenth below the lowest before.")


controls(
    draw,
    presale=whole("Presale", 53, 35, int(list_price)),
    launch=whole("Launch", 50, 35, int(list_price)),
    flash=whole("Flash sale", 45, 35, int(list_price)),
    height="60px",
)

# %% [markdown]
# ## The trap
#
# Most people read a price's work from the sale: price down, pieces up, so it worked. Or from the shelf: dear sells as cheap, so price doesn't matter. Both look at two things that came together. **A price cut is made when people come anyway; only the same article on like days tells what the cut did.**
#
# ## Your turn: Zhou's cut
#
# Zhou wants the everyday price of the hit down by ¥10. What would the fourteen everyday days leave then, more (+) or less (−) than at list price, in yuan? Use the elasticity of this lesson. <!-- given -->

# %% id="zhous-cut"
difference = ...
q = question("04-zhous-cut")
q.check(difference)

# %% [markdown]
# ## What to remember
#
# - Elasticity: the same article, on days that were alike. All goods in one line say nothing; sale days say too much.
# - A cut in our own shop moves hands from shelf to shelf. Count what the hit was taken instead of.
# - Early cuts make the event dearer for us: its price is measured from the lowest before.
#
# ## On the real platform
#
# Event rules (the thirty-day lowest price, price protection 价保 afterwards) stand in the sign-up page of each event; see official events in `course/platform_names.md`. A crossed-out price must be true: in China a comparison without details may not exceed the lowest price of the seven days before
# (SAMR Order 56, in force since July 2022); the EU asks for thirty days. Raising a price first to cut it later is price fraud. Rules change; this is a teaching aid, no legal advice.

# %% [markdown] id="way"
# Before: [lesson 1](lesson_1_candidates.ipynb) · Next: [lesson 3](lesson_3_traffic.ipynb)
