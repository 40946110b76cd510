"""Every mutation on key projects and benefits: done, and refused by the rule that forbids it."""

import asyncio

import pytest
from asking import Asker, Door
from conferring import MEETINGS, YEAR, held, passed
from founding import found, register
from waiting import until

from concord.identity import Role
from concord.privacy.keystore import KeyStore
from concord.reacting.reactor import run_policies
from concord.tenancy import Tenant

SHOWN = """project { id status year title selectedOn meeting { id } result
    claims { organization { id } dueOn } milestones { milestone note } }"""


@pytest.fixture
async def units(administrator: Asker) -> list[str]:
    return [await register(administrator) for _ in range(2)]


@pytest.fixture
async def alliance(administrator: Asker, units: list[str]) -> str:
    quota = {"minimum": 1, "maximum": 1}
    made = await found(administrator, units[:1], meetings=MEETINGS, projects=quota)
    await administrator.done("allianceJoin", allianceId=made, organizationId=units[1])
    return made


async def proposed(asker: Asker, alliance: str, title: str = "红色步道") -> dict:
    payload = await asker.done("projectPropose", SHOWN, allianceId=alliance, year=YEAR, title=title)
    return {"projectId": payload["project"]["id"]}


async def test_a_project_is_proposed_selected_and_delivered(
    administrator: Asker, alliance: str, units: list[str]
):
    of = await proposed(administrator, alliance)
    meeting = await held(administrator, alliance, units)
    resolution = await passed(administrator, meeting, units, kind="PROJECT", subjectId=of["projectId"])
    selected = await administrator.done("projectSelect", SHOWN, resolutionId=resolution, **meeting, **of)
    assert (selected["project"]["status"], selected["project"]["meeting"]["id"]) == (
        "SELECTED",
        meeting["meetingId"],
    )
    second = await proposed(administrator, alliance, "红色驿站")
    more = await passed(administrator, meeting, units, kind="PROJECT", subjectId=second["projectId"])
    assert (
        await administrator.refused("projectSelect", resolutionId=more, **meeting, **second) == "QUOTA_FULL"
    )
    await administrator.done("projectClaim", SHOWN, organizationId=units[0], **of)
    await administrator.done("projectReachMilestone", SHOWN, milestone="步道贯通", note="全长三公里", **of)
    done = (await administrator.done("projectComplete", SHOWN, result="投入使用", **of))["project"]
    assert (done["status"], done["result"]) == ("COMPLETED", "投入使用")
    assert done["milestones"] == [{"milestone": "步道贯通", "note": "全长三公里"}]
    dropped = await administrator.done("projectDrop", SHOWN, reason="并入他项", **second)
    assert dropped["project"]["status"] == "DROPPED"
    listed = "query ($f: KeyProjectFilter) { keyProjects(first: 5, filter: $f) { nodes { title } } }"
    for narrowed, titles in (
        ({"claimantId": units[0]}, ["红色步道"]),
        ({"statuses": ["DROPPED"], "year": YEAR, "allianceId": alliance}, ["红色驿站"]),
        ({"text": "步道"}, ["红色步道"]),
    ):
        found_ = (await administrator.ask(listed, f=narrowed)).only["nodes"]
        assert [one["title"] for one in found_] == titles


async def test_a_benefit_rests_on_the_ledger(administrator: Asker, alliance: str, units: list[str]):
    of = await proposed(administrator, alliance)
    select = """benefit { kind amount count basis note project { id } organization { id } } position"""
    saved = {"allianceId": alliance, "kind": "COST_SAVED", "amount": "30000000.50", "basis": [1]}
    recorded = await administrator.done(
        "benefitRecord", select, organizationId=units[0], note="集采", **saved
    )
    assert (recorded["benefit"]["amount"], recorded["benefit"]["basis"]) == ("30000000.50", [1])
    helped = {"allianceId": alliance, "kind": "PEOPLE_HELPED", "count": 37, "basis": [2]}
    await administrator.done("benefitRecord", select, **of, **helped)
    assert (
        await administrator.refused("benefitRecord", **saved | {"basis": [999_999]}) == "BASIS_NOT_IN_LEDGER"
    )
    listed = "query ($f: BenefitFilter) { benefits(first: 5, filter: $f) { totalCount nodes { count } } }"
    for narrowed, count in (
        ({"allianceId": alliance}, 2),
        ({"kinds": ["PEOPLE_HELPED"]}, 1),
        ({"projectId": of["projectId"]}, 1),
        ({"organizationId": units[0]}, 1),
    ):
        assert (await administrator.ask(listed, f=narrowed)).only["totalCount"] == count


async def test_a_resolution_selects_by_itself(
    administrator: Asker, api: Door, database, tenant: Tenant, alliance: str, units: list[str]
):
    """What `concord work` does beside the API: the policy select-project."""
    stop = asyncio.Event()
    keys = KeyStore(api.data_dir / "keys")
    working = asyncio.create_task(run_policies(database.projector, database.app, keys, stop))
    try:
        await asyncio.sleep(1)  # registered: what is appended from now on is reacted to
        of = await proposed(administrator, alliance)
        meeting = await held(administrator, alliance, units)
        await passed(administrator, meeting, units, kind="PROJECT", subjectId=of["projectId"])

        async def selected() -> bool:
            asked = "query ($id: ID!) { keyProject(id: $id) { status } }"
            return (await administrator.ask(asked, id=of["projectId"])).only["status"] == "SELECTED"

        await until(selected)
    finally:
        stop.set()
        await working


async def test_an_officer_claims_for_the_own_unit(
    administrator: Asker, api: Door, tenant: Tenant, alliance: str, units: list[str]
):
    of = await proposed(administrator, alliance)
    officer = api.enter(tenant, Role.OFFICER, organization=units[1])
    document = "mutation ($i: ProjectClaimInput!) { projectClaim(input: $i) { position } }"
    answer = await officer.ask(document, i={**of, "organizationId": units[0]})
    assert answer.codes == ["FORBIDDEN"]
