"""Every committed notebook is what its twin makes, and none is without a twin."""

from collections.abc import Iterator
from pathlib import Path

from coursekit.build.compare import differences
from coursekit.build.errors import BuildError
from coursekit.build.twins import all_twins
from coursekit.lint.finding import Finding

ORPHAN = "it has no text twin. Write {twin}, or remove the notebook."


def twin_matches(root: Path) -> Iterator[Finding]:
    """One finding for each way in which notebooks and twins differ."""
    for twin in all_twins(root):
        file = twin.path.relative_to(root).as_posix()
        try:
            found = differences(twin, root)
        except BuildError as problem:
            found = [str(problem)]
        for sentence in found:
            yield Finding(file, "", sentence)


def no_orphans(root: Path) -> Iterator[Finding]:
    """A notebook in `course/` or a module without its twin is a finding."""
    known = {path for twin in all_twins(root) for path in (twin.notebook, twin.master)}
    for pattern in ("course/*.ipynb", "course/tasks/*.ipynb", "modules/*/*.ipynb", "modules/*/tasks/*.ipynb"):
        for path in sorted(root.glob(pattern)):
            if path not in known:
                folder = path.parent.parent if path.parent.name == "tasks" else path.parent
                twin = (folder / "text" / f"{path.stem}.py").relative_to(root).as_posix()
                yield Finding(path.relative_to(root).as_posix(), "", ORPHAN.format(twin=twin))
