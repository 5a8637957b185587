# %% [markdown]
# # What did 11 November really bring?
#
# *Warm-up 2 · about 75 minutes, in two sittings if you like · you will be able to: read a platform's raw export without losing anything, clean it with one function,
# join it with the shop's tables, and hand Wen a daily report in Excel.*
#
# It is Monday, 5 January 2026. This afternoon Wen 阿雯 talks to the factory: which goods should stand first on the shop's page
# on the next sale day, and so be made now? She wants to go by 11 November, the Double 11 双11 sale.
#
# Zhou 小周 has downloaded two files from the platform's back office: that day's orders, and the daily report for November. He opened the
# first one in a spreadsheet and summed the money: "We took ¥179,615.83 on Double 11, and the cable organisers sold best,
# the packing cubes next. Put them first."
#
# Both halves of that sentence need a look.
#
# **On this page:** encoding · ids · rows that bring no money · numbers written for people · one cleaning function · the month ·
# merge · pivot · a chart · the report

# %% [markdown]
# ## Read a file that was not made for us
#
# The files lie in the folder `datasets/raw`. `Path` writes the way there: `..` means one folder up, `/` one folder down.
# It works on every computer, Windows too.

# %%
from pathlib import Path

import pandas as pd
from shoplab import load, show, use_style
from shoplab.charts import accent

RAW = Path("..") / "datasets" / "raw"
sorted(file.name for file in RAW.glob("*.csv"))

# %% [markdown]
# pandas, the library behind our tables, reads such a file with `read_csv`. We catch the error and print its last line.

# %%
try:
    pd.read_csv(RAW / "order_export.csv")
except UnicodeDecodeError as error:
    print("UnicodeDecodeError:", error)

# %% [markdown]
# `can't decode byte`: a file is only a row of bytes, and an **encoding** says which bytes make which letter. Most of the world uses UTF-8.
# Back offices in China often still write **GBK**. We say so, and the Chinese arrives whole.

# %%
first_try = pd.read_csv(RAW / "order_export.csv", encoding="gbk")
first_try.head(3)

# %% [markdown]
# ## Ids are names
#
# What did pandas take the columns for?

# %%
first_try.dtypes

# %% [markdown]
# The order number 订单编号 came in as `int64`, a number. Nobody adds order numbers up. An id is a **name**
# that happens to be made of digits, and treating it as a number can change it.
#
# **Predict.** Real platforms give orders nineteen digits. Such an id goes through a number with decimals, as happens in Excel, or
# in pandas when one id is missing. What comes out?

# %%
my_guess = ...

# %%
int(float("6924187350021987345"))

# %% [markdown]
# The last two digits are others now: 45 became 28. A decimal number keeps about sixteen digits, Excel fifteen. The order can't be found any more, and
# no error was raised.
#
# So we read everything as text (`dtype=str`) and turn into numbers only what we calculate with.

# %%
raw = pd.read_csv(RAW / "order_export.csv", encoding="gbk", dtype=str)
raw.iloc[0, 0]

# %% [markdown]
# This is the first id as it stands in the file. `\t` is a tab, which nobody sees. The platform puts it there so that Excel leaves the
# id alone. We take it off when we clean.
#
# First, names that we can type:

# %%
ENGLISH = {
    "订单编号": "order_id",
    "订单创建时间": "created_at",
    "订单状态": "status",
    "收货省份": "province",
    "买家实际支付金额": "paid",
    "备注": "note",
}
raw = raw.rename(columns=ENGLISH)
raw.head(3)

# %% [markdown]
# ## Rows that bring no money
#
# Zhou's sum is the whole column:

# %%
raw["paid"].astype(float).sum().round(2)

# %% [markdown]
# ¥179,615.83, as he said. Before you add, look at what you add. How many rows are there, and how many ids stand there
# a second time?

# %%
len(raw), raw["order_id"].duplicated().sum()

# %% [markdown]
# 28 of 2087 rows repeat an order. Exports do that, for instance when an order changes while the file is being written. Here are the first two pairs:

# %%
raw[raw["order_id"].duplicated(keep=False)].head(4)

# %% [markdown]
# Now the notes 备注. Nearly all are empty. `notna()` finds the ones that aren't.

# %%
raw[raw["note"].notna()]

# %% [markdown]
# 测试订单 is a **test order**: Zhou buys from his own shop for one cent, to see whether the payment works. They bring no money worth
# speaking of, but each would count as an order.
#
# And the status of every order:

# %%
raw["status"].value_counts()

# %% [markdown]
# 交易成功 is completed, 部分退款 partly refunded, 交易关闭(退款) refunded, and 交易关闭(未付款) closed because it was never paid. Those 212 rows
# are orders that were placed, and that is all.

