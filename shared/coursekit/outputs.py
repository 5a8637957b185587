"""What may be kept of a learner's outputs: text, pictures and plain tables, and nothing that a browser would run.

Feedback pages and formgrader show these in the instructor's browser, so scripts, styles, frames, links with code and
drawings that can hold scripts are gone before the executed notebook is written.
"""

from __future__ import annotations

import functools
import html
import json
import re
from typing import Any

from shoplab.handin.bundle import BUNDLE_MIME

MAX_TEXT = 120_000
MAX_LINES = 1_000
MAX_HTML = 400_000
MAX_PICTURE = 6_000_000
MAX_ANSWER = 3_000_000
MAX_OUTPUTS = 200
CUT = "\n… the rest was cut."
TAGS = frozenset(
    {
        *(
            "a",
            "b",
            "i",
            "u",
            "em",
            "strong",
            "small",
            "span",
            "sub",
            "sup",
            "code",
            "pre",
            "blockquote",
            "br",
            "hr",
            "p",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "div", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    }
)
ATTRIBUTES = {"td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"], "table": ["border"]}
PLAIN_TAGS = "|".join(sorted(TAGS - {"a", "div", "span"}))
_WHOLE = re.compile(r"<(style|script|template|iframe|object|svg|math|noscript)\b.*?(</\1\s*>|\Z)", re.I | re.S)
_TAG = re.compile(rf"<(?!/?(?:{PLAIN_TAGS})\s*/?>)(?=[A-Za-z/!?])", re.I)
_FORMULA = re.compile(r"\\(href|url|require|style|class|cssId|html\w*|unicode|def|newcommand|let)\b")
_SCHEME = re.compile(r"(javascript|vbscript|data(?=\s*\\?:\s*(?:text|application|image)/))(\s*\\?:)", re.I)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


@functools.cache
def _cleaner() -> Any:
    from bleach.sanitizer import Cleaner

    return Cleaner(tags=TAGS, attributes=ATTRIBUTES, strip=True, strip_comments=True)


def inert_html(page: str) -> str:
    """Returns HTML with allow-listed tags only; tables survive, scripts, styles, links and pictures don't."""
    text = _WHOLE.sub("", page[:MAX_HTML])
    return _cleaner().clean(inert_formulas(text))


def inert_markdown(text: str) -> str:
    """Returns a learner's markdown in which only plain tags without attributes are still HTML, and no link runs code."""
    while (plain := html.unescape(text)) != text:
        text = plain  # markdown would read `&#115;` as a letter of a link's target
    return inert_formulas(_TAG.sub("&lt;", _SCHEME.sub(r"\1 \2", text)))  # a link's target ends at a space


def inert_formulas(text: str) -> str:
    """Returns text without the formula commands that make links, styles or new commands."""
    return _FORMULA.sub(r"\\text", text)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    text = value.encode("utf-8", "replace").decode("utf-8")
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT] + CUT
    return text


def _stream(raw: dict[str, Any]) -> dict[str, Any]:
    lines = _text(raw.get("text")).split("\n")
    text = "\n".join(lines) if len(lines) <= MAX_LINES else "\n".join(lines[:MAX_LINES]) + CUT
    return {"output_type": "stream", "name": "stderr" if raw.get("name") == "stderr" else "stdout", "text": text}


def _error(raw: dict[str, Any]) -> dict[str, Any]:
    trace = raw.get("traceback")
    lines = [_text(line)[:4_000] for line in trace[:100]] if isinstance(trace, list) else []
    return {
        "output_type": "error",
        "ename": _text(raw.get("ename"))[:200],
        "evalue": _text(raw.get("evalue"))[:4_000],
        "traceback": lines,
    }


def _answer(value: Any) -> Any:
    try:
        size = len(json.dumps(value))
    except (TypeError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and size <= MAX_ANSWER else None


def _data(raw: Any, keep_answer: bool) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if not isinstance(raw, dict):
        return data
    if "text/plain" in raw:
        data["text/plain"] = _text(raw["text/plain"])
    if isinstance(raw.get("text/html"), (str, list)):
        data["text/html"] = inert_html(_text(raw["text/html"]))
    if isinstance(raw.get("text/markdown"), (str, list)):
        data["text/markdown"] = inert_markdown(_text(raw["text/markdown"]))
    for kind in ("image/png", "image/jpeg"):
        picture = raw.get(kind)
        if isinstance(picture, str) and len(picture) <= MAX_PICTURE and _BASE64.fullmatch(picture):
            data[kind] = picture
    answer = _answer(raw.get(BUNDLE_MIME)) if keep_answer else None
    if answer is not None:
        data[BUNDLE_MIME] = answer
    return data


def _alt(raw: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Returns the alt texts of the pictures that were kept, as plain words."""
    kept = {}
    for kind in ("image/png", "image/jpeg"):
        entry = raw.get(kind) if isinstance(raw, dict) else None
        alt = entry.get("alt") if isinstance(entry, dict) else None
        if kind in data and isinstance(alt, str):
            kept[kind] = {"alt": re.sub(r"[<>\"'&`]", "", alt)[:500]}
    return kept


def clean_outputs(raw: Any, keep_answer: bool = False) -> list[dict[str, Any]]:
    """Returns a cell's outputs as valid, capped, inert notebook outputs; takes anything, never raises."""
    kept: list[dict[str, Any]] = []
    for output in raw[:MAX_OUTPUTS] if isinstance(raw, list) else ():
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "stream":
            kept.append(_stream(output))
        elif kind == "error":
            kept.append(_error(output))
        elif kind in ("display_data", "execute_result"):
            data = _data(output.get("data"), keep_answer and kind == "execute_result")
            if not data:
                continue
            entry = {"output_type": kind, "data": data, "metadata": _alt(output.get("metadata"), data)}
            if kind == "execute_result":
                count = output.get("execution_count")
                entry["execution_count"] = count if isinstance(count, int) and 0 <= count < 1_000_000 else None
            kept.append(entry)
    return kept
