# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Which of the autumn's numbers may Wen believe?
#
# *Exercises of module 08 · about two and a half hours for the core, in four parts · outline 08.01 to 08.21 · you will be able to: check every number of an optimisation yourself, from the split of a test
# to the tail of an event.*
#
# Zhou 小周 sends Wen 阿雯 the autumn's plan. Every line promises more. You go through it before she signs.
#
# Do a part after its lesson. Put your answer in the place of the three dots and press Shift+Enter. Stuck? Press **Esc**, then **B**: a new cell opens below, and `q.hint()` there gives a nudge; there are up to three.
# After a try, `q.solution()` opens a worked solution, where your edition has one.
#
# Nobody marks this. Twenty-four questions are core 必修; six are stretch 选修, and their headings say so. Three of the core ones come from earlier modules.
#
# **On this page:** tests and pages · words and bids · people · events and the plan · how far are you

# %% [markdown]
# ## Fetch the tools
#
# Run this cell first, and again whenever you come back.

# %%
import numpy as np
import pandas as pd

from shoplab import auction, flows, launch_budget, load, metrics, progress, question, uplift

# %% [markdown]
# ## Tests and pages
#
# *After lesson 1.*
#
# ### 1 Which splits leak?
#
# "All six tests ran as planned." For each test and channel: by how many standard errors is arm B's number of visitors off its planned share? Give the list of tests in which some channel is off by more than five.

# %% id="ex-split"
q = question("08-ex-split")
tests = load("experiments")
results = load("experiment_results")
leaking = ...
### BEGIN SOLUTION
seen = results.groupby(["experiment", "channel", "arm"])["visitors"].sum().unstack("arm").reset_index().merge(tests, on="experiment")
share = seen["planned_share_others"].where(seen["channel"] != "feed", seen["planned_share_feed"])
people = seen["A"] + seen["B"]
off = (seen["B"] - people * share) / np.sqrt(people * share * (1 - share))
leaking = seen.loc[off.abs() > 5, "experiment"].unique().tolist()
### END SOLUTION
q.check(leaking)

# %% [markdown]
# ### 2 In which order?
#
# Put the steps of reading a finished test in order; one of the six doesn't belong. A list of five letters.
#
# - A: Ask whether the lift is still there after the first week.
# - B: Compare each channel's B with its own A.
# - C: Compare visitors with the planned split, by channel.
# - D: Take the day on which the lift was largest.
# - E: Look whether the test ran to its planned last day; before that, count nothing.
# - F: Decide, and write down lift and doubt.

# %% id="ex-read-steps"
q = question("08-ex-read-steps")
steps = ...
### BEGIN SOLUTION
steps = ["E", "C", "B", "A", "F"]
### END SOLUTION
q.check(steps)

# %% [markdown]
# ### 3 What can't be read
#
# Of the parts in `page_colours`, which share misses its contrast (3 from 24 px on, else 4.5)? `metrics.contrast_ratio(one, other)`.

# %% id="ex-contrast"
q = question("08-ex-contrast")
parts = load("page_colours")
unreadable = ...
### BEGIN SOLUTION
contrast = pd.Series([metrics.contrast_ratio(*pair) for pair in zip(parts["text"], parts["background"], strict=True)])
needs = np.where(parts["font_px"] >= 24, 3.0, 4.5)
unreadable = (contrast < needs).mean()
### END SOLUTION
q.check(unreadable)

# %% [markdown]
# ### 4 Video, matched
#
# "Pages with a video have more carts." Cut the products' mean list prices into three equal thirds (`pd.qcut`). In the *middle* third: cart rate (carts ÷ visitors, both added up) of pages with a video less that of pages without. `page_reach` (screen 1), `page_spec` (kind `video`), `products`.

# %% id="ex-video"
q = question("08-ex-video")
difference = ...
### BEGIN SOLUTION
has = load("page_spec").query("kind == 'video'")["page"].unique()
pages = load("page_reach").query("screen == 1").groupby("page")[["visitors", "carts"]].sum()
price = load("products").groupby("product")["list_price"].mean()
middle = pages[pd.qcut(price.reindex(pages.index), 3, labels=False) == 1]
sums = middle.groupby(middle.index.isin(has))[["carts", "visitors"]].sum()
rate = sums["carts"] / sums["visitors"]
difference = rate[True] - rate[False]
### END SOLUTION
q.check(difference)

