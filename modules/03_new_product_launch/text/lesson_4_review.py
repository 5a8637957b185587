# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # It sold more, it came late, they complain. What do we keep?
#
# *About 45 minutes · outline 03.10, 03.11, 03.12 · you will be able to: find the hand-off where launches wait; turn reviews in two languages into a list of what to mend; say what an action added, beside what would
# have come anyway; write the next launch's procedure.*
#
# The launches are over and three people have three explanations. Zhou 小周: "The new-item zone 新品专区 nearly doubled our orders, we pay for it again." Old Ma 老马: "Three of four launches are late because photographs take for
# ever." Ting 婷婷: "They complain about everything." Wen 阿雯 wants one page: what stays, what goes, who does what. The zone costs ¥4,000 a month. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# Two supplies of clicks: the last yuan in the first brings ¥1.40, in the second ¥2.10. Which one gets the next yuan, the "first" or the "second"? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("03-recall-next-yuan")
q.check(recall_1)

# %% [markdown]
# December was 40 % above November, and the December before was 40 % above its November too. How much of it is growth, as a share? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("03-recall-season")
q.check(recall_2)

# %% [markdown]
# 12 of 800 orders came back on one article, 9 of 200 on another. The refund rate of both together, as a share?

# %% id="recall-3"
recall_3 = ...
q = question("03-recall-both")
q.check(recall_3)

# %% [markdown]
# ## Why are we late?
#
# `sop_events` is the hand-off log 交接记录: for each launch and step, when it was handed over, begun and done, and by when the plan wanted it.

# %%
log = load("sop_events")
log = log[log["kind"] == "launch"].copy()
hour = pd.Timedelta(hours=1)
log["work"] = (log["done_at"] - log["started_at"]) / hour
last = log[log["step"] == log["step"].max()]
days_over = (last["done_at"] - last["due_at"]) / pd.Timedelta(days=1)
len(last), round((days_over > 0).mean(), 3), log.groupby("what")["work"].mean().nlargest(3).round(1)

# %% [markdown]
# 73.6 % end later than planned. And photographs take four days of work, so Old Ma is right that they take longest. **Predict.** At how many of the eight steps does a launch lie longer than ten hours before anybody begins? A number.

# %% id="guess-waits"
my_guess = ...

# %%
log["wait"] = (log["started_at"] - log["handed_at"]) / hour
log["planned"] = log.groupby("case_id")["due_at"].diff() / hour  # from one step's end to the next one's
waits = log.groupby(["step", "what", "from_team", "to_team"])[["wait", "planned"]].mean().round(1)
waits

# %% [markdown]
# At one. Between supply and design a launch lies 46.2 hours, nowhere else more than six. The plan gives the pictures 104 hours: four days of work and eight hours of waiting. It doesn't know about the two days in between, because they are nobody's work. **Look
# for delays between the jobs, not in them.**
#
# What if the wait were as short as the plan's eight hours?

# %%
planned_wait = 8
waited = log[log["to_team"] == "design"].set_index("case_id")["wait"]
without = days_over - (waited - planned_wait).clip(lower=0).reindex(last["case_id"]).to_numpy() / 24
round((without > 0).mean(), 3)

# %% [markdown]
# From 73.6 % late to 24.2 %. No photographer has to work faster. Supply has to send a message when the sample is there, and design has to look.

# %% [markdown]
# ## What do they complain about?
#
# Reviews 评价 come in Chinese and in English here. A theme 主题 is found by its words; a review counts once for a theme, however often it says so. Bad ones have three stars or fewer. Which product has the largest share of them, and what do they say? Zhou has written a list of words.

# %%
products = load("products")
reviews = load("reviews").merge(products[["sku", "product", "name_en"]], on="sku")
reviews["bad"] = reviews["stars"] <= 3
share = reviews.groupby("product").agg(reviews=("bad", "size"), bad=("bad", "mean"))
often = share[share["reviews"] >= 100]
words = {
    "smells": "smell|味",
    "thinner than shown": "thin|flimsy|薄",
    "colour differs": "colou?r|shade|颜色|色差",
    "seams open": "seam|stitch|thread|开线|线头|缝",
    "slow delivery": "five days late|slow|delivery|parcel|物流|快递|晚到",
}
worst = often["bad"].idxmax()
bad = reviews[(reviews["product"] == worst) & reviews["bad"]]
both = bad["text_en"].str.lower() + " " + bad["text_zh"]
themes = pd.Series({theme: both.str.contains(pattern).sum() for theme, pattern in words.items()})
often.nlargest(3, "bad").round(3), len(bad), themes

