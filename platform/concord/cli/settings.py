"""`concord settings`."""

import os

import click

from concord.cli.output import json_option, show
from concord.settings.document import markdown
from concord.settings.loading import load, table


@click.command()
@click.option("--markdown", "as_markdown", is_flag=True, help="As in docs/operators.md.")
@json_option
def settings(as_markdown: bool, as_json: bool) -> None:
    """Every setting: name, value in force, default, meaning. Wrong values are said in one sentence.

    \b
    concord settings
    CONCORD_PORT=8080 concord settings --json
    """
    if as_markdown:
        click.echo(markdown(), nl=False)
        return
    load()
    rows = [
        {
            "name": entry["name"],
            "value": _shown(os.environ.get(entry["name"], entry["default"]), secret=entry["secret"]),
            "default": entry["default"],
            "meaning": f"{entry['english']}\n{entry['chinese']}",
        }
        for entry in (field.metadata for field in table())
    ]
    columns = {"name": "name 名称", "value": "value 当前值", "meaning": "meaning 含义"}
    show(rows, columns, as_json=as_json)


def _shown(value: str, *, secret: bool) -> str:
    from concord.telemetry.redaction import HIDDEN, redact

    if secret and value:
        return HIDDEN

    return str(redact(None, "", {"value": value})["value"])
