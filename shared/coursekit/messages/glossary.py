"""Do translations keep to the glossary? Each of its terms, where the English has it, must stand in the translation."""

from __future__ import annotations

import re
from pathlib import Path

from shoplab.languages.edition import languages

PAGE = "course/glossary.md"
ENTRY = re.compile(r"- \*\*(?P<terms>[^*]+)\*\*(?P<rest>[^:]*):")
CHINESE = re.compile(r"[\w]*[\u4e00-\u9fff][\w\u4e00-\u9fff]*")
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)")
OTHER_WORD = "{path}: “{term}” is {wanted} in the glossary, and the translation of “{message}” says something else."


def terms(root: Path, language: str) -> dict[str, tuple[str, ...]]:
    """English term → its Chinese names, of which a translation needs one; `also` in languages.toml names further ones."""
    also = {term.lower(): tuple(names) for term, names in languages(root)[language].get("also", {}).items()}
    found: dict[str, tuple[str, ...]] = {}
    for line in (root / PAGE).read_text(encoding="utf-8").splitlines():
        entry = ENTRY.match(line)
        chinese = tuple(CHINESE.findall(entry["rest"])) if entry else ()
        if chinese:
            names = [term.strip().lower() for term in entry["terms"].split(",")]
            found |= {name: (name, *chinese, *also.get(name, ())) for name in names}
    return found


def missed(message: str, told: str, known: dict[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """The terms of a message that its translation doesn't have; the longest counts where one holds another."""
    left, told = CODE.sub(" ", message.partition("\n")[0]).lower(), told.lower()
    found = []
    for term in sorted(known, key=len, reverse=True):
        pattern = re.compile(rf"(?<![\w-]){re.escape(term)}(?:s|es)?(?![\w-])")
        if pattern.search(left):
            left = pattern.sub(" ", left)
            if not any(name in told for name in known[term]):
                found.append((term, known[term][1:]))
    return found
