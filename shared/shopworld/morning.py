"""Ten to nine 8:50: what the back office shows on one morning, and the raw exports of it that an operator opens.

Everything is looked up in the world's tables as they stood at that moment; nothing is drawn.
"""

from __future__ import annotations

import pandas as pd

from shopworld.exports import ENCODING
from shopworld.world import World

OPENS = pd.Timedelta(hours=8, minutes=50)
PAY_WITHIN = pd.Timedelta(hours=24)
AT_RISK = pd.Timedelta(hours=36)  # twelve hours before the 48-hour rule is broken
ARCHIVED = pd.Timedelta(days=14)  # a notice leaves the list so long after its time limit
BAD_STARS = 3
WARN_AT = 50  # the back office's one threshold for every SKU
SOLD_DAYS = 7

NO_SUCH_MORNING = (
    "There is no morning of {day}: this shop's mornings run from {first} to {last}. Choose a day between them."
)

# The exports: file, and the header that each column gets.
EXPORTS = {
    "unpaid_orders": {
        "order_id": "订单编号",
        "buyer_id": "买家编号",
        "created_at": "下单时间",
        "due": "应付金额",
        "closes_at": "自动关闭时间",
    },
    "parcels_at_risk": {
        "order_id": "订单编号",
        "warehouse": "仓库",
        "courier": "快递公司",
        "paid_at": "付款时间",
        "labelled_at": "打单时间",
        "due_at": "揽收截止",
    },
    "open_tickets": {
        "ticket_id": "工单编号",
        "order_id": "订单编号",
        "topic": "类型",
        "severity": "等级",
        "opened_at": "创建时间",
        "agent": "处理人",
    },
    "open_notices": {
        "notice_id": "通知编号",
        "kind": "类别",
        "title_zh": "标题",
        "points": "扣分",
        "penalty": "罚款",
        "due_at": "截止时间",
    },
    "bad_reviews": {
        "review_id": "评价编号",
        "order_id": "订单编号",
        "sku": "商家编码",
        "stars": "星级",
        "written_at": "评价时间",
        "text_zh": "评价内容",
    },
    "stock_alerts": {
        "sku": "商家编码",
        "closing": "可售库存",
        "on_order": "在途数量",
        "sold_7d": "近7天销量",
    },
}
MONEY = ("due", "penalty")
NUMBERS = ("order_id", "buyer_id", "ticket_id", "notice_id", "review_id")


def frames(world: World, day: str | pd.Timestamp) -> dict[str, pd.DataFrame]:
    """Return what waits at ten to nine of a day, by the names of EXPORTS; money in fen.

    Raises ValueError with one sentence for a day that isn't one of the shop's mornings: the first is the year's second day.
    """
    dates = world["calendar"]["date"]
    date = pd.Timestamp(day).normalize()
    if not dates.iloc[1] <= date <= dates.iloc[-1]:
        first, last = (f"{end:%Y-%m-%d}" for end in (dates.iloc[1], dates.iloc[-1]))
        raise ValueError(NO_SUCH_MORNING.format(day=f"{date:%Y-%m-%d}", first=first, last=last))
    now = date + OPENS
    made = {
        "unpaid_orders": _unpaid(world["orders"], now),
        "parcels_at_risk": _parcels(world["orders"], world["shipments"], now),
        "open_tickets": _open(world["tickets"], "opened_at", "closed_at", now),
        "open_notices": _notices(world["notices"], now),
        "bad_reviews": _reviews(world["reviews"], now),
        "stock_alerts": _stock(world["inventory_daily"], date),
    }
    return {name: frame[list(EXPORTS[name])].reset_index(drop=True) for name, frame in made.items()}


def files(world: World, day: str | pd.Timestamp) -> dict[str, bytes]:
    """Return the morning's raw exports by file name: GBK, Chinese headers, numbers as text after a tab, money with ￥."""
    folder = f"raw/{pd.Timestamp(day):%Y-%m-%d}"
    return {
        f"{folder}/{name}.csv": _exported(frame)
        .rename(columns=EXPORTS[name])
        .to_csv(index=False, lineterminator="\r\n")
        .encode(ENCODING)
        for name, frame in frames(world, day).items()
    }


def _unpaid(orders: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    waiting = _before(orders["created_at"], now, PAY_WITHIN) & ~(orders["paid_at"] <= now)
    found = orders[waiting]
    due = found["goods"] - found["discount"] + found["freight"]
    return found.assign(due=due, closes_at=found["created_at"] + PAY_WITHIN)


def _parcels(orders: pd.DataFrame, shipments: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    waiting = shipments[shipments["picked_up_at"] > now].merge(orders[["order_id", "paid_at"]], on="order_id")
    found = waiting[waiting["paid_at"] <= now - AT_RISK]
    labelled = found["labelled_at"].where(found["labelled_at"] <= now)
    return found.assign(labelled_at=labelled, due_at=found["paid_at"] + pd.Timedelta(hours=48))


def _open(table: pd.DataFrame, begins: str, ends: str, now: pd.Timestamp) -> pd.DataFrame:
    return table[(table[begins] <= now) & ~(table[ends] <= now)]


def _notices(notices: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    listed = _open(notices, "issued_at", "answered_at", now)
    return listed[listed["due_at"] > now - ARCHIVED]


def _reviews(reviews: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    fresh = _before(reviews["written_at"], now, pd.Timedelta(days=1))
    return reviews[fresh & (reviews["stars"] <= BAD_STARS) & ~(reviews["reply_at"] <= now)]


def _stock(inventory: pd.DataFrame, date: pd.Timestamp) -> pd.DataFrame:
    since = date - pd.Timedelta(days=SOLD_DAYS)
    sold = inventory[(inventory["date"] >= since) & (inventory["date"] < date)].groupby("sku")["sold"].sum()
    last = inventory[inventory["date"] == date - pd.Timedelta(days=1)]
    return last[last["closing"] < WARN_AT].assign(sold_7d=last["sku"].map(sold))


def _before(times: pd.Series, now: pd.Timestamp, span: pd.Timedelta) -> pd.Series:
    return (times > now - span) & (times <= now)


def _exported(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame as text, as back offices write it."""
    out = {}
    for name, values in frame.items():
        if name in MONEY:
            out[name] = (values / 100).map("￥{:,.2f}".format)
        elif name in NUMBERS:
            out[name] = "\t" + values.astype(str)
        elif pd.api.types.is_datetime64_any_dtype(values):
            out[name] = values.dt.strftime("%Y/%m/%d %H:%M")
        else:
            out[name] = values
    return pd.DataFrame(out, columns=frame.columns)
