# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Six decisions about risk
#
# *Module 10 · 70 points in all · four core 必修 tasks and two stretch 选修 · core alone is enough to pass*
#
# The insurer comes on Friday. Wen 阿雯 wants to show a shop that knows what may happen, holds whom it must, and claims what it can prove.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. Then press **Validate**: your notebook runs on
# a *rehearsal shop*, where everything has the same name and another size. When it is marked, it runs on a shop that nobody has seen. So compute every figure and every name from the tables, and type none of them in.
#
# Let each task stand alone: work out in its own cell what it needs, also what an earlier task had. Where a part is right or a slip is a known one, you keep a part of the points and are told what happened.

# %%
import pandas as pd

from shoplab import at_risk, hand_in, load, metrics
from shopworld.risk.refund_score import bought, evidence
from shopworld.risk.signs import EARLY, LATE, signs

# %% [markdown]
# ## Task 1: Which orders are held before they leave? (10 points, core 必修)
#
# "Nobody knows how many are false this time. Give me a rule that the packers can read."
#
# Hand in a table with one row a combination of the six early signs (`device`, `address`, `ip`, `hurry`, `scripted`, `silent`, each True or False, as `signs(load)` shows them) and a column `hold`, True or False. A combination without a row is not held.
#
# **How it is scored.** The rule meets all paid orders of the year, against what each order really was. No table has that: some orders that were not proved are false, some rings cover their traces, offices and lockers look like rings. A false order that is held saves ¥60, an honest one
# that is held costs ¥90. Holding whoever hurries (three orders within an hour) earns next to nothing; what a careful planner saves who has nothing but these tables earns 10. You will also read how many honest buyers your rule has hurt.
#
# Lesson 2 has all that the planner knows: an order counts as proved with two of the late signs, and a combination is held where it pays.

# %% task="held-orders"
rule = ...
### BEGIN SOLUTION
# 1 what became of each combination
found = signs(load)
early = list(EARLY)
found["proved"] = found[list(LATE)].sum(axis=1) >= 2
kinds = found.groupby(early)["proved"].agg(orders="size", proved="sum").reset_index()

# 2 hold what pays
kinds["hold"] = 60 * kinds["proved"] > 90 * (kinds["orders"] - kinds["proved"])
rule = kinds[[*early, "hold"]]
### END SOLUTION

# %% hand_in="held-orders" points=10
hand_in("held-orders", rule)

# %% [markdown]
# ## Task 2: What do we claim back? (10 points, core 必修)
#
# "One placement, one day, one sum. And be ready to show them both columns."
#
# Hand in a dictionary: `placement` (a code of `feed_ad_daily`), `since` (the first day on which something was wrong), `claim` (yuan). `since` as text like 2025-03-09, for instance `since.strftime("%Y-%m-%d")`.
#
# **How it is scored.** The platform knows its own fake clicks. It pays for those that you claim, on the placement that you name, from your day on, at the price of each day. Each yuan beyond them costs you a yuan, in work and in trust. Claiming every click since the right day earns next to nothing; claiming
# what two columns support, 10.
#
# The planner looks for the placement with the fewest devices per click, takes as `since` the first day with fewer than 0.9, counts honest clicks by its own earlier carts and by its own earlier devices, and claims the lower of the two sums, at the price a click has cost since.

# %% task="click-claim"
claim = ...
### BEGIN SOLUTION
# 1 which placement, since when
feed = load("feed_ad_daily").sort_values("date")
sums = feed.groupby("placement")[["clicks", "devices"]].sum()
placement = (sums["devices"] / sums["clicks"]).idxmin()
own = feed[feed["placement"] == placement].set_index("date")[["clicks", "carts", "devices", "cost"]]
share = own["devices"] / own["clicks"]
since = share.index[share < 0.9][0]

# 2 honest clicks, counted twice
before, after = own[own.index < since].sum(), own[own.index >= since].sum()
by_carts = after["clicks"] - after["carts"] / (before["carts"] / before["clicks"])
by_devices = after["clicks"] - after["devices"] / (before["devices"] / before["clicks"])

# 3 the lower one, in yuan
yuan = min(by_carts, by_devices) * after["cost"] / after["clicks"]
claim = {"placement": placement, "since": f"{since:%Y-%m-%d}", "claim": yuan}
### END SOLUTION

# %% hand_in="click-claim" points=10
hand_in("click-claim", claim)

