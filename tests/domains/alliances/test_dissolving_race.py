"""What is raised while an alliance is being dissolved counts, on the real store."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.alliances.commands import DissolveAlliance, FoundAlliance, FoundingMember
from concord.alliances.errors import AllianceRefusal
from concord.charters import AllianceKind, Dissolution, OrganizationKind, alliance_id, organization_id
from concord.commanding import Commander, Refusal, Survey, Surveyed
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.organizations.credit_code import check_character
from concord.privacy import Narrative
from concord.tenancy import Tenant
from concord.tickets.commands import RaiseTicket

NAME = "海工党建联盟"


class Town:
    """A tenant with one alliance, and somebody who acts between the count and what rests on it."""

    def __init__(self, commander: Commander, tenant: Tenant) -> None:
        self.commander, self.tenant = commander, tenant
        self.viewer = Viewer(tenant=tenant, subject=str(uuid4()), role=Role.ADMINISTRATOR)
        self.alliance = alliance_id(tenant.id, NAME)
        self.meanwhile: list[Any] = []
        self.counts = 0
        self._survey = commander._survey

    async def do(self, command: Any) -> None:
        await self.commander.execute(self.viewer, command)

    async def founded(self, charter: Any) -> UUID:
        units = []
        for body in ("91000000RACE00001", "91000000RACE00002"):
            code = body + check_character(body)
            await self.do(RegisterOrganization(credit_code=code, name=code, kind=OrganizationKind.ENTERPRISE))
            units.append(organization_id(self.tenant.id, code))
        members = tuple(FoundingMember(organization=one, tier="X") for one in units)
        kind = AllianceKind.REGIONAL
        await self.do(FoundAlliance(name=NAME, kind=kind, charter=charter, members=members))
        return units[0]

    async def count(self, tenant: UUID, survey: Survey) -> Surveyed:
        counted = await self._survey(tenant, survey)
        self.counts += 1
        if self.meanwhile:
            await self.do(self.meanwhile.pop())
        return counted


@pytest.fixture
async def town(commander: Commander, tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> Town:
    town = Town(commander, tenant)
    monkeypatch.setattr(commander, "_survey", town.count)
    return town


async def test_a_ticket_raised_after_the_count_keeps_the_alliance(town: Town, example: Any) -> None:
    raiser = await town.founded(example(dissolution=Dissolution()))
    ticket = RaiseTicket(alliance=town.alliance, raiser=raiser, title="停电", description=Narrative("求助"))
    town.meanwhile.append(ticket)
    with pytest.raises(Refusal) as refused:
        await town.do(DissolveAlliance(alliance=town.alliance, resolution="第 9 号"))
    assert refused.value.code is AllianceRefusal.TICKETS_OPEN
    assert town.counts == 2


async def test_what_does_not_count_does_not_delay_it(town: Town, example: Any) -> None:
    await town.founded(example(dissolution=Dissolution()))
    body = "91000000RACE00003"
    code = body + check_character(body)
    other = RegisterOrganization(credit_code=code, name=code, kind=OrganizationKind.ENTERPRISE)
    town.meanwhile.append(other)
    await town.do(DissolveAlliance(alliance=town.alliance, resolution="第 9 号"))
    assert town.counts == 1
