"""Makes the README's picture, by hand: `python tests/journeys/screenshot.py`, with the author's environment.

A real JupyterLab on a learner's workspace, lesson 1 run from the top and scrolled to the map with its controls.
"""

import argparse
import io
import tempfile
from pathlib import Path

from conftest import BROWSER_OPTIONS
from lab_page import LabPage
from lab_server import ROOT, start_server
from PIL import Image
from playwright.sync_api import sync_playwright
from programs import MODULE, make_workspace

SIZE = {"width": 1280, "height": 800}
CELL = "map-controls"
ABOVE = 60  # pixels of the page that stay visible above the controls
MOST_BYTES = 250_000
TOO_BIG = "The picture has {size:,} bytes; {most:,} are wanted at most."


def main() -> None:
    """Take the picture and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", nargs="?", type=Path, default=ROOT / "course" / "images" / "lesson_1.png")
    parser.add_argument("--browser", default="/usr/bin/chromium", help="where Chromium is")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        write_small(take(Path(place), options.browser), options.path)


def take(place: Path, browser: str) -> bytes:
    """The picture as the browser gives it."""
    (place / "jupyter").mkdir()
    server = start_server(make_workspace(place / "workspace"), place / "jupyter")
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", *BROWSER_OPTIONS])
            page = LabPage(chromium.new_page(viewport=SIZE), server)
            page.open(f"modules/{MODULE}/lesson_1_market.ipynb")
            page.page.keyboard.press("Control+B")
            page.run_all()
            scroll_to_controls(page)
            return page.page.screenshot()
    finally:
        server.stop()


def scroll_to_controls(page: LabPage) -> None:
    """Scroll the notebook so that the map's controls stand near the top and their picture below."""
    output = page.cell(CELL).locator(".jp-OutputArea-output").first
    output.evaluate(
        "(node, above) => { const pane = node.closest('.jp-WindowedPanel-outer');"
        " pane.scrollTop += node.getBoundingClientRect().top - pane.getBoundingClientRect().top - above; }",
        ABOVE,
    )
    page.page.wait_for_timeout(1000)


def write_small(picture: bytes, path: Path) -> None:
    """Write the picture with a palette of 256 colours; refuse one that is too big for a README."""
    small = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(small, format="png", optimize=True)
    if len(small.getvalue()) > MOST_BYTES:
        raise SystemExit(TOO_BIG.format(size=len(small.getvalue()), most=MOST_BYTES))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(small.getvalue())
    print(f"{path}: {len(small.getvalue()):,} bytes")


if __name__ == "__main__":
    main()
