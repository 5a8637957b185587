# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Which of Zhou's numbers would you sign?
#
# *Exercises of module 03 · about two and a half hours for the core, in four parts · outline 03.01 to 03.12 · you will be able to: check every number of a launch
# yourself, from the goal to the review.*
#
# Zhou 小周 writes the review of the launch year, and Wen 阿雯 signs it on Friday. Every line has a number. Some hold.
#
# Do a part after its lesson. Put your answer in the place of the three dots and press Shift+Enter. Stuck? Press **Esc**, then **B**: a new cell opens below, and `q.hint()` there gives a nudge; there are up to three.
# After a try, `q.solution()` opens a worked solution, where your edition has one.
#
# Nobody marks this. Sixteen questions are core 必修; six are stretch 选修, and their headings say so. Three of the core ones come from the warm-up and module 01.
#
# **On this page:** seven days · the page · the money · the review · how far are you

# %% [markdown]
# ## Fetch the tools
#
# Run this cell first, and again whenever you come back.

# %%
import pandas as pd

from shoplab import launch_budget, load, metrics, progress, question

# %% [markdown]
# ## Seven days
#
# *After lesson 1.*
#
# ### 1 What would it take?
#
# "240 orders in sixty days, that's modest," says the review. Take our own twelve launches together: all their clicks over all impressions, all orders over all clicks. How many impressions do 240 orders need? One number, unrounded.

# %% id="ex-goal"
q = question("03-ex-goal")
launches = load("launches")
daily = load("launch_daily").merge(launches[["launch_id", "shop"]], on="launch_id")
impressions_needed = ...
### BEGIN SOLUTION
own = daily[daily["shop"] == "Lantern Lane"][["impressions", "clicks", "orders"]].sum()
impressions_needed = 240 / (own["orders"] / own["clicks"]) / (own["clicks"] / own["impressions"])
### END SOLUTION
q.check(impressions_needed)

# %% [markdown]
# ### 2 How many stay? A guess
#
# **Predict.** Of the fifteen launches (of all 48) with the best conversion in days 1 to 7: how many are among the fifteen best in days 8 to 60? Any number from 0 to 15 is taken.

# %% id="ex-guess-stay"
q = question("03-ex-guess-stay")
my_guess = ...
### BEGIN SOLUTION
my_guess = 7
### END SOLUTION
q.check(my_guess)

# %% [markdown]
# ### 3 How many stay?
#
# Now count them.

# %% id="ex-stay"
q = question("03-ex-stay")
daily = load("launch_daily")
stay = ...
### BEGIN SOLUTION
first = daily[daily["day"] <= 7].groupby("launch_id")[["clicks", "orders"]].sum()
later = daily[daily["day"] > 7].groupby("launch_id")[["clicks", "orders"]].sum()
best_first = (first["orders"] / first["clicks"]).nlargest(15).index
best_later = (later["orders"] / later["clicks"]).nlargest(15).index
stay = len(set(best_first) & set(best_later))
### END SOLUTION
q.check(stay)

# %% [markdown]
# ### 4 On one clock
#
# Launch 7 is one of ours. What percentile of all 48 launches do its orders up to and with day 14 stand at? Fill in the blanks; a share between 0 and 1.

# %% id="ex-percentile"
q = question("03-ex-percentile")
daily = load("launch_daily")
percentile = ...
# two_weeks = daily[daily["day"] <= ____].groupby(____)["orders"].sum()
# percentile = two_weeks.rank(pct=____)[7]
### BEGIN SOLUTION
two_weeks = daily[daily["day"] <= 14].groupby("launch_id")["orders"].sum()
percentile = two_weeks.rank(pct=True)[7]
### END SOLUTION
q.check(percentile)

# %% [markdown]
# ### 5 Zhou's wonder
#
# R006 had two orders of eleven clicks. Mix it with the crowd of all 200 (worth 250 clicks), and work out what going on would earn: `clicks_ahead` × mixed rate × margin a piece − `cost_ahead`. Yuan, unrounded.

# %% id="ex-go-on"
q = question("03-ex-go-on")
running = load("running_launches")
earns = ...
### BEGIN SOLUTION
crowd = metrics.pooled_rate(running["orders"], running["clicks"])
running["mixed"] = metrics.shrunk_rate(running["orders"], running["clicks"], crowd, 250)
running["earns"] = running["clicks_ahead"] * running["mixed"] * (running["price"] - running["unit_cost"]) - running["cost_ahead"]
earns = running.set_index("item").at["R006", "earns"]
### END SOLUTION
q.check(earns)

