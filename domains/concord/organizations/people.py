"""Who serves in an organization, who is a floating member in it, and what was pledged."""

from uuid import UUID

import msgspec

from concord.organizations.events import AppointmentRole


class Appointment(msgspec.Struct, frozen=True):
    """聘任: not ended."""

    subject: UUID
    role: AppointmentRole
    group: UUID | None


class Served(msgspec.Struct, frozen=True):
    """Of `alliances.Alliance`: the groups that a person can be appointed for."""

    groups: tuple[UUID, ...]
