# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Who should shout about it, and what may it cost?
#
# *About 45 minutes · outline 04.04, 04.06, 04.08 · you will be able to: choose opinion leaders by the buyers they bring, not by their followers; say what a yuan of advertising must bring back, refunds
# included; tell a test that ended from one that was only stopped.*
#
# A creator with half a million followers has offered to show the hit. Zhou 小周 is delighted: "Half a million people for ¥40,000!" Wen 阿雯 has a list of sixty campaigns of the last years, and ¥30,000. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# From lesson 2: on sale days the hit sells four times as much at a lower price. Is the price the reason? `"all of it"`, `"a part"` or `"none"`.

# %% id="recall-1"
recall_1 = ...
q = question("04-recall-sale-days")
q.check(recall_1)

# %% [markdown]
# From module 01: a channel's ¥300 brought 30 orders; another ¥300 brought 10 more. What did an order of the second step cost, in yuan? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("04-recall-marginal")
q.check(recall_2)

# %% [markdown]
# From module 01: ¥100 are paid, ¥25 are left before advertising. What is the break-even ROAS 保本投产比? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("04-recall-roas")
q.check(recall_3)

# %% [markdown]
# ## Sixty campaigns
#
# For each campaign a fifth of the audience, drawn at random, was **not** shown the posts: a hold-out 对照组. They say who would have bought anyway.

# %%
creators = load("creators").set_index("creator")
creators.sort_values("followers", ascending=False)[["topic", "followers", "fee", "tracked_orders", "audience_shown", "new_buyers_shown", "audience_held_out", "new_buyers_held_out"]].head(4)

# %% [markdown]
# **Predict.** Of all orders that the tracking links of the sixty claim, which share was really brought by the posts?

# %% id="guess-brought"
my_guess = ...  # a share, like 0.9

# %%
total = creators.sum(numeric_only=True)
anyway = total["new_buyers_held_out"] / total["audience_held_out"]
brought = total["new_buyers_shown"] - anyway * total["audience_shown"]
print(f"claimed {total['tracked_orders']:,.0f}, brought {brought:,.0f}, share {brought / total['tracked_orders']:.3f}")

# %% [markdown]
# A third. Of the 19,756 orders that the links claim, 6,374 were brought; was your guess as low? The link counts whoever used it last: those on their way to us, and old customers among them. The difference to the hold-out is what the posts did (incremental buyers 增量买家).
#
# ## One by one
#
# For a single creator the hold-out is small, so its rate is drawn from few. We take who would have bought anyway from all hold-outs together, and let the campaign's own rate speak only for the shown.

# %%
reach = creators["audience_shown"] + creators["audience_held_out"]
creators["brought"] = (creators["new_buyers_shown"] / creators["audience_shown"] - anyway).clip(lower=0) * reach
creators["cost_a_buyer"] = creators["fee"] / creators["brought"]
shown = ["topic", "followers", "fee", "tracked_orders", "brought", "cost_a_buyer"]
pd.concat([creators.nlargest(3, "followers"), creators.nsmallest(3, "cost_a_buyer")])[shown].round(1)

# %% [markdown]
# Of the three largest, one brought nobody that can be told from chance, and the others ask many times what a buyer costs at the small ones. Followers are what is paid for; they aren't what buys. Reach grows more slowly than followers, and a crowd that follows for everything buys nothing in particular.

# %%
def spend(order, budget=30_000):
    left, chosen = budget, []
    for name in order:
        if creators.at[name, "fee"] <= left:
            left, chosen = left - creators.at[name, "fee"], [*chosen, name]
    return chosen


orders = {
    "most followers": creators["followers"].sort_values(ascending=False).index,
    "most likes a yuan": (creators["likes"] / creators["fee"]).sort_values(ascending=False).index,
    "cheapest new buyer": creators["cost_a_buyer"].sort_values().index,
}
picked = {how: spend(order) for how, order in orders.items()}
pd.DataFrame({how: {"campaigns": len(names), "buyers brought": creators.loc[names, "brought"].sum().round()} for how, names in picked.items()}).T

