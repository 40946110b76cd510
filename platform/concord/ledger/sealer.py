"""The sealer: every tenant's ledger, sealed at a cadence. One process signs at a time; others wait."""

import asyncio
import socket
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import structlog

from concord.eventstore import Entry
from concord.ledger.alarms import Alarm, Alarms, Reason
from concord.ledger.checkpoints import TreeHead
from concord.ledger.journal import Journal
from concord.ledger.keys import KeyRing
from concord.ledger.patrolling import Patrol, look
from concord.ledger.sealing import LeaseLost, Prepared, prepare, publish, resumed
from concord.ledger.statement import sql
from concord.ledger.tiles import WIDTH
from concord.ledger.tree import Tree
from concord.projecting.outage import is_away
from concord.projecting.working import APPENDED
from concord.telemetry.metrics import SEALED_ENTRIES, SEALING_SECONDS, set_unsealed

CADENCE = 1.0
"""Seconds between two checkpoints of a tenant."""
SOON = 1_000
"""Entries that do not wait for the cadence."""
TICK = 0.1
LEASE = 10
"""Seconds. Kept by asking again in each third of it."""
TOGETHER = 64
"""Tenants whose heads are written to the disk by one fsync."""
TREES = 4_000
"""Tenants whose right edge stays in memory, some 10 KB each; of others it is read again."""
GONE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""A server that goes away within a statement: what is raised depends on the moment."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0

SESSION = {
    "application_name": "concord sealer",
    # Statements are keyed and few; a generic plan made while a table is empty would scan it for ever.
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}

log = structlog.get_logger(__name__)


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """How a sealer seals."""

    name: str
    """What origins begin with."""
    cadence: float = CADENCE
    adopt: bool = False
    """Take over ledgers that were sealed, of which this state folder knows nothing."""


async def run_sealer(
    dsn: str, journal: Journal, keys: KeyRing, policy: Policy, stop: asyncio.Event, alarms: Alarms
) -> None:
    """Seals until `stop`, as role concord_sealer; a database that is away is waited for.

    Raises `FolderError` when the state folder cannot be written: then nothing may be signed.
    """
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            async with _session(dsn) as (pool, woken):
                pause = FIRST_PAUSE
                await Sealer(pool, journal, keys, policy, alarms, woken).run(stop)
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("waiting for a server", worker="sealer", seconds=pause, reason=repr(error))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)


@asynccontextmanager
async def _session(dsn: str) -> AsyncIterator[tuple[asyncpg.Pool, set[UUID]]]:
    """A pool, and the tenants that somebody has appended to."""
    woken: set[UUID] = set()

    def heard(_: Any, __: int, ___: str, payload: object) -> None:
        woken.update(UUID(tenant) for tenant in str(payload).split(","))

    pool = asyncpg.create_pool(dsn, min_size=0, max_size=2, timeout=10, server_settings=SESSION)
    async with pool:
        listening = await asyncpg.connect(dsn, timeout=10)
        try:
            await listening.add_listener(APPENDED, heard)
            yield pool, woken
        finally:
            listening.terminate()
            pool.terminate()


