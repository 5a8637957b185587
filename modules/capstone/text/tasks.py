# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The season
#
# *Capstone · 100 points in all · outline C.01, C.02 · five core 必修 tasks and one stretch 选修*
#
# Wen 阿雯 signs nothing without a plan, and nothing without a rule that can be tried. By Friday she wants twelve months on one page, your rule for the season, what it will leave, and a letter that defends both.
#
# **How this works.** Each task has a cell in which you work and, below it, a line that hands in. Run that line: it says whether your answer has the right shape, never whether it is right. **Validate** runs your notebook on a *rehearsal shop*. It is marked on a shop, and on seasons, that nobody has seen. So compute every figure from the tables, and type none of them in. Let each task stand alone.

# %%
import pandas as pd

from shoplab import hand_in, load
from shoplab.season import best_known, bridge, contributions, handed_in, played, practise
from shopworld.market.policies import USUAL, naive, sensible

# %% [markdown]
# ## Task 1: Twelve months that add up (15 points, core 必修)
#
# "A fifth more than last year, and I want to see in which month, and when the goods have to be paid."
#
# Last year is 2025 as `orders` have it: money paid for goods (`goods` − `discount`) of the orders paid in 2025, less the `amount` of `refunds`, both in the month in which the **order** was paid. Hand in a table with one row a month of 2026:
#
# | column | what it is | points |
# |---|---|---|
# | `month` | `"2026-01"` … `"2026-12"` | |
# | `goal` | 1.20 × last year's same month | 6 |
# | `goods` | goods to be paid in that month: 45 % of the **next** month's goal; in December 45 % of the goal in your table's first row | 5 |
# | `promotion` | 3 % of the month's goal, 6 % in a month with any day whose `event` in `calendar` is not empty | 4 |

# %% task="year-in-months"
year = ...
### BEGIN SOLUTION
# 1 last year, by the month in which the order was paid
orders = load("orders")
paid = orders[orders["paid_at"].dt.year == 2025].copy()
went_back = load("refunds").groupby("order_id")["amount"].sum()
paid["kept"] = paid["goods"] - paid["discount"] - paid["order_id"].map(went_back).fillna(0)
last_year = paid.groupby(paid["paid_at"].dt.month)["kept"].sum().reindex(range(1, 13), fill_value=0)

# 2 the goal, and the goods a month before
year = pd.DataFrame({"month": [f"2026-{number:02d}" for number in range(1, 13)], "goal": (1.20 * last_year).to_numpy()})
year["goods"] = 0.45 * year["goal"].shift(-1, fill_value=year["goal"].iloc[0])

# 3 promotion, dearer where the platform has an event
days = load("calendar")
eventful = set(days.loc[days["event"] != "", "date"].dt.month)
share = pd.Series([0.06 if number in eventful else 0.03 for number in range(1, 13)])
year["promotion"] = share * year["goal"]
year.round(0)
### END SOLUTION

# %% hand_in="year-in-months" points=15
hand_in("year-in-months", year)

# %% [markdown]
# ## Task 2: With the same luck (10 points, core 必修)
#
# "The careful shop left more. Which part of it was luck, and where did the rest come from?"
#
# Your season is the one whose seed is the number of **paid orders** in `orders`. Let the naive shop and the careful one run it: `played(naive, seed=…)` and `played(sensible(), seed=…)`. Hand in a dictionary:
#
# | key | what it is | points |
# |---|---|---|
# | `difference` | by how much more the careful shop contributed, in yuan | 4 |
# | `goods` | what of it is the line `goods` of the cash book (it has a sign) | 2 |
# | `spent_most` | which of the lines `ads`, `live`, `wages`, `freight`, `fees`, `holding` grew most in yuan from the naive shop to the careful one | 2 |
# | `luck` | by how much the **naive** shop's contribution of the next seed (seed + 1) differs from its contribution of this one (next − this) | 2 |

# %% task="same-luck"
found = ...
### BEGIN SOLUTION
orders = load("orders")
seed = int(orders["paid_at"].notna().sum())
plain, careful = played(naive, seed=seed), played(sensible(), seed=seed)
lines = bridge(plain, careful)
found = {
    "difference": float(lines["contribution"]),
    "goods": float(lines["goods"]),
    "spent_most": str(lines[["ads", "live", "wages", "freight", "fees", "holding"]].idxmin()),
    "luck": played(naive, seed=seed + 1).profit - plain.profit,
}
found
### END SOLUTION

# %% hand_in="same-luck" points=10
hand_in("same-luck", found)

# %% [markdown]
# ## Task 3: Better, or luckier? (10 points, stretch 选修)
#
# "Zhou says that the livestream doesn't pay. He tried it for a season."
#
# Let the careful shop run six seasons, seeds `first` to `first` + 5, where `first` is the number of paid orders in `orders`: once as it is, `sensible()`, and once without livestream, `sensible({**USUAL, "live_hours": 0.0})`. `contributions(policy, seeds)` gives what each season left. Hand in a dictionary: `mean`, by how much the livestream changes the
# contribution on average; `low` and `high`, the ends of the mean's 95 % interval **pair by pair** (2.571 standard errors on each side, for six seasons); `says`, one of `"it pays"`, `"it costs"`, `"can't tell"`.

