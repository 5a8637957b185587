# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # What if the shop outgrows the laptop?
#
# *Appendix, stretch 选修, 15 minutes · outline 06.01 · you will be able to: ask ten million lines a question without reading them; keep the same metric when the tool changes.*
#
# "When we are seventy times as large, your tables won't open any more," says Zhou 小周, and has a cloud service quoted: ¥3,000 a month. He is right that pandas reads a whole table into memory before it counts a single row. He is wrong about what follows. <!-- given -->
#
# This page needs two more packages (`duckdb` and `pyarrow`, the extra `large`). Without them every cell below answers with one sentence, and nothing else in the course needs them.

# %%
import tempfile

import pandas as pd

from shoplab import load, question
from shopworld import large
from shopworld.shop_folder import HistoryError

# %% [markdown]
# ## Before we start
#
# A yearly repurchase rate is compared with a quarterly one, and is higher. Which of the two says more of the buyers' loyalty: `"year"`, `"quarter"` or `"neither"`?

# %% id="recall-1"
recall_1 = ...
q = question("06-recall-neither")
q.check(recall_1)

# %% [markdown]
# Refunds of November ÷ sales of November, after a great sale in October: is that a refund rate by order? `"yes"` or `"no"`.

# %% id="recall-2"
recall_2 = ...
q = question("06-recall-same-orders")
q.check(recall_2)

# %% [markdown]
# Three channels' parts of a fall are −¥500, −¥300 and +¥200. The whole fall, in yuan? <!-- given -->

# %% id="recall-3"
recall_3 = ...
q = question("06-recall-whole")
q.check(recall_3)

# %% [markdown]
# ## Seven days of a large shop
#
# The same shop, grown to seventy times its size, as files of a column format (Parquet): one file a day. We write its first week; the whole year has ten million order lines and is made the same way (`shopworld history --tier large`).

# %%
folder = tempfile.TemporaryDirectory()
try:
    week = large.write(folder.name, 2025, days=7)
    shop = large.connect(folder.name)
    print(f"{week.rows['orders']:,} orders, {week.rows['order_lines']:,} lines")
except HistoryError as error:
    shop = None
    print(error)


def ask(sql):
    """The answer of DuckDB as a small table, or one sentence where it isn't installed."""
    return shop.sql(sql).df() if shop else "DuckDB isn't installed here, so this cell has no answer. Read on: the text says what it gives."


# %% [markdown]
# **Predict.** In the large shop's first week, what share of the placed orders is paid? Write a share.

# %% id="guess-paid"
my_guess = ...

# %%
ask("SELECT count(*) AS placed, count(paid_at) AS paid, round(count(paid_at) / count(*), 3) AS paid_share FROM orders")

# %% [markdown]
# DuckDB reads one column of each file, the one that the question names, and hands back one row. The laptop's memory holds the answer, not the orders.
#
# ## The same metric, two tools
#
# SQL is `groupby` with the words in another order. The basket 笔单价 by channel, in pandas on our shop and in SQL on the large one:

# %%
orders = load("orders")
paid = orders[orders["paid_at"].notna()]
paid.groupby("channel")["paid"].mean().round(1).to_dict()

# %%
ask("SELECT channel, round(avg(paid), 1) AS basket, count(*) AS orders FROM orders WHERE paid_at IS NOT NULL GROUP BY channel ORDER BY channel")

# %% [markdown]
# `WHERE` is the filter, `GROUP BY` the group, `avg` the mean. The formula stays, and with it the traps: leave the `WHERE` out and every unpaid order counts with ¥0. <!-- given -->
#
# **The trap.** With a large table people stop looking at rows. Ask for five of them first, and let the small shop check the query: DuckDB also reads a DataFrame by its name.

# %%
if shop:
    import duckdb

    small = duckdb.sql("SELECT round(avg(paid), 2) AS basket FROM paid").df().at[0, "basket"]
    print(float(small), "and by pandas", round(float(paid["paid"].mean()), 2))
else:
    print(ask(""))

# %% [markdown]
# ## Your turn
#
# By pandas, on our own shop: what is the mean basket of *paid* orders? (The query above must give the same.)

# %% id="mean-basket"
basket = ...
q = question("06-mean-basket")
q.check(basket)

# %% [markdown]
# ## What to remember
#
# - Ask where the data lie; fetch the answer, not the table.
# - The metric's name, formula and denominator outlive the tool. Check a query on a small shop first.
# - Wen keeps her laptop, and the ¥3,000 a month. <!-- given -->
#
# ## On the real platform
#
# Back offices export at most some tens of thousands of rows at once; a folder of monthly exports is a large table already. Put them in Parquet, one file a month. Buyers' numbers in such a folder are personal data: keep no more columns than the question needs (Personal Information Protection Law, article 6). *As of November 2025; rules change.* <!-- given -->

# %% [markdown] id="way"
# Before: [lesson 4](lesson_4_month.ipynb) · Next: [exercises](exercises.ipynb)
