"""Rules that every shipped charter has, and the state of an alliance in which each can be broken.

Of the alliance's units “one”, “two” and “three” are members, “newcomer” could become one.
"""

import tomllib
from pathlib import Path

from year import Rule, Year

RULES = Path(__file__).parents[1] / "graphql" / "years" / "rules"
WORDS = {"title": "标题", "description": "说明"}


def rules(charter: str) -> list[Rule]:
    """What breaks the rules of any shipped charter, and those of this one."""
    tables = [tomllib.loads((RULES / f"{name}.toml").read_text("utf-8")) for name in ("common", charter)]
    return [Rule(**one) for table in tables for one in table["rules"]]


async def prepare(
    year: Year, month: str, *, voters: list[str], gathering: str, theme: str, period: str, venues: str
) -> None:
    """In that month: a meeting that was held and one that is called, activities, tickets, and so on."""
    year.names |= {"gathering": gathering, "theme": theme, "month": month, "later": f"{month}-28"}
    await year.on(f"{month}-04")
    await year.call(gathering, f"{month}-10", name="met")
    await year.on(f"{month}-10")
    await year.gather(*voters, name="met")
    tabled = await year.do(
        "meetingTableMotion",
        "meeting { motions { motionId } }",
        meetingId="@met",
        kind="GENERAL",
        title="议案",
    )
    year.names["motion"] = tabled["meeting"]["motions"][0]["motionId"]
    ballots = [{"organizationId": "@one", "choice": "FOR"}]
    await year.do("meetingCastVotes", meetingId="@met", motionId="@motion", ballots=ballots)
    await year.call(gathering, f"{month}-16", name="called")
    await year.on(f"{month}-16")
    for name in ("held", "activity"):
        await year.schedule(name, f"{month}-16", "one", theme=theme)
    await year.do("activityAssignLead", activityId="@held")
    await year.do("activityHold", activityId="@held")
    came = [{"organizationId": "@one", "present": 8, "expected": 10}]
    await year.do("activityRecordAttendance", activityId="@held", records=came)
    await _raise(year)
    shared = {
        "allianceId": "@alliance",
        "ownerId": "@two",
        "kind": "VENUE",
        "name": "阵地",
        "lists": [venues],
    }
    await year.make("venue", "resourceShare", "resource", **shared)
    await _inspect(year, month)
    await year.make("report", "reportDraft", "report", allianceId="@alliance", period=period)


async def _raise(year: Year) -> None:
    """Tickets that wait for dispatch, for a department and for the raiser."""
    for name, level in (("ticket", "COORDINATED"), ("sent", "COORDINATED"), ("answered", "ON_SITE")):
        await year.make(name, "ticketRaise", "ticket", allianceId="@alliance", raiserId="@two", **WORDS)
        await year.do("ticketTriage", ticketId=f"@{name}", level=level)
    await year.do("ticketDispatch", ticketId="@sent", departmentId="@three")
    await year.do("ticketResolve", ticketId="@answered", answer="答复")


async def _inspect(year: Year, month: str) -> None:
    """A hazard that was put right and waits to be verified."""
    planned = {"allianceId": "@alliance", "kind": "SUPERVISION", "subjectId": "@two", "title": "督导检查"}
    await year.make("inspection", "inspectionPlan", "inspection", plannedOn=f"{month}-16", **planned)
    of = {"inspectionId": "@inspection"}
    await year.do("inspectionCarryOut", summary="查看了车间", **of)
    hazard = {"kind": "HAZARD", "title": "隐患"}
    found = await year.do("findingRecord", "inspection { findings { id } }", **hazard, **of)
    year.names["finding"] = found["inspection"]["findings"][0]["id"]
    await year.do("findingRectify", by=year.officer("two"), findingId="@finding", measures="已整改", **of)
