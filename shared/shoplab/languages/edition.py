"""The course's files in another language: the English file, its messages replaced; code, cells and ids are the same."""

import base64
import json
import re
import tomllib
import zlib
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from shoplab.languages import code, prose
from shoplab.languages.catalogues import Domain
from shoplab.languages.saying import ENGLISH

FILE = "course/languages.toml"
AS_THEY_ARE = ("course/glossary.md", "course/hub.md", "course/instructors.md", "course/translating.md")
"""Pages in both languages, or for people who work with the English course."""
META, START = "shoplab", "course/start.ipynb"
ANCHOR = re.compile(r"(?<=[}b])#([A-Z][\w'’?,-]*)(?=\")")
SENTENCE = 12
NOTICE = '<div class="alert alert-info">{notice}</div>'

UNKNOWN = "There is no edition of the course in “{language}”. There are: {languages}."
BROKEN = "{name}: {problem}"


class LanguageError(ValueError):
    """An edition can't be made; the message is one sentence."""


def languages(root: Path) -> dict[str, dict[str, Any]]:
    """Language → what `course/languages.toml` says of it: name, notice, finished."""
    path = root / FILE
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def chosen(root: Path, wanted: str) -> str:
    """The edition that a name stands for: `zh_CN`, `zh_CN.UTF-8`, `zh-cn` and `zh` all mean zh_CN. Raises LanguageError."""
    known = [ENGLISH, *languages(root)]
    plain = wanted.split(".")[0].replace("-", "_").casefold()
    for name in known:
        if plain in (name.casefold(), name.split("_")[0].casefold()) or plain.startswith(f"{name.casefold()}_"):
            return name
    raise LanguageError(UNKNOWN.format(language=wanted, languages=", ".join(known)))


class Edition:
    """The course in one language."""

    def __init__(self, root: Path, language: str) -> None:
        """The edition of the course in `root`; LanguageError when there is none in this language."""
        self.root, self.language = root, chosen(root, language)
        self.about = languages(root).get(self.language, {})
        self._table = cache(lambda domain: domain.read(self.language))

    def file(self, name: str, data: bytes) -> bytes:
        """The course's file of this name, as this edition has it."""
        if self.language == ENGLISH:
            return data
        if name.endswith(".ipynb"):
            return _json(self.notebook(name, json.loads(data)))
        if name.endswith("questions.py"):
            return self.python(name, data.decode("utf-8")).encode("utf-8")
        if name.endswith(".md") and name not in AS_THEY_ARE and not name.startswith("datasets/"):
            return self.page(name, data.decode("utf-8")).encode("utf-8")
        if name.endswith("solutions.json"):
            return _json({key: self._solution(name, packed) for key, packed in json.loads(data).items()})
        return data

    def page(self, name: str, text: str) -> str:
        """A Markdown page."""
        return self._with_notice(name, prose.rewrite(text, self.say(name)))

    def python(self, name: str, text: str) -> str:
        """A file of questions or of an exam; the headings that it points to have the names that they have here."""
        return ANCHOR.sub(lambda found: f"#{self._anchor(name, found[1])}", self._code(name, text, cell=False))

    def _anchor(self, name: str, anchor: str) -> str:
        heading = anchor.replace("-", " ")
        told = self.table(name).get(heading) or self.table(START).get(heading, heading)
        return told.replace(" ", "-") if told != heading else anchor

    def notebook(self, name: str, notebook: dict[str, Any]) -> dict[str, Any]:
        """A notebook, in place. Saved outputs keep their numbers and pictures, with the cell's own words put in.

        Its metadata say the language, which is how a hand-in's feedback finds its words.
        """
        notebook["metadata"][META] = {"language": self.language}
        for number, cell in enumerate(notebook["cells"]):
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                told = prose.rewrite(source, self.say(name))
                cell["source"] = self._with_notice(name, told) if number == 0 else told
            else:
                cell["source"] = self._code(name, source)
                cell["outputs"] = _outputs(cell.get("outputs", []), self._pairs(name, source))
        return notebook

    def say(self, name: str) -> Callable[[str], str]:
        """What a file's messages are in this language."""
        table = self.table(name)
        return lambda message: table.get(message, message)

    def table(self, name: str) -> dict[str, str]:
        """Message → translation for a file."""
        return self._table(domain_of(self.root, name))

    def is_finished(self, name: str) -> bool:
        """Is the catalogue that this file belongs to whole?"""
        return self.language == ENGLISH or domain_of(self.root, name).name in self.about["finished"]

    def _with_notice(self, name: str, text: str) -> str:
        if self.is_finished(name):
            return text
        title, _, rest = text.partition("\n")
        return f"{title}\n\n{NOTICE.format(notice=escape(self.about['notice']))}\n{rest}"

    def _code(self, name: str, source: str, cell: bool = True) -> str:
        try:
            return code.rewrite(source, self.say(name), cell)
        except code.BrokenText as problem:
            raise LanguageError(BROKEN.format(name=name, problem=problem)) from problem

    def _pairs(self, name: str, source: str) -> list[tuple[str, str]]:
        """A cell's own sentences with their translations, the longest first; a single word might be a column's name."""
        found: list[str] = []
        code.rewrite(source, lambda message: found.append(message) or message)
        table = self.table(name)
        told = {one: table[one] for one in found if one in table and len(one) >= SENTENCE and " " in one.strip()}
        return sorted(told.items(), key=lambda pair: -len(pair[0]))

    def _solution(self, name: str, packed: str) -> str:
        text = self._code(name, zlib.decompress(base64.b64decode(packed)).decode("utf-8"))
        return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def domain_of(root: Path, name: str) -> Domain:
    """The domain that a file of the course belongs to: its module, the course's pages, or the course's notebooks."""
    parts = name.split("/")
    if parts[0] == "modules":
        return Domain(parts[1], root / "modules" / parts[1])
    return Domain("pages" if name.endswith(".md") else "course", root / "course")


def _outputs(outputs: list[dict[str, Any]], pairs: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Saved outputs in the cell's own words; answers to a check go, since running the cell says them again."""
    kept = [one for one in outputs if 'role="status"' not in "".join(one.get("data", {}).get("text/html", ""))]
    return [_reworded(one, pairs) for one in kept]


def _reworded(part: Any, pairs: list[tuple[str, str]]) -> Any:
    if isinstance(part, dict):
        return {
            key: value if key == "image/png" and isinstance(value, str) else _reworded(value, pairs)
            for key, value in part.items()
        }
    if isinstance(part, list):
        return [_reworded(one, pairs) for one in part]
    if isinstance(part, str):
        for message, told in pairs:
            part = part.replace(message, told).replace(escape(message), escape(told))
    return part


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
