# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Nine hundred orders for ¥7,200. What would they really cost us?
#
# *About 50 minutes · outline 10.02, 10.11 · you will be able to: work out why false orders don't pay, and refuse them in figures; find those that somebody has placed all the same;
# choose whom to hold when every sign has an innocent cause.*
#
# A message on Zhou's 小周 telephone: "Nine hundred orders for your new pouch, ¥8 each, real accounts, real parcels, five-star reviews. The ranking does the rest." Zhou has worked it out on a napkin. "Seven thousand two hundred.
# One day of ads costs more. And who would notice, among ninety thousand?" Wen 阿雯 says no. He asks why, and she wants him to have an answer in yuan.
#
# <!-- given -->

# %% [markdown]
# ## Before we start
#
# From lesson 1: a loss of ¥60,000 that comes once in four years. What is its expected loss a year? <!-- given -->

# %%
import pandas as pd

from shoplab import load, question, show, use_style

use_style()

# %% id="recall-1"
recall_1 = ...
q = question("10-recall-expected")
q.check(recall_1)

# %% [markdown]
# Articles with few clicks stand at both ends of a list sorted by order rate. Because of merit, or because of chance? `"merit"` or `"chance"`.

# %% id="recall-2"
recall_2 = ...
q = question("10-recall-ends")
q.check(recall_2)

# %% [markdown]
# A thousand orders, ten of them false. A test finds nine of the ten and also names ninety honest ones. What share of those it names is false?

# %% id="recall-3"
recall_3 = ...
q = question("10-recall-named")
q.check(recall_3)

# %% [markdown]
# ## The napkin, finished
#
# Brushing 刷单 means paid, empty orders that push a shop's figures. Be generous to Zhou: believe the agency that a thousand real buyers follow, and that each leaves ¥15. What else is on the bill? <!-- given -->

# %%
# 1 what it costs when nobody notices: agency, the platform's share of money that we sent ourselves, empty parcels
fees = load("platform_fees").set_index("platform").loc["Tmall"]
bill = {"agency": 900 * 8, "commission and fees": 900 * 59 * (fees["commission"] + fees["payment_rate"]), "parcels": 900 * 3}
gain = 1_000 * 15 - sum(bill.values())
# 2 what the platform takes when it does
rule = load("platform_penalties").query("platform == 'Tmall' and offence == 'fictitious transactions'").iloc[0]
# 3 days of lower ranking: a fifth of what a usual day leaves
lost_days = 0.20 * 2_500 * rule["ranking_loss_days"]
caught = rule["penalty"] + lost_days + sum(bill.values())
# 4 the chance p of being caught at which it pays nothing: (1 − p) × gain = p × caught, so p = gain ÷ (gain + caught)
border = gain / (gain + caught)
round(gain), round(caught), round(float(border), 3)

# %% [markdown]
# Unnoticed, the best case brings ¥2,180. Noticed, it costs ¥115,320, the fine taken from the deposit 保证金, and 48 points 扣分; what a year's sum of points leads to stands in each platform's rules. It pays only while the chance of being noticed is below 1.9 %. What
# an offence costs times how likely it is seen is the **expected penalty** 预期处罚. How likely is it seen? We'll measure that ourselves, below: nine hundred orders have nine hundred chances to be seen.
#
# > **The red line 红线.** China's E-commerce Law (in force since 1 January 2019) forbids fictitious transactions and fabricated reviews in article 17. Under the Anti-Unfair Competition Law as amended in 2019, helping others to false sales figures by organised fake transactions
# > costs ¥200,000 to ¥1 million, in serious cases up to ¥2 million, and the licence may go. Since 15 October 2025 a revised law is in force, whose article 9 also names false reviews. A list of cases that the market regulator published in 2021
# > has a shop with 926 false orders at ¥8 each. Rules change; look up today's text. This course shows how such orders are found. It shows nobody how to place them. <!-- given -->
#
# The honest way to the same end costs money too, and buys something: samples to test buyers, an entry into the new-item zone, an official event. Wen's answer to the agency is one line, and a report to the platform.
#
# ## Somebody has done it
#
# The register has a case from 2024. Is there one in 2025? `signs` looks at every paid order. Six signs are there before the parcel leaves, three come afterwards.

