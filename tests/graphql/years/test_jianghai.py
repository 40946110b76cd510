"""江海红湾 (source 000): a year of the X+Y alliance under the shipped charter, through GraphQL alone."""

from typing import Any

import pytest
from ruling import prepare, rules
from year import Rule, Year

FOUNDED = {"kind": "REGIONAL", "shippedCharter": "jianghai"}
DAY_OF_PARTY = {"theme": "TALENT", "form": "THEME_PARTY_DAY"}


async def founded(year: Year, *chairs: str) -> None:
    """Chair units and two others; the first of them takes the chair."""
    await year.units(*chairs, "eight", "nine", "newcomer")
    await year.found(dict.fromkeys(chairs, "X") | {"eight": "Y", "nine": "Y"}, **FOUNDED)
    async with year.turning("ROTATION"):
        await year.do("allianceRotateChair", allianceId="@alliance", organizationId="@one")


async def test_a_year_of_jianghai_does_each_duty(new_year: Any):
    year = await new_year("2024-01-02")
    await founded(year, "one", "two", "three", "four", "five")
    await year.lead("volunteers", "VOLUNTEERS")
    await year.lead("action branch", "ACTION_BRANCH")
    await at_the_beginning(year)
    await party_days(year, 1, 2)
    await year.on("2024-03-01")
    await year.obey("ACTIVITY", "2024-03-31")
    async with year.turning("DIRECTIVE"):
        await party_days(year, 3)
    await quarter(
        year,
        2,
        "two",
        unreported=("plan approved", "first chosen", "second chosen", "third chosen", "passed on"),
    )
    await party_days(year, 4, 5)
    await year.on("2024-06-05")
    await year.do("allianceLeave", allianceId="@alliance", organizationId="@five")
    await party_days(year, 6)
    await quarter(year, 3, "three")
    await cured(year)
    await party_days(year, 7, 8, 9)
    await quarter(year, 4, "four", unreported=("moved up",))
    await party_days(year, 10, 11, 12)
    await at_the_end(year)
    assert await year.settled("2025-01-06") == year.turned
    assert year.turned == {
        *("ROTATION", "HANDOVER", "MEETING", "ACTIVITY", "DIRECTIVE", "LEADERSHIP", "BREACH"),
        *("PLAN", "PROJECT", "REPORT", "DUTY_REPORT"),
    }


MEMBERS = ("one", "two", "three", "four", "eight", "nine")
"""Who stays."""


async def at_the_beginning(year: Year) -> None:
    """年初: the joint meeting approves the plan and chooses the projects."""
    await year.call("JOINT", "2024-01-15", by="one")
    await year.make(
        "plan",
        "planDraft",
        "plan",
        allianceId="@alliance",
        year=2024,
        title="年度计划",
        items=[{"title": "事项"}],
    )
    for name in ("first", "second", "third"):
        await year.make(
            name, "projectPropose", "project", allianceId="@alliance", year=2024, title=f"红色步道 {name}"
        )
    await year.on("2024-01-15")
    async with year.turning("MEETING"):
        await year.gather(*MEMBERS)
    await year.resolve("plan approved", *MEMBERS, kind="ANNUAL_PLAN", about="plan")
    for name in ("first", "second", "third"):
        await year.resolve(f"{name} chosen", *MEMBERS, kind="PROJECT", about=name)
    async with year.turning("PLAN"):
        await year.do("planApprove", planId="@plan", meetingId="@meeting", resolutionId="@plan approved")
    choosing: dict[str, Any] = {"meetingId": "@meeting", "projectId": "@first"}
    other = Rule(
        "RESOLUTION_ABOUT_OTHER",
        "这项决议不是关于此事的",
        "projectSelect",
        choosing | {"resolutionId": "@plan approved"},
    )
    await year.refused(other)
    async with year.turning("PROJECT"):
        await year.do("projectSelect", **choosing, resolutionId="@first chosen")
    await year.do("projectSelect", meetingId="@meeting", projectId="@second", resolutionId="@second chosen")
    third = {"meetingId": "@meeting", "projectId": "@third", "resolutionId": "@third chosen"}
    await year.refused(Rule("QUOTA_FULL", "按章程，联盟每年最多 2 个重点项目", "projectSelect", third))
    await turn_passed_on(year)


