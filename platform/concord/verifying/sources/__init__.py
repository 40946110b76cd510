"""Where a ledger is read from to be verified: an export bundle, a server, a database."""

from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple, Protocol

from concord.verifying.stamp import Stamped


class Held(NamedTuple):
    """What a source says it holds. Nothing of it is believed before it is checked."""

    tenant: str
    """Code."""
    checkpoint: bytes
    first: int
    """Position of the first entry held; 1 but for the bundle of a period."""
    last: int
    keys: Sequence[str]
    """Verifier keys that came with it."""
    successions: Sequence[bytes] = ()
    """Notes in which keys vouch for their successors."""
    successor: str | None = None
    """Where a server says that the ledger goes on; None while it has not begun anew."""
    receipts: Sequence[bytes] = ()
    """Of some of its entries, that came with it."""
    unsigned: Sequence[str] = ()
    """Members beside the ledger that no signature covers: nothing is said of them."""


class Source(Protocol):
    """A ledger as somebody gives it to whoever verifies it."""

    async def held(self) -> Held:
        """Raises `Wrong` where there is nothing to verify."""
        ...

    def entries(self, first: int, last: int) -> AsyncIterator[Sequence[bytes]]:
        """The bytes of all entries from one position to another, cut at multiples of 256."""
        ...

    async def tile(self, level: int, index: int, width: int) -> bytes | None:
        """The hashes of a tile, or None where the source has no such tile of its own."""
        ...

    def stamps(self) -> AsyncIterator[Stamped]:
        """Checkpoints with their time stamps, in order of their size."""
        ...

    def checkpoints(self) -> AsyncIterator[bytes]:
        """Earlier checkpoints in order of their size, as many as there are but not more than one in 256."""
        ...
