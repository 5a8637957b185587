# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six decisions about people
#
# *Module 09 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# The year is over. Wen 阿雯 plans the next one with the people she has, and wants four papers on her desk; two more if you can.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook runs on
# a *rehearsal shop*, where everything has the same name and another size. When it is marked, it runs on a shop that nobody has seen, with other people who left, other doors open, and another easy queue. So compute every figure and every name from the tables, and type none of them in.
#
# Let each task stand alone: work out in its own cell what it needs, also what an earlier task had. Where a part is right or a slip is a known one, you keep a part of the points and are told what happened.

# %%
import pandas as pd

from shoplab import hand_in, load, metrics, seats, staffing
from shoplab.masked import given_back, hide_safely, hide_small
from shoplab.packages import fewest_rights

# %% [markdown]
# ## Task 1: Who sits at the desk in the week of Double 11? (10 points, core 必修)
#
# "Nine of ten within three minutes, over the week. I put ¥40,000 aside, and what you don't need is yours."
#
# Hand in a table with one row for each `day` (1 to 7) and `shift` (early 9–17, late 16–24, evening 19–23), 21 rows, and a column `agents`.
#
# **What will come.** Contacts are `chats` + `tickets` of `arrivals_hourly`, from nine o'clock on. Each day of the week has the contacts of the same day of 8 to 14 November 2025, and a quarter more, laid over the hours as they lie in the whole year.
#
# **How it is scored.** Twelve unseen weeks, each with its own luck, the queue minute by minute, ten minutes a contact on average. An early shift costs ¥256, a late one ¥296, an evening ¥160; for each percentage point by which the mean of the twelve weeks falls short of 90 % in time, ¥1,000 go to buyers who left. What is left of the ¥40,000 counts: the best roster
# with the same number in every shift earns 0 points, the best plan that we know how to make from these tables 10. `staffing.practice(forecast, roster)` tries a roster on other weeks as often as you like.

# %% task="week-roster"
roster = ...
### BEGIN SOLUTION
# 1 the shape of a day, from the whole year
arrivals = load("arrivals_hourly")
arrivals["contacts"] = arrivals["chats"] + arrivals["tickets"]
desk = arrivals[arrivals["hour"] >= 9]
shape = desk.groupby("hour")["contacts"].sum() / desk["contacts"].sum()

# 2 the size of each day, a quarter more than this year's
week = desk[desk["date"].between("2025-11-08", "2025-11-14")].groupby("date")["contacts"].sum()
rows = []
for day, size in enumerate(week, start=1):
    for hour, share in shape.items():
        rows.append({"day": day, "hour": hour, "contacts": 1.25 * size * share})

# 3 the cheapest shifts that keep the promise
roster = staffing.cheapest(pd.DataFrame(rows), share=0.9)
### END SOLUTION

# %% hand_in="week-roster" points=10
hand_in("week-roster", roster)

# %% [markdown]
# ## Task 2: What is taken, given, closed and hidden? (10 points, core 必修)
#
# "I want to sleep. Which door is open, who may do what he needn't, and can I show the tickets to the agency?"
#
# Hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `close` | account | the account that is open though its holder has `left` | 1.5 |
# | `take` | list | rights held and not needed by the holder's `role`, of the open accounts whose holders are still here: texts of the form "account: right", like `"lantern:e99: see cost"` | 3 |
# | `give` | list | rights needed and not held, of the same accounts, also in the form "account: right" | 1.5 |
# | `cover` | list | Ting 婷婷 does the work of the one who left beside her own: the packages that `fewest_rights` finds for her post (`service lead`) and that post together | 2 |
# | `given_back` | cells | the tickets opened in October 2025, by agent and topic, totals beside them: how many cells of 1 to 4 can be worked out again if only these are hidden | 1 |
# | `hidden` | cells | how many `hide_safely` hides in that table | 1 |

# %% task="least-rights"
answer = ...
### BEGIN SOLUTION
# 1 the open door
staff, accounts, needs = load("staff"), load("sub_accounts"), load("role_needs")
open_ones = accounts[accounts["closed"].isna()].merge(staff[["staff_id", "left"]], on="staff_id")
gone = open_ones[open_ones["left"].notna()].iloc[0]
here = open_ones[open_ones["left"].isna()]

