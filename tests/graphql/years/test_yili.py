"""联建协作区 (source 004): a year of the area with its standing lead unit, through GraphQL alone."""

from typing import Any

import pytest
from ruling import prepare, rules
from year import Rule, Year

MEMBERS = ("one", "two", "three", "four", "five")
FOUNDED = {"kind": "REGIONAL", "shippedCharter": "yili"}


async def founded(year: Year) -> None:
    """The lead unit and the others, of which the first in order has the rotation for a year."""
    await year.units(*MEMBERS, "newcomer")
    await year.found({"one": "LEAD"} | dict.fromkeys(MEMBERS[1:], "MEMBER"), **FOUNDED)
    async with year.turning("ROTATION"):
        await year.do("allianceRotateChair", allianceId="@alliance", organizationId="@two")


async def test_a_year_of_yili_does_each_duty(new_year: Any):
    year = await new_year("2024-01-01")
    await founded(year)
    await year.lead("leading group", "LEADING_GROUP", deputies=3)
    await year.lead("office", "OFFICE")
    await planned(year)
    for month in range(1, 13):
        await exchanged(year, month)
        if month in (2, 5, 8, 11):
            await performed(year, month)
        if month == 3:
            await year.on("2024-03-25")
            await year.obey("MEETING", "2024-04-30")
        if month == 7:
            await year.report("2024-H1", "2024-07-18")
    await year.on("2024-12-28")
    async with year.turning("ROTATION"):
        await year.do("allianceRotateChair", allianceId="@alliance", organizationId="@three")
    await year.report("2024-H2", "2025-01-06")
    await year.report("2024", "2025-01-07")
    async with year.turning("HANDOVER"):
        await year.do("allianceRecordHandover", allianceId="@alliance", notes="档案已移交")
    assert await year.settled("2025-01-07") == year.turned
    assert year.turned == {
        *("ROTATION", "HANDOVER", "MEETING", "ACTIVITY", "BRIEFING"),
        *("PLAN", "REPORT", "LEADERSHIP", "DIRECTIVE"),
    }


async def planned(year: Year) -> None:
    """年初: the lead unit's joint meeting settles the plan of cooperation."""
    await year.on("2024-01-08")
    items = [{"title": "边境宣讲", "theme": "EDUCATION", "leadId": year["two"]}]
    await year.make(
        "plan", "planDraft", "plan", allianceId="@alliance", year=2024, title="协作计划", items=items
    )
    await year.call("JOINT", "2024-01-08", by="one")
    async with year.turning("MEETING", "JOINT"):
        await year.gather(*MEMBERS)
    await year.resolve("plan approved", *MEMBERS, kind="ANNUAL_PLAN", about="plan")
    async with year.turning("PLAN"):
        await year.do("planApprove", planId="@plan", meetingId="@meeting", resolutionId="@plan approved")


async def exchanged(year: Year, month: int) -> None:
    """月党建座谈交流, called by the unit in rotation; each half-year also 发展工作联席会."""
    await year.on(f"2024-{month:02}-12")
    await year.call("EXCHANGE", year.today, by="two")
    async with year.turning("MEETING", "EXCHANGE"):
        await directed(year, month)
    if month in (6, 12):
        await year.call("DEVELOPMENT", year.today, by="two")
        async with year.turning("MEETING", "DEVELOPMENT"):
            await year.gather(*MEMBERS)


async def directed(year: Year, month: int) -> None:
    """In April it carries out what was ordered from above."""
    if month != 4:
        return await year.gather(*MEMBERS)
    async with year.turning("DIRECTIVE"):
        await year.gather(*MEMBERS)
    return None


async def performed(year: Year, month: int) -> None:
    """文体活动, of which the unit in rotation files a briefing."""
    day = f"2024-{month:02}-15"
    await year.on(day)
    await year.schedule("match", day, "two", theme="CULTURE", form="CULTURE")
    briefing = {"activityId": "@match", "organizationId": "@two", "title": "简报", "content": "五支队伍参加"}
    await year.refused(Rule("ACTIVITY_NOT_HELD", "活动尚未举办，没有可报送的简报", "briefingFile", briefing))
    async with year.turning("ACTIVITY", "CULTURE"):
        await year.hold("match", "two")
    other = briefing | {"organizationId": "@three"}
    await year.refused(Rule("NOT_IN_ROTATION", "章程规定简报由轮值单位编报", "briefingFile", other))
    async with year.turning("BRIEFING", unit="two"):
        await year.do("briefingFile", by=year.officer("two"), **briefing)
    await year.refused(Rule("BRIEFING_FILED", "该活动的简报已报送", "briefingFile", briefing))


@pytest.fixture(scope="module")
async def alliance(new_year: Any) -> Year:
    """Two weeks after the founding, with an application that waits."""
    year: Year = await new_year("2024-01-01")
    await founded(year)
    await year.units("partyless", partyForm="NONE")
    await year.lead("leading group", "LEADING_GROUP", deputies=1)
    voters = list(MEMBERS)
    await prepare(
        year, "2024-01", voters=voters, gathering="JOINT", theme="CULTURE", period="2024-H1", venues="BASES"
    )
    return year


@pytest.mark.parametrize("rule", rules("yili"), ids=str)
async def test_yili_refuses_by_name_what_breaks_a_rule(alliance: Year, rule: Rule):
    await alliance.refused(rule)
