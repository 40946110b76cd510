"""What is shown as of today: for a simulated tenant, today is the day of its last entry."""

import uuid
from datetime import UTC, date, datetime

from asking import Door, credit_code

from concord.alliances.commands import FoundAlliance, FoundingMember, RotateChair
from concord.api import ids
from concord.charters import (
    Admission,
    AdmissionPath,
    AllianceKind,
    Charter,
    Departure,
    DepartureRule,
    OrganizationKind,
    Period,
    Rotation,
    RotationBasis,
    Theme,
    TicketRules,
    Tier,
)
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.server.services import Services
from concord.tenancy import Tenant

NIGHT = datetime(2024, 5, 31, 20, tzinfo=UTC)
"""The first of June in China."""
CHARTER = Charter(
    code="example",
    title="章程",
    authority="区镇党（工）委",
    kinds=(AllianceKind.REGIONAL,),
    tiers=(Tier(code="X", name="会长单位", may_chair=True),),
    admission=Admission(path=AdmissionPath.DIRECT, tier="X"),
    departure=Departure(on_limit=DepartureRule.REFUSE),
    chair=Rotation(title="执行会长单位", period=Period.QUARTER, basis=RotationBasis.FIXED_ORDER),
    themes=(Theme(code="STUDY", name="联学"),),
    tickets=TicketRules(levels=(), triage_days=1, dispatch_days=1, silence_days=7),
    late_entry_days=30,
)


async def test_a_simulated_tenant_shows_its_own_today(
    api: Door, services: Services, projector: None, simulated_tenant: Tenant
):
    viewer = Viewer(tenant=simulated_tenant, subject=str(uuid.uuid4()), role=Role.ADMINISTRATOR)

    async def done(command):
        return await services.commander.execute(viewer, command, now=NIGHT)

    unit = await done(
        RegisterOrganization(credit_code=credit_code(700_001), name="甲", kind=OrganizationKind.ORGAN)
    )
    member = FoundingMember(organization=unit.stream)
    alliance = await done(
        FoundAlliance(name="联盟", kind=AllianceKind.REGIONAL, charter=CHARTER, members=(member,))
    )
    rotated = await done(RotateChair(alliance=alliance.stream, organization=unit.stream))

    answer = await api.enter(simulated_tenant).ask(
        """query ($id: ID!, $p: Position) { alliance(id: $id, atLeast: $p) {
            chair { startsOn } charter { effectiveOn } later: chair(on: "2025-01-01") { startsOn } } }""",
        id=ids.encode("Alliance", alliance.stream),
        p=rotated.position,
    )
    first_day = date(2024, 6, 1).isoformat()
    assert answer.only == {
        "chair": {"startsOn": first_day},
        "charter": {"effectiveOn": first_day},
        "later": None,
    }
