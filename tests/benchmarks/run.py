"""`make bench`: every benchmark, or those named; ratios printed, JSON in `tests/benchmarks/results/`."""

import asyncio
import sys
from importlib import import_module
from pathlib import Path

NAMES = ("appends", "projection", "publication")
HERE = Path(__file__).parent


def main() -> int:
    """Returns 0 if every goal was met."""
    met = [asyncio.run(import_module(name).main(HERE / "results")) for name in sys.argv[1:] or NAMES]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
