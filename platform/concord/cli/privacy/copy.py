"""`concord privacy copy`."""

import asyncio
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import click

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.output import written_whole
from concord.eventstore import EventStore
from concord.exporting.subject import copy_of
from concord.ledger.releasing import Recipient, record_release
from concord.privacy.accesses import Look, record_access
from concord.privacy.opening import opened_keys
from concord.refusals import Message
from concord.settings import Settings, load
from concord.tenancy import Tenants

NOBODY = Message("{code} 的台账中没有关于 {subject} 的记录", "No entry of {code} names {subject}.")
NO_MORE = Message(
    "{code} 的台账中此后没有关于 {subject} 的记录", "No entry of {code} names {subject} after that."
)


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option(
    "--subject", type=click.UUID, required=True, help="Id of the person, as `Person.subject` shows it."
)
@click.option(
    "--after", type=click.IntRange(0), default=0, help="Go on where the last file ended (its `next`)."
)
@click.option("-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), required=True)
def copy(code: str, subject: UUID, after: int, file: Path) -> None:
    """What a ledger holds about one person, for that person, as JSON 个人信息副本.

    The entries that name the person, with the person's own values in clear; of other persons, and of texts,
    only digests. At most 1,000 entries a file. That this copy was made is an entry of the ledger, and a look.

    \b
    concord privacy copy --tenant jianghai --subject 5b0c... -o person.json
    """
    with written_whole(file) as draft:
        entries, following = asyncio.run(_copied(load(), code, subject, after, draft))
    click.echo(f"{file}: {entries} entries of {code} name {subject}. 已生成。")
    if following is not None:
        click.echo(f"There are more: go on with --after {following}. 未完。", err=True)


async def _copied(
    settings: Settings, code: str, subject: UUID, after: int, draft: Path
) -> tuple[int, int | None]:
    async with (
        asyncpg.create_pool(settings.dsn("concord_app"), min_size=0, max_size=2) as pool,
        opened_keys(settings) as keys,
    ):
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise unknown_tenant(code)
        store = await EventStore.open(settings.dsn("concord_app"))
        try:
            recipient = Recipient()
            look = Look(recipient.actor, recipient.role, None, "concord privacy copy", uuid4())
            await record_access(pool, tenant.id, look, [subject])
            made = await copy_of(pool, keys, tenant, subject, after=after)
            if made.release is None:
                raise Failure(said(NO_MORE if after else NOBODY, code=code, subject=subject))
            await asyncio.to_thread(draft.write_bytes, made.content)
            await record_release(pool, store, tenant, made.release, recipient)
        finally:
            await store.close()
    return made.entries, made.next
