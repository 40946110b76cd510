"""Many commands in a row: each decided on what those before it decided, stored by itself and in order."""

from datetime import date
from uuid import uuid4, uuid5

import pytest
from notebook import NOTEBOOKS, CloseNotebook, Copy, Notebook, NotebookRefusal, OpenNotebook, TakeNote

from concord.commanding import Commander, CommandRefusal, Refusal
from concord.commanding.loading import shape_of
from concord.commanding.succession import BATCH, Succession
from concord.eventstore.errors import VersionConflict
from concord.identity import Role, Viewer
from concord.privacy import Personal


@pytest.fixture
def notebooks(store, keys) -> Commander:
    return Commander(store, keys, [NOTEBOOKS])


@pytest.fixture
def clerk(tenant) -> Viewer:
    return Viewer(tenant=tenant, subject=str(uuid4()), role=Role.SECRETARY)


@pytest.fixture
def row(notebooks, tenant):
    return Succession(notebooks, tenant)


@pytest.fixture
def give(row, clerk):
    async def give(command, command_id=None, **more):
        return await row.give(clerk, command, command_id=command_id or uuid4(), **more)

    return give


def book(tenant, title):
    return uuid5(tenant.id, f"notebook:{title}")


async def test_each_is_stored_by_itself_in_the_order_given(give, row, store, tenant):
    commands = [uuid4() for _ in range(300)]
    await give(OpenNotebook(title="甲"), commands[0])
    for number, command in enumerate(commands[1:]):
        await give(TakeNote(notebook=book(tenant, "甲"), text=str(number)), command)
    await row.settle()

    entries = await store.read(tenant.id, 0)
    assert [entry.members["command"] for entry in entries] == [str(one) for one in commands]
    assert [entry.members["version"] for entry in entries] == list(range(1, 301))
    assert all(entry.members["correlation"] == entry.members["command"] for entry in entries)


async def test_nothing_waits_for_the_store(give, store, tenant):
    await give(OpenNotebook(title="甲"))
    await give(Copy(source=book(tenant, "甲"), title="乙"))

    assert await store.head(tenant.id) == 0


async def test_the_answer_is_that_of_a_command_given_alone(give, notebooks, clerk, store, tenant):
    given = await give(OpenNotebook(title="甲"))
    noted = await give(TakeNote(notebook=book(tenant, "甲"), text="一"))

    outcome = await noted.outcome()

    assert (outcome.stream, outcome.version, outcome.position) == (book(tenant, "甲"), 2, 2)
    assert (await given.outcome()).position == 1


async def test_a_command_given_again_gets_its_first_answer(row, clerk, notebooks, tenant):
    id_ = uuid4()
    command = OpenNotebook(title="甲")
    first = await (await row.give(clerk, command, command_id=id_, occurred_on=date(2026, 1, 2))).outcome()

    again = await notebooks.execute(clerk, command, command_id=id_, occurred_on=date(2026, 1, 2))

    assert (again.position, again.version, again.replayed) == (first.position, first.version, True)


async def test_what_is_refused_leaves_nothing_behind(give, row, store, tenant):
    await give(OpenNotebook(title="甲"))
    await give(CloseNotebook(notebook=book(tenant, "甲"), text="满"))
    with pytest.raises(Refusal) as refusal:
        await give(TakeNote(notebook=book(tenant, "甲"), text="迟"))
    assert refusal.value.code is NotebookRefusal.CLOSED

    await give(OpenNotebook(title="乙"))
    await row.settle()

    assert await store.head(tenant.id) == 3


async def test_who_writes_in_between_is_not_written_over(give, row, notebooks, clerk, store, tenant):
    await give(OpenNotebook(title="甲"))
    await row.settle()
    await notebooks.execute(clerk, TakeNote(notebook=book(tenant, "甲"), text="别人"))

    await give(TakeNote(notebook=book(tenant, "甲"), text="一"))
    with pytest.raises(VersionConflict):
        await row.settle()
    await give(TakeNote(notebook=book(tenant, "甲"), text="二"))
    with pytest.raises(VersionConflict):  # what it would go on from is not there
        await row.settle()

    assert await store.head(tenant.id) == 2


