"""What the theme leaves undone for people who listen to a page or go through it by keyboard."""

from __future__ import annotations

from pathlib import Path

# What stands in the theme's pages, and what it should be. The browser's accessibility test tells when one no longer fits.
MENDED = (
    ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="All pages">'),
    ('<aside class="toc-drawer">', '<aside class="toc-drawer" aria-label="On this page">'),
    ('<div id="search-results"></div>', '<h1>Search</h1>\n<div id="search-results"></div>'),
)


def polish(folder: Path) -> None:
    """Mend every page of a finished website in place."""
    for page in sorted(folder.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        for found, better in MENDED:
            text = text.replace(found, better)
        page.write_text(text, encoding="utf-8", newline="\n")
