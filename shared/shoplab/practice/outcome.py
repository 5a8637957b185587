"""What a learner sees after a check: words first, colour only as decoration."""

import re
from dataclasses import dataclass
from html import escape

from shoplab.languages import joined

COLOURS = {"correct": "#1845fb", "not-yet": "#c91f16", "your-turn": "#656364", "earlier": "#656364", "info": "#656364"}
BOX = '<div role="status" style="border-left: 4px solid {colour}; padding: 0.3em 0.8em; margin: 0.3em 0">{body}</div>'


def as_html(text: str) -> str:
    """Escaped HTML of a message; what stands in backticks becomes code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)).replace("\n", "<br>")


@dataclass(frozen=True)
class Outcome:
    """A message that renders as text (terminal, web page, screen reader) and as a quiet box in a notebook."""

    state: str
    """`your-turn`, `not-yet`, `correct`, `earlier`; `info` for hints and solutions."""
    lead: str
    """The verdict in a word or two."""
    body: str = ""
    """The sentences after it."""
    code: str = ""
    """Lines of code to show below, unchanged."""
    slip: int | None = None
    """The number of the question's named slip that was recognised."""

    @property
    def text(self) -> str:
        """The whole message."""
        head = joined(self.lead, self.body)
        return "\n".join(part for part in (head, self.code) if part)

    def __repr__(self) -> str:
        """The message itself: that is what a notebook stores."""
        return self.text

    def _repr_html_(self) -> str:
        """The message as a box with the role of a status, so that screen readers say it."""
        parts = [f"<strong>{as_html(self.lead)}</strong>"] if self.lead else []
        if self.body:
            parts.append(as_html(self.body))
        body = " ".join(parts)
        if self.code:
            body += f"<pre>{escape(self.code)}</pre>"
        return BOX.format(colour=COLOURS[self.state], body=body)
