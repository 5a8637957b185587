# %% [markdown]
# # Does Old Ma need a second pair of hands on Tuesdays?
#
# *Warm-up 1 · about 50 minutes · you will be able to: run and change a notebook, read an error, open one of the shop's tables, and
# filter, sort and group it until it answers a question.*
#
# Lantern Lane 灯巷 sells travel goods online. **Wen 阿雯** owns it, **Zhou 小周** runs the daily business, **Ting 婷婷** answers
# the buyers, and **Old Ma 老马** packs every parcel.
#
# Old Ma says: "Tuesdays are the worst. I need a helper, every Tuesday." Wen likes Old Ma, but a helper costs money. She has a
# table with one row for each day of 2025, and she asks you to look.
#
# You have never used a notebook? Good. We begin with one sum, and at the end Wen has her answer.
#
# **On this page:** run a cell · names · order · numbers and text · lists and dictionaries · a function · a table · errors ·
# filter · sort · group · the trap · what handing in means

# %% [markdown]
# ## Run a cell
#
# A notebook is made of **cells**. This one holds text. The next one holds code: two numbers of orders from 10 and 11 November.
#
# Click into it and press **Shift+Enter**. The computer works it out and the result appears below.

# %%
762 + 1846

# %% [markdown]
# 2608 orders in two days. The last line of a cell is shown, without asking for it.
#
# The number in brackets on the left, like `[1]`, counts what you have run. A star, `[*]`, means that the cell is still working.
#
# **Change it.** Put another number in place of 762 and press Shift+Enter again. You can't break anything: if you delete
# this page, the next start of the course brings a fresh one.

# %% [markdown]
# ## Give a value a name
#
# `=` puts a value under a name, so that you can use it later. Nothing is shown when a name is given; the last line asks for the result.
#
# What comes after `#` is a note for people. The computer skips it.

# %%
price = 39.00  # yuan, for one packing cube set
pieces = 3
price * pieces

# %% [markdown]
# Three sets make ¥117.0. Python drops the last zero of 117.00; it is the same number.

# %% [markdown]
# ## The order of running matters
#
# The notebook remembers every name that you have run, in the order in which you **ran** it. That need not be the order on the page.
#
# Here the takings are worked out at the price of ¥39.

# %%
price = 39.00
takings = price * 3

# %% [markdown]
# Then the price goes up.

# %%
price = 49.00

# %% [markdown]
# **Predict.** What is `takings` now? Put your number in place of the three dots before you run the cell after it. (Three dots,
# `...`, are how this course marks a place that waits for you.)

# %%
my_guess = ...

# %%
takings

# %% [markdown]
# Still 117.0. `takings` was worked out when the price was 39, and it doesn't follow when the price changes. To bring it up to
# date, run its cell again: go back up, press Shift+Enter on `takings = price * 3` alone, and look once more.
#
# **The trap.** A name keeps its old value until a cell gives it a new one. Run cells in a mixed order, or delete a cell that
# you have already run, and the page shows one thing while the notebook remembers another.
#
# The way out is always the same: menu **Kernel → Restart Kernel and Run All Cells…**. It forgets everything and runs the page
# from top to bottom. If your answer survives that, it is real. Do it before you hand anything in.

# %% [markdown]
# ## Numbers and text
#
# What stands in quotation marks is **text**, even when it looks like a number. The back office of a platform hands out its
# numbers as text more often than you would like.
#
# **Predict.** What comes out when the text `"39.00"` is taken three times?

# %%
my_guess = ...

# %%
"39.00" * 3

# %% [markdown]
# Text three times is the text, three times over. `float` turns the text into a number first.

# %%
float("39.00") * 3

# %% [markdown]
# ## Lists and dictionaries
#
# A **list** keeps several values in order, in square brackets. These are the paid orders of 9, 10 and 11 November.

# %%
paid_orders = [162, 762, 1846]
sum(paid_orders)

# %% [markdown]
# One value of a list is taken out by its place. Counting begins at 0, so the first is number 0, and `-1` is the last.

# %%
paid_orders[0], paid_orders[-1]

# %% [markdown]
# A **dictionary** finds a value by its name, in curly brackets. Here each SKU (one size or colour of a product, the smallest thing
# one can order) finds its price.

# %%
price_of = {"P01-1": 39.00, "P15-1": 99.00}
price_of["P15-1"]

# %% [markdown]
# ## A function of our own
#
# Wen asks one thing of every product: of the price, what share is left when the goods are paid for? That share is the **gross
# margin** 毛利率. A **function** keeps the sum under a name, so that it is written once and used often.
#
# - `def` gives the name and says what goes in;
# - the line in triple quotation marks says what it does;
# - `return` gives the answer back.

