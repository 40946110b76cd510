"""阳都红盟 (source 002): a year of a regional red alliance, through GraphQL alone."""

from typing import Any
from uuid import UUID

import pytest
from ruling import WORDS, prepare, rules
from year import Rule, Year

from concord.api import ids

LEAD = {"one": "LEAD", "two": "MEMBER", "three": "MEMBER", "four": "MEMBER", "five": "MEMBER"}
VOTERS = tuple(LEAD)
MEMBERS = (*VOTERS, "partner")


async def founded(year: Year) -> None:
    """A lead unit, members, and a small enterprise that has no party organization yet; the first chair."""
    await year.units(*VOTERS, "newcomer")
    await year.units("partner", partyForm="NONE")
    await year.adopt("yangdu")
    await year.found(LEAD | {"partner": "PARTNER"}, kind="REGIONAL", programmeId=year["programme"])


async def test_a_year_of_yangdu_does_each_duty(new_year: Any):
    year = await new_year("2024-01-02")
    await founded(year)
    await year.lead("finance", "FINANCE")
    await year.on("2024-01-05")
    await year.call("JOINT", "2024-01-15")
    await year.on("2024-01-15")
    async with year.turning("MEETING"):
        await year.gather(*MEMBERS)
    await chaired(year, "two")
    await signed(year)
    await chosen_and_claimed(year)
    await whistled(year)
    await quarter(year, 2, "three", unreported=("chair two", "chosen"))
    await quarter(year, 3, "four", unreported=("chair three",))
    await year.report("2024-H1", "2024-07-18")
    await quarter(year, 4, "five", unreported=("chair four",))
    await year.on("2024-12-02")
    await year.obey("MEETING", "2024-12-31")
    await year.call("JOINT", "2024-12-20", by="five")
    await year.on("2024-12-20")
    await year.follow_up("chair five")
    async with year.turning("DIRECTIVE"):
        await year.gather(*MEMBERS)
    await year.report("2024-H2", "2025-01-10")
    assert await year.settled("2025-01-10") == year.turned
    assert year.turned == {
        *("ROTATION", "HANDOVER", "MEETING", "LEADERSHIP", "DIRECTIVE"),
        *("AGREEMENT", "PROJECT", "PROJECT_CLAIM", "REPORT"),
    }


async def chaired(year: Year, unit: str) -> None:
    """主席单位轮值: the joint meeting resolves who is next."""
    taking = {"allianceId": "@alliance", "organizationId": f"@{unit}"}
    unresolved = Rule("RESOLUTION_REQUIRED", "须填写会议决议", "allianceRotateChair", taking)
    await year.refused(unresolved)
    await year.resolve(f"chair {unit}", *VOTERS, kind="CHAIR", about=unit)
    async with year.turning("ROTATION"):
        await year.do("allianceRotateChair", **taking, decision=year.decision(f"chair {unit}"))


async def signed(year: Year) -> None:
    """每年签订一份党建协议: every member."""
    signing: dict[str, Any] = {"allianceId": "@alliance", "document": "协议"}
    for unit in MEMBERS:
        async with year.turning("AGREEMENT", unit=unit):
            await year.do("allianceSignAgreement", organizationId=year[unit], **signing)
    signing["organizationId"] = "@two"
    await year.refused(
        Rule("AGREEMENT_SIGNED", "该单位 2024 年的“党建（共建）协议”已签订", "allianceSignAgreement", signing)
    )


async def chosen_and_claimed(year: Year) -> None:
    """每年认领一个商圈党建项目: the meeting chooses it, every member claims it."""
    await year.make(
        "project", "projectPropose", "project", allianceId="@alliance", year=2024, title="商圈红色驿站"
    )
    await year.resolve("chosen", *VOTERS, kind="PROJECT", about="project")
    selecting = {"projectId": "@project", "meetingId": "@meeting", "resolutionId": "@chosen"}
    async with year.turning("PROJECT"):
        await year.do("projectSelect", **selecting)
    for unit in MEMBERS:
        async with year.turning("PROJECT_CLAIM", unit=unit):
            await year.do(
                "projectClaim", by=year.officer(unit), projectId="@project", organizationId=year[unit]
            )
    twice = {"projectId": "@project", "organizationId": "@two"}
    await year.refused(Rule("CLAIMED_TWICE", "该单位已领办这个项目", "projectClaim", twice))


