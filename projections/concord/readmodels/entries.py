"""What handlers of every read model read out of an entry, in the entry's own spelling."""

from typing import Any

from concord.eventstore.entry import Entry
from concord.projecting import Row


def touch(row: Row, entry: Entry) -> None:
    """The row of an aggregate notes which event changed it last."""
    row["version"] = entry.members["version"]
    row["position"] = entry.position


def digest(narrative: dict[str, Any] | None) -> str | None:
    """The digest that stands for a narrative text; the text is asked of `concord.privacy.disclosures`."""
    return None if narrative is None else narrative["_sd"][0]


def digests(personal: dict[str, Any] | None) -> list[str]:
    """The digests that stand for a person's values."""
    return [] if personal is None else personal["_sd"]


def subject(personal: dict[str, Any] | None) -> str | None:
    """The random id of a person."""
    return None if personal is None else personal["subject"]
