"""How events set and clear the deadlines that the installed policies watch."""

from collections.abc import Callable, Sequence

from concord.eventstore.entry import Entry
from concord.projecting import Handler, ReadModel, Rows, Table
from concord.reacting.finding import find_policies
from concord.reacting.policy import Deadline, Policy

DEADLINE = Table(
    "deadline",
    key={"policy": "text", "stream": "uuid", "subject": "text"},
    columns={"due_on": "date", "position": "bigint"},
)
Sets = Callable[[Entry], Sequence[Deadline]]


def deadlines_of(policies: Sequence[Policy]) -> ReadModel:
    """The read model of the deadlines that these policies watch."""
    watched: dict[str, list[tuple[str, Sets]]] = {}
    for policy in policies:
        for event, sets in policy.deadlines.items():
            watched.setdefault(event, []).append((policy.name, sets))
    handles = {event: Handler(_moving(who)) for event, who in watched.items()}
    return ReadModel(name="deadlines", version=1, tables=(DEADLINE,), handles=handles)


def _moving(who: Sequence[tuple[str, Sets]]) -> Callable[[Rows, Entry], None]:
    def apply(rows: Rows, entry: Entry) -> None:
        for policy, sets in who:
            for deadline in sets(entry):
                _move(rows, policy, entry, deadline)

    return apply


def _move(rows: Rows, policy: str, entry: Entry, deadline: Deadline) -> None:
    key = {"policy": policy, "stream": entry.members["stream"], "subject": deadline.subject}
    if deadline.due_on is None:
        rows.remove(DEADLINE, *key.values())
    else:
        rows.put(DEADLINE, {**key, "due_on": deadline.due_on.isoformat(), "position": entry.position})


READ_MODEL = deadlines_of(find_policies())
