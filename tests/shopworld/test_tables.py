"""Keys, money identities, order of times, and that files say what the tables say."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from shopworld import HOME_SEED, history, morning, schema
from shopworld.sales import orders
from shopworld.world import World

DATASETS = Path(__file__).parents[2] / "datasets"
MORNINGS = sorted(folder for folder in (DATASETS / "raw").iterdir() if folder.is_dir())


def test_every_table_has_its_columns_and_a_unique_key(tiny):
    for name, table in schema.tables().items():
        frame = tiny[name]
        assert set(table.names) <= set(frame.columns), name
        assert not frame.duplicated(list(table.key)).any(), name
        assert len(frame), name


def test_every_reference_finds_its_row(tiny):
    for child, column, parent in [
        ("orders", "buyer_id", "buyers"),
        ("order_lines", "order_id", "orders"),
        ("order_lines", "sku", "products"),
        ("refunds", "line_id", "order_lines"),
        ("refunds", "order_id", "orders"),
        ("category_market", "category", "categories"),
        ("supplier_quotes", "category", "categories"),
        ("price_log", "sku", "products"),
        ("orders", "province", "courier_rates"),
    ]:
        assert tiny[child][column].isin(tiny[parent][column]).all(), (child, column)
    assert tiny["deliveries"]["supplier"].isin(tiny["supplier_quotes"]["supplier"]).all()
    named = tiny["categories"].loc[tiny["categories"]["licence"] != "", "licence"]
    assert named.isin(tiny["licence_rules"]["licence"]).all()


def test_money_adds_up_from_line_to_order(tiny):
    placed, lines = tiny["orders"].set_index("order_id"), tiny["order_lines"]
    assert (lines["quantity"] * lines["unit_price"] - lines["discount"] == lines["paid"]).all()
    sums = lines.groupby("order_id")[["discount", "paid"]].sum().reindex(placed.index)
    assert (sums["discount"] == placed["discount"]).all()
    assert (sums["paid"] + sums["discount"] == placed["goods"]).all()
    paid = placed["paid_at"].notna()
    assert (placed.loc[paid, "paid"] == (placed["goods"] - placed["discount"] + placed["freight"])[paid]).all()
    assert (placed.loc[~paid, "paid"] == 0).all()


def test_refunds_come_after_paying_and_never_exceed_the_line(tiny):
    joined = tiny["refunds"].merge(tiny["order_lines"], on="line_id", suffixes=("", "_line"))
    joined = joined.merge(tiny["orders"][["order_id", "paid_at", "status"]], on="order_id")
    assert (joined["order_id"] == joined["order_id_line"]).all()
    assert (joined["applied_at"] > joined["paid_at"]).all()
    assert (joined["amount"] <= joined["paid"]).all()
    assert joined["status"].isin(["refunded", "partly refunded"]).all()


def test_times_are_in_order_and_prices_are_the_log_s(tiny):
    placed = tiny["orders"]
    assert (placed["paid_at"].dropna() > placed.loc[placed["paid_at"].notna(), "created_at"]).all()
    lines = tiny["order_lines"].merge(placed[["order_id", "created_at"]], on="order_id")
    lines["day"] = lines["created_at"].dt.normalize()
    log = tiny["price_log"].sort_values("valid_from")
    known = pd.merge_asof(lines.sort_values("day"), log, left_on="day", right_on="valid_from", by="sku")
    assert (known["unit_price"] == known["price"]).all()


def test_the_funnel_only_narrows(tiny):
    market, daily = tiny["category_market"], tiny["shop_daily"]
    assert (market["searches"] > market["clicks"]).all() and (market["clicks"] > market["paid_orders"]).all()
    assert (daily["visitors"] <= daily["page_views"]).all() and (daily["paid_orders"] <= daily["placed_orders"]).all()
    assert (daily["placed_orders"] < daily["visitors"]).all()


def test_shares_are_shares(tiny):
    for table, column in [("price_bands", "sales_share"), ("price_bands", "seller_share")]:
        assert np.allclose(tiny[table].groupby("category")[column].sum(), 1)
    top = tiny["category_sellers"]
    assert (top.groupby("category")["sales_share"].sum() < 1).all()
    assert top.groupby("category")["sales_share"].apply(lambda s: s.is_monotonic_decreasing).all()


def test_files_say_what_the_tables_say(tiny, tmp_path):
    history.write(tmp_path / "shop", 5, "tiny")
    for name, table in schema.tables().items():
        read = schema.read(tmp_path / "shop", name)
        for column in table.columns:
            made = tiny[name][column.name].reset_index(drop=True)
            if column.kind == "yuan":
                assert (read[column.name] * 100).round().astype("int64").equals(made.astype("int64")), (
                    name,
                    column.name,
                )
            elif column.kind == "text":
                assert (read[column.name] == made.astype(str)).all(), (name, column.name)
            elif column.kind in schema.TIMES:
                assert (read[column.name].isna() == made.isna()).all()
            else:
                assert np.allclose(read[column.name].astype(float), made.astype(float)), (name, column.name)


def test_the_committed_shop_is_what_the_command_makes(tmp_path):
    history.write(tmp_path / "shop", HOME_SEED, "course", stored_only=True)
    made = sorted(p.relative_to(tmp_path / "shop") for p in (tmp_path / "shop").rglob("*") if p.is_file())
    files = (p for p in DATASETS.rglob("*") if p.is_file() and p.suffix != ".md" and p.parent not in MORNINGS)
    kept = sorted(p.relative_to(DATASETS) for p in files)
    assert made == kept
    for file in made:
        assert (tmp_path / "shop" / file).read_bytes() == (DATASETS / file).read_bytes(), file
    assert sum((DATASETS / file).stat().st_size for file in kept) <= 25_000_000


def test_the_committed_mornings_are_what_the_shop_shows_on_these_days():
    shop = World(HOME_SEED, "course")
    for folder in MORNINGS:
        kept = {f"raw/{folder.name}/{file.name}": file.read_bytes() for file in folder.iterdir()}
        assert kept == morning.files(shop, folder.name), folder.name


def test_the_committed_dictionary_is_the_schema_s():
    assert (DATASETS / "README.md").read_text(encoding="utf-8") == history.dictionary().lstrip("\n")


def test_a_missing_table_says_so(tmp_path):
    with pytest.raises(schema.SchemaError) as caught:
        schema.read(tmp_path, "orders")
    assert str(caught.value) == (
        f"There is no table orders in {tmp_path}: the file orders.csv is missing. "
        "Make the shop again, or check the folder's name."
    )


def test_a_table_of_another_version_says_so(tmp_path):
    (tmp_path / "stage_plan.csv").write_text("stage,name\n1,Research\n", encoding="utf-8")
    with pytest.raises(schema.SchemaError, match="has the columns stage, name; this version expects stage, name_en"):
        schema.read(tmp_path, "stage_plan")


def test_buyer_numbers_are_a_bijection():
    from shopworld.sales.buyers import identifiers

    assert len(np.unique(identifiers(np.arange(200_000)))) == 200_000


def test_the_year_looks_like_a_shop_s_year():
    chain = orders.chain(HOME_SEED, "course")
    placed = chain.orders
    paid = placed[placed["paid_at"].notna()]
    per_day = placed.groupby(placed["created_at"].dt.normalize()).size()
    assert 90_000 < len(placed) < 110_000
    assert 0.08 < 1 - len(paid) / len(placed) < 0.15
    assert 0.05 < chain.refunds["amount"].sum() / paid["paid"].sum() < 0.20
    assert 5 < per_day.max() / per_day.median() < 12 and per_day.idxmax() == pd.Timestamp("2025-11-11")
    assert 0.25 < paid["buyer_id"].value_counts().gt(1).mean() < 0.45
