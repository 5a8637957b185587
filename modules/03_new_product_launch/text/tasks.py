# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six decisions of a launch
#
# *Module 03 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# The next season's launches begin on Monday. Wen 阿雯 wants the first list tonight, and the rest before the money is spent.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook runs on
# a *rehearsal shop*, where everything has the same name and another size. When it is marked, it runs on a shop that nobody has seen. So compute every figure and every name from the tables, and type none of them in.
#
# Let each task stand alone: work out in its own cell what it needs, also what an earlier task had. Where a part is right or a slip is a known one, you keep a part of the points and are told what happened.

# %%
import numpy as np
import pandas as pd

from shoplab import hand_in, launch_budget, load, metrics

# %% [markdown]
# ## Task 1: Who goes on after seven days? (10 points, core 必修)
#
# "Two hundred articles, seven days, forty clicks each. Each that goes on costs me two weeks. Give me the list."
#
# Hand in a table with one row an `item` of `running_launches` (all 200) and a column `go_on`, True or False.
#
# **How it is scored.** Who goes on earns, on days 8 to 21, margin × orders less `cost_ahead`; the orders come from `clicks_ahead` and the article's *true* rate, which no table has. Who stops earns and costs nothing. The list by raw rates earns next to nothing;
# what a careful planner earns who has nothing but these tables earns 10, and everything between is measured in yuan. Nothing is lost by trying another rule.
#
# Lesson 1 has all that the planner knows: the crowd of the 200, the weight from the launches in `launch_daily` after their first week (days 8 to 60), margin and cost.

# %% task="day-seven"
decision = ...
### BEGIN SOLUTION
# 1 what last year's launches make the crowd worth
daily = load("launch_daily")
later = daily[daily["day"] > 7].groupby("launch_id")[["clicks", "orders"]].sum()
weight = metrics.prior_weight(later["orders"] / later["clicks"])

# 2 the mixed rate of each article
running = load("running_launches")
crowd = metrics.pooled_rate(running["orders"], running["clicks"])
mixed = metrics.shrunk_rate(running["orders"], running["clicks"], crowd, weight)

# 3 who earns the two weeks
margin = running["price"] - running["unit_cost"]
running["go_on"] = running["clicks_ahead"] * mixed * margin > running["cost_ahead"]
decision = running[["item", "go_on"]]
### END SOLUTION

# %% hand_in="day-seven" points=10
hand_in("day-seven", decision)

# %% [markdown]
# ## Task 2: What did the new-item zone add? (10 points, core 必修)
#
# "The platform wants twice the money for the zone next year. What did it bring us, and not the season?"
#
# Work as in lesson 4, on `zone_weeks`, and hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `before_after` | share | change of the new articles, from each one's mean weekly orders before week 0 and from week 0 on. First average over the articles, then divide: mean after ÷ mean before − 1 | 1.5 |
# | `alike` | list of 6 | the older articles whose growth before week 0 is nearest to the new ones' mean growth; growth is mean orders of weeks −4 to −1 ÷ mean orders of weeks −8 to −5 − 1 | 2.5 |
# | `alike_change` | share | the change of those six, worked out like `before_after` | 2 |
# | `effect` | share | (1 + `before_after`) ÷ (1 + `alike_change`) − 1 | 2.5 |
# | `added_a_week` | orders | the zone's orders a week over all new articles: their mean weekly orders from week 0 on, added up, × (1 − 1 ÷ (1 + `effect`)) | 1.5 |

# %% task="zone-effect"
zone = ...
### BEGIN SOLUTION
# 1 levels before and after, for each article
weeks = load("zone_weeks")
weeks["after"] = weeks["week"] >= 0
level = weeks.groupby(["item", "after"])["orders"].mean().unstack()
is_new = weeks.groupby("item")["new_item"].first()

# 2 the older articles that grew alike before
early = weeks[weeks["week"] < -4].groupby("item")["orders"].mean()
late = weeks[weeks["week"].between(-4, -1)].groupby("item")["orders"].mean()
growth = late / early - 1
alike = (growth[~is_new] - growth[is_new].mean()).abs().nsmallest(6).index

# 3 both changes, and what is left
new, old = level[is_new].mean(), level.loc[alike].mean()
before_after = new[True] / new[False] - 1
alike_change = old[True] / old[False] - 1
effect = (1 + before_after) / (1 + alike_change) - 1
zone = {
    "before_after": before_after,
    "alike": list(alike),
    "alike_change": alike_change,
    "effect": effect,
    "added_a_week": level.loc[is_new, True].sum() * (1 - 1 / (1 + effect)),
}
### END SOLUTION

