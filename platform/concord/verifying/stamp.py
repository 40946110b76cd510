"""Time stamps (RFC 3161) of checkpoints: when what they cover was there at the latest, and what was not."""

import base64
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cryptography.x509 import Certificate
from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

from concord.verifying.checkpoint import Checkpoint
from concord.verifying.faults import Fault, Sentence, Wrong
from concord.verifying.note import Note

ALLOWED = timedelta(minutes=5)
"""Between an entry and the stamp that the next checkpoint gets: sealing, asking, and clocks that differ."""
SIMULATED = "/simulated"
"""In the origin of a ledger that brings its own time."""


class Stamped(NamedTuple):
    """A checkpoint with its stamp, as a source gives them; neither is believed yet."""

    checkpoint: bytes
    reply: bytes
    """TimeStampResp, DER."""


def read_stamps(content: bytes, where: str) -> list[Stamped]:
    """Stamps as they travel: JSON, `[{"checkpoint": text, "reply": base64}]`. Raises `Wrong`."""
    try:
        return [
            Stamped(one["checkpoint"].encode(), base64.b64decode(one["reply"], validate=True))
            for one in json.loads(content)
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        why = Sentence(f"{where} 的内容无法读取", f"{where} cannot be read ({error})")
        raise Wrong(Fault.STAMP_WRONG, why=why) from error


def open_stamp(
    reply: bytes, text: bytes, authorities: Sequence[Certificate], nonce: int | None = None
) -> datetime:
    """When the text was stamped, by an authority whose certificate leads to one of these. Raises `Wrong`.

    Certificates are judged at the stamp's time: one that has expired since still counts (RFC 3161, 4).
    """
    builder = VerifierBuilder(roots=list(authorities), nonce=nonce)
    try:
        response = decode_timestamp_response(reply)
        builder.build().verify_message(response, text)
        return response.tst_info.gen_time.astimezone(UTC)
    except (ValueError, VerificationError) as error:
        why = Sentence("与检查点不符，或不是所信任的机构所签", str(error))
        raise Wrong(Fault.STAMP_WRONG, why=why) from error


class Stamps:
    """What stamps say about the times that entries claim."""

    def __init__(
        self, stamped: Iterable[tuple[Checkpoint, Stamped]], authorities: Sequence[Certificate]
    ) -> None:
        """Raises `Wrong` for a stamp that does not hold."""
        self.count = 0
        self.first: datetime | None = None
        """Of the earliest stamp."""
        self._covered: dict[int, datetime] = {}
        """The earliest stamp that covers so many entries."""
        for checkpoint, one in stamped:
            at = open_stamp(one.reply, Note.parse(one.checkpoint).text, authorities)
            self.count += 1
            self.first = min(self.first or at, at)
            if SIMULATED not in checkpoint.origin:
                self._covered[checkpoint.size] = min(self._covered.get(checkpoint.size, at), at)

    def judge(self, position: int, recorded_at: str) -> None:
        """Holds an entry's time against the stamps. Raises `Wrong`.

        Times never decrease from entry to entry: the last one that a stamp covers and the first that it does
        not are enough.
        """
        if (until := self._covered.get(position)) and _time(recorded_at) > until + ALLOWED:
            raise Wrong(
                Fault.STAMPED_BEFORE, position=position, recorded_at=recorded_at, stamped_at=_told(until)
            )
        if (since := self._covered.get(position - 1)) and _time(recorded_at) < since - ALLOWED:
            raise Wrong(Fault.BACKDATED, position=position, recorded_at=recorded_at, stamped_at=_told(since))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _told(time: datetime) -> str:
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")