# 2 held against needed
needed = here.merge(needs, left_on="role", right_on="post")[["account", "right"]]
held = load("rights")[["account", "right"]]
held = held[held["account"].isin(here["account"])]
both = held.merge(needed, on=["account", "right"], how="outer", indicator=True)
both["text"] = both["account"] + ": " + both["right"]

# 3 two posts in one person
packages = load("right_packages").groupby("package")["right"].agg(list).to_dict()
private = set(needs.loc[needs["sensitive"], "right"])
wanted = needs[needs["post"].isin([gone["role"], "service lead"])]["right"].unique().tolist()

# 4 the agency's table
tickets = load("tickets")
october = tickets[tickets["opened_at"].dt.month == 10]
counts = october.pivot_table(index="agent", columns="topic", values="ticket_id", aggfunc="size", fill_value=0)
answer = {
    "close": gone["account"],
    "take": both[both["_merge"] == "left_only"]["text"].tolist(),
    "give": both[both["_merge"] == "right_only"]["text"].tolist(),
    "cover": fewest_rights(wanted, packages, private),
    "given_back": given_back(hide_small(counts)),
    "hidden": int(hide_safely(counts).isna().sum().sum()),
}
### END SOLUTION

# %% hand_in="least-rights" points=10
hand_in("least-rights", answer)

# %% [markdown]
# ## Task 3: Whose is the envelope? (10 points, core 必修)
#
# "¥6,000, once. I want to be able to explain it to the five who don't get it."
#
# Take the `chats` with an agent, and of these the agents with 1,000 chats in the year or more. `more` is a chat's `ordered` less the mean of `ordered` over all of these chats on its topic. Hand in a dictionary, agents by their `nick`:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `raw_best` | nick | the highest conversion as counted | 0.5 |
# | `best` | nick | the highest mean of `more` over the year | 1.5 |
# | `added` | share | the mean of `more` of `raw_best` | 2 |
# | `place` | place | the place of `raw_best` by that mean; 1 is the highest | 1 |
# | `winners` | agents | how many different agents have the highest mean of `more` in some month | 1 |
# | `month_after` | share | the winners of January to November: the mean of what each one's mean of `more` was in the month after | 1.5 |
# | `mixed` | share | December of `best`: the rate of all these chats (those with an agent) + mean of `more`, mixed with that rate of all, which counts as 400 chats | 1.5 |
# | `easy_gain` | share | whoever has the lowest mean of `more`: by how much would the conversion as counted rise, with only the chats on `coupon and price` and `in stock?` | 1 |

# %% task="fair-bonus"
bonus = ...
### BEGIN SOLUTION
# 1 the chats, and what each topic gives anyway
asked = load("chats").query("agent != ''").copy()
asked = asked[asked.groupby("agent")["chat_id"].transform("size") >= 1000].copy()
asked["nick"] = asked["agent"].map(load("staff").set_index("staff_id")["nick"])
asked["month"] = asked["started_at"].dt.month
asked["more"] = asked["ordered"] - asked.groupby("topic")["ordered"].transform("mean")
overall = asked["ordered"].mean()

# 2 the year
raw = asked.groupby("nick")["ordered"].mean()
added = asked.groupby("nick")["more"].mean()
first, last = added.idxmax(), added.idxmin()

# 3 the months, and the months after
monthly = asked.groupby(["month", "nick"])["more"].mean().unstack()
winner = monthly.idxmax(axis=1)
following = [monthly.at[month + 1, winner[month]] for month in range(1, 12)]

# 4 December with the crowd, and what picking would bring
december = asked[(asked["nick"] == first) & (asked["month"] == 12)]["more"]
tries = len(december)
his = asked[asked["nick"] == last]
easy = his[his["topic"].isin(["coupon and price", "in stock?"])]
bonus = {
    "raw_best": raw.idxmax(),
    "best": first,
    "added": added[raw.idxmax()],
    "place": added.rank(ascending=False)[raw.idxmax()],
    "winners": winner.nunique(),
    "month_after": sum(following) / 11,
    "mixed": metrics.shrunk_rate([(overall + december.mean()) * tries], [tries], overall, 400).iloc[0],
    "easy_gain": easy["ordered"].mean() - his["ordered"].mean(),
}
### END SOLUTION

