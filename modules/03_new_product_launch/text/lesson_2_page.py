# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Picture B is ahead. May Zhou stop the test?
#
# *About 45 minutes · outline 03.03, 03.07, 03.08 · you will be able to: find the price that most people would take; read a text for what the law forbids; say how many
# people a test needs, and what looking every day does to it.*
#
# The new toiletry case 洗漱包 goes on sale at ¥69. Four main pictures are being shown at random. After two days B leads, "significantly before C", and Zhou 小周 wants to take the others down: "Every day that we
# show a worse picture costs clicks." That is true. Wen 阿雯 asks whether B *is* the better picture. <!-- given -->

# %% [markdown]
# ## Before we start

# %%
import pandas as pd

from shoplab import load, metrics, question, show, use_style

use_style()

# %% [markdown]
# An article had 3 orders of 60 clicks. The crowd's rate is 0.02 and counts as 240 clicks. What is its mixed rate?

# %% id="recall-1"
recall_1 = ...
q = question("03-recall-mixed")
q.check(recall_1)

# %% [markdown]
# Goods are paid ¥80 a piece and ¥32 of it is contribution 贡献毛利 before advertising. What must a yuan of advertising bring, at least, in money paid? <!-- given -->

# %% id="recall-2"
recall_2 = ...
q = question("03-recall-roas")
q.check(recall_2)

# %% [markdown]
# Twelve launches were chosen for their best first week. Their later rate, compared with that week: higher, lower or the same?

# %% id="recall-3"
recall_3 = ...
q = question("03-recall-fall-back")
q.check(recall_3)

# %% [markdown]
# ## Where does it stand?
#
# Position 定位 first: for whom, against what, at which price. 240 people were asked four questions about the case: at what price is it so cheap that you doubt it, a bargain, dear, too dear?

# %%
answers = load("price_answers")
prices = range(39, 120, 10)
lost = pd.DataFrame(
    {
        "doubt it": [(answers["too_cheap"] >= price).mean() for price in prices],
        "too dear": [(answers["too_dear"] <= price).mean() for price in prices],
    },
    index=prices,
)
lost["keep"] = 1 - lost["doubt it"] - lost["too dear"]
lost.round(3)

# %% [markdown]
# At ¥59 nearly everyone stays in the room; at ¥69 it is 86.2 %, and at ¥99 fewer than half. <!-- given --> The test of four questions bears van Westendorp's name.
#
# **The wrong conclusion:** "so take the price with the largest room". People who stay don't all buy, and a dearer piece leaves more. And `would_buy_at_69` is what people *say*.

# %%
said = answers["would_buy_at_69"].mean()
launches = load("launches")
whole = load("launch_daily").groupby("launch_id")[["clicks", "orders"]].sum()
near = launches[launches["price"].between(49, 89)]["launch_id"]
did = metrics.pooled_rate(whole.loc[near, "orders"], whole.loc[near, "clicks"])
round(said, 3), round(did, 4)

# %% [markdown]
# 43.8 % say they would buy. Of those who clicked on launches near this price, 2.31 % did. What people say ranks ideas; it doesn't count orders.
#
# All 48 new articles, ours among them, show where the shelf is full:

# %%
bands = pd.cut(launches["price"], [0, 49, 89, 129, 200], labels=["to ¥49", "to ¥89", "to ¥129", "above"])
pd.crosstab(launches["kind"], bands)

# %% [markdown]
# ## May we say that?
#
# The text comes before the picture is paid for. Rules of the platform and of the law can be read by a machine, as far as they are about words. Superlatives first: 最佳, 第一, 国家级.

# %%
copy = load("campaign_copy")
forbidden = ["最佳", "最好", "第一", "顶级", "国家级", "独一无二", "100%", "根治"]
copy["boasts"] = copy["text_zh"].str.contains("|".join(forbidden))
copy["no basis"] = copy["was_price"].notna() & (copy["named_basis"] == "")
copy[["boasts", "no basis"]].sum()

# %%
copy.loc[copy["boasts"], "text_zh"].head(3).tolist()

# %% [markdown]
# `str.contains("a|b")` asks of each text whether one of the words is in it. The third is innocent: 第一步, "the first step", is caught by 第一 as well. And a boast inside a picture isn't caught at all: a machine reads first, a person decides.
#
# *The law, as of November 2025; rules change.* Article 9 of the Advertising Law 广告法 forbids absolute terms such as 国家级, 最高级, 最佳, with fines from ¥200,000 (article 57); a guide of 2023 lists cases
# that aren't meant, for instance a comparison with one's own goods. A price "was ¥79" must be true and its basis named: without a stated basis it may not exceed the lowest price of the seven days before
# (SAMR order 56 of 2022, article 16). A teaching aid, not legal advice. <!-- given -->

# %% [markdown]
# ## Which picture?
#
# **Predict.** Four pictures, and after two days one leads. How likely is it that the leader is the best of the four? A share between 0 and 1; a dart would have 0.25.

# %% id="guess-leader"
my_guess = ...

# %%
shown = load("creatives")
so_far = shown.pivot(index="day", columns="creative", values=["clicks", "impressions"]).cumsum()
rate = so_far["clicks"] / so_far["impressions"]
rate.loc[[1, 2, 4, 7, 10, 14]].round(4)

# %% [markdown]
# The lead changes hands. A day brings about twenty clicks a picture, and the difference that we look for is smaller than the chance in twenty clicks.
#
# ## How many people does it take?
#
# That can be said beforehand. Suppose 5 % click, and a picture that is better by a tenth would matter. <!-- given -->

