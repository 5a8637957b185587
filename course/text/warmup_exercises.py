# ---
# jupyter:
#   coursekit:
#     kind: exercises
# ---

# %% [markdown]
# # Ten questions before module 01
#
# *Warm-up exercises · about 60 minutes · you will be able to: say which part of the warm-up you can do, and which one to read again.*
#
# Each question waits at the three dots, `...`. Put your answer in their place and press Shift+Enter. `q.check` then says one of these:
#
# - **Your turn**: the dots are still there.
# - **Not yet**, and what is in the way. Change it and run the cell again, as often as you like.
# - **Correct**, and why.
#
# Stuck? Press **Esc**, then **B**: a new cell opens below. Write `q.hint()` there for a nudge; there are up to three.
# `q` is the question whose cell you ran last. After a try, `q.solution()` opens a worked solution, where your edition has one.
#
# Nobody marks this. Nine questions are core 必修, the last one is stretch 选修.

# %% [markdown]
# ## Fetch the tools
#
# Run this cell first, and again whenever you come back.

# %%
from pathlib import Path

import pandas as pd
from shoplab import diagnose, load, progress, question

# %% [markdown]
# ## 1 Order of running
#
# A page looks like this. The numbers in brackets say in which order its cells were run.
#
# ```
# [1]  pieces = 10
# [4]  price = 20
# [3]  takings = price * pieces
# [2]  price = 15
# [5]  takings
# ```
#
# **Predict.** What does the last cell show? Don't type it in; think it through.

# %%
q = question("00-order-of-running")
shown = ...
### BEGIN SOLUTION
# [1] pieces is 10, [2] price is 15, [3] takings is 15 * 10, [4] price is 20, [5] takings is what [3] made it
shown = 150
### END SOLUTION
q.check(shown)

# %% [markdown]
# ## 2 Text or number
#
# **Predict.** What is `"12" + "3"`? Write the result the way Python shows it.

# %%
q = question("00-text-or-number")
result = ...
### BEGIN SOLUTION
result = "123"
### END SOLUTION
q.check(result)

# %% [markdown]
# ## 3 Read an error
#
# Ting 婷婷 wants the money of the year and types `daily["paid_amout"].sum()`. The last line of what she sees:
#
# ```
# KeyError: 'paid_amout'
# ```
#
# What happened? Answer with a letter, in quotation marks.
#
# - A: the table has no column of that name.
# - B: the cell that gives the name `paid_amout` was not run.
# - C: the column holds text that is no number.
# - D: the table is empty.

# %%
q = question("00-read-an-error")
letter = ...
### BEGIN SOLUTION
letter = "A"
### END SOLUTION
q.check(letter)

# %% [markdown]
# ## 4 Many visitors, few orders
#
# On some days more than 10,000 people came, and still fewer than 300 orders were paid. On how many? This line has three
# blanks, `____`. Write it out with the blanks filled, then give the number of days.
#
# ```
# days = daily[(daily[____] > 10000) ____ (daily["paid_orders"] ____ 300)]
# ```

# %%
q = question("00-busy-and-few")
daily = load("shop_daily")
number_of_days = ...
### BEGIN SOLUTION
days = daily[(daily["visitors"] > 10000) & (daily["paid_orders"] < 300)]
number_of_days = len(days)
### END SOLUTION
q.check(number_of_days)

# %% [markdown]
# ## 5 Money that went back
#
# Wen asks: "For what reason do we pay back most?" `refunds` has one row a refund, with its `reason` and the `amount` in yuan. Make a
# Series with the money paid back for each reason.

# %%
q = question("00-money-back")
refunds = load("refunds")
money_back = ...
### BEGIN SOLUTION
money_back = refunds.groupby("reason")["amount"].sum()
### END SOLUTION
q.check(money_back)

# %% [markdown]
# ## 6 Numbers written for people
#
# A market report writes `0.6亿` for large amounts: 亿 is 100 million. Write a function that reads all four texts, and make a list of
# the four numbers, in this order. `to_number` of warm-up 2 is a good start; copy it.

# %%
q = question("00-to-number")
texts = ["￥1,299.00", "3.2万", "2.84%", "0.6亿"]
numbers = ...


