"""What one may ask of an organization."""

from concord.organizations.commands.appointing import (
    AppointPerson,
    AssignSupervision,
    EndAppointment,
    EnrolFloatingMember,
    FulfilPledge,
    MakePledge,
    ReleaseFloatingMember,
)
from concord.organizations.commands.registering import (
    NAME_LIMIT,
    TEXT_LIMIT,
    DeregisterOrganization,
    RegisterOrganization,
    RenameOrganization,
    UpdateProfile,
)

COMMANDS = (
    RegisterOrganization,
    RenameOrganization,
    UpdateProfile,
    DeregisterOrganization,
    AssignSupervision,
    AppointPerson,
    EndAppointment,
    EnrolFloatingMember,
    ReleaseFloatingMember,
    MakePledge,
    FulfilPledge,
)

__all__ = [
    "COMMANDS",
    "NAME_LIMIT",
    "TEXT_LIMIT",
    "AppointPerson",
    "AssignSupervision",
    "DeregisterOrganization",
    "EndAppointment",
    "EnrolFloatingMember",
    "FulfilPledge",
    "MakePledge",
    "RegisterOrganization",
    "ReleaseFloatingMember",
    "RenameOrganization",
    "UpdateProfile",
]