# %%
from shopworld.risk.signs import EARLY, LATE, signs

found = signs(load)
early, late = list(EARLY), list(LATE)
early, late, len(found)

# %% [markdown]
# A shared `device`, `address` or `ip`: four buyers or more in the same fortnight. `hurry`: all orders of a buyer with three or more within an hour. `scripted`: a short visit with two rivals' pages, as by instruction. `silent`: nobody asked. Afterwards: a parcel too `light` for its goods, receipt `confirmed`
# within twelve hours, and a long `praised` review with a photo. We call an order **proved** when two of the three late signs are there. <!-- given -->
#
# **Predict.** Of the orders that went to a shared address, what share will be proved? Between 0 and 1.

# %% id="guess-address"
my_guess = ...

# %%
found["proved"] = found[late].sum(axis=1) >= 2
base = found["proved"].mean()
at_address = found.loc[found["address"], "proved"]
{"false": round(float(base), 3), "others": round(float(1 - base), 3)}, len(at_address), round(float(at_address.mean()), 3)

# %% [markdown]
# Of 3,280 orders to a shared address 23 % are proved. It is the sign of which everybody thinks first, and three of four that it names stand on no other proof. Why? Only 1.4 % of all orders are false: that is the **base rate** 基础比率. A parcel locker, an office and a student home share addresses too,
# and they have the other 98.6 % to choose from.

# %%
shown_by = pd.DataFrame({"of the proved": found.loc[found["proved"], early].mean(), "of the others": found.loc[~found["proved"], early].mean()})
shown_by["proved among them"] = [found.loc[found[sign], "proved"].mean() for sign in early]
shown_by.round(3)

# %% [markdown]
# Read the first row: a shared device shows on 43 % of the proved orders and on nearly none of the others. Read the last: silence shows on nearly all of both. A sign is worth what separates its two columns, not how suspicious it sounds.
#
# Who are the innocent? Look at the address that most people share without anything proved.

# %%
orders = load("orders").set_index("order_id")
traces = load("order_signals").set_index("order_id")
seen = found.join(orders[["buyer_id", "created_at", "channel"]]).join(traces[["address", "device"]].add_suffix("_no"))
clean = seen[seen["address"]].groupby("address_no").agg(buyers=("buyer_id", "nunique"), proved=("proved", "sum"), first=("created_at", "min"), last=("created_at", "max"))
clean[clean["proved"] == 0].nlargest(3, "buyers")

# %% [markdown]
# Twenty people at one address, all through the year, and nothing proved: a parcel locker. An office looks the same on one afternoon.
#
# And the guilty? In module 06 searchers bought cabin cases as never before, and you wrote down a question.

# %%
cases = load("order_lines").merge(load("products")).query("product == 'P18'")["order_id"]
searched = seen[seen.index.isin(cases) & (seen["channel"] == "search")]
searched.groupby(searched["created_at"].dt.month)["proved"].agg(orders="size", proved="sum").loc[7:10]

# %% [markdown]
# 312 of August's 355 orders and 144 of September's 208 are proved, none in July or October. They weren't demand: somebody pushed the case up the ranking.
#
# ## Worked example: whom to hold
#
# Holding an order before it leaves costs a talk. A false one that is held saves ¥60 on average, of points, ranking and fees. An honest buyer who is held costs ¥90: the talk, a late parcel, sometimes the buyer. Single signs mislead, so look at **combinations**. <!-- given -->

