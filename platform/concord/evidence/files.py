"""Keeping files: examined, encrypted under a key each, durable; read in ranges; destroyed."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID, uuid4

import asyncpg
import structlog

from concord.evidence.encryption import HEADER, decrypt, encrypt, encrypted_size, span
from concord.evidence.examining.child import examined
from concord.evidence.file import File
from concord.evidence.receiving import Received, digest_of, nameless
from concord.evidence.statement import sql
from concord.evidence.stores import FileStore, StoreAway
from concord.privacy.keystore import KeyStore
from concord.tenancy import reading, writing

MOST_WAITING = 500
"""Files of one tenant that wait to be attached."""
STORING = timedelta(minutes=10)
"""How long storing a file may take, and count as one that waits."""
AT_ONCE = 2
"""Files that a process examines at once: each keeps a core busy."""

log = structlog.get_logger()


class TooManyWaiting(Exception):
    """Of this tenant."""


class Erased(Exception):
    """The file's key was destroyed."""


class Files:
    """The files of all tenants, as role concord_app."""

    def __init__(self, pool: asyncpg.Pool, keys: KeyStore, store: FileStore) -> None:
        self._pool = pool
        self._keys = keys
        self._store = store
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def keep(self, tenant: UUID, kind: str, stream: UUID, given: Received, *, location: bool) -> File:
        """Examines and stores a file for an object: durable when this returns.

        Raises `Refused`, `TooManyWaiting`, `StoreAway`, OSError (a disk that is full); then nothing of it can
        be attached, and what the store got goes with the next sweep.
        """
        async with nameless() as rewritten:
            async with self._turn:
                media_type = await examined(given.content, rewritten, location=location)
            kept = rewritten if rewritten.seek(0, 2) else given.content
            file = File(
                id=uuid4(),
                kind=kind,
                stream_id=stream,
                original_sha256=given.sha256,
                stored_sha256=await asyncio.to_thread(digest_of, kept),
                size=kept.seek(0, 2),
                media_type=media_type,
            )
            await self._begin(tenant, file)
            await self._put(tenant, file, kept)
        async with writing(self._pool, tenant) as connection:
            await connection.execute(sql("stored"), tenant, file.id)
        return file

    async def claim(self, tenant: UUID, file: UUID, stream: UUID) -> File | None:
        """A file that is about to be attached to its object; from now on it has another day. None where there
        is none for this object, or it went."""
        async with writing(self._pool, tenant) as connection:
            row = await connection.fetchrow(sql("claim"), tenant, file, stream)
        return None if row is None else File(**row)

    async def attached(self, tenant: UUID, file: UUID) -> None:
        """Its event is in the ledger. Where this is not reached, the sweep finds the event itself."""
        async with writing(self._pool, tenant) as connection:
            await connection.execute(sql("attached"), tenant, file)

    async def leaving(self, tenant: UUID, file: UUID, stream: UUID) -> File | None:
        """A file that is about to be removed from its object: should this process die, the sweep looks
        whether it was. None where nothing is known of it."""
        async with writing(self._pool, tenant) as connection:
            row = await connection.fetchrow(sql("leaving"), tenant, file, stream)
        return None if row is None else File(**row)

    async def removing(self, tenant: UUID, file: File) -> None:
        """As `leaving`, of a file whose row was lost."""
        async with writing(self._pool, tenant) as connection:
            await connection.execute(sql("removing"), tenant, *_columns(file))

    async def removed(self, tenant: UUID, file: File) -> None:
        """The event that removes it is in the ledger: destroys its key, then its content. Raises `StoreAway`;
        then the sweep comes back to it."""
        await destroy(self._keys, self._store, tenant, file)
        async with writing(self._pool, tenant) as connection:
            await connection.execute(sql("settle"), tenant, file.id, "REMOVED")

    async def erased(self, tenant: UUID) -> None:
        """Deletes the content of files that went with a person whom they showed. Their keys are gone
        (`concord.privacy.erasing`); where the store is away, the sweep comes back to them."""
        async with reading(self._pool, tenant) as connection:
            rows = await connection.fetch(sql("erased"), tenant)
        try:
            for row in rows:
                await self.removed(tenant, File(**row))
        except StoreAway as error:
            log.warning("evidence not destroyed", tenant_id=str(tenant), error=str(error))

    async def read(self, tenant: UUID, file: File, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` and before `end`. Raises `Erased`, `Missing`, `StoreAway`, `WrongFile`."""
        key = (await self._keys.find(tenant, [file.id])).get(file.id)
        if key is None:
            raise Erased
        path, wanted = file.path(tenant), span(start, end, file.size)
        header = b"".join([piece async for piece in self._store.read(path, 0, HEADER)])
        sealed = self._store.read(path, wanted.start, wanted.end)
        async for part in decrypt(header, sealed, key, file.bound_to(tenant), wanted, end - start, file.size):
            yield part

    async def _begin(self, tenant: UUID, file: File) -> None:
        """Noted before the store gets a byte: whatever happens to it, the sweep knows where to look."""
        async with writing(self._pool, tenant) as connection:
            values = (*_columns(file), MOST_WAITING, STORING)
            if await connection.fetchval(sql("begin"), tenant, *values) is None:
                raise TooManyWaiting

    async def _put(self, tenant: UUID, file: File, content: BinaryIO) -> None:
        key = (await self._keys.obtain(tenant, [file.id]))[file.id]
        content.seek(0)
        sealed = encrypt(content, key, file.bound_to(tenant))
        await self._store.put(file.path(tenant), sealed, encrypted_size(file.size))


async def destroy(keys: KeyStore, store: FileStore, tenant: UUID, file: File) -> None:
    """The key first: without it, whatever copy of the content is left says nothing. Raises `StoreAway`."""
    await keys.destroy([(tenant, file.id)])
    await store.delete(file.path(tenant))


def _columns(file: File) -> tuple[object, ...]:
    return (
        *(file.id, file.kind, file.stream_id, file.original_sha256, file.stored_sha256),
        *(file.size, file.media_type),
    )