# %%
def gross_margin(price, cost):
    """The share of the price that is left after the cost of the goods."""
    return (price - cost) / price


gross_margin(39.00, 25.00)

# %% [markdown]
# A packing cube set sells for ¥39.00 and costs ¥25.00, so about 0.36 of its price is left. The bottle of 350 ml sells for ¥99.00
# and costs ¥47.90:

# %%
gross_margin(99.00, 47.90)

# %% [markdown]
# About 0.52: of every yuan for a bottle, more stays than of every yuan for packing cubes. In this course a rate is a share
# between 0 and 1. We write 0.52, and say 52 per cent.

# %% [markdown]
# ## Open a table
#
# The shop's tables come with `load`. It belongs to `shoplab`, the course's toolbox, so one line fetches it first. A table in
# Python is called a **DataFrame**; `head()` shows its first five rows.

# %%
from shoplab import load

daily = load("shop_daily")
daily.head()

# %% [markdown]
# One row a day. `visitors` 访客数 counts people who came, `page_views` 浏览量 pages they opened, `placed_orders` orders made,
# `paid_orders` 支付订单数 those that were paid, and `paid_amount` 支付金额 the money, in yuan.
#
# The tables of the course and all their columns are explained in the [data dictionary](../datasets/README.md).
#
# How large is it? `shape` says rows, then columns.

# %%
daily.shape

# %% [markdown]
# 365 rows: a whole year. What kind of thing is in each column? `dtypes` tells: `datetime64` is a date, `int64` whole numbers,
# `float64` numbers with decimals, and `str` text.

# %%
daily.dtypes

# %% [markdown]
# ## Choose columns
#
# One column, by its name in square brackets:

# %%
daily["paid_orders"].head()

# %% [markdown]
# Several columns, by a list of names. That makes two pairs of brackets: the outer one chooses, the inner one is the list.

# %%
daily[["date", "paid_orders"]].head()

# %% [markdown]
# ## Sum and mean
#
# **Predict.** How many parcels did Old Ma pack on an average day? One paid order is one parcel.

# %%
my_guess = ...

# %%
daily["paid_orders"].sum()

# %%
daily["paid_orders"].mean()

# %% [markdown]
# 88,448 orders in the year, about 242 a day. (`np.int64(…)` and `np.float64(…)` are how a number out of a table shows itself:
# a whole one, and one with decimals. You calculate with it like with any other.)
#
# `max()` gives the largest day:

# %%
daily["paid_orders"].max()

# %% [markdown]
# 1846, more than seven times the average. Keep that day in mind.

# %% [markdown]
# ## Read an error
#
# Sooner or later a cell answers in red. An error isn't a mark against you. It is the computer telling you where it stopped, and it
# says so on the **last line**. Read that one first. You will now see the three errors that everybody meets.
#
# **The first: a name it doesn't know.** We wrote `takings` before. Here an `s` is missing.

# %% tags=["raises-exception"]
taking

# %% [markdown]
# The last line: `NameError: name 'taking' is not defined`. Either the name is misspelt, as here, or the cell that gives it
# was not run yet. Look for both.
#
# The arrow `---->` points at the line where it stopped.

# %% [markdown]
# **The second: a text that is no number.** The platform writes twelve thousand visitors as `1.2万`.

# %% tags=["raises-exception"]
float("1.2万")

# %% [markdown]
# `ValueError: could not convert string to float: '1.2万'`. The kind was right, a text, but its value can't be read as a number. The
# message shows you the very text, so you can see what is in the way. Warm-up 2 deals with 万.

# %% [markdown]
# **The third: a column that isn't there.** Inside the tables' own code such an error is some forty lines long. The cell below
# catches it with `try` and `except`, and prints the last line only, the one to read.

# %%
try:
    daily["paid_order"]
except KeyError as error:
    print("KeyError:", error)

# %% [markdown]
# `KeyError: 'paid_order'`: there is no column of that name. Ask the table for the names that it has:

# %%
list(daily.columns)

# %% [markdown]
# There it is, with an `s`. Capitals and blanks count too.

# %% [markdown]
# ## Filter rows
#
# A condition makes a column of True and False. The sum of it counts the True ones, because True counts as 1.
#
# **Predict.** On how many days of the year were more than 500 orders paid?

# %%
my_guess = ...

# %%
more_than_500 = daily["paid_orders"] > 500
more_than_500.sum()

# %% [markdown]
# Six days. Put the condition in the table's brackets and only those rows stay:

# %%
daily[more_than_500][["date", "visitors", "paid_orders"]]

