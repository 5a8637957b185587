"""Who reads a hand-in's feedback: its notebook says the language, and the words follow. Marks never depend on it.

A hand-in names its language in its metadata, as every notebook of an edition does; one that the course doesn't know is English.
"""

from __future__ import annotations

import copy
import functools
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from shoplab.languages import speaking
from shoplab.languages.catalogues import Domain
from shoplab.languages.edition import META, Edition, languages
from shoplab.languages.saying import ENGLISH

OWN = Domain("coursekit", Path(__file__).parent)
PLACE = "modules/{module}/{file}"


def language_of(notebook: dict[str, Any] | None, repository: Path) -> str:
    """Returns the language that a notebook says it is in, if the course has it; else English."""
    meta = (notebook or {}).get("metadata")
    own = meta.get(META) if isinstance(meta, dict) else None
    named = own.get("language") if isinstance(own, dict) else None
    return named if isinstance(named, str) and named in languages(repository) else ENGLISH


def speaking_to(language: str) -> AbstractContextManager[None]:
    """Says what marking says in a hand-in's language."""
    return speaking(language, OWN.read(language))


@functools.cache
def edition(repository: Path, language: str) -> Edition:
    """Returns the course's edition in a language, its catalogues read once."""
    return Edition(repository, language)


def in_language(notebook: dict[str, Any], module: str, repository: Path, language: str) -> dict[str, Any]:
    """Returns a released notebook in a language: the same cells and names, nbgrader's checksums fitting the words."""
    if language == ENGLISH:
        return notebook
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    told = edition(repository, language).notebook(
        PLACE.format(module=module, file="tasks.ipynb"), copy.deepcopy(notebook)
    )
    for cell in told["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        if "checksum" in meta:
            meta["checksum"] = compute_checksum(from_dict(cell))
    return told
