"""A morning shows what the tables say stood open at ten to nine, no more and no less."""

import io

import pandas as pd
import pytest

from shopworld import morning
from shopworld.world import World

DAY = "2025-03-09"
NOW = pd.Timestamp("2025-03-09 08:50")


@pytest.fixture(scope="module")
def world():
    return World(5, "tiny")


@pytest.fixture(scope="module")
def shown(world):
    return morning.frames(world, DAY)


def test_unpaid_orders_are_those_of_the_last_day_that_nobody_had_paid(world, shown):
    orders = world["orders"].set_index("order_id")
    for number in shown["unpaid_orders"]["order_id"]:
        order = orders.loc[number]
        assert NOW - pd.Timedelta(days=1) < order["created_at"] <= NOW and not order["paid_at"] <= NOW
    young = orders[(orders["created_at"] <= NOW) & (orders["created_at"] > NOW - pd.Timedelta(days=1))]
    assert (~(young["paid_at"] <= NOW)).sum() == len(shown["unpaid_orders"])


def test_parcels_at_risk_are_paid_long_ago_and_not_picked_up(world, shown):
    everything = world["shipments"].merge(world["orders"][["order_id", "paid_at"]], on="order_id")
    waiting = everything[(everything["paid_at"] <= NOW - pd.Timedelta(hours=36)) & (everything["picked_up_at"] > NOW)]
    assert sorted(waiting["order_id"]) == sorted(shown["parcels_at_risk"]["order_id"])
    assert not (shown["parcels_at_risk"]["labelled_at"] > NOW).any()


def test_tickets_and_notices_are_those_still_open(world, shown):
    tickets = world["tickets"]
    still = tickets[(tickets["opened_at"] <= NOW) & (tickets["closed_at"] > NOW)]
    assert sorted(still["ticket_id"]) == sorted(shown["open_tickets"]["ticket_id"]) and len(still)
    notices = world["notices"].set_index("notice_id").loc[shown["open_notices"]["notice_id"]]
    assert (notices["issued_at"] <= NOW).all() and not (notices["answered_at"] <= NOW).any()


def test_stock_is_last_night_s(world, shown):
    inventory = world["inventory_daily"]
    last = inventory[inventory["date"] == pd.Timestamp("2025-03-08")].set_index("sku")["closing"]
    alerts = shown["stock_alerts"].set_index("sku")
    assert set(alerts.index) == set(last.index[last < morning.WARN_AT])
    assert (alerts["closing"] == last.loc[alerts.index]).all()


def test_the_files_say_what_the_frames_say(world, shown):
    files = morning.files(world, DAY)
    assert list(files) == [f"raw/{DAY}/{name}.csv" for name in morning.EXPORTS]
    for name, content in files.items():
        frame = shown[name.rpartition("/")[2].removesuffix(".csv")]
        read = pd.read_csv(io.BytesIO(content), encoding="gbk", dtype=str, keep_default_na=False)
        assert list(read.columns) == list(morning.EXPORTS[name.rpartition("/")[2].removesuffix(".csv")].values())
        assert len(read) == len(frame)
    unpaid = pd.read_csv(io.BytesIO(files[f"raw/{DAY}/unpaid_orders.csv"]), encoding="gbk", dtype=str)
    assert unpaid["订单编号"].str.strip().astype(int).tolist() == shown["unpaid_orders"]["order_id"].tolist()
    fen = unpaid["应付金额"].str.replace("[￥,]", "", regex=True).astype(float) * 100
    assert fen.round().astype(int).tolist() == shown["unpaid_orders"]["due"].tolist()


@pytest.mark.parametrize("day", ["2025-01-01", "2025-04-01", "2024-12-31"])
def test_a_day_that_is_no_morning_of_this_shop_is_one_sentence(world, day):
    with pytest.raises(ValueError) as caught:
        morning.frames(world, day)
    assert str(caught.value) == (
        f"There is no morning of {day}: this shop's mornings run from 2025-01-02 to 2025-03-31. Choose a day between them."
    )
