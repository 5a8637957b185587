# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Before the season: can your rule be trusted with the keys?
#
# *Exercises of the capstone · about an hour and a half for the core · outline C.01, C.02 · you will be able to: check a rule piece by piece before it runs alone.*
#
# Wen 阿雯 will hand over the keys on Friday. Until then she asks. Six questions are core 必修, two are stretch 选修, and their headings say so. Put your answer in the place of the three dots; `q.hint()` in a cell of its own gives hints, `q.solution()` a worked solution after a try, where your edition has one. Nobody marks this.
#
# ## Fetch the tools
#
# Run this cell first, and again whenever you come back.

# %%
import pandas as pd

from shoplab import progress, question
from shoplab.season import evaluate, open_shop, played
from shopworld.market.policies import naive

# %% [markdown]
# ## The till
#
# ### 1 What did the naive shop leave?
#
# `usual` is the naive shop's season of seed 101, and `opening` the shelf of its first morning. From the cash book `usual.money` and from `opening`: the contribution in yuan, without asking `usual.profit`.

# %% id="ex-contribution"
q = question("C-ex-contribution")
usual, opening = played(naive, seed=101), open_shop("season", seed=101).shelf
contribution = ...
### BEGIN SOLUTION
contribution = usual.money["net"].sum() - (opening["stock"] * opening["unit_cost"]).sum()
### END SOLUTION
q.check(contribution)

# %% [markdown]
# ### 2 The order for 618
#
# From modules 02 and 04. The goods for 618 must lie on the shelf on the morning of 16 June 2025. A lorry takes up to seven days, and three days more near an event. On which date must the order leave at the latest? Write it like `"2025-06-01"`.

# %% id="ex-last-order"
q = question("C-ex-last-order")
last_order = ...
### BEGIN SOLUTION
last_order = str((pd.Timestamp("2025-06-16") - pd.Timedelta(days=7 + 3)).date())
### END SOLUTION
q.check(last_order)

# %% [markdown]
# ## The parts of a rule
#
# ### 3 Enough people
#
# From module 09. The days below bring these cases; a person finishes 50 a day. Complete the function, so that it gives the fewest people who finish a quarter more than expected, at most 8. Then apply it to all five.

# %% id="ex-people"
q = question("C-ex-people")
cases = [0, 38, 40, 41, 900]


def people(expected):
    return ...


staff = [people(expected) for expected in cases]
### BEGIN SOLUTION
def people(expected):
    return min(-(-1.25 * expected // 50), 8)


staff = [int(people(expected)) for expected in cases]
### END SOLUTION
q.check(staff)

# %% [markdown]
# ### 4 The bid
#
# From module 08. An article sells for ¥59.00. The platform keeps 9.6 % (fees and frauds), the piece costs ¥25.80, the parcel ¥6.45. Of 412 visitors 15 bought. What may a click cost at most, so that it pays for itself?

# %% id="ex-bid"
q = question("C-ex-bid")
most = ...
### BEGIN SOLUTION
most = 15 / 412 * (59.00 * (1 - 0.096) - 25.80 - 6.45)
### END SOLUTION
q.check(most)

# %% [markdown]
# ### 5 Two rules on the same seasons
#
# Zhou's coupon rule and the old one, season by season, in ¥1,000. What is the difference's mean, and how many standard errors is it away from zero? A dictionary with `mean` and `errors`.

# %% id="ex-pairs"
q = question("C-ex-pairs")
old = pd.Series([112, 131, 98, 140, 125, 119, 107, 133, 121, 114])
coupon = pd.Series([115, 130, 103, 143, 126, 124, 108, 138, 122, 117])
verdict = ...
### BEGIN SOLUTION
difference = coupon - old
verdict = {"mean": difference.mean(), "errors": difference.mean() / (difference.std() / len(difference) ** 0.5)}
### END SOLUTION
q.check(verdict)

# %% [markdown]
# ### 6 What an interval is charged
#
# Ting 婷婷 foretold ¥100,000 to ¥130,000. The five seasons left ¥104,000, ¥128,000, ¥97,500, ¥119,000 and ¥131,200. What was her interval charged on average: its width, and ten yuan for each yuan by which a season missed it?

# %% id="ex-charge"
q = question("C-ex-charge")
charge = ...
### BEGIN SOLUTION
seasons = pd.Series([104_000, 128_000, 97_500, 119_000, 131_200])
missed = (100_000 - seasons).clip(lower=0) + (seasons - 130_000).clip(lower=0)
charge = 30_000 + 10 * missed.mean()
### END SOLUTION
q.check(charge)

# %% [markdown]
# ## Stretch 选修
#
# ### 7 Tuned on one season (stretch)
#
# The small rule below asks a markup on cost and orders as in lesson 2. Find the markup of `tries` that is best on seed 106 alone, and the one that is best over all ten practice seasons. How much, on average over the ten, does it cost to have listened to one season? In yuan, 0 or more.

# %% id="ex-tuned"
q = question("C-ex-tuned")
tries = [1.8, 1.9, 2.0, 2.1]


def small_rule(today, memory, markup=1.8):
    plan = {"price": {}, "restock": {}, "staff": 3}
    for code, item in today["items"].items():
        plan["price"][code] = round(markup * (item["unit_cost"] + item["parcel"]))
        missing = int(2 * sum(item["sold"][-7:]) + item["lot"] - item["stock"] - item["on_the_way"])
        if missing >= item["lot"] and today["days"] - today["day"] > 6:
            plan["restock"][code] = missing
    return plan


cost_of_listening = ...
### BEGIN SOLUTION
seasons = pd.DataFrame({markup: evaluate(small_rule, markup=markup).table()["profit"] for markup in tries})
cost_of_listening = seasons.mean().max() - seasons.mean()[seasons.loc[106].idxmax()]
### END SOLUTION
q.check(cost_of_listening)

# %% [markdown]
# ### 8 What would you not automate? (stretch)
#
# Name one decision of ten modules that you would keep for a person, and why a rule that knows only `today` must get it wrong. Two or three sentences.

# %% id="ex-person"
q = question("C-ex-person")
kept = ...
### BEGIN SOLUTION
kept = (
    "A buyer who says that the strap tore on her first trip. The rule sees one refund; it doesn't see that the next two hundred "
    "straps come from the same batch."
)
### END SOLUTION
q.check(kept)

# %% [markdown]
# ## How far are you?

# %%
progress()

# %% [markdown] id="way"
# Before: [lesson 2](lesson_2_by_rule.ipynb)
