"""What a request is refused with as a whole: top-level errors, each with `extensions.code`."""

from enum import StrEnum

from concord.commanding import Message


class ErrorCode(StrEnum):
    """The codes of top-level errors; a contract with clients."""

    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    STALE_READ = "STALE_READ"
    TOO_SLOW = "TOO_SLOW"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    INTERNAL = "INTERNAL"
    TENANT_SUSPENDED = "TENANT_SUSPENDED"
    TENANT_CLOSED = "TENANT_CLOSED"


class ApiError(Exception):
    """Raised anywhere under the schema; the client gets code and sentence, in its language.

    `details` fill the sentence's `{names}` and are shown; nothing else of the exception is.
    """

    def __init__(self, code: ErrorCode, message: Message, /, **details: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.message = message
        self.details = details

    def sentence(self, language: str) -> str:
        """The message in `zh` or `en`."""
        template = self.message.zh if language == "zh" else self.message.en
        return template.format(**self.details)


def bad_input(message: Message, /, **details: object) -> ApiError:
    """What the client sent cannot be read."""
    return ApiError(ErrorCode.BAD_USER_INPUT, message, **details)


def limit_exceeded(message: Message, /, **details: object) -> ApiError:
    """What the client asks for is too much, or too often."""
    return ApiError(ErrorCode.LIMIT_EXCEEDED, message, **details)
