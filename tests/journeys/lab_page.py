"""What a person does in JupyterLab, as verbs: open, run, write, read, press, validate.

Cells are named by their ids, looked up in the notebook's file; JupyterLab's page itself knows only their order. So save
before adding or moving cells, or name cells by their place (0, 1, …).
"""

import json
import re
import time
from pathlib import Path

from lab_server import TOKEN, LabServer
from playwright.sync_api import FrameLocator, Locator, Page

SECONDS = 60
SIZE = {"width": 1280, "height": 1000}
NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"
# Lab 4 shows tracebacks under either name, depending on its version.
ERROR_KINDS = ("application/vnd.jupyter.error", "application/vnd.jupyter.stderr")
SAVING = 30  # tenths of a second until a save is asked for again
NOT_SAVED = "{notebook} was not written in {seconds} seconds."
NO_CELL = "{notebook} has no cell `{cell}`. It has: {cells}."
SAME_PICTURE = "The picture of cell `{cell}` did not change in {seconds} seconds."
NOT_REACHED = "Tab did not come to the box '{label}' within {most} presses; it passed {passed}."
NOT_DONE = "The notebook was still running after {seconds} seconds. Prompts: {prompts}"


def keep_picture(page: "LabPage", path: Path) -> None:
    """Keep a screenshot of a page on which a test failed, and name it."""
    page.page.screenshot(path=path)
    print(f"screenshot: {path}")


