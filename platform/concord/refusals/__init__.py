"""Refusals: a stable code and a sentence in two languages, for all that says no."""

from concord.refusals.refusal import CommandRefusal, Message, Refusal, RefusalCode

__all__ = ["CommandRefusal", "Message", "Refusal", "RefusalCode"]
