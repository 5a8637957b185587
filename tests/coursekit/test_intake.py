"""Hand-ins from learning platforms: names, zips, odd encodings; and archives that are refused with nothing collected."""

import io
import json
import stat
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from small_course import EXAM, MODULE, put

from coursekit.archives import ArchiveRefused
from coursekit.classroom import Classroom
from coursekit.cli import main
from coursekit.collect import collect
from coursekit.lms import Sender, sender_of, student_id
from coursekit.submission import about, read_notebook, rebuilt

BOOK = b'{"cells": [], "metadata": {"author": "\xe9\x98\xbf\xe9\x9b\xaf"}}'
MOODLE = "assignsubmission_file"


@pytest.fixture
def room(make_class) -> Classroom:
    return make_class("intake")


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blob in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0)), blob)
    return path


def notes_of(room: Classroom) -> dict[str, list[str]]:
    said = json.loads((room.private / "collected" / f"{MODULE}.json").read_text(encoding="utf-8"))
    return {name: [note["says"] for note in notes] for name, notes in said.items()}


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("lina_12345_678901_tasks.ipynb", Sender("canvas", "lina", "12345", "tasks.ipynb")),
        ("lina_LATE_12345_678901_tasks-2.ipynb", Sender("canvas", "lina", "12345", "tasks.ipynb", True)),
        ("李娜_7_8_my_tasks.ipynb", Sender("canvas", "李娜", "7", "my_tasks.ipynb")),
        ("Jörg Müller_4711_assignsubmission_file_", Sender("moodle", "Jörg Müller", "4711", "")),
        ("Ann O'Neil_4711_assignsubmission_file_tasks.ipynb", Sender("moodle", "Ann O'Neil", "4711", "tasks.ipynb")),
        ("Jo\u0308rg_1_assignsubmission_file", Sender("moodle", "Jörg", "1", "")),
        ("li_na.ipynb", None),
        ("01_shop_setup", None),
    ],
)
def test_names_of_learning_platforms(name: str, sender: Sender | None):
    assert sender_of(name) == sender


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("Jörg Müller", "Jörg_Müller"),
        ("李 娜", "李_娜"),
        ("Ann O'Neil, B.", "Ann_O_Neil_B"),
        ("../etc", "etc"),
        ("?", ""),
    ],
)
def test_names_become_student_ids(name: str, student: str):
    assert student_id(name) == student


def test_a_canvas_download(room, tmp_path):
    path = zipped(
        tmp_path / "submissions.zip",
        {
            "lina_11_901_tasks.ipynb": BOOK,
            "müllerjörg_LATE_12_902_tasks-1.ipynb": BOOK + b"\n",
            "李娜_13_903_作业.ipynb": BOOK + b" ",
            "wangwu_14_904_report.pdf": b"%PDF",
            "zhaoliu_15_905_work.zip": b"PK",
            "__MACOSX/._lina_11_901_tasks.ipynb": b"x",
        },
    )
    done = collect(room, MODULE, path)
    assert done.new == ["lina_11", "müllerjörg_12", "wangwu_14", "zhaoliu_15", "李娜_13"]
    assert done.notes == [
        "wangwu_14: There is no notebook in this hand-in, only `report.pdf`.",
        "zhaoliu_15: `work.zip` is an archive inside the hand-in, so it was not opened: ask for the notebook itself.",
        "zhaoliu_15: There is no notebook in this hand-in, only `work.zip`.",
    ]
    kept = {name: room.step("submitted", MODULE, name) / "tasks.ipynb" for name in done.new}
    assert kept["lina_11"].read_bytes() == BOOK and kept["李娜_13"].read_bytes() == BOOK + b" "
    assert not kept["wangwu_14"].exists() and not kept["zhaoliu_15"].exists()
    assert notes_of(room) == {
        "lina_11": [],
        "müllerjörg_12": ["The platform marks this hand-in as late."],
        "wangwu_14": ["There is no notebook in this hand-in, only `report.pdf`."],
        "zhaoliu_15": [
            "`work.zip` is an archive inside the hand-in, so it was not opened: ask for the notebook itself.",
            "There is no notebook in this hand-in, only `work.zip`.",
        ],
        "李娜_13": ["The notebook is called `作业.ipynb` and not `tasks.ipynb`; it was graded all the same."],
    }
    assert collect(room, MODULE, path).unchanged == done.new
    zipped(path, {"lina-zhou_11_999_tasks.ipynb": BOOK + b"  "})
    assert collect(room, MODULE, path).new == ["lina_11"], "the number on the platform, not the name, says who it is"