# %% [markdown]
# Two conditions: each in round brackets, with `&` (and) or `|` (or) between them. Days with more than 15,000
# visitors and yet fewer than 500 paid orders:

# %%
daily[(daily["visitors"] > 15000) & (daily["paid_orders"] < 500)][["date", "visitors", "paid_orders"]]

# %% [markdown]
# A single `=` gives a name; a double `==` asks whether two things are the same. Dates can be written as text:

# %%
daily[daily["date"] == "2025-11-11"]

# %% [markdown]
# There is the large day: 1846 paid orders on 11 November, the Double 11 双11 sale.

# %% [markdown]
# ## Sort
#
# `sort_values` puts the rows in order. `ascending=False` means the largest first.

# %%
daily.sort_values("paid_orders", ascending=False)[["date", "paid_orders", "paid_amount"]].head()

# %% [markdown]
# ## Group
#
# Now Old Ma's Tuesdays. Each date has a weekday; we put it into a new column.

# %%
daily["weekday"] = daily["date"].dt.day_name()
daily[["date", "weekday", "paid_orders"]].head(3)

# %% [markdown]
# **Predict.** Is Old Ma right about Tuesday? Write the name of the day that you think is the busiest, in quotation marks.

# %%
my_guess = ...

# %% [markdown]
# `groupby` puts the rows of a weekday together, and `mean` takes the average of each group. Read it from left to right: group
# the days by weekday, take the paid orders, average them, sort.

# %%
daily.groupby("weekday")["paid_orders"].mean().sort_values(ascending=False).round(1)

# %% [markdown]
# Tuesday stands first with 290.7 parcels, 20 more than Monday, the next one. Old Ma seems to be right. Wen reaches for the phone.

# %% [markdown]
# ## The trap
#
# Before she calls, look at what the average is made of. These are the largest Tuesdays:

# %%
tuesdays = daily[daily["weekday"] == "Tuesday"]
tuesdays.sort_values("paid_orders", ascending=False)[["date", "paid_orders"]].head(4)

# %% [markdown]
# One Tuesday had 1846 parcels: 11 November fell on a Tuesday. The next one had 733, not even half of it.
#
# **Predict.** Leave that single day out. What is left of Tuesday's lead?

# %%
my_guess = ...

# %%
without_big_day = daily[daily["date"] != "2025-11-11"]
without_big_day.groupby("weekday")["paid_orders"].mean().sort_values(ascending=False).round(1)

# %% [markdown]
# Tuesday falls to 260.2, behind Monday with 270.7. One single Tuesday had made the whole lead.
#
# **An average tells you about all days at once; it can't tell you that one of them did it.** Most people who see a group with a high average
# look for what is special about the group. Look first for what is special inside it.

# %% [markdown]
# ## What Wen decides
#
# No helper every Tuesday. Apart from the big sale, the week runs from 270.7 parcels on a Monday down to 206.9 on a Saturday, and
# Old Ma manages that. A helper is booked for the sale days instead: they are in the calendar months ahead.
#
# And Old Ma? He was right about what he remembers. That one Tuesday was terrible.

# %% [markdown]
# ## What handing in means
#
# The warm-up isn't marked. From module 01 on there is a notebook called `tasks.ipynb`. In it
#
# - you work in the cells with `...` and leave the cells with `hand_in(...)` as they are;
# - `hand_in("task", answer)` tells you at once whether your answer has the right **shape** (a number, a table with these columns). It
#   doesn't tell you whether it is right;
# - your notebook is run again from top to bottom, on a shop with other numbers. So hand in cells that work the answer out.
#   A number copied from the screen would be wrong there.
#
# The [guide for students](students.md) says what to click.

# %% [markdown]
# ## What to remember
#
# - Shift+Enter runs a cell. *Restart Kernel and Run All Cells* is the proof that a page works.
# - A name keeps its value until a cell gives it another.
# - Read an error from its last line.
# - `table[condition]` filters, `sort_values` sorts, `groupby(...)[column].mean()` compares groups.
# - Before you believe an average, look at the largest rows inside it.
#
# ## Your turn
#
# Leave out 10 November as well: begin from `without_big_day` and filter once more, then group as in the trap. Which weekday moves now, and why only that one?

# %% id="your-turn"
without_two_days = ...
without_two_days

# %% [markdown]
# <details>
# <summary>What you should see</summary>
#
# Only Monday falls, because 10 November was a Monday. No other group has lost a row, so no other average can move.
#
# </details>
#
# **Next:** [Warm-up 2: what did 11 November really bring?](warmup_2_daily_report.ipynb)

# %% [markdown] id="way"
# Before: [start](start.ipynb) · Next: [warm-up 2](warmup_2_daily_report.ipynb)
