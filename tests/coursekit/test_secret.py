"""A class's secret: outside the repository, missed in words, renewed without mixing two shops, and in nothing that leaves."""

import pytest
from small_course import MODULE, SOLUTIONS, filled, put

from coursekit import classroom
from coursekit.classroom import ClassError, init_class
from coursekit.cli import NEW_SECRET, SECRET_IS_HERE, main
from coursekit.feedback import write_feedback
from coursekit.grading import ALL_ELSEWHERE, NothingToGrade, grade, mark
from coursekit.release import release
from coursekit.report import write_report


@pytest.fixture
def room(course, tmp_path):
    return init_class(tmp_path / "class", "own", course, tier="tiny")


def test_a_missing_secret_is_said_and_no_other_takes_its_place(room, course):
    room.secret_path.unlink()
    missing = classroom.NO_SECRET.format(path=room.secret_path)
    for call in (room.secret, room.shop_folder, lambda: init_class(room.root, "own", course)):
        with pytest.raises(ClassError) as error:
            call()
        assert str(error.value) == missing
    assert not room.secret_path.exists()


@pytest.mark.parametrize("text", ["", "0x12", "g" * 32, "1" * 31, "一" * 32])
def test_a_damaged_secret_is_not_taken(room, text):
    room.secret_path.write_text(text, encoding="utf-8")
    with pytest.raises(ClassError) as error:
        room.secret()
    assert str(error.value) == classroom.BAD_SECRET.format(path=room.secret_path, length=32)


def test_the_command_says_where_and_never_what(room, capsys):
    assert main(["secret", "--class", str(room.root)]) == 0
    said = capsys.readouterr().out
    assert said == SECRET_IS_HERE.format(path=room.secret_path) + "\n"
    before = room.secret()
    assert main(["secret", "--new", "--class", str(room.root)]) == 0
    said = capsys.readouterr().out
    assert NEW_SECRET.format(path=room.secret_path) in said
    assert before not in said and room.secret() not in said
    (kept,) = room.private.glob("secret-until-*")
    assert kept.read_text(encoding="ascii").strip() == before != room.secret()
    assert oct(room.secret_path.stat().st_mode & 0o777) == oct(0o600)


@pytest.mark.needs("bubblewrap")
def test_a_new_secret_never_mixes_two_shops_and_no_secret_leaves(room, make_class):
    (room.private / "cache").symlink_to((make_class("secret").private / "cache").resolve())
    release(room, MODULE)
    put(room, "amy", filled(room, SOLUTIONS, "Open a second shop."))
    first = grade(room, MODULE)
    shop, old = room.shop_hash(), room.secret()
    room.renew_secret()
    assert room.shop_hash() != shop
    with pytest.raises(NothingToGrade) as error:
        mark(room, MODULE)
    assert str(error.value) == ALL_ELSEWHERE.format(count=1, module=MODULE)
    with pytest.raises(NothingToGrade):
        write_report(room, MODULE)
    anew = grade(room, MODULE)
    assert (anew.executed, anew.failed) == (1, [])
    assert [one.points for one in anew.students[0].marks] == [one.points for one in first.students[0].marks]
    write_feedback(room, MODULE)
    write_report(room, MODULE)
    secrets = [form for text in (old, room.secret()) for form in (text, text.upper(), str(int(text, 16)))]
    seen = 0
    for path in (path for path in room.root.rglob("*") if path.is_file() and room.private not in path.parents):
        blob, seen = path.read_bytes(), seen + 1
        assert not [path for form in secrets if form.encode() in blob]
    assert seen > 10
    for path in (room.private / "shops").rglob("*.csv"):
        assert not [path for form in secrets if form.encode() in path.read_bytes()]
