"""How duties are asked: of one alliance up to a day, and which alliances idle on a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.charters import AdoptedCharter, Charter
from concord.duties.deeds import Deed, DeedKind, Record
from concord.duties.duty import Duty
from concord.duties.reckoning import LIFE, PASSING, Idle, can_be_done, duties, idlers
from concord.readmodels import paging
from concord.readmodels.statement import bind

_HERE = Path(__file__).parent
LOOK_BACK = timedelta(days=400)
"""Longer than any period lasts."""


class _CharterRow(msgspec.Struct, frozen=True, kw_only=True):
    effective_on: date
    charter: Charter


async def duties_of(connection: Connection, tenant: UUID, alliance: UUID, on: date) -> list[Duty]:
    """Every duty of an alliance that had begun by a day; none for an unknown one."""
    rows = await _alliances(connection, tenant, ids=[alliance])
    if not rows:
        return []
    (record,) = await _records(connection, tenant, rows, "deeds.sql", {})
    return duties(record, on)


async def still_owed(
    connection: Connection, tenant: UUID, on: date, member: UUID | None = None
) -> list[tuple[UUID, Duty]]:
    """What alliances in being on that day owe and can still do, with the alliance; of all of them, or of
    those that `member` ever joined."""
    rows = await _alliances(connection, tenant, on=on, member=member)
    recent = {"passing": list(PASSING), "since": on - LOOK_BACK}
    records = await _records(connection, tenant, rows, "owed_deeds.sql", recent)
    return [
        (row["alliance"], duty)
        for row, record in zip(rows, records, strict=True)
        for duty in duties(record, on)
        if can_be_done(duty, on)
    ]


async def idle_alliances(connection: Connection, tenant: UUID, on: date, first: int) -> list[Idle]:
    """The alliances in being in which nothing happened for longer than their charter's cadence, the longest
    first, at most so many."""
    rows = await _alliances(connection, tenant, on=on)
    signs = {"kinds": list(LIFE), "on": on}
    return idlers(await _records(connection, tenant, rows, "last_signs.sql", signs), on)[:first]


async def _alliances(connection: Connection, tenant: UUID, **narrowed: object) -> list[Any]:
    text, arguments = bind(_HERE / "alliances.sql", {"tenant": tenant, **narrowed})
    found: list[Any] = await connection.fetch(text, *arguments)
    return found


async def _records(
    connection: Connection, tenant: UUID, alliances: Sequence[Any], deeds: str, more: dict[str, object]
) -> list[Record]:
    ids = [row["alliance"] for row in alliances]
    parameters = {"tenant": tenant, "ids": ids}
    charters = await paging.children(
        connection, _HERE / "charters.sql", _charter, "alliance", ids, parameters
    )
    done = await paging.children(connection, _HERE / deeds, _deed, "alliance", ids, parameters | more)
    return [
        Record(
            **row,
            charters=tuple(
                AdoptedCharter(one.effective_on, one.charter) for one in charters[row["alliance"]]
            ),
            deeds=done[row["alliance"]],
        )
        for row in alliances
    ]


def _charter(*, alliance: UUID, charter: str, **columns: Any) -> _CharterRow:
    return _CharterRow(charter=msgspec.json.decode(charter, type=Charter), **columns)


def _deed(*, alliance: UUID, kind: str, organizations: str | None, **columns: Any) -> Deed:
    led_from = msgspec.json.decode(organizations or "[]", type=tuple[UUID, ...])
    return Deed(kind=DeedKind(kind), organizations=led_from, **columns)
