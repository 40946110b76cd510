"""What queries of funds answer. Amounts are yuan, exact; texts named as digests are disclosures."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec


class FundRow(msgspec.Struct, frozen=True, kw_only=True):
    """经费, as it stands."""

    id: UUID
    alliance: UUID
    year: int
    code: str
    name: str
    currency: str
    allocated: Decimal
    received: Decimal
    paid: Decimal
    granted: Decimal
    """Set aside and not paid yet."""
    balance: Decimal
    opened_on: date
    opened_at: datetime
    closed_on: date | None
    carried: Decimal | None
    successor: UUID | None
    version: int
    position: int

    @property
    def available(self) -> Decimal:
        """In hand and set aside for nobody."""
        return self.balance - self.granted


class GrantRow(msgspec.Struct, frozen=True, kw_only=True):
    """补助: set aside for one organization and one item."""

    fund: UUID
    id: UUID
    recipient: UUID
    item: str
    item_name: str
    amount: Decimal
    left_over: Decimal
    basis_kind: str
    basis_record: UUID
    basis_reference: str
    basis_resolution: UUID | None
    approved_on: date
    position: int


class RewardRow(msgspec.Struct, frozen=True, kw_only=True):
    """奖励: proposed for final results."""

    fund: UUID
    id: UUID
    rule: str
    assessment: UUID
    reference: str
    recipient: UUID
    rank: int
    stars: int
    item: str
    item_name: str
    full_amount: Decimal
    amount: Decimal
    status: str
    reason: str | None
    proposed_on: date
    decided_on: date | None
    position: int


class MovementRow(msgspec.Struct, frozen=True, kw_only=True):
    """收支: one movement of a fund."""

    fund: UUID
    version: int
    alliance: UUID
    kind: str
    amount: Decimal
    """Positive where money comes in."""
    payment: UUID | None
    reversed: bool
    source: str | None
    organization: UUID | None
    payee_subject: UUID | None
    payee_digests: list[str]
    item: str | None
    item_name: str | None
    of_grant: UUID | None
    basis_kind: str | None
    basis_record: UUID | None
    basis_resolution: UUID | None
    reference: str | None
    note: str | None
    """Digest."""
    occurred_on: date
    position: int


class FundCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a fund stands in the list: by when it was opened, latest first."""

    opened_at: datetime
    id: UUID


class MovementCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a movement stands in the list: by its ledger position, latest first."""

    position: int
