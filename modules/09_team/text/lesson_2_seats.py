# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six extra seats for the sale: who sits there, and what may they press?
#
# *About 45 minutes · outline 09.01, 09.02, 09.05, 09.08 · you will be able to: find duties that nobody or two answer for; seat people so that the whole fits best; give each account what its post needs and
# nothing beside it; close what should have been closed.*
#
# The roster of lesson 1 needs hands that Ting 婷婷 doesn't have. For a week, designers, packers and assistants are to help out: six extra seats. Zhou 小周 has it ready: "Each seat takes the best one who is free. And everybody gets the package *shop manager*, that is one click. We take it
# back afterwards." Wen 阿雯 asks who took it back last time.

# %% [markdown]
# ## Before we start

# %%
import pandas as pd

from shoplab import load, question, show, use_style

use_style()

# %% [markdown]
# Mean wait 68 seconds, and 7 of 100 wait longer than three minutes. On a sale day half of them do. Which number goes into the report of the year: the "mean" or the "share"? <!-- given -->

# %% id="recall-1"
recall_1 = ...
q = question("09-recall-report")
q.check(recall_1)

# %% [markdown]
# A table of grants is merged with a table of needs, `how="outer", indicator=True`. A right that was granted and isn't needed: does `_merge` say "left_only", "right_only" or "both", when the grants stand left?

# %% id="recall-2"
recall_2 = ...
q = question("09-recall-merge")
q.check(recall_2)

# %% [markdown]
# Three goods may go on the home page, and each fits another place best. You fill place after place with the best one left. Is the whole always the best there is? "yes" or "no".

# %% id="recall-3"
recall_3 = ...
q = question("09-recall-greedy")
q.check(recall_3)

# %% [markdown]
# ## Who answers for it?
#
# `responsibilities` has twelve duties and three parties: R does it, A answers for it, C is asked, I is told. A duty needs exactly one A. Count them.

# %%
duties = load("responsibilities").pivot(index="duty", columns="party", values="role")
answers = (duties == "A").sum(axis=1)
duties[answers != 1].assign(who_answers=answers)

# %% [markdown]
# For the entry papers 入驻 nobody answers, for packing two do. The gap is easy to see as soon as somebody counts. The overlap 重叠 is the more expensive one: with two who answer, each waits for the other, and on the eleventh both say "I thought you". Write one name.
#
# ## Who sits where?
#
# The six seats, and the seven who could sit there. A post needs skills, each with a least grade and a weight. The fit 匹配度 is the weighted share of what is needed that is there; more than enough counts as enough.

# %%
from shoplab import seats

staff = load("staff")
helpers = staff[staff["left"].isna() & staff["post"].isin(["operations assistant", "designer", "ad buyer", "packer", "finance clerk"])].set_index("nick")
posts = ["ad buyer", "operations assistant", "packer", "service agent", "finance clerk", "service agent"]
fits = seats.fit(helpers, load("post_needs"), posts)
fits.T.round(2)

# %% [markdown]
# Zhou goes from top to bottom: the best one for the first seat, the best of the rest for the second. **Predict.** If somebody looks at the whole instead, how much more fit do the six seats have together? (All six perfect would be 6.) A number.

# %% id="guess-fit"
my_guess = ...

# %%
ways = pd.DataFrame({"seat by seat": seats.first_come(fits), "as a whole": seats.best_seats(fits)})
print({way: round(seats.total_fit(fits, chosen), 2) for way, chosen in ways.items()})
ways

# %% [markdown]
# 5.8 against 5.4: four tenths of a person for a week, for nothing. Zhou spent Cedar on the advertising, where three others are as good, and then had nobody left who can answer buyers. So Iris, who grades 2 in replying, sits at the desk.
#
# **Who is good at everything must be kept for what nobody else can do.** The puzzle is the assignment problem 指派问题; `best_seats` solves it exactly. A grade is the lead's opinion, though: lesson 4 looks at what people really do.
#
# ## What may each account do?
#
# `rights` says what was granted as the year began, `role_needs` what each post's work needs, and which rights are private (`sensitive`: they touch costs, people or money). Lay one on the other.

# %%
accounts, needs = load("sub_accounts"), load("role_needs")
open_ones = accounts[accounts["closed"].isna()].merge(staff[["staff_id", "nick", "left"]], on="staff_id")
granted = load("rights")[["account", "right"]]
needed = open_ones.merge(needs, left_on="role", right_on="post")[["account", "right"]]
both = granted.merge(needed, on=["account", "right"], how="outer", indicator=True)
both["_merge"].value_counts()

# %%
private = set(needs.loc[needs["sensitive"], "right"])
too_many = both[both["_merge"] == "left_only"].merge(open_ones[["account", "nick", "role"]], on="account")
too_many[too_many["right"].isin(private)][["nick", "role", "right"]]

# %% [markdown]
# Fourteen rights that nobody's work needs, three forgotten. (Those three people ask a colleague to do it in *her* account, and then the log names the wrong one.) And look at the five: Elm packs parcels and may withdraw the shop's money 提现. Nobody meant it. A right is granted for an afternoon and stays for years.
#
# Least privilege 最小权限: what the post needs, nothing missing, nothing beside it.
#
# ## Who left, and can still come in?

# %%
orphans = open_ones[open_ones["left"].notna()]
orphans[["account", "nick", "role", "left"]]

