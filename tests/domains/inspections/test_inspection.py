"""Inspections: planned, carried out; what they find is put right, and somebody else looks."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from concord.charters import (
    AdoptedCharter,
    FindingKind,
    InspectionKind,
    InspectionRules,
    StandingRefusal,
    TextRefusal,
    shipped,
)
from concord.inspections import aggregate
from concord.inspections.commands import (
    AttachInspectionEvidence,
    CancelInspection,
    CarryOutInspection,
    PlanInspection,
    RecordFinding,
    RectifyFinding,
    RejectRectification,
    RemoveInspectionEvidence,
    VerifyRectification,
)
from concord.inspections.errors import InspectionRefusal
from concord.inspections.events import (
    FindingRecorded,
    FindingRectified,
    InspectionCancelled,
    InspectionCarriedOut,
    InspectionEvidenceAttached,
    InspectionEvidenceRemoved,
    InspectionPlanned,
    RectificationRejected,
    RectificationVerified,
)
from concord.privacy import Narrative

DAY = date(2024, 3, 1)
TEXT = Narrative("已整改")
RULES = InspectionRules(hazard_days=5, shortcoming_days=10, verify_days=3)


class Scene:
    """One member's squad inspects another."""

    def __init__(self, decider: Any) -> None:
        self.decider = decider
        self.alliance, self.squad, self.subject, self.left = (uuid4() for _ in range(4))
        self.settle()

    def settle(self, *, dissolved_on: date | None = None, rules: InspectionRules | None = RULES) -> "Scene":
        """The alliance as others tell of it."""
        charter = msgspec.structs.replace(shipped("jianghai"), inspections=rules)
        stays = [(self.squad, None), (self.subject, None), (self.left, date(2024, 2, 1))]
        facts = {
            "approved_on": date(2023, 1, 1),
            "dissolved_on": dissolved_on,
            "memberships": [
                {"organization": one, "joined_on": date(2023, 1, 1), "left_on": left} for one, left in stays
            ],
            "charters": (AdoptedCharter(date(2023, 1, 1), charter),),
        }
        self.decider.given_facts(self.alliance, facts)
        return self

    def by(self, organization: UUID | None, role: str = "officer") -> Any:
        return self.decider.speaking(organization, role)

    def plan(self, **changes: Any) -> PlanInspection:
        given = {"alliance": self.alliance, "kind": InspectionKind.MUTUAL, "inspector": self.squad}
        told = {"subject": self.subject, "title": "安全生产互查", "planned_on": DAY}
        return PlanInspection(**{**given, **told, **changes})

    def planned(self, **changes: Any) -> "Scene":
        decided = self.by(self.squad).when(self.plan(**changes))
        assert decided.refusal is None, repr(decided.refusal)
        self.inspection: UUID = decided.events[0].originator_id
        return self

    def carried_out(self) -> "Scene":
        self.planned().decider.given(CarryOutInspection(inspection=self.inspection, summary=TEXT))
        return self

    def record(self, **changes: Any) -> RecordFinding:
        given = {"inspection": self.inspection, "kind": FindingKind.HAZARD, "title": "通道堵塞"}
        return RecordFinding(**{**given, **changes})

    def found(self, **changes: Any) -> "Scene":
        self.finding = uuid4()
        decided = self.carried_out().decider.when(self.record(**changes), self.finding)
        assert decided.refusal is None, repr(decided.refusal)
        return self

    def rectify(self) -> RectifyFinding:
        return RectifyFinding(inspection=self.inspection, finding=self.finding, measures=TEXT)

    def verify(self) -> VerifyRectification:
        return VerifyRectification(inspection=self.inspection, finding=self.finding)

    def rectified(self) -> "Scene":
        self.found().by(self.subject).given(self.rectify())
        return self


@pytest.fixture
def scene(decider: Any) -> Scene:
    """On Friday 2024-03-01."""
    return Scene(decider.on(DAY))


def other(scene: Scene) -> None:
    """Whoever asks from now on is another person."""
    before = scene.decider._circumstances
    scene.decider._circumstances = lambda command: msgspec.structs.replace(before(command), actor="another")