# %% hand_in="fair-bonus" points=10
hand_in("fair-bonus", bonus)

# %% [markdown]
# ## Task 4: One page on how we work together (10 points, core 必修, marked by a person)
#
# "One page that everybody can read, also the one it is about."
#
# Write 350 to 600 words, tables not counted. Compute the figures in the cell below; the tables are `responsibilities`, `sop_events`, `audit_log`, `role_needs`, `chats`, `tickets` and what the lessons used.
# This task is about the home shop, the one that you see: here you may write its figures down.
#
# | what a person will look at | points |
# |---|---|
# | **Who answers.** One who answers for each of the twelve duties; the gap and the overlap mended, with a reason; the limits for refunds, and how each approval is checked | 2 |
# | **Where work lies.** Hand-offs by hours of waiting, launches and events apart; the dearest one with its share; what events have that launches haven't | 2 |
# | **The rule and its keeping** 标准流程. One version with an owner; how often it is kept by step and by case; the share of late launches where all hand-offs but the dearest kept it, and where not; one number for the weekly review, and the value at which something is done; at which age a late ticket goes up 升级, to whom, and how many a day that makes | 2 |
# | **Score and season** 绩效. Three measures or more that the tricks of lesson 4 don't raise; weights for low and high season, fixed before it, with a reason in money | 2 |
# | **Fair to people.** No name for an alarm that has an innocent explanation; how sure the ranking is; one thing that the tables can't say, and who will be asked | 2 |
#
# **In a group.** Your instructor may make this group work: three people, each takes one section and reads the other two's aloud as the person it is about. Before handing in, swap pages with another group and mark each other's with this table, one sentence a row. Their points don't count. Add a line: what the
# other group said, and what you changed.

# %% [markdown]
# Your figures:

# %% id="page-figures"
steps = load("sop_events")
steps["wait"] = (steps["started_at"] - steps["handed_at"]) / pd.Timedelta(hours=1)
steps.groupby(["kind", "from_team", "to_team"])["wait"].agg(["size", "mean", "sum"]).round(1).head(3)

# %% [markdown] written="team-page" points=10
# *Your page, in place of this line.*
#
# ### BEGIN SOLUTION
# **How we work in the new year.** (A model answer, on the home shop's figures; waits in hours of the clock.)
#
# **Who answers.** Of twelve duties ten have one name. Nobody answers for the entry papers: from now on operations does, because Zhou's listing stops when a paper runs out; the platform's manager is asked. Packing had two: supply answers, as the courier's cut-off is in the warehouse; the platform is told. Refunds: agents to ¥200, Ting to ¥800,
# Wen above. The tool sends what is larger on, and Ting looks at the list of approvals above the limit each Monday. Last year there were six of 10,748.
#
# **Where work lies.** Launches lay 7,223 hours between two people last year, 58 % of it at one hand-off, supply to design: 46.2 hours each time. At events the same designers began after 5.2. Events have a meeting on the first day at which everyone says what she needs and when. That may not be all of it: events are planned longer ahead. So we try it on every
# second launch until March and compare.
#
# **The rule.** "Begin within eight hours of the hand-over." One version, in the shared folder, owner Zhou. It was kept in 79 % of the launches' steps and in none of 91 launches throughout; of events 54 % kept it. Where all but design kept it 62 % were late, otherwise 85 %. The weekly number: mean wait at supply → design. Above eight hours the meeting is called that day. A ticket goes to Ting at 48 hours, eight a day,
# and on her free day to whoever leads the shift.
#
# **Score and season.** For agents: what a chat adds beyond its topic, tickets settled within a day, share of all tickets with four or five stars. We tried leaving hard questions, a first word at once, and asking only the contented: none of them raises a score. Low season: 30, 40, 30, since quick settling brings complainers back and costs nothing when it is quiet.
# High season: 50, 30, 20, since an additional order is worth more than anything else when half of the buyers wait. Fixed on 1 February and 1 October, against the plan of the season.
#
# **Fair.** An export at night is a question, not a verdict; on eighteen of twenty-three nights it was the shift. First and last of the agents lie far apart, the three in the middle don't: they share one bonus. Whether the easy queue is chosen or given, the tables can't say. Ting will ask Lotus, before anything is paid.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: Which acts would you ask about? (15 points, stretch 选修)
#
# "A list of numbers from the log. I read them myself, so be sparing."
#
# Hand in a list of `log_id`, one for each act.
#
# **How it is scored.** The unseen shop's log holds acts of four kinds that somebody should answer for: exports of buyers by night, a bulk change of prices, refunds above the limit, acts after leaving. Finding all acts of a kind saves ¥10,000, a part of them that part. Each innocent act on your list costs ¥1,000, and a list with more than ten of them
# isn't read: it earns 2 points. Naming nobody earns 0, all four kinds and nobody else 15. Limits are those of `role_needs`, the night is before six.

