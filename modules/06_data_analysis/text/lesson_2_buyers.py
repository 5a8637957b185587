# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Three thousand letters at ¥5. Who gets one?
#
# *About 50 minutes · outline 06.04, 06.05, 06.06, 06.07, 06.18 · you will be able to: tell three repurchase rates apart; read a cohort matrix; rank buyers by RFM and prove on later months that it works;
# ask of a tag, a region and a bundle whether there is enough evidence.*
#
# Wen 阿雯 pays for three thousand letters to old buyers. "Twenty-eight per cent come back," says Zhou 小周, "so write to whoever spent most." Ting 婷婷 has read another figure in the back office: fourteen. Both are called 复购率. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import lifetime, load, load_real, metrics, question, show, use_style

use_style()

# %% [markdown]
# In every channel phones convert better, together they convert worse. What moved: the `"rates"` or the `"mix"`?

# %% id="recall-1"
recall_1 = ...
q = question("06-recall-mix")
q.check(recall_1)

# %% [markdown]
# An article had 2 orders of 11 clicks; the crowd of 200 articles has a rate of 0.027. It was picked as the best of the 200. Will its rate later be `"higher"`, `"lower"` or `"the same"`? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("06-recall-fall-back")
q.check(recall_2)

# %% [markdown]
# Three orders of ¥30, ¥60 and ¥300 by two buyers. What is the revenue per buyer 客单价? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("06-recall-per-buyer")
q.check(recall_3)

# %% [markdown]
# ## Three numbers, one word
#
# **Predict.** Of all who bought in 2025, what share bought twice or more? Of those who bought in the third quarter, what share bought in the fourth? Write the second one.

# %% id="guess-back"
my_guess = ...

# %%
orders = load("orders")
paid = orders[orders["paid_at"].notna() & (orders["paid_at"] < "2026-01-01")]
quarter = paid["paid_at"].dt.quarter
third, fourth = (set(paid.loc[quarter == number, "buyer_id"]) for number in (3, 4))
real = load_real("invoices")
real = real[(real["kind"] == "valid") & (real["customer"] != "")]
q2, q3 = (set(real.loc[real["at"].dt.to_period("Q") == name, "customer"]) for name in ("2011Q2", "2011Q3"))
rates = {
    "a: twice or more in the year ÷ buyers": [metrics.repurchase_share_of_buyers(paid["buyer_id"]), metrics.repurchase_share_of_buyers(real["customer"])],
    "b: again within 90 days ÷ first buyers": [metrics.reordered_share_of_buyers(paid["buyer_id"], paid["paid_at"], 90), metrics.reordered_share_of_buyers(real["customer"], real["at"], 90)],
    "c: of a quarter's buyers, back in the next": [len(third & fourth) / len(third), len(q2 & q3) / len(q2)],
}
pd.DataFrame(rates, index=["Lantern Lane", "a real gift shop, 2010/11"]).T.round(3)

# %% [markdown]
# 28.3 %, 28.4 % and 13.8 % at Lantern Lane: (a) grows with the year's length, (b) gives every buyer the same ninety days, (c) 回购率 is what a back office mostly shows. The second column is a real British gift wholesaler (UCI Online Retail, by the same functions): traders restock, holidaymakers don't. **Never say "repurchase rate" without its denominator and its days.**
#
# ## The same start for all: cohorts
#
# A cohort 同期群 is everybody who bought first in the same month. Each row keeps its own clock.

# %%
matrix = metrics.retention_matrix(paid["buyer_id"], paid["paid_at"])
print(matrix.iloc[:10, 1:4].round(3).to_string())

# %%
from matplotlib.figure import Figure

figure = Figure(figsize=(8, 4))
axes = figure.subplots()
picture = axes.imshow(matrix.iloc[:11, 1:12] * 100, cmap="cividis", aspect="auto")
axes.set(title="Later cohorts come back less than earlier ones", xlabel="Months after the first order", xticks=range(11), xticklabels=range(1, 12), yticks=range(11), yticklabels=matrix.index[:11])
axes.grid(False)
figure.colorbar(picture, label="Per cent of the cohort")
show(
    figure,
    alt="Heat map of eleven monthly cohorts by months since the first order: from about 17 per cent in the first month for January down to 8 for November, falling along every row; the lower right triangle is empty.",
    takeaway="Read down the first column: 16.5 per cent of January's buyers were back after a month, 7.6 per cent of November's.",
)

# %% [markdown]
# Along the rows it falls, as everywhere. Down the first column it falls too, from 16.5 % to 7.6 %, and no yearly rate shows that. Our order book begins in January, so the first rows also hold older buyers whom it meets for the first time. Read from April: 12 %, and since September 8 %. The shop grows by newcomers, and fewer of them return. The empty triangle isn't zero; it is the future.

# %% [markdown]
# ## RFM, and a test that it can fail
#
# Recency 最近一次, frequency 频次, money 金额: three figures from the past (spending tiers 消费分层). If they are worth a letter, they must tell October to December from what stood on 30 September. So stand there. What comes after is not looked at until the end.