def test_a_hazard_is_followed_to_its_end(scene: Scene) -> None:
    scene.by(scene.squad).when(scene.plan()).then(
        (InspectionPlanned, {"inspector": scene.squad, "subject": scene.subject})
    )
    scene.planned().decider.when(CarryOutInspection(inspection=scene.inspection, summary=TEXT)).then(
        (InspectionCarriedOut, {"carried_out_on": DAY})
    )
    scene.finding = uuid4()
    scene.decider.when(scene.record(), scene.finding).then(
        (FindingRecorded, {"number": 1, "finding": scene.finding, "next_due_on": date(2024, 3, 8)})
    )
    scene.by(scene.subject).when(scene.rectify()).then(
        (
            FindingRectified,
            {"due_on": date(2024, 3, 8), "next_due_on": date(2024, 3, 6), "rectified_by": "somebody"},
        )
    )
    other(scene)
    scene.by(scene.squad).when(scene.verify()).then(
        (RectificationVerified, {"finding": scene.finding, "due_on": date(2024, 3, 6)})
    )
    scene.decider.when(scene.verify()).refused(InspectionRefusal.FINDING_WRONG_STATUS, "finding")


def test_nobody_verifies_what_it_put_right_itself(scene: Scene) -> None:
    scene.rectified().by(scene.squad).when(scene.verify()).refused(InspectionRefusal.VERIFIER_IS_RECTIFIER)
    scene.by(None, "secretary").when(scene.verify()).refused(InspectionRefusal.VERIFIER_IS_RECTIFIER)
    other(scene)
    scene.by(scene.subject).when(scene.verify()).refused(InspectionRefusal.VERIFIER_IS_RECTIFIER)
    scene.by(scene.subject, "secretary").when(scene.verify()).refused(InspectionRefusal.VERIFIER_IS_RECTIFIER)
    scene.by(uuid4()).when(scene.verify()).refused(InspectionRefusal.NOT_THE_INSPECTOR)
    scene.by(None, "secretary").when(scene.verify()).then((RectificationVerified, {}))


def test_what_is_not_put_right_is_open_again(scene: Scene) -> None:
    other(scene.rectified())
    reject = RejectRectification(inspection=scene.inspection, finding=scene.finding, reason=TEXT)
    scene.by(scene.squad).when(reject).then(
        (RectificationRejected, {"due_on": date(2024, 3, 6), "next_due_on": date(2024, 3, 8)})
    )
    scene.by(scene.subject).when(scene.rectify()).then((FindingRectified, {}))


@pytest.mark.parametrize(
    ("kind", "until", "accepted"),
    [
        (FindingKind.HAZARD, date(2024, 3, 8), True),
        (FindingKind.HAZARD, date(2024, 3, 9), False),
        (FindingKind.SHORTCOMING, date(2024, 3, 15), True),
        (FindingKind.SHORTCOMING, date(2024, 2, 29), False),
    ],
)
def test_a_deadline_is_not_later_than_the_charter_s(
    scene: Scene, kind: FindingKind, until: date, accepted: bool
) -> None:
    decided = scene.carried_out().decider.when(scene.record(kind=kind, until=until))
    if accepted:
        decided.then((FindingRecorded, {"next_due_on": until}))
    else:
        decided.refused(InspectionRefusal.DEADLINE_OUT_OF_RANGE, "until")


def test_who_inspects_whom(scene: Scene) -> None:
    scene.by(scene.squad)
    for changes, code, field in (
        ({"inspector": None}, InspectionRefusal.INSPECTOR_NEEDED, "inspector"),
        ({"subject": scene.squad}, InspectionRefusal.INSPECTS_ITSELF, "inspector"),
        ({"subject": uuid4()}, StandingRefusal.NOT_A_MEMBER, "subject"),
        ({"subject": scene.left}, StandingRefusal.MEMBER_HAS_LEFT, "subject"),
        ({"title": " "}, TextRefusal.TEXT_EMPTY, "title"),
        ({"title": "长" * 101}, TextRefusal.TEXT_TOO_LONG, "title"),
    ):
        scene.decider.when(scene.plan(**changes)).refused(code, field)
    scene.by(scene.subject).when(scene.plan(subject=scene.left)).refused(
        StandingRefusal.MEMBER_HAS_LEFT, "subject"
    )
    third = scene.by(scene.subject).when(scene.plan(inspector=scene.squad))
    third.refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "inspector")


def test_the_committee_inspects_without_a_squad(scene: Scene) -> None:
    supervision = scene.plan(kind=InspectionKind.SUPERVISION, inspector=None)
    scene.by(None, "committee").when(supervision).then((InspectionPlanned, {"inspector": None}))
    only = msgspec.structs.replace(RULES, kinds=(InspectionKind.MUTUAL,))
    scene.settle(rules=only).decider.when(supervision).refused(InspectionRefusal.KIND_NOT_IN_CHARTER, "kind")