# %% task="insiders"
named = ...
### BEGIN SOLUTION
# 1 the log with people
acts = load("audit_log").merge(load("sub_accounts")[["account", "staff_id", "role"]], on="account")
acts = acts.merge(load("staff")[["staff_id", "left"]], on="staff_id")
acts["date"] = acts["at"].dt.normalize()
needs = load("role_needs")

# 2 exports by night: who wasn't on the roster?
shifts = load("shifts")
on_duty = shifts[shifts["shift"] == "night"][["date", "staff_id"]]
night = acts[(acts["action"] == "export buyers") & (acts["at"].dt.hour < 6)]
night = night.merge(on_duty, on=["date", "staff_id"], how="left", indicator=True)

# 3 many prices on one day: whose post doesn't set any?
changes = acts[acts["action"] == "change price"].copy()
changes["changed"] = changes.groupby(["account", "date"])["log_id"].transform("size")
may = needs[needs["right"] == "change price"]["post"]

# 4 refunds above the limit, and acts after leaving
limits = needs[needs["right"] == "approve refund"].set_index("post")["refund_limit"]
refunds = acts[acts["action"] == "approve refund"].copy()
found = [
    night[night["_merge"] == "left_only"],
    changes[(changes["changed"] > 20) & ~changes["role"].isin(may)],
    refunds[refunds["after"].astype(float) > refunds["role"].map(limits)],
    acts[acts["at"] > acts["left"] + pd.Timedelta(days=1)],
]
named = pd.concat(found)["log_id"].unique().tolist()
### END SOLUTION

# %% hand_in="insiders" points=15
hand_in("insiders", named)

# %% [markdown]
# ## Task 6: Who takes the six seats, and with which packages? (15 points, stretch 选修)
#
# "Six extra seats for the week of the sale. Nobody gets the manager's package again."
#
# The seats, in this order: 1 `ad buyer`, 2 `operations assistant`, 3 `packer`, 4 `service agent`, 5 `finance clerk`, 6 `service agent`. Who is still here and whose own post is operations assistant, designer, ad buyer, packer or finance clerk may take one, everybody one at most. Hand in a table: `seat` (1 to 6), `person` (`staff_id`), `packages` (their names in one text,
# with a semicolon between them: `"labels; reviews"`).
#
# **How it is scored.** A seat brings ¥6,000 × its person's fit (`seats.fit`), and nothing if a right that the post needs is missing. Each right that comes along beside the need costs ¥300, a private one ¥1,500. Seat after seat with the best one free, each with the packages that cover most at a time, earns 0 points; the best seating with the best covers 15.

# %% task="sale-seats"
seating = ...
### BEGIN SOLUTION
# 1 who may, and how well they fit
staff, needs = load("staff"), load("role_needs")
lend = ["operations assistant", "designer", "ad buyer", "packer", "finance clerk"]
posts = ["ad buyer", "operations assistant", "packer", "service agent", "finance clerk", "service agent"]
helpers = staff[staff["left"].isna() & staff["post"].isin(lend)].set_index("staff_id")
chosen = seats.best_seats(seats.fit(helpers, load("post_needs"), posts))

# 2 the packages of each seat
packages = load("right_packages").groupby("package")["right"].agg(list).to_dict()
private = set(needs.loc[needs["sensitive"], "right"])
rows = []
for number, (post, person) in enumerate(zip(posts, chosen, strict=True), start=1):
    wanted = needs.loc[needs["post"] == post, "right"].tolist()
    rows.append({"seat": number, "person": person, "packages": "; ".join(fewest_rights(wanted, packages, private))})
seating = pd.DataFrame(rows)
### END SOLUTION

# %% hand_in="sale-seats" points=15
hand_in("sale-seats", seating)
