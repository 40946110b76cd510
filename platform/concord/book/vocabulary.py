"""The words of the human ledger, by entry point: the platform names no context and knows no term of one."""

from collections.abc import Mapping
from importlib.metadata import entry_points

import msgspec

GROUP = "concord.vocabulary"


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """Chinese terms for what entries hold."""

    events: Mapping[str, str]
    """Of what happened, by public event name: `tickets.TicketRaised` → 已吹哨."""
    contexts: Mapping[str, str]
    """Of a bounded context, by its name: `tickets` → 诉求办理."""
    fields: Mapping[str, str]
    """Of a member, by `tickets.TicketRaised.raiser`; of a structure's member, by `Attendance.present`."""
    codes: Mapping[str, Mapping[str, str]]
    """Of an enumeration's codes, by its name: `Satisfaction` → `SATISFIED` → 满意."""

    def field(self, owner: str, name: str) -> str:
        """The member's term; where nobody gave one, its own name in words."""
        return self.fields.get(f"{owner}.{name}") or name.replace("_", " ")

    def code(self, enumeration: str, code: str) -> str:
        """The code's term; where nobody gave one, the code."""
        return self.codes.get(enumeration, {}).get(code, code)


def find_vocabulary() -> Vocabulary:
    """That of the one entry point `concord.vocabulary`. Raises LookupError where none is installed."""
    points = list(entry_points(group=GROUP))
    if len(points) != 1:
        raise LookupError(f"{len(points)} entry points of the group {GROUP}, there must be one")
    made: Vocabulary = points[0].load()()
    return made
