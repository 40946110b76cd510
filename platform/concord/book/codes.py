"""The verification code of a printed page: what ties the facts on it to a checkpoint."""

import base64
from collections.abc import Iterable
from hashlib import sha256

from concord.ledger.checkpoints import Checkpoint, body

LENGTH = 16
"""Characters of base32: 80 bits, which nobody finds another page for."""


def page_code(checkpoint: Checkpoint, first: int, last: int, leaves: Iterable[bytes]) -> str:
    """Of a page that shows positions `first` to `last` of the ledger that the checkpoint signs.

    SHA-256 over the checkpoint's signed text, a line with both positions, and the entries' leaf hashes
    (RFC 6962), as base32 in groups of four: anybody who has the entries can compute it.
    """
    text = f"{body(*checkpoint.head[1:])}{first}-{last}\n"
    digest = sha256(text.encode() + b"".join(leaves)).digest()
    code = base64.b32encode(digest).decode()[:LENGTH]
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))
