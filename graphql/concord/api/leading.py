"""What a group leader is bound to: the members of the groups that he leads, and their alliances."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from concord.api import ids
from concord.api.context import OperationContext
from concord.api.freshness import wait_for
from concord.api.parties import PARTIES, parties_of
from concord.api.permissions import Rule
from concord.api.sight import own
from concord.commanding import Message
from concord.identity import Forbidden, Role
from concord.readmodels.groups import queries
from concord.tenancy import reading

NOT_OF_YOUR_GROUP = Message(
    "联组长只能办理本组成员和所在联盟的事务：{field} 不属于",
    "A group leader acts for the members of the groups that he leads, and in their alliances: {field} is of "
    "neither",
)
OBJECTS: Mapping[str, str] = {
    "activityId": "Activity",
    "assessmentId": "Assessment",
    "bookingId": "Booking",
    "inspectionId": "Inspection",
    "meetingId": "JointMeeting",
    "planId": "AnnualPlan",
    "projectId": "KeyProject",
    "reportId": "Report",
    "resourceId": "Resource",
    "taskId": "Task",
    "ticketId": "Ticket",
}
"""Members of inputs that name what is changed, and its type."""
BY_THEIR_CONTEXT = frozenset(
    {"allianceGroupMember", "allianceUngroupMember", "allianceGroupPerson", "allianceUngroupPerson"}
)
"""About one group: the alliance itself knows who leads it."""


class Led(NamedTuple):
    """What somebody leads."""

    alliances: frozenset[UUID]
    members: frozenset[UUID]


async def find_led(context: OperationContext) -> Led:
    """The alliances of the groups that the viewer leads, in person or as one of the organization that does,
    and the groups' members."""
    viewer = context.viewer
    if viewer.role is not Role.LEADER:
        return Led(frozenset(), frozenset())
    async with reading(context.services.pool, context.tenant) as connection:
        rows = await queries.led_by(connection, context.tenant, viewer.subject, viewer.organization)
    members = frozenset(member for _, member in rows if member is not None)
    return Led(frozenset(alliance for alliance, _ in rows), members)


async def check_led(
    context: OperationContext, led: Led, field: str, rule: Rule, arguments: Mapping[str, Any]
) -> None:
    """Whether a leader may change what a mutation's input names. Raises `Forbidden`."""
    given = arguments.get("input")
    if field in BY_THEIR_CONTEXT or not isinstance(given, Mapping):
        return
    mine = own(context.viewer, led.members)
    acting = {name: given[name] for name in rule.own if given.get(name)}
    for name, value in acting.items():
        if _key("Organization", value) not in mine:
            raise _refused(name)
    named = [name for name in OBJECTS if given.get(name)]
    if acting or not (named or given.get("allianceId")):
        return
    for name in named:
        if not await _is_theirs(context, led, mine, name, given[name]):
            raise _refused(name)
    if not named and _key("Alliance", given["allianceId"]) not in led.alliances:
        raise _refused("allianceId")


async def _is_theirs(
    context: OperationContext, led: Led, mine: frozenset[UUID], name: str, value: str
) -> bool:
    """As the newest entry has it: who has just made something changes it next. What there is not, its context
    says so."""
    type_name, key = OBJECTS[name], _key(OBJECTS[name], value)
    if key is None:
        return True
    await wait_for(context, PARTIES[type_name].model, await context.services.store.head(context.tenant))
    row = await context.load(PARTIES[type_name].load, key)
    if row is None:
        return True
    parties = await parties_of(context, type_name, key)
    return not mine.isdisjoint(parties) if parties else row.alliance in led.alliances


def _key(type_name: str, value: object) -> UUID | None:
    found, key = ids.parse(str(value))
    try:
        return UUID(key) if found == type_name else None
    except ValueError:
        return None


def _refused(name: str) -> Forbidden:
    field = f"input.{name}"
    return Forbidden(Message(*(text.format(field=field) for text in NOT_OF_YOUR_GROUP)))
