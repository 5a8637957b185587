"""Where things lie on a learner's machine: the workspace, its notes, and the cache of generated shops."""

import os
from pathlib import Path

NOTES = ".shoplab"


def workspace_root(start: Path | None = None) -> Path:
    """The nearest folder upwards from `start` (default: here) that holds `.shoplab/` or `datasets/`; else `start`."""
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / NOTES).is_dir() or (folder / "datasets").is_dir():
            return folder
    return start


def notes_folder() -> Path:
    """The workspace's folder of notes (progress, recorded answers); it may not exist yet."""
    return workspace_root() / NOTES


def takes_notes() -> bool:
    """Are notes kept in this run? Not while nbgrader executes, and not with SHOPLAB_NO_LOG set."""
    return not (os.environ.get("NBGRADER_EXECUTION") or os.environ.get("SHOPLAB_NO_LOG"))


def cache_folder() -> Path:
    """The folder for generated shops: SHOPLAB_CACHE, else the platform's own cache folder."""
    told = os.environ.get("SHOPLAB_CACHE")
    if told:
        return Path(told)
    from platformdirs import user_cache_path

    return user_cache_path("shoplab", appauthor=False)
