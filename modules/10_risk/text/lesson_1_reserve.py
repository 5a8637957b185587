# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # What can hit us next year, and how much must lie ready?
#
# *About 50 minutes, with ten for the morning · outline 10.01, 10.09 · you will be able to: rank risks by what they cost and not by how often they are talked about; say what a bad year
# costs; find the week in which the till may run dry, and the pieces that may not be sold twice.*
#
# Wen 阿雯 wants to take ¥250,000 out of the bank for next season's goods and asks what must stay. Zhou 小周 has an answer. He has counted what went wrong in three years. "Nobody answers at peak, thirty-six times.
# Late suppliers, thirty-five. Let's hire one more at the desk, and the rest is noise." <!-- given -->

# %% [markdown]
# ## 8:50
#
# Tuesday, 22 July 2025. Four of the morning's exports have a clock. What is due, and what is already lost?

# %%
from pathlib import Path

import pandas as pd

from shoplab import at_risk, load, question, show, use_style

use_style()
MORNING = Path("..") / ".." / "datasets" / "raw" / "2025-07-22"
names = ["open_notices", "parcels_at_risk", "open_tickets", "unpaid_orders"]
waiting = {name: pd.read_csv(MORNING / f"{name}.csv", encoding="gbk", dtype=str) for name in names}
now = pd.Timestamp("2025-07-22 08:50")
parcels = waiting["parcels_at_risk"]
parcels["lost"] = pd.to_datetime(parcels["揽收截止"]) < now
pd.Series({name: len(table) for name, table in waiting.items()}), int(parcels["lost"].sum())

# %% [markdown]
# A hundred and six lines. Whoever sorts the parcels 包裹 by deadline puts three on top that have missed their 48 hours already: the points are gone, and the hour goes after them. Strike them out. Then ask how many lines **one** action saves.
# One call to a warehouse saves all its parcels; one message reaches everybody who hasn't paid.

# %%
notices = [("answer notice", row["标题"], row["截止时间"], 1) for _, row in waiting["open_notices"].iterrows()]
calls = [("call warehouse", house, part["揽收截止"].min(), len(part)) for house, part in parcels[~parcels["lost"]].groupby("仓库")]
grave = waiting["open_tickets"].sort_values(["等级", "创建时间"], ascending=[False, True]).head(4)
tickets = [("take over ticket", row["工单编号"].strip(), row["创建时间"], 1) for _, row in grave.iterrows()]
message = [("remind all unpaid", "催付", waiting["unpaid_orders"]["自动关闭时间"].min(), len(waiting["unpaid_orders"]))]
actions = pd.DataFrame(notices + calls + tickets + message, columns=["do", "what", "clock", "saves"])
actions

# %% [markdown]
# Ten actions for fifty-three lines. The first is due in ten minutes: a licence 资质 is about to expire. Now the year.
#
# ## Before we start
#
# Three questions from earlier. Eight orders leave ¥12 each, two cost ¥30 each. What does an order leave on average? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("10-recall-average")
q.check(recall_1)

# %% [markdown]
# An article was never out of stock in three deliveries. Is its stock-out probability 缺货概率 zero? `"yes"`, `"no"` or `"can't tell"`.

# %% id="recall-2"
recall_2 = ...
q = question("10-recall-never")
q.check(recall_2)

# %% [markdown]
# You order for a sale and stock exactly what the forecast's middle says. In how many of a hundred such sales is it too little?

# %% id="recall-3"
recall_3 = ...
q = question("10-recall-middle")
q.check(recall_3)

# %% [markdown]
# ## Thirty-six small ones, two large ones
#
# The risk register 风险清单 has each risk with its owner, its signal, and three years of cases and losses. Lantern Lane 灯巷 is one year old; 2023 and 2024 are from the shop of the same size for which Old Ma
# 老马 packed before.
#
# **Predict.** Of twenty risks, where does Zhou's most frequent one, nobody at the desk, stand when they are sorted by money? Write a place from 1 to 20.

# %% id="guess-place"
my_guess = ...

# %%
register = load("risk_register").set_index("risk")
cases = register[["cases_2023", "cases_2024", "cases_2025"]].sum(axis=1)
loss = register[["loss_2023", "loss_2024", "loss_2025"]].sum(axis=1)
risks = pd.DataFrame({"owner": register["owner"], "often": cases / 3, "each": loss / cases, "expected": loss / 3})
risks["place"] = risks["expected"].rank(ascending=False).astype(int)
risks.sort_values("expected", ascending=False).head(6).round(1)

