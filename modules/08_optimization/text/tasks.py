# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six decisions before the autumn
#
# *Module 08 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# The last week of August. On Wen 阿雯's table: forty words, six tests, eight invitations, a list of 12,000 names, and Zhou 小周's plan, which says yes to everything. She says yes to what adds something.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook runs on
# a *rehearsal shop*, where everything has the same name and another size. When it is marked, it runs on a shop that nobody has seen. So compute every figure and every name from the tables, and type none of them in.
#
# Let each task stand alone: work out in its own cell what it needs, also what an earlier task had. Where a part is right or a slip is a known one, you keep a part of the points and are told what happened.

# %%
import numpy as np
import pandas as pd

from shoplab import auction, flows, hand_in, load, metrics, uplift

# %% [markdown]
# ## Task 1: Forty bids for ¥500 a day (10 points, core 必修)
#
# "Forty words, ¥500 a day, four weeks. What do you bid?"
#
# Hand in a table with one row a `keyword`, the forty with most clicks in `ad_daily`, and a column `bid` in yuan (0 means: not on this word).
#
# **How it is scored.** Your bids stand for twenty-eight days that nobody has seen, against rivals who move: each word's market has drifted since last year, and each day is cheap or dear. A day's orders leave 30 % of what a word's orders paid on average in the report; how often a click truly orders no table has, and for our own name (campaign `C1`) only
# those orders count that would not have come anyway. When the day's ¥500 are used up, all words lose the same share of their clicks. What the clicks leave, less their cost, is your result. The market's price on every word, scaled until the day should cost ¥500, earns 0 points; one share of a careful value on every word earns 10. Nothing is lost by trying.
#
# Lesson 2 has all that the planner knows: the crowd of the words that are not our own name, the weight from those with more than 5,000 clicks, the share brought from `brand_holdout`, `auction.expect`, and the largest share of the value, in steps of 0.02 up to 1, at which the day should cost ¥500 or less.

# %% task="forty-bids"
bids = ...
### BEGIN SOLUTION
# 1 the year's report, forty words
ads = load("ad_daily")
ads["orders"] = ads["orders_direct"] + ads["orders_indirect"]
ads["amount"] = ads["amount_direct"] + ads["amount_indirect"]
words = ads.groupby("keyword").agg(
    campaign=("campaign", "first"),
    clicks=("clicks", "sum"),
    orders=("orders", "sum"),
    amount=("amount", "sum"),
    position=("average_position", "mean"),
    quality=("quality_score", "first"),
)
words = words.nlargest(40, "clicks")
words["market_cpc"] = load("search_terms").groupby("keyword")["market_cpc"].mean()
words["first_clicks"] = words["clicks"] / 365 * words["position"]

# 2 what a click is worth
own = words["campaign"] == "C1"
others = words[~own]
crowd = metrics.pooled_rate(others["orders"], others["clicks"])
weight = metrics.prior_weight((others["orders"] / others["clicks"])[others["clicks"] > 5000])
rate = metrics.shrunk_rate(words["orders"], words["clicks"], crowd, weight)
words["value"] = rate * 0.30 * words["amount"] / words["orders"]

# 3 our own name: only what the ads brought
test = load("brand_holdout").query("test_running")
sums = test.groupby("group")[["searches", "ad_orders", "unpaid_orders"]].sum()
per_search = sums[["ad_orders", "unpaid_orders"]].div(sums["searches"], axis=0)
lost = per_search.loc["ads on"].sum() - per_search.loc["ads off"].sum()
words.loc[own, "value"] *= max(lost / per_search.loc["ads on", "ad_orders"], 0)

# 4 the largest share of the value at which a day should cost ¥500
share = max(step / 50 for step in range(1, 51) if auction.expect(words, step / 50 * words["value"])["cost"].sum() <= 500)
bids = (share * words["value"]).rename("bid").reset_index()
### END SOLUTION

