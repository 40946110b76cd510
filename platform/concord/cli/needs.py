"""What each command needs on the machine where it is run: its row in the permission table.

Who may start a command is decided by the operating system and by PostgreSQL: it connects as these roles, and
each may do what it was granted (infra/postgres/roles.sql), no more. Rendered in docs/operators.md.
"""

from collections.abc import Mapping
from typing import NamedTuple

BEGIN, END = "<!-- commands -->\n", "<!-- /commands -->\n"
"""Between these the page holds the table."""


class Needs(NamedTuple):
    """Of one command."""

    roles: tuple[str, ...] = ()
    """Roles of the database that it connects as."""
    keys: bool = False
    """It opens the key folder or that of the sealer."""
    content: bool = False
    """It shows content of a tenant to whoever runs it."""


_OWNER, _APP, _WORKER = "concord_owner", "concord_app", "concord_projector"
_SEALER, _AUDITOR, _REPLAYER = "concord_sealer", "concord_auditor", "concord_replayer"


def _all(group: str, verbs: str, needs: Needs) -> Mapping[str, Needs]:
    return {f"{group} {verb}": needs for verb in verbs.split()}


NEEDS: Mapping[str, Needs] = {
    "demo": Needs((_OWNER, _APP, _WORKER, _SEALER, _REPLAYER), keys=True),
    "serve": Needs((_APP, _REPLAYER), keys=True),
    "work": Needs((_WORKER, _APP), keys=True),
    "seal": Needs((_SEALER,), keys=True),
    "migrate": Needs((_OWNER,)),
    **_all("tenant", "create list show", Needs((_OWNER,))),
    **_all("tenant", "configure suspend resume close", Needs((_OWNER, _APP))),
    "tenant export": Needs((_AUDITOR,), content=True),
    "token": Needs((_APP,), keys=True),
    **_all("service-account", "create rotate revoke list", Needs((_APP,))),
    **_all("access", "revoke restore list", Needs((_APP,))),
    "status": Needs((_WORKER,)),
    "doctor": Needs((_APP,), keys=True),
    "import": Needs((_APP,), keys=True),
    **_all("projection", "list retry rebuild audit", Needs((_WORKER,))),
    "projection skip": Needs((_WORKER, _APP), keys=True),
    **_all("subscriber", "list show pause resume reset replay revoke remove", Needs((_APP,))),
    **_all("subscriber", "add rotate", Needs((_APP,), keys=True)),
    "subscriber tail": Needs(content=True),
    "nats config": Needs(keys=True),
    **_all("schema", "list show write check", Needs()),
    "schema examples": Needs((_OWNER, _APP), keys=True),
    **_all("ledger", "page prove", Needs((_APP,), content=True)),
    "ledger diff": Needs((_APP, _REPLAYER), content=True),
    "ledger book": Needs((_APP,), keys=True, content=True),
    "ledger export": Needs((_AUDITOR,), content=True),
    "ledger hand-over": Needs((_APP, _AUDITOR), content=True),
    **_all("ledger", "open close", Needs((_APP,))),
    "ledger replay": Needs((_OWNER, _WORKER), content=True),
    "ledger recover": Needs((_OWNER,), keys=True),
    "ledger witness": Needs(),
    "ledger verify": Needs((_AUDITOR,)),
    **_all("ledger key", "list rotate", Needs(keys=True)),
    "privacy rotate-keys": Needs((_OWNER,), keys=True),
    "privacy erase": Needs((_APP,), keys=True),
    "privacy copy": Needs((_APP,), keys=True, content=True),
    **_all("policy", "list retry retire", Needs((_WORKER,))),
    "settings": Needs(),
}


def markdown() -> str:
    """One row for each command."""
    heading = [
        "| command 命令 | database roles 数据库角色 | key folders 密钥文件夹 | shows content 显示租户内容 |",
        "|---|---|---|---|",
    ]
    rows = [
        f"| `concord {name}` | {', '.join(f'`{role}`' for role in one.roles)} | {_mark(one.keys)} |"
        f" {_mark(one.content)} |"
        for name, one in NEEDS.items()
    ]
    return "\n".join([*heading, *rows]) + "\n"


def _mark(yes: bool) -> str:
    return "●" if yes else ""
