"""`/ledgers/<tenant code>[/simulated][/<n>]`: which origin is asked for, and by whom."""

from typing import Any, NamedTuple

from litestar import Request, Response

from concord.api.admitting import admit
from concord.api.authenticating import Gate
from concord.api.context import Session
from concord.api.permissions import QUERIES, check
from concord.api.sight import ACTING
from concord.commanding import Message
from concord.identity import Denied
from concord.ledger.addresses import epoch_at
from concord.ledger.opening import are_open
from concord.server.services import Services
from concord.tenancy import Tenant, reading

PREFIXES = ("/ledgers/{code:str}", "/ledgers/{code:str}/{one:str}", "/ledgers/{code:str}/{one:str}/{two:str}")
TEXT = "text/plain; charset=utf-8"
NOT_THERE = Message("没有这样的台账文件", "The ledger has no such file")
WHOLE = Message(
    "条目文件含全部单位的记录：请用 GraphQL 查阅本单位可见的条目",
    "Files of entries hold what is of all organizations: read those that you may see by GraphQL",
)


class Refused(Exception):
    """Not for whoever asks."""

    def __init__(self, status: int, message: Message) -> None:
        super().__init__(message.en)
        self.status, self.message = status, message


class Asked(NamedTuple):
    """An origin that whoever asks may see."""

    tenant: Tenant
    epoch: int
    is_open: bool
    """Everybody may see its hashes, without a token."""


def addressed(name: str) -> list[str]:
    """The paths of a file of every origin."""
    return [f"{prefix}/{name}" for prefix in PREFIXES]


async def admitted(
    services: Services, gate: Gate, request: Request[Any, Any, Any], *, entries: bool = False
) -> Asked:
    """Raises `Refused`. `entries`: what is never open to everybody."""
    found = request.path_params
    tenant = await services.tenants.by_code(found["code"])
    opened = tenant is not None and not entries and await _is_open(services, tenant)
    if not opened:
        session = await gate.of_reader(request)
        check_viewer(session, tenant)
        if entries and session.viewer is not None and session.viewer.role in ACTING:
            raise Refused(403, WHOLE)
    if tenant is None:
        raise Refused(404, NOT_THERE)
    rest = "/".join(found[name] for name in ("one", "two") if name in found)
    epoch = epoch_at(rest, simulated=tenant.simulated)
    if epoch is None:
        raise Refused(404, NOT_THERE)
    return Asked(tenant, epoch, opened)


async def _is_open(services: Services, tenant: Tenant) -> bool:
    async with reading(services.pool, tenant.id) as connection:
        return await are_open(connection, tenant.id)


def check_viewer(session: Session, tenant: Tenant | None) -> None:
    """Raises `Refused`; of a ledger that is not the viewer's it does not say whether there is one."""
    if session.viewer is None:
        raise Refused(401, session.denied.message)
    if tenant is None or session.viewer.tenant.id != tenant.id:
        raise Refused(404, NOT_THERE)
    try:
        admit(session.viewer, writes=False)
        check(QUERIES["ledger"], "ledger", session.viewer, {})
    except Denied as denied:
        raise Refused(403, denied.message) from None


def refusal(refused: Refused) -> Response[Any]:
    """The answer, in both languages."""
    headers = {"cache-control": "no-store"}
    if refused.status == 401:
        headers["www-authenticate"] = "Bearer"
    text = f"{refused.message.zh}\n{refused.message.en}\n"
    return Response(text, media_type=TEXT, status_code=refused.status, headers=headers)