# %%
sizes = pd.Series({lift: metrics.sample_size(0.05, lift) for lift in (0.05, 0.10, 0.20, 0.50)})
per_picture_a_day = shown["impressions"].mean()
pd.DataFrame({"people": sizes, "days": (sizes / per_picture_a_day).round(0).astype(int)})

# %% [markdown]
# 31,231 impressions for each picture: at 418 a day that is 75 days. Half the lift takes four times the people. Fourteen days can find a lift of about a quarter, not of a tenth. **Who plans a test plans its end.**
#
# ## What does looking do?
#
# Zhou looks every evening and would stop at the first significant day. Try it where nothing can be found: both arms the *same* picture. A thousand such tests, each looked at every evening for fourteen days:

# %%
from shoplab.peeking import false_alarms

alarms = false_alarms(rate=0.05, people_a_day=418, days=14, tests=1000)
alarms

# %% [markdown]
# Who looks once, at the end, is fooled in 5.9 % of the tests; about 5 were promised. Who looks every evening and stops at the first star is fooled in 22.7 %. The star means "seldom by chance, *once*". Fourteen chances aren't once.

# %% [markdown]
# ## The trap
#
# "Significant" is no property of a picture. It is a promise about a procedure: so many people, one look. Whoever looks early and stops has run another procedure and keeps the word. **A test that may stop when it
# pleases you will please you.** And the lift read on such a day is too large, for the same reason as in lesson 1: it was picked for being high.
#
# A *standard error* 标准误 is how far chance usually moves the difference of two pictures that are equally good. `errors_apart` counts a difference in these, the second picture over the first; below 0 the first is ahead.
# Chance takes about 5 of 100 such differences beyond 1.96, up or down. There the star begins. <!-- given -->

# %%
def apart(day, first, second):
    clicks, people = so_far["clicks"].loc[day], so_far["impressions"].loc[day]
    return round(metrics.errors_apart(clicks[first], people[first], clicks[second], people[second]), 2)


pairs = [("C", "B"), ("B", "A"), ("C", "A"), ("D", "A")]
pd.DataFrame({f"{second} over {first}": [apart(day, first, second) for day in (2, 7, 14)] for first, second in pairs}, index=["day 2", "day 7", "day 14"])

# %% [markdown]
# On day 2 B lay 2.16 standard errors above C: Zhou's star. On day 14 it is 1.68, and A is in front of both, 0.15 standard errors above B and 1.82 above C. None beyond 1.96. C would be gone and B would hang, and neither is known. So what does one do, with a
# launch that can't wait 75 days?

# %% [markdown]
# ## Learn and earn at once
#
# Zhou has a point: showing a poor picture costs. If the question is not "which is better, provably" but "how do I lose fewest clicks meanwhile", show each picture about as often as it looks like the best one. While
# little is known all four are shown; as one pulls ahead it gets more. This is Thompson's rule of 1933, and the problem is called a bandit 多臂老虎机. <!-- given -->
#
# Four pictures with known true rates, two weeks, 900 impressions a day. Clicks *lost* are counted against always showing the best one. <!-- given -->

# %%
from shoplab.bandit_race import plot_race

true_rates = [0.050, 0.053, 0.061, 0.047]
figure, alt = plot_race(true_rates, ["all four", "all four", "C", "C"], luck=1)
show(figure, alt=alt, takeaway="Deciding on day 2 is a bet; testing to the end pays for knowledge that comes too late.")

# %% [markdown]
# In this fortnight the leader of day 2 was D, the poorest of the four. Yours (blue) tests for five days and then takes C; whoever chose C had luck, or knew.
#
# Now steer yourself. You decide four times: for days 1–2, 3–5, 6–9 and 10–14. Another `luck` is another fortnight. Decide before you look at the bars. Can you stay below Thompson in five fortnights?

# %% id="race-controls" tags=["nbval-ignore-output"]
from shoplab.widgets import choice, controls, whole

WAYS = ["all four", "A", "B", "C", "D"]


def drive(first, second, third, fourth, luck):
    picture, words = plot_race(true_rates, [first, second, third, fourth], luck)
    show(picture, alt=words, takeaway="Yours is the solid blue line.")


controls(
    drive,
    first=choice("Days 1–2", WAYS),
    second=choice("Days 3–5", WAYS),
    third=choice("Days 6–9", WAYS, "C"),
    fourth=choice("Days 10–14", WAYS, "C"),
    luck=whole("Luck", 1, 1, 99),
    height="540px",
)

# %% [markdown]
# The price of the bandit: the pictures that it dropped early have small samples, so afterwards you can't say by how much they were worse. Use a test to learn something that you keep, a bandit for a picture that lives two weeks.
#
# ## Your turn
#
# The page of the case converts 3 % of its visitors and gets 900 a day, half for each arm. Wen would pay for a new page if it lifts conversion by a fifth. How many days must the test run, at least?

# %% id="days-of-test"
days_of_test = ...
q = question("03-days-of-test")
q.check(days_of_test)

# %% [markdown]
# ## What to remember
#
# - What people say about prices ranks them. It doesn't count orders.
# - A superlative and a "was" price without a basis are found by a machine; a person decides.
# - People, lift, end: fixed before the test. One look.
# - A bandit earns while it learns, and leaves you with less knowledge.
#
# ## On the real platform
#
# Taobao tests main pictures in 万相台无界 and 生意参谋, Douyin in 巨量千川; their "smart" rotation is a bandit, and its report is no test. Dated names: `course/platform_names.md`.

# %% [markdown] id="way"
# Before: [lesson 1](lesson_1_seven_days.ipynb) · Next: [lesson 3](lesson_3_money.ipynb)
