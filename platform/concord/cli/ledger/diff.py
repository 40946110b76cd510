"""`concord ledger diff`."""

import asyncio
from datetime import datetime
from typing import Any

import asyncpg
import click
from rich.console import Console

from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.output import json_option, show
from concord.commanding import ZONE
from concord.projecting import asof
from concord.projecting.asof import Moment, RowChange, history
from concord.refusals import Message
from concord.settings import load
from concord.tenancy import Tenant, Tenants, reading

NO_MODEL = Message(
    "没有读模型 {name}，现有：{known}",
    "There is no read model {name}: there are {known}.",
)
BACKWARDS = Message(
    "--from 是第 {first} 条，晚于 --to（第 {last} 条）",
    "--from is position {first}, after --to ({last}).",
)
NO_ANSWER = Message(
    "该时点无法回溯：{error}",
    "There is no answer for that moment: {error}.",
)

COLUMNS = {
    "table": "table 数据表",
    "key": "key 键",
    "kind": "change 变化",
    "field": "field 字段",
    "before": "before 变化前",
    "after": "after 变化后",
}


class MomentOf(click.ParamType[int | datetime]):
    """A position, or a time."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | datetime:
        """Fails with a sentence that says what would be right."""
        if value.isdecimal():
            return int(value)
        try:
            time = datetime.fromisoformat(value)
        except ValueError:
            self.fail(
                f"{value!r} is neither a position (4711) nor a time (2024-03-31T18:00:00+08:00).", param, ctx
            )
        return time if time.tzinfo else time.replace(tzinfo=ZONE)


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option("--from", "first", type=MomentOf(), required=True, help="The earlier moment: position or time.")
@click.option("--to", "last", type=MomentOf(), required=True, help="The later moment.")
@click.option("--model", "models", multiple=True, help="Only this read model; may be repeated.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=500, show_default=True, help="Rows at most."
)
@json_option
def diff(
    code: str, first: int | datetime, last: int | datetime, models: tuple[str, ...], limit: int, as_json: bool
) -> None:
    """What changed between two moments of a ledger, in what the product shows 变化.

    Both moments are computed from the ledger by today's code; a time without an offset is China's.
    Personal values and narrative text are shown as digests.

    \b
    concord ledger diff --tenant jianghai --from 100 --to 200
    concord ledger diff --tenant jianghai --from 2024-03-31 --to 2024-06-30 --model tickets --json
    """
    with Console(stderr=True).status("both moments are computed 正在回放"):
        changed = asyncio.run(_changes(code, first, last, models, limit + 1))
    rows = [row for change in changed[:limit] for row in _rows(change)]
    show(rows, COLUMNS, as_json=as_json)
    if len(changed) > limit:
        click.echo(
            f"The first {limit} rows: there are more, give a greater --limit. 仅列出前 {limit} 行。", err=True
        )


async def _changes(
    code: str, first: int | datetime, last: int | datetime, models: tuple[str, ...], limit: int
) -> list[RowChange]:
    settings = load()
    async with (
        asyncpg.create_pool(settings.dsn("concord_app"), min_size=0, max_size=1) as pool,
        history.opened(settings.dsn(history.ROLE)) as past,
    ):
        known = [model.name for model in past.models]
        if unknown := set(models) - set(known):
            raise Failure(said(NO_MODEL, name=min(unknown), known=", ".join(known)))
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise unknown_tenant(code)
        try:
            before, after = await _moment(pool, tenant, first), await _moment(pool, tenant, last)
            if after.position < before.position:
                raise Failure(said(BACKWARDS, first=before.position, last=after.position))
            positions = before.position, after.position
            return await asof.changes(past, tenant.id, *positions, models=models or None, limit=limit)
        except asof.AsOfError as error:
            raise Failure(said(NO_ANSWER, error=error)) from None


async def _moment(pool: asyncpg.Pool, tenant: Tenant, moment: int | datetime) -> Moment:
    async with reading(pool, tenant.id) as connection:
        if isinstance(moment, datetime):
            return await asof.at_time(connection, tenant.id, moment)
        return await asof.at_position(connection, tenant.id, moment)


def _rows(change: RowChange) -> list[dict[str, Any]]:
    common = {
        "model": change.place.model,
        "table": change.place.table,
        "key": " ".join(change.place.key),
        "kind": change.kind,
    }
    before, after = change.before or {}, change.after or {}
    return [
        {**common, "field": name, "before": before.get(name), "after": after.get(name)}
        for name in change.fields
    ]
