# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Five hundred listings came with the factory. Which may go live?
#
# *About 50 minutes, with ten for the morning · outline 07.02, 07.03, 07.04, 07.07, 07.16 · you will be able to: read titles that an encoding has spoiled; write a rule that a machine
# checks; tell a bait from a dear set; test a rule of thumb before five people obey it.*
#
# Wen 阿雯 may take over a factory's five hundred listings 商品. Zhou 小周 has opened the file: one title in six can't be read, and the training deck says that whoever leaves over 20 % of the attributes
# empty isn't shown. "Fill in every field of the bad half first," he says. "Five people, two weeks, ¥9,000 in wages, and the exposures double." Wen would like to know before she pays. <!-- given -->

# %% [markdown]
# ## 8:50
#
# First a morning, from the archive: 11 March 2025. Six exports, GBK as ever. What waits?

# %%
from pathlib import Path

import numpy as np
import pandas as pd

from shoplab import load, question, show, use_style

use_style()
MORNING = Path("..") / ".." / "datasets" / "raw" / "2025-03-11"
names = ["unpaid_orders", "parcels_at_risk", "open_tickets", "open_notices", "bad_reviews", "stock_alerts"]
exports = {name: pd.read_csv(MORNING / f"{name}.csv", encoding="gbk", dtype=str) for name in names}
print({name: len(table) for name, table in exports.items()})
exports["stock_alerts"]

# %% [markdown]
# `P08-1` is at nought, and 264 were sold in a week. Its page takes orders all the same. So today one question comes before the list: **which of these jobs did the page make?**
# An unpaid order for an empty shelf must not be chased 催付: paid, it becomes a refund with a penalty. And a review that says 比图片小 (smaller than in the picture) is answered on the page, not in the chat.

# %%
unpaid = exports["unpaid_orders"].assign(order_id=lambda table: table["订单编号"].str.strip().astype(int))
empty = load("order_lines").query("sku == 'P08-1'")["order_id"]
unpaid["empty_shelf"] = unpaid["order_id"].isin(empty)
unpaid["due"] = unpaid["应付金额"].str.strip("￥").str.replace(",", "").astype(float)
parcels = exports["parcels_at_risk"].sort_values("揽收截止")
about_page = exports["bad_reviews"]["评价内容"].str.contains("图片|页面|色差")
actions = (
    ["take P08-1 off sale until it is back"]
    + ["no reminder for order " + str(number) + ": empty shelf" for number in unpaid.loc[unpaid["empty_shelf"], "order_id"].head(2)]
    + ["put the size on the page of " + sku for sku in exports["bad_reviews"].loc[about_page, "商家编码"].head(2)]
    + ["find the parcel of order " + number.strip() for number in parcels["订单编号"].head(3)]
    + ["remind order " + str(number) for number in unpaid[~unpaid["empty_shelf"]].nlargest(9, "due")["order_id"]]
)
pd.Series(actions[:10], index=range(1, 11))

# %% [markdown]
# Ten lines, and three or more of them would not be there with a better page. That is this module. Now November, and the five hundred.
#
# ## Before we start
#
# From module 02: an article sells 12 a day and takes 5 days to come. At how many pieces do you order, without any safety?

# %% id="recall-1"
recall_1 = ...
q = question("07-recall-reorder")
q.check(recall_1)

# %% [markdown]
# From the warm-up: a back office writes GBK and you read it as UTF-8. What happens to the figures: `"wrong"`, `"right"` or `"an error"`?

# %% id="recall-2"
recall_2 = ...
q = question("07-recall-gbk")
q.check(recall_2)

# %% [markdown]
# From module 03: launches with a coupon sold more, and most of them came out in June. May you credit the coupon? `"yes"` or `"no"`.

# %% id="recall-3"
recall_3 = ...
q = question("07-recall-confounded")
q.check(recall_3)

# %% [markdown]
# ## Can we read them?

# %%
listings = load("listings_export").set_index("listing_id")
listings["title"].iloc[[3, 4, 13, 20, 25]].to_list()

# %% [markdown]
# Number 2 and number 4 are Chinese, read with the wrong encoding 乱码. The bytes are still right, so they can be turned back: write them out as Latin-1, read them as what they were. But as which, UTF-8 or GBK?
#
# **Predict.** Which has to be tried first, `"utf-8"` or `"gbk"`? Write your guess.

# %% id="guess-encoding"
my_guess = ...

# %%
spoiled = listings["title"].iloc[4]
[spoiled.encode("latin-1").decode("gbk"), spoiled.encode("latin-1").decode("utf-8")]

# %% [markdown]
# Both give Chinese, and only the second makes sense. GBK takes nearly any pair of bytes, so it never says no; UTF-8 is strict and refuses what isn't its own. **Ask the strict one first.** Then width: `ＡＢＣ` and `ABC` are different signs to a search; `unicodedata.normalize("NFKC", …)` makes the wide ones narrow.
# Last, the emoji, which no buyer types.