# %% [markdown]
# ## Numbers written for people
#
# The orders' money is plain, but the daily report isn't:

# %%
report = pd.read_csv(RAW / "daily_report.csv", encoding="gbk", dtype=str)
report.iloc[9:12]

# %% [markdown]
# Commas, a ￥ sign, a per-cent sign, and 万, which means ten thousand. One function turns any of them into a number.

# %%
def to_number(text):
    """A number from the text of a back office: '￥1,234.50', '1.2万' or '3.5%'."""
    text = text.replace(",", "").replace("￥", "").strip()
    if text.endswith("万"):
        return float(text.removesuffix("万")) * 10_000
    if text.endswith("%"):
        return float(text.removesuffix("%")) / 100
    return float(text)


# %% [markdown]
# Never trust a function that you haven't tried on the awkward ones. This line makes a list of the results, one for each text.

# %%
[to_number(text) for text in ["206", "1,846", "￥176,825.50", "6.2万", "2.94%"]]

# %% [markdown]
# ## One cleaning function
#
# Zhou downloads such a file every morning. So all of the cleaning goes into one function, its steps named by what they do
# for the shop. Tomorrow he runs it on tomorrow's file.

# %%
STATUS = {
    "交易成功": "completed",
    "部分退款": "partly refunded",
    "交易关闭(退款)": "refunded",
    "交易关闭(未付款)": "closed unpaid",
}


def clean_orders(raw):
    """The export as a table to calculate with: one row an order, without test orders."""
    orders = raw.copy()
    # 1 ids stay text, without the tab
    orders["order_id"] = orders["order_id"].str.strip()
    # 2 no test orders, every order once
    orders = orders[orders["note"].isna()].drop_duplicates("order_id")
    # 3 money becomes a number, time becomes a time
    orders["paid"] = orders["paid"].map(to_number)
    orders["created_at"] = pd.to_datetime(orders["created_at"], format="%Y/%m/%d %H:%M")
    # 4 the status in words that we use
    orders["status"] = orders["status"].map(STATUS)
    return orders.drop(columns="note")


orders = clean_orders(raw)
orders.head(3)

# %% [markdown]
# **Predict.** 2087 rows, 28 doubled, 3 test orders. How many orders are left?

# %%
my_guess = ...

# %%
len(orders)

# %% [markdown]
# And those that were paid?

# %%
paid_orders = orders[orders["status"] != "closed unpaid"]
len(paid_orders), paid_orders["paid"].sum().round(2)

# %% [markdown]
# 1846 paid orders, ¥176,825.50. Zhou's sum was too high by

# %%
round(179615.83 - 176825.50, 2)

# %% [markdown]
# ¥2,790.33, all of it from the doubled rows, but for the three cents of the test orders. **Does it agree with another source?** The shop keeps its own daily table. That
# question is the best habit of this notebook.

# %%
daily = load("shop_daily")
daily[daily["date"] == "2025-11-11"]

# %% [markdown]
# 1846 and 176825.5: the two agree to the cent. Now we may go on.

# %% [markdown]
# ## The month and its days
#
# Wen also asks: what does a paid order bring on average? First the report, with typed names and real numbers. The loop does the same for each column in the list.

# %%
report = report.rename(
    columns={
        "统计日期": "date",
        "访客数": "visitors",
        "浏览量": "page_views",
        "支付订单数": "paid_orders",
        "支付金额": "paid_amount",
        "支付转化率": "paid_rate",
    }
)
report["date"] = pd.to_datetime(report["date"], format="%Y/%m/%d")
for column in ["visitors", "page_views", "paid_orders", "paid_amount", "paid_rate"]:
    report[column] = report[column].map(to_number)
report.iloc[9:12]

# %% [markdown]
# Look at the visitors of 11 November: 62000.0 here. The shop's own table, further up, has 62889. With 万 the platform cuts the rest off, so such a number is good enough to
# talk about, and too coarse to calculate with.
#
# Zhou works out the money per order 笔单价 for each day and takes the mean of the thirty days.

# %%
report["per_order"] = report["paid_amount"] / report["paid_orders"]
report["per_order"].mean().round(2)

# %% [markdown]
# ¥101.06. And these are the month's orders and its money:

# %%
november_orders = report["paid_orders"].sum()
november_money = report["paid_amount"].sum()
november_orders, november_money.round(2)

# %% [markdown]
# **Predict.** ¥101.06 an order, 8582 orders: multiplied, they should make the month's ¥855,570.50. By how much do they miss it?

# %%
my_guess = ...

# %%
round(report["per_order"].mean() * november_orders - november_money, 2)

# %% [markdown]
# ¥11,730.44 that nobody paid. Look at two of the days:

# %%
report.iloc[[10, 15]][["date", "paid_orders", "per_order"]].round({"per_order": 2})

