"""Builds one twin: assemble, run what has outputs, write, note down."""

from collections.abc import Iterator
from pathlib import Path

from coursekit.build.assemble import Product, products
from coursekit.build.errors import BuildError
from coursekit.build.freshness import is_fresh, remember
from coursekit.build.running import run_notebook
from coursekit.build.solutions import solutions_current, write_solutions
from coursekit.build.twins import Twin
from coursekit.build.writing import notebook_text, write_text

INVALID = "{notebook}: nbgrader would refuse this notebook: {problem}"


def build_twin(twin: Twin, root: Path, *, force: bool = False) -> list[Path]:
    """Write the notebooks that this twin makes and return those paths; nothing when they are up to date.

    All of them are run before the first one is written, so a failed build leaves the old files.
    """
    made = products(twin)
    for product in made:
        check_nbgrader(product)
    written = [product.path for product in made]
    if not force and is_fresh(twin, written, root) and solutions_current(twin.folder):
        return []
    for product in made:
        if product.run:
            run_notebook(product.notebook, twin.folder, product.path.relative_to(twin.folder.parent).as_posix())
    for product in made:
        write_text(product.path, notebook_text(product.notebook))
    write_solutions(twin.folder)
    remember(twin, written, root)
    return written


def build_all(twins: list[Twin], root: Path, *, force: bool = False) -> Iterator[tuple[Twin, list[Path]]]:
    """Build one after the other, yielding each twin with what was written."""
    for twin in twins:
        yield twin, build_twin(twin, root, force=force)


def check_nbgrader(product: Product) -> None:
    """Raise BuildError if nbgrader's own validator refuses the notebook's metadata."""
    from nbgrader.nbgraderformat import MetadataValidator, ValidationError

    try:
        MetadataValidator().validate_nb(product.notebook)
    except ValidationError as problem:
        raise BuildError(INVALID.format(notebook=product.path.name, problem=problem)) from None
