"""One look at a ledger: is what it shows signed, and does it continue what was seen before?"""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from concord.verifying import Checkpoint, VerifierKey, Wrong, open_checkpoint
from concord.verifying.faults import Sentence, in_language
from concord.witnessing.continuing import Tiles, is_continued, root_at
from concord.witnessing.cosigning import WitnessKey
from concord.witnessing.memory import Memory

UNLIKE = Sentence("哈希树与检查点不符", "tile ≠ checkpoint")


class Refusal(Enum):
    """Why a witness does not sign. The member's name is the code."""

    NOT_TRUSTED = Sentence("检查点没有可信的签名：{why}", "The checkpoint is not signed as it must be: {why}")
    SPLIT_VIEW = Sentence(
        "历史分叉：{size} 条的台账与此前见证的 {seen} 条不相容。证据：{evidence}",
        "SPLIT VIEW: the ledger of {size} entries does not continue the witnessed one of {seen}. "
        "Evidence: {evidence}",
    )
    ROLLED_BACK = Sentence(
        "历史回退：服务器给出 {size} 条，此前已见证 {seen} 条。证据：{evidence}",
        "ROLLED BACK: the server shows {size} entries, {seen} were witnessed before. Evidence: {evidence}",
    )
    UNPROVEN = Sentence(
        "无法证明 {size} 条的台账延续此前见证的 {seen} 条：{why}",
        "That the ledger of {size} entries continues the one of {seen} could not be proven: {why}",
    )


class Refused(Exception):
    """The witness signs nothing. `evidence`: the file with both signed checkpoints, where there are two."""

    def __init__(self, refusal: Refusal, evidence: Path | None = None, **details: object) -> None:
        super().__init__(refusal.name)
        self.refusal, self.evidence = refusal, evidence
        self._details = {"evidence": evidence, **details}

    def __str__(self) -> str:
        return f"{self._said('en')} {self._said('zh')}"

    def _said(self, language: str) -> str:
        details = {name: in_language(one, language) for name, one in self._details.items()}
        return str(in_language(self.refusal.value, language)).format(**details)


class Observed(NamedTuple):
    """A checkpoint that the witness stands for."""

    checkpoint: Checkpoint
    cosignature: bytes
    """The signature line."""
    grown: int
    """Entries since the last look; at the first one, all."""

    @property
    def cosigned(self) -> bytes:
        """The checkpoint with the witness's line under it."""
        return self.checkpoint.raw + self.cosignature


async def observe(
    tiles: Tiles,
    raw: bytes,
    trusted: Sequence[VerifierKey],
    memory: Memory,
    key: WitnessKey,
    now: datetime | None = None,
) -> Observed:
    """Takes in a ledger's checkpoint, remembers it, then signs it. Raises `Refused`, and remembers nothing.

    A checkpoint is remembered on the disk before it is signed: after a crash the witness may have forgotten
    to sign, never what it has signed.
    """
    try:
        checkpoint = open_checkpoint(raw, trusted)
        before = memory.checkpoint(checkpoint.origin)
        seen = open_checkpoint(before, trusted) if before is not None else None
    except Wrong as wrong:
        raise Refused(Refusal.NOT_TRUSTED, why=wrong) from wrong
    if seen is not None:
        await _check(tiles, seen, checkpoint, memory)
    if seen is None or checkpoint.size > seen.size:
        memory.remember(checkpoint.origin, raw)
    time = int((now or datetime.now(UTC)).timestamp())
    return Observed(checkpoint, key.cosign(raw, time), checkpoint.size - (seen.size if seen else 0))


async def _check(tiles: Tiles, seen: Checkpoint, now: Checkpoint, memory: Memory) -> None:
    sizes: dict[str, Any] = {"size": now.size, "seen": seen.size}
    if now.size < seen.size:
        evidence = memory.keep_evidence(now.origin, seen.raw, now.raw)
        raise Refused(Refusal.ROLLED_BACK, evidence, **sizes)
    try:
        if await is_continued(tiles, seen.size, seen.root, now.size, now.root):
            return
        # Wrong tiles prove nothing; those of the signed tree in which the earlier one is not prove all.
        if now.size > seen.size and await root_at(tiles, now.size, now.size) != now.root:
            raise Refused(Refusal.UNPROVEN, why=UNLIKE, **sizes)
    except Wrong as wrong:
        raise Refused(Refusal.UNPROVEN, why=wrong, **sizes) from wrong
    evidence = memory.keep_evidence(now.origin, seen.raw, now.raw)
    raise Refused(Refusal.SPLIT_VIEW, evidence, **sizes)
