# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Five of six tests say that B sells more. Which may we keep?
#
# *About 55 minutes, with ten for the morning · outline 08.01, 08.02, 08.03 · you will be able to: check a test before you read it; tell a lasting lift from a new broom; check a page for
# contrast and order; say what a video does.*
#
# Zhou 小周 has six A/B tests of the year in one table, and in five of them arm B sells more, in four a tenth or more. "Put all five on the page. That is a tenth more sales each, and they multiply." Wen 阿雯 would have to pay a
# designer ¥30,000 for the five. She wants to know which of them sell anything. <!-- given -->

# %% [markdown]
# ## 8:50
#
# First the morning. Tuesday, 5 August 2025. Ting 婷婷 has sixty minutes until the tests come on the table. Modules before this one went by the clock. Today an hour is a budget: each line gets its yuan and its minutes, and the next minute goes where it brings most. <!-- given -->

# %%
from pathlib import Path

import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()
MORNING = Path("..") / ".." / "datasets" / "raw" / "2025-08-05"
names = ["unpaid_orders", "parcels_at_risk", "open_tickets", "open_notices", "bad_reviews"]
waiting = {name: pd.read_csv(MORNING / f"{name}.csv", encoding="gbk", dtype=str) for name in names}
pd.Series({name: len(table) for name, table in waiting.items()})

# %% [markdown]
# Her sheet: a reminder 催付 takes a minute, and a fifth of those reminded pay who wouldn't have; 30 % of it stays. A call to the courier takes three minutes and saves ¥8, but only while the 48 hours still run. A ticket takes six minutes and saves ¥4, ¥20 or ¥90 by its level: what a dispute would cost.
# A bad review takes five and is worth ¥12. <!-- given -->

# %%
now = "2025/08/05 08:50"
unpaid, parcels = waiting["unpaid_orders"], waiting["parcels_at_risk"]
due = unpaid["应付金额"].str.replace("[￥,]", "", regex=True).astype(float)
level = waiting["open_tickets"]["等级"].map({"1": 4, "2": 20, "3": 90})
jobs = pd.concat(
    [
        pd.DataFrame({"do": "remind", "number": unpaid["订单编号"], "yuan": due * 0.2 * 0.3, "minutes": 1}),
        pd.DataFrame({"do": "call the courier", "number": parcels["订单编号"], "yuan": (parcels["揽收截止"] > now) * 8, "minutes": 3}),
        pd.DataFrame({"do": "ticket", "number": waiting["open_tickets"]["工单编号"], "yuan": level, "minutes": 6}),
        pd.DataFrame({"do": "answer the review", "number": waiting["bad_reviews"]["评价编号"], "yuan": 12, "minutes": 5}),
    ]
)
jobs["a minute"] = (jobs["yuan"] / jobs["minutes"]).round(2)
ten = jobs.sort_values("a minute", ascending=False, kind="stable").head(10)
ten.assign(number=ten["number"].str.strip()).reset_index(drop=True), ten["minutes"].sum(), (parcels["揽收截止"] <= now).sum()

# %% [markdown]
# Ten actions in 35 minutes, and none of them is the reddest line. Three parcels are past their 48 hours: calling for them saves nothing any more. The one notice 通知, with a fine of ¥0, is an invitation to an official event; it may be worth more than the whole pile, and lesson 4 is about it. <!-- given -->

# %% [markdown]
# ## Before we start
#
# Three questions from earlier. A test is looked at every evening and stopped at the first star. Is its lift, on average, too low, right or too high?

# %% id="recall-1"
recall_1 = ...
q = question("08-recall-peeked")
q.check(recall_1)

# %% [markdown]
# By phone 2 % of 9,000 visitors buy, by computer 5 % of 1,000. Which share of all visitors buys? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("08-recall-pooled")
q.check(recall_2)

# %% [markdown]
# A hold-out 对照组 of 1,000 bought 30 times, the 1,000 who were written to 36 times. How many orders did the message bring? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("08-recall-held-out")
q.check(recall_3)

# %% [markdown]
# ## Zhou's table

# %%
tests = load("experiments").set_index("experiment")
results = load("experiment_results")
arms = results.groupby(["experiment", "arm"])[["visitors", "placed_orders"]].sum().unstack("arm")
rate = arms["placed_orders"] / arms["visitors"]
pooled = rate["B"] / rate["A"] - 1
tests[["subject"]].assign(pooled=pooled.round(3))

# %% [markdown]
# Four lifts of more than a tenth and one loss of a tenth. **Predict.** In how many of the six does B really sell more, for good?

# %% id="guess-real"
my_guess = ...

