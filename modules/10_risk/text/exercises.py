# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Practice: what may happen, who did it, what it costs to be wrong
#
# *Module 10 · about 2½ hours for the core questions, as many more for the stretch ones as you like*
#
# Work after each lesson, not all at once. Replace `...` and run the cell; the answer says what is off. `q.hint()` in a cell of its own gives up to three hints. After a try, `q.solution()` opens a worked solution, where your edition has one.
#
# Nobody marks this. The questions whose headings say so are stretch 选修, all others core 必修. Three of the core ones come from modules 02, 03 and 04.
#
# **On this page:** the reserve · false orders · claims · the watch · how far are you

# %% [markdown]
# ## Fetch the tools
#
# Run this cell first, and again whenever you come back.

# %%
import math

import pandas as pd

from shoplab import at_risk, load, metrics, progress, question
from shopworld.risk.refund_score import bought, expected
from shopworld.risk.signs import EARLY, LATE, signs

# %% [markdown]
# ## The reserve
#
# *After lesson 1.*
#
# ### 1 The word that was forbidden
#
# "One word, one fine, who cares?" From `risk_register`: what is the expected loss a year of `Forbidden advertising word`, from its three years? Yuan, unrounded.

# %% id="ex-expected"
q = question("10-ex-expected")
register = load("risk_register").set_index("risk")
a_year = ...
### BEGIN SOLUTION
a_year = register.loc["Forbidden advertising word", ["loss_2023", "loss_2024", "loss_2025"]].sum() / 3
### END SOLUTION
q.check(a_year)

# %% [markdown]
# ### 2 Who answers for how much?
#
# Each risk has one owner. Give the expected loss a year by `owner`: a Series.

# %% id="ex-owners"
q = question("10-ex-owners")
register = load("risk_register")
by_owner = ...
### BEGIN SOLUTION
register["expected"] = register[["loss_2023", "loss_2024", "loss_2025"]].sum(axis=1) / 3
by_owner = register.groupby("owner")["expected"].sum()
### END SOLUTION
q.check(by_owner)

# %% [markdown]
# ### 3 Five quiet years, a guess
#
# **Predict.** A shop had five years without a take-over. Up to how many cases a year would such a silence still have a chance of 5 %? Any number from 0 to 1 is taken.

# %% id="ex-guess-silent"
q = question("10-ex-guess-silent")
my_guess = ...
### BEGIN SOLUTION
my_guess = 0.2
### END SOLUTION
q.check(my_guess)

# %% [markdown]
# ### 4 Five quiet years
#
# Now work it out: the rate at which e to the power of −5 × rate is 0.05. `math.log` is the natural logarithm.

# %% id="ex-silent"
q = question("10-ex-silent")
rate = ...
### BEGIN SOLUTION
rate = math.log(20) / 5
### END SOLUTION
q.check(rate)

# %% [markdown]
# ### 5 Without the leak
#
# Wen takes the right to export away from all but two people. Suppose that `Buyers' data leave the house` never comes again: what does one year in twenty cost at least then? Fill in the blanks.

# %% id="ex-bad-year"
q = question("10-ex-bad-year")
register = load("risk_register").set_index("risk")
cases = register[["cases_2023", "cases_2024", "cases_2025"]].sum(axis=1)
loss = register[["loss_2023", "loss_2024", "loss_2025"]].sum(axis=1)
risks = pd.DataFrame({"often": cases / 3, "each": (loss / cases).fillna(0)})
bad = ...
# rest = risks.drop(index=[____])
# bad = at_risk.year_losses(rest["often"], rest[____]).quantile(____)
### BEGIN SOLUTION
rest = risks.drop(index=["Buyers' data leave the house"])
bad = at_risk.year_losses(rest["often"], rest["each"]).quantile(0.95)
### END SOLUTION
q.check(bad)

# %% [markdown]
# ### 6 A month without payouts (stretch 选修)
#
# Lesson 1's season again, ¥250,000 on 1 July. This time the freeze comes for certain, and it lasts four weeks. In which share of the seasons does the till run dry?

