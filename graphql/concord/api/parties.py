"""Which organizations take part in an object: for those who act for an organization or a group."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from concord.api.activities import loaders as activities
from concord.api.assessments import loaders as assessments
from concord.api.context import Load, OperationContext
from concord.api.inspections import loaders as inspections
from concord.api.meetings import loaders as meetings
from concord.api.plans import loaders as plans
from concord.api.projects import loaders as projects
from concord.api.reports import loaders as reports
from concord.api.resources import loaders as resources
from concord.api.tasks import loaders as tasks
from concord.api.tickets import loaders as tickets


class Parties(msgspec.Struct, frozen=True):
    """Where they are found."""

    load: Load[UUID, Any]
    model: str
    named: tuple[str, ...] = ()
    """Attributes of the row; none: what is of the whole alliance."""
    also: Load[UUID, Any] | None = None
    """Rows that belong to it, of an `organization` each that has a part in what is done."""
    attending: Load[UUID, Any] | None = None
    """The same, of those that only came: they see it, and change nothing."""


PARTIES: Mapping[str, Parties] = {
    "Activity": Parties(
        activities.ACTIVITY, activities.MODEL, ("proposer", "lead"), attending=activities.ATTENDANCE
    ),
    "Assessment": Parties(assessments.ASSESSMENT, assessments.MODEL),
    "Booking": Parties(resources.BOOKING, resources.MODEL, ("owner", "organization")),
    "Inspection": Parties(inspections.INSPECTION, inspections.MODEL, ("inspector", "subject")),
    "JointMeeting": Parties(meetings.MEETING, meetings.MODEL),
    "KeyProject": Parties(projects.PROJECT, projects.PROJECTS, ("proposer",), projects.CLAIMS),
    "AnnualPlan": Parties(plans.PLAN, plans.MODEL),
    "Report": Parties(reports.REPORT, reports.MODEL),
    "Resource": Parties(resources.RESOURCE, resources.MODEL, ("owner",)),
    "Task": Parties(tasks.TASK, tasks.MODEL, ("organization", "claimant")),
    "Ticket": Parties(tickets.TICKET, tickets.MODEL, ("raiser", "department")),
}


async def parties_of(
    context: OperationContext, type_name: str, key: UUID, *, attending: bool = False
) -> frozenset[UUID]:
    """Organizations that take part in an object, with those that only came or without; none where it is
    unknown, or of the whole alliance."""
    of = PARTIES[type_name]
    row = await context.load(of.load, key)
    found = {getattr(row, name) for name in of.named} if row is not None else set()
    for load in (of.also, of.attending if attending else None):
        if load is not None:
            found |= {one.organization for one in await context.load(load, key) or ()}
    return frozenset(found - {None})
