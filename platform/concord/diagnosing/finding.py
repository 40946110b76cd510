"""One unsafe thing, and the sentence that says what to do about it."""

from enum import StrEnum
from typing import NamedTuple

from concord.refusals import Message


class Severity(StrEnum):
    """How bad it is."""

    UNSAFE = "unsafe"  # 不安全：应立即处理
    ADVICE = "advice"  # 建议
    UNKNOWN = "unknown"  # 无法检查


class Finding(NamedTuple):
    """Found once for each thing that it is about."""

    code: str
    """Stable: scripts and `docs/operators.md` name it."""
    severity: Severity
    about: str
    """The setting, file, table or role."""
    message: Message


def unsafe(code: str, about: str, zh: str, en: str) -> Finding:
    """Exit code 1."""
    return Finding(code, Severity.UNSAFE, about, Message(zh, en))


def advice(code: str, about: str, zh: str, en: str) -> Finding:
    """Right for some installations."""
    return Finding(code, Severity.ADVICE, about, Message(zh, en))


def unknown(code: str, about: str, zh: str, en: str) -> Finding:
    """Could not be looked at: no finding is no proof then."""
    return Finding(code, Severity.UNKNOWN, about, Message(zh, en))
