"""Telling a bad event from a bad day: a bad event parks, an outage is waited out."""

import asyncpg

_OF_THE_EVENT = ("22", "23", "42", "44", "P0", "CN")
"""SQLSTATE classes that another try would meet again: data, constraints, undefined objects, our own."""
_OF_THE_SERVER = ("08", "53", "57P")
"""Connection, resources, shutdown: nothing else will work either. The rest may be one tenant's."""


class Away(Exception):
    """A server that a worker needs is not there."""


def is_of_the_event(error: Exception) -> bool:
    """Whether trying this event again would fail again."""
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "").startswith(_OF_THE_EVENT)
    if isinstance(error, asyncpg.DataError):
        return True  # an InterfaceError too: an argument that does not fit its column's type
    return not isinstance(error, asyncpg.InterfaceError | OSError | MemoryError | Away)


def is_away(error: BaseException) -> bool:
    """Whether a server is gone, so that no tenant can be served."""
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "").startswith(_OF_THE_SERVER)
    if isinstance(error, asyncpg.DataError):
        return False
    return isinstance(error, asyncpg.InterfaceError | OSError | Away)