# %% [markdown]
# The same ¥30,000. **Choose creators 达人 by the cost of a buyer who would not have come, never by followers, likes or what a link claims.** Two cautions: the best of sixty is lucky too (lesson 1), and a campaign can't be bought twice to the same people. <!-- given -->
#
# ## A matrix of content
#
# Which content 内容矩阵 brings buyers, and where? Platform by topic, each cell the cost of a brought buyer.

# %%
cells = creators.groupby(["topic", "platform"])[["fee", "brought"]].sum()
(cells["fee"] / cells["brought"]).unstack().round(0)

# %% [markdown]
# Read along the rows: travel brings buyers at a low cost wherever it is shown, fashion and "everything" at a high one nearly everywhere. The topic matters more than the platform. A private community 私域 and buyers' shows 买家秀 belong in the same matrix as soon as somebody holds a part of the audience out.
#
# ## What must a yuan bring back?
#
# The deck says: an item's ROI must be at least 1 : 2.5. (Ad consoles say ROI and mean ROAS: sales ÷ cost.) A claim to test. What breaks even depends on the margin, and on what comes back. <!-- given -->

# %%
paid = load("orders")
lines = load("order_lines").merge(paid.loc[paid["paid_at"].notna(), ["order_id"]], on="order_id").merge(load("products"), on="sku")
lines["left"] = 0.94 * lines["paid"] - lines["quantity"] * lines["cost"] - 4
lines["back"] = lines["line_id"].isin(load("refunds")["line_id"])
by_product = lines.groupby("product").agg(name=("name_en", "first"), paid=("paid", "sum"), left=("left", "sum"), back=("back", "mean"), order_value=("paid", "mean"))
by_product["margin"] = (by_product["left"] / by_product["paid"]).clip(lower=0)
by_product["needs"] = [metrics.breakeven_roas(row.margin, row.back, 12, row.order_value) for row in by_product.itertuples()]
print("up to 2.5:", by_product["needs"].le(2.5).sum(), " up to 4:", by_product["needs"].le(4).sum(), " of", len(by_product))
by_product[["name", "margin", "back", "order_value", "needs"]].sort_values("needs").round(2).iloc[[0, 1, 2, 8, 9, 12, 13]]

# %% [markdown]
# Each line counts 94 % of the price, the goods, ¥4 for the parcel, and ¥12 for one that comes back. At a ROAS of 2.5 one product in twenty earns; twelve more need up to 4, the other seven still more. **1 : 2.5 is right for a margin of 40 % and no refunds. Nobody has no refunds.** <!-- given -->

# %%
pd.DataFrame({f"margin {margin:.0%}": {f"refunds {back:.0%}": metrics.breakeven_roas(margin, back, 12, 150) for back in (0, 0.1, 0.3, 0.5)} for margin in (0.25, 0.4, 0.5)}).round(2)

# %% [markdown]
# ## Worked example: keep or stop
#
# The ad report counts direct orders 直接成交 (of the product shown) and indirect ones 间接成交 (of other goods). The second are the halo. A campaign that earns by its own goods stays; one that needs the halo is worth a question; one that doesn't earn even with it stops.

# %%
# 1 what each product's ads cost and brought
ads = load("ad_daily").assign(product=lambda table: table["sku"].str[:3])
report = ads.groupby("product")[["cost", "amount_direct", "amount_indirect"]].sum()

# 2 ROAS without and with the halo, beside what it needs
report["direct"] = report["amount_direct"] / report["cost"]
report["with_halo"] = (report["amount_direct"] + report["amount_indirect"]) / report["cost"]
report["needs"] = by_product["needs"]

# 3 the word
report["verdict"] = np.select([report["direct"] >= report["needs"], report["with_halo"] >= report["needs"]], ["keep", "halo only"], default="stop")
report[["cost", "direct", "with_halo", "needs", "verdict"]].round(2).sort_values("cost", ascending=False).head(8)

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

