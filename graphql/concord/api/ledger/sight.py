"""Which entries a viewer may see: those of its own organizations, of the types that tell such records."""

from concord.api.context import OperationContext
from concord.api.sight import ENTRIES, own
from concord.eventstore import Entry


def hidden(context: OperationContext) -> dict[str, list[str]]:
    """Parameters by which a list leaves out what the viewer may not see: types, and the organizations whose
    entries of these types are shown all the same. None for who sees all."""
    types = [name for name, record in ENTRIES.items() if context.bounds(record) is not None]
    return {"hidden": types, "own": [str(one) for one in own(context.viewer, context.led)]} if types else {}


def shows(context: OperationContext, entry: Entry) -> bool:
    """Whether the viewer may see an entry."""
    bounds = hidden(context)
    if not bounds or entry.type not in bounds["hidden"]:
        return True
    of = (entry.members["organization"], entry.data.get("organization"), entry.data.get("recipient"))
    return not set(bounds["own"]).isdisjoint(of)
