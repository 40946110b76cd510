"""Leads assigned at the same time, on a real ledger: a decision that changes two aggregates holds for both.

Seen to fail when the rotation was left out of what `AssignLead` returns.
"""

import asyncio
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from concord.activities.commands import AssignLead, ProposeActivity, ScheduleActivity
from concord.activities.events import ActivityScale
from concord.activities.rotation import rotation_id
from concord.alliances.commands import FoundAlliance, FoundingMember
from concord.charters import ActivitySource, OrganizationKind, PartyForm, organization_id, shipped
from concord.commanding import Commander
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.organizations.credit_code import check_character
from concord.tenancy import Tenant

UNITS = 4


async def founded(commander: Commander, viewer: Viewer) -> tuple[UUID, list[UUID]]:
    """An alliance under source 002's charter, whose small activities are led in turn, and its members."""
    codes = [body + check_character(body) for body in (f"91350100M0001000{n}" for n in range(UNITS))]
    for number, code in enumerate(codes):
        await commander.execute(
            viewer,
            RegisterOrganization(
                credit_code=code,
                name=f"单位{number}",
                kind=OrganizationKind.ENTERPRISE,
                party_form=PartyForm.BRANCH,
            ),
        )
    members = [organization_id(viewer.tenant.id, code) for code in codes]
    charter = shipped("yangdu")
    outcome = await commander.execute(
        viewer,
        FoundAlliance(
            name=f"联盟{uuid4()}",
            kind=charter.kinds[0],
            charter=charter,
            members=tuple(FoundingMember(organization=one) for one in members),
        ),
    )
    return outcome.stream, members


async def planned(commander: Commander, viewer: Viewer, alliance: UUID) -> UUID:
    """A small activity with a day."""
    proposal = ProposeActivity(
        alliance=alliance,
        title="红盟沙龙",
        theme=shipped("yangdu").themes[0].code,
        source=ActivitySource.ALLIANCE,
        scale=ActivityScale.SMALL,
    )
    activity = (await commander.execute(viewer, proposal)).stream
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    await commander.execute(viewer, ScheduleActivity(activity=activity, starts_on=today, place="双创科技园"))
    return activity


async def test_each_takes_a_turn_of_its_own(commander: Commander, tenant: Tenant) -> None:
    viewer = Viewer(tenant=tenant, subject="somebody", role=Role.SECRETARY)
    alliance, members = await founded(commander, viewer)
    activities = [await planned(commander, viewer, alliance) for _ in range(UNITS)]
    await asyncio.gather(
        *(commander.execute(viewer, AssignLead(activity=activity)) for activity in activities)
    )
    leads = [await commander.load(tenant.id, "activities.Activity", activity) for activity in activities]
    rotation = await commander.load(tenant.id, "activities.LeadRotation", rotation_id(tenant.id, alliance))
    assert {one.lead for one in leads} == set(members)  # type: ignore[union-attr]
    assert (rotation.turn, rotation.round) == (UNITS, 1)  # type: ignore[union-attr]
    assert set(rotation.served) == set(members)  # type: ignore[union-attr]
