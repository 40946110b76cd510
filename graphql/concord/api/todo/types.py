"""What somebody has to do, as the API shows it."""

from collections.abc import Awaitable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from concord.api.context import OperationContext
from concord.api.fields import derived, field, reference, row_type
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do."""

    type: str
    """Of the object, as in its global id."""
    key: UUID
    title: str
    action: str
    mutation: str | None
    due_on: date | None
    overdue: bool
    organization: UUID | None = None
    """Whose duty it is, where it is not the alliance's as a whole."""


def _subject(source: Open, context: OperationContext) -> Awaitable[Any]:
    return context.load(LOADS[source.type], source.key)


@row_type(Open, "待办: one thing that waits for the viewer, with its deadline and where it is done")
class Todo:
    """What the viewer's role and organization allow it to do next."""

    title: str = field("标题: of the object, or the name of the duty")
    action: str = field("事项: what is to be done, in Chinese")
    mutation: str | None = field(
        "办理入口: mutation that does it, or begins it; null where others than the viewer do it"
    )
    due_on: date | None = field("截止日: last day; null where none is set")
    overdue: bool = field("已逾期: the last day has passed")
    organization: Organization | None = reference(
        "责任单位: whose duty it is; null where it is no duty, or the alliance's as a whole",
        ORGANIZATION,
        "organization",
    )
    subject: Node | None = derived("办理对象: ticket, task, annotation, fund, report or alliance", _subject)
