"""Tells what a town's figures are counted from, and counts it by the first definition."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from telling import Story, said

from concord.figures import DEFINITIONS, Definition, Scope

FIRST = DEFINITIONS[1]
QUARTER = Scope(date(2026, 1, 1), date(2026, 3, 31))
A, DEPARTMENT = uuid4(), uuid4()
PROFILE = {"kind": "ENTERPRISE", "industry": "", "area": "城区", "affiliated_enterprises": 2}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


class Town:
    """Tells what happened, and counts it."""

    def __init__(self) -> None:
        self.story = Story()

    def unit(self, stream: UUID, *, form: str = "BRANCH", members: int = 5, on: date | None = None) -> None:
        told = {"party_form": form, "party_members": members, **PROFILE}
        known = self.story.versions.get(stream)
        name = "ProfileUpdated" if known else "OrganizationRegistered"
        more = {} if known else {"credit_code": "1", "name": "单位"}
        self.story.tell(f"organizations.{name}", stream, on=on or date(2025, 12, 1), **told, **more)

    def alliance(self, *members: UUID, kind: str = "REGIONAL", approved_on: date = date(2025, 12, 1)) -> UUID:
        alliance = uuid4()
        self.story.tell("alliances.AllianceProposed", alliance, name="联盟", kind=kind, proposers=members)
        approved = {"authority": "a", "document": "", "approved_on": approved_on}
        self.story.tell("alliances.AllianceApproved", alliance, **approved)
        for one in members:
            self.join(alliance, one, approved_on)
        return alliance

    def join(self, alliance: UUID, organization: UUID, on: date) -> None:
        joined = {"tier": "Y", "joined_by": "DIRECT", "joined_on": on}
        self.story.tell("alliances.MemberJoined", alliance, organization=organization, **joined)

    def activity(self, alliance: UUID, judged_on: date, *records: tuple[UUID, int, int], **more: Any) -> UUID:
        activity = uuid4()
        proposed = {
            "theme": "STUDY",
            "form": "STUDY",
            "scale": "SMALL",
            "source": "ALLIANCE",
            "title": "活动",
        }
        self.story.tell("activities.ActivityProposed", activity, alliance=alliance, **proposed)
        days = {"held_on": more.pop("held_on", judged_on), "judged_on": judged_on}
        self.story.tell("activities.ActivityHeld", activity, held_on=days["held_on"], place="江边")
        told = [{"organization": o, "present": p, "expected": e, "attendees": []} for o, p, e in records]
        self.story.tell("activities.AttendanceRecorded", activity, records=told)
        logged = {"lead": A, "organizations": 1, "present": 1, "expected": 1, "evidence": ()}
        self.story.tell("activities.ActivityLogged", activity, summary=said("s"), **days, **logged | more)
        return activity

    def ticket(self, alliance: UUID, *steps: tuple[str, date, dict[str, Any]]) -> UUID:
        ticket = uuid4()
        raised = {"alliance": alliance, "raiser": A, "title": "诉求", "description": said("d")}
        at = noon(steps[0][1] if steps else date(2026, 1, 5))
        self.story.tell("tickets.TicketRaised", ticket, at=at, next_due_on=date(2026, 1, 9), **raised)
        for name, on, data in steps:
            self.story.tell(f"tickets.{name}", ticket, at=noon(on), **data)
        return ticket

    def count(self, scope: Scope = QUARTER, definition: Definition = FIRST) -> Any:
        count = definition.begin(scope)
        for entry in self.story.entries:
            if entry.type in definition.types:
                count.take(entry)
        return count

    def figures(self, scope: Scope = QUARTER) -> dict[tuple[str, str], Decimal | None]:
        return {(one.code, one.of): one.value for one in self.count(scope).figures()}


def dispatched(on: date, department: UUID = DEPARTMENT, due: date = date(2026, 2, 1)) -> Any:
    return ("TicketDispatched", on, {"department": department, "due_on": on, "next_due_on": due})


def resolved(on: date, due: date, department: UUID | None = DEPARTMENT) -> Any:
    data = {"department": department, "answer": said("a"), "due_on": due, "next_due_on": due}
    return ("TicketResolved", on, data)


def confirmed(on: date, satisfaction: str | None) -> Any:
    data = {"satisfaction": satisfaction, "by_silence": satisfaction is None, "due_on": on}
    return ("ResolutionConfirmed", on, data)