largest = report.nlargest(8, "cost").sort_values("cost").join(by_product["name"]).set_index("name")
figure = Figure(figsize=(8, 3.8))
axes = figure.subplots()
axes.barh(largest.index, largest["direct"], color=GREY)
axes.plot(largest["needs"].clip(upper=12), largest.index, "|", color=ACCENT, markersize=18, markeredgewidth=3)
axes.axvline(2.5, color="black", linewidth=1, linestyle="--")
axes.annotate("the deck's 2.5", (2.5, 7.6), xytext=(4, 0), textcoords="offset points")
axes.annotate("168", (12, "Zip pouch trio"), xytext=(-8, 0), textcoords="offset points", ha="right", va="center")
axes.set(title="Seven pass 2.5, four reach their own mark (blue)", xlabel="Yuan of direct sales for a yuan of advertising", ylim=(-0.6, 8.2))
axes.grid(False)
show(
    figure,
    alt="Bar chart of the eight products with most advertising: direct ROAS from 1 to 4 as bars, break-even ROAS as marks from 2.4 to beyond 12; four bars reach their mark, though seven pass the dashed line at 2.5.",
    takeaway="Past 2.5 and still losing: the mark of each product is its own.",
)

# %% [markdown]
# The cube set's ads pass 2.5 and lose, unless nearly half of their halo is real. How much of it is, the report can't say: who clicked an ad a fortnight ago may have come anyway, as with the creators. Module 08 comes back with a test.
#
# ## A test that lowers the cost of a buyer
#
# The cheapest way to a lower cost an order is a better page. `experiments` has six A/B tests of the year. E3 ran on the coupon price.

# %%
tests = load("experiment_results")
arms = tests.groupby(["experiment", "arm"])[["visitors", "placed_orders"]].sum()
arms["rate"] = arms["placed_orders"] / arms["visitors"]
rates = arms["rate"].unstack()
rates["lift"] = rates["B"] / rates["A"] - 1
rates.round(4)

# %% [markdown]
# Some lifts look fine, and E3 looks bad. Before you believe one: was the split as planned, did it run its planned days, does it hold within each channel? (E3 showed B to more of the feed's visitors, who buy less.) How many visitors does a lift of a tenth need to show, at a conversion of 2.8 %? <!-- given -->

# %%
before, after = 0.028, 0.028 * 1.1
n = (1.96 + 0.84) ** 2 * (before * (1 - before) + after * (1 - after)) / (after - before) ** 2
round(n), arms["visitors"].min()

# %% [markdown]
# About sixty thousand an arm, by the usual formula (5 % false alarms, 80 % power 检验功效). A test that is stopped on the first good day has not run; module 03 shows what peeking costs. <!-- given -->
#
# ## The trap
#
# Most people ask how many a creator or an ad *reached*, and divide the bill by it. **What counts is who would not have bought otherwise, and what they leave after refunds.** Reach is what is sold to us. Buyers are what we sell to.
#
# ## Your turn: the deck's rule
#
# How much money did the year's search ads spend on products whose direct ROAS was 2.5 or more, but less than what the product needs? One number, in yuan. <!-- given -->

# %% id="cost-of-the-rule"
lost_on = ...
q = question("04-cost-of-the-rule")
q.check(lost_on)

# %% [markdown]
# Change something: move the margin and the refunds of an article at ¥59 and see what its ads must bring. <!-- given -->

# %% id="roas-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(margin, back):
    print(f"Break-even ROAS: {metrics.breakeven_roas(margin / 100, back / 100, 12, 59):.2f}")


controls(draw, margin=whole("Margin in per cent", 40, 10, 70), back=whole("Refunds in per cent", 6, 0, 50), height="60px")

# %% [markdown]
# ## What to remember
#
# - Incremental means: less those who would have come anyway. Only a hold-out knows them.
# - Break-even ROAS is 1 ÷ what a yuan of sales leaves after refunds. 2.5 is nobody's number.
# - Halo may be real or borrowed. Say which part of a verdict rests on it.
#
# ## On the real platform
#
# Where creators are booked and ads are bought on each platform stands in `course/platform_names.md`. Consoles show 直接 and 间接成交 with windows from one to thirty days: read the window before the ratio. Paid posts must be recognisable as advertising
# (Advertising Law, article 14); bought followers and paid praise are false publicity. Rules change; this is no legal advice.

# %% [markdown] id="way"
# Before: [lesson 2](lesson_2_price.ipynb) · Next: [lesson 4](lesson_4_run.ipynb)
