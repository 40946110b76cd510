"""`me { todo }`: what waits for the viewer, the earliest deadline first."""

from datetime import date
from typing import Annotated, Any

import strawberry

from concord.api.asof import reading
from concord.api.connections import MAX_PAGE
from concord.api.context import OperationContext
from concord.api.dates import today
from concord.api.errors import bad_input
from concord.api.freshness import wait_for
from concord.api.info import Info
from concord.api.listing import AtLeast
from concord.api.todo import steps
from concord.api.todo.types import Open
from concord.commanding import Message
from concord.readmodels.duties.queries import still_owed
from concord.readmodels.todo import queries

First = Annotated[int, strawberry.argument(description="最多几项: 1 to 100")]
On = Annotated[date | None, strawberry.argument(description="日期: for what is overdue; today if omitted")]

MODELS = ("tickets", "tasks", "duties", "annotations", "funds", "reports")
TOO_MANY = Message("todo 的 first 应在 1 至 {most} 之间", "todo: first is from 1 to {most}")


async def todo(info: Info, first: First = MAX_PAGE, on: On = None, at_least: AtLeast = None) -> Any:
    """Raises BAD_USER_INPUT, STALE_READ."""
    if not 1 <= first <= MAX_PAGE:
        raise bad_input(TOO_MANY, most=MAX_PAGE)
    context = info.context
    for model in MODELS:
        await wait_for(context, model, at_least)
    day = on or await today(context)
    found = [
        *await _tickets(context, day, first),
        *await _tasks(context, day, first),
        *await _duties(context, day),
        *await _annotations(context, first),
        *await _rewards(context, first),
        *await _reports(context, day, first),
    ]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.title, one.key))[:first]


async def _tickets(context: OperationContext, day: date, limit: int) -> list[Open]:
    viewer = context.viewer
    anybody = steps.statuses(steps.TICKETS_OF_ANYBODY, viewer) if steps.for_the_tenant(viewer) else []
    async with reading(context) as connection:
        rows = await queries.tickets(
            connection,
            context.tenant,
            organization=viewer.organization,
            anybody=anybody,
            department=steps.statuses(steps.TICKETS_OF_DEPARTMENT, viewer),
            raiser=steps.statuses(steps.TICKETS_OF_RAISER, viewer),
            limit=limit,
        )
    return [_open("Ticket", row, steps.TICKETS[row.status], day) for row in rows]


async def _tasks(context: OperationContext, day: date, limit: int) -> list[Open]:
    viewer = context.viewer
    async with reading(context) as connection:
        rows = await queries.tasks(
            connection,
            context.tenant,
            organization=viewer.organization,
            claimant=steps.statuses(steps.TASKS_OF_CLAIMANT, viewer),
            needer=steps.statuses(steps.TASKS_OF_NEEDER, viewer),
            limit=limit,
        )
    return [_open("Task", row, steps.TASKS[row.status], day) for row in rows]


async def _annotations(context: OperationContext, limit: int) -> list[Open]:
    viewer = context.viewer
    if not steps.may(viewer, steps.ANNOTATION.mutation):
        return []
    async with reading(context) as connection:
        rows = await queries.annotations(connection, context.tenant, actor=viewer.subject, limit=limit)
    return [
        _open("EntryAnnotation", row, steps.ANNOTATION, date.min, title=f"台账第 {row.entry} 条")
        for row in rows
    ]


async def _rewards(context: OperationContext, limit: int) -> list[Open]:
    if not steps.may(context.viewer, steps.REWARDS.mutation):
        return []
    async with reading(context) as connection:
        rows = await queries.rewards(connection, context.tenant, limit=limit)
    return [_open("Fund", row, steps.REWARDS, date.min) for row in rows]


async def _reports(context: OperationContext, day: date, limit: int) -> list[Open]:
    viewer = context.viewer
    statuses = steps.statuses(steps.REPORTS, viewer)
    if not statuses:
        return []
    async with reading(context) as connection:
        rows = await queries.reports(
            connection, context.tenant, statuses=statuses, actor=viewer.subject, on=day, limit=limit
        )
    return [_open("Report", row, steps.REPORTS[row.status], day) for row in rows]


async def _duties(context: OperationContext, day: date) -> list[Open]:
    viewer = context.viewer
    keeper = steps.may(viewer, steps.KEEPER) and steps.for_the_tenant(viewer)
    if not keeper and viewer.organization is None:
        return []
    async with reading(context) as connection:
        member = None if keeper else viewer.organization
        owed = await still_owed(connection, context.tenant, day, member)
    return [
        Open(
            type="Alliance",
            key=alliance,
            title=duty.name,
            action=(step := steps.step_of(duty)).chinese,
            mutation=step.mutation if steps.may(viewer, step.mutation) else None,
            due_on=duty.due_on,
            overdue=duty.due_on < day,
            organization=duty.organization,
        )
        for alliance, duty in owed
        if (keeper or duty.organization == viewer.organization) and not steps.is_drafted(duty)
    ]


def _open(type: str, row: queries.OpenStep, step: steps.Step, day: date, *, title: str = "") -> Open:
    return Open(
        type=type,
        key=row.id,
        title=title or row.title or "",
        action=step.chinese,
        mutation=step.mutation,
        due_on=row.due_on,
        overdue=row.due_on is not None and row.due_on < day,
    )