# %% hand_in="zone-effect" points=10
hand_in("zone-effect", zone)

# %% [markdown]
# ## Task 3: What do we mend first? (10 points, core 必修)
#
# "One thing in the house, one thing in the goods. Don't bring me ten."
#
# Hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `hand_off` | word | of the launches in `sop_events`: the step `what` for which a launch lies longest, on average, between handing over and beginning | 1.5 |
# | `wait_hours` | hours | that mean | 1.5 |
# | `late_share` | share | launches whose last step was done later than due, ÷ all launches | 0.5 |
# | `late_without` | share | the same, if no launch had lain there for more than 8 hours: take what is beyond 8 hours off the end | 1.5 |
# | `product` | code | of the products with 100 reviews or more, the one with the largest share of bad ones (three stars or fewer) | 1 |
# | `bad_share` | share | that share | 0.5 |
# | `theme` | word | the key of `themes` below that most of its bad reviews hold a word of | 1 |
# | `theme_reviews` | reviews | how many; each review counts once for a theme, in whichever language | 1.5 |
# | `unanswered` | questions | `product_questions` about this product that nobody answered | 1 |
#
# Look for English words in small letters: `.str.lower()`.

# %% id="themes"
themes = {
    "zip": "zip|拉链",
    "smell": "smell|味",
    "strap": "strap|背带|肩带",
    "seam": "seam|stitch|thread|开线|线头",
    "size": "small|half the size|tight|小|紧",
    "colour": "colour|shade|颜色|色差",
    "thin": "thin|flimsy|薄",
    "leak": "leak|漏",
    "damage": "dent|scratch|crack|crushed|凹|划痕|裂|压扁",
    "delivery": "late|slow|parcel|晚到|物流|快递",
}

# %% task="mend-first"
mend = ...
### BEGIN SOLUTION
# 1 where launches lie
log = load("sop_events")
log = log[log["kind"] == "launch"].copy()
hour = pd.Timedelta(hours=1)
log["wait"] = (log["started_at"] - log["handed_at"]) / hour
waits = log.groupby("what")["wait"].mean()
hand_off = waits.idxmax()

# 2 how many are late, and how many would be
last = log[log["step"] == log["step"].max()].set_index("case_id")
over = (last["done_at"] - last["due_at"]) / hour
saved = (log[log["what"] == hand_off].set_index("case_id")["wait"] - 8).clip(lower=0)

# 3 what the goods are blamed for
goods = load("products")[["sku", "product"]]
reviews = load("reviews").merge(goods, on="sku")
reviews["bad"] = reviews["stars"] <= 3
share = reviews.groupby("product")["bad"].agg(["size", "mean"])
product = share.loc[share["size"] >= 100, "mean"].idxmax()
bad = reviews[(reviews["product"] == product) & reviews["bad"]]
text = bad["text_en"].str.lower() + " " + bad["text_zh"]
counted = pd.Series({theme: text.str.contains(words).sum() for theme, words in themes.items()})
questions = load("product_questions").merge(goods, on="sku")
asked = questions[questions["product"] == product]
mend = {
    "hand_off": hand_off,
    "wait_hours": waits.max(),
    "late_share": (over > 0).mean(),
    "late_without": (over - saved > 0).mean(),
    "product": product,
    "bad_share": share.at[product, "mean"],
    "theme": counted.idxmax(),
    "theme_reviews": counted.max(),
    "unanswered": (asked["answered_by"].fillna("") == "").sum(),
}
### END SOLUTION

# %% hand_in="mend-first" points=10
hand_in("mend-first", mend)