# %% [markdown]
# ## Task 3: Which of 300 texts may go out? (10 points, core 必修)
#
# "Before the regulator reads them, we do."
#
# Hand in a table with one row a `copy_id` of `campaign_copy`:
#
# | column | unit | what it is | points |
# |---|---|---|---|
# | `allowed` | yuan | the highest first price that the text may name: the lowest price of the 7 days before where `named_basis` is empty, of the 30 days before where it says so, the `list_price` of `products` where it says "list price" | 4 |
# | `false_claim` | True/False | `was_price` is above `allowed` | 3 |
# | `boast` | True/False | `text_zh` holds a word of `boasts`, once the `lawful` phrases are taken out (`.str.replace(lawful, "", regex=True)`) | 3 |
#
# The prices are those of `price_log`; the day of publication itself doesn't count. A column counts when at least nine rows in ten are right.

# %% id="words"
lawful = "近30天最低价|最大号|最小尺寸|最晚|第一步|最新款|本店最轻|本店销量第一"
boasts = "最|第一|顶级|国家级|独一无二|100%|治疗|医学级"

# %% task="copy-audit"
audit = ...
### BEGIN SOLUTION
# 1 the lowest price of the days before
days = pd.Index(sorted(load("calendar")["date"]))
price = load("price_log").pivot(index="valid_from", columns="sku", values="price").reindex(days).ffill()
low_7, low_30 = price.rolling(7).min().shift(1), price.rolling(30).min().shift(1)
audit = load("campaign_copy")
places = list(zip(audit["published_at"], audit["sku"], strict=True))

# 2 each text by the basis that it names
basis = {
    "": [low_7.at[place] for place in places],
    "lowest of 30 days": [low_30.at[place] for place in places],
    "list price": audit["sku"].map(load("products").set_index("sku")["list_price"]),
}
audit["allowed"] = 0.0
for name, prices in basis.items():
    audit.loc[audit["named_basis"] == name, "allowed"] = pd.Series(prices, audit.index)
audit["false_claim"] = audit["was_price"] > audit["allowed"] + 1e-9

# 3 words, without the lawful phrases
audit["boast"] = audit["text_zh"].str.replace(lawful, "", regex=True).str.contains(boasts)
audit = audit[["copy_id", "allowed", "false_claim", "boast"]]
### END SOLUTION

# %% hand_in="copy-audit" points=10
hand_in("copy-audit", audit)

# %% [markdown]
# ## Task 4: The answer to the agency (10 points, core 必修, marked by a person)
#
# "They have written again. Answer them, and put it on record for Zhou 小周."
#
# The agency offers 600 orders at ¥9, 打包好评, for one article of `products` that you choose. Write 300 to 450 words, tables not counted: the answer itself, and the note behind it. Compute the figures in the cell below; suppose that the offer would bring 700 real orders at its best. The tables are `products`, `platform_fees`,
# `platform_penalties`, `risk_register`, and what lesson 2 used. This task is about the home shop, the one that you see: here you may write its figures down. A memo that explains how to do it unseen earns nothing.
#
# | what a person will look at | points |
# |---|---|
# | **The bill.** What it brings at its best and what it costs unnoticed, every item; the expected penalty 预期处罚; the chance of being noticed at which nothing is gained | 2 |
# | **The evidence.** How likely it is seen, from our own signs: precision and recall, each with what it was divided by | 2 |
# | **The law.** Two rules at least, with name, article and date in force, and nothing beyond them; who else is hurt | 2 |
# | **The refusal and the report.** A plain no that can be sent; who reports it, where, by when, and what is kept | 2 |
# | **The honest way.** What is done for the article instead, with cost and the figure that will show it; the register's line with owner, signal and control | 2 |
#
# **In a group.** Your instructor may make this group work: one writes the bill, one the evidence, one the law, and all three sign. Before handing in, swap with another group and mark each other's with this table, one sentence a row. Their points don't count. Add a line: what the other group said, and what you changed.

# %% [markdown]
# Your figures:

# %% id="refusal-figures"
rules = load("platform_penalties")
rules[rules["offence"] == "fictitious transactions"]

