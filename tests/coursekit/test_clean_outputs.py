"""What is kept of a learner's outputs: nothing that a browser would run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.feedback import live_parts
from coursekit.outputs import clean_outputs, inert_html, inert_markdown
from shoplab.handin.bundle import BUNDLE_MIME


@pytest.mark.parametrize(
    ("live", "inert"),
    [
        ("<script>alert(1)</script>a", "a"),
        ("<style>b{}</style><b>bold</b>", "<b>bold</b>"),
        ("<img src=x onerror=alert(1)>a", "a"),
        ('<a href="javascript:alert(1)">go</a>', "<a>go</a>"),
        ('<p onclick="x()">1</p>', "<p>1</p>"),
        ("<svg><script>alert(1)</script></svg>a", "a"),
        ("<iframe src=x></iframe>a<!-- x -->", "a"),
        ('<div style="position:fixed">a</div>', "<div>a</div>"),
    ],
)
def test_html_keeps_its_words_and_tables_only(live: str, inert: str):
    assert inert_html(live) == inert


def test_a_pandas_table_survives():
    table = '<table border="1" class="dataframe"><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'
    assert inert_html(table) == table.replace(' class="dataframe"', "")


def test_markdown_keeps_plain_tags_only():
    assert inert_markdown("a <b>b</b> <br> c < d") == "a <b>b</b> <br> c < d"
    assert (
        inert_markdown('<img src=x onerror="alert(1)"> <b onclick=x>')
        == '&lt;img src=x onerror="alert(1)"> &lt;b onclick=x>'
    )
    assert inert_markdown("$\\require{x}\\href{javascript:1}{y}$") == "$\\text{x}\\text{javascript :1}{y}$"


def test_a_picture_must_be_one():
    def picture(data):
        return clean_outputs([{"output_type": "display_data", "data": {"image/png": data}, "metadata": {}}])

    assert picture("aGVsbG8=\n")[0]["data"] == {"image/png": "aGVsbG8=\n"}
    assert picture('x" onerror="alert(1)') == []


def test_an_answer_is_kept_in_a_graded_cell_only():
    result = {
        "output_type": "execute_result",
        "data": {"text/plain": "0.0", BUNDLE_MIME: {"format": 1}},
        "metadata": {},
    }
    assert BUNDLE_MIME in clean_outputs([result], keep_answer=True)[0]["data"]
    assert BUNDLE_MIME not in clean_outputs([result])[0]["data"]
    shown = {**result, "output_type": "display_data"}
    assert BUNDLE_MIME not in clean_outputs([shown], keep_answer=True)[0]["data"]


def test_alt_text_is_kept_as_plain_words():
    output = {
        "output_type": "display_data",
        "data": {"image/png": "aGk="},
        "metadata": {"image/png": {"alt": 'Bars" onload="x'}},
    }
    assert clean_outputs([output])[0]["metadata"] == {"image/png": {"alt": "Bars onload=x"}}


def test_long_text_and_many_lines_are_cut():
    long = clean_outputs([{"output_type": "stream", "name": "stdout", "text": "x" * 500_000}])[0]["text"]
    many = clean_outputs([{"output_type": "stream", "name": "stdout", "text": "x\n" * 5_000}])[0]["text"]
    assert len(long) < 130_000 and long.endswith("… the rest was cut.")
    assert many.count("\n") < 1_010 and many.endswith("… the rest was cut.")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["output_type", "data", "text", "name", "text/html", "traceback", "metadata"]), inner
        )
    ),
    max_leaves=10,
)


@given(st.one_of(JSON, st.lists(st.dictionaries(st.sampled_from(["output_type", "data", "text", "ename"]), JSON))))
@settings(max_examples=200, deadline=None)
def test_anything_gives_valid_outputs(raw):
    import nbformat

    cell = nbformat.v4.new_code_cell("", id="a", outputs=[nbformat.from_dict(output) for output in clean_outputs(raw)])
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))


@pytest.mark.parametrize(
    "link",
    [
        "[x](javascript:alert(1))",
        "[x](JavaScript\\:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "![x](data:text/html;base64,PHN2Zz4=)",
        "<javascript:alert(1)>",
    ],
)
def test_no_link_in_a_learners_markdown_runs_code(link: str):
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    page = f"<html><body>{markdown2html_mistune(inert_markdown(link))}</body></html>"
    assert live_parts(page) == []


def test_ordinary_links_stay():
    text = "[shop](https://example.org/a?b=1&c=2) Our data: three. JavaScript is a language."
    assert inert_markdown(text) == text
