# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # A half-price coupon for everybody. Whom does it bring?
#
# *About 50 minutes · outline 08.08, 08.09, 08.11, 08.16, 08.20, 08.21 · you will be able to: tell who comes because of a coupon from who comes anyway; check whether a tag is more than chance; say what
# a member, a community or an affiliate adds.*
#
# "A half-price coupon wins dormant buyers back," says the deck, and Zhou 小周 has the proof: of the sleeping buyers who got one, one in ten ordered. He wants to send it to all 12,000 buyers of earlier years. Wen 阿雯 counts: up to ¥15 each. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import numpy as np
import pandas as pd

from shoplab import load, metrics, question, show, uplift, use_style

use_style()

# %% [markdown]
# In an experiment 10 % of those written to ordered, and 8 % of the hold-out. How many orders do 1,000 messages bring? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("08-recall-thousand")
q.check(recall_1)

# %% [markdown]
# Ads for our own name were credited with 100 orders; where they were off, 5 of those were lost. Which share did they bring? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("08-recall-own-name")
q.check(recall_2)

# %% [markdown]
# Twenty groups are compared and the best is picked. Next month it will probably look "better", "the same" or "worse"?

# %% id="recall-3"
recall_3 = ...
q = question("08-recall-picked")
q.check(recall_3)

# %% [markdown]
# ## The deck's claim
#
# The coupon was given by lot to half of them. Dormant 沉睡 means: no order for 180 days. **Predict.** By how much does the coupon raise a dormant buyer's *margin* of thirty days? Yuan a head. <!-- given -->

# %% id="guess-margin"
my_guess = ...

# %%
trial = load("coupon_trial")
trial["asleep"] = trial["recency_days"] >= 180
table = trial.groupby(["asleep", "coupon"])[["ordered_30d", "paid_30d", "margin_30d"]].mean()
table.round(4)

# %% [markdown]
# With the coupon 9.9 % of the dormant ordered. Without it, 7.4 % did. So 2.6 in a hundred were won; the other seven got a discount on an order that was coming. Their sales rise, and their margin falls from ¥3.25 a head to ¥2.99. The claim is true in orders. In money nothing is won; perhaps a little is lost, within chance. <!-- given -->
#
# ## Four kinds of people
#
# Some come because of it, some come anyway, some never come, and some are put off by being written to. Nobody wears a badge. But groups can be compared, with and without: that is uplift 增量, and it is not response.

# %%
# 1 tags that were known before the lot was drawn
trial["opens"] = np.select([trial["messages_opened"] == 0, trial["messages_opened"] == 1], ["0", "1"], "2-5")
groups = [trial["asleep"], trial["opens"]]
# 2 orders with and without
table = uplift.by_group(groups, trial["coupon"], trial["ordered_30d"])
# 3 in money: baskets are alike in all groups, so one margin with and one without
margin = trial[trial["ordered_30d"]].groupby("coupon")["margin_30d"].mean()
table["gain"] = table["with"] * margin[True] - table["without"] * margin[False]
margin.round(2), table.round(3)

# %% [markdown]
# An order with the coupon leaves ¥29.28, one without ¥44.30. Who bought lately and reads our messages comes twice as often with it: ¥1.62 a head. Who bought lately and never opens one perhaps *loses* orders by being written to, and the dormant readers perhaps pay, by 20 fen: both are within chance. Everybody else seems to cost money. <!-- given -->
#
# So 2,400 coupons are plenty, not 12,000: the first 1,833 go to the readers who bought lately, the other 567 to dormant readers, and nobody else gets one. <!-- given -->

# %% [markdown]
# ## Is a tag more than chance?
#
# A profile 画像 becomes a tag, a tag a text: "for readers, new arrivals first". With enough tags some group will always shine. The check: split the people by lot and see whether both halves say the same.

# %%
even = trial["trial_id"] % 2 == 0


def both_halves(*columns):
    """The uplift of every group in each half, and how alike the halves are (correlation of ranks)."""
    halves = [uplift.by_group([part[name] for name in columns], part["coupon"], part["ordered_30d"])["uplift"] for part in (trial[even], trial[~even])]
    return len(halves[0]), round(halves[0].rank().corr(halves[1].rank()), 2)


trial["age"] = trial["age_band"].fillna("").replace("", "not given")
{"asleep × opens": both_halves("asleep", "opens"), "age × city": both_halves("age", "city_tier")}

