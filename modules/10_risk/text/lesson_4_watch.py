# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Forty-five single stars in two nights. Who does what, by when?
#
# *About 50 minutes · outline 10.05, 10.07, 10.08, 10.10, 10.12 · you will be able to: tell an attack from angry buyers; set an alarm that is heard because it seldom rings; find the log-in that wasn't ours;
# hand out a list from which nobody can be picked.*
#
# Saturday, 4 October 2025, seven in the morning. The zip pouch 拉链袋 P02-2 had 4.4 stars on Thursday. Now it has one star after another. Zhou 小周 wants it off the shelf. "A bad batch. I said so when Old Ma 老马 changed the factory." Taking it down for a month costs about ¥9,000 of contribution. Wen 阿雯 asks: "Is it the pouch, or is it somebody?" <!-- given -->

# %% [markdown]
# ## Before we start
#
# From lesson 3: what did we compare placement F4 with? `"the best placement"`, `"its own past"` or `"the average"`.

# %%
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% id="recall-1"
recall_1 = ...
q = question("10-recall-own-past")
q.check(recall_1)

# %% [markdown]
# Looking at a test every evening and stopping at the first star: are false alarms then `"rarer"`, `"as rare"` or `"more frequent"`?

# %% id="recall-2"
recall_2 = ...
q = question("10-recall-peeking")
q.check(recall_2)

# %% [markdown]
# On 360 ordinary days a control chart 控制图 leaves its limits on 1 day of 400 or so. How many false alarms do fifty such charts give in a year, about?

# %% id="recall-3"
recall_3 = ...
q = question("10-recall-charts")
q.check(recall_3)

# %% [markdown]
# ## One: an attack has a clock
#
# Angry buyers come one by one. How many one-star reviews does an article usually get in a day and a half?

# %%
reviews = load("reviews")
bad = reviews[reviews["stars"] == 1].sort_values("written_at").set_index("written_at")
burst = bad.groupby("sku")["order_id"].rolling("36h").count()
burst.value_counts().sort_index().head(3), burst.groupby("sku").max().nlargest(3)

# %% [markdown]
# Nearly all stand alone. Two within 36 hours are rare, and no other article ever got three. P02-2 has 46. What do they say?

# %%
ours = reviews[reviews["sku"] == "P02-2"]
raid = (ours["stars"] == 1) & ours["written_at"].between("2025-10-02 18:00", "2025-10-04 06:00")
ours.loc[raid, "text_zh"].value_counts(), int(ours.loc[raid, "has_photo"].sum())

# %% [markdown]
# Forty-five of the forty-six say nothing about the pouch: no photo, five sentences in rotation, one of them in praise of a neighbour. The forty-sixth is a real one, swept in by the window. Keep that one.
#
# **Predict.** Without those two nights, how many stars has P02-2?

# %% id="guess-stars"
my_guess = ...

# %%
from matplotlib.figure import Figure

from shoplab.charts import accent

stars = pd.Series({"as shown": ours["stars"].mean(), "without the attack": ours.loc[~raid, "stars"].mean(), "before it": ours.loc[ours["written_at"] < "2025-10-02 18:00", "stars"].mean()})
autumn = pd.date_range("2025-09-15", "2025-10-15")
per_day = bad[bad["sku"] == "P02-2"].resample("D")["order_id"].count().reindex(autumn, fill_value=0)
figure = Figure(figsize=(7, 3))
axes = figure.subplots()
axes.bar(per_day.index, per_day, color=accent(per_day > 3, True))
axes.set(title="Forty-six single stars in two nights, four in the rest of the month", ylabel="One-star reviews a day")
axes.set_xticks(autumn[::5], autumn[::5].strftime("%d %b"))
show(
    figure,
    alt="Bar chart of P02-2's one-star reviews by day from 15 September to 15 October 2025: nearly all stand on 2, 3 and 4 October, most of them on the 3rd.",
    takeaway="Anger has no opening hours. An attack has.",
)
stars.round(2), load("disputes").query("kind == 'extortion'")["decided_for"].value_counts().to_dict()

# %% [markdown]
# 3.94 as shown, 4.41 without, 4.43 before. The pouch is as good as ever. It stays on the shelf. What helps: a report to the platform with times, texts and order numbers on the same day; a calm answer under each; no coupon for better ones, since paid praise is a false review like any other.
#
# The quiet form is extortion 敲诈: pay, or a bad review follows. Of this year's 60 disputes the platform decided 38 for the shop and 16 for the buyer. Nobody pays: the chat is kept, and the dispute opened the same day.
#
# ## Two: an alarm that seldom rings
#
# And if it had been a bad batch? Then refunds for quality would show it. Zhou proposes an alarm: any product whose share of quality refunds in a week lies three standard errors above its own.

