"""Codes of appointments, each with its Chinese term."""

from concord.api.made import told
from concord.organizations.events import AppointmentRole

__all__ = ["AppointmentRole"]

told(
    AppointmentRole,
    "聘任职务: what a person is appointed as",
    LIAISON="联络员: contact person",
    INSTRUCTOR="党建指导员: instructor of party work",
    STEWARD="服务管家: service steward",
    GROUP_LEADER="联组长、副组长: leader or deputy of a division",
    DEDICATED_OFFICER="专职党务工作者: dedicated officer",
    ENTERPRISE_LIAISON="对口联企专员: liaison of enterprises",
    LECTURER="宣讲员、专家: lecturer or expert",
)
