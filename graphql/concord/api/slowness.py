"""The end of a follower that takes nothing: an error that says where to go on."""

from typing import Any

import msgspec
from graphql import GraphQLError

from concord.api.errors import ErrorCode
from concord.commanding import Message

TOO_SLOW = Message(
    "您长时间未接收数据，订阅已结束；请从 extensions.position 之后重新订阅，不会遗漏或重复",
    "You took nothing for too long and the subscription is ended: subscribe again after extensions.position, "
    "and nothing is missed or comes twice",
)


class _Extensions(msgspec.Struct):
    position: int | None = None


class _Result(msgspec.Struct):
    extensions: _Extensions | None = None


def too_slow(language: str, position: int | None) -> GraphQLError:
    """The error as clients see it. `position`: of the last result that was sent, where there is one."""
    extensions: dict[str, Any] = {"code": ErrorCode.TOO_SLOW.value}
    if position is not None:
        extensions["position"] = position
    return GraphQLError(getattr(TOO_SLOW, language), extensions=extensions)


def position_of(result: str) -> int | None:
    """Where a result, as JSON, stands in the ledger."""
    found = msgspec.json.decode(result, type=_Result).extensions
    return found.position if found else None