class LabPage:
    """A browser page with JupyterLab in it."""

    def __init__(self, page: Page, server: LabServer) -> None:
        self.page = page
        self.server = server
        self.path = ""
        page.set_default_timeout(SECONDS * 1000)

    # -- open -------------------------------------------------------------------------------------

    def open(self, path: str) -> None:
        """Open a notebook by its path in the workspace, alone, and wait until its kernel is idle."""
        self.path = path
        self.page.goto(f"{self.server.url}/lab/tree/{path}?token={TOKEN}&reset")
        self.page.wait_for_selector(f"{NOTEBOOK} .jp-Cell", state="attached")
        self.choose_kernel()
        self.wait_idle()

    def open_lab(self) -> None:
        """Open JupyterLab without a notebook."""
        self.page.goto(f"{self.server.url}/lab?token={TOKEN}&reset")
        self.page.wait_for_selector(".jp-Launcher", state="attached")

    def open_beside(self, path: str) -> None:
        """Open another notebook in the same page with File → Open from Path, and wait until its kernel is idle."""
        panels = self.page.locator(".jp-NotebookPanel")
        number, self.path = panels.count(), path
        self.menu("File", "filebrowser:open-path")
        self.page.locator(".jp-Dialog input").fill(path)
        self.page.keyboard.press("Enter")
        panels.nth(number).locator(".jp-Cell").first.wait_for(state="attached")
        panels.nth(number).wait_for(state="visible")
        self.choose_kernel()
        self.wait_idle()

    def choose_kernel(self) -> None:
        """Accept JupyterLab's own choice if it asks for a kernel."""
        dialog = self.page.locator(".jp-Dialog", has_text="Select Kernel")
        if dialog.count():
            dialog.locator("button.jp-mod-accept").click()

    def wait_idle(self, seconds: float = SECONDS) -> None:
        """Wait until the status bar says that the kernel is idle."""
        self.page.locator("#jp-main-statusbar", has_text="| Idle").wait_for(state="attached", timeout=seconds * 1000)

    # -- run --------------------------------------------------------------------------------------

    def run_all(self, seconds: float = 120) -> None:
        """Clear all outputs, choose Run → Run All Cells, and wait until nothing runs any more."""
        self.menu("Edit", "Clear Outputs of All Cells")
        self.menu("Run", "runmenu:run-all")
        self.wait_done(seconds)

    def run_cell(self, cell: str | int, seconds: float = SECONDS) -> str:
        """Run one cell with Ctrl+Enter, wait for it, and return its output's text."""
        place = self.cell(cell)
        before = self.prompt(cell)
        place.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Control+Enter")
        end = time.monotonic() + seconds
        while self.prompt(cell) == before and time.monotonic() < end:
            self.page.wait_for_timeout(50)
        self.wait_done(seconds)
        return self.output(cell)

    def wait_done(self, seconds: float = SECONDS) -> None:
        """Wait until some cell was run, none is running or queued, and the kernel is idle."""
        end = time.monotonic() + seconds
        quiet = 0
        while time.monotonic() < end:
            prompts = self.prompts()
            running = any("*" in prompt for prompt in prompts)
            started = any(re.search(r"\d", prompt) for prompt in prompts)
            idle = self.page.locator("#jp-main-statusbar", has_text="| Idle").count() > 0
            quiet = quiet + 1 if started and idle and not running else 0
            # Twice in a row: between two cells the kernel is idle for a moment.
            if quiet >= 3:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(NOT_DONE.format(seconds=seconds, prompts=self.prompts()))

    # -- write ------------------------------------------------------------------------------------

    def write(self, cell: str | int, source: str) -> None:
        """Replace a cell's text; a Markdown cell is opened by a double click."""
        rendered = self.cell(cell).locator(".jp-MarkdownOutput")
        if rendered.count() and rendered.is_visible():
            rendered.dblclick()
        self.cell(cell).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def save(self) -> None:
        """Save with Ctrl+S and wait until the file holds what the page shows."""
        file = self.server.workspace / self.path
        before = file.stat().st_mtime_ns
        self.page.keyboard.press("Escape")
        end = time.monotonic() + SECONDS
        # JupyterLab drops a save that comes while the last one is still under way.
        while time.monotonic() < end:
            self.page.keyboard.press("Control+S")
            for _ in range(SAVING):
                if file.stat().st_mtime_ns != before:
                    return
                self.page.wait_for_timeout(100)
        raise AssertionError(NOT_SAVED.format(notebook=self.path, seconds=SECONDS))

    # -- read -------------------------------------------------------------------------------------

    def cell(self, cell: str | int) -> Locator:
        """The cell with this id in the notebook's file, or at this place."""
        place = cell if isinstance(cell, int) else self.cell_ids().index(self._known(cell))
        return self.page.locator(f"{NOTEBOOK} .jp-Notebook .jp-Cell").nth(place)

    def cell_ids(self) -> list[str]:
        """The cells' ids as they stand in the file."""
        file = Path(self.server.workspace / self.path)
        return [cell["id"] for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]]

    def prompt(self, cell: str | int) -> str:
        """The cell's prompt, like "[3]:"."""
        return self.cell(cell).locator(".jp-InputPrompt").inner_text().strip()

    def prompts(self) -> list[str]:
        """The prompts of all code cells, in order."""
        cells = self.page.locator(f"{NOTEBOOK} .jp-Notebook .jp-CodeCell .jp-InputPrompt")
        return [text.strip() for text in cells.all_inner_texts()]

    def output(self, cell: str | int) -> str:
        """The text of the cell's output as it is seen; "" without one."""
        texts = self.cell(cell).locator(".jp-OutputArea-output").all_inner_texts()
        return "\n".join(text.strip() for text in texts)

    def picture(self, cell: str | int) -> str:
        """The source of the first picture in the cell's output; compare two of them to see that it changed."""
        return self.cell(cell).locator(".jp-OutputArea img").first.get_attribute("src") or ""

    def picture_after(self, cell: str | int, before: str) -> str:
        """Wait until the cell's first picture is another one than `before`, and return it."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            found = self.cell(cell).locator(".jp-OutputArea img")
            now = (found.first.get_attribute("src") or "") if found.count() else ""
            if now not in ("", before):
                return now
            self.page.wait_for_timeout(50)
        raise AssertionError(SAME_PICTURE.format(cell=cell, seconds=SECONDS))

    def focused(self) -> str:
        """The label of what the keyboard writes to now; "" if it has none."""
        return self.page.evaluate(
            "() => { const at = document.activeElement; return at.labels?.length ? at.labels[0].innerText : '' }"
        )

    def tab_to(self, label: str, most: int = 10) -> None:
        """Press Tab until the keyboard is at the box with this label; the cell's own toolbar may come before it."""
        passed: list[str] = []
        while len(passed) < most:
            self.page.keyboard.press("Tab")
            self.page.wait_for_timeout(100)
            passed.append(self.focused())
            if passed[-1] == label:
                return
        raise AssertionError(NOT_REACHED.format(label=label, most=most, passed=passed))

    def errors(self) -> list[str]:
        """The texts of all tracebacks on the page; a good run leaves none."""
        found = self.page.locator(", ".join(f"{NOTEBOOK} [data-mime-type='{kind}']" for kind in ERROR_KINDS))
        return found.all_inner_texts()

    # -- press ------------------------------------------------------------------------------------

    def menu(self, menu: str, entry: str) -> None:
        """Open a menu and click an entry, given by its words or by its command (like `runmenu:run-all`)."""
        self.page.get_by_role("menuitem", name=menu, exact=True).first.click()
        found = self.page.locator(f'.lm-Menu [data-command="{entry}"], .lm-Menu-item:has-text("{entry}")')
        found.first.wait_for(state="visible")
        found.first.click()

    def control(self, cell: str | int, label: str) -> Locator:
        """The widget with this label in the cell's output: fill(), select_option(), press() and so on work on it."""
        return self.cell(cell).get_by_label(label)

    def press(self, cell: str | int, name: str) -> None:
        """Click a button in the cell's output."""
        self.cell(cell).get_by_role("button", name=name).click()

    def validate(self, seconds: float = 180) -> str:
        """Save, press nbgrader's Validate, and return the words of its dialog, which is closed again."""
        self.save()
        self.page.locator(f"{NOTEBOOK} .jp-Toolbar").get_by_text("Validate", exact=True).click()
        dialog = self.page.locator(".jp-Dialog")
        dialog.wait_for(timeout=seconds * 1000)
        words = dialog.inner_text()
        dialog.locator("button.jp-mod-accept, button.jp-mod-reject").last.click()
        dialog.wait_for(state="detached")
        return words

    def assignments(self) -> Locator:
        """Open nbgrader's list of assignments and return its panel."""
        self.menu("Nbgrader", "Assignment List")
        panel = self.page.locator("#nbgrader-assignment-list")
        panel.wait_for()
        return panel

    def formgrader(self) -> FrameLocator:
        """Open JupyterLab without a notebook, then nbgrader's formgrader, and return the page inside it."""
        self.open_lab()
        self.menu("Nbgrader", "Formgrader")
        return self.page.frame_locator("#formgrader-iframe iframe")

    def _known(self, cell: str) -> str:
        cells = self.cell_ids()
        if cell not in cells:
            raise AssertionError(NO_CELL.format(notebook=self.path, cell=cell, cells=", ".join(cells)))
        return cell
