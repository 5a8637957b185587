"""The website in a real browser: from disk and below a sub-path, in light and dark, on a phone, by search."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs("browser")

LESSON = "modules/01_shop_setup/lesson_1_market.html"
EXERCISES = "modules/01_shop_setup/exercises.html"
PAGES = (
    "index.html",
    LESSON,
    EXERCISES,
    "datasets/README.html",
    "course/glossary.html",
    "reference/metrics.html",
    "search.html",
    "zh_CN/index.html",
    "zh_CN/course/warmup_2_daily_report.html",
    "zh_CN/course/warmup_exercises.html",
    "zh_CN/search.html",
)
PHONE = {"width": 390, "height": 800}
MOST_BYTES = 1_500_000
# What readers type, and the page that must be among the first five found.
QUERIES = {
    "concentration": "modules/01_shop_setup/lesson_1_market",
    "break-even": "reference/metrics",
    "licences": "modules/01_shop_setup/lesson_3_entry",
    "repurchase": "reference/metrics",
    "转化率": "modules/01_shop_setup/lesson_1_market",
    "退款率": "course/glossary",
    "行业集中度": "modules/01_shop_setup/lesson_1_market",
    "网店开设": "modules/01_shop_setup/README",
}
# The same for the Chinese pages, which have a search of their own.
CHINESE_QUERIES = {
    "数据透视表": "zh_CN/course/warmup_2_daily_report",
    "毛利率": "zh_CN/course/warmup_1_first_steps",
    "订单编号是名字": "zh_CN/course/warmup_2_daily_report",
    "groupby": "zh_CN/course/warmup_1_first_steps",
    "婷婷的晚班": "zh_CN/course/warmup_exercises",
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The website below a sub-path of a local server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}/"
    server.shutdown()
    server.server_close()


def watched(page: Page) -> list[str]:
    """Everything that goes wrong on a page, and every request to somewhere else."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on(
        "request",
        lambda r: wrong.append(r.url) if not r.url.startswith(("file:", "data:", "http://127.0.0.1")) else None,
    )
    return wrong


# What dark changes is colours; everything else is the same page. Only faults are collected: what is in order takes as long again.
RULES = {
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast"]},
}


IN_DARK = (
    "index.html",
    LESSON,
    EXERCISES,
    "course/glossary.html",
    "search.html",
    "zh_CN/index.html",
)  # one of each kind


@pytest.mark.parametrize("scheme", RULES)
def test_pages_are_accessible_and_ask_nobody_else(browser: Browser, address: str, scheme: str):
    page = browser.new_context(color_scheme=scheme).new_page()
    wrong = watched(page)
    found = {}
    for name in PAGES if scheme == "light" else IN_DARK:
        page.goto(address + name)
        found[name] = [
            (v["id"], v["nodes"][0]["html"]) for v in Axe().run(page, options=RULES[scheme]).response["violations"]
        ]
    assert {name: rows for name, rows in found.items() if rows} == {}
    assert wrong == []


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, site: Path):
    page = browser.new_context(viewport=PHONE).new_page()
    wide = []
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(path.relative_to(site).as_posix())
    assert wide == []


@pytest.mark.parametrize("place", ["disk", "server"])
@pytest.mark.parametrize(("language", "queries"), [("", QUERIES), ("zh_CN/", CHINESE_QUERIES)])
def test_a_search_finds_its_page(
    browser: Browser, site: Path, address: str, place: str, language: str, queries: dict[str, str]
):
    page = browser.new_page()
    wrong = watched(page)
    base = address if place == "server" else site.as_uri() + "/"
    missed = {}
    for query, wanted in queries.items():
        page.goto(f"{base}{language}search.html?q={query}")
        page.wait_for_function("document.querySelector('.search-summary')?.textContent.length > 0")
        page.wait_for_selector("#search-results li a")
        links = page.eval_on_selector_all("#search-results li > a", "found => found.map(a => a.href)")[:5]
        if not any(wanted in link for link in links):
            missed[query] = links
    assert missed == {} and wrong == []


def test_a_lesson_is_light_has_its_notebook_and_leads_on(browser: Browser, address: str, site: Path):
    page = browser.new_page()
    sizes = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(address + LESSON)
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < MOST_BYTES
    with page.expect_download() as download:
        page.get_by_role("link", name="Download this notebook").click()
    assert (
        Path(download.value.path()).read_bytes()
        == (Path(__file__).parents[2] / LESSON.replace(".html", ".ipynb")).read_bytes()
    )
    page.locator("a.next-page").click()
    page.wait_for_url("**/lesson_2_economics.html")


def test_every_figure_of_a_lesson_is_described(browser: Browser, address: str):
    page = browser.new_page()
    page.goto(address + LESSON)
    texts = page.eval_on_selector_all("article img", "found => found.map(img => img.alt)")
    assert len(texts) >= 2 and all(len(text) > 60 for text in texts)


def test_help_opens_by_keyboard(browser: Browser, address: str):
    page = browser.new_page()
    page.goto(address + EXERCISES)
    first = page.locator("details.help").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.get_attribute("open") is not None


def test_the_language_switch_stays_on_the_page(browser: Browser, address: str):
    page = browser.new_page()
    wrong = watched(page)
    page.goto(f"{address}course/warmup_1_first_steps.html")
    page.get_by_role("link", name="中文", exact=True).click()
    page.wait_for_url("**/zh_CN/course/warmup_1_first_steps.html")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.locator("h1").first.inner_text().startswith("星期二老马需要一个帮手吗？")
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url("**/course/warmup_1_first_steps.html")
    assert page.evaluate("document.documentElement.lang") == "en" and wrong == []
