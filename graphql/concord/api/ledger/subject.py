"""`GET /ledgers/<tenant code>/subjects/<id or me>`: what the ledger holds about one person, as a file."""

from typing import Any
from uuid import UUID, uuid4

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from concord.api.admitting import admit
from concord.api.authenticating import Gate
from concord.api.ledger.addresses import Refused, refusal
from concord.api.ledger.book import entered
from concord.api.permissions import SUBJECT, check
from concord.api.roots import READ_ONLY
from concord.commanding import Message
from concord.exporting.subject import copy_of
from concord.identity import Denied, Viewer
from concord.ledger.releasing import Recipient, record_release
from concord.privacy.accesses import Look, record_access
from concord.server.services import Services

OPERATION = "subjectCopy"
WRONG_QUESTION = Message(
    "请给出人员的主体编号（UUID）或 me；after 为上一份文件中 next 的数值",
    "Name the person by its subject id (a UUID) or `me`; `after` is what the last file gave as `next`",
)


def subject_routes(services: Services, gate: Gate) -> list[HTTPRouteHandler]:
    """The handler. Everybody may have what is about himself; whoever may have more is in the permission
    table."""

    @get("/ledgers/{code:str}/subjects/{subject:str}", include_in_schema=False)
    async def subject_copy(
        request: Request[Any, Any, Any], code: FromPath[str], subject: FromPath[str]
    ) -> Response[Any]:
        try:
            viewer = await entered(gate, request, code)
            whom, after = _question(request, viewer, subject)
            _permit(viewer, whom)
            if services.read_only:  # a clear copy is recorded, and nothing can be
                raise Refused(403, READ_ONLY)
            return await _answer(services, viewer, whom, after)
        except Refused as refused:
            return refusal(refused)

    return [subject_copy]


def _question(request: Request[Any, Any, Any], viewer: Viewer, subject: str) -> tuple[UUID, int]:
    try:
        after = int(request.query_params.get("after", "0"))
        if not 0 <= after < 1 << 53:
            raise ValueError(after)
        return UUID(viewer.subject if subject == "me" else subject), after
    except ValueError:
        raise Refused(400, WRONG_QUESTION) from None


def _permit(viewer: Viewer, whom: UUID) -> None:
    try:
        admit(viewer, writes=True)  # a clear copy is recorded
        if str(whom) != viewer.subject:
            check(SUBJECT, OPERATION, viewer, {}, term="本人信息副本")
    except Denied as denied:
        raise Refused(403, denied.message) from None


async def _answer(services: Services, viewer: Viewer, whom: UUID, after: int) -> Response[bytes]:
    """Recorded as a look and as a copy in clear before it is sent."""
    look = Look(viewer.subject, viewer.role, viewer.organization, OPERATION, uuid4())
    await record_access(services.pool, viewer.tenant.id, look, [whom])
    copy = await copy_of(services.pool, services.keys, viewer.tenant, whom, after=after)
    if copy.release is not None:
        got = Recipient(actor=viewer.subject, role=viewer.role, organization=viewer.organization)
        await record_release(services.pool, services.store, viewer.tenant, copy.release, got)
    headers = {"content-disposition": f'attachment; filename="{whom}.json"', "cache-control": "no-store"}
    return Response(copy.content, media_type="application/json", headers=headers)