# %%
import re
import unicodedata


def clean(title):
    # 1 turn back what was read with the wrong encoding, the strict one first
    for encoding in ("utf-8", "gbk"):
        try:
            title = title.encode("latin-1").decode(encoding)
            break
        except UnicodeError:
            continue
    # 2 wide signs become narrow
    title = unicodedata.normalize("NFKC", title)
    # 3 keep Chinese, letters, figures and the space
    return re.sub(r"[^\u4e00-\u9fffA-Za-z0-9 ]", "", title).strip()


listings["clean"] = listings["title"].map(clean)
print((listings["clean"] != listings["title"]).sum(), "titles changed;", listings["clean"].duplicated().sum(), "are now somebody's double")
listings["clean"].iloc[[3, 4, 13, 20, 25]].to_list()

# %% [markdown]
# Doubles are suspects of another kind: two titles that looked different are one. Where attributes and prices agree as well, one article is listed twice 重复铺货, which platforms punish. Only clean text shows it.
#
# ## Is it where buyers look?
#
# Each listing stands in a leaf category 叶子类目. A buyer who filters by "rain gear" never sees a raincoat among the suitcases. The title's noun tells where it belongs.

# %%
NOUNS = {
    "packing": "旅行收纳袋|压缩收纳袋", "wash bags": "洗漱包|化妆收纳包", "rain gear": "雨衣|雨披", "sleep": "颈枕|眼罩",
    "bottles": "水壶|分装瓶", "backpacks": "双肩包", "cases": "行李箱(?!衣物)", "digital": "数码收纳包|收纳盒",
    "hats": "遮阳帽|防风帽", "poles": "登山杖|护膝",
}  # fmt: skip
belongs = pd.Series("?", index=listings.index)
for category, words in NOUNS.items():
    belongs[listings["clean"].str.contains(words)] = category
listings["wrong_place"] = belongs != listings["category"]
print((belongs == "?").sum(), "without a noun;", listings["wrong_place"].sum(), "in the wrong category")
print("shown, in the right place", round(listings.loc[~listings["wrong_place"], "exposures_28d"].mean()), "and in the wrong one", round(listings.loc[listings["wrong_place"], "exposures_28d"].mean()))

# %% [markdown]
# `(?!衣物)` says "not followed by": a packing bag is *for* a suitcase 行李箱衣物 and isn't one. In this file a wrong place doesn't lower the exposures 曝光. What it costs comes after: people who look for something else, and the fine when the platform's own check finds it.
#
# ## A bait or a set?
#
# `skus` holds each variant as name=price=stock. A cheap variant that is never in stock draws people with a price nobody can pay: a bait 引流SKU. Zhou's rule: "dearest more than three times the cheapest, out."

# %%
ladder = listings["skus"].str.split("|").explode().str.rsplit("=", n=2, expand=True)
ladder.columns = ["name", "price", "stock"]
ladder = ladder.astype({"price": float, "stock": int})
by_listing = ladder.groupby(level=0)
wide = by_listing["price"].max() > 3 * by_listing["price"].min()
cheapest = ladder["price"] == by_listing["price"].transform("min")
bait = (cheapest & (ladder["stock"] == 0)).groupby(level=0).any()
pd.crosstab(wide, bait, rownames=["wide"], colnames=["bait"])

# %% [markdown]
# Zhou's rule finds every bait and throws out as many honest listings: family sets 全家四件套, dear because they are four pieces, and in stock. **A wide ladder is a question. The empty cheapest step is the answer.**
#
# ## Worked example: a rule a machine can check
#
# "Pictures should be light" can't be checked. "The main image has at most 200 KB and is WebP" can. A rule has a name, a limit, and one column of True and False that says *broken*. <!-- given -->

# %%
rules = pd.DataFrame(index=listings.index)
# 1 the file's own limits, as the deck states them
rules["image_heavy"] = listings["image_kb"] > 200
rules["image_format"] = listings["image_format"] != "WebP"
# 2 a video is there, 9 to 30 seconds, at most 1080 lines
rules["video_missing"] = listings["video_s"] == 0
rules["video_length"] = (listings["video_s"] > 0) & ~listings["video_s"].between(9, 30)
rules["video_lines"] = listings["video_lines"] > 1080
# 3 what this lesson found
rules["wrong_place"], rules["bait"] = listings["wrong_place"], bait
# 4 what breaks most, and what is clean
print((~rules.any(axis=1)).sum(), "of", len(rules), "break none")
rules.sum().sort_values(ascending=False)

# %% [markdown]
# Keep `video_missing` apart from `video_length`: a video that isn't there isn't too short. Whether the film shows the whole thing in use, and not text and animation alone, no column of this file tells. For our own pages `page_spec` has `shows_use`.
#
# ## Is there a cliff at a fifth?
#
# Now the deck: over 20 % empty and you aren't shown. <!-- given -->

