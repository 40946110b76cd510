"""Who may use which address over HTTP: a row for each, and no handler without one."""

import re
from collections.abc import Iterable, Mapping

import msgspec
from litestar.handlers import HTTPRouteHandler

from concord.api.permissions import BOOK, CLEAR_BOOK, MUTATIONS, QUERIES, SUBJECT, Rule
from concord.commanding import Message
from concord.identity import ROLE_NAMES, Role

BEGIN, END = "<!-- addresses -->\n", "<!-- /addresses -->\n"
"""Between these docs/api.md holds the table."""
_ORIGIN = re.compile(r"/ledgers/\{code\}(/\{one\})?(/\{two\})?/")
_TYPE = re.compile(r":(str|path)\}")


class Address(msgspec.Struct, frozen=True):
    """Who may use one."""

    who: Message
    rule: Rule | None = None
    """Roles of a token of the tenant, where one is needed."""


_CLEAR = [role for role in Role if role in CLEAR_BOOK.roles]
ANYBODY = Address(Message("任何人", "anybody"))
LEDGER_FILE = Address(
    Message(
        "本租户的令牌；租户公开哈希后为任何人", "a token of the tenant; anybody once it has opened its hashes"
    ),
    QUERIES["ledger"],
)
ADDRESSES: Mapping[str, Address] = {
    "GET /": ANYBODY,
    "GET /live": ANYBODY,
    "GET /ready": ANYBODY,
    "GET /metrics": Address(
        Message(
            "任何人；仅演示时，其余在 CONCORD_METRICS_PORT",
            "anybody, in a demo only; else on CONCORD_METRICS_PORT",
        )
    ),
    "GET /asyncapi.json": ANYBODY,
    "GET /schemas/{name}": ANYBODY,
    "GET /.well-known/concord-ledger-keys": ANYBODY,
    "GET /.well-known/concord-ledger-successions": ANYBODY,
    "GET /graphql": Address(Message("任何人；仅演示时提供 GraphiQL", "anybody; GraphiQL, in a demo only")),
    "POST /graphql": Address(Message("按上表逐字段判定", "decided field by field, as above")),
    "POST /oauth/token": Address(Message("服务账号，凭密钥", "a service account, by its secret")),
    "GET /ledgers/…/checkpoint": LEDGER_FILE,
    "GET /ledgers/…/checkpoint/cosigned": LEDGER_FILE,
    "GET /ledgers/…/timestamps": LEDGER_FILE,
    "GET /ledgers/…/tile/{rest}": Address(
        Message(
            "同上；条目始终需要令牌，且不向联络员、经办人与联组长提供",
            "as above; entries always need a token, and are not for officers, handlers and leaders",
        ),
        QUERIES["ledger"],
    ),
    "POST /ledgers/…/cosignature": Address(
        Message("同上，且须有已登记见证方的签名", "as above, with the signature of a known witness"),
        QUERIES["ledger"],
    ),
    "GET /ledgers/…/book": Address(
        Message(
            f"本租户的令牌；明文（disclose=true）仅限{'、'.join(ROLE_NAMES[role].zh for role in _CLEAR)}",
            f"a token of the tenant; in clear (disclose=true) only {', '.join(_CLEAR)}",
        ),
        BOOK,
    ),
    "POST /files": Address(
        Message(
            "本租户的令牌；与为该对象附上佐证的规则相同",
            "a token of the tenant, by the rule of the mutation that attaches evidence to the object",
        ),
        MUTATIONS["ticketAttachEvidence"],
    ),
    "GET /files/{id}": Address(
        Message(
            "本租户的令牌；可查阅该对象者，联络员、经办人与联组长仅限所涉单位",
            "a token of the tenant: whoever may read the object; officers, handlers and leaders where their "
            "organizations take part",
        ),
        QUERIES["ticket"],
    ),
    "GET /ledgers/…/subjects/{subject}": Address(
        Message("本人；他人的仅限右列角色", "about oneself anybody; about others these roles"), SUBJECT
    ),
}


def require_rows(handlers: Iterable[HTTPRouteHandler]) -> None:
    """Stops the start where a handler has no row. Raises KeyError."""
    for handler in handlers:
        for path in handler.paths:
            for method in handler.http_methods - {"OPTIONS", "HEAD"}:
                if key(method, path) not in ADDRESSES:
                    raise KeyError(f"{method} {path} has no row in the table of addresses")


def key(method: str, path: str) -> str:
    """The row of a handler's path: every origin of a ledger has the same."""
    return f"{method} {_ORIGIN.sub('/ledgers/…/', _TYPE.sub('}', path))}"


def markdown() -> str:
    """One row for each address."""
    heading = ["| address 地址 | who may use it 谁可使用 | roles 角色 |", "|---|---|---|"]
    rows = [
        f"| `{name}` | {one.who.zh} {one.who.en} | {_roles(one.rule)} |" for name, one in ADDRESSES.items()
    ]
    return "\n".join([*heading, *rows]) + "\n"


def _roles(rule: Rule | None) -> str:
    return "" if rule is None else ", ".join(role.value for role in Role if role in rule.roles)
