"""What a reader may see: the allow-list of pages, copied into a folder that Sphinx builds from. Nothing else can get in."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

from coursekit.site import folded, reference
from shoplab.languages import say
from shoplab.languages.edition import Edition

LESSONS = ("course/start.ipynb", "course/warmup_*.ipynb", "modules/*/lesson_*.ipynb", "modules/*/exercises.ipynb")
TEXTS = ("course/*.md", "modules/*/README.md", "datasets/README.md", "datasets/REALISM.md")
PICTURES = ("course/images/*", "modules/*/images/*")
DOWNLOADS = "_downloads_as_they_are"
DOWNLOAD = "{{download}}`{label} <{path}>`"
DOWNLOAD_LABEL = "Download this notebook"
ONLY_IN_THE_COURSE = "(in the course's own folder)"
THE_COURSE, WARM_UP, LOOK_UP = "The course", "Warm-up 热身", "To look up"
NO_PAGES = "There are no pages in {root}: give the course's folder, the one with `course/` and `modules/`."

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)#\s]+)(#[^)\s]*)?\)")


class SiteError(Exception):
    """The website can't be made; the message is one sentence."""


@dataclass(frozen=True)
class Staged:
    """What was put together for Sphinx: the folder, and the pages' names without their endings."""

    folder: Path
    pages: tuple[str, ...]


def stage(root: Path, folder: Path) -> Staged:
    """Fill a new folder with every page that a reader may see; raises SiteError when the course isn't there."""
    notebooks = _matches(root, LESSONS)
    texts = _matches(root, TEXTS)
    if not notebooks or not texts:
        raise SiteError(NO_PAGES.format(root=root))
    names = [path.relative_to(root).as_posix() for path in (*notebooks, *texts)]
    written = reference.write(folder)
    front = _front(root, set(names))
    return _staged(Edition(root, "en"), folder, names, frozenset(), front, written)


def stage_edition(edition: Edition, folder: Path) -> Staged:
    """Fill a new folder with the pages of another language, those whose catalogues are whole; the rest is reached in English."""
    names = [path.relative_to(edition.root).as_posix() for path in _matches(edition.root, (*LESSONS, *TEXTS))]
    own = [name for name in names if not name.startswith("datasets/") and edition.is_finished(name)]
    return _staged(edition, folder, own, frozenset(names) - frozenset(own), edition.about["front"], ())


def _staged(
    edition: Edition, folder: Path, names: list[str], english: frozenset[str], front: str, written: tuple[str, ...]
) -> Staged:
    """Write the named pages in an edition's language; `english` are the pages that exist in English only."""
    shown = set(names)
    for path in _matches(edition.root, PICTURES):
        _place(folder / path.relative_to(edition.root)).write_bytes(path.read_bytes())
    for name in names:
        if name.endswith(".ipynb"):
            _stage_notebook(edition, name, folder, shown, english)
        else:
            text = edition.file(name, (edition.root / name).read_bytes()).decode("utf-8")
            text = keep_links(text, name, shown, english)
            _place(folder / name).write_text(text, encoding="utf-8", newline="\n")
    (folder / "index.md").write_text(index(folder, names, front, written), encoding="utf-8", newline="\n")
    return Staged(folder, tuple(sorted([name.rsplit(".", 1)[0] for name in (*names, *written)])))


def keep_links(text: str, page: str, shown: set[str], english: frozenset[str] = frozenset()) -> str:
    """Return Markdown in which links to pages of the site stay, and links to anything else become their words.

    A page that is in English only is reached above the folder of this language.
    """

    def kept(match: re.Match[str]) -> str:
        words, target, anchor = match.group(1), match.group(2), match.group(3) or ""
        if "://" in target or target.startswith("mailto:"):
            return match.group(0)
        reached = _join(page, target)
        if reached in shown:
            return f"[{words}]({target}{anchor})"
        if reached in english:
            up = "../" * (page.count("/") + 1)
            return f'<a href="{up}{reached.rsplit(".", 1)[0]}.html{anchor}">{html.escape(words)}</a>'
        return f"{words} {say(ONLY_IN_THE_COURSE)}" if words else words

    return LINK.sub(kept, text)


