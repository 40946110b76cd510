"""How many of something (sockets, subscriptions) a user and a tenant have at a time, in this process."""

from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

from concord.api.errors import limit_exceeded
from concord.commanding import Message
from concord.identity import Viewer


class Places:
    """Taken for as long as it lasts; a limit of 0 is none."""

    def __init__(self, per_user: int, per_tenant: int, full: Message) -> None:
        """`full` has a place for `{limit}`."""
        self._limits = (per_user, per_tenant)
        self._full = full
        self._taken: Counter[Hashable] = Counter()

    @contextmanager
    def taken(self, viewer: Viewer) -> Iterator[None]:
        """One more of the viewer's and of its tenant's. Raises LIMIT_EXCEEDED."""
        keys: tuple[Hashable, ...] = ((viewer.tenant.id, viewer.subject), viewer.tenant.id)
        for key, limit in zip(keys, self._limits, strict=True):
            if limit and self._taken[key] >= limit:
                raise limit_exceeded(self._full, limit=limit)
        self._taken.update(keys)
        try:
            yield
        finally:
            self._taken.subtract(keys)
            for key in keys:
                if not self._taken[key]:
                    del self._taken[key]
