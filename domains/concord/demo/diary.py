"""What is done in a tenant's year, written down before it is done: pure, and the same every time."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

import msgspec

from concord.commanding import ZONE, Command
from concord.identity import Role, Viewer
from concord.tenancy import Tenant

NAMESPACE = UUID("6f0d4a3e-93c5-4c1b-9b6e-0d2f1c5a7e11")
OPENS = time(9)
OFFICE_SECONDS = 8 * 3600
PACE = 420
"""Seconds between two things done on one day, or less where there are many."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One command, who gives it and when."""

    id: UUID
    """The command's: a second run finds it taken and changes nothing."""
    label: str
    at: datetime
    command: Command
    viewer: Viewer
    occurred_on: date | None
    rests_on: tuple[str, ...]
    """Labels of earlier steps whose ledger positions are the command's evidence."""
    shows: str
    """What the photograph that the command attaches has written on it; empty: it attaches none."""
    removes: str
    """Label of the step whose photograph, its object's last, the command removes; empty: it removes none."""


class Diary:
    """The steps of one tenant, written in any order and read by day."""

    def __init__(self, tenant: Tenant) -> None:
        self.tenant = tenant
        self._days: dict[date, list[Step]] = {}
        self._labels: set[str] = set()
        self._subjects: dict[tuple[Role, UUID | None], str] = {}

    def id(self, label: str) -> UUID:
        """An id that follows from the tenant's code and a label."""
        return uuid5(NAMESPACE, f"{self.tenant.code}:{label}")

    def write(
        self,
        label: str,
        day: date,
        command: Command,
        *,
        role: Role = Role.SECRETARY,
        organization: UUID | None = None,
        occurred_on: date | None = None,
        rests_on: tuple[str, ...] = (),
        shows: str = "",
        removes: str = "",
    ) -> UUID:
        """Notes a command for a day, after those noted for that day before. Returns its id.

        Raises `ValueError` where the label was used: two commands of one id would be one.
        """
        if label in self._labels:
            raise ValueError(f"{label} is written already")
        self._labels.add(label)
        subject = self._subject(role, organization)
        viewer = Viewer(tenant=self.tenant, subject=subject, role=role, organization=organization)
        step = Step(
            id=self.id(label),
            label=label,
            at=datetime.combine(day, OPENS, ZONE),
            command=command,
            viewer=viewer,
            occurred_on=occurred_on,
            rests_on=rests_on,
            shows=shows,
            removes=removes,
        )
        self._days.setdefault(day, []).append(step)
        return step.id

    def _subject(self, role: Role, organization: UUID | None) -> str:
        """Whoever acts in that role for that organization: one person."""
        if (role, organization) not in self._subjects:
            self._subjects[role, organization] = str(self.id(f"person:{role}:{organization}"))
        return self._subjects[role, organization]

    def steps(self) -> list[Step]:
        """Everything in order of time, spread over the office hours of its day."""
        spread: list[Step] = []
        for _, steps in sorted(self._days.items()):
            pace = min(PACE, OFFICE_SECONDS // len(steps))
            spread += [
                msgspec.structs.replace(step, at=step.at + timedelta(seconds=number * pace))
                for number, step in enumerate(steps)
            ]
        return spread
