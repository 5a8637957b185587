"""The typed-in facts the model starts from: names, trade terms and base levels; every figure a learner sees is drawn around them."""

from __future__ import annotations

import io
import tomllib
from functools import cache
from importlib.resources import files

import pandas as pd


def table(name: str) -> pd.DataFrame:
    """Return one parameter file as a frame that anybody may change; an empty cell is an empty text."""
    return _read(name).copy()


@cache
def _read(name: str) -> pd.DataFrame:
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return pd.read_csv(io.StringIO(text), keep_default_na=False)


@cache
def settings(name: str) -> dict:
    """Return one parameter file of named settings; it is read once, so nobody changes what comes back."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def declared_tables() -> dict:
    """Return what the schema files declare, in the files' order and each file's own: name → description of the table."""
    folder = files(__package__).joinpath("schema")
    parts = sorted((part for part in folder.iterdir() if part.name.endswith(".toml")), key=lambda part: part.name)
    return {name: entry for part in parts for name, entry in tomllib.loads(part.read_text(encoding="utf-8")).items()}
