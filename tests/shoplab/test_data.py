import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import shopworld
from shoplab import data
from shopworld import history, schema


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    history.write(folder, 7, "tiny")
    return folder


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "TIER", "tiny")


def test_a_table_is_read_from_the_folder_that_is_told(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPLAB_DATA", str(tiny))
    pd.testing.assert_frame_equal(data.load("orders"), schema.read(tiny, "orders"))


def test_every_call_gives_a_fresh_table(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPLAB_DATA", str(tiny))
    first = data.load("orders")
    first["paid"] = 0.0
    assert data.load("orders")["paid"].sum() > 0


def test_the_workspace_s_datasets_are_found_upwards(room: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (room / "datasets").symlink_to(tiny)
    (room / "modules" / "01").mkdir(parents=True)
    monkeypatch.chdir(room / "modules" / "01")
    assert data.find_folder("orders") == room / "datasets"


def test_the_order_of_places(room: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(data, "generated", lambda label, seed: made.append((label, seed)) or room)
    assert data.find_folder("orders") == room
    (room / "datasets").symlink_to(tiny)
    assert data.find_folder("orders") == room / "datasets"
    monkeypatch.setenv("SHOPLAB_CLASS_DATA", str(tiny))
    assert data.find_folder("orders") == tiny
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert data.find_folder("orders") == room
    monkeypatch.setenv("SHOPLAB_DATA", str(tiny))
    assert data.find_folder("orders") == tiny
    assert made == [("home", shopworld.HOME_SEED), ("rehearsal", shopworld.REHEARSAL_SEED)]


def test_grading_reads_the_folder_that_is_told_and_never_the_rehearsal_shop(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("SHOPLAB_DATA", str(tiny))
    assert data.find_folder("orders") == tiny


def test_an_unknown_table_names_the_close_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "table_names", lambda: ["refunds", "orders", "order_lines"])
    with pytest.raises(data.DataError) as caught:
        data.load("Orders.csv")
    assert str(caught.value) == (
        "There is no table called 'Orders.csv'. Did you mean 'orders' or 'order_lines'? "
        "The tables are: order_lines, orders, refunds."
    )
    with pytest.raises(data.DataError) as caught:
        data.load("zzz")
    assert str(caught.value) == "There is no table called 'zzz'. The tables are: order_lines, orders, refunds."


def test_a_name_without_quotation_marks() -> None:
    with pytest.raises(data.DataError) as caught:
        data.load(3)  # type: ignore[arg-type]
    assert str(caught.value) == 'load() takes a table\'s name in quotation marks, like load("orders"), not int.'


def test_a_told_folder_without_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPLAB_DATA", str(tmp_path))
    with pytest.raises(data.DataError) as caught:
        data.load("orders")
    assert str(caught.value) == (
        f"'orders.csv' is not in the folder {tmp_path}, which SHOPLAB_DATA points to. "
        "Copy it there, or unset SHOPLAB_DATA."
    )
    with pytest.raises(data.DataError) as caught:
        _ = data.shop(tmp_path).orders
    assert str(caught.value) == (
        f"'orders.csv' is not in the folder {tmp_path}. Copy it there, or choose another folder."
    )


def test_a_table_of_another_version_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "refunds.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    monkeypatch.setenv("SHOPLAB_DATA", str(tmp_path))
    with pytest.raises(data.DataError, match=r"^The table refunds in .* has the columns a, b; this version expects"):
        data.load("refunds")


def test_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("SHOPLAB_CACHE", str(blocked / "cache"))
    with pytest.raises(data.DataError) as caught:
        data.load("orders")
    assert str(caught.value) == (
        f"The shop's tables can't be written to {blocked / 'cache'} (Not a directory). "
        "Set SHOPLAB_CACHE to a folder that you can write to, and run the cell again."
    )


def test_a_shop_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    home = data.load("orders")
    place = data.find_folder("orders")
    monkeypatch.setattr(history, "write", None)  # a second making would fail
    assert len(data.load("orders")) == len(home)
    monkeypatch.undo()
    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_under_validate_it_is_another_shop_of_the_same_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    home = data.load("orders")
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    rehearsal = data.load("orders")
    assert rehearsal.columns.tolist() == home.columns.tolist()
    assert rehearsal["paid"].sum() != home["paid"].sum()


def test_a_making_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path, seed: int, tier: str) -> None:
        (folder / "orders.csv").write_text("half", encoding="utf-8")
        raise history.HistoryError("No room.")

    monkeypatch.setattr(history, "write", fail)
    with pytest.raises(data.DataError, match=r"^No room\.$"):
        data.load("orders")
    assert list((tmp_path / "cache").iterdir()) == []


def test_two_processes_may_make_the_same_shop_at_once(tmp_path: Path) -> None:
    code = "from shoplab import data; data.TIER = 'tiny'; print(data.load('orders')['paid'].sum())"
    both = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in "ab"
    ]
    told = [process.communicate(timeout=120) for process in both]
    assert [one.returncode for one in both] == [0, 0], told
    assert told[0] == told[1]
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_loser_of_the_race_keeps_the_winner_s_shop(tmp_path: Path) -> None:
    place, draft = tmp_path / "home", tmp_path / "draft"
    for folder in (place, draft):
        folder.mkdir()
        (folder / "who").write_text(folder.name, encoding="utf-8")
    data._settle(draft, place)
    assert (place / "who").read_text(encoding="utf-8") == "home"


def test_a_shop_gives_each_answer_its_own_tables(tiny: Path) -> None:
    shop = data.shop(tiny)
    orders = shop.orders
    orders["paid"] = 0.0
    assert shop.orders["paid"].sum() > 0
    assert "orders" in dir(shop)
    assert not hasattr(shop, "_repr_html_")


def test_importing_shoplab_imports_nothing_heavy() -> None:
    code = "import sys, shoplab; print([one for one in ('pandas', 'numpy', 'matplotlib', 'IPython') if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"


def test_every_exported_name_is_there() -> None:
    import shoplab

    assert {name for name in shoplab.__all__ if callable(getattr(shoplab, name))} == {
        "controls", "diagnose", "hand_in", "load", "load_real", "progress", "question", "show", "use_style",
    }  # fmt: skip
    assert set(shoplab.__all__) <= set(dir(shoplab))
    with pytest.raises(AttributeError, match="module 'shoplab' has no attribute 'lode'"):
        _ = shoplab.lode
