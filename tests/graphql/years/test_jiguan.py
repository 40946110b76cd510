"""机关党建联盟 (source 001): a year of one of the alliances under a programme, through GraphQL alone."""

from typing import Any
from uuid import uuid4

import pytest
from ruling import prepare, rules
from waiting import until
from year import Rule, Year

MEMBERS = ("one", "two", "three", "four", "five")
ORGAN = {"kind": "ORGAN"}
BY_QUARTER = {"title": "轮值单位", "period": "QUARTER", "basis": "FIXED_ORDER"}


async def founded(year: Year) -> None:
    """The programme, and two of its alliances with a lead unit each."""
    await year.units(*MEMBERS, "six", "seven", "newcomer", **ORGAN)
    await year.adopt("jiguan")
    under = {"kind": "ORGAN", "programmeId": year["programme"]}
    await year.found({"one": "LEAD"} | dict.fromkeys(MEMBERS[1:], "MEMBER"), **under)
    await year.found({"six": "LEAD", "seven": "MEMBER"}, name="second", **under)


async def test_a_year_of_jiguan_does_each_duty(new_year: Any, reacting: Any):
    year = await new_year("2024-04-08")
    await founded(year)
    await planned(year)
    await activity(year, "2024-04-22")
    await year.report("2024-PLAN", "2024-05-06")
    await admitted(year)
    await meeting(year, "2024-07-10")
    led = {"lead": BY_QUARTER}
    await year.do("allianceOverrideCharter", allianceId="@alliance", overrides=led, resolution="联盟会议决议")
    await activity(year, "2024-07-20")
    await year.on("2024-09-20")
    await year.obey("MEETING", "2024-10-31")
    async with reacting():
        await year.on("2024-10-08")
        await until(lambda: called_for(year))
    async with year.turning("DIRECTIVE"):
        await meeting(year, "2024-10-10")
    async with year.turning("LEAD"):
        await activity(year, "2024-10-20")
    await year.report("2024-CARRY_OUT", "2024-12-03")
    await summed_up(year)
    await year.report("2024-SUM_UP", "2025-01-06")
    assert await year.settled("2025-01-06") == year.turned
    assert year.turned == {"MEETING", "ACTIVITY", "PLAN", "REPORT", "DIRECTIVE", "LEAD"}


async def called_for(year: Year) -> bool:
    """Whether somebody has been told that it is its turn to lead."""
    return bool(await year.duties("LEAD"))


async def planned(year: Year) -> None:
    """制定计划阶段: the committee's reference list, and the plan that the first meeting approves."""
    await year.do(
        "programmeIssueReferenceList",
        by=year.committee,
        programmeId="@programme",
        title="参考清单",
        year=2024,
        items=[{"title": "共听党课", "theme": "THEORY"}],
    )
    items = [{"title": "共听党课", "theme": "THEORY", "leadId": year["one"]}]
    await year.make("plan", "planDraft", "plan", allianceId="@alliance", year=2024, title="计划", items=items)
    await meeting(year, "2024-04-18")
    await year.resolve("plan approved", *MEMBERS, kind="ANNUAL_PLAN", about="plan")
    approving = {"planId": "@plan", "meetingId": "@meeting", "resolutionId": "@plan approved"}
    async with year.turning("PLAN"):
        await year.do("planApprove", **approving)
    await year.refused(Rule("PLAN_APPROVED", "计划已经通过", "planApprove", approving))


async def meeting(year: Year, day: str) -> None:
    """联盟会议, called by the lead unit's officer."""
    await year.on(day)
    await year.call("ALLIANCE", day, by="one")
    async with year.turning("MEETING"):
        await year.gather(*MEMBERS)


async def activity(year: Year, day: str) -> None:
    """实践活动联办, led in turn."""
    await year.on(day)
    await year.schedule("activity", day, "three", theme="PRACTICE")
    async with year.turning("ACTIVITY"):
        await year.hold("activity", "three")


async def admitted(year: Year) -> None:
    """A unit outside applies to the committee, which consults the lead unit first."""
    asked = await applied(year, "newcomer")
    admitting = Rule("CONSULTATION_REQUIRED", "章程规定入盟须先与牵头单位协商", "membershipAdmit", asked)
    await year.refused(admitting)
    await year.do("membershipConsult", by=year.officer("one"), favourable=True, **asked)
    await year.do("membershipAdmit", by=year.committee, **asked)


async def applied(year: Year, unit: str) -> dict[str, str]:
    """A unit's application."""
    year.names[f"{unit} applied"] = str(uuid4())
    applying = {"allianceId": "@alliance", "organizationId": f"@{unit}", "commandId": f"@{unit} applied"}
    await year.do("membershipApply", by=year.officer(unit), **applying)
    return {"allianceId": "@alliance", "application": f"@{unit} applied"}


async def summed_up(year: Year) -> None:
    """总结提高阶段: what is worth copying is promoted, by somebody else than who found it."""
    case = {
        "kind": "CASE",
        "case": "党课联学",
        "title": "优秀案例",
        "citation": "可复制、可推广",
        "period": "2024",
    }
    evidence = [year.head]
    nominated = {"allianceId": "@alliance", "organizationId": "@three", "evidence": evidence}
    await year.make("case", "honourNominate", "honour", **nominated, **case)
    promoting = {"honourId": "@case", "authority": "区委直属机关工委", "scope": "全区"}
    await year.refused(Rule("GRANTED_BY_NOMINATOR", "提名人不能自己授予", "casePromote", promoting))
    await year.do("casePromote", by=year.committee, **promoting)


@pytest.fixture(scope="module")
async def alliance(new_year: Any) -> Year:
    """In its first month, with an application that waits and money that may be spent."""
    year: Year = await new_year("2024-04-01")
    await founded(year)
    await year.units("enterprise")
    await year.units("partyless", partyForm="NONE", **ORGAN)
    await applied(year, "newcomer")
    elsewhere = await applied(year, "seven")
    await year.do("membershipConsult", by=year.officer("one"), favourable=True, **elsewhere)
    voters = list(MEMBERS)
    await prepare(
        year,
        "2024-04",
        voters=voters,
        gathering="ALLIANCE",
        theme="THEORY",
        period="2024-PLAN",
        venues="BASES",
    )
    await year.make(
        "fund", "fundOpen", "fund", allianceId="@alliance", year=2024, code="SUBSIDY", name="以奖代补"
    )
    await year.do("fundAllocate", by=year.committee, fundId="@fund", amount="100.00", document="预算")
    return year


@pytest.mark.parametrize("rule", rules("jiguan"), ids=str)
async def test_jiguan_refuses_by_name_what_breaks_a_rule(alliance: Year, rule: Rule):
    await alliance.refused(rule)
