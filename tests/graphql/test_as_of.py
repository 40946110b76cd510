"""`asOf`: every query over read models answers what was true then, as it was answered then."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

import asyncpg
import httpx
import pytest
from asking import Asker, Door, credit_code
from founding import found, register
from towns import CHARTER
from waiting import until

from concord.alliances.commands import FoundAlliance, FoundingMember, RotateChair
from concord.api import contexts, ids
from concord.api.permissions import QUERIES
from concord.charters import AllianceKind, OrganizationKind
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization, RenameOrganization
from concord.projecting.asof import history

NOT_AT_ONE_MOMENT = {
    *("charterProblems", "ledgerDiff", "me", "shippedCalendarYears", "shippedCharters"),
    *("subscriber", "subscribers"),  # rows of the installation, not facts of the ledger (decision 17)
    # Records of the running platform, beside the ledger (decisions 12, 29, 30).
    *("accesses", "policyOutcomes", "revocations", "serviceAccounts"),
}
EVERYTHING = """query ($p: Position, $a: AsOf) {
    organizations(first: 50, atLeast: $p, asOf: $a) { totalCount nodes { id name version position } }
    alliances(first: 50, atLeast: $p, asOf: $a) {
        totalCount nodes { name memberCount position members { tier organization { name } }
            charter { effectiveOn } chair { startsOn organization { name } } } }
    tickets(first: 50, atLeast: $p, asOf: $a) {
        totalCount nodes { title status description contact { name } raiser { name }
            alliance { name memberCount } overdue steps { type note position } } }
    activities(first: 50, atLeast: $p, asOf: $a) { totalCount }
    assessments(first: 50, atLeast: $p, asOf: $a) { totalCount }
}"""
SLEEPING = "select count(*) from pg_stat_activity where state = 'active' and query = 'select pg_sleep(20)'"
SCHEMAS = "select nspname from pg_namespace where nspname like 'asof\\_%'"


@pytest.fixture
async def superuser(database):
    connection = await asyncpg.connect(database.superuser)
    yield connection
    await connection.close()


async def idle(superuser):
    return not await superuser.fetchval(SLEEPING)


async def live(asker, position):
    answer = await asker.ask(EVERYTHING, p=position)
    assert not answer.errors, answer.errors
    return answer.data


async def story(asker):
    """Lives through a ticket; what was answered after each step, by position."""
    answers = {}

    async def step(name, select="position", /, **members):
        payload = await asker.done(name, select, **members)
        answers[payload["position"]] = await live(asker, payload["position"])
        return payload

    raiser, department = await register(asker), await register(asker)
    alliance = await found(asker, [raiser])
    raised = await step(
        "ticketRaise",
        "ticket { id }",
        allianceId=alliance,
        raiserId=raiser,
        title="照明不足",
        description="请增设路灯",
        contact={"name": "张三"},
    )
    ticket = raised["ticket"]["id"]
    await step("organizationRename", organizationId=raiser, name="新名")
    await step("ticketTriage", ticketId=ticket, level="COORDINATED")
    await step("allianceJoin", allianceId=alliance, organizationId=department)
    await step("ticketDispatch", ticketId=ticket, departmentId=department)
    return answers, ticket


async def test_every_moment_answers_as_it_was_answered_then(administrator):
    answers, _ = await story(administrator)
    for position, answered in answers.items():
        answer = await administrator.ask(EVERYTHING, a={"position": position})
        assert not answer.errors, answer.errors
        assert answer.data == answered, position
    assert len({str(answered) for answered in answers.values()}) == len(answers)


async def test_a_time_answers_as_the_last_position_recorded_by_then(administrator):
    answers, _ = await story(administrator)
    for position, answered in answers.items():
        recorded = await administrator.ask(
            "query ($p: Position!) { ledger { entry(position: $p) { recordedAt } } }", p=position
        )
        at = recorded.only["entry"]["recordedAt"]
        assert (await administrator.ask(EVERYTHING, a={"time": at})).data == answered


async def test_one_operation_may_look_at_several_moments_and_at_now(administrator):
    answers, ticket = await story(administrator)
    first, *_, last = answers
    answer = await administrator.ask(
        """query ($id: ID!, $first: Position!, $last: Position!) {
            then: ticket(id: $id, asOf: {position: $first}) { ...Shown }
            now: ticket(id: $id, atLeast: $last) { ...Shown }
            again: node(id: $id, asOf: {position: $first}) { ...Shown }
            last: ticket(id: $id, asOf: {position: $last}) { ...Shown }
            entries: ledger(asOf: {position: $first}) { entry(position: 1) { position } head }
        }
        fragment Shown on Ticket { status raiser { name } alliance { memberCount } steps { type } }""",
        id=ticket,
        first=first,
        last=last,
    )
    assert not answer.errors, answer.errors
    then, now = answer.data["then"], answer.data["now"]
    assert (then["status"], then["alliance"]["memberCount"], len(then["steps"])) == ("RAISED", 1, 1)
    assert (now["status"], now["alliance"]["memberCount"], len(now["steps"])) == ("DISPATCHED", 2, 3)
    assert (now["raiser"]["name"], then["raiser"]["name"] != "新名") == ("新名", True)
    assert answer.data["again"] == then
    assert answer.data["last"] == now
    assert answer.data["entries"]["head"] == first


async def test_today_is_the_day_of_the_moment(api: Door, services, simulated_tenant):
    viewer = Viewer(tenant=simulated_tenant, subject="somebody", role=Role.ADMINISTRATOR)

    async def done(command, month):
        now = datetime(2024, month, 6, 1, tzinfo=UTC)
        return await services.commander.execute(viewer, command, now=now)

    async def unit(number):
        command = RegisterOrganization(
            credit_code=credit_code(number), name=f"单位{number}", kind=OrganizationKind.ORGAN
        )
        return (await done(command, 4)).stream

    units = [await unit(710_001), await unit(710_002)]
    members = tuple(FoundingMember(organization=one, tier="X") for one in units)
    founding = FoundAlliance(name="联盟", kind=AllianceKind.REGIONAL, charter=CHARTER, members=members)
    alliance = (await done(founding, 4)).stream
    rotated = await done(RotateChair(alliance=alliance, organization=units[0]), 5)
    later = await done(RenameOrganization(organization=units[1], name="乙"), 9)  # the quarter is over
    for moment, chair in (
        ({"position": rotated.position}, units[0]),
        ({"time": "2024-06-20T00:00:00Z"}, units[0]),
        ({"time": "2024-08-20T00:00:00Z"}, None),
        ({"position": later.position}, None),
    ):
        answer = await api.enter(simulated_tenant).ask(
            "query ($id: ID!, $a: AsOf) { alliance(id: $id, asOf: $a) { chair { organization { id } } } }",
            id=ids.encode("Alliance", alliance),
            a=moment,
        )
        expected = chair and {"organization": {"id": ids.encode("Organization", chair)}}
        assert answer.only == {"chair": expected}, moment


async def test_the_ledger_ends_at_the_moment(administrator):
    await story(administrator)
    answer = await administrator.ask(
        """{ ledger(asOf: {position: 3}) { head one: entry(position: 3) { position organization { id } }
            none: entry(position: 4) { position }
            entries(last: 2) { totalCount nodes { position } pageInfo { hasNextPage } }
            filtered: entries(first: 9, filter: {types: ["organizations.OrganizationRegistered"]}) {
                totalCount } } }"""
    )
    assert answer.only == {
        "head": 3,
        "one": {"position": 3, "organization": None},
        "none": None,
        "entries": {
            "totalCount": 3,
            "nodes": [{"position": 2}, {"position": 3}],
            "pageInfo": {"hasNextPage": False},
        },
        "filtered": {"totalCount": 2},
    }


async def test_disclosures_are_readable_as_long_as_they_live(administrator):
    answers, ticket = await story(administrator)
    answer = await administrator.ask(
        "query ($id: ID!, $a: AsOf) { ticket(id: $id, asOf: $a) { description contact { name } } }",
        id=ticket,
        a={"position": min(answers)},
    )
    assert answer.only == {"description": "请增设路灯", "contact": {"name": "张三"}}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "either position or time"),
        ({"position": 1, "time": "2026-01-01T00:00:00Z"}, "either position or time"),
        ({"position": 999}, "has 1 entries"),
        ({"position": 0}, "has 1 entries"),
        ({"time": "2001-01-01T00:00:00Z"}, "Nothing had been recorded"),
        ({"time": "2999-01-01T00:00:00Z"}, "still to come"),
    ],
)
async def test_a_moment_must_be_one_of_the_ledger(administrator, wrong, said):
    await register(administrator)
    for document in (
        "query ($a: AsOf) { organizations(first: 1, asOf: $a) { totalCount } }",
        "query ($a: AsOf) { ledger(asOf: $a) { head } }",
    ):
        answer = await administrator.ask(document, a=wrong)
        assert answer.codes == ["BAD_USER_INPUT"]
        assert said in answer.errors[0]["message"]


async def test_the_past_is_not_waited_for(administrator):
    await register(administrator)
    answer = await administrator.ask(
        "{ organizations(first: 1, atLeast: 1, asOf: {position: 1}) { totalCount } }"
    )
    assert answer.codes == ["BAD_USER_INPUT"]


async def test_a_ledger_too_long_to_fold_is_refused_with_a_sentence(administrator, monkeypatch):
    monkeypatch.setattr(history, "MAX_EVENTS", 1)
    await register(administrator)
    await register(administrator)
    answer = await administrator.ask("{ organizations(first: 1, asOf: {position: 2}) { totalCount } }")
    assert answer.codes == ["LIMIT_EXCEEDED"]
    assert "at most 1 events" in answer.errors[0]["message"]


async def test_another_tenants_moment_is_not_ones_own(api: Door, administrator, tenant, simulated_tenant):
    unit = await register(administrator)
    assert (await administrator.ask("{ organizations(first: 1, asOf: {position: 1}) { totalCount } }")).only
    stranger = api.enter(simulated_tenant)
    answer = await stranger.ask(
        "query ($id: ID!) { organization(id: $id, asOf: {position: 1}) { name } }", id=unit
    )
    assert answer.codes == ["BAD_USER_INPUT"], "its ledger has no entry"


async def test_a_client_that_goes_away_leaves_nothing(api: Door, administrator, superuser, monkeypatch):
    await register(administrator)
    filling, ended = asyncio.Event(), asyncio.Event()

    async def slow_batch(connection, *_):
        filling.set()
        try:
            await connection.execute("select pg_sleep(20)")
        finally:
            ended.set()

    monkeypatch.setattr("concord.projecting.asof.filling.read_batch", slow_batch)
    before = await superuser.fetch(SCHEMAS)
    async with httpx.AsyncClient(base_url=api.url) as http:
        leaving = asyncio.create_task(
            Asker(http, administrator.token).ask(
                "{ organizations(first: 1, asOf: {position: 1}) { totalCount } }"
            )
        )
        await asyncio.wait_for(filling.wait(), 5)
        leaving.cancel()
        with suppress(asyncio.CancelledError):
            await leaving
    await asyncio.wait_for(ended.wait(), 2)
    await until(lambda: idle(superuser), 2)
    assert await superuser.fetch(SCHEMAS) == before


def test_every_query_over_read_models_takes_as_of():
    fields = {field.python_name: field for field in contexts.QUERIES}
    assert set(fields) == set(QUERIES)
    without = {
        name for name, field in fields.items() if "as_of" not in {a.python_name for a in field.arguments}
    }
    assert without == NOT_AT_ONE_MOMENT
