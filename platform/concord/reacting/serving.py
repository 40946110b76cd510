"""One tenant's turn: look through what is new in its ledger, then work on one reaction.

Two transactions a reaction. The first writes down what the policy decided; the second, with the reaction
locked again, gives the commands and writes down what came of them. Whoever dies in between is followed by
somebody who reads the same decision and gives the same commands under the same ids: the ledger answers those
that it has taken with their first result.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import structlog

from concord.commanding import Command, Commander, CommandRefusal, Facts, Message, Refusal, day_of
from concord.eventstore.entry import Entry
from concord.eventstore.errors import (
    LedgerReadOnly,
    QueueFull,
    StoreUnavailable,
    TenantClosed,
    TenantSuspended,
)
from concord.identity.viewer import Machine, Viewer
from concord.ledger.proving import NotSealed, prove_inclusion
from concord.projecting.outage import is_away
from concord.reacting.decision import Decisions
from concord.reacting.policy import Policy, Trigger, command_id
from concord.reacting.statement import sql
from concord.telemetry.metrics import POLICY_COMMANDS
from concord.tenancy import Tenant, Tenants, writing

BATCH = 500
"""Entries looked through in a transaction."""
DOUBLINGS = 6
"""Of the time between two tries, from one second on: what was away for a day is found back in a minute."""
MAX_ERROR = 2_000
CLOSED = Message(
    "租户 {code} 已注销，台账永久只读：此项不再记入",
    "The tenant {code} is closed: nothing is taken in there any more",
)

log = structlog.get_logger(__name__)


class Reaction(NamedTuple):
    """Its key in the database."""

    policy: str
    position: int
    subject: str


class Outage(Exception):
    """Something that a reaction needs is not there; another try may find it."""


class NoParent(Exception):
    """There is no tenant above. Waiting does not mend it: somebody has to say which one it is."""


class Reactor:
    """Works for any tenant, with the policies of this process."""

    def __init__(
        self, pool: asyncpg.Pool, commander: Commander, decisions: Decisions, policies: Sequence[Policy]
    ) -> None:
        self._pool, self._commander, self._decisions = pool, commander, decisions
        self._tenants = Tenants(pool)
        self._policies = {policy.name: policy for policy in policies}
        self._names = list(self._policies)

    async def serve(self, tenant: UUID) -> bool:
        """Whether there may be more to do."""
        taken = await self._take(tenant)
        return await self._react(tenant) or taken

    async def _take(self, tenant: UUID) -> bool:
        async with writing(self._pool, tenant) as connection:
            await connection.execute(sql("begin"), tenant)
            return await connection.fetchval(sql("take"), tenant, BATCH) is not None

    async def _react(self, tenant: UUID) -> bool:
        async with writing(self._pool, tenant) as connection:
            row = await connection.fetchrow(sql("next"), tenant, self._names)
            if row is None:
                return False
            reaction = Reaction(row["policy"], row["position"], row["subject"])
            trigger = await self._trigger(connection, tenant, reaction)
            if row["decision"] is None:
                async with _Trying(connection, tenant, reaction, row["attempts"]) as trying:
                    sealed = await self._decide(connection, trigger)
                    await connection.execute(sql("decided"), tenant, *reaction, sealed)
                if trying.failed:
                    return True
        async with writing(self._pool, tenant) as connection:
            again = await connection.fetchrow(sql("again"), tenant, *reaction)
            if again is not None:
                async with _Trying(connection, tenant, reaction, row["attempts"]):
                    await self._do(connection, trigger, reaction, again["decision"])
        return True

    async def _trigger(self, connection: asyncpg.Connection, tenant: UUID, reaction: Reaction) -> "Work":
        entry = Entry(reaction.position, await connection.fetchval(sql("entry"), tenant, reaction.position))
        found = await self._tenants.by_code(entry.members["tenant"])
        assert found is not None, "an entry names the tenant whose ledger it is in"
        return Work(found, self._policies[reaction.policy], entry, reaction.subject)

    async def _decide(self, connection: asyncpg.Connection, work: "Work") -> bytes:
        policy, tenant = work.policy, work.tenant
        now = await self._commander.now(tenant)
        trigger = Trigger(
            tenant=tenant.id,
            tenant_name=tenant.name,
            entry=work.entry,
            subject=work.subject,
            today=day_of(now),
            receipt=await _receipt(connection, work) if policy.to_parent else "",
        )
        facts: Facts = await self._commander.facts(tenant.id, lambda known: policy.reads(trigger, known))
        return await self._decisions.seal(policy, tenant.id, policy.decide(trigger, facts))

    async def _do(
        self, connection: asyncpg.Connection, work: "Work", reaction: Reaction, sealed: bytes
    ) -> None:
        commands = await self._decisions.open(work.policy, work.tenant.id, sealed)
        for ordinal, command in enumerate(commands):
            id_ = command_id(reaction.policy, work.tenant.id, reaction.position, reaction.subject, ordinal)
            came = await self._give(work, command, id_)
            name = type(command).__name__
            await connection.execute(sql("outcome"), work.tenant.id, *reaction, ordinal, name, id_, *came)
        await connection.execute(sql("done"), work.tenant.id, *reaction)

    async def _give(
        self, work: "Work", command: Command, id_: UUID
    ) -> tuple[int | None, str | None, str | None, str | None]:
        """Position, or code and sentences: a refusal is an outcome, a ledger that is closed is one."""
        target = await self._target(work)
        viewer = Viewer(tenant=target, subject=f"policy:{work.policy.name}", role=Machine.POLICY)
        try:
            outcome = await self._commander.execute(
                viewer,
                command,
                command_id=id_,
                correlation=UUID(work.entry.members["correlation"]),
                causation=f"{work.tenant.code}:{work.entry.position}",
            )
        except Refusal as refusal:
            if refusal.code is CommandRefusal.VERSION_CONFLICT:
                raise Outage("others changed the same aggregate again and again") from refusal
            return _refused(work.policy, refusal.code.name, refusal.sentence("zh"), refusal.sentence("en"))
        except TenantClosed:  # for ever: an outcome, where a suspension is waited for
            zh, en = (sentence.format(code=target.code) for sentence in CLOSED)
            return _refused(work.policy, "TENANT_CLOSED", zh, en)
        POLICY_COMMANDS.labels(work.policy.name, "done").inc()
        return outcome.position, None, None, None

    async def _target(self, work: "Work") -> Tenant:
        """In whose ledger a policy's commands are given."""
        if not work.policy.to_parent:
            return work.tenant
        parent = await self._tenants.parent_of(work.tenant.id)
        if parent is None:
            raise NoParent(
                f"{work.tenant.code} stands under no tenant: put it under one by "
                "`concord tenant create --parent`, then `concord policy retry`"
            )
        return parent


