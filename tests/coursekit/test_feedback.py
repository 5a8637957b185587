"""What `live_parts` takes for something that a browser would run, and what it lets be."""

import pytest

from coursekit.feedback import kinder, live_parts

PAGE = '<html><head><script src="https://cdn/mathjax.js"></script></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("<p>Well done.</p><img src='data:image/png;base64,AA' alt='a chart'>", []),
        ("<p>&lt;img src=x onerror=alert(1)&gt; and onload = 3</p>", []),
        ("<pre>&lt;script&gt;alert(1)&lt;/script&gt;</pre>", []),
        ("<script>alert(1)</script>", ["<script>"]),
        ("<SCRIPT SRC=https://x/mathjax.js></SCRIPT>", ["<script>"]),
        ("<img/onerror=alert(1) src=x>", ["<img onerror=…>"]),
        ("<pre><svg onload='alert(1)'></svg></pre>", ["<svg onload=…>"]),
        ("<a href=' JavaScript:alert(1)'>x</a>", ["<a href=…>"]),
        ("<iframe srcdoc='<script>1</script>'></iframe>", ["<iframe>", "<iframe srcdoc=…>"]),
    ],
)
def test_live_parts_are_tags_and_attributes_and_not_words(part: str, found: list[str]) -> None:
    assert live_parts(PAGE.format(part)) == found


NBGRADER = """<h4>tasks (Score: 4.0 / 15.0)</h4>
<li><a href="#paid-total">Test cell</a> (Score: 4.0 / 5.0)</li>
<li><a href="#report">Written response</a> (Score: 0.0 / 10.0)</li>
<a name="paid-total"></a><div class="panel-heading"><span class="nbgrader-label">Grade cell: <code>paid-total</code></span>
  <span class="pull-right">
      Score: 4.0 / 5.0 <a href="#top">(Top)</a></span></div>
<a name="comment-report"></a><a name="report"></a><div class="panel-heading"><span class="nbgrader-label">Student's answer</span>
  <span class="pull-right">
      Score: 0.0 / 10.0 <a href="#top">(Top)</a></span></div>"""
TITLES = {"paid-total": "What <buyers> paid", "report": "What to do"}


def test_a_page_names_the_tasks_and_what_nobody_has_marked_yet() -> None:
    page = kinder(NBGRADER, TITLES, frozenset({"report"}))
    assert '<li><a href="#paid-total">What &lt;buyers&gt; paid</a> (Score: 4.0 / 5.0)</li>' in page
    assert '<li><a href="#report">What to do</a> (not marked yet: a person will read it)</li>' in page
    assert "Score: 4.0 / 5.0 <a" in page
    assert 'not marked yet: a person will read it <a href="#top">' in page
    assert "0.0 / 10.0" not in page and "(Score: 4.0 / 15.0)" in page


def test_a_page_shows_the_score_once_a_person_has_marked() -> None:
    page = kinder(NBGRADER, TITLES, frozenset())
    assert '<li><a href="#report">What to do</a> (Score: 0.0 / 10.0)</li>' in page
    assert "not marked yet" not in page
    assert kinder(page, TITLES, frozenset()) == page
