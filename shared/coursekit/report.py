"""The class report: one self-contained page that says who understood what, which slips were made, and what to look at."""

from __future__ import annotations

import base64
import html
import io
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

from coursekit.classroom import NOTEBOOK, Classroom, put_tools_on_path
from coursekit.exam import Exam, Task
from coursekit.grading import ClassResult, NothingToGrade, results
from coursekit.mark import number_text

MASTERED = 0.8  # a point is mastered by the class when this share of its marks was earned
ACCENT, GREY, DARK = "#1845fb", "#c9c9cd", "#3a3a3f"
TITLE = "Class report: {module}"
NOTHING = "Nothing of “{module}” is graded yet: run `coursekit grade {module}` first."
SUMMARY = "{students} students, {points} points. Half of them have {median} or more; the mean is {mean}."
TO_DO = "{count} answers wait for a person: open formgrader, tab Manual Grading."
TO_DO_NONE = "No answer waits for a person."
ALT_TOTALS = "Histogram of total points out of {points}: {students} students, from {low} to {high}, median {median}."
ALT_TASKS = "Bar chart of the share of points earned in each of {count} tasks; lowest is {worst} with {share} %."
ALT_SLIPS = "Bar chart of the {count} most frequent named slips; the first is {first}, made by {times}."
HEAD_TOTALS = "Half of the class has {median} of {points} points or more"
HEAD_TASKS = "“{worst}” was hardest: {share} % of its points were earned"
HEAD_SLIPS = "The most frequent slip, made by {times}: {first}"
HEAD_SLIPS_EVEN = "No slip was made by more than one student"
ONE_STUDENT, STUDENTS = "1 student", "{n} students"
VERDICT_WORDS = {
    "right": "right", "slip": "slip", "partly": "partly", "wrong": "not yet", "blank": "no answer", "refused": "refused",
    "unreadable": "unreadable", "person": "for a person",
}  # fmt: skip
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#222;max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}th,td{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}img{max-width:100%}small{color:#555}
.scroll{overflow-x:auto}caption{text-align:left;font-weight:600;padding:.3rem 0}
"""


def write_report(room: Classroom, module: str, result: ClassResult | None = None) -> Path:
    """Writes reports/<module>.html and returns its path; raises NothingToGrade when nothing was graded."""
    result = result or results(room, module)
    if not result.students:
        raise NothingToGrade(NOTHING.format(module=module))
    page = report_page(room.exam(module), result, gradebook_scores(room, module))
    path = room.root / "reports" / f"{module}.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text(page, encoding="utf-8", newline="\n")
    return path


def gradebook_scores(room: Classroom, module: str) -> dict[str, dict[str, Any]]:
    """Returns what the gradebook says: student → total, still to mark, late penalty, scores by task."""
    put_tools_on_path()
    from nbgrader.api import Gradebook

    scores: dict[str, dict[str, Any]] = {}
    with Gradebook(f"sqlite:///{room.root / 'gradebook.db'}", room.course_id) as book:
        for submitted in book.notebook_submissions(NOTEBOOK, module):
            grades = {grade.name: grade for grade in submitted.grades}
            scores[submitted.student.id] = {
                "total": submitted.score - (submitted.late_submission_penalty or 0.0),
                "penalty": submitted.late_submission_penalty or 0.0,
                "waiting": [name for name, grade in grades.items() if grade.needs_manual_grade],
                "scores": {name: grade.score for name, grade in grades.items()},
                "by_hand": {
                    name: (grade.auto_score, grade.manual_score)
                    for name, grade in grades.items()
                    if grade.manual_score is not None
                },
            }
    return scores


def report_page(exam: Exam, result: ClassResult, book: dict[str, dict[str, Any]]) -> str:
    """Returns the page; every word that comes from a hand-in is escaped."""
    totals = [book.get(one.student, {}).get("total", sum(m.points for m in one.marks)) for one in result.students]
    waiting = sum(len(entry["waiting"]) for entry in book.values())
    summary = SUMMARY.format(
        students=len(totals), points=number_text(exam.points), median=number_text(round(median(totals), 1)),
        mean=number_text(round(mean(totals), 1)),
    )  # fmt: skip
    unmarked = {name for entry in book.values() for name in entry["waiting"]} & {task.name for task in exam.written}
    shares = {
        task.name: _share(result, task.name, task.points, book) for task in exam.tasks if task.name not in unmarked
    }
    parts = [
        f"<h1>{_e(TITLE.format(module=result.module))}</h1><p>{_e(summary)}</p>",
        f"<p>{_e(TO_DO.format(count=waiting) if waiting else TO_DO_NONE)}</p>",
        _plots(exam, totals, shares, _slip_counts(result)),
        "<h2>Who has what</h2>" + _students_table(exam, result, book),
        "<h2>Which slips, and how many</h2>" + _slips_table(exam, result),
        "<h2>What the class has not mastered yet</h2>" + _points_table(exam, shares),
        "<h2>Hand-ins that needed mending</h2>" + _notes_list(result),
        "<h2>Marked by hand</h2>" + _by_hand(book, result),
    ]
    head = f'<meta charset="utf-8"><title>{_e(TITLE.format(module=result.module))}</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n' + "\n".join(parts) + "\n</body></html>\n"


def _e(text: object) -> str:
    return html.escape(str(text))


def _share(result: ClassResult, task: str, points: float, book: dict[str, dict[str, Any]]) -> float:
    """Returns the share of a task's points that the class earned, by the gradebook where it has a score."""
    earned = []
    for one in result.students:
        mark = next((m.points for m in one.marks if m.task == task), 0.0)
        earned.append(book.get(one.student, {}).get("scores", {}).get(task, mark))
    return sum(earned) / (len(earned) * points) if earned and points else 0.0


