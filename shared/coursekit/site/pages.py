"""What a reader may see: the allow-list of pages, copied into a folder that Sphinx builds from. Nothing else can get in."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from coursekit.site import folded, reference

LESSONS = ("course/start.ipynb", "course/warmup_*.ipynb", "modules/*/lesson_*.ipynb", "modules/*/exercises.ipynb")
TEXTS = ("course/*.md", "modules/*/README.md", "datasets/README.md", "datasets/REALISM.md")
PICTURES = ("course/images/*", "modules/*/images/*")
DOWNLOADS = "_downloads_as_they_are"
DOWNLOAD = "{{download}}`{label} <{path}>`"
DOWNLOAD_LABEL = "Download this notebook"
ONLY_IN_THE_COURSE = "(in the course's own folder)"
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
    shown = {path.relative_to(root).as_posix() for path in (*notebooks, *texts)}
    for path in _matches(root, PICTURES):
        _place(folder / path.relative_to(root)).write_bytes(path.read_bytes())
    for path in texts:
        name = path.relative_to(root).as_posix()
        text = keep_links(path.read_text(encoding="utf-8"), name, shown)
        _place(folder / name).write_text(text, encoding="utf-8", newline="\n")
    for path in notebooks:
        _stage_notebook(root, path, folder, shown)
    (folder / "index.md").write_text(index(root, notebooks, texts), encoding="utf-8", newline="\n")
    written = reference.write(folder)
    return Staged(folder, tuple(sorted([name.rsplit(".", 1)[0] for name in (*shown, *written)])))


def keep_links(text: str, page: str, shown: set[str]) -> str:
    """Return Markdown in which links to pages of the site stay, and links to anything else become their words."""

    def kept(match: re.Match[str]) -> str:
        words, target, anchor = match.group(1), match.group(2), match.group(3) or ""
        if "://" in target or target.startswith("mailto:"):
            return match.group(0)
        reached = _join(page, target)
        if reached in shown:
            return f"[{words}]({target}{anchor})"
        return f"{words} {ONLY_IN_THE_COURSE}" if words else words

    return LINK.sub(kept, text)


def index(root: Path, notebooks: list[Path], texts: list[Path]) -> str:
    """Return the front page: the README's opening, then the way through the course as the sidebar shows it."""
    named = [path.relative_to(root).as_posix() for path in (*texts, *notebooks)]
    modules = sorted({name.split("/")[1] for name in named if name.startswith("modules/")})
    parts = [("The course", ["course/start", "course/syllabus", "course/students", "course/instructors"])]
    parts += [("Warm-up 热身", sorted(n.rsplit(".", 1)[0] for n in named if n.startswith("course/warmup_")))]
    for module in modules:
        inside = [name.rsplit(".", 1)[0] for name in named if name.startswith(f"modules/{module}/")]
        order = sorted(inside, key=lambda name: (not name.endswith("README"), name.endswith("exercises"), name))
        parts.append((_title(root / "modules" / module / "README.md"), order))
    rest = sorted(
        name.rsplit(".", 1)[0]
        for name in named
        if name.startswith(("course/", "datasets/")) and name.rsplit(".", 1)[0] not in {n for _, p in parts for n in p}
    )
    parts.append(("To look up", [*rest, *(name.rsplit(".", 1)[0] for name in reference.PAGES)]))
    known = {name.rsplit(".", 1)[0] for name in (*named, *reference.PAGES)}
    trees = "\n".join(_toctree(caption, [name for name in pages if name in known]) for caption, pages in parts)
    return f"{_front(root, set(named))}\n\n{trees}"


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


def _stage_notebook(root: Path, path: Path, folder: Path, shown: set[str]) -> None:
    name = path.relative_to(root).as_posix()
    original = _place(folder / DOWNLOADS / name)
    shutil.copyfile(path, original)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    if path.name == "exercises.ipynb" or path.stem.endswith("_exercises"):
        notebook["cells"] = folded.with_help(notebook["cells"], path.parent)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = keep_links("".join(cell["source"]), name, shown)
        else:
            _name_pictures(cell)
            _fill_corners(cell)
    link = DOWNLOAD.format(label=DOWNLOAD_LABEL, path="/" + original.relative_to(folder).as_posix())
    notebook["cells"].insert(1, {"cell_type": "markdown", "id": "download", "metadata": {}, "source": link})
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    _place(folder / name).write_text(text, encoding="utf-8", newline="\n")


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
