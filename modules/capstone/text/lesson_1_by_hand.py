# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Ninety days, three rivals, ¥40,000. What do you do on Monday?
#
# *About 50 minutes · outline C.01, C.02 · you will be able to: read a season before it begins; tell cash from contribution; try a decision on
# days that have already happened, with the same luck.*
#
# The second shop opens on 24 March. Ten articles hang in it, ¥40,000 lie in the till, three rivals sell the same goods. Wen 阿雯 hands you the keys for ninety days, from spring to the end of 618.
# "I don't want to know what you sold. I want to know what was left when the shutters came down." Everything from ten modules is in it: title, price, stock, ads, coupon, livestream, people, risk.
#
# It is a simulated market, and [nothing about it is secret](../../course/market.md) but the luck and what buyers think. The same season and seed bring the same luck to everybody, as often as you like.

# %%
from shoplab import question, show, use_style
from shoplab.season import open_shop, pictures, played

use_style()

# %% [markdown]
# ## Before we start
#
# Three questions from earlier. A bag sells for ¥80; goods, fees, parcel and expected refunds come to ¥56. How many yuan of sales must a yuan of ads bring, at least? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("C-recall-roas")
q.check(recall_1)

# %% [markdown]
# An article sells 6 pieces a day. The lorry takes 7 days at most, and you order once a week. For how many pieces should shelf and lorry together last, without any reserve? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("C-recall-cover")
q.check(recall_2)

# %% [markdown]
# A person finishes 50 cases a day. Tomorrow brings about 130. How many people?

# %% id="recall-3"
recall_3 = ...
q = question("C-recall-people")
q.check(recall_3)

# %% [markdown]
# ## The morning of the first day
#
# `open_shop` gives you the shop. What hangs there, and what do the rivals ask?

# %%
shop = open_shop("season", seed=101)
print(shop)
morning = shop.shelf[["name", "list_price", "unit_cost", "lot", "stock"]].join(shop.rivals.mean(axis=1).round(1).rename("rivals"))
morning

# %% [markdown]
# Some goods hang below the rivals, some above. And the shelf isn't empty: somebody paid for those pieces. What did they cost?

# %%
shelf_worth = (morning["stock"] * morning["unit_cost"]).sum()
round(shelf_worth, 2)

# %% [markdown]
# ¥13,869.70 in goods. Remember it; it comes back.
#
# ## A good first week
#
# **Predict.** Zhou 小周 wants to wait and see: no order, no ad, list prices, two people. By how many yuan will the till have changed after seven days?

# %% id="guess-week"
my_guess = ...

# %%
week = shop.next_week()
week[["visits", "sold", "takings", "cases", "net"]]

# %%
first_week = week["net"].sum()
round(first_week, 2), round(first_week / 7 * 90, 2)

# %% [markdown]
# ¥12,830.80 in seven days, without lifting a finger. Zhou multiplies: ¥164,967.43 by the end of June. "We should wait and see more often."
#
# Let him. (The second line keeps what each article sold a day; we shall need it.)

# %%
sold_a_day = shop.items.groupby("item")["sold"].sum() / 7
for _ in range(3):
    shop.next_week()
by_week = shop.days.resample("W")[["sold", "net"]].sum()
by_week

# %% [markdown]
# ## The trap
#
# In the second week 180 pieces were sold, in the third 4, in the fourth none. The shelf is empty, and the two people are paid to stand in front of it. The good first week was made of goods that were already there, and
# nobody had written their price beside the sales. **Cash that comes in is not money earned.** What is earned is the contribution 贡献毛益: the cash at the close, less the cash and the goods you began with.
#
# The market can be asked at once what waiting to the end leaves. `played` runs a rule through all ninety days; this rule decides nothing, the other one is the naive shop's: list prices, half a yuan on every fitting word, an order every seventh day, two people.

# %%
from shopworld.market.policies import naive, nothing

waited, usual = played(nothing), played(naive)
round(waited.profit, 2), round(usual.profit, 2), round(first_week / 7 * 90 - waited.profit)

# %% [markdown]
# −¥1,082.75 for waiting, ¥27,625.71 for the naive shop. Zhou was off by ¥166,050, and in the first week nothing showed it.
#
# ## Take it back
#
# This is the one thing that a real shop can't do. `undo` takes days back; the luck stays the same, so the difference is yours.

# %%
shop.undo(28)
shop

# %% [markdown]
# **Worked example: an order that lasts.**

# %%
# 1 what a usual day sells, from the week that we have seen
sold = sold_a_day.round(1)
# 2 the lorry takes up to seven days, and we order once a week
days = 7 + 7
# 3 what shelf and lorry should hold together, less what is there, never less than nothing
order = (sold * days - morning["stock"]).clip(lower=0)
# 4 whole pieces, and only where it is a lot at least: what does it cost, and is it in the till?
order = order.astype(int).where(order >= morning["lot"], 0)
order.to_dict(), round((order * morning["unit_cost"]).sum(), 2)

