"""What readers get: every page that is for them, their help folded away, and nothing that is graded."""

import json
import re
from pathlib import Path

import pytest

from coursekit.site import building
from coursekit.site.folded import help_for
from coursekit.site.pages import SiteError, Staged, _executed, keep_links, stage
from coursekit.site.searching import BothLanguages, pairs
from shoplab.languages.edition import Edition
from shoplab.practice.model import Question

GRADED = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "BEGIN MARK SCHEME")


@pytest.fixture(scope="module")
def staged(root, tmp_path_factory):
    return stage(root, tmp_path_factory.mktemp("staged"))


def test_every_lesson_exercise_sheet_and_guide_has_its_page(root, staged):
    expected = {"course/glossary", "course/instructors", "course/students", "datasets/README", "reference/metrics"}
    expected |= {p.relative_to(root).as_posix()[:-6] for p in root.glob("modules/*/lesson_*.ipynb")}
    expected |= {p.relative_to(root).as_posix()[:-6] for p in root.glob("modules/*/exercises.ipynb")}
    assert expected <= set(staged.pages)
    assert not [page for page in staged.pages if page.split("/")[-1] in ("tasks", "questions", "exam")]


def test_finished_pages_are_there_in_chinese_and_each_leads_to_its_other(root, site):
    told = {page.relative_to(site / "zh_CN").as_posix() for page in site.glob("zh_CN/**/*.html")}
    expected = {f"course/{path.stem}.html" for path in root.glob("course/*.ipynb")}
    assert expected <= told
    for name in expected:
        english, chinese = (place / name for place in (site, site / "zh_CN"))
        assert f'<a href="../zh_CN/{name}" lang="zh-CN" hreflang="zh-CN">中文</a>' in english.read_text(
            encoding="utf-8"
        )
        text = chinese.read_text(encoding="utf-8")
        assert f'<a href="../../{name}" lang="en" hreflang="en">English</a>' in text
        assert '<html class="no-js" lang="zh-CN"' in text
    only_english = (site / "datasets/README.html").read_text(encoding="utf-8")
    assert "other-language" not in only_english


def test_a_chinese_page_reaches_the_pages_that_are_in_english_only(site):
    page = site / "zh_CN/course/start.html"
    links = re.findall(r'href="((?:\.\./){2}[^"#]+\.html)', page.read_text(encoding="utf-8"))
    assert {"../../course/students.html", "../../datasets/README.html", "../../course/glossary.html"} <= set(links)
    assert [link for link in links if not (page.parent / link).is_file()] == []


def test_a_chinese_exercise_has_its_help_in_chinese(site):
    text = (site / "zh_CN/course/warmup_exercises.html").read_text(encoding="utf-8")
    assert text.count("<summary>参考解答</summary>") == 10 and "<summary>提示 1</summary><p>哪一格最先运行" in text
    assert "Worked solution" not in text and "Hint 1" not in text


def test_a_chinese_notebook_comes_as_it_was_run_where_its_cells_are_these(root, tmp_path):
    name = "course/start.ipynb"
    edition = Edition(root, "zh_CN")
    told = json.loads(edition.file(name, (root / name).read_bytes()))
    for folder in ("course", "modules"):
        (tmp_path / folder).symlink_to(root / folder, target_is_directory=True)
    built = tmp_path / "build/zh_CN" / name
    built.parent.mkdir(parents=True)
    here = Edition(tmp_path, "zh_CN")
    told["metadata"]["run"] = "here"
    built.write_text(json.dumps(told), encoding="utf-8")
    assert json.loads(_executed(here, name))["metadata"]["run"] == "here"
    told["cells"][0]["source"] = "# 旧的"
    built.write_text(json.dumps(told), encoding="utf-8")
    assert "run" not in json.loads(_executed(here, name))["metadata"]


def test_nothing_graded_is_on_the_website(root, site):
    tasks = [
        "".join(cell["source"]).strip()
        for path in root.glob("modules/*/tasks/tasks.ipynb")
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code" and "hand_in(" in "".join(cell["source"])
    ]
    assert tasks
    assert not [
        path for path in site.rglob("*") if path.name in ("exam.py", "answers.py", "solutions.json", "tasks.ipynb")
    ]
    for path in site.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".js", ".ipynb", ".txt"}:
            text = path.read_text(encoding="utf-8")
            assert not [word for word in (*GRADED, *tasks) if word in text], path.name


def test_each_exercise_has_its_hints_and_its_solution_folded_below_it(root, site):
    text = (site / "modules/01_shop_setup/exercises.html").read_text(encoding="utf-8")
    asked = set(re.findall(r"01-ex-[a-z-]+", text))
    assert len(asked) >= 24
    assert text.count("<summary>Worked solution</summary>") >= len(asked) - 6  # written answers have none
    assert "<details open" not in text


def test_links_to_what_readers_do_not_get_become_words():
    shown = {"modules/01/lesson_1.ipynb", "course/glossary.md"}
    text = "[one](lesson_1.ipynb), [two](tasks.ipynb), [three](../../course/glossary.md#terms), [four](https://example.org)"
    assert keep_links(text, "modules/01/README.md", shown) == (
        "[one](lesson_1.ipynb), two (in the course's own folder), [three](../../course/glossary.md#terms), "
        "[four](https://example.org)"
    )


def test_help_is_plain_text_whatever_a_hint_holds():
    question = Question(name="x", answer=1, hints=("Use `a < b` & <b>",), why="Because `1 < 2`.")
    text = help_for(question, "answer = a < b")
    assert "<summary>Hint 1</summary><p>Use <code>a &lt; b</code> &amp; &lt;b&gt;</p>" in text
    assert "<pre><code>answer = a &lt; b</code></pre><p>Because <code>1 &lt; 2</code>.</p>" in text
    assert help_for(Question(name="y", answer=1), None) == ""


def test_chinese_is_indexed_by_pairs_and_english_by_words():
    search = BothLanguages({})
    assert pairs("复购率") == ["复购", "购率"] and pairs("率") == ["率"]
    assert search.split("Repurchase rate 复购率") == ["Repurchase", "rate", "复购", "购率"]
    assert search.word_filter("复购") and not search.word_filter("the")


def test_a_folder_that_is_not_a_website_is_left_alone(root, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(
        SiteError, match=r"holds something that is not a website made by this command\. Nothing was changed"
    ):
        building.build(root, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_page_with_a_broken_link_stops_the_build_and_names_it(tmp_path, monkeypatch):
    def two_pages(root: Path, folder: Path) -> Staged:
        (folder / "course").mkdir(parents=True)
        (folder / "index.md").write_text("# Shop\n\n```{toctree}\ncourse/students\n```\n", encoding="utf-8")
        (folder / "course" / "students.md").write_text("# Students\n\n[gone](gone.md)\n", encoding="utf-8")
        return Staged(folder, ("course/students",))

    monkeypatch.setattr(building, "stage", two_pages)
    with pytest.raises(SiteError, match=r"students\.md:3: .*gone\.md"):
        building.build(tmp_path, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_folder_without_a_course_is_refused(tmp_path):
    with pytest.raises(SiteError, match="There are no pages in"):
        stage(tmp_path, tmp_path / "out")