# %% [markdown]
# ### 5 A sharper test: CUPED (stretch 选修)
#
# Who spent much before spends much in the test, in either arm. Take off what the past explains: adjusted = `spent_in_test` − θ × (`spent_before` − its mean), θ = covariance of the two ÷ variance of `spent_before`. In `experiment_panel`, over all members: variance of the adjusted ÷ variance of `spent_in_test`.

# %% id="ex-cuped"
q = question("08-ex-cuped")
panel = load("experiment_panel")
variance_ratio = ...
### BEGIN SOLUTION
before, during = panel["spent_before"], panel["spent_in_test"]
theta = before.cov(during) / before.var()
adjusted = during - theta * (before - before.mean())
variance_ratio = adjusted.var() / during.var()
### END SOLUTION
q.check(variance_ratio)

# %% [markdown]
# ## Words and bids
#
# *After lesson 2.*
#
# ### 6 What does the click cost?
#
# You bid ¥1.20 with quality 9. The next one below bids ¥0.99 with quality 8. What do you pay for a click, in yuan?

# %% id="ex-second-price"
q = question("08-ex-second-price")
pay = ...
### BEGIN SOLUTION
pay = 0.99 * 8 / 9 + 0.01
### END SOLUTION
q.check(pay)

# %% [markdown]
# ### 7 Many are curious
#
# Of the words in `ad_daily` that are not our own name (campaign `C1`) and have 500 clicks or more in the year: take the one with the best click rate. How many orders (direct and indirect) does a click on it bring, divided by what a click on all these words together brings?

# %% id="ex-curious"
q = question("08-ex-curious")
ads = load("ad_daily")
against_usual = ...
### BEGIN SOLUTION
ads["orders"] = ads["orders_direct"] + ads["orders_indirect"]
words = ads[ads["campaign"] != "C1"].groupby("keyword")[["impressions", "clicks", "orders"]].sum()
words = words[words["clicks"] >= 500]
best = words.loc[(words["clicks"] / words["impressions"]).idxmax()]
against_usual = best["orders"] / best["clicks"] / (words["orders"].sum() / words["clicks"].sum())
### END SOLUTION
q.check(against_usual)

# %% [markdown]
# ### 8 Half the market's price
#
# Somebody bids half the market's price on each of the twenty words with most clicks (own name left out). What should an ordinary day cost? Fill in the blanks; yuan.

# %% id="ex-half-price"
q = question("08-ex-half-price")
ads = load("ad_daily")
words = ads[ads["campaign"] != "C1"].groupby("keyword").agg(clicks=("clicks", "sum"), position=("average_position", "mean"), quality=("quality_score", "first")).nlargest(20, "clicks")
words["market_cpc"] = load("search_terms").groupby("keyword")["market_cpc"].mean()
day_costs = ...
# words["first_clicks"] = words["clicks"] / ____ * words["position"]
# day_costs = auction.expect(words, ____ * words["market_cpc"])["cost"].sum()
### BEGIN SOLUTION
words["first_clicks"] = words["clicks"] / 365 * words["position"]
day_costs = auction.expect(words, 0.5 * words["market_cpc"])["cost"].sum()
### END SOLUTION
q.check(day_costs)

# %% [markdown]
# ### 9 Long words
#
# In unpaid search (`search_terms`): orders per click of all long-tail words together, divided by that of all head words together. (`keywords` has the kind.)

# %% id="ex-long-tail"
q = question("08-ex-long-tail")
times = ...
### BEGIN SOLUTION
terms = load("search_terms").merge(load("keywords")[["keyword", "kind"]], on="keyword")
sums = terms.groupby("kind")[["orders", "clicks"]].sum()
rate = sums["orders"] / sums["clicks"]
times = rate["long tail"] / rate["head"]
### END SOLUTION
q.check(times)

# %% [markdown]
# ### 10 The empty page
#
# "Who searches in our shop finds something." Which share of the year's searches in our own box (`site_searches`) ended at a page without a result?

# %% id="ex-empty"
q = question("08-ex-empty")
searches = load("site_searches")
empty = ...
### BEGIN SOLUTION
empty = searches.loc[searches["results"] == 0, "searches"].sum() / searches["searches"].sum()
### END SOLUTION
q.check(empty)

# %% [markdown]
# ### 11 The night
#
# What share of the search campaigns' cost (`C1` to `C3` in `ad_hours`) falls into the hours 23 to 5 (23, 0, 1, 2, 3, 4, 5)?