# %% [markdown]
# The neck pillow, P12: 39 % of its reviews are bad. And of the 48 bad ones Zhou's words find seven. A list written at the desk finds what one expected. **Read twenty, then write the list.** (With fewer than a hundred reviews a share is luck, as in lesson 1: hence the limit.)

# %%
unnamed = bad[~both.str.contains("|".join(words.values()))]
too_small = both.str.contains("small|half the size|小").sum()
unnamed["text_en"].head(3).tolist(), too_small

# %% [markdown]
# 36 say that it is smaller than shown. That is no fault of the pillow, it is one of the page: a photograph beside a head costs an hour. Words deceive too: 味 is smell and also stands in 没有异味, "no smell".
#
# A list by *count* puts on top what many mention. What to mend first depends on what it costs and what mending costs. The same theme asked *before* buying is a barrier 决策障碍: questions that nobody answered.

# %%
questions = load("product_questions").merge(products[["sku", "product"]], on="sku")
unanswered = questions["answered_by"].fillna("") == ""
round(unanswered.mean(), 3), int(unanswered.sum())

# %% [markdown]
# 23 % of the questions on the pages have no answer. Ting can answer 185 questions in two afternoons; a larger pillow takes the factory until spring. First the free, then the dear.

# %% [markdown]
# ## Did the zone bring the orders?
#
# Eight new articles came into the zone in week 0. `zone_weeks` has sixteen weeks of them and of twenty-four older articles outside it.

# %%
weeks = load("zone_weeks")
weeks["time"] = (weeks["week"] >= 0).map({True: "after", False: "before"})
level = weeks.groupby(["new_item", "item", "time"])["orders"].mean().unstack()
new = level.loc[True]
zone_before_after = new["after"].mean() / new["before"].mean() - 1
round(zone_before_after, 3)

# %% [markdown]
# Zhou's number: up by 80.8 %. **The trap** is in the word *before*. New articles grow anyway, zone or not; and the season turned in the same week. Before and after compares one thing with itself at another time, and puts everything
# that changed in between to the account of what we did.
#
# We need articles that did the same without the zone. The older ones? All twenty-four together hardly grew, but most of them weren't growing *before* either. So take those six whose growth before week 0 was most like the new ones'.

# %%
# 1 growth before the zone: the second four weeks against the first four
early = weeks[weeks["week"] < -4].groupby("item")["orders"].mean()
late = weeks[weeks["week"].between(-4, -1)].groupby("item")["orders"].mean()
growth = late / early - 1
is_new = weeks.groupby("item")["new_item"].first()
# 2 the six older articles most like the new ones
unlike = (growth[~is_new] - growth[is_new].mean()).abs()
alike = unlike.nsmallest(6).index
# 3 what the alike ones did at the same time, without the zone
old = level.loc[False].loc[alike]
season_and_growth = old["after"].mean() / old["before"].mean() - 1
# 4 what is left for the zone
effect = (1 + zone_before_after) / (1 + season_and_growth) - 1
round(season_and_growth, 3), round(effect, 3)

# %% [markdown]
# Articles like ours grew without any zone. They rose by 43.3 % in the same weeks. What is left for the zone is 26.2 %: a third of Zhou's number, and not nothing. Compare the pictures.

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

by_week = weeks.pivot(index="week", columns="item", values="orders")
figure = Figure()
axes = figure.subplots()
for chosen, colour, name in [(is_new[is_new].index, ACCENT, "new, in the zone"), (alike, GREY, "six alike, outside")]:
    line = by_week[chosen].mean(axis=1)
    line = line / line.loc[-8:-1].mean() * 100
    axes.plot(line.index, line, color=colour)
    axes.annotate(name, (7, line.loc[7]), xytext=(4, 0), textcoords="offset points", va="center", color=colour)
axes.axvline(-0.5, color="black", linestyle=":")
axes.annotate("zone begins", (-0.5, 85), xytext=(4, 0), textcoords="offset points")
axes.set(title="Both climb; the zone's part is the gap", xlabel="Week", ylabel="Orders, mean of weeks −8 to −1 = 100", xlim=(-8, 11.5), xticks=[-8, -4, 0, 4, 7])
show(
    figure,
    alt="Two lines of weekly orders from week −8 to 7, each 100 on average before week 0: the new articles and six alike climb side by side, "
    "then the new ones jump away from the others and stay above.",
    takeaway="Before and after gives the zone what time has done.",
)

