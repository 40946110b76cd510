"""One connection to the append functions: the statements, and what their answers mean."""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

import asyncpg

from concord.eventstore.append import Append, Appended
from concord.eventstore.errors import (
    AppendError,
    CommandReused,
    LedgerReadOnly,
    StoreUnavailable,
    TenantClosed,
    TenantSuspended,
    TimeNotAllowed,
    UnknownTenant,
    VersionConflict,
)

APPEND = (
    "select position, recorded_at from concord.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
    " $13, $14, $15, $16, $17)"
)
APPEND_ERASURE = APPEND.replace("concord.append(", "concord.append_erasure(")
"""The same, also of a tenant that is suspended or closed."""
ERASURES = "privacy."
# asyncpg looks into each element of a list for lists in it: numbers and ids are cheaper as one text.
APPEND_GROUP = (
    "select ordinal, outcome, position, recorded_at, stream, expected, actual from concord.append_group("
    "string_to_array($1, ',')::uuid[], string_to_array($2, ',')::uuid[], $3, $4, $5,"
    " string_to_array($6, ',')::integer[], string_to_array($7, ',')::integer[],"
    " string_to_array($8, ',')::integer[], string_to_array($9, ',')::uuid[],"
    " string_to_array($10, ',')::integer[], $11, $12, $13, string_to_array($14, ',')::integer[],"
    " string_to_array($15, ',')::uuid[], string_to_array($16, ',')::integer[], $17, $18, $19, $20)"
)
APPEND_IN_SILENCE = (
    "select position, recorded_at from concord.append_in_silence($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
    " $11, $12, $13, $14, $15, $16, $17, $18, $19)"
)
TAKEN = "select digest, result, position, recorded_at from concord.taken_command($1, $2)"

# PostgreSQL plans array functions anew at each call (0.5-1 ms) unless told otherwise, and a generic plan
# made while a table is empty would scan it for ever: hence no sequential scans on this connection.
SESSION = {
    "application_name": "concord append",
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "jit": "off",
    "statement_timeout": "30s",
}


class TrackingRefused(AppendError):
    """The position tracked is not beyond the last one of its upstream: it was consumed before."""


class Known(AppendError):
    """The command was taken before; its answer is to be looked up."""


class Writer:
    """A held connection with prepared statements: acquiring from a pool costs as much as the call."""

    def __init__(self, connection: asyncpg.Connection, one: object, many: object, taken: object) -> None:
        self._connection = connection
        self._one, self._many, self._taken = one, many, taken

    @classmethod
    async def open(cls, dsn: str) -> "Writer":
        """Connects as the role that may execute the append functions."""
        connection = await asyncpg.connect(dsn, server_settings=SESSION, timeout=10)
        prepared = [await connection.prepare(text) for text in (APPEND, APPEND_GROUP, TAKEN)]
        return cls(connection, *prepared)

    @property
    def closed(self) -> bool:
        """The connection is gone."""
        return bool(self._connection.is_closed())

    async def close(self) -> None:
        """Ends the session at once; what is under way is decided by the database."""
        self._connection.terminate()

    async def append(self, append: Append) -> Appended:
        """The plain path: one append in one call, which waits for the tenant's head."""
        try:
            if append.events and all(event.type.startswith(ERASURES) for event in append.events):
                row = await self._connection.fetchrow(APPEND_ERASURE, *_arguments(append))
            elif append.silence is not None:
                counted = (append.silence.since, append.silence.types)
                row = await self._connection.fetchrow(APPEND_IN_SILENCE, *_arguments(append), *counted)
            else:
                row = await self._one.fetchrow(*_arguments(append))  # type: ignore[attr-defined]
        except asyncpg.PostgresError as error:
            raise refusal_of(error) from error
        return Appended(row["position"], row["recorded_at"], append.result)

    async def append_group(self, appends: Sequence[Append]) -> list[Appended | AppendError | None]:
        """The group path. None: the tenant's head was taken, this append is to go alone."""
        rows = await self._many.fetch(*_group_arguments(appends))  # type: ignore[attr-defined]
        outcomes = {row["ordinal"]: row for row in rows}
        missing = StoreUnavailable("the database gave no outcome for this append")
        return [
            _outcome(append, outcomes[n]) if n in outcomes else missing for n, append in enumerate(appends, 1)
        ]

    async def taken(self, append: Append) -> Appended | None:
        """What this command was answered with before, if it was taken. Raises `CommandReused`."""
        row = await self._taken.fetchrow(append.tenant, append.command)  # type: ignore[attr-defined]
        if row is None:
            return None
        if row["digest"] != append.digest:
            raise CommandReused(str(append.command))
        return Appended(row["position"], row["recorded_at"], row["result"], replayed=True)


