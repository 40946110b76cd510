"""Activities from proposal to log, with attendance and corrections."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from telling import person, said

from concord.readmodels.activities import READ_MODEL, queries
from concord.readmodels.activities.queries import ActivityFilter

ALLIANCE, LEAD, GUEST = uuid4(), uuid4(), uuid4()
SHA = "ab" * 32


class Told:
    """Tells events of one activity and shows what is to be seen of it."""

    def __init__(self, world) -> None:
        self.world = world
        self.id = uuid4()
        self.tell(
            "ActivityProposed",
            on=date(2026, 1, 3),
            alliance=ALLIANCE,
            title="红色步道健步走",
            theme="venues",
            form="THEME_PARTY_DAY",
            scale="SMALL",
            source="MEMBERS",
            proposer=LEAD,
            planned_on=date(2026, 2, 1),
            description=said("d"),
        )

    def tell(self, event: str, **data: object):
        return self.world.story.tell(f"activities.{event}", self.id, **data)

    def hold(self):
        self.tell("ActivityHeld", held_on=date(2026, 2, 10), place="江边")

    def attend(self, *records):
        self.tell("AttendanceRecorded", records=[record(*one) for one in records])

    def log(self, judged_on):
        return self.tell(
            "ActivityLogged",
            held_on=date(2026, 2, 10),
            judged_on=judged_on,
            lead=LEAD,
            organizations=1,
            present=8,
            expected=10,
            evidence=[SHA],
            summary=said("s"),
        )

    def correct(self, field, **data):
        event = {"field": field, "corrects": 1, "reason": said("why"), **data}
        return self.tell("ActivityCorrected", **event)

    async def see(self, query=None):
        await self.world.project(READ_MODEL)
        return (await self.world.ask(query or queries.by_ids, [self.id]))[self.id]


def record(organization, present, expected, *attendees):
    return {
        "organization": organization,
        "present": present,
        "expected": expected,
        "attendees": [{"_sd": list(a.digests), "subject": a.subject} for a in attendees],
    }


@pytest.fixture
def activity(world) -> Told:
    """Proposed, nothing more."""
    return Told(world)


async def test_the_day_is_the_best_known(activity):
    row = await activity.see()
    assert (row.status, row.day, row.proposed_on) == ("PROPOSED", date(2026, 2, 1), date(2026, 1, 3))
    activity.tell(
        "ActivityScheduled",
        starts_on=date(2026, 2, 9),
        ends_on=date(2026, 2, 9),
        start_time="09:30",
        place="驿站",
        capacity=40,
    )
    row = await activity.see()
    assert (row.status, row.day, row.place, row.start_time) == (
        "SCHEDULED",
        date(2026, 2, 9),
        "驿站",
        "09:30",
    )
    activity.hold()
    row = await activity.see()
    assert (row.status, row.day, row.held_on, row.place) == (
        "HELD",
        date(2026, 2, 10),
        date(2026, 2, 10),
        "江边",
    )


async def test_an_activity_proposed_without_a_day_stands_on_the_day_of_its_proposal(world):
    activity = uuid4()
    world.story.tell(
        "activities.ActivityProposed",
        activity,
        on=date(2026, 1, 3),
        alliance=ALLIANCE,
        title="讲堂",
        theme="talent",
        form="STUDY",
        scale="LARGE",
        source="DEPARTMENT",
        department="安委办",
    )
    await world.project(READ_MODEL)
    row = (await world.ask(queries.by_ids, [activity]))[activity]
    assert (row.day, row.planned_on, row.department) == (date(2026, 1, 3), None, "安委办")
    assert (row.present, row.evidence, row.lead) == (0, 0, None)


async def test_attendance_joins_what_was_announced(activity):
    one, two = person("n1"), person("n2")
    activity.tell("ParticipantSignedUp", organization=LEAD, persons=10)
    activity.tell("ParticipantSignedUp", organization=GUEST, persons=5)
    assert (await activity.see()).signed_up == 15
    activity.hold()
    activity.attend((LEAD, 8, 10, one, two), (GUEST, 0, 5))
    row = await activity.see()
    assert (row.present, row.expected, row.organizations) == (8, 15, 1)
    found = {row.organization: row for row in await activity.see(queries.attendance_of)}
    assert (found[LEAD].signed_up, found[LEAD].present, found[LEAD].expected) == (10, 8, 10)
    assert [(a.subject, a.digests) for a in found[LEAD].attendees] == [
        (one.subject, ("n1",)),
        (two.subject, ("n2",)),
    ]
    assert (found[GUEST].signed_up, found[GUEST].present, found[GUEST].attendees) == (5, 0, ())


async def test_evidence_counts_until_it_is_removed(activity):
    evidence = {"original_sha256": SHA, "stored_sha256": SHA, "size": 1, "media_type": "image/png"}
    one, two = uuid4(), uuid4()
    for file in (one, two):
        activity.tell("EvidenceAttached", file=file, caption=None, name=None, **evidence)
    assert (await activity.see()).evidence == 2
    activity.tell("EvidenceRemoved", removed_file=one, stored_sha256=SHA, reason=said("r"))
    assert (await activity.see()).evidence == 1


async def test_logged_with_its_lead(activity):
    activity.tell("LeadAssigned", organization=LEAD, basis="ROTATION", turn=3, passed_over=())
    activity.hold()
    last = activity.log(judged_on=date(2026, 2, 10))
    row = await activity.see()
    assert (row.status, row.lead, row.lead_basis, row.turn) == ("LOGGED", LEAD, "ROTATION", 3)
    assert (row.summary, row.logged_at) == ("s", last.recorded_at)


@pytest.mark.parametrize(
    ("judged_on", "then"), [(date(2026, 2, 10), date(2026, 2, 12)), (date(2026, 3, 1),) * 2]
)
async def test_a_corrected_day_judges_unless_it_was_logged_late(activity, judged_on, then):
    activity.hold()
    activity.log(judged_on=judged_on)
    assert (await activity.see()).judged_on == judged_on
    activity.correct("HELD_ON", day=date(2026, 2, 12))
    row = await activity.see()
    assert (row.held_on, row.judged_on) == (date(2026, 2, 12), then)


async def test_corrections_replace_and_stay_to_be_seen(activity):
    activity.hold()
    activity.attend((LEAD, 8, 10), (GUEST, 3, 5))
    activity.correct("TITLE", text="江边健步走")
    activity.correct("THEME", text="safety")
    activity.correct("PLACE", text="步道")
    activity.correct("HELD_ON", day=date(2026, 2, 12))
    activity.correct("ATTENDANCE", attendance=record(LEAD, 9, 10))
    activity.correct("SUMMARY", summary=said("better"))
    row = await activity.see()
    assert (row.title, row.theme, row.place, row.summary) == ("江边健步走", "safety", "步道", "better")
    assert (row.held_on, row.day) == (date(2026, 2, 12), date(2026, 2, 12))
    assert (row.present, row.expected, row.corrections) == (12, 15, 6)
    found = {row.organization: row.corrected for row in await activity.see(queries.attendance_of)}
    assert found == {LEAD: True, GUEST: False}
    corrections = await activity.see(queries.corrections_of)
    assert [one.field for one in corrections] == [
        "TITLE",
        "THEME",
        "PLACE",
        "HELD_ON",
        "ATTENDANCE",
        "SUMMARY",
    ]
    assert (corrections[4].organization, corrections[4].present) == (LEAD, 9)
    assert {one.reason for one in corrections} == {"why"}


async def test_cancelled_says_why(activity):
    activity.tell("ActivityCancelled", reason=said("rain"))
    row = await activity.see()
    assert (row.status, row.cancellation_reason) == ("CANCELLED", "rain")


async def test_every_filter_narrows(activity, world):
    activity.tell("LeadAssigned", organization=LEAD, basis="ROTATION", turn=1, passed_over=())
    activity.tell("ParticipantSignedUp", organization=GUEST, persons=5)
    await activity.see()
    hits = [
        {"alliance": ALLIANCE},
        {"lead": LEAD},
        {"organization": LEAD},
        {"organization": GUEST},
        {"themes": ["venues", "talent"]},
        {"statuses": ["PROPOSED"]},
        {"text": "健步"},
        {"since": date(2026, 2, 1), "until": date(2026, 2, 1)},
    ]
    misses = [
        {"alliance": LEAD},
        {"lead": GUEST},
        {"organization": ALLIANCE},
        {"themes": ["talent"]},
        {"statuses": ["HELD"]},
        {"text": "讲堂"},
        {"since": date(2026, 2, 2)},
        {"until": date(2026, 1, 31)},
    ]
    assert [await world.ask(queries.count, ActivityFilter(**one)) for one in hits] == [1] * len(hits)
    assert [await world.ask(queries.count, ActivityFilter(**one)) for one in misses] == [0] * len(misses)
    every = {name: value for one in hits for name, value in one.items()}
    assert await world.ask(queries.count, ActivityFilter(**every)) == 1


async def test_hours_stand_as_they_were_put_right_and_publicity_in_order(activity):
    activity.hold()
    logged = {"organization": LEAD, "persons": 5, "hours": "12.5", "corrects": None, "reason": None}
    activity.tell("VolunteerHoursLogged", **logged)
    again = logged | {"hours": "15", "corrects": 3, "reason": said("why")}
    activity.tell("VolunteerHoursLogged", **again)
    for title in ("甲", "乙"):
        published = {"medium": "PRESS", "outlet": "日报", "title": title, "published_on": date(2026, 2, 11)}
        activity.tell("PublicityRecorded", url=None, **published)
    (hours,) = await activity.see(queries.volunteering_of)
    assert (hours.hours, hours.corrected, hours.reason) == (Decimal(15), True, "why")
    assert [one.title for one in await activity.see(queries.publicity_of)] == ["甲", "乙"]
