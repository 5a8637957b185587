# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Forty words, ¥500 a day. What is a click worth?
#
# *About 50 minutes · outline 08.04, 08.05, 08.15, 08.18 · you will be able to: say what a click on a word is worth; bid so that ¥500 work hardest; split money over tools by their purpose; put words into a
# title, and hours into a plan.*
#
# Zhou 小周 shows Wen 阿雯 the search ads' report. "Our own name brings ¥33 for a yuan. Everything into that, and the market's price for the other words, then we are seen." Wen spends nearly ¥1,000 a day and from September will give ¥500. She asks what the next yuan brings. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import auction, launch_budget, load, metrics, question, show, use_style

use_style()

# %% [markdown]
# Six of 200 clicks on a word ordered. The crowd's rate is 2 %, and it is worth 400 clicks. The mixed rate of the word, as a share? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("08-recall-mixed")
q.check(recall_1)

# %% [markdown]
# 30 % of what is paid is left before advertising. At which ROAS 投产比 does a word break even, if none of it would have come anyway? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("08-recall-break-even")
q.check(recall_2)

# %% [markdown]
# Channel A's last yuan brings ¥1.20, channel B's ¥2.00; on average A's bring more. Where does the next one go? Write "A" or "B". <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("08-recall-next-yuan")
q.check(recall_3)

# %% [markdown]
# ## What the report says
#
# The forty words with most clicks of the year.

# %%
ads = load("ad_daily")
ads["orders"] = ads["orders_direct"] + ads["orders_indirect"]
ads["amount"] = ads["amount_direct"] + ads["amount_indirect"]
by_word = ads.groupby("keyword").agg(
    campaign=("campaign", "first"), clicks=("clicks", "sum"), orders=("orders", "sum"), amount=("amount", "sum"), cost=("cost", "sum"),
    position=("average_position", "mean"), quality=("quality_score", "first"), impressions=("impressions", "sum"),
)
words = by_word.nlargest(40, "clicks").join(load("keywords").set_index("keyword")["en"])
words["roas"] = words["amount"] / words["cost"]
words.sort_values("roas", ascending=False)[["en", "clicks", "orders", "cost", "roas"]].round(2).head(4), round(words["cost"].sum() / 365)

# %% [markdown]
# Two words are our own name, in campaign C1, and tower over the rest. **Predict.** In an experiment half of the country's areas saw no ads for our name. What share of the orders credited to those ads was lost there?

# %% id="guess-own-name"
my_guess = ...

# %%
test = load("brand_holdout").query("test_running")
sums = test.groupby("group")[["searches", "ad_orders", "unpaid_orders"]].sum()
per_search = sums[["ad_orders", "unpaid_orders"]].div(sums["searches"], axis=0)
lost = per_search.loc["ads on"].sum() - per_search.loc["ads off"].sum()
brought = lost / per_search.loc["ads on", "ad_orders"]
per_search.round(4), round(brought, 3)

# %% [markdown]
# Five in a hundred. Whoever types our name finds us one line lower, unpaid. A ROAS of 33 with 5 % brought is a ROAS of less than 2, and break-even is 3.33. The report counts who *passed* the ad; it can't know who came *because* of it (incremental 增量). <!-- given -->
#
# ## What a click is worth
#
# Orders a click × what an order leaves. Orders a click is a small number from few clicks, so mix it with the crowd's, as in module 03. Of what is paid 30 % is left (Wen's figure). And our own name counts only with what it brings. <!-- given -->

# %%
others = words[words["campaign"] != "C1"]
crowd = metrics.pooled_rate(others["orders"], others["clicks"])
weight = metrics.prior_weight((others["orders"] / others["clicks"])[others["clicks"] > 5000])
words["rate"] = metrics.shrunk_rate(words["orders"], words["clicks"], crowd, weight)
words["value"] = words["rate"] * 0.30 * words["amount"] / words["orders"]
own_name = words["campaign"] == "C1"
words.loc[own_name, "value"] *= max(brought, 0)
words["cpc"] = words["cost"] / words["clicks"]
words["click_rate"] = words["clicks"] / words["impressions"]
words.loc[~own_name].nlargest(3, "click_rate")[["en", "click_rate", "rate", "value", "cpc"]].round(3), int((words["value"] < words["cpc"]).sum())

# %% [markdown]
# The word with the best click rate is "personalised passport cover": many are curious, few buy, and a click for ¥0.705 is worth ¥0.285. Of the forty words, 16 cost more than they are worth. Clicks are paid, orders are earned.
#
# ## The auction theatre
#
# Each search is an auction 竞价. Places go by **bid × quality score** 质量分, and you pay what is just needed to stay above the next one: their bid × quality ÷ your quality, plus one fen. A better page is therefore cheaper, at the same bid. Here a usual day for "wash bag".

