"""Why an append was not taken. Each is raised for one append only, never for its neighbours in a group."""

from uuid import UUID

import asyncpg

AWAY = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # what a connection says that dies between two messages
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # shutting down, starting up, terminated by an administrator
)
"""The database is not there, or went away with the answer: what was sent may have been done."""


class AppendError(Exception):
    """Base: nothing of this append was stored."""


class VersionConflict(AppendError):
    """Someone else appended to a stream that this append writes or relies on (a guard)."""

    def __init__(self, stream: UUID, expected: int, actual: int) -> None:
        super().__init__(f"stream {stream}: expected version {expected}, found {actual}")
        self.stream, self.expected, self.actual = stream, expected, actual


class CommandReused(AppendError):
    """The command id was used with another content."""


class EntryTooLarge(AppendError):
    """An entry would exceed the ledger's limit."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"entry of {size} bytes, at most {limit}")
        self.size, self.limit = size, limit


class QueueFull(AppendError):
    """Too much waits already; try again later."""


class UnknownTenant(AppendError):
    """No such tenant in this database."""


class TimeNotAllowed(AppendError):
    """Only a simulated tenant brings its own time."""


class LedgerReadOnly(AppendError):
    """Entries of this ledger that were sealed are missing: it takes no more until they are back."""


class TenantSuspended(AppendError):
    """Nothing is written until the tenant is resumed."""


class TenantClosed(AppendError):
    """Nothing is written any more: the ledger is read-only for ever."""


class StoreUnavailable(AppendError):
    """The database did not answer in time. The same command id may be sent again without harm:
    if this append was stored after all, it answers with the first result."""
