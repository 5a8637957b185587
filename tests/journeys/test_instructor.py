"""An instructor at work: the demo's class of 24, its marks, feedback and report, and formgrader's own Autograde button."""

import html
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from lab_page import LabPage
from lab_server import LabServer
from playwright.sync_api import FrameLocator, Locator, Page
from programs import MODULE, ROOT, TOOLS, coursekit, one_line, run

from coursekit.classroom import Classroom, init_class, open_class
from coursekit.demo import NAMES, Made, make_hand_ins
from coursekit.exam import Task
from coursekit.feedback import live_parts

pytestmark = pytest.mark.needs("bubblewrap")

STEPS = (
    "released",
    "24 students handed in",
    "collected",
    "graded: execute, judge, mark",
    "feedback written",
    "report written",
)
ALL_GOOD = "All 144 marks are as they were put in; 24 feedback pages hold nothing that a browser would run."
NOT_JSON = "is not a notebook: it can't be read as JSON (line 1)."
GUEST = "guest_1"
HARMLESS = "Ours is dearer and slower, so mend the delivery first."
HOSTILE_TEXT = (
    HARMLESS + " <script>window.hacked = 'script'</script>"
    " <img src='nowhere' onerror=\"window.hacked = 'image'\">"
    " <svg onload=\"window.hacked = 'svg'\"></svg>"
    " <iframe srcdoc=\"<script>parent.hacked = 'frame'</script>\"></iframe>"
)
HOSTILE_CODE = (
    "\nfrom IPython.display import HTML, Javascript, display\n"
    "display(HTML(\"<script>window.hacked = 'html'</script>\"), Javascript(\"window.hacked = 'output'\"))\n"
)
# A named slip is now and then the right answer on a shop, and is marked so: what these tests say holds on a shop that they know.
SECRET = "5ba70c0ffee5ba70c0ffee5ba70c0ffe"
HACKED = "() => window.hacked || ''"


@dataclass
class Demo:
    """What `coursekit demo` said, the class it left, and what was put in."""

    done: CompletedProcess
    room: Classroom
    made: Made

    def student(self, kind: str) -> str:
        """The first student whose hand-in is of this kind."""
        return next(one.student for one in self.made.hand_ins if one.kind.startswith(kind))

    def feedback(self, student: str) -> str:
        """The text of a student's feedback page."""
        return self.feedback_page(student).read_text(encoding="utf-8")

    def feedback_page(self, student: str) -> Path:
        """Where a student's feedback page is."""
        return self.room.step("feedback", MODULE, student) / "tasks.html"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The command behind `make demo`, in a class of its own whose unseen shop is the same in every run."""
    place = tmp_path_factory.mktemp("demo of 网店")
    room = init_class(place / "class", "demo", ROOT)
    room.secret_path.write_text(SECRET + "\n", encoding="ascii")
    done = run(TOOLS / "coursekit", "demo", place / "class", folder=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    room = open_class(place / "class")
    return Demo(done, room, make_hand_ins(room, MODULE))


@pytest.fixture(scope="module")
def office(demo: Demo, serve: Callable[..., LabServer]) -> LabServer:
    """JupyterLab as an instructor starts it, in the class's folder."""
    return serve(demo.room.root, settings="instructor")


def marks(room: Classroom, student: str) -> dict[str, tuple[float | None, bool]]:
    """What the gradebook says of a student's tasks: the machine's mark, and whether a person is asked."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}", room.course_id) as book:
        (notebook,) = book.find_submission(MODULE, student).notebooks
        return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades}


def test_the_demo_ends_well_and_says_where_to_look(demo: Demo) -> None:
    assert demo.done.stderr == ""
    lines = demo.done.stdout.splitlines()
    said = [re.fullmatch(r"(\d)/6  (.+) \(\d+\.\d s\)", line) for line in lines[1:7]]
    assert [match and match.groups() for match in said] == [(str(n), step) for n, step in enumerate(STEPS, start=1)]
    assert lines[0] == f"{MODULE}: a class of 24"
    assert lines[7:10] == [ALL_GOOD, "", "Where to look"]
    root = demo.room.root
    shown = dict(re.fullmatch(r"  (\S.*?)  +(\S.*)", line).groups() for line in lines[10:14])
    assert shown["the report"] == str(root / "reports" / f"{MODULE}.html")
    assert Path(shown["a right hand-in"]).is_file() and Path(shown["a slip, named"]).is_file()
    assert shown["formgrader"] == f"cd {root} && jupyter lab   then: Nbgrader > Formgrader in the menu"
    assert lines[14:] == [f"The folder is yours; delete it when you are done: {root}"]
    assert not (ROOT / "gradebook.db").exists()


def test_each_of_24_students_has_the_marks_that_were_put_in(demo: Demo) -> None:
    assert len(NAMES) == 24
    assert demo.room.students("submitted", MODULE) == sorted(NAMES)
    for hand_in in demo.made.hand_ins:
        for task, (score, asks) in marks(demo.room, hand_in.student).items():
            wanted = hand_in.points[task]
            if wanted is None:
                assert (score, asks) == (None, True), (hand_in.student, task)
            else:
                assert (score or 0.0) == pytest.approx(wanted), (hand_in.student, hand_in.kind, task)
    machine = sum(task.points for task in demo.made.exam.tasks if isinstance(task, Task))
    totals = {
        kind: machine_points(demo, kind) for kind in ("right", "renamed file", "copied cell", "blank", "not JSON")
    }
    assert totals == {"right": machine, "renamed file": machine, "copied cell": machine, "blank": 0, "not JSON": 0}
    assert len({one.kind for one in demo.made.hand_ins}) >= 15


def machine_points(demo: Demo, kind: str) -> float:
    """The machine's marks of the first student of a kind, summed."""
    return sum(score or 0.0 for score, _ in marks(demo.room, demo.student(kind)).values())


