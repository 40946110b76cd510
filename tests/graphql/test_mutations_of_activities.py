"""Every mutation on activities: done, and refused by the rule that forbids it."""

from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
from asking import Asker, Door
from founding import found, register

from concord.identity import Role
from concord.tenancy import Tenant

LEAD = {"title": "轮值单位", "period": "PER_ACTIVITY", "basis": "FIXED_ORDER"}
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
"""As the product counts: in the tenant's time zone, whatever the machine's is."""
SHOWN = """activity { id status title description place startsOn lead { id } leadBasis turn
    signedUp present expected organizations evidenceCount correctionCount summary cancellationReason heldOn
    attendance { organization { id } signedUp present expected attendees { name } corrected }
    evidence { storedSha256 mediaType caption } corrections { field text reason } }"""


OUTREACH = """activity { volunteering { organization { id } persons hours corrected reason }
    publicity { medium outlet title publishedOn url } }"""


@pytest.fixture
async def units(administrator: Asker) -> list[str]:
    return [await register(administrator) for _ in range(3)]


@pytest.fixture
async def alliance(administrator: Asker, units: list[str]) -> str:
    made = await found(administrator, units[:1], lead=LEAD)
    for unit in units[1:]:
        await administrator.done("allianceJoin", allianceId=made, organizationId=unit)
    return made


async def proposed(asker: Asker, alliance: str, **more: object) -> str:
    members = {"title": "联学", "theme": "STUDY", "source": "ALLIANCE", "scale": "SMALL"} | more
    payload = await asker.done("activityPropose", SHOWN, allianceId=alliance, **members)
    made: str = payload["activity"]["id"]
    return made


def file(name: str) -> dict[str, object]:
    digest = sha256(name.encode()).hexdigest()
    return {"originalSha256": digest, "storedSha256": digest, "size": 1024, "mediaType": "image/jpeg"}


async def test_an_activity_is_planned_held_logged_and_corrected(
    administrator: Asker, alliance: str, units: list[str]
):
    activity = await proposed(administrator, alliance, description="主题党日", proposerId=units[1])
    of = {"activityId": activity}
    await administrator.done("activitySchedule", startsOn=TODAY, place="党群服务中心", capacity=50, **of)
    led = (await administrator.done("activityAssignLead", SHOWN, **of))["activity"]
    assert (led["lead"], led["leadBasis"], led["turn"]) == ({"id": units[0]}, "ROTATION", 1)
    signed = await administrator.done("activitySignUp", SHOWN, organizationId=units[1], persons=5, **of)
    assert signed["activity"]["signedUp"] == 5
    await administrator.done("activityHold", **of)
    records = [
        {"organizationId": units[0], "present": 3, "expected": 4, "attendees": [{"name": "赵六"}]},
        {"organizationId": units[1], "present": 5, "expected": 5},
    ]
    recorded = (await administrator.done("activityRecordAttendance", SHOWN, records=records, **of))[
        "activity"
    ]
    assert (recorded["present"], recorded["expected"], recorded["organizations"]) == (8, 9, 2)
    by_unit = {one["organization"]["id"]: one for one in recorded["attendance"]}
    assert by_unit[units[0]]["attendees"] == [{"name": "赵六"}]
    attached = await administrator.done("activityAttachEvidence", SHOWN, caption="合影", **file("a"), **of)
    assert attached["activity"]["evidence"][0]["caption"] == "合影"
    logged = (await administrator.done("activityLog", SHOWN, summary="圆满", **of))["activity"]
    assert (logged["status"], logged["summary"], logged["heldOn"]) == ("LOGGED", "圆满", TODAY)

    corrected = await administrator.done(
        "activityCorrect", SHOWN, field="TITLE", text="联学共建", reason="笔误", **of
    )
    assert corrected["activity"]["title"] == "联学共建"
    assert corrected["activity"]["corrections"] == [{"field": "TITLE", "text": "联学共建", "reason": "笔误"}]
    counted = {"organizationId": units[1], "present": 4, "expected": 5}
    corrected = await administrator.done(
        "activityCorrect", SHOWN, field="ATTENDANCE", attendance=counted, reason="误数", **of
    )
    assert corrected["activity"]["present"] == 7

    assert await administrator.refused("activityLog", summary="再", **of) == "ALREADY_LOGGED"
    incomplete = {"field": "TITLE", "reason": "x", **of}
    assert await administrator.refused("activityCorrect", **incomplete) == "CORRECTION_INCOMPLETE"
    assert await administrator.refused("activityCancel", reason="x", **of) == "WRONG_STATUS"