# %% [markdown]
# ## Task 4: One page on one launch (10 points, core 必修, marked by a person)
#
# "Take one of our twelve. One page, and at its end the next one's procedure."
#
# Choose one of Lantern Lane's launches in `launches` and write 300 to 450 words, tables not counted. Compute the figures in the cell below; the tables are `launches`, `launch_daily`, `price_answers`, `campaign_copy`, `page_reach` and what the lessons used.
# `price_answers`, `campaign_copy` and `page_reach` know nothing of your launch: use them as a yardstick and say so. `price` in `launches` is what a buyer pays, the offer taken off. The change of text is your own proposal.
# This task is about the home shop, the one that you see: here you may write its figures down.
#
# | what a person will look at | points |
# |---|---|
# | **Goal and result.** A goal tree with numbers, as it should have been set; the result beside it, with the percentile among launches of the same age. Every rate says what it was divided by | 2 |
# | **Position and page.** For whom, against which launches of its kind, at which price; the step at which most leave, compared with others; what is only a yardstick is called one; one change to picture or text, your own proposal, that the law allows | 2 |
# | **What else happened.** Rivals' launches of the same weeks and kind, or if there are none, say so and take those of the same weeks; what can't be told apart from what we did, and what you would compare with | 2 |
# | **Scorecard.** GMV, ROI beside the article's own break-even, favourites and carts per click 收藏加购率, what was left; a verdict that follows from what was left | 2 |
# | **Procedure** 标准流程. Five steps for the next launch: who, by when, and the number that shows it; one of them is the go-or-stop day with its rule | 2 |
#
# **In a group.** Your instructor may make this group work: three people, one launch each, one procedure for all. Before handing in, swap pages with another group and mark each other's with this table, one sentence a row. Their points don't count. Add a line: what the
# other group said, and what you changed.

# %% [markdown]
# Your figures:

# %% id="review-figures"
launches = load("launches").set_index("launch_id")
daily = load("launch_daily")
launches[launches["shop"] == "Lantern Lane"].head(3)

# %% [markdown] written="launch-review" points=10
# *Your page, in place of this line.*
#
# ### BEGIN SOLUTION
# **Launch 3, a bag at ¥109, from 15 June.** (A model answer, on the home shop's figures. ROI is money paid ÷ all three spends, sixty days; rates are sums over sums.)
#
# **Goal and result.** A launch in the middle of the 48 has a click rate (clicks ÷ impressions) and a conversion (orders ÷ clicks) of about 4 % and 2 %. A fair goal: 80,000 impressions, 3,200 clicks, 64 orders. It had 100,809, 3,912 and 160. After fourteen days its orders stood at the 88th percentile
# of all launches of that age. On day 7 it had 11 orders of 365 clicks, 3.0 %; mixed with the crowd 2.6 %, and that was enough to go on.
#
# **Position and page.** For the weekend traveller; among launched bags one of the dearer ones. Of 240 people asked about a ¥69 case most left the room at ¥99, so the price has to be earned on the page. It loses at the click, as our launches do (3.7 % against the rivals' 4.5 %), not behind it.
# Change: the first picture shows it under an aeroplane seat. No 最佳, and no "was" price without its basis.
#
# **What else happened.** Rivals brought out one article in June, and it was a bag, at ¥119 with a coupon. We didn't change anything by lot, so the gift with it can't be told apart from the goods. I would compare with our bag of May, which had a coupon, and better: give the gift on alternate days.
#
# **Scorecard.** GMV ¥17,440. Spend ¥1,122, ROI 15.5; its break-even is 1.9. Favourites and carts per click 0.17 (some counted twice). Left: about ¥8,100. A success, because of what was left.
#
# **Procedure.** 1 Supply tells design within 4 hours that the sample is there; mean wait. 2 Operations writes the goal tree before the first yuan; a sheet with a date. 3 Design tests two pictures to the number of people fixed before. 4 Day 7, operations: mixed rate × margin × clicks
# ahead against the cost ahead; go or stop. 5 Service answers every question within a day; share unanswered.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: Where do the ¥30,000 go? (15 points, stretch 选修)
#
# "Eight articles, five channels, fourteen days. All of it, and not a yuan more."
#
# Hand in a table with a row for each place that gets money: `item` (of `launch_items`), `channel` (of `launch_trials`), `day` (1 to 14), `yuan`.
#
# **How it is scored.** By what your plan's orders leave before advertising (price − unit cost), under the true response of each article in each channel on each day, which no table has. Money shared out by the trial's averages earns next to nothing; a careful planner's split,
# from these tables alone, 15. You will also read your *regret*: what somebody leaves who knows every response, less what you leave. A plan that spends more than ¥30,000 earns 1 point; up to ¥30 more is taken for rounding. `hand_in` doesn't add up the column: do that yourself.
#
# **What the planner knows.** Clicks follow top × x ÷ (x + half), with one half a channel and a top for each article and channel; `busy` multiplies a day's traffic. A click's worth is the article's order rate in all of its trials, mixed with the crowd of the eight (200 clicks), times its margin.

