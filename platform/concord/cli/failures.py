"""Expected failures, each as one sentence that says what to do."""

import asyncpg

from concord.cli.language import language, said
from concord.commanding.refusal import Message, Refusal
from concord.embedded.errors import EmbeddedError
from concord.settings import SettingError

AWAY = Message(
    "数据库没有应答：请用 `concord demo` 启动，或设置 CONCORD_DATA_DIR、CONCORD_DATABASE_URL（{kind}）",
    "The database does not answer: start it with `concord demo`, or set CONCORD_DATA_DIR or "
    "CONCORD_DATABASE_URL to where it is ({kind}).",
)
REFUSED = Message(
    "数据库拒绝连接：{reason}；请检查 CONCORD_DATABASE_URL 与 infra/postgres/roles.sql",
    "The database refuses: {reason}; check CONCORD_DATABASE_URL and infra/postgres/roles.sql.",
)
NO_SCHEMA = Message(
    "数据库没有结构或版本过旧：请运行 `concord migrate`",
    "The database has no schema, or an old one: run `concord migrate`.",
)
SUSPENDED = Message(
    "租户已停用，不能写入：请先用 `concord tenant resume` 恢复",
    "The tenant is suspended and takes nothing: `concord tenant resume` first.",
)
CLOSED = Message("租户已注销，台账永久只读", "The tenant is closed: its ledger is read-only for ever.")


class Failure(Exception):
    """A command that cannot do what was asked. One sentence."""


def sentence(error: Exception) -> str | None:
    """What to print, or None for a fault of ours, which keeps its trace."""
    if isinstance(error, Failure | EmbeddedError | SettingError):
        return str(error)
    if isinstance(error, Refusal):
        return error.sentence(language())
    if isinstance(error, ConnectionError | FileNotFoundError | asyncpg.CannotConnectNowError):
        return said(AWAY, kind=type(error).__name__)
    if isinstance(error, asyncpg.InvalidAuthorizationSpecificationError | asyncpg.InvalidCatalogNameError):
        return said(REFUSED, reason=error)
    if isinstance(error, asyncpg.UndefinedFunctionError | asyncpg.UndefinedTableError):
        return said(NO_SCHEMA)
    from concord.eventstore.errors import TenantClosed, TenantSuspended  # only now: they are slow to import
    from concord.eventstore.migrating import MigrationChanged
    from concord.ledger.errors import FolderError
    from concord.privacy.master import MasterKeyLost

    if isinstance(error, TenantSuspended):
        return said(SUSPENDED)
    if isinstance(error, TenantClosed):
        return said(CLOSED)
    if isinstance(error, FolderError | MasterKeyLost):
        return str(error)
    if isinstance(error, MigrationChanged):
        return f"Another version of Concord made the database ({error}): use that one, or another database."
    return None