# %% hand_in="forty-bids" points=10
hand_in("forty-bids", bids)

# %% [markdown]
# ## Task 2: Which of six tests may we keep? (10 points, core 必修)
#
# "Six tests on my desk, main image, video, colours, all of it. One word each, and the figures that bear it."
#
# Hand in a table with one row an `experiment`, from `experiments` and `experiment_results`, as in lesson 1:
#
# | column | what it is | points |
# |---|---|---|
# | `off` | over the channels, the largest distance of arm B's visitors from their planned share, in standard errors, without its sign | 2 |
# | `pooled` | arm B's orders a visitor ÷ arm A's − 1, all channels together | 1 |
# | `lift` | arm B's orders ÷ what its visitors would have ordered at arm A's rate of their channel − 1 | 2 |
# | `first_week`, `after_it` | the same for the first seven days, and for all days after them | 2 |
# | `verdict` | see below | 3 |
#
# `verdict`: `broken split` when `off` is above 5; else `not shown` when `lift` is less than 1.96 standard errors above 0; else `wears off` when `after_it` is; else `holds`. A lift's standard error is √(1 ÷ orders of A + 1 ÷ orders of B), of the same days.

# %% task="six-tests"
verdicts = ...
### BEGIN SOLUTION
# 1 the split
tests = load("experiments").set_index("experiment")
results = load("experiment_results")
seen = results.groupby(["experiment", "channel", "arm"])["visitors"].sum().unstack("arm").reset_index()
seen = seen.merge(tests[["planned_share_feed", "planned_share_others"]], on="experiment")
planned = seen["planned_share_others"].where(seen["channel"] != "feed", seen["planned_share_feed"])
people = seen["A"] + seen["B"]
seen["off"] = ((seen["B"] - people * planned) / np.sqrt(people * planned * (1 - planned))).abs()


# 2 lifts, each channel against itself
def within(rows):
    sums = rows.groupby(["channel", "arm"])[["visitors", "placed_orders"]].sum().unstack("arm")
    at_a = (sums["placed_orders"]["A"] / sums["visitors"]["A"] * sums["visitors"]["B"]).sum()
    a, b = sums["placed_orders"].sum()
    return b / at_a - 1, (b / at_a - 1) / np.sqrt(1 / a + 1 / b)


# 3 one row a test
rows = []
for name, mine in results.groupby("experiment"):
    whole = mine.groupby("arm")[["visitors", "placed_orders"]].sum()
    rate = whole["placed_orders"] / whole["visitors"]
    early = mine["date"] < tests.at[name, "starts"] + pd.Timedelta(days=7)
    lift, z = within(mine)
    after, z_after = within(mine[~early])
    off = seen.loc[seen["experiment"] == name, "off"].max()
    verdict = "broken split" if off > 5 else "not shown" if z < 1.96 else "wears off" if z_after < 1.96 else "holds"
    rows.append({"experiment": name, "off": off, "pooled": rate["B"] / rate["A"] - 1, "lift": lift, "first_week": within(mine[early])[0], "after_it": after, "verdict": verdict})
verdicts = pd.DataFrame(rows)
### END SOLUTION

# %% hand_in="six-tests" points=10
hand_in("six-tests", verdicts)

# %% [markdown]
# ## Task 3: Which invitations do we take? (10 points, core 必修)
#
# "Eight invitations. For each: yes or no, and what you expect it to add."
#
# Hand in a table with one row an `event_id` of `official_events` that has no row in `event_results` (eight of them): `adds` in yuan, what you expect, and `join`, True or False. `adds` itself earns no points; a known slip shows in it.
#
# **How it is scored.** The autumn is lived through two hundred times, with the same invitations and organisers and other luck. Each event that you join adds, against staying out: pieces × (1 − what comes back) × (price × (1 − extra commission) − cost), less what the days would have left anyway (93 % of the usual pieces at the list price), with the tail at the list price, less the fee, less 30 % of the cost of
# the pieces that had to be in stock and weren't sold in the event. What an organiser keeps of its promise stands in no table. Joining everything, or nothing, whichever is better, earns 0 points; a careful planner's list earns 10. On a few shops even that list adds no more than all or nothing; there every list counts by what the tables let expect.
#
# Lesson 4's four steps are what the planner knows: each kind's kept share mixed with the crowd's as one further event, one share of refunds for all, the mean tail of the past events.

