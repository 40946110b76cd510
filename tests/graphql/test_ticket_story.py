"""A ticket from the whistle to the raiser's judgement, as the departments and members see it."""

import hashlib
from dataclasses import dataclass

import orjson
import pytest
from asking import Asker, Door
from founding import found, register

from concord.embedded import postgres
from concord.identity import Role
from concord.tenancy import Tenant

TICKET = """
    id title status level description answer satisfaction overdue dueOn version
    alliance { name } raiser { id name } department { id } contact { name phone } handler { name }
    steps { type status onTime note position }
"""


@dataclass
class Cast:
    """Everybody in the story."""

    alliance: str
    raiser: str
    department: str
    officer: Asker
    secretary: Asker
    handler: Asker


@pytest.fixture
async def cast(api: Door, administrator: Asker, tenant: Tenant) -> Cast:
    raiser, department = await register(administrator), await register(administrator)
    alliance = await found(administrator, [raiser])
    return Cast(
        alliance,
        raiser,
        department,
        api.enter(tenant, Role.OFFICER, organization=raiser),
        api.enter(tenant, Role.SECRETARY),
        api.enter(tenant, Role.HANDLER, organization=department),
    )


async def raise_ticket(cast: Cast) -> str:
    payload = await cast.officer.done(
        "ticketRaise",
        "ticket { id }",
        allianceId=cast.alliance,
        raiserId=cast.raiser,
        title="通勤班车不足",
        description="早高峰等车一小时\n请增开班次",
        contact={"name": "张三", "phone": "13800000000"},
    )
    ticket: str = payload["ticket"]["id"]
    return ticket


async def dispatched(cast: Cast) -> str:
    ticket = await raise_ticket(cast)
    await cast.secretary.done("ticketTriage", ticketId=ticket, level="COORDINATED")
    await cast.secretary.done("ticketDispatch", ticketId=ticket, departmentId=cast.department)
    return ticket


async def test_a_ticket_is_raised_answered_and_confirmed(cast: Cast):
    ticket = await dispatched(cast)
    await cast.handler.done("ticketAccept", ticketId=ticket, handler={"name": "李四"})
    await cast.handler.done("ticketNoteProgress", ticketId=ticket, note="已与公交公司协商")
    await cast.handler.done("ticketResolve", ticketId=ticket, answer="下周起增开两班")
    payload = await cast.officer.done(
        "ticketConfirm", f"ticket {{ {TICKET} }}", ticketId=ticket, satisfaction="SATISFIED", comment="谢谢"
    )

    confirmed = payload["ticket"]
    assert confirmed["status"] == "CONFIRMED"
    assert confirmed["satisfaction"] == "SATISFIED"
    assert confirmed["description"] == "早高峰等车一小时\n请增开班次"
    assert confirmed["answer"] == "下周起增开两班"
    assert confirmed["contact"] == {"name": "张三", "phone": "13800000000"}
    assert confirmed["handler"] == {"name": "李四"}
    assert confirmed["raiser"]["id"] == cast.raiser
    assert confirmed["department"]["id"] == cast.department
    assert [step["type"].removeprefix("Ticket") for step in confirmed["steps"]] == [
        "Raised",
        "Triaged",
        "Dispatched",
        "Accepted",
        "ProgressNoted",
        "Resolved",
        "ResolutionConfirmed",
    ]
    assert {step["onTime"] for step in confirmed["steps"]} <= {True, None}
    assert confirmed["steps"][-1]["position"] == payload["position"]

    at_least = await cast.officer.ask(
        "query ($id: ID!, $p: Position) { ticket(id: $id, atLeast: $p) { status } }",
        id=ticket,
        p=payload["position"],
    )
    assert at_least.only == {"status": "CONFIRMED"}


