"""Where text twins are and what kind of notebook each one describes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coursekit.build.errors import BuildError

NOT_A_TWIN = "{path} is not a text twin. Give a .py file in a module's `text/` folder, the module's folder, or --all."
NO_TWINS = (
    "There is no text twin in {path}. "
    "A twin is a .py file in `text/`, for example modules/01_shop_setup/text/lesson_1_market.py."
)


@dataclass(frozen=True)
class Twin:
    """A text twin in `<folder>/text/`, where <folder> is a module or `course/`."""

    path: Path

    @property
    def folder(self) -> Path:
        """The folder a learner sees; notebooks run here, so that questions.py and datasets are found."""
        return self.path.parent.parent

    @property
    def name(self) -> str:
        """The notebook's name without its ending."""
        return self.path.stem

    @property
    def notebook(self) -> Path:
        """What a learner opens."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def master(self) -> Path:
        """The executed notebook with solutions; never shipped."""
        return self.folder / "tasks" / f"{self.name}.ipynb"


def all_twins(root: Path) -> list[Twin]:
    """Every twin of the course, in the order of their paths."""
    paths = [*root.glob("course/text/*.py"), *root.glob("modules/*/text/*.py")]
    return [Twin(path) for path in sorted(paths)]


def find_twins(paths: Iterable[Path]) -> list[Twin]:
    """The twins that these files or folders name; a notebook's path stands for its twin."""
    found: list[Twin] = []
    for path in paths:
        found.extend(_twins_at(path.resolve()))
    return list(dict.fromkeys(found))


def _twins_at(path: Path) -> list[Twin]:
    if path.is_dir():
        folder = path if path.name == "text" else path / "text"
        twins = [Twin(file) for file in sorted(folder.glob("*.py"))]
        if not twins:
            raise BuildError(NO_TWINS.format(path=path))
        return twins
    if path.suffix == ".ipynb":
        folder = path.parent.parent if path.parent.name == "tasks" else path.parent
        path = folder / "text" / f"{path.stem}.py"
    if path.suffix != ".py" or path.parent.name != "text" or not path.is_file():
        raise BuildError(NOT_A_TWIN.format(path=path))
    return [Twin(path)]
