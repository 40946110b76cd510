"""From a bundle into an empty database: entries byte for byte, and what travels with them."""

import base64
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from concord.ledger.addresses import epoch_of
from concord.ledger.checkpoints import parsed
from concord.ledger.merkle import peaks
from concord.ledger.notes import DASH, opened
from concord.ledger.tiles import WIDTH, split
from concord.replaying.errors import ReplayError
from concord.replaying.statement import sql
from concord.tenancy import writing
from concord.verifying.sources.bundle import STAMPS, Bundle, entries_path
from concord.verifying.sources.paths import split_entries, tile_path

Progress = Callable[[int, int], None]
"""(entries done, of how many)."""


async def claim(dsn: str) -> None:
    """Makes sure that a database is no deployment's, as role concord_owner; one that was migrated and has no
    tenant yet is one, too. Raises `ReplayError`.

    What a replay does to a database would end every append of a deployment.
    """
    connection = await asyncpg.connect(dsn, timeout=10)
    try:
        if await connection.fetchval(sql("appended_to")):  # else nothing is there yet, or another replay
            raise ReplayError(
                "The database that CONCORD_DATABASE_URL names is a deployment's, where ledgers are written: "
                "unset it, and the replay starts a database of its own, or name an empty one."
            )
    finally:
        await connection.close()


