"""The Chinese edition is the English course with other words: same cells, ids, code and numbers; catalogues are whole; nothing is a box."""

import base64
import io
import json
import re
import subprocess
import sys
import warnings

import nbformat
import pytest

from coursekit.build.assemble import products
from coursekit.build.editions import build_edition
from coursekit.build.twins import Twin, all_twins
from coursekit.messages import upkeep
from coursekit.messages.command import main as messages_command
from coursekit.messages.extraction import domains, messages
from shoplab.languages import code
from shoplab.languages.catalogues import Domain
from shoplab.languages.edition import Edition, LanguageError, chosen, domain_of, languages

CHINESE = "zh_CN"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def edition(root):
    return Edition(root, CHINESE)


@pytest.fixture(scope="module")
def built(root, edition, tmp_path_factory):
    """The warm-up and the first lesson of each finished module, built in Chinese in a folder of their own: its path, and the twins."""
    folder = tmp_path_factory.mktemp("course")
    for name in ("course", "datasets", "modules"):
        (folder / name).symlink_to(root / name, target_is_directory=True)
    told = Edition(folder, CHINESE)
    twins = [twin for twin in all_twins(folder) if twin.folder.name == "course" or twin.name.startswith("lesson_1")]
    finished = [twin for twin in twins if told.is_finished(twin.notebook.relative_to(folder).as_posix())]
    for twin in finished:
        build_edition(twin, told)
    return folder, finished


def test_finished_catalogues_are_whole_and_keep_to_the_glossary(root):
    for language, about in languages(root).items():
        known = {domain.name: domain for domain in domains(root)}
        assert set(about["finished"]) <= set(known)
        for name in about["finished"]:
            assert upkeep.faults(known[name], language, root) == []


def test_every_page_of_the_edition_has_the_cells_and_the_code_of_the_english_one(root, edition):
    translated = 0
    for twin in all_twins(root):
        for product in products(twin):
            name = product.path.relative_to(root).as_posix()
            told = edition.notebook(name, nbformat.from_dict(product.notebook))
            assert len(told.cells) == len(product.notebook.cells)
            for one, other in zip(product.notebook.cells, told.cells, strict=True):
                assert (one.id, one.cell_type, one.metadata) == (other.id, other.cell_type, other.metadata)
                if one.cell_type == "code":
                    assert code.blanked(one.source) == code.blanked(other.source), (name, one.id)
                translated += one.source != other.source
    assert translated > 100


def test_the_questions_of_the_edition_are_the_same_questions(root, edition):
    for path in (
        root / "course/questions.py",
        *root.glob("modules/*/questions.py"),
        *root.glob("modules/*/tasks/exam.py"),
    ):
        source = path.read_text(encoding="utf-8")
        assert code.blanked(edition.python(path.relative_to(root).as_posix(), source)) == code.blanked(source)


def test_outputs_hold_the_same_numbers_in_the_same_order(root, built):
    folder, twins = built
    compared = 0
    for path in (product.path for twin in twins for product in products(twin) if product.run):
        name = path.relative_to(folder)
        english, chinese = (nbformat.read(place / name, as_version=4) for place in (root, folder / "build/zh_CN"))
        for one, other in zip(english.cells, chinese.cells, strict=True):
            if one.cell_type == "code":
                assert _numbers(one) == _numbers(other), (name, one.id)
                compared += len(_numbers(one))
    assert compared > 500


def _numbers(cell):
    """What is a number in a cell's results and prints; sentences about a picture stand in their own order in each language.

    A widget's description of itself is cut at a length ("…"): shorter words let more of its sizes in, so it doesn't count.
    """
    kept = [one for one in cell.outputs if one.output_type != "error" and "image/png" not in one.get("data", {})]
    texts = ["".join(one.get("text", "") or one.get("data", {}).get("text/plain", "")) for one in kept]
    plain = [text for text in texts if not re.search("[。：]|[a-z]{3}[.:]( |$)|^VBox.*…$", text)]
    return [number for text in plain for number in NUMBER.findall(text)]


def test_what_a_notebook_says_is_said_in_chinese(built):
    notebook = json.loads((built[0] / "build/zh_CN/course/tasks/warmup_exercises.ipynb").read_text(encoding="utf-8"))
    said = "".join(
        "".join(one["data"].get("text/plain", ""))
        for cell in notebook["cells"]
        for one in cell.get("outputs", [])
        if "data" in one
    )
    assert said.count("正确。") == 10 and "Correct" not in said and "做对" in said
    blank = json.loads((built[0] / "build/zh_CN/course/warmup_exercises.ipynb").read_text(encoding="utf-8"))
    assert not [cell for cell in blank["cells"] if cell.get("outputs")]


