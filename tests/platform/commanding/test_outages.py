"""A database that fails around the append: typed answers, and a stored command is never called failed."""

from uuid import uuid4

import asyncpg
import pytest
from notebook import NOTEBOOKS, OpenNotebook, TakeNote

from concord.commanding import Commander
from concord.commanding.loading import SNAPSHOT_EVERY
from concord.eventstore.errors import StoreUnavailable
from concord.identity import Role, Viewer


@pytest.fixture
def notebooks(store, keys) -> Commander:
    return Commander(store, keys, [NOTEBOOKS])


@pytest.fixture
def clerk(tenant) -> Viewer:
    return Viewer(tenant=tenant, subject=str(uuid4()), role=Role.SECRETARY)


@pytest.fixture
async def without(database):
    """Takes the application's right to a function away, as if the database failed there."""
    superuser = await asyncpg.connect(database.superuser)
    taken = []

    async def take(function: str) -> None:
        taken.append(function)
        await superuser.execute(f"revoke execute on function concord.{function} from concord_app")

    yield take
    for function in taken:
        await superuser.execute(f"grant execute on function concord.{function} to concord_app")
    await superuser.close()


async def test_a_command_whose_snapshot_cannot_be_kept_is_done_all_the_same(notebooks, store, clerk, without):
    book = (await notebooks.execute(clerk, OpenNotebook(title="甲"))).stream
    await without("save_snapshot")
    for n in range(SNAPSHOT_EVERY):
        outcome = await notebooks.execute(clerk, TakeNote(notebook=book, text=str(n)))
    assert outcome.position == await store.head(clerk.tenant.id) == SNAPSHOT_EVERY + 1


@pytest.mark.parametrize("function", ["load_streams", "taken_command", "ledger_head"])
async def test_what_fails_before_the_append_is_the_store_s_own_error(notebooks, clerk, without, function):
    await notebooks.execute(clerk, OpenNotebook(title="乙"))
    await without(function)
    command_id = None if function == "ledger_head" else uuid4()  # with an id it would be stored
    with pytest.raises(StoreUnavailable):
        await notebooks.execute(clerk, OpenNotebook(title="乙"), command_id=command_id)