def _arguments(append: Append) -> tuple[object, ...]:
    checked = append.must_be
    upstream, upstream_position = append.tracking or (None, None)
    return (
        append.tenant,
        append.command,
        append.digest,
        append.result,
        append.recorded_at,
        [e.stream for e in append.events],
        [e.version for e in append.events],
        [e.type for e in append.events],
        [e.before for e in append.events],
        [e.after for e in append.events],
        list(checked),
        list(checked.values()),
        [d.digest for d in append.disclosures],
        [d.key for d in append.disclosures],
        [d.ciphertext for d in append.disclosures],
        upstream,
        upstream_position,
    )


def _group_arguments(appends: Sequence[Append]) -> tuple[object, ...]:
    events = [
        (n, nth, event) for n, append in enumerate(appends, 1) for nth, event in enumerate(append.events, 1)
    ]
    checked = [(n, *check) for n, append in enumerate(appends, 1) for check in append.must_be.items()]
    beside = [(n, one) for n, append in enumerate(appends, 1) for one in append.disclosures]
    times = [a.recorded_at for a in appends]
    return (
        _ids(a.tenant for a in appends),
        _ids(a.command for a in appends),
        [a.digest for a in appends],
        [a.result for a in appends],
        times if any(times) else None,
        _joined(len(a.events) for a in appends),
        _joined(n for n, _, _ in events),
        _joined(nth for _, nth, _ in events),
        _ids(e.stream for _, _, e in events),
        _joined(e.version for _, _, e in events),
        [e.type for _, _, e in events],
        [e.before for _, _, e in events],
        [e.after for _, _, e in events],
        _joined(n for n, _, _ in checked),
        _ids(stream for _, stream, _ in checked),
        _joined(version for _, _, version in checked),
        [n for n, _ in beside],
        [d.digest for _, d in beside],
        [d.key for _, d in beside],
        [d.ciphertext for _, d in beside],
    )


def _ids(ids: Iterable[UUID]) -> str:
    return ",".join([f"{one.int:032x}" for one in ids])


def _joined(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _outcome(append: Append, row: asyncpg.Record) -> Appended | AppendError | None:
    match row["outcome"]:
        case "stored":
            return Appended(row["position"], row["recorded_at"], append.result)
        case "conflict":
            return VersionConflict(row["stream"], row["expected"], row["actual"])
        case "known":
            return Known()
        case "time":
            return TimeNotAllowed("only a simulated tenant brings its own time")
    return None


def refusal_of(error: asyncpg.PostgresError) -> AppendError | asyncpg.PostgresError:
    """What a SQLSTATE of the append functions means; another error stays what it is."""
    match error.sqlstate:
        case "CN001":
            return Known()
        case "CN002":
            stream, expected, actual = re.split(" ", str(error.as_dict().get("detail")))
            return VersionConflict(UUID(stream), int(expected), int(actual))
        case "CN003":
            return TrackingRefused(str(error))
        case "CN004":
            return UnknownTenant(str(error))
        case "CN006":
            return LedgerReadOnly(str(error))
        case "CN007":
            return TenantSuspended(str(error))
        case "CN008":
            return TenantClosed(str(error))
        case "CN005":
            return TimeNotAllowed(str(error))
    return error
