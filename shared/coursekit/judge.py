"""The second stage: what a handed-in decision would have done to the shop, kept on disk by answer, seed and market.

Judging happens in this process, on decoded plain data; nothing of the learner's code is run.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coursekit.compare import Decision
from coursekit.exam import Exam, Task, World
from shoplab.handin.bundle import BundleError, decode

Outcome = dict[str, Any]
JUDGE_FAILED = "the judge of this task could not work it out ({reason})"


def judge_answers(
    exam: Exam, bundles: Mapping[str, Any], worlds: Mapping[str, World], cache: Path
) -> dict[str, Outcome]:
    """Returns the outcome of each handed-in decision of one notebook; tasks that can't be decoded have none."""
    outcomes: dict[str, Outcome] = {}
    for task in exam.automatic:
        if not isinstance(task.compare, Decision) or task.name not in bundles:
            continue
        try:
            answer = decode(bundles[task.name], task.name)
        except BundleError:
            continue
        if answer is not ...:
            outcomes[task.name] = judge(task, bundles[task.name], answer, worlds[task.judged_on], cache)
    return outcomes


def judge(task: Task, bundle: Any, answer: Any, world: World, cache: Path) -> Outcome:
    """Returns one decision's outcome, from the cache if the same decision was judged before in the same market."""
    assert isinstance(task.compare, Decision)
    basis = json.dumps([bundle["answer"], str(world.seed), world.version, task.name], sort_keys=True)
    path = cache / task.name / (hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest() + ".json")
    known = _read(path)
    if known is not None:
        return known
    try:
        outcome = _plain(task.compare.judge(answer, world))
    except Exception as error:  # a judge that stumbles over an odd decision must not stop the class
        return {"error": JUDGE_FAILED.format(reason=type(error).__name__)}
    _write(path, outcome)
    return outcome


def _plain(outcome: Any) -> Outcome:
    """Returns an outcome as plain data; raises for numbers that are none."""
    plain = json.loads(json.dumps(outcome, default=float, allow_nan=True))
    for name in ("value", "naive", "reference"):
        if name in plain and not math.isfinite(plain[name]):
            raise ValueError(name)
    return plain


def _read(path: Path) -> Outcome | None:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return known if isinstance(known, dict) else None


def _write(path: Path, outcome: Outcome) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8", newline="\n") as file:
        json.dump(outcome, file, ensure_ascii=False)
    os.replace(file.name, path)
