"""What follows by rule, seen through the API: turns that are called for, rewards that are proposed."""

from typing import Any

import asyncpg
import pytest
from asking import Asker, Door
from founding import found, register
from living import Clock
from waiting import until

from concord.identity import Role
from concord.reacting.listing import list_policies
from concord.tenancy import Tenant

DUTIES = """query ($id: ID!, $on: Date!, $at: Position!) { duties(allianceId: $id, on: $on, atLeast: $at) {
    kind status name organization { id } called { kind happenedOn position } } }"""
TODO = """query ($on: Date!, $at: Position) { me { todo(on: $on, atLeast: $at) {
    title action mutation overdue subject { id } } } }"""
CALLED = "alliances.RotationCalled"
SHOWN = "fund { available rewards { reward rank stars amount fullAmount status recipient { id } } }"


async def entries(asker: Asker, type_: str) -> list[dict[str, Any]]:
    document = (
        "query ($f: LedgerFilter) { ledger { entries(first: 20, filter: $f) { nodes { position actor } } } }"
    )
    nodes: list[dict[str, Any]] = (await asker.ask(document, f={"types": [type_]})).only["entries"]["nodes"]
    return nodes


async def settled(asker: Asker, type_: str, count: int) -> None:
    async def there() -> bool:
        return len(await entries(asker, type_)) == count

    await until(there)


@pytest.fixture
async def pool(database):
    async with asyncpg.create_pool(database.projector, min_size=0, max_size=1) as pool:
        yield pool


async def test_a_term_that_ended_is_called_for_once_whoever_restarts_and_shows_whose_turn_it_is(
    api: Door, projector: None, clock: Clock, reacting: Any, pool: asyncpg.Pool
):
    administrator = api.enter(clock.tenant)
    first, second = [await register(administrator) for _ in range(2)]
    alliance = await found(administrator, [first])
    await administrator.done("allianceJoin", allianceId=alliance, organizationId=second, tier="X")
    await administrator.done("allianceRotateChair", allianceId=alliance, organizationId=first)
    async with reacting():
        await clock.on("2024-04-03")
        await settled(administrator, CALLED, 1)
    await clock.on("2024-04-04")
    async with reacting():
        await clock.on("2024-04-05")
        await until(lambda: _looked_through(pool, clock.tenant))
    await _outcomes_are_shown(api.enter(clock.tenant, Role.AUDITOR))
    (call,) = await entries(administrator, CALLED)
    assert call["actor"] == "policy:call-for-rotation"

    owed = (await administrator.ask(DUTIES, id=alliance, on="2024-04-05", at=call["position"])).only
    (rotation,) = [one for one in owed if one["kind"] == "ROTATION" and one["status"] == "OVERDUE"]
    assert rotation["organization"] == {"id": second}
    assert rotation["called"] == {"kind": "CALL", "happenedOn": "2024-04-03", "position": call["position"]}
    officer = api.enter(clock.tenant, Role.OFFICER, organization=second)
    for asker, mutation in ((administrator, "allianceRotateChair"), (officer, None)):
        todo = (await asker.ask(TODO, on="2024-04-05")).only["todo"]
        (mine,) = [one for one in todo if one["title"] == "执行会长单位"]
        assert (mine["mutation"], mine["overdue"], mine["subject"]) == (mutation, True, {"id": alliance})
    done = await administrator.done("allianceRotateChair", allianceId=alliance, organizationId=second)
    owed = (await administrator.ask(DUTIES, id=alliance, on="2024-04-05", at=done["position"])).only
    assert [one["status"] for one in owed if one["called"]] == ["DONE_LATE"]


async def _looked_through(pool: asyncpg.Pool, tenant: Tenant) -> bool:
    """No policy has anything left to do."""
    states = await list_policies(pool, tenant.id)
    return all(one.position == one.head and not one.pending for one in states)


