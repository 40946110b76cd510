"""`concord migrate`."""

import asyncio

import click

from concord.cli.output import json_option, show
from concord.settings import load


@click.command()
@json_option
def migrate(as_json: bool) -> None:
    """Bring the database to the newest schema. Forward only; safe from several machines at once.

    \b
    concord migrate

    Connects as concord_owner. Before the first time, a superuser runs infra/postgres/roles.sql, creates the
    database with owner concord_owner, and runs infra/postgres/database.sql in it.
    """
    from concord.eventstore.migrating import migrate as run

    names = asyncio.run(run(load().dsn("concord_owner")))
    if not names and not as_json:
        click.echo("The schema is the newest already. 数据库结构已是最新。")
        return
    show([{"migration": name} for name in names], {"migration": "applied 已执行"}, as_json=as_json)
