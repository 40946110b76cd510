"""`ledgerDiff`: what changed between two moments, as an auditor asks for it."""

import pytest
from asking import Asker, Door
from founding import found, register

from concord.identity import Role

DIFF = """query ($f: AsOf!, $t: AsOf!, $n: Int!, $after: String, $m: [String!]) {
    ledgerDiff(from: $f, to: $t, readModels: $m) {
        fromPosition toPosition edition
        changes(first: $n, after: $after) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { readModel table kind key { name value } fields { name before after } } } } }"""


async def diff(asker: Asker, first: int, last: int, n: int = 100, **more):
    return await asker.ask(DIFF, f={"position": first}, t={"position": last}, n=n, **more)


async def test_a_renamed_organization_shows_both_names(administrator):
    unit = await register(administrator)
    before = await administrator.ask("{ ledger { head } }")
    renamed = await administrator.done("organizationRename", organizationId=unit, name="新名")
    head = before.only["head"]
    answer = (await diff(administrator, head, renamed["position"], m=["organizations"])).only
    (row,) = answer["changes"]["nodes"]
    names = {one["name"]: (one["before"], one["after"]) for one in row["fields"]}
    assert (row["table"], row["kind"]) == ("organization", "CHANGED")
    assert names["name"][1] == "新名"
    assert names["name"][0] not in (None, "新名")
    assert names["position"][1] == str(renamed["position"])
    assert len(answer["edition"]) == 16


async def test_pages_join_to_the_whole(administrator):
    first = await register(administrator)
    await found(administrator, [first, await register(administrator)])
    head = (await administrator.ask("{ ledger { head } }")).only["head"]
    whole = (await diff(administrator, 1, head)).only["changes"]
    assert whole["totalCount"] == len(whole["nodes"]) > 3
    joined, after, more = [], None, True
    while more:
        page = (await diff(administrator, 1, head, n=2, after=after)).only["changes"]
        joined += page["nodes"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert joined == whole["nodes"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"f": {"position": 2}, "t": {"position": 1}}, "BAD_USER_INPUT"),
        ({"f": {"position": 1}, "t": {"position": 999}}, "BAD_USER_INPUT"),
        ({"f": {}, "t": {"position": 1}}, "BAD_USER_INPUT"),
        ({"f": {"position": 1}, "t": {"position": 2}, "m": ["nothing"]}, "BAD_USER_INPUT"),
        (
            {"f": {"position": 1}, "t": {"position": 2}, "after": "WyJvcmdhbml6YXRpb25zIiwieCIsW11d"},
            "BAD_USER_INPUT",
        ),
    ],
)
async def test_what_cannot_be_compared_is_refused_with_a_reason(administrator, given, code):
    await register(administrator)
    await register(administrator)
    answer = await administrator.ask(DIFF, n=5, **given)
    assert answer.codes == [code]
    assert "{" not in answer.errors[0]["message"]


async def test_whoever_only_follows_the_ledger_does_not_see_it(api: Door, tenant, administrator):
    await register(administrator)
    subscriber = api.enter(tenant, Role.SUBSCRIBER)
    assert (await diff(subscriber, 1, 1)).codes == ["FORBIDDEN"]
