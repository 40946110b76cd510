"""Tickets as the API shows them."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.charters.codes import TriageLevel
from concord.api.dates import today
from concord.api.disclosing import narrative_field
from concord.api.evidence.types import Evidence, evidence_field
from concord.api.fields import field, reference, resolved, row_type
from concord.api.info import Info
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.people import Person, person_field
from concord.api.scalars import Position
from concord.api.tickets.codes import Responsible, Satisfaction, TicketStatus
from concord.api.tickets.loaders import STEPS, TICKET
from concord.readmodels.tickets.rows import StepRow, TicketRow

On = Annotated[date | None, strawberry.argument(description="日期: the day asked about; today if omitted")]


@row_type(StepRow, "办理环节: one step of a ticket, on time or late")
class TicketStep:
    """One event, in the ticket's timeline."""

    version: int = field("版本: of the ticket after this step")
    type: str = field("环节: name of the event (`TicketTriaged`)")
    status: TicketStatus = field("办理状态: after this step")
    level: TriageLevel | None = field("诉求分级: after this step")
    department: Organization | None = reference("承办单位: after this step", ORGANIZATION, "department")
    actor: str = field("办理人: a random id")
    organization: Organization | None = reference("办理单位: of the actor", ORGANIZATION, "organization")
    note: str | None = narrative_field("说明: what was said with it", "note")
    satisfaction: Satisfaction | None = field("满意度: if this step states it")
    responsible: Responsible | None = field("应办方: who must act, where the step urges somebody")
    due_on: date | None = field("本环节期限: last day")
    on_time: bool | None = field("是否按时: null where nothing was due")
    next_due_on: date | None = field("下一环节期限: last day")
    occurred_on: date = field("发生日期: business date")
    recorded_at: datetime = field("记录时刻: when the ledger took it")
    position: Position = field("台账序号: of this step's entry")


async def _overdue(root: strawberry.Parent[TicketRow], info: Info, on: On = None) -> bool:
    return root.overdue(on or await today(info.context))


@row_type(TicketRow, "诉求（吹哨）: raised by a member, answered by the alliance, attended by departments")
class Ticket(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: in which it was raised", ALLIANCE, "alliance")
    raiser: Organization = reference("吹哨单位: whose need it is", ORGANIZATION, "raiser")
    title: str = field("标题: what is needed")
    category: str | None = field("类别: in the tenant's words")
    status: TicketStatus = field("办理状态: where it stands")
    level: TriageLevel | None = field("诉求分级: null until triaged")
    department: Organization | None = reference(
        "承办单位: who has it, or answered it", ORGANIZATION, "department"
    )
    description: str | None = narrative_field("描述: null once erased", "description")
    contact: Person | None = person_field(
        "联系人: of the raiser", "contact_subject", "contact_digests", of=("raiser", "department")
    )
    handler: Person | None = person_field(
        "经办人: of the department",
        "handler_subject",
        "handler_digests",
        of=("raiser", "department"),
        office=True,
    )
    answer: str | None = narrative_field("答复: given last", "answer")
    raised_on: date = field("吹哨日期: business date")
    raised_at: datetime = field("吹哨时刻: when the ledger took it")
    due_on: date | None = field("期限: last day of the open step; null when nothing is due")
    overdue: bool = resolved(_overdue, "是否逾期: the open step on a day not before its last entry", bool)
    resolved_at: datetime | None = field("办结时刻: null while it is worked on")
    ended_at: datetime | None = field("归档或撤回时刻: null while it is open")
    satisfaction: Satisfaction | None = field("满意度: the raiser's")
    confirmed_by_silence: bool = field("默认确认: by the charter's silence period")
    reopened: int = field("重办次数: how often")
    escalated: int = field("升级次数: how often")
    returned: int = field("退单次数: how often")
    extended: int = field("延期次数: how often")
    late_steps: int = field("逾期环节数: recorded after the day on which they were due")
    evidence: list[Evidence] = evidence_field()
    steps: list[TicketStep] = reference("办理过程: its timeline, oldest first", STEPS, "id")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Ticket"] = TICKET
