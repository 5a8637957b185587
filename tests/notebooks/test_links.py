"""In a learner's workspace every link and picture leads to a file that is there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|#|//)", re.IGNORECASE)


def texts(folder: Path) -> Iterator[tuple[Path, str]]:
    """(file, markdown) of every page and notebook."""
    for path in sorted(folder.rglob("*.md")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted(folder.rglob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield path, "".join(cell["source"])


def test_links_stay_in_the_workspace_and_lead_somewhere(learner: Path) -> None:
    broken = [
        f"{path.relative_to(learner).as_posix()}: {target}"
        for path, text in texts(learner)
        for target in LINK.findall(FENCED.sub("", text))
        if not ELSEWHERE.match(target) and not (path.parent / unquote(target.partition("#")[0])).exists()
    ]
    assert broken == []
