"""A witness 见证: follows a ledger from outside, and signs only what continues all that it has signed before.

Whoever compares checkpoints with a witness's sees a split view: a server that shows one history here and
another there. It uses what verifies ledgers, and nothing of what writes them.
"""

from concord.witnessing.cosigning import WitnessKey
from concord.witnessing.following import Observed, Refusal, Refused, observe
from concord.witnessing.memory import Memory

__all__ = ["Memory", "Observed", "Refusal", "Refused", "WitnessKey", "observe"]
