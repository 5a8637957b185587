"""The default order of the course: warm-ups, then the modules by number, lessons before exercises before tasks."""

from coursekit.lint.pages import Page


def position(file: str) -> tuple[int, int, str]:
    """Where a notebook stands in the default order, for sorting; `file` is its path from the course's folder."""
    folder, name = file.split("/")[:-1], file.rsplit("/", 1)[-1]
    if folder[:1] == ["course"]:
        return (0, 0, name)
    module = folder[1] if len(folder) > 1 else ""
    number = 99 if module == "capstone" else int(module[:2]) if module[:2].isdigit() else 98
    kind = 0 if name.startswith("lesson_") else 1 if name.startswith("exercises") else 2
    return (number, kind, name)


def teaching_before(page: Page, pages: list[Page]) -> list[Page]:
    """The lessons and warm-ups that a learner has seen before this notebook."""
    return [
        other
        for other in pages
        if not other.is_master
        and other.path.name.startswith(("lesson_", "warmup_"))
        and position(other.file) < position(page.file)
    ]
