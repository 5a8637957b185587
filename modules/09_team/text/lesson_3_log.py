# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # At three in the morning somebody took the list of buyers. Who?
#
# *About 45 minutes · outline 09.04, 09.06, 09.07, 09.08 · you will be able to: write four rules for the operation log that ring for the right acts and hardly for others; check an approval against its limit; hand a table out of the house
# that gives nothing away.*
#
# A buyer has called: a stranger knew what she had ordered. Wen 阿雯 has the operation log 操作日志 of 2025, and Zhou 小周 has looked into it: "Twenty-three exports of buyers between midnight and six. Seven accounts. The whole desk is in it. Change all passwords and
# talk to all of them." Ting 婷婷 says that then she can plan the next sale alone.
#
# Wen can look into a few cases herself, not into hundreds. Each rule may accuse the innocent three times a year at most. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import pandas as pd

from shoplab import load, question, show, use_style

use_style()

# %% [markdown]
# A packer holds the rights `print labels`, `see orders` and `export buyers`; the post needs the first two. How many rights would you take away?

# %% id="recall-1"
recall_1 = ...
q = question("09-recall-take")
q.check(recall_1)

# %% [markdown]
# An alarm rings on 20 days of the year, and on 2 of them something was the matter. What share of its alarms is false?

# %% id="recall-2"
recall_2 = ...
q = question("09-recall-false")
q.check(recall_2)

# %% [markdown]
# A price falls by half, from ¥80 to ¥40, and unit cost and fees are ¥48. What does each order now leave, in yuan? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("09-recall-half-price")
q.check(recall_3)

# %% [markdown]
# ## What is in the log?
#
# One row an act: when, which account, what, to how many records. Lay the people beside it. (`rights` is the state of January. During the year rights were lent for the sale and some were never written down, so the log shows acts that no row of `rights` allows.)

# %%
log, accounts, staff = load("audit_log"), load("sub_accounts"), load("staff")
acts = log.merge(accounts[["account", "staff_id", "role"]], on="account").merge(staff[["staff_id", "nick", "left"]], on="staff_id")
acts["date"], acts["hour"] = acts["at"].dt.normalize(), acts["at"].dt.hour
acts.groupby("action").agg(acts=("log_id", "size"), accounts=("account", "nunique"), records=("records", "sum")).sort_values("acts")

# %%
exports = acts[acts["action"] == "export buyers"]
night = exports[exports["hour"] < 6]
print(len(exports), "exports of buyers,", len(night), "at night,", f"{night['records'].sum():,} records")
night.groupby(["nick", "role"]).size()

# %% [markdown]
# Zhou's twenty-three are there, by seven accounts. **Predict.** How many of them would you ask somebody about? A number from 0 to 23.

# %% id="guess-exports"
my_guess = ...

# %% [markdown]
# An odd hour is odd only for somebody who shouldn't be there. On the platform's sale days a night shift 夜班 works until eight. So ask the roster of each export whether its person was on it.

# %%
shift = load("shifts")
on_duty = shift[shift["shift"] == "night"][["date", "staff_id"]]
checked = night.merge(on_duty, on=["date", "staff_id"], how="left", indicator=True)
alone = checked[checked["_merge"] == "left_only"]
print(f"{alone['records'].sum():,} records")
alone[["at", "nick", "role", "records"]]

# %% [markdown]
# Eighteen were work. Five are Iris's, a designer, who wasn't on the roster. All in all, 7,805 records. One merge has turned seven suspects into one.

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

figure = Figure(figsize=(8, 3.6))
axes = figure.subplots()
axes.axhspan(0, 6, color="#f0efef")
for part, colour in [(exports.drop(exports.index[exports["log_id"].isin(alone["log_id"])]), GREY), (alone, ACCENT)]:
    axes.scatter(part["date"], part["hour"] + part["at"].dt.minute / 60, color=colour, s=22)