# %% task="eight-invitations"
answer = ...
### BEGIN SOLUTION
# 1 what the past events kept, sent back and left behind
events = load("official_events").merge(load("event_results"), on="event_id", how="left")
past = events[events["units"].notna()].copy()
past["kept"] = past["units"] / (past["usual_units_a_day"] * past["days"] * past["promised_factor"])
tail = (past["units_21_days_after"] / past["usual_units_a_day"] - 21).mean()
back = past["refunded_units"].sum() / past["units"].sum()
kinds, crowd = past.groupby("name")["kept"], past["kept"].mean()
mixed = (kinds.sum() + crowd) / (kinds.count() + 1)

# 2 what each open one should add
now = events[events["units"].isna()].merge(load("products")[["sku", "list_price"]], on="sku")
usual = now["usual_units_a_day"]
pieces = usual * now["days"] * now["promised_factor"] * now["name"].map(mixed).fillna(crowd)
normal_margin = 0.93 * (now["list_price"] - now["unit_cost"])
inside = pieces * (1 - back) * (now["required_price"] * (1 - now["extra_commission"]) - now["unit_cost"])
left_over = (now["stock_required"] - pieces).clip(lower=0) * 0.3 * now["unit_cost"]
now["adds"] = inside - usual * now["days"] * normal_margin + usual * tail * normal_margin - left_over - now["entry_fee"]

# 3 yes where it adds something
now["join"] = now["adds"] > 0
answer = now[["event_id", "adds", "join"]]
### END SOLUTION

# %% hand_in="eight-invitations" points=10
hand_in("eight-invitations", answer)

# %% [markdown]
# ## Task 4: A SWOT that can be wrong (10 points, core 必修, marked by a person)
#
# "One page. Every line with a number, or it goes out."
#
# Write a SWOT 态势分析 of the home shop with a plan for the autumn, 300 to 450 words, tables not counted. Compute its figures in the cell below from `competitors`, `competitor_items`, `page_colours`, `page_paths`, `traffic_daily`, `search_terms`, `site_searches`, `keywords` and what the lessons used. A person reads it with the home shop's figures, so here you may write them down.
#
# | what a person will look at | points |
# |---|---|
# | **Evidence.** Two lines in each field, each with a figure, whom it is compared with, and the table it comes from | 3 |
# | **Words and page.** The terms that rivals serve and we don't, or that we have and don't say; the parts of the page that can't be read; what the event's page leads on to, with an honest countdown or none | 2 |
# | **The step to mend.** One step of the funnel or one product, chosen by what its repair brings, not by how weak it looks | 2 |
# | **The plan.** Two or three measures that follow from the lines, each with who, by when, what it costs, and the figure that would show it failed | 2 |
# | **Doubt.** What the tables can't say, and which measure is softer because of it | 1 |
#
# **In a group.** Your instructor may make this group work: one takes strengths and weaknesses, one opportunities and threats, one the plan; then each strikes out a line of another's that has no evidence, and says why.

# %% [markdown]
# Your figures:

# %% id="swot-figures"
shops = load("competitors").set_index("shop")
shops.rank(numeric_only=True, ascending=False).loc["Lantern Lane"]