# %% [markdown]
# The six groups by habit agree at 0.89. The 24 groups by age and city agree at -0.24: whichever shone in one half was ordinary in the other. Tags of what people *do* hold; tags of who they *are* may describe, and here they decide nothing. And no tag may be used to treat buyers unfairly in price (PIPL, in force since 2021-11-01, on automated decisions; rules change). <!-- given -->
#
# ## In which order?
#
# A ranking is good if its first people bring the most. The Qini curve 增益曲线 draws it; the straight line is a ranking by lot (stretch 选修: the area between).

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, COLOURS, GREY

score = trial[["asleep", "opens"]].merge(table["gain"], left_on=["asleep", "opens"], right_index=True)["gain"].reindex(trial.index)
curves = {
    "by gain": uplift.qini_curve(score, trial["coupon"], trial["margin_30d"]),
    "most orders before": uplift.qini_curve(trial["orders_before"], trial["coupon"], trial["margin_30d"]),
}
figure = Figure()
axes = figure.subplots()
for (name, curve), colour, place in zip(curves.items(), (ACCENT, COLOURS[1]), ((0.28, 1150), (0.30, -2950)), strict=True):
    axes.plot(curve.index, curve, color=colour)
    axes.annotate(name, place, color=colour)
axes.plot([0, 1], [0, curves["by gain"].iloc[-1]], color=GREY, linestyle="--")
axes.annotate("by lot", (0.62, -750), color="black")
axes.set(title="Readers earn, regulars cost", xlabel="Share of the buyers who get the coupon", ylabel="Margin added, yuan", ylim=(-3200, 2800))
show(
    figure,
    alt="Lines of the margin added against the share of buyers who get the coupon: ranked by gain it rises to about 2,400 yuan at half of the buyers and ends at about -1,600 when all get it; ranked by orders before it falls to about -2,500 first.",
    takeaway="Giving it to the most loyal first is the dearest way of all.",
)

# %% [markdown]
# ## Who comes back, and what may it cost?
#
# Retention 留存 without a coupon: new buyers of each month, and what they leave on their first day and in the half-year after it.

# %%
orders = load("orders").merge(load("buyers")[["buyer_id", "first_seen"]], on="buyer_id")
orders = orders[orders["paid_at"].notna() & (orders["first_seen"] >= "2025-01-01") & (orders["first_seen"] < "2025-07-01")]
orders["day"] = (orders["created_at"] - orders["first_seen"]).dt.days
orders["cohort"] = orders["first_seen"].dt.strftime("%Y-%m")
people = orders.groupby("cohort")["buyer_id"].nunique()
back = orders[orders["day"].between(1, 90)].groupby("cohort")["buyer_id"].nunique() / people
later = orders[orders["day"].between(1, 180)].groupby("cohort")["paid"].sum() * 0.30 / people
pd.DataFrame({"people": people, "back in 90 days": back, "left later": later}).round(3)

# %% [markdown]
# A new buyer leaves ¥18 to ¥35 in the half-year after the first order. That is the whole sum from which a community 社群, a VIP desk or a cashback 返现 can be paid. A community that costs ¥3 a head has to raise it by 0.13, an eighth, to break even. Zhou says that members spend ¥197 and others ¥138 a year, so it surely does. Those who buy more
# join more: his comparison has no lot in it. <!-- given -->

# %%
joined = load("members")["buyer_id"]
paid = load("orders").query("paid > 0").groupby("buyer_id")["paid"].sum()
habits = load("habit_trials")
habits["a head"] = (habits["margin"] - habits["cost"]) / habits["buyers"]
habits["orders a head"] = habits["orders"] / habits["buyers"]
habits["visits a head"] = habits["visits"] / habits["buyers"]
wide = habits.pivot(index="habit", columns="offered", values=["visits a head", "orders a head", "a head"])
paid.groupby(paid.index.isin(joined)).mean().round(), wide.round(3), (3 / later).median().round(2)

# %% [markdown]
# By lot, then: three habits, a quarter long. All three raise visits two and a half times. In money, signing in 签到 adds ¥0.71 a head, points for reviews take ¥2.64 away, and the nearly-free item ¥14.71. Visits are what a habit raises first, whether or not anybody buys. <!-- given -->
#
# ## A fee in advance
#
# Paid membership 付费会员: ¥39 a year. Members order 5.5 times a year, others 1.2 times. Invited and not invited, by lot: <!-- given -->