def test_what_was_handed_in_is_kept_as_it_was(demo: Demo) -> None:
    for hand_in in demo.made.hand_ins:
        kept = demo.room.step("submitted", MODULE, hand_in.student) / "tasks.ipynb"
        inbox = demo.room.root / "inbox" / MODULE / hand_in.student / hand_in.file
        assert kept.read_bytes() == inbox.read_bytes(), hand_in.student


def test_feedback_and_report_hold_the_words(demo: Demo) -> None:
    report = (demo.room.root / "reports" / f"{MODULE}.html").read_text(encoding="utf-8")
    words, seen = html.unescape(report), visible(report)
    assert f"24 students, {demo.made.exam.points:g} points." in words
    assert "answers wait for a person: open formgrader, tab Manual Grading." in words
    assert NOT_JSON in words
    assert report.count('<img alt="') == 3
    for task in demo.made.exam.automatic:
        for slip in task.slips:
            assert f'<th scope="row">{task.name}</th><td>{slip.name}</td>' in report
            assert plain(slip.says) in seen
    for student in NAMES:
        assert f">{student}<" in report
        assert live_parts(demo.feedback(student)) == []
    right, slip, lost = (visible(demo.feedback(demo.student(kind))) for kind in ("right", "slip 1", "not JSON"))
    for task in demo.made.exam.automatic:
        assert plain(task.right) in right
        assert not task.slips or plain(task.slips[0].says) in slip
    assert "This could not be marked as it is, so a person will look at it." in lost


def visible(page: str) -> str:
    """A page's words without its tags."""
    return one_line(html.unescape(re.sub(r"<[^>]+>", "", page[page.index("<body") :])))


def plain(says: str) -> str:
    """A sentence as a page shows it: backticks become code."""
    return says.replace("`", "")


@pytest.mark.needs("browser")
def test_formgraders_own_button_gives_the_mark_that_coursekit_gave(
    demo: Demo, office: LabServer, lab: Callable[[LabServer], LabPage]
) -> None:
    student = demo.student("slip 1")
    given = marks(demo.room, student)
    forget_marks(demo.room, student)
    inside = lab(office).formgrader()
    row = open_submissions(inside, student)
    assert "needs autograding" in row.inner_text()
    row.locator(".autograde a").click()
    told = inside.locator("#success-modal, #error-modal").first
    told.wait_for(timeout=180_000)
    assert f"Successfully autograded '{MODULE}' for student '{student}'." in told.inner_text()
    total = sum(score or 0.0 for score, _ in given.values())
    row.locator(".score", has_text=f"{total:g} / {demo.made.exam.points:g}").wait_for()
    assert marks(demo.room, student) == given
    assert (demo.room.step("executed", MODULE, student) / "tasks.ipynb").is_file(), "it was run, not only marked"


def forget_marks(room: Classroom, student: str) -> None:
    """Take a student's marks out of the gradebook, and what was run and marked out of the class's folder."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}", room.course_id) as book:
        book.remove_submission(MODULE, student)
    for step in ("executed", "autograded"):
        shutil.rmtree(room.root / step / student)


def open_submissions(inside: FrameLocator, student: str) -> Locator:
    """Click through to the assignment's submissions, and return the student's row."""
    inside.locator("tr", has_text=MODULE).locator(".num-submissions a").click()
    row = inside.locator("tr", has=inside.locator(".student-id", has_text=re.compile(f"^{student}$")))
    row.locator(".autograde a").wait_for()
    return row


@pytest.mark.needs("browser")
def test_a_hand_in_s_scripts_do_nothing_in_feedback_and_formgrader(
    demo: Demo, office: LabServer, lab: Callable[[LabServer], LabPage]
) -> None:
    page = lab(office)
    page.page.set_content(HOSTILE_TEXT)
    page.page.wait_for_function(HACKED)  # the probe itself works where nothing is made inert
    hand_in_hostile(demo)
    assert marks(demo.room, GUEST) == marks(demo.room, demo.student("right")), "scripts earn and cost nothing"
    assert live_parts(demo.feedback(GUEST)) == []
    page.page.goto(demo.feedback_page(GUEST).as_uri(), wait_until="domcontentloaded")
    assert HARMLESS in one_line(page.page.inner_text("body"))
    assert ran(page.page) == []

    inside = page.formgrader()
    open_submissions(inside, GUEST).locator(".student-name a").click()
    inside.get_by_role("link", name="tasks").first.click()
    inside.get_by_text(HARMLESS).first.wait_for()
    assert ran(page.page) == []


def hand_in_hostile(demo: Demo) -> None:
    """One more student, with right answers and scripts in a text and in outputs, graded and answered."""
    first = demo.made.exam.automatic[0].name
    sources = {**demo.made.solutions, first: demo.made.solutions[first] + HOSTILE_CODE}
    notebook = demo.made.notebook(sources, HOSTILE_TEXT)
    inbox = demo.room.root / "inbox" / "late" / GUEST
    inbox.mkdir(parents=True)
    (inbox / "tasks.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    said = coursekit("collect", MODULE, "--from", inbox.parent, folder=demo.room.root)
    assert said == "Collected: 1 new, 0 that were here.\n"
    coursekit("grade", MODULE, "--student", GUEST, folder=demo.room.root)
    coursekit("feedback", MODULE, "--student", GUEST, folder=demo.room.root)


def ran(page: Page) -> list[str]:
    """What a script left behind in any of the page's frames, after a second in which it could."""
    page.wait_for_timeout(1000)
    return [found for frame in page.frames if (found := frame.evaluate(HACKED))]
