"""Markdown that looks the same in JupyterLab, on GitHub, in a PDF and in a website."""

import re
from collections.abc import Iterator

from coursekit.lint.finding import Finding
from coursekit.lint.pages import Page

MYST = '`{text}` is MyST, which JupyterLab shows as plain text. Use `<div class="alert alert-info">` or a heading.'
HTML = (
    "`{tag}` is raw HTML that not every reader shows. "
    'Allowed: `<div class="alert alert-…">`, `<details>`, `<summary>` and comments.'
)
IMAGE = "the image `{target}` has no alt text. Write `![what it shows](…)`."
LINK = "the link text `{text}` doesn't say where it goes. Name the place."
LATEX = "`{text}` is LaTeX for paper. Markdown and `$…$` are all that every reader shows."

_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_MATH = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MYST = re.compile(r"^:::+.*$|^```+\{[\w-]+\}.*$|\{[a-z]+\}`[^`]+`", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ALLOWED = re.compile(
    r'</?(?:div|details|summary)>|<div class="alert alert-(?:info|warning|success|danger)">|<details open>'
)
_EMPTY_IMAGE = re.compile(r"!\[\s*\]\(([^)]*)\)")
_VAGUE = re.compile(r"(?<!!)\[((?:click )?here|this|link|read more|more)\]\(", re.IGNORECASE)
_LATEX = re.compile(r"\\(?:begin|end|textbf|textit|section|cite|ref)\{[^}]*\}")


def plain_prose(markdown: str) -> str:
    """The prose of a markdown text: code, math and comments are left out."""
    for pattern in (_FENCED, _CODE, _MATH, _COMMENT):
        markdown = pattern.sub(" ", markdown)
    return markdown


def portable(page: Page) -> Iterator[Finding]:
    """Headings, lists, tables, math, images with alt text, alert boxes and details; nothing else."""
    for cell in page.cells("markdown"):
        for found in _MYST.finditer(cell.source):
            yield page.finding(MYST.format(text=found[0].strip()), cell)
        prose = plain_prose(cell.source)
        for found in _TAG.finditer(prose):
            if not _ALLOWED.fullmatch(found[0]):
                yield page.finding(HTML.format(tag=found[0]), cell)
        for found in _EMPTY_IMAGE.finditer(prose):
            yield page.finding(IMAGE.format(target=found[1]), cell)
        for found in _VAGUE.finditer(prose):
            yield page.finding(LINK.format(text=found[1]), cell)
        for found in _LATEX.finditer(prose):
            yield page.finding(LATEX.format(text=found[0]), cell)
