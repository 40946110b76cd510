"""A tenant's configuration: checked, recorded in its ledger, and followed."""

import asyncio
from uuid import uuid4

import msgspec
import pytest

from concord.commanding import Refusal
from concord.eventstore.errors import TenantSuspended
from concord.lifecycle import (
    Configuration,
    ConfigurationRefusal,
    Retention,
    StateChange,
    change_state,
    configuration_of,
    configure,
)
from concord.lifecycle.events import TENANT_CONFIGURED
from concord.lifecycle.recording import Actor
from concord.tenancy import Tenants, TenantState

CHOSEN = Configuration(
    charters=("yili", "jianghai"),
    language="en",
    resource_lists=("伙伴",),
    retention=Retention.YEARS_30,
    themes=("共学", "共建"),
    time_zone="Asia/Shanghai",
)
ASKED = msgspec.to_builtins(CHOSEN)


async def test_a_configuration_is_an_entry_and_is_followed(owner_pool, store, tenant):
    done = await configure(owner_pool, store, tenant, ASKED, Actor("someone", "administrator"))
    assert (done.configuration, done.version, done.position) == (CHOSEN, 1, 1)
    (entry,) = await store.read(tenant.id, 0)
    assert (entry.type, entry.members["actor"]) == (TENANT_CONFIGURED, "someone")
    assert entry.data == {
        "charters": ["yili", "jianghai"],
        "language": "en",
        "resource_lists": ["伙伴"],
        "retention": "YEARS_30",
        "themes": ["共学", "共建"],
        "time_zone": "Asia/Shanghai",
    }
    assert await configuration_of(owner_pool, tenant.id) == (CHOSEN, 1, None)
    found = await Tenants(owner_pool).by_code(tenant.code)
    assert (found.language, found.charters) == ("en", ("yili", "jianghai"))


async def test_before_anybody_chose_it_is_as_it_always_was(owner_pool, tenant):
    configured = await configuration_of(owner_pool, tenant.id)
    assert configured == (Configuration(), 0, None)
    assert configured.configuration.time_zone == "Asia/Shanghai"


async def test_what_is_so_already_makes_no_entry(owner_pool, store, tenant):
    await configure(owner_pool, store, tenant, ASKED, Actor())
    assert (await configure(owner_pool, store, tenant, ASKED, Actor())).position is None
    assert await store.head(tenant.id) == 1


async def test_the_same_command_is_done_once(owner_pool, store, tenant):
    command = uuid4()
    for _ in range(2):
        await configure(owner_pool, store, tenant, ASKED, Actor(), command=command)
    with pytest.raises(Refusal) as refused:
        await configure(owner_pool, store, tenant, {"language": "zh"}, Actor(), command=command)
    assert refused.value.code is ConfigurationRefusal.COMMAND_REUSED
    assert await store.head(tenant.id) == 1


async def test_of_two_who_configure_at_once_the_later_sees_a_conflict(owner_pool, store, tenant):
    asked = [{"themes": [f"主题{n}"]} for n in range(6)]
    outcomes = await asyncio.gather(
        *(configure(owner_pool, store, tenant, one, Actor(), expected_version=0) for one in asked),
        return_exceptions=True,
    )
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    assert len(refused) == 5
    assert {one.code for one in refused} == {ConfigurationRefusal.VERSION_CONFLICT}


async def test_a_command_is_what_was_asked_and_not_what_came_of_it(owner_pool, store, tenant):
    command = uuid4()
    await configure(owner_pool, store, tenant, {"language": "en"}, Actor(), command=command)
    await configure(owner_pool, store, tenant, {"themes": ["共学"]}, Actor())
    again = await configure(owner_pool, store, tenant, {"language": "en"}, Actor(), command=command)
    assert (again.configuration.language, again.configuration.themes) == ("en", ("共学",))
    assert await store.head(tenant.id) == 2


async def test_of_two_who_choose_different_members_at_once_neither_loses_his(owner_pool, store, tenant):
    asked = [{"themes": ["共学"]}, {"language": "en"}, {"resource_lists": ["伙伴"]}, {"charters": ["yili"]}]
    outcomes = await asyncio.gather(
        *(configure(owner_pool, store, tenant, one, Actor()) for one in asked), return_exceptions=True
    )
    now = msgspec.json.decode(
        msgspec.json.encode((await configuration_of(owner_pool, tenant.id)).configuration)
    )
    for chosen, outcome in zip(asked, outcomes, strict=True):
        if isinstance(outcome, Refusal):
            assert outcome.code is ConfigurationRefusal.VERSION_CONFLICT
        else:
            assert now | chosen == now


async def test_a_suspended_tenant_is_not_configured(owner_pool, store, tenant):
    await change_state(owner_pool, store, tenant.code, StateChange(TenantState.SUSPENDED))
    with pytest.raises(TenantSuspended):
        await configure(owner_pool, store, tenant, ASKED, Actor())
    assert (await configuration_of(owner_pool, tenant.id)).version == 0


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ({"language": "fr"}, ConfigurationRefusal.LANGUAGE_UNKNOWN, "language"),
        ({"time_zone": "Asia/Urumqi"}, ConfigurationRefusal.TIME_ZONE_UNKNOWN, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, ConfigurationRefusal.TIME_ZONE_UNKNOWN, "time_zone"),
        ({"charters": ["nobodys"]}, ConfigurationRefusal.CHARTER_UNKNOWN, "charters"),
        ({"themes": [""]}, ConfigurationRefusal.NAME_INVALID, "themes"),
        ({"themes": ["x" * 51]}, ConfigurationRefusal.NAME_INVALID, "themes"),
        ({"themes": ["a\x00b"]}, ConfigurationRefusal.NAME_INVALID, "themes"),
        ({"themes": ["共学", "共学 "]}, ConfigurationRefusal.NAME_REPEATED, "themes"),
        ({"resource_lists": list(map(str, range(51)))}, ConfigurationRefusal.TOO_MANY, "resource_lists"),
    ],
)
async def test_what_is_wrong_is_refused_by_name(owner_pool, store, tenant, asked, code, field):
    with pytest.raises(Refusal) as refused:
        await configure(owner_pool, store, tenant, asked, Actor())
    assert (refused.value.code, refused.value.field) == (code, field)
    assert await store.head(tenant.id) == 0
