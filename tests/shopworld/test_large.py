"""The large tier: the same values whoever makes the days, tables that join, and questions in SQL."""

import builtins
import json

import distributed
import pandas as pd
import pytest

from shopworld import cli, draws, large, schema, shop_folder
from shopworld.large import plan, run
from shopworld.large.day import tables

SEED, DAYS = 5, 2


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """Two days of a large shop, made by this process."""
    folder = tmp_path_factory.mktemp("large") / "shop"
    return folder, large.write(folder, SEED, workers=1, days=DAYS)


@pytest.fixture(scope="module")
def made():
    """The same two days' tables, money in fen."""
    return [tables(SEED, day) for day in plan.plan(SEED, DAYS)]


def test_two_processes_make_the_same_shop(shop, tmp_path):
    summary = large.write(tmp_path / "two", SEED, workers=2, days=DAYS)
    assert (summary.rows, summary.digest) == (shop[1].rows, shop[1].digest)


def test_a_dask_cluster_of_separate_processes_makes_the_same_shop(shop, tmp_path):
    folder, alone = shop
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        summary = large.write(tmp_path / "dask", SEED, scheduler=cluster.scheduler_address, days=DAYS)
    assert (summary.rows, summary.digest) == (alone.rows, alone.digest)
    for name in large.TABLES:
        pd.testing.assert_frame_equal(
            pd.read_parquet(tmp_path / "dask" / _file(name)), pd.read_parquet(folder / _file(name))
        )


def _file(name):
    return name if name in run.BY_DAY else f"{name}.parquet"


def test_days_can_be_made_in_any_order(made):
    backwards = [tables(SEED, day) for day in reversed(plan.plan(SEED, DAYS))]
    assert [run.hash_of_values(day) for day in reversed(backwards)] == [run.hash_of_values(day) for day in made]


def test_a_slice_has_the_days_of_the_whole_year():
    assert plan.plan(SEED)[:DAYS] == plan.plan(SEED, DAYS)
    year = plan.plan(SEED)
    assert sum(day.orders for day in year) * 1.4 > 9_500_000
    assert [day.known for day in year[1:]] == [day.known + day.newcomers for day in year[:-1]]


def test_another_seed_gives_another_shop(shop, tmp_path):
    assert large.write(tmp_path / "other", SEED + 1, days=1).digest != shop[1].digest
    assert large.write(tmp_path / "same", SEED, days=1).digest != shop[1].digest  # fewer days


def test_a_shorter_shop_leaves_no_day_of_the_longer_one(tmp_path):
    large.write(tmp_path / "shop", SEED, days=2)
    large.write(tmp_path / "shop", SEED, days=1)
    assert [file.name for file in (tmp_path / "shop" / "orders").iterdir()] == ["2025-01-01.parquet"]


def test_tables_join_and_money_adds_up(made):
    orders, lines, refunds = (pd.concat([day[name] for day in made]) for name in run.BY_DAY)
    assert orders["order_id"].is_unique and lines["line_id"].is_unique and refunds["refund_id"].is_unique
    assert set(lines["order_id"]) == set(orders["order_id"])
    assert set(refunds["line_id"]) <= set(lines["line_id"])
    paid = orders[orders["paid_at"].notna()]
    assert (paid["paid"] == paid["goods"] - paid["discount"] + paid["freight"]).all()
    of_order = lines.groupby("order_id")[["discount"]].sum().reindex(orders["order_id"])
    assert (of_order["discount"].to_numpy() == orders["discount"].to_numpy()).all()
    assert (
        refunds.set_index("line_id")["amount"] <= lines.set_index("line_id")["paid"].reindex(refunds["line_id"])
    ).all()
    assert set(refunds["order_id"]) <= set(paid["order_id"])
    assert (paid["paid_at"] > paid["created_at"]).all()
    for name in run.BY_DAY:
        assert list(made[0][name]) == schema.tables()[name].names


