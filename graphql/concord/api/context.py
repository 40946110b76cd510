"""What resolvers are handed: who asks, in which language, and the loaders of this one operation."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast
from uuid import UUID, uuid4

import msgspec
from strawberry.dataloader import DataLoader

from concord.api.admitting import admit
from concord.api.listening import Listener
from concord.api.rates import Left
from concord.api.sight import Record, bounds
from concord.api.turns import Turn
from concord.eventstore.errors import AWAY
from concord.identity import Authenticated, Chosen, Denied, Verifier, Viewer
from concord.identity.failures import NO_TOKEN, Unauthenticated
from concord.privacy.accesses import Look
from concord.projecting.asof import Moment
from concord.server.services import Services

if TYPE_CHECKING:
    from concord.api.policy import Policy

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOMENT: ContextVar[Moment | None] = ContextVar("moment", default=None)
"""When what is resolved now is looked at; None: as it is. Root fields run in a task each, with all that is
below them, so that each can look at another moment (`concord.api.asof`)."""


class Session:
    """One HTTP request, or one socket with all the operations on it."""

    def __init__(
        self,
        services: Services,
        listener: Listener,
        verifier: Verifier,
        policy: "Policy",
        language: str,
        peer: str,
    ) -> None:
        self.services = services
        self.listener = listener
        self._verifier = verifier
        self.policy = policy
        """What the deployment allows."""
        self._known: Authenticated | None = None
        self.language = language
        self.peer = peer
        """Network address; only counted against, never logged or stored."""
        self.viewer: Viewer | None = None
        self.denied: Denied = Unauthenticated(NO_TOKEN)
        """Why there is no viewer."""
        self.expires_at: datetime | None = None
        self.correlation: UUID | None = None
        self.connection_params: dict[str, object] | None = None
        """Payload of a socket's `connection_init`; Strawberry sets it."""
        self.chosen = Chosen()
        """In which of several standings it acts."""
        self.speaks: str | None = None
        """The header `Accept-Language`."""
        self.token: str | None = None
        """A socket's, from its handshake."""
        self.departed: Callable[[], Awaitable[None]] | None = None
        """Returns when the client has gone; None where whoever serves it cancels what it asked for."""
        self.left: dict[str, Left] = {}
        """What is left of each rate, by its name, once something was counted."""
        self.retry_after: int | None = None
        """Seconds after which it is worth trying again; None unless it came too often."""

    def identified(self, known: Authenticated) -> None:
        """Its token has been verified."""
        self._known = known
        self.viewer, self.expires_at = known.viewer, known.expires_at

    async def still(self) -> None:
        """Raises `Denied` once its token was revoked or its tenant was suspended: for what goes on for long.

        It costs next to nothing: what it looks at is remembered for a second. While the database is away
        nobody is told anything anyway.
        """
        if self._known is not None:
            with suppress(*AWAY):
                self.viewer = await self._verifier.still(self._known)
                admit(self.viewer, writes=False)

    def bound(self) -> dict[str, Any]:
        """What every line of the log about this session names."""
        viewer = self.viewer
        known = {} if viewer is None else {"tenant": viewer.tenant.code, "actor": viewer.subject}
        return {**known, "correlation": self.correlation}


class Load(msgspec.Struct, Generic[K, V], frozen=True, eq=False):
    """How many keys are loaded at once; `batch` answers in the order of its keys."""

    batch: Callable[["OperationContext", list[K]], Awaitable[Sequence[V]]]


class OperationContext:
    """One operation. A socket lives for hours: loaders that outlived an operation would serve old rows."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.services = session.services
        self.language = session.language
        self.correlation = session.correlation or uuid4()
        self.position: int | None = None
        """Of a subscription to the ledger: that of the entry which is being shown."""
        self.asked: set[str] = set()
        """Root fields that the operation asked for."""
        self.looked_at: set[UUID] = set()
        """Persons of whom this operation was shown something, as recorded."""
        self.led: frozenset[UUID] = frozenset()
        """Members of the groups that the viewer leads; of a group leader only."""
        self.turn: Turn | None = None
        """The operation's; none of a subscription, which lasts for hours."""
        self._loaders: dict[tuple[Load[Any, Any], Moment | None], DataLoader[Any, Any]] = {}

    @property
    def viewer(self) -> Viewer:
        """Who asks. Raises `Denied` where a token is missing or wrong."""
        if self.session.viewer is None:
            raise self.session.denied
        return self.session.viewer

    @property
    def tenant(self) -> UUID:
        """The viewer's tenant: the only one whose rows this operation may see."""
        return self.viewer.tenant.id

    def bounds(self, record: Record) -> list[UUID] | None:
        """The organizations whose records of a kind this operation may show; None: those of all."""
        return bounds(self.viewer, record, self.led)

    @property
    def look(self) -> Look:
        """How it is recorded that this operation is shown personal values."""
        viewer = self.viewer
        operation = ", ".join(sorted(self.asked))
        return Look(viewer.subject, viewer.role, viewer.organization, operation, self.correlation)

    def load(self, load: Load[K, V], key: K) -> Awaitable[V]:
        """One value; keys asked for in the same turn of the event loop are loaded together."""
        which = (load, MOMENT.get())
        if which not in self._loaders:

            async def batch(keys: list[Any]) -> Sequence[Any]:
                return await load.batch(self, keys)

            self._loaders[which] = DataLoader(batch)
        return cast("Awaitable[V]", self._loaders[which].load(key))

    def resting(self) -> AbstractAsyncContextManager[None]:
        """Around what only waits: others have the turn meanwhile."""
        return nullcontext() if self.turn is None else self.turn.resting()

    def forget(self) -> None:
        """Drops what was loaded: between two results of a subscription rows change."""
        self._loaders.clear()
        self.looked_at.clear()
