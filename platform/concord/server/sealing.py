"""`concord seal`: checkpoints of every ledger, until it is told to stop."""

import asyncio

import asyncpg
from cryptography.x509 import load_pem_x509_certificates

from concord.ledger import journal, keys
from concord.ledger.alarms import Alarms
from concord.ledger.errors import FolderError
from concord.ledger.sealer import Policy, run_sealer
from concord.ledger.stamping import Authority, run_stamping
from concord.server.listening import told_to_stop
from concord.server.probes import database_answers
from concord.server.probing import probing
from concord.settings import SettingError, Settings

ROLE = "concord_sealer"


async def seal(settings: Settings, *, adopt: bool = False) -> None:
    """Seal until SIGINT or SIGTERM. Raises `FolderError`, `SettingError`."""
    stop = told_to_stop()
    authority = authority_of(settings)
    dsn = settings.dsn(ROLE)
    with journal.opened(settings.sealer_state) as said:
        ring = keys.read_or_create(settings.sealer_keys, is_new=not said.heads)
        policy = Policy(name=settings.ledger_name, cadence=settings.seal_seconds, adopt=adopt)
        alarms = Alarms()
        pool = asyncpg.create_pool(dsn, min_size=0, max_size=1, command_timeout=5)
        try:
            async with pool, asyncio.TaskGroup() as group:
                group.create_task(run_sealer(dsn, said, ring, policy, stop, alarms))
                if authority is not None:
                    stamper = asyncpg.create_pool(dsn, min_size=0, max_size=1, command_timeout=60)
                    group.create_task(_stamp(stamper, authority, stop))
                if settings.metrics_port:
                    group.create_task(probing(settings, [database_answers(pool), alarms.unready], stop))
        except* FolderError as ended:
            raise ended.exceptions[0] from None


def authority_of(settings: Settings) -> Authority | None:
    """The time-stamp authority, if one is configured. Raises `SettingError`."""
    if not settings.tsa_url:
        return None
    if settings.tsa_certificates is None:
        raise SettingError(
            "CONCORD_TSA_URL needs CONCORD_TSA_CERTIFICATES: without them no stamp is believed."
        )
    try:
        return Authority(settings.tsa_url, load_pem_x509_certificates(settings.tsa_certificates.read_bytes()))
    except ValueError as error:
        raise SettingError(f"The setting CONCORD_TSA_CERTIFICATES is wrong: {error}.") from None


async def _stamp(opened: asyncpg.Pool, authority: Authority, stop: asyncio.Event) -> None:
    async with opened as pool:
        await run_stamping(pool, authority, stop)