# %% [markdown] written="swot" points=10
# *Your page, in place of this line.*
#
# ### BEGIN SOLUTION
# **To Wen: where we stand before the autumn.** (A model answer, on the home shop's figures.)
#
# | | evidence |
# |---|---|
# | Strengths | quality score 4.80, among the first four of sixteen shops; dispatch after 11.1 hours, among the first four (`competitors`) |
# | Weaknesses | 35,000 followers, the fewest of sixteen; four of fourteen page parts below the contrast that can be read, the home banner's title at 1.8 : 1 (`page_colours`) |
# | Opportunities | 23 of 100 searches in our own box end at an empty page, 2,754 of them for 保温杯, which we have (`site_searches`); 9.6 million searches a year for hotel sheets that we don't sell (`search_terms`) |
# | Threats | Packmate sells three times our orders, its cube set stands at ¥36 beside our ¥39 (`competitor_items`); in our ads' report a quarter of the credited orders is our own name, 5 % of which the ads brought (`brand_holdout`) |
#
# **Words and page.** Add 保温杯 to the steel bottle's title behind the core word, 洗漱袋 to the wash bag's; hotel sheets are no title's matter. Repaint four parts. The event page leads to the cart first, then to related goods (22 of 100 clicks on a product's page go on to another one). No countdown, unless it ends when it says.
#
# **The step to mend.** Two of a hundred clicks from the product's page to the cart bring 2,243 payments a year by the measured tenth of visits; the checkout, which looks like the place for work, 251. Begin with the packing cubes: 376,483 visitors, cart rate 5.4 % against 7.6 % in their price third.
#
# **The plan.**
# 1. Titles and aliases of the search box: Zhou, 5 September, two days' work. Failed if empty pages stay above 20 of 100 by October.
# 2. The cubes' page, tested by lot, three weeks: designer, ¥4,000, from 8 September. Failed if the lift within channels is not above 1.96 errors after the first week.
# 3. Our own name: bids to the floor from 1 September, saving about ¥40 a day. Failed if unpaid orders for the name fall by more than a tenth.
#
# **Doubt.** Rivals' figures are seen from outside; ranks of sixteen move by chance. The median cart rate is what other pages have, no promise for this one, so the second page waits for the first one's test.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: Who gets a coupon next time? (15 points, stretch 选修)
#
# "2,400 coupons at most. I don't mind if you give fewer. I mind if you give them to those who come anyway."
#
# Hand in a list of `trial_id`s from `coupon_trial`, 2,400 at most, who get the half-price coupon next time.
#
# **How it is scored.** By what the coupons add to the margin of thirty days, from each buyer's true chances with and without, which no table has. Giving none adds nothing and earns 0 points; a careful planner's list earns 15. A list of more than 2,400 earns 1 point.
#
# **What the planner knows.** Groups by asleep (180 days or more) and opened messages (none, one, two and more) as in lesson 3; a group's gain a head = order rate with × margin of an order with − order rate without × margin of an order without, where the two margins are means over all who ordered. Groups with a gain above 0, the best first, until the coupons are gone.

# %% task="coupon-list"
chosen = ...
### BEGIN SOLUTION
# 1 tags
trial = load("coupon_trial")
trial["asleep"] = trial["recency_days"] >= 180
trial["opens"] = trial["messages_opened"].clip(upper=2)

# 2 what a coupon gains in each group
table = uplift.by_group([trial["asleep"], trial["opens"]], trial["coupon"], trial["ordered_30d"])
margin = trial[trial["ordered_30d"]].groupby("coupon")["margin_30d"].mean()
gain = (table["with"] * margin[True] - table["without"] * margin[False]).rename("gain")

# 3 the best first, while it gains something
trial = trial.merge(gain, left_on=["asleep", "opens"], right_index=True)
trial = trial[trial["gain"] > 0].sort_values(["gain", "trial_id"], ascending=[False, True])
chosen = trial["trial_id"].head(2400).tolist()
### END SOLUTION

# %% hand_in="coupon-list" points=15
hand_in("coupon-list", chosen)

