"""A year that is over is offered with its retention class and received by another person; nothing leaves."""

from typing import Any

import msgspec
import pytest

from concord.commanding import Refusal
from concord.lifecycle import Retention
from concord.lifecycle.errors import HandOverRefusal
from concord.lifecycle.events import PERIOD_HANDED_OVER, PERIOD_OFFERED, PeriodHandedOver, PeriodOffered
from concord.lifecycle.handing_over import kept_until, offer, receive
from concord.lifecycle.recording import Actor

OFFERED = PeriodOffered(
    year=2024, first=1, last=9, retention="YEARS_30", keep_until="2054-12-31", sha256="a" * 64
)
RECEIVED = PeriodHandedOver(year=2024, sha256="a" * 64, archive="区档案馆")
SOMEBODY = Actor("somebody", "administrator")


@pytest.mark.parametrize(
    ("retention", "until"),
    [(Retention.PERMANENT, None), (Retention.YEARS_30, "2054-12-31"), (Retention.YEARS_10, "2034-12-31")],
)
def test_how_long_a_year_is_kept_follows_from_its_class(retention, until):
    assert kept_until(2024, retention) == until


async def test_a_year_is_offered_and_received_by_another_person(owner_pool, store, tenant):
    await offer(owner_pool, store, tenant, msgspec.structs.replace(OFFERED, sha256="b" * 64))
    await offer(owner_pool, store, tenant, OFFERED)  # made again: the later offer counts
    offered, position = await receive(owner_pool, store, tenant, RECEIVED, SOMEBODY)
    again = await receive(owner_pool, store, tenant, RECEIVED, SOMEBODY)

    assert (offered, position) == again == (OFFERED, 3)
    entries = await store.read(tenant.id, 0)
    assert [entry.type for entry in entries] == [PERIOD_OFFERED, PERIOD_OFFERED, PERIOD_HANDED_OVER]
    assert [entry.members["actor"] for entry in entries] == ["system:operator"] * 2 + ["somebody"]
    assert entries[1].data == msgspec.to_builtins(OFFERED)
    assert entries[2].data == msgspec.to_builtins(RECEIVED)


async def test_what_was_not_offered_so_is_not_received(owner_pool, store, tenant):
    async def refusal(received: PeriodHandedOver, actor: Actor = SOMEBODY) -> Any:
        with pytest.raises(Refusal) as refused:
            await receive(owner_pool, store, tenant, received, actor)
        return refused.value.code

    assert await refusal(RECEIVED) is HandOverRefusal.NOT_OFFERED
    await offer(owner_pool, store, tenant, OFFERED)
    other = msgspec.structs.replace(RECEIVED, sha256="c" * 64)
    assert await refusal(other) is HandOverRefusal.DIGEST_DIFFERS
    assert await refusal(RECEIVED, Actor()) is HandOverRefusal.SECOND_PERSON_REQUIRED
    await receive(owner_pool, store, tenant, RECEIVED, SOMEBODY)
    elsewhere = msgspec.structs.replace(RECEIVED, archive="市档案馆")
    assert await refusal(elsewhere) is HandOverRefusal.HANDED_OVER_ALREADY
    with pytest.raises(Refusal) as refused:
        await offer(owner_pool, store, tenant, OFFERED)
    assert refused.value.code is HandOverRefusal.HANDED_OVER_ALREADY
