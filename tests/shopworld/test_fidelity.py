"""How real a shop looks: every target has a band and a source, gates find what is broken, and goals decide the exit code."""

import numpy as np
import pandas as pd
import pytest

from shopworld import cli, history, parameters, schema
from shopworld.fidelity import gates, report
from shopworld.fidelity.shop import Shop, gini, top_share


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A whole tiny shop on disk."""
    place = tmp_path_factory.mktemp("fidelity") / "shop"
    history.write(place, 7, "tiny")
    return place


@pytest.fixture(scope="module")
def whole(folder):
    """The tiny shop with every table read."""
    shop = Shop(folder)
    for name in schema.tables():
        shop[name]
    return shop


def test_every_target_has_a_measure_a_band_a_source_and_a_licence():
    described = parameters.settings("targets")
    assert set(described["targets"]) == set(report.MEASURES)
    assert len(described["targets"]) >= 40
    assert len({target["group"] for target in described["targets"].values()}) == 6
    for name, target in described["targets"].items():
        assert target["low"] < target["high"], name
        assert target["basis"] and set(target["sources"]) <= set(described["sources"]), name
        # What only the authors or the press say is never printed as a fact.
        if set(target["sources"]) <= {"authors", "trade"}:
            assert target["verified"] is False, name
    assert all(source["name"] and source["licence"] for source in described["sources"].values())


NEEDS_A_YEAR = {
    "again_within_90_days",
    "before_d11_to_median",
    "after_d11_to_median",
    "november_to_mean",
    "stars_lost_when_late",
}


def test_every_gate_holds_in_a_tiny_shop(whole):
    found = gates.check(whole)
    assert [what for what, detail in found.items() if detail] == []
    assert len(found) > len(schema.tables())


@pytest.mark.parametrize("name", sorted(set(report.MEASURES) - NEEDS_A_YEAR))
def test_a_measure_is_a_number(whole, name):
    assert np.isfinite(report.MEASURES[name](whole))


def _with(whole, name, change):
    """A shop like `whole` in which one table was changed."""
    shop = Shop(whole._folder)
    shop._tables = dict(whole._tables)
    shop._tables[name] = change(whole[name].copy())
    return shop


def _set(row, column, value):
    def change(frame):
        frame.loc[frame.index[row], column] = value(frame.iloc[row])
        return frame

    return change


BREAKS = {
    "orders: key order_id is unique": ("orders", lambda f: pd.concat([f, f.head(1)], ignore_index=True)),
    "order_lines.sku is in products": ("order_lines", _set(3, "sku", lambda row: "P99-9")),
    "refunds.line_id is in order_lines": ("refunds", _set(0, "line_id", lambda row: 10**9)),
    "orders: paid = goods − discount + freight": ("orders", _set(0, "paid", lambda row: row["paid"] + 0.01)),
    "orders.goods is the sum of its lines'": ("order_lines", _set(0, "unit_price", lambda row: row["unit_price"] + 1)),
    "orders: created_at not after paid_at": ("orders", lambda f: f.assign(created_at=f["paid_at"] + pd.Timedelta(1, "s"))),
    "refunds: at most what was paid for the line": ("refunds", _set(0, "amount", lambda row: 10**6)),
    "refunds: of a paid order, after its payment": (
        "refunds", _set(0, "applied_at", lambda row: pd.Timestamp("2024-01-01")),
    ),
    "inventory_daily: closing is never negative": ("inventory_daily", _set(9, "closing", lambda row: -1)),
    "inventory_daily: closing = opening + received − damaged − sold": (
        "inventory_daily", _set(9, "closing", lambda row: row["closing"] + 1),
    ),
    "shop_daily: visitors ≤ page_views": ("shop_daily", _set(0, "page_views", lambda row: row["visitors"] - 1)),
    "ad_daily: clicks ≤ impressions": ("ad_daily", _set(0, "clicks", lambda row: row["impressions"] + 1)),
    "traffic_daily: carts ≤ item_visitors": ("traffic_daily", _set(0, "carts", lambda row: row["item_visitors"] + 1)),
    "settlement: payout = gross − fees − refund": ("settlement", _set(0, "payout", lambda row: row["payout"] + 1)),
    "reviews: written after delivery": ("reviews", _set(0, "written_at", lambda row: pd.Timestamp("2024-01-01"))),
}  # fmt: skip


@pytest.mark.parametrize("gate", BREAKS)
def test_a_gate_finds_what_is_broken(whole, gate):
    name, change = BREAKS[gate]
    found = gates.check(_with(whole, name, change))
    assert found[gate].endswith(" rows")


def test_an_empty_cell_and_a_nought_point_nowhere_on_purpose():
    known = pd.Series([1, 2])
    assert gates._strangers(pd.Series([0, 1, np.nan, 3]), known) == 1
    assert gates._strangers(pd.Series(["", "a"]), pd.Series(["b"])) == 1


def _report(values, failing=""):
    targets = [report.Target(str(n), group, "what", 0, 1, True) for n, (group, _) in enumerate(values)]
    return report.Report(dict(zip(targets, (v for _, v in values), strict=True)), {"a gate": failing})


def test_goals_need_every_gate_most_targets_and_no_weak_group():
    many = [("a", 0.5)] * 17
    assert _report([*many, ("b", 1.0), ("b", 0.0), ("b", 2.0)]).good
    assert not _report([*many, ("b", 1.0), ("b", 2.0), ("b", 2.0)]).good  # a third of a group
    assert not _report([*many, ("b", 1.0), ("b", 1.0)], "3 rows").good
    assert not _report([("a", 0.5)] * 8 + [("a", 2.0)] * 2).good  # 80 %


def test_the_command_prints_bands_and_its_exit_code_follows_the_goals(folder, capsys, monkeypatch):
    bands = {target.name: (target.low + target.high) / 2 for target in report.targets()}
    monkeypatch.setattr(report, "MEASURES", {name: lambda shop, v=middle: v for name, middle in bands.items()})
    monkeypatch.setattr(report, "YEAR", 90)
    monkeypatch.setattr(report.gates, "check", lambda shop: {"a gate": ""})
    assert cli.main(["fidelity", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "concentration: 8 of 8 in band (100%)"
    assert lines[1].split()[:6] == ["ok", "sku_gini", "0.675", "0.5", "to", "0.85"]
    count = len(bands)
    assert lines[-1] == (
        f"{count} of {count} targets in band (100%; goal 85%), weakest group 100% (goal 60%), 1 of 1 gates"
    )
    monkeypatch.setattr(report.gates, "check", lambda shop: {"a gate": "1 rows"})
    assert cli.main(["fidelity", str(folder)]) == 1
    assert "  FAIL a gate: 1 rows" in capsys.readouterr().out.splitlines()


def test_a_shop_of_less_than_a_year_is_one_sentence(folder, capsys):
    assert cli.main(["fidelity", str(folder)]) == 2
    assert capsys.readouterr().err == (
        f"The shop in {folder} has 90 days, and the bands are a whole year's. Make one of the course tier.\n"
    )


def test_a_folder_that_lacks_a_table_is_one_sentence(folder, tmp_path, capsys):
    assert cli.main(["fidelity", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("There is no table calendar in ")


def test_spread_of_known_values():
    assert gini(pd.Series([1.0, 1, 1])) == pytest.approx(0)
    assert top_share(pd.Series([6.0, 1, 1, 1, 1]), 0.2) == pytest.approx(0.6)
