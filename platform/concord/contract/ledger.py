"""Events that the platform itself records, beside those of the contexts."""

import msgspec

from concord.privacy import Narrative
from concord.projecting.skips import ENTRY_SKIPPED


class EntrySkipped(msgspec.Struct, frozen=True, kw_only=True):
    """已跳过条目: a read model passes over one entry of this ledger, by an operator's decision."""

    position: int
    """Ledger position of the entry passed over."""
    projection: str
    """The read model that passes over it."""
    reason: Narrative


RECORDED: dict[str, type[msgspec.Struct]] = {ENTRY_SKIPPED: EntrySkipped}
"""Shapes of `data` by public name; each is at schema version 1."""
