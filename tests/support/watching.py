"""Which statements the API sends to PostgreSQL: what a clock would measure, without its noise."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from concord.tenancy.tenants import FIND

WATCHED = ("concord_app", "concord_replayer")
BY_THE_CLOCK = ("select 1", FIND)
"""The heartbeat of the connection that listens, and the tenant's state, asked once a second."""
RESET = "SELECT pg_advisory_unlock_all()"
"""What the pool sends after each use, that of the state too."""


class Statements:
    """What was sent since it was last taken."""

    def __init__(self) -> None:
        self._sent: list[str] = []

    def note(self, record: asyncpg.connection.LoggedQuery) -> None:
        unasked = record.query in BY_THE_CLOCK or record.query.startswith(RESET)
        if record.conn_params.user in WATCHED and not unasked:
            self._sent.append(record.query.partition("; set local")[0])

    async def take(self) -> list[str]:
        """In order; of this turn of the event loop too."""
        await asyncio.sleep(0)
        sent, self._sent = self._sent, []
        return sent


@contextmanager
def watching() -> Iterator[Statements]:
    """Every connection that is opened in this block tells what it sends, as long as it lives."""
    statements, plain = Statements(), asyncpg.Connection.__init__

    def telling(self: asyncpg.Connection, *arguments: object, **named: object) -> None:
        plain(self, *arguments, **named)
        self.add_query_logger(statements.note)

    asyncpg.Connection.__init__ = telling
    try:
        yield statements
    finally:
        asyncpg.Connection.__init__ = plain
