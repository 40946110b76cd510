"""The demo in a real store: loaded once, resumed after a crash, never doubled."""

from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from concord.charters import alliance_id
from concord.commanding import Command, Commander
from concord.demo import load
from concord.demo.tenants import TOWNS
from concord.eventstore import EventStore
from concord.tenancy import Tenants


class Crash(Exception):
    """The process ends."""


class Crashing:
    """A commander whose process ends after so many commands."""

    def __init__(self, commander: Commander, left: int) -> None:
        self._commander, self._left = commander, left

    async def execute(self, *arguments: Any, **named: Any) -> Any:
        self._left -= 1
        if self._left < 0:
            raise Crash
        return await self._commander.execute(*arguments, **named)

    async def load(self, *arguments: Any) -> Any:
        return await self._commander.load(*arguments)


class Refusing:
    """A commander that is not to be asked for anything but what is."""

    def __init__(self, commander: Commander) -> None:
        self.load = commander.load

    async def execute(self, viewer: Any, command: Command, **named: Any) -> Any:
        raise AssertionError(f"{command} is given a second time")


@pytest.fixture
async def tenants(owner_pool: Any) -> Tenants:
    return Tenants(owner_pool)


async def heads(tenants: Tenants) -> dict[str, int]:
    """Last position of each demo tenant's ledger."""
    codes = {town.code for town in TOWNS}
    return {tenant.code: position async for tenant, position in tenants.list() if tenant.code in codes}


async def test_it_is_resumed_after_a_crash_loaded_and_never_doubled(
    commander: Commander, tenants: Tenants, store: EventStore
) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        await load(Crashing(commander, 900), tenants, lambda *_: None)  # type: ignore[arg-type]
    assert caught.value.split(Crash)[1] is None
    broken_off = await heads(tenants)
    assert 0 < sum(broken_off.values()) < 3_000

    shown: dict[str, tuple[int, int]] = {}
    await load(commander, tenants, lambda what, done, total: shown.update({what: (done, total)}))

    loaded = await heads(tenants)
    assert sum(loaded.values()) >= 5_000
    assert all(done == total for done, total in shown.values())
    assert set(shown) == {town.name for town in TOWNS}

    await load(Refusing(commander), tenants, lambda *_: None)  # type: ignore[arg-type]
    assert await heads(tenants) == loaded

    jianghai = await tenants.by_code("jianghai")
    assert jianghai is not None
    await _reads_as_written(commander, store, jianghai.id)


async def _reads_as_written(commander: Commander, store: EventStore, tenant: UUID) -> None:
    """Positions without gaps; time that does not go back; the alliance is there."""
    entries = [entry for after in range(0, 1_000, 500) for entry in await store.read(tenant, after)]
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[0].recorded_at.year == 2021
    assert all(a.recorded_at <= b.recorded_at for a, b in pairwise(entries))
    found = await commander.load(tenant, "alliances.Alliance", alliance_id(tenant, "“江海红湾”海工党建联盟"))
    assert found is not None
    scored = [entry for entry in entries if entry.type == "assessments.IndicatorScored"]
    rests_on = [position for entry in scored for position in entry.data["evidence"]]
    assert rests_on
    by_hand, counted = "activities.ActivityLogged", ("AttendanceRecorded", "ActivityCorrected")
    cited = {entries[position - 1].type for position in rests_on}
    assert {by_hand} <= cited <= {by_hand, *(f"activities.{name}" for name in counted)}
