"""Many commands as one append: each on top of those before it, all stored or none."""

from datetime import UTC, datetime
from uuid import uuid4, uuid5

import pytest
from notebook import NOTEBOOKS, CloseNotebook, Copy, Notebook, NotebookRefusal, OpenNotebook, TakeNote

from concord.commanding import Commander, CommandRefusal, Refusal, together
from concord.commanding.together import Together
from concord.eventstore.errors import VersionConflict
from concord.identity import Role, Viewer


@pytest.fixture
def notebooks(store, keys) -> Commander:
    return Commander(store, keys, [NOTEBOOKS])


@pytest.fixture
def clerk(tenant) -> Viewer:
    return Viewer(tenant=tenant, subject=str(uuid4()), role=Role.SECRETARY)


@pytest.fixture
def whole(notebooks, clerk):
    def begin(command_id=None, content=b"whole"):
        id_ = command_id or uuid4()
        return Together(notebooks, clerk, command_id=id_, content=content, now=datetime.now(UTC))

    return begin


def book(tenant, title):
    return uuid5(tenant.id, f"notebook:{title}")


async def test_each_decides_on_what_those_before_it_decided(whole, store, tenant):
    together = whole()
    await together.decide(OpenNotebook(title="甲"), id=uuid4())
    await together.decide(TakeNote(notebook=book(tenant, "甲"), text="一"), id=uuid4())
    await together.decide(Copy(source=book(tenant, "甲"), title="乙"), id=uuid4())
    assert await store.head(tenant.id) == 0

    outcome = await together.store()

    entries = await store.read(tenant.id, 0)
    assert [(entry.type, entry.members["version"]) for entry in entries] == [
        ("notebooks.NotebookOpened", 1),
        ("notebooks.NoteTaken", 2),
        ("notebooks.NotebookOpened", 1),
    ]
    assert (outcome.position, outcome.version) == (3, 3)


async def test_it_goes_on_from_what_is_stored(whole, notebooks, clerk, store, tenant):
    await notebooks.execute(clerk, OpenNotebook(title="甲"))
    together = whole()
    for text in ("一", "二"):
        await together.decide(TakeNote(notebook=book(tenant, "甲"), text=text), id=uuid4())
    await together.store()

    assert [entry.members["version"] for entry in await store.read(tenant.id, 0)] == [1, 2, 3]


class Spoiling(TakeNote):
    """Changes the notebook, and is refused then."""

    def decide(self, aggregate, facts, at):
        aggregate.close(self.text)
        raise Refusal(NotebookRefusal.CLOSED)


async def test_what_is_refused_leaves_nothing_behind(whole, store, tenant):
    together = whole()
    await together.decide(OpenNotebook(title="甲"), id=uuid4())
    with pytest.raises(Refusal):
        await together.decide(Spoiling(notebook=book(tenant, "甲"), text="x"), id=uuid4())
    await together.decide(TakeNote(notebook=book(tenant, "甲"), text="一"), id=uuid4())
    await together.store()

    assert [entry.type for entry in await store.read(tenant.id, 0)] == [
        "notebooks.NotebookOpened",
        "notebooks.NoteTaken",
    ]


@pytest.mark.parametrize("relied_on", ["written", "read"])
async def test_what_changes_meanwhile_refuses_the_whole(whole, notebooks, clerk, store, tenant, relied_on):
    await notebooks.execute(clerk, OpenNotebook(title="甲"))
    together = whole()
    if relied_on == "written":
        await together.decide(TakeNote(notebook=book(tenant, "甲"), text="一"), id=uuid4())
    else:
        await together.decide(Copy(source=book(tenant, "甲"), title="乙"), id=uuid4())
    await notebooks.execute(clerk, CloseNotebook(notebook=book(tenant, "甲"), text="满"))

    with pytest.raises(VersionConflict):
        await together.store()
    assert await store.head(tenant.id) == 2


async def test_the_same_whole_again_gets_its_first_answer(whole, store, tenant):
    command = uuid4()
    first = whole(command)
    await first.decide(OpenNotebook(title="甲"), id=uuid4())
    assert await first.taken() is None
    stored = await first.store()

    again = await whole(command).taken()
    assert again is not None
    assert (again.position, again.replayed) == (stored.position, True)
    with pytest.raises(Refusal) as refused:
        await whole(command, b"another").taken()
    assert refused.value.code is CommandRefusal.COMMAND_REUSED


async def test_one_whole_has_its_limit(whole, monkeypatch, tenant):
    monkeypatch.setattr(together, "MOST_EVENTS", 2)
    one = whole()
    await one.decide(OpenNotebook(title="甲"), id=uuid4())
    await one.decide(TakeNote(notebook=book(tenant, "甲"), text="一"), id=uuid4())
    with pytest.raises(Refusal) as refused:
        await one.decide(TakeNote(notebook=book(tenant, "甲"), text="二"), id=uuid4())
    assert refused.value.code is CommandRefusal.TOO_MUCH_AT_ONCE
    assert one.events == 2


async def test_an_aggregate_restored_after_a_refusal_is_what_it_would_have_been(
    whole, notebooks, clerk, tenant
):
    one = whole()
    await one.decide(OpenNotebook(title="甲"), id=uuid4())
    await one.decide(TakeNote(notebook=book(tenant, "甲"), text="一"), id=uuid4())
    with pytest.raises(Refusal):
        await one.decide(Spoiling(notebook=book(tenant, "甲"), text="x"), id=uuid4())
    await one.store()

    found = await notebooks.load(tenant.id, "notebooks.Notebook", book(tenant, "甲"))
    assert isinstance(found, Notebook)
    assert (found.notes, found.closed) == (1, None)
