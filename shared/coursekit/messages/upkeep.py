"""Catalogues brought up to date with the English, and what is wrong with one."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from coursekit.build.writing import write_text
from coursekit.messages.extraction import messages
from coursekit.messages.glossary import OTHER_WORD, PAGE, missed, terms
from shoplab.languages.catalogues import Domain
from shoplab.languages.code import FIELD

HEAD = "# {domain}: the course's messages in {language}. course/translating.md says how to work on it.\n"

MISSING = "{path}: “{message}” is not in the catalogue. Run: coursekit messages --lang {language}"
STALE = "{path}: “{message}” is no message of the course any more. Run: coursekit messages --lang {language}"
EMPTY = "{path}: “{message}” is not translated yet."
FUZZY = "{path}: “{message}” has changed; mend its translation and take the mark `fuzzy` away."
FIELDS = "{path}: the translation of “{message}” must keep what stands in braces: {fields}."
CODE = "{path}: the translation of “{message}” must keep what stands in backticks: {fields}."
SHOWN = 70


def update(domain: Domain, language: str) -> Catalog:
    """Write a domain's catalogue anew from the English: what is there stays, what changed a little is marked fuzzy."""
    path, fresh = domain.path(language), template(domain)
    catalogue = read(domain, language)
    catalogue.update(fresh, update_creation_date=False)
    catalogue.obsolete.clear()
    raw = io.BytesIO()
    write_po(
        raw, catalogue, width=0, ignore_obsolete=True, include_previous=True, include_lineno=False, omit_header=False
    )
    write_text(path, raw.getvalue().decode("utf-8"))
    return catalogue


def template(domain: Domain) -> Catalog:
    """The domain's English messages, untranslated."""
    fresh = Catalog(domain=domain.name, fuzzy=False)
    for message, places in messages(domain).items():
        fresh.add(message, locations=[(place, 1) for place in places])
    return fresh


def read(domain: Domain, language: str) -> Catalog:
    """The domain's catalogue as it is on disk, or a new one."""
    path = domain.path(language)
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, domain=domain.name, ignore_obsolete=True)
    else:
        catalogue = Catalog(locale=language, domain=domain.name, project="shop operations course", fuzzy=False)
    catalogue.header_comment = HEAD.format(domain=domain.name, language=language).rstrip("\n")
    return catalogue


def counts(catalogue: Catalog) -> Counter[str]:
    """How many messages are done, fuzzy and open."""
    return Counter(_state(one) for one in catalogue if one.id)


def faults(domain: Domain, language: str, root: Path) -> list[str]:
    """What keeps a catalogue from being finished, one sentence each; empty when it is whole and fits the English."""
    catalogue = read(domain, language)
    path = domain.path(language)
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    wanted = messages(domain)
    there = {one.id: one for one in catalogue if one.id}
    found = [_told(MISSING, shown, one, language) for one in wanted if one not in there]
    found += [_told(STALE, shown, one, language) for one in there if one not in wanted]
    for message, one in there.items():
        if message in wanted:
            found += [_told(text, shown, message, language, fields) for text, fields in _problems(message, one)]
    if (root / PAGE).is_file():
        known = terms(root, language)
        for message, told in domain.read(language).items():
            found += [
                OTHER_WORD.format(path=shown, term=term, wanted=" / ".join(names), message=_short(message))
                for term, names in missed(message, told, known)
            ]
    return found


def _state(one) -> str:
    return "fuzzy" if one.fuzzy else "done" if one.string else "open"


def _problems(message: str, one) -> list[tuple[str, str]]:
    if one.fuzzy:
        return [(FUZZY, "")]
    if not one.string:
        return [(EMPTY, "")]
    fields = [
        (text, ", ".join(sorted(set(marks(message)) ^ set(marks(one.string)))))
        for text, marks in ((FIELDS, FIELD.findall), (CODE, _code_marks))
    ]
    return [(text, off) for text, off in fields if off]


def _code_marks(text: str) -> list[str]:
    """What stands in backticks: names of code, which every language writes alike."""
    return [f"`{part}`" for part in text.split("`")[1::2]]


def _told(text: str, path: str, message: str, language: str, fields: str = "") -> str:
    return text.format(path=path, message=_short(message), language=language, fields=fields)


def _short(message: str) -> str:
    line = " ".join(message.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