# %%
risks.loc[["Nobody answers at peak", "Supplier late", "Overselling in a big sale"]].round(1)

# %% [markdown]
# The expected loss 期望损失 is how often × how much. The desk costs about ¥16,100 a year and stands in place 12. Buyers' data that leave the house came twice in three years and cost ¥156,378 a year. It has an owner, Wen, and the
# control costs nothing: fewer people who may export. **Count money, not cases.** Each line needs three things beside the sum: one owner, one signal, one control.
#
# ## The risk that never came
#
# One risk has cost nothing so far.

# %%
risks.loc["Cash runs short before Double 11"]

# %% [markdown]
# No case in three years, so Zhou leaves it out. Try the opposite. Suppose it comes `rate` times a year on average. How likely are three years without it? That is e to the power of −3 × rate.

# %%
import math

silent = {rate: round(math.exp(-3 * rate), 2) for rate in [0.1, 0.3, 0.5, 1.0]}
silent

# %% [markdown]
# Even something that comes once every second year stays away for three years in 22 % of all cases. At once a year it is 5 %. **Three quiet years don't prove less than one case a year.** What hasn't come is
# priced by other shops' cases, or by thinking it through, as we do with the cash below.
#
# ## Worked example: the year, not the average
#
# All risks together cost an average. Nobody lives through an average year. `at_risk.year_losses` plays 10,000 years: each risk comes by chance, as often and as dear as the register says.

# %%
# 1 what the average year costs
expected = risks["expected"].sum()
# 2 ten thousand years
years = at_risk.year_losses(risks["often"], risks["each"].fillna(0))
# 3 the bad one: nineteen of twenty are better
bad = years.quantile(0.95)
round(expected), round(years.median()), round(bad)

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

figure = Figure()
axes = figure.subplots()
axes.hist(years.clip(upper=2_000_000) / 1000, bins=50, color=GREY)
for value, name, colour in [(expected, "average", "black"), (bad, "one year in twenty\nis worse", ACCENT)]:
    axes.axvline(value / 1000, color=colour)
    axes.annotate(name, (value / 1000, 1), xycoords=("data", "axes fraction"), xytext=(5, -26), textcoords="offset points", color=colour)
axes.set(title="A bad year costs twice the average one", xlabel="Losses in a year, ¥1,000 (the last bar: more)", ylabel="Years of 10,000")
show(
    figure,
    alt="Histogram of the losses of 10,000 years, from about 90 to over 2,000 thousand yuan, leaning to the left; the average is marked near 585, the limit of the worst twentieth near 1,215.",
    takeaway="Budget the average, keep a reserve for the bad year.",
)

# %%
# what must lie ready: the bad year less the average
round(bad - expected)

# %% [markdown]
# The average year costs ¥585,108; half of all years stay below ¥499,197; one in twenty costs more than ¥1,215,214. The average belongs into the year's plan. The bad year less the average, ¥630,106, must lie ready. It is a **reserve**, in money, insurance or a credit line; the credit line below is a part of how it is held. Wen's ¥250,000 are not spare.
#
# ## The week the till runs dry
#
# The shop earns. Yet goods are paid when they are ordered, and buyers' money comes a week or more later. Wen's till on 1 July holds ¥250,000; wages, rent, parcels and ads take about ¥50,000 a week. <!-- given -->

# %%
start, fixed = 250_000, 50_000


def weekly(when, yuan):
    week = (when - pd.Timestamp("2025-07-01")) // pd.Timedelta(days=7)
    return yuan.groupby(week).sum().reindex(range(22)).round()


paid_out = load("settlement")
bought = load("purchase_orders")
coming = weekly(paid_out["settled_at"], paid_out["payout"])
going = weekly(bought["ordered_at"], bought["quantity"] * bought["unit_cost"]) + fixed
plan = start + (coming - going).cumsum()
round(plan.min()), int(plan.idxmin()) + 1, round(plan.iloc[-1])

# %% [markdown]
# Zhou is content: the lowest point is ¥36,443, in the second week, and from then on it rises. But that is one path. Let what comes in be off by 10 % for the season, up or down, with some luck each week, and let the platform hold back payouts for two weeks in one year of ten.