def test_buyers_come_back_and_keep_their_province(made):
    orders = pd.concat([day["orders"] for day in made])
    of_buyer = orders.groupby("buyer_id")["province"].nunique()
    assert (of_buyer == 1).all()
    assert 0.05 < (orders.groupby("buyer_id").size() > 1).mean() < 0.5


def test_numbers_of_the_busiest_day_do_not_collide():
    busiest = max(plan.plan(2025), key=lambda day: day.orders)
    orders = tables(2025, busiest)["orders"]
    assert len(orders) > 100_000 and orders["order_id"].is_unique


def test_sql_over_the_files(shop):
    folder, summary = shop
    connection = large.connect(folder)
    by_day = connection.sql(
        "SELECT created_at::DATE AS day, count(*) AS orders, round(sum(paid), 2) AS paid FROM orders GROUP BY day ORDER BY day"
    ).df()
    daily = pd.read_parquet(folder / "shop_daily.parquet")
    assert by_day["orders"].tolist() == daily["placed_orders"].tolist()
    assert by_day["paid"].tolist() == pytest.approx(daily["paid_amount"].tolist())
    (lines,) = connection.sql("SELECT count(*) FROM order_lines JOIN orders USING (order_id)").fetchall()[0]
    assert lines == summary.rows["order_lines"]
    connection.close()


def test_the_command_makes_a_slice(tmp_path, capsys):
    arguments = ["history", "--seed", "5", "--tier", "large", "--days", "1", "--workers", "1"]
    assert cli.main([*arguments, "--out", str(tmp_path / "shop")]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[0].split()[0] == "orders" and "8 tables, " in out
    assert json.loads((tmp_path / "shop" / "shop.json").read_text(encoding="utf-8"))["tier"] == "large"


@pytest.mark.parametrize("module", ["pyarrow", "duckdb"])
def test_a_missing_extra_is_one_sentence(tmp_path, monkeypatch, module):
    real = builtins.__import__
    monkeypatch.setattr(run.importlib, "import_module", lambda name: real("no_such_" + name))
    with pytest.raises(shop_folder.HistoryError) as caught:
        large.write(tmp_path / "shop", SEED, days=1) if module == "pyarrow" else large.connect(tmp_path)
    assert str(caught.value) == (
        f"The large tier needs {module}, which isn't installed here. Install it with the extra: "
        "pip install 'shop-operations-course[large]'."
    )
    assert not (tmp_path / "shop").exists()


@pytest.mark.parametrize(
    ("option", "value", "high"), [("--days", "0", 365), ("--days", "366", 365), ("--workers", "0", 1024)]
)
def test_a_count_out_of_range_is_one_sentence(tmp_path, capsys, option, value, high):
    assert cli.main(["history", "--tier", "large", option, value, "--out", str(tmp_path / "shop")]) == 2
    assert capsys.readouterr().err == f"{option} is a whole number from 1 to {high}; this one is {value}.\n"


def test_a_disk_that_is_full_leaves_no_large_shop(tmp_path, monkeypatch):
    save, saved = run._save, []

    def full(frame, file):
        saved.append(file)
        if len(saved) == 5:
            raise OSError(28, "No space left on device")
        save(frame, file)

    monkeypatch.setattr(run, "_save", full)
    with pytest.raises(shop_folder.HistoryError) as caught:
        large.write(tmp_path / "shop", SEED, days=2)
    assert str(caught.value) == (
        f"The folder {tmp_path / 'shop'} can't be written to (No space left on device). Nothing was changed there; "
        "choose another folder."
    )
    assert not list((tmp_path / "shop").iterdir())


def test_scattered_uniforms_depend_on_key_and_number_alone():
    numbers = pd.Series(range(100_000)).to_numpy()
    u = draws.scattered(7, numbers)
    assert (draws.scattered(7, numbers[::-1])[::-1] == u).all()
    assert (draws.scattered(8, numbers) != u).all()
    assert u.min() >= 0 and u.max() < 1 and abs(u.mean() - 0.5) < 0.005 and abs(u.std() - 12**-0.5) < 0.005
    assert abs(pd.Series(u).autocorr(1)) < 0.01
