"""`GET /files/<id>`: a file for whoever may read what it belongs to; to be saved, never opened in place."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from litestar import Request, Response, route
from litestar.enums import HttpMethod
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from concord.api.admitting import admit
from concord.api.authenticating import Gate
from concord.api.context import OperationContext, Session
from concord.api.evidence.disposition import disposition, safe_name
from concord.api.evidence.kinds import KINDS
from concord.api.evidence.problems import Problem, answer, denied, forbidden, refused
from concord.api.evidence.ranges import Unsatisfiable, wanted
from concord.api.leading import find_led
from concord.api.parties import parties_of
from concord.api.permissions import QUERIES, check
from concord.api.sight import Kind as Sight
from concord.api.sight import Record, sees
from concord.commanding import Message
from concord.evidence.encryption import WrongFile
from concord.evidence.errors import FileRefusal
from concord.evidence.file import File
from concord.evidence.files import Erased
from concord.evidence.stores import Missing, StoreAway
from concord.identity import Denied
from concord.privacy.disclosing import disclose
from concord.readmodels.evidence import queries
from concord.readmodels.evidence.rows import EvidenceRow
from concord.server.services import Services
from concord.tenancy import reading

NOT_THERE = Message("没有这份文件", "There is no such file")
GONE = Message(
    "这份文件已移除，台账中保留其哈希和理由", "The file was removed: the ledger has its digests and why"
)
NOT_IN_A_BUNDLE = Message(
    "这里是由导出包回放的台账，不含佐证文件", "This ledger was read back from an export, which has no files"
)
NOT_YOURS = Message(
    "佐证文件仅限所涉单位查阅", "Files are for the organizations that take part in what they are evidence of"
)
RANGE = Message("所请求的范围超出文件", "The range begins behind the end of the file")
CHANGED = Message("文件与您所指的版本不符", "The file is not the one that you named")
HEADERS = {
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache",  # a browser may keep it, and asks each time whether it still may
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "vary": "authorization",
    "x-content-type-options": "nosniff",
}


def serving_routes(services: Services, gate: Gate) -> list[HTTPRouteHandler]:
    """The handler. What is another tenant's is answered as what is not there."""

    @route("/files/{id:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
    async def file(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[Any]:
        session = await gate.of_reader(request)
        try:
            if session.viewer is None:
                raise denied(session)
            row, name = await _found(services, session, id)
            return await _answer(services, session.viewer.tenant.id, row, name, request, session.language)
        except Problem as problem:
            return answer(problem)

    return [file]


def url_of(row: EvidenceRow) -> str | None:
    """The path under which a file is fetched; None where it is kept elsewhere, or no longer."""
    here = row.file is not None and row.removed_at is None
    return f"/files/{row.file}" if here else None


def file_of(row: EvidenceRow) -> File:
    """The file that a row names."""
    assert row.file is not None
    return File(
        id=row.file,
        kind=row.kind,
        stream_id=row.object,
        original_sha256=row.original_sha256,
        stored_sha256=row.stored_sha256,
        size=row.size,
        media_type=row.media_type,
    )


async def may_fetch(context: OperationContext, row: EvidenceRow) -> bool:
    """Whether the viewer has a part in what a file is evidence of, or sees all of them."""
    bounds = context.bounds(Record.EVIDENCE)
    if bounds is None:
        return True
    return not (await parties_of(context, row.kind, row.object, attending=True)).isdisjoint(bounds)


async def _found(services: Services, session: Session, id: str) -> tuple[EvidenceRow, str]:
    """What the file is evidence of, and its name. Raises `Problem`."""
    context, language = OperationContext(session), session.language
    viewer, tenant = context.viewer, context.tenant
    try:
        key = UUID(id)
    except ValueError:
        raise refused(404, "NOT_FOUND", NOT_THERE, language) from None
    async with reading(services.pool, tenant) as connection:
        row = await queries.by_file(connection, tenant, key)
    if row is None:
        raise refused(404, "NOT_FOUND", NOT_THERE, language)
    query = KINDS[row.kind].query
    try:
        admit(viewer, writes=False)
        check(QUERIES[query], query, viewer, {})
    except Denied as why:
        raise forbidden(why, language) from None
    context.led = (await find_led(context)).members
    if not await may_fetch(context, row):
        raise refused(403, "FORBIDDEN", NOT_YOURS, language)
    if row.removed_at is not None:
        raise refused(410, "GONE", GONE, language)
    if services.read_only:
        raise refused(404, "NOT_FOUND", NOT_IN_A_BUNDLE, language)
    digests = [row.name] if row.name and sees(viewer, Sight.TEXT, None, ()) else []
    async with reading(services.pool, tenant) as connection:
        names = await disclose(connection, services.keys, tenant, digests)
    told = names.get(row.name or "", ("", f"evidence-{row.stored_sha256[:12]}"))[1]
    return row, safe_name(told, row.media_type)


async def _answer(
    services: Services,
    tenant: UUID,
    row: EvidenceRow,
    name: str,
    request: Request[Any, Any, Any],
    language: str,
) -> Response[Any]:
    """RFC 9110: preconditions, then the range. Raises `Problem`."""
    etag, asked = f'"{row.stored_sha256}"', request.headers
    headers = {**HEADERS, "etag": etag, "content-disposition": disposition(name)}
    if "if-match" in asked and not _names(asked["if-match"], etag):
        raise refused(412, "CONFLICT", CHANGED, language)
    if _names(asked.get("if-none-match", ""), etag):
        return Response(None, status_code=304, headers=headers)
    ranged = asked.get("range") if asked.get("if-range", etag) == etag else None
    try:
        part = wanted(ranged, row.size) if request.method == "GET" else None
    except Unsatisfiable:
        raise refused(416, "RANGE", RANGE, language, **{"content-range": f"bytes */{row.size}"}) from None
    start, end = part or (0, row.size)
    if part is not None:
        headers["content-range"] = f"bytes {start}-{end - 1}/{row.size}"
    headers["content-length"] = str(end - start)
    if request.method == "HEAD":
        return Response(b"", media_type=row.media_type, headers=headers)
    content = await _begun(services.files.read(tenant, file_of(row), start, end), language)
    return Stream(content, media_type=row.media_type, headers=headers, status_code=206 if part else 200)


async def _begun(content: AsyncIterator[bytes], language: str) -> AsyncIterator[bytes]:
    """Content whose first bytes are here: until something is sent, it can be said that the store is away."""
    try:
        first = await anext(content)
    except (Erased, Missing):
        raise refused(410, "GONE", GONE, language) from None
    except (StoreAway, WrongFile):
        raise refused(503, "STORE_AWAY", FileRefusal.STORE_AWAY.message, language) from None

    async def whole() -> AsyncIterator[bytes]:
        yield first
        async for piece in content:
            yield piece

    return whole()


def _names(header: str, etag: str) -> bool:
    """Whether a list of entity tags names this one, weakly or not."""
    tags = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    return header.strip() == "*" or etag in tags