# %% id="ex-night"
q = question("08-ex-night")
hours = load("ad_hours")
night = ...
### BEGIN SOLUTION
search = hours[hours["campaign"] != "C4"]
night = search.loc[search["hour"].isin([23, 0, 1, 2, 3, 4, 5]), "cost"].sum() / search["cost"].sum()
### END SOLUTION
q.check(night)

# %% [markdown]
# ### 12 What is each for?
#
# The annual plan has six tools. For which one is "cost of a buyer who had never bought and would not have come" the right figure, and not "orders over its link"? Answer with a letter.
#
# - A: search ads on the thing's name
# - B: ads for our own name
# - C: creators 达人
# - D: an official event to clear old stock

# %% id="ex-purpose"
q = question("08-ex-purpose")
letter = ...
### BEGIN SOLUTION
letter = "C"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 13 Where the money should stop (stretch 选修)
#
# Fit the five channels of `channel_trials` as in lesson 2 (yuan and visitors a day, an order leaves ¥28). At which daily budget of 250, 300, 350, … 600 does the last yuan bring less than a yuan for the first time? The last yuan of a channel: worth × half ÷ (yuan + half)², the largest over the channels.

# %% id="ex-stop"
q = question("08-ex-stop")
trials = load("channel_trials")
stop_at = ...
### BEGIN SOLUTION
rows = {}
for channel, part in trials.groupby("channel"):
    half = launch_budget.half_point(part["spend"] / 7, part["visitors"] / 7)
    top = launch_budget.top_of(part["spend"] / 7, part["visitors"] / 7, half)
    rows[channel] = {"worth": top * part["orders"].sum() / part["visitors"].sum() * 28, "half": half}
curves = pd.DataFrame(rows).T
for budget in range(600, 249, -50):
    yuan = launch_budget.spread(curves, budget)
    if (curves["worth"] * curves["half"] / (yuan + curves["half"]) ** 2).max() < 1:
        stop_at = budget
### END SOLUTION
q.check(stop_at)

# %% [markdown]
# ## People
#
# *After lesson 3.*
#
# ### 14 Who came anyway? A guess
#
# **Predict.** Of a hundred dormant buyers (180 days and more) who ordered with the half-price coupon: how many would have ordered without it? Any number from 0 to 100 is taken.

# %% id="ex-guess-anyway"
q = question("08-ex-guess-anyway")
my_guess = ...
### BEGIN SOLUTION
my_guess = 50
### END SOLUTION
q.check(my_guess)

# %% [markdown]
# ### 15 Who came anyway?
#
# Now work it out from `coupon_trial`: the dormant's order rate without the coupon ÷ their rate with it, times 100.

# %% id="ex-anyway"
q = question("08-ex-anyway")
trial = load("coupon_trial")
anyway = ...
### BEGIN SOLUTION
rate = trial[trial["recency_days"] >= 180].groupby("coupon")["ordered_30d"].mean()
anyway = 100 * rate[False] / rate[True]
### END SOLUTION
q.check(anyway)

# %% [markdown]
# ### 16 Break-even of a coupon
#
# An order of this trial leaves less with the coupon than without (`margin_30d` of those who ordered). By which factor must the coupon multiply orders to leave as much as no coupon?

# %% id="ex-coupon-factor"
q = question("08-ex-coupon-factor")
trial = load("coupon_trial")
factor = ...
### BEGIN SOLUTION
margin = trial[trial["ordered_30d"]].groupby("coupon")["margin_30d"].mean()
factor = margin[False] / margin[True]
### END SOLUTION
q.check(factor)

# %% [markdown]
# ### 17 Is the tag more than chance? (stretch 选修)
#
# Tag the trial's buyers by `city_tier`. Split them by odd and even `trial_id`; in each half, the uplift in `ordered_30d` by tier (`uplift.by_group`). The largest difference between the two halves' uplifts of one tier, as a share?

# %% id="ex-tag"
q = question("08-ex-tag")
trial = load("coupon_trial")
largest = ...
### BEGIN SOLUTION
halves = []
for rest in (0, 1):
    part = trial[trial["trial_id"] % 2 == rest]
    halves.append(uplift.by_group(part["city_tier"], part["coupon"], part["ordered_30d"])["uplift"])
largest = (halves[0] - halves[1]).abs().max()
### END SOLUTION
q.check(largest)

