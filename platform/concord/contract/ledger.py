"""Events that the platform itself records, beside those of the contexts."""

import msgspec

from concord.ledger.opening import HASHES_CLOSED, HASHES_OPENED
from concord.ledger.recovering import ORIGIN_BEGUN
from concord.ledger.releasing import BOOK_RELEASED
from concord.lifecycle import events as tenants
from concord.privacy import Narrative
from concord.projecting.skips import ENTRY_SKIPPED


class EntrySkipped(msgspec.Struct, frozen=True, kw_only=True):
    """已跳过条目: a read model passes over one entry of this ledger, by an operator's decision."""

    position: int
    """Ledger position of the entry passed over."""
    projection: str
    """The read model that passes over it."""
    reason: Narrative


class HashesOpened(msgspec.Struct, frozen=True, kw_only=True):
    """已公开哈希: checkpoints and hashes of this ledger are open to everybody; entries are not."""


class HashesClosed(msgspec.Struct, frozen=True, kw_only=True):
    """已停止公开哈希: checkpoints and hashes of this ledger need a token of the tenant again."""


class OriginBegun(msgspec.Struct, frozen=True, kw_only=True):
    """已启用新台账标识: sealed entries were lost for good; checkpoints have another origin from here on."""

    former_origin: str
    """First line of the checkpoints before."""
    former_root: str
    """Root of the last one, 64 hexadecimal digits."""
    former_size: int
    """Entries that it covered."""
    origin: str
    present: int
    """Position of the last entry that was left."""


class BookReleased(msgspec.Struct, frozen=True, kw_only=True):
    """台账明文副本已发出: a book of a period left the ledger, with personal values and texts in clear."""

    first: int
    """First position in it."""
    last: int
    """Last position in it."""
    format: str
    """`xlsx` or `pdf`; `json`: what is held about one person."""
    sha256: str
    """Of the file, 64 hexadecimal digits."""


RECORDED: dict[str, type[msgspec.Struct]] = {
    ENTRY_SKIPPED: EntrySkipped,
    HASHES_OPENED: HashesOpened,
    HASHES_CLOSED: HashesClosed,
    ORIGIN_BEGUN: OriginBegun,
    BOOK_RELEASED: BookReleased,
    tenants.TENANT_CONFIGURED: tenants.TenantConfigured,
    tenants.TENANT_SUSPENDED: tenants.TenantSuspended,
    tenants.TENANT_RESUMED: tenants.TenantResumed,
    tenants.TENANT_CLOSED: tenants.TenantClosed,
    tenants.PERIOD_OFFERED: tenants.PeriodOffered,
    tenants.PERIOD_HANDED_OVER: tenants.PeriodHandedOver,
}
"""Shapes of `data` by public name; each is at schema version 1."""