# %% [markdown]
# ### 6 Both ends
#
# In Zhou's list, sorted by raw conversion, the ten best have few clicks. So have the ten worst. Why? Answer with a letter, in quotation marks.
#
# - A: Articles with few clicks are new, and new articles are either very good or very bad.
# - B: The fewer the clicks, the further chance throws a rate to either side.
# - C: The platform shows good and bad articles less often.
# - D: Rates of few clicks are rounded.

# %% id="ex-both-ends"
q = question("03-ex-both-ends")
letter = ...
### BEGIN SOLUTION
letter = "B"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 7 Another crowd (stretch 选修)
#
# A rain cover is no packing cube. Mix each article with the crowd of its own `kind` (pooled rate of the kind, worth 250 clicks). How many articles change from go to stop or back, compared with one crowd for all? Go on means: question 5's sum is above 0.

# %% id="ex-kind"
q = question("03-ex-kind")
running = load("running_launches")
changed = ...
### BEGIN SOLUTION
by_kind = running.groupby("kind")[["orders", "clicks"]].transform("sum")
crowd = metrics.pooled_rate(running["orders"], running["clicks"])
margin = running["price"] - running["unit_cost"]
goes = {}
for name, rate in {"one": crowd, "own": by_kind["orders"] / by_kind["clicks"]}.items():
    mixed = (running["orders"] + 250 * rate) / (running["clicks"] + 250)
    goes[name] = running["clicks_ahead"] * mixed * margin > running["cost_ahead"]
changed = (goes["one"] != goes["own"]).sum()
### END SOLUTION
q.check(changed)

# %% [markdown]
# ## The page
#
# *After lesson 2.*
#
# ### 8 Who stays at ¥49?
#
# "At ¥49 nobody finds it dear." What share of the 240 people neither doubt the quality at ¥49 (their `too_cheap` is below it) nor find it too dear (their `too_dear` is above it)?

# %% id="ex-room"
q = question("03-ex-room")
answers = load("price_answers")
room = ...
### BEGIN SOLUTION
room = ((answers["too_cheap"] < 49) & (answers["too_dear"] > 49)).mean()
### END SOLUTION
q.check(room)

# %% [markdown]
# ### 9 The price that leaves most (stretch 选修)
#
# Suppose a piece costs ¥38, all told, and those who stay in the room buy equally often at every price. Which price of 39, 49, … 119 leaves most? (It is a supposition. Say which way it errs.) One number.

# %% id="ex-best-price"
q = question("03-ex-best-price")
answers = load("price_answers")
best_price = ...
### BEGIN SOLUTION
leaves = {}
for price in range(39, 120, 10):
    stays = ((answers["too_cheap"] < price) & (answers["too_dear"] > price)).mean()
    leaves[price] = stays * (price - 38)
best_price = pd.Series(leaves).idxmax()
### END SOLUTION
q.check(best_price)

# %% [markdown]
# ### 10 Texts for a second pair of eyes
#
# How many of the 300 texts in `campaign_copy` have a word of `forbidden` in `text_zh`, or a `was_price` without a `named_basis`? A text with both counts once.

# %% id="ex-copy"
q = question("03-ex-copy")
copy = load("campaign_copy")
forbidden = ["最佳", "最好", "第一", "顶级", "国家级", "独一无二", "100%", "根治"]
for_a_person = ...
### BEGIN SOLUTION
boasts = copy["text_zh"].str.contains("|".join(forbidden))
no_basis = copy["was_price"].notna() & (copy["named_basis"] == "")
for_a_person = (boasts | no_basis).sum()
### END SOLUTION
q.check(for_a_person)

# %% [markdown]
# ### 11 How many people?
#
# A page converts 3 %. Wen would pay for a better one from a lift of 15 % on (that is 3.45 %, not 18 %). How many visitors does *each* arm need?

# %% id="ex-people"
q = question("03-ex-people")
people = ...
### BEGIN SOLUTION
people = metrics.sample_size(0.03, 0.15)
### END SOLUTION
q.check(people)

