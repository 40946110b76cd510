"""`GET /ledgers/<tenant code>/timestamps`: time stamps with the checkpoints that they are for."""

import base64
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from concord.api.authenticating import Gate
from concord.api.ledger.addresses import NOT_THERE, Refused, addressed, admitted, refusal
from concord.ledger.checkpoints import latest
from concord.ledger.statement import sql
from concord.server.services import Services
from concord.tenancy import reading

MOST = 2_000
"""The newest; at one a day, five years of them."""


class Stamp(msgspec.Struct, frozen=True):
    """As JSON."""

    checkpoint: str
    reply: str
    """TimeStampResp (RFC 3161), DER in base64."""


def stamp_routes(services: Services, gate: Gate) -> list[HTTPRouteHandler]:
    """The handler. As open as the ledger's checkpoints."""

    @get(addressed("timestamps"), include_in_schema=False)
    async def timestamps(request: Request[Any, Any, Any]) -> Response[Any]:
        try:
            asked = await admitted(services, gate, request)
            async with reading(services.pool, asked.tenant.id) as connection:
                if await latest(connection, asked.tenant.id, epoch=asked.epoch) is None:
                    raise Refused(404, NOT_THERE)
                rows = await connection.fetch(sql("stamps"), asked.tenant.id, asked.epoch, MOST)
        except Refused as refused:
            return refusal(refused)
        found = [Stamp(row["note"], base64.b64encode(row["reply"]).decode()) for row in rows]
        headers = {"cache-control": f"{'public' if asked.is_open else 'private'}, max-age=60"}
        return Response(msgspec.json.encode(found), media_type="application/json", headers=headers)

    return [timestamps]