# %% [markdown]
# Fir left on 2 February, and the account is open in December. The account of another, who left in 2024, was closed on the day: so it can be done, and it depends on somebody thinking of it. Rights have a life 权限生命周期: asked for on joining, approved by somebody else, looked at every quarter, closed on the last day. Lesson 3 shows what the open door cost.
#
# ## Worked example: rights come in packages
#
# The platform doesn't sell single rights. It sells packages 权限包, and each brings something along. What does an operations assistant get by Zhou's one click, by taking again and again the package that covers most (`greedy`), and by the best of all combinations (`fewest_rights`)?

# %%
from shoplab.packages import beside, fewest_rights, greedy

# 1 packages as a dictionary: name → rights in it
packages = load("right_packages").groupby("package")["right"].agg(list).to_dict()
# 2 what the post needs
wanted = needs.loc[needs["post"] == "operations assistant", "right"].tolist()
# 3 three ways to cover it
ways = {"one click": ["shop manager"], "most first": greedy(wanted, packages), "least beside": fewest_rights(wanted, packages, private)}
# 4 what is missing, and what comes along
for way, chosen in ways.items():
    missing, extra = beside(chosen, wanted, packages)
    print(f"{way}: {chosen}\n   missing {missing}\n   beside {extra}")

# %% [markdown]
# One click lacks a right that she needs, and brings the list of buyers, the costs and the management of accounts. *Most first* takes eight rights too many, because the fattest package always covers most. The best cover has three packages, and two harmless rights come along: `join event` and `upload media`. Fewer isn't to be had
# here: no package but the big one has `edit listing` without `upload media`.
#
# This is a set cover 集合覆盖. With twenty packages a computer tries all combinations; with two thousand it can't, and people go on with *most first*. Here is every post.

# %%
rows = []
for post, table in needs.groupby("post"):
    wanted = table["right"].tolist()
    for way, chosen in {"most first": greedy(wanted, packages), "least beside": fewest_rights(wanted, packages, private)}.items():
        extra = set(beside(chosen, wanted, packages)[1])
        rows.append({"post": post, "way": way, "beside": len(extra), "private": len(extra & private)})
covers = pd.DataFrame(rows).pivot(index="post", columns="way", values=["beside", "private"])
covers

# %%
from matplotlib.figure import Figure

from shoplab.charts import ACCENT, GREY

extra = covers["beside"].sort_values("most first")
figure = Figure(figsize=(7.5, 4.2))
axes = figure.subplots()
axes.barh([place + 0.2 for place in range(len(extra))], extra["most first"], height=0.38, color=GREY)
axes.barh([place - 0.2 for place in range(len(extra))], extra["least beside"], height=0.38, color=ACCENT)
axes.set_yticks(range(len(extra)), extra.index)
axes.annotate("most first", (extra["most first"].iloc[-1], len(extra) - 0.8), xytext=(4, 0), textcoords="offset points", va="center", color="#656364")
axes.annotate("least beside", (extra["least beside"].iloc[-1], len(extra) - 1.2), xytext=(4, 0), textcoords="offset points", va="center", color=ACCENT)
axes.set(title="The fat package brings rights that nobody asked for", xlabel="Rights beside the need", xlim=(0, 10))
axes.grid(axis="y", visible=False)
show(
    figure,
    alt="Pairs of bars for ten posts: rights beside the need, from 0 to 8. With the package that covers most first, the operations assistant gets eight; with the least cover no post gets more than two.",
    takeaway="The same work, with a fraction of what can go wrong.",
)

# %% [markdown]
# The finance clerk is the worst of them, though her bar is short: *most first* lets her withdraw money. **Count what a right can do, not only how many there are.** `fewest_rights` therefore avoids private ones first, then others, then packages.
#
# ## Change something
#
# Choose a post and a package, and see what one more click brings. Tab to a list, Space opens it.

# %% id="package-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls


def look(post, package):
    wanted = needs.loc[needs["post"] == post, "right"].tolist()
    missing, extra = beside([package], wanted, packages)
    print(f"{post} with '{package}' alone\n  missing: {', '.join(missing) or 'nothing'}\n  beside: {', '.join(extra) or 'nothing'}")


controls(look, post=choice("Post", sorted(needs["post"].unique())), package=choice("Package", sorted(packages)), height="90px")

# %% [markdown]
# ## The trap
#
# "We take it back afterwards." Most people think of a right as a favour to a person they trust. But the account can be used by whoever finds its password, and the person can leave. Trust isn't the question: **a right that isn't there can't be stolen, sold, or clicked by mistake at midnight on the eleventh.** The helpers' packages get a last day when they are
# given, not a reminder.
#
# ## Your turn
#
# Elm packs, and in the sale week also sits at the desk. She needs the rights of both posts, `packer` and `service agent`. With the best packages for both together: how many rights does she get beside them?

# %% id="elm-beside"
elm = ...
q = question("09-elm-beside")
q.check(elm)

# %% [markdown]
# ## What to remember
#
# - One A for each duty: a gap is seen by counting, an overlap costs on the worst day.
# - Seat the whole, not the next chair. Keep the one who can do everything for what only she can do.
# - What is needed and nothing beside it; private rights first; an end date with the grant; closed on the last day.
#
# ## On the real platform
#
# Sub-accounts 子账号 and their packages stand in 千牛 → 子账号管理, 京麦 → 员工管理, and under the like in each back office; all of them offer a ready "manager" and none asks what the work needs. Shopify calls them staff permissions. The Personal Information Protection Law 个人信息保护法, in force since 1 November 2021,
# wants the least scope that serves the purpose (article 6). *As of November 2025; rules change. A teaching aid, not legal advice.* <!-- given -->

# %% [markdown] id="way"
# Before: [lesson 1](lesson_1_desk.ipynb) · Next: [lesson 3](lesson_3_log.ipynb)
