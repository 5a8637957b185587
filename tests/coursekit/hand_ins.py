"""The hand-ins that the tests grade: one student each, named after what is special about the hand-in."""

import copy
import json
import os

from hostile import CASES, burglar
from small_course import MODULE, SOLUTIONS, added, cell_of, filled, put

from coursekit.classroom import Classroom

UNPAID = 'answer = orders.fillna({"paid": 0}).groupby("channel", as_index=False).agg(revenue=("paid", "sum"), orders=("order_id", "count"))'
PEEK = """
import json, os, socket, pathlib
seen = {}
try:
    socket.create_connection(("127.0.0.1", 22), 1)
    seen["network"] = True
except OSError as error:
    seen["network"] = str(error)
seen["environment"] = sorted(os.environ)
seen["user"] = os.getuid()
seen["processes"] = [name for name in os.listdir("/proc") if name.isdigit()]
found = []
for folder, folders, files in os.walk("/"):
    if folder == "/":
        folders[:] = [name for name in folders if name not in ("proc", "usr", "dev", "etc")]
    folders[:] = [name for name in folders if name not in ("site-packages", "bytecode") and not name.startswith("python3")]
    found += [os.path.join(folder, name) for name in files]
seen["files"] = found
seen["interfaces"] = os.listdir("/sys/class/net") if os.path.isdir("/sys/class/net") else [i[1] for i in socket.if_nameindex()]
try:
    pathlib.Path("/course/data/orders.csv").write_text("mine")
    seen["wrote"] = True
except OSError:
    seen["wrote"] = False
print("SEEN" + json.dumps(seen))
"""
FORKS = """
import os, time
children = []
try:
    while True:
        child = os.fork()
        if child == 0:
            time.sleep(20)
            os._exit(0)
        children.append(child)
except OSError as error:
    print("FORKS", len(children))
for child in children:
    os.kill(child, 9)
    os.waitpid(child, 0)
"""
MEMORY = "block = bytearray(20_000_000_000)"
FORGED = """
from IPython.display import display
display({"application/vnd.shop-course.answer+json": {"format": 1, "task": "paid-total", "answer": 1}, "text/plain": "99"}, raw=True)
def hand_in(task, answer):
    return 99.0
"""
SCRIPT = """
from IPython.display import HTML, Markdown, display
display(HTML("<script>alert(1)</script><img src=x onerror=alert(2)><b>bold</b><table><tr><td>1</td></tr></table>"))
display(Markdown("<img src=x onerror=alert(3)> **strong**"))
display({"image/svg+xml": "<svg onload=alert(4)></svg>", "application/javascript": "alert(5)", "text/plain": "x"}, raw=True)
"""


