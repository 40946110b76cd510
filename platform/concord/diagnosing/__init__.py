"""What is unsafe about an installation: its settings, its files, its database, its NATS."""

from concord.diagnosing.diagnosis import diagnose
from concord.diagnosing.finding import Finding, Severity

__all__ = ["Finding", "Severity", "diagnose"]
