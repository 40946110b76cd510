"""Who and what a line of the log is about, bound once per request or batch."""

from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bound_contextvars


@contextmanager
def correlated(
    *, tenant: str | None = None, actor: str | None = None, correlation: object | None = None
) -> Iterator[None]:
    """Every line written inside names the tenant's code, the actor's random id and the correlation id."""
    given = {"tenant": tenant, "actor": actor, "correlation": correlation}
    with bound_contextvars(**{name: str(value) for name, value in given.items() if value is not None}):
        yield
