"""A meeting through the API: called, held, and a motion passed by those there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from asking import Asker

DAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
TODAY, YEAR = DAY.isoformat(), DAY.year
MEETINGS = [{"code": "JOINT", "name": "联席会议", "period": "QUARTER", "convener": "LEAD_UNIT"}]
SHOWN = """meeting { id status day number voters eligible minutes resolutionCount unreportedCount
    attended { id } agenda { title proposer { id } description } cancellationReason
    motions { motionId kind subjectId title result votesFor votesAgainst abstentions voters completed
        votes { organization { id } choice } followUps { report completed } }
    dutyReports { organization { id } year report } }"""


async def called(asker: Asker, alliance: str) -> dict:
    members = {"allianceId": alliance, "code": "JOINT", "title": "第一次联席会议", "plannedOn": TODAY}
    return {"meetingId": (await asker.done("meetingCall", SHOWN, **members))["meeting"]["id"]}


async def held(asker: Asker, alliance: str, units: list[str]) -> dict:
    of = await called(asker, alliance)
    await asker.done("meetingHold", SHOWN, attendedIds=units, minutes="议定事项", **of)
    return of


async def passed(asker: Asker, of: dict, units: list[str], **motion: object) -> str:
    tabled = await asker.done("meetingTableMotion", SHOWN, title="议案", **{"kind": "GENERAL"} | motion, **of)
    made = tabled["meeting"]["motions"][-1]["motionId"]
    ballots = [{"organizationId": unit, "choice": "FOR"} for unit in units]
    await asker.done("meetingCastVotes", motionId=made, ballots=ballots, **of)
    await asker.done("meetingDecideMotion", motionId=made, **of)
    return made