async def test_a_command_that_was_given_before_ends_it(row, clerk, notebooks, give, tenant):
    id_ = uuid4()
    note = TakeNote(notebook=book(tenant, "甲"), text="一")
    await give(OpenNotebook(title="甲"))
    await row.settle()
    await notebooks.execute(clerk, note, command_id=id_)
    other = Succession(notebooks, tenant)

    await other.give(clerk, note, command_id=id_)
    with pytest.raises(Refusal) as refusal:
        await other.settle()
    assert refusal.value.code is CommandRefusal.COMMAND_REUSED


async def test_what_was_taken_is_told_after_an_interruption(give, row, notebooks, tenant):
    first, second = uuid4(), uuid4()
    await give(OpenNotebook(title="甲"), first)
    await give(TakeNote(notebook=book(tenant, "甲"), text="一"), second)
    await row.settle()

    assert await Succession(notebooks, tenant).taken() == {first: 1, second: 2}


async def test_a_long_stream_keeps_snapshots_that_say_what_its_entries_say(give, row, store, keys, tenant):
    await give(OpenNotebook(title="甲"))
    for number in range(120):
        await give(TakeNote(notebook=book(tenant, "甲"), text=str(number)))
    await row.settle()

    (stored,) = await store.load(tenant.id, [(book(tenant, "甲"), shape_of("notebooks", Notebook).name)])
    assert stored.snapshot is not None
    assert stored.snapshot[0] == 100
    found = await Commander(store, keys, [NOTEBOOKS]).load(
        tenant.id, "notebooks.Notebook", book(tenant, "甲")
    )
    assert found is not None
    assert (found.version, found.notes) == (121, 120)


async def test_what_was_on_its_way_has_come_to_its_end_when_it_is_left(notebooks, clerk, store, tenant):
    async def broken_off():
        async with Succession(notebooks, tenant) as row:
            await row.give(clerk, OpenNotebook(title="甲"), command_id=uuid4())
            for number in range(BATCH):
                note = TakeNote(notebook=book(tenant, "甲"), text=str(number))
                await row.give(clerk, note, command_id=uuid4())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await broken_off()

    assert await store.head(tenant.id) == BATCH


async def test_what_somebody_else_began_is_found_after_all(notebooks, clerk, give, row, store, tenant):
    await give(OpenNotebook(title="甲"))
    await notebooks.execute(clerk, OpenNotebook(title="别人"))

    await give(TakeNote(notebook=book(tenant, "甲"), text="一"))
    await give(Copy(source=book(tenant, "别人"), title="乙"))
    await row.settle()

    assert await store.head(tenant.id) == 4


async def test_somebody_who_was_erased_is_refused_and_the_row_goes_on(give, row, keys, store, tenant):
    subject = uuid4()
    await give(OpenNotebook(title="甲", owner=Personal(subject, {"name": "李桂兰"})))
    await row.settle()
    await keys.destroy([(tenant.id, subject)])

    with pytest.raises(Refusal) as refusal:
        await give(OpenNotebook(title="乙", owner=Personal(subject, {"name": "李桂兰"})))
    assert refusal.value.code is CommandRefusal.SUBJECT_ERASED
    await give(OpenNotebook(title="丙"))
    await row.settle()

    assert await store.head(tenant.id) == 2


async def test_what_was_given_before_somebody_erased_meanwhile_is_stored(give, row, keys, store, tenant):
    subject = uuid4()
    await give(OpenNotebook(title="甲"))
    await give(OpenNotebook(title="乙", owner=Personal(subject, {"name": "李桂兰"})))
    await give(OpenNotebook(title="丙"))
    await keys.destroy([(tenant.id, subject)])

    with pytest.raises(Refusal) as refusal:
        await row.settle()
    assert refusal.value.code is CommandRefusal.SUBJECT_ERASED
    assert [entry.data["title"] for entry in await store.read(tenant.id, 0)] == ["甲"]
