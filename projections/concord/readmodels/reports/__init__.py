"""台账反馈: the read model of reports."""

from concord.readmodels.reports.projection import READ_MODEL

__all__ = ["READ_MODEL"]