# %% [markdown]
# ### 18 What may a community cost?
#
# Take the buyers first seen in April to June 2025 (`buyers`). What did they leave, a head, on days 1 to 180 after they were first seen, if 30 % of what is paid is left? `orders`, paid ones, by `created_at`; a head means each of them who has a paid order at all.

# %% id="ex-community"
q = question("08-ex-community")
a_head = ...
### BEGIN SOLUTION
orders = load("orders").merge(load("buyers")[["buyer_id", "first_seen"]], on="buyer_id")
orders = orders[orders["paid_at"].notna() & (orders["first_seen"] >= "2025-04-01") & (orders["first_seen"] < "2025-07-01")]
day = (orders["created_at"] - orders["first_seen"]).dt.days
a_head = 0.30 * orders.loc[day.between(1, 180), "paid"].sum() / orders["buyer_id"].nunique()
### END SOLUTION
q.check(a_head)

# %% [markdown]
# ### 19 Which habit pays?
#
# In `habit_trials`: which habits leave more a buyer, margin less cost, than their own arm without it? A list of names; an empty list, if none.

# %% id="ex-habit"
q = question("08-ex-habit")
habits = load("habit_trials")
pays = ...
### BEGIN SOLUTION
habits["left"] = (habits["margin"] - habits["cost"]) / habits["buyers"]
wide = habits.pivot(index="habit", columns="offered", values="left")
pays = wide.index[wide[True] > wide[False]].tolist()
### END SOLUTION
q.check(pays)

# %% [markdown]
# ### 20 Who stands at the till?
#
# Which affiliates cost more than they bring? From `affiliate_holdout`: share brought = 1 − orders a visitor with the link off ÷ with it on. From `affiliate_orders` (and `orders`): mean commission and mean paid amount. An order adds brought × 0.30 × paid − commission. The list of publishers for whom that is below zero.

# %% id="ex-affiliates"
q = question("08-ex-affiliates")
end_them = ...
### BEGIN SOLUTION
sums = load("affiliate_holdout").groupby(["publisher", "link_works"])[["visitors", "orders"]].sum()
rate = (sums["orders"] / sums["visitors"]).unstack()
mine = load("affiliate_orders").merge(load("orders")[["order_id", "paid"]], on="order_id").groupby("publisher")[["commission", "paid"]].mean()
adds = (1 - rate[False] / rate[True]) * 0.30 * mine["paid"] - mine["commission"]
end_them = adds.index[adds < 0].tolist()
### END SOLUTION
q.check(end_them)

# %% [markdown]
# ### 21 Area under a ranking (stretch 选修)
#
# Rank the trial's buyers by `messages_opened`, readers first, and measure by `margin_30d`: `uplift.qini_area`. Then rank them by how recently they bought (latest first). By how many yuan is the first area larger?

# %% id="ex-qini"
q = question("08-ex-qini")
trial = load("coupon_trial")
larger_by = ...
### BEGIN SOLUTION
areas = [uplift.qini_area(score, trial["coupon"], trial["margin_30d"]) for score in (trial["messages_opened"], -trial["recency_days"])]
larger_by = areas[0] - areas[1]
### END SOLUTION
q.check(larger_by)

# %% [markdown]
# ## Events and the plan
#
# *After lesson 4.*
#
# ### 22 What fell?
#
# September to October 2025, `traffic_daily`: sales = visitors × item visitors a visitor × carts an item visitor × placed a cart × paid a placed order × amount a paid order. Which share of the change in `paid_amount` belongs to the visitors, by logarithms?

# %% id="ex-tree"
q = question("08-ex-tree")
traffic = load("traffic_daily")
share = ...
### BEGIN SOLUTION
months = traffic.groupby(traffic["date"].dt.month)[["visitors", "paid_amount"]].sum()
share = np.log(months.at[10, "visitors"] / months.at[9, "visitors"]) / np.log(months.at[10, "paid_amount"] / months.at[9, "paid_amount"])
### END SOLUTION
q.check(share)

# %% [markdown]
# ### 23 On the computer (stretch 选修)
#
# `page_paths`, device `computer`: how many more payments of all visits (steps from `entry`) if two of every hundred clicks on a product's page no longer leave but go to the cart? `flows.chances`, `flows.moved`.

