"""Finding and provisioning tenants."""

import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from uuid import UUID, uuid4

import asyncpg
import orjson

from concord.tenancy.tenant import Tenant, TenantState

PAGE = 500
CODE = re.compile(r"[a-z][a-z0-9]{1,31}")
"""As the table has it: what is no code is looked up nowhere, whatever characters it has."""
FRESH = 1.0
"""Seconds that what was found is good for: within them a suspension, a configuration or a revocation is known
to every process. (The ledger itself refuses at once.)"""
REMEMBERED = 20_000
"""Tenants kept; all are forgotten when there are more."""

FIND = "select t.*, s.* from concord.find_tenant($1) as t cross join lateral concord.standing_of(t.id) as s"
LIST = (
    "select t.*, s.* from concord.list_tenants($1, $2) as t cross join lateral concord.standing_of(t.id) as s"
    " order by t.code"
)
PARENT = "select t.*, s.* from concord.parent_of($1) as t cross join lateral concord.standing_of(t.id) as s"
REASONS = {
    "UNKNOWN": "there is no tenant {code}, or no tenant {parent}",
    "TAKEN": "{code} stands under another tenant already, and that is set once",
    "CYCLE": "{parent} stands under {code} itself",
    "CLOSED": "{parent} is closed and takes no figures any more",
    "SIMULATED": "one of {code} and {parent} is simulated, and figures of a demo are not added to real ones",
}


class NotAParent(Exception):
    """A tenant cannot stand under that one. One sentence; `reason` is one of `REASONS`."""

    def __init__(self, reason: str, code: str, parent: str) -> None:
        super().__init__(REASONS[reason].format(code=code, parent=parent))
        self.reason = reason


class Tenants:
    """Tenants by code, remembered for a moment."""

    def __init__(self, pool: asyncpg.Pool, clock: Callable[[], float] = time.monotonic) -> None:
        self._pool = pool
        self._clock = clock
        self._by_code: dict[str, tuple[float, Tenant]] = {}

    async def by_code(self, code: str) -> Tenant | None:
        """The tenant of that code, or None. One that is known is answered also while the database is away:
        nothing of it can be read then."""
        if CODE.fullmatch(code) is None:
            return None
        found_at, known = self._by_code.get(code, (float("-inf"), None))
        now = self._clock()
        if known is not None and now - found_at < FRESH:
            return known
        if known is not None:
            self._by_code[code] = now, known  # who comes meanwhile is answered with it: one asks, not all
        away = (OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError)
        with suppress(*(away if known is not None else ())):
            known = await self._find(code, now)
        return known

    async def create(
        self, *, code: str, name: str, division_code: str = "", simulated: bool = False
    ) -> Tenant:
        """Provisions a tenant, or returns the one that has this code already. Owner's role only."""
        await self._pool.fetchrow(
            "select * from concord.create_tenant($1, $2, $3, $4, $5)",
            uuid4(),
            code,
            name,
            division_code,
            simulated,
        )
        made = await self._find(code, self._clock())
        assert made is not None, "it was made just now"
        return made

    async def parent_of(self, tenant: UUID) -> Tenant | None:
        """The tenant above; asked anew each time, for it may be set later."""
        row = await self._pool.fetchrow(PARENT, tenant)
        return None if row is None else _tenant(row)

    async def set_parent(self, code: str, parent: str) -> None:
        """Puts a tenant under another, once and for ever. Raises `NotAParent`. Owner's role only."""
        outcome = await self._pool.fetchval("select concord.set_parent($1, $2)", code, parent)
        if outcome != "DONE":
            raise NotAParent(outcome, code, parent)

    async def list(self) -> AsyncIterator[tuple[Tenant, int]]:
        """Every tenant by code, with the last position of its ledger. Owner's or worker's role only."""
        after = ""
        while rows := await self._pool.fetch(LIST, after, PAGE):
            for row in rows:
                yield _tenant(row), row["position"]
            after = rows[-1]["code"]

    async def _find(self, code: str, now: float) -> Tenant | None:
        row = await self._pool.fetchrow(FIND, code)
        if row is None:
            return None
        if len(self._by_code) >= REMEMBERED:
            self._by_code.clear()
        tenant = _tenant(row)
        self._by_code[code] = now, tenant
        return tenant


def _tenant(row: asyncpg.Record) -> Tenant:
    configuration = orjson.loads(row["configuration"])
    members = ("language",)
    chosen = {name: configuration[name] for name in members if name in configuration}
    return Tenant(
        id=UUID(str(row["id"])),
        code=row["code"],
        name=row["name"],
        division_code=row["division_code"],
        simulated=row["simulated"],
        state=TenantState(row["state"]),
        reason=row["reason"],
        successor=row["successor"],
        since=row["since"],
        revision=row["revision"],
        **chosen,
        charters=tuple(configuration.get("charters", ())),
        themes=tuple(configuration.get("themes", ())),
        resource_lists=tuple(configuration.get("resource_lists", ())),
    )
