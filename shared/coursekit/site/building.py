"""Building the website: pages are put together, Sphinx makes HTML of them, and the finished folder takes the old one's place."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from pathlib import Path

from coursekit.site.pages import SiteError, stage
from coursekit.site.polish import polish

HERE = Path(__file__).parent
STAMP = ".course-site"
NOT_OURS = "The folder {folder} holds something that is not a website made by this command. Nothing was changed; choose another."
FAILED = "The website has a fault, so the one that was there stays: {reason}"


def build(root: Path, out: Path, language: str = "en") -> int:
    """Build the website of one language into a folder and return the number of pages.

    Raises SiteError when a page has a broken link or Sphinx warns of anything else, and when the folder isn't ours.
    """
    if out.exists() and any(out.iterdir()) and not (out / STAMP).is_file():
        raise SiteError(NOT_OURS.format(folder=out))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as room:
        staged = stage(root, Path(room, "pages"))
        made = Path(room, "html")
        _sphinx(staged.folder, made, Path(room, "doctrees"), language)
        polish(made)
        (made / STAMP).write_text(f"{language}\n", encoding="utf-8")
        (made / ".buildinfo").unlink(missing_ok=True)
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)
    return len(staged.pages) + 1


def _sphinx(pages: Path, out: Path, doctrees: Path, language: str) -> None:
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.console import strip_escape_sequences
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    warnings = io.StringIO()
    try:
        with patch_docutils(str(HERE)), docutils_namespace():
            app = Sphinx(
                str(pages), str(HERE), str(out), str(doctrees), "html",
                confoverrides={"language": language}, status=None, warning=warnings, parallel=os.cpu_count() or 1,
            )  # fmt: skip
            app.build()
    except SphinxError as error:
        raise SiteError(FAILED.format(reason=error)) from error
    if warnings.getvalue():
        raise SiteError(FAILED.format(reason=strip_escape_sequences(warnings.getvalue()).strip()))
