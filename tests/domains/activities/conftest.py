"""One alliance of chair units A, B, C and member D, whose charter lets small activities be led in turn."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

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
from concord.activities.events import ActivityForm, ActivityScale, Attendance
from concord.activities.rotation import rotation_id
from concord.charters import (
    ActivitySource,
    Admission,
    AdmissionPath,
    AdoptedCharter,
    AllianceKind,
    Charter,
    Decision,
    Departure,
    DepartureRule,
    Hosting,
    MotionKind,
    Period,
    Phase,
    Rotation,
    RotationBasis,
    Scale,
    Theme,
    TicketLevel,
    TicketRules,
    Tier,
    TriageLevel,
)
from concord.privacy import Narrative

FOUNDED = date(2021, 5, 1)
TODAY = date(2024, 3, 1)
LEAD = Rotation(title="轮值单位", period=Period.PER_ACTIVITY, basis=RotationBasis.FIXED_ORDER)


def charter(**changes: Any) -> Charter:
    """Large activities together, small ones in turn; logged within 30 days, with one piece of evidence."""
    level = TicketLevel(level=TriageLevel.ON_SITE, name="现场办公", accept_days=1, resolve_days=3)
    rules: dict[str, Any] = {
        "code": "jianghai",
        "title": "实施意见",
        "authority": "区镇党（工）委",
        "kinds": (AllianceKind.REGIONAL,),
        "tiers": (Tier(code="X", name="会长单位"), Tier(code="G", name="观察单位", may_lead=False)),
        "admission": Admission(path=AdmissionPath.DIRECT, tier="X"),
        "departure": Departure(on_limit=DepartureRule.REFUSE),
        "themes": (Theme(code="TALENT", name="党员人才共管"), Theme(code="SAFETY", name="安全生产共抓")),
        "lead": LEAD,
        "scale": Scale(large=Hosting.JOINT, small=Hosting.IN_TURN),
        "tickets": TicketRules(levels=(level,), triage_days=1, dispatch_days=1, silence_days=7),
        "late_entry_days": 30,
        "phases": (
            Phase(code="PLAN", name="制定计划", first_month=4, last_month=4),
            Phase(code="CARRY_OUT", name="组织实施", first_month=5, last_month=11),
        ),
    }
    return Charter(**{**rules, **changes})


@dataclass
class Scene:
    """Builds the commands of activities and brings them as far as a test needs."""

    decider: Any
    alliance: UUID = field(default_factory=uuid4)
    a: UUID = field(init=False)
    b: UUID = field(init=False)
    c: UUID = field(init=False)
    observer: UUID = field(default_factory=uuid4)
    departed: UUID = field(default_factory=uuid4)
    activity: UUID = field(default_factory=uuid4)
    stays: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        codes = ("CODE-A", "CODE-B", "CODE-C")
        self.a, self.b, self.c = (uuid5(self.decider.tenant, f"organization:{code}") for code in codes)
        for organization in (self.a, self.b, self.c):
            self.join(organization)
        self.join(self.observer, tier="G")
        self.join(self.departed, left_on=date(2024, 2, 1))
        self.settle()

    def join(
        self, organization: UUID, *, tier: str = "X", joined_on: date = FOUNDED, left_on: date | None = None
    ) -> None:
        stay = {"organization": organization, "tier": tier, "joined_on": joined_on, "left_on": left_on}
        self.stays = [*(s for s in self.stays if s["organization"] != organization), stay]

    def settle(self, *, dissolved_on: date | None = None, **changes: Any) -> "Scene":
        """The alliance as others tell of it, with these changes to its charter."""
        facts = {
            "approved_on": FOUNDED,
            "dissolved_on": dissolved_on,
            "memberships": self.stays,
            "charters": (AdoptedCharter(FOUNDED, charter(**changes)),),
        }
        self.decider.given_facts(self.alliance, facts)
        return self

    def proposes(self, **changes: Any) -> ProposeActivity:
        values: dict[str, Any] = {
            "alliance": self.alliance,
            "title": "安全生产互查",
            "theme": "SAFETY",
            "source": ActivitySource.ALLIANCE,
            "scale": ActivityScale.SMALL,
            "form": ActivityForm.PRACTICE,
        }
        return ProposeActivity(**{**values, **changes})

    def proposed(self, **changes: Any) -> "Scene":
        decided = self.by(None).when(self.proposes(**changes))
        assert decided.refusal is None, repr(decided.refusal)
        self.activity = decided.events[0].originator_id
        return self

    def scheduled(self, starts_on: date = TODAY, capacity: int | None = None, **changes: Any) -> "Scene":
        self.proposed(**changes).decider.given(
            ScheduleActivity(activity=self.activity, starts_on=starts_on, place="江海厅", capacity=capacity)
        )
        return self

    def led(self, starts_on: date = TODAY, **changes: Any) -> "Scene":
        self.scheduled(starts_on, **changes).decider.given(AssignLead(activity=self.activity))
        return self

    def held(self, **changes: Any) -> "Scene":
        self.led(**changes).decider.given(HoldActivity(activity=self.activity))
        return self

    def attended(self) -> "Scene":
        records = (Attendance(self.a, 8, 10), Attendance(self.b, 0, 5), Attendance(self.c, 5, 5))
        self.held().decider.given(RecordAttendance(activity=self.activity, records=records))
        return self

    def attaches(self, digest: str = "ab" * 32, **changes: Any) -> AttachEvidence:
        values: dict[str, Any] = {
            "activity": self.activity,
            "original_sha256": "cd" * 32,
            "stored_sha256": digest,
            "size": 250_000,
            "media_type": "image/jpeg",
            "caption": Narrative("合影"),
        }
        return AttachEvidence(**{**values, **changes})

    def evidenced(self) -> "Scene":
        self.attended().decider.given(self.attaches())
        return self

    def logs(self) -> LogActivity:
        return LogActivity(activity=self.activity, summary=Narrative("查出隐患三处，当场整改"))

    def logged(self) -> "Scene":
        self.evidenced().decider.given(self.logs())
        return self

    def lead(self) -> UUID:
        """Plans another activity and lets it be led by whose turn it is."""
        self.led()
        return self.state().lead

    def passed(self, alliance: UUID, kind: MotionKind, subject: UUID, on: date) -> Decision:
        """A resolution that a meeting has passed."""
        decision = Decision(uuid4(), uuid4())
        resolution = {"id": decision.resolution, "kind": kind, "subject": subject, "passed_on": on}
        facts = {"alliance": alliance, "resolutions": [resolution]}
        self.decider.given_facts(decision.meeting, facts)
        return decision

    def by(self, organization: UUID | None, role: str = "secretary") -> Any:
        return self.decider.speaking(organization, role)

    def state(self) -> Any:
        return self.decider.aggregate(self.activity)

    def rotation(self) -> Any:
        return self.decider.aggregate(rotation_id(self.decider.tenant, self.alliance))


@pytest.fixture
def scene(decider: Any) -> Scene:
    """On 2024-03-01."""
    return Scene(decider.on(TODAY))


@pytest.fixture
def fresh_scene(decider: Any) -> Any:
    """Makes a scene of its own for each example of a property."""
    return lambda: Scene(type(decider)().on(TODAY))
