"""`/ledgers/<tenant code>/...`: a ledger as C2SP tlog-tiles lays out a log, and all verifier keys."""

import asyncio
import gzip
from typing import Any

import asyncpg
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from concord.api.authenticating import Gate
from concord.api.context import Session
from concord.api.permissions import QUERIES, check
from concord.commanding import Message
from concord.identity import Forbidden
from concord.ledger.checkpoints import Checkpoint, latest
from concord.ledger.opening import are_open
from concord.ledger.paths import Path, parsed
from concord.ledger.reading import TileRef, read_entries, read_tiles
from concord.ledger.statement import sql
from concord.ledger.tiles import HEIGHT, WIDTH
from concord.server.services import Services
from concord.tenancy import Tenant, reading

TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
FOR_EVER = "max-age=31536000, immutable"
"""A tile has one content for ever, also a partial one."""
BRIEFLY = "max-age=1"

NOT_THERE = Message("没有这样的台账文件", "The ledger has no such file")


class Refused(Exception):
    """Not for whoever asks."""

    def __init__(self, status: int, message: Message) -> None:
        super().__init__(message.en)
        self.status, self.message = status, message


def ledger_routes(services: Services, gate: Gate) -> list[HTTPRouteHandler]:
    """Handlers. Entries need a token of the tenant; hashes and checkpoints too, unless it opened them."""

    async def answered(
        request: Request[Any, Any, Any], code: str, path: Path | None, *, cosigned: bool = False
    ) -> Response[Any]:
        try:
            tenant = await services.tenants.by_code(code)
            opened = await is_open(services.pool, tenant, path)
            if not opened:
                check_viewer(await gate.of_request(request), tenant)
            if tenant is None:
                raise Refused(404, NOT_THERE)
            return await _found(services.pool, tenant, path, request, public=opened, cosigned=cosigned)
        except Refused as refused:
            return refusal(refused)

    @get("/ledgers/{code:str}/checkpoint", include_in_schema=False)
    async def checkpoint(request: Request[Any, Any, Any], code: FromPath[str]) -> Response[Any]:
        return await answered(request, code, None)

    @get("/ledgers/{code:str}/checkpoint/cosigned", include_in_schema=False)
    async def cosigned(request: Request[Any, Any, Any], code: FromPath[str]) -> Response[Any]:
        return await answered(request, code, None, cosigned=True)

    @get("/ledgers/{code:str}/tile/{rest:path}", include_in_schema=False)
    async def tile(
        request: Request[Any, Any, Any], code: FromPath[str], rest: FromPath[str]
    ) -> Response[Any]:
        path = parsed(rest.lstrip("/"))
        return refusal(Refused(404, NOT_THERE)) if path is None else await answered(request, code, path)

    @get("/.well-known/concord-ledger-keys", include_in_schema=False)
    async def keys() -> Response[str]:
        rows = await services.pool.fetch(sql("verifier_keys"))
        text = "".join(f"{row['verifier_key']}\n" for row in rows)
        return Response(text, media_type=TEXT, headers={"cache-control": "public, max-age=60"})

    return [checkpoint, cosigned, tile, keys]


async def is_open(pool: asyncpg.Pool, tenant: Tenant | None, path: Path | None = None) -> bool:
    """Whether everybody may have it, without a token: never entries."""
    if tenant is None or (path is not None and path.is_entries):
        return False
    async with reading(pool, tenant.id) as connection:
        return await are_open(connection, tenant.id)


def check_viewer(session: Session, tenant: Tenant | None) -> None:
    """Raises `Refused`; of a ledger that is not the viewer's it does not say whether there is one."""
    if session.viewer is None:
        raise Refused(401, session.denied.message)
    if tenant is None or session.viewer.tenant.id != tenant.id:
        raise Refused(404, NOT_THERE)
    try:
        check(QUERIES["ledger"], "ledger", session.viewer, {})
    except Forbidden as forbidden:
        raise Refused(403, forbidden.message) from None


async def _found(
    pool: asyncpg.Pool,
    tenant: Tenant,
    path: Path | None,
    request: Request[Any, Any, Any],
    *,
    public: bool,
    cosigned: bool,
) -> Response[Any]:
    async with reading(pool, tenant.id) as connection:
        newest = await latest(connection, tenant.id, cosigned=cosigned)
        if newest is None:
            raise Refused(404, NOT_THERE)
        content = await _content(connection, tenant, newest, path)
    cached = f"{'public' if public else 'private'}, {FOR_EVER if path else BRIEFLY}"
    headers = {"cache-control": cached, "vary": "accept-encoding"}
    if path is not None and path.is_entries and "gzip" in request.headers.get("accept-encoding", ""):
        content = await asyncio.to_thread(gzip.compress, content, 5)
        headers["content-encoding"] = "gzip"
    return Response(content, media_type=BYTES if path else TEXT, headers=headers)


async def _content(
    connection: asyncpg.Connection, tenant: Tenant, newest: Checkpoint, path: Path | None
) -> bytes:
    """Nothing beyond what is signed is served."""
    if path is None:
        return newest.note.encode()
    if path.number * WIDTH + path.width > newest.head.size >> HEIGHT * path.level:
        raise Refused(404, NOT_THERE)
    if path.is_entries:
        entries = await read_entries(connection, tenant.id, path.number, path.width)
        return b"".join(len(entry).to_bytes(2) + entry for entry in entries)
    ref = TileRef(path.level, path.number, path.width)
    found = await read_tiles(connection, tenant.id, newest.head.epoch, [ref])
    return b"".join(found[ref])


def refusal(refused: Refused) -> Response[Any]:
    """The answer, in both languages."""
    headers = {"cache-control": "no-store"}
    if refused.status == 401:
        headers["www-authenticate"] = "Bearer"
    text = f"{refused.message.zh}\n{refused.message.en}\n"
    return Response(text, media_type=TEXT, status_code=refused.status, headers=headers)
