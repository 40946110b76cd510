"""Figures of a period through the API."""

from datetime import datetime

from asking import Asker, Door
from founding import found, register

from concord.commanding import ZONE
from concord.identity import Role
from concord.tenancy import Tenant

FIGURES = """query ($a: ID, $s: Date!, $u: Date!, $p: Position, $m: AsOf) {
  figures(allianceId: $a, since: $s, until: $u, atLeast: $p, asOf: $m) {
    coverage { kind alliances organizations partyMembers withoutPartyOrganization }
    coverageByKind { kind organizations } coverageByArea { area organizations alliances }
    activities { theme activities attendanceRate }
    activitiesByTheme { theme activities present expected attendanceRate }
    activitiesByMember { organization { id } attended led present }
    ticketsRaised tickets { department { id } dispatched open closingRate }
    ticketsByDepartment { department { id } dispatched open late onTimeRate } } }"""
PROFILE = {"partyForm": "BRANCH", "partyMembers": 7, "affiliatedEnterprises": 3, "area": "城区"}


async def test_figures_are_summed_of_one_alliance_or_of_all(administrator: Asker, api: Door, tenant: Tenant):
    unit, guest = await register(administrator, **PROFILE), await register(administrator, area="园区")
    alliance = await found(administrator, [unit, guest], occurred_on="2024-01-01")
    await found(administrator, [unit], occurred_on="2024-01-01")
    plan = {"allianceId": alliance, "theme": "STUDY", "form": "STUDY", "source": "ALLIANCE", "scale": "SMALL"}
    proposed = await administrator.done("activityPropose", "activity { id }", title="联学", **plan)
    of = {"activityId": proposed["activity"]["id"]}
    day = {"startsOn": "2024-03-05", "place": "党群服务中心", "occurredOn": "2024-03-01"}
    await administrator.done("activitySchedule", **day, **of)
    await administrator.done("activityHold", occurredOn="2024-03-05", **of)
    records = [{"organizationId": unit, "present": 2, "expected": 3}]
    await administrator.done("activityRecordAttendance", records=records, **of)
    digest = "0" * 64
    file = {"originalSha256": digest, "storedSha256": digest, "size": 1, "mediaType": "image/png"}
    await administrator.done("activityAttachEvidence", **file, **of)
    logged = await administrator.done("activityLog", summary="联学一次", **of)

    # Logged so late, it is judged by the day on which it was logged.
    today = datetime.now(ZONE).date().isoformat()
    scope = {"a": alliance, "s": today, "u": today, "p": logged["position"]}
    figures = (await administrator.ask(FIGURES, **scope)).only
    assert figures["coverage"] == {
        "kind": None,
        "alliances": 1,
        "organizations": 2,
        "partyMembers": 7,
        "withoutPartyOrganization": 1,
    }
    assert figures["coverageByKind"] == [{"kind": "REGIONAL", "organizations": 2}]
    areas = {one["area"]: one["organizations"] for one in figures["coverageByArea"]}
    assert areas == {"城区": 1, "园区": 1}
    assert figures["activities"] == {"theme": None, "activities": 1, "attendanceRate": "0.6667"}
    assert [one["theme"] for one in figures["activitiesByTheme"]] == ["STUDY"]
    assert figures["activitiesByMember"] == [
        {"organization": {"id": unit}, "attended": 1, "led": 0, "present": 2}
    ]
    none = {"department": None, "dispatched": 0, "open": 0, "closingRate": None}
    assert (figures["tickets"], figures["ticketsByDepartment"], figures["ticketsRaised"]) == (none, [], 0)

    everything = (await administrator.ask(FIGURES, **scope | {"a": None})).only
    assert everything["coverage"]["alliances"] == 2
    assert everything["coverage"]["organizations"] == 2

    before = scope | {"p": None, "m": {"position": logged["position"] - 1}}
    assert (await administrator.ask(FIGURES, **before)).only["activities"]["activities"] == 0
    assert (await administrator.ask(FIGURES, **scope | {"s": "9999-01-01"})).codes == ["BAD_USER_INPUT"]
    operator = api.enter(tenant, Role.OPERATOR)
    assert (await operator.ask(FIGURES, **scope)).codes == ["FORBIDDEN"]
