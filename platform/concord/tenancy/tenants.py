"""Finding and provisioning tenants."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg

from concord.tenancy.tenant import Tenant

PAGE = 500
REASONS = {
    "UNKNOWN": "there is no tenant {code}, or no tenant {parent}",
    "TAKEN": "{code} stands under another tenant already, and that is set once",
    "CYCLE": "{parent} stands under {code} itself",
}


class NotAParent(Exception):
    """A tenant cannot stand under that one. One sentence."""


class Tenants:
    """Tenants by code or id, remembered once found: a code is permanent."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._by_code: dict[str, Tenant] = {}

    async def by_code(self, code: str) -> Tenant | None:
        """The tenant of that code, or None."""
        if code not in self._by_code:
            row = await self._pool.fetchrow("select * from concord.find_tenant($1)", code)
            if row is None:
                return None
            self._by_code[code] = _tenant(row)
        return self._by_code[code]

    async def create(
        self, *, code: str, name: str, division_code: str = "", simulated: bool = False
    ) -> Tenant:
        """Provisions a tenant, or returns the one that has this code already. Owner's role only."""
        row = await self._pool.fetchrow(
            "select * from concord.create_tenant($1, $2, $3, $4, $5)",
            uuid4(),
            code,
            name,
            division_code,
            simulated,
        )
        return _tenant(row)

    async def parent_of(self, tenant: UUID) -> Tenant | None:
        """The tenant above; asked anew each time, for it may be set later."""
        row = await self._pool.fetchrow("select * from concord.parent_of($1)", tenant)
        return None if row is None else _tenant(row)

    async def set_parent(self, code: str, parent: str) -> None:
        """Puts a tenant under another, once and for ever. Raises `NotAParent`. Owner's role only."""
        outcome = await self._pool.fetchval("select concord.set_parent($1, $2)", code, parent)
        if outcome != "DONE":
            raise NotAParent(REASONS[outcome].format(code=code, parent=parent))

    async def list(self) -> AsyncIterator[tuple[Tenant, int]]:
        """Every tenant by code, with the last position of its ledger. Owner's or worker's role only."""
        after = ""
        while rows := await self._pool.fetch("select * from concord.list_tenants($1, $2)", after, PAGE):
            for row in rows:
                yield _tenant(row), row["position"]
            after = rows[-1]["code"]


def _tenant(row: asyncpg.Record) -> Tenant:
    return Tenant(
        id=UUID(str(row["id"])),
        code=row["code"],
        name=row["name"],
        division_code=row["division_code"],
        simulated=row["simulated"],
    )