# %%
# 1 each combination of the six early signs, and the share of its orders that was proved later
kinds = found.groupby(early)["proved"].agg(orders="size", proved="sum").reset_index()
kinds["share"] = kinds["proved"] / kinds["orders"]
# 2 what holding it brings, on average, for one order
kinds["brings"] = 60 * kinds["share"] - 90 * (1 - kinds["share"])
# 3 hold what pays
kinds["hold"] = kinds["brings"] > 0
shown = kinds[kinds["orders"] >= 100].sort_values("share", ascending=False).head(6)
shown.round(2).T

# %% [markdown]
# The border is a share of 60 %, for 60 × 0.6 = 90 × 0.4. Had the talk cost nothing, it would lie at 0; it isn't a matter of being sure, it is a matter of **what each error costs**.

# %%
held = kinds[kinds["hold"]]
hit, named = held["proved"].sum(), held["orders"].sum()
precision, recall = hit / named, hit / found["proved"].sum()
round(float(precision), 2), round(float(recall), 2), int(60 * hit - 90 * (named - hit))

# %% [markdown]
# Of those held, 85 % are proved: the **precision** 精确率. Of all proved, 66 % are held: the **recall** 召回率. Together they save ¥35,370 a year. And the agency's promise, that nobody notices? A shop with six signs sees two of three proved ones; the platform has
# hundreds. That nine hundred stay unseen has no chance worth a number.
#
# ## The explorer
#
# Move the border and watch two things: who hangs together on the left, what it saves on the right. Tab to a box, type, press Enter.

# %%
from shoplab import fraud_rings

seen["share"] = found.groupby(early)["proved"].transform("mean")
explored = seen[["buyer_id", "share", "proved"]].assign(device=seen["device_no"], address=seen["address_no"])

# %% id="ring-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(percent, innocent_costs):
    alt, takeaway = fraud_rings.words(explored, percent / 100, 60, innocent_costs)
    show(fraud_rings.draw(explored, percent / 100, 60, innocent_costs), alt=alt, takeaway=takeaway)


controls(draw, percent=whole("Hold from a proved share of, %", 60, 10, 100, 5), innocent_costs=whole("An honest buyer held costs, yuan", 90, 0, 500, 10), height="520px")

# %%
draw(60, 90)

# %% [markdown]
# Each circle is one job: its accounts on the rim, the few devices and addresses that they share inside. Between 25 and 70 % the line is nearly flat. Below 20 % the lockers come in, and soon it falls off a cliff. <!-- given -->
#
# ## The trap
#
# "My rule is right for 98.6 % of all orders," says Zhou, and it names nobody. He has found the base rate. **With rare things, being right most of the time is worth nothing: ask how many of those you name, and how many of those there are.**
#
# The other half of the trap is in our own words. "Not proved" isn't "false", and it isn't "honest" either: some rings cover their traces. So nobody is accused by a table. An order is held, a person asks, and the buyer hears a sentence that can be said to an honest one.
#
# ## Your turn
#
# The platform begins to count complaints about held orders: an honest buyer who is held now costs ¥310. How many orders a year does the best rule hold then? <!-- given -->

# %% id="held-at-310"
held_at_310 = ...
q = question("10-held-at-300")
q.check(held_at_310)

# %% [markdown]
# ## What to remember
#
# - Brushing loses on a generous napkin, and the napkin leaves the law out.
# - A sign's worth depends on the base rate. A shared address names three others for each proved order.
# - The border comes from what each error costs. Hold and ask; don't accuse.
#
# ## On the real platform
#
# Report offers of false orders where the platform takes complaints; penalties stand under [notices and penalties](../../course/platform_names.md). The platform's own detection works on more than a shop sees and doesn't explain itself: keep what shows that an order was real.
# Buyers' traces are personal data: whoever looks at them needs a purpose, and no more of them than it takes (lesson 4).

# %% [markdown] id="way"
# Before: [lesson 1](lesson_1_reserve.ipynb) · Next: [lesson 3](lesson_3_claims.ipynb)