async def test_the_ledger_holds_digests_and_the_object_the_words(cast: Cast):
    ticket = await raise_ticket(cast)
    answer = await cast.officer.ask(
        """query ($f: LedgerFilter) { ledger { head entries(last: 1, filter: $f) {
            totalCount nodes { position type version streamId actor role organization { id } occurredOn
                recordedAt entry leafHash } } } }""",
        f={"types": ["tickets.TicketRaised"]},
    )
    entries = answer.only["entries"]
    assert entries["totalCount"] == 1
    (raised,) = entries["nodes"]
    assert raised["organization"]["id"] == cast.raiser
    assert raised["role"] == "officer"
    stored = orjson.loads(raised["entry"])
    assert stored["position"] == raised["position"]
    assert stored["data"]["title"] == "通勤班车不足"
    assert list(stored["data"]["description"]) == ["_sd"]
    assert "张三" not in raised["entry"]
    leaf = hashlib.sha256(b"\x00" + raised["entry"].encode()).hexdigest()
    assert raised["leafHash"] == leaf

    one = await cast.officer.ask(
        "query ($p: Position!) { ledger { entry(position: $p) { entry leafHash } } }", p=raised["position"]
    )
    assert one.only["entry"] == {"entry": raised["entry"], "leafHash": leaf}
    assert (await cast.officer.ask("query ($id: ID!) { ticket(id: $id) { description } }", id=ticket)).only


async def test_what_was_erased_is_null_and_the_rest_stays(cast: Cast, database, tenant: Tenant):
    ticket = await raise_ticket(cast)
    shown = "query ($id: ID!) { ticket(id: $id) { title description contact { subject name phone } } }"
    before = (await cast.officer.ask(shown, id=ticket)).only
    async with postgres.connection(database.superuser) as connection:
        await connection.execute("delete from concord.disclosure where tenant_id = $1", tenant.id)

    after = (await cast.officer.ask(shown, id=ticket)).only
    assert after == before | {
        "description": None,
        "contact": before["contact"] | {"name": None, "phone": None},
    }


async def test_each_step_is_refused_to_whom_it_does_not_belong(cast: Cast, api: Door, tenant: Tenant):
    ticket = await dispatched(cast)
    stranger = api.enter(tenant, Role.HANDLER, organization=cast.raiser)

    assert await stranger.refused("ticketAccept", ticketId=ticket) == "NOT_THE_DEPARTMENT"
    assert await cast.secretary.refused("ticketTriage", ticketId=ticket, level="ON_SITE") == "WRONG_STATUS"
    confirm = {"ticketId": ticket, "satisfaction": "SATISFIED"}
    assert await cast.officer.refused("ticketConfirm", **confirm) == "WRONG_STATUS"
    forbidden = await api.enter(tenant, Role.AUDITOR).ask(
        "mutation ($i: TicketCloseInput!) { ticketClose(input: $i) { position } }", i={"ticketId": ticket}
    )
    assert forbidden.codes == ["FORBIDDEN"]


async def test_the_other_ways_of_a_ticket(cast: Cast):
    first = await dispatched(cast)
    await cast.handler.done("ticketReturn", ticketId=first, reason="不属本部门职责")
    await cast.secretary.done("ticketEscalate", ticketId=first, reason="需上级协调")
    payload = await cast.officer.done("ticketWithdraw", "ticket { status }", ticketId=first)
    assert payload["ticket"]["status"] == "WITHDRAWN"

    second = await dispatched(cast)
    later = {"ticketId": second, "until": "2099-01-01", "reason": "材料未齐"}
    assert await cast.secretary.refused("ticketExtendDeadline", **later) == "DEADLINE_TOO_FAR"
    await cast.handler.done("ticketAccept", ticketId=second)
    await cast.handler.done("ticketResolve", ticketId=second, answer="已办")
    assert await cast.secretary.refused("ticketConfirmBySilence", ticketId=second) == "SILENCE_NOT_PASSED"
    await cast.officer.done("ticketReopen", ticketId=second, reason="没有解决")
    await cast.handler.done("ticketResolve", ticketId=second, answer="已重办")
    await cast.officer.done("ticketConfirm", ticketId=second, satisfaction="DISSATISFIED")
    assert await cast.secretary.refused("ticketClose", ticketId=second) == "CLOSING_NEEDS_REASON"
    payload = await cast.secretary.done(
        "ticketClose", "ticket { status reopened steps { note } }", ticketId=second, reason="已尽力"
    )
    assert payload["ticket"]["status"] == "CLOSED"
    assert payload["ticket"]["reopened"] == 1
    assert payload["ticket"]["steps"][-1]["note"] == "已尽力"