# %%
# 1 what was known on 30 September
until = pd.Timestamp("2025-10-01")
before, after = paid[paid["paid_at"] < until], paid[paid["paid_at"] >= until]
buyers = before.groupby("buyer_id").agg(last=("paid_at", "max"), frequency=("order_id", "size"), money=("paid", "sum"))
buyers["days"] = (until - buyers["last"]).dt.days

# 2 a score from 1 to 5 for each; ties share a score, so frequency has its own steps
buyers["R"] = 5 - pd.qcut(buyers["days"], 5, labels=False)
buyers["F"] = buyers["frequency"].clip(upper=5)
buyers["M"] = pd.qcut(buyers["money"], 5, labels=False) + 1

# 3 the proof: who came afterwards
buyers["came"] = buyers.index.isin(after["buyer_id"])
print("all:", round(buyers["came"].mean(), 3))
buyers.pivot_table(index="R", columns="F", values="came").round(3)

# %% [markdown]
# From 3.3 % for those who bought once, long ago, to 52.1 % for the recent and frequent. No letter made it so. Now Zhou's rule against the others: three thousand buyers each.

# %%
buyers["rfm"] = buyers[["R", "F", "M"]].sum(axis=1)
ranks = {"spent most": ["money"], "bought most often": ["frequency", "money"], "RFM": ["rfm", "money"]}
came = {name: int(buyers.nlargest(3000, columns)["came"].sum()) for name, columns in ranks.items()}
came["at random"] = round(3000 * buyers["came"].mean())
pd.Series(came)

# %% [markdown]
# Whoever bought one dear bag has the bag. Zhou's list holds 726 who came back, RFM's 947. (Who *comes because* of a letter is another question. It needs letters held back at random, and module 08.) <!-- given -->
#
# Stretch 选修: a model says it without scores. `lifetime.fit` looks at repeat orders, time of the last one and age, and gives each buyer a chance to be "alive" and the orders to expect (BG/NBD, buy till you die).

# %%
known = lifetime.figures(before["buyer_id"], before["paid_at"], until)
model = lifetime.fit(known["repeats"], known["recency"], known["age"])
known["expected"] = lifetime.expected(model, known["repeats"], known["recency"], known["age"], 13)
came_by_model = int(buyers.loc[known["expected"].nlargest(3000).index, "came"].sum())
print(f"best 3,000 by the model: {came_by_model}; orders expected {known['expected'].sum():,.0f}, orders placed by them {after['buyer_id'].isin(known.index).sum():,}")

# %% [markdown]
# It ranks a little better than RFM and promises far too many orders in all: it believes that a buyer's rate never changes, and this shop's falls. Use it to choose, not to budget.
#
# ## Change something
#
# How many letters? Tab to the box and type. (These buyers came without a letter: the share says whom to choose, not what a letter earns.)

# %% id="letters-controls" tags=["nbval-ignore-output"]
from shoplab.charts import ACCENT, GREY
from shoplab.widgets import controls, whole


def reach(letters):
    picture = Figure(figsize=(7, 2.2))
    place = picture.subplots()
    reached = [buyers.nlargest(letters, columns)["came"].mean() for columns in ranks.values()]
    place.barh(list(ranks), reached, color=[GREY, GREY, ACCENT])
    place.set(title=f"{letters:,} buyers: how often and how lately beat how much", xlabel="Share that came in the next quarter", xlim=(0, 0.6))
    return picture, reached[-1]


def draw(letters):
    picture, share = reach(letters)
    show(picture, alt="Three bars: the share of chosen buyers that came back, by three ways to choose.", takeaway=f"By RFM {share:.1%} came back.")


controls(draw, letters=whole("Letters", 3000, 100, 20_000, 100), height="320px")

# %%
picture, share = reach(3000)
show(picture, alt="Three bars of the share of 3,000 chosen buyers that came back in the next quarter: spent most 0.24, bought most often 0.31, RFM 0.32.", takeaway="With three thousand letters, how often and how lately beats how much.")

# %% [markdown]
# ## Three lists that look like knowledge
#
# *Interest tags* 兴趣标签. The back office tags whoever looked at a product: "likes neck pillows". Of the tagged who bought again, how many bought that very product? And how many would by chance?

# %%
goods = load("order_lines").merge(paid[["order_id", "buyer_id", "paid_at", "province"]], on="order_id").merge(load("products"), on="sku")
bought = goods.loc[goods["paid_at"] >= until, ["buyer_id", "product"]].drop_duplicates()
popular = bought.groupby("product")["buyer_id"].nunique() / bought["buyer_id"].nunique()
visits = load("visits")
looked = visits[(visits["buyer_id"] > 0) & (visits["order_id"] == 0) & (visits["landing"] != "home") & (visits["started_at"] < until)]
tags = {"looked at it": looked[["buyer_id", "landing"]].set_axis(["buyer_id", "product"], axis=1), "bought it before": goods.loc[goods["paid_at"] < until, ["buyer_id", "product"]]}
table = {}
for name, tag in tags.items():
    tag = tag.drop_duplicates()
    tag = tag[tag["buyer_id"].isin(bought["buyer_id"])]
    table[name] = {"tags": len(tag), "precision": len(tag.merge(bought)) / len(tag), "by chance": tag["product"].map(popular).mean()}
