"""Each rule on one notebook: what it says, word for word, and what it lets pass."""

from collections.abc import Callable, Iterable

import pytest

from coursekit.lint import outputs, points, prose, structure
from coursekit.lint.finding import Finding
from coursekit.lint.pages import Page

MakePage = Callable[..., Page]


def said(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(finding.cell, finding.sentence) for finding in findings]


def test_a_finding_says_file_cell_and_sentence() -> None:
    assert str(Finding("a.ipynb", "b-1", "mend it.")) == "a.ipynb, cell `b-1`: mend it."
    assert str(Finding("a.ipynb", "", "mend it.")) == "a.ipynb: mend it."


def test_one_top_heading_and_it_comes_first(page: MakePage, make: type) -> None:
    assert said(structure.first_heading(page(make.text("# A\n\nwords"), make.text("## B", id="b")))) == []
    assert said(structure.first_heading(page(make.text("words", id="a"), make.text("# A")))) == [
        ("a", "the first cell must open with the notebook's one `# ` heading.")
    ]
    assert said(structure.first_heading(page(make.text("# A"), make.text("# B", id="b")))) == [
        ("b", "`# B` is a second top heading; a notebook has one. Use `## `.")
    ]


def test_no_heading_level_is_left_out(page: MakePage, make: type) -> None:
    assert said(structure.heading_order(page(make.text("# A\n## B\n### C\n## D")))) == []
    assert said(structure.heading_order(page(make.text("# A"), make.text("### C", id="c")))) == [
        ("c", "`C` is a heading of level 3 after one of level 1; none may be left out.")
    ]


def test_a_lesson_opens_with_three_recall_questions(page: MakePage, make: type) -> None:
    cells = [make.code("x = ...", id=f"recall-{number}") for number in (1, 2)]
    assert said(structure.recall(page(*cells))) == [
        ("", "a lesson opens with three recall questions; this one has 2. Give their cells ids like `recall-1`.")
    ]
    named = make.code('question("02-recall-share").check(x)', id="b")
    assert said(structure.recall(page(*cells, named))) == []
    assert said(structure.recall(page(*cells, name="course/warmup_1.ipynb"))) == []


def test_every_figure_has_words(page: MakePage, make: type) -> None:
    alt = {"image/png": {"alt": "Bar chart: conversion fell."}}
    good = make.result({"image/png": "aaaa", "text/plain": "Bar chart: conversion fell."}, **alt)
    silent = make.result({"image/png": "aaaa", "text/plain": "Bar chart"})
    empty = make.result({"image/png": "aaaa", "text/plain": "<Figure size 640x480 with 1 Axes>"}, **alt)
    cells = [make.code("1", good, id="good"), make.code("1", silent, id="silent"), make.code("1", empty, id="empty")]
    assert said(outputs.figure_words(page(*cells))) == [
        ("silent", "the figure has no alt text. Show it with `show(fig, alt=…, takeaway=…)`."),
        (
            "empty",
            "the figure's plain text is `<Figure size 640x480 with 1 Axes>`, which says nothing. "
            "Show it with `show(fig, alt=…, takeaway=…)`.",
        ),
    ]


def test_nothing_on_stderr_and_no_error_that_isn_t_meant(page: MakePage, make: type) -> None:
    import nbformat

    error = nbformat.v4.new_output("error", ename="KeyError", evalue="'sku'", traceback=[])
    cells = [
        make.code("1", make.stream("a\nFutureWarning: old\n", name="stderr"), id="warns"),
        make.code("1", error, id="fails"),
        make.code("1", error, id="means-it", tags=["raises-exception"]),
    ]
    found = page(*cells)
    assert said(outputs.stderr(found)) == [
        ("warns", "it wrote to stderr: FutureWarning: old. Mend the cause; a reader would see it as a warning.")
    ]
    assert said(outputs.errors(found)) == [
        (
            "fails",
            "it ended in KeyError: 'sku'. Mend it, or tag the cell `raises-exception` if the error is the lesson.",
        )
    ]


@pytest.mark.parametrize("path", ["/home/wen/shop/a.csv", r"C:\Users\wen\a.csv", "/" + "tmp/x.xlsx"])
def test_no_path_of_one_machine(page: MakePage, make: type, path: str) -> None:
    sentence = f"`{path}` is a path of one machine. Write paths from the notebook's folder."
    found = page(make.code(f'open(r"{path}")', id="a"), make.code("1", make.stream(f"saved {path}\n"), id="b"))
    assert said(outputs.machine_traces(found)) == [("a", sentence), ("b", sentence)]