# %% [markdown]
# ### 12 In which order?
#
# Put the steps of an honest test in order; one of the seven doesn't belong. A list of six letters.
#
# - A: Read the difference, once.
# - B: Say which lift would matter.
# - C: Look every evening and stop at the first star.
# - D: Work out how many people that takes, and until which day.
# - E: Decide, and write down how many people there were, which lift came out, and that you looked once.
# - F: Draw lots who sees which page, and let it run.
# - G: Say which figure decides.

# %% id="ex-steps"
q = question("03-ex-steps")
steps = ...
### BEGIN SOLUTION
steps = ["G", "B", "D", "F", "A", "E"]
### END SOLUTION
q.check(steps)

# %% [markdown]
# ### 13 The evenings with a star (stretch 选修)
#
# Somebody compares picture B with picture C in `creatives` every evening from day 2 to day 14, with all clicks so far. On how many of the thirteen evenings do they lie more than 1.96 standard errors apart?

# %% id="ex-stars"
q = question("03-ex-stars")
shown = load("creatives")
stars = ...
### BEGIN SOLUTION
so_far = shown.pivot(index="day", columns="creative", values=["clicks", "impressions"]).cumsum()
by_day = []
for day in range(2, 15):
    now = so_far.loc[day]
    z = metrics.errors_apart(now["clicks"]["C"], now["impressions"]["C"], now["clicks"]["B"], now["impressions"]["B"])
    by_day.append(z)
stars = sum(abs(z) > 1.96 for z in by_day)
### END SOLUTION
q.check(stars)

# %% [markdown]
# ## The money
#
# *After lesson 3.*
#
# ### 14 Left in the cart
#
# Cart loss 购物车放弃率 is the share of carts that don't become a placed order. For each channel over the whole year of `traffic_daily`: a Series with `channel` in the index. (From the warm-up: first add up, then divide.)

# %% id="ex-cart-loss"
q = question("03-ex-cart-loss")
traffic = load("traffic_daily")
cart_loss = ...
### BEGIN SOLUTION
sums = traffic.groupby("channel")[["carts", "placed_orders"]].sum()
cart_loss = 1 - sums["placed_orders"] / sums["carts"]
### END SOLUTION
q.check(cart_loss)

# %% [markdown]
# ### 15 Before Double 11
#
# "Rivals launch all year round." What share of the *rivals'* launches fell into September and October?

# %% id="ex-rivals"
q = question("03-ex-rivals")
launches = load("launches")
in_autumn = ...
### BEGIN SOLUTION
rivals = launches[launches["shop"] != "Lantern Lane"]
in_autumn = rivals["launched_at"].dt.month.isin([9, 10]).mean()
### END SOLUTION
q.check(in_autumn)

# %% [markdown]
# ### 16 The next click
#
# From module 01: what counts is the next one. In the trial of article L1 in `search ads`: what does a *further* click cost on the step from ¥120 to ¥240 a day? Yuan a click.

# %% id="ex-further-click"
q = question("03-ex-further-click")
trials = load("launch_trials")
further_click = ...
### BEGIN SOLUTION
one = trials[(trials["item"] == "L1") & (trials["channel"] == "search ads")].set_index("spend_a_day")
more_money = (240 - 120) * 7
further_click = more_money / (one.at[240, "clicks"] - one.at[120, "clicks"])
### END SOLUTION
q.check(further_click)

# %% [markdown]
# ### 17 A day of ¥600 (stretch 选修)
#
# Split ¥600 of one ordinary day over the five channels for article L2 alone, so that clicks are many: a dictionary like `{"search ads": 200, …}`. It will do when your plan has at least 97 % of the clicks that the fitted curves allow. `half_point` and `top_of` fit
# them from L2's own trial, `spread` splits.

# %% id="ex-day-plan"
q = question("03-ex-day-plan")
trials = load("launch_trials")
day_plan = ...
### BEGIN SOLUTION
own = trials[trials["item"] == "L2"].copy()
own["clicks_a_day"] = own["clicks"] / own["days"]
rows = []
for channel, part in own.groupby("channel"):
    half = launch_budget.half_point(part["spend_a_day"], part["clicks_a_day"])
    top = launch_budget.top_of(part["spend_a_day"], part["clicks_a_day"], half)
    rows.append({"channel": channel, "worth": top, "half": half})
curves = pd.DataFrame(rows).set_index("channel")
day_plan = launch_budget.spread(curves, 600).round().to_dict()
### END SOLUTION
q.check(day_plan)

