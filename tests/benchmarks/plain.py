"""The peer of `answering`: one JSON route on Litestar that runs the SQL of the API's list, and nothing else.
Arguments: DSN, tenant, port."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import msgspec
import uvicorn
from litestar import Litestar, Response, get

from concord.readmodels.organizations.queries import OrganizationFilter, page
from concord.tenancy import reading

FIELDS = (
    *("id", "credit_code", "name", "kind", "party_form"),
    *("party_members", "affiliated_enterprises", "registered_on"),
)


def app(dsn: str, tenant: UUID) -> Litestar:
    """Answers GET / with fifty organizations of eight fields."""

    @asynccontextmanager
    async def connected(served: Litestar) -> AsyncIterator[None]:
        async with asyncpg.create_pool(dsn, min_size=2, max_size=16) as pool:
            served.state.pool = pool
            yield

    @get("/")
    async def organizations() -> Response[bytes]:
        async with reading(served.state.pool, tenant) as connection:
            found = await page(connection, tenant, OrganizationFilter(), first=50)
        body = msgspec.json.encode([{name: getattr(row, name) for name in FIELDS} for row in found.rows])
        return Response(body, media_type="application/json")

    served = Litestar([organizations], lifespan=[connected], openapi_config=None, logging_config=None)
    return served


if __name__ == "__main__":
    dsn, tenant, port = sys.argv[1:]
    uvicorn.run(app(dsn, UUID(tenant)), port=int(port), log_config=None, access_log=False)
