"""`say(MESSAGE)`: a message in the language of whoever reads it.

The language is, in this order: what `speaking` says for a stretch of work (the marking of one hand-in), the variable SHOPLAB_LANG,
the workspace's own note `.shoplab/language` (which `lab --lang` writes), English.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from shoplab.folders import NOTES, workspace_root
from shoplab.languages.catalogues import spoken
from shoplab.languages.code import SENTENCE

ENGLISH = "en"
VARIABLE = "SHOPLAB_LANG"
NOTE = "language"
FULL_STOP = re.compile(r"(?<=[。？！：；，]) ")
FIELD = re.compile(r"\\\{(\w*).*?\\\}")
FORM = re.compile(r"\{(\w+)[:!][^{}]*\}")
NAMED = re.compile(r"\{\w+\W")

_told: ContextVar[tuple[str, Mapping[str, str]] | None] = ContextVar("told", default=None)


def say(message: str) -> str:
    """The message in the reader's language, its fields still open; in English when there is no translation."""
    return _table().get(message, message)


def joined(*sentences: str) -> str:
    """Sentences one after another, empty ones left out: a space between two, but none after a full-width sign."""
    return FULL_STOP.sub("", " ".join(sentence for sentence in sentences if sentence))


def language() -> str:
    """The reader's language, as in `zh_CN`."""
    told = _told.get()
    return told[0] if told else os.environ.get(VARIABLE) or _noted(os.getcwd())


@contextmanager
def speaking(language: str, more: Mapping[str, str] | None = None) -> Iterator[None]:
    """Say everything in this language, with the translations in `more` besides the packages' own."""
    table = {} if language == ENGLISH else {**spoken(language), **(more or {})}
    token = _told.set((language, table))
    try:
        yield
    finally:
        _told.reset(token)


def retold(text: str) -> str:
    """A finished English sentence in the reader's language: for one that comes from where nobody knows the reader.

    Its figures stay as they are written; a sentence inside it is told again too.
    """
    table = _table()
    if not table or text in table:
        return table.get(text, text)
    for pattern, told in _patterns(tuple(table.items())):
        found = pattern.fullmatch(text)
        if found:
            inside = {
                name: retold(value) if SENTENCE.fullmatch(value) else value for name, value in found.groupdict().items()
            }
            return FORM.sub(r"{\1}", told).format(**inside)
    return text


def note_language(folder: Path, language: str) -> None:
    """Write down which language a workspace speaks."""
    path = folder / NOTES / NOTE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{language}\n", encoding="utf-8", newline="\n")


def noted_language(folder: Path) -> str:
    """The language that a workspace was made in; English when it doesn't say."""
    try:
        return (folder / NOTES / NOTE).read_text(encoding="utf-8").strip() or ENGLISH
    except (OSError, UnicodeDecodeError):
        return ENGLISH


def _table() -> Mapping[str, str]:
    told = _told.get()
    if told:
        return told[1]
    now = language()
    return {} if now == ENGLISH else spoken(now)


@cache
def _noted(here: str) -> str:
    return noted_language(workspace_root(Path(here)))


@cache
def _patterns(table: tuple[tuple[str, str], ...]) -> list[tuple[re.Pattern[str], str]]:
    """Templates as patterns, the most telling first."""
    longest = sorted((pair for pair in table if NAMED.search(pair[0])), key=lambda pair: -len(FIELD.sub("", pair[0])))
    return [(_pattern(message), told) for message, told in longest]


def _pattern(message: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def field(found: re.Match[str]) -> str:
        name = found[1]
        if not name or name in seen:
            return f"(?P={name})" if name else ".+?"
        seen.add(name)
        return f"(?P<{name}>.+?)"

    return re.compile(FIELD.sub(field, re.escape(message)), re.DOTALL)