# %% [markdown]
# ## First the split, then the sales
#
# A test is a lottery. If one arm has more visitors than the lots allow, somebody was lost on the way or sent the wrong way, and whoever is left can't be compared. So count visitors before looking at sales. The plan stands in `experiments`; a channel may be off by a few standard
# errors, hardly ever by five. It is called sample-ratio mismatch 样本比例异常 (SRM). <!-- given -->

# %%
# 1 visitors by test, channel and arm
seen = results.groupby(["experiment", "channel", "arm"])["visitors"].sum().unstack("arm").reset_index()
# 2 arm B's planned share
seen = seen.merge(tests[["planned_share_feed", "planned_share_others"]], on="experiment")
share = seen["planned_share_others"].where(seen["channel"] != "feed", seen["planned_share_feed"])
# 3 how many standard errors B is off
people = seen["A"] + seen["B"]
seen["off"] = (seen["B"] - people * share) / np.sqrt(people * share * (1 - share))
seen.pivot(index="experiment", columns="channel", values="off").round(1)

# %% [markdown]
# E5 sent B three quarters of search and direct visitors, those who know what they want: a leak in the split. E6 lost part of B's feed visitors, who seldom buy, and so B's rate looks better. Both end here. No sum repairs a broken lottery; mend it, and test again.
# E3 is fine: it was planned to give B more of the feed.
#
# ## Then within each channel
#
# E3 shows why the plan matters. B got 70 % of the feed's visitors, and the feed buys less. Compare B's orders with what *its own* visitors would have bought at A's rate of their channel. <!-- given -->

# %%
def within(rows):
    """Arm B's lift, each channel against itself, and how many standard errors that is."""
    sums = rows.groupby(["channel", "arm"])[["visitors", "placed_orders"]].sum().unstack("arm")
    at_a = (sums["placed_orders"]["A"] / sums["visitors"]["A"] * sums["visitors"]["B"]).sum()
    a, b = sums["placed_orders"].sum()
    lift = b / at_a - 1
    return lift, lift / np.sqrt(1 / a + 1 / b)


judged = pd.DataFrame({test: within(rows) for test, rows in results.groupby("experiment")}, index=["lift", "z"]).T
judged.insert(0, "pooled", pooled)
judged.round(3)

# %% [markdown]
# Together B loses 10.6 %; within each channel it wins 19 %. That is Simpson's paradox 辛普森悖论: the mix differed, not the page. Zhou would have thrown out his best idea.
#
# ## Does it last?
#
# What is new gets clicked because it is new. Split the three weeks: the first seven days, and the rest.

# %%
began = results["experiment"].map(tests["starts"])
early = results["date"] < began + pd.Timedelta(days=7)
for name, rows in {"first week": results[early], "after it": results[~early]}.items():
    by_test = {test: within(part) for test, part in rows.groupby("experiment")}
    judged[name] = pd.Series({test: lift for test, (lift, z) in by_test.items()})
    judged[f"z {name}"] = pd.Series({test: z for test, (lift, z) in by_test.items()})
judged.loc[["E1", "E2", "E3", "E4"], ["lift", "first week", "after it", "z after it"]].round(3)

# %% [markdown]
# E2, the free-shipping bar, had 32.5 % in its first week and 5.6 % after it, which is within chance. Its average of 13.9 % belongs to no day. A novelty effect 新奇效应 wears off; judge a change by what is left of it.
#
# ## And who looked when?
#
# E4, the colour of the buy button, stands at 0.9 %: nothing. Yet Zhou swears that he saw it win. He did.

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

button = results[results["experiment"] == "E4"]
evenings = {day: within(button[button["date"] <= day])[1] for day in sorted(button["date"].unique())}
z = pd.Series(list(evenings.values()), index=range(1, len(evenings) + 1))
figure = Figure()
axes = figure.subplots()
axes.plot(z.index, z, color=ACCENT)
axes.axhspan(-1.96, 1.96, color=GREY, alpha=0.2)
axes.annotate("within chance", (21, -1.7), ha="right", color="black")
best = int(z.iloc[1:].idxmax())
axes.annotate(f"day {best}", (best, z[best]), xytext=(6, 4), textcoords="offset points", color=ACCENT)
axes.set(title="On three evenings the button seemed to win", xlabel="Day of the test", ylabel="Standard errors above A", ylim=(-2.3, 3.3), xticks=range(1, 22, 4))
show(
    figure,
    alt="Line of arm B's lead in standard errors over the 21 days of test E4: above 1.96 on days 12, 14 and 15, near zero at the end; the band between -1.96 and 1.96 is shaded.",
    takeaway="A colour did nothing; looking often did.",
)
(z.loc[2:] > 1.96).sum(), round(z.iloc[-1], 1)

# %% [markdown]
# ## The verdict