axes.annotate("not on the roster", (alone["date"].iloc[-1], 3), xytext=(8, 0), textcoords="offset points", va="center", color=ACCENT)
axes.annotate("night", (pd.Timestamp("2025-01-04"), 5), color="#656364", va="center")
axes.set_xticks(pd.date_range("2025-01-01", "2025-12-01", freq="3MS"), ["January", "April", "July", "October"])
axes.set(title="Most exports at night are the sale's night shift", ylabel="Hour of the day", ylim=(0, 24), yticks=[0, 6, 12, 18, 24])
show(
    figure,
    alt="Points of 34 exports of buyers over the year 2025 by hour of the day: grey ones by day, and grey columns in the nights of the sales in March, June, November and December; five accented points between one and five o'clock lie on other days.",
    takeaway="The hour alone accuses seven people. The roster leaves one.",
)

# %% [markdown]
# ## A price of half, for twenty-five minutes
#
# The second fear is a bulk change of prices 批量改价. A rule by number: more than twenty changes by one account on one day.

# %%
changes = acts[acts["action"] == "change price"].copy()
changes["cut"] = 1 - changes["after"].astype(float) / changes["before"].astype(float)
by_day = changes.groupby(["nick", "role", "date"]).agg(changed=("log_id", "size"), first=("at", "min"), cut=("cut", "median")).round({"cut": 2}).reset_index()
bulk = by_day[by_day["changed"] > 20].sort_values("date")
bulk

# %% [markdown]
# Ten alarms. Nine are Zhou, who sets the sale's prices on the evening before and takes them back afterwards. It is his work. One is Maple, an assistant, at one in the afternoon: thirty prices cut in half. The rule needs a second question: does this post change prices at all?

# %%
may = load("role_needs").query("right == 'change price'")["post"]
bulk[~bulk["role"].isin(may)]

# %% [markdown]
# One alarm, and it is the right one. (Zhou's entry on the same day, with minus a hundred per cent, is the repair 25 minutes later.) Whether Maple pressed a wrong button or sold to a friend, the log can't say. It says whom to ask, and which right to take away: she should never have had it. <!-- given -->
#
# A mean or a standard score over all accounts would have named Zhou, nine times. **Odd for whom? Compare an act with the work of its post.**
#
# ## Who may give back how much?
#
# Authority with a limit 权责对等: an agent may approve a refund 退款 up to ¥200, Ting up to ¥800, above it Wen. The limit is worth what its check is worth. <!-- given -->

# %%
limits = load("role_needs").query("right == 'approve refund'").set_index("post")["refund_limit"]
refunds = acts[acts["action"] == "approve refund"].copy()
refunds["amount"], refunds["limit"] = refunds["after"].astype(float), refunds["role"].map(limits)
over = refunds[refunds["amount"] > refunds["limit"]]
print(len(refunds), "approvals,", len(over), "above the limit,", f"¥{over['amount'].sum():,.0f}")
over[["at", "nick", "amount", "limit"]]

# %% [markdown]
# Six of 10,748, all by Orchid, ¥2,173 in all. Her *sum* of approvals is like everybody's, so no report by person would have shown it. Perhaps Ting said "just do it" on the phone. Then the limit is wrong or the telephone is; either way the next step is a button that sends it to Ting, not a talk about trust.
#
# ## The open door
#
# Lesson 2 found an account whose holder had left. Was it used?

# %%
after_leaving = acts[acts["at"] > acts["left"] + pd.Timedelta(days=1)]
after_leaving[["at", "nick", "action", "records"]]

# %% [markdown]
# Five times in February, 1,256 orders exported. A day's work of closing would have cost one minute.

# %%
print(after_leaving["records"].sum())
rules = {
    "export of buyers at night": (len(night), len(alone)),
    "more than 20 prices a day": (len(bulk), int((~bulk["role"].isin(may)).sum())),
    "refund above the limit": (len(over), len(over)),
    "act after leaving": (len(after_leaving), len(after_leaving)),
}
pd.DataFrame(rules, index=["alarms by the plain rule", "alarms with the second question"]).T