# %%
# 1 each product's paid pieces and quality refunds by week
lines = load("order_lines").merge(load("orders").dropna(subset=["paid_at"])[["order_id", "created_at"]], on="order_id")
lines = lines.merge(load("refunds")[["line_id", "reason"]], on="line_id", how="left").merge(load("products")[["sku", "product"]], on="sku")
weeks = lines.groupby(["product", lines["created_at"].dt.floor("7D")])["reason"].agg(paid="size", faulty=lambda why: (why == "quality").sum())
# 2 what the week should have had, at the product's own share
share = weeks["faulty"].groupby("product").sum() / weeks["paid"].groupby("product").sum()
weeks["expected"] = weeks["paid"] * weeks.index.get_level_values("product").map(share)
# 3 Zhou's alarm
weeks["zhou"] = weeks["faulty"] > weeks["expected"] + 3 * weeks["expected"] ** 0.5
int(weeks["zhou"].sum()), weeks[weeks["zhou"]].sort_values("expected").head(4).round(2)

# %% [markdown]
# It rings twelve times in the year. Look at the first lines: one or two refunds, where a fraction of one was expected. Three standard errors are a rule for large numbers. For small ones ask directly: **how likely is so much by chance?** `metrics.alarm_chance(at_least, expected)` answers it.

# %%
weeks["by chance"] = [metrics.alarm_chance(at_least, mean) for at_least, mean in zip(weeks["faulty"], weeks["expected"], strict=True)]


def rings_from(border, mean):
    return next(n for n in range(60) if metrics.alarm_chance(n, mean) < border)


def by_luck(border):
    return sum(metrics.alarm_chance(rings_from(border, mean), mean) for mean in weeks["expected"])


alarms = pd.DataFrame({border: {"rings": (weeks["by chance"] < border).sum(), "by luck": by_luck(border)} for border in [0.05, 0.01, 0.001]})
print(len(weeks))
alarms.round(1)

# %% [markdown]
# 1,042 weeks and products. With a border of 5 % it rings 33 times, with 1 % four times, with one in a thousand never. Luck alone would ring 24 times, four or five times, hardly ever. (The register counts three batches with a fault in 2025, and names neither product nor week; none of these rings need be one.) Then why not always the strictest? Because it must also ring when a batch is bad. Let one product's share rise fivefold and see.

# %%
mean = weeks.loc["P07", "expected"].mean()
rows = []
for border in [0.05, 0.01, 0.001]:
    needed = rings_from(border, mean)
    false_a_year = 19 * 52 * metrics.alarm_chance(needed, mean)
    rows.append({"border": f"1 in {round(1 / border):,}", "rings from": needed, "false a year": false_a_year, "weeks to notice": 1 / metrics.alarm_chance(needed, 5 * mean)})
pd.DataFrame(rows).round(1)

# %% [markdown]
# For nineteen products that sell like this one: 37 false alarms a year and notice after 1.2 weeks, or hardly any and 2.3 weeks. One in a hundred lies between: about nine false ones, and notice after 1.3 weeks. In 2025 Old Ma would have looked four times.
#
# ## Three: four o'clock in the morning
#
# The table `logins` has each attempt with account, device and region. The shop sits in `region-07`. Who logged in from elsewhere?

# %%
logins = load("logins").sort_values("at")
logins["new device"] = ~logins.duplicated(["account", "device"])
away = logins[logins["region"] != "region-07"]
away.groupby(["account", "region"]).agg(first=("at", "min"), attempts=("ok", "size"), failed=("ok", lambda ok: (~ok).sum()), new=("new device", "sum"))

# %% [markdown]
# Four accounts. "Somebody is abroad who shouldn't be" would accuse three people on a trip: they came with their own device, by day, at the first try. Ting's 婷婷 account had six wrong passwords in four minutes at four in the morning, from a device never seen before, and then the right one. One sign is a trip; four at once are a take-over 盗号.
# Her second factor was on in the list, and still somebody got in: ask how.

# %%
taken = away[away["account"] == "lantern:e04"]
next_own = logins[(logins["account"] == "lantern:e04") & (logins["at"] > taken["at"].max()) & (logins["region"] == "region-07")]["at"].min()
f"{taken['at'].max():%A %H:%M}", f"{next_own:%A %H:%M}"

