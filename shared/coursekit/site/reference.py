"""The reference pages that come from docstrings: the metrics, and the market that judges decisions."""

from __future__ import annotations

from pathlib import Path

METRICS = """# Metrics 指标

One function a metric, the denominator in its name. `from shoplab import metrics`; then, say, `metrics.cr(shares, 4)`.

```{eval-rst}
.. automodule:: shoplab.metrics
   :members:
   :imported-members:
```
"""
PAGES = {"reference/metrics.md": METRICS}


def write(folder: Path) -> tuple[str, ...]:
    """Write the reference pages into the staged site and return their names."""
    for name, text in PAGES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(PAGES)
