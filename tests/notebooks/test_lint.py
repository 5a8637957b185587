"""The committed course has nothing that `coursekit lint` would mend, its exams on three unseen shops included."""

from pathlib import Path

from coursekit.lint.rules import lint_course


def test_the_course_is_clean(root: Path) -> None:
    found = [str(finding) for finding in lint_course(root)]
    assert found == [], "\n".join(["coursekit lint:", *found])
