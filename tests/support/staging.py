"""What is under way in an alliance when the machine begins: of each kind one that waits for its next step."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import msgspec
from asking_anything import Known
from edging import lent_on, scheme

from concord.activities.commands import (
    AssignLead,
    AttachEvidence,
    HoldActivity,
    ProposeActivity,
    RecordAttendance,
    ScheduleActivity,
    SignUp,
)
from concord.activities.events import ActivityForm, ActivityScale, ActivitySource, Attendance
from concord.alliances.commands import LeaveAlliance, RotateChair
from concord.annotations.commands import ProposeAnnotation
from concord.assessments.commands import (
    ApplyVeto,
    FinalizeAssessment,
    OpenPeriod,
    PublishScheme,
    ScoreIndicator,
)
from concord.assessments.events import StarThreshold
from concord.charters import (
    BasisKind,
    Charter,
    FindingKind,
    InspectionKind,
    MotionKind,
    OrganizationKind,
    ResourceKind,
    Rotation,
    RotationBasis,
    TriageLevel,
    shipped,
)
from concord.commanding import Command
from concord.funds.commands import AllocateBudget, ApproveGrant, MakePayment, OpenFund
from concord.funds.events import Basis
from concord.inspections.commands import CarryOutInspection, PlanInspection, RecordFinding
from concord.meetings.commands import CallMeeting, CastVotes, DecideMotion, HoldMeeting, TableMotion
from concord.meetings.commands.resolving import Ballot
from concord.meetings.events import Choice
from concord.privacy import Narrative
from concord.projects.commands import ProposeProject
from concord.projects.events import ProjectKind
from concord.reports.commands import DraftReport
from concord.resources.commands import ConfirmBooking, RequestBooking, ShareResource
from concord.tickets.commands import (
    AcceptTicket,
    ClaimTask,
    DispatchTicket,
    ListNeed,
    RaiseTicket,
    ResolveTicket,
    TriageTicket,
)

Give = Callable[[Command, UUID | None], UUID | None]
"""Asks for something on behalf of an organization; the stream, if it was taken."""
TEXT = Narrative("说明")
WEEKS = timedelta(days=30)
"""From the founding to the day on which the machine begins."""


def narrow() -> Charter:
    """A charter with every rule that the shipped ones have between them, and limits that are soon reached."""
    base, other = shipped("jianghai"), shipped("dongfanghong")
    chairing, member = base.tiers
    chairing = msgspec.structs.replace(chairing, minimum=2, maximum=2)
    assert base.deliberation is not None
    assert base.projects is not None
    assert isinstance(base.chair, Rotation)
    return msgspec.structs.replace(
        base,
        tiers=(chairing, member),
        chair=msgspec.structs.replace(base.chair, basis=RotationBasis.FIXED_ORDER),
        deliberation=msgspec.structs.replace(base.deliberation, decides=(), follow_up=False, notice_days=0),
        projects=msgspec.structs.replace(base.projects, maximum=1),
        admission=msgspec.structs.replace(base.admission, kinds=(OrganizationKind.ENTERPRISE,)),
        funds=other.funds,
        needs=other.needs,
    )


class Stage:
    """Brings an alliance to where the machine begins, by two days: that of founding, and today's."""

    def __init__(self, give: Give, known: Known, alliance: UUID, members: list[UUID]) -> None:
        self._give, self._known, self._alliance, self._members = give, known, alliance, members

        self._there = tuple(members[:-2])
        """At the meeting: all but one that is away and one that will have left."""

    def _ask(self, wanted: Command, by: UUID | None = None) -> UUID | None:
        return self._give(wanted, by)

    def begin(self) -> None:
        """On the day of the founding."""
        last = self._members[-1]
        if self._known.charter.chair:
            term = RotateChair(alliance=self._alliance, organization=self._chair(), resolution="决议")
            self._ask(term)
        self._publish(self._known.today, Decimal(3))
        self._assess("2026-03")
        self._ticket(TriageLevel.COORDINATED, self._members[1])
        self._ticket(TriageLevel.ON_SITE)
        code, planned_on = self._known.charter.meetings[0].code, self._known.today + WEEKS
        self._ask(CallMeeting(alliance=self._alliance, code=code, title="会", planned_on=planned_on))
        self._ask(ProposeAnnotation(entry=1, reason=TEXT))
        self._ask(LeaveAlliance(alliance=self._alliance, organization=last), last)

    def go_on(self) -> None:
        """Some weeks later."""
        self._meet()
        self._act()
        self._lend()
        self._inspect()
        self._help()
        for assessment in self._known.of("assessment")[:1]:
            self._ask(FinalizeAssessment(assessment=assessment))
        self._publish(self._known.today + WEEKS, Decimal(2))
        self._assess("2026-04")
        self._ask(DraftReport(alliance=self._alliance, period="2026-Q1"))

    def _chair(self) -> UUID:
        """The first member that may hold the chair."""
        tiers = [tier for tier in self._known.charter.tiers for _ in range(max(tier.minimum, 0))]
        seats = [tier.may_chair for tier in tiers]
        return self._members[seats.index(True) if True in seats else len(seats)]

    def _publish(self, month: date, cap: Decimal) -> None:
        """An edition of the scheme, in force from that month on."""
        self._ask(
            PublishScheme(
                alliance=self._alliance,
                code="s",
                name="办法",
                effective_from=month.replace(day=1),
                indicators=scheme(cap),
                stars=(StarThreshold(3, Decimal(5)),),
            )
        )

    def _assess(self, period: str) -> None:
        """One reaches the threshold, one nearly does, one is above the cap of a veto."""
        opened = self._ask(OpenPeriod(alliance=self._alliance, scheme="s", period=period))
        if opened is not None:
            for one, score in zip(self._members, ("5", "4.99", "6"), strict=False):
                self._ask(
                    ScoreIndicator(
                        assessment=opened, organization=one, indicator="i", score=Decimal(score), evidence=()
                    )
                )
            self._ask(
                ApplyVeto(
                    assessment=opened,
                    organization=self._members[2],
                    indicator="v",
                    evidence=(),
                    reason=TEXT,
                )
            )

    def _ticket(self, level: TriageLevel, department: UUID | None = None) -> None:
        """Accepted by the department; without one resolved on the spot."""
        raiser = self._members[0]
        title = "诉求"
        raised = self._ask(
            RaiseTicket(alliance=self._alliance, raiser=raiser, title=title, description=TEXT), raiser
        )
        assert raised is not None
        self._ask(TriageTicket(ticket=raised, level=level))
        if department is None:
            self._ask(ResolveTicket(ticket=raised, answer=TEXT))
        else:
            self._ask(DispatchTicket(ticket=raised, department=department))
            self._ask(AcceptTicket(ticket=raised), department)

    def _meet(self) -> None:
        """A meeting that has passed resolutions about project, fund and chair, and has one motion open;
        some of the money is spent."""
        meeting = self._known.of("meeting")[0]
        self._ask(HoldMeeting(meeting=meeting, attended=self._there))
        fund = self._fund()
        if fund is not None:
            self._pass(meeting, MotionKind.FUNDS, fund)
            self._pay(fund, meeting)
        for title in ("甲", "乙"):
            self._pass(meeting, MotionKind.PROJECT, self._project(title))
        if self._known.charter.chair:  # of one that may hold it, one that may not, one that has left
            for one in (self._members[1], *self._members[-2:]):
                self._pass(meeting, MotionKind.CHAIR, one)
        self._ask(TableMotion(meeting=meeting, kind=MotionKind.GENERAL, title="议案"))

    def _project(self, title: str) -> UUID | None:
        year, kind = self._known.today.year, ProjectKind.MAJOR
        return self._ask(ProposeProject(alliance=self._alliance, year=year, title=title, kind=kind))

    def _fund(self) -> UUID | None:
        if self._known.charter.funds is None:
            return None
        year = self._known.today.year
        fund = self._ask(OpenFund(alliance=self._alliance, year=year, code="WORK", name="经费"))
        assert fund is not None
        self._ask(AllocateBudget(fund=fund, amount=Decimal(15), document="号"))
        return fund

    def _pass(self, meeting: UUID, kind: MotionKind, subject: UUID | None) -> None:
        if self._ask(TableMotion(meeting=meeting, kind=kind, subject=subject, title="议案")) is None:
            return
        motion = self._known.of("motion")[-1]
        ballots = tuple(Ballot(organization=one, choice=Choice.FOR) for one in self._there)
        self._ask(CastVotes(meeting=meeting, motion=motion, ballots=ballots))
        self._ask(DecideMotion(meeting=meeting, motion=motion))

    def _pay(self, fund: UUID, meeting: UUID) -> None:
        resolution = self._known.of("resolution")
        if resolution:
            basis = Basis(BasisKind.RESOLUTION, meeting, "决议", resolution[-1])
            assert self._known.charter.funds is not None
            item, amount = self._known.charter.funds.items[0].code, Decimal(5)
            for kind in (MakePayment, ApproveGrant):
                self._ask(kind(fund=fund, recipient=self._members[0], item=item, amount=amount, basis=basis))

    def _act(self) -> None:
        """One activity that was held and attended, one that is still to come."""
        for held in (True, False):
            activity = self._ask(
                ProposeActivity(
                    alliance=self._alliance,
                    title="活动",
                    theme=self._known.charter.themes[0].code,
                    source=ActivitySource.ALLIANCE,
                    scale=ActivityScale.LARGE,
                    form=ActivityForm.STUDY,
                )
            )
            if activity is None:
                continue
            first, today = self._members[0], self._known.today
            self._ask(ScheduleActivity(activity=activity, starts_on=today, place="馆", capacity=10))
            self._ask(SignUp(activity=activity, organization=first, persons=5), first)
            if held:
                if self._known.charter.lead:
                    self._ask(AssignLead(activity=activity))
                self._ask(HoldActivity(activity=activity))
                self._ask(RecordAttendance(activity=activity, records=(Attendance(first, 3, 5),)))
                self._ask(
                    AttachEvidence(
                        activity=activity,
                        original_sha256="4" * 64,
                        stored_sha256="5" * 64,
                        size=1,
                        media_type="image/jpeg",
                    )
                )

    def _lend(self) -> None:
        """A venue that is booked for a day some weeks later."""
        owner, member = self._members[:2]
        resource = self._ask(
            ShareResource(
                alliance=self._alliance, owner=owner, kind=ResourceKind.VENUE, name="馆", capacity=10
            ),
            owner,
        )
        if resource is None:
            return
        day = lent_on(self._known.today)
        booking = self._ask(
            RequestBooking(
                resource=resource,
                organization=member,
                title="借用",
                starts_on=day,
                starts_at="09:00",
                ends_on=day,
                ends_at="11:00",
            ),
            member,
        )
        if booking is not None:
            self._ask(ConfirmBooking(booking=booking), owner)

    def _inspect(self) -> None:
        inspection = self._ask(
            PlanInspection(
                alliance=self._alliance,
                kind=InspectionKind.SUPERVISION,
                subject=self._members[0],
                title="检查",
                planned_on=self._known.today,
            )
        )
        if inspection is not None:
            self._ask(CarryOutInspection(inspection=inspection, summary=TEXT))
            self._ask(RecordFinding(inspection=inspection, kind=FindingKind.HAZARD, title="隐患"))

    def _help(self) -> None:
        """A need that another member has claimed."""
        if self._known.charter.needs is None:
            return
        needer, claimant = self._members[:2]
        need = self._ask(
            ListNeed(alliance=self._alliance, organization=needer, title="需求", description=TEXT), needer
        )
        assert need is not None
        self._ask(ClaimTask(task=need, claimant=claimant), claimant)
