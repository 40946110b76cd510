"""A replay: verified, loaded, projected and served, by this process alone."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace as replaced
from pathlib import Path

import asyncpg

from concord.embedded import postgres
from concord.eventstore.migrating import migrate
from concord.projecting.working import SESSION
from concord.replaying.errors import ReplayError
from concord.replaying.loading import claim, load
from concord.replaying.projecting import project
from concord.settings import Settings
from concord.verifying import VerifierKey
from concord.verifying.sources.bundle import Bundle
from concord.verifying.verification import verify

Step = Callable[[str], Callable[[int, int], None]]
"""Begins a step by its name; what it returns is told (done, of how many)."""


def settings_of(settings: Settings, folder: Path, keys: Path | None) -> Settings:
    """Those of a replay in `folder`: of the deployment around it nobody is asked and no file is opened, but
    for a database that was given, and the master key of `keys`. Without `keys` there is an empty key store,
    and what it would disclose is null."""
    return replaced(
        settings,
        data_dir=folder,
        keys_dir=keys or folder / "keys",
        master_key=settings.master_key if keys else "",
        files="",
        nats_url="",
        oidc_issuer="",
        tsa_url="",
        witness_keys=None,
        demo="yes",
    )


@asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[None]:
    """The database that was given, or one of its own, migrated to this program's schema. Raises
    `ReplayError` where the one that was given is a deployment's."""
    if settings.database_url:
        await claim(settings.dsn("concord_owner"))
        await migrate(settings.dsn("concord_owner"))
        yield
        return
    async with postgres.running(settings.postgres_dir):
        await migrate(settings.dsn("concord_owner"))
        yield


async def check(file: Path, trusted: Sequence[VerifierKey], step: Step) -> None:
    """Verifies a bundle, and that it begins at the first entry. Nothing is replayed without.

    `trusted`: keys one of which must have signed; those of the bundle where none is given. Raises
    `ReplayError`, and `Wrong` where the bundle is none.
    """
    with Bundle(file) as bundle:
        manifest = bundle.manifest
        if manifest.first != 1 or manifest.last != manifest.size:
            raise ReplayError(
                f"This bundle holds the period from entry {manifest.first} to {manifest.last} only: it can "
                "be verified, but a replay starts at the first. Export without --from and --to."
            )
        keys = trusted or [VerifierKey.parse(key) for key in (await bundle.held()).keys]
        found = await verify(bundle, keys, progress=step("verifying 核验"))
    if found.faults:
        raise ReplayError(f"The bundle does not hold: {found.faults[0]}.")


async def rebuild(settings: Settings, file: Path, step: Step) -> None:
    """Makes everything from a bundle that was checked. Raises `ReplayError`."""
    with Bundle(file) as bundle:
        async with asyncpg.create_pool(settings.dsn("concord_owner"), min_size=0, max_size=1) as pool:
            tenant = await load(pool, bundle, step("loading 载入"))
        dsn = settings.dsn("concord_projector")
        async with asyncpg.create_pool(dsn, min_size=0, max_size=1, server_settings=SESSION) as pool:
            await project(pool, tenant, bundle.manifest.size, step("read models 读模型"))