# %% task="does-it-pay"
verdict = ...
### BEGIN SOLUTION
first = int(load("orders")["paid_at"].notna().sum())
seeds = range(first, first + 6)
with_live = contributions(sensible(), seeds)
without = contributions(sensible({**USUAL, "live_hours": 0.0}), seeds)
difference = with_live - without
half = 2.571 * difference.std() / len(difference) ** 0.5
low, high = difference.mean() - half, difference.mean() + half
says = "it pays" if low > 0 else "it costs" if high < 0 else "can't tell"
verdict = {"mean": difference.mean(), "low": low, "high": high, "says": says}
verdict
### END SOLUTION

# %% hand_in="does-it-pay" points=10
hand_in("does-it-pay", verdict)

# %% [markdown]
# ## Task 4: Run the season (40 points, core 必修)
#
# "Ten seasons that neither of us has seen. I shall not ring you up."
#
# Hand in your rule with its forecast: `handed_in(run_the_shop, {"forecast": [low, high]})`. The rule is one function that stands alone, `run_the_shop(today, memory, forecast)`; it may use `import`s of Python's own library inside. The forecast holds the contribution of a season, in yuan, of which eight in ten shall lie in it.
#
# **How it is scored.** Your rule runs at the top level (the rivals reply) for ninety days in ten seasons that nobody has seen. Contribution counts 50 % (0 at the naive shop, in full at 80 % of the way to one that knew the luck), service 15 %, customers 15 %, the forecast 10 %, clean hands 10 %. The last four count in full only from three tenths of that contribution on. A strike for bought
# orders caps all at 40 %. On the practice seasons `practise` shows you the same mark as often as you like. Lesson 2's rule is a fair beginning; its titles were never written. What `today` holds and a plan may decide stands in the [guide for students](../../course/students.md).

# %% task="run-the-season"
rule = ...
### BEGIN SOLUTION
def run_the_shop(today, memory, forecast):
    plan = {"price": {}, "restock": {}, "bid": {}, "title": {}, "risk_limit": 0.8}
    seen, left = max(min(today["day"], 14), 1), today["days"] - today["day"]
    words = today["words"]
    for code, item in today["items"].items():
        # price from cost and rivals
        postage = today["postage"]["fee"] if item["list_price"] < today["postage"]["under"] else 0
        keeps = 1 - today["fees"] - 0.04
        cost = (item["unit_cost"] + item["parcel"] - postage) / keeps
        rivals = sum(item["rival_prices"].values()) / len(item["rival_prices"])
        price = round(max(0.7 * 2.0 * cost + 0.3 * rivals, 1.05 * cost))
        plan["price"][code] = price

        # a fortnight's order
        a_day = (sum(item["sold"]) + item["lot"] / 4) / (sum(item["shelf"][-seen:]) + 2)
        missing = int(1.2 * a_day * sum(today["busy"][: min(14, left)]) - item["stock"] - item["on_the_way"])
        if left > 6 and missing >= item["lot"]:
            plan["restock"][code] = min(missing, 2000)

        # half of what a click leaves
        if item["stock"] > 0:
            buys = (sum(item["sold"]) + 1) / (sum(item["visits"]) + 40)
            leaves = max(price * keeps + postage - item["unit_cost"] - item["parcel"], 0)
            plan["bid"][code] = {word: min(round(0.5 * buys * leaves * fit, 2), 20) for word, fit in item["fit"].items() if fit >= 0.5}

        # the title, once: the words that are searched most for their length
        if today["day"] == 0:
            room, title = today["limits"]["title_bytes"], []
            worth = {word: fit * words[word]["searches"] / words[word]["bytes"] for word, fit in item["fit"].items() if fit > 0}
            for word in sorted(worth, key=lambda word: worth[word], reverse=True):
                if words[word]["bytes"] <= room:
                    title.append(word)
                    room -= words[word]["bytes"]
            plan["title"][code] = title
    plan["ad_budget"] = min(600 * today["busy"][0], max(today["cash"], 0) / 2)
    plan["live_hours"] = 1.5 if today["cash"] > 5000 else 0
    cases = today["cases"] * today["busy"][0] / today["busy_before"][-1] if today["day"] else 60
    plan["staff"] = min(int(1.25 * (cases + 0.5 * today["backlog"]) / 50) + 1, 8)
    return plan


rule = handed_in(run_the_shop, {"forecast": [118_000, 170_000]})
### END SOLUTION

# %% hand_in="run-the-season" points=40
hand_in("run-the-season", rule)

