"""What can have evidence: by whose rules a file is uploaded, attached and read."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec

from concord.activities.commands import AttachEvidence
from concord.commanding import Command
from concord.inspections.commands import AttachInspectionEvidence
from concord.tickets.commands import AttachTicketEvidence


class Kind(msgspec.Struct, frozen=True):
    """Objects of one type."""

    query: str
    """The root field whose rule says who may read its files."""
    mutation: str
    """The root field whose rule says who may upload for it."""
    attach: Callable[[UUID, dict[str, Any]], Command]
    """The command that attaches a file, of the object's key and what `bound` says of the file."""


KINDS = {
    "Activity": Kind(
        "activity", "activityAttachEvidence", lambda key, file: AttachEvidence(activity=key, **file)
    ),
    "Ticket": Kind(
        "ticket", "ticketAttachEvidence", lambda key, file: AttachTicketEvidence(ticket=key, **file)
    ),
    "Inspection": Kind(
        "inspection",
        "inspectionAttachEvidence",
        lambda key, file: AttachInspectionEvidence(inspection=key, **file),
    ),
}
