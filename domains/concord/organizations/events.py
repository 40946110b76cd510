"""What happens to an organization: public names and shapes, contracts for ever.

Counts are persons or enterprises as of the event's `occurred_on`.
"""

from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import OrganizationKind, PartyForm
from concord.privacy import Narrative, Personal

__all__ = [
    "OrganizationDeregistered",
    "OrganizationKind",
    "OrganizationRegistered",
    "OrganizationRenamed",
    "PartyForm",
    "ProfileUpdated",
]


class OrganizationRegistered(Aggregate.Created):
    """单位已登记: a unit that can join alliances became known, once, by its credit code."""

    credit_code: str
    """统一社会信用代码, 18 characters, checked by GB 32100-2015."""
    name: str
    kind: OrganizationKind
    party_form: PartyForm
    party_members: int
    """Party members under its management (管理党员)."""
    affiliated_enterprises: int
    """Enterprises or bodies that it reaches beside itself (辐射企业、机构)."""
    area: str
    """Town, street, park or community in which it is; empty if not said."""
    industry: str
    """Line of work in the tenant's words; empty if not said."""
    contact: Personal | None
    """联络员: `name`, `phone`."""


class OrganizationRenamed(Aggregate.Event):
    """单位已更名: the credit code stays."""

    name: str


class ProfileUpdated(Aggregate.Event):
    """单位信息已更新: the whole profile as it is from now on."""

    kind: OrganizationKind
    party_form: PartyForm
    party_members: int
    affiliated_enterprises: int
    area: str
    industry: str
    contact: Personal | None
    """Null: the contact stays as it was."""


class OrganizationDeregistered(Aggregate.Event):
    """单位已注销: it can act and join no more; what it did stays."""

    successor: UUID | None
    """The organization that it was merged into, if it was."""
    reason: Narrative | None