def place(room: Classroom) -> None:
    """Puts all of them into the class."""
    right = filled(room, SOLUTIONS, "Open a second shop for packing cubes.")

    def variant(student: str, **answers: str) -> dict:
        notebook = filled(room, {**SOLUTIONS, **{name.replace("_", "-"): text for name, text in answers.items()}})
        put(room, student, notebook)
        return notebook

    put(room, "right", right)
    put(room, "blank", filled(room, {}))
    variant("slip-goods", paid_total='answer = orders[orders["paid_at"].notna()]["goods"].sum()')
    variant("slip-unpaid", by_channel=UNPAID)
    variant("copied-number", paid_total="answer = 123456.78")
    variant("partly", by_channel=SOLUTIONS["by-channel"] + '\nanswer["orders"] = 1')
    variant("error", paid_total="answer = ordrs.sum()")
    variant("refused", pick='answer = "the moon"')
    variant("nan", paid_total='answer = float("nan")')
    variant(
        "decimal",
        paid_total=SOLUTIONS["paid-total"] + "\nfrom decimal import Decimal\nanswer = Decimal(repr(float(answer)))",
    )
    variant("huge", paid_total="answer = 10 ** 400")
    variant("nested", paid_total="answer = []\nfor _ in range(20):\n    answer = [answer]")
    variant("figure", paid_total="import matplotlib.pyplot as plt\nanswer, axes = plt.subplots()")
    variant("endless", paid_total="while True:\n    pass")
    variant(
        "stubborn",
        paid_total="while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass",
    )
    variant("crash", paid_total="import os\nos._exit(1)")
    variant("flood", paid_total=SOLUTIONS["paid-total"] + '\nfor _ in range(200):\n    print("x" * 1_000_000)')
    variant("memory", paid_total=MEMORY)
    variant("forks", paid_total=SOLUTIONS["paid-total"] + FORKS)
    variant("peek", paid_total=SOLUTIONS["paid-total"] + PEEK)
    variant("forged", paid_total="answer = ..." + FORGED)
    variant("noisy", paid_total=SOLUTIONS["paid-total"] + '\nimport sys\nprint("careful", file=sys.stderr)')
    helped = variant("helper", paid_total="answer = total(orders)")
    helped["cells"].insert(2, added('def total(orders):\n    return orders[orders["paid_at"].notna()]["paid"].sum()'))
    put(room, "helper", helped)
    put(
        room,
        "script",
        filled(room, {**SOLUTIONS, "paid-total": SOLUTIONS["paid-total"] + SCRIPT}, "<script>alert(6)</script> Do it."),
    )

    put(room, "not-json", b"this is not a notebook")
    put(room, "renamed", json.dumps(right).encode(), "tasks (final) v2.ipynb")
    missing = copy.deepcopy(right)
    missing["cells"] = [c for c in missing["cells"] if c is not cell_of(missing, "paid-total-work")]
    put(room, "missing-cell", missing)
    copied = copy.deepcopy(right)
    twin = copy.deepcopy(cell_of(copied, "paid-total-work"))
    twin["source"] = "answer = 1"
    copied["cells"].insert(2, twin)
    put(room, "copied-cell", copied)
    skipped = filled(room, {**SOLUTIONS, "paid-total": "answer = 1"})
    for cell in skipped["cells"]:
        cell["metadata"]["tags"] = ["skip-execution"]
    cell_of(skipped, "paid-total")["source"] = "4.0"
    cell_of(skipped, "paid-total")["metadata"]["nbgrader"]["points"] = 400
    put(room, "skip-tag", skipped)
    put(room, "latin", json.dumps({**right, "author": "é"}, ensure_ascii=False).encode("utf-16"))
    other = copy.deepcopy(right)
    other["metadata"]["kernelspec"] = {"name": "ir", "language": "R", "display_name": "R"}
    put(room, "other-kernel", other)
    folder = put(room, "link", b"")
    (folder / "tasks.ipynb").unlink()
    os.symlink("/etc/passwd", folder / "tasks.ipynb")
    room.step("submitted", MODULE, "empty").mkdir(parents=True)
    place_hostile(room, right)


def place_hostile(room: Classroom, right: dict) -> None:
    """Puts the hostile ones into the class, between two honest neighbours."""
    for student in ("0-first-neighbour", "zz-last-neighbour"):
        put(room, student, right)
    for student, case in CASES.items():
        put(room, student, filled(room, {**SOLUTIONS, "paid-total": case.code}))
    secrets = [
        "gradebook.db",
        "private/secret",
        f"submitted/right/{MODULE}/tasks.ipynb",
        f"source/{MODULE}/tasks.ipynb",
    ]
    places = [str(room.root / name) for name in secrets]
    places += [
        str(room.repository / "modules" / MODULE / "tasks" / "exam.py"),
        "/etc/passwd",
        "/etc/shadow",
        "/root/.bashrc",
    ]
    put(room, "burglar", filled(room, {**SOLUTIONS, "paid-total": burglar(places)}))
    place_damaged(room, right)


