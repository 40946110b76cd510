"""`concord privacy erase`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import click
import msgspec

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.output import json_option, show
from concord.commanding import Command, Commander, Outcome, Refusal
from concord.commanding.commander import contexts
from concord.eventstore import EventStore
from concord.evidence.attachments import attachments
from concord.evidence.files import Files
from concord.evidence.stores import open_store
from concord.identity import Role, Viewer
from concord.ledger.releasing import Released, copies_of
from concord.privacy import Narrative
from concord.privacy.erasing import carry_out, is_known_person
from concord.privacy.keystore import KeyStore
from concord.privacy.opening import opened_keys
from concord.refusals import Message
from concord.settings import load
from concord.tenancy import Tenant, Tenants, reading

BASIS_WITH_REQUEST = Message(
    "--request 须同时给出 --basis 和 --reason；没有 --request 时不能给，也不能给 --file",
    "--request takes --basis and --reason; without it there are none, and no --file",
)

NOBODY = Message(
    "{code} 没有人员 {subject}：编号见 `Person.subject`",
    "{code} knows no person {subject}: look at `Person.subject`.",
)
NO_FILE = Message(
    "{code} 没有作为佐证上传过的文件 {file}：编号见 `Evidence.fileId`",
    "{code} knows no attached file {file}: look at `Evidence.fileId`.",
)
NO_BASIS = Message(
    "依据无效：{error}",
    "That is no basis: {error}.",
)

ACTOR = "system:operator"
COLUMNS = {
    "position": "position 序号",
    "released_at": "released 发出时间",
    "actor": "to 领取人",
    "first": "from entry 起",
    "last": "to entry 止",
    "format": "format 格式",
    "sha256": "sha256 文件哈希",
}


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option(
    "--subject", type=click.UUID, required=True, help="Id of the person, as `Person.subject` shows it."
)
@click.option("--request", is_flag=True, help="Only ask for it: an administrator of the tenant decides.")
@click.option("--basis", help="With --request: why, as a code (PURPOSE_ENDED, CONSENT_WITHDRAWN, ...).")
@click.option("--reason", help="With --request: why, in words; do not name the person.")
@click.option(
    "--file",
    "files",
    type=click.UUID,
    multiple=True,
    help="With --request: a file that shows the person (`Evidence.fileId`) and goes too; repeatable.",
)
@json_option
def erase(
    code: str,
    subject: UUID,
    request: bool,
    basis: str | None,
    reason: str | None,
    files: tuple[UUID, ...],
    as_json: bool,
) -> None:
    """Destroy everything that is kept of one person, for good 删除个人信息.

    It takes two people: what an administrator has asked for (`subjectRequestErasure`) you carry out here;
    what you ask for with --request an administrator carries out (`subjectErase`). Entries, hashes and
    proofs stay. Safe to repeat; after a crash it goes on where it was.

    \b
    concord privacy erase --tenant jianghai --subject 5b0c...
    concord privacy erase --tenant jianghai --subject 5b0c... --request --basis CONSENT_WITHDRAWN --reason
    "..."

    Lists the copies in clear that have left the ledger and may show the person: nobody can reach those
    from here.
    """
    if request != (basis is not None and reason is not None) or (files and not request):
        raise click.UsageError(said(BASIS_WITH_REQUEST))
    copies = asyncio.run(_erased(code, subject, basis, reason, files))
    if request:
        click.echo(
            f"Asked for: an administrator of {code} can now do it (subjectErase). 已提出，待租户管理员复核。"
        )
        return
    if copies or as_json:
        show([msgspec.to_builtins(one) for one in copies], COLUMNS, as_json=as_json)
    if not as_json:
        left = f"{len(copies)} copies in clear are out of reach" if copies else "no copy in clear had left"
        click.echo(f"Erased: nothing kept of {subject} can be read; {left}. 已删除。")


class _Opened(NamedTuple):
    pool: asyncpg.Pool
    keys: KeyStore
    store: EventStore
    tenant: Tenant


async def _erased(
    code: str, subject: UUID, basis: str | None, reason: str | None, files: tuple[UUID, ...]
) -> list[Released]:
    async with _opened(code) as at:
        async with reading(at.pool, at.tenant.id) as connection:
            if not await is_known_person(connection, at.tenant.id, subject):
                raise Failure(said(NOBODY, code=code, subject=subject))
            shown = await attachments(connection, at.tenant.id, files)
        for file in files:
            if file not in shown:
                raise Failure(said(NO_FILE, code=code, file=file))
        if reason is not None:
            places = [msgspec.to_builtins(one) for one in shown.values()]
            why = {"basis": basis, "reason": Narrative(reason)}
            await _execute(at, "RequestErasure", subject=subject, files=places, **why)
            return []
        await _execute(at, "EraseSubject", subject=subject)
        await carry_out(at.pool, at.keys, at.tenant.id)
        await Files(at.pool, at.keys, open_store(load())).erased(at.tenant.id)
        async with reading(at.pool, at.tenant.id) as connection:
            return (await copies_of(connection, at.tenant.id, [subject]))[subject]


async def _execute(at: _Opened, name: str, **members: Any) -> Outcome:
    """A command of the context `privacy`, which the platform knows by name only."""
    kind: type[Command] = next(
        one
        for context in contexts()
        if context.name == "privacy"
        for one in context.commands
        if one.__name__ == name
    )
    try:
        command = msgspec.convert(members, kind, dec_hook=lambda _, value: value)
    except msgspec.ValidationError as error:
        raise Failure(said(NO_BASIS, error=error)) from None
    viewer = Viewer(tenant=at.tenant, subject=ACTOR, role=Role.OPERATOR)
    try:
        return await Commander(at.store, at.keys).execute(viewer, command)
    except Refusal as refusal:
        raise Failure(f"{refusal.sentence('en')}. {refusal.sentence('zh')}。") from None


@asynccontextmanager
async def _opened(code: str) -> AsyncIterator[_Opened]:
    settings = load()
    async with (
        asyncpg.create_pool(settings.dsn("concord_app"), min_size=0, max_size=2) as pool,
        opened_keys(settings) as keys,
    ):
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise unknown_tenant(code)
        store = await EventStore.open(settings.dsn("concord_app"))
        try:
            yield _Opened(pool, keys, store, tenant)
        finally:
            await store.close()