def test_each_step_belongs_to_its_side(scene: Scene) -> None:
    scene.planned().by(scene.subject)
    carry = CarryOutInspection(inspection=scene.inspection, summary=TEXT)
    for command in (carry, CancelInspection(inspection=scene.inspection, reason=TEXT)):
        scene.decider.when(command).refused(InspectionRefusal.NOT_THE_INSPECTOR)
    scene.found().by(scene.squad).when(scene.rectify()).refused(InspectionRefusal.NOT_THE_INSPECTED)


def test_a_step_out_of_order_is_refused(scene: Scene) -> None:
    scene.planned().decider.when(scene.record()).refused(InspectionRefusal.WRONG_STATUS)
    cancel = CancelInspection(inspection=scene.inspection, reason=TEXT)
    scene.decider.when(cancel).then((InspectionCancelled, {}))
    carry = CarryOutInspection(inspection=scene.inspection, summary=TEXT)
    scene.decider.when(carry).refused(InspectionRefusal.WRONG_STATUS)
    scene.found()
    scene.finding = uuid4()
    scene.by(scene.subject).when(scene.rectify()).refused(InspectionRefusal.FINDING_UNKNOWN, "finding")


def test_it_is_not_carried_out_before_its_day_and_a_late_entry_is_of_the_day_of_recording(
    scene: Scene,
) -> None:
    scene.planned(planned_on=date(2024, 3, 5))
    carry = CarryOutInspection(inspection=scene.inspection, summary=TEXT)
    scene.decider.when(carry).refused(InspectionRefusal.TOO_EARLY)
    scene.decider.on(date(2024, 6, 3), occurred_on=date(2024, 3, 5)).when(carry).then(
        (InspectionCarriedOut, {"carried_out_on": date(2024, 6, 3)})
    )


def test_an_inspection_has_so_many_findings_and_no_more(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aggregate, "MOST_FINDINGS", 1)
    scene.found().decider.when(scene.record()).refused(InspectionRefusal.TOO_MANY_FINDINGS)


def test_without_rules_or_alliance_nobody_is_inspected(scene: Scene) -> None:
    scene.settle(rules=None).by(scene.squad).when(scene.plan()).refused(
        InspectionRefusal.INSPECTIONS_NOT_IN_CHARTER
    )
    scene.settle(dissolved_on=DAY).decider.when(scene.plan()).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)
    empty = {"approved_on": DAY, "dissolved_on": None, "memberships": (), "charters": ()}
    scene.decider.given_facts(scene.alliance, empty)
    scene.decider.when(scene.plan()).refused(StandingRefusal.NO_CHARTER)


def test_a_hazard_in_a_dissolved_alliance_is_still_verified(scene: Scene) -> None:
    other(scene.rectified())
    scene.settle(dissolved_on=DAY).by(scene.squad).when(scene.verify()).then((RectificationVerified, {}))


def attach(scene: Scene, **changes: Any) -> AttachInspectionEvidence:
    digests = {"original_sha256": "cd" * 32, "stored_sha256": "ab" * 32}
    given = {"inspection": scene.inspection, "file": uuid4(), "size": 9, "media_type": "image/png"}
    return AttachInspectionEvidence(**{**given, **digests, **changes})


@pytest.mark.parametrize("side", ["squad", "subject"])
def test_both_sides_show_what_was_found_and_put_right(scene: Scene, side: str) -> None:
    command = attach(scene.found(), finding=scene.finding)
    scene.by(getattr(scene, side)).when(command).then(
        (InspectionEvidenceAttached, {"file": command.file, "finding": scene.finding})
    )
    remove = RemoveInspectionEvidence(inspection=scene.inspection, file=command.file, reason=TEXT)
    scene.by(None, "secretary").when(remove).then(
        (InspectionEvidenceRemoved, {"removed_file": command.file, "stored_sha256": "ab" * 32})
    )


def test_evidence_is_of_this_inspection_by_whom_it_concerns(scene: Scene) -> None:
    command = attach(scene.found())
    scene.by(uuid4()).when(command).refused(InspectionRefusal.NOT_INVOLVED)
    unknown = attach(scene, finding=uuid4())
    scene.by(scene.squad).when(unknown).refused(InspectionRefusal.FINDING_UNKNOWN, "finding")


def test_a_cancelled_inspection_takes_no_evidence(scene: Scene) -> None:
    scene.planned().decider.given(CancelInspection(inspection=scene.inspection, reason=TEXT))
    scene.decider.when(attach(scene)).refused(InspectionRefusal.WRONG_STATUS)