pd.DataFrame(table).T.round(3)

# %% [markdown]
# Precision 精确率 of 15.7 % sounds like something until one sees that 15.1 % come by chance, because everybody buys packing cubes. One look is no taste (affinity 偏好). Having *bought* it says a little: 16.5 % against 14.0 %.
#
# *Regions* 地域. Zhou would sell cabin cases in Hebei: index 1.31. An index is actual ÷ expected, if provinces all had the same taste. There are 31 × 20 of them, and some must be high by luck. So ask for evidence: at least 80 lines expected, and the distance in standard errors. <!-- given -->

# %%
actual = pd.crosstab(goods["province"], goods["product"])
expect = pd.DataFrame(np.outer(actual.sum(axis=1), actual.sum()) / actual.to_numpy().sum(), actual.index, actual.columns)
enough = expect >= 80
errors = ((actual - expect) / expect**0.5).where(enough)
print(f"Hebei, cabin case: index {actual.at['Hebei', 'P18'] / expect.at['Hebei', 'P18']:.2f}, errors {errors.at['Hebei', 'P18']:.2f}")
print(f"cells with enough {int(enough.to_numpy().sum())}; beyond 2 errors {int((errors.abs() > 2).to_numpy().sum())}, by luck alone {0.0455 * enough.to_numpy().sum():.0f}")

# %% [markdown]
# Fifteen stand out where luck alone makes fifteen. Hebei's cases are among them, 3.26 errors high; of 340 cells the furthest lies about three off by luck. No regional taste here to sell to: look at Hebei again in a year. Distance is real, though: a parcel to Xinjiang costs four times one to Zhejiang and takes two days longer, so the freight template, not the catalogue, should know the province.
#
# *Bundles* 连带. Support 支持度 is how often two are bought together, confidence 置信度 how often B when A, lift 提升度 how much more often than by chance.

# %%
pairs = goods[["order_id", "product"]].drop_duplicates()
single, n = pairs.groupby("product").size(), pairs["order_id"].nunique()
both = pairs.merge(pairs, on="order_id").query("product_x < product_y").groupby(["product_x", "product_y"]).size().rename("together").reset_index()
both["confidence"] = both["together"] / both["product_x"].map(single)
both["lift"] = both["together"] * n / (both["product_x"].map(single) * both["product_y"].map(single))
print(both.nlargest(3, "lift").round(2).to_string(index=False))
both[both["together"] >= 500].nlargest(5, "lift").round(2)

# %% [markdown]
# Sorted by lift, the rare come first: P15 with P20 has lift 15 and happens ten times in a month. With at least 500 orders the list is one to act on: pouches with the day pack (P03, P17), compression cubes with the cabin case (P06, P18), hat with rain jacket (P09, P11). **Minimum evidence first, then lift.** <!-- given -->
#
# What do orders of high value 客单 contain? Compare the dearest fifth with the rest.

# %%
goods["profit_item"] = goods["planned_role"] == "profit"
size = goods.groupby("order_id").agg(lines=("line_id", "size"), pieces=("quantity", "sum"), value=("paid", "sum"), profit_items=("profit_item", "mean"))
size["dear"] = size["value"] >= size["value"].quantile(0.8)
free = load("orders").set_index("order_id")["goods"].reindex(size.index)
print(f"between ¥49 and ¥59: {free.between(49, 58.99).mean():.3f}; from ¥59 to ¥69: {free.between(59, 69).mean():.3f}")
size.groupby("dear").mean().round(2)

# %% [markdown]
# Twice the pieces, and more profit items 利润款. Free freight begins at ¥59, and three times as many orders lie just above as just below. Does the threshold 包邮门槛 pull them up? **The trap:** our prices are ¥59 and ¥69. They would lie there anyway. Only a shop that moves the threshold finds out. <!-- given -->
#
# ## Your turn
#
# With 1,000 letters to the highest RFM sums (ties by money): how many of those buyers came back? <!-- given -->

# %% id="thousand-letters"
came_back = ...
q = question("06-thousand-letters")
q.check(came_back)

# %% [markdown]
# ## What to remember
#
# - Three repurchase rates: in the year, within days, from quarter to quarter. Say which.
# - Stand at a date, rank with what was known, count what came. A list that wasn't tested is a wish.
# - Tags against chance, regions in errors, bundles with minimum evidence.
# - Wen's letters go to the recent and frequent, and a tenth is held back by lot.
#
# ## On the real platform
#
# Tiers and tags stand under 人群 or 客户运营 in each back office; none shows what chance would give. Buyers' data may be used for the purpose that they were told, and no more of it than the purpose needs (Personal Information Protection Law, in force since November 2021, article 6). Names: `course/platform_names.md`. *As of November 2025; rules change.* <!-- given -->

# %% [markdown] id="way"
# Before: [lesson 1](lesson_1_fall.ipynb) · Next: [lesson 3](lesson_3_money.ipynb)