# %% [markdown]
# ¥5,451.30 of the ¥40,000. It goes out today and comes back as sales. The plan is a small table of decisions; an order goes out once, everything else stays until you change it.

# %%
plan = shop.plan()
for item, pieces in order[order > 0].items():
    plan.restock[item] = int(pieces)
ordered = shop.next_week(plan)
ordered[["sold", "takings", "net"]].sum(), round(ordered["net"].sum() - first_week, 2)

# %% [markdown]
# 391 pieces instead of 378, because the lorry came late in the week, and ¥4,698.84 less in the till than after Zhou's. By his way of reading, this was the worse week.
#
# ## One change, the same days
#
# Zhou has another idea: everything a fifth cheaper. In a real shop you would try it next week, and next week would have its own weather. Here the seven days that have happened can be asked again.

# %%
def cheaper(plan):
    for item in morning.index:
        plan.price[item] = round(0.8 * morning["list_price"][item])


asked_again = shop.what_if(cheaper, days=7).sum()
asked_again

# %% [markdown]
# 503 pieces instead of 391, and ¥423.62 more in the till. Zhou is delighted. You have seen this before: what did the 112 pieces cost that have gone from the shelf?

# %%
by_item = shop.items.groupby("item")["sold"].sum()
a_piece = (by_item * morning["unit_cost"]).sum() / by_item.sum()
more_pieces = asked_again["sold_would"] - asked_again["sold_was"]
more_cash = asked_again["net_would"] - asked_again["net_was"]
round(a_piece, 2), more_pieces, round(more_cash, 2), round(more_cash - more_pieces * a_piece, 2)

# %% [markdown]
# Each had cost ¥26.14 on average. With the goods in the sum, the week of cheap prices left ¥2,504.11 less. The same trap, in a nicer coat.
#
# ## Change something
#
# The counter runs your shop with boxes and buttons. Each box has a name; Tab goes on, Space presses. What you set holds until you change it. <!-- given -->

# %% id="counter" tags=["nbval-ignore-output"]
from shoplab.season.console import console

console(open_shop("season", seed=101))

# %% [markdown]
# Whoever reads without a kernel sees the naive shop's season here: the money in the till, and the pieces a day.

# %%
figure, alt = pictures.course(usual)
show(figure, alt=alt, takeaway="Each step down is an order; 618 sells, but an order that comes late sells nothing.")

# %% [markdown]
# ## A season on one page
#
# Before you run on, write down what you expect. Three weeks are in the calendar; the rest of the year you know from ten modules.

# %%
ahead = played(naive).days
ahead.loc[ahead["event"] != ""].groupby("event", sort=False).agg(days=("sold", "size"), sold=("sold", "mean")).round(1)

# %% [markdown]
# Labour Day sells before the first of May and 618 before the eighteenth of June. The lorry takes three days longer near an event. So the order for 618 leaves in the first days of June, or it doesn't arrive in time. A plan of a season is no more than this: **what must be decided
# before it is needed, and by when.** The yearly plan in the tasks is the same page with twelve months on it.
#
# ## Your turn
#
# Run the season to its close, week by week (`while not shop.done`), with one order each Monday of the fourteen days' kind (the shelf's `sold_last_week` ÷ 7 × 14, less `stock` and `on_the_way`, if that is a lot at least; nothing on the first Monday, for nothing has been sold; list prices, two people). What does it leave? One number, from `shop.profit`. Take a fresh shop of seed 101.

# %% id="weekly-orders"
left_over = ...
q = question("C-weekly-orders")
q.check(left_over)

# %% [markdown]
# ## What to remember
#
# - Contribution is what counts, and it is known at the close. A week's cash says who paid when.
# - Order for the lorry's days and the days until the next order, before the event.
# - The same days with one change: the difference is the decision's, not the luck's.
#
# ## On the real platform
#
# No platform takes days back. The nearest thing is an A/B test 对照实验 on half of the visitors, or a comparison with matched goods, as in modules 03 and 08. Stock on the way is 在途库存, the cash tied up in it 资金占用. Dated names: `course/platform_names.md`.
#
# **The decision.** You can run a shop by hand for a week. Not for ninety days, and not on seasons that nobody has seen. [Lesson 2](lesson_2_by_rule.ipynb) turns your hand into a rule.

# %% [markdown] id="way"
# Before: [module 10, exercises](../10_risk/exercises.ipynb) · Next: [lesson 2](lesson_2_by_rule.ipynb)
