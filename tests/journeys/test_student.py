"""A student at work: lesson 1, an exercise, and the tasks from fetching to handing in, in real JupyterLab."""

import getpass
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lab_page import LabPage
from lab_server import LabServer
from programs import MODULE, coursekit, make_rehearsal_shop, make_workspace, model_solutions, one_line

from shoplab.handin import words

pytestmark = pytest.mark.needs("browser")

LESSON = f"modules/{MODULE}/lesson_1_market.ipynb"
EXERCISES = f"modules/{MODULE}/exercises.ipynb"
TASKS = f"{MODULE}/tasks.ipynb"
COURSE = "shop2026"

MAP = "map-controls"
BOXES = ("Room per seller", "Growth", "Margin", "Low CR4", "Few refunds", "Cash curve of")
BEST = re.compile(r"Best by your weights: (.+)")

WRONG = (
    "Not yet. Yours is 16,350. You took 万 for a thousand. It is ten thousand: 2.2万 is 22,000. q.hint() gives a nudge."
)
RIGHT = (
    "Correct. 51,450. The page cuts off what is below a tenth of a 万, so the truth may lie up to 2,000 higher: "
    "good enough to compare shops, too coarse to subtract last month from."
)
TO_REPLACE = "Your report, in place of this line."
REPORT = "To Wen: ask for ¥4 more a piece, because only three rivals are as good and each is dearer."
ALL_PASS = "Success! Your notebook passes all the tests."


@dataclass
class Class:
    """A class whose module is in the exchange, and a student's JupyterLab that knows the exchange."""

    room: Path
    lab: LabServer


@pytest.fixture(scope="module")
def lantern_class(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., LabServer]) -> Class:
    place = tmp_path_factory.mktemp("class of 网店")
    exchange = place / "exchange"
    exchange.mkdir()
    where = f"\nc.Exchange.root = {str(exchange)!r}\n"
    room = place / "class"
    coursekit("init", room, "--course-id", COURSE, folder=place)
    with (room / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(where)
    coursekit("release", MODULE, "--exchange", folder=room)
    workspace = make_workspace(place / "workspace")
    cache = make_rehearsal_shop(place / "cache")
    hub = f"c = get_config()\nc.CourseDirectory.course_id = {COURSE!r}{where}"
    return Class(room, serve(workspace, nbgrader=hub, SHOPLAB_CACHE=str(cache)))


@pytest.fixture
def page(lantern_class: Class, lab: Callable[[LabServer], LabPage]) -> LabPage:
    return lab(lantern_class.lab)


def test_lesson_1_runs_and_its_map_is_worked_by_keyboard_alone(page: LabPage) -> None:
    page.open(LESSON)
    page.run_all()
    assert page.errors() == []
    keys = page.page.keyboard
    first, best = page.picture(MAP), best_named(page)
    page.cell(MAP).locator(".jp-InputPrompt").click()
    for label in BOXES[:4]:
        page.tab_to(label)
    keys.type("0")
    keys.press("Enter")
    without_cr4 = page.picture_after(MAP, first)
    assert best_named(page) != best
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    keys.press("Enter")
    page.cell(MAP).locator("strong", has_text=best).wait_for()
    assert page.picture(MAP) == first != without_cr4
    for label in BOXES[4:]:
        page.tab_to(label)
    keys.press("Space")
    keys.type("yoga")
    keys.press("Enter")
    assert page.picture_after(MAP, first) != without_cr4
    assert page.control(MAP, "Cash curve of").input_value() == "yoga_mats"
    assert best_named(page) == best, "the cash curve's category doesn't change the list"
    assert page.errors() == []


def best_named(page: LabPage) -> str:
    """The three categories that the take-away below the map names, once it is there: it comes after the picture."""
    page.cell(MAP).get_by_text(BEST).last.wait_for()
    return BEST.findall(page.output(MAP))[-1]


def test_an_exercise_names_the_slip_and_then_says_why_it_is_right(page: LabPage) -> None:
    page.open(EXERCISES)
    assert page.run_cell("fetch-the-tools-2") == ""
    assert one_line(page.run_cell("ex-orders-in-wan")) == "Your turn: three_rivals is still ...."
    answer(page, "2_200 + 1_700 + 12_450")
    assert one_line(page.run_cell("ex-orders-in-wan")) == WRONG
    answer(page, "2.2 * 10_000 + 1.7 * 10_000 + 12_450")
    assert one_line(page.run_cell("ex-orders-in-wan")) == RIGHT
    assert page.cell("ex-orders-in-wan").get_by_role("status").count() == 1
    assert page.errors() == []


def answer(page: LabPage, text: str) -> None:
    """Write an answer in the place of the dots."""
    page.write("ex-orders-in-wan", f'q = question("01-ex-orders-in-wan")\nthree_rivals = {text}\nq.check(three_rivals)')


def test_tasks_go_from_the_class_to_the_student_and_back_and_a_copied_number_is_caught(
    lantern_class: Class, page: LabPage
) -> None:
    fetch(page)
    page.open(TASKS)
    assert page.cell("competitor-report").inner_text().strip() == TO_REPLACE
    work = model_solutions()
    for task, source in work.items():
        page.write(f"{task}-work", source)
    page.write("competitor-report", REPORT)
    page.run_all()
    assert page.errors() == []
    for task in work:
        assert page.output(task).startswith("Ready to hand in: ")

    page.write("year-plan-work", f"plan = {page.output('year-plan-work')}")
    page.run_cell("year-plan-work")
    assert page.run_cell("year-plan").startswith("Ready to hand in: a dictionary with ")
    said = one_line(page.validate())
    assert words.COPIED.format(task="year-plan") in said
    assert said.count("Validate runs on the rehearsal shop") == 1, "the computed answers are not suspected"
    assert ALL_PASS not in said

    page.write("year-plan-work", work["year-plan"])
    page.run_cell("year-plan-work")
    assert page.run_cell("year-plan").startswith("Ready to hand in: ")
    assert ALL_PASS in one_line(page.validate())
    page.save()
    hand_in(page)
    assert coursekit("collect", MODULE, folder=lantern_class.room) == "Collected: 1 new, 0 that were here.\n"
    received = lantern_class.room / "submitted" / getpass.getuser() / MODULE
    assert (received / "tasks.ipynb").read_bytes() == (lantern_class.lab.workspace / TASKS).read_bytes()
    assert {path.name for path in received.iterdir()} == {"tasks.ipynb", "timestamp.txt", "submission_secret.txt"}


def fetch(page: LabPage) -> None:
    """Fetch the module's tasks with the button of nbgrader's list."""
    page.open("course/start.ipynb")
    panel = page.assignments()
    panel.get_by_role("button", name="Fetch").click()
    panel.get_by_role("button", name="Submit").wait_for()


def hand_in(page: LabPage) -> None:
    """Submit them with the button of nbgrader's list, and see them named among the submitted ones."""
    panel = page.assignments()
    panel.get_by_role("button", name="Submit").click()
    panel.locator("#submitted_assignments_list").get_by_text(MODULE).first.wait_for()
