"""What came of the work."""

from concord.eventstore.entry import Entry
from concord.projecting import Rows
from concord.readmodels.figures.tables import BENEFIT


def recorded(rows: Rows, entry: Entry) -> None:
    data = entry.data
    rows.put(
        BENEFIT,
        {
            "benefit": entry.members["stream"],
            "alliance": data["alliance"],
            "kind": data["kind"],
            "day": entry.members["occurred_on"],
            "value": str(data["count"]) if data["amount"] is None else data["amount"],
            "position": entry.position,
        },
    )
