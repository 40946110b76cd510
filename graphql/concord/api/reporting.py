"""Errors as clients see them: a code, a sentence in their language, and never a trace.

What a client got wrong is not logged. What went wrong with us is logged once, under a reference that the
client is shown.
"""

from uuid import uuid4

import structlog
from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError

from concord.api.errors import ApiError, ErrorCode
from concord.api.limits import MAX_TOKENS
from concord.api.translating import chinese
from concord.commanding import Message
from concord.identity import Closed, Denied, Suspended, Unauthenticated
from concord.telemetry.metrics import GRAPHQL_ERRORS

FAULT = Message(
    "系统内部错误，请稍后再试；反馈时请提供编号 {reference}",
    "Something went wrong on our side: try again later, and name reference {reference} if it lasts",
)
TOO_MANY_TOKENS = Message(
    "查询过长：最多 {limit} 个词法单元", "The document is too long: at most {limit} tokens are allowed"
)
LONGEST = 500
"""Characters of what graphql-core says: it repeats the client's own value, which may be a megabyte."""
UNREADABLE = Message("请求有误：{reason}", "{reason}")

_NO_OPERATION = (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError)

log = structlog.get_logger()


def present(error: GraphQLError, language: str) -> None:
    """Gives an error its code and sentence, in place. An error already presented stays as it is."""
    extensions = error.extensions or {}
    if "code" in extensions and "told" not in extensions:
        return
    code, sentence, more = _answer(error, extensions, language)
    error.message = sentence
    error.extensions = {"code": code.value, **more}
    GRAPHQL_ERRORS.labels(code.value).inc()


def _answer(
    error: GraphQLError, extensions: dict[str, object], language: str
) -> tuple[ErrorCode, str, dict[str, object]]:
    told = extensions.get("told")
    if isinstance(told, dict):
        return ErrorCode(str(extensions["code"])), told[language], {}
    original = _root(error)
    if isinstance(original, ApiError):
        fault = original.code is ErrorCode.INTERNAL
        return original.code, original.sentence(language), {"reference": _logged(original)} if fault else {}
    if isinstance(original, Denied):
        return code_of(original), getattr(original.message, language), {}
    if isinstance(error, GraphQLSyntaxError) and "tokens" in error.message:
        return ErrorCode.LIMIT_EXCEEDED, getattr(TOO_MANY_TOKENS, language).format(limit=MAX_TOKENS), {}
    if isinstance(original, _NO_OPERATION) or (original is None and _of_the_request(error)):
        said = error.message if len(error.message) <= LONGEST else f"{error.message[:LONGEST]}…"
        reason = chinese(said) if language == "zh" else said
        return ErrorCode.BAD_USER_INPUT, getattr(UNREADABLE, language).format(reason=reason), {}
    reference = _logged(original or error)
    return ErrorCode.INTERNAL, getattr(FAULT, language).format(reference=reference), {"reference": reference}


def code_of(denied: Denied) -> ErrorCode:
    """Of whom nothing is told but this."""
    for kind, code in (
        (Unauthenticated, ErrorCode.UNAUTHENTICATED),
        (Suspended, ErrorCode.TENANT_SUSPENDED),
        (Closed, ErrorCode.TENANT_CLOSED),
    ):
        if isinstance(denied, kind):
            return code
    return ErrorCode.FORBIDDEN


def _root(error: GraphQLError) -> BaseException | None:
    """What was raised; None where graphql-core itself found fault with the request."""
    original = error.original_error
    while isinstance(original, GraphQLError):
        original = original.original_error
    return original


def _of_the_request(error: GraphQLError) -> bool:
    """Whether graphql-core found fault with the document or its variables, not with a resolver's result."""
    return error.path is None or error.message.startswith("Argument ")


def _logged(error: BaseException) -> str:
    reference = uuid4().hex[:12]
    log.error("a request failed", reference=reference, exc_info=error)
    return reference