# %% [markdown]
# ## The review
#
# *After lesson 4.*
#
# ### 18 Where do events wait?
#
# For events (`kind` is `event`) the log has six steps. For each step `what`: the mean hours between handing over and beginning. A Series with `what` in the index.

# %% id="ex-event-waits"
q = question("03-ex-event-waits")
log = load("sop_events")
event_waits = ...
### BEGIN SOLUTION
events = log[log["kind"] == "event"]
waited = (events["started_at"] - events["handed_at"]) / pd.Timedelta(hours=1)
event_waits = waited.groupby(events["what"]).mean()
### END SOLUTION
q.check(event_waits)

# %% [markdown]
# ### 19 Too small
#
# "About the sun hat (P11) they say all sorts of things." How many *bad* reviews (three stars or fewer) of P11 say that it is too small or too tight: in English `small` or `tight`, in Chinese `小` or `紧`? Each review counts once.

# %% id="ex-too-small"
q = question("03-ex-too-small")
reviews = load("reviews").merge(load("products")[["sku", "product"]], on="sku")
too_small = ...
### BEGIN SOLUTION
bad = reviews[(reviews["product"] == "P11") & (reviews["stars"] <= 3)]
english = bad["text_en"].str.lower().str.contains("small|tight")
chinese = bad["text_zh"].str.contains("小|紧")
too_small = (english | chinese).sum()
### END SOLUTION
q.check(too_small)

# %% [markdown]
# ### 20 ROI and its own break-even
#
# The review calls a launch a success from an ROI of 2.5 on. From module 01 you know better: each article has its own break-even, price ÷ (price − cost of a piece). How many of *our* twelve launches reached their own? (ROI is all `paid` over all three spends.)

# %% id="ex-own-break-even"
q = question("03-ex-own-break-even")
launches = load("launches").set_index("launch_id")
daily = load("launch_daily")
reached = ...
### BEGIN SOLUTION
sums = daily.groupby("launch_id").sum()
roi = sums["paid"] / sums[["spend_search", "spend_feed", "spend_content"]].sum(axis=1)
break_even = launches["price"] / (launches["price"] - launches["unit_cost"])
reached = (roi >= break_even)[launches["shop"] == "Lantern Lane"].sum()
### END SOLUTION
q.check(reached)

# %% [markdown]
# ### 21 In logarithms (stretch 选修)
#
# Growth multiplies, so its logarithm adds. For each article of `zone_weeks`: mean of the logarithm of `orders` in weeks 0 to 7, less the mean in weeks −8 to −1. Then the mean of the new articles less the mean of these six older ones: those whose slope before week 0
# (`np.polyfit` of the logarithm on the week) is nearest to the new ones' mean slope. That is the difference-in-differences 双重差分. One number.

# %% id="ex-did"
q = question("03-ex-did")
import numpy as np

weeks = load("zone_weeks")
did = ...
### BEGIN SOLUTION
logs = np.log(weeks.pivot(index="item", columns="week", values="orders"))
is_new = weeks.groupby("item")["new_item"].first()
before = logs.loc[:, :-1]
slope = pd.Series(np.polyfit(before.columns.to_numpy(dtype=float), before.T.to_numpy(), 1)[0], index=logs.index)
alike = (slope[~is_new] - slope[is_new].mean()).abs().nsmallest(6).index
change = logs.loc[:, 0:].mean(axis=1) - before.mean(axis=1)
did = change[is_new].mean() - change[alike].mean()
### END SOLUTION
q.check(did)

# %% [markdown]
# ### 22 In your own words (stretch 选修)
#
# A friend's shop changed its main picture on 1 November and sold 60 % more in November than in October. She wants to change all pictures. Write her two sentences: what else changed, and what she should compare with. Any whole sentence is taken; then compare it with ours.

# %% id="ex-words"
q = question("03-ex-words")
my_words = ...
### BEGIN SOLUTION
my_words = "November has Double 11 in it. Compare the changed articles with ones that kept their picture and rose alike before."
### END SOLUTION
q.check(my_words)

# %% [markdown]
# ## How far are you?

# %% [markdown]
# This table counts tries and hints of this notebook and of the lessons beside it.

# %% id="how-far" tags=["nbval-ignore-output"]
progress()

# %% [markdown] id="way"
# Before: [lesson 4](lesson_4_review.ipynb) · Next: [module 04, lesson 1](../04_hit_product/lesson_1_candidates.ipynb)