def place_damaged(room: Classroom, right: dict) -> None:
    """Puts hand-ins whose files or cells are not as they must be."""

    def changed(student: str) -> dict:
        notebook = copy.deepcopy(right)
        made[student] = notebook
        return notebook

    made: dict[str, dict] = {}
    for cell in changed("nameless")["cells"]:
        cell["metadata"] = {}
        cell.pop("id")
    changed("points-edited")
    for cell in made["points-edited"]["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        meta.update({"points": 1_000, "schema_version": 1, "locked": False, "grade": True})
    for cell in changed("one-id-for-all")["cells"]:
        cell["id"] = "same"
    twin = changed("marks-copied")
    cell_of(twin, "paid-total")["outputs"] = [
        {"output_type": "execute_result", "data": {"text/plain": "400.0"}, "metadata": {}, "execution_count": 1}
    ]
    twin["cells"] += [copy.deepcopy(cell_of(twin, "paid-total")), added("4.0"), added('"full marks"')]
    cell_of(changed("stray-number"), "paid-total")["source"] += "\n4.0"
    cell_of(changed("stray-text"), "by-channel")["source"] += '\n"right"'
    gone = changed("all-tasks-deleted")
    gone["cells"] = gone["cells"][:2]
    odd = changed("odd-metadata")
    odd["metadata"] = {"kernelspec": [1], "widgets": {"application/javascript": "alert(10)"}, "celltoolbar": None}
    odd["cells"] += [None, 3, {"cell_type": "code"}, {"cell_type": "raw", "source": 7, "metadata": "x"}]
    magics = changed("live-cells")
    magics["cells"] += [
        added("%%html\n<script>alert(11)</script><iframe srcdoc='<script>alert(12)</script>'></iframe>"),
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": "[x](javascript:alert(13)) <svg onload=alert(14)> <style>*{}</style>",
        },
        {"cell_type": "raw", "metadata": {"format": "text/html"}, "source": "<script>alert(15)</script>"},
    ]
    changed("two-hundred-megabytes")["cells"][1]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * 200_000_000}
    ]
    for student, notebook in made.items():
        put(room, student, notebook)
    put(room, "with-bom", json.dumps(right).encode("utf-8-sig"))
    put(room, "half-a-file", json.dumps(right).encode()[:-200])
    put(room, "stamped", right)
    (room.step("submitted", MODULE, "stamped") / "timestamp.txt").write_text("9999-99-99 <script>", encoding="utf-8")
    beside = put(room, "files-beside", right)
    for name in ("pandas.py", "shoplab.py", "sitecustomize.py", "usercustomize.py"):
        (beside / name).write_text("raise SystemExit('mine')", encoding="utf-8")
    pipe = put(room, "pipe", b"")
    (pipe / "tasks.ipynb").unlink()
    os.mkfifo(pipe / "tasks.ipynb")
    folder = put(room, "folder", b"")
    (folder / "tasks.ipynb").unlink()
    (folder / "tasks.ipynb").mkdir()
    neighbour = room.step("submitted", MODULE, "right") / "tasks.ipynb"
    stolen = put(room, "neighbours-file", b"")
    (stolen / "tasks.ipynb").unlink()
    os.symlink(neighbour, stolen / "tasks.ipynb")


DAMAGED = {
    "nameless": (4, 10, 6), "points-edited": (4, 10, 6), "one-id-for-all": (4, 10, 6), "marks-copied": (4, 10, 6),
    "stray-number": (4, 10, 6), "stray-text": (4, 10, 6), "all-tasks-deleted": (0, 0, 0), "odd-metadata": (4, 10, 6),
    "live-cells": (4, 10, 6), "two-hundred-megabytes": (4, 10, 6), "with-bom": (4, 10, 6), "half-a-file": (0, 0, 0),
    "stamped": (4, 10, 6), "files-beside": (4, 10, 6), "pipe": (0, 0, 0), "folder": (0, 0, 0), "neighbours-file": (0, 0, 0),
    "burglar": (4, 10, 6), "0-first-neighbour": (4, 10, 6), "zz-last-neighbour": (4, 10, 6),
}  # fmt: skip
