"""Checkpoints signed earlier, compared with the roots that the ledger has at their sizes."""

from collections.abc import Iterable, Sequence

from concord.verifying.checkpoint import Checkpoint
from concord.verifying.faults import Fault, Wrong
from concord.verifying.note import COSIGNATURE, VerifierKey
from concord.verifying.origins import Begun, is_former


class SignedHistory:
    """Of one ledger; sizes come in order."""

    def __init__(self, checkpoints: Iterable[Checkpoint], latest: Checkpoint) -> None:
        """Raises `Wrong` for a checkpoint of another ledger."""
        self.matched = 0
        """How many have the root that they sign."""
        self.upto = 0
        """Size of the largest below which all have."""
        self.differing: Checkpoint | None = None
        """The smallest that has not."""
        self.unproven: list[Checkpoint] = []
        """Signed by nobody who is known, and not what the ledger has: they prove nothing against it."""
        self.witnessed: dict[VerifierKey, int] = {}
        """Size of the largest that each witness has signed, of those with the right root."""
        self.given_up = 0
        """How many are of entries that the ledger says it has lost."""
        self._waiting = sorted(checkpoints, key=lambda one: one.size)
        for one in self._waiting:
            if one.origin != latest.origin and not is_former(one.origin, latest.origin):
                raise Wrong(Fault.ORIGIN_DIFFERS, found=one.origin, expected=latest.origin)

    def within(self, start: int, end: int) -> list[Checkpoint]:
        """Those of more than `start` and at most `end` entries, each given once."""
        count = sum(1 for one in self._waiting if one.size <= end)
        found, self._waiting = self._waiting[:count], self._waiting[count:]
        return [one for one in found if one.size > start]

    def take_witnesses(self, one: Checkpoint) -> None:
        """Who has cosigned a checkpoint that has the right root."""
        for key in one.signers:
            if key.algorithm == COSIGNATURE:
                self.witnessed[key] = max(one.size, self.witnessed.get(key, 0))

    def compare(self, one: Checkpoint, root: bytes, begun: Sequence[Begun]) -> None:
        """`root`: what the ledger has at that checkpoint's size, as it is given now. `begun`: what it says of
        origins before."""
        if one.root == root:
            self.matched += 1
            self.take_witnesses(one)
            self.upto = one.size if self.differing is None else self.upto
        elif any(origin.explains(one.origin, one.size, one.root) for origin in begun):
            self.given_up += 1
        elif not one.signers:
            self.unproven.append(one)
        elif self.differing is None:
            self.differing = one
