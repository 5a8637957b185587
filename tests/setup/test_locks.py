"""Locks and environment.yml hold what pyproject.toml asks for, and nothing names a registry."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from coursekit.build import locks
from coursekit.build.environment import environment_text

SYSTEMS = (
    {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
)
PYTHONS = ("3.11.7", "3.12.4", "3.13.1")


def project(root: Path) -> dict:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def locked(root: Path, name: str) -> dict[str, list[Requirement]]:
    """Canonical name → its pinned lines (more than one where markers split it)."""
    found: dict[str, list[Requirement]] = {}
    for line in (root / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = Requirement(line.rstrip(" \\"))
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def pins(requirements: list[Requirement], environment: dict[str, str]) -> list[Version]:
    return [
        Version(next(iter(one.specifier)).version)
        for one in requirements
        if one.marker is None or one.marker.evaluate(environment)
    ]


@pytest.mark.parametrize("lock", [locks.LEARNER, locks.AUTHOR])
def test_every_dependency_is_pinned_once_on_every_system(root: Path, lock: str) -> None:
    stated = project(root)
    wanted = [*stated["project"]["dependencies"], *stated["build-system"]["requires"]]
    if lock == locks.AUTHOR:
        wanted += stated["project"]["optional-dependencies"]["author"]
    found = locked(root, lock)
    for system in SYSTEMS:
        for python in PYTHONS:
            environment = {**system, "python_full_version": python, "python_version": python.rsplit(".", 1)[0]}
            for requirement in map(Requirement, wanted):
                versions = pins(found.get(canonicalize_name(requirement.name), []), environment)
                assert len(versions) == 1, f"{lock}: {requirement} on {system} with Python {python}. Run: make lock"
                assert requirement.specifier.contains(versions[0]), f"{lock}: {requirement}. Run: make lock"


def test_the_learner_s_lock_is_a_part_of_the_author_s(root: Path) -> None:
    learner, author = locked(root, locks.LEARNER), locked(root, locks.AUTHOR)
    assert {name: list(map(str, author.get(name, []))) for name in learner} == {
        name: list(map(str, lines)) for name, lines in learner.items()
    }
    assert "pytest" not in learner and "setuptools" in learner


@pytest.mark.parametrize("lock", [locks.LEARNER, locks.AUTHOR])
def test_every_line_has_a_hash_and_no_host(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.split("\n", 1)[1].strip())
    assert entries and all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text and "\n-" not in text and "\r" not in text


def test_environment_yml_is_generated_from_pyproject(root: Path) -> None:
    stored = (root / "environment.yml").read_text(encoding="utf-8")
    assert stored == environment_text(root), "environment.yml has drifted from pyproject.toml. Run: make lock"


def test_without_uv_the_maintainer_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert locks.main([]) == 1
    assert capsys.readouterr().err == (
        "`make lock` needs uv, which resolves for all systems at once. Run: pip install uv. Then: make lock\n"
    )


@pytest.mark.parametrize("lock", [locks.LEARNER, locks.AUTHOR])
def test_the_kernel_is_one_that_misses_no_request(root: Path, lock: str) -> None:
    """ipykernel 7 can miss a request that comes while it sends a reply (ipython/ipykernel issue 1554)."""
    assert all(version < Version("7") for version in pins(locked(root, lock)["ipykernel"], {}))