# %%
listings["empty"] = listings["attributes"].str.count(r":(?:;|$)") / len(load("listing_attributes"))
listings["months"] = (listings["listed_on"].max() - listings["listed_on"]).dt.days / 30
listings["bad_half"] = listings["empty"] > 0.20
listings.groupby("bad_half")[["exposures_28d", "empty", "months"]].mean().round(2)

# %% [markdown]
# It looks like the deck: 5,207 against 2,915. But look to the right. The listings with gaps are also half a year older, and old listings fade. **Two things differ, and the deck names one.** So compare listings of the same age.

# %%
bands = pd.cut(listings["empty"], [-0.01, 0.1, 0.2, 0.3, 0.95], labels=["to 10 %", "10–20 %", "20–30 %", "over 30 %"])
age = pd.cut(listings["months"], [-1, 10, 20, 31], labels=["young", "middle", "old"])
listings.pivot_table(index=age, columns=bands, values="exposures_28d", aggfunc="median", observed=True).round()

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

figure = Figure()
axes = figure.subplots()
axes.scatter(listings["empty"], listings["exposures_28d"], color=GREY, s=8)
step = listings[listings["empty"] <= 0.75].groupby("empty")["exposures_28d"].median().rolling(3, center=True, min_periods=1).mean()
axes.plot(step.index, step, color=ACCENT)
axes.axvline(0.20, color="black", linewidth=1)
axes.annotate("the deck's fifth", (0.20, 11500), xytext=(5, 0), textcoords="offset points")
axes.annotate("median", (step.index[-1], step.iloc[-1]), color=ACCENT, xytext=(6, -4), textcoords="offset points")
axes.set(title="A slope all the way, and no cliff", xlabel="Share of attributes empty", ylabel="Exposures in 28 days", xlim=(-0.02, 0.97), ylim=(0, 13000))
show(
    figure,
    alt="Scatter of 500 listings: share of attributes empty from 0 to 0.95 across, exposures in 28 days from 0 to 13,000 upwards; "
    "the median falls from near 4,900 to near 2,300, without a step at 0.2.",
    takeaway="Each empty field costs a little, wherever you stand.",
)

# %% [markdown]
# A straight line through the logarithm of exposures, with emptiness *and* age in it, tells the two apart. `lstsq` finds the line; read its two numbers.

# %%
design = np.column_stack([np.ones(len(listings)), listings["empty"], listings["months"]])
start, slope, fading = np.linalg.lstsq(design, np.log(listings["exposures_28d"]), rcond=None)[0]
one_field = np.exp(slope / 20) - 1
print(f"one more empty field of twenty: {one_field:.1%}; one month older: {np.exp(fading) - 1:.1%}")

# %% [markdown]
# Each empty field costs 5.4 % of the exposures, the fifth one as the first. So the next field filled in is worth most where the most people are: at a listing that is seen, whichever side of the fifth it stands on. Zhou's two weeks on the bad half begin with the least-shown goods of the file.
#
# ## The trap
#
# Most people take a threshold from a slide and check it by comparing its two sides. **Any slope looks like a cliff when you cut it in two.** Ask for the steps between, and for what else differs.
#
# Change something: where would you have set the cliff? Any cut "works". (Tab to the box, type, Enter.) <!-- given -->

# %% id="cliff-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(percent):
    above = listings["empty"] > percent / 100
    shown = listings.groupby(above)["exposures_28d"].mean()
    print(f"Cut at {percent} %: {shown[False]:,.0f} below, {shown[True]:,.0f} above. It looks like a cliff at {percent} %.")


controls(draw, percent=whole("Cut at, in per cent", 20, 5, 60, 5), height="60px")

# %% [markdown]
# ## Your turn: who gets the afternoon?
#
# One helper can fill in 60 fields this afternoon. One field filled raises a listing's exposures by about 5.7 %. Which 60 listings with at least one empty field gain most exposures from one field each: how many of them lie on the deck's good side (`empty` at most 0.20)? <!-- given -->

# %% id="afternoon"
on_the_good_side = ...
q = question("07-afternoon")
q.check(on_the_good_side)

# %% [markdown]
# ## What to remember
#
# - Turn spoiled text back with the strict encoding first; only clean text shows what is listed twice.
# - A rule is a name, a limit and a column of True and False. What is missing is another rule than what is wrong.
# - A threshold is a claim. Look at the steps between its sides, and at what else differs.
#
# ## On the real platform
#
# Listings are checked on upload and later by robots; doubles, wrong categories and false attributes cost points (rule centre, in `course/platform_names.md`). Limits for images and videos differ from platform to platform and change often: keep them in one table, as we did, not in people's heads.

# %% [markdown] id="way"
# Before: [module 06, exercises](../06_data_analysis/exercises.ipynb) · Next: [lesson 2](lesson_2_title.ipynb)
