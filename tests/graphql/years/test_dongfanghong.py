"""东方红街道 (source 003): a year of one of the groups (联组), through GraphQL alone."""

from typing import Any
from uuid import uuid4

import pytest
from ruling import WORDS, prepare, rules
from year import Rule, Year

from concord.api import ids

MEMBERS = ("one", "two", "three", "four", "five")
TIERS = {"one": "LEADER", "two": "DEPUTY", "three": "DEPUTY", "four": "MEMBER", "five": "MEMBER"}


async def founded(year: Year) -> None:
    """The programme, and two of its groups: a leader, two deputies and members each."""
    others = ("six", "seven", "eight")
    await year.units(*MEMBERS, *others, "newcomer")
    await year.adopt("dongfanghong")
    under = {"kind": "REGIONAL", "programmeId": year["programme"]}
    await year.found(TIERS, **under)
    await year.found({"six": "LEADER", "seven": "DEPUTY", "eight": "DEPUTY"}, name="second", **under)


async def test_a_year_of_dongfanghong_does_each_duty(new_year: Any):
    year = await new_year("2024-01-02")
    await founded(year)
    await year.lead("division", "DIVISION", deputies=2)
    await year.lead("stewards", "STEWARDS")
    await consulted(year, "2024-01-16")
    await claimed(year)
    await paid(year)
    await year.report("2024-Q1", "2024-04-05")
    await consulted(year, "2024-04-16")
    await year.on("2024-05-06")
    await year.do("allianceLeave", allianceId="@alliance", organizationId="@three")
    await year.cure("名额仍不符：副联组长单位现有 1 家，限额 2 家", organizationId="@four", tier="DEPUTY")
    await year.report("2024-Q2", "2024-07-05")
    await year.obey("MEETING", "2024-07-31")
    async with year.turning("DIRECTIVE"):
        await consulted(year, "2024-07-16")
    await year.report("2024-Q3", "2024-10-20", status="OVERDUE")
    await consulted(year, "2024-10-21")
    await year.report("2024-Q4", "2025-01-06")
    assert await year.settled("2025-01-06") == year.turned
    assert year.turned == {"MEETING", "REPORT", "LEADERSHIP", "BREACH", "DIRECTIVE"}


async def consulted(year: Year, day: str) -> None:
    """联组会商会, called by the leader's officer."""
    await year.on(day)
    await year.call("CONSULTATION", day, by="one")
    async with year.turning("MEETING"):
        await year.gather("one", "two", "four", "five")


async def claimed(year: Year) -> None:
    """双向认领: a need becomes a task of whoever claims it, and is confirmed by whose need it was."""
    await year.on("2024-02-05")
    need = {"allianceId": "@alliance", "organizationId": "@four", **WORDS}
    await year.make("need", "needList", "task", year.officer("four"), **need)
    own = {"taskId": "@need", "claimantId": "@four"}
    await year.refused(Rule("CLAIMANT_IS_NEEDER", "不能认领本单位自己的需求", "taskClaim", own))
    await year.do("taskClaim", by=year.officer("five"), taskId="@need", claimantId="@five")
    await year.do("taskComplete", by=year.officer("five"), taskId="@need", result="已对接")
    judging: dict[str, Any] = {"taskId": "@need", "satisfaction": "SATISFIED"}
    await year.refused(
        Rule("NOT_THE_NEEDER", "只有提出需求的单位可以撤回或确认", "taskConfirm", judging, "five")
    )
    await year.do("taskConfirm", by=year.officer("four"), **judging)


async def paid(year: Year) -> None:
    """经费保障: what is decided is paid, start-up money once, dues in full."""
    await funded(year)
    start_up = {"item": "START_UP", "amount": "20.00", **of_fund(year)}
    await year.do("fundPay", **start_up)
    await year.refused(Rule("ONCE_ONLY", "“启动经费”每个单位只发一次", "fundPay", start_up))
    dues = {"item": "DUES", "amount": "30.00", **of_fund(year)}
    await year.refused(Rule("DUES_NOT_IN_FULL", "党费须全额返还：应为 33.00 元", "fundPay", dues))
    await year.do("fundPay", **dues | {"amount": "33.00"})


async def funded(year: Year) -> None:
    """A fund with a budget and the dues of a member, and what the meeting decided of it."""
    await year.make(
        "fund", "fundOpen", "fund", allianceId="@alliance", year=2024, code="WORK", name="联组经费"
    )
    await year.do("fundAllocate", by=year.committee, fundId="@fund", amount="100.00", document="预算")
    dues = {"source": "DUES", "amount": "33.00", "organizationId": "@four"}
    await year.do("fundReceive", fundId="@fund", **dues)
    await year.resolve("money", *MEMBERS[:2], "four", "five", kind="FUNDS", about="fund")


def of_fund(year: Year) -> dict[str, Any]:
    """What a payment of it to a member rests on."""
    record = ids.parse(year["meeting"])[1]
    basis = {"kind": "RESOLUTION", "record": record, "resolution": "@money", "reference": "会商会决议"}
    return {"fundId": "@fund", "recipientId": "@four", "basis": basis}


@pytest.fixture(scope="module")
async def alliance(new_year: Any) -> Year:
    """Two weeks after the founding, with a need that is claimed and money that may be spent."""
    year: Year = await new_year("2024-01-02")
    await founded(year)
    await year.units("organ", kind="ORGAN")
    await year.units("partyless", partyForm="NONE")
    await year.lead("division", "DIVISION", deputies=2)
    await year.do("allianceGroupMember", allianceId="@alliance", group="@division", organizationId="@four")
    voters = list(MEMBERS)
    await prepare(
        year,
        "2024-01",
        voters=voters,
        gathering="CONSULTATION",
        theme="BRAND",
        period="2024-Q1",
        venues="VENUES",
    )
    year.names["meeting"] = year["met"]
    await funded(year)
    year.names["record"] = ids.parse(year["met"])[1]
    need = {"allianceId": "@alliance", "organizationId": "@four", **WORDS}
    await year.make("need", "needList", "task", **need)
    await year.do("taskClaim", taskId="@need", claimantId="@five")
    await year.make("another need", "needList", "task", **need)
    year.names["second division"] = str(uuid4())
    forming = {"allianceId": "@alliance", "code": "DIVISION", "name": "第二联组"}
    await year.do("allianceFormGroup", commandId="@second division", **forming)
    return year


@pytest.mark.parametrize("rule", rules("dongfanghong"), ids=str)
async def test_dongfanghong_refuses_by_name_what_breaks_a_rule(alliance: Year, rule: Rule):
    await alliance.refused(rule)
