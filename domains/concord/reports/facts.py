"""What a report needs to know of others, as plain values: a context imports no other."""

from datetime import date
from uuid import UUID

import msgspec

from concord.charters import Charter, Standing, in_force


class AllianceFacts(Standing, frozen=True):
    """Of `alliances.Alliance`, with what it is called."""

    name: str = ""
    kind: str = ""

    def require_ran(self, starts_on: date, today: date) -> None:
        """Refuses what is about a period of which no day was the alliance's; its last one may be reported
        on after its end."""
        self.require_active(starts_on if self.dissolved_on is not None else today)

    def ended(self, on: date) -> bool:
        """Whether it is no more on that day."""
        return self.dissolved_on is not None and self.dissolved_on <= on

    def charter_on(self, on: date) -> Charter | None:
        """The charter in force on a day."""
        return in_force(self.charters, on)


class ReportFacts(msgspec.Struct, frozen=True):
    """Of the report itself: whose it is and what is counted."""

    alliance: UUID
    starts_on: date
    ends_on: date