async def load(pool: asyncpg.Pool, bundle: Bundle, progress: Progress) -> UUID:
    """Puts a verified bundle into a database, as role concord_owner; returns the tenant's id.

    A tile is one transaction: cut off, it goes on where it was. Raises `ReplayError`.
    """
    manifest = bundle.manifest
    await pool.execute(sql("close"))
    tenant = await _tenant(pool, manifest.tenant)
    async with writing(pool, tenant) as connection:
        done: int = await connection.fetchval(sql("head"), tenant)
        await _keys(connection, tenant, bundle)
    if done > manifest.size:
        raise ReplayError(
            f"The folder holds a longer ledger of {manifest.tenant['code']} already, of {done} entries: "
            "name another folder."
        )
    await _check_continued(pool, tenant, bundle, done)
    for index in range(done // WIDTH, -(-manifest.size // WIDTH)):
        async with writing(pool, tenant) as connection:
            last = min(manifest.size, (index + 1) * WIDTH)
            await _entries(connection, tenant, bundle, index, done, last)
            await _disclosures(connection, tenant, bundle, index)
            await _checkpoints(connection, tenant, bundle, index, done)
            await _tiles(connection, tenant, bundle, 0, index, 1)
        done = last
        progress(done, manifest.size)
    await _upper_tiles(pool, tenant, bundle)
    async with writing(pool, tenant) as connection:
        await _stamps(connection, tenant, bundle)
        await connection.execute(sql("copy_tiles"), tenant, epoch_of(manifest.origin))
    return tenant


async def _check_continued(pool: asyncpg.Pool, tenant: UUID, bundle: Bundle, done: int) -> None:
    """What a folder holds from before must be of the same history: a ledger that began anew has other entries
    at the same positions. Raises `ReplayError`."""
    if not done:
        return
    async with writing(pool, tenant) as connection:
        held = await connection.fetchval(sql("entry"), tenant, done)
    first = (done - 1) // WIDTH * WIDTH + 1
    last = min(bundle.manifest.size, first + WIDTH - 1)
    if split_entries(bundle.demand(entries_path(first, last)), first)[done - first] != held:
        raise ReplayError(
            f"The folder holds another history of {bundle.manifest.tenant['code']} already: name another one."
        )


async def _tenant(pool: asyncpg.Pool, of: dict[str, Any]) -> UUID:
    wanted = UUID(of["id"])
    found = await pool.fetchval(
        sql("create_tenant"), wanted, of["code"], of["name"], of["division_code"], of["simulated"]
    )
    if found != wanted:
        raise ReplayError(f"The database has another tenant {of['code']} already: name another folder.")
    return wanted


async def _entries(
    connection: asyncpg.Connection, tenant: UUID, bundle: Bundle, index: int, done: int, last: int
) -> None:
    first = index * WIDTH + 1
    raw = split_entries(bundle.demand(entries_path(first, last)), first)[max(0, done - first + 1) :]
    if not raw:
        return
    parsed_ = [orjson.loads(entry) for entry in raw]
    columns = zip(*((e["position"], e["stream"], e["version"], e["type"]) for e in parsed_), strict=True)
    await connection.execute(sql("insert_entries"), tenant, *map(list, columns), raw)
    await connection.execute(sql("advance"), tenant, last, _time(parsed_[-1]["recorded_at"]))


async def _disclosures(connection: asyncpg.Connection, tenant: UUID, bundle: Bundle, index: int) -> None:
    lines = _lines(bundle, f"disclosures/{index:012}.jsonl")
    await connection.execute(
        sql("insert_disclosures"),
        tenant,
        [line["digest"] for line in lines],
        [line["key_id"] for line in lines],
        [base64.b64decode(line["ciphertext"]) for line in lines],
    )


async def _checkpoints(
    connection: asyncpg.Connection, tenant: UUID, bundle: Bundle, index: int, done: int
) -> None:
    """All were signed by one key at least for an origin of the ledger, or the bundle would not have verified;
    each is read again here, for its root."""
    lines = [line for line in _lines(bundle, f"checkpoints/{index:012}.jsonl") if line["size"] > done]
    heads = [parsed(line["note"]) for line in lines]
    notes = [_parted(line["note"]) for line in lines]
    await connection.execute(
        sql("insert_checkpoints"),
        tenant,
        [epoch_of(origin) for origin, _, _ in heads],
        [origin for origin, _, _ in heads],
        [size for _, size, _ in heads],
        [root for _, _, root in heads],
        [note for note, _ in notes],
        [_time(line["signed_at"]) for line in lines],
    )
    witnessed = [
        (epoch_of(origin), size, witness, line)
        for (origin, size, _), (_, lines) in zip(heads, notes, strict=True)
        for witness, line in lines
    ]
    await connection.execute(
        sql("insert_cosignatures"), tenant, *([row[n] for row in witnessed] for n in range(4))
    )


def _parted(note: str) -> tuple[str, list[tuple[str, str]]]:
    """A checkpoint as the ledger signed it; and of each witness name and key id, and its line."""
    head, _, lines = note.rpartition("\n\n")
    origin = note.partition("\n")[0]
    own, others = "", []
    for line, signature in zip(lines.splitlines(keepends=True), opened(note)[1], strict=True):
        if line.startswith(f"{DASH}{origin} "):
            own += line
        else:
            others.append((f"{signature.name}+{signature.key_id.hex()}", line))
    return f"{head}\n\n{own}", others


async def _stamps(connection: asyncpg.Connection, tenant: UUID, bundle: Bundle) -> None:
    """Those that say who gave them, and when: a bundle's from before they did has its own text alone."""
    stamps = [one for one in orjson.loads(bundle.read(STAMPS) or b"[]") if "stamped_at" in one]
    heads = [parsed(one["checkpoint"]) for one in stamps]
    await connection.execute(
        sql("insert_stamps"),
        tenant,
        [epoch_of(origin) for origin, _, _ in heads],
        [size for _, size, _ in heads],
        [one["authority"] for one in stamps],
        [base64.b64decode(one["reply"]) for one in stamps],
        [_time(one["stamped_at"]) for one in stamps],
    )


async def _upper_tiles(pool: asyncpg.Pool, tenant: UUID, bundle: Bundle) -> None:
    level, count = 1, bundle.manifest.size // WIDTH**2
    while count:
        async with writing(pool, tenant) as connection:
            await _tiles(connection, tenant, bundle, level, 0, count)
        level, count = level + 1, count // WIDTH


async def _tiles(
    connection: asyncpg.Connection, tenant: UUID, bundle: Bundle, level: int, first: int, count: int
) -> None:
    """Full ones only: what is partial is derived from them."""
    full = bundle.manifest.size // WIDTH ** (level + 1)
    indexes = [index for index in range(first, first + count) if index < full]
    tiles = [bundle.demand(tile_path(level, index)) for index in indexes]
    roots = [peaks(split(tile))[0] for tile in tiles]
    epoch = epoch_of(bundle.manifest.origin)
    await connection.execute(
        sql("insert_tiles"), tenant, epoch, [level] * len(indexes), indexes, tiles, roots
    )


async def _keys(connection: asyncpg.Connection, tenant: UUID, bundle: Bundle) -> None:
    """Each with the note that names it as a successor, in its third line as in the key's own last part."""
    held = await bundle.held()
    vouched = {note.split(b"\n")[2].decode(): note.decode() for note in held.successions}
    notes = [vouched.get(key.split("+", 2)[2]) for key in held.keys]
    await connection.execute(sql("insert_keys"), tenant, held.keys, _time(bundle.manifest.made_at), notes)


def _lines(bundle: Bundle, name: str) -> Sequence[dict[str, Any]]:
    return [orjson.loads(line) for line in (bundle.read(name) or b"").splitlines()]


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