# %% id="ex-freeze"
q = question("10-ex-freeze")
paid_out, purchases = load("settlement"), load("purchase_orders")
begin, week = pd.Timestamp("2025-07-01"), pd.Timedelta(days=7)
coming = paid_out["payout"].groupby((paid_out["settled_at"] - begin) // week).sum().reindex(range(22)).round()
spent = purchases["quantity"] * purchases["unit_cost"]
going = spent.groupby((purchases["ordered_at"] - begin) // week).sum().reindex(range(22)).round() + 50_000
dry = ...
### BEGIN SOLUTION
paths = at_risk.cash_paths(250_000, coming, going, off=0.10, freeze=1.0, weeks=4)
dry = (paths.min(axis=1) < 0).mean()
### END SOLUTION
q.check(dry)

# %% [markdown]
# ### 7 Enough for nine sales of ten
#
# A forecast says 300 pieces and is off by 30 %. How many pieces are enough in nine of ten such sales? Ask `at_risk.pieces_wanted`, and lay what comes into a `pd.Series`: then `.quantile`.

# %% id="ex-buffer"
q = question("10-ex-buffer")
pieces = ...
### BEGIN SOLUTION
pieces = pd.Series(at_risk.pieces_wanted(300, 0.3)).quantile(0.9)
### END SOLUTION
q.check(pieces)

# %% [markdown]
# ### 8 Points from the warehouse
#
# From module 02: the first scan 揽收 ends the 48 hours. Which share of the parcels in `shipments` had it later than 48 hours after payment?

# %% id="ex-late-parcels"
q = question("10-ex-late-parcels")
parcels = load("shipments").merge(load("orders")[["order_id", "paid_at"]], on="order_id").dropna(subset=["picked_up_at"])
late = ...
### BEGIN SOLUTION
late = ((parcels["picked_up_at"] - parcels["paid_at"]) > pd.Timedelta(hours=48)).mean()
### END SOLUTION
q.check(late)

# %% [markdown]
# ## False orders
#
# *After lesson 2.*
#
# ### 9 Another platform's fine
#
# "On Douyin the fine is small," says the agency. Take lesson 2's napkin: ¥2,180 if nobody notices. If somebody does: the penalty of `fictitious transactions` there, ¥500 for each day of lower ranking, and ¥12,820 spent. What does it come to on average at a chance of 5 %?

# %% id="ex-napkin"
q = question("10-ex-napkin")
rules = load("platform_penalties")
comes_to = ...
### BEGIN SOLUTION
rule = rules[(rules["platform"] == "Douyin") & (rules["offence"] == "fictitious transactions")].iloc[0]
comes_to = 0.95 * 2_180 - 0.05 * (rule["penalty"] + 500 * rule["ranking_loss_days"] + 12_820)
### END SOLUTION
q.check(comes_to)

# %% [markdown]
# ### 10 A sign and a base rate
#
# In another shop 2 % of all orders are false. A sign shows on 60 % of the false ones and on 3 % of the honest ones. What share of the orders that show it is false?

# %% id="ex-posterior"
q = question("10-ex-posterior")
share = ...
### BEGIN SOLUTION
share = 0.02 * 0.6 / (0.02 * 0.6 + 0.98 * 0.03)
### END SOLUTION
q.check(share)

# %% [markdown]
# ### 11 The rule of thumb
#
# "Three orders in an hour, and I know enough," says Old Ma. Take `hurry` alone: its precision and its recall, as a dictionary with these two keys. An order is proved when two of the late signs are there.

# %% id="ex-hurry"
q = question("10-ex-hurry")
found = signs(load)
found["proved"] = found[list(LATE)].sum(axis=1) >= 2
rates = ...
### BEGIN SOLUTION
rates = {"precision": found.loc[found["hurry"], "proved"].mean(), "recall": found.loc[found["proved"], "hurry"].mean()}
### END SOLUTION
q.check(rates)

# %% [markdown]
# ### 12 In which order?
#
# Put the steps in order; a list of five letters.
#
# - A: Hold the orders of the combinations that pay.
# - B: Learn from past orders which signs separated the proved ones from the others.
# - C: Write down what came of each, and work the rule out anew each quarter.
# - D: A person asks the buyer, with a sentence that one can say to an honest one.
# - E: Put a price on both errors, and find the border.

# %% id="ex-steps"
q = question("10-ex-steps")
steps = ...
### BEGIN SOLUTION
steps = ["B", "E", "A", "D", "C"]
### END SOLUTION
q.check(steps)

# %% [markdown]
# ### 13 Counting signs (stretch 选修)
#
# Zhou holds every order with four of the six early signs or more. What does that save in yuan, with ¥60 and ¥90 as in lesson 2, and proved orders as the false ones?

# %% id="ex-four-signs"
q = question("10-ex-four-signs")
found = signs(load)
found["proved"] = found[list(LATE)].sum(axis=1) >= 2
saves = ...
### BEGIN SOLUTION
named = found[list(EARLY)].sum(axis=1) >= 4
hit = (named & found["proved"]).sum()
saves = 60 * hit - 90 * (named.sum() - hit)
### END SOLUTION
q.check(saves)

# %% [markdown]
# ### 14 In your own words (stretch 选修)
#
# Answer the agency for Wen, in three sentences: what it would bring, what it would cost, and what she does instead. Any whole sentence is taken; then compare it with ours.

# %% id="ex-words"
q = question("10-ex-words")
my_words = ...
### BEGIN SOLUTION
my_words = "No. Your nine hundred orders bring little and cost the shop. We enter the event, and we report you."
### END SOLUTION
q.check(my_words)

# %% [markdown]
# ## Claims
#
# *After lesson 3.*
#
# ### 15 The second witness
#
# Claim F4's fake clicks from 12 August on by **carts**: honest clicks are the carts since, divided by its own earlier carts per click. What do the others cost, at what a click has cost since? Yuan, unrounded.

# %% id="ex-honest-clicks"
q = question("10-ex-honest-clicks")
feed = load("feed_ad_daily")
own = feed[feed["placement"] == "F4"].set_index("date").sort_index()[["clicks", "carts", "devices", "cost"]]
claim = ...
### BEGIN SOLUTION
since = pd.Timestamp("2025-08-12")
before, after = own[own.index < since].sum(), own[own.index >= since].sum()
honest = after["carts"] / (before["carts"] / before["clicks"])
claim = (after["clicks"] - honest) * after["cost"] / after["clicks"]
### END SOLUTION
q.check(claim)

# %% [markdown]
# ### 16 What is a proof?
#
# Which of these would you send to the platform? A letter, in quotation marks.
#
# - A: This placement has the fewest carts per click of all six.
# - B: This placement cost more than twenty thousand yuan in the year.
# - C: Since one day, this placement's devices per click and carts per click have both fallen to about half of their own earlier level.
# - D: In November many more clicks than usual came back without buying.

# %% id="ex-proof"
q = question("10-ex-proof")
letter = ...
### BEGIN SOLUTION
letter = "C"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 17 Good customers of poor goods (stretch 选修)
#
# How many buyers have three refunds or more, and yet fewer than twice what anybody would have had with the same goods (`expected`, added up)?

# %% id="ex-explained"
q = question("10-ex-explained")
lines = bought(load)
lines["expected"] = expected(lines)
explained = ...
### BEGIN SOLUTION
people = lines.groupby("buyer_id").agg(back=("back", "sum"), expected=("expected", "sum"))
explained = ((people["back"] >= 3) & (people["back"] < 2 * people["expected"])).sum()
### END SOLUTION
q.check(explained)

# %% [markdown]
# ### 18 Three of three
#
# From module 03: a new buyer sent back three lines of three. Mix with the crowd, 9 %, worth 200 lines. What share do you expect of the next one?

# %% id="ex-shrunk"
q = question("10-ex-shrunk")
next_share = ...
### BEGIN SOLUTION
next_share = (3 + 200 * 0.09) / (3 + 200)
### END SOLUTION
q.check(next_share)

# %% [markdown]
# ### 19 Bare in September
#
# Of the texts of `campaign_copy` published in September with an empty `named_basis`: how many have a `was_price` above the lowest price of the seven days before, the day itself left out?

# %% id="ex-bare"
q = question("10-ex-bare")
copy = load("campaign_copy")
days = pd.Index(sorted(load("calendar")["date"]))
price_of = load("price_log").pivot(index="valid_from", columns="sku", values="price").reindex(days).ffill()
false_in_september = ...
### BEGIN SOLUTION
low_7 = price_of.rolling(7).min().shift(1)
bare = copy[(copy["published_at"].dt.month == 9) & (copy["named_basis"] == "")]
lowest = pd.Series([low_7.at[place] for place in zip(bare["published_at"], bare["sku"], strict=True)], bare.index)
false_in_september = (bare["was_price"] > lowest).sum()
### END SOLUTION
q.check(false_in_september)

# %% [markdown]
# ### 20 How far too high? (stretch 选修)
#
# Of all the year's texts with an empty basis and a `was_price` above the lowest of seven days: by what share does it lie above that lowest price, on average over the texts?

# %% id="ex-overstated"
q = question("10-ex-overstated")
copy = load("campaign_copy")
days = pd.Index(sorted(load("calendar")["date"]))
price_of = load("price_log").pivot(index="valid_from", columns="sku", values="price").reindex(days).ffill()
too_high = ...
### BEGIN SOLUTION
low_7 = price_of.rolling(7).min().shift(1)
bare = copy[copy["named_basis"] == ""]
lowest = pd.Series([low_7.at[place] for place in zip(bare["published_at"], bare["sku"], strict=True)], bare.index)
too_high = (bare["was_price"] / lowest - 1)[bare["was_price"] > lowest].mean()
### END SOLUTION
q.check(too_high)

# %% [markdown]
# ### 21 What the clicks must bring
#
# From module 04: an article sells for ¥79 and costs ¥49, all told. Which ROAS must an ad reach so that nothing is lost?

# %% id="ex-break-even"
q = question("10-ex-break-even")
must_reach = ...
### BEGIN SOLUTION
must_reach = 79 / (79 - 49)
### END SOLUTION
q.check(must_reach)

# %% [markdown]
# ## The watch
#
# *After lesson 4.*
#
# ### 22 The usual worst
#
# What is the largest number of one-star reviews that any article **but** P02-2 got within 72 hours? Sort by time, then roll.

# %% id="ex-burst"
q = question("10-ex-burst")
reviews = load("reviews")
most = ...
### BEGIN SOLUTION
bad = reviews[(reviews["stars"] == 1) & (reviews["sku"] != "P02-2")].sort_values("written_at").set_index("written_at")
most = int(bad.groupby("sku")["order_id"].rolling("72h").count().max())
### END SOLUTION
q.check(most)

# %% [markdown]
# ### 23 Six, where two and a half are usual
#
# A product has 2.5 quality refunds in a usual week. How likely are six or more by chance?

# %% id="ex-chance"
q = question("10-ex-chance")
chance = ...
### BEGIN SOLUTION
chance = metrics.alarm_chance(6, 2.5)
### END SOLUTION
q.check(chance)

# %% [markdown]
# ### 24 Small groups
#
# Zhou wants to hand out `province`, `age_band`, `city_tier` and `device` of all `buyers`. How many people stand in a group of fewer than five?

# %% id="ex-small-groups"
q = question("10-ex-small-groups")
buyers = load("buyers")
in_small_groups = ...
### BEGIN SOLUTION
alike = buyers.groupby(["province", "age_band", "city_tier", "device"])["buyer_id"].transform("size")
in_small_groups = (alike < 5).sum()
### END SOLUTION
q.check(in_small_groups)

# %% [markdown]
# ### 25 A code for each buyer (stretch 选修)
#
# A courier and a survey firm both get lists, and each needs a column that says which rows are the same buyer. What do you give them? A letter.
#
# - A: The telephone number, turned into a code by a well-known recipe without a secret.
# - B: For each recipient another code, made with a secret that only the shop has.
# - C: A new random number in each row.
# - D: The last four digits of the telephone number.

# %% id="ex-pseudonym"
q = question("10-ex-pseudonym")
letter = ...
### BEGIN SOLUTION
letter = "B"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ### 26 A lock after three
#
# An account locks itself after three failures within an hour of the clock. How often would that have happened in the year, over all accounts of `logins`?

# %% id="ex-locked"
q = question("10-ex-locked")
logins = load("logins")
locks = ...
### BEGIN SOLUTION
failed = logins[~logins["ok"]]
locks = (failed.groupby(["account", failed["at"].dt.floor("h")]).size() >= 3).sum()
### END SOLUTION
q.check(locks)

# %% [markdown]
# ### 27 Answered after two days
#
# Of the `violation` notices that were answered: which share was answered more than 48 hours after it was issued?

# %% id="ex-slow"
q = question("10-ex-slow")
notices = load("notices").dropna(subset=["answered_at"])
slow = ...
### BEGIN SOLUTION
violations = notices[notices["kind"] == "violation"]
slow = ((violations["answered_at"] - violations["issued_at"]) > pd.Timedelta(hours=48)).mean()
### END SOLUTION
q.check(slow)

# %% [markdown]
# ## How far are you?

# %% [markdown]
# This table counts tries and hints of this notebook and of the lessons beside it.

# %% id="how-far" tags=["nbval-ignore-output"]
progress()

# %% [markdown] id="way"
# Before: [lesson 4](lesson_4_watch.ipynb) · Next: [capstone, lesson 1](../capstone/lesson_1_by_hand.ipynb)
