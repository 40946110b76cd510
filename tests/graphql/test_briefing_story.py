"""信息简报 through the API: owed from the day of the activity, filed by the unit in rotation, then done."""

from asking import Asker, Door
from conferring import TODAY
from founding import found, register

from concord.identity import Role
from concord.tenancy import Tenant

OBLIGED = {"briefing": {"to": "协作区领导小组", "days": 10}}
ACTIVITY = {"theme": "STUDY", "source": "MEMBERS", "scale": "SMALL", "title": "边境宣讲"}
DUTIES = """query ($id: ID!, $at: Position!) { duties(allianceId: $id, kinds: [BRIEFING], atLeast: $at) {
    name status organization { id } done { position } } }"""
SHOWN = "briefing { id title content onTime recipient organization { id } activity { id } }"


async def held(asker: Asker, alliance: str, unit: str) -> tuple[str, int]:
    proposed = await asker.done(
        "activityPropose", "activity { id }", allianceId=alliance, proposerId=unit, **ACTIVITY
    )
    of = {"activityId": proposed["activity"]["id"]}
    await asker.done("activitySchedule", startsOn=TODAY, place="边境口岸", **of)
    await asker.done("activityAssignLead", **of)
    payload = await asker.done("activityHold", **of)
    return of["activityId"], payload["position"]


async def test_an_activity_of_a_term_is_briefed_on_by_its_unit(
    administrator: Asker, api: Door, tenant: Tenant
):
    one, two = [await register(administrator) for _ in range(2)]
    alliance = await found(administrator, [one, two], obligations=OBLIGED)
    await administrator.done("allianceRotateChair", allianceId=alliance, organizationId=one)
    activity, at = await held(administrator, alliance, two)
    (owed,) = (await administrator.ask(DUTIES, id=alliance, at=at)).only
    assert (owed["name"], owed["status"], owed["organization"]) == (
        "信息简报：边境宣讲",
        "DUE",
        {"id": one},
    )
    mine, other = (api.enter(tenant, Role.OFFICER, organization=unit) for unit in (one, two))
    filing = {"activityId": activity, "title": "简报第1期", "content": "走访三个边境村"}
    assert await other.refused("briefingFile", organizationId=two, **filing) == "NOT_IN_ROTATION"
    todo = (await mine.ask("query ($at: Position) { me { todo(atLeast: $at) { mutation } } }", at=at)).only
    assert {"mutation": "briefingFile"} in todo["todo"]
    filed = await mine.done("briefingFile", SHOWN, organizationId=one, **filing)
    briefing = filed["briefing"]
    assert (briefing["content"], briefing["onTime"], briefing["activity"]) == (
        "走访三个边境村",
        True,
        {"id": activity},
    )
    (owed,) = (await administrator.ask(DUTIES, id=alliance, at=filed["position"])).only
    assert (owed["status"], owed["done"]) == ("DONE", [{"position": filed["position"]}])
    page = """query ($f: BriefingFilter) { briefings(first: 5, filter: $f) { nodes { id title } } }"""
    narrowed = {"allianceId": alliance, "since": TODAY, "text": "第1期"}
    nodes = (await administrator.ask(page, f=narrowed)).only["nodes"]
    assert nodes == [{"id": briefing["id"], "title": "简报第1期"}]
