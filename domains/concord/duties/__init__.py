"""职责: what a charter obliges an alliance and its members to, by what they did. Pure; no clock."""

from concord.duties.deeds import Deed, DeedKind, Record, Ruling
from concord.duties.duty import Duty, DutyKind, DutyStatus
from concord.duties.reckoning import duties

__all__ = ["Deed", "DeedKind", "Duty", "DutyKind", "DutyStatus", "Record", "Ruling", "duties"]