def index(folder: Path, names: list[str], front: str, written: tuple[str, ...]) -> str:
    """Return the front page: its words, then the way through the course as the sidebar shows it."""
    named = [name.rsplit(".", 1)[0] for name in (*names, *written)]
    modules = sorted({name.split("/")[1] for name in named if name.startswith("modules/")})
    first = ["course/start", "course/syllabus", "course/students", "course/instructors"]
    parts = [(say(THE_COURSE), [name for name in first if name in named])]
    parts += [(say(WARM_UP), sorted(name for name in named if name.startswith("course/warmup_")))]
    for module in modules:
        inside = [name for name in named if name.startswith(f"modules/{module}/")]
        order = sorted(inside, key=lambda name: (not name.endswith("README"), name.endswith("exercises"), name))
        parts.append((_title(folder / "modules" / module / "README.md"), order))
    placed = {name for _, pages in parts for name in pages}
    parts.append((say(LOOK_UP), sorted(name for name in named if name not in placed)))
    trees = "\n".join(_toctree(caption, pages) for caption, pages in parts if pages)
    return f"{front}\n\n{trees}"


def _front(root: Path, shown: set[str]) -> str:
    """Return the course's title and first paragraphs, as the README has them before its first heading or picture."""
    text = (root / "README.md").read_text(encoding="utf-8")
    opening = re.split(r"\n(?=##|!\[)", text, maxsplit=1)[0]
    return keep_links(opening.strip(), "README.md", shown)


def _toctree(caption: str, pages: list[str]) -> str:
    listed = "\n".join(pages)
    return f"```{{toctree}}\n:caption: {caption}\n:maxdepth: 1\n\n{listed}\n```\n"


def _title(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").strip()


def _stage_notebook(edition: Edition, name: str, folder: Path, shown: set[str], english: frozenset[str]) -> None:
    path = edition.root / name
    original = _place(folder / DOWNLOADS / name)
    original.write_bytes(_executed(edition, name))
    notebook = json.loads(original.read_bytes())
    if path.name == "exercises.ipynb" or path.stem.endswith("_exercises"):
        notebook["cells"] = folded.with_help(notebook["cells"], path.parent, edition.say(name))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = keep_links("".join(cell["source"]), name, shown, english)
        else:
            _name_pictures(cell)
            _fill_corners(cell)
    link = DOWNLOAD.format(label=say(DOWNLOAD_LABEL), path="/" + original.relative_to(folder).as_posix())
    notebook["cells"].insert(1, {"cell_type": "markdown", "id": "download", "metadata": {}, "source": link})
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    _place(folder / name).write_text(text, encoding="utf-8", newline="\n")


def _executed(edition: Edition, name: str) -> bytes:
    """Return an edition's notebook: as `coursekit build --lang` ran it, if its cells are these; else with the English run's
    outputs, in which the words of `show` and `print` are told and only the lettering of the pictures is not.
    """
    told = edition.file(name, (edition.root / name).read_bytes())
    built = edition.root / "build" / edition.language / name
    if built.is_file() and _sources(built.read_bytes()) == _sources(told):
        return built.read_bytes()
    return told


def _sources(notebook: bytes) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(notebook)["cells"]]


def _name_pictures(cell: dict) -> None:
    """Tell myst-nb each picture's text alternative, which our notebooks keep with the output."""
    for output in cell["outputs"]:
        alt = output.get("metadata", {}).get("image/png", {}).get("alt")
        if alt:
            cell["metadata"]["mystnb"] = {"image": {"alt": alt}}


def _fill_corners(cell: dict) -> None:
    """Make the empty corner of a table an ordinary cell: a heading without words tells a listener nothing."""
    for output in cell["outputs"]:
        if "text/html" in output.get("data", {}):
            output["data"]["text/html"] = "".join(output["data"]["text/html"]).replace("<th></th>", "<td></td>")


def _matches(root: Path, patterns: tuple[str, ...]) -> list[Path]:
    return sorted(path for pattern in patterns for path in root.glob(pattern) if path.is_file())


def _join(page: str, target: str) -> str:
    """Return the course's own name of a link's target: `a/b.md` + `../c.md` → `c.md`."""
    parts: list[str] = page.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