# %%
broken = seen[seen["off"].abs() > 5]["experiment"].unique()
tests["verdict"] = np.select([tests.index.isin(broken), judged["z"] < 1.96, judged["z after it"] < 1.96], ["broken split", "not shown", "wears off"], "holds")
tests[["subject", "verdict"]].assign(lift=judged["lift"].round(3))

# %% [markdown]
# Two of six. How many did you guess? Wen pays for the video at the top and for the price shown after the coupon 券后价, and for nothing else. Had she followed the table of pooled lifts, she would have bought four things of which nothing can be read and dropped one that does. (Stretch 选修: exercise 5 makes a test sharper by taking off what each buyer's past already explains; it is called CUPED.)
#
# ## A video: more orders, fewer returns?
#
# The deck says that video raises interaction and lowers returns. E1 was drawn by lot, so its orders can be asked about returns too. Beside it the weaker way, for shops without a test: pages with and without a video, matched by price.

# %%
mine = load("experiment_orders").query("experiment == 'E1'")
mine = mine.assign(back=mine["order_id"].isin(load("refunds")["order_id"]))
by_arm = mine.groupby("arm")["back"].agg(["sum", "size", "mean"])
pages = load("page_spec").groupby("page")["kind"].agg(lambda kinds: "video" in set(kinds)).rename("video")
first = load("page_reach").query("screen == 1").groupby("page")[["visitors", "carts"]].sum()
first = first.join(pages).join(load("products").groupby("product")["list_price"].first())
first["third"] = pd.qcut(first["list_price"], 3, labels=["cheap", "middle", "dear"])
carts = first.groupby(["third", "video"], observed=True)[["carts", "visitors"]].sum()
by_arm.round(4), (carts["carts"] / carts["visitors"]).unstack().round(4)

# %% [markdown]
# By lot: more orders, and no fewer returns. 9.3 % of A's orders came back and 10.58 % of B's, which is within chance; for the claim it is the wrong way. The matched pages disagree among themselves: cheap ones with a video have more carts, the others fewer. Nobody drew lots for who got a video.
# **Matching makes a comparison less wrong. Lots make it right.**
#
# ## Key facts first, and readable
#
# A brand palette may be pretty and unreadable. WCAG, the web's rule for readability, asks for a contrast 对比度 of 4.5 : 1, or 3 : 1 for large letters (24 px and more). And the eye goes to the largest: price and buy button should not be smaller than what stands beside them. <!-- given -->

# %%
parts = load("page_colours")
parts["contrast"] = [metrics.contrast_ratio(*pair) for pair in zip(parts["text"], parts["background"], strict=True)]
parts["needs"] = np.where(parts["font_px"] >= 24, 3.0, 4.5)
parts[parts["contrast"] < parts["needs"]][["page", "part", "font_px", "contrast", "needs"]].round(2)

# %% [markdown]
# Four parts, among them the banner's title and the coupon tag. Darker colours cost nothing. So mend them without a test, and test what costs money.

# %% [markdown]
# ## The trap
#
# Most people read a test from its last line: lift, star, done. The six above differ in what stands *before* that line. **Ask a test three questions before you ask who won: was the split as planned, is each kind of visitor compared with itself, does it hold after the first week.**

# %% [markdown]
# ## Change something
#
# When would you have stopped? Choose a test and a day; the box has the lift so far, each channel against itself. <!-- given -->

# %% id="test-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls, whole


def draw(test, day):
    rows = results[(results["experiment"] == test) & (results["date"] < tests.at[test, "starts"] + pd.Timedelta(days=day))]
    lift, errors = within(rows)
    print(f"{test} after {day} days: lift {lift:+.1%}, {errors:.1f} standard errors")


controls(draw, test=choice("Test", list(tests.index), "E2"), day=whole("Days so far", 7, 2, 21), height="60px")

# %% [markdown]
# ## Your turn
#
# What is left of E2's lift in the last seven of its 21 days, each channel against itself? One number, as a share. <!-- given -->

# %% id="last-week"
last_week = ...
q = question("08-last-week")
q.check(last_week)

# %% [markdown]
# ## What to remember
#
# - Count visitors before sales. A broken split can't be read.
# - Compare like with like: each channel with itself. Then ask what is left after a week.
# - Cheap and certain (contrast): mend. Dear and uncertain (a page): test, to the day fixed before.
#
# ## On the real platform
#
# Taobao tests main images in 千牛 and ads in 万相台无界; Douyin's 千川 and Shopify's apps split creatives, and often move traffic to the leader while they test, which is a peek by machine. Ask each for its count of visitors by arm. A title such as "best bag" (最佳) stays out of any arm: Advertising Law, article 9; rules change.
# Dated names: `course/platform_names.md`.

# %% [markdown] id="way"
# Before: [module 07, exercises](../07_listing/exercises.ipynb) · Next: [lesson 2](lesson_2_ads.ipynb)
