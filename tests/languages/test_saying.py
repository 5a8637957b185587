"""In which language a message is said: the workspace's, the variable's, or that of the hand-in being marked."""

import subprocess
import sys
from pathlib import Path

import pytest

from coursekit import seasons
from coursekit.messages.extraction import domains, messages
from coursekit.readers import speaking_to
from shoplab.handin import words as handing_in
from shoplab.languages import joined, language, say, speaking
from shoplab.languages.catalogues import SPOKEN
from shoplab.languages.saying import note_language, noted_language, retold
from shoplab.opening import review
from shoplab.practice import words
from shopworld.judging import guest

HERE = "from shoplab.practice import question; print(question('x'))"


def test_english_is_said_where_nobody_says_otherwise(monkeypatch):
    monkeypatch.delenv("SHOPLAB_LANG", raising=False)
    assert say(words.CORRECT) == "Correct." and language() == "en"


def test_a_variable_or_a_stretch_of_work_says_otherwise(monkeypatch):
    monkeypatch.setenv("SHOPLAB_LANG", "zh_CN")
    assert say(words.CORRECT) == "正确。"
    with speaking("en"):
        assert say(words.CORRECT) == "Correct." and language() == "en"
        with speaking("zh_CN", {"Well, well.": "好，好。"}):
            assert say(words.NOT_YET) == "还不对。" and say("Well, well.") == "好，好。"
        assert say(words.NOT_YET) == "Not yet."
    assert say("Well, well.") == "Well, well."


def test_a_language_without_a_catalogue_is_english(monkeypatch):
    monkeypatch.setenv("SHOPLAB_LANG", "../../xx")
    assert say(words.CORRECT) == "Correct."


def test_a_workspace_speaks_its_language_in_any_of_its_folders_and_in_any_program(tmp_path, monkeypatch):
    note_language(tmp_path, "zh_CN")
    folder = tmp_path / "modules" / "01 网店"
    folder.mkdir(parents=True)
    monkeypatch.delenv("SHOPLAB_LANG", raising=False)
    done = subprocess.run([sys.executable, "-c", HERE], cwd=folder, capture_output=True, check=True)
    assert done.stdout.decode("utf-8").strip() == "这个 notebook 旁边没有 questions.py。请从课程自己的文件夹里打开它。"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", None])
def test_a_damaged_note_is_english(tmp_path, content):
    if content is not None:
        (tmp_path / ".shoplab").mkdir()
        (tmp_path / ".shoplab" / "language").write_bytes(content)
    assert noted_language(tmp_path) == "en"


def test_a_finished_sentence_is_told_again_with_its_values():
    with speaking("zh_CN"):
        assert retold(handing_in.TOO_DEEP.format(most=8)) == "答案嵌套超过了 8 层。"
        assert retold("The fee for Hainan is below zero.") == "Hainan 的运费低于零。"
        assert retold("Nobody has ever said this.") == "Nobody has ever said this."
    assert retold("The fee for Hainan is below zero.") == "The fee for Hainan is below zero."


def test_what_is_told_again_keeps_its_figures_as_they_are_written_and_tells_a_sentence_inside_it_too():
    table = {
        "¥{paid:,.0f} was paid.": "付了 ¥{paid:,.0f}。",
        "There is no {name!r} here.": "这里没有 {name!r}。",
        "It failed: {reason}": "没有成功：{reason}",
        "{:,.0f} orders": "{:,.0f} 单",
    }
    with speaking("zh_CN", table):
        assert retold("¥28,000 was paid.") == "付了 ¥28,000。"
        assert retold("There is no 'mats' here.") == "这里没有 'mats'。"
        assert retold("It failed: ¥5 was paid.") == "没有成功：付了 ¥5。"
        assert retold("12 orders") == "12 orders"


def test_the_platforms_reasons_are_told_in_the_readers_language(monkeypatch):
    assert review(None, None)[0].reason.startswith("An application is a record")
    monkeypatch.setenv("SHOPLAB_LANG", "zh_CN")
    assert [one.stage for one in review(None, None)] == ["registration"]
    assert review(None, None)[0].reason.startswith("申请")


def test_what_a_season_earned_is_told_in_the_readers_language():
    parts = ("contribution", "service", "customers", "forecast", "compliance")
    figures = {name: 12 for name in parts} | {f"{name}_full": 20 for name in parts}
    with speaking_to("zh_CN"):
        assert retold(seasons.MARKED.format(count=10, **figures)).endswith("预测 12/20，合规 12/20。")
        lost = seasons.LOST.format(days=3, reason=guest.LATE.format(seconds=2, day=4))
        assert retold(lost) == "有 3 天作废。第一个原因：第 4 天策略用了超过 2 秒；那天什么也没做。"


def test_sentences_are_joined_as_each_script_does():
    assert joined("Not yet.", "", "Look again.") == "Not yet. Look again."
    assert joined("还不对。", "再看看。", "") == "还不对。再看看。"


def test_what_the_packages_say_takes_the_fields_that_it_gets(root: Path):
    """A translation that needs a field which nobody gives would stop a learner's cell."""
    import string

    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for domain in (*SPOKEN, *(one for one in domains(root) if one.name == "coursekit")):
        told = domain.read("zh_CN")
        for message in messages(domain):
            if message in told:
                assert fields(told[message]) == fields(message), message
