"""The warm-up's ten questions: answers, slips, hints and reasons. The exercises' texts stand in warmup_exercises.ipynb."""

from pathlib import Path

import pandas as pd

from shoplab.practice import Question, Slip

FIRST = "warmup_1_first_steps.ipynb"
REPORT = "warmup_2_daily_report.ipynb"

EXPORT = "order_export.csv"
UNPAID = "交易关闭(未付款)"


# Days that look good and aren't


def crowded_days(shop):
    """The days with more than 10,000 visitors and fewer than 300 paid orders."""
    daily = shop.shop_daily
    return daily[(daily["visitors"] > 10_000) & (daily["paid_orders"] < 300)]


def crowd_or_few_orders(shop):
    """Slip: `|` for `&`."""
    daily = shop.shop_daily
    return len(daily[(daily["visitors"] > 10_000) | (daily["paid_orders"] < 300)])


def crowd_only(shop):
    """Slip: the second condition is missing."""
    return (shop.shop_daily["visitors"] > 10_000).sum()


def few_orders_only(shop):
    """Slip: the first condition is missing."""
    return (shop.shop_daily["paid_orders"] < 300).sum()


def crowd_with_edges(shop):
    """Slip: the limits themselves are counted."""
    daily = shop.shop_daily
    return len(daily[(daily["visitors"] >= 10_000) & (daily["paid_orders"] <= 300)])


def crowd_with_orders(shop):
    """Slip: the second condition looks the other way."""
    daily = shop.shop_daily
    return len(daily[(daily["visitors"] > 10_000) & (daily["paid_orders"] > 300)])


# The rate of a year


def year_rate(shop):
    """The share of the year's visitors who became a paid order: the sums, divided once."""
    return shop.shop_daily["paid_orders"].sum() / shop.shop_daily["visitors"].sum()


def mean_of_daily_rates(shop):
    """Slip: the average of the days' rates."""
    return (shop.shop_daily["paid_orders"] / shop.shop_daily["visitors"]).mean()


def placed_rate(shop):
    """Slip: orders placed instead of paid."""
    return shop.shop_daily["placed_orders"].sum() / shop.shop_daily["visitors"].sum()


def rate_of_page_views(shop):
    """Slip: page views instead of visitors."""
    return shop.shop_daily["paid_orders"].sum() / shop.shop_daily["page_views"].sum()


def money_per_visitor(shop):
    """Slip: money instead of orders."""
    return shop.shop_daily["paid_amount"].sum() / shop.shop_daily["visitors"].sum()


# Orders of the evening, from the raw export


def export():
    """The platform's export as text, its ids without the tab, and the hour of each order."""
    raw = pd.read_csv(Path(__file__).parent.parent / "datasets" / "raw" / EXPORT, encoding="gbk", dtype=str)
    hour = pd.to_datetime(raw["订单创建时间"], format="%Y/%m/%d %H:%M").dt.hour
    return raw.assign(订单编号=raw["订单编号"].str.strip(), hour=hour)


def evening(once=True, tests=False, unpaid=False, start=20):
    """The number of the export's orders from 20:00 on; a switch turned the other way makes a slip."""
    rows = export()
    rows = rows[rows["hour"] >= start]
    if once:
        rows = rows.drop_duplicates("订单编号")
    if not tests:
        rows = rows[rows["备注"].isna()]
    if not unpaid:
        rows = rows[rows["订单状态"] != UNPAID]
    return len(rows)


# Pieces by channel and role


def paid_lines(shop, unpaid=False, only=None):
    """The order lines with their order's channel and their product's role; those of paid orders unless told."""
    orders = shop.orders
    if only:
        orders = orders[orders["status"] == only]
    elif not unpaid:
        orders = orders[orders["status"] != "closed unpaid"]
    lines = shop.order_lines.merge(orders[["order_id", "channel"]], on="order_id")
    return lines.merge(shop.products[["sku", "planned_role"]], on="sku")


def pieces(shop, unpaid=False, only=None, values="quantity", how="sum"):
    """The pivot table: channels down, roles across."""
    lines = paid_lines(shop, unpaid, only)
    return lines.pivot_table(index="channel", columns="planned_role", values=values, aggfunc=how)


