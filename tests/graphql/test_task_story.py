"""三张清单 through the API: a need listed by a member, claimed and met by a department."""

from dataclasses import dataclass

import pytest
from asking import Asker, Door
from founding import found, register

from concord.identity import Role
from concord.tenancy import Tenant

NEEDS = {"claimDays": 5, "completeDays": 20}
TASK = """id title status description result comment satisfaction released overdue(on: "2099-01-01")
organization { id } claimant { id } contact { name }
claims { claimant { id } side outcome onTime note }"""


@dataclass
class Cast:
    secretary: Asker
    officer: Asker
    handler: Asker
    alliance: str
    needer: str
    helper: str


@pytest.fixture
async def cast(administrator: Asker, api: Door, tenant: Tenant) -> Cast:
    needer, helper = await register(administrator), await register(administrator, kind="ORGAN")
    alliance = await found(administrator, [await register(administrator), needer], needs=NEEDS)
    return Cast(
        secretary=api.enter(tenant, Role.SECRETARY),
        officer=api.enter(tenant, Role.OFFICER, organization=needer),
        handler=api.enter(tenant, Role.HANDLER, organization=helper),
        alliance=alliance,
        needer=needer,
        helper=helper,
    )


async def listed(cast: Cast) -> str:
    payload = await cast.officer.done(
        "needList",
        "task { id status dueOn }",
        allianceId=cast.alliance,
        organizationId=cast.needer,
        title="检测设备",
        description="需要一台检测设备",
        contact={"name": "张三"},
    )
    assert payload["task"]["status"] == "LISTED"
    task: str = payload["task"]["id"]
    return task


async def test_a_need_is_listed_claimed_met_and_confirmed(cast: Cast):
    task = await listed(cast)
    claim = await cast.handler.done("taskClaim", "task { status overdue(on: \"2099-01-01\") }",
                                    taskId=task, claimantId=cast.helper)  # fmt: skip
    assert claim["task"] == {"status": "CLAIMED", "overdue": True}
    await cast.handler.done("taskComplete", taskId=task, result="设备已到位")
    payload = await cast.officer.done(
        "taskConfirm", f"task {{ {TASK} }}", taskId=task, satisfaction="SATISFIED", comment="很好"
    )
    confirmed = payload["task"]
    assert (confirmed["status"], confirmed["satisfaction"]) == ("CONFIRMED", "SATISFIED")
    assert (confirmed["description"], confirmed["result"]) == ("需要一台检测设备", "设备已到位")
    assert (confirmed["comment"], confirmed["contact"]) == ("很好", {"name": "张三"})
    assert (confirmed["organization"]["id"], confirmed["claimant"]["id"]) == (cast.needer, cast.helper)
    assert confirmed["overdue"] is False
    (claim,) = confirmed["claims"]
    assert (claim["side"], claim["outcome"], claim["onTime"]) == ("PROVIDER", "COMPLETED", True)

    page = "query ($f: TaskFilter) { tasks(first: 5, filter: $f) { totalCount nodes { id } } }"
    done = {"allianceId": cast.alliance, "statuses": ["CONFIRMED"], "claimantId": cast.helper}
    assert (await cast.officer.ask(page, f=done)).only == {"totalCount": 1, "nodes": [{"id": task}]}
    assert (await cast.officer.ask(page, f=done | {"statuses": ["LISTED"]})).only["totalCount"] == 0
    node = await cast.officer.ask("query ($id: ID!) { node(id: $id) { id } }", id=task)
    assert node.only == {"id": task}


async def test_each_step_is_refused_to_whom_it_does_not_belong(cast: Cast):
    task = await listed(cast)
    assert await cast.secretary.refused("taskComplete", taskId=task, result="x") == "WRONG_TASK_STATUS"
    other = await cast.officer.ask(
        "mutation ($i: TaskClaimInput!) { taskClaim(input: $i) { position } }",
        i={"taskId": task, "claimantId": cast.helper},
    )
    assert other.codes == ["FORBIDDEN"]
    await cast.handler.done("taskClaim", taskId=task, claimantId=cast.helper)
    assert await cast.officer.refused("taskComplete", taskId=task, result="x") == "NOT_THE_CLAIMANT"
    await cast.officer.done("taskRelease", taskId=task, reason="换一家")
    payload = await cast.officer.done("needWithdraw", "task { status released }", taskId=task)
    assert payload["task"] == {"status": "WITHDRAWN", "released": 1}


async def test_a_charter_without_the_lists_refuses(administrator: Asker):
    member = await register(administrator)
    alliance = await found(administrator, [member])
    need = {"allianceId": alliance, "organizationId": member, "title": "甲", "description": "乙"}
    assert await administrator.refused("needList", **need) == "NEEDS_NOT_IN_CHARTER"