def test_a_moodle_download_with_and_without_folders(room, tmp_path):
    files = {
        f"class/Jörg Müller_21_{MOODLE}_/tasks.ipynb": BOOK,
        f"class/李 娜_22_{MOODLE}_/my tasks.ipynb": BOOK,
        f"class/Li Na_23_{MOODLE}_/tasks.ipynb": BOOK,
        f"class/Li Na_24_{MOODLE}_/tasks.ipynb": BOOK + b" ",
        f"class/Wu Dan_25_{MOODLE}_tasks.ipynb": BOOK,
    }
    done = collect(room, MODULE, zipped(tmp_path / "a.zip", files))
    assert done.new == ["Jörg_Müller", "Li_Na_23", "Li_Na_24", "李_娜", "Wu_Dan"]
    assert done.notes == ["2 people are called “Li_Na”; their numbers were added: Li_Na_23, Li_Na_24."]
    assert (room.step("submitted", MODULE, "Li_Na_24") / "tasks.ipynb").read_bytes() == BOOK + b" "
    known = json.loads((room.private / "people.json").read_text(encoding="utf-8"))
    assert known["李_娜"] == {"name": "李 娜", "moodle": {MODULE: "22"}}
    for name in files:
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_bytes(files[name])
    assert sorted(collect(room, MODULE, tmp_path / "out" / "class").unchanged) == sorted(done.new)


def test_who_has_handed_in_no_notebook_is_told_of_at_once(room, tmp_path):
    files = {
        f"class/Wu Dan_25_{MOODLE}_/onlinetext.html": b"<p>done</p>",
        f"class/Li Na_26_{MOODLE}_/my tasks.ipynb": BOOK,
    }
    done = collect(room, MODULE, zipped(tmp_path / "a.zip", files))
    assert done.notes == ["Wu_Dan: There is no notebook in this hand-in, only `onlinetext.html`."]


def test_another_module_s_notebook_is_for_a_person_and_says_whose_it_is(room, tmp_path):
    course = tmp_path / "course"
    for module, ending in ((MODULE, ""), ("98_other", "-too")):
        tasks = course / "modules" / module / "tasks"
        tasks.mkdir(parents=True)
        (tasks / "exam.py").write_text(EXAM, encoding="utf-8")
        text = (room.step("source", MODULE) / "tasks.ipynb").read_text(encoding="utf-8")
        for name in ("paid-total", "by-channel", "pick", "report", "top"):
            text = text.replace(f'"{name}', f'"{name}{ending}')
        (tasks / "tasks.ipynb").write_text(text, encoding="utf-8")
    room = replace(room, repository=course)
    put(room, "amy", read_notebook(room.master("98_other")))
    put(room, "bo", read_notebook(room.master(MODULE)))
    amy, bo = (rebuilt(room, MODULE, name, room.released(MODULE)) for name in ("amy", "bo"))
    assert about(amy)["unreadable"] and not about(bo)["unreadable"]
    assert about(amy)["notes"][0]["says"] == "`tasks.ipynb` holds the tasks of 98_other and none of this module's."


@pytest.mark.parametrize("encoding", ["gbk", "cp437", "utf-8"])
def test_names_in_a_zip_that_does_not_say_its_encoding(room, tmp_path, encoding):
    name = "Jörg Müßig" if encoding == "cp437" else "李娜镕"
    raw = f"{name}_31_{MOODLE}_/tasks.ipynb".encode(encoding)
    stand_in = b"x" * len(raw)
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w") as archive:
        archive.writestr(stand_in.decode(), BOOK)
    (tmp_path / "old.zip").write_bytes(blob.getvalue().replace(stand_in, raw))
    assert collect(room, MODULE, tmp_path / "old.zip").new == [student_id(name)]


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