async def _outcomes_are_shown(asker: Asker) -> None:
    """What was done, by whom and because of which entry; nobody was refused anything."""
    shown = """query ($f: PolicyOutcomeFilter) { policyOutcomes(first: 5, filter: $f) {
        policy rule position command result refusal reason } }"""
    (node,) = (await asker.ask(shown, f={"policy": "call-for-rotation"})).only
    assert (node["command"], node["refusal"]) == ("CallForRotation", None)
    assert node["result"] > node["position"]
    assert node["rule"].startswith("A term of the chair")
    assert (await asker.ask(shown, f={"refused": True})).only == []


AWARDS = {
    "items": [{"code": "AWARD", "name": "奖励", "bases": ["RESULT", "GRANT"]}],
    "rewards": [{"code": "BEST", "item": "AWARD", "fund": "AWARD", "places": [300, 200]}],
}
SCORE = {
    "code": "inspect",
    "name": "督导检查",
    "kind": "SCORE",
    "minimum": "0",
    "maximum": "100",
    "weight": "1",
    "required": True,
}


async def assessed(asker: Asker, alliance: str, units: list[str]) -> None:
    """The year 2023, both with the same score."""
    await asker.done(
        "schemePublish",
        allianceId=alliance,
        code="star",
        name="考核",
        effectiveFrom="2023-01-01",
        indicators=[SCORE],
    )
    opened = await asker.done(
        "assessmentOpen",
        "assessment { id }",
        allianceId=alliance,
        scheme="star",
        period="2024-01",
        organizationIds=units,
    )
    of = {"assessmentId": opened["assessment"]["id"]}
    for unit in units:
        await asker.done("assessmentScore", organizationId=unit, indicator="inspect", score="90", **of)
    await asker.done("assessmentFinalize", **of)


async def test_final_results_propose_rewards_within_the_budget_and_a_person_approves(
    api: Door, projector: None, clock: Clock, reacting: Any
):
    administrator = api.enter(clock.tenant)
    units = [await register(administrator) for _ in range(2)]
    alliance = await found(administrator, units, funds=AWARDS)
    opened = await administrator.done(
        "fundOpen", "fund { id }", allianceId=alliance, year=2024, code="AWARD", name="奖励经费"
    )
    fund = opened["fund"]["id"]
    await administrator.done("fundAllocate", fundId=fund, amount="100.01", document="预算1号")
    await clock.on("2024-02-01")
    await assessed(administrator, alliance, units)
    async with reacting():
        await settled(administrator, "funds.RewardProposed", 2)
    at = (await entries(administrator, "funds.RewardProposed"))[-1]["position"]
    committee = api.enter(clock.tenant, Role.COMMITTEE)
    todo = (await committee.ask(TODO, on="2024-02-02", at=at)).only["todo"]
    assert [one["action"] for one in todo if one["subject"] == {"id": fund}] == ["审批奖励"]
    page = f"query ($id: ID!) {{ fund(id: $id) {{ {SHOWN.removeprefix('fund {').removesuffix('}')} }} }}"
    shown = (await committee.ask(page, id=fund)).only
    assert shown["available"] == "100.01"
    assert [(one["amount"], one["fullAmount"], one["rank"], one["status"]) for one in shown["rewards"]] == [
        ("50.00", "250.00", 1, "PROPOSED")
    ] * 2
    one, two = shown["rewards"]
    basis = {"kind": "GRANT", "record": one["reward"], "reference": "奖励"}
    pay = {"fundId": fund, "recipientId": one["recipient"]["id"], "item": "AWARD", "amount": "50.00"}
    assert await administrator.refused("fundPay", **pay, basis=basis) == "GRANT_UNKNOWN"
    secretary = api.enter(clock.tenant, Role.SECRETARY)
    refused = await secretary.ask(
        "mutation ($i: FundApproveRewardInput!) { fundApproveReward(input: $i) { position } }",
        i={"fundId": fund, "reward": one["reward"]},
    )
    assert refused.codes == ["FORBIDDEN"]
    await committee.done("fundApproveReward", fundId=fund, reward=one["reward"])
    await committee.done("fundDeclineReward", fundId=fund, reward=two["reward"], reason="已另行表彰")
    paid = await secretary.done("fundPay", SHOWN, **pay, basis=basis)
    assert paid["fund"]["available"] == "50.01"
    assert [one["status"] for one in paid["fund"]["rewards"]] == ["APPROVED", "DECLINED"]
