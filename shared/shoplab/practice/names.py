"""The name of the variable that a learner gave to `check`, read from her own line."""

import ast
import inspect
import linecache
from types import FrameType


def argument_name(frame: FrameType | None) -> str | None:
    """The first argument of the call that `frame` is making, when it is a plain name; None when it can't be told."""
    try:
        where = inspect.getframeinfo(frame, context=0).positions  # type: ignore[arg-type]
        lines = linecache.getlines(frame.f_code.co_filename)[where.lineno - 1 : where.end_lineno]  # type: ignore[union-attr]
        # Columns count bytes: a Chinese comment before the call would shift them otherwise.
        raw = [line.encode("utf-8") for line in lines]
        raw[-1] = raw[-1][: where.end_col_offset]
        raw[0] = raw[0][where.col_offset :]
        call = ast.parse(b"".join(raw).decode("utf-8").strip(), mode="eval").body
        first = call.args[0]  # type: ignore[attr-defined]
        return first.id if isinstance(first, ast.Name) else None
    except Exception:
        return None
