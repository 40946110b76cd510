"""What an append promises, one at a time and in groups."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest
from appending import append_of
from msgspec import structs

from concord.eventstore import Disclosure, Guard
from concord.eventstore.append import Silence
from concord.eventstore.errors import (
    CommandReused,
    EntryTooLarge,
    QueueFull,
    StoreUnavailable,
    TimeNotAllowed,
    UnknownTenant,
    VersionConflict,
)
from concord.eventstore.queue import Queue, Waiting
from concord.eventstore.store import EventStore
from concord.eventstore.writer import TrackingRefused, Writer
from concord.tenancy import Tenant, Tenants


@pytest.fixture
async def others(owner_pool: asyncpg.Pool) -> list[Tenant]:
    return [await Tenants(owner_pool).create(code=f"o{uuid4().hex[:12]}", name="别的") for _ in range(3)]


@pytest.fixture
async def writer(database):
    opened = await Writer.open(database.app)
    yield opened
    await opened.close()


async def test_a_lone_append_is_stored_with_its_position_and_time(store, tenant):
    appended = await store.append(append_of(tenant, text="企业停电，请求协调"))

    (entry,) = await store.read(tenant.id, 0)
    assert (entry.position, appended.position) == (1, 1)
    assert entry.recorded_at == appended.recorded_at
    assert entry.data == {"text": "企业停电，请求协调"}
    assert entry.members["position"] == 1


async def test_positions_of_a_tenant_have_no_gap_and_do_not_count_refused_appends(store, tenant):
    taken = append_of(tenant)
    await store.append(taken)
    refused = append_of(tenant, stream=taken.events[0].stream)

    results = await asyncio.gather(
        *(store.append(a) for a in (append_of(tenant, events=3), refused, append_of(tenant, events=2))),
        return_exceptions=True,
    )

    assert isinstance(results[1], VersionConflict)
    assert [e.position for e in await store.read(tenant.id, 0)] == [1, 2, 3, 4, 5, 6]


async def test_two_tenants_of_one_group_each_get_their_own_positions(writer, store, tenant, others):
    group = [append_of(tenant), append_of(others[0], events=2), append_of(tenant), append_of(others[0])]

    outcomes = await writer.append_group(group)

    assert [o.position for o in outcomes] == [1, 2, 2, 3]
    assert await store.head(tenant.id) == 2
    assert await store.head(others[0].id) == 3


async def test_one_conflicting_append_of_a_group_is_refused_alone(writer, store, tenant, others):
    taken = append_of(tenant)
    await writer.append_group([taken])
    clash = append_of(tenant, stream=taken.events[0].stream)

    first, refused, last, other = await writer.append_group(
        [append_of(tenant), clash, append_of(tenant), append_of(others[0])]
    )

    assert (first.position, last.position, other.position) == (2, 3, 1)
    assert (refused.stream, refused.expected, refused.actual) == (taken.events[0].stream, 0, 1)
    assert await store.taken(tenant.id, clash.command, clash.digest) is None


async def test_a_tenant_whose_head_is_taken_stalls_no_other(store, tenant, others, owner_pool, database):
    superuser = await asyncpg.connect(database.superuser)
    holding = superuser.transaction()
    await holding.start()
    await superuser.execute("select from concord.head where tenant_id = $1 for update", tenant.id)
    slow = [asyncio.create_task(store.append(append_of(tenant))) for _ in range(20)]

    await asyncio.sleep(0.05)
    quick = [store.append(append_of(other)) for other in others for _ in range(50)]
    await asyncio.wait_for(asyncio.gather(*quick), timeout=5)

    assert not any(task.done() for task in slow)
    await holding.rollback()
    await superuser.close()
    assert sorted(a.position for a in await asyncio.gather(*slow)) == list(range(1, 21))


async def test_a_group_leaves_out_a_tenant_whose_head_is_taken(writer, store, tenant, others, database):
    superuser = await asyncpg.connect(database.superuser)
    async with superuser.transaction():
        await superuser.execute("select from concord.head where tenant_id = $1 for update", tenant.id)
        group = [append_of(tenant), append_of(others[0]), append_of(tenant)]
        left_out, stored, also = await asyncio.wait_for(writer.append_group(group), timeout=5)
    await superuser.close()

    assert (left_out, stored.position, also) == (None, 1, None)
    assert await store.head(tenant.id) == 0


async def test_an_append_without_an_outcome_is_not_a_success(tenant):
    class Silent:
        async def fetch(self, *_):
            return []

    (outcome,) = await Writer(None, None, Silent(), None).append_group([append_of(tenant)])

    assert isinstance(outcome, StoreUnavailable)


async def test_a_full_queue_says_so_and_takes_again_when_it_has_emptied(database, tenant):
    small = await EventStore.open(database.app, queue=Queue(limit=10))
    results = await asyncio.gather(
        *(small.append(append_of(tenant)) for _ in range(30)), return_exceptions=True
    )

    # one is on its way, five wait: a tenant leaves as much free for others as it takes
    assert sum(isinstance(r, QueueFull) for r in results) == 24
    assert (await small.append(append_of(tenant))).position == 7
    await small.close()


async def test_a_broken_guard_refuses(store, tenant):
    relied_on = append_of(tenant)
    await store.append(relied_on)
    stream = relied_on.events[0].stream
    await store.append(append_of(tenant, stream=stream, version=2))

    with pytest.raises(VersionConflict) as refusal:
        await store.append(append_of(tenant, guards=[Guard(stream, 1)]))

    assert refusal.value.actual == 2
    await store.append(append_of(tenant, guards=[Guard(stream, 2), Guard(uuid4(), 0)]))


async def test_of_two_that_rely_on_each_other_only_one_gets_through(store, tenant):
    one, two = uuid4(), uuid4()
    for _ in range(20):
        left = append_of(tenant, stream=one, guards=[Guard(two, 0)])
        right = append_of(tenant, stream=two, guards=[Guard(one, 0)])
        results = await asyncio.gather(store.append(left), store.append(right), return_exceptions=True)
        assert sum(isinstance(r, VersionConflict) for r in results) == 1
        one, two = uuid4(), uuid4()


async def test_the_same_command_gets_the_first_answer_and_stores_nothing_again(store, tenant):
    append = append_of(tenant)
    first = await store.append(append)

    again = await store.append(append)

    assert (again.position, again.recorded_at, again.replayed) == (first.position, first.recorded_at, True)
    assert await store.head(tenant.id) == 1


async def test_the_same_command_sent_twice_at_once_is_stored_once(store, tenant):
    append = append_of(tenant)
    filler = [store.append(append_of(tenant)) for _ in range(10)]

    answers = await asyncio.gather(store.append(append), *filler, store.append(append))

    assert answers[0].position == answers[-1].position
    assert await store.head(tenant.id) == 11


async def test_a_command_id_with_another_content_is_refused(store, tenant):
    command = uuid4()
    await store.append(append_of(tenant, command=command))

    with pytest.raises(CommandReused):
        await store.append(append_of(tenant, command=command))

    assert await store.head(tenant.id) == 1


async def test_an_append_that_contradicts_itself_is_refused(store, tenant):
    good = append_of(tenant, events=2)
    jump = append_of(tenant, stream=good.events[0].stream, version=5)
    with pytest.raises(VersionConflict):
        await store.append(append_of(tenant, version=3))
    broken = type(good)(**{**_fields(good), "events": (*good.events, *jump.events)})
    with pytest.raises(VersionConflict):
        await store.append(broken)
    assert await store.head(tenant.id) == 0


async def test_an_append_that_contradicts_itself_takes_no_neighbour_along(store, tenant, others):
    good = append_of(tenant, events=2)
    jump = append_of(tenant, stream=good.events[0].stream, version=5)
    broken = type(good)(**{**_fields(good), "events": (*good.events, *jump.events)})

    results = await asyncio.gather(
        *(store.append(a) for a in (append_of(tenant), append_of(others[0]), broken, append_of(tenant))),
        return_exceptions=True,
    )

    assert [isinstance(r, VersionConflict) for r in results] == [False, False, True, False]
    assert await store.head(tenant.id) == 2


async def test_a_stream_relied_on_at_two_versions_at_once_is_refused(store, tenant):
    relied_on = append_of(tenant, events=2)
    await store.append(relied_on)
    stream = relied_on.events[0].stream
    for guards in ([Guard(stream, 1), Guard(stream, 2)], [Guard(stream, 2), Guard(stream, 1)]):
        with pytest.raises(VersionConflict):
            await store.append(append_of(tenant, guards=guards))
    await store.append(append_of(tenant, guards=[Guard(stream, 2), Guard(stream, 2)]))


async def test_an_entry_beyond_the_limit_is_refused_with_its_size(store, tenant):
    with pytest.raises(EntryTooLarge) as refusal:
        await store.append(append_of(tenant, text="长" * 22_000))
    assert refusal.value.size > refusal.value.limit == 65_535
    await store.append(append_of(tenant, text="x" * 65_000))


async def test_an_unknown_tenant_is_refused(store, tenant):
    ghost = Tenant(id=uuid4(), code="ghost", name="无", division_code="", simulated=False)
    with pytest.raises(UnknownTenant):
        await store.append(append_of(ghost))
    results = await asyncio.gather(
        *(store.append(append_of(t)) for t in (ghost, tenant, ghost, tenant)), return_exceptions=True
    )
    assert [isinstance(r, UnknownTenant) for r in results] == [True, False, True, False]


async def test_only_a_simulated_tenant_brings_its_own_time(store, tenant, simulated_tenant):
    day = datetime(2021, 3, 1, 9, 30, tzinfo=UTC)
    appended = await store.append(append_of(simulated_tenant, recorded_at=day))
    assert appended.recorded_at == day
    with pytest.raises(TimeNotAllowed):
        await store.append(append_of(tenant, recorded_at=day))
    results = await asyncio.gather(
        *(store.append(append_of(t, recorded_at=day)) for t in (tenant, simulated_tenant, tenant)),
        return_exceptions=True,
    )
    assert [isinstance(r, TimeNotAllowed) for r in results] == [True, False, True]


async def test_recorded_time_never_decreases(store, simulated_tenant):
    late, early = datetime(2022, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)
    await store.append(append_of(simulated_tenant, recorded_at=late))
    times = [late - timedelta(days=1), early, late + timedelta(days=1), late]
    await asyncio.gather(*(store.append(append_of(simulated_tenant, recorded_at=t)) for t in times))

    recorded = [e.recorded_at for e in await store.read(simulated_tenant.id, 0)]
    assert recorded == sorted(recorded)
    assert recorded[-1] == late + timedelta(days=1)


async def test_tracking_moves_only_forward_and_together_with_its_events(store, tenant):
    await store.append(append_of(tenant, tracking=("upstream", 7)))
    with pytest.raises(TrackingRefused):
        await store.append(append_of(tenant, tracking=("upstream", 7)))
    await store.append(append_of(tenant, tracking=("upstream", 9)))
    assert await store.head(tenant.id) == 2


async def test_tracking_is_kept_among_others_that_leave_together(store, tenant, others):
    await store.append(append_of(tenant, tracking=("upstream", 5)))
    appends = [append_of(t) for t in (tenant, *others)]
    tracked = [append_of(tenant, tracking=("upstream", 5)), append_of(others[0], tracking=("upstream", 1))]
    results = await asyncio.gather(
        *(store.append(a) for a in (*appends, *tracked, append_of(tenant))), return_exceptions=True
    )
    refused = [isinstance(r, TrackingRefused) for r in results]
    assert refused == [False] * 4 + [True, False, False]


async def test_disclosures_are_stored_with_their_events_or_not_at_all(store, tenant, writer, owner_pool):
    taken = append_of(tenant, disclosures=[Disclosure("digest-1", uuid4(), b"1")])
    await store.append(taken)
    refused = append_of(
        tenant, stream=taken.events[0].stream, disclosures=[Disclosure("digest-2", uuid4(), b"2")]
    )
    kept = append_of(tenant, disclosures=[Disclosure("digest-3", uuid4(), b"3")])
    await writer.append_group([refused, kept])

    async with owner_pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.tenant = '{tenant.id}'")
        rows = await connection.fetch(
            "select digest from concord.disclosure where tenant_id = $1 order by digest", tenant.id
        )
    assert [row["digest"] for row in rows] == ["digest-1", "digest-3"]


async def test_a_cancelled_caller_leaves_the_others_unharmed(store, tenant):
    tasks = [asyncio.create_task(store.append(append_of(tenant))) for _ in range(50)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    last = await store.append(append_of(tenant))  # behind all of them in the tenant's queue
    assert [e.position for e in await store.read(tenant.id, 0)] == list(range(1, last.position + 1))
    assert last.position > 25


async def test_a_busy_tenant_takes_its_turn_like_everybody_else(tenant, others):
    queue = Queue()
    for one in [tenant] * 300 + [others[0]] * 2:
        queue.put(_waiting(append_of(one)))

    group = queue.take()

    by_tenant = [w.append.tenant for w in group]
    assert by_tenant.count(tenant.id) == 100
    assert by_tenant.count(others[0].id) == 2


async def test_a_fault_of_ours_leaves_nobody_waiting_and_no_tenant_stuck(store, tenant, monkeypatch):
    def fault(*_):
        raise RuntimeError("unforeseen")

    with monkeypatch.context() as patched:
        patched.setattr("concord.eventstore.writer._outcome", fault)
        asking = asyncio.gather(*(store.append(append_of(tenant)) for _ in range(9)), return_exceptions=True)
        answers = await asyncio.wait_for(asking, timeout=5)

    assert {type(answer) for answer in answers[1:]} == {StoreUnavailable}
    await asyncio.wait_for(store.append(append_of(tenant)), timeout=5)


async def test_what_the_database_cannot_judge_at_once_does_not_leave_together(tenant):
    written, command = append_of(tenant), uuid4()
    relies_on_it = append_of(tenant, guards=[Guard(written.events[0].stream, 0)])
    for one, other in (
        (written, relies_on_it),
        (relies_on_it, written),
        (written, append_of(tenant, stream=written.events[0].stream)),
        (append_of(tenant, command=command), append_of(tenant, command=command)),
    ):
        queue = Queue()
        for append in (one, other):
            queue.put(_waiting(append))
        assert [w.append for w in queue.take()] == [one]


async def test_a_tenant_that_fills_its_part_of_the_queue_shuts_no_other_out(tenant, others):
    queue = Queue(limit=100)
    for _ in range(50):
        queue.put(_waiting(append_of(tenant)))
    with pytest.raises(QueueFull):
        queue.put(_waiting(append_of(tenant)))
    for _ in range(10):
        queue.put(_waiting(append_of(others[0])))

    while group := queue.take():
        queue.release({waiting.append.tenant for waiting in group})
    for _ in range(50):
        queue.put(_waiting(append_of(others[0])))


async def test_appends_without_an_event_take_places_too(tenant):
    queue = Queue(limit=100)
    for n in range(50):
        queue.put(_waiting(append_of(tenant, events=0, tracking=("upstream", n))))
    with pytest.raises(QueueFull):
        queue.put(_waiting(append_of(tenant, events=0, tracking=("upstream", 50))))


async def test_a_group_stays_within_its_size_and_who_was_left_out_goes_next():
    queue = Queue()
    tenants = [
        Tenant(id=uuid4(), code="many", name="多", division_code="", simulated=False) for _ in range(1_500)
    ]
    for one in tenants:
        queue.put(_waiting(append_of(one)))

    first, second = queue.take(), queue.take()

    assert (len(first), len(second), queue.empty) == (1_000, 500, True)
    assert {w.append.tenant for w in (*first, *second)} == {one.id for one in tenants}


def _waiting(append):
    return Waiting(append, asyncio.get_running_loop().create_future(), 0)


def _fields(append):
    return {name: getattr(append, name) for name in append.__struct_fields__}


async def test_what_was_counted_up_to_a_position_holds_only_in_silence(store, tenant):
    head = (await store.append(append_of(tenant))).position
    quiet = structs.replace(append_of(tenant), silence=Silence(head, ("tests.Happened",)))
    await store.append(quiet)
    with pytest.raises(VersionConflict) as broken:
        await store.append(structs.replace(append_of(tenant), silence=quiet.silence))
    assert (broken.value.expected, broken.value.actual) == (head, head + 1)
    assert await store.head(tenant.id) == head + 1
    others = structs.replace(append_of(tenant), silence=Silence(head, ("tests.Another",)))
    assert (await store.append(others)).position == head + 2


async def test_one_stored_in_silence_is_answered_again_whatever_came_after_it(store, tenant):
    append = structs.replace(append_of(tenant), silence=Silence(0, ("tests.Happened",)))
    first = await store.append(append)
    await store.append(append_of(tenant))
    again = await store.append(append)
    assert (again.position, again.replayed) == (first.position, True)


async def test_one_in_silence_waits_for_the_head_and_sees_what_was_stored_meanwhile(
    owner_pool, store, tenant
):
    async with owner_pool.acquire() as other, other.transaction():
        await other.execute("select 1 from concord.head where tenant_id = $1 for update", tenant.id)
        first = asyncio.create_task(store.append(append_of(tenant)))
        await asyncio.sleep(0)  # it is under way
        silence = Silence(0, ("tests.Happened",))
        second = asyncio.create_task(store.append(structs.replace(append_of(tenant), silence=silence)))
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(first, second, return_exceptions=True)
    stored = [one for one in outcomes if not isinstance(one, Exception)]
    assert await store.head(tenant.id) == len(stored)
    assert isinstance(outcomes[1], VersionConflict) or outcomes[1].position == 1
