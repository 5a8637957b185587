"""`python -m benchmarks [world|market|grading|numpy ...]`: everything, unless told what."""

from __future__ import annotations

import argparse
import os
import platform

from benchmarks import grading, market, numpy_versions, world
from benchmarks.measure import HEAD

PARTS = {"world": world.run, "market": market.run, "grading": grading.run, "numpy": numpy_versions.run}


def main() -> None:
    """Run the parts asked for and print their rows."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure what the project promises about speed.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="world, market, grading or numpy (default: all)")
    chosen = parser.parse_args().parts or list(PARTS)
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}, {platform.system()}")
    print(HEAD)
    for part in chosen:
        for row in PARTS[part]():
            print(row, flush=True)


if __name__ == "__main__":
    main()
