"""All five contexts on one ledger, under each shipped charter: what one tells, the others can read."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from concord.activities.commands import (
    AssignLead,
    AttachEvidence,
    HoldActivity,
    LogActivity,
    ProposeActivity,
    RecordAttendance,
    ScheduleActivity,
)
from concord.activities.events import ActivityScale, Attendance
from concord.alliances.commands import DissolveAlliance, FoundAlliance, FoundingMember, LeaveAlliance
from concord.assessments.aggregate import assessment_id
from concord.assessments.commands import FinalizeAssessment, OpenPeriod, PublishScheme, ScoreIndicator
from concord.assessments.events import Indicator, IndicatorKind, StarThreshold
from concord.assessments.scheme import scheme_id
from concord.charters import (
    SHIPPED,
    ActivitySource,
    Charter,
    OrganizationKind,
    PartyForm,
    StandingRefusal,
    TriageLevel,
    alliance_id,
    organization_id,
    shipped,
)
from concord.organizations.commands import DeregisterOrganization, RegisterOrganization
from concord.organizations.credit_code import check_character
from concord.privacy import Narrative
from concord.tickets.commands import (
    AcceptTicket,
    CloseTicket,
    ConfirmTicket,
    DispatchTicket,
    RaiseTicket,
    ResolveTicket,
    TriageTicket,
)
from concord.tickets.errors import TicketRefusal
from concord.tickets.events import Satisfaction

DAY = date(2024, 1, 2)
NAME = "海工党建联盟"
TEXT = Narrative("说明")


def register(decider: Any, number: int, kind: OrganizationKind) -> UUID:
    body = f"91350100M000100{number:02}"
    code = body + check_character(body)
    decider.given(
        RegisterOrganization(
            credit_code=code, name=f"单位{number}", kind=kind, party_form=PartyForm.BRANCH, party_members=9
        )
    )
    return organization_id(decider.tenant, code)


def founding_tiers(charter: Charter) -> list[str]:
    """As many of each tier as the charter asks for, and one who may lead at least."""
    tiers = [tier.code for tier in charter.tiers for _ in range(tier.minimum)]
    return tiers if len(tiers) > 1 else [*tiers, charter.admission.tier, charter.admission.tier]


@pytest.fixture(params=SHIPPED)
def alliance(request: pytest.FixtureRequest, decider: Any) -> UUID:
    """Founded on 2024-01-02 under one of the five charters; `decider.members` are its members."""
    charter = shipped(request.param)
    kind = charter.admission.kinds[0] if charter.admission.kinds else OrganizationKind.ENTERPRISE
    decider.on(DAY)
    tiers = founding_tiers(charter)
    decider.members = [register(decider, number, kind) for number in range(len(tiers))]
    decider.department = register(decider, 99, OrganizationKind.ORGAN)
    decider.charter = charter
    members = tuple(
        FoundingMember(organization=one, tier=tier) for one, tier in zip(decider.members, tiers, strict=True)
    )
    decider.given(FoundAlliance(name=NAME, kind=charter.kinds[0], charter=charter, members=members))
    return alliance_id(decider.tenant, NAME)


def raised(decider: Any, alliance: UUID) -> UUID:
    decided = decider.when(
        RaiseTicket(alliance=alliance, raiser=decider.members[0], title="通勤", description=TEXT)
    )
    assert decided.refusal is None
    ticket: UUID = decided.events[0].originator_id
    return ticket


@pytest.mark.parametrize("level", list(TriageLevel))
def test_a_ticket_goes_from_whistle_to_close(decider: Any, alliance: UUID, level: TriageLevel) -> None:
    ticket = raised(decider, alliance)
    decider.given(
        TriageTicket(ticket=ticket, level=level),
        DispatchTicket(ticket=ticket, department=decider.department),
    )
    decider.speaking(decider.department, "handler")
    decider.given(AcceptTicket(ticket=ticket), ResolveTicket(ticket=ticket, answer=TEXT))
    decider.speaking(decider.members[0])
    decider.given(ConfirmTicket(ticket=ticket, satisfaction=Satisfaction.SATISFIED))
    decider.speaking(None, "secretary").given(CloseTicket(ticket=ticket))
    assert decider.aggregate(ticket).status == "CLOSED"


def test_an_activity_goes_from_idea_to_ledger(decider: Any, alliance: UUID) -> None:
    proposer = decider.members[-1]
    decided = decider.when(
        ProposeActivity(
            alliance=alliance,
            title="主题党日",
            theme=decider.charter.themes[0].code,
            source=ActivitySource.MEMBERS,
            scale=ActivityScale.SMALL,
            proposer=proposer,
        )
    )
    activity = decided.events[0].originator_id
    decider.given(
        ScheduleActivity(activity=activity, starts_on=DAY, place="江海厅"),
        AssignLead(activity=activity),
        HoldActivity(activity=activity),
        RecordAttendance(activity=activity, records=(Attendance(proposer, 3, 4),)),
        AttachEvidence(
            activity=activity,
            original_sha256="ab" * 32,
            stored_sha256="cd" * 32,
            size=1,
            media_type="image/jpeg",
        ),
        LogActivity(activity=activity, summary=TEXT),
    )
    assert decider.aggregate(activity).status == "LOGGED"
    assert decider.aggregate(activity).lead in decider.members


def test_members_are_assessed_and_get_their_stars(decider: Any, alliance: UUID) -> None:
    indicator = Indicator(
        "duties", "履职", IndicatorKind.SCORE, Decimal(0), Decimal(100), Decimal(1), True, None
    )
    decider.given(
        PublishScheme(
            alliance=alliance,
            code="annual",
            name="考核办法",
            effective_from=date(2024, 1, 1),
            indicators=(indicator,),
            stars=(StarThreshold(5, Decimal(90)),),
        ),
        OpenPeriod(alliance=alliance, scheme="annual", period="2024"),
    )
    assessment = assessment_id(decider.tenant, scheme_id(decider.tenant, alliance, "annual"), "2024")
    for number, one in enumerate(decider.members):
        decider.given(
            ScoreIndicator(
                assessment=assessment, organization=one, indicator="duties", score=Decimal(95 - number)
            )
        )
    decider.on(date(2025, 1, 2))
    results, awarded = decider.when(FinalizeAssessment(assessment=assessment)).events
    assert [one.organization for one in results.results] == decider.members
    assert awarded.awards[0].organization == decider.members[0]


def test_who_has_left_acts_in_no_context(decider: Any, alliance: UUID) -> None:
    leaver = decider.members[-1]
    decider.given(LeaveAlliance(alliance=alliance, organization=leaver))
    decider.speaking(leaver, "secretary")
    command = RaiseTicket(alliance=alliance, raiser=leaver, title="通勤", description=TEXT)
    decider.when(command).refused(StandingRefusal.MEMBER_HAS_LEFT)
    opened = OpenPeriod(alliance=alliance, scheme="annual", period="2024")
    decider.speaking(None, "secretary").given(
        PublishScheme(
            alliance=alliance,
            code="annual",
            name="考核办法",
            effective_from=date(2024, 1, 1),
            indicators=(
                Indicator(
                    "duties", "履职", IndicatorKind.SCORE, Decimal(0), Decimal(1), Decimal(1), True, None
                ),
            ),
        )
    )
    decider.speaking(leaver, "secretary").when(opened).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_a_deregistered_department_gets_no_tickets(decider: Any, alliance: UUID) -> None:
    ticket = raised(decider, alliance)
    decider.given(
        TriageTicket(ticket=ticket, level=TriageLevel.COORDINATED),
        DeregisterOrganization(organization=decider.department),
    )
    command = DispatchTicket(ticket=ticket, department=decider.department)
    decider.when(command).refused(TicketRefusal.DEPARTMENT_DEREGISTERED, "department")


def test_nothing_is_raised_once_the_alliance_is_dissolved(decider: Any, alliance: UUID) -> None:
    decider.given(DissolveAlliance(alliance=alliance, resolution="2024年第1号"))
    command = RaiseTicket(alliance=alliance, raiser=decider.members[0], title="通勤", description=TEXT)
    decider.when(command).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)
