"""`make bench` takes long and is in no suite: what it imports is looked at here."""

import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
IMPORT = "import importlib, run\nfor name in run.NAMES: importlib.import_module(name)"


def test_every_benchmark_can_be_imported():
    done = subprocess.run([sys.executable, "-c", IMPORT], cwd=BENCHMARKS, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