# %%
market = load("search_terms").groupby("keyword")["market_cpc"].mean()
words["market_cpc"] = market
words["first_clicks"] = words["clicks"] / 365 * words["position"]  # a place further down has fewer: clicks ÷ place
one = words.loc["K08"]
figure, alt, says = auction.theatre(0.80, one["quality"], one["market_cpc"], one["first_clicks"], one["value"])
show(figure, alt=alt, takeaway=says)
auction.places(one["market_cpc"], one["quality"], one["first_clicks"], one["value"]).round(2), round(one["value"], 2)

# %% [markdown]
# Read the last column. In place 2 a click costs ¥0.86, less than the ¥1.18 that it is worth, and yet the place is a mistake: the clicks that place 3 wouldn't have brought cost ¥1.33 each. **The average looks back, the further click decides.** <!-- given -->
#
# Move the bid and the quality yourself. Tab to a box, type, press Enter. <!-- given -->

# %% id="theatre-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls, number, whole


def draw(keyword, bid, quality):
    row = words.loc[keyword]
    picture, words_of_it, does = auction.theatre(bid, quality, row["market_cpc"], row["first_clicks"], row["value"])
    show(picture, alt=words_of_it, takeaway=does)


controls(draw, keyword=choice("Word", {f"{row.en} ({key})": key for key, row in words.iterrows()}, "K08"), bid=number("Bid in yuan", 0.8, 0, 5, 0.05), quality=whole("Quality score", 10, 1, 10))

# %% [markdown]
# ## Worked example: forty bids
#
# Nobody bids his value: then the last place taken leaves nothing. And the money is short: when ¥500 are gone at three in the afternoon, good words go dark with bad ones. So bid **the same share of its value on every word**, and choose the share at which the day costs ¥500. `auction.expect` says what a day of bids
# should cost, over cheap and dear days. <!-- given -->

# %%
# 1 what a day costs and leaves at each share of the value
rows = {}
for share in [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0]:
    day = auction.expect(words, share * words["value"])
    worth = (day["clicks"] * words["value"]).sum()
    part = min(1, 500 / day["cost"].sum())
    rows[share] = {"wants": day["cost"].sum(), "spends": part * day["cost"].sum(), "leaves": part * (worth - day["cost"].sum())}
# 2 beside it: the market's price on every word
day = auction.expect(words, words["market_cpc"])
part = min(1, 500 / day["cost"].sum())
rows["market price"] = {"wants": day["cost"].sum(), "spends": part * day["cost"].sum(), "leaves": part * ((day["clicks"] * words["value"]).sum() - day["cost"].sum())}
pd.DataFrame(rows).T.round()

# %% [markdown]
# With 60 % of the value the day costs ¥500 and leaves ¥466. The full value leaves ¥125 of the same money, and the market's price ¥181. These are expectations; task 1 bids against rivals who move.
#
# ## Split over channels
#
# The same thought one level up. Five channels were tried for sixteen weeks; `half_point`, `top_of` and `spread` of module 03 fit a curve to each and level their ends. An order leaves ¥28. <!-- given -->

# %%
trials = load("channel_trials")
trials[["a_day", "come"]] = trials[["spend", "visitors"]] / 7
rows = {}
for channel, part in trials.groupby("channel"):
    half = launch_budget.half_point(part["a_day"], part["come"])
    buys = part["orders"].sum() / part["visitors"].sum()
    rows[channel] = {"worth": launch_budget.top_of(part["a_day"], part["come"], half) * buys * 28, "half": half, "average": part["orders"].sum() * 28 / part["spend"].sum()}
curves = pd.DataFrame(rows).T
curves["yuan"] = launch_budget.spread(curves, 500)
curves["last yuan"] = curves["worth"] * curves["half"] / (curves["yuan"] + curves["half"]) ** 2
curves.round(2), {budget: round((curves["worth"] * curves["half"] / (launch_budget.spread(curves, budget) + curves["half"]) ** 2).max(), 2) for budget in (300, 400, 500)}

# %% [markdown]
# At ¥500 the last yuan brings ¥0.84 in every channel, though four averages look fine or nearly so. It brings less than it costs, so ¥500 a day are too many. At ¥400 it brings 1.01: there the money should stop. **A last yuan that brings less than a yuan is the only ROI floor with a reason.** <!-- given -->
#
# ## Six tools, six purposes
#
# The annual plan has six tools of promotion. Judged by one number, the tool that stands nearest to the till wins. So each gets its purpose, its audience and its own figure. None is paid before title and page are ready (a gate 门槛): a click on a poor page costs the same.