# %% [markdown]
# Her own next log-in was on Sunday afternoon. For a day and a half somebody could read buyers, export them, approve refunds, and no alarm had an owner. Which brings us to the list itself.
#
# ## Four: a list without names
#
# A survey firm asks for the buyers of three weeks in July: "no names, no phones, just province, age, gender, city tier 城市级别 and device". Zhou masks 脱敏 the buyer number and is ready to send.

# %%
orders = load("orders")
july = orders[orders["paid_at"].between("2025-07-01", "2025-07-22")]["buyer_id"]
buyers = load("buyers")
people = buyers[buyers["buyer_id"].isin(july)].drop(columns=["buyer_id", "first_seen"])
columns = ["province", "age_band", "gender", "city_tier", "device"]
alike = people.groupby(columns)["province"].transform("size")
len(people), int((alike == 1).sum()), int((alike < 5).sum())

# %% [markdown]
# Of 5,489 people 723 are the only one of their kind, and 2,205 have fewer than four others like them. Whoever knows that a colleague in Ningxia, about thirty, shops on a tablet has found him, and everything that stands in his row. **A name is only one way to find somebody.** The test is called k-anonymity k-匿名: each row must have at least k − 1 others like it. We ask for k = 5.

# %% id="k-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls


def smallest(first, second, third):
    kept = list(dict.fromkeys([first, second, third]))
    group = people.groupby(kept)["province"].transform("size")
    print(f"{', '.join(kept)}: smallest group {group.min()}, rows in groups under five {(group < 5).sum()}")


controls(smallest, first=choice("First column", columns), second=choice("Second column", columns, "age_band"), third=choice("Third column", columns, "gender"), height="60px")

# %%
for kept in (["province", "age_band", "gender"], ["age_band", "gender", "city_tier"], ["province", "gender"]):
    group = people.groupby(kept)["province"].transform("size")
    print(kept, group.min(), (group < 5).sum())

# %% [markdown]
# Age, gender and city tier keep everybody in a group of thirteen or more. The survey needs no provinces. So the smaller list is sent, or the few rows in small groups are left out. China's Personal Information Protection Law 个人信息保护法 (in force since 1 November 2021) says in article 6: a clear purpose, and the smallest scope that serves it.
#
# ## Five: alert, owner, time limit
#
# An alarm that nobody owns is a noise. Each has one person, a limit, and a record of how long it took. The platform's notices have all three:

# %%
notices = load("notices").dropna(subset=["answered_at"])
hour = pd.Timedelta(hours=1)
notices["took"], notices["late"] = (notices["answered_at"] - notices["issued_at"]) / hour, notices["answered_at"] > notices["due_at"]
notices.groupby("kind").agg(notices=("took", "size"), median_hours=("took", "median"), late=("late", "mean")).round(2)

# %% [markdown]
# Violations get their answer in 32 hours at the median, and 6 % are late. Tasks take 35, and 12 % are late.
#
# | alert | owner | first act within | counted |
# |---|---|---|---|
# | three one-star reviews of one article in 36 hours | Ting | 2 hours | report sent |
# | quality refunds, by chance under one in a hundred | Old Ma | a day | batch looked at |
# | a new device and three failures | Wen | at once, by phone | account locked |
# | "pay, or a bad review" in a chat | Ting | the same day | chat kept, dispute opened |
# | any export of buyers | Wen | the same day | purpose written down |
#
# ## The trap
#
# Most people buy safety with more alarms. Each is cheap, and together they are the reason that nobody gets up for the one that counts. **An alert's quality is the share of rings that were worth getting up for.** One list, few alarms, one name each.
#
# ## Your turn
#
# Old Ma asks for the alarm to ring from five quality refunds a week, for a product whose usual mean is 1.4. In how many weeks of a hundred does it ring by chance? Give the chance as a share.

# %% id="rings-from-five"
by_chance = ...
q = question("10-rings-from-five")
q.check(by_chance)

# %% [markdown]
# ## What to remember
#
# - An attack has a clock, a chorus and no content. The article's own buyers decide what it is worth.
# - Set alarms by chance and by the weeks until they notice; small numbers need no standard errors.
# - One sign is a trip. A list is safe when nobody in it stands alone.
#
# ## On the real platform
#
# Malicious reviews are reported in the back office with order numbers; log-in records and sub-accounts stand there too, see [platform names](../../course/platform_names.md). China: E-commerce Law article 17 (2019) on fabricated reviews; PIPL (2021) on purpose and scope. United States: the FTC's rule of 21 October 2024 on fake reviews. Rules change; this is no legal advice.

# %% [markdown] id="way"
# Before: [lesson 3](lesson_3_claims.ipynb) · Next: [exercises](exercises.ipynb)
