"""A process exports what it measures, and nothing that it does not."""

import subprocess
import sys

SCRIPT = """
from prometheus_client import generate_latest
import concord.server.app
from concord.telemetry.metrics import set_publisher_lag
before = generate_latest().decode()
set_publisher_lag(7)
set_publisher_lag(3)
after = generate_latest().decode()
print("concord_publisher_lag_events" in before, "concord_publisher_lag_events 3.0" in after)
"""


def test_the_lag_of_publication_is_exported_only_where_it_is_measured():
    # A process of its own: in this one another test may have measured it.
    said = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["False", "True"]
