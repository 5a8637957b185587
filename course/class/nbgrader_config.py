# The configuration of one class. Stock nbgrader commands and formgrader's buttons read it too, so a hand-in that is
# graded with them runs just as isolated, and gets the same marks, as with `coursekit grade`.
from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    IgnorePattern,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from coursekit.preprocessors import AskPerson, HandInExporter, IsolatedExecute, KeepExecuted, Mark, Rebuild

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = "{course_id}"

# A hand-in is rebuilt on the released notebook, run shut in, and marked outside the learner's code.
c.Autograde.exporter_class = HandInExporter
c.Autograde.sanitize_preprocessors = [Rebuild, ClearOutput, OverwriteKernelspec, OverwriteCells, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [
    IsolatedExecute,
    KeepExecuted,
    Mark,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AskPerson,
    AssignLatePenalties,
    CheckCellMetadata,
]

# The line `answer = ...`, or in a written task the line to replace, stands above each solution region and stays: a blank
# copy runs without an error.
c.ClearSolutions.code_stub = {"python": ""}
c.ClearSolutions.text_stub = ""

# Files beside a hand-in's notebook are not copied into feedback when a browser would run them.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.py", "*.js", "*.htm", "*.html", "*.xhtml", "*.svg", "*.xml",
]  # fmt: skip

# Seconds that one cell, and one hand-in, may take.
# c.IsolatedExecute.cell_seconds = 30
# c.IsolatedExecute.total_seconds = 240

# Without bubblewrap nothing is graded. This runs learners' code unprotected, on your own account:
# c.IsolatedExecute.trust = True

# Late hand-ins: "none" or "zero", or a plugin of your own (see nbgrader's documentation).
# c.LateSubmissionPlugin.penalty_method = "zero"
