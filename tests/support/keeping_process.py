"""A process that takes in a file for an object, attaches it, and is killed on the way. Arguments: DSN of the
application, folders of keys and files, code of the tenant, the object, and where it dies: `put` (the store
has the file), `stored` (it may be attached), `event` (the ledger has it, nobody was told). Prints its id."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from uuid import UUID

import asyncpg
from appending import append_of
from specimens import opened, photograph

from concord.eventstore import EventStore
from concord.evidence import files as files_module
from concord.evidence.files import Files
from concord.evidence.receiving import Received, digest_of
from concord.evidence.stores.folder import Folder
from concord.privacy.keystore import KeyStore
from concord.tenancy import Tenants


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Dying(Folder):
    """Its process does not outlive what it stores."""

    async def put(self, *arguments, **named):
        await super().put(*arguments, **named)
        die()


async def looked_at(source, target, *, location):
    """The child that examines is not what is killed here."""
    return "image/jpeg"


async def main(app: str, keys: str, folder: str, code: str, stream: str, where: str) -> None:
    files_module.examined = looked_at
    async with asyncpg.create_pool(app, min_size=0, max_size=2) as pool:
        tenant = await Tenants(pool).by_code(code)
        store = (Dying if where == "put" else Folder)(Path(folder))
        files = Files(pool, KeyStore(Path(keys)), store)
        with opened(photograph()) as source:
            given = Received(source, digest_of(source))
            file = await files.keep(tenant.id, "Ticket", UUID(stream), given, location=False)
        print(file.id, flush=True)
        if where == "stored":
            die()
        await files.claim(tenant.id, file.id, file.stream_id)
        events = await EventStore.open(app)
        await events.append(append_of(tenant, stream=file.stream_id, data={"file": str(file.id)}))
        die()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
