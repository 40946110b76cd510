"""What a charter has to choose from, for whoever named something that it does not have."""

from collections.abc import Iterable
from typing import Protocol

from concord.commanding import Message


class Coded(Protocol):
    """A tier, a theme, a meeting, a list: what a charter knows by a code."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...


def choices(of: Iterable[Coded]) -> Message:
    """Their names, each with the code that commands take."""
    known = [(one.name, one.code) for one in of]
    zh = "、".join(f"{name}（{code}）" for name, code in known)
    en = ", ".join(f"{name} ({code})" for name, code in known)
    return Message(zh or "无", en or "none")


def listed(of: Iterable[Message]) -> Message:
    """Names that stand in no charter, one after the other."""
    named = list(of)
    return Message("、".join(one.zh for one in named) or "无", ", ".join(one.en for one in named) or "none")