# %% [markdown] written="refusal" points=10
# *Your answer and your note, in place of this line.*
#
# ### BEGIN SOLUTION
# **To the agency.** (A model answer, on the home shop's figures.) No. We don't buy orders or reviews, and we have passed your message on to the platform today. Wen, Lantern Lane.
#
# **The bill.** For the zip pouch 拉链袋 at ¥19. Believe the offer: 700 orders more, each leaving ¥4, bring ¥2,800. Cost unnoticed: agency 600 × ¥9 = ¥5,400; commission and payment fee on money that we send ourselves, about 5.5 % of 600 × ¥19, ¥630; parcels 600 × ¥3 = ¥1,800. It loses ¥5,030 before anybody looks. Tmall's table has
# ¥57,500, 48 points and 90 days of lower ranking for fictitious transactions; at ¥500 a day that is ¥102,500. At a chance of one in ten to be noticed the expected penalty is ¥10,250. There is no chance, not even zero, at which it pays.
#
# **The evidence.** Our six signs hold 937 orders a year, of which 85 % were proved afterwards (precision, of those held); they are 66 % of all proved ones (recall). That six hundred such orders all pass, each with one chance in three, can be left out. The platform sees payment and devices besides.
#
# **The law.** E-commerce Law, article 17, in force since 1 January 2019: no fictitious transactions, no fabricated reviews. Anti-Unfair Competition Law: revised, in force since 15 October 2025, article 9 also names false reviews; under the version of 2019 organising false transactions for others cost ¥200,000 to ¥1 million.
# Hurt are buyers who believe the reviews, and the shops that we push down.
#
# **Report.** Ting 婷婷 keeps the messages with date and account and reports them through the platform's complaints page today. Zhou answers no further message.
#
# **The honest way.** The pouch enters the new-item zone and gives 100 pieces to testers who may write what they like: ¥1,900 and the entry. It has worked when weekly orders, less those of six like articles, rise by a tenth. In the register: forged orders; owner Wen; signal, shared devices and addresses; control, refuse and report.
# ### END SOLUTION

# %% [markdown]
# ## Task 5: What happened while we slept? (15 points, stretch 选修)
#
# "One page from the night watch. No guesses."
#
# Hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `account` | code | of `logins`: the account that a strange device got into after most failures in a row, the device never having been in that account before | 1.5 |
# | `failures` | attempts | how many failures came before it got in | 1.5 |
# | `article` | SKU | of `reviews`: the one with most one-star reviews within any 36 hours | 1 |
# | `attack` | reviews | how many, in the densest 36 hours (all one-star reviews in the window, also a real one) | 2 |
# | `stars` | stars | the article's mean without them | 2.5 |
# | `rings` | weeks | quality refunds (`reason` is `quality`) of each product, weeks `created_at.dt.floor("7D")` of paid orders, expected at the product's own share of the year: product-weeks whose `alarm_chance` is below 0.01 | 3 |
# | `suspects` | buyers | with three paid lines or more and more than 4 points (`evidence`, added up) | 2 |
# | `slow` | share | of the answered `violation` notices, those that took more than 48 hours | 1.5 |

# %% task="night-watch"
watch = ...
### BEGIN SOLUTION
# 1 the account: failures before the first success, by account and device
logins = load("logins").sort_values("at", kind="stable")
got_in = logins["ok"].groupby([logins["account"], logins["device"]])
before_success = got_in.agg(lambda ok: int(ok.to_numpy().argmax()) if ok.any() else 0)

# 2 the attack
reviews = load("reviews")
bad = reviews[reviews["stars"] == 1].sort_values("written_at").set_index("written_at")
within = bad.groupby("sku")["stars"].rolling("36h").count()
article, end = within.idxmax()
own = reviews[reviews["sku"] == article]
attack = (own["stars"] == 1) & (own["written_at"] > end - pd.Timedelta("36h")) & (own["written_at"] <= end)

# 3 the alarm
paid = load("orders").dropna(subset=["paid_at"])[["order_id", "created_at"]]
lines = load("order_lines").merge(paid, on="order_id").merge(load("products")[["sku", "product"]], on="sku")
lines = lines.merge(load("refunds")[["line_id", "reason"]], on="line_id", how="left")
lines["faulty"] = lines["reason"] == "quality"
weeks = lines.groupby(["product", lines["created_at"].dt.floor("7D")])["faulty"].agg(["size", "sum"])
share = weeks["sum"].groupby("product").sum() / weeks["size"].groupby("product").sum()
mean = weeks["size"] * weeks.index.get_level_values("product").map(share)
rings = sum(metrics.alarm_chance(count, usual) < 0.01 for count, usual in zip(weeks["sum"], mean, strict=True))