# %% [markdown]
# Four rules, seventeen alarms in a year. Each has a plain half that a tool offers, and a second question that only the shop can answer: the roster, the post, the limit, the list of leavers. The second question is what makes it bearable.
#
# ## What may leave the house?
#
# An agency wants figures: prices, margins in per cent, tickets by agent and topic. Zhou has struck out the column *cost* 成本. Look at what is left.

# %%
goods = load("products")[["sku", "list_price", "cost"]].head(4)
goods["margin"] = ((goods["list_price"] - goods["cost"]) / goods["list_price"]).round(3)
report = goods[["sku", "list_price", "margin"]].copy()
report["worked out"] = (report["list_price"] * (1 - report["margin"])).round(1)
report.assign(cost=goods["cost"])

# %% [markdown]
# Price and margin *are* the cost. A secret is hidden only when the rest can't be put together to it 脱敏. Margin goes out as a class ("below 40 %", "above"), or not at all. <!-- given -->
#
# With counts it is sneakier. In October some agents had one or two tickets of a topic: then everybody at the table knows whose parcel it was. So hide what is from 1 to 4.

# %%
from shoplab.masked import given_back, hide_safely, hide_small

october = load("tickets").query("opened_at >= '2025-10-01' and opened_at < '2025-11-01'")
counts = october.pivot_table(index="agent", columns="topic", values="ticket_id", aggfunc="size", fill_value=0)
shown, safe = hide_small(counts), hide_safely(counts)
hidden = pd.DataFrame({"hidden": [int(one.isna().sum().sum()) for one in (shown, safe)], "given back": [given_back(one) for one in (shown, safe)]}, index=["small ones", "safely"])
print(hidden)
shown[["late parcel", "lost parcel", "missing part", "refund"]].assign(total=counts.sum(axis=1))

# %% [markdown]
# Five cells are hidden, and all five come back: each agent's row has one empty cell and a total, and total less the rest is the secret. `hide_safely` hides further ones until no subtraction works: more cells, none given back. **Who hides must try to find.** (Topics without names are a first step only; module 10 looks at people.)
#
# ## Change something
#
# Move the limit of the price rule. How many days ring, and how many still do after the second question?

# %% id="limit-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import controls, whole


def ring(limit):
    rings = by_day[by_day["changed"] > limit]
    print(f"More than {limit} changes a day: {len(rings)} alarms, {int((~rings['role'].isin(may)).sum())} of them by a post that changes no prices.")


controls(ring, limit=whole("Changes a day", 20, 1, 60), height="60px")

# %% [markdown]
# ## The trap
#
# Most people read a log for what is *rare*: the odd hour, the large number. Rare acts belong to busy days and to people with much to do. And a log names accounts. Iris may have slept while somebody else had her password; so ask before you judge, close the right today, and look at the log-ins first (module 10 does). **An alarm is a question, put to one person,
# by one person, in a room with a door.**
#
# ## Your turn
#
# Wen thinks of a simpler rule for exports: any export of buyers by an account whose post doesn't need that right, day or night. How many acts of the year would it name that the roster rule doesn't?

# %% id="by-post-only"
by_post = ...
q = question("09-by-post-only")
q.check(by_post)

# %% [markdown]
# ## What to remember
#
# - A plain rule and a second question: roster, post, limit, leavers.
# - A limit that nobody checks is a sentence on paper. Check each approval, not sums.
# - Before a table goes out, try to work the secret out of it.
#
# ## On the real platform
#
# The operation log stands in 千牛 → 子账号 → 操作日志 and in the like elsewhere; some keep it for a few months only, so export it monthly. Buyers' data may be used for the purpose they were given for, and no wider (Personal Information Protection Law 个人信息保护法, since 1 November 2021, article 6). Telling the staff
# that the log is read is fair, and works. *As of November 2025; rules change. A teaching aid, not legal advice.* <!-- given -->

# %% [markdown] id="way"
# Before: [lesson 2](lesson_2_seats.ipynb) · Next: [lesson 4](lesson_4_fair.ipynb)