async def whistled(year: Year) -> None:
    """企业吹哨、红盟响应、部门报到; an answer that nobody questions counts when the silence is over."""
    await year.units("department", kind="ORGAN")
    department = year.officer("department")
    raising = {"allianceId": "@alliance", "raiserId": "@partner", **WORDS}
    await year.make("whistle", "ticketRaise", "ticket", year.officer("partner"), **raising)
    of = {"ticketId": "@whistle"}
    await year.do("ticketTriage", level="COORDINATED", **of)
    await year.do("ticketDispatch", departmentId="@department", **of)
    await year.do("ticketAccept", by=department, **of)
    await year.do("ticketResolve", by=department, answer="已协调", **of)
    await year.refused(Rule("SILENCE_NOT_PASSED", "仍可确认，尚不能视为默认", "ticketConfirmBySilence", of))
    await year.on("2024-01-30")
    await year.do("ticketConfirmBySilence", **of)
    await year.do("ticketClose", **of)


async def quarter(year: Year, number: int, chair: str, unreported: tuple[str, ...]) -> None:
    """The joint meeting of a quarter, called for its chair; the next chair takes over within the days."""
    first = 3 * number - 2
    await year.on(f"2024-{first:02}-03")
    await year.call("JOINT", f"2024-{first:02}-12")
    await year.on(f"2024-{first:02}-12")
    await year.follow_up(*unreported)
    async with year.turning("MEETING"):
        await year.gather(*MEMBERS)
    await chaired(year, chair)
    await year.on(f"2024-{first:02}-17")
    async with year.turning("HANDOVER"):
        await year.do("allianceRecordHandover", allianceId="@alliance", notes="已移交")


@pytest.fixture(scope="module")
async def alliance(new_year: Any) -> Year:
    """Two weeks after the founding: a fund has some money, nobody is assessed yet."""
    year: Year = await new_year("2024-01-02")
    await founded(year)
    await year.do("allianceSignAgreement", allianceId="@alliance", organizationId="@two")
    voters = [*VOTERS[:4], "partner"]
    await prepare(
        year,
        "2024-01",
        voters=voters,
        gathering="JOINT",
        theme="RESOURCES",
        period="2024-H1",
        venues="VENUES",
    )
    await year.lead("finance", "FINANCE")
    await year.make(
        "fund", "fundOpen", "fund", allianceId="@alliance", year=2024, code="ACTIVITY", name="活动经费"
    )
    gift = {"source": "CROWDFUNDING", "amount": "100.00", "organizationId": "@two"}
    await year.do("fundReceive", fundId="@fund", **gift)
    score = {
        "code": "standard",
        "name": "达标",
        "kind": "SCORE",
        "minimum": "0",
        "maximum": "100",
        "weight": "1",
    }
    scheme = {"allianceId": "@alliance", "code": "stars", "name": "达标创星", "effectiveFrom": "2024-01-01"}
    stars = [{"stars": 3, "minimum": "60"}]
    await year.do("schemePublish", **scheme, indicators=[score | {"required": True}], stars=stars)
    opening = {"allianceId": "@alliance", "scheme": "stars", "period": "2024-01"}
    await year.make("assessment", "assessmentOpen", "assessment", **opening, organizationIds=["@two"])
    year.names["result"] = str(UUID(ids.parse(year["assessment"])[1]))
    return year


@pytest.mark.parametrize("rule", rules("yangdu"), ids=str)
async def test_yangdu_refuses_by_name_what_breaks_a_rule(alliance: Year, rule: Rule):
    await alliance.refused(rule)