# 4 the suspects, and the slow answers
buys = bought(load)
buys["points"] = evidence(buys)
people = buys.groupby("buyer_id")["points"].agg(["size", "sum"])
notices = load("notices").dropna(subset=["answered_at"])
violations = notices[notices["kind"] == "violation"]
watch = {
    "account": before_success.idxmax()[0],
    "failures": int(before_success.max()),
    "article": article,
    "attack": int(attack.sum()),
    "stars": own.loc[~attack, "stars"].mean(),
    "rings": int(rings),
    "suspects": int(((people["size"] >= 3) & (people["sum"] > 4)).sum()),
    "slow": ((violations["answered_at"] - violations["issued_at"]) > pd.Timedelta(hours=48)).mean(),
}
### END SOLUTION

# %% hand_in="night-watch" points=15
hand_in("night-watch", watch)

# %% [markdown]
# ## Task 6: What must lie ready, and what may leave the house? (15 points, stretch 选修)
#
# "The insurer asks two things: what a bad year costs us, and whether our lists can be read backwards."
#
# Hand in a dictionary:
#
# | key | unit | what it is | points |
# |---|---|---|---|
# | `first` | text | the risk of `risk_register` with the largest expected loss | 1 |
# | `expected` | yuan | all risks' expected loss a year, from the three years | 1.5 |
# | `bad_year` | yuan | what one year in twenty costs at least: `at_risk.year_losses` with cases a year and yuan a case (0 where there was none), in the register's order | 2 |
# | `dry` | share | lesson 1's season: ¥250,000 on 1 July 2025, 22 weeks, payouts of `settlement`, orders of `purchase_orders` plus ¥50,000 a week, sums of a week rounded to the yuan; `off` 0.10, `freeze` 0.10: seasons in which the till runs dry | 2.5 |
# | `credit` | yuan | the credit line that covers nineteen of twenty: the 5 % quantile of the lowest points, with the sign turned | 2 |
# | `alone` | people | `buyers` with an order paid between 2025-07-01 and 2025-07-22 whose five columns (`province`, `age_band`, `gender`, `city_tier`, `device`) nobody shares | 1.5 |
# | `under_five` | people | those in groups of fewer than five | 1.5 |
# | `columns` | list | of all choices of these five columns, the one with most groups in which every group has five people or more | 3 |

# %% task="reserve-and-list"
reserve = ...
### BEGIN SOLUTION
from itertools import combinations

# 1 the register
register = load("risk_register").set_index("risk")
cases, loss = register.filter(like="cases_").sum(axis=1), register.filter(like="loss_").sum(axis=1)
bad_year = at_risk.year_losses(cases / 3, (loss / cases).fillna(0)).quantile(0.95)

# 2 the till
begin, week = pd.Timestamp("2025-07-01"), pd.Timedelta(days=7)
paid_out, purchases = load("settlement"), load("purchase_orders")
coming = paid_out["payout"].groupby((paid_out["settled_at"] - begin) // week).sum()
coming = coming.reindex(range(22), fill_value=0).round()
spent = purchases["quantity"] * purchases["unit_cost"]
going = spent.groupby((purchases["ordered_at"] - begin) // week).sum().reindex(range(22), fill_value=0).round() + 50_000
lowest = pd.Series(at_risk.cash_paths(250_000, coming, going, off=0.10, freeze=0.10).min(axis=1))

# 3 the list
orders, buyers = load("orders"), load("buyers")
july = orders.loc[orders["paid_at"].between("2025-07-01", "2025-07-22"), "buyer_id"]
people = buyers[buyers["buyer_id"].isin(july)]
private = ["province", "age_band", "gender", "city_tier", "device"]
alike = people.groupby(private)["buyer_id"].transform("size")
groups = {}
for many in range(1, 6):
    for kept in combinations(private, many):
        size = people.groupby(list(kept)).size()
        if size.min() >= 5:
            groups[kept] = len(size)
reserve = {
    "first": loss.idxmax(),
    "expected": loss.sum() / 3,
    "bad_year": bad_year,
    "dry": (lowest < 0).mean(),
    "credit": -lowest.quantile(0.05),
    "alone": int((alike == 1).sum()),
    "under_five": int((alike < 5).sum()),
    "columns": list(max(groups, key=groups.get)),
}
### END SOLUTION

# %% hand_in="reserve-and-list" points=15
hand_in("reserve-and-list", reserve)
