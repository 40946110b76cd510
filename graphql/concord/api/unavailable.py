"""What the store answers when it cannot take a command now."""

from collections.abc import Iterator
from contextlib import contextmanager

from concord.api.errors import ApiError, ErrorCode, limit_exceeded
from concord.commanding import Message
from concord.eventstore.errors import (
    LedgerReadOnly,
    QueueFull,
    StoreUnavailable,
    TenantClosed,
    TenantSuspended,
)

BUSY = Message("系统繁忙，请稍后再试", "Too many commands are waiting: try again later")
AWAY = Message(
    "数据库暂时没有应答，请用同一个 commandId 再试，不会重复登记",
    "The database did not answer in time: send the same commandId again, nothing is recorded twice",
)
READ_ONLY = Message(
    "台账正在恢复，暂时只读：已签署的条目尚未补回",
    "The ledger is read-only until entries that were signed are back: an operator has been alerted",
)


SUSPENDED = Message(
    "租户刚刚停用，恢复之前不能办理",
    "The tenant has just been suspended: nothing can be changed until it is resumed",
)
CLOSED = Message(
    "租户刚刚注销，台账永久只读", "The tenant has just been closed: its ledger is read-only for ever"
)


@contextmanager
def answered() -> Iterator[None]:
    """Turns the store's own errors into answers that say what to do."""
    try:
        yield
    except QueueFull as error:
        raise limit_exceeded(BUSY) from error
    except LedgerReadOnly as error:
        raise ApiError(ErrorCode.CONFLICT, READ_ONLY) from error
    except TenantSuspended as error:
        raise ApiError(ErrorCode.TENANT_SUSPENDED, SUSPENDED) from error
    except TenantClosed as error:
        raise ApiError(ErrorCode.TENANT_CLOSED, CLOSED) from error
    except StoreUnavailable as error:
        raise ApiError(ErrorCode.INTERNAL, AWAY) from error