def test_relative_paths_links_and_fractions_pass(page: MakePage, make: type) -> None:
    source = "See ../datasets/raw/a.csv, https://example.org/home/a and 3/4 of clicks/visits."
    assert said(outputs.machine_traces(page(make.text(source)))) == []


def test_no_memory_address(page: MakePage, make: type) -> None:
    found = page(make.code("f", make.result({"text/plain": "<function f at 0x7f3a2b1c0d60>"}), id="a"))
    assert said(outputs.machine_traces(found)) == [
        (
            "a",
            "the output holds a memory address (`0x7f3a2b1c0d60`), which changes with every run. Show something with words.",
        )
    ]


def test_a_notebook_with_outputs_was_run_as_a_whole(page: MakePage, make: type) -> None:
    assert said(outputs.all_run(page(make.code("1"), make.code("2", id="b", count=None)))) == [
        ("b", "the cell was not run, though the notebook ships with outputs. Build it again.")
    ]
    assert said(outputs.all_run(page(make.code("1", count=None)))) == []


PORTABLE = [
    "# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n$x < y$ and `<div>` and ![a map](map.png) and [the map](map.md)",
    '<div class="alert alert-info">\n\nA word.\n\n</div>',
    "<details>\n<summary>More</summary>\n\n- a\n\n</details>",
    "```python\nprint('<b>')\n```\n<!-- given -->",
]


@pytest.mark.parametrize("source", PORTABLE)
def test_portable_markdown_passes(page: MakePage, make: type, source: str) -> None:
    assert said(prose.portable(page(make.text(source)))) == []


NOT_PORTABLE = {
    ":::{note}\nA\n:::": "`:::{note}` is MyST",
    "```{warning}\nA\n```": "````{warning}` is MyST",
    "See {ref}`map`.": "`{ref}`map`` is MyST",
    '<img src="a.png">': '`<img src="a.png">` is raw HTML that not every reader shows. '
    'Allowed: `<div class="alert alert-…">`, `<details>`, `<summary>` and comments.',
    "![](a.png)": "the image `a.png` has no alt text. Write `![what it shows](…)`.",
    "[click here](a.md)": "the link text `click here` doesn't say where it goes. Name the place.",
    r"\textbf{a}": r"`\textbf{a}` is LaTeX for paper.",
}


@pytest.mark.parametrize("source", NOT_PORTABLE)
def test_other_markdown_is_named(page: MakePage, make: type, source: str) -> None:
    (_, sentence), *_ = said(prose.portable(page(make.text(source))))
    assert sentence.startswith(NOT_PORTABLE[source])


def graded(make: type, name: str, worth: float, id: str = "") -> object:
    metadata = {"grade": True, "grade_id": name, "points": worth, "solution": False, "locked": True}
    return make.code("hand_in()", id=id or name, nbgrader=metadata)


def test_grade_ids_are_readable_and_unique(page: MakePage, make: type) -> None:
    cells = [
        graded(make, "unit-economics", 1),
        graded(make, "cell-3f2a9c17d", 1),
        graded(make, "unit-economics", 1, "b"),
    ]
    assert said(points.grade_ids(page(*cells))) == [
        (
            "cell-3f2a9c17d",
            "the grade_id `cell-3f2a9c17d` is not a readable name. Use words joined by dashes, like `unit-economics`.",
        ),
        ("b", "the grade_id `unit-economics` is used twice in this notebook."),
    ]


def test_shown_points_are_graded_points(page: MakePage, make: type) -> None:
    intro = make.text("# Tasks\n\n25 points in all.")
    right = [
        intro,
        make.text("## A (10 points)", id="h-a"),
        graded(make, "a", 10),
        make.text("## B 乙（15 分）", id="h-b"),
        graded(make, "b", 15),
    ]
    assert said(points.shown_points(page(*right))) == []
    wrong = [
        make.text("# Tasks\n\n30 points in all.", id="top"),
        make.text("## A (8 points)", id="h-a"),
        graded(make, "a", 10),
    ]
    wrong += [make.text("## B", id="h-b"), graded(make, "b", 15)]
    assert said(points.shown_points(page(*wrong))) == [
        ("a", "the heading above shows 8 points and its cells are worth 10."),
        ("b", "its 15 points are not shown. Write them in the task's heading, as in `## Unit economics (10 points)`."),
        ("top", "the introduction says 30 points in all and the cells are worth 25."),
    ]
