"""Personal values and narrative text: salted disclosures beside the ledger, never in it."""

from concord.privacy.disclosable import Narrative, Personal

__all__ = ["Narrative", "Personal"]
