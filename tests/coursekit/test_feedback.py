"""What `live_parts` takes for something that a browser would run, and what it lets be."""

import pytest

from coursekit.feedback import live_parts

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
