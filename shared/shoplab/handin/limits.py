"""What an answer may weigh on its way out of a notebook, and the error that says so."""

import re

from shoplab.handin import words
from shoplab.languages import say

FORMAT = 1
TAG = "$"
TIME = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([+-]\d\d:\d\d)?)?", re.ASCII)
MOST_LEVELS = 8
MOST_CELLS = 50_000
MOST_CHARACTERS = 20_000
MOST_BYTES = 2_000_000
LARGEST_INTEGER = 2**63
NAME_LENGTH = 100
PROBLEM_LENGTH = 300


class BundleError(Exception):
    """An answer that can't be carried, or a bundle that can't be read; the message is a sentence."""


class Budget:
    """What may still be carried: values, and characters of text."""

    def __init__(self) -> None:
        """A full budget."""
        self.cells = MOST_CELLS
        self.bytes = MOST_BYTES

    def spend(self, size: int = 8) -> None:
        """Count one value of about `size` bytes."""
        self.cells -= 1
        self.bytes -= size
        if self.cells < 0:
            raise BundleError(say(words.TOO_MANY_CELLS).format(most=f"{MOST_CELLS:,}"))
        if self.bytes < 0:
            raise BundleError(say(words.TOO_BIG))