# %% [markdown]
# An order on 11 November brought ¥95.79, and there were 1846 of them. One on 16 November brought ¥105.98, and there were 128. In the
# mean of the days both count the same. Divide the sums instead:

# %%
(november_money / november_orders).round(2)

# %% [markdown]
# **The trap.** ¥99.69, not ¥101.06. **The average of daily rates is not the month's rate.** Add up what is above the line, add up what is
# below it, then divide once. It holds for every rate: money per order, refunds, and the
# conversion rate 转化率, which is paid orders over visitors.

# %% [markdown]
# ## Merge
#
# The export knows orders, not goods. What was in each parcel stands in the shop's table `order_lines`, one row for each
# SKU in an order; both tables have `order_id`. `merge` puts rows with the same id side by side.

# %%
lines = load("order_lines")
try:
    paid_orders.merge(lines, on="order_id")
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# The first sentence is the useful one: `str` is text, `int64` a number. Our ids are text, the ones in `order_lines` are numbers, and
# pandas refuses to guess. (Its advice at the end is for another case.) An id is a name, so we make text of both.
#
# Both tables also have a column `paid`, the order's and the line's. Two different things need two names.

# %%
lines["order_id"] = lines["order_id"].astype(str)
lines = lines.rename(columns={"paid": "line_paid"})
sold = paid_orders.rename(columns={"paid": "order_paid"}).merge(lines, on="order_id")
sold[["order_id", "status", "order_paid", "sku", "quantity", "line_paid"]].head(8)

# %% [markdown]
# **Predict.** The orders came to ¥176,825.50. What is the sum of `order_paid` now?

# %%
my_guess = ...

# %%
sold["order_paid"].sum().round(2)

# %% [markdown]
# Far more. Look at rows 5 to 7 above: one order with three lines has three rows now,
# and the order's money is on each. **After a merge, add up only what belongs to the row.**

# %%
len(paid_orders), len(sold), sold["line_paid"].sum().round(2)

# %% [markdown]
# 1846 orders made 2539 rows, with ¥169,907.50 paid for goods. What is missing to 176,825.50 is the freight that
# buyers paid, which belongs to the order and to no line.
#
# The names and costs of the goods are in `products`.

# %%
products = load("products")[["sku", "name_en", "planned_role", "cost"]]
sold = sold.merge(products, on="sku")
sold[["order_id", "sku", "name_en", "quantity", "line_paid", "cost"]].head(3)

# %% [markdown]
# ## Which goods left most money?
#
# Zhou put the cable organisers first and the packing cubes second. He counted pieces. What the shop keeps of the price when the goods are paid for is the
# **gross profit** 毛利.

# %%
sold["gross_profit"] = sold["line_paid"] - sold["quantity"] * sold["cost"]
goods = sold.groupby("name_en", as_index=False)[["quantity", "line_paid", "gross_profit"]].sum()
goods = goods.sort_values("quantity", ascending=False)
goods.head(6)

# %% [markdown]
# `as_index=False` keeps the name as an ordinary column. Zhou is right about the pieces: 453 cable organisers, 382 packing cube sets.
#
# **Predict.** Sort by gross profit instead. Which place do the packing cubes take?

# %%
my_guess = ...

# %%
goods = goods.sort_values("gross_profit", ascending=False)
goods.head(6)

# %% [markdown]
# Sixth. 382 sets of packing cubes left ¥5,009.29; 336 sets of compression cubes left ¥12,161.88 and lead, ahead of the 453 cable organisers too. One chart says it
# to Wen.

# %%
use_style()
top = goods.head(8).sort_values("gross_profit")
ax = top.plot.barh(x="name_en", y="gross_profit", color=accent(top["name_en"], "Compression cubes"), legend=False)
ax.bar_label(ax.containers[0], labels=top["quantity"].map("{} pieces".format), padding=4)
ax.set_title("Cable organisers sold most, compression cubes left most")
ax.set_xlabel("Gross profit on 11 November 2025, yuan")
ax.set_ylabel("")
ax.set_xlim(0, 14_500)
ax.grid(False)
show(
    ax,
    alt="Bar chart of the eight products with most gross profit on 11 November 2025, in yuan from 0 to 14,500: compression "
    "cubes lead with about 12,200 from 336 pieces; cable organisers follow with 9,700 from 453; packing cube sets come sixth with about 5,000 from 382.",
    takeaway="Compression cubes left most money on 11 November, though cable organisers and packing cube sets sold more pieces.",
)

# %% [markdown]
# ## Pivot
#
# One more look before Wen phones. Money that goes back to the buyer isn't earned. A **pivot table** 数据透视表 puts one column's values down the side
# and another's across the top: here the goods and what became of their orders.

