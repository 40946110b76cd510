"""`make bench`: every benchmark, or those named; ratios printed, JSON in `tests/benchmarks/results/`."""

import sys
from importlib import import_module
from pathlib import Path

import uvloop

NAMES = (
    "answering",
    "appends",
    "auditing",
    "fairness",
    "outage",
    "projection",
    "publication",
    "sealing",
    "starting",
    "subscribing",
    "tenants",
    "verification",
)
HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "support"))


def main() -> int:
    """Returns 0 if every goal was met. The event loop is the one that `concord serve` runs on."""
    met = [uvloop.run(import_module(name).main(HERE / "results")) for name in sys.argv[1:] or NAMES]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
