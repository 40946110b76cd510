"""Tiny read models and their events, for tests of projection: counters with totals and steps."""

import random
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

import asyncpg

from concord.eventstore import Append, EventStore
from concord.eventstore.composing import Metadata, compose
from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Reads, Rows, Table, own
from concord.tenancy import Tenant, reading

TABLES = """
create table if not exists tally (
    tenant_id uuid not null, generation smallint not null, counter uuid not null,
    total integer not null, last_on date, recorded_at timestamptz, share numeric, names jsonb, open boolean,
    primary key (tenant_id, generation, counter));
create table if not exists tally_step (
    tenant_id uuid not null, generation smallint not null, counter uuid not null, number integer not null,
    amount bigint not null, after bigint not null,
    primary key (tenant_id, generation, counter, number));
do $$ begin
    if not exists (select from pg_policies where tablename = 'tally') then
        perform concord.protect('tally'); perform concord.protect('tally_step');
    end if;
end $$;
"""

TALLY = Table(
    "tally",
    key={"counter": "uuid"},
    columns={
        "total": "integer",
        "last_on": "date",
        "recorded_at": "timestamptz",
        "share": "numeric",
        "names": "jsonb",
        "open": "boolean",
    },
)
STEP = Table(
    "tally_step",
    key={"counter": "uuid", "number": "integer"},
    columns={"amount": "bigint", "after": "bigint"},
)


class Poison(Exception):
    """What the handlers cannot take, until somebody mends them."""


class Mended:
    """Whether handlers take poison."""

    yes = False


def _opened(rows: Rows, entry: Entry) -> None:
    members = entry.members
    rows.put(
        TALLY,
        {
            "counter": members["stream"],
            "total": 0,
            "last_on": members["occurred_on"],
            "recorded_at": members["recorded_at"],
            "share": "0.50",
            "names": [],
            "open": True,
        },
    )


def _added(rows: Rows, entry: Entry) -> None:
    row = rows.change(TALLY, entry.members["stream"])
    amount = entry.data["amount"]
    row["total"] += amount
    row["names"].append(entry.data["text"])
    # A step needs the one before: order and exactly-once show in the numbers.
    steps = rows.below(STEP, entry.members["stream"])
    last = steps[-1] if steps else {"number": 0, "after": 0}
    rows.put(
        STEP,
        {
            "counter": entry.members["stream"],
            "number": last["number"] + 1,
            "amount": amount,
            "after": last["after"] + amount,
        },
    )


def _poisoned(rows: Rows, entry: Entry) -> None:
    if not Mended.yes:
        raise Poison(entry.data["text"])
    rows.change(TALLY, entry.members["stream"])["open"] = False


def _removed(rows: Rows, entry: Entry) -> None:
    rows.remove(TALLY, entry.members["stream"])
    for step in rows.below(STEP, entry.members["stream"]):
        rows.remove(STEP, step["counter"], step["number"])


def _steps(entry: Entry) -> Reads:
    return [(STEP, (entry.members["stream"],))]


TALLIES = ReadModel(
    name="tallies",
    version=1,
    tables=(TALLY, STEP),
    handles={
        "tests.Opened": Handler(_opened),
        "tests.Added": Handler(_added, reads=own(TALLY, STEP)),
        "tests.Poisoned": Handler(_poisoned, reads=own(TALLY)),
        "tests.Removed": Handler(_removed, reads=_steps),
    },
)

COUNT = Table("event_count", key={"type": "text"}, columns={"count": "bigint"})
COUNT_TABLES = """
create table if not exists event_count (
    tenant_id uuid not null, generation smallint not null, type text not null, count bigint not null,
    primary key (tenant_id, generation, type));
do $$ begin
    if not exists (select from pg_policies where tablename = 'event_count') then
        perform concord.protect('event_count');
    end if;
end $$;
"""


def _counted(rows: Rows, entry: Entry) -> None:
    row = rows.get(COUNT, entry.type)
    rows.put(COUNT, {"type": entry.type, "count": (row["count"] if row else 0) + 1})


def _of_type(entry: Entry) -> Reads:
    return [(COUNT, (entry.type,))]


COUNTS = ReadModel(
    name="counts",
    version=1,
    tables=(COUNT,),
    handles={
        name: Handler(_counted, reads=_of_type)
        for name in ("tests.Opened", "tests.Added", "tests.Poisoned", "tests.Removed")
    },
)


async def create_tables(owner_dsn: str) -> None:
    connection = await asyncpg.connect(owner_dsn)
    try:
        await connection.execute(TABLES)
        await connection.execute(COUNT_TABLES)
    finally:
        await connection.close()


def tally_append(
    tenant: Tenant, stream: UUID, version: int, names: Sequence[str], *, amount: int = 1, text: str = "x"
) -> Append:
    """Events `tests.<name>` of one counter, the first at `version`."""
    command = uuid4()
    metadata = Metadata(
        tenant=tenant.code,
        actor="system:test",
        organization=None,
        role="system",
        command=command,
        correlation=command,
        causation=None,
        occurred_on=date(2026, 1, 31),
    )
    events = tuple(
        compose(
            metadata,
            stream=stream,
            version=version + n,
            name=f"tests.{name}",
            schema=1,
            data={"amount": amount, "text": text},
        )
        for n, name in enumerate(names)
    )
    return Append(tenant=tenant.id, command=command, digest=command.bytes, events=events)


async def count_up(
    store: EventStore, tenant: Tenant, times: int, *, amount: int = 1, events: int = 50
) -> UUID:
    """A new counter, opened and added to `times` times; at most `events` an append."""
    stream = uuid4()
    names = ["Opened"] + ["Added"] * times
    for first in range(0, len(names), events):
        await store.append(
            tally_append(tenant, stream, first + 1, names[first : first + events], amount=amount)
        )
    return stream


async def live_rows(pool: asyncpg.Pool, tenant: Tenant, table: str = "tally") -> list[dict]:
    """What queries see: rows of the generation that answers, without its number."""
    model = {"tally": "tallies", "tally_step": "tallies", "event_count": "counts"}[table]
    async with reading(pool, tenant.id) as connection:
        rows = await connection.fetch(
            f"select * from {table} where tenant_id = $1 and generation ="
            " (select generation from read_model where tenant_id = $1 and name = $2) order by 3, 4",
            tenant.id,
            model,
        )
    return [{k: v for k, v in row.items() if k != "generation"} for row in rows]


async def positions(pool: asyncpg.Pool, tenant: Tenant) -> dict[str, int]:
    """Checkpoints of a tenant by name."""
    async with reading(pool, tenant.id) as connection:
        rows = await connection.fetch("select name, position from progress where tenant_id = $1", tenant.id)
    return {row["name"]: row["position"] for row in rows}


async def lived(store, tenant, appends=12):
    """Counters opened, added to and removed in any order; returns the head."""
    chance = random.Random(7)
    open_counters = {}
    for _ in range(appends):
        if not open_counters or chance.random() < 0.3:
            times = chance.randint(1, 6)
            open_counters[await count_up(store, tenant, times)] = times + 2
        else:
            stream = chance.choice(list(open_counters))
            name = "Removed" if chance.random() < 0.2 else "Added"
            version = open_counters.pop(stream)
            await store.append(tally_append(tenant, stream, version, [name]))
            if name == "Added":
                open_counters[stream] = version + 1
    return await store.head(tenant.id)
