"""A hand-in with all solutions earns nothing from an nbgrader that knows nothing of the course's marking step.

nbgrader's own two commands, on the first module; for every module `coursekit lint` asks nbgrader for each cell's points.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from coursekit.exam import load_exam
from coursekit.lint.shops import SEEDS, shop_folder

ROOT = Path(__file__).resolve().parents[2]
MODULE = "01_shop_setup"
# As coursekit.build.quick: without it nbgrader's start takes two seconds more.
NBGRADER = "import sys; sys.modules['rfc3987_syntax'] = None; from nbgrader.apps.nbgraderapp import main; main()"
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "plain"\n'


def test_without_the_marking_step_every_solution_earns_nothing(tmp_path: Path) -> None:
    from nbgrader.api import Gradebook

    tasks = ROOT / "modules" / MODULE / "tasks"
    master = tasks / "tasks.ipynb"
    (tmp_path / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    for folder in (tmp_path / "source" / MODULE, tmp_path / "submitted" / "wen" / MODULE):
        folder.mkdir(parents=True)
        shutil.copyfile(master, folder / "tasks.ipynb")
    for step in ("generate_assignment", "autograde"):
        plain_nbgrader(tmp_path, step, MODULE)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "plain") as book:
        grades = {one.name: one for one in book.find_submission_notebook("tasks", MODULE, "wen").grades}
        scores = {name: (one.auto_score, one.max_score) for name, one in grades.items()}
    exam = load_exam(tasks / "exam.py")
    assert set(scores) == {task.name for task in exam.tasks}
    for task in exam.automatic:
        assert scores[task.name] == (0.0, task.points)
    executed = (tmp_path / "autograded" / "wen" / MODULE / "tasks.ipynb").read_text(encoding="utf-8")
    assert '"output_type": "error"' not in executed  # they were all run, to the end


def plain_nbgrader(folder: Path, step: str, module: str) -> None:
    """Run one of nbgrader's own commands with its default settings, on a shop that has every table, the big ones too."""
    path = str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]
    done = subprocess.run(
        [sys.executable, "-c", NBGRADER, step, module],
        cwd=folder, env={**os.environ, "PATH": path, "SHOPLAB_DATA": str(shop_folder(ROOT, SEEDS[0]))},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
