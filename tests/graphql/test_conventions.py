"""What every client can rely on: pages, idempotency, versions, freshness, errors in two languages."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest
from asking import Asker, Door, credit_code
from founding import found, register

from concord.api import listing
from concord.embedded import postgres
from concord.tenancy import Tenant

LIST = """query ($first: Int, $after: String, $last: Int, $before: String, $filter: OrganizationFilter) {
    organizations(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        totalCount nodes { name } edges { cursor node { name } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } }"""


@pytest.fixture
async def five(administrator: Asker) -> Asker:
    """Organizations 单位A to 单位E."""
    for letter in "ABCDE":
        await register(administrator, name=f"单位{letter}")
    return administrator


def letters(page: dict) -> str:
    assert [edge["node"] for edge in page["edges"]] == page["nodes"]
    return "".join(node["name"][-1] for node in page["nodes"])


async def test_pages_forward_and_backward(five: Asker):
    first = (await five.ask(LIST, first=2)).only
    assert letters(first) == "AB"
    assert first["totalCount"] == 5
    info = first["pageInfo"]
    assert (info["hasNextPage"], info["hasPreviousPage"]) == (True, False)
    assert [info["startCursor"], info["endCursor"]] == [edge["cursor"] for edge in first["edges"]]

    second = (await five.ask(LIST, first=3, after=info["endCursor"])).only
    assert letters(second) == "CDE"
    assert second["pageInfo"]["hasNextPage"] is False
    back = (await five.ask(LIST, last=2, before=second["pageInfo"]["startCursor"])).only
    assert letters(back) == "AB"
    assert letters((await five.ask(LIST, last=2)).only) == "DE"


async def test_what_is_added_meanwhile_neither_repeats_nor_hides_a_row(five: Asker):
    first = (await five.ask(LIST, first=2)).only
    await register(five, name="单位@")
    after = first["pageInfo"]["endCursor"]
    assert letters((await five.ask(LIST, first=5, after=after)).only) == "CDE"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "BAD_USER_INPUT"),
        ({"first": 1, "last": 1}, "BAD_USER_INPUT"),
        ({"first": 0}, "BAD_USER_INPUT"),
        ({"last": -1}, "BAD_USER_INPUT"),
        ({"first": 101}, "LIMIT_EXCEEDED"),
        ({"first": 1, "after": "x"}, "BAD_USER_INPUT"),
        ({"first": 1, "before": "WzFd"}, "BAD_USER_INPUT"),
        ({"first": 1, "filter": {"allianceId": "x"}}, "BAD_USER_INPUT"),
        ({"first": 1, "filter": {"kinds": ["KING"]}}, "BAD_USER_INPUT"),
        ({"first": "1"}, "BAD_USER_INPUT"),
    ],
    ids=str,
)
async def test_a_page_that_cannot_be_is_refused(administrator: Asker, arguments, code):
    answer = await administrator.ask(LIST, **arguments)
    assert not (answer.data or {}).get("organizations")
    assert answer.codes == [code]


async def test_filters_narrow(five: Asker):
    alliance = await found(five, [await register(five, name="单位X", kind="VILLAGE", area="东街")])
    for filter_, expected in (
        ({"text": "位A"}, "A"),
        ({"kinds": ["VILLAGE"]}, "X"),
        ({"area": "东街"}, "X"),
        ({"allianceId": alliance}, "X"),
        ({"registered": False}, ""),
    ):
        page = (await five.ask(LIST, first=10, filter=filter_)).only
        assert letters(page) == expected
        assert page["totalCount"] == len(expected)


async def test_the_same_command_is_done_once(administrator: Asker):
    command = {"commandId": str(uuid4()), "creditCode": credit_code(900_001), "name": "甲", "kind": "ORGAN"}
    contact = {"contact": {"name": "张三"}}
    first = await administrator.done("organizationRegister", "organization { id }", **command, **contact)
    again = await administrator.done("organizationRegister", "organization { id }", **command, **contact)
    assert again == first
    assert await administrator.refused("organizationRegister", **command) == "COMMAND_REUSED"
    assert (await administrator.ask("{ ledger { head } }")).only == {"head": first["position"]}


async def test_an_expected_version_that_has_passed_is_refused(administrator: Asker):
    one = await register(administrator)
    version = "organization { version }"
    renamed = await administrator.done(
        "organizationRename", version, organizationId=one, name="乙", expectedVersion=1
    )
    assert renamed["organization"] == {"version": 2}
    late = {"organizationId": one, "name": "丙", "expectedVersion": 1}
    assert await administrator.refused("organizationRename", **late) == "VERSION_CONFLICT"


async def test_a_refusal_names_code_field_and_rule_in_both_languages(administrator: Asker):
    wrong = {"creditCode": "91320681MA0000000X", "name": "甲", "kind": "ORGAN"}
    (english,) = (await administrator.do("organizationRegister", **wrong))["errors"]
    (chinese,) = (await replace(administrator, language="zh-CN").do("organizationRegister", **wrong))[
        "errors"
    ]
    assert english["code"] == chinese["code"] == "CREDIT_CODE_CHECK_FAILED"
    assert english["field"] == "creditCode"
    assert english["message"].startswith("The credit code fails")
    assert chinese["message"].startswith("统一社会信用代码校验不通过")


async def test_the_field_at_fault_is_the_inputs_own(administrator: Asker):
    one = await register(administrator)
    alliance = await found(administrator, [one])
    raised = {"allianceId": alliance, "raiserId": await register(administrator), "description": "x"}
    payload = await administrator.do("ticketRaise", title="x" * 101, **raised)
    assert [error["field"] for error in payload["errors"]] == ["title"]
    payload = await administrator.do("allianceJoin", allianceId=alliance, organizationId=one)
    assert [(e["code"], e["field"]) for e in payload["errors"]] == [("ALREADY_MEMBER", "organizationId")]


async def test_what_was_written_is_read_at_its_position(administrator: Asker):
    for number in range(5):
        payload = await administrator.done(
            "organizationRegister", creditCode=credit_code(910_000 + number), name=f"甲{number}", kind="ORGAN"
        )
        answer = await administrator.ask(
            "query ($p: Position) { organizations(first: 100, atLeast: $p) { totalCount } }",
            p=payload["position"],
        )
        assert answer.only == {"totalCount": number + 1}


async def test_a_position_that_does_not_come_is_stale(administrator: Asker):
    await register(administrator)
    answer = await administrator.ask("{ organizations(first: 1, atLeast: 99) { totalCount } }")
    assert answer.data is None
    assert answer.codes == ["STALE_READ"]
    for position in (-1, 2**53, "1", 1.5):
        refused = await administrator.ask(
            "query ($p: Position) { organizations(first: 1, atLeast: $p) { totalCount } }", p=position
        )
        assert refused.codes == ["BAD_USER_INPUT"]


async def test_a_write_is_taken_even_if_its_read_is_late(
    api: Door, administrator: Asker, database, tenant: Tenant
):
    one = await register(administrator)
    async with postgres.connection(database.superuser) as holding, holding.transaction():
        await holding.execute("select from concord.progress where tenant_id = $1 for update", tenant.id)
        answer = await administrator.ask(
            """mutation ($i: OrganizationRenameInput!) { organizationRename(input: $i) {
                position organization { name } } }""",
            i={"organizationId": one, "name": "新"},
        )
    assert answer.data == {"organizationRename": {"position": 2, "organization": None}}
    assert answer.codes == ["STALE_READ"]


async def test_a_node_is_found_by_its_id(administrator: Asker):
    one = await register(administrator)
    alliance = await found(administrator, [one])
    raised = {"allianceId": alliance, "raiserId": one, "title": "题", "description": "述"}
    ticket = (await administrator.done("ticketRaise", "ticket { id }", **raised))["ticket"]["id"]
    for key, type_ in ((one, "Organization"), (alliance, "Alliance"), (ticket, "Ticket")):
        answer = await administrator.ask("query ($id: ID!) { node(id: $id) { __typename id } }", id=key)
        assert answer.only == {"__typename": type_, "id": key}
    for key in ("", "x", "VGlja2V0Og==", "VGlja2V0OjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA=="):
        assert (await administrator.ask("query ($id: ID!) { node(id: $id) { id } }", id=key)).only is None


async def test_neighbours_are_loaded_together(administrator: Asker, monkeypatch):
    members = [await register(administrator) for _ in range(4)]
    alliance = await found(administrator, members)
    opened, reading = [], listing.reading
    monkeypatch.setattr(listing, "reading", lambda *given: opened.append(given) or reading(*given))
    answer = await administrator.ask(
        "query ($id: ID!) { alliance(id: $id) { members { organization { name } alliance { name } } } }",
        id=alliance,
    )
    assert len(answer.only["members"]) == 4
    assert len(opened) == 3  # the alliance, its members, their organizations


async def test_several_mutations_of_one_document_are_done_in_order(administrator: Asker):
    one = await register(administrator)
    answer = await administrator.ask(
        """mutation ($id: ID!) {
            a: organizationRename(input: {organizationId: $id, name: "甲"}) { organization { name version } }
            b: organizationRename(input: {organizationId: $id, name: "乙"}) { organization { name version } }
        }""",
        id=one,
    )
    assert answer.data == {
        "a": {"organization": {"name": "甲", "version": 2}},
        "b": {"organization": {"name": "乙", "version": 3}},
    }


async def test_many_ask_at_once_and_each_gets_its_own(api: Door, administrator: Asker):
    ids = [await register(administrator, name=f"单位{n}") for n in range(20)]
    asked = "query ($id: ID!) { organization(id: $id) { id } }"
    answers = await asyncio.gather(*(administrator.ask(asked, id=key) for key in ids * 3))
    assert [answer.only["id"] for answer in answers] == ids * 3
