"""Building the website: pages are put together, Sphinx makes HTML of them, and the finished folder takes the old one's place."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from pathlib import Path

from coursekit.readers import speaking_to
from coursekit.site.pages import SiteError, Staged, stage, stage_edition
from coursekit.site.polish import polish
from shoplab.languages.edition import Edition, languages
from shoplab.languages.saying import ENGLISH

HERE = Path(__file__).parent
STAMP = ".course-site"
INDEX, IN_ENGLISH = "index", "English"
NOT_OURS = "The folder {folder} holds something that is not a website made by this command. Nothing was changed; choose another."
FAILED = "The website has a fault, so the one that was there stays: {reason}"


def build(root: Path, out: Path) -> int:
    """Build the website into a folder and return the number of pages: in English, and each other language in a folder of its own.

    Raises SiteError when a page has a broken link or Sphinx warns of anything else, and when the folder isn't ours.
    """
    if out.exists() and any(out.iterdir()) and not (out / STAMP).is_file():
        raise SiteError(NOT_OURS.format(folder=out))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".site-") as room:
        made = Path(room, "html")
        sites = {ENGLISH: stage(root, Path(room, ENGLISH)), **_editions(root, Path(room))}
        for language, staged in sites.items():
            place = made if language == ENGLISH else made / language
            _sphinx(staged.folder, place, Path(room, f"{language}-trees"), language, _switch(root, language, sites))
            shutil.rmtree(place / ".doctrees", ignore_errors=True)
            (place / ".buildinfo").unlink(missing_ok=True)
        polish(made)
        (made / STAMP).write_text("\n".join(sites) + "\n", encoding="utf-8")
        if out.exists():
            shutil.rmtree(out)
        made.rename(out)
    return sum(len(staged.pages) + 1 for staged in sites.values())


def _editions(root: Path, room: Path) -> dict[str, Staged]:
    """Put the pages of each other language together; one without a finished page has no website."""
    found = {}
    for language in languages(root):
        with speaking_to(language):
            staged = stage_edition(Edition(root, language), room / language)
        if staged.pages:
            found[language] = staged
    return found


def _switch(root: Path, language: str, sites: dict[str, Staged]) -> dict[str, list[tuple[str, str, str]]]:
    """Return for each page its editions in other languages: the language, its name, and the way from this language's top."""
    names = {ENGLISH: IN_ENGLISH} | {one: about["name"] for one, about in languages(root).items()}
    down = "" if language == ENGLISH else "../"
    others = {one: down if one == ENGLISH else f"{down}{one}/" for one in sites if one != language}
    return {
        page: [(one, names[one], way) for one, way in others.items() if page in (*sites[one].pages, INDEX)]
        for page in (*sites[language].pages, INDEX)
    }


def _sphinx(pages: Path, out: Path, doctrees: Path, language: str, switch: dict[str, list]) -> None:
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.console import strip_escape_sequences
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    warnings = io.StringIO()
    try:
        with patch_docutils(str(HERE)), docutils_namespace():
            app = Sphinx(
                str(pages), str(HERE), str(out), str(doctrees), "html",
                confoverrides={"language": language, "switch": switch}, status=None, warning=warnings, parallel=os.cpu_count() or 1,
            )  # fmt: skip
            app.build()
    except SphinxError as error:
        raise SiteError(FAILED.format(reason=error)) from error
    if warnings.getvalue():
        raise SiteError(FAILED.format(reason=strip_escape_sequences(warnings.getvalue()).strip()))