class Sealer:
    """Sealing over one connection to the database."""

    def __init__(
        self,
        pool: asyncpg.Pool,
        journal: Journal,
        keys: KeyRing,
        policy: Policy,
        alarms: Alarms,
        woken: set[UUID],
    ) -> None:
        self.pool, self._journal, self._keys, self._policy = pool, journal, keys, policy
        self.alarms, self._woken = alarms, woken
        self._holder = uuid4()
        self._lease_until = 0.0
        self._standing: OrderedDict[UUID, tuple[TreeHead, Tree]] = OrderedDict()
        """Of the tenants served last, so that their trees need not be read again."""
        self._unpublished: set[UUID] = set()
        self._simulated: set[UUID] = set()
        self._patrol, self._looked_at = Patrol(), monotonic()

    async def run(self, stop: asyncio.Event) -> None:
        """Round after round; one that leaves a backlog is followed at once."""
        await self.begin()
        try:
            while not stop.is_set():
                began = monotonic()
                try:
                    more = await self.round()
                except LeaseLost:
                    more = False
                    self._standing.clear()  # the other one moves them on
                if not more:
                    await self._pause(stop, began + self._policy.cadence)
        finally:
            await self.leave()

    async def begin(self) -> None:
        """What an earlier sealer left: alarms, and heads that it recorded and did not come to publish."""
        await self.alarms.load(self.pool)
        rows = await self.pool.fetch(sql("published"))
        published = {row["tenant_id"]: (row["epoch"], row["size"]) for row in rows}
        self._unpublished = {
            tenant
            for tenant, head in self._journal.heads.items()
            if head.size and (head.epoch, head.size) > published.get(tenant, (0, 0))
        }

    async def round(self) -> bool:
        """Seals what waits, each tenant once. Whether any has more. Raises `LeaseLost`."""
        await self._keep_lease()
        self._woken.clear()
        rows = await self.pool.fetch(sql("heads"), None)
        positions = {row["tenant_id"]: row["position"] for row in rows}
        self._simulated = {row["tenant_id"] for row in rows if row["simulated"]}
        await self._compare(positions)
        behind = [tenant for tenant, position in positions.items() if self._is_due(tenant, position)]
        for first in range(0, len(behind), TOGETHER):
            await self._seal(behind[first : first + TOGETHER], positions)
        await self._look_around()
        waiting = {tenant: position - self._sealed(tenant) for tenant, position in positions.items()}
        set_unsealed(sum(n for n in waiting.values() if n > 0))
        return any(waiting[tenant] > 0 and tenant not in self.alarms for tenant in behind)

    async def _look_around(self) -> None:
        """Reads some of what was sealed long ago again."""
        now = monotonic()
        for tenant, index in self._patrol.due(self._journal.heads, now - self._looked_at):
            if tenant in self.alarms:
                continue
            await self._keep_lease()
            try:
                head, tree = self._standing.get(tenant) or await self._resume(tenant)
                self._keep(tenant, head, tree)
                await self._look(tenant, head, tree, index)
            except Alarm as alarm:
                self._standing.pop(tenant, None)
                await self.alarms.set(self.pool, tenant, alarm)
        self._looked_at = now

    async def _look(self, tenant: UUID, head: TreeHead, tree: Tree, index: int) -> None:
        if index * WIDTH < head.size:
            await look(self.pool, tenant, head, tree, index)

    async def leave(self) -> None:
        """Lets another sealer go on at once; where the database is away, it waits for the lease to end."""
        try:
            await self.pool.execute("select concord.leave_lease($1)", self._holder, timeout=2)
        except GONE as error:
            log.warning("the lease was left to run out", seconds=LEASE, reason=repr(error))

    def _sealed(self, tenant: UUID) -> int:
        head = self._journal.heads.get(tenant)
        return head.size if head else 0

    def _is_due(self, tenant: UUID, position: int) -> bool:
        if tenant in self.alarms:
            return self.alarms.is_due(tenant) and position >= self._sealed(tenant)
        return position > self._sealed(tenant) or tenant in self._unpublished

    async def _compare(self, positions: dict[UUID, int]) -> None:
        """A ledger that is shorter than what was sealed: a restored database, or a deletion."""
        for tenant, head in self._journal.heads.items():
            position = positions.get(tenant, 0)
            if position < head.size:
                self._standing.pop(tenant, None)
                await self.alarms.set(self.pool, tenant, _rollback(position, head.size))

    async def _seal(self, tenants: Sequence[UUID], positions: dict[UUID, int]) -> None:
        """Prepares all, records them by one write to the disk, then publishes each."""
        prepared = [p for t in tenants if (p := await self._prepared(t, positions[t])) is not None]
        if not prepared:
            return
        self._unpublished |= {one.tenant for one in prepared}
        await asyncio.to_thread(self._journal.record, {one.tenant: one.head for one in prepared})
        for one in prepared:
            await self._publish(one)

    async def _prepared(self, tenant: UUID, position: int) -> Prepared | None:
        await self._keep_lease()
        try:
            known = self._standing.pop(tenant) if tenant in self._standing else None
            head, tree = known or await self._resume(tenant)
            if (
                alarm := self.alarms.found.get(tenant)
            ) is not None:  # its root does not show what is below it
                await self._look(tenant, head, tree, max(0, alarm.position - 1) // WIDTH)
            await self.alarms.clear(self.pool, tenant)
            if head.size < position:
                return await prepare(self.pool, tenant, head, tree, position)
            self._keep(tenant, head, tree)
        except Alarm as found:
            await self.alarms.set(self.pool, tenant, found)
        return None

    async def _resume(self, tenant: UUID) -> tuple[TreeHead, Tree]:
        """After a start: what was said before is looked up, and made good where it was not published yet."""
        own = self._journal.heads.get(tenant)
        stands, published = await resumed(
            self.pool, tenant, own, self._policy.name, self._keys, adopt=self._policy.adopt
        )
        if stands.head.size > (own.size if own else 0):
            await asyncio.to_thread(self._journal.record, {tenant: stands.head})
        if not published:
            await publish(self.pool, self._holder, stands, self._keys)
        self._unpublished.discard(tenant)
        return stands.head, stands.tree

    async def _publish(self, prepared: Prepared) -> None:
        await self._keep_lease()
        try:
            await publish(self.pool, self._holder, prepared, self._keys)
        except Alarm as alarm:
            await self.alarms.set(self.pool, prepared.tenant, alarm)
            return
        self._unpublished.discard(prepared.tenant)
        self._keep(prepared.tenant, prepared.head, prepared.tree)
        SEALED_ENTRIES.inc(prepared.added)
        if prepared.oldest is not None and prepared.tenant not in self._simulated:
            # Bytes that are no entry are the verifier's to name; here they must not end others' sealing.
            with suppress(ValueError, LookupError, TypeError):
                recorded_at = Entry(prepared.head.size - prepared.added + 1, prepared.oldest).recorded_at
                SEALING_SECONDS.observe((datetime.now(UTC) - recorded_at).total_seconds())

    def _keep(self, tenant: UUID, head: TreeHead, tree: Tree) -> None:
        self._standing[tenant] = head, tree
        if len(self._standing) > TREES:
            self._standing.popitem(last=False)

    async def _keep_lease(self) -> None:
        """Raises `LeaseLost` where another sealer has it."""
        now = monotonic()
        if now < self._lease_until - LEASE * 2 / 3:
            return
        if not await self.pool.fetchval(
            "select concord.hold_lease($1, $2, $3)", self._holder, socket.gethostname(), LEASE
        ):
            raise LeaseLost
        self._lease_until = now + LEASE

    async def _pause(self, stop: asyncio.Event, until: float) -> None:
        """Until the next round is due, or a tenant has so much that it does not wait."""
        while (left := until - monotonic()) > 0 and not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), min(left, TICK))
            if self._woken:
                rows = await self.pool.fetch(sql("heads"), list(self._woken))
                if any(row["position"] - self._sealed(row["tenant_id"]) >= SOON for row in rows):
                    return


def _rollback(position: int, sealed: int) -> Alarm:
    sentence = f"the ledger ends at {position}, but was sealed up to {sealed}: see `concord ledger recover`"
    return Alarm(Reason.ROLLBACK, position + 1, sentence)
