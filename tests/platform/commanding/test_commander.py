"""From a command to its events: idempotent, guarded, personal values kept out of the entry."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from notebook import NOTEBOOKS, CloseNotebook, Copy, NotebookRefusal, OpenNotebook, TakeNote

from concord.alliances.commands import JoinAlliance
from concord.charters import OrganizationKind
from concord.commanding import Commander, CommandRefusal, Refusal
from concord.demo.units import credit_code
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.privacy import Personal
from concord.privacy.disclosing import disclose
from concord.reports.commands import DraftReport
from concord.tenancy import reading
from concord.tickets.commands import TriageTicket

UNIT = {"name": "单位", "kind": OrganizationKind.ENTERPRISE}


@pytest.fixture
def notebooks(store, keys) -> Commander:
    return Commander(store, keys, [NOTEBOOKS])


@pytest.fixture
def clerk(tenant) -> Viewer:
    return Viewer(tenant=tenant, subject=str(uuid4()), role=Role.SECRETARY, organization=uuid4())


async def test_an_event_carries_who_when_and_why(notebooks, store, clerk, tenant):
    correlation, command = uuid4(), uuid4()
    outcome = await notebooks.execute(
        clerk,
        OpenNotebook(title="台账"),
        command_id=command,
        correlation=correlation,
        causation=f"{tenant.code}:7",
        occurred_on=date(2026, 1, 2),
    )

    (entry,) = await store.read(tenant.id, 0)
    assert list(entry.members) == sorted(entry.members)
    assert entry.members == {
        "actor": clerk.subject,
        "causation": f"{tenant.code}:7",
        "command": str(command),
        "correlation": str(correlation),
        "data": {"title": "台账", "owner": None},
        "occurred_on": "2026-01-02",
        "organization": str(clerk.organization),
        "position": 1,
        "recorded_at": entry.members["recorded_at"],
        "role": "secretary",
        "schema": 1,
        "stream": str(outcome.stream),
        "tenant": tenant.code,
        "type": "notebooks.NotebookOpened",
        "version": 1,
    }


async def test_the_same_command_gets_the_first_answer_even_when_it_would_now_be_refused(
    notebooks, store, clerk
):
    book = (await notebooks.execute(clerk, OpenNotebook(title="甲"))).stream
    command = uuid4()
    first = await notebooks.execute(clerk, TakeNote(notebook=book, text="一"), command_id=command)
    await notebooks.execute(clerk, CloseNotebook(notebook=book, text="满"))

    again = await notebooks.execute(clerk, TakeNote(notebook=book, text="一"), command_id=command)

    assert (again.position, again.version, again.replayed) == (first.position, first.version, True)
    assert await store.head(clerk.tenant.id) == 3


async def test_the_same_id_with_another_content_is_refused(notebooks, clerk):
    book = (await notebooks.execute(clerk, OpenNotebook(title="乙"))).stream
    command = uuid4()
    await notebooks.execute(clerk, TakeNote(notebook=book, text="一"), command_id=command)
    with pytest.raises(Refusal) as refusal:
        await notebooks.execute(clerk, TakeNote(notebook=book, text="二"), command_id=command)
    assert refusal.value.code is CommandRefusal.COMMAND_REUSED


async def test_the_same_id_with_another_date_is_refused(notebooks, clerk):
    command, book = uuid4(), OpenNotebook(title="日")
    await notebooks.execute(clerk, book, command_id=command, occurred_on=date(2026, 1, 2))
    with pytest.raises(Refusal) as refusal:
        await notebooks.execute(clerk, book, command_id=command, occurred_on=date(2026, 1, 3))
    assert refusal.value.code is CommandRefusal.COMMAND_REUSED


async def test_a_refused_command_stores_nothing_and_may_succeed_later(notebooks, store, clerk):
    book = (await notebooks.execute(clerk, OpenNotebook(title="丙"))).stream
    await notebooks.execute(clerk, CloseNotebook(notebook=book, text="满"))
    with pytest.raises(Refusal) as refusal:
        await notebooks.execute(clerk, TakeNote(notebook=book, text="迟"))
    assert refusal.value.code is NotebookRefusal.CLOSED
    assert await store.head(clerk.tenant.id) == 2


async def test_who_saw_an_older_version_is_told_what_it_is_now(notebooks, clerk):
    book = (await notebooks.execute(clerk, OpenNotebook(title="丁"))).stream
    await notebooks.execute(clerk, TakeNote(notebook=book, text="一"))
    with pytest.raises(Refusal) as refusal:
        await notebooks.execute(clerk, TakeNote(notebook=book, text="二"), expected_version=1)
    assert refusal.value.code is CommandRefusal.VERSION_CONFLICT
    assert "2" in refusal.value.sentence("en")


async def test_of_two_who_saw_the_same_version_one_succeeds(notebooks, clerk):
    book = (await notebooks.execute(clerk, OpenNotebook(title="戊"))).stream
    results = await asyncio.gather(
        *(notebooks.execute(clerk, TakeNote(notebook=book, text=t), expected_version=1) for t in "甲乙"),
        return_exceptions=True,
    )
    assert sorted(type(r).__name__ for r in results) == ["Outcome", "Refusal"]


async def test_without_an_expected_version_all_decide_again_and_none_is_lost(notebooks, clerk):
    book = (await notebooks.execute(clerk, OpenNotebook(title="己"))).stream
    outcomes = await asyncio.gather(
        *(notebooks.execute(clerk, TakeNote(notebook=book, text=str(n))) for n in range(10))
    )
    assert sorted(o.version for o in outcomes) == list(range(2, 12))


async def test_a_rule_across_aggregates_holds_when_it_is_decided(notebooks, clerk, store):
    """Given copying and closing the source at once, then never a copy after the closing."""
    for round_ in range(10):
        source = (await notebooks.execute(clerk, OpenNotebook(title=f"源{round_}"))).stream
        await asyncio.gather(
            notebooks.execute(clerk, Copy(source=source, title=f"抄{round_}")),
            notebooks.execute(clerk, CloseNotebook(notebook=source, text="停")),
            return_exceptions=True,
        )
        entries = await store.read(clerk.tenant.id, 0)
        closed = next(e.position for e in entries if e.stream == source and e.type.endswith("Closed"))
        copied = [e.position for e in entries if e.data.get("title") == f"抄{round_}"]
        assert all(position < closed for position in copied)


async def test_what_changes_nothing_appends_nothing(notebooks, clerk, store):
    first = await notebooks.execute(clerk, OpenNotebook(title="庚"))
    second = await notebooks.execute(clerk, OpenNotebook(title="庚"))
    assert (second.stream, second.version, second.position) == (first.stream, 1, 1)
    assert await store.head(clerk.tenant.id) == 1


async def test_what_changed_nothing_still_has_its_first_answer_later(notebooks, clerk, store):
    book = (await notebooks.execute(clerk, OpenNotebook(title="辰"))).stream
    command = uuid4()
    nothing = await notebooks.execute(clerk, OpenNotebook(title="辰"), command_id=command)
    await notebooks.execute(clerk, TakeNote(notebook=book, text="一"))

    again = await notebooks.execute(clerk, OpenNotebook(title="辰"), command_id=command)

    assert (again.version, again.position, again.replayed) == (1, nothing.position, True)
    assert await store.head(clerk.tenant.id) == 2


async def test_narrative_and_personal_values_are_disclosures_beside_the_ledger(notebooks, store, clerk, keys):
    subject = uuid4()
    owner = Personal(subject, {"name": "李桂兰", "phone": "13900000000"})
    book = (await notebooks.execute(clerk, OpenNotebook(title="辛", owner=owner))).stream
    await notebooks.execute(clerk, TakeNote(notebook=book, text="李桂兰反映停电"))

    opened, taken = await store.read(clerk.tenant.id, 0)
    assert opened.data["owner"]["subject"] == str(subject)
    for secret in ("李桂兰", "13900000000"):
        assert secret.encode() not in opened.raw + taken.raw
    async with reading(store.pool, clerk.tenant.id) as connection:
        digests = [*opened.data["owner"]["_sd"], *taken.data["text"]["_sd"]]
        disclosed = await disclose(connection, keys, clerk.tenant.id, digests)
    assert set(disclosed.values()) == {
        ("name", "李桂兰"),
        ("phone", "13900000000"),
        ("text", "李桂兰反映停电"),
    }


async def test_the_same_words_twice_make_two_digests(notebooks, store, clerk):
    book = (await notebooks.execute(clerk, OpenNotebook(title="壬"))).stream
    for _ in range(2):
        await notebooks.execute(clerk, TakeNote(notebook=book, text="同"))
    entries = await store.read(clerk.tenant.id, 1)
    assert entries[0].data["text"] != entries[1].data["text"]


async def test_a_date_in_the_future_is_refused(notebooks, clerk):
    with pytest.raises(Refusal) as refusal:
        await notebooks.execute(clerk, OpenNotebook(title="癸"), occurred_on=date(2999, 1, 1))
    assert refusal.value.code is CommandRefusal.OCCURRED_IN_FUTURE


@pytest.mark.parametrize("text", ["\ud800", "a\0b"])
async def test_text_that_no_entry_can_hold_is_refused(notebooks, clerk, store, text):
    with pytest.raises(Refusal) as refusal:
        await notebooks.execute(clerk, OpenNotebook(title=text))
    assert refusal.value.code is CommandRefusal.TEXT_INVALID
    assert await store.head(clerk.tenant.id) == 0


async def test_what_is_kept_beside_an_entry_holds_no_more_than_the_entry(notebooks, clerk, store):
    book = (await notebooks.execute(clerk, OpenNotebook(title="子"))).stream
    for text, code in (
        ("a\0b", CommandRefusal.TEXT_INVALID),
        ("\ud800", CommandRefusal.TEXT_INVALID),
        ("字" * 21_846, CommandRefusal.ENTRY_TOO_LARGE),
    ):
        for wanted in (
            TakeNote(notebook=book, text=text),
            OpenNotebook(title="丑", owner=Personal(uuid4(), {"name": text})),
        ):
            with pytest.raises(Refusal) as refusal:
                await notebooks.execute(clerk, wanted)
            assert refusal.value.code is code
    assert await store.head(clerk.tenant.id) == 1


async def test_a_note_is_kept_in_the_form_that_an_entry_would_have(notebooks, clerk, store, keys):
    book = (await notebooks.execute(clerk, OpenNotebook(title="寅"))).stream
    await notebooks.execute(clerk, TakeNote(notebook=book, text="Cafe\u0301"))
    (entry,) = await store.read(clerk.tenant.id, 1)
    async with reading(store.pool, clerk.tenant.id) as connection:
        disclosed = await disclose(connection, keys, clerk.tenant.id, entry.data["text"]["_sd"])
    assert [*disclosed.values()] == [("text", "Caf\u00e9")]


async def test_an_event_of_an_older_shape_is_read_by_today_s_code(notebooks, store, clerk):
    from appending import append_of
    from msgspec import structs

    book = (await notebooks.execute(clerk, OpenNotebook(title="旧"))).stream
    old = append_of(clerk.tenant, stream=book, version=2)
    (event,) = old.events
    before = event.before.replace(b'"data":{"text":""}', b'"data":{}')
    after = event.after.replace(b"tests.Happened", b"notebooks.NotebookClosed")
    event = structs.replace(event, before=before, after=after, type="notebooks.NotebookClosed")
    await store.append(structs.replace(old, events=(event,)))

    found = await notebooks.load(clerk.tenant.id, "notebooks.Notebook", book)

    assert found.closed == "未记"
    entry = (await store.read(clerk.tenant.id, 1))[0]
    assert notebooks.mapper.event(entry) == notebooks.mapper.event(entry)
    assert entry.data == {}, "the entry still says what is stored"


async def test_a_simulated_tenant_s_time_goes_on_from_its_last_entry(notebooks, simulated_tenant, store):
    demo = Viewer(tenant=simulated_tenant, subject="system:demo", role=Role.SECRETARY)
    then = datetime(2021, 4, 1, 8, 0, tzinfo=UTC)
    book = (await notebooks.execute(demo, OpenNotebook(title="年"), now=then)).stream

    await notebooks.execute(demo, TakeNote(notebook=book, text="一"))

    (entry,) = await store.read(simulated_tenant.id, 1)
    assert entry.recorded_at == then + timedelta(minutes=1)
    assert entry.occurred_on == date(2021, 4, 1)


async def test_a_simulated_tenant_without_entries_begins_today(notebooks, simulated_tenant, store):
    demo = Viewer(tenant=simulated_tenant, subject="system:demo", role=Role.SECRETARY)
    outcome = await notebooks.execute(demo, OpenNotebook(title="始"))
    assert datetime.now(UTC) - outcome.recorded_at < timedelta(minutes=1)


async def test_only_a_simulated_tenant_brings_its_own_time(notebooks, clerk, simulated_tenant, store):
    then = datetime(2021, 4, 1, 8, 0, tzinfo=UTC)
    with pytest.raises(Refusal):
        await notebooks.execute(clerk, OpenNotebook(title="时"), now=then)
    demo = Viewer(tenant=simulated_tenant, subject="system:demo", role=Role.SECRETARY)
    outcome = await notebooks.execute(demo, OpenNotebook(title="时"), now=then)
    assert outcome.recorded_at == then
    (entry,) = await store.read(simulated_tenant.id, 0)
    assert entry.occurred_on == date(2021, 4, 1)


async def test_a_stream_of_another_kind_is_not_taken_for_what_it_is_not(commander, clerk, tenant):
    """An id that somebody wrote by hand: a ticket's command to an organization's stream, or a fact of it."""
    registered = await commander.execute(
        clerk, RegisterOrganization(credit_code=credit_code(OrganizationKind.ENTERPRISE, 1), **UNIT)
    )
    for wrong in (
        TriageTicket(ticket=registered.stream, level="ON_SITE"),
        JoinAlliance(alliance=registered.stream, organization=registered.stream),
        DraftReport(alliance=registered.stream, period="2026"),
    ):
        with pytest.raises(Refusal) as refused:
            await commander.execute(clerk, wrong)
        assert refused.value.code is CommandRefusal.NOT_FOUND