# %% [markdown]
# ## Task 6: What stays and what goes? (15 points, stretch 选修)
#
# "Now the long list. One figure for each habit of the house."
#
# Hand in a dictionary, each figure as in the lessons:
#
# | key | what it is | points |
# |---|---|---|
# | `visitors_share` | `traffic_daily`, February to July: the visitors' share of the change in `paid_amount`, by logarithms | 2 |
# | `more_payments` | `page_paths`, phone: more payments of all visits from `entry`, if two of a hundred clicks on `item` go to the cart and no longer leave | 2 |
# | `member_gain` | `paid_member_trial`: margin + fees − benefits, a head, invited less not invited | 3 |
# | `worst_affiliate`, `worst_adds` | the publisher whose orders add least, and what an order adds: share brought × 0.30 × mean paid − mean commission | 3 |
# | `community_head` | buyers first seen in April to June 2025 who have a paid order: 30 % of what they paid on days 1 to 180 after that, a head | 2 |
# | `coupon_factor` | `coupon_trial`: mean margin of an order without the coupon ÷ with it | 1 |
# | `night_share` | `ad_hours`, campaigns C1 to C3: share of the cost in the hours 23 to 5 | 1 |
# | `long_tail` | `search_terms`: orders a click of long-tail words ÷ of head words | 1 |

# %% task="what-stays"
stays = ...
### BEGIN SOLUTION
# 1 the tree and the chain
traffic = load("traffic_daily")
months = traffic.groupby(traffic["date"].dt.month)[["visitors", "paid_amount"]].sum()
change = np.log(months.loc[7] / months.loc[2])
steps = load("page_paths").query("device == 'phone'")
visits = steps.loc[steps["from_page"] == "entry", "visits"].sum()
before, after = (flows.chances(table)["entry"] for table in (steps, flows.moved(steps, "item", "cart", 0.02)))

# 2 members, affiliates
sums = load("paid_member_trial").groupby("invited")[["buyers", "fees", "benefit_cost", "margin"]].sum()
left = (sums["margin"] + sums["fees"] - sums["benefit_cost"]) / sums["buyers"]
orders = load("orders")
switched = load("affiliate_holdout").groupby(["publisher", "link_works"])[["visitors", "orders"]].sum()
rate = (switched["orders"] / switched["visitors"]).unstack()
mine = load("affiliate_orders").merge(orders[["order_id", "paid"]], on="order_id").groupby("publisher")[["commission", "paid"]].mean()
adds = (1 - rate[False] / rate[True]) * 0.30 * mine["paid"] - mine["commission"]

# 3 who comes back
later = orders.merge(load("buyers")[["buyer_id", "first_seen"]], on="buyer_id")
later = later[later["paid_at"].notna() & (later["first_seen"] >= "2025-04-01") & (later["first_seen"] < "2025-07-01")]
day = (later["created_at"] - later["first_seen"]).dt.days

# 4 coupon, night, words
trial = load("coupon_trial")
margin = trial[trial["ordered_30d"]].groupby("coupon")["margin_30d"].mean()
hours = load("ad_hours").query("campaign != 'C4'")
terms = load("search_terms").merge(load("keywords")[["keyword", "kind"]], on="keyword").groupby("kind")[["orders", "clicks"]].sum()
by_kind = terms["orders"] / terms["clicks"]
stays = {
    "visitors_share": change["visitors"] / change["paid_amount"],
    "more_payments": (after - before) * visits,
    "member_gain": left[True] - left[False],
    "worst_affiliate": adds.idxmin(),
    "worst_adds": adds.min(),
    "community_head": 0.30 * later.loc[day.between(1, 180), "paid"].sum() / later["buyer_id"].nunique(),
    "coupon_factor": margin[False] / margin[True],
    "night_share": hours.loc[hours["hour"].isin([23, 0, 1, 2, 3, 4, 5]), "cost"].sum() / hours["cost"].sum(),
    "long_tail": by_kind["long tail"] / by_kind["head"],
}
### END SOLUTION

# %% hand_in="what-stays" points=15
hand_in("what-stays", stays)
