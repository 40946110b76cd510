"""Which mutation takes the next step: who may is read from the permission table, so that nobody is told to
do what would be refused."""

import msgspec

from concord.api.permissions import BOUND, MUTATIONS
from concord.identity import Viewer


class Step(msgspec.Struct, frozen=True):
    """The next step of an object in a status."""

    mutation: str
    chinese: str


TICKETS_OF_ANYBODY = {
    "RAISED": Step("ticketTriage", "分级"),
    "TRIAGED": Step("ticketDispatch", "派单"),
    "CONFIRMED": Step("ticketClose", "归档"),
}
TICKETS_OF_DEPARTMENT = {
    "DISPATCHED": Step("ticketAccept", "接单"),
    "ACCEPTED": Step("ticketResolve", "办结答复"),
}
TICKETS_OF_RAISER = {"RESOLVED": Step("ticketConfirm", "确认满意度")}
TICKETS = TICKETS_OF_ANYBODY | TICKETS_OF_DEPARTMENT | TICKETS_OF_RAISER
TASKS_OF_CLAIMANT = {"CLAIMED": Step("taskComplete", "完成任务")}
TASKS_OF_NEEDER = {"COMPLETED": Step("taskConfirm", "确认结果")}
TASKS = TASKS_OF_CLAIMANT | TASKS_OF_NEEDER
ANNOTATION = Step("entryConfirmAnnotation", "复核批注")
KEEPER = "allianceRotateChair"
"""Whoever may do this keeps an alliance's duties."""


def may(viewer: Viewer, mutation: str) -> bool:
    """Whether the viewer's role allows it."""
    return viewer.role in MUTATIONS[mutation].roles


def for_the_tenant(viewer: Viewer) -> bool:
    """Whether the viewer acts for the tenant, and not for its own organization alone."""
    return viewer.role not in BOUND


def statuses(steps: dict[str, Step], viewer: Viewer) -> list[str]:
    """Those whose next step the viewer may take."""
    return [status for status, step in steps.items() if may(viewer, step.mutation)]