def _refused(policy: Policy, code: str, zh: str, en: str) -> tuple[None, str, str, str]:
    POLICY_COMMANDS.labels(policy.name, "refused").inc()
    log.info("policy refused", policy=policy.name, code=code)
    return None, code, zh, en


async def _receipt(connection: asyncpg.Connection, work: "Work") -> str:
    """What proves to others that the entry is in this ledger."""
    try:
        proof = await prove_inclusion(connection, work.tenant.id, work.entry.position, None)
    except NotSealed as error:
        raise Outage(f"signed up to position {error.sealed} so far: `concord seal` signs the rest") from error
    assert proof.receipt is not None, "the newest checkpoint is of just the size that it proves"
    return proof.receipt


class Work(NamedTuple):
    """One reaction with what it is about."""

    tenant: Tenant
    policy: Policy
    entry: Entry
    subject: str


class _Trying:
    """A try within the transaction that holds the reaction: what fails in it is put off, or parked.

    An outage is tried again later, less and less often, for as long as it lasts; anything else is a fault
    of the policy, which would fail again, and is parked. A connection that is gone itself raises: its
    transaction is over.
    """

    def __init__(
        self, connection: asyncpg.Connection, tenant: UUID, reaction: Reaction, attempts: int
    ) -> None:
        self._connection, self._tenant, self._reaction = connection, tenant, reaction
        self._attempts = attempts
        self.failed = False

    async def __aenter__(self) -> "_Trying":
        await self._connection.execute("savepoint trying")
        return self

    async def __aexit__(self, _: Any, error: BaseException | None, __: Any) -> bool:
        if error is None:
            return False
        if not isinstance(error, Exception) or self._connection.is_closed():
            return False
        await self._connection.execute("rollback to savepoint trying")
        parked = not _may_pass(error)
        wait = float(2 ** min(self._attempts, DOUBLINGS))
        text = f"{type(error).__name__}: {error}"[:MAX_ERROR]
        state = "PARKED" if parked else "PENDING"
        await self._connection.execute(sql("postpone"), self._tenant, *self._reaction, state, wait, text)
        log.error("reaction failed", policy=self._reaction.policy, state=state, error=text, exc_info=parked)
        self.failed = True
        return True


def _may_pass(error: Exception) -> bool:
    passing = Outage | StoreUnavailable | QueueFull | LedgerReadOnly | TenantSuspended
    return isinstance(error, passing) or is_away(error)
