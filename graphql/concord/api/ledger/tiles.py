"""`/ledgers/<tenant code>/...`: origins of a ledger as C2SP tlog-tiles lays out a log; verifier keys."""

import asyncio
import gzip
from typing import Any

import asyncpg
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from concord.api.authenticating import Gate
from concord.api.ledger.addresses import NOT_THERE, TEXT, Asked, Refused, addressed, admitted, refusal
from concord.ledger.addresses import following, path_of, shared_until
from concord.ledger.checkpoints import Checkpoint, latest
from concord.ledger.paths import Path, parsed
from concord.ledger.reading import Incomplete, TileRef, read_entries, read_tiles
from concord.ledger.statement import sql
from concord.ledger.tiles import HEIGHT, WIDTH
from concord.server.services import Services
from concord.tenancy import reading

BYTES = "application/octet-stream"
FOR_EVER = "max-age=31536000, immutable"
"""A tile of an origin has one content for ever, also a partial one."""
BRIEFLY = "max-age=1"


def ledger_routes(services: Services, gate: Gate) -> list[HTTPRouteHandler]:
    """Handlers. Entries need a token of the tenant; hashes and checkpoints too, unless it opened them."""

    async def answered(
        request: Request[Any, Any, Any], path: Path | None, *, cosigned: bool = False
    ) -> Response[Any]:
        try:
            asked = await admitted(services, gate, request, entries=path is not None and path.is_entries)
            return await _found(services.pool, asked, path, request, cosigned=cosigned)
        except Refused as refused:
            return refusal(refused)

    @get(addressed("checkpoint"), include_in_schema=False)
    async def checkpoint(request: Request[Any, Any, Any]) -> Response[Any]:
        return await answered(request, None)

    @get(addressed("checkpoint/cosigned"), include_in_schema=False)
    async def cosigned(request: Request[Any, Any, Any]) -> Response[Any]:
        return await answered(request, None, cosigned=True)

    @get(addressed("tile/{rest:path}"), include_in_schema=False)
    async def tile(request: Request[Any, Any, Any], rest: FromPath[str]) -> Response[Any]:
        path = parsed(rest.lstrip("/"))
        return refusal(Refused(404, NOT_THERE)) if path is None else await answered(request, path)

    @get("/.well-known/concord-ledger-keys", include_in_schema=False)
    async def keys() -> Response[str]:
        rows = await services.pool.fetch(sql("verifier_keys"))
        text = "".join(f"{row['verifier_key']}\n" for row in rows)
        return Response(text, media_type=TEXT, headers={"cache-control": "public, max-age=60"})

    @get("/.well-known/concord-ledger-successions", include_in_schema=False)
    async def successions() -> Response[str]:
        rows = await services.pool.fetch(sql("key_successions"))
        text = "\n".join(row["note"] for row in rows)
        return Response(text, media_type=TEXT, headers={"cache-control": "public, max-age=60"})

    return [checkpoint, cosigned, tile, keys, successions]


async def _found(
    pool: asyncpg.Pool, asked: Asked, path: Path | None, request: Request[Any, Any, Any], *, cosigned: bool
) -> Response[Any]:
    tenant = asked.tenant.id
    async with reading(pool, tenant) as connection:
        newest = await latest(connection, tenant, cosigned=cosigned, epoch=asked.epoch)
        if newest is None:
            raise Refused(404, NOT_THERE)
        upto = await shared_until(connection, tenant, newest.head.origin, asked.epoch)
        content = await _content(connection, asked, newest, path, upto)
    cached = f"{'public' if asked.is_open else 'private'}, {FOR_EVER if path else BRIEFLY}"
    headers = {"cache-control": cached, "vary": "accept-encoding"}
    if path is None and upto is not None:  # RFC 5829: where the ledger goes on
        successor = path_of(following(newest.head.origin, asked.epoch))
        headers["link"] = f'<{successor}/checkpoint>; rel="successor-version"'
    if path is not None and path.is_entries and "gzip" in request.headers.get("accept-encoding", ""):
        content = await asyncio.to_thread(gzip.compress, content, 5)
        headers["content-encoding"] = "gzip"
    return Response(content, media_type=BYTES if path else TEXT, headers=headers)


async def _content(
    connection: asyncpg.Connection, asked: Asked, newest: Checkpoint, path: Path | None, upto: int | None
) -> bytes:
    """Nothing beyond what is signed is served; of a former origin, as far as it is still there (`upto`)."""
    if path is None:
        return newest.note.encode()
    end = path.number * WIDTH + path.width
    if end > newest.head.size >> HEIGHT * path.level:
        raise Refused(404, NOT_THERE)
    if path.is_entries:
        if upto is not None and end > upto:
            raise Refused(404, NOT_THERE)
        entries = await read_entries(connection, asked.tenant.id, path.number, path.width)
        return b"".join(len(entry).to_bytes(2) + entry for entry in entries)
    ref = TileRef(path.level, path.number, path.width)
    try:
        found = await read_tiles(connection, asked.tenant.id, asked.epoch, [ref], upto)
    except Incomplete:
        if upto is None:
            raise  # an alarm, not a file that nobody has
        raise Refused(404, NOT_THERE) from None
    return b"".join(found[ref])
