"""Every mutation on meetings and annual plans: done, and refused by the rule that forbids it."""

from uuid import uuid4

import pytest
from asking import Asker, Door
from conferring import MEETINGS, SHOWN, TODAY, YEAR, called, held, passed
from founding import found, register

from concord.identity import Role
from concord.tenancy import Tenant

PLAN = """plan { id year status itemCount amendments approvedOn meeting { id }
    items { itemId title theme lead { id } amendment dropped reason } }"""


@pytest.fixture
async def units(administrator: Asker) -> list[str]:
    return [await register(administrator) for _ in range(3)]


@pytest.fixture
async def alliance(administrator: Asker, units: list[str]) -> str:
    made = await found(administrator, units[:1], meetings=MEETINGS)
    for unit in units[1:]:
        await administrator.done("allianceJoin", allianceId=made, organizationId=unit)
    return made


async def test_a_meeting_is_called_held_decides_and_is_followed_up(
    administrator: Asker, alliance: str, units: list[str]
):
    of = await called(administrator, alliance)
    item = await administrator.done(
        "meetingAddAgendaItem", SHOWN, title="共享阵地", proposerId=units[1], description="两处", **of
    )
    assert item["meeting"]["agenda"] == [
        {"title": "共享阵地", "proposer": {"id": units[1]}, "description": "两处"}
    ]
    meeting = (await administrator.done("meetingHold", SHOWN, attendedIds=units, minutes="议定", **of))[
        "meeting"
    ]
    assert (meeting["status"], meeting["day"], meeting["number"]) == ("HELD", TODAY, 1)
    assert (meeting["voters"], meeting["eligible"], meeting["minutes"]) == (3, 3, "议定")
    assert [one["id"] for one in meeting["attended"]] == units
    resolution = await passed(administrator, of, units)
    report = await administrator.done(
        "meetingFollowUp", SHOWN, resolutionId=resolution, report="已落实", completed=True, **of
    )
    [motion] = report["meeting"]["motions"]
    assert (motion["result"], motion["votesFor"], motion["voters"]) == ("PASSED", 3, 3)
    assert [one["choice"] for one in motion["votes"]] == ["FOR"] * 3
    assert motion["followUps"] == [{"report": "已落实", "completed": True}]
    assert (report["meeting"]["resolutionCount"], report["meeting"]["unreportedCount"]) == (1, 0)
    heard = await administrator.done(
        "meetingHearDutyReport", SHOWN, organizationId=units[2], year=YEAR, report="全部完成", **of
    )
    assert heard["meeting"]["dutyReports"][0]["report"] == "全部完成"


async def test_a_meeting_is_cancelled(administrator: Asker, alliance: str):
    of = await called(administrator, alliance)
    done = await administrator.done("meetingCancel", SHOWN, reason="改期", **of)
    assert (done["meeting"]["status"], done["meeting"]["cancellationReason"]) == ("CANCELLED", "改期")
    assert await administrator.refused("meetingCancel", reason="再次", **of) == "WRONG_MEETING_STATUS"


async def test_a_plan_is_drafted_approved_and_amended(administrator: Asker, alliance: str, units: list[str]):
    items = [{"title": "主题党日", "theme": "STUDY", "leadId": units[0]}]
    draft = await administrator.done(
        "planDraft", PLAN, allianceId=alliance, year=YEAR, title="年度计划", items=items
    )
    of = {"planId": draft["plan"]["id"]}
    added = (await administrator.done("planAddItem", PLAN, item={"title": "安全互查"}, **of))["plan"]
    assert [one["title"] for one in added["items"]] == ["主题党日", "安全互查"]
    dropped = await administrator.done(
        "planDropItem", PLAN, itemId=added["items"][1]["itemId"], reason="并入他项", **of
    )
    assert (dropped["plan"]["itemCount"], dropped["plan"]["items"][1]["reason"]) == (1, "并入他项")
    meeting = await held(administrator, alliance, units)
    resolution = await passed(administrator, meeting, units, kind="ANNUAL_PLAN", subjectId=of["planId"])
    approved = await administrator.done("planApprove", PLAN, resolutionId=resolution, **meeting, **of)
    assert (approved["plan"]["status"], approved["plan"]["approvedOn"]) == ("APPROVED", TODAY)
    assert approved["plan"]["meeting"]["id"] == meeting["meetingId"]
    change = {"reason": "新增", "added": [{"title": "观摩"}], **of}
    unpassed = {"meetingId": meeting["meetingId"], "resolution": str(uuid4())}
    refused = await administrator.refused("planAmend", decision=unpassed, **change)
    assert refused == "RESOLUTION_NOT_PASSED"
    decision = unpassed | {"resolution": resolution}
    amended = await administrator.done("planAmend", PLAN, decision=decision, **change)
    assert (amended["plan"]["amendments"], amended["plan"]["items"][-1]["amendment"]) == (1, 1)


async def test_lists_are_narrowed(administrator: Asker, alliance: str, units: list[str]):
    of = await held(administrator, alliance, units[:2])
    await passed(administrator, of, units[:2])
    asked = "query ($f: MeetingFilter) { meetings(first: 5, filter: $f) { totalCount } }"
    for narrowed, count in (
        ({"allianceId": alliance}, 1),
        ({"organizationId": units[1]}, 1),
        ({"organizationId": units[2]}, 0),
        ({"codes": ["JOINT"], "statuses": ["HELD"], "text": "联席", "since": TODAY, "until": TODAY}, 1),
        ({"unreported": True}, 1),
        ({"unreported": False}, 0),
    ):
        answer = await administrator.ask(asked, f=narrowed)
        assert answer.only["totalCount"] == count, narrowed
    plans = "query ($f: AnnualPlanFilter) { annualPlans(first: 5, filter: $f) { totalCount } }"
    of_year = {"allianceId": alliance, "year": YEAR, "statuses": ["DRAFT"]}
    assert (await administrator.ask(plans, f=of_year)).only["totalCount"] == 0


async def test_a_motion_s_subject_is_of_its_kind(administrator: Asker, alliance: str, units: list[str]):
    of = await held(administrator, alliance, units)
    wrong = {"kind": "ANNUAL_PLAN", "title": "议案", "subjectId": units[0], **of}
    answer = await administrator.ask(
        "mutation ($i: MeetingTableMotionInput!) { meetingTableMotion(input: $i) { position } }", i=wrong
    )
    assert answer.codes == ["BAD_USER_INPUT"]
    assert (
        await administrator.refused("meetingTableMotion", kind="CHAIR", title="议案", **of)
        == "SUBJECT_MISSING"
    )


async def test_who_was_not_there_does_not_vote(
    administrator: Asker, api: Door, tenant: Tenant, alliance: str, units: list[str]
):
    of = await held(administrator, alliance, units[:2])
    tabled = await administrator.done("meetingTableMotion", SHOWN, kind="GENERAL", title="议案", **of)
    motion = {"motionId": tabled["meeting"]["motions"][0]["motionId"], **of}
    absent = [{"organizationId": units[2], "choice": "FOR"}]
    assert await administrator.refused("meetingCastVotes", ballots=absent, **motion) == "NOT_THERE"
    officer = api.enter(tenant, Role.OFFICER, organization=units[0])
    other = [{"organizationId": units[1], "choice": "FOR"}]
    assert await officer.refused("meetingCastVotes", ballots=other, **motion) == "NOT_YOUR_ORGANIZATION"
    own = [{"organizationId": units[0], "choice": "FOR"}]
    await officer.done("meetingCastVotes", ballots=own, **motion)
    assert await officer.refused("meetingCastVotes", ballots=own, **motion) == "VOTED_TWICE"