UNSAFE = {
    "/etc/cron.d/tasks.ipynb": "“/etc/cron.d/tasks.ipynb” is an absolute path",
    "C:\\Users\\tasks.ipynb": "“C:/Users/tasks.ipynb” is an absolute path",
    "amy/../../tasks.ipynb": "“amy/../../tasks.ipynb” leads out of the folder",
    "a/b/c/d/e/f/g/h/i.ipynb": "“a/b/c/d/e/f/g/h/i.ipynb” lies more than 8 folders deep",
}


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_names_are_refused_and_nothing_is_collected(room, tmp_path, capsys, name):
    path = zipped(tmp_path / "hand-ins.zip", {"bo/tasks.ipynb": BOOK, name: BOOK})
    reason = UNSAFE[name] if "\\" not in name else f"“{name}” is an absolute path"
    assert main(["collect", MODULE, "--class", str(room.root), "--from", str(path)]) == 2
    assert capsys.readouterr().err == f"hand-ins.zip was refused, and nothing of it was collected: {reason}\n"
    assert room.students("submitted", MODULE) == []
    assert [one.name for one in tmp_path.iterdir()] == ["hand-ins.zip"]


def refused(room: Classroom, path: Path) -> str:
    with pytest.raises(ArchiveRefused) as caught:
        collect(room, MODULE, path)
    assert room.students("submitted", MODULE) == []
    return str(caught.value).removeprefix(f"{path.name} was refused, and nothing of it was collected: ")


def test_links_twins_bombs_and_no_zips_are_refused(room, tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link("bo/tasks.ipynb"), "/etc/passwd")
    assert refused(room, tmp_path / "link.zip") == "“bo/tasks.ipynb” is a link or a device and not a file"

    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(tmp_path / "twin.zip", "w") as archive:
        for blob in (BOOK, b"{}"):
            archive.writestr("bo/tasks.ipynb", blob)
    assert refused(room, tmp_path / "twin.zip") == "“bo/tasks.ipynb” is in it twice"

    blob = zipped(tmp_path / "bomb.zip", {f"s{i}/tasks.ipynb": b"0" for i in range(5)}).read_bytes()
    size = struct.pack("<L", 4_294_967_294)  # each says that it unpacks to 4 GB
    parts = blob.split(b"PK\x01\x02")
    (tmp_path / "bomb.zip").write_bytes(
        b"PK\x01\x02".join([parts[0], *(part[:20] + size + part[24:] for part in parts[1:])])
    )
    assert refused(room, tmp_path / "bomb.zip") == "it would unpack to 19 GB; at most 16 GB are read"

    (tmp_path / "no.zip").write_bytes(b"Rar!")
    assert refused(room, tmp_path / "no.zip") == "it is not a zip file, or it is damaged"
    monkeypatch.setattr("coursekit.archives.MAX_MEMBERS", 1)
    many = zipped(tmp_path / "many.zip", {"a.ipynb": BOOK, "b.ipynb": BOOK})
    assert refused(room, many) == "it holds 2 files; at most 1 are read"


def test_one_hand_in_that_cannot_be_read_stops_nobody(room, tmp_path, monkeypatch):
    monkeypatch.setattr("coursekit.archives.MAX_FILE_BYTES", 10_000_000)
    path = zipped(
        tmp_path / "all.zip", {"amy/tasks.ipynb": BOOK, "bo/tasks.ipynb": b" " * 20_000_000, "cy/tasks.ipynb": BOOK}
    )
    blob = bytearray(path.read_bytes())
    at = blob.index(b"cy/tasks.ipynb") + len(b"cy/tasks.ipynb")
    blob[at + 3] ^= 0xFF  # a byte of the packed notebook
    path.write_bytes(bytes(blob))
    assert collect(room, MODULE, path).new == ["amy", "bo", "cy"]
    assert notes_of(room) == {
        "amy": [],
        "bo": ["`tasks.ipynb` is larger than 9 MB, so it was not read."],
        "cy": ["`tasks.ipynb` is damaged in the archive, so it was not read."],
    }


def test_the_people_file_is_never_overwritten_when_it_cannot_be_read(room, tmp_path, capsys):
    (room.private / "people.json").write_text("{broken", encoding="utf-8")
    path = zipped(tmp_path / "all.zip", {"lina_1_2_tasks.ipynb": BOOK})
    assert main(["collect", MODULE, "--class", str(room.root), "--from", str(path)]) == 2
    assert "mend it, or delete it to have it made anew." in capsys.readouterr().err
    assert (room.private / "people.json").read_text(encoding="utf-8") == "{broken"
