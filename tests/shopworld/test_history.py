"""The command, and that a failed write leaves nothing that looks whole."""

import os

import pytest

from shopworld import SPEC_VERSION, cli, history, schema, shop_folder


def test_the_command_prints_rows_seconds_and_a_hash(tmp_path, capsys):
    assert cli.main(["history", "--seed", "5", "--tier", "tiny", "--out", str(tmp_path / "shop")]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == ["categories", "32", "rows"]
    assert "processor seconds, sha256 " in out[-1] and out[-1].startswith(f"{len(schema.tables())} tables, ")


def test_an_unknown_tier_is_one_sentence(tmp_path, capsys):
    assert cli.main(["history", "--tier", "huge", "--out", str(tmp_path / "shop")]) == 2
    assert capsys.readouterr().err == "There is no tier 'huge'. Choose one of: tiny, course, large.\n"
    assert not (tmp_path / "shop").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(history.HistoryError) as caught:
        history.write(tmp_path, 5, "tiny")
    assert str(caught.value) == (
        f"The folder {tmp_path} holds other files (thesis.txt). Nothing was changed; "
        "choose an empty folder or one with an earlier shop."
    )
    assert os.listdir(tmp_path) == ["thesis.txt"]


def test_an_earlier_shop_is_replaced(tmp_path):
    history.write(tmp_path / "shop", 5, "tiny")
    before = (tmp_path / "shop" / "orders.csv").read_bytes()
    history.write(tmp_path / "shop", 6, "tiny")
    assert (tmp_path / "shop" / "orders.csv").read_bytes() != before


def test_files_of_ones_own_beside_a_shop_stay(tmp_path):
    history.write(tmp_path / "shop", 5, "tiny")
    mine = [tmp_path / "shop" / "notes.txt", tmp_path / "shop" / "raw" / "my_cleaning.csv"]
    for file in mine:
        file.write_text("mine", encoding="utf-8")
    history.write(tmp_path / "shop", 6, "tiny")
    assert [file.read_text(encoding="utf-8") for file in mine] == ["mine", "mine"]


def no_room(*_):
    raise OSError(28, "No space left on device")


def test_a_disk_that_is_full_leaves_the_earlier_shop_as_it_was(tmp_path, monkeypatch):
    shop = tmp_path / "shop"
    history.write(shop, 5, "tiny")
    before = {file: file.read_bytes() for file in shop.rglob("*") if file.is_file()}
    pieces, begun = schema.pieces, []

    def full(frame, table):
        begun.append(table.name)
        return pieces(frame, table) if len(begun) < 6 else no_room()

    monkeypatch.setattr(history.schema, "pieces", full)
    with pytest.raises(history.HistoryError) as caught:
        history.write(shop, 6, "tiny")
    assert str(caught.value) == (
        f"The folder {shop} can't be written to (No space left on device). Nothing was changed there; choose another folder."
    )
    assert {file: file.read_bytes() for file in shop.rglob("*") if file.is_file()} == before


def test_a_shop_that_can_not_be_finished_has_no_stamp(tmp_path, monkeypatch):
    shop = tmp_path / "shop"
    history.write(shop, 5, "tiny")
    replace, moved = os.replace, []

    def full(source, target):
        moved.append(target)
        return replace(source, target) if len(moved) < 4 else no_room()

    monkeypatch.setattr(shop_folder.os, "replace", full)
    with pytest.raises(history.HistoryError) as caught:
        history.write(shop, 6, "tiny")
    assert str(caught.value) == (
        f"The folder {shop} couldn't be finished (No space left on device), so its shop.json is gone and no part of it "
        "counts as a shop. Make room and run the command again."
    )
    assert not (shop / "shop.json").exists()
    assert not list(shop.glob(".making-*"))


def test_a_folder_without_the_right_to_write_is_one_sentence(tmp_path, monkeypatch, capsys):
    def refused(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shop_folder.tempfile, "mkdtemp", refused)
    assert cli.main(["history", "--seed", "5", "--tier", "tiny", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"The folder {tmp_path} can't be written to (Permission denied). Nothing was changed there; choose another folder.\n"
    )


def test_a_path_that_is_a_file_is_refused(tmp_path):
    target = tmp_path / "shop"
    target.write_text("not a folder", encoding="utf-8")
    with pytest.raises(history.HistoryError, match="can't be written to"):
        history.write(target, 5, "tiny")
    assert target.read_text(encoding="utf-8") == "not a folder"


@pytest.mark.parametrize("seed", ["abc", "-1", "1.5", "", "２０２５"])
def test_a_seed_that_is_no_number_is_one_sentence(tmp_path, capsys, seed):
    assert cli.main(["history", f"--seed={seed}", "--tier", "tiny", "--out", str(tmp_path / "shop")]) == 2
    assert capsys.readouterr().err == (
        f"The seed {seed!r} isn't a whole number of 0 or more. Write it in digits, as in --seed 2025.\n"
    )
    assert not (tmp_path / "shop").exists()


def test_options_of_the_large_tier_are_refused_elsewhere(tmp_path, capsys):
    assert cli.main(["history", "--tier", "tiny", "--days", "3", "--out", str(tmp_path / "shop")]) == 2
    assert capsys.readouterr().err == "--days belongs to the large tier. Leave it out, or add --tier large.\n"


def test_the_large_tier_is_never_built_in_memory():
    with pytest.raises(history.HistoryError) as caught:
        history.build(5, "large")
    assert str(caught.value) == (
        "The large tier is never in memory as a whole: run `shopworld history --tier large --out FOLDER`."
    )


def test_a_shop_of_another_version_is_refused(tmp_path, capsys):
    shop = tmp_path / "shop"
    history.write(shop, 5, "tiny")
    (shop / "shop.json").write_text('{"spec_version": 1, "tier": "tiny", "digest": ""}', encoding="utf-8")
    assert cli.main(["fidelity", str(shop)]) == 2
    assert capsys.readouterr().err == (
        f"The shop in {shop} was made by version 1; this is version {SPEC_VERSION}. Make the shop again.\n"
    )
