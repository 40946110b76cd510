"""Why the sealer refuses to sign for a tenant, and who hears of it: log, metric, readiness, status."""

from collections import Counter
from enum import StrEnum
from time import monotonic
from uuid import UUID

import asyncpg
import structlog

from concord.ledger.statement import sql
from concord.telemetry.metrics import LEDGER_ALARMS
from concord.tenancy import writing

AGAIN = 5.0
"""Seconds until a tenant with an alarm is looked at again: what was wrong may have been made good."""

log = structlog.get_logger(__name__)


class Reason(StrEnum):
    """What was found. A label of metrics, hence few and fixed."""

    ROLLBACK = "rollback"
    GAP = "gap"
    CHANGED = "changed"
    TILE = "tile"
    FORGED = "forged"
    STATE_LOST = "state_lost"


class Alarm(Exception):
    """The ledger in the database is not the one that was sealed: nothing is signed over it."""

    def __init__(self, reason: Reason, position: int, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.position = position
        """The first one that is wrong, as far as it is known; else the last one that was sealed."""


class Alarms:
    """Of one sealer, by tenant."""

    def __init__(self) -> None:
        self.found: dict[UUID, Alarm] = {}
        """What is wrong now."""
        self._again: dict[UUID, float] = {}

    def __contains__(self, tenant: UUID) -> bool:
        return tenant in self.found

    def is_due(self, tenant: UUID) -> bool:
        """Whether it is time to look again."""
        return monotonic() >= self._again[tenant]

    async def load(self, pool: asyncpg.Pool) -> None:
        """Those that an earlier sealer left: looked at again at once."""
        self.found.clear()
        for row in await pool.fetch(sql("alarms")):
            tenant = row["tenant_id"]
            self.found[tenant] = Alarm(Reason(row["reason"]), row["position"], row["sentence"])
            self._again[tenant] = 0.0
        self._measure()

    async def set(self, pool: asyncpg.Pool, tenant: UUID, alarm: Alarm) -> None:
        """Says it aloud once, and leaves it in the database for `concord status`. A ledger that lost sealed
        entries takes no more until they are back: halted in the same transaction."""
        known = self.found.get(tenant)
        self._again[tenant] = monotonic() + AGAIN
        if known is not None and str(known) == str(alarm):
            return
        log.error(
            "not sealed", tenant=str(tenant), reason=alarm.reason, position=alarm.position, what=str(alarm)
        )
        async with writing(pool, tenant) as connection:
            await connection.execute(sql("raise_alarm"), tenant, alarm.reason, alarm.position, str(alarm))
            if alarm.reason is Reason.ROLLBACK:
                await connection.execute(sql("halt"), tenant, True)
        self.found[tenant] = alarm  # once it is written: what could not be is written at the next look
        self._measure()

    async def clear(self, pool: asyncpg.Pool, tenant: UUID) -> None:
        """The ledger is again what was sealed."""
        if tenant not in self.found:
            return
        async with writing(pool, tenant) as connection:
            await connection.execute(sql("clear_alarm"), tenant)
            await connection.execute(sql("halt"), tenant, False)
        del self.found[tenant]
        self._measure()
        log.warning("sealed again", tenant=str(tenant))

    async def unready(self) -> str | None:
        """For readiness: None, or what is wrong."""
        found = next(iter(self.found.items()), None)
        if found is None:
            return None
        return f"{len(self.found)} ledgers are not sealed; {found[0]}: {found[1]}"

    def _measure(self) -> None:
        counted = Counter(alarm.reason for alarm in self.found.values())
        for reason in Reason:
            LEDGER_ALARMS.labels(reason).set(counted[reason])
