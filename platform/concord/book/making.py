"""Making a human ledger of a tenant: its period, its checkpoint, its file."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import asyncpg

from concord.book.binding import Contents, Format, bind
from concord.book.period import period_of
from concord.book.vocabulary import Vocabulary
from concord.commanding import ZONE
from concord.eventstore.mapper import Mapper
from concord.ledger.checkpoints import latest
from concord.privacy.keystore import KeyStore
from concord.tenancy import Tenant, reading


class Words(NamedTuple):
    """What entries are told with."""

    vocabulary: Vocabulary
    mapper: Mapper


async def make(
    pool: asyncpg.Pool,
    keys: KeyStore | None,
    tenant: Tenant,
    days: tuple[date | None, date | None],
    words: Words,
    form: Format,
    file: Path,
    report: Callable[[int, int], None] = lambda _done, _total: None,
) -> Contents:
    """Writes the human ledger of a period. With `keys` personal values and narrative text are shown: then it
    must be recorded (`concord.ledger.releasing`) before anybody gets it. Raises `NothingRecorded`."""
    async with reading(pool, tenant.id) as connection:
        period = await period_of(connection, tenant.id, *days)
        checkpoint = await latest(connection, tenant.id)
    contents = Contents(
        tenant=tenant,
        period=period,
        made_at=datetime.now(ZONE),
        checkpoint=checkpoint,
        disclosing=keys is not None,
    )
    await bind(pool, keys, contents, *words, {form: file}, report)
    return contents
