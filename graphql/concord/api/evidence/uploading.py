"""`POST /files?object=<id>`: takes in a file for an activity, a ticket or an inspection."""

import asyncio
import errno
from typing import Any
from uuid import UUID

import msgspec
import structlog
from litestar import Request, Response, post
from litestar.exceptions import ClientException
from litestar.handlers import HTTPRouteHandler

from concord.api import ids
from concord.api.admitting import admit
from concord.api.authenticating import Gate
from concord.api.context import Session
from concord.api.evidence.kinds import KINDS, Kind
from concord.api.evidence.problems import Problem, answer, by_rule, denied, forbidden, refused
from concord.api.permissions import MUTATIONS, check
from concord.api.rates import Buckets, Rate
from concord.api.roots import READ_ONLY
from concord.charters import in_force
from concord.commanding import CommandRefusal, Message, Refusal, RefusalCode, day_of
from concord.evidence.errors import FileRefusal
from concord.evidence.examining.verdict import Refused
from concord.evidence.file import File
from concord.evidence.files import MOST_WAITING, TooManyWaiting
from concord.evidence.receiving import Empty, TooLarge, received
from concord.evidence.stores import StoreAway
from concord.identity import Denied, Viewer
from concord.server.services import Services
from concord.telemetry import correlated

WHICH = Message(
    "请用 object 指明文件属于哪个活动、诉求或检查（其 id）",
    "Say by `object` which activity, ticket or inspection the file is for: its id",
)
BROKEN_OFF = Message("上传中断，没有保存任何内容", "The upload broke off and nothing was kept: send it again")
PER_USER = Rate(per_second=2, burst=60)
MOST_SECONDS = 600.0
"""That an upload may take to arrive."""
NOTHING_YET = {
    "file": UUID(int=0),
    "original_sha256": "0" * 64,
    "stored_sha256": "0" * 64,
    "size": 1,
    "media_type": "image/jpeg",
}
"""A file that nobody has: whether one could be attached is asked before it is sent."""

log = structlog.get_logger()


class Uploaded(msgspec.Struct, frozen=True, rename="camel"):
    """The answer: what was kept, and under which id it is attached, within 24 hours."""

    file_id: UUID
    original_sha256: str
    stored_sha256: str
    size: int
    media_type: str


def uploading_routes(services: Services, gate: Gate) -> list[HTTPRouteHandler]:
    """The handler."""
    buckets = Buckets(PER_USER)

    @post("/files", include_in_schema=False, request_max_body_size=None, status_code=201)
    async def upload(request: Request[Any, Any, Any]) -> Response[Any]:
        session = await gate.of_reader(request)
        with correlated(**session.bound()):
            try:
                file = await _taken(services, session, request, buckets)
            except Problem as problem:
                log.info("upload refused", code=problem.code)
                return answer(problem)
            log.info("uploaded", file=str(file.id), size=file.size, media_type=file.media_type)
        body = Uploaded(file.id, file.original_sha256, file.stored_sha256, file.size, file.media_type)
        return Response(
            msgspec.json.encode(body), media_type="application/json", headers={"cache-control": "no-store"}
        )

    return [upload]


async def _taken(
    services: Services, session: Session, request: Request[Any, Any, Any], buckets: Buckets
) -> File:
    """Everything that can be refused is, before the first byte is read. Raises `Problem`, `TooOften`."""
    if session.viewer is None:
        raise denied(session)
    kind, key = _object(request, session.language)
    _permit(services, session, session.viewer, KINDS[kind])
    buckets.take(session.viewer.subject)
    location = await _rehearsed(services, session.viewer, KINDS[kind], key, session.language)
    try:
        return await _kept(services, session.viewer, kind, key, request, location=location)
    except Refusal as refusal:
        raise by_rule(_STATUS.get(refusal.code, 422), refusal, session.language) from None
    except (ClientException, TimeoutError):
        raise refused(400, "BROKEN_OFF", BROKEN_OFF, session.language) from None


def _object(request: Request[Any, Any, Any], language: str) -> tuple[str, UUID]:
    kind, key = ids.parse(request.query_params.get("object", ""))
    try:
        if kind in KINDS:
            return kind, UUID(key)
    except ValueError:
        pass
    raise refused(400, "BAD_USER_INPUT", WHICH, language)


def _permit(services: Services, session: Session, viewer: Viewer, kind: Kind) -> None:
    if services.read_only:
        raise refused(403, "FORBIDDEN", READ_ONLY, session.language)
    try:
        admit(viewer, writes=True)
        check(MUTATIONS[kind.mutation], kind.mutation, viewer, {})
    except Denied as why:
        raise forbidden(why, session.language) from None


async def _rehearsed(services: Services, viewer: Viewer, kind: Kind, key: UUID, language: str) -> bool:
    """Whether the charter has place and time kept. Raises `Problem` where no file could be attached."""
    try:
        facts = await services.commander.rehearse(viewer, kind.attach(key, NOTHING_YET))
    except Refusal as refusal:
        status = 404 if refusal.code is CommandRefusal.NOT_FOUND else 409
        raise by_rule(status, refusal, language) from None
    now = await services.commander.now(viewer.tenant)
    charter = in_force(facts["alliance"].charters, day_of(now))
    return charter is not None and charter.evidence_location


async def _kept(
    services: Services,
    viewer: Viewer,
    kind: str,
    key: UUID,
    request: Request[Any, Any, Any],
    *,
    location: bool,
) -> File:
    """Raises `Refusal`."""
    most = services.settings.file_bytes
    try:
        if int(request.headers.get("content-length", "0")) > most:
            raise TooLarge
        async with asyncio.timeout(MOST_SECONDS), received(request.stream(), most) as whole:
            return await services.files.keep(viewer.tenant.id, kind, key, whole, location=location)
    except TooLarge:
        raise Refusal(FileRefusal.FILE_TOO_LARGE, most=most) from None
    except Empty:
        raise Refusal(FileRefusal.FILE_EMPTY) from None
    except Refused as refused:
        raise Refusal(FileRefusal[f"FILE_{refused.fault}"]) from None
    except TooManyWaiting:
        raise Refusal(FileRefusal.TOO_MANY_WAITING, most=MOST_WAITING) from None
    except StoreAway as error:
        log.warning("file not stored", error=str(error))
        raise Refusal(FileRefusal.STORE_AWAY) from None
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        log.error("no space for an upload", error=str(error))
        raise Refusal(FileRefusal.DISK_FULL) from None


_STATUS: dict[RefusalCode, int] = {
    FileRefusal.FILE_TOO_LARGE: 413,
    FileRefusal.FILE_TYPE: 415,
    FileRefusal.FILE_LEGACY_OFFICE: 415,
    FileRefusal.TOO_MANY_WAITING: 429,
    FileRefusal.STORE_AWAY: 503,
    FileRefusal.DISK_FULL: 507,
}
"""Of what is not 422: understood, and not acceptable."""
