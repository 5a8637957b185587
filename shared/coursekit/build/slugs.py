"""Readable, stable names made from headings."""

import re
import unicodedata

MAX_SLUG = 48
FALLBACK = "section"


def slug(heading: str) -> str:
    """A heading in lower-case ASCII words joined by dashes; Chinese, punctuation and markup fall away.

    At most 48 characters, cut between words. A heading with no ASCII letter or digit gives "section".
    """
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    text = text.replace("'", "")
    words = re.findall(r"[a-z0-9]+", text)
    kept: list[str] = []
    for word in words:
        if kept and len("-".join([*kept, word])) > MAX_SLUG:
            break
        kept.append(word[:MAX_SLUG])
    return "-".join(kept) or FALLBACK
