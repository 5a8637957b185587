"""`coursekit site [--out FOLDER] [--root FOLDER]`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

DONE = "{pages} pages in {out} ({seconds:.0f} s). Open {out}/index.html."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments; `coursekit.cli` calls this for its `site` sub-command."""
    parser.add_argument("--out", type=Path, default=Path("build/site"), help="the folder to fill (default: build/site)")
    parser.add_argument("--root", type=Path, default=None, help="the course's folder (default: found from here)")


def run(arguments: argparse.Namespace) -> int:
    """Build the website and say where it is; 1 with a sentence on stderr when it can't be built."""
    from coursekit.build.command import course_root
    from coursekit.build.errors import BuildError
    from coursekit.site.building import build
    from coursekit.site.pages import SiteError

    started = time.monotonic()
    try:
        root = arguments.root.resolve() if arguments.root else course_root(Path.cwd())
        pages = build(root, arguments.out.resolve())
    except (BuildError, SiteError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(DONE.format(pages=pages, out=arguments.out, seconds=time.monotonic() - started))
    return 0
