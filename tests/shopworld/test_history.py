"""The command, and that a failed write leaves nothing that looks whole."""

import os

import pytest

from shopworld import cli, history


def test_the_command_prints_rows_seconds_and_a_hash(tmp_path, capsys):
    assert cli.main(["history", "--seed", "5", "--tier", "tiny", "--out", str(tmp_path / "shop")]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == ["categories", "32", "rows"]
    assert "processor seconds, sha256 " in out[-1] and out[-1].startswith("28 tables, ")


def test_an_unknown_tier_is_one_sentence(tmp_path, capsys):
    assert cli.main(["history", "--tier", "huge", "--out", str(tmp_path / "shop")]) == 2
    assert capsys.readouterr().err == "There is no tier 'huge'. Choose one of: tiny, course.\n"
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


def test_a_write_that_fails_half_way_leaves_no_whole_shop(tmp_path, monkeypatch):
    real = os.replace
    done = []

    def full(source, target):
        if len(done) == 3:
            raise OSError(28, "No space left on device")
        done.append(target)
        return real(source, target)

    monkeypatch.setattr(history.os, "replace", full)
    with pytest.raises(history.HistoryError) as caught:
        history.write(tmp_path / "shop", 5, "tiny")
    assert "can't be written to (No space left on device)" in str(caught.value)
    assert not (tmp_path / "shop" / history.STAMP).exists()
    assert not [name for name in os.listdir(tmp_path / "shop") if name.startswith(".making-")]


def test_a_path_that_is_a_file_is_refused(tmp_path):
    target = tmp_path / "shop"
    target.write_text("not a folder", encoding="utf-8")
    with pytest.raises(history.HistoryError, match="can't be written to"):
        history.write(target, 5, "tiny")