def _slip_counts(result: ClassResult) -> Counter[tuple[str, str]]:
    return Counter((m.task, m.slip) for one in result.students for m in one.marks if m.slip)


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]], numbers: Sequence[int] = ()) -> str:
    def cells(values: Sequence[Any], tag: str) -> str:
        return "".join(
            f"<{tag}{' class=n' if place in numbers else ''}{' scope=col' if tag == 'th' else ''}>{_e(value)}</{tag}>"
            for place, value in enumerate(values)
        )

    body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
    return (
        f'<div class="scroll"><table><caption>{_e(caption)}</caption><thead><tr>{cells(head, "th")}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _students_table(exam: Exam, result: ClassResult, book: dict[str, dict[str, Any]]) -> str:
    head = ["Student", *(f"{task.name} ({number_text(task.points)})" for task in exam.tasks), "Total"]
    rows = []
    for one in sorted(result.students, key=lambda s: s.student):
        entry = book.get(one.student, {})
        cells: list[str] = [one.student]
        for mark in one.marks:
            score = entry.get("scores", {}).get(mark.task, mark.points)
            words = mark.slip or VERDICT_WORDS[mark.verdict]
            cells.append(f"{number_text(score)} · {words}")
        total = entry.get("total", sum(m.points for m in one.marks))
        late = f" (late: −{number_text(entry['penalty'])})" if entry.get("penalty") else ""
        rows.append([*cells, number_text(round(total, 2)) + late])
    return _table("Points and verdict of each task", head, rows, numbers=[len(head) - 1])


def _slips_table(exam: Exam, result: ClassResult) -> str:
    counts = _slip_counts(result)
    if not counts:
        return "<p>No named slip was made.</p>"
    rows = []
    for (task_name, slip_name), count in counts.most_common():
        task = exam.task(task_name)
        slip = task.slip(slip_name) if isinstance(task, Task) else None
        who = ", ".join(
            s.student for s in result.students if any((m.task, m.slip) == (task_name, slip_name) for m in s.marks)
        )
        rows.append([task_name, slip_name, count, slip.says if slip else "", who])
    return _table(
        "Named slips, the most frequent first", ["Task", "Slip", "Students", "What they are told", "Who"], rows, [2]
    )


def _points_table(exam: Exam, shares: dict[str, float]) -> str:
    by_point: dict[str, list[tuple[float, str]]] = {}
    for task in exam.tasks:
        for point in task.outline if task.name in shares else ():
            by_point.setdefault(point, []).append((shares[task.name], task.name))
    rows = []
    for point, entries in sorted(by_point.items()):
        share = mean(value for value, _ in entries)
        if share < MASTERED:
            rows.append([point, f"{share:.0%}", ", ".join(name for _, name in entries)])
    if not rows:
        return f"<p>Every point that was assessed is mastered: at least {MASTERED:.0%} of its marks were earned.</p>"
    return _table(
        f"Outline points with less than {MASTERED:.0%} of their marks", ["Point", "Earned", "Tasks"], rows, [1]
    )


def _notes_list(result: ClassResult) -> str:
    lines = [
        f"<li><strong>{_e(one.student)}</strong>: {_e(note['says'])}</li>"
        for one in result.students
        for note in one.notes
    ]
    lines += [f"<li>{_e(line)}</li>" for line in result.failed]
    return f"<ul>{''.join(lines)}</ul>" if lines else "<p>None.</p>"


def _by_hand(book: dict[str, dict[str, Any]], result: ClassResult) -> str:
    rows = []
    for student, entry in sorted(book.items()):
        for task, (machine, manual) in sorted(entry["by_hand"].items()):
            rows.append([student, task, "" if machine is None else number_text(machine), number_text(manual)])
    lines = "".join(f"<li>{_e(line)}</li>" for line in result.changed_under_hand)
    changed = f"<p>The machine's mark has changed under these:</p><ul>{lines}</ul>" if lines else ""
    if not rows:
        return "<p>None yet.</p>"
    return _table("Scores given by a person count", ["Student", "Task", "Machine", "Person"], rows, [2, 3]) + changed


def _plots(exam: Exam, totals: list[float], shares: dict[str, float], slips: Counter[tuple[str, str]]) -> str:
    points, worst = number_text(exam.points), min(shares, key=lambda name: shares[name])
    middle = number_text(round(median(totals), 1))
    share = f"{shares[worst] * 100:.0f}"
    alt = ALT_TOTALS.format(
        points=points, students=len(totals), low=number_text(min(totals)), high=number_text(max(totals)), median=middle
    )
    figures = [
        _figure(
            lambda axes: _draw_totals(axes, totals, exam.points), HEAD_TOTALS.format(median=middle, points=points), alt
        ),
        _figure(
            lambda axes: _draw_bars(
                axes, [(name, value * 100) for name, value in shares.items()], worst, "% of points"
            ),
            HEAD_TASKS.format(worst=worst, share=share),
            ALT_TASKS.format(count=len(shares), worst=worst, share=share),
        ),
    ]
    if slips:
        bars = [(f"{task}: {slip}", float(count)) for (task, slip), count in slips.most_common(8)]
        first, number = bars[0][0], int(bars[0][1])
        times = ONE_STUDENT if number == 1 else STUDENTS.format(n=number)
        figures.append(
            _figure(
                lambda axes: _draw_bars(axes, bars, first if number > 1 else "", "students"),
                HEAD_SLIPS_EVEN if number == 1 else HEAD_SLIPS.format(first=first, times=times),
                ALT_SLIPS.format(count=len(bars), first=first, times=times),
            )
        )
    return "".join(figures)


def _figure(draw: Any, title: str, alt: str) -> str:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 3.2), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    draw(axes)
    figure.suptitle(textwrap.fill(title, 78), x=0.01, ha="left", fontsize=11)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=110, metadata={"Software": None})
    data = base64.b64encode(file.getvalue()).decode("ascii")
    return f'<p><img alt="{_e(alt)}" src="data:image/png;base64,{data}"></p>'


def _draw_totals(axes: Any, totals: list[float], points: float) -> None:
    axes.hist(totals, bins=min(12, max(4, int(points // 5))), range=(0, points), color=GREY, edgecolor="white")
    axes.axvline(median(totals), color=ACCENT, linewidth=2)
    axes.text(median(totals), axes.get_ylim()[1], " median", color=ACCENT, va="top")
    axes.set_xlabel("points")
    axes.set_ylabel("students")
    axes.yaxis.get_major_locator().set_params(integer=True)


def _draw_bars(axes: Any, bars: list[tuple[str, float]], accent: str, unit: str) -> None:
    names = [name[:48] for name, _ in bars][::-1]
    values = [value for _, value in bars][::-1]
    axes.barh(names, values, color=[ACCENT if name == accent[:48] else GREY for name in names])
    for place, value in enumerate(values):
        axes.text(value, place, f" {value:.0f}", va="center", color=DARK)
    axes.set_xlabel(unit)
    axes.xaxis.get_major_locator().set_params(integer=True)