# %%
sums = load("paid_member_trial").groupby("invited")[["buyers", "joined", "fees", "orders", "orders_by_members", "benefit_cost", "margin"]].sum()
a_head = sums.div(sums["buyers"], axis=0)
more = a_head.loc[True] - a_head.loc[False]
gain = more["margin"] + more["fees"] - more["benefit_cost"]
members = sums.loc[True, "orders_by_members"] / sums.loc[True, "joined"]
rest = (sums.loc[True, "orders"] - sums.loc[True, "orders_by_members"]) / (sums.loc[True, "buyers"] - sums.loc[True, "joined"])
lowest_fee = (more["benefit_cost"] - more["margin"]) / a_head.loc[True, "joined"]
round(members, 1), round(rest, 1), more[["orders", "margin", "fees", "benefit_cost"]].round(2), round(gain, 2), round(lowest_fee, 2)

# %% [markdown]
# An invitation adds 0.2 orders a head, not four. It is enough: ¥5.69 of margin and ¥4.62 of fees against ¥4.22 of benefits, ¥6.09 a head. The break-even fee is below zero, so the tier would pay without a fee. Run it, and for the right reason.
#
# ## Who sent them?
#
# Affiliates 淘宝客 are paid for every order over their link. In a hold-out the link was switched off for half of the visitors.

# %%
sums = load("affiliate_holdout").groupby(["publisher", "kind", "link_works"])[["visitors", "orders"]].sum()
rate = (sums["orders"] / sums["visitors"]).unstack()
report = (1 - rate[False] / rate[True]).rename("brought").reset_index("kind")
mine = load("affiliate_orders").merge(load("orders")[["order_id", "paid"]], on="order_id").groupby("publisher")
report = report.join(mine.agg(orders=("order_id", "size"), commission=("commission", "mean"), paid=("paid", "mean")))
report["an order adds"] = report["brought"] * 0.30 * report["paid"] - report["commission"]
report["paid a brought one"] = report["commission"] / report["brought"]
report.round(2)

# %% [markdown]
# Coupon sites get the lowest commission, ¥5.88 and ¥6.35 an order, and are the dearest: ¥46 and ¥39 for an order that wouldn't have come, which leaves ¥32. They stand at the till with a code while the buyer looks for one. Content sites ask for more and bring it. Recruit readers' pages, end the coupon sites. <!-- given -->

# %% [markdown]
# ## The trap
#
# Most people count who answered: redeemed coupons, members' orders, links clicked. Everybody who was coming anyway is in that count. **Ask of every group what it does without you; only the difference is yours.**

# %% [markdown]
# ## Change something
#
# How does the list change with the margin? At 45 % an order with the coupon leaves ¥29; a shop with 60 % would send it to many more. Set the margin an order leaves without the coupon. <!-- given -->

# %% id="margin-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(without):
    gains = table["with"] * (without - (margin[False] - margin[True])) - table["without"] * without
    print(gains.round(2).to_string())
    print(f"Coupons worth giving: {table['people'][gains > 0].sum():,.0f}")


controls(draw, without=whole("Margin of an order in yuan", 44, 15, 150), height="220px")

# %% [markdown]
# ## Your turn
#
# By how much does the coupon change the orders of those who are *not* dormant and opened none of our messages? Orders a hundred people: 2.0 means two more of a hundred. <!-- given -->

# %% id="put-off"
put_off = ...
q = question("08-put-off")
q.check(put_off)

# %% [markdown]
# ## What to remember
#
# - Response is who came. Uplift is who came because of it. Only a lot tells them apart.
# - A tag must say the same in both halves before it decides anything.
# - Members, communities, affiliates: against those drawn to go without, in margin, less what it costs.
#
# ## On the real platform
#
# Coupons to layers of buyers are set in 营销中心 and the crowd tools of 万相台无界; affiliates in 淘宝客 (阿里妈妈), 京东联盟, 多多进宝, 精选联盟. None shows who would have come anyway: hold a tenth of each layer out, by the last digit of the buyer's number. Messages need the buyer's consent (PIPL, in force since 2021-11-01; rules change, no legal advice).
# Dated names: `course/platform_names.md`.

# %% [markdown] id="way"
# Before: [lesson 2](lesson_2_ads.ipynb) · Next: [lesson 4](lesson_4_events.ipynb)
