"""Starts a command in a quarter of a second instead of two."""

import sys


def skip_slow_grammars() -> None:
    """Keep jsonschema from importing rfc3987_syntax; call it before nbformat or Jupyter is imported.

    That package compiles grammars for about two seconds, for address formats that no Jupyter schema uses. jsonschema does
    without it where it is missing.
    """
    if "jsonschema" not in sys.modules:
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
