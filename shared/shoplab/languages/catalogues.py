"""Where translations are kept: `locale/<language>/<domain>.po` beside what they translate, read as they are."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Domain:
    """The messages of a module, of the course's own files, or of a package: one catalogue in each language."""

    name: str
    folder: Path

    def path(self, language: str) -> Path:
        """The catalogue in a language; it may not exist."""
        return self.folder / "locale" / language / f"{self.name}.po"

    def read(self, language: str) -> dict[str, str]:
        """Message → translation, for those that are translated and not fuzzy; empty without a catalogue."""
        if not self.path(language).is_file():
            return {}
        from babel.messages.pofile import read_po

        with self.path(language).open("rb") as file:
            found = read_po(file, ignore_obsolete=True)
        return {one.id: one.string for one in found if one.id and one.string and not one.fuzzy}


SPOKEN = (
    Domain("shoplab", PACKAGE),
    Domain("tasks", PACKAGE),
    Domain("shopworld", PACKAGE.parent / "shopworld"),
)
"""What is said while a notebook runs."""


@cache
def spoken(language: str) -> dict[str, str]:
    """Message → translation, for all that the packages say while a notebook runs."""
    return {message: told for domain in SPOKEN for message, told in domain.read(language).items()}
