"""Answers to what never became an operation, in GraphQL's form."""

from typing import Any

import msgspec
from litestar import Response

from concord.api.errors import ErrorCode
from concord.api.translating import chinese
from concord.commanding import Message

NOT_A_REQUEST = Message("不是有效的 GraphQL 请求：{reason}", "This is not a GraphQL request: {reason}")
ONE_OPERATION = Message(
    "请求体应为一个操作的 JSON 对象（{{query, variables, operationName}}）；不接受批量请求",
    "Send one operation, as a JSON object {{query, variables, operationName}}: batches are refused",
)
TOO_LARGE = Message("请求体过大", "The request is too large")
ONLY_POST = Message("请用 POST 发送 GraphQL 请求", "Send GraphQL requests with POST")


def refused(
    code: ErrorCode, message: Message, language: str, status: int, **details: object
) -> Response[Any]:
    """One error and no data."""
    text = getattr(message, language).format(**details)
    body = {"data": None, "errors": [{"message": text, "extensions": {"code": code.value}}]}
    return Response(msgspec.json.encode(body), media_type="application/json", status_code=status)


def unreadable(reason: str, language: str, status: int) -> Response[Any]:
    """What was sent is no request."""
    told = chinese(reason) if language == "zh" else reason
    return refused(ErrorCode.BAD_USER_INPUT, NOT_A_REQUEST, language, status, reason=told)
