"""The published contract: a JSON Schema for each event and schema version, and one AsyncAPI document.

Both are generated from the event classes and committed in `domains/contract` (docs/decisions/0010).
"""

from concord.contract.asyncapi import document
from concord.contract.evolution import breaking
from concord.contract.folder import FOLDER, committed, load
from concord.contract.schemas import CLOUDEVENT, current

__all__ = ["CLOUDEVENT", "FOLDER", "breaking", "committed", "current", "document", "load"]
