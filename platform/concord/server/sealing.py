"""`concord seal`: checkpoints of every ledger, until it is told to stop."""

import asyncio

import asyncpg

from concord.ledger import journal, keys
from concord.ledger.alarms import Alarms
from concord.ledger.errors import FolderError
from concord.ledger.sealer import Policy, run_sealer
from concord.server.listening import told_to_stop
from concord.server.probes import database_answers
from concord.server.probing import probing
from concord.settings import Settings

ROLE = "concord_sealer"


async def seal(settings: Settings, *, adopt: bool = False) -> None:
    """Seal until SIGINT or SIGTERM. Raises `FolderError`."""
    stop = told_to_stop()
    dsn = settings.dsn(ROLE)
    with journal.opened(settings.sealer_state) as said:
        ring = keys.read_or_create(settings.sealer_keys, is_new=not said.heads)
        policy = Policy(name=settings.ledger_name, cadence=settings.seal_seconds, adopt=adopt)
        alarms = Alarms()
        pool = asyncpg.create_pool(dsn, min_size=0, max_size=1, command_timeout=5)
        try:
            async with pool, asyncio.TaskGroup() as group:
                group.create_task(run_sealer(dsn, said, ring, policy, stop, alarms))
                if settings.metrics_port:
                    group.create_task(probing(settings, [database_answers(pool), alarms.unready], stop))
        except* FolderError as ended:
            raise ended.exceptions[0] from None
