"""What a deployment allows beside permissions: who sees the schema, which documents, how often, how much at
a time."""

from collections.abc import Mapping
from typing import Any

from concord.api.context import OperationContext, Session
from concord.api.documents import TrustedDocuments
from concord.api.places import Places
from concord.api.rates import PER_PEER, Buckets, Rate, TooOften
from concord.api.turns import Turns
from concord.commanding import Message
from concord.identity import Role
from concord.settings import Settings

COST_OF_ONE = 100
"""An operation that may cost more than this counts as one for each so much: a rate of requests alone would
let the most expensive ones through."""
UNLIMITED = Rate(0, 0)

SUBSCRIPTIONS_FULL = Message(
    "订阅过多：同时最多 {limit} 个，请先结束一些",
    "Too many subscriptions: at most {limit} at a time, end some first",
)
SOCKETS_FULL = Message("连接过多：同时最多 {limit} 个", "Too many connections: at most {limit} at a time")


class Policy:
    """Of one process."""

    def __init__(
        self,
        *,
        production: bool,
        users: Rate = UNLIMITED,
        tenants: Rate = UNLIMITED,
        subscriptions: tuple[int, int] = (0, 0),
        sockets: tuple[int, int] = (0, 0),
        trusted: TrustedDocuments | None = None,
    ) -> None:
        """`subscriptions` and `sockets`: at a time, of a user and of a tenant; 0: no limit."""
        self.production = production
        self.trusted = trusted
        self.subscriptions = Places(*subscriptions, SUBSCRIPTIONS_FULL)
        self.sockets = Places(*sockets, SOCKETS_FULL)
        self._buckets: Mapping[str, Buckets] = {"user": Buckets(users), "tenant": Buckets(tenants)}
        self._peers = Buckets(PER_PEER)
        self.turns = Turns()

    @classmethod
    def of(cls, settings: Settings) -> "Policy":
        """As configured."""
        folder = settings.trusted_documents
        return cls(
            production=not settings.is_demo,
            users=Rate(settings.user_rate, settings.user_burst),
            tenants=Rate(settings.tenant_rate, settings.tenant_burst),
            subscriptions=(settings.user_subscriptions, settings.tenant_subscriptions),
            sockets=(settings.user_sockets, settings.tenant_sockets),
            trusted=TrustedDocuments(folder) if folder else None,
        )

    def take(self, session: Session, tokens: float = 1) -> None:
        """Counts an operation, or what it weighs beyond one. Raises LIMIT_EXCEEDED; the session knows then
        what is left and when to come again."""
        for name, buckets, key in self._counted(session):
            try:
                left = buckets.take(key, tokens)
            except TooOften as error:
                session.left[name], session.retry_after = error.left, error.seconds
                raise
            if left is not None:
                session.left[name] = left

    def weigh(self, session: Session, cost: int) -> None:
        """Counts what an operation of this cost weighs beyond one."""
        if cost > COST_OF_ONE:
            self.take(session, cost / COST_OF_ONE - 1)

    def _counted(self, session: Session) -> list[tuple[str, Buckets, Any]]:
        viewer = session.viewer
        if viewer is None:
            return [("peer", self._peers, session.peer)]
        keys = {"user": (viewer.tenant.id, viewer.subject), "tenant": viewer.tenant.id}
        return [(name, buckets, keys[name]) for name, buckets in self._buckets.items()]

    def may_introspect(self, context: OperationContext) -> bool:
        """In production only operators see the schema: it tells an attacker where to look."""
        viewer = context.session.viewer
        return not self.production or (viewer is not None and viewer.role is Role.OPERATOR)
