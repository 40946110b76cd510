"""What the ledger says is what duties are reckoned from."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from telling import person, said

from concord.charters import shipped
from concord.duties.duty import DutyKind, DutyStatus
from concord.readmodels.duties import READ_MODEL, queries


def tell(world, event, stream, on=date(2026, 1, 5), **data):
    return world.story.tell(event, stream, on=on, **data)


def founded(world, name="联盟"):
    alliance = uuid4()
    tell(world, "alliances.AllianceProposed", alliance, name=name, kind="REGIONAL", proposers=())
    tell(
        world,
        "alliances.AllianceApproved",
        alliance,
        authority="党工委",
        document="",
        approved_on=date(2026, 1, 5),
    )
    tell(
        world,
        "alliances.CharterAdopted",
        alliance,
        charter=shipped("jianghai"),
        effective_on=date(2026, 1, 5),
        resolution="",
    )
    return alliance


def held(world, alliance, day, form="THEME_PARTY_DAY"):
    activity = uuid4()
    tell(
        world,
        "activities.ActivityProposed",
        activity,
        alliance=alliance,
        title="党日",
        theme="TALENT",
        form=form,
        scale="SMALL",
        source="ALLIANCE",
    )
    entry = tell(world, "activities.ActivityHeld", activity, on=day, held_on=day, place="中心")
    return activity, entry


async def owed(world, alliance, on, kind):
    await world.project(READ_MODEL)
    found = await world.ask(queries.duties_of, alliance, on)
    return [one for one in found if one.kind is kind]


async def test_an_activity_fulfils_the_month_it_was_held_in_and_moves_when_its_day_is_corrected(world):
    alliance = founded(world)
    activity, entry = held(world, alliance, date(2026, 1, 20))
    held(world, alliance, date(2026, 1, 21), form="STUDY")
    january, february = await owed(world, alliance, date(2026, 2, 28), DutyKind.ACTIVITY)
    assert (january.status, february.status) == (DutyStatus.DONE, DutyStatus.DUE)
    assert [deed.position for deed in january.done] == [entry.position]
    tell(
        world,
        "activities.ActivityCorrected",
        activity,
        field="HELD_ON",
        corrects=2,
        day=date(2026, 2, 2),
        reason=said("wrong day"),
    )
    january, february = await owed(world, alliance, date(2026, 2, 28), DutyKind.ACTIVITY)
    assert (january.status, february.status) == (DutyStatus.OVERDUE, DutyStatus.DONE)


async def test_terms_handovers_breaches_and_directives_are_told_by_the_alliance(world):
    alliance, chair, breach = founded(world), uuid4(), uuid4()
    tell(
        world,
        "alliances.ChairRotated",
        alliance,
        organization=chair,
        title="执行会长单位",
        starts_on=date(2026, 1, 5),
        ends_on=date(2026, 4, 4),
        basis="FIXED_ORDER",
        passed_over=(),
    )
    tell(
        world,
        "alliances.BreachRecorded",
        alliance,
        breach=breach,
        rule="TIER_MINIMUM",
        tier="X",
        count=4,
        limit=5,
        recorded_on=date(2026, 1, 5),
        cure_by=date(2026, 2, 1),
    )
    tell(
        world,
        "alliances.DirectiveReceived",
        alliance,
        directive=uuid4(),
        title="部署",
        issuer="市委",
        document="",
        obliges="ACTIVITY",
        received_on=date(2026, 1, 5),
        due_on=date(2026, 1, 31),
    )
    held(world, alliance, date(2026, 1, 20))
    (settled, coming) = await owed(world, alliance, date(2026, 2, 10), DutyKind.ROTATION)
    assert (settled.status, coming.status, coming.due_on) == (
        DutyStatus.DONE,
        DutyStatus.DUE,
        date(2026, 4, 5),
    )
    (stands,) = await owed(world, alliance, date(2026, 2, 10), DutyKind.BREACH)
    assert (stands.status, stands.name) == (DutyStatus.OVERDUE, "会长单位")
    (carried_out,) = await owed(world, alliance, date(2026, 2, 10), DutyKind.DIRECTIVE)
    assert carried_out.status is DutyStatus.DONE
    tell(world, "alliances.BreachCured", alliance, breach=breach, count=5, cured_on=date(2026, 1, 30))
    (cured,) = await owed(world, alliance, date(2026, 2, 10), DutyKind.BREACH)
    assert cured.status is DutyStatus.DONE


async def test_an_alliance_that_nothing_happens_in_idles_and_one_with_a_ticket_lives(world):
    quiet, living = founded(world, "静"), founded(world, "动")
    world.story.tell(
        "tickets.TicketRaised",
        uuid4(),
        at=datetime(2026, 3, 2, tzinfo=UTC),
        alliance=living,
        raiser=uuid4(),
        title="缺水",
        description=said("low"),
        next_due_on=date(2026, 3, 3),
    )
    await world.project(READ_MODEL)
    assert await world.ask(queries.idle_alliances, date(2026, 4, 5), 10) == []
    (found,) = await world.ask(queries.idle_alliances, date(2026, 4, 6), 10)
    assert (found.alliance, found.last, found.since) == (quiet, None, date(2026, 4, 6))


async def test_of_an_unknown_alliance_nothing_is_owed(world):
    await world.project(READ_MODEL)
    assert await world.ask(queries.duties_of, uuid4(), date(2026, 4, 5)) == []


@pytest.mark.parametrize(
    ("judged_on", "status"), [(date(2026, 4, 10), DutyStatus.DONE), (date(2026, 4, 16), DutyStatus.DONE_LATE)]
)
async def test_meetings_plans_duty_reports_and_reports_are_told_by_their_contexts(world, judged_on, status):
    alliance, meeting, plan, report = founded(world), uuid4(), uuid4(), uuid4()
    member, day = uuid4(), date(2026, 2, 10)
    tell(
        world,
        "alliances.MemberJoined",
        alliance,
        organization=member,
        tier="X",
        joined_on=date(2026, 1, 5),
        joined_by="FOUNDING",
    )
    tell(
        world,
        "meetings.MeetingCalled",
        meeting,
        alliance=alliance,
        code="JOINT",
        title="第一次联席会议",
        planned_on=day,
        called_on=date(2026, 1, 30),
    )
    held = tell(
        world,
        "meetings.MeetingHeld",
        meeting,
        on=day,
        held_on=day,
        attended=(member,),
        voters=(member,),
        eligible=1,
        number=1,
    )
    tell(world, "meetings.DutyReportHeard", meeting, on=day, organization=member, year=2026)
    tell(world, "meetings.PlanDrafted", plan, alliance=alliance, year=2026, title="年度计划")
    tell(
        world,
        "meetings.PlanApproved",
        plan,
        on=day,
        meeting=meeting,
        resolution=uuid4(),
        approved_on=day,
    )
    quarter = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 31)}
    tell(
        world,
        "reports.ReportDrafted",
        report,
        on=date(2026, 4, 2),
        alliance=alliance,
        period="2026-Q1",
        recipient="党工委",
        due_on=date(2026, 4, 15),
        **quarter,
    )
    submitted = {"submission": 1, "definition": 1, "position": 9, "figures": (), "on_time": True}
    tell(
        world,
        "reports.ReportSubmitted",
        report,
        on=date(2026, 4, 10),
        judged_on=judged_on,
        submitted_by="somebody",
        **submitted,
    )
    await world.project(READ_MODEL)
    found = {
        one.kind: one
        for one in await world.ask(queries.duties_of, alliance, date(2026, 12, 31))
        if one.done and one.kind is not DutyKind.ROTATION
    }
    assert set(found) == {
        DutyKind.MEETING,
        DutyKind.PLAN,
        DutyKind.DUTY_REPORT,
        DutyKind.REPORT,
    }
    assert [deed.position for deed in found[DutyKind.MEETING].done] == [held.position]
    assert found[DutyKind.DUTY_REPORT].organization == member
    assert found.pop(DutyKind.REPORT).status is status  # as its event says, however soon it was recorded
    assert all(one.status is DutyStatus.DONE for one in found.values())


async def test_a_leader_s_organization_that_leaves_is_missed(world):
    alliance, group, head, deputy = founded(world), uuid4(), uuid4(), uuid4()
    led = {"group": group, "set_on": date(2026, 1, 6)}
    formed = {"code": "SAFETY_SQUAD", "kind": "TEAM", "name": "红色分队", "formed_on": date(2026, 1, 5)}
    tell(world, "alliances.GroupFormed", alliance, group=group, **formed)
    one, other = ({"person": person("name"), "organization": unit} for unit in (head, deputy))
    tell(world, "alliances.GroupLeadershipSet", alliance, leaders=(one,), deputies=(other,), **led)
    for unit, left_on in ((deputy, date(2026, 2, 1)), (head, date(2026, 3, 1))):
        tell(
            world, "alliances.MemberLeft", alliance, on=left_on, organization=unit, tier="Y", left_on=left_on
        )
    (set_, vacant) = await owed(world, alliance, date(2026, 3, 31), DutyKind.LEADERSHIP)
    assert (set_.status, vacant.status) == (DutyStatus.DONE, DutyStatus.DUE)
    assert (vacant.called.organization, vacant.due_on) == (head, date(2026, 3, 31))
    await world.project(READ_MODEL)
    found = await world.ask(queries.still_owed, date(2026, 3, 31))
    assert [duty.name for _, duty in found if duty.kind is DutyKind.LEADERSHIP] == ["红色分队负责人"]
