"""`concord schema write|check|list|show|examples`."""

import asyncio
import sys

import click

from concord.cli.failures import Failure
from concord.cli.language import said
from concord.cli.output import json_option, show
from concord.refusals import Message
from concord.settings import load

UP_TO_DATE = Message("domains/contract 已是最新", "domains/contract is up to date")
NO_EXAMPLE = Message("没有新的示例", "no new example")
NO_EVENT = Message(
    "没有事件 {event}：用 `concord schema list` 查看全部",
    "There is no event {event}: `concord schema list` shows all.",
)

COLUMNS = {"event": "event 事件", "version": "version 版本", "title": "title 名称", "example": "example 示例"}


@click.group()
def schema() -> None:
    """The contract of published events: JSON Schemas and AsyncAPI 已发布事件的契约.

    \b
    concord schema list
    concord schema show tickets.TicketRaised
    concord schema write      # after a change of event classes; commit domains/contract
    concord schema check      # as `make lint`: stale files and breaking changes
    """


@schema.command()
def write() -> None:
    """Write domains/contract anew from the event classes. Former versions stay as they are."""
    from concord.commanding.commander import contexts
    from concord.contract.regenerating import write

    changed = write(contexts())
    click.echo("\n".join(changed) if changed else said(UP_TO_DATE))


@schema.command()
def check() -> None:
    """Exit code 1 where files are stale, or a change breaks those who read events."""
    from concord.commanding.commander import contexts
    from concord.contract.regenerating import check

    wrong = check(contexts())
    click.echo("\n".join(wrong) or said(UP_TO_DATE), err=bool(wrong))
    if wrong:
        sys.exit(1)


@schema.command()
@click.option("--all", "every", is_flag=True, help="Replace those that are there.")
def examples(every: bool) -> None:
    """Take a real message for each event that has no example, from the ledgers of the simulated tenants."""
    from concord.contract.examples import collect

    taken = asyncio.run(collect(load().dsn("concord_owner"), load().dsn("concord_app"), every=every))
    click.echo("\n".join(taken) if taken else said(NO_EXAMPLE))


@schema.command(name="list")
@json_option
def list_(as_json: bool) -> None:
    """Every event and version."""
    from concord.contract import load

    known = load("examples")
    rows = [
        {
            "event": name.rpartition(".v")[0],
            "version": int(name.rpartition(".v")[2]),
            "title": one["description"],
            "example": name in known,
        }
        for name, one in load("schemas").items()
    ]
    show(rows, COLUMNS, as_json=as_json)


@schema.command(name="show")
@click.argument("event")
def show_(event: str) -> None:
    """The schema of EVENT (`tickets.TicketRaised`, the newest version, or `tickets.TicketRaised.v1`)."""
    from concord.contract import load
    from concord.contract.folder import text

    found = [one for name, one in load("schemas").items() if event in (name, name.rpartition(".v")[0])]
    if not found:
        raise Failure(said(NO_EVENT, event=event))
    newest = max(found, key=lambda one: int(one["properties"]["schema"]["const"]))
    click.echo(text(newest), nl=False)
