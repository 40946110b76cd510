"""What a deployment allows beside permissions: who sees the schema, which documents, how often."""

from concord.api.context import OperationContext
from concord.api.documents import TrustedDocuments
from concord.api.rates import PER_PEER, Buckets, Rate
from concord.identity import Role
from concord.settings import Settings

SECONDS_AT_ONCE = 20
"""Of a rate that may be used up at once after a pause: a page full of queries, a script's first minute."""


class Policy:
    """Of one process."""

    def __init__(
        self,
        *,
        production: bool,
        user_rate: int = 0,
        tenant_rate: int = 0,
        trusted: TrustedDocuments | None = None,
    ) -> None:
        """Rates are operations a second; 0: no limit."""
        self.production = production
        self.trusted = trusted
        self._users = Buckets(Rate(user_rate, user_rate * SECONDS_AT_ONCE))
        self._tenants = Buckets(Rate(tenant_rate, tenant_rate * SECONDS_AT_ONCE))
        self._peers = Buckets(PER_PEER)

    @classmethod
    def of(cls, settings: Settings) -> "Policy":
        """As configured."""
        folder = settings.trusted_documents
        return cls(
            production=not settings.is_demo,
            user_rate=settings.user_rate,
            tenant_rate=settings.tenant_rate,
            trusted=TrustedDocuments(folder) if folder else None,
        )

    def take(self, context: OperationContext) -> None:
        """Counts one operation. Raises LIMIT_EXCEEDED."""
        viewer = context.session.viewer
        if viewer is None:
            self._peers.take(context.session.peer)
            return
        self._users.take((viewer.tenant.id, viewer.subject))
        self._tenants.take(viewer.tenant.id)

    def may_introspect(self, context: OperationContext) -> bool:
        """In production only operators see the schema: it tells an attacker where to look."""
        viewer = context.session.viewer
        return not self.production or (viewer is not None and viewer.role is Role.OPERATOR)
