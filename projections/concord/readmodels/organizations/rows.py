"""What queries of organizations answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date
from uuid import UUID

import msgspec


class OrganizationRow(msgspec.Struct, frozen=True, kw_only=True):
    """单位（党组织）: its profile as last updated. `kind` and `party_form` are the domain's codes."""

    id: UUID
    credit_code: str
    name: str
    kind: str
    party_form: str
    party_members: int
    affiliated_enterprises: int
    area: str
    industry: str
    contact_subject: UUID | None
    """The contact person's random id; name and phone are disclosures under the digests."""
    contact_digests: list[str]
    memberships: int
    """Alliances that it belongs to now."""
    registered_on: date
    deregistered_on: date | None
    successor: UUID | None
    """The organization that it was merged into."""
    version: int
    position: int
    """Of the last event that changed this row."""


class OrganizationCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by name."""

    name: str
    id: UUID


def cursor(row: OrganizationRow) -> OrganizationCursor:
    """The cursor of a row."""
    return OrganizationCursor(row.name, row.id)