async def test_what_an_activity_gave_beyond_itself_is_shown(
    administrator: Asker, api: Door, tenant: Tenant, alliance: str, units: list[str]
):
    of = {"activityId": await proposed(administrator, alliance)}
    await administrator.done("activitySchedule", startsOn=TODAY, place="社区", **of)
    await administrator.done("activityAssignLead", **of)
    await administrator.done("activityHold", **of)
    officer = api.enter(tenant, Role.OFFICER, organization=units[1])
    served = {"organizationId": units[1], "persons": 4, "hours": "10.5"} | of
    await officer.done("activityLogVolunteerHours", **served)
    assert await officer.refused("activityLogVolunteerHours", **served) == "HOURS_LOGGED_ALREADY"
    right = await officer.done(
        "activityLogVolunteerHours", OUTREACH, **served | {"hours": "12", "reason": "漏记"}
    )
    (hours,) = right["activity"]["volunteering"]
    assert (hours["organization"], hours["hours"], hours["corrected"]) == ({"id": units[1]}, "12", True)
    assert hours["reason"] == "漏记"
    report = {"medium": "WECHAT", "outlet": "江海先锋", "title": "联学纪实", "publishedOn": TODAY} | of
    shown = await administrator.done("activityRecordPublicity", OUTREACH, **report)
    assert [(one["medium"], one["title"]) for one in shown["activity"]["publicity"]] == [
        ("WECHAT", "联学纪实")
    ]
    assert await administrator.refused("activityRecordPublicity", **report) == "PUBLICITY_RECORDED_ALREADY"
    assert await officer.refused("activityRecordPublicity", **report) == "NOT_INVOLVED"


async def test_the_lead_passes_on_and_another_needs_a_resolution(
    administrator: Asker, alliance: str, units: list[str]
):
    activities = [await proposed(administrator, alliance) for _ in range(2)]
    for activity in activities:
        await administrator.done("activitySchedule", activityId=activity, startsOn=TODAY, place="礼堂")
    await administrator.done("activityAssignLead", activityId=activities[0])
    of = {"activityId": activities[1], "organizationId": units[2]}
    assert await administrator.refused("activityAssignLead", **of) == "NOT_ITS_TURN"
    resolved = await administrator.done(
        "activityAssignLead", SHOWN, resolution="第 5 号", reason="轮到单位正在搬迁", **of
    )
    assert resolved["activity"]["leadBasis"] == "RESOLUTION"


