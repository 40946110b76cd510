"""What the API brings to the process, found by the entry point group `concord.api`."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from importlib.metadata import entry_points
from typing import NamedTuple

from litestar import Litestar
from litestar.types import ControllerRouterHandler

from concord.server.services import Services

GROUP = "concord.api"


class Mounted(NamedTuple):
    """Answer of a mount function."""

    routes: Sequence[ControllerRouterHandler]
    lifespan: Sequence[Callable[[Litestar], AbstractAsyncContextManager[None]]] = ()
    """Background work (a listener, a cache) that lives as long as the process."""
    checks: Sequence[Callable[[], Awaitable[str | None]]] = ()
    """For readiness: None, or one sentence that says what is missing."""


Mount = Callable[[Services], Mounted]


def mounted(services: Services) -> list[Mounted]:
    """Everything that the installed entry points offer."""
    mounts: list[Mount] = [point.load() for point in entry_points(group=GROUP)]
    return [mount(services) for mount in mounts]
