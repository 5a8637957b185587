"""Markdown block by block: each heading, paragraph, list item and table row is one message, however its lines are broken.

Fenced code, formulas and tags stay as they are. Extraction and translation are the same walk, so they can't disagree.
"""

import re
from collections.abc import Callable

FENCE = re.compile(r"^\s*(```|~~~)")
RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
HEADING = re.compile(r"^(#{1,6}\s+)(.+)$")
ITEM = re.compile(r"^(\s*(?:>\s+)*(?:[-*+]|(?P<number>\d+)\.)\s+|\s*>\s+|\s*)(?P<text>\S.*)$")
TAGS = re.compile(r"^(\s*(?:<[^>]+>\s*)*)(.*?)((?:\s*</[^>]+>)*\s*)$")
WORDS = re.compile(r"[^\W\d_]{2}")

Say = Callable[[str], str]


def rewrite(text: str, say: Say) -> str:
    """Return the Markdown with each message that `say` answers differently replaced; the rest stays byte for byte."""
    lines = text.split("\n")
    out: list[str] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        out.extend(_block(lines[at:end], say))
        at = end
    return "\n".join(out)


def _end(lines: list[str], at: int) -> int:
    """Where the block that begins in line `at` ends."""
    fence = FENCE.match(lines[at])
    if fence:
        closes = (n for n in range(at + 1, len(lines)) if lines[n].strip() == fence[1])
        return next(closes, len(lines) - 1) + 1
    if lines[at].strip() == "$$":
        closes = (n for n in range(at + 1, len(lines)) if lines[n].strip() == "$$")
        return next(closes, len(lines) - 1) + 1
    if _stands_alone(lines[at]):
        return at + 1
    first = ITEM.match(lines[at])
    end = at + 1
    while end < len(lines) and not _begins(lines[end], bool(first["number"]), first[1].strip() == ">"):
        end += 1
    return end


def _stands_alone(line: str) -> bool:
    start = line.lstrip()
    return not start or start[0] in "<|" or bool(HEADING.match(line)) or bool(RULE.match(line))


def _begins(line: str, counted: bool, quoted: bool) -> bool:
    """Does this line begin a block of its own? A number in the middle of a sentence doesn't, unless items are counted."""
    if _stands_alone(line) or FENCE.match(line) or line.strip() == "$$":
        return True
    found = ITEM.match(line)
    if found["number"]:
        return counted or found["number"] == "1"
    return found[1].strip() not in ("", ">" if quoted else "")


def _block(lines: list[str], say: Say) -> list[str]:
    first = lines[0]
    if FENCE.match(first) or first.strip() == "$$" or not first.strip():
        return lines
    start = first.lstrip()
    if start[0] == "|":
        return lines if RULE.match(first) else _said(lines, "| ", _row(start), say, " |")
    if start[0] == "<":
        before, text, after = TAGS.match(first).groups()
        return lines if first.lstrip().startswith("<!--") else _said(lines, before, text, say, after)
    heading = HEADING.match(first)
    if heading:
        return _said(lines, heading[1], heading[2].strip(), say)
    if RULE.match(first):
        return lines
    found = ITEM.match(first)
    words = [found["text"], *(line.lstrip("> ") if found[1].strip().startswith(">") else line for line in lines[1:])]
    return _said(lines, found[1], " ".join(" ".join(words).split()), say)


def _row(line: str) -> str:
    return " | ".join(cell.strip() for cell in line.strip().strip("|").split("|"))


def _said(lines: list[str], before: str, message: str, say: Say, after: str = "") -> list[str]:
    if not WORDS.search(message):
        return lines
    told = say(message)
    return lines if told == message else [f"{before}{told}{after}"]