def test_pictures_in_chinese_have_no_boxes(built):
    """A character that no font has is drawn as a box, and matplotlib warns; a build refuses what warns. So the font is asked too."""
    from matplotlib.ft2font import FT2Font

    from shoplab import charts

    held = set(FT2Font(charts.CHINESE_FONT).get_charmap())
    notebook = json.loads((built[0] / "build/zh_CN/course/warmup_2_daily_report.ipynb").read_text(encoding="utf-8"))
    shown = [one for cell in notebook["cells"] for one in cell.get("outputs", []) if "image/png" in one.get("data", {})]
    words = "".join("".join(cell["source"]) for cell in notebook["cells"] if "set_title" in "".join(cell["source"]))
    assert shown and "压缩收纳袋赚得最多" in words and {ord(sign) for sign in words if sign > "\u2e7f"} <= held


def test_a_drawn_title_is_the_glyphs_of_its_characters():
    """Two different Chinese titles give different ink, and neither gives the ink of boxes."""
    import matplotlib.pyplot as plt
    from PIL import Image

    from shoplab import charts

    def ink(text):
        with plt.rc_context(), warnings.catch_warnings():
            charts.use_style()
            warnings.simplefilter("ignore" if text.startswith("\uf8f0") else "error")
            figure = plt.figure(figsize=(2, 1))
            figure.text(0.1, 0.4, text)
            raw = charts.png(figure)
            plt.close(figure)
        return Image.open(io.BytesIO(raw)).convert("L").tobytes()

    assert len({ink("转化率"), ink("退款率"), ink("\uf8f0\uf8f1\uf8f2")}) == 3


def test_an_unfinished_page_is_english_where_it_must_be_and_says_so_at_its_top(root, edition):
    modules = [path.name for path in root.glob("modules/0*") if not edition.is_finished(f"modules/{path.name}/x.ipynb")]
    for module in modules[-1:]:
        path = next((root / "modules" / module).glob("lesson_*.ipynb"))
        name = path.relative_to(root).as_posix()
        english = json.loads(path.read_text(encoding="utf-8"))
        told = json.loads(edition.file(name, path.read_bytes()))
        lines = "".join(told["cells"][0]["source"]).split("\n")
        assert (
            lines[0].startswith("# ") and lines[2] == f'<div class="alert alert-info">{edition.about["notice"]}</div>'
        )
        assert len(told["cells"]) == len(english["cells"])


def test_a_finished_page_says_nothing_of_the_kind(root, edition):
    for name in ("course/start.ipynb", "course/warmup_2_daily_report.ipynb"):
        assert edition.about["notice"] not in edition.file(name, (root / name).read_bytes()).decode("utf-8")


def test_the_english_edition_is_the_files_themselves(root):
    data = (root / "course/start.ipynb").read_bytes()
    assert Edition(root, "en").file("course/start.ipynb", data) is data


def test_saved_outputs_take_the_words_of_their_cell(root, edition):
    name = "course/warmup_2_daily_report.ipynb"
    told = edition.file(name, (root / name).read_bytes()).decode("utf-8")
    assert "11 月 11 日赚得最多的是压缩收纳袋" in told and "Compression cubes left most money" not in told


def test_a_module_s_worked_solutions_are_told_too(root, edition):
    name = "course/tasks/solutions.json"
    packed = json.loads(edition.file(name, (root / name).read_bytes()))["00-order-of-running"]
    import zlib

    assert "[1] pieces 是 10" in zlib.decompress(base64.b64decode(packed)).decode("utf-8")


@pytest.mark.parametrize("name", ["zh_CN", "zh_CN.UTF-8", "zh-cn", "zh", "ZH_cn.gb18030"])
def test_a_language_may_be_named_as_systems_do(root, name):
    assert chosen(root, name) == CHINESE


def test_english_by_any_locale_and_no_other(root):
    assert [chosen(root, name) for name in ("en", "en_US.UTF-8", "en-GB")] == ["en"] * 3
    for name in ("fr_FR.UTF-8", "C", "", "zhx"):
        with pytest.raises(LanguageError, match="There are: en, zh_CN"):
            chosen(root, name)