# %%
fate = sold.pivot_table(index="name_en", columns="status", values="line_paid", aggfunc="sum", fill_value=0)
fate["refunded_share"] = (fate["refunded"] / fate[["completed", "partly refunded", "refunded"]].sum(axis=1)).round(3)
fate.loc[goods["name_en"].head(8)]

# %% [markdown]
# `axis=1` adds along the row. Of the money for compression cubes, 0.034 was in orders that went back whole, and for the sun hats 0.101. The
# leader isn't a leader on paper only.

# %% [markdown]
# ## The daily report in Excel
#
# Wen reads Excel. The report gets three sheets. First the day in six lines:

# %%
day = pd.DataFrame(
    {
        "what": [
            "orders placed",
            "orders paid",
            "paid amount, yuan",
            "of it for goods, yuan",
            "gross profit, yuan",
            "paid per order, yuan",
        ],
        "value": [
            len(orders),
            len(paid_orders),
            paid_orders["paid"].sum().round(2),
            sold["line_paid"].sum().round(2),
            sold["gross_profit"].sum().round(2),
            paid_orders["paid"].mean().round(2),
        ],
    }
)
day

# %% [markdown]
# A report must never wipe out an earlier one: somebody may have written a remark into it. This function saves under the name
# that it is given. If a report with other contents has that name already, that one stays, and the new one gets a number: `-2`, `-3`.

# %%
def save_report(sheets, path):
    """Write the sheets to an Excel file and return its path; a different file of that name is left alone."""
    path.parent.mkdir(exist_ok=True)
    # 1 write a draft
    draft = path.with_name("draft.xlsx")
    with pd.ExcelWriter(draft) as book:
        for name, table in sheets.items():
            table.to_excel(book, sheet_name=name, index=False)
            book.sheets[name].column_dimensions["A"].width = 24
    new = pd.read_excel(draft, sheet_name=None)
    # 2 find a name that is free, or a file that says the same
    final, number = path, 1
    while final.exists():
        old = pd.read_excel(final, sheet_name=None)
        if old.keys() == new.keys() and all(old[name].equals(new[name]) for name in new):
            draft.unlink()
            return final
        number += 1
        final = path.with_stem(f"{path.stem}-{number}")
    # 3 the draft becomes the report
    draft.rename(final)
    return final


# %% [markdown]
# The name bears the day that the report is about, year first, so that a folder of reports sorts itself.

# %%
sheets = {"day": day, "goods": goods.round(2), "what became of it": fate.round(2).reset_index()}
written = save_report(sheets, Path("reports") / "daily_2025-11-11.xlsx")
print("The report is in the folder", written.parent, "beside this notebook:", len(sheets), "sheets.")

# %% [markdown]
# Double-click it in the file list on the left, or open it in Excel. (If Excel has a report open on Windows, close it before you
# write again.) The last check: read back what Wen will see.

# %%
pd.read_excel(written, sheet_name="goods").head(3)

# %% [markdown]
# ## What Wen decides
#
# The compression cubes stand first on the next sale day, and the factory makes those. The packing cubes stay where they are: a cheap item that brings people
# in has its job, and module 01 works out what that is worth.
#
# The gross profit here is before refunds, the platform's commission, the courier and advertising. It is good enough to choose between
# two goods whose gap is this wide. For a closer race you need the unit economics of module 01.

# %% [markdown]
# ## What to remember
#
# - Read an export as text, in its own encoding. Ids stay text.
# - Look before you add: doubled rows, test orders, unpaid orders.
# - One function for the cleaning, tried on awkward cases, then compared with another source.
# - A month's rate is sum divided by sum.
# - After a merge, add up only what belongs to the row.
#
# **On the real platform.** On Taobao and Tmall orders are exported from 已卖出的宝贝 (goods sold) in the seller's
# workbench 千牛, daily figures from 生意参谋. Both change their columns now and then: look at the first rows every time. A real order
# export also holds names, phones and addresses. Under the Personal Information Protection Law 个人信息保护法 you keep only what the
# purpose needs, and you don't mail such a file around. The one here has none.
#
# ## Your turn
#
# The decision counted every paid order, also those whose money went back. Keep only the rows of `sold` whose status is `completed`, and add up the gross profit by
# `name_en` again. Does the decision stand?

# %% id="your-turn"
completed = ...
completed

# %% [markdown]
# <details>
# <summary>What you should see</summary>
#
# It stands. The compression cubes still leave most, and the packing cubes stay sixth.
#
# </details>
#
# **Next:** [ten exercises and a diagnostic](warmup_exercises.ipynb)

# %% [markdown] id="way"
# Before: [warm-up 1](warmup_1_first_steps.ipynb) · Next: [warm-up exercises](warmup_exercises.ipynb)
