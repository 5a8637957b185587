"""Builds a twin in another language: the same cells with the catalogue's words, run as a learner would, into `build/<language>/`."""

import os
import shutil
from pathlib import Path

from coursekit.build.assemble import products
from coursekit.build.building import check_nbgrader
from coursekit.build.errors import BuildError
from coursekit.build.freshness import is_fresh, remember
from coursekit.build.running import run_notebook
from coursekit.build.twins import Twin
from coursekit.build.writing import notebook_text, write_text
from shoplab.languages.catalogues import SPOKEN
from shoplab.languages.edition import Edition, LanguageError, domain_of

QUESTIONS = "questions.py"


def edition_of(root: Path, language: str) -> Edition:
    """The course's edition in a language; BuildError when there is none."""
    try:
        return Edition(root, language)
    except LanguageError as problem:
        raise BuildError(str(problem)) from None


def edition_folder(edition: Edition) -> Path:
    """Where an edition's built notebooks lie, each at its place in the course."""
    return edition.root / "build" / edition.language


def build_edition(twin: Twin, edition: Edition, *, force: bool = False) -> list[Path]:
    """Write the notebooks that a twin makes in another language and return those paths; nothing when they are up to date."""
    root, out = edition.root, edition_folder(edition)
    made = [(product, product.path.relative_to(root)) for product in products(twin)]
    written = [out / place for _, place in made]
    catalogues = [domain.path(edition.language) for domain in (domain_of(root, made[0][1].as_posix()), *SPOKEN)]
    if not force and is_fresh(twin, written, root, catalogues):
        return []
    folder = out / twin.folder.relative_to(root)
    try:
        _place_beside(folder, twin, edition)
        for product, place in made:
            edition.notebook(place.as_posix(), product.notebook)
            check_nbgrader(product)
            if product.run:
                run_notebook(product.notebook, folder, f"{edition.language}/{place.as_posix()}", edition.language)
    except LanguageError as problem:
        raise BuildError(str(problem)) from None
    for (product, _), path in zip(made, written, strict=True):
        write_text(path, notebook_text(product.notebook))
    remember(twin, written, root, catalogues)
    return written


def _place_beside(folder: Path, twin: Twin, edition: Edition) -> None:
    """Put what a notebook needs where it runs: the questions in its language, and the shop's tables."""
    folder.mkdir(parents=True, exist_ok=True)
    questions = twin.folder / QUESTIONS
    if questions.is_file():
        name = questions.relative_to(edition.root).as_posix()
        write_text(folder / QUESTIONS, edition.python(name, questions.read_text(encoding="utf-8")))
    tables, link = edition.root / "datasets", edition_folder(edition) / "datasets"
    if tables.is_dir() and not link.exists():
        try:
            os.symlink(tables, link, target_is_directory=True)
        except OSError:  # Windows asks for a right that few have
            shutil.copytree(tables, link)