### BEGIN SOLUTION
def to_number(text):
    """A number from the text of a back office or a market report."""
    text = text.replace(",", "").replace("￥", "").strip()
    if text.endswith("亿"):
        return float(text.removesuffix("亿")) * 100_000_000
    if text.endswith("万"):
        return float(text.removesuffix("万")) * 10_000
    if text.endswith("%"):
        return float(text.removesuffix("%")) / 100
    return float(text)


numbers = [to_number(text) for text in texts]
### END SOLUTION
q.check(numbers)

# %% [markdown]
# ## 7 The steps of cleaning
#
# These lines read an export and add up its money. They are out of order. Put them right, as a list of letters like
# `["A", "B", "C", "D", "E"]`.
#
# ```
# A  orders = raw.rename(columns=ENGLISH)
# B  paid = orders["paid"].map(to_number)
# C  raw = pd.read_csv(file, encoding="gbk", dtype=str)
# D  total = paid.sum()
# E  orders = orders[orders["note"].isna()].drop_duplicates("order_id")
# ```

# %%
q = question("00-cleaning-order")
steps = ...
### BEGIN SOLUTION
steps = ["C", "A", "E", "B", "D"]
### END SOLUTION
q.check(steps)

# %% [markdown]
# ## 8 The rate of a year
#
# Of all visitors of 2025, what share became a paid order (支付转化率, the paid conversion rate)? Use `shop_daily`, and give a
# share between 0 and 1.

# %%
q = question("00-year-rate")
daily = load("shop_daily")
year_rate = ...
### BEGIN SOLUTION
year_rate = daily["paid_orders"].sum() / daily["visitors"].sum()
### END SOLUTION
q.check(year_rate)

# %% [markdown]
# ## 9 Ting's evening
#
# Ting answers the buyers until midnight. How many **paid** orders of 11 November were placed in her evening, from 20:00 on? Answer from the
# raw export. This cell reads it and adds the hour of each order, from 0 to 23; run it first.

# %%
raw = pd.read_csv(Path("..") / "datasets" / "raw" / "order_export.csv", encoding="gbk", dtype=str)
raw["hour"] = pd.to_datetime(raw["订单创建时间"], format="%Y/%m/%d %H:%M").dt.hour
raw.head(3)

# %% [markdown]
# The id is in `订单编号`, the status in `订单状态`, the note in `备注`. Copy the names from here.

# %%
q = question("00-evening-orders")
evening_orders = ...
### BEGIN SOLUTION
evening = raw[raw["hour"] >= 20].drop_duplicates("订单编号")
evening = evening[evening["备注"].isna() & (evening["订单状态"] != "交易关闭(未付款)")]
evening_orders = len(evening)
### END SOLUTION
q.check(evening_orders)

# %% [markdown]
# ## 10 Pieces by channel and role
#
# *Stretch 选修.* Zhou wonders which channel sells which kind of goods. Make a pivot table for the whole year: one row a `channel` (in
# `orders`), one column a `planned_role` (in `products`), and in it the pieces (`quantity` in `order_lines`) of paid orders. An unpaid
# order has the status `closed unpaid`.

# %%
q = question("00-pieces-by-channel")
orders, lines, products = load("orders"), load("order_lines"), load("products")
pieces = ...
### BEGIN SOLUTION
paid = orders[orders["status"] != "closed unpaid"]
sold = paid[["order_id", "channel"]].merge(lines, on="order_id").merge(products[["sku", "planned_role"]], on="sku")
pieces = sold.pivot_table(index="channel", columns="planned_role", values="quantity", aggfunc="sum")
### END SOLUTION
q.check(pieces)

# %% [markdown]
# ## Where you stand
#
# What you have solved so far. It is kept in your workspace, so you can close the page and come back.

# %%
progress()

# %% [markdown]
# ## What to repeat
#
# The diagnostic looks at your tries and hints, and names the section to read again for each question that is still open or
# cost much help.

# %%
diagnose()

# %% [markdown]
# Nothing to repeat, or nothing that worries you? Then module 01 waits: Wen has ¥200,000 and has to decide what to sell.
#
# **Next:** [Module 01, lesson 1](../modules/01_shop_setup/lesson_1_market.ipynb)

# %% [markdown] id="way"
# Before: [warm-up 2](warmup_2_daily_report.ipynb) · Next: [module 01, lesson 1](../modules/01_shop_setup/lesson_1_market.ipynb)