# %% [markdown]
# ## Task 5: The yearly plan, defended (15 points, core 必修, marked by a person)
#
# "One page for the bank, and I shall ask why."
#
# 450 to 650 words, and a table of at most twelve lines that doesn't count into them. It rests on Tasks 1 and 4 and on what ten modules found out about the home shop. In a group: one plays the bank for ten minutes, asks three questions, and you add your answers below the page; alone, ask yourself the three that you fear.
#
# | what a person will look at | points |
# |---|---|
# | **Where the shop stands.** Buyers, price, rivals, and the one gap it can defend, each with a figure | 2.5 |
# | **Goals that add up.** Year, quarters and months; which month is what for; the forecast with its interval, and what happens at its lower end | 3 |
# | **Six promotion tools, each with its purpose.** What brings in, what raises the basket, what brings back; what each may cost and by which figure it will be stopped | 3 |
# | **Who does what by when.** Stock before events, listings, launches, livestreams, people; at least six dates with an owner | 3 |
# | **Risks and what is refused.** The two dearest risks with their expected loss, an early sign and an owner; bought orders and reviews refused, with the reason and the price | 2 |
# | **Defence.** Three hard questions answered with figures, one of them by changing the plan | 1.5 |

# %% [markdown] written="yearly-plan" points=15
# *Your plan, in place of this line.*
#
# ### BEGIN SOLUTION
# **To Wen and to the bank: Lantern Lane's year 2026.** (A model answer, on the home shop's figures; the sums come from Task 1 and module 06.)
#
# *Where we stand.* A travel-goods shop with one owner, four people and sixteen shops around it. Three quarters of the visitors come by phone. We are neither the cheapest nor the best known; the gap that we can defend is goods that arrive in time and do what the page says, and we measure it by the 48-hour rate and by bad reviews in a hundred.
#
# *Goals.* A fifth more than last year, month by month, as Task 1 has them; spring carries the new goods, June and November the platform's sales, January what is left. For the second shop's first season the rule foretells ¥118,000 to ¥170,000. At the lower end we take on nobody and open no third warehouse shelf.
#
# *Six tools.* Straight cuts bring in, and stop when the break-even ROAS is missed for a week. Spend-and-save raises the basket; it stops when the basket doesn't rise. Coupons bring back those who would not have come (hold-out: one in ten). Gifts are for the image item. More-for-less clears the shelf in July. The festival theme is for Old Ma's spring goods and costs pictures only.
#
# *Who, what, when.* Old Ma: order for 618 by 25 May, for 11.11 by 20 October. Zhou: titles by 10 March, eight launches in April and September, sale-day bids set by the evening before. Ting: roster for the sale days a week ahead. Wen: the live plan on the first of each month, and this page again on 1 July.
#
# *Risks.* A supplier who slips before November, and refunds of a bad batch; both stand in the register with chance × cost, an early sign and an owner. Bought orders and reviews are refused: unlawful, found by their devices and addresses, and dearer than they bring by any honest sum.
#
# *Defence.* Why a fifth? Because the funnel's weakest step is worth that much, and it is already being mended. What if 618 fails? The order of 25 May is two lots smaller than the rule's, and July clears the rest. Why no loan? Because the lowest point of the till is known: late May. We moved one launch from May to April for that.
# ### END SOLUTION

# %% [markdown]
# ## Task 6: The review 复盘 (10 points, core 必修, marked by a person)
#
# Replay one practice season with your rule and with the best known way: `bridge(played(run_the_shop, seed=101, forecast=None), best_known(seed=101))`. 250 to 400 words to Wen.
#
# | what a person will look at | points |
# |---|---|
# | **Where the money went.** The two or three lines of the bridge that matter, with their sums, and the decision behind each | 3 |
# | **Luck and decision apart.** What pairs of seasons show, and what they can't show; the forecast held against what came | 3 |
# | **One change, tried.** What was changed in the rule, what it brought on the same seasons pair by pair, and whether it stays | 2.5 |
# | **What the market leaves out.** One thing that a real season has and this one hasn't, and what it would change | 1.5 |

# %% [markdown] written="season-review" points=10
# *Your review, in place of this line.*
#
# ### BEGIN SOLUTION
# **To Wen: season 101 once more.** (A model answer.)
#
# *Where the money went.* With the same luck the best known way sold for more, bought more goods and more clicks. The two lines that matter are sales and ads; wages and parcels only follow. Behind the gap stands one decision: it bids for more words and keeps the money for it until the sale days.
#
# *Luck and decision.* Over ten seasons my rule varies by some ¥15,000 without any change in it. Pair by pair the titles brought more than that in every season. So the titles are a decision and the difference between two seasons is not. Of the ten practice seasons eight lay in the forecast.
#
# *One change.* I raised the budget from ¥600 to ¥900 on busy days. Pair by pair it changed little, and the interval held zero. It stays as it was.
#
# *What is left out.* No rival here copies an article and nobody in the team is ill. With either, I would keep a reserve in the till for a fortnight's wages, which costs nothing but the waiting.
# ### END SOLUTION
