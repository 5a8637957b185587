"""environment.yml for conda and Binder, generated from pyproject.toml so that the two can't drift apart."""

import re
import tomllib
from pathlib import Path

FILE = "environment.yml"
NAME = "shop-operations"
# conda-forge's `matplotlib` brings Qt along; this is the same library without it.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
HEAD = """\
# Generated from pyproject.toml by `make lock`: change it there, not here.
# It makes the learner's environment. The versions are the lowest that the course supports, not pinned ones;
# `make lab` uses the pinned and hashed requirements.lock.
name: {name}
channels:
  - conda-forge
dependencies:
"""


def environment_text(root: Path) -> str:
    """The environment.yml that the pyproject.toml in `root` stands for."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [f"  - python{project['project']['requires-python']}"]
    lines += [f"  - {_conda(requirement)}" for requirement in project["project"]["dependencies"]]
    lines += ["  - pip", "  - pip:", "      - ."]
    return HEAD.format(name=NAME) + "\n".join(lines) + "\n"


def _conda(requirement: str) -> str:
    name, versions = re.fullmatch(r"([A-Za-z0-9_.-]+?)\s*([<>=!~].*)?", requirement).groups()
    return CONDA_NAMES.get(name, name) + (versions or "")
