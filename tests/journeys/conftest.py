"""A browser, JupyterLab servers and the pages in between; everything is stopped at the end of its test file.

`@pytest.mark.needs("browser")` on a journey lists it as not run where there is no Chromium.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lab_page import SIZE, LabPage, keep_picture
from lab_server import LabServer, start_server
from playwright.sync_api import Browser, sync_playwright

# Nothing but this machine may be reached: the course asks the network for nothing, and a page that does fails here.
BROWSER_OPTIONS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """A headless Chromium: the system's, else the one that playwright installed.

    For one test file only: while playwright's synchronous API is open, no other code in this process can run asyncio.
    """
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=str(chromium),
            # Chromium's own sandbox needs rights that a container doesn't give; the pages are ours.
            args=["--no-sandbox", *BROWSER_OPTIONS],
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., LabServer]]:
    """serve(workspace, settings="learner", SHOPLAB_CACHE=…): start JupyterLab there."""
    running: list[LabServer] = []

    def start(workspace: Path, **options: str) -> LabServer:
        running.append(start_server(workspace, tmp_path_factory.mktemp("jupyter"), **options))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def lab(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[LabServer], LabPage]]:
    """lab(server): a new page, as a `LabPage`; when the test fails, a screenshot of it is kept and named."""
    context = browser.new_context(viewport=SIZE)
    pages: list[LabPage] = []

    def open_page(server: LabServer) -> LabPage:
        pages.append(LabPage(context.new_page(), server))
        return pages[-1]

    yield open_page
    if getattr(request.node, "call_failed", False):
        for number, page in enumerate(pages):
            keep_picture(page, tmp_path / f"page-{number}.png")
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> object:
    """Tell the `lab` fixture whether the test itself failed."""
    report = yield
    if report.when == "call":
        item.call_failed = report.failed
    return report
