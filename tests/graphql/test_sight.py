"""Who may see which disclosure, as the table says; and every look at a person is recorded before it is
shown."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest
from asking import Asker, Door
from founding import found, register

from concord.api.permissions import BOOK, CLEAR_BOOK, QUERIES
from concord.api.sight import SIGHT, Kind, Reach, sees
from concord.eventstore.forgetting import ACCESSES_KEPT, forget_accesses
from concord.identity import Role, Viewer
from concord.tenancy import Tenant

NAME, PHONE = "公孙可见", "13866660002"
TICKET = "query ($id: ID!) { ticket(id: $id) { contact { name phone withheld erased } } }"
LOOKS = """query ($s: UUID, $f: Int = 20, $a: String) {
  accesses(first: $f, after: $a, filter: {subject: $s}) {
    nodes { actor role operation subjects organization { id } } pageInfo { hasNextPage endCursor } totalCount
  }
}"""
BOTH, MASKED = (NAME, PHONE, []), ("[withheld]", "[withheld]", ["NAME", "PHONE"])
NAME_ONLY = (NAME, "[withheld]", ["PHONE"])


class Ticket:
    """Raised by one member, dispatched to nobody yet; its contact is a person."""

    def __init__(self, id: str, raiser: str, other: str, subject: str) -> None:
        self.id, self.raiser, self.other, self.subject = id, raiser, other, subject

    async def seen_by(self, asker: Asker) -> tuple[str, str, list[str]]:
        contact = (await asker.ask(TICKET, id=self.id)).only["contact"]
        assert contact["erased"] is False
        return contact["name"], contact["phone"], contact["withheld"]


@pytest.fixture
async def ticket(administrator: Asker) -> Ticket:
    raiser, other = await register(administrator), await register(administrator)
    alliance = await found(administrator, [raiser, other])
    subject = str(uuid4())
    done = await administrator.done(
        "ticketRaise",
        "ticket { id }",
        allianceId=alliance,
        raiserId=raiser,
        title="照明",
        description="路灯坏了",
        contact={"subject": subject, "name": NAME, "phone": PHONE},
    )
    return Ticket(done["ticket"]["id"], raiser, other, subject)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.ADMINISTRATOR, BOTH),
        (Role.COMMITTEE, BOTH),
        (Role.SECRETARY, BOTH),
        (Role.ASSESSOR, NAME_ONLY),
        (Role.AUDITOR, NAME_ONLY),
        (Role.OFFICER, MASKED),
        (Role.LEADER, MASKED),
    ],
)
async def test_each_role_sees_what_the_table_says(api: Door, ticket: Ticket, tenant: Tenant, role, expected):
    assert await ticket.seen_by(api.enter(tenant, role)) == expected


async def test_an_officer_sees_whom_its_own_organization_has_to_do_with(
    api: Door, ticket: Ticket, tenant: Tenant, administrator: Asker
):
    raiser = api.enter(tenant, Role.OFFICER, organization=ticket.raiser)
    other = api.enter(tenant, Role.HANDLER, organization=ticket.other)
    assert (await ticket.seen_by(raiser), await ticket.seen_by(other)) == (BOTH, MASKED)

    await administrator.done("ticketTriage", ticketId=ticket.id, level="COORDINATED")
    shown = "ticket { contact { name phone withheld } }"
    await administrator.done("ticketDispatch", shown, ticketId=ticket.id, departmentId=ticket.other)

    assert await ticket.seen_by(other) == BOTH, "it takes part now"


async def test_everybody_sees_himself(api: Door, ticket: Ticket, tenant: Tenant):
    myself = api.enter(tenant, Role.AUDITOR, subject=ticket.subject)
    assert await ticket.seen_by(myself) == BOTH


async def test_the_mark_speaks_the_viewer_s_language(api: Door, ticket: Ticket, tenant: Tenant):
    chinese = Asker(api.http, api.token(tenant, Role.AUDITOR), "zh")
    assert (await ticket.seen_by(chinese))[1] == "〔无权查看〕"


async def test_each_look_is_recorded_with_who_when_why_and_whom(api: Door, ticket: Ticket, tenant: Tenant):
    subject = str(uuid4())
    officer = api.enter(tenant, Role.OFFICER, organization=ticket.raiser, subject=subject)
    both = "query ($id: ID!) { a: ticket(id: $id) { contact { name } } me { role } tickets(first: 5)"
    both += " { nodes { contact { name phone } } } }"
    await officer.ask(both, id=ticket.id)

    auditor = api.enter(tenant, Role.AUDITOR)
    mine = [
        one for one in (await auditor.ask(LOOKS, s=ticket.subject)).only["nodes"] if one["actor"] == subject
    ]
    assert mine == [
        {
            "actor": subject,
            "role": "OFFICER",
            "operation": "me, ticket, tickets",
            "subjects": [ticket.subject],
            "organization": {"id": ticket.raiser},
        }
    ], "one record an operation, however many fields show the person"


async def test_what_was_withheld_was_not_looked_at(api: Door, ticket: Ticket, tenant: Tenant):
    await ticket.seen_by(api.enter(tenant, Role.OFFICER, organization=ticket.other))
    looks = (await api.enter(tenant).ask(LOOKS, s=ticket.subject)).only["nodes"]
    assert {one["role"] for one in looks} <= {"ADMINISTRATOR"}


async def test_a_look_that_cannot_be_recorded_shows_nothing(
    api: Door, ticket: Ticket, administrator: Asker, monkeypatch
):
    async def fails(*_):
        raise asyncpg.PostgresError("disk full")

    monkeypatch.setattr("concord.api.people.record_access", fails)
    answer = await administrator.ask(TICKET, id=ticket.id)
    assert answer.codes
    assert NAME not in str(answer.data)


async def test_records_are_paged_and_for_those_who_answer_for_them(
    api: Door, ticket: Ticket, tenant: Tenant, administrator: Asker, simulated_tenant: Tenant
):
    for _ in range(3):
        await ticket.seen_by(administrator)
    first = (await administrator.ask(LOOKS, f=2)).only
    assert (len(first["nodes"]), first["pageInfo"]["hasNextPage"], first["totalCount"]) == (2, True, 3)
    rest = (await administrator.ask(LOOKS, f=2, a=first["pageInfo"]["endCursor"])).only
    assert (len(rest["nodes"]), rest["pageInfo"]["hasNextPage"]) == (1, False)
    for role in (Role.COMMITTEE, Role.SECRETARY, Role.OFFICER, Role.OPERATOR):
        assert (await api.enter(tenant, role).ask(LOOKS)).codes == ["FORBIDDEN"]
    assert (await api.enter(simulated_tenant).ask(LOOKS)).only["nodes"] == []


async def test_a_record_is_written_by_nobody_else_and_never_changed(services, ticket: Ticket, tenant: Tenant):
    for statement in (
        "insert into concord.access_record values ($1, now(), gen_random_uuid(), '', '', null, '', $1, '{}')",
        "delete from concord.access_record where tenant_id = $1",
        "update concord.access_record set actor = '' where tenant_id = $1",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await services.pool.execute(statement, tenant.id)


def test_every_kind_says_of_every_role_what_it_sees():
    assert set(SIGHT) == set(Kind)
    assert all(set(row) == set(Role) for row in SIGHT.values())


@pytest.mark.parametrize("kind", Kind)
def test_who_reads_no_object_sees_no_disclosure(kind):
    readers = QUERIES["ticket"].roles
    assert all(SIGHT[kind][role] is Reach.NONE for role in Role if role not in readers)


@pytest.mark.parametrize("kind", Kind)
def test_a_clear_book_shows_everything_so_it_is_for_those_who_may_see_everything(kind):
    assert all(SIGHT[kind][role] is Reach.ALL for role in CLEAR_BOOK.roles)
    assert CLEAR_BOOK.roles < BOOK.roles


def test_without_an_organization_nothing_is_one_s_own(tenant: Tenant):
    nobody = Viewer(tenant=tenant, subject=str(uuid4()), role=Role.OFFICER, organization=None)
    assert not sees(nobody, Kind.PHONE, uuid4(), (None, uuid4()))


async def test_looks_are_forgotten_after_their_time_and_not_before(
    database, ticket: Ticket, administrator: Asker
):
    await ticket.seen_by(administrator)
    now = datetime.now(UTC)
    assert await forget_accesses(database.projector, now - ACCESSES_KEPT) == 0
    assert (await administrator.ask(LOOKS)).only["totalCount"] == 1
    assert await forget_accesses(database.projector, now + timedelta(minutes=1)) >= 1
    assert (await administrator.ask(LOOKS)).only["nodes"] == []
