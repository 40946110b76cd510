"""Expected failures, each as one sentence that says what to do."""

from pathlib import Path
from socket import gaierror

from concord.cli.language import language, said
from concord.embedded.errors import EmbeddedError
from concord.refusals import Message, Refusal
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
PORT_TAKEN = Message(
    "端口 {port} 已被占用：请停止占用它的程序，或用 CONCORD_PORT 另设",
    "Port {port} is taken: stop what uses it, or set CONCORD_PORT to another one.",
)
NO_TENANT = Message(
    "没有租户 {code}：用 `concord tenant list` 查看全部",
    "There is no tenant {code}: `concord tenant list` shows all.",
)
CLOSED = Message("租户已注销，台账永久只读", "The tenant is closed: its ledger is read-only for ever.")
MISSING = Message("没有文件 {path}", "There is no {path}.")
NO_FOLDER = Message(
    "没有文件 {path}：文件夹 {folder} 不存在，请先建立",
    "There is no {path}: the folder {folder} is not there; make it first.",
)
NOT_ALLOWED = Message(
    "无权访问 {path}：请以运行 Concord 的用户执行",
    "This user may not use {path}: run the command as the user that Concord runs as.",
)
READ_ONLY = Message(
    "台账只读：已签署的条目缺失。请先用 `concord ledger recover` 补回",
    "The ledger is read-only: entries that were sealed are missing. `concord ledger recover` puts them back.",
)
NO_OUTCOME = Message(
    "数据库没有及时应答，不知是否已办理（{reason}）：请先查看结果，再决定是否重做",
    "The database did not answer in time, and may have done it ({reason}): look before you try again.",
)
CHANGED = Message(
    "其间另有人改动，未作任何更改：请再试一次",
    "Somebody else changed it meanwhile, and nothing was done: try again.",
)
KEYS_AWAY = Message(
    "密钥文件不能读写：{reason}；请检查 CONCORD_KEYS_DIR 所在磁盘",
    "The file of keys cannot be read or written: {reason}; look at the disk of CONCORD_KEYS_DIR.",
)
OTHER_VERSION = Message(
    "数据库由另一版本的 Concord 建立（{reason}）：请使用该版本，或另用一个数据库",
    "Another version of Concord made the database ({reason}): use that one, or another database.",
)


class Failure(Exception):
    """A command that cannot do what was asked. One sentence."""


def unknown_tenant(code: str) -> Failure:
    """No tenant has that code."""
    return Failure(said(NO_TENANT, code=code))


def sentence(error: Exception) -> str | None:
    """What to print, or None for a fault of ours, which keeps its trace."""
    if isinstance(error, Failure | EmbeddedError | SettingError):
        return str(error)
    if isinstance(error, Refusal):
        return error.sentence(language())
    if isinstance(error, FileNotFoundError | PermissionError) and error.filename:
        if isinstance(error, PermissionError):
            return said(NOT_ALLOWED, path=error.filename)
        folder = Path(error.filename).parent
        missing = MISSING if folder.is_dir() else NO_FOLDER
        return said(missing, path=error.filename, folder=folder)
    if _is_of_connecting(error):
        return said(AWAY, kind=type(error).__name__)
    return _of_the_database(error) or _of_the_store(error)


def _is_of_connecting(error: Exception) -> bool:
    """A socket's errors name no file, and the driver's own time-out says nothing at all."""
    if type(error) is TimeoutError:
        return error.errno is not None or not error.args
    return isinstance(error, ConnectionError | FileNotFoundError | PermissionError | gaierror)


def _of_the_database(error: Exception) -> str | None:
    import asyncpg  # only now: it is slow to import

    if isinstance(error, asyncpg.CannotConnectNowError):
        return said(AWAY, kind=type(error).__name__)
    if isinstance(error, asyncpg.InvalidAuthorizationSpecificationError | asyncpg.InvalidCatalogNameError):
        return said(REFUSED, reason=error)
    if isinstance(error, asyncpg.UndefinedFunctionError | asyncpg.UndefinedTableError):
        return said(NO_SCHEMA)
    return None


def _of_the_store(error: Exception) -> str | None:
    from concord.eventstore import errors  # only now: they are slow to import
    from concord.eventstore.migrating import MigrationChanged
    from concord.ledger.errors import FolderError
    from concord.privacy.keyfile import KeysAway
    from concord.privacy.master import MasterKeyLost

    if isinstance(error, FolderError | MasterKeyLost):
        return str(error)
    told = {
        errors.TenantSuspended: SUSPENDED,
        errors.TenantClosed: CLOSED,
        errors.LedgerReadOnly: READ_ONLY,
        errors.StoreUnavailable: NO_OUTCOME,
        errors.VersionConflict: CHANGED,
        KeysAway: KEYS_AWAY,
        MigrationChanged: OTHER_VERSION,
    }.get(type(error))
    return said(told, reason=error) if told else None