async def test_refusals_before_an_activity_is_held(
    api: Door, administrator: Asker, alliance: str, units: list[str], tenant: Tenant
):
    other = {"allianceId": alliance, "title": "x", "scale": "SMALL"}
    for more, code in (
        ({"theme": "NONE", "source": "ALLIANCE"}, "THEME_NOT_IN_CHARTER"),
        ({"theme": "STUDY", "source": "MEMBERS"}, "PROPOSER_REQUIRED"),
        ({"theme": "STUDY", "source": "DEPARTMENT"}, "DEPARTMENT_REQUIRED"),
        ({"theme": "STUDY", "source": "ALLIANCE", "title": " "}, "TEXT_EMPTY"),
    ):
        assert await administrator.refused("activityPropose", **other | more) == code

    of = {"activityId": await proposed(administrator, alliance)}
    assert await administrator.refused("activityHold", **of) == "WRONG_STATUS"
    wrong = {"startsOn": TODAY, "endsOn": "2020-01-01", "place": "礼堂"}
    assert await administrator.refused("activitySchedule", **wrong, **of) == "DATES_INVALID"
    wrong = {"startsOn": TODAY, "startTime": "25:00", "place": "礼堂"}
    assert await administrator.refused("activitySchedule", **wrong, **of) == "TIME_INVALID"
    await administrator.done("activitySchedule", startsOn=TODAY, place="礼堂", capacity=3, **of)
    many = {"organizationId": units[0], "persons": 4}
    assert await administrator.refused("activitySignUp", **many, **of) == "CAPACITY_EXCEEDED"
    stranger = await register(administrator)
    assert (
        await administrator.refused("activitySignUp", organizationId=stranger, persons=1, **of)
        == "NOT_A_MEMBER"
    )
    officer = api.enter(tenant, Role.OFFICER, organization=units[1])
    answer = await officer.ask(
        "mutation ($i: ActivitySignUpInput!) { activitySignUp(input: $i) { position } }", i=many | of
    )
    assert answer.codes == ["FORBIDDEN"]
    cancelled = await administrator.done("activityCancel", SHOWN, reason="暴雨", **of)
    assert (cancelled["activity"]["status"], cancelled["activity"]["cancellationReason"]) == (
        "CANCELLED",
        "暴雨",
    )


async def test_refusals_of_the_record(administrator: Asker, alliance: str, units: list[str]):
    of = {"activityId": await proposed(administrator, alliance)}
    await administrator.done("activitySchedule", startsOn=TODAY, place="礼堂", **of)
    assert await administrator.refused("activityHold", **of) == "LEAD_NOT_ASSIGNED"
    await administrator.done("activityAssignLead", **of)
    await administrator.done("activityHold", **of)
    assert await administrator.refused("activityRecordAttendance", records=[], **of) == "NOTHING_TO_RECORD"
    wrong = [{"organizationId": units[0], "present": 5, "expected": 4}]
    assert (
        await administrator.refused("activityRecordAttendance", records=wrong, **of) == "ATTENDANCE_INVALID"
    )
    assert await administrator.refused("activityLog", summary="x", **of) == "ATTENDANCE_MISSING"
    right = [{"organizationId": units[0], "present": 4, "expected": 4}]
    await administrator.done("activityRecordAttendance", records=right, **of)
    again = await administrator.refused("activityRecordAttendance", records=right, **of)
    assert again == "ATTENDANCE_RECORDED_ALREADY"
    assert await administrator.refused("activityLog", summary="x", **of) == "EVIDENCE_MISSING"
    bad = file("b") | {"storedSha256": "xyz"}
    assert await administrator.refused("activityAttachEvidence", **bad, **of) == "DIGEST_INVALID"
    await administrator.done("activityAttachEvidence", **file("b"), **of)
    assert (
        await administrator.refused("activityAttachEvidence", **file("b"), **of)
        == "EVIDENCE_ATTACHED_ALREADY"
    )


async def test_activities_are_listed_by_what_they_are(administrator: Asker, alliance: str, units: list[str]):
    one = await proposed(administrator, alliance, title="植树", plannedOn="2024-03-12")
    await proposed(administrator, alliance, title="联学", proposerId=units[1])
    listed = (
        "query ($f: ActivityFilter) { activities(first: 10, filter: $f) { totalCount nodes { id title } } }"
    )
    for filter_, count in (
        ({"allianceId": alliance}, 2),
        ({"text": "植"}, 1),
        ({"organizationId": units[1]}, 1),
        ({"until": "2024-12-31"}, 1),
        ({"statuses": ["LOGGED"]}, 0),
        ({"themes": ["STUDY"]}, 2),
        ({"leadId": units[0]}, 0),
    ):
        assert (await administrator.ask(listed, f=filter_)).only["totalCount"] == count
    found_one = await administrator.ask(
        "query ($id: ID!) { activity(id: $id) { day alliance { id } } }", id=one
    )
    assert found_one.only == {"day": "2024-03-12", "alliance": {"id": alliance}}
