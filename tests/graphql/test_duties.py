"""Duties through the API: each turns from due to done, with the ledger position that shows it."""

from asking import Asker, Door
from founding import found, register

from concord.identity import Role
from concord.tenancy import Tenant

ASKED = """query ($id: ID!, $on: Date!, $at: Position) { duties(allianceId: $id, on: $on, atLeast: $at) {
    kind code name startsOn dueOn required status done { position kind title organization { id } } } }"""
QUOTA = {"activities": [{"code": "STUDY", "name": "联学", "period": "MONTH", "form": "STUDY"}]}


async def owed(asker: Asker, alliance: str, on: str, kind: str, at: int | None = None) -> list[dict]:
    answer = await asker.ask(ASKED, id=alliance, on=on, at=at)
    return [one for one in answer.only if one["kind"] == kind]


async def rotate(asker: Asker, alliance: str, organization: str) -> int:
    day = "2024-01-10"
    payload = await asker.done(
        "allianceRotateChair",
        allianceId=alliance,
        organizationId=organization,
        occurredOn=day,
        startsOn=day,
    )
    position: int = payload["position"]
    return position


async def test_an_activity_quota_and_the_rotation_turn_from_due_to_done(administrator: Asker):
    one = await register(administrator)
    alliance = await found(administrator, [one], occurred_on="2024-01-02", obligations=QUOTA)
    (due,) = await owed(administrator, alliance, "2024-01-20", "ACTIVITY")
    assert (due["status"], due["name"], due["dueOn"]) == ("DUE", "联学", "2024-01-31")
    (late,) = await owed(administrator, alliance, "2024-05-01", "ROTATION")
    assert late["status"] == "OVERDUE"
    position = await rotate(administrator, alliance, one)
    settled, coming = await owed(administrator, alliance, "2024-01-20", "ROTATION", position)
    assert settled["done"][0]["organization"] == {"id": one}
    assert (coming["status"], coming["dueOn"]) == ("DUE", "2024-04-10")


async def test_a_quiet_alliance_idles_until_something_happens_in_it(administrator: Asker):
    one = await register(administrator)
    alliance = await found(administrator, [one], occurred_on="2024-01-02")
    idle = '{ idleAlliances(on: "2024-06-01") { alliance { id } months last { position } since } }'
    assert (await administrator.ask(idle)).only == [
        {"alliance": {"id": alliance}, "months": 3, "last": None, "since": "2024-04-03"}
    ]
    none = '{ idleAlliances(on: "2024-04-02") { since } }'
    assert (await administrator.ask(none)).only == []


async def test_duties_are_asked_as_of_a_position(administrator: Asker):
    one = await register(administrator)
    alliance = await found(administrator, [one], occurred_on="2024-01-02")
    before = (await administrator.ask("{ ledger { head } }")).only["head"]
    await rotate(administrator, alliance, one)
    answer = await administrator.ask(
        """query ($id: ID!, $at: Position!) { duties(allianceId: $id, on: "2024-01-20",
            asOf: { position: $at }) { kind status } }""",
        id=alliance,
        at=before,
    )
    assert answer.only == [{"kind": "ROTATION", "status": "DUE"}]


async def test_an_id_that_is_no_alliance_s_is_refused(administrator: Asker):
    answer = await administrator.ask(ASKED, id=await register(administrator), on="2024-01-01")
    assert answer.codes == ["BAD_USER_INPUT"]


async def test_of_an_alliance_that_is_not_there_nothing_is_said(
    api: Door, administrator: Asker, simulated_tenant: Tenant
):
    """An empty list would read as “nothing is owed”; another tenant's alliance is not there either."""
    mine = await found(administrator, [await register(administrator)], occurred_on="2024-01-02")
    stranger = api.enter(simulated_tenant, Role.ADMINISTRATOR)
    for document in (
        'query ($id: ID!) { duties(allianceId: $id, on: "2024-01-20") { kind } }',
        'query ($id: ID!) { figures(allianceId: $id, since: "2024-01-01", until: "2024-02-01")'
        " { ticketsRaised } }",
        "query ($id: ID!) { resourceFigures(allianceId: $id) { __typename } }",
    ):
        assert (await stranger.ask(document, id=mine)).codes == ["NOT_FOUND"]
        assert (await administrator.ask(document, id=mine)).codes == []
