"""A ledger that began anew: which origins it had before, and what was given up when it left them.

Sealed entries that nobody has any more are given up in the open: the ledger goes on under `<origin>/2`, with
the entries that are left, and an entry of its own says which checkpoint was the last of the origin before.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from concord.verifying.note import ED25519, VerifierKey

BEGUN = "ledger.OriginBegun"
ORIGIN = re.compile(r"(?P<first>.*/ledgers/[^/]+(?:/simulated)?)(?:/(?P<number>[2-9]|[1-9][0-9]{1,8}))?")


class Begun(NamedTuple):
    """That a ledger began anew, as its own entry says."""

    position: int
    """Of that entry: those ahead of it are those of the origin before."""
    former_origin: str
    former_size: int
    former_root: str
    """Hexadecimal."""

    @property
    def given_up(self) -> int:
        """Entries that were sealed and are no more."""
        return self.former_size - self.position + 1

    def explains(self, origin: str, size: int, root: bytes) -> bool:
        """Whether a checkpoint with another root than today's is of what was given up, and no other than the
        last one that the entry names."""
        if origin != self.former_origin or not self.position <= size <= self.former_size:
            return False
        return size < self.former_size or root.hex() == self.former_root


def begun(position: int, entry: dict[str, Any]) -> Begun | None:
    """What an entry says; None where it is none of these, or does not say it as it should."""
    data = entry["data"]
    named = data.get("former_origin"), data.get("former_size"), data.get("former_root")
    if entry["type"] != BEGUN or [type(one) for one in named] != [str, int, str]:
        return None
    return Begun(position, *named)


def is_former(origin: str, of: str) -> bool:
    """Whether an origin may have gone before another one of the same ledger, by their names."""
    one, other = ORIGIN.fullmatch(origin), ORIGIN.fullmatch(of)
    if one is None or other is None or one["first"] != other["first"]:
        return False
    return int(one["number"] or 1) < int(other["number"] or 1)


def trusted_for(checkpoint: bytes, keys: Sequence[VerifierKey]) -> list[VerifierKey]:
    """The keys, and those that are trusted for another origin of the same ledger under the name of this
    checkpoint's: it is the same key, and a verifier key has the origin in it."""
    origin = checkpoint.partition(b"\n")[0].decode(errors="replace")
    others = [
        VerifierKey.of(origin, key.public)
        for key in keys
        if key.algorithm == ED25519 and (is_former(key.name, origin) or is_former(origin, key.name))
    ]
    return list(dict.fromkeys([*keys, *others]))
