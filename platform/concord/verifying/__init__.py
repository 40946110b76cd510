"""Checks a ledger by the standards alone (RFC 6962, RFC 8785, C2SP signed-note, tlog-checkpoint, tlog-tiles
and tlog-proof). Shares no code with what writes a ledger: an error there is not repeated here."""

from concord.verifying.checkpoint import Checkpoint, open_checkpoint
from concord.verifying.faults import Fault, Wrong
from concord.verifying.note import VerifierKey
from concord.verifying.receipt import Receipt, open_receipt

__all__ = ["Checkpoint", "Fault", "Receipt", "VerifierKey", "Wrong", "open_checkpoint", "open_receipt"]