# %%
fees = load("affiliate_orders")
leaders = load("creators").sum(numeric_only=True)
anyway = leaders["new_buyers_held_out"] / leaders["audience_held_out"]
plan = pd.DataFrame(
    [
        ["search ads 搜索", "who wants it now", "searchers of the thing", "left per click less its price"],
        ["our own name", "defend, if anybody attacks", "who knows us", f"share brought: {brought:.2f}"],
        ["feed ads 推荐", "be met", "alike to buyers", "cost of a new buyer, fakes taken off"],
        ["creators 达人", "new buyers", "others' followers", f"¥{leaders['fee'] / (leaders['new_buyers_shown'] - anyway * leaders['audience_shown']):.2f} a brought buyer"],
        ["affiliates 淘宝客", "reach we can't buy", "deal hunters, readers", f"¥{fees['commission'].mean():.2f} an order, brought or not"],
        ["official events 官方活动", "volume, clear stock", "the platform's crowd", "gain with the tail (lesson 4)"],
    ],
    columns=["tool", "purpose", "audience", "judged by"],
)
plan

# %% [markdown]
# ## Words in the title
#
# Unpaid search lives on the title. Which words bring orders, and which searches end at nothing though we have the goods?

# %%
free = load("search_terms").groupby("keyword")[["clicks", "orders"]].sum().join(load("keywords").set_index("keyword"))
kinds = free.groupby("kind")[["clicks", "orders"]].sum()
asked = load("site_searches").groupby("term").agg(searches=("searches", "sum"), results=("results", "max"))
(kinds["orders"] / kinds["clicks"]).round(4), asked[(asked["results"] == 0) & asked.index.isin(["保温杯", "洗漱袋", "充电器包", "收纳代", "拐杖"])]

# %% [markdown]
# Long-tail words 长尾词 convert best after our name, scenes worst. So the core word goes first, then a true long-tail use ("挂式 旅行"), attributes last. And 2,754 people asked our own search box for 保温杯 and saw an empty page, while two steel bottles stood on the shelf under another name. The other four words too lack only the word. Those
# in the market's list that we have no goods for are not a title's matter. <!-- given -->
#
# ## Hours
#
# An old rule says that goods listed near the end of their seven-day cycle 下架时间 rank higher. If so, a launch is shown most on the last days of each cycle.

# %%
launched = load("launch_daily").query("8 <= day <= 56").copy()
launched["cycle"] = (launched["day"] - 1) % 7 + 1
in_week = launched.groupby(["launch_id", (launched["day"] - 1) // 7])["impressions"].transform("mean")
launched["relative"] = launched["impressions"] / in_week
hours = load("ad_hours").query("campaign != 'C1' and campaign != 'C4'").groupby("hour")[["clicks", "cost", "orders", "amount"]].sum()
hours["roas"] = hours["amount"] / hours["cost"]
launched.groupby("cycle")["relative"].mean().round(3).tolist(), hours["roas"].nlargest(3).round(2).to_dict(), hours["roas"].nsmallest(3).round(2).to_dict()

# %% [markdown]
# The seventh day has 0.97 of its week's mean, the first 1.022: the rule is dead here. Hours matter more, though an order's hour isn't its click's: who clicks at eleven at night and pays next morning makes the night look poor. Lower the night's bids a little; don't switch it off. Launch and list when buyers order, in the evening before the peak.

# %% [markdown]
# ## The trap
#
# Most people bid most where ROAS is highest. That is where buyers were coming anyway, or where little was spent. **A bid follows what a click adds, never what a report credits.**

# %% [markdown]
# ## Your turn
#
# How many of the forty words would take no place at all on an ordinary day, at 60 % of their value? Use `auction.expect` and count the words with no clicks at all. <!-- given -->

# %% id="dark-words"
dark_words = ...
q = question("08-dark-words")
q.check(dark_words)

# %% [markdown]
# ## What to remember
#
# - Value of a click = mixed rate × what an order leaves × the share that ads brought.
# - You pay the next one's score over your quality. Bid one share of the value on all words, so that the day's money is just used.
# - Level the last yuan over channels. Each tool has a purpose of its own, and a gate before it.
#
# ## On the real platform
#
# Search ads are 万相台无界 on Taobao (before: 直通车), 京准通, 多多推广, 巨量千川. Automatic bidding 智能出价 asks you for a target ROAS, credited, not brought: set it per campaign, with your own name apart. Daypart and region prices are 分时折扣. Paid results must be recognisable as advertising (Advertising Law, article 14); rules change, and this is no legal advice. Dated names: `course/platform_names.md`.

# %% [markdown] id="way"
# Before: [lesson 1](lesson_1_tests.ipynb) · Next: [lesson 3](lesson_3_people.ipynb)
