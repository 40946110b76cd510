"""`POST /ledgers/<tenant code>/cosignature`: a witness hands in what it signed."""

from typing import Any

from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler

from concord.api.authenticating import Gate
from concord.api.ledger.addresses import Refused, addressed, admitted, refusal
from concord.commanding import Message
from concord.ledger.cosigning import NotTaken, read_witnesses, take
from concord.server.services import Services
from concord.tenancy import writing

MAX_BYTES = 64 * 1024
"""Of a checkpoint with its signatures."""
NO_WITNESS = Message("未采纳：{why}", "Not taken: {why}")


def cosignature_routes(services: Services, gate: Gate) -> list[HTTPRouteHandler]:
    """The handler. A witness proves who it is by its signature; whether it may know of the ledger at all is
    decided as for the ledger's checkpoint."""
    witnesses = read_witnesses(services.settings.witness_keys)

    @post(
        addressed("cosignature"),
        status_code=200,  # of refusals as given; Litestar wants none with 204 declared
        include_in_schema=False,
        request_max_body_size=MAX_BYTES,
    )
    async def hand_in(request: Request[Any, Any, Any]) -> Response[Any]:
        try:
            tenant = (await admitted(services, gate, request)).tenant.id
            async with writing(services.pool, tenant) as connection:
                await take(connection, tenant, await request.body(), witnesses)
        except NotTaken as error:
            told = Message(*(text.format(why=error) for text in NO_WITNESS))
            return refusal(Refused(403, told))
        except Refused as refused:
            return refusal(refused)
        return Response(None, status_code=204)

    return [hand_in]