async def turn_passed_on(year: Year) -> None:
    """An exception to the order of leading is the meeting's, about that activity."""
    await year.schedule("exchange", "2024-01-18", "two", theme="TALENT")
    naming = {"activityId": "@exchange", "organizationId": "@nine", "reason": "轮到单位停产检修"}
    await year.refused(
        Rule(
            "MEETING_DECIDES",
            "须指明会议和所通过的关于该活动的决议",
            "activityAssignLead",
            naming | {"resolution": "会议纪要"},
        )
    )
    await year.resolve("passed on", *MEMBERS, kind="ACTIVITY", about="exchange")
    await year.do("activityAssignLead", **naming, decision=year.decision("passed on"))


async def party_days(year: Year, *months: int) -> None:
    """主题党日: each month, led in turn."""
    for month in months:
        await year.on(f"2024-{month:02}-20")
        await year.schedule("party day", year.today, "two", **DAY_OF_PARTY)
        async with year.turning("ACTIVITY", "PARTY_DAY"):
            await year.hold("party day", "two")


async def quarter(year: Year, number: int, chair: str, unreported: tuple[str, ...] = ()) -> None:
    """The chair passes on, the last quarter is reported, the joint meeting hears what came of resolutions."""
    first = 3 * number - 2
    await year.on(f"2024-{first:02}-02")
    async with year.turning("ROTATION"):
        await year.do("allianceRotateChair", allianceId="@alliance", organizationId=year[chair])
    await year.on(f"2024-{first:02}-04")
    notes = {"allianceId": "@alliance", "notes": "台账、印章已移交"}
    async with year.turning("HANDOVER"):
        await year.do("allianceRecordHandover", **notes)
    await year.refused(Rule("HANDOVER_RECORDED", "这一任的交接已经登记", "allianceRecordHandover", notes))
    await year.report(f"2024-Q{number - 1}", f"2024-{first:02}-05")
    await year.call("JOINT", f"2024-{first:02}-15", by=chair)
    await year.on(f"2024-{first:02}-15")
    if unreported:
        held = {"meetingId": "@meeting", "attendedIds": [year[one] for one in MEMBERS]}
        says = f"应先通报上次会议决议的落实情况：还有 {len(unreported)} 项未通报"
        await year.refused(Rule("FOLLOW_UP_MISSING", says, "meetingHold", held))
        await year.follow_up(*unreported)
    async with year.turning("MEETING"):
        await year.gather(*MEMBERS)


async def cured(year: Year) -> None:
    """A chair unit has left: the meeting moves another one up."""
    await year.resolve("moved up", *MEMBERS, kind="TIER", about="eight")
    decided = {"decision": year.decision("moved up")}
    await year.cure("名额仍不符：会长单位现有 4 家，限额 5 家", organizationId="@eight", tier="X", **decided)


async def at_the_end(year: Year) -> None:
    """年末: every member's duty report is heard, the last quarter reported, the chair handed over late."""
    await year.on("2024-12-21")
    of = {"meetingId": "@meeting", "year": 2024}
    for unit in MEMBERS:
        async with year.turning("DUTY_REPORT", unit=unit):
            await year.do("meetingHearDutyReport", organizationId=year[unit], report="履职情况", **of)
    twice = Rule(
        "DUTY_REPORT_TWICE", "2024 年的述职已听取", "meetingHearDutyReport", of | {"organizationId": "@one"}
    )
    await year.refused(twice)
    await year.on("2024-12-28")
    async with year.turning("ROTATION"):
        await year.do("allianceRotateChair", allianceId="@alliance", organizationId="@eight")
    await year.report("2024-Q4", "2025-01-06")
    await year.on("2025-01-25")
    async with year.turning("HANDOVER", status="OVERDUE"):
        await year.do("allianceRecordHandover", allianceId="@alliance", notes="迟交")


@pytest.fixture(scope="module")
async def alliance(new_year: Any) -> Year:
    """Seven chair units and two others, two weeks after the founding."""
    year: Year = await new_year("2024-01-02")
    await founded(year, "one", "two", "three", "four", "five", "six", "seven")
    await year.units("partyless", partyForm="NONE")
    await year.lead("volunteers", "VOLUNTEERS")
    voters = ["one", "two", "three", "four", "five"]
    await prepare(
        year,
        "2024-01",
        voters=voters,
        gathering="JOINT",
        theme="TALENT",
        period="2024-Q1",
        venues="SHARED_VENUES",
    )
    return year


@pytest.mark.parametrize("rule", rules("jianghai"), ids=str)
async def test_jianghai_refuses_by_name_what_breaks_a_rule(alliance: Year, rule: Rule):
    await alliance.refused(rule)
