"""`concord status`."""

import asyncio
import sys
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import click
import msgspec

from concord.cli.failures import sentence
from concord.cli.language import said
from concord.cli.output import json_option, show
from concord.embedded.probing import answers_ready
from concord.eventstore import errors
from concord.ledger.overview import Sealing, read_sealing
from concord.projecting import Lag, Workers, read_lag, read_workers
from concord.reacting.listing import PolicyLag, read_policy_lag
from concord.refusals import Message
from concord.settings import Settings, load
from concord.telemetry.greeting import greets

COLUMNS = {"part": "part 部件", "state": "state 状态", "detail": "detail 说明"}
START = Message("请启动 `{what}`", "start `{what}`")
AWAY = (*errors.AWAY, asyncpg.PostgresError)


@click.command()
@json_option
def status(as_json: bool) -> None:
    """What runs, and how far read models and publication are behind. Exit code 1 if something is away
    or a ledger is not what was sealed.

    \b
    concord status
    concord status --json
    """
    rows = asyncio.run(_status(load()))
    show(rows, COLUMNS, as_json=as_json)
    if any(row["state"] in ("away", "alarm") for row in rows):
        sys.exit(1)


async def _status(settings: Settings) -> list[dict[str, Any]]:
    api = await answers_ready(settings.host, settings.api_port)
    events = await asyncio.gather(*(_greets(url) for url in settings.nats.split(",")))
    return [
        _row("API", api, f"http://{settings.host}:{settings.api_port}/graphql"),
        _row("NATS", any(events), settings.nats),
        *await _database(settings),
    ]


async def _greets(url: str) -> bool:
    parts = urlsplit(url)
    return await greets(parts.hostname or "", parts.port or 4222)


async def _database(settings: Settings) -> list[dict[str, Any]]:
    try:
        async with asyncpg.create_pool(settings.dsn("concord_projector"), min_size=0, max_size=1) as pool:
            lags, workers, sealing = await read_lag(pool), await read_workers(pool), await read_sealing(pool)
            policies = await read_policy_lag(pool)
    except AWAY as error:
        return [
            _row("PostgreSQL", False, sentence(error) or f"{type(error).__name__}: {error}".splitlines()[0])
        ]
    return [
        _row("PostgreSQL", True, str(settings.postgres_dir)),
        _worker(workers),
        _sealer(sealing),
        *map(_lag, lags),
        _policies(policies),
    ]


def _row(part: str, there: bool, detail: str) -> dict[str, Any]:
    return {"part": part, "state": "ready" if there else "away", "detail": detail}


def _worker(workers: Workers) -> dict[str, Any]:
    there = workers.projectors > 0 and workers.publishers > 0
    counted = f"{workers.projectors} for read models 读模型, {workers.publishers} for publication 发布"
    return _row("worker", there, counted if there else f"{counted}: {said(START, what='concord work')}")


def _sealer(sealing: Sealing) -> dict[str, Any]:
    """An alarm is no absence: the part is there and says what it found."""
    counted = f"{sealing.unsealed} entries not sealed yet 未签署"
    if not sealing.is_running:
        return _row("sealer", False, f"{counted}: {said(START, what='concord seal')}")
    found = [f"{alarm.code}: {alarm.sentence}" for alarm in sealing.alarms]
    return {
        **_row("sealer", True, "; ".join([f"{counted}, on {sealing.host}", *found])),
        "state": "alarm" if found else "ready",
        "unsealed": sealing.unsealed,
        "alarms": len(found),
    }


def _lag(lag: Lag) -> dict[str, Any]:
    state = "parked" if lag.tenants_parked else "behind" if lag.events else "level"
    detail = f"{lag.events} events behind 落后, {lag.tenants_parked} tenants parked 停放"
    return {
        "part": lag.name,
        "state": state,
        "detail": detail,
        "events_behind": lag.events,
        "tenants_behind": lag.tenants_behind,
        "tenants_parked": lag.tenants_parked,
    }


def _policies(lag: PolicyLag) -> dict[str, Any]:
    state = "parked" if lag.parked else "behind" if lag.events or lag.pending else "level"
    detail = f"{lag.events} events behind 落后, {lag.pending} to do 待办, {lag.parked} parked 停放"
    return {"part": "policies", "state": state, "detail": detail, **msgspec.to_builtins(lag)}
