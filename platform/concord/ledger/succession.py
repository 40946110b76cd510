"""How a key hands over to the next: a signed note (C2SP signed-note) in which the keys that sign vouch for a
new one. Its text has three lines, a name, `succession` and the new public key; no checkpoint reads like that,
for the second line of one is a number."""

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from concord.ledger.notes import ED25519, encoded, signature_line


def succession(ledger_name: str, new: Ed25519PrivateKey, before: Sequence[Ed25519PrivateKey]) -> str:
    """Signed by all of them: who has the new key agrees to it. `ledger_name`: what origins begin with."""
    name = f"{ledger_name}/keys"
    text = f"{name}\nsuccession\n{encoded(ED25519 + new.public_key().public_bytes_raw())}\n"
    return text + "\n" + "".join(signature_line(name, key, text) for key in (*before, new))