def test_a_changed_sentence_makes_its_catalogue_stale_and_the_check_fails(course_of_one, capsys):
    root, twin = course_of_one
    assert messages_command(["--root", str(root), "--check"]) == 0
    twin.path.write_text(twin.path.read_text().replace("They sell bags", "They still sell bags"), encoding="utf-8")
    assert messages_command(["--root", str(root), "--check"]) == 1
    assert (
        "“They still sell bags here.” is not in the catalogue. Run: coursekit messages --lang zh_CN"
        in capsys.readouterr().err
    )
    assert messages_command(["01_shop", "--root", str(root)]) == 0
    assert "1 to look at again" in capsys.readouterr().out
    assert messages_command(["--root", str(root), "--check"]) == 1
    assert "has changed; mend its translation and take the mark `fuzzy` away" in capsys.readouterr().err
    assert '#| msgid "They sell bags here."' in Domain("01_shop", root / "modules/01_shop").path(CHINESE).read_text(
        encoding="utf-8"
    )


def test_what_a_translation_must_keep_is_checked(course_of_one):
    root, _ = course_of_one
    domain = Domain("01_shop", root / "modules/01_shop")
    path = domain.path(CHINESE)
    whole = path.read_text(encoding="utf-8")
    for good, bad, says in (
        ("他们在这里卖包。", "", "is not translated yet"),
        ("`orders` 有 {n} 行。", "`orders` 有几行。", "must keep what stands in braces: {n}"),
        ("`orders` 有 {n} 行。", "订单有 {n} 行。", "must keep what stands in backticks: `orders`"),
        ("退款率是多少？", "退钱的比例是多少？", "“refund rate” is 退款率 in the glossary"),
    ):
        path.write_text(whole.replace(good, bad), encoding="utf-8")
        assert [says in fault for fault in upkeep.faults(domain, CHINESE, root)] == [True], bad


def test_updating_a_current_catalogue_changes_nothing(course_of_one):
    root, _ = course_of_one
    path = Domain("01_shop", root / "modules/01_shop").path(CHINESE)
    before = path.read_bytes()
    assert messages_command(["01_shop", "--root", str(root)]) == 0
    assert path.read_bytes() == before


TEXT = '# %% [markdown]\n# # Bags\n#\n# They sell bags here. \n#\n# What is the refund rate?\n\n# %%\nprint("`orders` has {n} rows.")\n'
TOLD = {
    "Bags": "包", "They sell bags here.": "他们在这里卖包。", "What is the refund rate?": "退款率是多少？",
    "`orders` has {n} rows.": "`orders` 有 {n} 行。",
}  # fmt: skip


@pytest.fixture
def course_of_one(tmp_path):
    """A course of one page, translated."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "course").mkdir()
    (tmp_path / "course/languages.toml").write_text(
        '[zh_CN]\nname = "中文"\noffer = ""\nnotice = ""\nfinished = ["01_shop"]\n', encoding="utf-8"
    )
    (tmp_path / "course/glossary.md").write_text("# Glossary\n\n- **refund rate** 退款率: a share.\n", encoding="utf-8")
    text = tmp_path / "modules/01_shop/text"
    text.mkdir(parents=True)
    (tmp_path / "modules/01_shop/README.md").write_text("# Bags\n", encoding="utf-8")
    (text / "lesson_1_bags.py").write_text(TEXT, encoding="utf-8")
    domain = Domain("01_shop", tmp_path / "modules/01_shop")
    assert list(messages(domain)) == list(TOLD)
    upkeep.update(domain, CHINESE)
    path = domain.path(CHINESE)
    entries = path.read_text(encoding="utf-8")
    for message, told in TOLD.items():
        entries = entries.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{told}"')
    path.write_text(entries, encoding="utf-8")
    return tmp_path, Twin(text / "lesson_1_bags.py")


def test_a_file_belongs_to_its_module_to_the_course_or_to_the_pages(root):
    names = ("modules/01_x/README.md", "modules/01_x/tasks/exam.py", "course/start.ipynb", "course/students.md")
    assert [domain_of(root, name).name for name in names] == ["01_x", "01_x", "course", "pages"]


def test_a_command_line_says_what_it_does_not_know(root):
    for arguments, says in (
        (["nothing"], "“nothing” has no messages. There are: shoplab, tasks"),
        (["--lang", "xx"], "doesn't know the language “xx”"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "coursekit.messages", *arguments],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1 and says in done.stderr