# %% task="launch-budget"
plan = ...
### BEGIN SOLUTION
# 1 a curve for each article and channel
items = load("launch_items").set_index("item")
trials = load("launch_trials")
trials["a_day"] = trials["clicks"] / trials["days"]
by_level = trials.groupby(["channel", "spend_a_day"])["a_day"].sum()
half = {}
for channel, part in by_level.groupby("channel"):
    half[channel] = launch_budget.half_point(part.droplevel(0).index, part)
top = {}
for (item, channel), part in trials.groupby(["item", "channel"]):
    top[item, channel] = launch_budget.top_of(part["spend_a_day"], part["a_day"], half[channel])

# 2 what a click is worth
sums = trials.groupby("item")[["clicks", "orders"]].sum()
crowd = metrics.pooled_rate(sums["orders"], sums["clicks"])
a_click = metrics.shrunk_rate(sums["orders"], sums["clicks"], crowd, 200) * (items["price"] - items["unit_cost"])

# 3 one row a place, and the last yuan brings the same in each
days = load("launch_days")
plan = pd.concat([days.assign(item=item) for item in items.index], ignore_index=True)
plan["half"] = plan["channel"].map(half)
places = zip(plan["item"], plan["channel"], plan["busy"], strict=True)
plan["worth"] = [top[item, channel] * a_click[item] * busy for item, channel, busy in places]
plan["yuan"] = launch_budget.spread(plan, 30_000)
plan = plan[["item", "channel", "day", "yuan"]]
### END SOLUTION

# %% hand_in="launch-budget" points=15
hand_in("launch-budget", plan)

# %% [markdown]
# ## Task 6: Which picture may be taken down, and when would Zhou have done it? (15 points, stretch 选修)
#
# "Compare every pair of the four. Tell me what holds on the last evening, and what a man would have believed who looked every evening."
#
# Use `creatives`, with all clicks and impressions from day 1 to the evening in question. `metrics.errors_apart(clicks of the first, impressions of the first, clicks of the second, impressions of the second)`; a *star* is more than 1.96 on either side. Hand in a table with one row a `pair`,
# written like `A-B`, without spaces, the first in the alphabet first:
#
# | column | unit | what it is | points |
# |---|---|---|---|
# | `stars` | evenings | of days 2 to 14, those with a star | 3 |
# | `first_star` | day | the first of them; 0 if there is none | 2 |
# | `lift_then` | share | on that evening: click rate of the second ÷ that of the first − 1; 0 if there is none | 3 |
# | `lift_end` | share | the same after day 14 | 2 |
# | `days_needed` | days | to find a lift of 10 % over the first's rate after day 14: people for one arm (`sample_size`) ÷ the mean of `impressions` over the whole table, rounded up | 2 |
# | `verdict` | word | after day 14: `first` or `second` for the better one if there is a star, else `not shown` | 3 |

# %% task="stars"
pairs = ...
### BEGIN SOLUTION
# 1 everything so far, on each evening
shown = load("creatives")
so_far = shown.pivot(index="day", columns="creative", values=["clicks", "impressions"]).cumsum()
rate = so_far["clicks"] / so_far["impressions"]
a_day = shown["impressions"].mean()

# 2 each pair
rows = []
for first, second in [("A", "B"), ("A", "C"), ("A", "D"), ("B", "C"), ("B", "D"), ("C", "D")]:
    z = {}
    for day in range(2, 15):
        clicks, people = so_far["clicks"].loc[day], so_far["impressions"].loc[day]
        z[day] = metrics.errors_apart(clicks[first], people[first], clicks[second], people[second])
    found = [day for day in z if abs(z[day]) > 1.96]
    lift = rate[second] / rate[first] - 1
    verdict = "not shown"
    if abs(z[14]) > 1.96:
        verdict = "second" if z[14] > 0 else "first"
    rows.append(
        {
            "pair": f"{first}-{second}",
            "stars": len(found),
            "first_star": found[0] if found else 0,
            "lift_then": lift[found[0]] if found else 0.0,
            "lift_end": lift[14],
            "days_needed": int(np.ceil(metrics.sample_size(rate.at[14, first], 0.10) / a_day)),
            "verdict": verdict,
        }
    )
pairs = pd.DataFrame(rows)
### END SOLUTION

# %% hand_in="stars" points=15
hand_in("stars", pairs)