# %%
paths = at_risk.cash_paths(start, coming, going, off=0.10, freeze=0.10)
lowest = pd.Series(paths.min(axis=1))
dry = (lowest < 0).mean()
credit = -lowest.quantile(0.05)
round(float(dry), 3), round(credit)

# %% [markdown]
# In 31 % of the seasons the till runs dry, with a plan that never does. A credit line of ¥275,305 covers nineteen seasons of twenty. It is cheap in September and hardly to be had in the week that needs it.
#
# ## Change something
#
# What helps more: ¥100,000 more at the start, or weeks that are cheaper? Tab to a box, type, press Enter.

# %% id="cash-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def draw(till, week_costs, percent_off):
    tried = at_risk.cash_paths(till, coming, going - fixed + week_costs, off=percent_off / 100, freeze=0.10)
    picture = Figure()
    place = picture.subplots()
    for share, colour in [(0.05, ACCENT), (0.5, "black"), (0.95, GREY)]:
        line = pd.DataFrame(tried).quantile(share) / 1000
        place.plot(line, color=colour)
        place.annotate(f"{share:.0%}", (21, line[21]), xytext=(4, 0), textcoords="offset points", color=colour, annotation_clip=False)
    place.axhline(0, color="black", linewidth=0.8)
    runs_dry = (tried.min(axis=1) < 0).mean()
    place.set(title=f"The till runs dry in {runs_dry:.0%} of the seasons", xlabel="Weeks after 1 July", ylabel="¥1,000")
    show(picture, alt="Three lines of the till over 22 weeks: the 5, 50 and 95 per cent points of 2,000 seasons.", takeaway="Seasons of a hundred that end below the line: 5, 50, 95.")


boxes = {"till": whole("Till on 1 July", 250_000, 0, 900_000, 50_000), "week_costs": whole("Wages, rent, ads a week", 50_000, 20_000, 90_000, 5_000)}
controls(draw, **boxes, percent_off=whole("Sales off plan, %", 10, 0, 40, 5), height="430px")

# %%
draw(250_000, 50_000, 10)

# %% [markdown]
# ## The trap
#
# Old Ma 老马 orders for a sale what the forecast says: 546 pieces of the cable organiser, as on 10 and 11 November. Forecasts of a sale are off by a quarter. Two shops sell from one shelf, and stock is told to the second every quarter of an hour. A piece sold twice 超卖 costs ¥30 in
# penalty and apology; a piece left over ¥4. <!-- given -->

# %%
wanted = at_risk.pieces_wanted(546, 0.25)
short = {pieces: round((wanted > pieces).mean(), 2) for pieces in [546, 600, 700, 800]}
cost = {pieces: float((30 * (wanted - pieces).clip(0) + 4 * (pieces - wanted).clip(0)).mean().round()) for pieces in [546, 600, 700, 800]}
pd.DataFrame({"too few in": short, "costs on average": cost})

# %% [markdown]
# Ordering the middle runs short in half of all sales and costs ¥2,135 on average, 700 pieces ¥1,112. Most people call the first bad luck. It is the plan. **The middle is right only where both errors cost the same.** And the stop at the buffer 安全库存 is set beforehand: who oversells promises goods that don't exist.
#
# ## Your turn
#
# Take Zhou's view once more: with the till at ¥350,000 instead, and everything else as above, in which share of the seasons does it run dry? <!-- given -->

# %% id="dry-at-350"
dry_at_350 = ...
q = question("10-dry-at-350")
q.check(dry_at_350)

# %% [markdown]
# ## What to remember
#
# - Rank by expected loss. Then ask what the bad year costs, and keep the difference ready.
# - No case so far is no proof of none: three quiet years fit a risk of one a year.
# - A plan that never falls below zero can still run dry in three seasons of ten.
#
# ## On the real platform
#
# Payout times and what may be held back stand in the platform's settlement rules; the account page is in the [back office](../../course/platform_names.md) of each. Points and what follows them: [notices and penalties](../../course/platform_names.md).
# Late dispatch and overselling are punished by platform rules, which change several times a year. This is a teaching aid, no legal advice.

# %% [markdown] id="way"
# Before: [module 09, exercises](../09_team/exercises.ipynb) · Next: [lesson 2](lesson_2_false_orders.ipynb)
