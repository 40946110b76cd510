"""What operators see of a running Concord: JSON lines and Prometheus metrics."""

from concord.telemetry.context import correlated
from concord.telemetry.logging import configure

__all__ = ["configure", "correlated"]