# %% id="ex-flow"
q = question("08-ex-flow")
steps = load("page_paths").query("device == 'computer'")
more = ...
### BEGIN SOLUTION
visits = steps.loc[steps["from_page"] == "entry", "visits"].sum()
more = (flows.chances(flows.moved(steps, "item", "cart", 0.02))["entry"] - flows.chances(steps)["entry"]) * visits
### END SOLUTION
q.check(more)

# %% [markdown]
# ### 24 The loop
#
# An event's page should lead on to related goods. On the phone: of all clicks on a product's page (`from_page` item), which share goes to another product's page? And if a countdown on it starts again every night, is that lawful? Answer the first; think about the second.

# %% id="ex-loop"
q = question("08-ex-loop")
paths = load("page_paths")
on_to_goods = ...
### BEGIN SOLUTION
clicks = paths[(paths["device"] == "phone") & (paths["from_page"] == "item")].set_index("to_page")["visits"]
on_to_goods = clicks["item"] / clicks.sum()
### END SOLUTION
q.check(on_to_goods)

# %% [markdown]
# ### 25 What did the flash sales keep?
#
# Of the past events called `flash sale`: mean of units ÷ (usual units a day × days × promised factor), mixed with the mean of all past events as if that were one further event. As a share.

# %% id="ex-kept"
q = question("08-ex-kept")
past = load("official_events").merge(load("event_results"), on="event_id")
mixed = ...
### BEGIN SOLUTION
past["kept"] = past["units"] / (past["usual_units_a_day"] * past["days"] * past["promised_factor"])
flash = past.loc[past["name"] == "flash sale", "kept"]
mixed = (flash.sum() + past["kept"].mean()) / (len(flash) + 1)
### END SOLUTION
q.check(mixed)

# %% [markdown]
# ### 26 Rising, steady, fading
#
# "Flash sales are for rising articles: the two we tried had the best tails." Sixteen events, six kinds, three stages. What do you answer? A letter.
#
# - A: Right: the mean decides, and theirs is the best.
# - B: Two events with so much spread decide nothing; write it down and keep collecting.
# - C: Wrong: flash sales are for fading articles.
# - D: Take the single event with the best tail.

# %% id="ex-stage"
q = question("08-ex-stage")
letter = ...
### BEGIN SOLUTION
letter = "B"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 27 When is school?
#
# In `search_terms`, the word K46 ("boarding-school essentials"): searches of its strongest calendar month (by `week`) ÷ the mean over the twelve months.

# %% id="ex-season"
q = question("08-ex-season")
over_the_mean = ...
### BEGIN SOLUTION
terms = load("search_terms").query("keyword == 'K46'")
by_month = terms.groupby(terms["week"].dt.month)["searches"].sum()
over_the_mean = by_month.max() / by_month.mean()
### END SOLUTION
q.check(over_the_mean)

# %% [markdown]
# ### 28 One by one
#
# From module 01: money goes where the next yuan brings most. Five pages could be remade, ¥4,000 each; the first would bring ¥9,100, the others 5,200, 4,400, 3,900 and 1,500. Wen has ¥20,000. For how many of them should she pay?

# %% id="ex-pages"
q = question("08-ex-pages")
number = ...
### BEGIN SOLUTION
number = 3
### END SOLUTION
q.check(number)

# %% [markdown]
# ### 29 Which line is evidence?
#
# For the SWOT. A letter.
#
# - A: "Our quality is excellent and our customers love us."
# - B: "Quality score 4.80, third of sixteen shops (competitors, 2025)."
# - C: "The market is growing very fast."
# - D: "Rivals are aggressive."

# %% id="ex-swot"
q = question("08-ex-swot")
letter = ...
### BEGIN SOLUTION
letter = "B"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 30 In your own words (stretch 选修)
#
# A friend's shop paid for an event, sold 900 pieces in three days and calls it a triumph. Write her two sentences: what else she needs to know, and from where. Any whole sentence is taken; then compare it with ours.

# %% id="ex-words"
q = question("08-ex-words")
my_words = ...
### BEGIN SOLUTION
my_words = "Take off what three usual days sell, what came back and what stayed on the shelf, and look at the three weeks after."
### END SOLUTION
q.check(my_words)

# %% [markdown]
# ## How far are you?

# %% [markdown]
# This table counts tries and hints of this notebook and of the lessons beside it.

# %% id="how-far" tags=["nbval-ignore-output"]
progress()

# %% [markdown] id="way"
# Before: [lesson 4](lesson_4_events.ipynb) · Next: [module 09, lesson 1](../09_team/lesson_1_desk.ipynb)
