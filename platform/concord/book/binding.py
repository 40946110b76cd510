"""Binding a human ledger: one pass over the entries, batch by batch, into a workbook, a document or both."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import asyncpg
import msgspec

from concord.book.facts import Disclosed, Fact, Teller
from concord.book.period import Period
from concord.book.vocabulary import Vocabulary
from concord.eventstore.entry import Entry
from concord.eventstore.mapper import Mapper
from concord.ledger.checkpoints import Checkpoint
from concord.privacy.disclosing import disclose
from concord.privacy.keystore import KeyStore
from concord.tenancy import Tenant, reading

BATCH = 500
READ = (
    "select position, entry from concord.event"
    " where tenant_id = $1 and position > $2 and position <= $3 order by position limit $4"
)


class Format(StrEnum):
    """What it is bound as."""

    XLSX = "xlsx"
    PDF = "pdf"


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a human ledger is of; its first page says so."""

    tenant: Tenant
    period: Period
    made_at: datetime
    checkpoint: Checkpoint | None
    """The newest when it was made; None while nothing is sealed."""
    disclosing: bool
    """Personal values and narrative text are shown; else a dash stands for each."""


class Binder(Protocol):
    """Takes facts in the order of their positions."""

    def add(self, fact: Fact) -> None: ...
    def close(self) -> None:
        """Everything has been added: finishes the file."""
        ...


Report = Callable[[int, int], None]
"""(entries done, of how many)."""


async def bind(
    pool: asyncpg.Pool,
    keys: KeyStore | None,
    contents: Contents,
    vocabulary: Vocabulary,
    mapper: Mapper,
    files: Mapping[Format, Path],
    report: Report = lambda _done, _total: None,
) -> None:
    """Writes the human ledger to these files. `keys` is needed only where `contents.disclosing`.

    `pool` is of a role that reads entries and disclosures (concord_app, concord_auditor).
    """
    teller = Teller(mapper, vocabulary)
    binders = [_binder(form, file, contents) for form, file in files.items()]
    period = contents.period

    def add(entries: Sequence[Entry], disclosed: Disclosed) -> None:
        for entry in entries:
            if entry.position < period.first:
                teller.pass_over(entry)
                continue
            fact = teller.tell(entry, disclosed)
            for binder in binders:
                binder.add(fact)

    async for entries, disclosed in _read(pool, keys if contents.disclosing else None, contents):
        await asyncio.to_thread(add, entries, disclosed)  # the process answers others meanwhile
        report(entries[-1].position, period.last)
    for binder in binders:
        await asyncio.to_thread(binder.close)


def _binder(form: Format, file: Path, contents: Contents) -> Binder:
    # Imported here: a process that binds one form does without the other's library.
    if form is Format.XLSX:
        from concord.book.workbook import Workbook

        return Workbook(file, contents)
    from concord.book.document import Document

    return Document(file, contents)


async def _read(
    pool: asyncpg.Pool, keys: KeyStore | None, contents: Contents
) -> AsyncIterator[tuple[Sequence[Entry], Disclosed]]:
    """Every entry up to the period's last, with what of it may be shown."""
    tenant, period, after = contents.tenant.id, contents.period, 0
    while after < period.last:
        async with reading(pool, tenant) as connection:
            rows = await connection.fetch(READ, tenant, after, period.last, BATCH)
            entries = [Entry(row["position"], row["entry"]) for row in rows]
            told = [entry for entry in entries if entry.position >= period.first]
            digests = [digest for entry in told for digest in _digests(entry.data)] if keys else []
            disclosed = await disclose(connection, keys, tenant, digests) if keys and digests else {}
        yield entries, disclosed
        after = entries[-1].position


def _digests(value: object) -> list[str]:
    """Every digest of a disclosure in an entry's data (RFC 9901: `_sd`)."""
    if isinstance(value, dict):
        found = list(value.get("_sd", ()))
        return found + [
            digest for name, inner in value.items() if name != "_sd" for digest in _digests(inner)
        ]
    if isinstance(value, list):
        return [digest for inner in value for digest in _digests(inner)]
    return []
