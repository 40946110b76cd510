"""A town whose charter asks its members for all that a single organization may owe."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
from counting import Town, noon
from telling import said

from concord.charters import Briefing, Obligations, shipped
from concord.figures import CURRENT, DEFINITIONS, Counted, Measure, Scope

YEAR = Scope(date(2026, 1, 1), date(2026, 12, 31))
BRIEFING = Briefing(to="领导小组", days=10)
EVERYTHING = Obligations(
    handover_days=7, duty_report_month=12, project_claims=1, agreement="党建协议", briefing=BRIEFING
)


class Obliged(Town):
    """One alliance of two members."""

    def __init__(self, obligations: Obligations = EVERYTHING) -> None:
        super().__init__()
        self.a, self.b, self.meeting, self.project = (uuid4() for _ in range(4))
        self.terms: list[date] = []
        self.charter = msgspec.structs.replace(shipped("yili"), obligations=obligations)
        for unit in (self.a, self.b):
            self.unit(unit)
        self.one = self.alliance(self.a, self.b)
        founded = date(2025, 12, 1)
        adopted = {"charter": self.charter, "effective_on": founded, "resolution": ""}
        self.adopted = self.say("alliances.CharterAdopted", founded, **adopted)
        called = {"code": "JOINT", "title": "年会", "planned_on": date(2026, 12, 20), "called_on": founded}
        self.say("meetings.MeetingCalled", founded, self.meeting, alliance=self.one, **called)
        proposed = {"alliance": self.one, "year": 2026, "kind": "MAJOR", "title": "项目"}
        self.say("projects.ProjectProposed", founded, self.project, **proposed)

    def say(self, name: str, day: date, stream: UUID | None = None, /, **data: Any) -> int:
        """Recorded on that day; its position."""
        return self.story.tell(name, stream or self.one, at=noon(day), **data).position

    def term(self, organization: UUID, starts_on: date, ends_on: date) -> None:
        self.terms.append(starts_on)
        told = {"title": "轮值单位", "basis": "FIXED_ORDER", "passed_over": ()}
        days = {"starts_on": starts_on, "ends_on": ends_on}
        self.say("alliances.ChairRotated", starts_on, organization=organization, **told, **days)

    def held(self, on: date) -> tuple[UUID, int]:
        """An activity, and the position that says so."""
        activity = uuid4()
        told = {
            "theme": "CULTURE",
            "form": "CULTURE",
            "scale": "SMALL",
            "source": "ALLIANCE",
            "title": "演讲",
        }
        self.say("activities.ActivityProposed", on, activity, alliance=self.one, **told)
        return activity, self.say("activities.ActivityHeld", on, activity, held_on=on, place="礼堂")

    def briefed(self, activity: UUID, organization: UUID, on: date) -> int:
        told = {"alliance": self.one, "title": "简报", "recipient": "领导小组", "content": said("c")}
        who = {"activity": activity, "organization": organization}
        return self.say("reports.BriefingFiled", on, uuid4(), due_on=on, filed_on=on, **who, **told)

    def amend(self, on: date, obligations: Obligations = EVERYTHING, **changes: Any) -> int:
        """Another charter is in force from that day on."""
        charter = msgspec.structs.replace(self.charter, obligations=obligations, **changes)
        adopted = {"charter": charter, "effective_on": on, "resolution": ""}
        return self.say("alliances.CharterAdopted", on, **adopted)

    def met(self, organization: UUID, scope: Scope = YEAR, version: int = CURRENT) -> Counted:
        """Duties met, by a definition."""
        scope = Scope(scope.first, scope.last, self.one)
        counted: Counted = self.count(scope, DEFINITIONS[version]).of(organization, Measure.DUTIES_MET)
        return counted
