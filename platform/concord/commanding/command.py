"""What a context declares: its commands, what each reads, and how it decides. Pure; no I/O."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.eventstore.append import Silence
from concord.refusals import RefusalCode

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """Who decides, when: the only things a decision may know beside the command and its facts."""

    tenant: UUID
    now: datetime
    """The ledger's time, UTC. Deadlines of ticket steps are judged by it."""
    today: date
    """The day of `now` (days.py)."""
    occurred_on: date
    """The clerk's claim of when it happened; never after `today`."""
    actor: str
    organization: UUID | None
    role: str
    command: UUID
    """The command's id; ids of whatever it creates are derived from it, so that a retry makes the same."""
    charters: tuple[str, ...] = ()
    """What the tenant has chosen, here and below; empty: it has chosen nothing, and there is no limit."""
    themes: tuple[str, ...] = ()
    resource_lists: tuple[str, ...] = ()


class Read(msgspec.Struct, frozen=True):
    """A fact of another stream that a decision needs: the aggregate's `facts()`, converted to `shape`.

    The version it was read at becomes a guard of the append, so the rule holds when it is decided.
    """

    aggregate: str
    """`<context>.<Aggregate>`, by name: a context imports no other."""
    stream: UUID
    shape: type[msgspec.Struct] | type[Aggregate]
    """An aggregate class of the same context: the aggregate itself, for a decision that changes both."""
    optional: bool = False


class Tally(Protocol):
    """Counts entries, one after another. Pure."""

    def take(self, entry: "Entry") -> None:
        """The next one."""


class Survey(msgspec.Struct, frozen=True):
    """What a decision needs of the ledger as a whole: the entries of some types up to its head, in order.

    What a ledger says up to a position never changes; whether the decision holds also after it, `guarded`
    says. The fact is a `Surveyed`.
    """

    types: tuple[str, ...] = ()
    """Public event names; none: only the head is wanted."""
    begin: Callable[[], Tally] | None = None
    guarded: bool = False
    """An entry of these types that comes before the decision is stored has it made again."""


class Surveyed(msgspec.Struct, frozen=True):
    """The fact that a `Survey` gives."""

    head: int
    """Position up to which was counted."""
    tally: Any = None
    silence: Silence | None = None
    """Of a guarded survey: what must hold when the decision is stored."""


Facts = Mapping[str, Any]


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that somebody may ask of one aggregate."""

    aggregate: ClassVar[type[Aggregate]]
    refuses: ClassVar[tuple[RefusalCode, ...]] = ()
    """Every code that `decide` may raise; the API offers them as the mutation's enum."""

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        """The stream of the aggregate that decides; a new one's id derives from its key or `command`."""
        raise NotImplementedError

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read | Survey]:
        """What else the decision needs. Asked again with what is known until it names nothing new,
        because which streams matter may depend on a fact (an alliance names its programme)."""
        return {}

    def decide(self, aggregate: Any, facts: Facts, at: Circumstances) -> Aggregate | tuple[Aggregate, ...]:
        """The aggregate(s) with new pending events; none pending means that nothing changed.

        `aggregate` is None where the stream does not exist. Raises `Refusal`.
        """
        raise NotImplementedError


class Context(msgspec.Struct, frozen=True):
    """A bounded context as the platform finds it, by entry point: the attribute `CONTEXT` of its package."""

    name: str
    aggregates: tuple[type[Aggregate], ...]
    commands: tuple[type[Command], ...]
    chinese: str = ""
