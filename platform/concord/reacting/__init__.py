"""Policies (process managers): an event, or a deadline, leads to commands to others, once each."""

from concord.reacting.policy import Deadline, Policy, Trigger

__all__ = ["Deadline", "Policy", "Trigger"]