# %% [markdown]
# Is the gap worth ¥4,000 a month? Orders that the zone added, times what an order leaves. <!-- given -->

# %%
without_zone = new["after"] / (1 + effect)
added_a_month = (new["after"] - without_zone).sum() * 52 / 12
round(added_a_month), round(4_000 / added_a_month, 2)

# %% [markdown]
# The zone pays as soon as an order leaves more than ¥1.84. It does, by far: so Zhou's decision was right and his number wrong. Next time the number decides a dearer thing.
#
# (The careful form of this comparison is called difference-in-differences 双重差分; it works with logarithms and gives an interval. Stretch 选修, in the exercises.)

# %% [markdown]
# ## One page
#
# The scorecard of a launch: GMV, ROI, and the favourite and add-to-cart rate 收藏加购率, which is people who did either ÷ visitors. Our table counts favourites and carts apart, so their sum counts some twice: say so below the figure.

# %%
launches = load("launches")
funnel = load("launch_daily").groupby("launch_id").sum().join(launches.set_index("launch_id")[["shop", "price", "unit_cost"]])
funnel["spent"] = funnel[["spend_search", "spend_feed", "spend_content"]].sum(axis=1)
score = pd.DataFrame(
    {
        "GMV": funnel["paid"].round(),
        "ROI": (funnel["paid"] / funnel["spent"]).round(2),
        "wanted": ((funnel["favourites"] + funnel["carts"]) / funnel["clicks"]).round(3),
        "left": (funnel["paid"] - funnel["orders"] * funnel["unit_cost"] - funnel["spent"]).round(),
    }
)
ours = score[funnel["shop"] == "Lantern Lane"]
ours.sort_values("left", ascending=False), int((ours["ROI"] >= 2.5).sum()), int((ours["left"] > 0).sum())

# %% [markdown]
# Four of the twelve left anything, and one of the four has an ROI below the 2.5 of the trade's rule: its own break-even is lower. And the highest GMV is no profit either: number 7, the star of lesson 1, lost ¥1,113. A procedure 标准流程 (SOP) is what you would do again, with an owner and a number: *sample in → message to design within 4 hours (supply)*; *day 7: mixed rates, go or stop (operations)*;
# *questions on the page answered within a day (service)*; *every action with articles to compare it with, chosen before*.
#
# ## Your turn
#
# Change something: with the *ten* most alike articles instead of six, what is left for the zone? Answer with the share, worked out like `effect`.

# %% id="effect-of-ten"
effect_of_ten = ...
q = question("03-effect-of-ten")
q.check(effect_of_ten)

# %% [markdown]
# Before you go on: move the number of articles and see where the answer begins to slide. Tab to the box; the arrow keys change it.

# %% id="alike-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(articles):
    chosen = level.loc[False].loc[unlike.nsmallest(articles).index]
    left = (1 + zone_before_after) / (chosen["after"].mean() / chosen["before"].mean()) - 1
    picture = Figure(figsize=(7.0, 2.0))
    place = picture.subplots()
    place.barh(["before and after", "against alike ones"], [zone_before_after, left], color=[GREY, ACCENT])
    place.set(title=f"Compared with {articles} articles", xlabel="Growth given to the zone", xlim=(0, 1))
    show(picture, alt="Two bars: growth by before and after, and growth against alike articles.", takeaway=f"Left for the zone: {left:.1%}.")


controls(draw, articles=whole("Articles to compare with", 6, 3, 24), height="300px")

# %% [markdown]
# ## What to remember
#
# - Delays lie between two people's jobs. Measure the wait, not only the work.
# - Count reviews by theme, in both languages, once each; read some before you believe the count.
# - What an action added is its change less the change of things like it.
# - Write down who does what by when, with the number that will show it.
#
# ## On the real platform
#
# Review themes stand in 生意参谋 (评价分析) and 商智; the new-item zone is 天猫小黑盒 or 新品频道 in its platform's own name. None of them compares your articles with ones outside. Dated names: `course/platform_names.md`.
# Reviews that were bought are unlawful (anti-unfair-competition law 反不正当竞争法 of 2025, article 9), cash for praise 好评返现 included. *As of November 2025; rules change.* <!-- given -->

# %% [markdown] id="way"
# Before: [lesson 3](lesson_3_money.ipynb) · Next: [exercises](exercises.ipynb)
