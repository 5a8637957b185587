"""Extraction and translation of prose and code: what a message is, and that nothing else changes."""

import jupytext
import pytest
from markdown_it import MarkdownIt

from coursekit.build.assemble import read_twin
from coursekit.build.twins import all_twins
from shoplab.languages import code, prose


def heard(rewrite, source, *more):
    """The messages of a source, in order."""
    found = []
    assert rewrite(source, lambda message: found.append(message) or message, *more) == source
    return found


def rendered(source):
    """The texts that a Markdown parser finds, a table's row as one."""
    found, row = [], None
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            found.append(" | ".join(row))
            row = None
        elif token.type == "inline":
            (found if row is None else row).append(" ".join(token.content.split()))
    return [text for text in found if prose.WORDS.search(text) and not text.startswith("$$")]


def test_messages_are_the_blocks_that_a_markdown_parser_finds_in_the_whole_course(root):
    blocks = 0
    for twin in all_twins(root):
        for cell in read_twin(twin).cells:
            if cell.cell_type == "markdown" and "<" not in cell.source:
                assert heard(prose.rewrite, cell.source) == rendered(cell.source), twin.path.name
                blocks += len(rendered(cell.source))
    assert blocks > 1000


def test_breaking_lines_elsewhere_changes_no_message():
    wide = "A first sentence. And 2 more words.\n\n- one item that is long\n- two\n\n| a name | its sense |\n|---|---|\n| cr | a rate |"
    narrow = "A first sentence. And\n2 more words.\n\n- one item\n  that is long\n- two\n\n|a name|its sense|\n|:--|--:|\n| cr   | a rate |"
    assert heard(prose.rewrite, wide) == heard(prose.rewrite, narrow)
    assert heard(prose.rewrite, wide) == [
        "A first sentence. And 2 more words.", "one item that is long", "two", "a name | its sense", "cr | a rate",
    ]  # fmt: skip


def test_marks_of_the_page_stay_where_they_are():
    source = (
        "## A title\n\n1. first thing\n2. second thing\n\n> said so\n> and so\n\n<summary>What you see</summary>\n\n"
        "```\nany code\n```\n\n$$\nx = margin\n$$\n\n<!-- given -->"
    )
    told = prose.rewrite(source, lambda message: message.upper())
    assert told == (
        "## A TITLE\n\n1. FIRST THING\n2. SECOND THING\n\n> SAID SO AND SO\n\n<summary>WHAT YOU SEE</summary>\n\n"
        "```\nany code\n```\n\n$$\nx = margin\n$$\n\n<!-- given -->"
    )


CELL = """# 1 keep what was paid,
# and nothing else
# 2 add up
paid = orders[orders["status"] == "closed unpaid. Not a message. Data."]  # yuan a piece
### BEGIN SOLUTION
ax.set(title="Bags lead" if big else f"Only ¥{total:,.0f}", xlabel="Yuan")
note = "We paid back most for zips. Mend them."
price = whole("Price in yuan", 3, 1, 9)
print("left:", f"{total:.2f}")
labels = sold.map("{} pieces".format)
show(ax, alt="Bars. " "All of them.", takeaway="Bags.")
"""


def test_readers_texts_are_messages_and_data_is_not():
    assert heard(code.rewrite, CELL) == [
        "1 keep what was paid, and nothing else", "2 add up", "yuan a piece",
        "Bags lead", "Only ¥{total:,.0f}", "Yuan", "We paid back most for zips. Mend them.", "Price in yuan", "left:",
        "{} pieces", "Bars. All of them.", "Bags.",
    ]  # fmt: skip


def test_only_words_change_in_code():
    table = {"Bags lead": "箱包“领先”\n第二行", "Only ¥{total:,.0f}": "只有 ¥{total:,.0f}", "2 add up": "2 相加"}
    told = code.rewrite(CELL, lambda message: table.get(message, message))
    assert code.blanked(told) == code.blanked(CELL)
    assert '"箱包“领先”\\n第二行" if big else f"只有 ¥{total:,.0f}"' in told and "# 2 相加\n" in told


def test_a_file_of_questions_has_its_slips_and_hints_and_not_its_authors_notes():
    source = '''# Days that look good
def crowded(shop):
    """The days with many visitors and few orders."""
QUESTIONS = [Question(name="00-x", slips=(Slip("You counted the lines. Count the orders.", 3),), hints=("Which?", "a / b_c"), why="Sums.")]
'''
    assert heard(code.rewrite, source, False) == ["You counted the lines. Count the orders.", "Which?", "Sums."]


def test_how_an_exam_writes_an_outcome_is_a_message_where_it_has_words():
    source = 'a, b = Decision(judge=sell, amount="{:,.0f} orders", naive="Chance earned"), Decision(judge=sell, amount="¥{:,.2f}")'
    assert heard(code.rewrite, source, False) == ["{:,.0f} orders", "Chance earned"]


@pytest.mark.parametrize("told", ["只有 {total}", "只有", "只有 ¥{other:,.0f}", "只有 {total:,.0f} {total:,.0f}"])
def test_a_translation_that_loses_or_changes_a_field_is_refused(told):
    with pytest.raises(code.BrokenText, match="Only ¥"):
        code.rewrite('print(f"Only ¥{total:,.0f}")', lambda message: told)


def test_what_is_no_python_stays_as_it_is():
    assert code.rewrite("%timeit x  # how long", str.upper) == "%timeit x  # how long"


def test_every_cell_of_the_course_survives_a_translation_of_all_its_messages(root):
    changed = 0
    for twin in all_twins(root):
        for cell in jupytext.read(twin.path).cells:
            if cell.cell_type == "code":
                told = code.rewrite(cell.source, lambda message: f"译{message}")
                assert code.blanked(told) == code.blanked(cell.source), cell.source
                changed += told != cell.source
    assert changed > 100
