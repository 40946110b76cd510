"""`concord doctor`."""

import asyncio
import sys

import click

from concord.cli.output import json_option, show
from concord.diagnosing import Finding, Severity, diagnose
from concord.settings import load

COLUMNS = {"severity": "severity 级别", "about": "about 对象", "sentence": "what to do 处理"}
CHINESE = {Severity.UNSAFE: "不安全", Severity.ADVICE: "建议", Severity.UNKNOWN: "未检查"}


@click.command()
@json_option
def doctor(as_json: bool) -> None:
    """What is unsafe here, and what to do about it: settings, key files, database, NATS. Changes nothing.

    \b
    concord doctor
    CONCORD_DEMO=no concord doctor --json

    Run it on each machine with the environment of its processes. Exit code 1 if something is unsafe, 2 if
    something could not be looked at.
    """
    found = asyncio.run(diagnose(load()))
    if not found and not as_json:
        click.echo("Nothing unsafe was found. 未发现不安全之处。")
        return
    show([_json(one) if as_json else _row(one) for one in found], COLUMNS, as_json=as_json)
    severities = {one.severity for one in found}
    sys.exit(1 if Severity.UNSAFE in severities else 2 if Severity.UNKNOWN in severities else 0)


def _row(one: Finding) -> dict[str, str]:
    return {
        "severity": f"{one.severity} {CHINESE[one.severity]}",
        "about": f"{one.about}\n{one.code}",
        "sentence": f"{one.message.en}\n{one.message.zh}",
    }


def _json(one: Finding) -> dict[str, str]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "about": one.about,
        "en": one.message.en,
        "zh": one.message.zh,
    }
