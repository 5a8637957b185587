"""The committed course has nothing that `coursekit lint` would mend, its exams on three unseen shops included.

Each exam's proof is a test of its own, and tests/conftest.py lets each have a worker of its own: together they take minutes.
"""

from pathlib import Path

import pytest

from coursekit.lint.exams import graded_modules
from coursekit.lint.rules import lint_course, tried

MODULES = sorted(path.parent.name for path in Path(__file__).resolve().parents[2].glob("modules/*/README.md"))


def test_the_course_is_clean(root: Path) -> None:
    found = [str(finding) for finding in lint_course(root, slow=False)]
    assert found == [], "\n".join(["coursekit lint:", *found])


@pytest.mark.parametrize("module", MODULES)
def test_a_module_s_exam_holds_on_three_unseen_shops_and_leaks_nothing(module: str, root: Path) -> None:
    exam = next(exam for exam in graded_modules(root) if exam.name == module)
    found = [str(finding) for finding in tried(exam)]
    assert found == [], "\n".join(["coursekit lint:", *found])
