"""Charters from what a client sends, and those that ship with the product."""

from typing import Any

import msgspec

from concord.api.errors import bad_input
from concord.api.info import Info
from concord.api.structs import plain
from concord.charters import SHIPPED, Charter, CharterInvalid, Overrides, Problem, read_charter, shipped
from concord.commanding import Message

ONE_CHARTER = Message(
    "请给出 charter 或 shippedCharter，两者只能有一个", "Give either charter or shippedCharter, and not both"
)
UNKNOWN_CHARTER = Message(
    "没有随产品提供的章程“{code}”，可用：{known}",
    "No charter {code} ships with the product; there are: {known}",
)


def charter_of(given: Any, code: str | None) -> Charter:
    """The charter that an input writes out or names. Raises BAD_USER_INPUT."""
    if (given is None) == (code is None):
        raise bad_input(ONE_CHARTER)
    if code is None:
        return msgspec.convert(plain(given), Charter)
    if code not in SHIPPED:
        raise bad_input(UNKNOWN_CHARTER, code=code, known=", ".join(SHIPPED))
    return shipped(code)


def shipped_charters(info: Info) -> list[Charter]:
    """Those that ship with the product and that the tenant offers."""
    offered = info.context.viewer.tenant.charters
    return [shipped(code) for code in SHIPPED if not offered or code in offered]


def overrides_of(given: Any) -> Overrides:
    """What an alliance has otherwise than its programme; nothing if omitted."""
    return Overrides() if given is None else msgspec.convert(plain(given), Overrides)


def checked(text: str) -> tuple[Problem, ...]:
    """Every mistake in a charter file; none: it can be adopted."""
    try:
        read_charter(text)
    except CharterInvalid as invalid:
        return invalid.problems
    return ()
