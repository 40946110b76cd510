"""Codes of tickets, each with its Chinese term."""

from concord.api.made import told
from concord.tickets.events import Responsible, Satisfaction, TicketStatus

__all__ = ["Responsible", "Satisfaction", "TicketStatus"]

told(
    TicketStatus,
    "办理状态: where a ticket stands in its life cycle",
    RAISED="待分级: raised",
    TRIAGED="待派单: triaged",
    DISPATCHED="待接单: dispatched",
    ACCEPTED="办理中: accepted",
    RESOLVED="待确认: resolved",
    CONFIRMED="已确认: confirmed",
    CLOSED="已归档: closed",
    WITHDRAWN="已撤回: withdrawn",
)
told(
    Satisfaction,
    "满意度: the raiser's judgement of the answer",
    SATISFIED="满意: satisfied",
    BASICALLY_SATISFIED="基本满意: basically satisfied",
    DISSATISFIED="不满意: dissatisfied",
)
told(
    Responsible,
    "应办方: whose turn it is",
    ALLIANCE="联盟: to triage or to dispatch",
    DEPARTMENT="承办单位: to accept or to answer",
)
