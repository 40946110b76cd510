"""Values that nobody should send, of every kind that has broken a server somewhere."""

import base64
from collections.abc import Sequence
from random import Random
from typing import Any

UUIDS = ("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff")


def nested(depth: int, *, lists: bool) -> Any:
    """Lists in lists, or objects in objects."""
    value: Any = 1
    for _ in range(depth):
        value = [value] if lists else {"a": value}
    return value


WRONG_TYPES: Sequence[Any] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    7.5,
    -0.0,
    1e308,
    float("nan"),
    float("inf"),
    "",
    "1",
    [],
    {},
    [None],
    [[]],
    {"a": 1},
    {"": {}},
    {"__proto__": {}},
    [1, "a", None, {}],
)
NUMBERS: Sequence[Any] = (
    2**31 - 1,
    2**31,
    -(2**31) - 1,
    2**53 - 1,
    2**53,
    2**63,
    -(2**63),
    2**64,
    10**30,
    10**400,
    "1e5",
    "NaN",
    "-1.5",
    "999999999999999.99999999",
    "0.000000001",
    "٣",
    "１２",
    "0x10",
)
TEXTS: Sequence[str] = (
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\udfff\ud800",
    "\ufeff",
    "\ufffe",
    "\u202e反",
    "\u200b",
    "e\u0301",
    "\u0344",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "\u1e9b\u0323",
    "ﷺ" * 60,
    "\u2028",
    "\r\n",
    "\x1b[31m",
    "\x7f",
    "a" * 201,
    "字" * 10_001,
    "Ａ",
    "İ",
    "ß" * 199,
    "\u0301" * 200,
    "'",
    "''; drop table event; --",
    "1 or 1=1",
    "$1",
    "%s%n%x",
    "{0}",
    "{{7*7}}",
    "\\",
    "\\u0000",
    "${jndi:x}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "concord.event",
    "; set app.tenant = ''",
    "\\'; --",
)
TIMES: Sequence[str] = (
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "0001-01-01",
    "2026-1-1",
    "2026-01-31T00:00:00",
    "20260131",
    "9999-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00+14:00",
    "2026-01-31T24:00:00Z",
    "2026-W01-1",
    "2026-01-31T00:00:00+99:99",
    "not a day",
)
IDS: Sequence[str] = (
    *UUIDS,
    "VGlja2V0",
    "VGlja2V0Og==",
    "=" * 40,
    "T" * 3_000,
    "Ticket:" + UUIDS[0],
    *(
        base64.b64encode(raw).decode()
        for raw in (
            b"Ticket:" + UUIDS[0].encode(),
            b"Organization:x",
            b":",
            b"\xff\xfe:\x00",
            b"Query:" + UUIDS[0].encode(),
            b"WorkingCalendar:99999999999999999999",
            b"Ticket:" + b"0" * 500,
        )
    ),
    *(
        base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
        for raw in (
            b"[]",
            b"[null]",
            b'["a","b"]',
            b'["\\u0000","' + UUIDS[0].encode() + b'"]',
            b"{}",
            b"[1,2,3,4,5]",
            b"[" * 900,
            b'["' + UUIDS[0].encode() + b'"]',
            b'["9999-12-31","' + UUIDS[0].encode() + b'"]',
            b'["9999-12-31T23:59:59Z","' + UUIDS[0].encode() + b'"]',
            b"[9223372036854775808]",
            b"[99999999999999999999999]",
        )
    ),
)
LARGE: Sequence[Any] = (
    "字" * 300_000,
    "a" * 1_000_000,
    ["x"] * 101,
    [1] * 50_000,
    [{}] * 101,
    "\u0301" * 100_000,
)
DEEP: Sequence[Any] = (
    nested(50, lists=True),
    nested(50, lists=False),
    nested(900, lists=True),
    nested(900, lists=False),
)

EVERY: Sequence[Sequence[Any]] = (WRONG_TYPES, NUMBERS, TEXTS, TIMES, IDS)
RARELY: Sequence[Sequence[Any]] = (LARGE, DEEP)


def oddity(chance: Random, known: Sequence[str]) -> Any:
    """One of them; `known` are ids of somebody, that are valid and not for whoever asks."""
    draw = chance.random()
    if draw < 0.1:
        return chance.choice(known)
    return chance.choice(chance.choice(RARELY if draw < 0.13 else EVERY))


LITERALS: Sequence[str] = (
    "9" * 5_000,
    "-" + "9" * 400,
    "1e999",
    "1." + "0" * 400 + "1",
    '"""' + "x" * 5_000 + '"""',
    '"\\ud800"',
    '"\\u0000"',
    "NOT_A_VALUE",
    "null",
    "true",
    "$undefined",
    "[" * 60 + "1" + "]" * 60,
    "{a: " * 60 + "1" + "}" * 60,
    "{a: 1, a: 2}",
    "[" + "1 " * 101 + "]",
    '"\\u{1F600}"',
    '"\\u{FFFFFFFF}"',
    "__typename",
    "-0",
    "0.0",
    '""',
    '"\'"',
)
"""The same as GraphQL writes them in a document."""
