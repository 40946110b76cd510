"""Exceptions in the log: where, not with which values."""

import sys
import traceback
from types import TracebackType
from typing import Any

from structlog.typing import EventDict, WrappedLogger

LONGEST_MESSAGE = 300


def without_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replaces `exc_info` by type, first line of the message, and frames.

    Only the first line: PostgreSQL's DETAIL, on the next, shows the row that failed.
    """
    error = _exception(event.pop("exc_info", None))
    if error is not None:
        event["exception"] = type(error).__qualname__
        event["message"] = (str(error).splitlines() or [""])[0][:LONGEST_MESSAGE]
        event["frames"] = _frames(error.__traceback__)
    return event


def _exception(given: Any) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None


def _frames(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
