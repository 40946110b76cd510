"""Demo tenants, loaded by whatever is installed under the entry point group `concord.demo`."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from importlib.metadata import entry_points

import asyncpg
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from concord.commanding import Commander
from concord.eventstore import EventStore
from concord.evidence.files import Files
from concord.evidence.stores import open_store
from concord.privacy.opening import opened_keys
from concord.settings import Settings
from concord.tenancy import Tenants

GROUP = "concord.demo"
Report = Callable[[str, int, int], None]
"""(what is loaded, done so far, of how many)."""
Load = Callable[[Commander, Tenants, Files, Report], Awaitable[None]]
"""Creates and loads what is missing, and only that: it may have been stopped half way."""


async def load_demo(settings: Settings) -> None:
    """Run every loader, with a progress bar where a person looks on."""
    loaders: list[Load] = [point.load() for point in entry_points(group=GROUP)]
    if not loaders:
        return
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(
            asyncpg.create_pool(settings.dsn("concord_owner"), min_size=0, max_size=2)
        )
        store = await EventStore.open(settings.dsn("concord_app"))
        stack.push_async_callback(store.close)
        keys = await stack.enter_async_context(opened_keys(settings))
        app = await stack.enter_async_context(
            asyncpg.create_pool(settings.dsn("concord_app"), min_size=0, max_size=2)
        )
        files = Files(app, keys, open_store(settings))
        report = stack.enter_context(_Progress())
        for load in loaders:
            await load(Commander(store, keys), Tenants(pool), files, report)


class _Progress:
    """A bar for each tenant, shown once it has something to do."""

    def __init__(self) -> None:
        columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console())
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Report:
        self._progress.start()
        return self._report

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def _report(self, what: str, done: int, total: int) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total)
        self._progress.update(self._tasks[what], completed=done, total=total)
