"""One alliance per unit holds when two are joined at the same moment, on the real store."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.alliances.commands import FoundAlliance, FoundingMember, JoinAlliance, LeaveAlliance
from concord.alliances.errors import AllianceRefusal
from concord.charters import (
    Admission,
    AdmissionPath,
    AllianceKind,
    OrganizationKind,
    alliance_id,
    organization_id,
)
from concord.commanding import Commander, Refusal
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.organizations.credit_code import check_character
from concord.tenancy import Tenant

ROUNDS = 5


class Town:
    """A tenant with two alliances to which a unit may belong only once."""

    def __init__(self, commander: Commander, tenant: Tenant) -> None:
        self.commander = commander
        self.tenant = tenant
        self.viewer = Viewer(tenant=tenant, subject=str(uuid4()), role=Role.ADMINISTRATOR)
        self._serial = 0

    async def do(self, command: Any) -> None:
        await self.commander.execute(self.viewer, command)

    async def unit(self) -> UUID:
        self._serial += 1
        body = f"91000000RACE{self._serial:05}"
        code = body + check_character(body)
        await self.do(RegisterOrganization(credit_code=code, name=code, kind=OrganizationKind.ENTERPRISE))
        return organization_id(self.tenant.id, code)

    async def alliance(self, name: str, charter: Any) -> UUID:
        members = tuple([FoundingMember(organization=await self.unit(), tier="X") for _ in range(2)])
        await self.do(FoundAlliance(name=name, kind=AllianceKind.REGIONAL, charter=charter, members=members))
        return alliance_id(self.tenant.id, name)

    async def belongs(self, alliance: UUID, unit: UUID) -> bool:
        found: Any = await self.commander.load(self.tenant.id, "alliances.Alliance", alliance)
        return unit in found.members


async def outcome(action: Any) -> Any:
    try:
        await action
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.fixture
def town(commander: Commander, tenant: Tenant) -> Town:
    return Town(commander, tenant)


async def test_of_two_alliances_joined_at_once_one_has_the_unit(town: Town, example: Any) -> None:
    charter = example(admission=Admission(path=AdmissionPath.DIRECT, tier="Y", exclusive=True))
    both = [await town.alliance(name, charter) for name in ("第一联盟", "第二联盟")]
    unit = await town.unit()
    for _ in range(ROUNDS):
        joining = [outcome(town.do(JoinAlliance(alliance=one, organization=unit))) for one in both]
        assert set(await asyncio.gather(*joining)) == {None, AllianceRefusal.EXCLUSIVE_MEMBERSHIP}
        (home,) = [one for one in both if await town.belongs(one, unit)]
        await town.do(LeaveAlliance(alliance=home, organization=unit))


async def test_coming_back_and_going_elsewhere_at_once_leaves_one_home(town: Town, example: Any) -> None:
    charter = example(admission=Admission(path=AdmissionPath.DIRECT, tier="Y", exclusive=True))
    old, new = [await town.alliance(name, charter) for name in ("旧联盟", "新联盟")]
    for _ in range(ROUNDS):
        unit = await town.unit()
        await town.do(JoinAlliance(alliance=old, organization=unit))
        await town.do(LeaveAlliance(alliance=old, organization=unit))
        joining = [outcome(town.do(JoinAlliance(alliance=one, organization=unit))) for one in (old, new)]
        assert set(await asyncio.gather(*joining)) == {None, AllianceRefusal.EXCLUSIVE_MEMBERSHIP}
        assert [await town.belongs(one, unit) for one in (old, new)].count(True) == 1