QUESTIONS = [
    Question(
        name="00-order-of-running",
        form="predict",
        lesson=f"{FIRST}#The-order-of-running-matters",
        answer=150,
        slips=(
            Slip("You read the page from top to bottom. The numbers in brackets say in which order it was run.", 200),
            Slip("That is a price. The last cell shows `takings`, which is price times pieces.", 20),
            Slip("That is a price. The last cell shows `takings`, which is price times pieces.", 15),
        ),
        hints=(
            "Which cell was run first, and which one after it?",
            "Write the cells down in the order of their brackets, and after each one the value of `price`.",
            "[1] pieces is 10, [2] price is ____, [3] takings is ____, [4] price is ____, [5] takings is still ____.",
        ),
        why="`takings` was worked out in [3], when the price was 15; the price of 20 came after it.",
    ),
    Question(
        name="00-text-or-number",
        form="predict",
        lesson=f"{FIRST}#Numbers-and-text",
        answer="123",
        slips=(
            Slip(
                "You added them as numbers. In quotation marks they are text, and `+` puts one text behind the other.",
                15,
            ),
            Slip("You added them as numbers. `+` puts one text behind the other.", "15"),
            Slip("The digits are right, but the result is still text: write it in quotation marks.", 123),
            Slip("Nothing puts a space between the two.", "12 3"),
            Slip("One pair of quotation marks is enough: they say that it is text, and are no part of it.", "'123'"),
        ),
        hints=(
            "What are the quotation marks for?",
            "`+` between two texts joins them, as `*` repeated one in the lesson.",
        ),
        why="Text plus text is a longer text. A column of prices read as text behaves the same way, without any error.",
    ),
    Question(
        name="00-read-an-error",
        form="choice",
        lesson=f"{FIRST}#Read-an-error",
        answer="A",
        slips=(
            Slip("A name that was never given makes a `NameError`.", "B"),
            Slip("A text that can't become a number makes a `ValueError`.", "C"),
            Slip("pandas did find the table; an empty one has its columns all the same.", "D"),
        ),
        hints=(
            "Read the last line: the kind of the error, then what it was looking for.",
            "A key is what stands in square brackets. Compare it with the names in `list(daily.columns)`, letter by letter.",
        ),
        why="A `KeyError` names what it looked for and didn't find: here `paid_amout`, where the column is `paid_amount`.",
    ),
    Question(
        name="00-busy-and-few",
        form="faded",
        lesson=f"{FIRST}#Filter-rows",
        answer=lambda shop: len(crowded_days(shop)),
        slips=(
            Slip("`|` keeps a day when one of the two holds. Both must hold: `&`.", crowd_or_few_orders),
            Slip("These are the right days. Count them: `len(days)`.", crowded_days),
            Slip("These are all days with more than 10,000 visitors. The orders have a condition too.", crowd_only),
            Slip(
                "These are all days with fewer than 300 paid orders. The visitors have a condition too.",
                few_orders_only,
            ),
            Slip("You counted the limits as well. More than is `>`, fewer than is `<`.", crowd_with_edges),
            Slip("These are the days with more than 300 paid orders. Fewer than is `<`.", crowd_with_orders),
        ),
        hints=(
            "Three blanks: a column, the sign for 'and', and the sign for 'fewer than'.",
            'The column goes in quotation marks: `"visitors"`. Each condition keeps its round brackets.',
            'The skeleton:\ndays = daily[(daily["visitors"] > ____) ____ (daily["paid_orders"] < ____)]\nnumber_of_days = len(days)',
        ),
        why="Both conditions hold on these days: many people came and few of them bought, which is worth asking why.",
    ),
    Question(
        name="00-money-back",
        form="scratch",
        lesson=f"{FIRST}#Group",
        answer=lambda shop: shop.refunds.groupby("reason")["amount"].sum(),
        slips=(
            Slip(
                "You counted the refunds. Wen asks for the money: the sum of `amount`.",
                lambda shop: shop.refunds.groupby("reason")["amount"].count(),
            ),
            Slip(
                "That is the average refund of each reason. Wen asks for all the money: the sum.",
                lambda shop: shop.refunds.groupby("reason")["amount"].mean(),
            ),
            Slip(
                "You kept only the refunds whose goods came back. The money is gone for the others too.",
                lambda shop: shop.refunds[shop.refunds["goods_returned"]].groupby("reason")["amount"].sum(),
            ),
            Slip(
                "The sums are right. For a Series: one pair of brackets around the column, and no `as_index=False`.",
                lambda shop: shop.refunds.groupby("reason", as_index=False)["amount"].sum(),
            ),
            Slip(
                "That is the largest of the sums. Wen wants to see all reasons, so leave out `max()`.",
                lambda shop: shop.refunds.groupby("reason")["amount"].sum().max(),
            ),
            Slip(
                "That is the whole year in one number. Group by the reason before you add.",
                lambda shop: shop.refunds["amount"].sum(),
            ),
        ),
        hints=(
            "Which column makes the groups, and which one is added up?",
            'Group by `"reason"`, choose `"amount"`, add.',
            "The skeleton:\nmoney_back = refunds.groupby(____)[____].sum()",
        ),
        why="One group a reason, one sum a group. By number of refunds the order of the reasons would look different.",
    ),
    Question(
        name="00-to-number",
        form="scratch",
        lesson=f"{REPORT}#Numbers-written-for-people",
        answer=[1299.0, 32_000.0, 0.0284, 60_000_000.0],
        slips=(
            Slip("Per cent means divided by 100; a rate is a share here.", [1299.0, 32_000.0, 2.84, 60_000_000.0]),
            Slip("万 was cut off and not multiplied: 1万 is 10,000.", [1299.0, 3.2, 0.0284, 60_000_000.0]),
            Slip("万 is ten thousand, not a thousand.", [1299.0, 3_200.0, 0.0284, 60_000_000.0]),
            Slip("亿 was cut off and not multiplied: 1亿 is 100 million.", [1299.0, 32_000.0, 0.0284, 0.6]),
            Slip("亿 is 100 million, not a thousand million.", [1299.0, 32_000.0, 0.0284, 600_000_000.0]),
            Slip("亿 is 100 million, not a million.", [1299.0, 32_000.0, 0.0284, 600_000.0]),
            Slip(
                "亿 is 100 million, which is ten thousand 万; you took it for 万.", [1299.0, 32_000.0, 0.0284, 6_000.0]
            ),
        ),
        hints=(
            "Take `to_number` of warm-up 2 as it is. Which of the four texts can't it read?",
            "亿 needs two lines like those of 万: an `if` with `endswith`, and a `return` that multiplies.",
            'The skeleton:\n    if text.endswith("亿"):\n        return float(text.removesuffix(____)) * ____',
        ),
        why="Each ending says by how much to multiply: 万 by 10,000, 亿 by 100 million, % by a hundredth.",
    ),
    Question(
        name="00-cleaning-order",
        form="reorder",
        lesson=f"{REPORT}#One-cleaning-function",
        answer=["C", "A", "E", "B", "D"],
        slips=(
            Slip(
                "The money was taken out before the doubled rows were gone, so they are in the sum.",
                ["C", "A", "B", "E", "D"],
            ),
            Slip(
                "The columns still have their Chinese names when `note` is asked for: a KeyError.",
                ["C", "E", "A", "B", "D"],
            ),
            Slip("Nothing is there to rename until the file is read.", ["A", "C", "E", "B", "D"]),
        ),
        hints=(
            "Which line needs nothing from the others?",
            "For each line, ask which name it uses, and which line makes that name.",
            "C comes first and D last.",
        ),
        why="Each line uses what the one before it made. Drop rows first, then take the money from what is left.",
    ),
    Question(
        name="00-year-rate",
        form="scratch",
        lesson=f"{REPORT}#The-month-and-its-days",
        answer=year_rate,
        slips=(
            Slip(
                "That is the average of 365 daily rates. Add up the orders, add up the visitors, then divide once.",
                mean_of_daily_rates,
            ),
            Slip(
                "That is per cent, and rounded. A rate is a share here: leave out the 100, and keep all digits.",
                lambda shop: round(100 * year_rate(shop), 2),
            ),
            Slip("You took the placed orders. 支付转化率 counts the paid ones.", placed_rate),
            Slip("You divided by page views. One visitor opens several pages; divide by visitors.", rate_of_page_views),
            Slip("That is money per visitor. The rate asks for paid orders per visitor.", money_per_visitor),
        ),
        hints=(
            "What is counted above the line, and what below it?",
            "Two sums, one division. No `mean()`.",
            'The skeleton:\nyear_rate = daily[____].sum() / daily["visitors"].sum()',
        ),
        tolerance=1e-4,
        why="Two sums and one division give every visitor the same weight, whichever day it was.",
    ),
    Question(
        name="00-evening-orders",
        form="scratch",
        lesson=f"{REPORT}#Rows-that-bring-no-money",
        answer=lambda shop: evening(),
        slips=(
            Slip(
                "These are all rows of the evening. Three kinds of rows don't belong.",
                lambda shop: evening(once=False, tests=True, unpaid=True),
            ),
            Slip("The doubled rows are still in there.", lambda shop: evening(once=False)),
            Slip("A test order is still in there. Its note 备注 isn't empty.", lambda shop: evening(tests=True)),
            Slip("The orders that were never paid are still in there.", lambda shop: evening(unpaid=True)),
            Slip("Doubled rows and a test order are still in there.", lambda shop: evening(once=False, tests=True)),
            Slip("Doubled rows and unpaid orders are still in there.", lambda shop: evening(once=False, unpaid=True)),
            Slip("A test order and unpaid orders are still in there.", lambda shop: evening(tests=True, unpaid=True)),
            Slip("The hour from 20:00 to 20:59 is missing: from 20 on is `>= 20`.", lambda shop: evening(start=21)),
        ),
        hints=(
            "Count all rows of the evening first. Then ask which three kinds of rows don't belong.",
            "Drop the doubled ids, keep the rows with an empty note, leave out 交易关闭(未付款).",
            'The skeleton:\nevening = raw[raw["hour"] >= ____].drop_duplicates(____)\n'
            'evening = evening[evening["备注"].isna() & (evening["订单状态"] != ____)]\nevening_orders = len(evening)',
        ),
        why="Every order once, no test orders, only what was paid: nearly three in ten of the day's 1,668 in four hours.",
    ),
    Question(
        name="00-pieces-by-channel",
        level="stretch",
        form="scratch",
        lesson=f"{REPORT}#Pivot",
        answer=pieces,
        slips=(
            Slip(
                "`order_lines` holds the lines of unpaid orders too. Keep the paid orders before you merge.",
                lambda shop: pieces(shop, unpaid=True),
            ),
            Slip(
                "You counted lines. A line can have several pieces: take the sum of `quantity`.",
                lambda shop: pieces(shop, how="count"),
            ),
            Slip(
                "That is money. Pieces stand in `quantity`.",
                lambda shop: pieces(shop, values="paid"),
            ),
            Slip(
                'That is the average of a line. `pivot_table` takes the mean unless it is told `aggfunc="sum"`.',
                lambda shop: pieces(shop, how="mean"),
            ),
            Slip(
                "You kept the completed orders only. Refunded ones were paid too; only `closed unpaid` drops out.",
                lambda shop: pieces(shop, only="completed"),
            ),
            Slip(
                "The numbers are right, in one long column. `pivot_table` spreads the roles across the top.",
                lambda shop: paid_lines(shop).groupby(["channel", "planned_role"])["quantity"].sum(),
            ),
            Slip(
                "The roles stand down the side and the channels across the top; swap `index` and `columns`.",
                lambda shop: pieces(shop).T,
            ),
        ),
        hints=(
            "Which three tables hold the channel, the pieces and the role?",
            "Paid orders, merged with the lines on `order_id`, merged with the products on `sku`; then one `pivot_table`.",
            'The skeleton:\nsold = paid[["order_id", "channel"]].merge(lines, on=____).merge(products[["sku", ____]], on="sku")\n'
            "pieces = sold.pivot_table(index=____, columns=____, values=____, aggfunc=____)",
        ),
        why="Lines carry the pieces, orders the channel and whether it was paid, products the role; two merges bring them together.",
    ),
]
