"""`GET /ledgers/<tenant code>/timestamps`: time stamps with the checkpoints that they are for."""

import base64
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from concord.api.authenticating import Gate
from concord.api.ledger.tiles import NOT_THERE, Refused, check_viewer, is_open, refusal
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

    @get("/ledgers/{code:str}/timestamps", include_in_schema=False)
    async def timestamps(request: Request[Any, Any, Any], code: FromPath[str]) -> Response[Any]:
        try:
            tenant = await services.tenants.by_code(code)
            opened = await is_open(services.pool, tenant)
            if not opened:
                check_viewer(await gate.of_request(request), tenant)
            if tenant is None:
                raise Refused(404, NOT_THERE)
            async with reading(services.pool, tenant.id) as connection:
                rows = await connection.fetch(sql("stamps"), tenant.id, MOST)
        except Refused as refused:
            return refusal(refused)
        found = [Stamp(row["note"], base64.b64encode(row["reply"]).decode()) for row in rows]
        headers = {"cache-control": f"{'public' if opened else 'private'}, max-age=60"}
        return Response(msgspec.json.encode(found), media_type="application/json", headers=headers)

    return [timestamps]
