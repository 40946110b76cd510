"""A subscriber as the platform knows it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

CHANGED = "concord_subscribers"
"""NOTIFY channel that wakes workers after somebody changed one; they look for themselves as well."""


class Delivery(StrEnum):
    """投递方式: how events reach a subscriber."""

    PULL = "PULL"  # 由订阅方从 NATS JetStream 拉取
    WEBHOOK = "WEBHOOK"  # 由平台推送到其网址


class State(StrEnum):
    """订阅状态: whether events are delivered now."""

    ACTIVE = "ACTIVE"  # 投递中
    PAUSED = "PAUSED"  # 已暂停
    REMOVED = "REMOVED"  # 已移除


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """Where a subscriber starts: at the beginning, unless one of these is given."""

    position: int | None = None
    """After this position of the ledger."""
    time: datetime | None = None
    """With the first entry recorded at this time or later."""
    now: bool = False
    """With the next entry."""


class Registration(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody asks for."""

    name: str
    filters: tuple[str, ...] = ()
    """Contexts (`tickets`) or events (`tickets.TicketRaised`); none: everything."""
    url: str | None = None
    """Where events are sent; none: it takes them from NATS."""
    start: Start = Start()

    @property
    def delivery(self) -> Delivery:
        """As the address says."""
        return Delivery.PULL if self.url is None else Delivery.WEBHOOK


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, in which command; what comes again under the same id is not done again."""

    tenant: UUID
    actor: str
    command: UUID
    expected_revision: int | None = None


class Subscriber(msgspec.Struct, frozen=True, kw_only=True):
    """One registered subscriber, and what is known of its delivery."""

    tenant_id: UUID
    name: str
    filters: tuple[str, ...]
    delivery: Delivery
    state: State
    starts_after: int
    """Position after which it started, or was last set to."""
    generation: int
    revision: int
    registered_at: datetime
    registered_by: str
    provisioned: int
    provisioned_generation: int
    acknowledged: int
    """Position up to which it has acknowledged all that it was sent, as last looked at."""
    waiting: int
    """Events that it has yet to take or to acknowledge."""
    redelivered: int
    """Events that are being sent again."""
    delivered_at: datetime | None
    trouble: str
    """What went wrong last, empty if all is well."""
    head: int
    """Last position of the ledger."""

    @property
    def ready(self) -> bool:
        """Whether the worker has carried out the last change."""
        return self.provisioned == self.revision
