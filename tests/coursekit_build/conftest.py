"""A tiny course in a temporary folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coursekit.build.twins import Twin

Write = Callable[..., Twin]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """An empty course: pyproject.toml and one module."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "modules" / "01_shop" / "text").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def write(course: Path) -> Write:
    """write(name, text): put a twin into the module."""

    def put(name: str, text: str) -> Twin:
        path = course / "modules" / "01_shop" / "text" / f"{name}.py"
        path.write_text(text, encoding="utf-8", newline="\n")
        return Twin(path)

    return put
